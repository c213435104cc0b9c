package reconcile

import (
	"testing"

	"gongkai/schema"
)

// TestFlows holds the totals of a government's budget against the flows told before them.
func TestFlows(t *testing.T) {
	gpb := fund(schema.GeneralPublicBudget)
	side := said(func(w *schema.Wording) { w.WholeSide = true })
	own := func(v string) schema.Fact { return amount(schema.RevenueGeneralPublicBudget, v, gpb) }
	sub := func(v string) schema.Fact { return amount(schema.RevenueSuperiorSubsidy, v, gpb) }
	opening := func(v string) schema.Fact { return amount(schema.BalanceOpening, v, gpb) }
	tax := func(v string) schema.Fact { return amount(schema.RevenueTax, v, gpb) }
	total := func(v string) schema.Fact { return amount(revenue, v, gpb, side) }
	for _, tt := range []struct {
		name  string
		facts []schema.Fact
		want  string
	}{
		{"a list before its total", []schema.Fact{own("500.00"), sub("300.00"), opening("100.00"), total("900.00")}, "exact"},
		{"with what breaks a member down", []schema.Fact{own("500.00"), tax("350.00"), sub("300.00"), opening("100.00"), total("900.00")}, "exact"},
		{"with digits swapped", []schema.Fact{own("512.34"), sub("301.27"), opening("100.11"), total("931.72")}, "inconsistent"},
		{"with something left out", []schema.Fact{own("500.00"), sub("300.00"), opening("100.00"), total("1130.00")}, "incomplete"},
		{"one member counted twice", []schema.Fact{own("500.00"), sub("300.00"), opening("100.00"), opening("70.00"), total("900.00")}, "incomplete"},
		{"no flow of the budget itself", []schema.Fact{sub("300.00"), opening("100.00"), total("900.00")}, ""},
		{"of the other side", []schema.Fact{own("500.00"), amount(schema.ExpenditureGeneralPublicBudget, "300.00", gpb), opening("100.00"), total("900.00")}, ""},
	} {
		if got := evaluated(t, &schema.Report{Territorial: true, Facts: tt.facts}, schema.RuleGovernmentTotal); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	office := &schema.Report{Facts: []schema.Fact{own("500.00"), sub("300.00"), opening("100.00"), total("900.00")}}
	if got := evaluated(t, office, schema.RuleGovernmentTotal); got != "" {
		t.Errorf("the flows of a government are asked of an office: %s", got)
	}
}
