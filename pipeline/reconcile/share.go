package reconcile

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// forcedShares are the shares of lists that make exactly 100%, and would not as they are: one
// of them may have been moved by a last digit to make them so.
func (e *evaluator) forcedShares() map[printedShare]bool {
	forced := make(map[printedShare]bool)
	for i := range e.report.Claims {
		c := &e.report.Claims[i]
		if c.Family != schema.ShareSumFamily || !e.shareTotal(c.Operands).Equal(hundred) || e.roundedTotal(c.Operands).Equal(hundred) {
			continue
		}
		for _, k := range c.Operands {
			if q, ok := e.quotientOf(k); ok {
				forced[q] = true
			}
		}
	}
	return forced
}

// roundedTotal is what the shares of a list make if each is rounded from its amounts as they are
// printed, zero where one has none.
func (e *evaluator) roundedTotal(group []int) decimal.Decimal {
	sum := zero
	for _, k := range group {
		f := &e.facts[k]
		part := e.partOf(k)
		whole := e.wholeOfShare(f, part)
		if part < 0 || whole < 0 || e.facts[whole].Value.IsZero() {
			return zero
		}
		sum = sum.Add(e.facts[part].Value.Mul(hundred).DivRound(e.facts[whole].Value, int32(f.Decimals)))
	}
	return sum
}

// printedShare is a share as printed of a part and a whole: a report that forced it
// in one list repeats it where it states the same share again.
type printedShare struct{ part, whole, share string }

func (e *evaluator) quotientOf(i int) (printedShare, bool) {
	f := &e.facts[i]
	part := e.partOf(i)
	whole := e.wholeOfShare(f, part)
	if part < 0 || whole < 0 {
		return printedShare{}, false
	}
	return printedShare{e.facts[part].Value.String(), e.facts[whole].Value.String(), f.Value.String()}, true
}

func (e *evaluator) shareTotal(group []int) decimal.Decimal {
	sum := zero
	for _, k := range group {
		sum = sum.Add(e.facts[k].Value)
	}
	return sum
}

// share checks one share against its part and its whole.
func (e *evaluator) share(i int) {
	f := &e.facts[i]
	part := e.partOf(i)
	whole := e.wholeOfShare(f, part)
	if part >= 0 && whole >= 0 && e.facts[part].Kind != e.facts[whole].Kind {
		whole = -1 // money is no share of tonnes that have its concept
	}
	if whole < 0 && part >= 0 {
		if whole = e.wholeOfAnyPhase(f, part); whole < 0 {
			whole = e.wholeBeside(i, part)
		}
	}
	if part >= 0 && whole >= 0 && f.Said.WholeFund != "" && e.facts[whole].Dimensions.FundSource != f.Said.WholeFund {
		if o, ok := e.judge.ratio(f, &e.facts[part], &e.facts[whole]); ok && o.verdict == schema.Inconsistent {
			whole = -1 // 占一般公共预算项目支出总额的100%, where only that of all budgets is stated
		}
	}
	if part < 0 || whole < 0 || part == whole {
		ops := []operand{{i, schema.RatioRole}}
		if part >= 0 {
			ops = append(ops, operand{part, schema.NumeratorRole})
		}
		e.add(schema.RuleShare, outcome{verdict: schema.Incomplete}, e.name(f)+sayShare+e.figure(f)+sayNoAmounts, ops...)
		return
	}
	p, w := &e.facts[part], &e.facts[whole]
	o, ok := e.judge.ratio(f, p, w)
	if !ok {
		return
	}
	if e.forced == nil {
		e.forced = e.forcedShares()
	}
	q, _ := e.quotientOf(i)
	if last := figures.Unit(f.Decimals); o.verdict == schema.Inconsistent && e.forced[q] && o.difference.Abs().LessThanOrEqual(last) {
		o.verdict, o.tolerance, o.cause = schema.Rounding, last, schema.ForcedShare
	}
	e.add(schema.RuleShare, o, e.ratioFormula(e.name(f)+sayShareOf, e.figure(p), e.figure(w), f, o),
		operand{part, schema.NumeratorRole}, operand{whole, schema.DenominatorRole}, operand{i, schema.RatioRole})
}

// wholeOfShare finds the amount a share is of. 总收入 and 总支出 are what a list that adds up calls
// 收入合计 and 支出合计, where its members say so of themselves: of the two the one that fits.
func (e *evaluator) wholeOfShare(f *schema.Fact, part int) int {
	whole := e.wholeOf(f)
	listed, ok := e.listed[part]
	if part < 0 || !ok || e.facts[listed].Concept != ofTheYear[f.Base.Concept] {
		return whole
	}
	if whole >= 0 {
		if o, judged := e.judge.ratio(f, &e.facts[part], &e.facts[whole]); judged && o.verdict != schema.Inconsistent {
			return whole
		}
	}
	return listed
}

