package sink

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// withDimension is a fact that has the i-th dimension and no other.
func withDimension(i int) FactRow {
	var f FactRow
	x := "x"
	reflect.ValueOf(&f.Dimensions).Elem().Field(i).Set(reflect.ValueOf(&x))
	return f
}

// TestDimensionsEverywhere walks what is made of the dimensions: columns of rows,
// of the dictionary and of the export, sort order, keys, segments, views.
func TestDimensionsEverywhere(t *testing.T) {
	var names []string
	for _, d := range schema.AllDimensions() {
		names = append(names, d.Name)
	}
	for _, row := range []reflect.Type{reflect.TypeFor[FactRow](), reflect.TypeFor[ObservationRow](), reflect.TypeFor[storedFact]()} {
		var columns []string
		for _, f := range fieldsOf(row) {
			columns = append(columns, f.name)
		}
		if at := slices.Index(columns, names[0]); at < 0 || !slices.Equal(columns[at:at+len(names)], names) {
			t.Errorf("%s has the columns %q", row, columns)
		}
	}
	for _, table := range Tables() {
		if table.Name != "facts" && table.Name != "observations" {
			continue
		}
		at := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == names[0] })
		for i, d := range schema.AllDimensions() {
			if c := table.Columns[at+i]; c.Name != d.Name || c.Meaning != d.Meaning || !c.Null {
				t.Errorf("%s: column %+v in the place of %s", table.Name, c, d.Name)
			}
		}
	}
	compare, same := aspects(), SameAspects()
	keys := make(map[string]bool)
	decoder := newCodec[FactRow]()
	for i, name := range names {
		f, none := withDimension(i), FactRow{}
		if compare(&none, &f) >= 0 || same(&none, &f) {
			t.Errorf("%s: no dimension does not sort before one", name)
		}
		if i > 0 {
			if before := withDimension(i - 1); compare(&f, &before) >= 0 {
				t.Errorf("%s sorts before %s", names[i-1], name)
			}
		}
		keys[f.Breakdown()] = true
		known := f.Known()
		report := FromReport(&schema.Report{Facts: []schema.Fact{{Dimensions: known}}}, "")
		if schema.AllDimensions()[i].Of(&known) != "x" || report.Facts[0].Known() != known {
			t.Errorf("%s is not what is stored: %+v", name, report.Facts[0].Dimensions)
		}
		if stored := (storedFact{Dimensions: f.Dimensions}); stored.row().Known() != f.Known() {
			t.Errorf("%s is lost in the export", name)
		}
		f.Concept = new(string)
		if o := settle([]FactRow{f}); o.Known() != f.Known() {
			t.Errorf("%s is lost in observations: %+v", name, o.Dimensions)
		}
		if got, err := decoded(decoder, block(f)); err != nil || len(got) != 1 || got[0].Known() != f.Known() {
			t.Errorf("%s is lost in a segment: %+v, %v", name, got, err)
		}
		if whose := schema.AllDimensions()[i].Whose; strings.Contains(withoutBreakdown(), name+" IS NULL") == (whose || name == "fund_source") {
			t.Errorf("%s: the view panel has %s", name, withoutBreakdown())
		}
	}
	if len(keys) != len(names) {
		t.Errorf("%d keys of %d dimensions: %v", len(keys), len(names), keys)
	}
}

// TestStoredDimensions writes a fact of each dimension, and one without any, and
// reads them back: a missing one is null in the file and empty in the export.
func TestStoredDimensions(t *testing.T) {
	rows := []FactRow{{}}
	for i := range schema.AllDimensions() {
		rows = append(rows, withDimension(i))
	}
	dir := t.TempDir()
	if _, _, err := WriteParts(dir, "test", each(rows)); err != nil {
		t.Fatal(err)
	}
	k := 0
	for f, err := range readTable[storedFact](dir, "*.parquet") {
		if err != nil || f.row().Known() != rows[k].Known() {
			t.Errorf("row %d is read as %+v, %v", k, f.Dimensions, err)
		}
		k++
	}
	if k != len(rows) {
		t.Errorf("%d of %d rows", k, len(rows))
	}
	if got, want := readRows(t, openRows(t, rows)), storedRows(rows); !slices.Equal(got, want) {
		t.Errorf("stored as %q", got)
	}
	for i, d := range schema.AllDimensions() {
		known := rows[i+1].Known()
		if line := storedRows(rows[i+1 : i+2])[0]; d.Of(&known) != "x" || strings.Count(line, "|x|") != 1 {
			t.Errorf("%s is stored as %q", d.Name, line)
		}
	}
}
