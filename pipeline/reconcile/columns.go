package reconcile

import (
	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// fundColumns checks the figure of all fiscal appropriation in a table against
// those of its funds, which stand beside it or below it. A fund whose cell is
// blank leaves the check incomplete where it could explain the difference.
func (e *evaluator) fundColumns(r schema.Rule) {
	type quantity struct {
		table   int
		number  int // whatever the fund
		measure schema.Measure
		period  schema.Period
	}
	whole := e.anyFund()
	groups := map[quantity]map[schema.FundSource]int{}
	var order []quantity
	for i := range e.facts {
		f := &e.facts[i]
		if f.Concept == "" || f.SourceKind != schema.TableSource || f.Form != schema.Level || f.Kind != schema.Amount || f.Said.NoColumns {
			continue
		}
		k := quantity{f.Source.Table, whole[e.figs.Quantity(i)], f.Measure, f.Period}
		if groups[k] == nil {
			groups[k] = map[schema.FundSource]int{}
			order = append(order, k)
		}
		if _, twice := groups[k][f.Dimensions.FundSource]; !twice {
			groups[k][f.Dimensions.FundSource] = i
		}
	}
	for _, k := range order {
		if total, stated := groups[k][schema.FiscalFunds]; stated {
			e.sumOfFunds(r, total, groups[k])
		}
	}
}

// fiscalFunds are the funds that fiscal appropriation is made of.
var fiscalFunds = []schema.FundSource{schema.GeneralPublicBudget, schema.GovernmentFund, schema.StateCapital}

func (e *evaluator) sumOfFunds(r schema.Rule, total int, of map[schema.FundSource]int) {
	var parts []int
	for _, fund := range fiscalFunds {
		if k, ok := of[fund]; ok {
			parts = append(parts, k)
		}
	}
	if len(parts) < 2 {
		return
	}
	o := e.judge.linear(&e.facts[total], e.pick(parts), nil)
	if o.verdict == schema.Inconsistent && len(parts) < len(fiscalFunds) && o.difference.IsPositive() {
		o.verdict = schema.Incomplete
	}
	e.add(r.ID, o, e.sumFormula(total, parts, nil, o), roles(total, "total", parts, "part")...)
}

// fundFlow checks each row of a fund's own table: what was there at the
// beginning and came in, less what was spent, is left at the end.
func (e *evaluator) fundFlow(r schema.Rule) {
	type row struct {
		table, row int
		code       string
		fund       schema.FundSource
	}
	type flow struct{ opening, revenue, spent, closing int }
	flows := map[row]*flow{}
	var order []row
	for i := range e.facts {
		f := &e.facts[i]
		d := f.Dimensions
		if f.SourceKind != schema.TableSource || f.Form != schema.Level || f.Kind != schema.Amount || d.FundSource != schema.GovernmentFund && d.FundSource != schema.StateCapital {
			continue
		}
		k := row{f.Source.Table, f.Source.Row, d.FuncCode, d.FundSource}
		if flows[k] == nil {
			flows[k] = &flow{-1, -1, -1, -1}
			order = append(order, k)
		}
		switch f.Concept {
		case schema.BalanceOpening:
			flows[k].opening = i
		case schema.RevenueGovernmentFund, schema.RevenueStateCapital:
			flows[k].revenue = i
		case schema.ExpenditureByFunction, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital:
			flows[k].spent = i
		case schema.BalanceClosing:
			flows[k].closing = i
		}
	}
	for _, k := range order {
		if w := flows[k]; w.opening >= 0 && w.revenue >= 0 && w.spent >= 0 && w.closing >= 0 {
			parts, weights := []int{w.opening, w.revenue, w.spent}, []int{1, 1, -1}
			o := e.judge.linear(&e.facts[w.closing], e.pick(parts), weights)
			e.add(r.ID, o, e.sumFormula(w.closing, parts, weights, o), roles(w.closing, "total", parts, "part")...)
		}
	}
}

// grades checks a number of projects against those of each grade in its
// passage. Grades that no project got are often left out, never the others.
func (e *evaluator) grades(r schema.Rule, total schema.ConceptID) {
	for _, k := range e.figs.Of(total) {
		f := &e.facts[k]
		var parts []int
		seen := map[string]bool{}
		for j := k + 1; j < len(e.facts) && figures.Near(f, &e.facts[j]); j++ {
			g := &e.facts[j]
			if g.Concept == schema.PerformanceProjectsByGrade && g.Form == schema.Level && g.Approx == schema.Exact && !seen[g.Dimensions.Grade] {
				seen[g.Dimensions.Grade] = true
				parts = append(parts, j)
			}
		}
		if len(parts) > 1 && figures.Plain(f) {
			e.addSum(r.ID, k, parts)
		}
	}
}

// budgetColumn checks a list that states budget and final figure of each item
// in its budgets too: where the final figures add up, the list is complete.
func (e *evaluator) budgetColumn(result int, parts []int) {
	total := e.budgetBeside(result, "")
	if total < 0 {
		return
	}
	var budgets []int
	for _, p := range parts {
		b := e.budgetBeside(p, e.facts[total].Measure)
		if b < 0 {
			return
		}
		budgets = append(budgets, b)
	}
	e.addSum(schema.RuleListSum, total, budgets)
}

// budgetBeside finds the budget stated right before a final figure: of a given
// phase, or of one that the text leaves open.
func (e *evaluator) budgetBeside(k int, phase schema.Measure) int {
	f := &e.facts[k]
	if f.Form != schema.Level || f.Measure != schema.Final {
		return -1
	}
	for j := k - 1; j >= 0 && j >= k-2 && figures.Near(f, &e.facts[j]); j-- {
		g := &e.facts[j]
		if g.Measure.IsBudget() && (phase == "" || g.Measure == phase || g.Measure == schema.Budget) &&
			g.Form == schema.Level && g.Concept == f.Concept && g.Dimensions == f.Dimensions && g.Approx == schema.Exact {
			return j
		}
	}
	return -1
}

// spentByFund names the expenditure of each fund.
var spentByFund = map[schema.FundSource]schema.ConceptID{
	schema.GeneralPublicBudget: schema.ExpenditureGeneralPublicBudget,
	schema.GovernmentFund:      schema.ExpenditureGovernmentFund,
	schema.StateCapital:        schema.ExpenditureStateCapital,
}

// fundTotals checks the grand total of each fund's column against what was spent
// and what is left. A blank balance leaves the check incomplete where it could
// explain the difference.
func (e *evaluator) fundTotals(r schema.Rule, total schema.ConceptID) {
	for _, k := range e.figs.Of(total) {
		f := &e.facts[k]
		spent := e.inColumn(f, spentByFund[f.Dimensions.FundSource])
		if !figures.Plain(f) || f.SourceKind != schema.TableSource || spent < 0 {
			continue
		}
		parts := []int{spent}
		if closing := e.inColumn(f, schema.BalanceClosing); closing >= 0 {
			parts = append(parts, closing)
		}
		o := e.judge.linear(f, e.pick(parts), nil)
		if o.verdict == schema.Inconsistent && len(parts) == 1 && o.difference.IsPositive() {
			o.verdict = schema.Incomplete
		}
		e.add(r.ID, o, e.sumFormula(k, parts, nil, o), roles(k, "total", parts, "part")...)
	}
}

// inColumn finds a concept's figure in the column of a fact, of its fund and measure.
func (e *evaluator) inColumn(f *schema.Fact, c schema.ConceptID) int {
	for _, k := range e.figs.Of(c) {
		g := &e.facts[k]
		if g.SourceKind == f.SourceKind && g.Source.Table == f.Source.Table && g.Source.Col == f.Source.Col && figures.Plain(g) &&
			g.Dimensions.FundSource == f.Dimensions.FundSource && g.Measure == f.Measure && g.Period.End.Year() == f.Period.End.Year() {
			return k
		}
	}
	return -1
}
