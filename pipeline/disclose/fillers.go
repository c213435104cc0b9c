package disclose

func (s *search) fillers() {}
