package extract

func matchText(data []byte) bool { return true }

func readText(in *input) (*Document, error) { return nil, refuse(Unsupported, "not yet") }
