package nlp

import (
	"github.com/shopspring/decimal"
)

// quantity emits the number n with its sign, unit and bounds.
func (l *line) quantity(n numeral) int {
	x := readSuffix(l.s, n.end)
	start := l.sign(&n)
	m := Mention{Start: start, End: n.end, Kind: Number, Approx: Exact, Glued: n.glued}
	switch {
	case n.glued:
		m.Decimals = 0
		l.emit(m)
		return m.End
	case n.zeroLed && !(x.hasUnit && x.unit.kind == Amount) || n.ints >= 15 && !x.hasUnit && n.decs == 0 && !n.grouped:
		m.Kind, m.End = Code, n.end
		l.emit(m)
		return m.End
	case !x.hasUnit && x.scale == 0 && n.ints >= 10 && n.decs == 0 && !n.grouped && !l.alone(n):
		m.Kind = Code
		l.emit(m)
		return m.End
	}
	if x.hasUnit && l.wrongUnit(n, x) {
		x = suffix{end: n.end, approx: Exact}
	} else if x.hasUnit && l.accountCode(start, x) {
		m.Kind, m.End = Code, n.end
		l.emit(m)
		return m.End
	}
	if end, ok := l.fraction(n, m); ok {
		return end
	}
	m.End, m.Approx, m.Modifier, m.Scale = x.end, x.approx, x.modifier, x.scale
	m.Value = n.value(x.scale)
	m.Decimals = n.decs - x.scale
	l.compound(&m, &x)
	l.applyUnit(&m, x)
	l.currency(&m)
	l.bound(&m)
	l.sinceWhen(&m)
	l.emit(m)
	return m.End
}

// sinceWhen turns a length of time after 过去, 未来 or 今后 into the period it
// names.
func (l *line) sinceWhen(m *Mention) {
	if m.Kind != Measure || m.Parts > 0 {
		return
	}
	switch m.Unit {
	case "年", "个月", "周", "天", "个季度":
	default:
		return
	}
	for _, w := range []string{"过去", "未来", "今后", "最近"} {
		if start, ok := suffixFolded(l.s, m.Start, w); ok && start >= l.done {
			text := l.s[start:m.End]
			*m = Mention{Start: start, End: m.End, Kind: Date, Approx: Exact, Date: Span{Relative: text}, Text: text}
			return
		}
	}
}

// wrongUnit reports that a blank stands between a decimal and a classifier:
// "12.50 人员经费" is two columns, for nobody counts half a person.
func (l *line) wrongUnit(n numeral, x suffix) bool {
	r, _ := at(l.s, n.end)
	return r == ' ' && n.decs > 0 && x.scale == 0 && x.unit.kind == Count
}

// accountCode reports a functional class in parentheses: （204类）, （06款）.
func (l *line) accountCode(start int, x suffix) bool {
	r, _ := before(l.s, start)
	if r != '(' || x.scale > 0 || nextRune(l.s, x.end) != ')' {
		return false
	}
	return x.unit.text == "类" || x.unit.text == "款" || x.unit.text == "项"
}

// alone reports that the number is all its line holds.
func (l *line) alone(n numeral) bool {
	return ungapAll(l.s, n.start) == 0 && spaces(l.s, n.end) == len(l.s)
}

// sign takes a minus or plus before the number, unless it joins a range.
func (l *line) sign(n *numeral) int {
	r, w := before(l.s, n.start)
	if r != '-' && r != '+' && r != '±' || n.start-w < l.done {
		return n.start
	}
	p := n.start - w
	prev, _ := before(l.s, p)
	if isDigit(prev) || isLetter(prev) || p == l.done && p > 0 && len(l.out) > 0 && l.out[len(l.out)-1].End == p || isDash(prev) || prev == '%' || prev == ')' {
		return n.start
	}
	n.neg = r == '-'
	return p
}

