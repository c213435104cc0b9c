package reconcile

import (
	"slices"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// delta checks current − prior = change and the direction word.
func (e *evaluator) delta(i int) {
	f := &e.facts[i]
	cur, prior := e.current(i), e.prior(i)
	if cur == prior || cur >= 0 && prior >= 0 && oneTime(&e.facts[cur], &e.facts[prior]) {
		prior = -1 // 比2026年预算增加 in the budget of 2026: the base is misnamed
	}
	if cur < 0 || prior < 0 {
		ops := []operand{{i, schema.ChangeRole}}
		if cur >= 0 {
			ops = append(ops, operand{cur, schema.CurrentRole})
		}
		if !e.rated[i] {
			e.add(schema.RuleDifference, outcome{verdict: schema.Incomplete}, e.name(f)+sayChange+e.figure(f)+sayNoLevels, ops...)
		}
		return
	}
	c, p := &e.facts[cur], &e.facts[prior]
	if f.SourceKind == schema.TableSource && f.Value.IsZero() && !c.Value.Equal(p.Value) {
		return // a column that a sheet fills with zeros
	}
	o := e.judge.linear(f, []*schema.Fact{c, p}, []int{1, -1})
	e.add(schema.RuleDifference, o, e.name(f)+": "+e.figure(c)+" − "+e.figure(p)+" = "+e.print(f, o.computed)+sayReported+e.figure(f)+e.gap(f, o),
		operand{cur, schema.MinuendRole}, operand{prior, schema.SubtrahendRole}, operand{i, schema.ResultRole})
	dir := sameSign(f.Value, c.Value.Sub(p.Value))
	if dir.verdict == schema.Inconsistent {
		dir.difference = dir.reported.Sub(dir.computed)
	}
	if o.verdict != schema.Inconsistent { // 21 − 21 printed as -0.02 is rounding
		dir.verdict, dir.difference = schema.ExactVerdict, zero
	}
	e.add(schema.RuleDirection, dir, e.name(f)+": “"+directionWord(f)+sayAgainst+e.figure(c)+" − "+e.figure(p)+saySignOf,
		operand{cur, schema.CurrentRole}, operand{prior, schema.PriorRole}, operand{i, schema.ChangeRole})
}

// oneTime reports two levels of one period and phase: nothing changed from the one to the
// other. 完成979.35亿元，较目标（924亿元）超收55.35亿元.
func oneTime(a, b *schema.Fact) bool {
	return a.Period.Known() && a.Period == b.Period && a.Measure == b.Measure && figures.SameSentence(a, b)
}

func directionWord(f *schema.Fact) string {
	if f.Value.IsNegative() {
		return sayDecrease
	}
	return sayIncrease
}

// pctChange checks change/prior, with the prior figure as stated or as
// current − change.
func (e *evaluator) pctChange(c *schema.Claim) {
	i := c.Result
	f := &e.facts[i]
	delta := c.Operand(schema.ChangeRole)
	if cur := c.Operand(schema.CurrentRole); f.Concept == "" || f.Base == (schema.Base{}) && delta >= 0 && cur >= 0 {
		e.rateFromCurrent(i, f, delta, c.Operand(schema.CurrentRole)) // its sentence alone says what it is of
		return
	}
	cur, prior := e.current(i), e.prior(i)
	if cur == prior {
		prior = -1
	}
	if k := e.priorThatHolds(i, cur, prior); delta < 0 && k >= 0 {
		prior = k
	}
	if delta >= 0 && (prior < 0 || !e.facts[prior].Value.IsNegative()) {
		e.sameDirection(i, delta)
	}
	switch {
	case delta >= 0 && cur >= 0 && e.inOneRow(i, delta, cur) && (prior < 0 || !e.inOneRow(i, prior)):
		e.rateFromCurrent(i, f, delta, cur)
	case delta >= 0 && prior >= 0:
		e.rate(i, f, delta, prior)
	case delta >= 0 && cur >= 0:
		e.rateFromCurrent(i, f, delta, cur)
	case cur >= 0 && prior >= 0:
		e.rateFromLevels(i, f, cur, prior)
	default:
		ops := []operand{{i, schema.RatioRole}}
		if delta >= 0 {
			ops = append(ops, operand{delta, schema.ChangeRole})
		}
		e.add(schema.RulePctChange, outcome{verdict: schema.Incomplete}, e.name(f)+sayRate+e.figure(f)+sayNoBase, ops...)
	}
}

// doneFirst are the phases that a budget grows from where no word says which: most often it
// is what was done.
var doneFirst = []schema.Measure{schema.Executed, schema.Final, schema.BudgetAdjusted}

// priorThatHolds finds the level of another phase that the rate of a budget holds on, where
// that of its own fails or is not told and nothing says what the base is: 2026年预算数3亿元,
// 比上年增长2%. It is -1 for none: that it holds is evidence of the base, that it fails of none.
func (e *evaluator) priorThatHolds(i, cur, prior int) int {
	f := &e.facts[i]
	if cur < 0 || !f.Measure.IsBudget() || f.Base.Measure != "" || prior >= 0 && (e.facts[prior].Value.IsZero() || e.holdsOn(f, cur, prior)) {
		return -1
	}
	period := f.Base.Period
	if !period.Known() {
		period = yearBefore(f)
	}
	for _, m := range doneFirst {
		if k := e.figs.Level(f, period, m); k >= 0 && k != cur && !e.facts[k].Value.IsZero() && e.holdsOn(f, cur, k) {
			return k
		}
	}
	return -1
}

// holdsOn reports a rate of change that holds between two levels.
func (e *evaluator) holdsOn(rate *schema.Fact, cur, prior int) bool {
	o, ok := e.fromLevels(rate, &e.facts[cur], &e.facts[prior])
	return ok && o.verdict != schema.Inconsistent
}

// sameDirection checks that a change and its rate are told the same way.
func (e *evaluator) sameDirection(i, delta int) {
	f, d := &e.facts[i], &e.facts[delta]
	if f.Value.IsZero() || d.Value.IsZero() {
		return
	}
	o, why := likeForLike(f, sameSign(f.Value, d.Value))
	e.add(schema.RuleSameDirection, o, e.name(f)+sayAmountOf+e.figure(d)+sayAndRate+e.figure(f)+saySameWay+why,
		operand{delta, schema.ChangeRole}, operand{i, schema.RatioRole})
}

func (e *evaluator) rate(i int, f *schema.Fact, delta, prior int) {
	d, p := &e.facts[delta], &e.facts[prior]
	if p.Value.IsZero() {
		e.zeroBase(i, f, operand{delta, schema.NumeratorRole}, operand{prior, schema.DenominatorRole}, operand{i, schema.RatioRole})
		return
	}
	o, ok := e.judge.growth(f, d.Value, e.figs.Scale.Slack(d, false), e.figs.Scale.Slack(d, true), p.Value, e.figs.Scale.Slack(p, false), e.figs.Scale.Slack(p, true))
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+sayRateOf, e.figure(d), sized(e.figure(p), p.Value), f, o)+why,
		operand{delta, schema.NumeratorRole}, operand{prior, schema.DenominatorRole}, operand{i, schema.RatioRole})
}

