package disclose

func (s *search) items() {}
