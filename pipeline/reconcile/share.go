package reconcile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// shares evaluates every 占…% against its part and its whole, and the shares
// of one list against 100%.
func (e *evaluator) shares() {
	lists := e.shareLists()
	forced := make(map[printedShare]bool)
	for _, group := range lists {
		if len(group) < 2 || !e.shareTotal(group).Equal(hundred) {
			continue
		}
		for _, i := range group {
			if q, ok := e.quotientOf(i); ok {
				forced[q] = true
			}
		}
	}
	for _, group := range lists {
		for _, i := range group {
			q, ok := e.quotientOf(i)
			e.share(i, &e.facts[i], ok && forced[q])
		}
		e.shareSum(group)
	}
}

// printedShare is a share as printed of a part and a whole: a report that forced it
// in one list repeats it where it states the same share again.
type printedShare struct{ part, whole, share string }

func (e *evaluator) quotientOf(i int) (printedShare, bool) {
	f := &e.facts[i]
	part, whole := e.partOf(i, f), e.wholeOf(f)
	if part < 0 || whole < 0 {
		return printedShare{}, false
	}
	return printedShare{e.facts[part].Value.String(), e.facts[whole].Value.String(), f.Value.String()}, true
}

// shareLists groups the shares of one whole that stand together.
func (e *evaluator) shareLists() (lists [][]int) {
	for i := range e.facts {
		f := &e.facts[i]
		if f.Form != schema.Share || f.Concept == "" || f.Base.Concept == "" || f.Kind != schema.Ratio {
			continue
		}
		if k := len(lists) - 1; k >= 0 && e.sameList(&e.facts[lists[k][0]], f, lists[k][len(lists[k])-1], i) {
			lists[k] = append(lists[k], i)
			continue
		}
		lists = append(lists, []int{i})
	}
	return lists
}

func (e *evaluator) shareTotal(group []int) decimal.Decimal {
	sum := zero
	for _, k := range group {
		sum = sum.Add(e.facts[k].Value)
	}
	return sum
}

// sameList reports shares of one whole in one list or chart.
func (e *evaluator) sameList(first, f *schema.Fact, last, i int) bool {
	return first.Base.Concept == f.Base.Concept && first.Section == f.Section && first.SourceKind == f.SourceKind && first.Measure == f.Measure &&
		(first.Dimensions.FundSource == f.Dimensions.FundSource || namesFund(f.Concept) || namesFund(first.Concept)) && i-last <= 4 && len(first.Dimensions.FuncCode) == len(f.Dimensions.FuncCode) &&
		(f.Source.Block == first.Source.Block || f.Source.Block-e.facts[last].Source.Block <= 2)
}

// share checks one share. forced says that the shares of its list, or of one
// that states the same share, make exactly 100%: one of them may then have been
// moved by a last digit to make them so.
func (e *evaluator) share(i int, f *schema.Fact, forced bool) {
	part, whole := e.partOf(i, f), e.wholeOf(f)
	if part < 0 || whole < 0 || part == whole {
		ops := []operand{{i, "ratio"}}
		if part >= 0 {
			ops = append(ops, operand{part, "numerator"})
		}
		e.add(schema.RuleShare, outcome{verdict: schema.Incomplete}, e.name(f)+" 占比 "+e.figure(f)+"：文中无部分或整体的数额", ops...)
		return
	}
	p, w := &e.facts[part], &e.facts[whole]
	o, ok := e.scale.ratio(f, p, w)
	if !ok {
		return
	}
	if last := unit(f.Decimals); o.verdict == schema.Inconsistent && forced && o.difference.Abs().LessThanOrEqual(last) {
		o.verdict, o.tolerance = schema.Rounding, last
	}
	e.add(schema.RuleShare, o, e.ratioFormula(e.name(f)+"占比", e.figure(p), e.figure(w), f, o),
		operand{part, "numerator"}, operand{whole, "denominator"}, operand{i, "ratio"})
}

// partOf finds the amount a share speaks of: the level of the same subject
// right before it, else anywhere.
func (e *evaluator) partOf(i int, f *schema.Fact) int {
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if g := &e.facts[k]; g.Form == schema.Level && g.Concept == f.Concept && g.Dimensions == f.Dimensions && near(f, g) && !otherRow(f, g) && g.Kind != schema.Ratio && g.Period == f.Period {
			return k
		}
	}
	return e.level(f, f.Period, f.Measure)
}

