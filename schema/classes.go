package schema

// ClassNames yields every name of the functional classification with its code,
// then every short form reports write for a 类. The lexicon is fed from it.
func ClassNames(yield func(code, name string) bool) {
	t := functionTable()
	for _, r := range t.rows {
		if !yield(r.Code, r.Name) {
			return
		}
	}
	for name, code := range functionAliases {
		if !yield(code, name) {
			return
		}
	}
}

// EconomicNames yields every name of the departmental economic classification
// with its code, then the other wordings of reports.
func EconomicNames(yield func(code, name string) bool) {
	t := economicTable()
	for _, r := range t.rows {
		if !yield(r.Code, r.Name) {
			return
		}
	}
	for name, code := range economicAliases {
		if !yield(code, name) {
			return
		}
	}
}