func (e *evaluator) rateFromCurrent(i int, f *schema.Fact, delta, cur int) {
	d, c := &e.facts[delta], &e.facts[cur]
	base := c.Value.Sub(d.Value)
	if base.IsZero() && e.belowDigits(f, d, c) {
		e.add(schema.RulePctChange, outcome{verdict: schema.Incomplete}, e.name(f)+sayRate+e.figure(f)+sayNoBase,
			operand{i, schema.RatioRole}, operand{delta, schema.ChangeRole})
		return
	}
	if base.IsZero() {
		e.zeroBase(i, f, operand{delta, schema.NumeratorRole}, operand{cur, schema.CurrentRole}, operand{i, schema.RatioRole})
		return
	}
	o, ok := e.judge.growth(f, d.Value, e.figs.Scale.Slack(d, false), e.figs.Scale.Slack(d, true),
		base, e.figs.Scale.Slack(c, false).Add(e.figs.Scale.Slack(d, false)), e.figs.Scale.Slack(c, true).Add(e.figs.Scale.Slack(d, true)))
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+sayRateOf, e.figure(d), sized("（"+e.figure(c)+" − "+e.figure(d)+"）", base), f, o)+why,
		operand{delta, schema.NumeratorRole}, operand{cur, schema.CurrentRole}, operand{i, schema.RatioRole})
}

