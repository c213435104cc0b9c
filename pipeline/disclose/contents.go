package disclose

func (s *search) contents() {}
