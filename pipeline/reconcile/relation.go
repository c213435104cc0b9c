package reconcile

import (
	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

var (
	zero    = decimal.Zero
	two     = decimal.NewFromInt(2)
	hundred = decimal.NewFromInt(100)
)

// arithmetic judges the three relations a check can be: linear (a figure is a sum),
// ratio (a percentage is a quotient) and order (a figure is above or below another),
// at the accuracy of a report.
type arithmetic struct{ scale figures.Scale }

// outcome is a verdict with its arithmetic.
type outcome struct {
	verdict    schema.Verdict
	reported   decimal.Decimal
	computed   decimal.Decimal
	difference decimal.Decimal // reported - computed
	tolerance  decimal.Decimal
	weights    []int            // of the parts of a sum, nil for all +1
	word       string           // of a comparison: >, <, <= or =
	cause      schema.Diagnosis // where the rule itself names it
	oneScope   bool             // the report's own structure says that the figures are of one scope
}

// linear judges reported = Σ weight·part. The envelope of the first pass is
// half a quantum per operand, compared inclusively; the literal pass gives each
// operand the interval of the digits it was written with.
func (a arithmetic) linear(reported *schema.Fact, parts []*schema.Fact, weights []int) outcome {
	sum := zero
	round, literal := a.scale.Slack(reported, false), a.scale.Slack(reported, true)
	for i, p := range parts {
		v := p.Value
		if weightOf(weights, i) < 0 {
			v = v.Neg()
		}
		sum = sum.Add(v)
		round = round.Add(a.scale.Slack(p, false))
		literal = literal.Add(a.scale.Slack(p, true))
	}
	o := outcome{reported: reported.Value, computed: sum, difference: reported.Value.Sub(sum), tolerance: round, weights: weights}
	o.verdict = judge(o.difference.Abs(), round, literal)
	if o.verdict == schema.Literal {
		o.tolerance = literal
	}
	return o
}

// judge orders the verdicts of a linear identity.
func judge(diff, round, literal decimal.Decimal) schema.Verdict {
	switch {
	case diff.IsZero():
		return schema.ExactVerdict
	case diff.LessThanOrEqual(round):
		return schema.Rounding
	case diff.LessThanOrEqual(literal):
		return schema.Literal
	}
	return schema.Inconsistent
}

func weightOf(weights []int, i int) int {
	if weights == nil {
		return 1
	}
	return weights[i]
}

// ratio judges reported% = 100·num/den by propagating the intervals of both.
// ok is false when the denominator may be zero.
func (a arithmetic) ratio(reported, num, den *schema.Fact) (outcome, bool) {
	return a.ratioOf(reported, num.Value, a.scale.Slack(num, false), a.scale.Slack(num, true), den.Value, a.scale.Slack(den, false), a.scale.Slack(den, true))
}

// growth judges a rate of change of base. On a negative base it is measured on the
// size of it, from −1 to 15 an increase of 1600%; a report that divides by the base
// itself is not wrong for the sign alone.
func (a arithmetic) growth(reported *schema.Fact, change, changeRound, changeLiteral, base, baseRound, baseLiteral decimal.Decimal) (outcome, bool) {
	o, ok := a.ratioOf(reported, change, changeRound, changeLiteral, base.Abs(), baseRound, baseLiteral)
	if !ok || o.verdict != schema.Inconsistent || !base.IsNegative() {
		return o, ok
	}
	if signed, _ := a.ratioOf(reported, change, changeRound, changeLiteral, base, baseRound, baseLiteral); signed.verdict != schema.Inconsistent {
		return signed, true
	}
	return o, true
}

func (a arithmetic) ratioOf(reported *schema.Fact, num, numRound, numLiteral, den, denRound, denLiteral decimal.Decimal) (outcome, bool) {
	if den.IsZero() || den.Abs().LessThanOrEqual(denRound) {
		return outcome{}, false
	}
	reported = inPercent(reported)
	digits := int32(max(6, reported.Decimals+3))
	o := outcome{reported: reported.Value, computed: num.Mul(hundred).DivRound(den, digits)}
	o.difference = o.reported.Sub(o.computed)
	d := a.scale.Quantum(reported)
	lo, hi := quotient(num, numRound, den, denRound, digits+2)
	o.tolerance = figures.Half(d).Add(hi.Sub(lo).Div(two))
	own := figures.Half(reported.Decimals)
	switch {
	case num.Mul(hundred).Equal(reported.Value.Mul(den)):
		o.verdict, o.difference, o.computed = schema.ExactVerdict, zero, o.reported
	case overlaps(lo, hi, reported.Value, figures.Half(d)):
		o.verdict = schema.Rounding
	case cut(reported.Value, lo, hi, d):
		o.verdict, o.tolerance = schema.Truncation, figures.Unit(d)
	default:
		lo, hi = quotient(num, numLiteral, den, denLiteral, digits+2)
		o.verdict = schema.Inconsistent
		switch {
		case den.Abs().LessThanOrEqual(denLiteral) && reported.Value.Abs().Add(own).GreaterThanOrEqual(least(num, numLiteral, den, denLiteral, digits+2)):
			o.verdict, o.tolerance = schema.Literal, o.difference.Abs() // a base of 0.1 ± 0.1 makes a rate of any size
		case overlaps(lo, hi, reported.Value, own):
			o.verdict, o.tolerance = schema.Literal, own.Add(hi.Sub(lo).Div(two))
		case cut(reported.Value, lo, hi, reported.Decimals):
			o.verdict, o.tolerance = schema.Truncation, figures.Unit(reported.Decimals)
		}
	}
	return o, true
}

// inPercent is a ratio in percent, with the digits it is printed with.
func inPercent(f *schema.Fact) *schema.Fact {
	if f.Unit != times {
		return f
	}
	g := *f
	g.Value, g.Decimals, g.Unit = f.Value.Shift(2), f.Decimals-2, "%"
	return &g
}

// quotient bounds 100·(num±dn)/(den±dd), to so many digits. A base that is above zero whatever its
// digits leave open makes the least of the least numerator, and the most of the most one.
func quotient(num, dn, den, dd decimal.Decimal, digits int32) (lo, hi decimal.Decimal) {
	if den.IsNegative() {
		num, den = num.Neg(), den.Neg()
	}
	least, most := num.Sub(dn).Mul(hundred), num.Add(dn).Mul(hundred)
	small, large := den.Sub(dd), den.Add(dd)
	if !small.IsPositive() {
		return ofAnyBase(least, most, small, large, digits)
	}
	under, over := large, small
	if least.IsNegative() {
		under = small
	}
	if most.IsNegative() {
		over = large
	}
	return least.DivRound(under, digits), most.DivRound(over, digits)
}

// ofAnyBase bounds the quotients by the ends of a base that may be zero.
func ofAnyBase(least, most, small, large decimal.Decimal, digits int32) (lo, hi decimal.Decimal) {
	first := true
	for _, n := range [2]decimal.Decimal{least, most} {
		for _, d := range [2]decimal.Decimal{small, large} {
			if d.IsZero() {
				continue
			}
			q := n.DivRound(d, digits)
			if first || q.LessThan(lo) {
				lo = q
			}
			if first || q.GreaterThan(hi) {
				hi = q
			}
			first = false
		}
	}
	return lo, hi
}

// least is the smallest size that 100·num/den can have where den may be zero.
func least(num, dn, den, dd decimal.Decimal, digits int32) decimal.Decimal {
	most := den.Abs().Add(dd)
	if most.IsZero() {
		return zero
	}
	return decimal.Max(zero, num.Abs().Sub(dn)).Mul(hundred).DivRound(most, digits)
}

func overlaps(lo, hi, v, slack decimal.Decimal) bool {
	return v.Add(slack).GreaterThanOrEqual(lo) && v.Sub(slack).LessThanOrEqual(hi)
}

// cut reports a percentage that was truncated instead of rounded: the true
// value lies within one unit beyond the printed one, away from zero.
func cut(v, lo, hi decimal.Decimal, decimals int) bool {
	if v.IsNegative() || v.IsZero() && hi.IsNegative() {
		v, lo, hi = v.Neg(), hi.Neg(), lo.Neg()
	}
	return hi.GreaterThanOrEqual(v) && lo.LessThan(v.Add(figures.Unit(decimals)))
}

// order judges a against b: that it is above (>), below (<), not above (<=) or level
// (=). Figures that part by no more than their digits allow are taken as level,
// except where the words are strict.
func (a arithmetic) order(x, y *schema.Fact, word string) outcome {
	o := outcome{reported: x.Value, computed: y.Value, difference: x.Value.Sub(y.Value), word: word}
	if word == notAbove {
		o.tolerance = a.scale.Slack(x, false).Add(a.scale.Slack(y, false))
	}
	literal := a.scale.Slack(x, true).Add(a.scale.Slack(y, true))
	switch {
	case agrees(o.difference.Sign(), word):
		o.verdict = schema.ExactVerdict
	case word == notAbove && o.difference.LessThanOrEqual(o.tolerance):
		o.verdict = schema.Rounding
	case word == notAbove && o.difference.LessThanOrEqual(literal):
		o.verdict, o.tolerance = schema.Literal, literal
	default:
		o.verdict = schema.Inconsistent
	}
	return o
}

// notAbove is the word of an order that a part has to its whole.
const notAbove = "<="

// agrees reports a sign of a difference that a word of comparison asks for.
func agrees(sign int, word string) bool {
	switch word {
	case ">":
		return sign > 0
	case "<":
		return sign < 0
	case notAbove:
		return sign <= 0
	}
	return sign == 0
}

// sameSign judges that two changes go the same way.
func sameSign(reported, computed decimal.Decimal) outcome {
	o := outcome{verdict: schema.ExactVerdict, reported: reported, computed: computed}
	if reported.Sign() != computed.Sign() {
		o.verdict = schema.Inconsistent
	}
	return o
}
