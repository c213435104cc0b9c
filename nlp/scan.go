package nlp

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Scan finds every number of text, which is one paragraph or one table cell:
// one mention per number as written, ascending, never overlapping. Every line
// of text is scanned on its own, so Scan(a+"\n"+b) is Scan(a) followed by
// Scan(b) moved. It does not fail: what it cannot read it marks (see
// Mention.Glued), and invalid UTF-8 is passed over.
func Scan(text string, opt ScanOptions) []Mention {
	var out []Mention
	for from := 0; from <= len(text); {
		n := strings.IndexByte(text[from:], '\n')
		if n < 0 {
			n = len(text) - from
		}
		l := line{s: text[from : from+n], opt: opt, year: opt.Year, size: len(text), out: out}
		first := len(out)
		l.scan()
		l.relate(first)
		out = l.out
		for k := first; k < len(out); k++ {
			out[k].Start += from
			out[k].End += from
		}
		from += n + 1
	}
	return out
}

// line is the state of scanning one line; offsets are within the line.
type line struct {
	s    string
	opt  ScanOptions
	year int // of the nearest date to the left, else opt.Year
	done int // end of the last mention
	size int // of the whole text, to make room once
	out  []Mention
}

func (l *line) emit(m Mention) {
	if m.Approx == "" {
		m.Approx = Exact
	}
	if l.out == nil {
		l.out = make([]Mention, 0, 4+l.size/40) // a mention every 40 bytes is the density of a dense page
	}
	l.out = append(l.out, m)
	l.done = m.End
}

