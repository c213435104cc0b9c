package reconcile

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// maxReadingChance is how likely a coincidence may be for another reading to
// count.
const maxReadingChance = 0.02

// secondReading is another reading that the sentence leaves open and in which a
// failing check holds, "" where there is none: another statement of the same
// quantity as the base of a rate, or one more figure of the sentence in or out of
// a sum. A true error has no such reading. What a slip would explain (a
// percentage of another whole, a total without one of its items) is none.
func (e *evaluator) secondReading(o *outcome, ops []operand) string {
	switch {
	case len(ops) == 3 && ops[2].role == schema.ResultRole:
		return e.changeOfWhole(ops)
	case len(ops) >= 3 && ops[len(ops)-1].role == schema.RatioRole:
		return cmp.Or(e.otherBase(o, ops), e.otherColumns(o, ops), e.otherCurrent(o, ops))
	case len(ops) == 2 && ops[0].role == schema.TotalRole:
		if g := e.leftBetween(o, ops); g != nil {
			return e.name(&e.facts[ops[0].fact]) + " " + e.figure(&e.facts[ops[0].fact]) + sayWith + e.name(g) + " " + e.figure(g)
		}
	case len(ops) >= 3 && ops[0].role == schema.TotalRole && !slices.ContainsFunc(o.weights, func(w int) bool { return w != 1 }):
		return cmp.Or(e.otherMember(o, ops), e.memberOut(o, ops), e.otherWhole(o, ops))
	}
	return ""
}

// changeOfWhole tries the whole of a list whose last member a change is told after: 三公经费
// 16.8万元，其中：公务接待费4.8万元，与2023年18.2万元相比减少1.4万元.
func (e *evaluator) changeOfWhole(ops []operand) string {
	current, base, change := &e.facts[ops[0].fact], &e.facts[ops[1].fact], &e.facts[ops[2].fact]
	whole, listed := e.listed[ops[0].fact]
	if !listed || !figures.SameSentence(current, base) || !figures.SameSentence(current, change) || !figures.Near(current, &e.facts[whole]) {
		return ""
	}
	w := &e.facts[whole]
	if e.judge.linear(change, []*schema.Fact{w, base}, []int{1, -1}).verdict == schema.Inconsistent {
		return ""
	}
	return e.figure(w) + " − " + e.figure(base)
}

// otherCurrent tries the levels told before that which a change and its rate follow in their sentence: 总预算4471万元，含甲
// 中心250万元、乙中心537万元；比上年增加755万元，增长20.32%.
func (e *evaluator) otherCurrent(failing *outcome, ops []operand) string {
	change, current, ratio := &e.facts[ops[0].fact], &e.facts[ops[1].fact], &e.facts[ops[2].fact]
	if len(ops) != 3 || ops[1].role != schema.CurrentRole || ratio.Form != schema.PctChange || ratio.SourceKind != schema.Narrative {
		return ""
	}
	var tried []*schema.Fact
	for k := ops[1].fact - 1; k >= 0 && figures.SameSentence(ratio, &e.facts[k]); k-- {
		if g := &e.facts[k]; figures.ExactLevel(g) && g.Unit == current.Unit && !g.Value.Equal(current.Value) {
			tried = append(tried, g)
		}
	}
	for _, g := range tried {
		round, literal := e.figs.Scale.Slack(g, false).Add(e.figs.Scale.Slack(change, false)), e.figs.Scale.Slack(g, true).Add(e.figs.Scale.Slack(change, true))
		o, ok := e.judge.growth(ratio, change.Value, e.figs.Scale.Slack(change, false), e.figs.Scale.Slack(change, true), g.Value.Sub(change.Value), round, literal)
		if ok && o.verdict != schema.Inconsistent && likely(len(tried), o.tolerance, decimal.Max(ratio.Value.Abs(), failing.difference.Abs())) {
			return e.figure(change) + " / （" + e.figure(g) + " − " + e.figure(change) + "）"
		}
	}
	return ""
}

