package nlp

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Interval is the set of values a mention allows. An end that is not bounded
// has its flag unset.
type Interval struct {
	Lo, Hi         decimal.Decimal
	HasLo, HasHi   bool
	OpenLo, OpenHi bool // the end itself is excluded
}

// Contains reports whether v lies in the interval.
func (iv Interval) Contains(v decimal.Decimal) bool {
	if iv.HasLo && (v.LessThan(iv.Lo) || iv.OpenLo && v.Equal(iv.Lo)) {
		return false
	}
	return !iv.HasHi || !v.GreaterThan(iv.Hi) && !(iv.OpenHi && v.Equal(iv.Hi))
}

// Interval returns the values the mention's words allow, in its canonical unit.
// 余 and 多 say that the last digit other than 0 is followed by something:
// 20余 is (20,30), 5900余 is (5900,6000). 近 N lies below N by less than that
// place, 约 and 左右 within half of it. Rounding of an exact number is not
// counted here: see Decimals.
func (m Mention) Interval() Interval {
	v := m.Value
	step := lastPlace(v)
	switch m.Approx {
	case MoreThan:
		iv := Interval{Lo: v, HasLo: true, OpenLo: true}
		if slices.Contains(littleMore, m.Modifier) {
			iv.Hi, iv.HasHi, iv.OpenHi = v.Add(step), true, true
		}
		return iv
	case LessThan:
		return Interval{Hi: v, HasHi: true, OpenHi: true}
	case AtLeast:
		return Interval{Lo: v, HasLo: true}
	case AtMost:
		return Interval{Hi: v, HasHi: true}
	case About:
		if slices.Contains(nearly, m.Modifier) {
			return Interval{Lo: v.Sub(step), Hi: v, HasLo: true, HasHi: true, OpenLo: true}
		}
		half := step.Div(decimal.NewFromInt(2))
		return Interval{Lo: v.Sub(half), Hi: v.Add(half), HasLo: true, HasHi: true}
	}
	return Interval{Lo: v, Hi: v, HasLo: true, HasHi: true}
}

// littleMore are the words for more than a number and less than the next one as round,
// and nearly those for less.
var (
	littleMore = []string{"余", "多", "来", "几", "有余"}
	nearly     = []string{"近", "接近", "将近", "几乎"}
)

// lastPlace returns ten to the place of the last digit of v that is not 0; 1 for 0.
func lastPlace(v decimal.Decimal) decimal.Decimal {
	if v.IsZero() {
		return decimal.NewFromInt(1)
	}
	digits := v.Coefficient().String()
	zeros := 0
	for zeros < len(digits)-1 && digits[len(digits)-1-zeros] == '0' {
		zeros++
	}
	return decimal.New(1, v.Exponent()+int32(zeros))
}
