package extract

func readWorkbook(c *compound) (*Document, error) { return nil, refuse(Unsupported, "todo") }
