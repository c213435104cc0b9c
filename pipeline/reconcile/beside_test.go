package reconcile

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestPassages judges the rules of what one passage says, with errors planted in it
// and with what an honest report says there.
func TestPassages(t *testing.T) {
	all, taxes, others := schema.RevenueGeneralPublicBudget, schema.RevenueTax, schema.RevenueNonTax
	place := func(name string) option {
		return func(f *schema.Fact) { f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, name }
	}
	insured := func(c schema.ConceptID, v string, o ...option) schema.Fact {
		return amount(c, v, append(o, fund(schema.SocialInsurance), func(f *schema.Fact) { f.Dimensions.Indicator = "失业保险基金" })...)
	}
	in1, out, opening, closing := schema.RevenueSocialInsurance, schema.ExpenditureSocialInsurance, schema.BalanceOpening, schema.BalanceClosing
	ofYear := func(v string) []schema.Fact {
		return []schema.Fact{insured(in1, "90.05"), insured(out, "82.52"), insured(schema.BalanceYear, v)}
	}
	debt, limit := schema.DebtBalance, schema.DebtLimit
	general, special := fund(schema.GeneralPublicBudget), fund(schema.GovernmentFund)
	perf := func(c schema.FundSource, v string, row int) schema.Fact {
		return amount(schema.PerformanceProjectBudget, v, cell(1, row, 1), project("甲"), phase(schema.Budget), fund(c))
	}
	run(t, []evaluation{
		{"taxes and others", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(taxes, "46.70"), amount(others, "30.50")}, nil, "exact"},
		{"two digits exchanged", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(taxes, "64.70"), amount(others, "30.50")}, nil, "inconsistent"},
		{"a row that no concept has", "government.revenue", []schema.Fact{amount(all, "77.20", cell(1, 4, 2)), amount(taxes, "46.70", cell(1, 1, 2)), amount(others, "20.50", cell(1, 2, 2)), amount("", "10.00", cell(1, 3, 2))}, nil, "ambiguous"},
		{"a list with more", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(taxes, "46.70"), amount(others, "20.50"), amount(schema.RevenueSuperiorSubsidy, "10.00")}, []schema.Claim{sumOf(0, 1, 2, 3)}, "ambiguous"},
		{"of two places", "government.revenue", []schema.Fact{amount(all, "77.20", place("甲县")), amount(taxes, "46.70", place("乙县")), amount(others, "31.50", place("甲县"))}, nil, ""},
		{"of two paragraphs", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(taxes, "46.70", sentence(2, 2)), amount(others, "31.50", sentence(2, 2))}, nil, ""},
		{"of two years", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(taxes, "46.70", in(2019)), amount(others, "31.50")}, nil, ""},
		{"of two totals", "government.revenue", []schema.Fact{amount(all, "77.20"), amount(all, "80.00"), amount(taxes, "46.70"), amount(others, "31.50")}, nil, ""},
		{"of another column", "government.revenue", []schema.Fact{amount(all, "-8.50", cell(1, 1, 4)), amount(taxes, "46.70", cell(1, 2, 2)), amount(others, "31.50", cell(1, 3, 2))}, nil, ""},
		{"a year of insurance", "insurance.year", ofYear("7.53"), nil, "exact"},
		{"a digit lost", "insurance.year", ofYear("0.753"), nil, "inconsistent"},
		{"another digit", "insurance.year", ofYear("7.93"), nil, "inconsistent"},
		{"flows not told", "insurance.year", ofYear("8.06"), nil, "incomplete"},
		{"carried on", "insurance.closing", []schema.Fact{insured(opening, "80.32"), insured(in1, "90.05"), insured(out, "82.52"), insured(closing, "87.85")}, nil, "exact"},
		{"carried on, in 元", "insurance.closing", []schema.Fact{insured(opening, "80.32"), insured(in1, "90.05"), insured(out, "82.52"), insured(closing, "0.008785")}, nil, "inconsistent"},
		{"debt", "government.debt", []schema.Fact{amount(debt, "9.00", general), amount(limit, "9.50", general)}, nil, "exact"},
		{"debt above its limit", "government.debt", []schema.Fact{amount(debt, "9.90", general), amount(limit, "9.50", general)}, nil, "inconsistent"},
		{"debt of another kind", "government.debt", []schema.Fact{amount(debt, "9.90", special), amount(limit, "9.50", general)}, nil, ""},
		{"debt of another place", "government.debt", []schema.Fact{amount(debt, "9.90", general, place("甲县")), amount(limit, "9.50", general, place("乙县"))}, nil, ""},
		{"money of a project", "project.fund_part", []schema.Fact{perf(schema.FiscalFunds, "4.00", 1), perf(schema.GeneralPublicBudget, "4.00", 2)}, nil, "exact"},
		{"more of it than there is", "project.fund_part", []schema.Fact{perf(schema.FiscalFunds, "4.00", 1), perf(schema.GeneralPublicBudget, "4.60", 2)}, nil, "inconsistent"},
	})
	r := &schema.Report{Territorial: true, Facts: []schema.Fact{amount(all, "77.20"), amount(taxes, "46.70"), amount(others, "31.50")}}
	if got := evaluated(t, r, "government.revenue"); got != "inconsistent" {
		t.Errorf("a rule of governments is not held against one: %q", got)
	}
}

