package diagnose

import (
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// span is the values of one operand with which a check would hold, the others
// as printed. A side is open where the check does not bound it.
type span struct {
	lo, hi             decimal.Decimal
	openBelow, openTop bool
}

func point(v decimal.Decimal) span          { return span{lo: v, hi: v} }
func around(v, slack decimal.Decimal) span  { return span{lo: v.Sub(slack), hi: v.Add(slack)} }
func atMostSpan(v decimal.Decimal) span     { return span{hi: v, openBelow: true} }
func atLeastSpan(v decimal.Decimal) span    { return span{lo: v, openTop: true} }
func (s span) bounded() bool                { return !s.openBelow && !s.openTop }
func (s span) width() decimal.Decimal       { return s.hi.Sub(s.lo) }
func (s span) middle() decimal.Decimal      { return s.lo.Add(s.hi).DivRound(two, 6) }
func (s span) holds(v decimal.Decimal) bool { return s.above(v) && s.below(v) }
func (s span) above(v decimal.Decimal) bool { return s.openBelow || v.GreaterThanOrEqual(s.lo) }
func (s span) below(v decimal.Decimal) bool { return s.openTop || v.LessThanOrEqual(s.hi) }
func (s span) meets(t span) bool            { return s.reaches(t) && t.reaches(s) }
func (s span) reaches(t span) bool          { return s.openTop || t.openBelow || s.hi.GreaterThanOrEqual(t.lo) }

// and is the values in both of two spans that meet.
func (s span) and(t span) span {
	if s.openBelow || !t.openBelow && t.lo.GreaterThan(s.lo) {
		s.lo, s.openBelow = t.lo, t.openBelow
	}
	if s.openTop || !t.openTop && t.hi.LessThan(s.hi) {
		s.hi, s.openTop = t.hi, t.openTop
	}
	return s
}

// with widens a span to a value.
func (s span) with(v decimal.Decimal) span {
	if !s.above(v) {
		s.lo = v
	}
	if !s.below(v) {
		s.hi = v
	}
	return s
}

// corners is the span of f over the ends of two intervals. It is not bounded
// where f has no value at an end.
func corners(a, b span, f func(a, b decimal.Decimal) (decimal.Decimal, bool)) (span, bool) {
	var out span
	for i, x := range [2]decimal.Decimal{a.lo, a.hi} {
		for j, y := range [2]decimal.Decimal{b.lo, b.hi} {
			v, ok := f(x, y)
			if !ok {
				return span{}, false
			}
			if i+j == 0 {
				out = point(v)
			}
			out = out.with(v)
		}
	}
	return out, true
}

// spanOf returns the values of operand at with which a check would hold. It
// reports false where no value of that operand alone can mend it, or the check
// does not say. What the operands are to each other is told by their roles.
func (d *search) spanOf(check, at int) (span, bool) {
	c, r := &d.checks[check], &d.relations[check]
	if !c.Verdict.Evaluated() || schema.StatedBy(c.Rule).Words {
		return span{}, false
	}
	switch c.Family {
	case schema.SumFamily, schema.DifferenceFamily, schema.ShareSumFamily:
		return around(d.value(r, at).Sub(signed(zero, r.sign(at), c.Difference.Decimal)), c.Tolerance.Decimal), true
	case schema.PartWholeFamily:
		if at == 0 {
			return atMostSpan(d.value(r, at).Sub(c.Difference.Decimal).Add(c.Tolerance.Decimal)), true
		}
		return atLeastSpan(d.value(r, at).Add(c.Difference.Decimal).Sub(c.Tolerance.Decimal)), true
	case schema.DuplicateFamily:
		return d.spanOfStatement(c, r, at)
	case schema.PctChangeFamily, schema.ShareFamily, schema.CompletionFamily:
		return d.spanOfRatio(r, at, hundred)
	case schema.AverageFamily:
		return d.spanOfRatio(r, at, one)
	case schema.DirectionFamily, schema.ComparisonFamily:
		return d.spanOfSign(c, r, at)
	case schema.CountFamily:
		return point(c.Computed.Decimal), at == 0
	}
	return span{}, false
}

func (d *search) value(r *Relation, at int) decimal.Decimal {
	return d.facts[r.Operands[at].Fact].Value
}

// printed is the interval an operand stands for at the document's quantum.
func (d *search) printed(r *Relation, at int) span {
	f := &d.facts[r.Operands[at].Fact]
	return around(f.Value, d.figs.Scale.Slack(f, f.Kind == schema.Ratio))
}

// sign is the sign of an operand in reported − computed.
func (r *Relation) sign(at int) int {
	switch role := r.Operands[at].Role; {
	case role == schema.TotalRole || role == schema.ResultRole || role == schema.SubtrahendRole:
		return 1
	case role == schema.PartRole && r.Weights != nil:
		return -r.Weights[at-1]
	}
	return -1
}

// spanOfStatement is the value of the other statements of a fact. Where several
// agree, none of them alone can be the one that deviates.
func (d *search) spanOfStatement(c *schema.Check, r *Relation, at int) (span, bool) {
	agreeing := len(r.Operands)
	for i := range r.Operands {
		if r.Operands[i].Role == schema.DeviatingRole {
			agreeing--
		}
	}
	other := 1 - min(at, 1)
	switch {
	case c.Verdict != schema.Inconsistent:
	case agreeing < len(r.Operands) && r.Operands[at].Role == schema.DeviatingRole:
		other = 0
	case agreeing < len(r.Operands) && agreeing > 1:
		return span{}, false
	case agreeing < len(r.Operands):
		other = len(r.Operands) - 1
	}
	f, g := &d.facts[r.Operands[at].Fact], &d.facts[r.Operands[other].Fact]
	if f.Decimals <= g.Decimals {
		return point(g.Value), true
	}
	return around(g.Value, d.figs.Scale.Slack(g, true)), true
}

// spanOfRatio inverts a quotient, per hundred or, of an average, per one: 100·change/base, 100·change/(current −
// change) or 100·(current − base)/base.
func (d *search) spanOfRatio(r *Relation, at int, per decimal.Decimal) (span, bool) {
	if len(r.Operands) != 3 {
		return span{}, false
	}
	a, b, p := d.printed(r, 0), d.printed(r, 1), d.printed(r, 2)
	form := r.Operands[0].Role + "/" + r.Operands[1].Role
	switch at {
	case 0:
		return corners(b, p, func(b, p decimal.Decimal) (decimal.Decimal, bool) {
			switch form {
			case "numerator/current":
				return fraction(b.Mul(p), per.Add(p))
			case "current/denominator":
				return b.Mul(per.Add(p)).Div(per), true
			}
			return b.Mul(p).Div(per), true
		})
	case 1:
		return corners(a, p, func(a, p decimal.Decimal) (decimal.Decimal, bool) {
			switch form {
			case "numerator/current":
				return fraction(a.Mul(per.Add(p)), p)
			case "current/denominator":
				return fraction(a.Mul(per), per.Add(p))
			}
			return fraction(a.Mul(per), p)
		})
	}
	s, ok := corners(a, b, func(a, b decimal.Decimal) (decimal.Decimal, bool) {
		switch form {
		case "numerator/current":
			return fraction(a.Mul(per), b.Sub(a))
		case "current/denominator":
			return fraction(a.Sub(b).Mul(per), b)
		}
		return fraction(a.Mul(per), b)
	})
	slack := d.figs.Scale.Slack(&d.facts[r.Operands[2].Fact], true) // 15.1% for 51.1%, which is 51.08%
	return span{lo: s.lo.Sub(slack), hi: s.hi.Add(slack)}, ok
}

func fraction(a, b decimal.Decimal) (decimal.Decimal, bool) {
	if b.IsZero() {
		return zero, false
	}
	return a.DivRound(b, 6), true
}

// spanOfSign is the side of zero a change must lie on, or of the earlier level
// the current one.
func (d *search) spanOfSign(c *schema.Check, r *Relation, at int) (span, bool) {
	last := len(r.Operands) - 1
	switch {
	case r.Operands[0].Role == schema.ChangeRole:
		return side(zero, d.value(r, 1-min(at, 1)).Sign()), true
	case r.Operands[last].Role == schema.ChangeRole:
		if at == last {
			return side(zero, d.value(r, 0).Sub(d.value(r, 1)).Sign()), true
		}
		return d.besides(r, at, d.value(r, last).Sign()), true
	case last == 1 && c.Family == schema.DirectionFamily: // 持平
		return around(d.value(r, 1-at), c.Tolerance.Decimal), true
	case r.Operands[0].Role == schema.FinalRole && at <= 1: // 决算数大于预算数
		return d.besides(r, at, signOf(r.Word)), r.Word != "<="
	case r.Operands[0].Role == schema.CompletionRole && at == 0:
		return side(hundred, signOf(r.Word)), r.Word != "<="
	}
	return span{}, false
}

// signOf is the sign of a difference that a word of comparison asks for.
func signOf(word string) int {
	switch word {
	case ">":
		return 1
	case "<":
		return -1
	}
	return 0
}

// besides is where one of the first two operands lies when their difference has a sign.
func (d *search) besides(r *Relation, at, sign int) span {
	if at == 1 {
		sign = -sign
	}
	return side(d.value(r, 1-at), sign)
}

// side is everything on one side of a value, or the value.
func side(v decimal.Decimal, sign int) span {
	least := decimal.New(1, -6)
	switch {
	case sign > 0:
		return atLeastSpan(v.Add(least))
	case sign < 0:
		return atMostSpan(v.Sub(least))
	}
	return point(v)
}
