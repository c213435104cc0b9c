package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestEvidence: a class of a government that falls short of its items is an error
// only where the list is known to be whole, that is where it adds up in another column.
func TestEvidence(t *testing.T) {
	short := []string{"100", "60", "30"}
	tests := []struct {
		name    string
		level   schema.EntityLevel
		year    int        // of the figures
		columns [][]string // each a class and its items, from column 2 on
		want    schema.Verdict
	}{
		{"short, one column", schema.Government, 2023, [][]string{short}, schema.Ambiguous},
		{"short, and whole beside it", schema.Government, 2023, [][]string{short, {"50", "20", "30"}}, schema.Inconsistent},
		{"short, beside a column of one item", schema.Government, 2023, [][]string{short, {"50", "50", "0"}}, schema.Ambiguous},
		{"short, beside the same figures", schema.Government, 2023, [][]string{short, {"100", "60", "40"}}, schema.Ambiguous},
		{"no item is told", schema.Government, 2023, [][]string{{"100", "0", "0"}, {"50", "20", "30"}}, schema.Ambiguous},
		{"short, of an office", schema.Department, 2023, [][]string{short}, schema.Inconsistent},
		{"short, of an office, last year", schema.Department, 2022, [][]string{short}, schema.Ambiguous},
		{"too much, one column", schema.Government, 2023, [][]string{{"100", "60", "50"}}, schema.Ambiguous},
		{"too much, and whole beside it", schema.Government, 2023, [][]string{{"100", "60", "50"}, {"50", "20", "30"}}, schema.Inconsistent},
		{"too much, of an office", schema.Department, 2023, [][]string{{"100", "60", "50"}}, schema.Inconsistent},
	}
	for _, tt := range tests {
		r := &schema.Report{Document: schema.Document{EntityLevel: tt.level, FiscalYear: 2023}}
		for col, values := range tt.columns {
			for row, value := range values {
				f := schema.Fact{ID: string(rune('a'+col)) + string(rune('0'+row)), Concept: schema.ExpenditureByFunction, Kind: schema.Amount, Unit: "元", Form: schema.Level,
					Value: decimal.RequireFromString(value).Shift(4), Decimals: 4, Approx: schema.Exact, Measure: schema.Final, Period: schema.YearPeriod(tt.year),
					Section: schema.SectionTable5, SourceKind: schema.TableSource, Rule: "table", Source: schema.Provenance{Table: 0, Row: row, Col: 2 + col}}
				f.Dimensions.FuncCode = []string{"20101", "2010104", "2010108"}[row]
				r.Facts = append(r.Facts, f)
			}
		}
		found := false
		for _, c := range Evaluate(r) {
			if c.Rule == "table.function_hierarchy" && c.Operands[0].Fact == "a0" {
				found = true
				if c.Verdict != tt.want {
					t.Errorf("%s: %s, want %s: %s", tt.name, c.Verdict, tt.want, c.Formula)
				}
			}
		}
		if !found {
			t.Errorf("%s: no check", tt.name)
		}
	}
}

// TestMisreadColumn: a column in which sums fail again and again is no list of errors.
func TestMisreadColumn(t *testing.T) {
	r := &schema.Report{Document: schema.Document{EntityLevel: schema.Department, FiscalYear: 2023}}
	for i, code := range []string{"20101", "20102", "20103", "20104", "20105", "20106", "20107"} {
		for k, value := range []string{"100", "60", "41"} {
			if i > 4 && k == 2 {
				value = "40"
			}
			f := schema.Fact{ID: code + string(rune('a'+k)), Concept: schema.ExpenditureByFunction, Kind: schema.Amount, Unit: "元", Form: schema.Level,
				Value: decimal.RequireFromString(value).Shift(4), Decimals: 4, Approx: schema.Exact, Measure: schema.Final, Period: schema.YearPeriod(2023),
				Section: schema.SectionTable5, SourceKind: schema.TableSource, Rule: "table", Source: schema.Provenance{Table: 0, Row: 3*i + k, Col: 2}}
			f.Dimensions.FuncCode = code + []string{"", "04", "08"}[k]
			r.Facts = append(r.Facts, f)
		}
	}
	got := make(map[schema.Verdict]int)
	for _, c := range Evaluate(r) {
		if c.Rule == "table.function_hierarchy" {
			got[c.Verdict]++
		}
	}
	if got[schema.Ambiguous] != 5 || got[schema.ExactVerdict] != 2 {
		t.Errorf("%v", got)
	}
}