// TestProjectsCovered holds an amount against the tables of the projects, where its
// sentence counts as many.
func TestProjectsCovered(t *testing.T) {
	covered := func(v, projects string, more ...schema.Fact) []schema.Fact {
		all := []schema.Fact{number(schema.PerformanceProjectsTarget, projects), amount(schema.PerformanceAmountCovered, v)}
		for i, v := range []string{"4.10", "6.35"} {
			all = append(all, amount(schema.PerformanceProjectBudget, v, project(string(rune('甲'+i))), cell(i, 1, 1), func(f *schema.Fact) { f.SourceKind = schema.PerformanceTable }))
		}
		return append(all, more...)
	}
	yearly := amount(schema.PerformanceProjectBudget, "3.10", project("甲"), cell(0, 2, 1), func(f *schema.Fact) { f.SourceKind = schema.PerformanceTable })
	run(t, []evaluation{
		{"all of them", "project.covered", covered("10.45", "2"), nil, "exact"},
		{"and another sum", "project.covered", covered("10.54", "2"), nil, "inconsistent"},
		{"of more than are shown", "project.covered", covered("20.00", "3"), nil, "incomplete"},
		{"the year of a longer project", "project.covered", covered("9.45", "2", yearly), nil, "ambiguous"},
	})
}

// TestNumbered judges lists of numbered paragraphs, whose members are side by side.
func TestNumbered(t *testing.T) {
	list := func(values ...string) (facts []schema.Fact) {
		for i, v := range values {
			facts = append(facts, amount("", v, sentence(i+1, i+1)))
		}
		return facts
	}
	numbered := sumOf(0, 1, 2, 3)
	numbered.Numbered = true
	run(t, []evaluation{
		{"adds up", schema.RuleListSum, list("63.72", "15.85", "40.64", "7.23"), []schema.Claim{numbered}, "exact"},
		{"more than its whole", schema.RuleListSum, list("63.72", "15.85", "50.67", "7.23"), []schema.Claim{numbered}, "inconsistent"},
		{"some of them", schema.RuleListSum, list("63.72", "15.85", "20.67", "7.23"), []schema.Claim{numbered}, "not_applicable"},
		{"more, without numbers", schema.RuleListSum, list("63.72", "15.85", "50.67", "7.23"), []schema.Claim{sumOf(0, 1, 2, 3)}, "not_applicable"},
	})
}

// TestItemsToldAgain holds the items of a list against the paragraph that goes
// through them, and against nothing that only has their names.
func TestItemsToldAgain(t *testing.T) {
	told := func(name, v string, block int) schema.Fact {
		return amount("", v, sentence(block, block), func(f *schema.Fact) { f.Said.Name = name })
	}
	list := func(a, b, again string) []schema.Fact {
		return []schema.Fact{told("支出", "197.83", 1), told("资本性支出", a, 1), told("费用性支出", b, 1), told("资本性支出", again, 2), told("费用性支出", "3.50", 2)}
	}
	run(t, []evaluation{
		{"told again", schema.RuleItem, list("193.33", "4.50", "193.33"), []schema.Claim{sumOf(0, 1, 2)}, "inconsistent"},
		{"as they were", schema.RuleItem, list("194.33", "3.50", "194.33"), []schema.Claim{sumOf(0, 1, 2)}, ""},
		{"other amounts of those names", schema.RuleItem, list("193.33", "4.50", "20.12"), []schema.Claim{sumOf(0, 1, 2)}, ""},
		{"no list", schema.RuleItem, list("193.33", "4.50", "193.33"), nil, ""},
	})
}

