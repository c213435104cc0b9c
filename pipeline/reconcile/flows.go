package reconcile

import (
	"slices"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// The report of a government's budget adds up each side before its total: 一般公共预算收入5亿元，
// 上级补助收入3亿元，上年结转1亿元，收入总计9亿元. The list begins with the revenue or the
// expenditure of the budget itself.

// ownFlows are the revenue and the expenditure of each budget itself, with which the list
// of its total begins.
var ownFlows = map[schema.ConceptID]schema.ConceptID{
	schema.RevenueGeneralPublicBudget: schema.RevenueTotal, schema.RevenueGovernmentFund: schema.RevenueTotal, schema.RevenueStateCapital: schema.RevenueTotal,
	schema.ExpenditureGeneralPublicBudget: schema.ExpenditureTotal, schema.ExpenditureGovernmentFund: schema.ExpenditureTotal, schema.ExpenditureStateCapital: schema.ExpenditureTotal,
}

// fewestFlows is how many figures a list has at least that is told in full.
const fewestFlows = 3

// flows checks the totals of a government's budgets against the lists before them.
func (e *evaluator) flows() {
	if !e.report.Territorial {
		return
	}
	for _, c := range []schema.ConceptID{schema.RevenueTotal, schema.ExpenditureTotal} {
		for _, k := range e.figs.Of(c) {
			if f := &e.facts[k]; f.SourceKind == schema.Narrative && f.Source.Table < 0 && figures.ExactLevel(f) && f.Said.WholeSide {
				e.flowsBefore(k)
				e.usesAfter(k)
			}
		}
	}
}

// flowsBefore checks one total: against all that is told before it, without what breaks a
// figure down, or against the flows that concepts name alone. A sum that fails is an error
// only where one wrong digit explains it, or a slip where all its members are such flows: a
// text leaves out what is small.
func (e *evaluator) flowsBefore(total int) {
	all, ok := e.flowList(total)
	if !ok || len(all) < fewestFlows {
		return
	}
	named := slices.DeleteFunc(slices.Clone(all), func(k int) bool { return !ofBalance[e.facts[k].Concept] && !repaysDebt(&e.facts[k]) })
	for _, parts := range [][]int{named, all, e.withoutBrokenDown(total, all), e.withFlowBefore(all)} {
		if o := e.judge.linear(&e.facts[total], e.pick(parts), nil); len(parts) > 1 && o.verdict != schema.Inconsistent {
			e.recordSum(schema.RuleGovernmentTotal, o, total, parts)
			return
		}
	}
	for _, parts := range [][]int{all, e.unbroken(all)} {
		if o := e.judge.linear(&e.facts[total], e.pick(parts), nil); e.misprinted(&e.facts[total], parts, nil, o) {
			o.oneScope = true
			e.recordSum(schema.RuleGovernmentTotal, o, total, parts)
			return
		}
	}
	o := e.judge.linear(&e.facts[total], e.pick(all), nil)
	if len(named) < len(all) || e.withoutOne(o, all) || !e.slip(total, all, nil, o) {
		o.verdict = schema.Incomplete
	}
	e.recordSum(schema.RuleGovernmentTotal, o, total, all)
}

// withFlowBefore takes the figure before a list as its first member, which a bracket behind it repeats for another part
// of the place: 支出8.8亿元（不含开发区10.8亿元），加上调出资金0.6亿元….
func (e *evaluator) withFlowBefore(parts []int) []int {
	k := parts[0] - 1
	for k >= 0 && e.facts[k].Form != schema.Level {
		k--
	}
	if k < 0 || !figures.SameSentence(&e.facts[k], &e.facts[parts[0]]) || ownFlows[e.facts[k].Concept] != ownFlows[e.facts[parts[0]].Concept] {
		return nil
	}
	return append([]int{k}, parts[1:]...)
}

// repaysDebt reports what is paid back of debt, by the class that it has.
func repaysDebt(f *schema.Fact) bool {
	return schema.DebtOfClass(f.Dimensions.FuncCode) == schema.DebtRepaid
}

// usesAfter checks the total of what came in against the uses that are told after it up to what is
// left: 收入总计3.6亿元；支出2亿元，调出资金1.2亿元，结转下年0.4亿元. A text leaves out what is small.
func (e *evaluator) usesAfter(total int) {
	f := &e.facts[total]
	var parts []int
	for k := total + 1; k < len(e.facts) && figures.Near(f, &e.facts[k]); k++ {
		g := &e.facts[k]
		switch {
		case g.Form != schema.Level || g.Said.InBrackets || g.Kind != schema.Amount:
			continue
		case !ofBalance[g.Concept] || flow(g.Concept) > 0 || g.Measure.IsBudget() != f.Measure.IsBudget(),
			len(parts) == 0 && (ownFlows[g.Concept] != schema.ExpenditureTotal || g.Dimensions.FundSource != f.Dimensions.FundSource):
			return
		}
		if parts = append(parts, k); g.Concept == schema.BalanceClosing {
			break
		}
	}
	if f.Concept != schema.RevenueTotal || len(parts) < fewestFlows || e.facts[parts[len(parts)-1]].Concept != schema.BalanceClosing {
		return
	}
	o := e.judge.linear(f, e.pick(parts), nil)
	if o.verdict == schema.Inconsistent {
		o.verdict = schema.Incomplete // a text leaves out what is small
	}
	e.recordSum(schema.RuleGovernmentTotal, o, total, parts)
}

// unbroken drops the members that break down the one before them to the last digit.
func (e *evaluator) unbroken(parts []int) (out []int) {
	sums := e.running(parts)
	for k := 0; k < len(parts); k++ {
		out = append(out, parts[k])
		for end := min(len(parts), k+1+mostNested); end > k+2; end-- {
			if sums.sum(k+1, end).value.Equal(e.facts[parts[k]].Value) {
				k = end - 1
				break
			}
		}
	}
	return out
}

// withoutOne reports a sum that holds without one of its members, which breaks down another.
func (e *evaluator) withoutOne(o outcome, parts []int) bool {
	return slices.ContainsFunc(parts, func(k int) bool { return o.difference.Add(e.facts[k].Value).Abs().LessThanOrEqual(o.tolerance) })
}

// ofBalance are the flows of the two sides of a government's budget.
var ofBalance = map[schema.ConceptID]bool{
	schema.RevenueGeneralPublicBudget: true, schema.RevenueGovernmentFund: true, schema.RevenueStateCapital: true,
	schema.RevenueTransfers: true, schema.RevenueRemitted: true, schema.RevenueTransferredIn: true, schema.RevenueDebt: true, schema.RevenueDebtOnlent: true,
	schema.RevenueSuperiorSubsidy: true, schema.RevenueTaxReturn: true, schema.RevenueGeneralTransfer: true, schema.RevenueSpecialTransfer: true, schema.RevenueStabilizationFund: true,
	schema.BalanceOpening: true, schema.BalanceClosing: true,
	schema.ExpenditureGeneralPublicBudget: true, schema.ExpenditureGovernmentFund: true, schema.ExpenditureStateCapital: true,
	schema.ExpenditureSubsidies: true, schema.ExpenditureTransferredOut: true, schema.ExpenditureDebtOnlent: true, schema.ExpenditureRemitUp: true, schema.ExpenditureStabilizationFund: true,
	schema.DebtRepaid: true,
}

// flowList is the figures between a total and the flow of the budget itself that its list
// begins with; ok is false where there is none, or another thing is told among them.
func (e *evaluator) flowList(total int) (parts []int, ok bool) {
	f := &e.facts[total]
	for k := total - 1; k >= 0 && figures.Near(f, &e.facts[k]); k-- {
		g := &e.facts[k]
		switch {
		case g.Form != schema.Level || g.Said.InBrackets || g.Kind != schema.Amount:
			continue
		case g.Concept == schema.RevenueTotal || g.Concept == schema.ExpenditureTotal || flow(g.Concept)*flow(f.Concept) < 0 || g.Measure.IsBudget() != f.Measure.IsBudget():
			return nil, false
		case g.Period.Known() && f.Period.Known() && g.Period.End.Year() < f.Period.End.Year():
			continue // 比上年的316.4亿元下降1.7%
		}
		parts = append(parts, k)
		if ownFlows[g.Concept] == f.Concept && g.Dimensions.FundSource == f.Dimensions.FundSource {
			slices.Reverse(parts)
			return parts, true
		}
	}
	return nil, false
}
