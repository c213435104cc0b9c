package reconcile

import (
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

var (
	zero    = decimal.Zero
	two     = decimal.NewFromInt(2)
	hundred = decimal.NewFromInt(100)
)

// unit returns the weight of the last digit of a number with so many decimals.
func unit(decimals int) decimal.Decimal { return decimal.New(1, int32(-decimals)) }

// half returns half of a unit: how far a rounded number may be from what it stands for.
func half(decimals int) decimal.Decimal {
	if k := decimals + len(halves)/2; k >= 0 && k < len(halves) {
		return halves[k]
	}
	return decimal.New(5, int32(-decimals-1))
}

// halves are the values of half for the decimals in use, -10 to 10.
var halves = func() (all [21]decimal.Decimal) {
	for k := range all {
		all[k] = decimal.New(5, int32(len(all)/2-k-1))
	}
	return all
}()

// scale is the accuracy of a document: the decimals most of its money and most
// of its percentages are printed with. Trailing zeros are dropped in prose
// ("3万", "2.5"), so a number with fewer digits than its neighbours is first
// taken at the document's quantum and only then at its own.
type scale struct {
	money   int // decimals in 元: -2 for figures in 0.01万元
	percent int
}

// scaleOf measures a report's facts.
func scaleOf(facts []schema.Fact) scale {
	money, percent := map[int]int{}, map[int]int{}
	for i := range facts {
		f := &facts[i]
		switch {
		case f.Form == schema.Threshold || f.Value.IsZero():
		case f.Kind == schema.Amount:
			money[f.Decimals]++
		case f.Kind == schema.Ratio:
			percent[f.Decimals]++
		}
	}
	return scale{money: mode(money, -2), percent: max(mode(percent, 2), 2)}
}

// mode returns the most frequent key, the finer one of a tie.
func mode(counts map[int]int, otherwise int) int {
	best, most := otherwise, 0
	for d, n := range counts {
		if n > most || n == most && d > best {
			best, most = d, n
		}
	}
	return best
}

// quantum is the decimals a fact is taken at in the first pass: the document's,
// or its own where it is printed finer. Counts are exact.
func (s scale) quantum(f *schema.Fact) int {
	switch f.Kind {
	case schema.Amount:
		return max(s.money, f.Decimals)
	case schema.Ratio:
		return max(s.percent, f.Decimals)
	}
	return f.Decimals
}

// slack is the half-width of a fact's interval. A count is exact unless it is told
// in a unit of many, as 0.9万吨, and so is a zero; at its own digits it is as fine as
// the document, for who writes 0万元 among figures in 0.01万元 does not mean 0.4.
func (s scale) slack(f *schema.Fact, literal bool) decimal.Decimal {
	switch {
	case f.Kind != schema.Amount && f.Kind != schema.Ratio:
		if f.Decimals == 0 || f.Value.IsZero() {
			return zero
		}
		return half(f.Decimals)
	case f.Value.IsZero() && !literal:
		return zero
	case literal && !f.Value.IsZero():
		return half(f.Decimals)
	}
	return half(s.quantum(f))
}

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
}

// linear judges reported = Σ weight·part. The envelope of the first pass is
// half a quantum per operand, compared inclusively; the literal pass gives each
// operand the interval of the digits it was written with.
func (s scale) linear(reported *schema.Fact, parts []*schema.Fact, weights []int) outcome {
	sum := zero
	round, literal := s.slack(reported, false), s.slack(reported, true)
	for i, p := range parts {
		v := p.Value
		if weightOf(weights, i) < 0 {
			v = v.Neg()
		}
		sum = sum.Add(v)
		round = round.Add(s.slack(p, false))
		literal = literal.Add(s.slack(p, true))
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
func (s scale) ratio(reported, num, den *schema.Fact) (outcome, bool) {
	return s.ratioOf(reported, num.Value, s.slack(num, false), s.slack(num, true), den.Value, s.slack(den, false), s.slack(den, true))
}

// growth judges a rate of change of base. On a negative base it is measured on the
// size of it, from −1 to 15 an increase of 1600%; a report that divides by the base
// itself is not wrong for the sign alone.
func (s scale) growth(reported *schema.Fact, change, changeRound, changeLiteral, base, baseRound, baseLiteral decimal.Decimal) (outcome, bool) {
	o, ok := s.ratioOf(reported, change, changeRound, changeLiteral, base.Abs(), baseRound, baseLiteral)
	if !ok || o.verdict != schema.Inconsistent || !base.IsNegative() {
		return o, ok
	}
	if signed, _ := s.ratioOf(reported, change, changeRound, changeLiteral, base, baseRound, baseLiteral); signed.verdict != schema.Inconsistent {
		return signed, true
	}
	return o, true
}

func (s scale) ratioOf(reported *schema.Fact, num, numRound, numLiteral, den, denRound, denLiteral decimal.Decimal) (outcome, bool) {
	if den.IsZero() || den.Abs().LessThanOrEqual(denRound) {
		return outcome{}, false
	}
	digits := int32(max(6, reported.Decimals+3))
	o := outcome{reported: reported.Value, computed: num.Mul(hundred).DivRound(den, digits)}
	o.difference = o.reported.Sub(o.computed)
	d := s.quantum(reported)
	lo, hi := quotient(num, numRound, den, denRound, digits+2)
	o.tolerance = half(d).Add(hi.Sub(lo).Div(two))
	own := half(reported.Decimals)
	switch {
	case num.Mul(hundred).Equal(reported.Value.Mul(den)):
		o.verdict, o.difference, o.computed = schema.ExactVerdict, zero, o.reported
	case overlaps(lo, hi, reported.Value, half(d)):
		o.verdict = schema.Rounding
	case cut(reported.Value, lo, hi, d):
		o.verdict, o.tolerance = schema.Truncation, unit(d)
	default:
		lo, hi = quotient(num, numLiteral, den, denLiteral, digits+2)
		o.verdict = schema.Inconsistent
		switch {
		case overlaps(lo, hi, reported.Value, own):
			o.verdict, o.tolerance = schema.Literal, own.Add(hi.Sub(lo).Div(two))
		case cut(reported.Value, lo, hi, reported.Decimals):
			o.verdict, o.tolerance = schema.Truncation, unit(reported.Decimals)
		}
	}
	return o, true
}

// quotient bounds 100·(num±dn)/(den±dd), to so many digits.
func quotient(num, dn, den, dd decimal.Decimal, digits int32) (lo, hi decimal.Decimal) {
	first := true
	for _, n := range [2]decimal.Decimal{num.Sub(dn), num.Add(dn)} {
		for _, d := range [2]decimal.Decimal{den.Sub(dd), den.Add(dd)} {
			if d.IsZero() {
				continue
			}
			q := n.Mul(hundred).DivRound(d, digits)
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

func overlaps(lo, hi, v, slack decimal.Decimal) bool {
	return v.Add(slack).GreaterThanOrEqual(lo) && v.Sub(slack).LessThanOrEqual(hi)
}

// cut reports a percentage that was truncated instead of rounded: the true
// value lies within one unit beyond the printed one, away from zero.
func cut(v, lo, hi decimal.Decimal, decimals int) bool {
	if v.IsNegative() || v.IsZero() && hi.IsNegative() {
		v, lo, hi = v.Neg(), hi.Neg(), lo.Neg()
	}
	return hi.GreaterThanOrEqual(v) && lo.LessThan(v.Add(unit(decimals)))
}
