package nlp

import (
	"strings"

	"github.com/shopspring/decimal"
)

// hanDigit returns the digit a Han numeral stands for: 0..9, else -1.
func hanDigit(r rune) int {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一', '壹', '弌':
		return 1
	case '二', '两', '贰', '貳', '兩':
		return 2
	case '三', '叁', '參', '叄':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// hanPower returns the power of ten of a Han scale: 十 1 … 亿 8, else 0.
func hanPower(r rune) int {
	switch r {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	}
	return 0
}

func isHanNumeral(r rune) bool { return hanDigit(r) >= 0 || hanPower(r) > 0 }

// maxNumeral bounds the text ParseHan looks at, in bytes. No written numeral
// is near it.
const maxNumeral = 256

// ParseHan reads a whole numeral: Han (一千零五十, 两万三, 三点五), financial
// (叁佰贰拾壹), positional (二〇二〇), Arabic or mixed with a scale (1.2万亿, １２万),
// fractions (百分之三十 is 0.3, 三分之二 is 0.666…, to 16 places), 半 (0.5) and
// a sign (负). It reports false for anything malformed (十十, 一百零, 两十) or
// with other text in it; it never guesses.
func ParseHan(s string) (decimal.Decimal, bool) {
	if len(s) == 0 || len(s) > maxNumeral {
		return decimal.Zero, false
	}
	rs := make([]rune, 0, len(s))
	for _, r := range s {
		rs = append(rs, fold(r))
	}
	neg := rs[0] == '负' || rs[0] == '負' || rs[0] == '-'
	if neg {
		rs = rs[1:]
	}
	v, ok := parseSigned(rs)
	if !ok {
		return decimal.Zero, false
	}
	if neg {
		v = v.Neg()
	}
	return v, true
}

// parseSigned reads what follows the sign: a fraction, a half, or a number.
func parseSigned(rs []rune) (decimal.Decimal, bool) {
	if i := index(rs, '分'); i > 0 && i+1 < len(rs) && rs[i+1] == '之' {
		den, ok1 := parseDenominator(rs[:i])
		num, ok2 := parseNumerator(rs[i+2:])
		if !ok1 || !ok2 || den.IsZero() {
			return decimal.Zero, false
		}
		return num.DivRound(den, 16), true
	}
	switch string(rs) {
	case "半", "一半":
		return decimal.New(5, -1), true
	}
	return parseNumeral(rs)
}

// parseDenominator allows the bare scales of 百分之, 千分之, 万分之, 百万分之.
func parseDenominator(rs []rune) (decimal.Decimal, bool) {
	if shift, ok := scales(rs); ok && shift > 1 {
		return decimal.New(1, int32(shift)), true
	}
	return parseNumeral(rs)
}

// parseNumerator allows the bare 百 of 百分之百.
func parseNumerator(rs []rune) (decimal.Decimal, bool) {
	if len(rs) == 1 && hanPower(rs[0]) == 2 {
		return decimal.NewFromInt(100), true
	}
	return parseNumeral(rs)
}

// parseNumeral reads an unsigned number: integer part, 点 and digits, or
// Arabic digits, with trailing scales after a decimal (三点五亿, 1.2万亿).
func parseNumeral(rs []rune) (decimal.Decimal, bool) {
	if len(rs) == 0 {
		return decimal.Zero, false
	}
	if isDigit(rs[0]) {
		return parseArabic(rs)
	}
	i := index(rs, '点')
	if i < 0 {
		return parseInteger(rs)
	}
	whole, ok := parseInteger(rs[:i])
	if !ok {
		return decimal.Zero, false
	}
	rest := rs[i+1:]
	n := 0
	frac := decimal.Zero
	for n < len(rest) && hanDigit(rest[n]) >= 0 {
		frac = frac.Add(decimal.New(int64(hanDigit(rest[n])), int32(-n-1)))
		n++
	}
	shift, ok := scales(rest[n:])
	if n == 0 || !ok {
		return decimal.Zero, false
	}
	return whole.Add(frac).Shift(int32(shift)), true
}

// scales reads the scales after a decimal: 万, 千万, 亿, 万亿.
func scales(rs []rune) (shift int, ok bool) {
	last := 0
	for _, r := range rs {
		p := hanPower(r)
		if p == 0 || p == 1 && len(rs) == 1 || last == 8 && p == 8 || p <= last {
			return 0, false
		}
		shift, last = shift+p, p
	}
	return shift, true
}

// parseArabic reads groups of Arabic digits with falling scales: 1.2万亿, 3万5千.
func parseArabic(rs []rune) (decimal.Decimal, bool) {
	total := decimal.Zero
	last := 1 << 30
	for len(rs) > 0 {
		n := 0
		for n < len(rs) && (isDigit(rs[n]) || rs[n] == '.' || rs[n] == ',') {
			n++
		}
		sn, used := lexNumeral(string(rs[:n]), 0)
		if !used || sn.end != n || sn.glued {
			return decimal.Zero, false
		}
		m := n
		for m < len(rs) && hanPower(rs[m]) > 0 {
			m++
		}
		shift, ok := scales(rs[n:m])
		if !ok || shift >= last || m < len(rs) && shift == 0 {
			return decimal.Zero, false
		}
		total = total.Add(sn.value(shift))
		last, rs = shift, rs[m:]
	}
	return total, true
}

// parseInteger reads a Han integer: positional digits (二〇二〇) or a composition
// with scales. 亿 splits first, so 三万五千亿 and 一亿亿 compose; 万万 is 亿.
func parseInteger(rs []rune) (decimal.Decimal, bool) {
	if len(rs) == 0 {
		return decimal.Zero, false
	}
	if v, ok := positional(rs); ok {
		return v, true
	}
	rs = joinMyriads(rs)
	if i := index(rs, trillion); i > 0 {
		return trillions(rs[:i], rs[i+1:])
	}
	return compose(rs, 8)
}

// trillion is 10 to the 12th. It is no scale of hanPower, for in most texts it
// begins a unit: 兆瓦, 兆帕.
const trillion = '兆'

// trillions reads head 兆 tail.
func trillions(head, tail []rune) (decimal.Decimal, bool) {
	v, ok := compose(head, 8)
	if !ok || v.IsZero() {
		return decimal.Zero, false
	}
	v = v.Shift(12)
	if len(tail) == 0 {
		return v, true
	}
	rest, ok := composeTail(tail, 8, 12)
	return v.Add(rest), ok
}

// joinMyriads writes 万万 as 亿.
func joinMyriads(rs []rune) []rune {
	for i := 0; i+1 < len(rs); i++ {
		if hanPower(rs[i]) == 4 && hanPower(rs[i+1]) == 4 {
			return joinMyriads(append(append(rs[:i:i], '亿'), rs[i+2:]...))
		}
	}
	return rs
}

// positional reads a run of digits without scales. 两 is no positional digit
// unless alone.
func positional(rs []rune) (decimal.Decimal, bool) {
	var b strings.Builder
	for _, r := range rs {
		d := hanDigit(r)
		if d < 0 || (r == '两' || r == '兩') && len(rs) > 1 {
			return decimal.Zero, false
		}
		b.WriteByte(byte('0' + d))
	}
	v, err := decimal.NewFromString(b.String())
	return v, err == nil
}

// compose reads head 亿 tail (power 8), or head 万 tail (power 4).
func compose(rs []rune, power int) (decimal.Decimal, bool) {
	if power == 1 {
		return section(rs)
	}
	next := 1
	if power == 8 {
		next = 4
	}
	i := lastPower(rs, power)
	if i < 0 {
		return compose(rs, next)
	}
	headPower := next
	if power == 8 {
		headPower = 8
	}
	head, ok := compose(rs[:i], headPower)
	if !ok || head.IsZero() {
		return decimal.Zero, false
	}
	v := head.Shift(int32(power))
	if i+1 == len(rs) {
		return v, true
	}
	tail, ok := composeTail(rs[i+1:], next, power)
	return v.Add(tail), ok
}

// composeTail reads what follows a scale: an optional 零, or, colloquially, one
// digit for the place below (一万二 is 12000).
func composeTail(rs []rune, next, power int) (decimal.Decimal, bool) {
	if rs[0] == '零' || rs[0] == '〇' || rs[0] == '○' {
		if len(rs) == 1 {
			return decimal.Zero, false
		}
		return compose(rs[1:], next)
	}
	if len(rs) == 1 && hanDigit(rs[0]) > 0 && rs[0] != '两' {
		return decimal.New(int64(hanDigit(rs[0])), int32(power-1)), true
	}
	v, ok := compose(rs, next)
	return v, ok
}

// section reads a number below 10000: falling scales 千 百 十, each with a digit;
// 十 may go without one at the head and after 百 and 千 (一百十一).
func section(rs []rune) (decimal.Decimal, bool) {
	var total int64
	last := 4 // the scale of the previous group
	zero := false
	for i := 0; i < len(rs); {
		d := hanDigit(rs[i])
		switch {
		case d == 0:
			if zero || i == 0 || i+1 == len(rs) {
				return decimal.Zero, false
			}
			zero = true
			i++
			continue
		case d < 0:
			if p := hanPower(rs[i]); p != 1 || i > 0 && !zero && last < 2 {
				return decimal.Zero, false
			}
			d = 1
			i--
		}
		if i+1 >= len(rs) || hanPower(at1(rs, i+1)) == 0 { // a digit with no scale ends the section
			return lastDigit(rs, i, d, total, last, zero)
		}
		p := hanPower(rs[i+1])
		if p >= last || p > 3 || (p == 1 && i >= 0 && (rs[i] == '两' || rs[i] == '兩')) {
			return decimal.Zero, false
		}
		total += int64(d) * pow10(p)
		last, zero = p, false
		i += 2
	}
	return decimal.NewFromInt(total), !zero
}

func lastDigit(rs []rune, i, d int, total int64, last int, zero bool) (decimal.Decimal, bool) {
	if i+1 != len(rs) || (rs[i] == '两' || rs[i] == '兩') && len(rs) > 1 {
		return decimal.Zero, false
	}
	place := int64(1)
	if !zero && last < 4 && last > 1 { // 三百五 is 350
		place = pow10(last - 1)
	}
	return decimal.NewFromInt(total + int64(d)*place), true
}

func at1(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

func pow10(p int) int64 {
	v := int64(1)
	for ; p > 0; p-- {
		v *= 10
	}
	return v
}

func index(rs []rune, r rune) int {
	for i, x := range rs {
		if x == r {
			return i
		}
	}
	return -1
}

func lastPower(rs []rune, power int) int {
	for i := len(rs) - 1; i >= 0; i-- {
		if hanPower(rs[i]) == power {
			return i
		}
	}
	return -1
}
