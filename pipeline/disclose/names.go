package disclose

func (s *search) names() {}
