package across

import (
	"slices"
	"testing"

	"gongkai/schema"
)

// TestFiled holds the text of a document against the tables of another of its
// filing, and lets be what has tables of its own.
func TestFiled(t *testing.T) {
	text := accounts("甲", 2019, "2019 revenue.total 482.02 text", "2019 expenditure.total 480 text", "2019 revenue.fiscal 3 text")
	tables := accounts("甲", 2019, "2019 revenue.total 482.02 table", "2019 expenditure.total 408 table")
	whole := accounts("甲", 2019, "2019 revenue.total 1 text", "2019 revenue.total 1 table")
	found := compareReports(t, text, tables)
	if got := found.lines([]*schema.Report{text, tables}); !slices.Equal(got, []string{"甲 across.filing exact", "甲 across.filing inconsistent digit_swap"}) || len(found.issues) > 0 {
		t.Errorf("%q, issues %v", got, found.codes())
	}
	again := accounts("甲", 2019, "2019 revenue.total 2 text", "2019 revenue.total 2 table")
	found = compareReports(t, again, whole)
	if codes := found.codes(); len(found.checks) > 0 || codes[schema.IssueRepublished] != 2 {
		t.Errorf("two whole reports: %v, issues %v", found.checks, codes)
	}
}

// TestNoFiling lists what lies in one folder and is no filing.
func TestNoFiling(t *testing.T) {
	budget := Document{ID: "a", Entity: "甲局", Year: 2026, Kind: schema.BudgetReport, Text: true, Shares: []string{"in"}}
	for name, other := range map[string]Document{
		"a budget and the accounts": {Entity: "甲局", Year: 2026, Kind: schema.FinalAccounts},
		"two years":                 {Entity: "甲局", Year: 2025, Kind: schema.BudgetReport},
		"two offices":               {Entity: "乙局", Year: 2026, Kind: schema.BudgetReport},
	} {
		other.ID, other.Tables, other.Shares = "b", true, budget.Shares
		if c := New([]Document{budget, other}); len(c.with) > 0 {
			t.Errorf("%s: %v", name, c.with)
		}
	}
	tables := Document{ID: "b", Entity: "甲局", Year: 2026, Kind: schema.BudgetReport, Tables: true, Shares: budget.Shares}
	if c := New([]Document{budget, tables}); len(c.with) != 2 || !c.with.parts(c.sorted) {
		t.Errorf("text and tables of one budget: %v", c.with)
	}
	whole := func(id string) Document {
		return Document{ID: id, Entity: "甲局", Year: 2026, Kind: schema.BudgetReport, Text: true, Tables: true, Shares: budget.Shares}
	}
	if c := New([]Document{whole("a"), whole("b")}); len(c.with) > 0 {
		t.Errorf("two versions: %v", c.with)
	}
	budget.Place, tables.Place = "510403", "310107"
	if c := New([]Document{budget, tables}); len(c.with) > 0 {
		t.Errorf("two places: %v", c.with)
	}
	budget.Place, tables.Place = "", ""
	tables.Shares = []string{"another"}
	if c := New([]Document{budget, tables}); len(c.with) > 0 {
		t.Errorf("two folders: %v", c.with)
	}
}