func (e *evaluator) rateFromLevels(i int, f *schema.Fact, cur, prior int) {
	c, p := &e.facts[cur], &e.facts[prior]
	if p.Value.IsZero() {
		e.zeroBase(i, f, operand{cur, schema.CurrentRole}, operand{prior, schema.DenominatorRole}, operand{i, schema.RatioRole})
		return
	}
	o, ok := e.fromLevels(f, c, p)
	if !ok {
		return
	}
	o, why := likeForLike(f, o)
	e.add(schema.RulePctChange, o, e.ratioFormula(e.name(f)+sayRateOf, "（"+e.figure(c)+" − "+e.figure(p)+"）", sized(e.figure(p), p.Value), f, o)+why,
		operand{cur, schema.CurrentRole}, operand{prior, schema.DenominatorRole}, operand{i, schema.RatioRole})
}

// fromLevels judges a rate of change between two levels.
func (e *evaluator) fromLevels(rate, c, p *schema.Fact) (outcome, bool) {
	return e.judge.growth(rate, c.Value.Sub(p.Value), e.figs.Scale.Slack(c, false).Add(e.figs.Scale.Slack(p, false)), e.figs.Scale.Slack(c, true).Add(e.figs.Scale.Slack(p, true)),
		p.Value, e.figs.Scale.Slack(p, false), e.figs.Scale.Slack(p, true))
}

// sized writes a base that a rate is measured on the size of.
func sized(figure string, base decimal.Decimal) string {
	if base.IsNegative() {
		return "|" + figure + "|"
	}
	return figure
}

// belowDigits reports a rate of a change from a base too small for the digits of the change
// and of the level it leads to: 6.6亿元，增加6.6亿元，增长14789.7%.
func (e *evaluator) belowDigits(rate, change, level *schema.Fact) bool {
	if rate.Value.IsZero() {
		return false
	}
	slack := e.figs.Scale.Slack(change, true).Add(e.figs.Scale.Slack(level, true))
	return change.Value.Mul(hundred).Abs().LessThanOrEqual(slack.Mul(rate.Value.Abs()))
}

// likeForLike leaves open a rate that is measured on a base other than the printed
// one, 下降12.9%（与2020年完成数同口径相比）, or in other prices, and says why.
func likeForLike(f *schema.Fact, o outcome) (outcome, string) {
	if o.verdict != schema.Inconsistent {
		return o, ""
	}
	switch {
	case f.Said.OtherBase:
		o.verdict = schema.Ambiguous
		return o, sayOtherBase
	case f.Said.RealTerms:
		o.verdict = schema.Ambiguous
		return o, sayRealTerms
	case (f.Unit == times || f.SourceKind == schema.TableSource && o.computed.Abs().LessThan(hundred)) && o.difference.Sub(hundred).Abs().LessThanOrEqual(decimal.Max(o.tolerance, figures.Half(f.Decimals))):
		o.verdict = schema.Ambiguous // 为上年的87.9%
		return o, sayTimes
	}
	return o, ""
}

// zeroBase: a change from nothing has no rate; stating one (增长100%) is common
// and not arithmetic, so it is not applicable rather than wrong.
func (e *evaluator) zeroBase(i int, f *schema.Fact, ops ...operand) {
	e.add(schema.RulePctChange, outcome{verdict: schema.NotApplicable}, e.name(f)+sayZeroBase+e.figure(f)+sayMeaningless, ops...)
}

// current finds the level that change i leads to: the one its claim names, else
// that of its period and phase wherever it is stated.
func (e *evaluator) current(i int) int {
	if k := e.named(i, schema.CurrentRole); k >= 0 {
		return k
	}
	f := &e.facts[i]
	if k := e.inRow(i, f.Period); k >= 0 {
		return k
	}
	return e.figs.Level(f, f.Period, f.Measure)
}

