package schema

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// DecimalText is the text of a number as its String gives it, made from a whole number of
// 64 bits, as the figures of reports are. Of others it is what String makes of a number of
// any size, which takes three to five times as long.
func DecimalText(d decimal.Decimal) string {
	const digits = 18 // that every int64 can hold
	exp := int(d.Exponent())
	if exp < -digits || d.NumDigits()+max(exp, 0) > digits {
		return d.String()
	}
	whole := d.CoefficientInt64()
	for ; exp > 0; exp-- {
		whole *= 10
	}
	for ; exp < 0 && whole%10 == 0; exp++ {
		whole /= 10
	}
	var buf [2*digits + 4]byte
	out := buf[:0]
	if whole < 0 {
		out, whole = append(out, '-'), -whole
	}
	if exp == 0 {
		return string(strconv.AppendInt(out, whole, 10))
	}
	unit := int64(1)
	for range -exp {
		unit *= 10
	}
	out = append(strconv.AppendInt(out, whole/unit, 10), '.')
	fraction := whole % unit
	for unit /= 10; unit > fraction && unit > 1; unit /= 10 {
		out = append(out, '0')
	}
	return string(strconv.AppendInt(out, fraction, 10))
}
