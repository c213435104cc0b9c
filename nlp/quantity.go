package nlp

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// quantity emits the number n with its sign, unit and bounds.
func (l *line) quantity(n numeral) int {
	x := l.suffix(n)
	start, neg := l.sign(n.start)
	n.neg = neg
	m := Mention{Start: start, End: n.end, Kind: Number, Approx: Exact, Glued: n.glued}
	switch {
	case n.glued:
		m.Decimals = 0
		l.emit(m)
		return m.End
	case len(n.digits) == 0 && l.mobile(n, x):
		m.Kind, m.End = Code, n.end
		l.emit(m)
		return m.End
	case n.zeroLed && !(x.hasUnit && x.unit.kind == Amount) || n.ints >= 15 && !x.hasUnit && n.decs == 0 && !n.grouped:
		m.Kind, m.End = Code, n.end
		l.emit(m)
		return m.End
	case !x.hasUnit && x.scale == 0 && n.ints >= 10 && n.decs == 0 && !n.grouped && start == n.start && !l.alone(n):
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
	if x.hasUnit && x.unit.name == years && numberAndYear(n) {
		m.Kind, m.End = Noise, x.end
		l.emit(m)
		return m.End
	}
	m.End, m.Approx, m.Modifier, m.Scale = x.end, x.approx, x.modifier, x.scale
	m.Value = n.value(x.scale)
	m.Decimals = n.decs - x.scale
	l.compound(&m, &x)
	l.applyUnit(&m, x)
	l.coins(&m, x)
	l.currency(&m)
	l.bound(&m)
	l.sinceWhen(&m)
	l.emit(m)
	return m.End
}

// numberAndYear reports the number of a table or list that runs into the year behind it:
// 表12025年居民消费价格, 2-4.2025年市级政府性基金预算. Nothing is counted in so many years.
func numberAndYear(n numeral) bool {
	v := n.value(0)
	switch {
	case n.grouped:
		return false
	case n.decs == 0 && (n.ints == 5 || n.ints == 6):
		return isYear(int(v.IntPart()%10000), 4)
	case n.decs == 4 && n.ints <= 2:
		return isYear(int(v.Shift(4).IntPart()%10000), 4)
	}
	return false
}

// years is the unit of spans of time.
const years = "年"

// suffix reads what follows the number n. A point that was typed once too often
// before the unit is passed over: 20.56.亿元, 增长954.%. Behind a whole number it
// may as well number a line, so there only a percent sign tells.
func (l *line) suffix(n numeral) suffix {
	x := readSuffix(l.s, n.end)
	if r, w := at(l.s, n.end); r == '.' && !x.hasUnit && x.scale == 0 {
		after := readSuffix(l.s, n.end+w)
		unit := after.hasUnit && (after.unit.kind == Ratio || after.unit.kind == Amount && n.decs > 0)
		if next := nextRune(l.s, n.end+w); unit && next != ' ' && (n.decs > 0 || next == '%') {
			return after
		}
	}
	return x
}

// sinceWhen turns a length of time after 过去, 未来 or 今后 into the period it
// names.
func (l *line) sinceWhen(m *Mention) {
	if m.Kind != Measure || m.Parts > 0 {
		return
	}
	if !slices.Contains(spanUnits, m.Unit) {
		return
	}
	for _, w := range sinceWords {
		if start, ok := suffixFolded(l.s, m.Start, w); ok && start >= l.done {
			text := l.s[start:m.End]
			*m = Mention{Start: start, End: m.End, Kind: Date, Approx: Exact, Date: &Span{Relative: text}, Text: text}
			return
		}
	}
}

// spanUnits are units of time, and sinceWords those that make a number of them a time:
// 过去5年.
var (
	spanUnits  = []string{"年", "个月", "周", "天", "个季度"}
	sinceWords = []string{"过去", "未来", "今后", "最近"}
)

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
	return slices.Contains(classLevels, x.unit.text)
}

