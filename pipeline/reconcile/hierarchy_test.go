package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestHierarchyByPosition checks a class against the rows below it: those of
// which no class is known, or another, belong to it where the sum then holds.
func TestHierarchyByPosition(t *testing.T) {
	type row struct{ code, value string }
	tests := []struct {
		name string
		rows []row
		want schema.Verdict // of the check of the first row
	}{
		{"its items", []row{{"20101", "100"}, {"2010104", "60"}, {"2010108", "40"}, {"20102", "5"}}, schema.ExactVerdict},
		{"items that are off", []row{{"20101", "112"}, {"2010107", "112"}, {"2010108", "59"}, {"20102", "5"}}, schema.Inconsistent},
		{"an item that every class has", []row{{"20101", "100"}, {"", "60"}, {"2010108", "40"}, {"20102", "5"}}, schema.ExactVerdict},
		{"an item without class, and off", []row{{"20101", "100"}, {"", "61"}, {"2010108", "40"}, {"20102", "5"}}, schema.Ambiguous},
		{"an item of another class", []row{{"22960", "100"}, {"2296002", "60"}, {"21305", "30"}, {"2296099", "10"}, {"22998", "5"}}, schema.ExactVerdict},
		{"an item whose own class is not there", []row{{"207", "490"}, {"2070607", "177"}, {"20709", "313"}, {"208", "5"}}, schema.ExactVerdict},
		{"a class twice", []row{{"230", "100"}, {"23006", "60"}, {"23006", "30"}, {"231", "5"}}, schema.Ambiguous},
		{"the row below would make it hold", []row{{"230", "921"}, {"23008", "150"}, {"231", "771"}}, schema.Ambiguous},
		{"blank rows", []row{{"20101", "100"}, {"", "0"}, {"2010108", "40"}, {"20102", "5"}}, schema.Inconsistent},
		{"a third of a long class is listed", []row{{"201", "100"}, {"20101", "6"}, {"20102", "6"}, {"20103", "6"}, {"20104", "6"}, {"20105", "5"}, {"20106", "5"}, {"202", "5"}}, schema.Ambiguous},
		{"a third of a short class is listed", []row{{"20101", "100"}, {"2010104", "20"}, {"2010108", "14"}, {"20102", "5"}}, schema.Inconsistent},
	}
	for _, tt := range tests {
		r := &schema.Report{Document: schema.Document{EntityLevel: schema.Department, FiscalYear: 2023}}
		for i, x := range tt.rows {
			r.Facts = append(r.Facts, classRow(string(rune('a'+i)), x.code, x.value, i, 2))
		}
		wantHierarchy(t, tt.name, r, "a", tt.want)
	}
}

// TestHierarchyOverPages leaves open a class at the end of a table that the next one
// goes on with.
func TestHierarchyOverPages(t *testing.T) {
	for next, want := range map[string]schema.Verdict{"2220199": schema.Ambiguous, "201": schema.Inconsistent} {
		r := &schema.Report{Document: schema.Document{EntityLevel: schema.Department, FiscalYear: 2023}}
		for i, x := range [][2]string{{"20101", "5"}, {"2010101", "5"}, {"22201", "112"}, {"2220101", "112"}, {"2220106", "59"}, {next, "7"}} {
			f := classRow(string(rune('a'+i)), x[0], x[1], i, 2)
			if i == 5 {
				f.Source.Table = 1
			}
			r.Facts = append(r.Facts, f)
		}
		wantHierarchy(t, next, r, "c", want)
	}
}

// classRow is the figure of a class in a row and column of a table of final accounts of
// 2023, or of a row of no class where the code is "".
func classRow(id, code, value string, row, col int) schema.Fact {
	f := schema.Fact{ID: id, Concept: schema.ExpenditureByFunction, Label: "行" + code, Kind: schema.Amount, Unit: "元", Form: schema.Level,
		Value: decimal.RequireFromString(value).Shift(4), Decimals: 4, Approx: schema.Exact, Measure: schema.Final, Period: schema.YearPeriod(2023),
		Section: schema.SectionTable5, SourceKind: schema.TableSource, Rule: "table", Source: schema.Provenance{Table: 0, Row: row, Col: col}}
	f.Dimensions.FuncCode = code
	if code == "" {
		f.Concept = ""
	}
	return f
}

// wantHierarchy evaluates a report for the check of a class against its items.
func wantHierarchy(t *testing.T, name string, r *schema.Report, class string, want schema.Verdict) {
	t.Helper()
	for _, c := range Evaluate(r) {
		if c.Rule == "table.function_hierarchy" && c.Operands[0].Fact.ID == class {
			if c.Verdict != want {
				t.Errorf("%s: %s, want %s: %s", name, c.Verdict, want, c.Formula)
			}
			return
		}
	}
	t.Errorf("%s: no check", name)
}
