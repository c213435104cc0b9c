package generate

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is money in hundreds of yuan (0.01 万元), the quantum of the genre.
type Amount int64

// Yuan returns the amount in 元.
func (a Amount) Yuan() decimal.Decimal { return decimal.New(int64(a), 2) }

// wan writes the amount in 万元 with two decimals; trim drops trailing zeros,
// group sets thousands separators.
func (a Amount) wan(trim, group bool) string {
	return fixed(int64(a), 2, trim, group)
}

// yuan writes the amount in 元 with two decimals, as tables in 元 do.
func (a Amount) yuan(group bool) string {
	return fixed(int64(a)*10000, 2, false, group)
}

// fixed writes coef·10^-places.
func fixed(coef int64, places int, trim, group bool) string {
	sign := ""
	if coef < 0 {
		sign, coef = "-", -coef
	}
	digits := strconv.FormatInt(coef, 10)
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, frac := digits[:len(digits)-places], digits[len(digits)-places:]
	if group {
		whole = thousands(whole)
	}
	if trim {
		frac = strings.TrimRight(frac, "0")
	}
	if frac == "" {
		return sign + whole
	}
	return sign + whole + "." + frac
}

func thousands(whole string) string {
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Percent is a ratio in hundredths of a percent.
type Percent int64

// Decimal returns the percentage, e.g. 98.63.
func (p Percent) Decimal() decimal.Decimal { return decimal.New(int64(p), -2) }

// percentOf returns part/whole in percent, rounded half up in magnitude to two
// decimals. The whole must not be zero.
func percentOf(part, whole Amount) Percent {
	n, d := int64(part), int64(whole)
	neg := (n < 0) != (d < 0)
	n, d = abs(n), abs(d)
	q := (n*20000 + d) / (2 * d)
	if neg {
		q = -q
	}
	return Percent(q)
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

func sum(parts ...Amount) Amount {
	var total Amount
	for _, p := range parts {
		total += p
	}
	return total
}