// TestChangesOfParts holds the change of a whole against those of its parts.
func TestChangesOfParts(t *testing.T) {
	parts := []schema.ConceptID{schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicReception}
	budget := onBudget(schema.BudgetInitial)
	report := func(whole string, changes [3]string, bases ...option) (facts []schema.Fact, claims []schema.Claim) {
		tell := func(c schema.ConceptID, level, change string, base option) {
			k := len(facts)
			facts = append(facts, amount(c, level), amount(c, change, as(schema.Delta), on(2019), base))
			claims = append(claims, claim(schema.DifferenceFamily, k+1, beside{schema.CurrentRole: k}))
		}
		tell(schema.ThreePublicTotal, "30.00", whole, budget)
		for i, c := range parts {
			tell(c, "10.00", changes[i], bases[i])
		}
		return facts, append(claims, sumOf(0, 2, 4, 6))
	}
	none := func(*schema.Fact) {}
	for _, tt := range []struct {
		name, whole string
		changes     [3]string
		bases       []option
		want        string
	}{
		{"adds up", "-2.40", [3]string{"-3.00", "0.90", "-0.30"}, []option{budget, budget, budget}, "exact"},
		{"does not", "-2.40", [3]string{"-3.00", "0.60", "-0.30"}, []option{budget, budget, budget}, "inconsistent"},
		{"one direction turned", "-2.40", [3]string{"3.00", "0.90", "-0.30"}, []option{budget, none, none}, "inconsistent"},
		{"perhaps on another base", "-2.40", [3]string{"-3.71", "0.63", "-0.34"}, []option{budget, none, none}, "ambiguous"},
		{"on another base", "-2.40", [3]string{"-3.00", "0.60", "-0.30"}, []option{budget, onBudget(schema.BudgetAdjusted), budget}, ""},
	} {
		facts, claims := report(tt.whole, tt.changes, tt.bases...)
		run(t, []evaluation{{tt.name, schema.RuleChangeSum, facts, claims, tt.want}})
	}
}

// TestChangesToTheRest holds the changes of a numbered list that is told up to what is
// left against that of its whole, though the levels do not add up.
func TestChangesToTheRest(t *testing.T) {
	report := func(rest bool, whole string) (facts []schema.Fact, claims []schema.Claim) {
		tell := func(block int, level, change string) {
			k, base := len(facts), on(2019)
			facts = append(facts, amount("", level, sentence(block, block)), amount("", change, as(schema.Delta), base, sentence(block, block)), percent("", schema.PctChange, "10", sentence(block, block), base))
			claims = append(claims, claim(schema.PctChangeFamily, k+2, beside{schema.CurrentRole: k, schema.ChangeRole: k + 1}))
		}
		tell(1, "63.72", whole)
		tell(2, "15.85", "2.11")
		tell(3, "40.64", "-3.42")
		tell(4, "17.23", "1.18")
		facts[9].Said.Remainder = rest
		numbered := sumOf(0, 3, 6, 9)
		numbered.Numbered = true
		return facts, append(claims, numbered)
	}
	for _, tt := range []struct {
		name  string
		rest  bool
		whole string
		want  string
	}{
		{"adds up", true, "-0.13", "exact"},
		{"does not", true, "0.87", "inconsistent"},
		{"an item of last year alone", true, "-2.13", "ambiguous"},
		{"some of them", false, "0.87", ""},
	} {
		facts, claims := report(tt.rest, tt.whole)
		run(t, []evaluation{{tt.name, schema.RuleChangeSum, facts, claims, tt.want}})
	}
}