// ofTheYear is what is also called the total of a side of the accounts.
var ofTheYear = map[schema.ConceptID]schema.ConceptID{
	schema.RevenueTotal:     schema.RevenueYear,
	schema.ExpenditureTotal: schema.ExpenditureYear,
}

// partOf finds the amount a share or completion speaks of: the one its claim names,
// else that of its period and phase wherever it is stated.
func (e *evaluator) partOf(i int) int {
	if k := e.named(i, schema.PartRole); k >= 0 {
		return k
	}
	f := &e.facts[i]
	return e.figs.Level(f, f.Period, f.Measure)
}

// shareSum evaluates the shares of one list. They need to make 100% only when
// the parts make the whole, so a list that falls short is left open unless its
// amounts add up.
func (e *evaluator) shareSum(group []int) {
	sum, round, literal := e.shareTotal(group), zero, zero
	ops := make([]operand, 0, len(group))
	var names []string
	for _, k := range group {
		f := &e.facts[k]
		round = round.Add(figures.Half(e.figs.Scale.Quantum(f)))
		literal = literal.Add(figures.Half(f.Decimals))
		ops = append(ops, operand{k, schema.ShareRole})
		names = append(names, e.figure(f))
	}
	o := outcome{reported: hundred, computed: sum, difference: hundred.Sub(sum), tolerance: round}
	o.verdict = judge(o.difference.Abs(), round, literal)
	if o.verdict == schema.Inconsistent && (o.difference.IsPositive() || e.nested(group)) {
		o.verdict = schema.Incomplete
		if e.partsMakeWhole(group) {
			o.verdict = schema.Inconsistent
		}
	}
	formula := strings.Join(names, " + ") + " = " + sum.String() + sayShouldBe
	if o.verdict == schema.Inconsistent {
		formula += sayGap + o.difference.String() + sayPoints
	}
	e.add(schema.RuleShareSum, o, formula, ops...)
}

// nested reports a list in which one share repeats another's subject, or is of a part of it:
// 授予中小企业合同金额, 其中授予小微企业合同金额.
func (e *evaluator) nested(group []int) bool {
	seen := map[string]bool{}
	for _, k := range group {
		f := &e.facts[k]
		key := string(f.Concept) + f.Dimensions.FuncCode + f.Dimensions.EconCode
		if seen[key] || partOfConcept[f.Concept] != "" && seen[string(partOfConcept[f.Concept])] {
			return true
		}
		seen[key] = true
	}
	return false
}

func (e *evaluator) partsMakeWhole(group []int) bool {
	if e.nested(group) {
		return false
	}
	sum := zero
	whole := -1
	for _, k := range group {
		f := &e.facts[k]
		p := e.partOf(k)
		if p < 0 {
			return false
		}
		sum = sum.Add(e.facts[p].Value)
		whole = e.wholeOf(f)
	}
	if whole < 0 {
		return false
	}
	slack := e.figs.Scale.Slack(&e.facts[whole], false).Mul(decimal.NewFromInt(int64(len(group) + 1)))
	return e.facts[whole].Value.Sub(sum).Abs().LessThanOrEqual(slack)
}

// completion evaluates 完成预算的…% against what was done and what was planned.
func (e *evaluator) completion(c *schema.Claim) {
	i := c.Result
	f := &e.facts[i]
	final, budget := e.partOf(i), e.budgetOf(c)
	if beyond := c.Operand(schema.ChangeRole); beyond >= 0 && final >= 0 && budget < 0 && e.completedBeyond(i, final, beyond) {
		return
	}
	if final < 0 || budget < 0 || final == budget {
		ops := []operand{{i, schema.RatioRole}}
		if final >= 0 {
			ops = append(ops, operand{final, schema.NumeratorRole})
		}
		if budget >= 0 && budget != final {
			ops = append(ops, operand{budget, schema.DenominatorRole})
		}
		e.add(schema.RuleCompletion, outcome{verdict: schema.Incomplete}, e.name(f)+sayDone+e.figure(f)+sayNoPlan, ops...)
		return
	}
	e.completed(i, f, final, budget)
}

// completedBeyond checks a completion by what was done and by how much that is above its budget, where that leaves one.
func (e *evaluator) completedBeyond(i, final, beyond int) bool {
	f, a, d := &e.facts[i], &e.facts[final], &e.facts[beyond]
	budget := a.Value.Sub(d.Value)
	if !budget.IsPositive() {
		return false
	}
	round, literal := e.figs.Scale.Slack(a, false), e.figs.Scale.Slack(a, true)
	o, ok := e.judge.ratioOf(f, a.Value, round, literal, budget, round.Add(e.figs.Scale.Slack(d, false)), literal.Add(e.figs.Scale.Slack(d, true)))
	if !ok {
		return false
	}
	e.add(schema.RuleCompletion, o, e.ratioFormula(e.name(f)+sayCompletionOf, e.figure(a), "（"+e.figure(a)+" − "+e.figure(d)+"）", f, o),
		operand{final, schema.NumeratorRole}, operand{beyond, schema.PartRole}, operand{i, schema.RatioRole})
	return true
}

