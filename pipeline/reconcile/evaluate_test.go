package reconcile

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// option changes a figure of a test.
type option func(*schema.Fact)

// amount is a final figure of 2020 in 万元, in the one sentence of a report.
func amount(c schema.ConceptID, value string, options ...option) schema.Fact {
	v := decimal.RequireFromString(value)
	f := schema.Fact{Concept: c, Label: string(c), Kind: schema.Amount, Unit: "元", Form: schema.Level, Approx: schema.Exact, Measure: schema.Final,
		Value: v.Shift(4), Decimals: int(-v.Exponent()) - 4, Period: schema.YearPeriod(2020), Section: schema.SectionFinalTotal, SourceKind: schema.Narrative,
		Source: schema.Provenance{Table: -1, Row: -1, Col: -1}, Said: schema.Wording{Sentence: 1, Name: string(c), OwnSubject: true}}
	for _, o := range options {
		o(&f)
	}
	return f
}

// percent is a percentage of a form, and number a count.
func percent(c schema.ConceptID, form schema.Form, value string, options ...option) schema.Fact {
	v := decimal.RequireFromString(value)
	f := amount(c, value, as(form))
	f.Kind, f.Unit, f.Value, f.Decimals = schema.Ratio, "%", v, int(-v.Exponent())
	for _, o := range options {
		o(&f)
	}
	return f
}

func number(c schema.ConceptID, value string, options ...option) schema.Fact {
	f := amount(c, value)
	f.Kind, f.Unit, f.Value, f.Decimals = schema.Count, "个", decimal.RequireFromString(value), 0
	for _, o := range options {
		o(&f)
	}
	return f
}

func as(form schema.Form) option        { return func(f *schema.Fact) { f.Form = form } }
func on(year int) option                { return func(f *schema.Fact) { f.Base.Period = schema.YearPeriod(year) } }
func onBudget(m schema.Measure) option  { return func(f *schema.Fact) { f.Base.Measure = m } }
func in(year int) option                { return func(f *schema.Fact) { f.Period = schema.YearPeriod(year) } }
func phase(m schema.Measure) option     { return func(f *schema.Fact) { f.Measure = m } }
func fund(s schema.FundSource) option   { return func(f *schema.Fact) { f.Dimensions.FundSource = s } }
func section(s schema.SectionID) option { return func(f *schema.Fact) { f.Section = s } }
func code(c string) option              { return func(f *schema.Fact) { f.Dimensions.FuncCode = c } }
func economicClass(c string) option     { return func(f *schema.Fact) { f.Dimensions.EconCode = c } }
func project(p string) option {
	return func(f *schema.Fact) { f.Dimensions.Project, f.Said.Project = p, p }
}
func of(c schema.ConceptID) option          { return func(f *schema.Fact) { f.Base.Concept = c } }
func said(set func(*schema.Wording)) option { return func(f *schema.Fact) { set(&f.Said) } }
func sentence(block, n int) option {
	return func(f *schema.Fact) { f.Source.Block, f.Said.Sentence = block, n }
}
func cell(table, row, col int) option {
	return func(f *schema.Fact) {
		f.SourceKind, f.Section, f.Source = schema.TableSource, schema.SectionTable5, schema.Provenance{Block: 100 + table, Table: table, Row: row, Col: col}
	}
}

// the claims a sentence makes about facts by their index.
func sumOf(result int, parts ...int) schema.Claim {
	return schema.Claim{Family: schema.SumFamily, Result: result, Operands: parts, Listed: -1, Rule: schema.RuleListSum}
}

func compared(word string, operands ...int) schema.Claim {
	return schema.Claim{Family: schema.ComparisonFamily, Result: -1, Operands: operands, Word: word, Listed: -1, Rule: schema.RuleComparisonWord}
}

