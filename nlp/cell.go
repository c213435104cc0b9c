package nlp

import (
	"strconv"
	"strings"
)

// cell reads a line of a table cell that is one number in the notation of
// accounts, which running text does not have: (88.80), -(1,234.50), ▲88.80 and
// —88.80 are negative, .77 is 0.77, 1 234.50 has a blank between thousands, 1.2E+06
// is what a sheet shows of a wide number. What is nothing but digits and their
// signs, in no order that makes a number (12,34.50), becomes a mention that is
// Glued. Everything else is left to the grammar of text.
func (l *line) cell() bool {
	c := cellNumber{s: l.s, special: l.opt.Figure}
	c.from, c.to = spaces(l.s, 0), ungapAll(l.s, len(l.s))
	if c.from >= c.to {
		return false
	}
	if strings.HasPrefix(l.s[c.from:], "'") { // keeps a sheet from reading the number
		c.from++
	}
	c.p = c.from
	c.signs()
	if !c.number() {
		return l.unreadable(c)
	}
	if !c.special || c.open && !l.opt.Figure && !c.sure() {
		return false
	}
	x := c.suffix
	m := Mention{Start: c.from, End: c.to, Kind: Number, Approx: x.approx, Modifier: x.modifier, Scale: x.scale}
	c.n.neg = c.neg
	m.Value = c.n.value(x.scale + c.power)
	m.Decimals = c.n.decs - x.scale - c.power
	l.applyUnit(&m, x)
	if c.currency != "" {
		m.Kind, m.Unit, m.Elided = Amount, c.currency, false
	}
	l.emit(m)
	return true
}

// cellNumber is a cell being read.
type cellNumber struct {
	s        string
	from, to int // the cell without blanks around it
	p        int // how far it is read
	digits   int // where its first digit stands
	neg      bool
	open     bool   // in parentheses
	currency string // of the sign before the number
	special  bool   // running text would read it otherwise
	n        numeral
	power    int // of ten, of an exponent
	suffix   suffix
}

// currencies are the signs of money before a number.
var currencies = map[rune]string{'¥': "元", '￥': "元", '$': "美元", '€': "欧元", '£': "英镑"}

// signs reads what stands before the digits, each at most once: minus or △, ¥, (.
func (c *cellNumber) signs() {
	signed := false
	for c.p < c.to {
		r, w := at(c.s, c.p)
		switch {
		case r == ' ':
			c.special = c.special || signed || c.currency != "" // - 88.80, ¥ 88.80
		case !signed && strings.ContainsRune("-—―△▲∆▼↓负負", r):
			signed, c.neg, c.special = true, true, true
		case !signed && (r == '+' || r == '↑'):
			signed, c.neg, c.special = true, false, true
		case c.currency == "" && currencies[r] != "":
			c.currency, c.special = currencies[r], c.special || signed
		case !c.open && r == '(':
			c.open, c.neg, c.special = true, true, true
		default:
			c.digits = c.p
			return
		}
		c.p += w
	}
	c.digits = c.p
}

// number reads the digits, their unit and the closing parenthesis, and reports
// whether that is all.
func (c *cellNumber) number() bool {
	text, end := c.cellDigits(c.p)
	n, ok := lexNumeral(text, 0)
	if !ok || n.glued || n.end != len(text) || n.zeroLed {
		return false
	}
	c.n, c.p = n, end
	c.exponent()
	c.suffix = suffix{end: c.p, approx: Exact}
	if !c.closed() {
		c.suffix = readSuffix(c.s[:c.to], c.p)
		c.p = c.suffix.end
		if !c.closed() && c.open {
			return false
		}
	} else if c.p < c.to { // (88.80)万元
		c.suffix = readSuffix(c.s[:c.to], c.p)
		c.p = c.suffix.end
	}
	if end := noteEnd(c.s, c.p); end == c.to && end > c.p {
		c.p, c.special = end, true
	}
	return c.p == c.to
}

