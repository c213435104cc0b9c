package ooxml

import (
	"slices"
	"strconv"
	"strings"
)

// significant is how many digits a spreadsheet shows and computes with; what a
// file has beyond is noise of the binary double (0.52300000000000002).
const significant = 15

// FormatValue writes a number as its format code shows it (ECMA-376 18.8.31),
// with one exception: digits are never rounded away. A value with fewer
// decimals than the code is padded ("0.00" shows 0.5 as 0.50: a person sees two
// decimals, and tolerance follows from them); one with more keeps them all, for
// sums are checked against the value that was added. A zero or negative that
// the code draws as a dash or in parentheses is still written as a number.
// hidden reports that the code shows nothing at all. Text that is no number is
// returned as it is.
func FormatValue(value, code string, date1904 bool) (text string, hidden bool) {
	return compileFormat(code).show(value, date1904)
}

// numberFormat is a number format ready to be applied.
type numberFormat struct{ sections []formatSection }

// formatSection is one of the sections of a number format: positive, negative,
// zero.
type formatSection struct {
	text    string
	blank   bool // shows nothing
	digits  bool // has digit places that show a zero
	date    bool
	pattern pattern
}

// compileFormat reads a format code.
func compileFormat(code string) numberFormat {
	var f numberFormat
	for _, text := range splitSections(code) {
		f.sections = append(f.sections, formatSection{
			text: text, blank: strings.TrimSpace(text) == "", digits: strings.ContainsAny(text, "0#"),
			date: isDate(text), pattern: parsePattern(text),
		})
	}
	return f
}

// show writes a value, see FormatValue.
func (f numberFormat) show(value string, date1904 bool) (text string, hidden bool) {
	n, ok := parseNumber(value)
	if !ok {
		return value, false
	}
	section := f.section(n)
	if section.date {
		if s, ok := formatDate(n, section.text, date1904); ok {
			return s, false
		}
	}
	hidden = len(f.sections) > 1 && section.blank
	if section.blank || n.digits == "" && !section.digits {
		section = &f.sections[0]
	}
	return section.pattern.format(n), hidden
}

// section picks the section for a number.
func (f numberFormat) section(n number) *formatSection {
	switch {
	case n.negative && len(f.sections) > 1:
		return &f.sections[1]
	case n.digits == "" && len(f.sections) > 2:
		return &f.sections[2]
	}
	return &f.sections[0]
}

// number is a decimal: 0.digits × 10^point, digits without outer zeros.
type number struct {
	negative bool
	digits   string
	point    int
}

// parseNumber reads a number as XML writes it and cuts it to the significant
// digits, half up.
func parseNumber(v string) (number, bool) {
	v = strings.TrimSpace(v)
	var n number
	mantissa, exponent := v, 0
	if i := strings.IndexAny(v, "eE"); i >= 0 {
		e, err := strconv.Atoi(v[i+1:])
		if err != nil || e > 400 || e < -400 {
			return n, false
		}
		mantissa, exponent = v[:i], e
	}
	if rest, ok := strings.CutPrefix(mantissa, "-"); ok {
		n.negative, mantissa = true, rest
	} else {
		mantissa = strings.TrimPrefix(mantissa, "+")
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	n.digits, n.point = whole+fraction, len(whole)+exponent
	if n.digits == "" || strings.Trim(n.digits, "0123456789") != "" {
		return number{}, false
	}
	n.trim()
	if len(n.digits) > significant {
		n.round()
	}
	return n, true
}

// trim drops outer zeros.
func (n *number) trim() {
	lead := len(n.digits) - len(strings.TrimLeft(n.digits, "0"))
	n.digits, n.point = strings.TrimRight(n.digits[lead:], "0"), n.point-lead
	if n.digits == "" {
		n.point, n.negative = 0, false
	}
}

// round cuts to the significant digits.
func (n *number) round() {
	up := n.digits[significant] >= '5'
	d := []byte(n.digits[:significant])
	for i := significant - 1; up && i >= 0; i-- {
		if up = d[i] == '9'; up {
			d[i] = '0'
		} else {
			d[i]++
		}
	}
	n.digits = string(d)
	if up {
		n.digits, n.point = "1"+n.digits, n.point+1
	}
	n.trim()
}

// plain writes the number with at least the given decimals.
func (n number) plain(decimals int, grouped bool) string {
	if n.point > 60 || n.point < -60 {
		return n.scientific()
	}
	whole, fraction := n.digits, ""
	switch {
	case n.point <= 0:
		whole, fraction = "0", strings.Repeat("0", -n.point)+n.digits
	case n.point >= len(n.digits):
		whole += strings.Repeat("0", n.point-len(n.digits))
	default:
		whole, fraction = n.digits[:n.point], n.digits[n.point:]
	}
	if n.digits == "" {
		whole, fraction = "0", ""
	}
	if pad := decimals - len(fraction); pad > 0 {
		fraction += strings.Repeat("0", pad)
	}
	if grouped {
		whole = group(whole)
	}
	if n.negative {
		whole = "-" + whole
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

func (n number) scientific() string {
	sign := ""
	if n.negative {
		sign = "-"
	}
	return sign + "0." + n.digits + "E" + strconv.Itoa(n.point)
}

// group puts a comma before every three digits from the right.
func group(whole string) string {
	var b strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	return b.String()
}

// pattern is one section of a number format.
type pattern struct {
	prefix, suffix string
	decimals       int // zeros behind the point
	grouped        bool
	shift          int // power of ten applied for display
	number         bool
}

// parsePattern reads a section that shows a number. A point written as a
// literal between digits moves the point: `0!.0,` shows 10⁴ as 1.0, which is
// how Chinese offices show 万元.
func parsePattern(section string) pattern {
	p := pattern{}
	var literal strings.Builder
	points, commas, literalPoint := 0, 0, false
	for _, t := range tokens(section) {
		switch {
		case t.literal && t.text == "." && p.number:
			literalPoint, points = true, points+1
		case t.literal:
			literal.WriteString(t.text)
			if p.number {
				p.suffix += t.text
			}
		case t.text == "0" || t.text == "#" || t.text == "?":
			if !p.number {
				p.number, p.prefix = true, literal.String()
			}
			p.grouped = p.grouped || commas > 0 && points == 0
			commas = 0
			if literalPoint {
				p.shift--
			}
			if points > 0 && t.text == "0" {
				p.decimals++
			}
		case t.text == ".":
			points++
		case t.text == ",":
			commas++
		case t.text == "%":
			p.shift += 2
			p.suffix += "%"
		case t.text == "E" || t.text == "/" || t.text == "@" || t.text == "General":
			return pattern{}
		}
	}
	p.shift -= 3 * commas
	if !p.number {
		return pattern{}
	}
	return p
}

// format writes a number by the pattern.
func (p pattern) format(n number) string {
	if n.digits != "" {
		n.point += p.shift
	}
	s := n.plain(p.decimals, p.grouped)
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return "-" + unsigned(p.prefix) + rest + unsigned(p.suffix)
	}
	return p.prefix + s + p.suffix
}

// unsigned drops what a format draws the sign of a negative with: \(0.00\),
// "△"0.00, "负"0.00. The number has its own.
func unsigned(literal string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("()（）-−－△▲负", r) {
			return -1
		}
		return r
	}, literal)
}