// inRow finds the one level of a period in the row of a table that a change stands in, -1
// where the row has none or several: 2025年执行数, 2026年预算数, 比上年增长. Where a head names
// the phase of the base, it is of that.
func (e *evaluator) inRow(i int, period schema.Period) int {
	levels := e.levelsInRow(i, period)
	if base := e.facts[i].Base.Measure; base != "" {
		levels = slices.DeleteFunc(levels, func(k int) bool { return e.facts[k].Measure != base })
	}
	if len(levels) == 1 {
		return levels[0]
	}
	return -1
}

// inOneRow reports figures of one row of a table.
func (e *evaluator) inOneRow(i int, others ...int) bool {
	f := &e.facts[i]
	return f.SourceKind == schema.TableSource && !slices.ContainsFunc(others, func(k int) bool {
		return e.facts[k].Source.Table != f.Source.Table || e.facts[k].Source.Row != f.Source.Row
	})
}

// mostInRow is how far a row is looked through on each side of a change: one as long as a
// file would be looked through to no end.
const mostInRow = 64

// levelsInRow are the levels of a period, of the quantity of a change of a table, in its row;
// where it has none, those of which a head says more than a concept does: 预算数(不含专项).
func (e *evaluator) levelsInRow(i int, period schema.Period) (levels []int) {
	f := &e.facts[i]
	if f.SourceKind != schema.TableSource || !period.Known() {
		return nil
	}
	same := func(k int) bool {
		return k >= max(0, i-mostInRow) && k < min(len(e.facts), i+mostInRow) && e.facts[k].Source.Table == f.Source.Table && e.facts[k].Source.Row == f.Source.Row
	}
	first := i
	for same(first - 1) {
		first--
	}
	var narrower []int
	for k := first; same(k); k++ {
		switch g := &e.facts[k]; {
		case g.Form != schema.Level || g.Period != period:
		case g.Concept == f.Concept && g.Dimensions == f.Dimensions:
			levels = append(levels, k)
		case g.Concept == "" && g.Said.Name == f.Said.Name:
			narrower = append(narrower, k)
		}
	}
	if levels == nil {
		return narrower
	}
	return levels
}

// ofLastLevel reports a change of a table of the phase of the level of its period that
// stands before it in its row: of another, its column has lost its head.
func (e *evaluator) ofLastLevel(i int) bool {
	f, last := &e.facts[i], -1
	for _, k := range e.levelsInRow(i, f.Period) {
		if k < i {
			last = k
		}
	}
	return last >= 0 && e.facts[last].Measure == f.Measure
}

// prior finds the level a change starts from: of another period, or another phase. What its
// own sentence states goes before what is stated elsewhere.
func (e *evaluator) prior(i int) int {
	f := &e.facts[i]
	period, measure := f.Period, f.Measure
	if f.Base.Period.Known() {
		period = f.Base.Period
	} else if f.Form == schema.Level {
		period = yearBefore(f)
	}
	if f.Base.Measure != "" {
		measure = f.Base.Measure
		if !f.Base.Period.Known() {
			period = f.Period
		}
	}
	for k := i - 1; k >= 0 && period.Known() && f.SourceKind == schema.Narrative && figures.SameSentence(f, &e.facts[k]); k-- {
		if g := &e.facts[k]; g.Form == schema.Level && g.Concept == f.Concept && g.Dimensions == f.Dimensions && g.Period == period && (g.Measure == measure || f.Base.Measure == "" && bothDone(measure, g.Measure)) {
			return k
		}
	}
	if k := e.inRow(i, period); k >= 0 && e.ofLastLevel(i) {
		return k
	}
	return e.figs.Level(f, period, measure)
}

// bothDone reports two phases of what was done: 完成15.39亿元，比上年决算数14.94亿元增长3%.
func bothDone(a, b schema.Measure) bool {
	return isDone(a) && isDone(b)
}