func claim(family schema.Family, result int, named map[schema.Role]int) schema.Claim {
	c := schema.Claim{Family: family, Result: result, Listed: -1}
	for _, role := range []schema.Role{schema.ChangeRole, schema.CurrentRole, schema.PartRole, schema.WholeRole} {
		if k, ok := named[role]; ok {
			c.Operands, c.Roles = append(c.Operands, k), append(c.Roles, role)
		}
	}
	return c
}

type beside = map[schema.Role]int

// evaluated is a report of 2020 with the checks of a rule, as their verdicts.
func evaluated(t *testing.T, r *schema.Report, rule schema.RuleID) string {
	t.Helper()
	r.Document.ID, r.Document.FiscalYear = "d", 2020
	for i := range r.Facts {
		r.Facts[i].ID = string(rune('a' + i))
	}
	var verdicts []string
	for _, c := range Evaluate(r) {
		if c.Rule == rule {
			verdicts = append(verdicts, string(c.Verdict))
		}
		if c.Verdict.Evaluated() != c.Difference.Valid || c.ID == "" || c.Formula == "" {
			t.Errorf("%s %s %q: difference stated %v", c.Rule, c.Verdict, c.Formula, c.Difference.Valid)
		}
	}
	return strings.Join(verdicts, " ")
}

// evaluation is a report with what the checks of one rule say.
type evaluation struct {
	name   string
	rule   schema.RuleID
	facts  []schema.Fact
	claims []schema.Claim
	want   string
}

func run(t *testing.T, all []evaluation) {
	t.Helper()
	for _, tt := range all {
		if got := evaluated(t, &schema.Report{Facts: tt.facts, Claims: tt.claims}, tt.rule); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.rule, tt.name, got, tt.want)
		}
	}
}

const revenue, year, basic, works = schema.RevenueTotal, schema.ExpenditureYear, schema.ExpenditureBasic, schema.ExpenditureProject