// token is a piece of a format section.
type token struct {
	text    string
	literal bool
}

// tokens splits a section; colours, conditions, padding and parentheses are
// left out, a currency symbol in brackets is a literal.
func tokens(section string) []token {
	var out []token
	r := []rune(section)
	for i := 0; i < len(r); i++ {
		switch c := r[i]; c {
		case '"':
			end := i + 1
			for end < len(r) && r[end] != '"' {
				end++
			}
			out = append(out, token{string(r[i+1 : end]), true})
			i = end
		case '\\', '!':
			if i++; i < len(r) {
				out = append(out, token{string(r[i]), true})
			}
		case '_', '*':
			i++
		case '[':
			end := i
			for end < len(r) && r[end] != ']' {
				end++
			}
			out = appendBracket(out, string(r[i:end]))
			i = end
		case '(', ')', ' ', '-', '+':
		default:
			if general := []rune("General"); len(r)-i >= len(general) && slices.Equal(r[i:i+len(general)], general) {
				out = append(out, token{"General", false})
				i += len("General") - 1
				continue
			}
			out = append(out, token{string(c), c > 0x7f || c == '$'})
		}
	}
	return out
}

// appendBracket reads "[$¥-804", "[Red", "[h".
func appendBracket(out []token, inner string) []token {
	inner = strings.TrimPrefix(inner, "[")
	if symbol, ok := strings.CutPrefix(inner, "$"); ok {
		symbol, _, _ = strings.Cut(symbol, "-")
		return append(out, token{symbol, true})
	}
	switch strings.ToLower(inner) {
	case "h", "hh", "m", "mm", "s", "ss":
		return append(out, token{inner[:1], false})
	}
	return out
}

// splitSections splits a format at its semicolons; there is at least one.
func splitSections(code string) []string {
	var out []string
	from, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch {
		case code[i] == '"':
			quoted = !quoted
		case !quoted && (code[i] == '\\' || code[i] == '!'):
			i++
		case !quoted && code[i] == ';':
			out = append(out, code[from:i])
			from = i + 1
		}
	}
	return append(out, code[from:])
}

// builtinFormat returns the code of a number format the file does not define:
// those of ECMA-376 18.8.30 for all languages and for zh-cn.
func builtinFormat(id int) string {
	switch id {
	case 1:
		return "0"
	case 2:
		return "0.00"
	case 3, 37, 38, 41, 42:
		return "#,##0"
	case 4, 39, 40, 43, 44, 7, 8:
		return "#,##0.00"
	case 5, 6:
		return "#,##0"
	case 9:
		return "0%"
	case 10:
		return "0.00%"
	case 14, 30:
		return "yyyy/m/d"
	case 15:
		return "d-mmm-yy"
	case 16:
		return "d-mmm"
	case 17:
		return "mmm-yy"
	case 18, 20:
		return "h:mm"
	case 19, 21, 46:
		return "h:mm:ss"
	case 22:
		return "yyyy/m/d h:mm"
	case 27, 36, 50, 52, 57:
		return `yyyy"年"m"月"`
	case 28, 29, 51, 53, 54, 58:
		return `m"月"d"日"`
	case 31:
		return `yyyy"年"m"月"d"日"`
	case 32, 34, 55:
		return `h"时"mm"分"`
	case 33, 35, 56:
		return `h"时"mm"分"ss"秒"`
	case 45, 47:
		return "mm:ss"
	}
	return "General"
}