// scan walks the line. The loop does nothing but skip until it meets a rune of
// the trigger set; everything else hangs off that.
func (l *line) scan() {
	s := l.s
	i := l.lineStart()
	for i < len(s) {
		c := s[i]
		switch {
		case c < 0x80:
			if asciiTrigger[c] {
				i = l.ascii(i, c)
			} else {
				i++
			}
		case c >= 0xE2 && c <= 0xEF && i+2 < len(s):
			r := rune(c&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
			if triggers[r>>6]&(1<<(r&63)) == 0 {
				i += 3
			} else if s[i+1]&0xC0 != 0x80 || s[i+2]&0xC0 != 0x80 {
				i++
			} else {
				i = l.wide(i, r)
			}
		default:
			i++
		}
	}
}

var asciiTrigger = func() (t [128]bool) {
	for _, c := range "0123456789[_(hw" {
		t[c] = true
	}
	return t
}()

// triggers is the bitset of three-byte runes the scanner stops at.
var triggers = func() *[1024]uint64 {
	var t [1024]uint64
	set := func(r rune) { t[r>>6] |= 1 << (r & 63) }
	for r := rune(0x2460); r < 0xFFFF; r++ {
		if isCircled(r) || hanDigit(r) >= 0 || hanPower(r) > 0 || isDigit(fold(r)) {
			set(r)
		}
	}
	for _, r := range "第上下前半近（〔［【" {
		set(r)
	}
	return &t
}()

// ascii handles a trigger below 0x80 at i and returns where to go on.
func (l *line) ascii(i int, c byte) int {
	switch c {
	case '[':
		if end, ok := l.bookmark(i); ok {
			return end
		}
		return l.bracket(i, 1)
	case '(':
		return l.bracket(i, 1)
	case '_':
		return l.toc(i)
	case 'h', 'w':
		end := url(l.s, i)
		if end == i {
			return i + 1
		}
		if hasDigit(l.s[i:end]) {
			l.emit(Mention{Start: i, End: end, Kind: Code})
		}
		return end
	}
	return l.digits(i)
}

// wide handles a trigger of three bytes.
func (l *line) wide(i int, r rune) int {
	switch {
	case isDigit(fold(r)):
		return l.digits(i)
	case isCircled(r):
		l.emit(Mention{Start: i, End: i + 3, Kind: Ordinal})
		return i + 3
	}
	switch r {
	case '第':
		return l.ordinal(i)
	case '上', '下', '前':
		if p, ok := quarter(l.s, i); ok {
			return l.date(i, p)
		}
		return l.relative(i)
	case '近':
		return l.relative(i)
	case '（', '〔', '［', '【':
		return l.bracket(i, 3)
	case '半':
		return i + 3
	}
	return l.han(i)
}

// bracket handles an opening bracket: an enumerator （1）, a document number
// 〔2023〕274号 or a footnote [5].
func (l *line) bracket(i, w int) int {
	if end, ok := l.bracketed(i, w); ok {
		return end
	}
	if r, _ := at(l.s, i); r == '(' {
		if end, ok := parenthesized(l.s, i+w); ok {
			l.emit(Mention{Start: i, End: end, Kind: Ordinal})
			return end
		}
	}
	return i + w
}

// date emits the date read at i. A part of a year takes the year of the
// nearest date to the left.
func (l *line) date(i int, p period) int {
	span := p.span.complete(l.year).resolve()
	if !span.Assumed && span.FromYear != 0 {
		l.year = span.FromYear
	}
	l.emit(Mention{Start: i, End: p.end, Kind: Date, Date: span, Text: span.String()})
	return p.end
}

// relative reads 近三年, 前5年: a period that hangs on the year of the report.
func (l *line) relative(i int) int {
	w := len("近")
	v, n, e, ok := dateInt(l.s, gap(l.s, i+w))
	if !ok || n > 2 || v < 1 {
		return i + w
	}
	e = gap(l.s, e)
	for _, u := range []string{"个月", "年", "个季度", "季度", "周", "天"} {
		if strings.HasPrefix(l.s[e:], u) && nextRune(l.s, e+len(u)) != '多' {
			e += len(u)
			l.emit(Mention{Start: i, End: e, Kind: Date, Date: Span{Relative: l.s[i:e]}, Text: l.s[i:e]})
			return e
		}
	}
	return i + w
}

// digits handles a run of Arabic digits at i: enumerator, date, code or
// quantity, in that order.
func (l *line) digits(i int) int {
	prev, pw := before(l.s, i)
	if i-pw < l.done {
		prev = 0
	}
	if isLetter(prev) || prev == '_' || prev == '&' || prev == '@' {
		if end, ok := l.lettered(i); ok {
			return end
		}
	}
	if l.atEnumerator(i, prev) {
		if end, ok := markerAt(l.s, i, false); ok {
			l.emit(Mention{Start: i, End: end, Kind: Ordinal})
			return end
		}
	}
	if p, ok := readDate(l.s, i); ok {
		return l.date(i, p)
	}
	if end, ok := l.named(i, prev); ok {
		return end
	}
	n, _ := lexNumeral(l.s, i)
	if end, ok := l.yearLabel(n); ok {
		return end
	}
	return l.quantity(n)
}

// atEnumerator reports a place where a list may go on within a line.
func (l *line) atEnumerator(i int, prev rune) bool {
	p := spaces(l.s, ungapAll(l.s, i))
	if p != i {
		return false
	}
	r, _ := before(l.s, ungapAll(l.s, i))
	switch r {
	case '。', ';', ':', '!', '?', 0:
		return true
	case '”', ')', ',':
		r, w := at(l.s, p)
		for isDigit(r) {
			p += w
			r, w = at(l.s, p)
		}
		return r == '.' && isHan(nextRune(l.s, p+w))
	}
	return prev == ' ' && l.pointThenHan(i)
}

func ungapAll(s string, i int) int {
	for {
		r, w := before(s, i)
		if r != ' ' && r != '\t' {
			return i
		}
		i -= w
	}
}

// pointThenHan reports "3.经济": no decimal, hence an enumerator.
func (l *line) pointThenHan(i int) bool {
	_, n, e, ok := arabic(l.s, i, 2)
	r, w := at(l.s, e)
	return ok && n > 0 && r == '.' && isHan(nextRune(l.s, e+w))
}

// lettered reads digits glued to Latin letters on their left: PM2.5, MTN001.
// A currency sign or a scale or money unit behind makes them a quantity.
func (l *line) lettered(i int) (int, bool) {
	start, end := token(l.s, i, l.done)
	word := l.s[start:i]
	switch word {
	case "RMB", "CNY", "USD", "HKD", "US", "GDP", "R&D", "CPI", "PPI", "PMI", "EVA":
		return i, false
	}
	if !strings.EqualFold(word, "PM") && !strings.HasSuffix(word, "-") {
		n, _ := lexNumeral(l.s, i)
		if x := readSuffix(l.s, n.end); x.scale > 0 || x.hasUnit && (x.unit.kind == Amount || x.unit.canon == "%") {
			return i, false
		}
	}
	kind := Noise
	if d := foldString(l.s[i:end]); len(d) >= 3 && !strings.Contains(d, ".") {
		kind = Code
	}
	l.emit(Mention{Start: start, End: end, Kind: kind})
	return end, true
}

// named reads numbers that only name: telephones, times, formulas, 图1, 5G,
// “33618”, and announced codes.
func (l *line) named(i int, prev rune) (int, bool) {
	s := l.s
	code := func(end int, k Kind) (int, bool) {
		l.emit(Mention{Start: i, End: end, Kind: k})
		return end, true
	}
	if end, ok := formula(s, i); ok {
		return code(end, Noise)
	}
	if end, ok := clock(s, i, l.afterDate(i)); ok && !isDigit(nextRune(s, end)) {
		return code(end, Noise)
	}
	if end, ok := telephone(s, i); ok {
		return code(end, Code)
	}
	_, n, end, _ := longDigits(s, i)
	next := nextRune(s, end)
	switch {
	case next == '.' || next == ',' || next == '%':
	case announcedCode(s, i) && n >= 3:
		return code(end, Code)
	case isLetter(next):
		if u, _ := unitAt(s, end); u == nil {
			_, end := token(s, i, i)
			if len(foldString(s[i:end])) >= 8 {
				return code(end, Code)
			}
			if g := nextRune(s, end); g == '级' {
				end += len("级")
			}
			return code(end, Noise)
		}
	case (prev == '“' || prev == '"' || prev == '「') && (next == '”' || next == '"' || next == '」' || next == '·'):
		return code(end, Noise)
	case n <= 3:
		if start, ok := labelBefore(s, i, l.done); ok {
			if x := readSuffix(s, end); !x.hasUnit && x.scale == 0 {
				l.emit(Mention{Start: start, End: end, Kind: Ordinal})
				return end, true
			}
		}
	}
	return i, false
}

// afterDate reports that a date ends right before i, but for blanks.
func (l *line) afterDate(i int) bool {
	return len(l.out) > 0 && l.done > 0 && l.out[len(l.out)-1].Kind == Date && spaces(l.s, l.done) == i
}

// yearLabel reads a bare year: a label alone on its line, or before 收入, 支出,
// 决算 …, or in a list that ends in 年 (settled by relate).
func (l *line) yearLabel(n numeral) (int, bool) {
	if !n.isInt() || n.ints != 4 || !isYear(int(n.mantissa), 4) {
		return 0, false
	}
	alone := atField(before(l.s, ungap(l.s, n.start))) && atField(at(l.s, gap(l.s, n.end)))
	label := false
	for _, w := range []string{"收入", "支出", "收支", "决算", "预算", "财年"} {
		if _, ok := hasFolded(l.s, n.end, w); ok {
			label = true
		}
	}
	if r, _ := before(l.s, ungap(l.s, n.start)); r == '©' {
		label = true
	}
	if isHan(nextRune(l.s, n.end)) && 1990 <= n.mantissa && n.mantissa < 2040 {
		x := readSuffix(l.s, n.end)
		label = label || !x.hasUnit && x.scale == 0 && x.approx == Exact
	}
	if !label && (!alone || l.opt.Cell) {
		return 0, false
	}
	y := int(n.mantissa)
	return l.date(n.start, period{Span{FromYear: y, ToYear: y}, n.end}), true
}

// atField reports the edge of a line or of a field between tabs.
func atField(r rune, w int) bool { return w == 0 || r == '\t' || r == '\r' }

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
	return strings.TrimSpace(l.s[:n.start]) == "" && strings.TrimSpace(l.s[n.end:]) == ""
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

// fraction reads N分之M with Arabic digits (100分之3).
func (l *line) fraction(n numeral, m Mention) (int, bool) {
	p, ok := hasFolded(l.s, gap(l.s, n.end), "分之")
	if !ok || !n.isInt() || n.mantissa == 0 {
		return 0, false
	}
	k, ok := lexNumeral(l.s, gap(l.s, p))
	if !ok || k.glued {
		return 0, false
	}
	m.End, m.Kind, m.Unit = k.end, Ratio, "%"
	m.Value = k.value(2).DivRound(decimal.NewFromInt(n.mantissa), 16)
	l.bound(&m)
	l.emit(m)
	return m.End, true
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