// TestLists judges lists by their members.
func TestLists(t *testing.T) {
	x := func(v string, o ...option) schema.Fact { return amount("", v, o...) }
	whole := sumOf(0, 1, 2)
	whole.Whole = []int{1, 2}
	partial := sumOf(0, 1, 2)
	numbered := sumOf(0, 1, 2, 3)
	numbered.Numbered = true
	rest := said(func(w *schema.Wording) { w.Remainder = true })
	partial.Word = "等"
	weighted := sumOf(0, 1, 2)
	weighted.Weights, weighted.Rule = []int{1, -1}, schema.RuleSubtotal
	gloss := sumOf(0, 1, 2)
	gloss.Rule = schema.RuleGloss
	shi := func(scope schema.EntityScope, member string) option {
		return func(f *schema.Fact) { f.Dimensions.EntityScope, f.Dimensions.Subordinate = scope, member }
	}
	run(t, []evaluation{
		{"adds up", schema.RuleListSum, []schema.Fact{x("30.00"), x("10.00"), x("20.00")}, []schema.Claim{sumOf(0, 1, 2)}, "exact"},
		{"partial", schema.RuleListSum, []schema.Fact{x("37.19"), x("10.00"), x("20.00")}, []schema.Claim{sumOf(0, 1, 2)}, "not_applicable"},
		{"numbered to its end", schema.RuleListSum, []schema.Fact{x("64.19"), x("10.00"), x("20.00"), x("5.00", rest)}, []schema.Claim{numbered}, "inconsistent"},
		{"numbered, without what is left", schema.RuleListSum, []schema.Fact{x("64.19"), x("10.00"), x("20.00"), x("5.00")}, []schema.Claim{numbered}, "not_applicable"},
		{"one member", schema.RuleListSum, []schema.Fact{x("83.46"), x("38.46")}, []schema.Claim{sumOf(0, 1)}, "not_applicable"},
		{"no members", schema.RuleListSum, []schema.Fact{x("83.46")}, []schema.Claim{sumOf(0)}, ""},
		{"two digits exchanged", schema.RuleListSum, []schema.Fact{x("830.46"), x("412.38"), x("391.08")}, []schema.Claim{sumOf(0, 1, 2)}, "inconsistent"},
		{"exchanged, but open", schema.RuleListSum, []schema.Fact{x("830.46"), x("412.38"), x("391.08")}, []schema.Claim{partial}, "not_applicable"},
		{"whole by its names", schema.RuleListSum, []schema.Fact{x("37.19"), x("10.00"), x("20.00")}, []schema.Claim{whole}, "inconsistent"},
		{"whole by its concepts", schema.RuleListSum, []schema.Fact{amount(year, "37.19"), amount(basic, "10.00"), amount(works, "20.00")}, []schema.Claim{sumOf(0, 1, 2)}, "inconsistent"},
		{"one side of a balance", schema.RuleListSum, []schema.Fact{x("37.19", said(func(w *schema.Wording) { w.WholeSide = true })), x("10.00"), x("20.00"), x("3.00")}, []schema.Claim{sumOf(0, 1, 2, 3)}, "inconsistent"},
		{"three of all kinds", schema.RuleListSum, []schema.Fact{number(schema.AssetVehicles, "12"), number("", "1"), number("", "2"), number("", "5")}, []schema.Claim{sumOf(0, 1, 2, 3)}, "inconsistent"},
		{"statistics", schema.RuleListSum, []schema.Fact{amount(schema.EconomyActual, "830.46"), x("412.38"), x("391.08")}, []schema.Claim{sumOf(0, 1, 2)}, "not_applicable"},
		{"a subtotal", schema.RuleSubtotal, []schema.Fact{x("60.00"), x("10.00"), x("20.00"), x("30.00"), x("30.00")}, []schema.Claim{sumOf(0, 1, 2, 3, 4)}, "exact"},
		{"and its total", schema.RuleListSum, []schema.Fact{x("60.00"), x("10.00"), x("20.00"), x("30.00"), x("30.00")}, []schema.Claim{sumOf(0, 1, 2, 3, 4)}, "exact"},
		{"the first members", schema.RuleListSum, []schema.Fact{x("62"), x("4"), x("25"), x("33"), x("28")}, []schema.Claim{sumOf(0, 1, 2, 3, 4)}, "exact"},
		{"a member broken down", schema.RuleListSum, []schema.Fact{x("100.00"), x("90.00"), x("71.00"), x("19.00"), x("10.00")}, []schema.Claim{sumOf(0, 1, 2, 3, 4)}, "exact"},
		{"nested members", schema.RuleListSum, []schema.Fact{amount(schema.ThreePublicTotal, "10.00"), amount(schema.ThreePublicVehicle, "7.00"), amount(schema.ThreePublicVehicleOperation, "7.00"), amount(schema.ThreePublicReception, "3.00")}, []schema.Claim{sumOf(0, 1, 2, 3)}, "exact"},
		{"members of the other flow", schema.RuleListSum, []schema.Fact{amount(revenue, "10.00"), amount(schema.RevenueFiscal, "7.00"), amount(schema.RevenueOther, "3.00"), amount(year, "9.00")}, []schema.Claim{sumOf(0, 1, 2, 3)}, "exact"},
		{"members of another place", schema.RuleListSum, []schema.Fact{x("10.00", shi(schema.Self, "")), x("7.00", shi(schema.Self, "")), x("3.00", shi(schema.Self, "")), x("9.00", shi(schema.Subordinate, "甲县"))}, []schema.Claim{sumOf(0, 1, 2, 3)}, "exact"},
		{"what is left", schema.RuleSubtotal, []schema.Fact{x("6.00"), x("1140.00"), x("1134.00")}, []schema.Claim{weighted}, "exact"},
		{"what is left, wrongly", schema.RuleSubtotal, []schema.Fact{x("16.00"), x("1140.00"), x("1134.00")}, []schema.Claim{weighted}, "inconsistent"},
		{"a bracket", schema.RuleGloss, []schema.Fact{x("3.00"), x("1.00"), x("2.00")}, []schema.Claim{gloss}, "exact"},
		{"changes of parts", schema.RuleListSum, []schema.Fact{amount(year, "3.00", as(schema.Delta)), amount(basic, "2.00", as(schema.Delta)), amount(works, "0.40", as(schema.Delta))}, []schema.Claim{sumOf(0, 1, 2)}, "inconsistent"},
		{"the budgets beside", schema.RuleListSum, []schema.Fact{
			amount(year, "35.00", phase(schema.Budget)), amount(year, "30.00"), amount(basic, "14.00", phase(schema.Budget)), amount(basic, "10.00"),
			amount(works, "21.00", phase(schema.Budget)), amount(works, "20.00")}, []schema.Claim{sumOf(1, 3, 5)}, "exact exact"},
		{"goes on after its last member", schema.RuleListSum, []schema.Fact{amount(year, "37.19"), amount(basic, "10.00"), amount(works, "20.00"), x("7.19")}, []schema.Claim{sumOf(0, 1, 2)}, "ambiguous"},
	})
}

