package disclose

func (s *search) tables() {}