// classLevels are the levels of the functional classification.
var classLevels = []string{"类", "款", "项"}

// mobile reports a number of eleven digits that begins like a mobile telephone
// and counts things one by one: nobody counts 13,882,366,638 pairs.
func (l *line) mobile(n numeral, x suffix) bool {
	return n.ints == 11 && n.decs == 0 && !n.grouped && n.mantissa/1e9 >= 13 && n.mantissa/1e9 <= 19 &&
		x.hasUnit && x.scale == 0 && x.unit.kind != Amount && x.unit.kind != Measure
}

// alone reports that the number is all its line holds.
func (l *line) alone(n numeral) bool {
	return ungapAll(l.s, n.start) == 0 && spaces(l.s, n.end) == len(l.s)
}

// signs are what may stand right before a number as its sign; ± states none.
var signs = []struct {
	word string
	neg  bool
}{{"-", true}, {"+", false}, {"±", false}, {"△", true}, {"负", true}, {"負", true}, {"零下", true}}

// burdenBefore are runes before 负 that make it a burden and no sign: 减负3.2亿元.
const burdenBefore = "减增重轻免担肩背自胜不欠抱辜税债费正超解纾"

// sign finds the sign that ends at i. A dash that joins a range is none.
func (l *line) sign(i int) (start int, neg bool) {
	if r, _ := before(l.s, ungap(l.s, i)); r == 0 || !strings.ContainsRune("-+±△负負下", r) {
		return i, false
	}
	for _, sg := range signs {
		end := i
		if len(sg.word) > 1 {
			end = ungap(l.s, i)
		}
		p, ok := suffixFolded(l.s, end, sg.word)
		if !ok || p < l.done {
			continue
		}
		prev, w := before(l.s, p)
		switch sg.word {
		case "负", "負":
			if w > 0 && strings.ContainsRune(burdenBefore, prev) || prev == '降' && !strings.HasSuffix(l.s[:p], "下降") {
				return i, false
			}
		case "-", "+", "±":
			if isDigit(prev) || isLetter(prev) || l.joins(p) || isDash(prev) || prev == '%' || prev == ')' {
				return i, false
			}
		}
		return p, sg.neg
	}
	return i, false
}

// negative reads -(88.80)万元 at the parenthesis: what accounts write in both
// ways at once.
func (l *line) negative(i, w int) (int, bool) {
	start, neg := l.sign(i)
	n, ok := lexNumeral(l.s, gap(l.s, i+w))
	p := gap(l.s, n.end)
	r, rw := at(l.s, p)
	if !ok || !neg || n.glued || r != ')' {
		return i, false
	}
	x := readSuffix(l.s, p+rw)
	n.neg = true
	m := Mention{Start: start, End: x.end, Kind: Number, Approx: x.approx, Modifier: x.modifier, Scale: x.scale}
	m.Value = n.value(x.scale)
	m.Decimals = n.decs - x.scale
	l.applyUnit(&m, x)
	l.currency(&m)
	l.emit(m)
	return m.End, true
}

// pointed takes the point before the digits of 投入.5亿元 and 完成率.98. A point that
// ends a sentence is followed by something counted or dated.
func (l *line) pointed(n numeral) numeral {
	r, w := before(l.s, n.start)
	p := n.start - w
	if r != '.' || p < l.done || n.decs > 0 || n.grouped || n.glued {
		return n
	}
	lead, _ := before(l.s, ungap(l.s, p))
	x := readSuffix(l.s, n.end)
	switch {
	case lead == 0 || !strings.ContainsRune(leadRunes+"-+¥￥负:(", lead):
		return n
	case x.hasUnit && x.unit.kind != Amount && x.unit.kind != Ratio, !x.hasUnit && isHan(nextRune(l.s, n.end)) && x.scale == 0:
		return n
	}
	n.start, n.decs, n.ints, n.zeroLed = p, n.ints, 1, false
	return n
}