// TestStatements judges what sentences say in words.
func TestStatements(t *testing.T) {
	final, budget := amount(year, "8.00"), amount(year, "9.00", phase(schema.BudgetInitial))
	done := percent(year, schema.Completion, "88.89")
	flat := schema.Claim{Family: schema.DirectionFamily, Result: -1, Operands: []int{0}, Word: "=", Rule: schema.RuleFlat}
	residue := schema.Claim{Family: schema.ComparisonFamily, Result: 0, Operands: []int{0}, Word: "主要", Rule: schema.RuleResidue}
	count := schema.Claim{Family: schema.CountFamily, Result: 0, Listed: 2, Word: "甲、乙", Rule: schema.RuleCount}
	run(t, []evaluation{
		{"below its budget", schema.RuleComparisonWord, []schema.Fact{final, budget}, []schema.Claim{compared("<", 0, 1)}, "exact"},
		{"not above", schema.RuleComparisonWord, []schema.Fact{final, budget, done}, []schema.Claim{compared("<=", 0, 1, 2)}, "exact"},
		{"said to be above", schema.RuleComparisonWord, []schema.Fact{final, budget}, []schema.Claim{compared(">", 0, 1)}, "inconsistent"},
		{"said to be level", schema.RuleComparisonWord, []schema.Fact{final, done}, []schema.Claim{compared("=", 0, 1)}, "inconsistent"},
		{"below, by its completion", schema.RuleComparisonWord, []schema.Fact{done}, []schema.Claim{compared("<", 0)}, "exact"},
		{"no budget", schema.RuleComparisonWord, []schema.Fact{final}, []schema.Claim{compared("<", 0)}, "incomplete"},
		{"level with last year", schema.RuleFlat, []schema.Fact{final, amount(year, "8.00", in(2019))}, []schema.Claim{flat}, "exact"},
		{"level, and is not", schema.RuleFlat, []schema.Fact{final, amount(year, "8.50", in(2019))}, []schema.Claim{flat}, "inconsistent"},
		{"level with what is not told", schema.RuleFlat, []schema.Fact{final}, []schema.Claim{flat}, "incomplete"},
		{"level in no year", schema.RuleFlat, []schema.Fact{amount(year, "8.00", func(f *schema.Fact) { f.Period = schema.Period{} })}, []schema.Claim{flat}, "incomplete"},
		{"left from a template", schema.RuleResidue, []schema.Fact{number("", "0")}, []schema.Claim{residue}, "inconsistent"},
		{"two names", schema.RuleCount, []schema.Fact{number("", "2")}, []schema.Claim{count}, "exact"},
		{"two names of three", schema.RuleCount, []schema.Fact{number("", "3")}, []schema.Claim{count}, "inconsistent"},
	})
}

