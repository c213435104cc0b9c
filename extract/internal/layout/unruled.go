package layout

// unruled finds tables drawn without rules in lines of text.
func unruled(ls []line) ([]item, []trouble) { return lineItems(ls), nil }