// otherBase tries the other statements of the same quantity in the sentence of a
// rate or of its base anywhere, and its budgets of another phase where the text does
// not say which.
func (e *evaluator) otherBase(failing *outcome, ops []operand) string {
	ratio := &e.facts[ops[len(ops)-1].fact]
	if ops[1].role != schema.DenominatorRole || ratio.Form == schema.Share {
		return ""
	}
	num, den := &e.facts[ops[0].fact], &e.facts[ops[1].fact]
	alike := e.figs.Alike(den)
	if len(alike) > figures.Most {
		return "" // of so many statements one fits by chance
	}
	var tried []*schema.Fact
	for _, k := range alike {
		g := &e.facts[k]
		if g == num || g == den || g.Form != schema.Level || g.Approx != schema.Exact || g.Value.Equal(den.Value) || g.Kind != den.Kind || led(ratio, g) {
			continue
		}
		open := ratio.Form == schema.Completion && ratio.Base.Measure == schema.Budget && g.Measure.IsBudget() && g.Period == den.Period
		restated := ratio.Form == schema.PctChange && g.Period == den.Period && g.Measure == den.Measure // which of two statements is wrong is not for the rate to say
		if open || restated || figures.SameSentence(ratio, g) || sameRow(ratio, g) {
			tried = append(tried, g)
		}
	}
	if ratio.Form == schema.Completion {
		tried = append(tried, e.budgetsBeside(ratio, den)...)
	}
	for _, g := range tried {
		o, ok := e.judge.ratio(ratio, num, g)
		if ops[0].role == schema.CurrentRole {
			o, ok = e.fromLevels(ratio, num, g)
		}
		if ok && o.verdict != schema.Inconsistent && likely(len(tried), o.tolerance, decimal.Max(ratio.Value.Abs(), failing.difference.Abs())) {
			return e.figure(num) + " / " + e.figure(g)
		}
	}
	return ""
}

// budgetsBeside are the budgets told in the paragraph of a completion under names that no
// concept has, or of another phase: 批准的支出预算为75亿元，调整后的支出预算为78亿元，完成54亿元，为调整预算的69%.
func (e *evaluator) budgetsBeside(ratio, den *schema.Fact) (out []*schema.Fact) {
	for k := range e.facts {
		g := &e.facts[k]
		if figures.Near(ratio, g) && ratio.Source.Table < 0 && g != den && g.Measure.IsBudget() && g.Form == schema.Level && g.Kind == den.Kind && !g.Value.Equal(den.Value) {
			out = append(out, g)
		}
	}
	return out
}

// otherColumns tries the other figures of a row of a table as what a rate is of and on: a
// table that breaks a budget down has several of one head.
func (e *evaluator) otherColumns(failing *outcome, ops []operand) string {
	ratio, num, den := &e.facts[ops[2].fact], &e.facts[ops[0].fact], &e.facts[ops[1].fact]
	if ratio.Form != schema.Completion || !sameRow(ratio, num) || !sameRow(ratio, den) {
		return ""
	}
	var done, planned []*schema.Fact
	for k := range e.facts {
		switch g := &e.facts[k]; {
		case !sameRow(ratio, g) || g.Form != schema.Level || g.Kind != num.Kind || g.Value.IsZero():
		case g.Measure == num.Measure:
			done = append(done, g)
		case g.Measure.IsBudget():
			planned = append(planned, g)
		}
	}
	for _, a := range done {
		for _, b := range planned {
			o, ok := e.judge.ratio(ratio, a, b)
			if ok && o.verdict != schema.Inconsistent && likely(len(done)*len(planned), o.tolerance, decimal.Max(ratio.Value.Abs(), failing.difference.Abs())) {
				return e.figure(a) + " / " + e.figure(b)
			}
		}
	}
	return ""
}

// led reports the figure that a rate of change leads to: no base of it. Where both ends of the change were read as of one
// year, which of the two a figure is is not known.
func led(ratio, g *schema.Fact) bool {
	ends := ratio.Base.Period
	return ratio.Form == schema.PctChange && g.Period == ratio.Period && g.Measure == ratio.Measure && !(ends.Known() && ends.End.Year() == ratio.Period.End.Year())
}

// sameRow reports two figures of one row of a table.
func sameRow(a, b *schema.Fact) bool {
	return a.SourceKind == schema.TableSource && a.Source.Table == b.Source.Table && a.Source.Row == b.Source.Row
}