// shareSum evaluates the shares of one list. They need to make 100% only when
// the parts make the whole, so a list that falls short is left open unless its
// amounts add up.
func (e *evaluator) shareSum(group []int) {
	if len(group) < 2 {
		return
	}
	sum, round, literal := e.shareTotal(group), zero, zero
	ops := make([]operand, 0, len(group))
	var names []string
	for _, k := range group {
		f := &e.facts[k]
		round = round.Add(half(e.scale.quantum(f)))
		literal = literal.Add(half(f.Decimals))
		ops = append(ops, operand{k, "share"})
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
	formula := strings.Join(names, " + ") + " = " + sum.String() + "%；应为 100%"
	if o.verdict == schema.Inconsistent {
		formula += "；相差 " + o.difference.String() + "个百分点"
	}
	e.add(schema.RuleShareSum, o, formula, ops...)
}

// nested reports a list in which one share repeats another's subject.
func (e *evaluator) nested(group []int) bool {
	seen := map[string]bool{}
	for _, k := range group {
		f := &e.facts[k]
		key := string(f.Concept) + f.Dimensions.FuncCode + f.Dimensions.EconCode
		if seen[key] {
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
		p := e.partOf(k, f)
		if p < 0 {
			return false
		}
		sum = sum.Add(e.facts[p].Value)
		whole = e.wholeOf(f)
	}
	if whole < 0 {
		return false
	}
	slack := e.scale.slack(&e.facts[whole], false).Mul(decimal.NewFromInt(int64(len(group) + 1)))
	return e.facts[whole].Value.Sub(sum).Abs().LessThanOrEqual(slack)
}

// completions evaluates every 完成预算的…% against final and budget, and what
// was used against what was available.
func (e *evaluator) completions() {
	for i := range e.facts {
		f := &e.facts[i]
		if f.Concept == "" {
			e.unnamedCompletion(i, f)
			continue
		}
		if f.Form == schema.Completion {
			e.completion(i, f)
		}
		if f.Form == schema.Level && drawn(f) && (f.Measure == schema.Used || f.SourceKind != schema.TableSource) {
			e.used(i, f) // the columns 预算数 and 执行数 of a table claim nothing: a budget is often exceeded
		}
	}
}

func (e *evaluator) completion(i int, f *schema.Fact) {
	final, budget := e.partOf(i, f), e.budgetOf(i, f)
	if final < 0 || budget < 0 || final == budget {
		ops := []operand{{i, "ratio"}}
		if final >= 0 {
			ops = append(ops, operand{final, "numerator"})
		}
		if budget >= 0 && budget != final {
			ops = append(ops, operand{budget, "denominator"})
		}
		e.add(schema.RuleCompletion, outcome{verdict: schema.Incomplete}, e.name(f)+" 完成 "+e.figure(f)+"：文中无预算（目标）数或完成数", ops...)
		return
	}
	e.completed(i, f, final, budget)
}

// unnamedCompletion checks the completion of something no concept names, where
// the sentence gives what was planned and what was spent right before it:
// 预算安排30万元，实际支出28万元，执行率93.33%.
func (e *evaluator) unnamedCompletion(i int, f *schema.Fact) {
	if f.Form != schema.Completion || i < 2 {
		return
	}
	spent, planned := &e.facts[i-1], &e.facts[i-2]
	for _, g := range []*schema.Fact{spent, planned} {
		if g.Form != schema.Level || g.Kind != schema.Amount || g.Concept != "" || g.Approx != schema.Exact || !sameBut(f, g) || !sameSentence(f, g) || g.Period.End.Year() != f.Period.End.Year() {
			return
		}
	}
	if f.Approx == schema.Exact && budgetLike(planned.Measure) && !budgetLike(spent.Measure) && sameThing(spent.Label, f.Label) &&
		hasAnyPrefix(wordsBetween(planned, spent), "实际", "实施", "全年", "已", "共", "累计", "支出", "执行", "完成", "使用", "支付", "到位") {
		e.completed(i, f, i-1, i-2)
	}
}

// completed checks a completion of what was done and what was planned.
func (e *evaluator) completed(i int, f *schema.Fact, final, budget int) {
	a, b := &e.facts[final], &e.facts[budget]
	if b.Value.IsZero() {
		e.add(schema.RuleCompletion, outcome{verdict: schema.NotApplicable}, e.name(f)+" 预算为0，完成率 "+e.figure(f)+" 无意义",
			operand{final, "numerator"}, operand{budget, "denominator"}, operand{i, "ratio"})
		return
	}
	o, ok := e.scale.ratio(f, a, b)
	if !ok {
		return
	}
	e.add(schema.RuleCompletion, o, e.ratioFormula(e.name(f)+"完成率", e.figure(a), e.figure(b), f, o),
		operand{final, "numerator"}, operand{budget, "denominator"}, operand{i, "ratio"})
}

// budgetOf finds the budget a completion is measured against: the nearest
// before it in its paragraph that fits, else the phase it names.
func (e *evaluator) budgetOf(i int, f *schema.Fact) int {
	base := f.Base.Concept
	if base == "" {
		base = f.Concept
	}
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		g := &e.facts[k]
		if g.Concept == base && g.Form == schema.Level && near(f, g) && !otherRow(f, g) && budgetLike(g.Measure) && sameBut(f, g) {
			if f.Base.Measure == schema.Budget || f.Base.Measure == g.Measure || g.Measure == schema.Budget {
				return k
			}
		}
	}
	best := -1
	for _, k := range e.by[base] {
		g := &e.facts[k]
		if g.Form != schema.Level || g.Measure != f.Base.Measure || !sameBut(f, g) || g.Period != f.Period || isGloss(g) || otherRow(f, g) {
			continue
		}
		if best < 0 || e.closer(f, g, &e.facts[best]) {
			best = k
		}
	}
	return best
}

func budgetLike(m schema.Measure) bool { return m.IsBudget() || m == schema.Target }

// sameBut reports equal dimensions.
func sameBut(a, b *schema.Fact) bool { return a.Dimensions == b.Dimensions }

// drawn reports what was used of an amount made available. A year's execution
// is none: revenue may exceed its budget, and what is spent an initial one.
func drawn(f *schema.Fact) bool {
	return f.Measure == schema.Used || f.Measure == schema.Executed && f.Concept == schema.PerformanceProjectSpent
}

// used checks that what was used by a date does not exceed what was available.
func (e *evaluator) used(i int, f *schema.Fact) {
	best := -1
	for k := i - 1; k >= 0 && k >= i-3 && f.SourceKind != schema.TableSource; k-- {
		g := &e.facts[k]
		available := budgetLike(g.Measure) || (g.Measure == "" || isBalance(g.Concept) && g.Measure != schema.Used) && g.Concept == f.Concept
		sameThing := g.Concept == f.Concept || f.Concept == schema.PerformanceProjectSpent && g.Concept == schema.PerformanceProjectBudget
		if available && sameThing && g.Period.End.Year() == f.Period.End.Year() && g.Form == schema.Level && near(f, g) && sameBut(f, g) && g.Kind == f.Kind {
			best = k
			break
		}
	}
	if best < 0 && f.Concept == schema.PerformanceProjectSpent {
		best = e.budgetFor(f)
	}
	if best < 0 {
		return
	}
	g := &e.facts[best]
	o := atMost(f, g, e.scale)
	e.add(schema.RuleUsed, o, e.name(f)+" "+e.figure(f)+" ≤ "+e.name(g)+" "+e.figure(g)+e.gap(f, o), operand{i, "part"}, operand{best, "whole"})
}

// budgetFor finds a project's budget anywhere in the report.
func (e *evaluator) budgetFor(f *schema.Fact) int {
	best := -1
	for _, k := range e.by[schema.PerformanceProjectBudget] {
		g := &e.facts[k]
		if g.Form == schema.Level && sameBut(f, g) && g.Section == f.Section && (best < 0 || e.closer(f, g, &e.facts[best])) {
			best = k
		}
	}
	return best
}

// atMost judges part ≤ whole.
func atMost(part, whole *schema.Fact, s scale) outcome {
	o := outcome{reported: part.Value, computed: whole.Value, difference: part.Value.Sub(whole.Value),
		tolerance: s.slack(part, false).Add(s.slack(whole, false))}
	over := o.difference
	switch literal := s.slack(part, true).Add(s.slack(whole, true)); {
	case !over.IsPositive():
		o.verdict = schema.ExactVerdict
	case over.LessThanOrEqual(o.tolerance):
		o.verdict = schema.Rounding
	case over.LessThanOrEqual(literal):
		o.verdict, o.tolerance = schema.Literal, literal
	default:
		o.verdict = schema.Inconsistent
	}
	return o
}
