package nlp

import "strings"

// Scan finds every number of text, which is one paragraph or one table cell:
// one mention per number as written, ascending, never overlapping. Every line
// of text is scanned on its own, so Scan(a+"\n"+b) is Scan(a) followed by
// Scan(b) moved. It does not fail: what it cannot read it marks (see
// Mention.Glued), and invalid UTF-8 is passed over.
func Scan(text string, opt ScanOptions) []Mention { return AppendScan(nil, text, opt) }

// AppendScan appends what Scan returns to out, for a caller that is done with the
// mentions of one text when it reads the next.
func AppendScan(out []Mention, text string, opt ScanOptions) []Mention {
	for from := 0; from <= len(text); {
		n := strings.IndexByte(text[from:], '\n')
		if n < 0 {
			n = len(text) - from
		}
		l := line{s: text[from : from+n], opt: opt, year: opt.Year, size: len(text), out: out}
		first := len(out)
		if !opt.Cell || !l.cell() {
			l.scan()
		}
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
	if (m.Kind.IsQuantity() || m.Kind == Number) && l.broken(&m) {
		m = Mention{Start: m.Start, End: m.End, Kind: Number, Approx: Exact, Glued: true}
	}
	if l.out == nil {
		room := 2 + l.size/80 // half the density of a dense page: it grows once there, and prose wastes little
		if l.opt.Cell {
			room = 1 // as most have, and a table of many keeps them all
		}
		l.out = make([]Mention, 0, room)
	}
	l.out = append(l.out, m)
	l.done = m.End
}

// broken reports a number with a character beside it that nobody can read: it may be
// the decimal point.
func (l *line) broken(m *Mention) bool {
	return strings.HasSuffix(l.s[:m.Start], unreadable) || strings.HasPrefix(l.s[m.End:], unreadable)
}

// unreadable stands for a character that a font or an encoding does not name.
const unreadable = "\uFFFD"

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
			if s[i+1]&0xC0 != 0x80 || s[i+2]&0xC0 != 0x80 {
				i++
				continue
			}
			r := rune(c&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
			if triggers[r>>6]&(1<<(r&63)) == 0 {
				i += 3
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
		if end, ok := l.negative(i, w); ok {
			return end
		}
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
	l.emit(Mention{Start: i, End: p.end, Kind: Date, Date: &span, Text: span.String()})
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
	for _, u := range recentUnits {
		if strings.HasPrefix(l.s[e:], u) && nextRune(l.s, e+len(u)) != '多' {
			e += len(u)
			l.emit(Mention{Start: i, End: e, Kind: Date, Date: &Span{Relative: l.s[i:e]}, Text: l.s[i:e]})
			return e
		}
	}
	return i + w
}

// recentUnits are the units of 近三年.
var recentUnits = []string{"个月", "年", "个季度", "季度", "周", "天"}

// digits handles a run of Arabic digits at i: enumerator, date, code or
// quantity, in that order.
func (l *line) digits(i int) int {
	prev, pw := before(l.s, i)
	if prev == '%' {
		if end := noteMark(l.s, i); end > 0 {
			l.emit(Mention{Start: i, End: end, Kind: Ordinal})
			return end
		}
	}
	if i-pw < l.done {
		prev = 0
	}
	if isLetter(prev) || prev == '_' || prev == '&' || prev == '@' || prev == '-' && l.afterLetter(i-pw) {
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
	if end, ok := l.innerSection(i); ok {
		return end
	}
	n, _ := lexNumeral(l.s, i)
	n = l.pointed(l.cut(n))
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

// afterLetter reports a Latin letter before i: COVID-19.
func (l *line) afterLetter(i int) bool {
	r, w := before(l.s, i)
	return isLetter(r) && i-w >= l.done
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
	word := foldString(l.s[start:i])
	switch word {
	case "RMB", "CNY", "USD", "HKD", "US", "GDP", "R&D", "CPI", "PPI", "PMI", "EVA":
		return i, false
	}
	if !strings.EqualFold(word, "PM") && !strings.Contains(word, "-") {
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
	case n >= 3 && announcedCode(s, i), n >= 7 && l.secondCode(i), !l.opt.Cell && hotline(s, i, n, end):
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
	case next == '》' && isHan(prev):
		return code(end, Noise)
	case nextRune(s, gap(s, end)) == '表' && n <= 3 && formName(s, i):
		return code(end, Code)
	case n <= 3:
		if start, ok := labelBefore(s, i, l.done); ok {
			if x := readSuffix(s, end); !x.hasUnit && x.scale == 0 {
				end = subNumber(s, end)
				l.emit(Mention{Start: start, End: end, Kind: Ordinal})
				return end, true
			}
		}
	}
	return i, false
}

// secondCode reports a number that a list joins to a code: 电话：88886666、88886667,
// or the extension 转801.
func (l *line) secondCode(i int) bool {
	k := len(l.out) - 1
	if k < 0 || l.out[k].Kind != Code || l.out[k].End > i || i-l.out[k].End > len("、") {
		return false
	}
	switch l.s[l.out[k].End:i] {
	case "、", "/", "，", ",", "或":
		return true
	}
	return false
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
	for _, w := range yearLabels {
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

// yearLabels follow a year in the headings of columns: 2020决算.
var yearLabels = []string{"收入", "支出", "收支", "决算", "预算", "财年"}

// atField reports the edge of a line or of a field between tabs.
func atField(r rune, w int) bool { return w == 0 || r == '\t' || r == '\r' }
