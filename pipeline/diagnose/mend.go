package diagnose

import (
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Mends reports that a relation of a few figures, which does not hold as they are printed, holds with one of
// them as it was meant where one slip of a hand printed it.
func Mends(figures []*schema.Fact, holds func([]*schema.Fact) bool) bool {
	tried := make([]*schema.Fact, len(figures))
	for at, f := range figures {
		copy(tried, figures)
		meant := *f
		tried[at] = &meant
		for _, v := range meantBy(f) {
			if meant.Value = v; holds(tried) {
				return true
			}
		}
	}
	return false
}

// mostDigits is how many digits a figure has at most that slips are tried of.
const mostDigits = 15

// meantBy are the values that a figure may have been printed for by one slip: with another digit, two digits
// exchanged, or the point or 万 moved.
func meantBy(f *schema.Fact) []decimal.Decimal {
	if f.Value.IsNegative() || len(digits(f)) > mostDigits {
		return nil
	}
	out := append(redigited(f), reswapped(f)...)
	for _, moved := range [...]int32{1, -1, 4, -4} {
		out = append(out, f.Value.Shift(moved))
	}
	return out
}

// redigited gives a figure with each of its digits another.
func redigited(f *schema.Fact) (out []decimal.Decimal) {
	d := []byte(digits(f))
	for i, was := range d {
		for c := byte('0'); c <= '9'; c++ {
			if c != was && (i > 0 || c != '0') {
				d[i] = c
				out = append(out, number(string(d), f))
			}
		}
		d[i] = was
	}
	return out
}
