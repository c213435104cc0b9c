package reconcile

import (
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
	case len(ops) >= 3 && ops[len(ops)-1].role == schema.RatioRole:
		return e.otherBase(ops)
	case len(ops) >= 3 && ops[0].role == schema.TotalRole && o.weights == nil:
		return e.otherMember(o, ops)
	}
	return ""
}

// otherBase tries the other statements of the same quantity in the sentence of a
// rate or of its base anywhere, and its budgets of another phase where the text does
// not say which.
func (e *evaluator) otherBase(ops []operand) string {
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
	for _, g := range tried {
		o, ok := e.judge.ratio(ratio, num, g)
		if ops[0].role == schema.CurrentRole {
			o, ok = e.fromLevels(ratio, num, g)
		}
		if ok && o.verdict != schema.Inconsistent && likely(len(tried), o.tolerance, ratio.Value) {
			return e.figure(num) + " / " + e.figure(g)
		}
	}
	return ""
}

// led reports the figure that a rate of change leads to: no base of it.
func led(ratio, g *schema.Fact) bool {
	return ratio.Form == schema.PctChange && g.Period == ratio.Period && g.Measure == ratio.Measure
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
	var tried []int
	for k := ops[0].fact - 1; k >= 0 && figures.SameSentence(total, &e.facts[k]); k-- {
		tried = append(tried, k)
	}
	for k := ops[0].fact + 1; k < len(e.facts) && figures.SameSentence(total, &e.facts[k]); k++ {
		tried = append(tried, k)
	}
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

// likely reports that a fit of one of so many readings within a slack is hardly
// chance for a figure of such a size.
func likely(tried int, slack, value decimal.Decimal) bool {
	if value.IsZero() {
		return false
	}
	share, _ := slack.Mul(two).Div(value.Abs()).Float64()
	return share*float64(tried) < maxReadingChance
}
