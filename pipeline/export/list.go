package export

import "iter"

// List is a table of rows that somebody else makes, each with a value for every column: what
// a review page lists, to be written as csv or as a workbook. Columns that columns.tsv does not
// describe (years) are called by their names. fails says which rows do not hold, and address
// where a row is shown, "" for nowhere; both may be nil.
func List(name string, columns []string, rows iter.Seq2[[]any, error], fails func([]any) bool, address func([]any) string) *Table {
	t := &Table{Name: name, rows: func() iter.Seq2[[]any, error] { return rows }, fails: fails, link: address}
	for _, c := range columns {
		one := Column{Name: c, Chinese: c}
		if described, err := describe(name, []string{c}, []any{""}); err == nil {
			one = described[0]
		}
		t.Columns = append(t.Columns, one)
	}
	return t
}