// otherMember tries the figures of the sentence that the sum leaves out: a list
// that goes on after its last member, a bracket that belongs to it.
func (e *evaluator) otherMember(o *outcome, ops []operand) string {
	total := &e.facts[ops[0].fact]
	in := map[int]bool{}
	for _, x := range ops {
		in[x.fact] = true
	}
	if g := e.balanceBeside(o, ops[0].fact); g != nil {
		return e.name(total) + " " + e.figure(total) + sayWith + e.name(g) + " " + e.figure(g)
	}
	var tried []int
	for k := ops[0].fact - 1; k >= 0 && figures.SameSentence(total, &e.facts[k]); k-- {
		tried = append(tried, k)
	}
	for k := ops[0].fact + 1; k < len(e.facts) && figures.SameSentence(total, &e.facts[k]); k++ {
		tried = append(tried, k)
	}
	tried = append(tried, e.unnamedRows(total)...)
	for _, k := range tried {
		g := &e.facts[k]
		if in[k] || g.Kind != total.Kind || g.Unit != total.Unit || g.Form != schema.Level || g.Value.IsZero() || g.Value.Equal(total.Value) {
			continue
		}
		slack := o.tolerance.Add(e.figs.Scale.Slack(g, false))
		if off := o.difference.Sub(g.Value).Abs(); off.LessThanOrEqual(slack) && likely(len(tried), slack, g.Value) {
			return e.name(total) + " " + e.figure(total) + sayWith + e.name(g) + " " + e.figure(g)
		}
	}
	return ""
}

// unnamedRows are the figures of the column of a total whose rows no concept has: 三、城区分享
// 收入 beside 一、税收收入 and 二、非税收入.
func (e *evaluator) unnamedRows(total *schema.Fact) (out []int) {
	if total.SourceKind != schema.TableSource {
		return nil
	}
	for k := range e.facts {
		if g := &e.facts[k]; g.SourceKind == schema.TableSource && g.Source.Table == total.Source.Table && g.Source.Col == total.Source.Col && g.Concept == "" {
			out = append(out, k)
		}
	}
	if len(out) > mostUnnamed {
		return nil // of so many one fits by chance
	}
	return out
}

// mostUnnamed bounds the rows without a concept that are tried in a sum.
const mostUnnamed = 8

// afterTotal bounds how many figures after a total are looked through for its balance.
const afterTotal = 24

// balanceBeside is the balance that the paragraph of a total tells after it and that is what
// the list falls short by: 支出总计156亿元，其中：…。收支相抵，年终结余15.5亿元.
func (e *evaluator) balanceBeside(o *outcome, total int) *schema.Fact {
	f := &e.facts[total]
	for k := total + 1; k < min(len(e.facts), total+afterTotal) && figures.Near(f, &e.facts[k]); k++ {
		g := &e.facts[k]
		if g.Concept == schema.BalanceClosing && g.Form == schema.Level && !g.Value.IsZero() && o.difference.Sub(g.Value).Abs().LessThanOrEqual(o.tolerance) {
			return g
		}
	}
	return nil
}

// leftBetween is the balance by which the two sides of an account differ, told behind them: 总收入50万元…。总支出
// 45万元，…，收支结余5万元. What was left is then on neither side.
func (e *evaluator) leftBetween(o *outcome, ops []operand) *schema.Fact {
	a, b := &e.facts[ops[0].fact], &e.facts[ops[1].fact]
	if flow(a.Concept)*flow(b.Concept) >= 0 || a.Source.Table >= 0 || b.Source.Table >= 0 {
		return nil
	}
	last := max(ops[0].fact, ops[1].fact)
	for k := last + 1; k < min(len(e.facts), last+afterTotal) && figures.Near(&e.facts[last], &e.facts[k]); k++ {
		g := &e.facts[k]
		balance := schema.AccountOf(g.Concept) == schema.BalanceAccount
		if balance && g.Form == schema.Level && !g.Value.IsZero() && o.difference.Abs().Sub(g.Value.Abs()).Abs().LessThanOrEqual(o.tolerance) {
			return g
		}
	}
	return nil
}

