package export

import (
	"fmt"
	"iter"
	"slices"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// Column is a column of an exported table.
type Column struct {
	Name    string
	Chinese string // its name in Chinese, with the unit where that is one
	Explain string // what it is, in Chinese
	Coded   bool   // a text of few values, which Stata keeps as numbers with labels
	unit    string
	zero    any // a value of its type
}

// Table is a table to be exported.
type Table struct {
	Name    string
	Columns []Column

	filter Filter
	rows   func() iter.Seq2[[]any, error] // all of them, each time from the start
	fails  func([]any) bool               // whether a row does not hold
	link   func([]any) (address string)   // of the row on the review page, "" for none
}

// Names are the tables that can be exported.
func Names() []string { return []string{"wide", "facts", "checks", "observations", "documents"} }

func (t *Table) names() (names []string) {
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return names
}

// Rows yields the rows that the filter wants, each with a value for every column:
// nil, a string, an int64, a decimal.Decimal, a schema.Date or a json.RawMessage.
func (t *Table) Rows() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		wanted, err := t.filter.compile(t)
		if err != nil {
			yield(nil, err)
			return
		}
		for row, err := range t.rows() {
			if err != nil {
				yield(nil, err)
				return
			}
			if !slices.ContainsFunc(wanted, func(m match) bool { return !m.holds(row[m.column]) }) && !yield(row, nil) {
				return
			}
		}
	}
}

// Open returns a table of a snapshot. pages is where the review pages of the
// dataset are shown, for links to them; "" for none. An unknown name is an error.
func Open(s *sink.Snapshot, name, pages string) (*Table, error) {
	switch name {
	case "wide":
		rows, err := sink.Wide(s.Dir)
		if err != nil {
			return nil, err
		}
		t, err := plain[sink.WideRow](name, nil, func() iter.Seq2[*sink.WideRow, error] { return pointers(rows) })
		if err == nil {
			t.fails = positive(t, "checks_inconsistent")
			t.link = linked(t, pages, "document_id", "", "")
		}
		return t, err
	case "facts":
		return factTable(s, pages)
	case "checks":
		return checkTable(s, pages)
	case "observations":
		t, err := plain[sink.ObservationRow](name, nil, func() iter.Seq2[*sink.ObservationRow, error] {
			return sink.RowsWhere[sink.ObservationRow](s, name, nil)
		})
		if err == nil {
			t.fails = equals(t, "status", sink.StatusInconsistent)
		}
		return t, err
	case "documents":
		t, err := plain[sink.DocumentRow](name, nil, func() iter.Seq2[*sink.DocumentRow, error] {
			return sink.RowsWhere[sink.DocumentRow](s, name, nil)
		})
		if err == nil {
			t.fails = positive(t, "checks_inconsistent")
			t.link = linked(t, pages, "document_id", "", "")
		}
		return t, err
	}
	return nil, fmt.Errorf("no table %q to export, but %v", name, Names())
}

func pointers[R any](rows []R) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// added is a column that is not in the rows themselves.
type added[R any] struct {
	name string
	of   func(*R) any
}

// plain is the table of the columns of a row type and those added behind.
func plain[R any](name string, more []added[R], rows func() iter.Seq2[*R, error]) (*Table, error) {
	cells := sink.CellsOf[R]()
	names, zeros := cells.Names(), cells.Zero()
	for _, a := range more {
		names, zeros = append(names, a.name), append(zeros, "")
	}
	columns, err := describe(name, names, zeros)
	if err != nil {
		return nil, err
	}
	t := &Table{Name: name, Columns: columns}
	t.rows = func() iter.Seq2[[]any, error] {
		return func(yield func([]any, error) bool) {
			for r, err := range rows() {
				if err != nil {
					yield(nil, err)
					return
				}
				values := cells.Of(r)
				for _, a := range more {
					values = append(values, a.of(r))
				}
				if !yield(values, nil) {
					return
				}
			}
		}
	}
	return t, nil
}

// document is what an export says of the document of a row.
type document struct{ path, entity string }

func documentsOf(s *sink.Snapshot) (map[string]document, error) {
	type row struct {
		DocumentID string  `parquet:"document_id"`
		Path       string  `parquet:"path"`
		Entity     *string `parquet:"entity"`
	}
	all := make(map[string]document)
	for r, err := range sink.RowsWhere[row](s, "documents", nil) {
		if err != nil {
			return nil, err
		}
		if _, there := all[r.DocumentID]; !there {
			d := document{path: r.Path}
			if r.Entity != nil {
				d.entity = *r.Entity
			}
			all[r.DocumentID] = d
		}
	}
	return all, nil
}