// joins reports that a mention ends right at p, so that a dash there joins two.
func (l *line) joins(p int) bool {
	return p > 0 && p == l.done && len(l.out) > 0 && l.out[len(l.out)-1].End == p
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

// compound adds smaller groups: 1亿2000万元, 3万5千人, 5万4千6百.
func (l *line) compound(m *Mention, x *suffix) {
	for m.Approx == Exact && x.scale > 0 && !x.hasUnit && isDigit(nextRune(l.s, x.end)) {
		n2, ok := lexNumeral(l.s, x.end)
		if !ok || n2.glued || n2.grouped {
			return
		}
		y := readSuffix(l.s, n2.end)
		if y.scale == 0 && !y.hasUnit && n2.ints == 1 && n2.decs == 0 { // 5万4千6百: no unit follows 百
			y.hundreds(l.s)
		}
		if y.scale >= x.scale || !y.hasUnit && y.scale == 0 || n2.ints > x.scale-y.scale {
			return
		}
		m.extend(n2.value(y.scale))
		m.Decimals, m.Scale = n2.decs-y.scale, y.scale
		m.End, m.Approx, m.Modifier = y.end, y.approx, y.modifier
		*x = y
	}
}

// extend adds a smaller part to the value, away from zero.
func (m *Mention) extend(part decimal.Decimal) {
	if m.Value.IsNegative() {
		part = part.Neg()
	}
	m.Value = m.Value.Add(part)
}

// coinNames are the parts of 元 by their power of ten.
var coinNames = []struct {
	name string
	exp  int
}{{"角", -1}, {"毛", -1}, {"分", -2}}

// coins adds the 角 and 分 after whole 元: 123元1角1分, 三块五毛, 叁佰元零伍分.
func (l *line) coins(m *Mention, x suffix) {
	if m.Approx != Exact || !x.hasUnit || x.unit.canon != "元" || x.unit.end != x.end || x.scale > 0 && x.unit.exp < 0 {
		return
	}
	for last := x.unit.exp; ; {
		digit, exp, end, ok := coin(l.s, m.End)
		if !ok || exp >= last {
			break
		}
		m.extend(decimal.New(digit, int32(exp)))
		m.Decimals, m.End, last = -exp, end, exp
	}
	if end, ok := hasFolded(l.s, m.End, "钱"); ok && m.End > x.end {
		m.End = end
	}
}

// coin reads one digit and 角, 毛 or 分 at i; 零 may stand before the digit.
func coin(s string, i int) (digit int64, exp, end int, ok bool) {
	r, w := at(s, i)
	if hanDigit(r) == 0 {
		i += w
		r, w = at(s, i)
	}
	d := int64(hanDigit(r))
	if isDigit(r) {
		d = int64(r - '0')
	}
	if d < 0 {
		return 0, 0, i, false
	}
	for _, c := range coinNames {
		if end, ok := hasFolded(s, i+w, c.name); ok && !strings.ContainsRune("钟别之", nextRune(s, end)) {
			return d, c.exp, end, true
		}
	}
	return 0, 0, i, false
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
	if x.tenths > 0 {
		m.extend(decimal.New(int64(x.tenths), int32(u.exp-1)))
		m.Decimals = max(m.Decimals, 1-u.exp)
	}
	if !m.Kind.IsQuantity() {
		m.Unit = ""
	}
}

// currency takes ¥ or $ before the number.
func (l *line) currency(m *Mention) {
	at := ungap(l.s, m.Start)
	r, w := before(l.s, at)
	if w == 0 || at-w < l.done || m.Kind != Number && m.Kind != Count && m.Kind != Amount {
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
	m.Start = at - w
	if start, neg := l.sign(m.Start); start < m.Start {
		m.Start = start
		if neg {
			m.Value = m.Value.Neg()
		}
	}
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