func isDone(m schema.Measure) bool { return m == schema.Executed || m == schema.Final }

func yearBefore(f *schema.Fact) schema.Period {
	if !f.Period.Known() {
		return schema.Period{}
	}
	return schema.YearPeriod(f.Period.End.Year() - 1)
}

// changesOfLists checks that the changes of the parts of a whole add up to its own,
// where the parts are all there are: a part that is no longer there would have a change
// and no level. So the levels add up too, or the parts are told one by one up to what is
// left. A part that is level with its base changed by nothing.
func (e *evaluator) changesOfLists() {
	changeOf, flat := make(map[int]int), make(map[int]bool)
	for i := range e.report.Claims {
		c := &e.report.Claims[i]
		if k := c.Operand(schema.CurrentRole); k >= 0 && c.Family == schema.DifferenceFamily {
			changeOf[k] = c.Result
		} else if d := c.Operand(schema.ChangeRole); k >= 0 && d >= 0 && c.Family == schema.PctChangeFamily {
			changeOf[k] = d
		}
		if c.Family == schema.DirectionFamily && len(c.Operands) > 0 {
			flat[c.Operands[len(c.Operands)-1]] = true
		}
	}
	for i := range e.report.Claims {
		c := &e.report.Claims[i]
		whole, ok := changeOf[c.Result]
		if !ok || c.Family != schema.SumFamily || c.Weights != nil || !e.exhaustive(c, c.Operands) || !e.toTheRest(c, c.Operands) && e.judge.linear(&e.facts[c.Result], e.pick(c.Operands), nil).verdict == schema.Inconsistent {
			continue
		}
		if parts := e.changesOf(c.Operands, changeOf, flat); len(parts) > 1 {
			e.changeSum(whole, parts, c.Numbered)
		}
	}
}

// changesOf are the changes of the members of a list, nil where one is not told.
func (e *evaluator) changesOf(members []int, changeOf map[int]int, flat map[int]bool) (changes []int) {
	for _, m := range members {
		if k, ok := changeOf[m]; ok {
			changes = append(changes, k)
		} else if e.toldNext(m) {
			changes = append(changes, m+1)
		} else if !flat[m] {
			return nil
		}
	}
	return changes
}

// toldNext reports a level whose change from another period is the next figure of its
// sentence: 培训费5万元，比上年增加1万元.
func (e *evaluator) toldNext(level int) bool {
	if level+1 >= len(e.facts) {
		return false
	}
	f, g := &e.facts[level], &e.facts[level+1]
	return g.Form == schema.Delta && g.Kind == f.Kind && g.Unit == f.Unit && g.Period == f.Period && g.Base.Period.Known() && figures.SameSentence(f, g)
}

// changeSum judges a change by those of its parts. Where a sentence does not say on
// which phase's base a part changed, only a slip that explains the gap tells an
// error from another base.
func (e *evaluator) changeSum(whole int, parts []int, numbered bool) {
	f := &e.facts[whole]
	alike := true
	for _, p := range parts {
		g := &e.facts[p]
		if g.Base.Period != f.Base.Period || g.Base.Measure != f.Base.Measure && g.Base.Measure != "" && f.Base.Measure != "" {
			return
		}
		alike = alike && g.Base.Measure == f.Base.Measure
	}
	o := e.judge.linear(f, e.pick(parts), nil)
	o.oneScope = numbered // as the levels of such a list are
	formula := e.sumFormula(whole, parts, nil, o)
	if o.verdict == schema.Inconsistent && !alike && !e.slip(whole, parts, nil, o) {
		o.verdict, formula = schema.Ambiguous, formula+"；"+sayBasis+sayUnknown
	}
	if o.verdict == schema.Inconsistent && numbered && o.difference.IsNegative() && !inFull[f.Concept] && halvesOf[f.Concept] == nil {
		o.verdict, formula = schema.Ambiguous, formula+sayPartial // an item of last year alone has a change and is not told
	}
	e.add(schema.RuleChangeSum, o, formula, roles(whole, schema.TotalRole, parts, schema.PartRole)...)
}