// completed checks a completion of what was done and what was planned.
func (e *evaluator) completed(i int, f *schema.Fact, final, budget int) {
	a, b := &e.facts[final], &e.facts[budget]
	if b.Value.IsZero() {
		e.add(schema.RuleCompletion, outcome{verdict: schema.NotApplicable}, e.name(f)+sayZeroBudget+e.figure(f)+sayMeaningless,
			operand{final, schema.NumeratorRole}, operand{budget, schema.DenominatorRole}, operand{i, schema.RatioRole})
		return
	}
	o, ok := e.judge.ratio(f, a, b)
	if !ok {
		return
	}
	formula := e.ratioFormula(e.name(f)+sayCompletionOf, e.figure(a), e.figure(b), f, o)
	if o.verdict == schema.Inconsistent && a.Period.Known() && b.Period.Known() && a.Period.End.Year() != b.Period.End.Year() {
		o.verdict, formula = schema.Ambiguous, formula+"；"+sayPeriod+sayUnknown // the column of another year's budget
	}
	if o.verdict == schema.Inconsistent && (a.Measure == schema.Target || e.ofFigureBefore(i, final, budget)) { // a target is nothing done
		o.verdict, formula = schema.Ambiguous, formula+"；"+sayName+sayUnknown
	}
	e.add(schema.RuleCompletion, o, formula,
		operand{final, schema.NumeratorRole}, operand{budget, schema.DenominatorRole}, operand{i, schema.RatioRole})
}

// ofFigureBefore reports a completion of text right behind an amount of its sentence that is neither what was
// done nor, beside what was done, the plan: 涉及预算1486万元，执行1189万元，平均执行率80%. It is of that.
func (e *evaluator) ofFigureBefore(i, final, budget int) bool {
	f, k := &e.facts[i], i-1
	amount := func(k int) bool {
		return k >= 0 && figures.SameSentence(f, &e.facts[k]) && e.facts[k].Kind == schema.Amount && e.facts[k].Form == schema.Level
	}
	switch {
	case f.Source.Table >= 0 || !amount(k):
		return false
	case k == final:
		return !figures.Near(f, &e.facts[budget]) && amount(k-1) // the plan stands before it
	}
	return k != budget || !figures.Near(f, &e.facts[final])
}

// budgetOf finds the budget a completion is measured against: the one its claim
// names, else that of the phase it names.
func (e *evaluator) budgetOf(c *schema.Claim) int {
	if k := c.Operand(schema.WholeRole); k >= 0 {
		return k
	}
	f := &e.facts[c.Result]
	q := figures.Query{From: f, Concept: cmp.Or(f.Base.Concept, f.Concept), Dims: &f.Dimensions, Measures: []schema.Measure{f.Base.Measure},
		Period: f.Period, OwnRow: true, Prefer: e.figs.Closer(f.Section)}
	if k := e.figs.Find(&q); k >= 0 || !f.Period.Known() || f.Base.Measure == "" {
		return k
	}
	q.Period = schema.YearPeriod(f.Period.End.Year()) // what was done by August is of the budget of the year
	return e.figs.Find(&q)
}

// used checks that what was used by a date does not exceed what was available.
func (e *evaluator) used(c *schema.Claim) {
	i, whole := c.Result, c.Operand(schema.WholeRole)
	f := &e.facts[i]
	if whole < 0 && f.Concept == schema.PerformanceProjectSpent { // a project's budget may stand anywhere in its section
		whole = e.figs.Find(&figures.Query{From: f, Concept: schema.PerformanceProjectBudget, Dims: &f.Dimensions, Section: f.Section, Prefer: e.figs.Closer(f.Section)})
	}
	if whole >= 0 {
		e.atMost(schema.RuleUsed, i, e.lastBudget(i, whole))
	}
}

// lastBudget is the budget of a project as it was last told between its first and what was spent of it, where
// that is more: 年初预算50万元，年中追加10万元，调整后预算60万元。实际支出58万元.
func (e *evaluator) lastBudget(spent, budget int) int {
	f, last := &e.facts[spent], budget
	for k := budget + 1; k < spent && k < budget+afterTotal; k++ {
		g := &e.facts[k]
		if g.Concept == e.facts[budget].Concept && g.Measure.IsBudget() && g.Form == schema.Level && g.Dimensions == e.facts[budget].Dimensions && g.Section == f.Section && g.Value.GreaterThan(e.facts[last].Value) {
			last = k
		}
	}
	return last
}

// atMost judges and records part ≤ whole.
func (e *evaluator) atMost(id schema.RuleID, part, whole int) {
	f, w := &e.facts[part], &e.facts[whole]
	o := e.judge.order(f, w, notAbove)
	o.word = ""
	e.add(id, o, e.name(f)+" "+e.figure(f)+" ≤ "+e.name(w)+" "+e.figure(w)+e.gap(f, o), operand{part, schema.PartRole}, operand{whole, schema.WholeRole})
}
