package nlp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// numeral is a run of Arabic digits as written, before any unit.
type numeral struct {
	start, end int
	mantissa   int64 // the digits without sign, point and commas, when they fit
	ints, decs int   // digits before and after the point
	neg        bool
	grouped    bool   // has thousands separators
	zeroLed    bool   // 01, 007: a code, never a quantity
	glued      bool   // several numbers run together; no value
	digits     string // all digits, when more than int64 holds
}

// maxInt64Digits is how many decimal digits an int64 always holds.
const maxInt64Digits = 18

// maxDigits bounds the digits of one number; a longer run is glued garbage.
const maxDigits = 60

// lexNumeral reads the number at i, which must be a digit. Thousands groups
// are taken only when every group has exactly three digits; a point only when
// a digit follows.
func lexNumeral(s string, i int) (numeral, bool) {
	n := numeral{start: i}
	p := n.take(s, i)
	n.ints = p.count
	if n.ints == 0 {
		return n, false
	}
	first, _ := at(s, i)
	n.zeroLed = n.ints > 1 && first == '0'
	end := p.end
	if n.ints <= 3 && !n.zeroLed {
		end = n.groups(s, end)
	}
	if r, w := at(s, end); r == '.' {
		if d, _ := at(s, end+w); isDigit(d) {
			f := n.take(s, end+w)
			n.decs, end = f.count, f.end
			n.zeroLed = false
		}
	}
	n.end = end
	if e := gluedEnd(s, n); e > end {
		n.end, n.glued = e, true
	}
	if n.ints+n.decs > maxDigits {
		n.glued = true
	} else if n.ints+n.decs > maxInt64Digits {
		n.digits = digitsOf(s[i:n.end])
	}
	return n, true
}

type run struct{ count, end int }

// take consumes digits into the mantissa.
func (n *numeral) take(s string, i int) run {
	c := 0
	for {
		r, w := at(s, i)
		if !isDigit(r) {
			return run{c, i}
		}
		if n.mantissa < 1e17 {
			n.mantissa = n.mantissa*10 + int64(r-'0')
		}
		c++
		i += w
	}
}

// groups consumes ",ddd" groups; a group of another length ends the number.
func (n *numeral) groups(s string, end int) int {
	for {
		r, w := at(s, end)
		if r != ',' || !threeDigits(s, end+w) {
			return end
		}
		g := n.take(s, end+w)
		n.ints += 3
		n.grouped = true
		end = g.end
	}
}

func threeDigits(s string, i int) bool {
	for k := 0; k < 4; k++ {
		r, w := at(s, i)
		if isDigit(r) != (k < 3) {
			return false
		}
		i += w
	}
	return true
}

// gluedEnd returns the end of a run of digits and separators that cannot be
// one number: a second point (310.2154.74), a sign between digits whose character
// the file does not give, so that nobody knows whether it is a point, a digit
// right after % (50%5) that is
// no footnote mark, or a thousands group after a long fraction. It returns 0 when
// n is sound.
func gluedEnd(s string, n numeral) int {
	r, w := at(s, n.end)
	d, _ := at(s, n.end+w)
	bad := n.decs > 0 && r == '.' && isDigit(d) || isUnmapped(r) && isDigit(d) ||
		r == '%' && isDigit(d) && noteMark(s, n.end+w) == 0 ||
		n.decs > 2 && r == ',' && threeDigits(s, n.end+w)
	if !bad {
		return 0
	}
	i := n.end
	for {
		r, w := at(s, i)
		if isDigit(r) || r == '%' {
			i += w
			continue
		}
		if d, _ := at(s, i+w); (r == '.' || r == ',' || isUnmapped(r)) && isDigit(d) {
			i += w
			continue
		}
		return i
	}
}

// isUnmapped reports a character that stands for none: of private use, or the
// replacement of one that could not be decoded.
func isUnmapped(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }

// noteMark returns the end of the number of a footnote that the text of a file
// leaves behind a rate, 增长3.85%1，: at i, right after the %, one or two digits,
// and then the punctuation of a sentence. It returns 0 where there is none.
func noteMark(s string, i int) int {
	v, n, end, ok := arabic(s, i, 2)
	if !ok || v == 0 || n != utf8.RuneCountInString(s[i:end]) {
		return 0
	}
	r, w := at(s, end)
	if next, _ := at(s, end+w); !strings.ContainsRune(",。;)!?", r) || r == 0 || isDigit(next) && r == ',' {
		return 0
	}
	return end
}

func digitsOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r = fold(r); isDigit(r) {
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// value returns the number times 10^shift, exactly.
func (n numeral) value(shift int) decimal.Decimal {
	if n.glued {
		return decimal.Zero
	}
	exp := int32(shift - n.decs)
	v := decimal.New(n.mantissa, exp)
	if n.digits != "" {
		big, err := decimal.NewFromString(n.digits)
		if err != nil {
			return decimal.Zero
		}
		v = big.Shift(exp)
	}
	if n.neg {
		v = v.Neg()
	}
	return v
}

// isInt reports a plain short integer: no point, no separators.
func (n numeral) isInt() bool { return n.decs == 0 && !n.grouped && !n.glued && n.ints <= 9 }