// memberOut tries a sum without one of its members, where that is of another fund than
// the total, stands in a bracket after the member before it, or is within another member.
func (e *evaluator) memberOut(o *outcome, ops []operand) string {
	total := &e.facts[ops[0].fact]
	for _, x := range ops[1:] {
		g := &e.facts[x.fact]
		if !g.Value.IsZero() && o.difference.Add(g.Value).Abs().LessThanOrEqual(o.tolerance) && (otherFund(total, g) || e.bracketed(x.fact) || e.memberOfOther(x.fact, ops[1:])) {
			return e.name(total) + " " + e.figure(total) + sayWithout + e.name(g) + " " + e.figure(g)
		}
	}
	return ""
}

// memberOfOther reports a part that a list which adds up counts among those of another part
// of the same sum: 收入预算50万元，其中：拨款收入48万元、上年结转2万元, whose carry-over no total
// counts once more.
func (e *evaluator) memberOfOther(part int, parts []operand) bool {
	f := &e.facts[part]
	for member, whole := range e.listed {
		g, w := &e.facts[member], &e.facts[whole]
		if g.Concept != f.Concept || f.Concept == "" || !g.Value.Equal(f.Value) {
			continue
		}
		if slices.ContainsFunc(parts, func(x operand) bool {
			p := &e.facts[x.fact]
			return x.fact != part && p.Concept == w.Concept && p.Value.Equal(w.Value)
		}) {
			return true
		}
	}
	return false
}

// otherFund reports figures of two single funds.
func otherFund(a, b *schema.Fact) bool {
	f, g := a.Dimensions.FundSource, b.Dimensions.FundSource
	single := func(s schema.FundSource) bool {
		return s == schema.GeneralPublicBudget || s == schema.GovernmentFund || s == schema.StateCapital || s == schema.SocialInsurance
	}
	return f != g && single(f) && single(g)
}

// bracketed reports a figure without a concept of its own before one that stands in brackets.
func (e *evaluator) bracketed(k int) bool {
	f := &e.facts[k]
	return f.Said.InBrackets || f.Concept == "" && k+1 < len(e.facts) && e.facts[k+1].Said.InBrackets && figures.SameSentence(f, &e.facts[k+1])
}

// otherWhole is another total of the paragraph that the members of a list make up to the
// last digit: 总收入47亿元…。其中：A加B、C、D，收入总计61亿元, or 财政总收入4348万元，其中：税收收入3511
// 万元；非税收入837万元。完成地方收入1720万元.
func (e *evaluator) otherWhole(o *outcome, ops []operand) string {
	total := &e.facts[ops[0].fact]
	if total.Source.Table >= 0 {
		return ""
	}
	oneSided := e.ofOneSide(ops)
	made := func(g *schema.Fact) bool {
		return g.Form == schema.Level && g.Unit == total.Unit && g.Value.Equal(o.computed) && significant(g) && !(oneSided && flow(g.Concept)*flow(total.Concept) < 0)
	}
	part := func(k int) bool { return slices.ContainsFunc(ops[1:], func(x operand) bool { return x.fact == k }) } // beside others of nothing
	for k := ops[0].fact + 1; k < len(e.facts) && figures.Near(total, &e.facts[k]); k++ {
		if g := &e.facts[k]; !part(k) && made(g) {
			return e.name(g) + " " + e.figure(g)
		}
	}
	for k := min(ops[0].fact, ops[1].fact) - 1; k >= 0 && figures.Near(total, &e.facts[k]); k-- {
		if g := &e.facts[k]; !part(k) && made(g) {
			return e.name(g) + " " + e.figure(g)
		}
	}
	return ""
}

// ofOneSide reports a total of one side of an account some parts of which are of that side, and none of the
// other: that they make up the total of the other side, which is as large, shows the one to be wrong.
func (e *evaluator) ofOneSide(ops []operand) bool {
	side, found := flow(e.facts[ops[0].fact].Concept), false
	for _, x := range ops[1:] {
		switch flow(e.facts[x.fact].Concept) * side {
		case 1:
			found = true
		case -1:
			return false
		}
	}
	return found
}

// likely reports that a fit of one of so many readings within a slack is hardly
// chance for a figure of such a size.
func likely(tried int, slack, value decimal.Decimal) bool {
	if value.IsZero() {
		return false
	}
	share, _ := slack.Mul(two).Div(value.Abs()).Float64()
	return share*float64(tried) < maxReadingChance
}