// fraction reads a proper fraction in Arabic digits: 100分之3 and 2/3. Its
// value in % is rounded to 16 places.
func (l *line) fraction(n numeral, m Mention) (int, bool) {
	if !n.isInt() || n.mantissa == 0 {
		return 0, false
	}
	num, den, end, ok := l.stroke(n)
	if p, isWord := hasFolded(l.s, gap(l.s, n.end), "分之"); isWord {
		k, read := lexNumeral(l.s, gap(l.s, p))
		num, den, end, ok = k, n, k.end, read
	}
	if !ok || num.glued {
		return 0, false
	}
	m.Kind, m.Unit = Ratio, "%"
	m.Value = num.value(2).DivRound(decimal.NewFromInt(den.mantissa), 16)
	x := suffix{end: end, approx: Exact}
	x.post(l.s)
	m.End, m.Approx, m.Modifier = x.end, x.approx, x.modifier
	l.bound(&m)
	l.emit(m)
	return m.End, true
}

// stroke reads /3 after 2: both short, the fraction below 1, no date behind.
func (l *line) stroke(n numeral) (num, den numeral, end int, ok bool) {
	r, w := at(l.s, n.end)
	if r != '/' || n.mantissa >= 100 {
		return
	}
	den, ok = lexNumeral(l.s, n.end+w)
	if !ok || !den.isInt() || den.mantissa > 100 || den.mantissa <= n.mantissa || nextRune(l.s, den.end) == '/' {
		return num, den, 0, false
	}
	return n, den, den.end, true
}

// compound adds a second, smaller group: 1亿2000万元, 3万5千人, 5元2角.
func (l *line) compound(m *Mention, x *suffix) {
	if m.Approx != Exact || !(x.scale > 0 && !x.hasUnit || x.hasUnit && x.unit.canon == "元" && x.unit.end == x.end) {
		return
	}
	if !isDigit(nextRune(l.s, x.end)) {
		return
	}
	n2, ok := lexNumeral(l.s, x.end)
	if !ok || n2.glued || n2.grouped {
		return
	}
	y := readSuffix(l.s, n2.end)
	switch {
	case x.hasUnit:
		if !y.hasUnit || y.unit.text != "角" && y.unit.text != "分" || n2.ints > 1 || n2.decs > 0 {
			return
		}
		exp := -1
		if y.unit.text == "分" {
			exp = -2
		}
		m.Value = m.Value.Add(n2.value(exp))
		m.Decimals, m.End = -exp, y.end
	case y.scale < x.scale && (y.hasUnit || y.scale > 0) && n2.ints <= x.scale-y.scale:
		m.Value = m.Value.Add(n2.value(y.scale))
		m.Decimals, m.Scale = n2.decs-y.scale, y.scale
		m.End, m.Approx, m.Modifier = y.end, y.approx, y.modifier
		*x = y
		x.scale = m.Scale
	}
}

// applyUnit gives m the unit of x and with it its kind; a scale without a unit
// is money or a count as its clause says.
func (l *line) applyUnit(m *Mention, x suffix) {
	if !x.hasUnit {
		if x.scale > 0 {
			m.Elided = true
			m.Kind, m.Unit = Count, ""
			if l.aboutMoney(*m) {
				m.Kind, m.Unit = Amount, "元"
			}
		}
		return
	}
	u := x.unit
	m.Kind, m.Unit = u.kind, u.name
	if u.exp != 0 {
		m.Value = m.Value.Shift(int32(u.exp))
		m.Decimals -= u.exp
	}
	if x.half {
		m.Value = m.Value.Add(decimal.New(5, -1))
		m.Decimals = 1
	}
	if !m.Kind.IsQuantity() {
		m.Unit = ""
	}
}

// currency takes ¥ or $ before the number.
func (l *line) currency(m *Mention) {
	r, w := before(l.s, m.Start)
	if w == 0 || m.Start-w < l.done || m.Kind != Number && m.Kind != Count && m.Kind != Amount {
		return
	}
	name := ""
	switch r {
	case '¥', '￥':
		name = "元"
	case '$':
		name = "美元"
	default:
		return
	}
	m.Start -= w
	m.Kind = Amount
	if m.Unit == "" {
		m.Unit = name
	}
	m.Elided = false
}

// bound takes the word before the number that bounds it; one after wins.
func (l *line) bound(m *Mention) {
	b, start, ok := boundBefore(l.s, m.Start, l.done)
	if !ok || b.approx == Exact {
		return
	}
	if m.Approx == Exact {
		m.Approx, m.Modifier = b.approx, b.word
	}
	m.Start = start
}
