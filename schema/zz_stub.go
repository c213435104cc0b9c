package schema

type Division struct{ Code, Province, City, District string }

func ResolveDivision(string) (Division, bool) { return Division{}, false }