// TestChanges judges changes and rates by the levels they speak of.
func TestChanges(t *testing.T) {
	now, then := amount(year, "444.71"), amount(year, "482.02", in(2019))
	less := func(v string) schema.Fact { return amount(year, v, as(schema.Delta), on(2019)) }
	rate := func(v string, o ...option) schema.Fact {
		return percent(year, schema.PctChange, v, append(o, on(2019))...)
	}
	change := func(i int, n beside) []schema.Claim { return []schema.Claim{claim(schema.DifferenceFamily, i, n)} }
	bare := func(f schema.Fact) schema.Fact {
		f.Base = schema.Base{}
		return f
	}
	pct := func(i int, n beside) []schema.Claim { return []schema.Claim{claim(schema.PctChangeFamily, i, n)} }
	unnamed := func(c *schema.Fact) { c.Concept, c.Label = "", "补助" }
	run(t, []evaluation{
		{"a decrease", schema.RuleDifference, []schema.Fact{now, less("-37.31"), then}, change(1, beside{schema.CurrentRole: 0}), "exact"},
		{"off", schema.RuleDifference, []schema.Fact{now, less("-38.31"), then}, change(1, nil), "inconsistent"},
		{"the wrong way", schema.RuleDirection, []schema.Fact{now, less("37.31"), then}, change(1, nil), "inconsistent"},
		{"the right way", schema.RuleDirection, []schema.Fact{now, less("-37.31"), then}, change(1, nil), "exact"},
		{"no base", schema.RuleDifference, []schema.Fact{now, less("-37.31")}, change(1, nil), "incomplete"},
		{"no level", schema.RuleDifference, []schema.Fact{less("-37.31")}, change(0, nil), "incomplete"},
		{"no base, and a rate", schema.RuleDifference, []schema.Fact{now, less("-37.31"), rate("-7.74")}, append(change(1, nil), pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0})...), ""},
		{"against the budget", schema.RuleDifference, []schema.Fact{now, amount(year, "1.00", as(schema.Delta), onBudget(schema.Budget)), amount(year, "443.71", phase(schema.Budget))}, change(1, nil), "exact"},
		{"against itself", schema.RuleDifference, []schema.Fact{amount(year, "443.71", phase(schema.Budget)), amount(year, "1.00", as(schema.Delta), phase(schema.Budget), onBudget(schema.Budget))}, change(1, nil), "incomplete"},
		{"a rate of a change", schema.RulePctChange, []schema.Fact{now, less("-37.31"), rate("-7.74"), then}, pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "rounding"},
		{"a rate and its change", schema.RuleSameDirection, []schema.Fact{now, less("-37.31"), rate("7.74"), then}, pct(2, beside{schema.ChangeRole: 1}), "inconsistent"},
		{"the same way", schema.RuleSameDirection, []schema.Fact{now, less("-37.31"), rate("-7.74"), then}, pct(2, beside{schema.ChangeRole: 1}), "exact"},
		{"no way", schema.RuleSameDirection, []schema.Fact{now, less("0.00"), rate("0.00"), then}, pct(2, beside{schema.ChangeRole: 1}), ""},
		{"a rate without its base", schema.RulePctChange, []schema.Fact{now, less("-37.31"), rate("-7.74")}, pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "rounding"},
		{"a rate and a change on a base that is not said", schema.RulePctChange, []schema.Fact{now, bare(less("-37.31")), bare(rate("-7.74")), amount(year, "300.00")}, pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "rounding"},
		{"a wrong rate on a base that is not said", schema.RulePctChange, []schema.Fact{now, bare(less("-37.31")), bare(rate("-9.25"))}, pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "inconsistent"},
		{"a rate of two levels", schema.RulePctChange, []schema.Fact{now, rate("-7.74"), then}, pct(1, nil), "rounding"},
		{"a wrong rate of two levels", schema.RulePctChange, []schema.Fact{now, rate("-9.25"), then}, pct(1, nil), "inconsistent"},
		{"in constant prices", schema.RulePctChange, []schema.Fact{now, rate("-9.25", said(func(w *schema.Wording) { w.RealTerms = true })), then}, pct(1, nil), "ambiguous"},
		{"on another base", schema.RulePctChange, []schema.Fact{now, rate("-9.25", said(func(w *schema.Wording) { w.OtherBase = true })), then}, pct(1, nil), "ambiguous"},
		{"nothing to rate", schema.RulePctChange, []schema.Fact{rate("-9.25")}, pct(0, nil), "incomplete"},
		{"a change alone", schema.RulePctChange, []schema.Fact{less("-37.31"), rate("-9.25")}, pct(1, beside{schema.ChangeRole: 0}), "incomplete"},
		{"from nothing", schema.RulePctChange, []schema.Fact{now, rate("100"), amount(year, "0.00", in(2019))}, pct(1, nil), "not_applicable"},
		{"a change from nothing", schema.RulePctChange, []schema.Fact{now, less("444.71"), rate("100"), amount(year, "0.00", in(2019))}, pct(2, beside{schema.ChangeRole: 1}), "not_applicable"},
		{"a level from nothing", schema.RulePctChange, []schema.Fact{now, less("444.71"), rate("100")}, pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "not_applicable"},
		{"of a debt", schema.RulePctChange, []schema.Fact{amount(year, "15.00"), rate("1600"), amount(year, "-1.00", in(2019))}, pct(1, nil), "exact"},
		{"of a debt, signed", schema.RulePctChange, []schema.Fact{amount(year, "15.00"), rate("-1600"), amount(year, "-1.00", in(2019))}, pct(1, nil), "exact"},
		{"of what no concept names", schema.RulePctChange, []schema.Fact{amount("", "21900", unnamed), amount("", "3200", unnamed, as(schema.Delta), on(2019)), percent("", schema.PctChange, "17.1", unnamed, on(2019))},
			pct(2, beside{schema.ChangeRole: 1, schema.CurrentRole: 0}), "truncation"},
		{"another statement of the base", schema.RulePctChange, []schema.Fact{now, rate("-9.25"), then, amount(year, "490.04", in(2019))}, pct(1, nil), "ambiguous"},
	})
}