// failingFacts are the facts that stand in a check that does not hold.
func failingFacts(s *sink.Snapshot) (map[string]bool, error) {
	type operand struct {
		FactID string `parquet:"fact_id"`
	}
	type row struct {
		Verdict  string    `parquet:"verdict"`
		Operands []operand `parquet:"operands"`
	}
	all := make(map[string]bool)
	for r, err := range sink.RowsWhere[row](s, "checks", &sink.Equal{Column: "verdict", Value: string(schema.Inconsistent)}) {
		if err != nil {
			return nil, err
		}
		for _, o := range r.Operands {
			all[o.FactID] = true
		}
	}
	return all, nil
}

func factTable(s *sink.Snapshot, pages string) (*Table, error) {
	documents, err := documentsOf(s)
	if err != nil {
		return nil, err
	}
	failing, err := failingFacts(s)
	if err != nil {
		return nil, err
	}
	more := []added[sink.FactRow]{
		{"path", func(f *sink.FactRow) any { return documents[f.DocumentID].path }},
		{"place", func(f *sink.FactRow) any { return placeOf(&f.Locator) }},
		{"checked", func(f *sink.FactRow) any {
			if failing[f.FactID] {
				return string(schema.Inconsistent)
			}
			return nil
		}},
	}
	t, err := plain("facts", more, func() iter.Seq2[*sink.FactRow, error] { return sink.RowsWhere[sink.FactRow](s, "facts", nil) })
	if err != nil {
		return nil, err
	}
	t.fails = equals(t, "checked", string(schema.Inconsistent))
	t.link = linked(t, pages, "document_id", "#fact-", "fact_id")
	return t, nil
}

func checkTable(s *sink.Snapshot, pages string) (*Table, error) {
	documents, err := documentsOf(s)
	if err != nil {
		return nil, err
	}
	more := []added[sink.CheckRow]{
		{"path", func(c *sink.CheckRow) any { return documents[c.DocumentID].path }},
		{"entity", func(c *sink.CheckRow) any {
			if e := documents[c.DocumentID].entity; e != "" {
				return e
			}
			return nil
		}},
	}
	t, err := plain("checks", more, func() iter.Seq2[*sink.CheckRow, error] { return sink.RowsWhere[sink.CheckRow](s, "checks", nil) })
	if err != nil {
		return nil, err
	}
	t.fails = equals(t, "verdict", string(schema.Inconsistent))
	t.link = linked(t, pages, "document_id", "#check-", "check_id")
	return t, nil
}

// placeOf says where a row stands as a person counts, in the words of columns.tsv.
func placeOf(l *sink.Locator) string {
	w := placeWords()
	s := ""
	if l.Page != nil {
		s = fmt.Sprintf(w["page"], *l.Page)
	}
	switch {
	case l.Line != nil:
		return s + fmt.Sprintf(w["line"], *l.Line)
	case l.Table != nil && l.Row != nil && l.Col != nil:
		return s + fmt.Sprintf(w["cell"], *l.Table+1, *l.Row+1, *l.Col+1)
	case l.Block != nil:
		return s + fmt.Sprintf(w["block"], *l.Block+1)
	}
	return s
}

// at is the place of a column that the table has.
func (t *Table) at(name string) int { return slices.Index(t.names(), name) }

func equals(t *Table, column, value string) func([]any) bool {
	i := t.at(column)
	return func(row []any) bool { return row[i] == value }
}

func positive(t *Table, column string) func([]any) bool {
	i := t.at(column)
	return func(row []any) bool { n, _ := row[i].(int64); return n > 0 }
}

// linked addresses a row on the review pages by the ids in two of its columns,
// which are hexadecimal: nothing of a report is in the address.
func linked(t *Table, pages, document, mark, id string) func([]any) string {
	if pages == "" {
		return nil
	}
	d, i := t.at(document), t.at(id)
	return func(row []any) string {
		if row[d] == "" { // a file that could not be read has no page
			return ""
		}
		address := pages + "/doc/" + text(row[d])
		if i >= 0 {
			address += mark + text(row[i])
		}
		return address
	}
}
