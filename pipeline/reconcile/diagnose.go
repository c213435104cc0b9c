package reconcile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// diagnoseSum looks for the slip that explains a sum that does not hold: one
// operand off by a power of ten, with digits swapped or lost, last year's
// figure, or a sum that lacks one listed item. It names a likely cause and
// never says which figure is right.
func (e *evaluator) diagnoseSum(total *schema.Fact, parts []int, weights []int, o outcome) schema.Diagnosis {
	gap := o.difference
	for i, p := range parts {
		f := &e.facts[p]
		if weightOf(weights, i) > 0 && !f.Value.IsZero() && gap.Add(f.Value).Abs().LessThanOrEqual(o.tolerance) {
			return schema.ItemMissing
		}
	}
	if d := e.slip(total, o.computed, o.tolerance); d != schema.NoDiagnosis {
		return d
	}
	for i, p := range parts {
		f := &e.facts[p]
		want := f.Value.Add(gap)
		if weightOf(weights, i) < 0 {
			want = f.Value.Sub(gap)
		}
		if d := e.slip(f, want, o.tolerance); d != schema.NoDiagnosis {
			return d
		}
	}
	return schema.NoDiagnosis
}

// diagnosePair explains two statements of one fact that differ.
func (e *evaluator) diagnosePair(a, b *schema.Fact, o outcome) schema.Diagnosis {
	if o.verdict != schema.Inconsistent {
		return schema.NoDiagnosis
	}
	return e.slip(b, a.Value, zero)
}

// slip explains how a figure that should be want came to be printed as it is.
func (e *evaluator) slip(f *schema.Fact, want, tolerance decimal.Decimal) schema.Diagnosis {
	got := f.Value
	if want.IsZero() || got.IsZero() || want.Equal(got) {
		return schema.NoDiagnosis
	}
	for _, k := range []int32{4, -4, 1, -1, 2, -2, 3, -3, 8, -8} {
		if got.Shift(k).Sub(want).Abs().LessThanOrEqual(tolerance) {
			return schema.UnitSlip
		}
	}
	if got.Neg().Sub(want).Abs().LessThanOrEqual(tolerance) {
		return schema.SignWord
	}
	if e.isPriorValue(f) {
		return schema.StaleYear
	}
	a, b := digits(got, f.Decimals), digits(want, f.Decimals)
	switch {
	case swapped(a, b):
		return schema.DigitSwap
	case lost(a, b) || lost(b, a):
		return schema.DigitLost
	case e.isNeighbour(f):
		return schema.NeighbourCopied
	}
	return schema.NoDiagnosis
}

// digits prints the significant digits of a value at an accuracy.
func digits(v decimal.Decimal, decimals int) string {
	return strings.TrimLeft(v.Abs().Shift(int32(decimals)).Round(0).String(), "0")
}

// swapped reports two neighbouring digits exchanged.
func swapped(a, b string) bool {
	if len(a) != len(b) || a == b {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

// lost reports b as a with one digit dropped.
func lost(a, b string) bool {
	if len(a) != len(b)+1 || len(b) < 2 {
		return false
	}
	for i := range a {
		if a[:i]+a[i+1:] == b {
			return true
		}
	}
	return false
}

// isPriorValue reports a figure equal to the same quantity of the year before.
func (e *evaluator) isPriorValue(f *schema.Fact) bool {
	if f.Concept == "" || f.Form != schema.Level || !f.Period.Known() {
		return false
	}
	p := e.level(f, schema.YearPeriod(f.Period.End.Year()-1), f.Measure)
	return p >= 0 && e.facts[p].Value.Equal(f.Value)
}

// isNeighbour reports a figure equal to the one stated right before or after it
// about something else.
func (e *evaluator) isNeighbour(f *schema.Fact) bool {
	for i := range e.facts {
		if &e.facts[i] != f {
			continue
		}
		for _, k := range []int{i - 1, i + 1} {
			if k >= 0 && k < len(e.facts) && e.facts[k].Value.Equal(f.Value) && e.facts[k].Concept != f.Concept && e.facts[k].Kind == f.Kind {
				return true
			}
		}
	}
	return false
}

// diagnoseRatio explains a percentage that does not follow from its operands:
// the wrong sign, a factor of ten, or another whole of the report under which
// it would hold.
func (e *evaluator) diagnoseRatio(f *schema.Fact, num decimal.Decimal, base *schema.Fact, o outcome) schema.Diagnosis {
	if o.verdict != schema.Inconsistent {
		return schema.NoDiagnosis
	}
	if f.Value.Neg().Sub(o.computed).Abs().LessThanOrEqual(o.tolerance) {
		return schema.SignWord
	}
	for _, k := range []int32{1, -1, 2, -2} {
		if f.Value.Shift(k).Sub(o.computed).Abs().LessThanOrEqual(o.tolerance.Add(half(f.Decimals).Shift(max(k, 0)))) {
			return schema.UnitSlip
		}
	}
	a, b := digits(f.Value, f.Decimals), digits(o.computed.Round(int32(f.Decimals)), f.Decimals)
	switch {
	case swapped(a, b):
		return schema.DigitSwap
	case lost(a, b) || lost(b, a):
		return schema.DigitLost
	}
	for i := range e.facts {
		g := &e.facts[i]
		if g.Form != schema.Level || g.Kind != base.Kind || g.Value.Equal(base.Value) || g.Value.IsZero() || g.Concept == "" {
			continue
		}
		if num.Mul(hundred).DivRound(g.Value, 6).Sub(f.Value).Abs().LessThanOrEqual(half(f.Decimals)) {
			return schema.WrongBase
		}
	}
	return schema.NoDiagnosis
}