// TestShares judges shares, completions and uses.
func TestShares(t *testing.T) {
	part, whole := amount(basic, "438.61"), amount(year, "444.71")
	share := func(c schema.ConceptID, v string) schema.Fact { return percent(c, schema.Share, v, of(year)) }
	done := func(v string, m schema.Measure) schema.Fact {
		return percent(year, schema.Completion, v, of(year), onBudget(m))
	}
	one := func(f schema.Family, i int, n beside) []schema.Claim { return []schema.Claim{claim(f, i, n)} }
	list := func(shares ...int) (all []schema.Claim) {
		for _, i := range shares {
			all = append(all, claim(schema.ShareFamily, i, beside{schema.PartRole: i - 1}))
		}
		return append(all, schema.Claim{Family: schema.ShareSumFamily, Result: -1, Operands: shares})
	}
	budget := amount(year, "500.00", phase(schema.BudgetInitial))
	spent := amount(schema.PerformanceProjectSpent, "8.00", phase(schema.Executed))
	run(t, []evaluation{
		{"rounded", schema.RuleShare, []schema.Fact{whole, part, share(basic, "98.63")}, one(schema.ShareFamily, 2, beside{schema.PartRole: 1}), "rounding"},
		{"found elsewhere", schema.RuleShare, []schema.Fact{whole, share(basic, "98.63"), part}, one(schema.ShareFamily, 1, nil), "rounding"},
		{"wrong", schema.RuleShare, []schema.Fact{whole, part, share(basic, "89.63")}, one(schema.ShareFamily, 2, nil), "inconsistent"},
		{"no whole", schema.RuleShare, []schema.Fact{part, share(basic, "98.63")}, one(schema.ShareFamily, 1, nil), "incomplete"},
		{"of nothing", schema.RuleShare, []schema.Fact{amount(year, "0.00"), part, share(basic, "98.63")}, one(schema.ShareFamily, 2, nil), ""},
		{"of one hundred", schema.RuleShareSum, []schema.Fact{whole, part, share(basic, "98.63"), amount(works, "6.10"), share(works, "1.37")}, list(2, 4), "exact"},
		{"above one hundred", schema.RuleShareSum, []schema.Fact{whole, part, share(basic, "98.63"), amount(works, "6.10"), share(works, "3.17")}, list(2, 4), "inconsistent"},
		{"short of one hundred", schema.RuleShareSum, []schema.Fact{whole, part, share(basic, "98.63"), amount(works, "5.10"), share(works, "1.15")}, list(2, 4), "incomplete"},
		{"short, and the amounts are not", schema.RuleShareSum, []schema.Fact{whole, part, share(basic, "98.63"), amount(works, "6.10"), share(works, "1.17")}, list(2, 4), "inconsistent"},
		{"one of them twice", schema.RuleShareSum, []schema.Fact{whole, part, share(basic, "98.63"), part, share(basic, "98.63")}, list(2, 4), "incomplete"},
		{"short, and an amount is not told", schema.RuleShareSum, []schema.Fact{share(basic, "98.63"), share(works, "1.17")}, []schema.Claim{{Family: schema.ShareSumFamily, Result: -1, Operands: []int{0, 1}}}, "incomplete"},
		{"done", schema.RuleCompletion, []schema.Fact{budget, amount(year, "450.00"), done("90.00", schema.BudgetInitial)}, one(schema.CompletionFamily, 2, beside{schema.PartRole: 1, schema.WholeRole: 0}), "exact"},
		{"its budget found", schema.RuleCompletion, []schema.Fact{budget, amount(year, "450.00"), done("91.00", schema.BudgetInitial)}, one(schema.CompletionFamily, 2, nil), "inconsistent"},
		{"no budget", schema.RuleCompletion, []schema.Fact{amount(year, "450.00"), done("91.00", schema.BudgetInitial)}, one(schema.CompletionFamily, 1, nil), "incomplete"},
		{"no figure", schema.RuleCompletion, []schema.Fact{budget, done("91.00", schema.BudgetInitial)}, one(schema.CompletionFamily, 1, beside{schema.WholeRole: 0}), "incomplete"},
		{"a budget of nothing", schema.RuleCompletion, []schema.Fact{amount(year, "0.00", phase(schema.BudgetInitial)), amount(year, "450.00"), done("100", schema.BudgetInitial)}, one(schema.CompletionFamily, 2, nil), "not_applicable"},
		{"of the other budget", schema.RuleCompletion, []schema.Fact{budget, amount(year, "450.00"), done("75.00", schema.Budget), amount(year, "600.00", phase(schema.BudgetAdjusted))}, one(schema.CompletionFamily, 2, beside{schema.PartRole: 1, schema.WholeRole: 0}), "ambiguous"},
		{"used", schema.RuleUsed, []schema.Fact{amount("", "9.00"), amount("", "8.00")}, one(schema.PartWholeFamily, 1, beside{schema.WholeRole: 0}), "exact"},
		{"used by a last digit", schema.RuleUsed, []schema.Fact{amount("", "8.00"), amount("", "8.01")}, one(schema.PartWholeFamily, 1, beside{schema.WholeRole: 0}), "rounding"},
		{"used in round figures", schema.RuleUsed, []schema.Fact{amount("", "8.00"), amount("", "8.00"), amount("", "8"), amount("", "8.30")}, one(schema.PartWholeFamily, 3, beside{schema.WholeRole: 2}), "literal"},
		{"used more", schema.RuleUsed, []schema.Fact{amount("", "8.00"), amount("", "9.00")}, one(schema.PartWholeFamily, 1, beside{schema.WholeRole: 0}), "inconsistent"},
		{"of a project's budget", schema.RuleUsed, []schema.Fact{amount(schema.PerformanceProjectBudget, "9.00", phase(schema.Budget)), spent}, one(schema.PartWholeFamily, 1, nil), "exact"},
		{"of no budget", schema.RuleUsed, []schema.Fact{spent}, one(schema.PartWholeFamily, 0, nil), ""},
	})
}