// TestLongNumberedLists holds a long list of numbered items to its whole where another of
// the report adds up to its own, and no list beside which none does.
func TestLongNumberedLists(t *testing.T) {
	report := func(other string) (facts []schema.Fact, claims []schema.Claim) {
		list := func(total string) {
			whole, parts := len(facts), []int{}
			facts = append(facts, amount("", total, sentence(whole, whole)))
			for k := range longNumbered {
				parts = append(parts, len(facts))
				facts = append(facts, amount("", "3.17", sentence(whole+1+k, whole+1+k)))
			}
			c := sumOf(whole, parts...)
			c.Numbered = true
			claims = append(claims, c)
		}
		list("35.48")
		list(other)
		return facts, claims
	}
	for other, want := range map[string]schema.Verdict{"31.70": schema.Inconsistent, "36.20": schema.NotApplicable} {
		facts, claims := report(other)
		r := &schema.Report{Facts: facts, Claims: claims}
		for _, c := range Evaluate(r) {
			if c.Rule == schema.RuleListSum && strings.Contains(c.Formula, "35.48") && c.Verdict != want {
				t.Errorf("beside a list of %s: %s, want %s", other, c.Verdict, want)
			}
		}
	}
}

// TestWholeByNames holds members that by their names are all of a whole to it, whatever
// the sentence tells after them, but where one of them is within another.
func TestWholeByNames(t *testing.T) {
	report := func(total string, parts ...string) (facts []schema.Fact, claims []schema.Claim) {
		facts = append(facts, amount(schema.EconomyActual, total))
		var members []int
		for _, p := range parts {
			members = append(members, len(facts))
			facts = append(facts, amount("", p))
		}
		return facts, []schema.Claim{sumOf(0, members...)}
	}
	for _, tt := range []struct {
		name  string
		total string
		parts []string
		whole int // of so many members first
		want  string
	}{
		{"adds up", "332.42", []string{"91.98", "240.44"}, 2, "exact"},
		{"does not", "332.42", []string{"91.91", "240.44"}, 2, "inconsistent"},
		{"goes on", "332.42", []string{"91.91", "240.44", "66.37"}, 2, "inconsistent"},
		{"some of them", "332.42", []string{"91.91", "220.44"}, 0, "not_applicable"},
		{"one within another", "132.07", []string{"84.15", "25.33", "2.24", "47.92"}, 4, "not_applicable"},
	} {
		facts, claims := report(tt.total, tt.parts...)
		claims[0].Whole = claims[0].Operands[:tt.whole]
		run(t, []evaluation{{tt.name, schema.RuleListSum, facts, claims, tt.want}})
	}
}

// TestOneDigitOff holds a list of figures with decimals to its whole where one digit parts
// them, and none that misses by less, or by a figure of more digits.
func TestOneDigitOff(t *testing.T) {
	for total, want := range map[string]string{"3712.34": "exact", "8712.34": "inconsistent", "3912.34": "inconsistent", "3713.34": "inconsistent", "3712.94": "not_applicable", "3845.21": "not_applicable"} {
		facts := []schema.Fact{amount("", total)}
		for _, p := range []string{"662.57", "1307.25", "1742.52"} {
			facts = append(facts, amount("", p))
		}
		for k := range facts {
			facts[k].Said.Pointed = true
		}
		run(t, []evaluation{{total, schema.RuleListSum, facts, []schema.Claim{sumOf(0, 1, 2, 3)}, want}})
	}
}

// TestTooMuchByOneDigit holds the parts of the accounts, which may be told in part, to a whole
// that they make more than: by one wrong digit of one figure they are in error, by any other
// amount one may lie within another.
func TestTooMuchByOneDigit(t *testing.T) {
	for parts, want := range map[[2]string]string{
		{"1200.25", "335.10"}: "exact",
		{"1200.25", "635.10"}: "inconsistent", // 3 as 6
		{"1200.25", "335.40"}: "inconsistent",
		{"1200.25", "335.13"}: "not_applicable", // as small as that may be any part
		{"1200.25", "721.47"}: "not_applicable",
	} {
		facts := []schema.Fact{amount(schema.RevenueTransfers, "1535.35"), amount(schema.RevenueTaxReturn, parts[0]), amount(schema.RevenueGeneralTransfer, parts[1])}
		run(t, []evaluation{{parts[1], schema.RuleListSum, facts, []schema.Claim{sumOf(0, 1, 2)}, want}})
	}
}
