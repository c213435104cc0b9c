package disclose

func (s *search) numbering() {}
