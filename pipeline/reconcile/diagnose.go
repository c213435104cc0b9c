package reconcile

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// identity is a check that fails: its operands, and whether it would hold with
// other values in their place.
type identity struct {
	ops   []int
	holds func(values []decimal.Decimal) bool
}

// explain looks for the one slip that explains a failing identity: with one
// operand restored it holds. It names a likely cause and never says which
// figure is right. The causes that leave little to chance come first.
func (e *evaluator) explain(id identity) schema.Diagnosis {
	values := make([]decimal.Decimal, len(id.ops))
	for i, k := range id.ops {
		values[i] = e.facts[k].Value
	}
	with := func(i int, v decimal.Decimal) bool {
		old := values[i]
		values[i] = v
		ok := id.holds(values)
		values[i] = old
		return ok
	}
	for _, cause := range []struct {
		name     schema.Diagnosis
		variants func(k int) []decimal.Decimal
	}{
		{schema.UnitSlip, e.rescaled},
		{schema.SignWord, e.reversed},
		{schema.DigitSwap, e.reswapped},
		{schema.StaleYear, e.updated},
		{schema.NeighbourCopied, e.original},
		{schema.DigitLost, e.completed},
	} {
		for i, k := range id.ops {
			if e.facts[k].Value.IsZero() {
				continue
			}
			for _, v := range cause.variants(k) {
				if v == anything || with(i, v) {
					return cause.name
				}
			}
		}
	}
	return schema.NoDiagnosis
}

// anything stands for a value that cannot be known: the figure is recognised
// as another's, whatever it should have been.
var anything = decimal.New(-1, 99)

// rescaled gives a figure with its unit slipped: 元 for 万元 and the like.
func (e *evaluator) rescaled(k int) []decimal.Decimal {
	f := &e.facts[k]
	if f.Kind != schema.Amount {
		return nil
	}
	var out []decimal.Decimal
	for _, shift := range []int32{4, -4, 1, -1, 2, -2, 3, -3, 8, -8} {
		out = append(out, f.Value.Shift(shift))
	}
	return out
}

// reversed gives a change with its direction turned.
func (e *evaluator) reversed(k int) []decimal.Decimal {
	if f := &e.facts[k]; f.Form == schema.Delta || f.Form == schema.PctChange {
		return []decimal.Decimal{f.Value.Neg()}
	}
	return nil
}

// reswapped gives a figure with each pair of neighbouring digits exchanged.
func (e *evaluator) reswapped(k int) []decimal.Decimal {
	f := &e.facts[k]
	d := []byte(digits(f))
	var out []decimal.Decimal
	for i := 0; i+1 < len(d); i++ {
		if d[i] != d[i+1] {
			d[i], d[i+1] = d[i+1], d[i]
			out = append(out, number(string(d), f))
			d[i], d[i+1] = d[i+1], d[i]
		}
	}
	return out
}

// completed gives a figure with one digit more, at each place, and with one less.
func (e *evaluator) completed(k int) []decimal.Decimal {
	f := &e.facts[k]
	d := digits(f)
	if len(d) < 3 || len(d) > 12 {
		return nil
	}
	var out []decimal.Decimal
	for i := 0; i <= len(d); i++ {
		for c := byte('0'); c <= '9'; c++ {
			out = append(out, number(d[:i]+string(c)+d[i:], f))
		}
		if i < len(d) {
			out = append(out, number(d[:i]+d[i+1:], f))
		}
	}
	return out
}

// updated recognises last year's figure printed as this year's: it equals the
// level of the year before, as stated or as another statement of this year's
// less the stated change.
func (e *evaluator) updated(k int) []decimal.Decimal {
	f := &e.facts[k]
	if f.Concept == "" || f.Form != schema.Level || !f.Period.Known() {
		return nil
	}
	year := f.Period.End.Year()
	if p := e.level(f, schema.YearPeriod(year-1), f.Measure); p >= 0 && e.facts[p].Value.Equal(f.Value) {
		return []decimal.Decimal{anything}
	}
	for _, d := range e.by[f.Concept] {
		g := &e.facts[d]
		if g.Form != schema.Delta || g.Dimensions.FuncCode != f.Dimensions.FuncCode || g.Period != f.Period || g.Base.Measure != "" {
			continue
		}
		for _, o := range e.by[f.Concept] {
			if h := &e.facts[o]; h.Form == schema.Level && h.Period == f.Period && h.Measure == f.Measure && h.Value.Sub(g.Value).Equal(f.Value) {
				return []decimal.Decimal{anything}
			}
		}
	}
	return nil
}

