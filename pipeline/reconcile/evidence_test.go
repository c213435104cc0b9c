package reconcile

import (
	"testing"

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
		phases  []schema.Measure // of the columns, of the final accounts where there is none
	}{
		{"short, one column", schema.Government, 2023, [][]string{short}, schema.Ambiguous, nil},
		{"short, and whole beside it", schema.Government, 2023, [][]string{short, {"50", "20", "30"}}, schema.Inconsistent, nil},
		{"short, beside a column of one item", schema.Government, 2023, [][]string{short, {"50", "50", "0"}}, schema.Ambiguous, nil},
		{"short, beside the same figures", schema.Government, 2023, [][]string{short, {"100", "60", "40"}}, schema.Ambiguous, nil},
		{"no item is told", schema.Government, 2023, [][]string{{"100", "0", "0"}, {"50", "20", "30"}}, schema.Ambiguous, nil},
		{"short, of an office", schema.Department, 2023, [][]string{short}, schema.Inconsistent, nil},
		{"short, of an office, last year", schema.Department, 2022, [][]string{short}, schema.Ambiguous, nil},
		{"too much, one column", schema.Government, 2023, [][]string{{"100", "60", "50"}}, schema.Ambiguous, nil},
		{"too much, and whole beside it", schema.Government, 2023, [][]string{{"100", "60", "50"}, {"50", "20", "30"}}, schema.Inconsistent, nil},
		{"a budget short, beside final accounts that are whole", schema.Government, 2023, [][]string{short, {"50", "20", "30"}}, schema.Ambiguous, []schema.Measure{schema.BudgetAdjusted, schema.Final}},
		{"a budget short, beside the initial one that is whole", schema.Government, 2023, [][]string{short, {"50", "20", "30"}}, schema.Inconsistent, []schema.Measure{schema.BudgetAdjusted, schema.BudgetInitial}},
		{"too much, of an office", schema.Department, 2023, [][]string{{"100", "60", "50"}}, schema.Inconsistent, nil},
	}
	for _, tt := range tests {
		r := &schema.Report{Document: schema.Document{EntityLevel: tt.level, FiscalYear: 2023}}
		for col, values := range tt.columns {
			for row, value := range values {
				f := classRow(string(rune('a'+col))+string(rune('0'+row)), []string{"20101", "2010104", "2010108"}[row], value, row, 2+col)
				f.Period = schema.YearPeriod(tt.year)
				if col < len(tt.phases) {
					f.Measure = tt.phases[col]
				}
				r.Facts = append(r.Facts, f)
			}
		}
		wantHierarchy(t, tt.name, r, "a0", tt.want)
	}
}

// TestEvidenceOfAnotherFund: that the classes of one fund make up its total says nothing of those
// of another, of which some are not published.
func TestEvidenceOfAnotherFund(t *testing.T) {
	for fund, want := range map[schema.FundSource]schema.Verdict{schema.GeneralPublicBudget: schema.Inconsistent, schema.StateCapital: schema.Ambiguous} {
		r := &schema.Report{Document: schema.Document{EntityLevel: schema.Government, FiscalYear: 2023}}
		for col, values := range [][]string{{"100", "60", "30"}, {"50", "20", "30"}} {
			for row, value := range values {
				f := classRow(string(rune('a'+col))+string(rune('0'+row)), []string{"20101", "2010104", "2010108"}[row], value, row, 2+col)
				if f.Dimensions.FundSource = schema.GeneralPublicBudget; col > 0 {
					f.Dimensions.FundSource = fund
				}
				r.Facts = append(r.Facts, f)
			}
		}
		wantHierarchy(t, string(fund), r, "a0", want)
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
			r.Facts = append(r.Facts, classRow(code+string(rune('a'+k)), code+[]string{"", "04", "08"}[k], value, 3*i+k, 2))
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
