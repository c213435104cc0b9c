package review

import (
	"reflect"
	"testing"

	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestDimensionLabels shows every dimension of a fact, in the order of the list
// and under its title.
func TestDimensionLabels(t *testing.T) {
	var f sink.FactRow
	x, fund, code := "x", string(schema.FiscalFunds), "2010301"
	for i := range reflect.TypeFor[sink.Dimensions]().NumField() {
		reflect.ValueOf(&f.Dimensions).Elem().Field(i).Set(reflect.ValueOf(&x))
	}
	f.FundSource, f.FuncCode = &fund, &code
	for lang, title := range map[int]func(schema.Dimension) string{
		chinese: func(d schema.Dimension) string { return d.Title },
		english: func(d schema.Dimension) string { return d.English },
	} {
		rows := words{lang}.dimensionRows(&f)
		all := schema.AllDimensions()
		if len(rows) != len(all) {
			t.Fatalf("%d rows for %d dimensions", len(rows), len(all))
		}
		for i, d := range all {
			if rows[i][0] != title(d) {
				t.Errorf("%q in the place of %q", rows[i][0], title(d))
			}
		}
		if rows[0][1] == string(schema.FiscalFunds) || rows[1][1] == "2010301" {
			t.Errorf("values without their names: %q", rows[:2])
		}
	}
}

// TestFactSaysFromWhere shows who names the period and the phase of a fact.
func TestFactSaysFromWhere(t *testing.T) {
	of := func(s string) *string { return &s }
	day := int32(schema.DateOf(2021, 12, 31))
	f := sink.FactRow{PeriodStart: &day, PeriodEnd: &day, PeriodSource: of(string(schema.FromTableTitle)), Measure: of(string(schema.Final)), MeasureSource: of(string(schema.FromColumn))}
	rows := map[string]string{}
	for _, r := range (words{english}).factRows(&f) {
		rows[r[0]] = r[1]
	}
	if rows["Period"] != "2021-12-31 · from the table's title" || rows["Phase"] != "final · from the column" {
		t.Errorf("%q", rows)
	}
}