// original recognises the figure printed right before about something else.
func (e *evaluator) original(k int) []decimal.Decimal {
	f := &e.facts[k]
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		g := &e.facts[j]
		if g.Kind == f.Kind && g.Form == f.Form && g.Value.Equal(f.Value) && near(f, g) && !sameQuantity(f, g) {
			return []decimal.Decimal{anything}
		}
	}
	return nil
}

// sameQuantity reports two facts about one concept and member.
func sameQuantity(a, b *schema.Fact) bool {
	return a.Concept == b.Concept && a.Dimensions == b.Dimensions
}

// digits prints the significant digits of a fact as it was written.
func digits(f *schema.Fact) string {
	return strings.TrimLeft(f.Value.Abs().Shift(int32(f.Decimals)).Round(0).String(), "0")
}

// number reads digits back at a fact's accuracy and sign.
func number(d string, like *schema.Fact) decimal.Decimal {
	n, err := strconv.ParseInt(d, 10, 64)
	if err != nil {
		return like.Value
	}
	if like.Value.IsNegative() {
		n = -n
	}
	return decimal.New(n, int32(-like.Decimals))
}

// diagnoseSum explains total = Σ weight·part when it fails. A total short by
// exactly one listed item is the most telling cause, unless that item only
// repeats its neighbour.
func (e *evaluator) diagnoseSum(total int, parts, weights []int, o outcome) schema.Diagnosis {
	for i, p := range parts {
		f := &e.facts[p]
		if weightOf(weights, i) > 0 && !f.Value.IsZero() && o.difference.Add(f.Value).Abs().LessThanOrEqual(o.tolerance) {
			if i > 0 && e.facts[parts[i-1]].Value.Equal(f.Value) || i+1 < len(parts) && e.facts[parts[i+1]].Value.Equal(f.Value) {
				return schema.NeighbourCopied
			}
			return schema.ItemMissing
		}
	}
	ops := append([]int{total}, parts...)
	sign := func(i int) int { // of an operand in total - Σ weight·part
		if i == 0 || weightOf(weights, i-1) < 0 {
			return 1
		}
		return -1
	}
	gap := zero
	for i, k := range ops {
		gap = signed(gap, sign(i), e.facts[k].Value)
	}
	return e.explain(identity{ops, func(v []decimal.Decimal) bool {
		g := gap
		for i, k := range ops {
			if printed := e.facts[k].Value; v[i] != printed {
				g = signed(g, sign(i), v[i].Sub(printed))
			}
		}
		return g.Abs().LessThanOrEqual(o.tolerance)
	}})
}

// signed adds v to a sum, or takes it away.
func signed(sum decimal.Decimal, sign int, v decimal.Decimal) decimal.Decimal {
	if sign < 0 {
		return sum.Sub(v)
	}
	return sum.Add(v)
}

// diagnosePair explains two statements of one fact that differ.
func (e *evaluator) diagnosePair(a, b int, o outcome) schema.Diagnosis {
	if o.verdict != schema.Inconsistent {
		return schema.NoDiagnosis
	}
	return e.explain(identity{[]int{b, a}, func(v []decimal.Decimal) bool { return v[0].Equal(v[1]) }})
}

// diagnoseRatio explains reported% = 100·num/den when it fails. Where no
// operand explains it, another whole of the report may: the share was taken of
// the wrong base.
func (e *evaluator) diagnoseRatio(reported, num, den int, o outcome, quotient func(num, den decimal.Decimal) decimal.Decimal) schema.Diagnosis {
	if o.verdict != schema.Inconsistent {
		return schema.NoDiagnosis
	}
	holds := func(v []decimal.Decimal) bool {
		q := quotient(v[1], v[2])
		return v[0].Sub(q).Abs().LessThanOrEqual(half(e.facts[reported].Decimals).Mul(two))
	}
	f := &e.facts[reported]
	for i := range e.facts {
		g, base := &e.facts[i], &e.facts[den]
		if g.Form == schema.Level && g.Kind == base.Kind && g.Concept != "" && !g.Value.IsZero() && !g.Value.Equal(base.Value) && g.Concept != e.facts[num].Concept &&
			g.Period == base.Period && plain(g) && f.Value.Sub(quotient(e.facts[num].Value, g.Value)).Abs().LessThanOrEqual(half(f.Decimals)) {
			return schema.WrongBase
		}
	}
	return e.explain(identity{[]int{reported, num, den}, holds})
}

// percent is 100·a/b, or an impossible value when b is zero.
func percent(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() {
		return anything
	}
	return a.Mul(hundred).DivRound(b, 6)
}