// noteEnd returns the end of the mark of a note at i: ①, ※ or [1].
func noteEnd(s string, i int) int {
	r, w := at(s, i)
	if isCircled(r) || r == '※' {
		return i + w
	}
	_, n, end, ok := arabic(s, i+w, 2)
	if r != '[' || !ok || n == 0 || nextRune(s, end) != ']' {
		return i
	}
	return end + 1
}

// closed reads the closing parenthesis.
func (c *cellNumber) closed() bool {
	p := gap(c.s, c.p)
	r, w := at(c.s, p)
	if !c.open || r != ')' {
		return false
	}
	c.p = p + w
	return true
}

// cellDigits returns the digits at i as running text writes them: thousands
// without blanks and apostrophes, 0 before a leading point.
func (c *cellNumber) cellDigits(i int) (text string, end int) {
	var b strings.Builder
	if r, w := at(c.s, i); r == '.' && isDigit(nextRune(c.s, i+w)) {
		b.WriteString("0.")
		c.special = true
		_, _, end, _ := longDigits(c.s, i+w)
		return b.String() + foldString(c.s[i+w:end]), end
	}
	blanks := 0
	for i < c.to {
		r, w := at(c.s, i)
		switch next := nextRune(c.s, i+w); {
		case isDigit(r):
		case (r == '.' || r == ',') && isDigit(next):
		case (r == ' ' || r == '\'' || r == '’') && threeDigits(c.s, i+w) && b.Len() > 0 && !strings.Contains(b.String(), "."):
			c.special = true
			r = ','
			blanks++
		default:
			return b.String(), i
		}
		b.WriteRune(r)
		i += w
	}
	text = b.String()
	if blanks == 1 && !strings.Contains(text, ".") {
		return "", i // 100 200: two numbers as likely as one
	}
	return text, i
}

// exponent reads E+06.
func (c *cellNumber) exponent() {
	r, w := at(c.s, c.p)
	if r != 'E' && r != 'e' {
		return
	}
	p := c.p + w
	sign, sw := at(c.s, p)
	if sign == '+' || sign == '-' {
		p += sw
	} else if c.n.decs == 0 {
		return // 12E06 is a code
	}
	_, k, end, ok := longDigits(c.s, p)
	if !ok || k > 2 {
		return
	}
	c.power, _ = strconv.Atoi(foldString(c.s[p:end]))
	if sign == '-' {
		c.power = -c.power
	}
	c.p, c.special = end, true
}

// sure reports a figure in parentheses that can be no number of a list or a
// year: (88.80), (1,234), (12345). Of the others only the column can tell.
func (c *cellNumber) sure() bool {
	return c.n.decs > 0 || c.n.grouped || c.suffix.hasUnit || c.n.ints > 4 || c.currency != ""
}

// unreadable makes a cell of digits, points and commas that is no number a
// glued mention, but for dates and section numbers.
func (l *line) unreadable(c cellNumber) bool {
	body := foldString(c.s[c.digits:c.to])
	if c.open {
		body = strings.TrimSuffix(body, ")")
	}
	if strings.Contains(body, ".") {
		body = strings.TrimRight(body, "-—") // 88.80-: its sign, or the rest of a range
	}
	longest, digits, points := 0, 0, 0
	for _, r := range body {
		switch {
		case isDigit(r):
			digits++
			longest = max(longest, digits)
			continue
		case strings.ContainsRune(".。·", r):
			points++
		case !strings.ContainsRune(",'’", r):
			return false
		}
		digits = 0
	}
	if longest < 2 || points == 0 && longest < 3 || strings.Trim(body, "0123456789") == "" {
		return false
	}
	if p, ok := readDate(c.s, c.from); ok && p.end == c.to {
		return false
	}
	if _, ok := l.sectionEnd(c.from); ok {
		return false
	}
	l.emit(Mention{Start: c.from, End: c.to, Kind: Number, Approx: Exact, Glued: true})
	return true
}
