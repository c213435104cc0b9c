package nlp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// han handles a Han numeral at i. Most are part of a word (一般, 统一, 三公):
// those are noise. The gate lets through dates, 一是, fractions, amounts and
// counts that only a quantity can be written as.
func (l *line) han(i int) int {
	s := l.s
	if p, ok := l.hanDate(i); ok {
		return l.date(i, p)
	}
	if e, ok := hanClock(s, i, l.afterDate(i)); ok {
		l.emit(Mention{Start: i, End: e, Kind: Noise})
		return e
	}
	if e, ok := hasFolded(s, i, "零下"); ok && (isDigit(nextRune(s, e)) || isHanNumeral(nextRune(s, e))) {
		return e // a sign, see sign
	}
	end := hanRun(s, i)
	if e, ok := l.quoted(i, end); ok {
		return e
	}
	if e, ok := l.partOf(i, end); ok {
		return e
	}
	if e, ok := l.enumerator(i, end); ok {
		return e
	}
	if e, ok := l.hanQuantity(i, end); ok {
		return e
	}
	if u, e := unitAt(s, end); u != nil && scaleOnly(s[i:end]) && u.kind == Amount {
		end = e // 单位：万元
	}
	for isHanNumeral(nextRune(s, end)) {
		_, w := at(s, end)
		end += w // the 千 of 亿千瓦时
	}
	l.emit(Mention{Start: i, End: end, Kind: Noise})
	return end
}

// hanRun returns the end of the run of Han numerals at i; 点 joins two digits, 兆
// belongs to it before more of the numeral or before 元, and the 千 of 千瓦 does not.
func hanRun(s string, from int) int {
	for i := from; ; {
		r, w := utf8.DecodeRuneInString(s[i:])
		if w == 0 {
			return i
		}
		if next := nextRune(s, i+w); r == trillion && i > from && (next == '元' || isHanNumeral(next)) {
			i += w
			continue
		}
		if r == '点' {
			prev, _ := before(s, i)
			next, _ := at(s, i+w)
			if !isHanNumeral(prev) || hanDigit(next) < 0 || hanPower(prev) > 1 && !decimalScale(s, i+w) {
				return i
			}
		} else if !isHanNumeral(r) {
			return i
		} else if hanPower(r) == 3 && i > from {
			if u, _ := unitAt(s, i); u != nil {
				return i
			}
		}
		i += w
	}
}

// decimalScale reports Han digits at i and behind them a scale or 个百分点, which make what
// stands before 点 a whole number: 一百点五亿元. 积分两百点 counts points.
func decimalScale(s string, i int) bool {
	for hanDigit(nextRune(s, i)) >= 0 {
		_, w := at(s, i)
		i += w
	}
	x := readSuffix(s, i)
	return hanPower(nextRune(s, i)) >= 4 || x.hasUnit && x.unit.kind == Ratio
}

func scaleOnly(s string) bool {
	for _, r := range s {
		if hanPower(r) < 2 {
			return false
		}
	}
	return true
}

// hanDate reads 二〇二四年三月, 十二月 and 二季度.
func (l *line) hanDate(i int) (period, bool) {
	if prev, _ := before(l.s, i); prev == '个' || prev == '每' {
		return period{}, false
	}
	p, ok := readDate(l.s, i)
	return p, ok
}

// maxSlogan is how many runes a quoted name has at most to veto its numerals.
const maxSlogan = 12

// quoted makes the whole inside of a short quotation with Han numerals and
// no digits one noise mention: “一员两长三卡四常态”.
func (l *line) quoted(i, end int) (int, bool) {
	from := openQuote(l.s, i, l.done)
	if from < 0 {
		return 0, false
	}
	runes := utf8.RuneCountInString(l.s[from:end])
	for p := end; p < len(l.s) && runes <= maxSlogan; runes++ {
		r, w := at(l.s, p)
		switch {
		case r == '”' || r == '’' || r == '"' || r == '」':
			l.emit(Mention{Start: from, End: p, Kind: Noise})
			return p, true
		case isDigit(r):
			return 0, false
		}
		p += w
	}
	return 0, false
}

// openQuote returns the byte after the quotation mark open at i, or -1.
func openQuote(s string, i, from int) int {
	for k := 0; k < maxSlogan && i > from; k++ {
		r, w := before(s, i)
		switch {
		case r == '“' || r == '‘' || r == '「' || r == '"':
			return i
		case r == '”' || r == '’' || r == '」' || isDigit(r):
			return -1
		}
		i -= w
	}
	return -1
}

// partOf reads 百分之三十, 千分之2.5 and 三分之二.
func (l *line) partOf(i, end int) (int, bool) {
	if e, ok := l.wholeHundred(i, end); ok {
		return e, true
	}
	p, ok := hasFolded(l.s, end, "分之")
	if !ok {
		return 0, false
	}
	start, neg := l.sign(i)
	m := Mention{Start: start, Kind: Ratio, Unit: "%", Approx: Exact}
	den, okDen := parseDenominator([]rune(l.s[i:end]))
	num, e, decs, ok := l.numerator(p)
	if !ok || !okDen || den.IsZero() {
		return 0, false
	}
	m.Value = num.Shift(2).DivRound(den, 16)
	m.Decimals, m.End = decs, e
	if den.Equal(decimal.NewFromInt(1000)) {
		m.Value, m.Unit = num, "‰"
	}
	if neg {
		m.Value = m.Value.Neg()
	}
	x := suffix{end: e, approx: Exact}
	x.post(l.s)
	m.End, m.Approx, m.Modifier = x.end, x.approx, x.modifier
	l.bound(&m)
	l.emit(m)
	return m.End, true
}

// wholeHundred reads 满意率百分百; elsewhere 百分百 is a word.
func (l *line) wholeHundred(i, end int) (int, bool) {
	prev, _ := before(l.s, i)
	e, ok := hasFolded(l.s, i, "百分百")
	if !ok || prev == 0 || !strings.ContainsRune("率达到为是", prev) {
		return end, false
	}
	l.emit(Mention{Start: i, End: e, Kind: Ratio, Unit: "%", Value: decimal.NewFromInt(100)})
	return e, true
}

func (l *line) numerator(p int) (v decimal.Decimal, end, decs int, ok bool) {
	if isDigit(nextRune(l.s, p)) {
		n, ok := lexNumeral(l.s, p)
		return n.value(0), n.end, n.decs, ok && !n.glued
	}
	end = hanRun(l.s, p)
	v, ok = parseNumerator([]rune(l.s[p:end]))
	return v, end, max(0, -int(v.Exponent())), ok
}

// enumerator reads 一是, 二要, 其三 at the start of a clause.
func (l *line) enumerator(i, end int) (int, bool) {
	r, w := at(l.s, end)
	if r != '是' && r != '要' && r != '则' && r != '来' {
		return 0, false
	}
	prev, _ := before(l.s, i)
	if isHan(prev) && prev != '其' && !strings.ContainsRune("的", prev) || isDigit(prev) || isLetter(prev) {
		return 0, false
	}
	if v, ok := ParseHan(l.s[i:end]); !ok || v.GreaterThan(decimal.NewFromInt(20)) {
		return 0, false
	}
	l.emit(Mention{Start: i, End: end + w, Kind: Ordinal})
	return end + w, true
}

// vagueBefore are runes before a Han numeral after which it is no exact count.
const vagueBefore = "第每之统进这那任各另哪其同首末头数几上成某有整单无唯独专双"

// gateUnits may follow a lone Han digit in a count: the classifiers of lists.
const gateUnits = "项个类种方面批轮次家户名人条件处场所座位支组份间套台辆栋枚部"

// gateMeasures may follow a lone Han digit. Units that also begin or end common
// words (年 天 日 周 度 里 层) need words that say how long: see duration.
const gateMeasures = " 米 公里 千米 厘米 毫米 平方米 平方公里 公顷 亩 立方米 吨 公斤 千克 千瓦 千瓦时 兆瓦 千伏 小时 个小时 分钟 岁 周岁 升 "

// oneOf reports 一 before a unit that is no word with it: 宽一米, 每人一元, but
// 最后一公里.
func oneOf(prev rune, x suffix) bool {
	if slices.Contains(oneUnits, x.unit.text) {
		return prev != '后' && prev != '先' && prev != '独' && prev != '归'
	}
	return false
}

// oneUnits are the units that 一 counts: 一元.
var oneUnits = []string{"元", "米", "公里", "千米", "岁", "吨", "公斤"}

// placeEnds are runes after 三元 that make it the name of a place or a thing.
const placeEnds = "区里桥村镇乡县街路化论制材催复二"

// lexical are phrases that are names though the gate would let them through.
var lexical = []string{
	"八项规定", "两个维护", "两个确立", "四个意识", "四个自信", "四个全面", "三个代表", "两个毫不动摇", "四个最严",
	"五个一", "两个一百年", "两个务必", "三个务必", "四项基本原则", "三项机制", "两个健康", "四个一批", "六个一批", "三会一课",
	"三个区分开来", "铁人三项", "两个结合", "四个服务", "三个一", "九个坚持", "六个必须", "两个转变",
}

// hanQuantity emits a Han numeral that is a quantity. Numerals of two or more
// characters (三十二户, 一百二十万元) need a unit only; a lone digit needs a
// classifier of the gate and the company of a count.
func (l *line) hanQuantity(i, end int) (int, bool) {
	s := l.s
	num := s[i:end]
	prev, _ := before(s, i)
	if prev == '第' || prev == '之' || prev == '每' || inTitle(s, i, l.done) {
		return 0, false
	}
	x := readSuffix(s, end)
	v, ok := hanValue(num, x)
	if !ok {
		return 0, false
	}
	if x.pieces {
		return l.hanElided(i, end, v.Shift(int32(x.scale)), x), true
	}
	if !x.hasUnit && x.scale == 0 && composed(num) && l.beginsRange(end) {
		l.emit(Mention{Start: i, End: end, Kind: Number, Value: v})
		return end, true
	}
	if !x.hasUnit && x.scale == 0 && trailingScale(num) > 0 && utf8.RuneCountInString(num) > 2 && composed(num) {
		return l.hanElided(i, end, v, x), true
	}
	if x.scale > 0 && x.approx == MoreThan { // 两千余万元
		v = v.Shift(int32(x.scale))
	} else if x.scale > 0 {
		return 0, false
	}
	if !x.hasUnit || !x.unit.kind.IsQuantity() || x.unit.text == congress { // 二十大 is a congress
		return 0, false
	}
	if l.session(prev, x) {
		l.emit(Mention{Start: i, End: x.end, Kind: Ordinal})
		return x.end, true
	}
	runes := utf8.RuneCountInString(num)
	if runes == 1 && x.approx != MoreThan || runes == 1 && strings.HasPrefix(x.unit.text, piece) {
		if !l.loneDigit(i, v, prev, x) {
			return 0, false
		}
	} else if !composed(num) && !strings.Contains(num, "点") {
		return 0, false // 三四个, 十四五: neither a composition
	}
	if prev != 0 && strings.ContainsRune(beforeVague, prev) {
		return 0, false
	}
	start, neg := l.sign(i)
	m := Mention{Start: start, End: x.end, Approx: x.approx, Modifier: x.modifier, Value: v}
	m.Scale = trailingScale(num) + x.scale
	m.Decimals = hanDecimals(num) - m.Scale
	l.applyUnit(&m, x)
	l.coins(&m, x)
	l.wholly(&m)
	if neg {
		m.Value = m.Value.Neg()
	}
	l.bound(&m)
	l.sinceWhen(&m)
	l.emit(m)
	return m.End, true
}

// beginsRange reports that a joint and another composed numeral with a unit
// follow, which speaks for both: 二十至三十人.
func (l *line) beginsRange(end int) bool {
	p := dash(l.s, end)
	if p == end || hanDigit(nextRune(l.s, p)) <= 0 && hanPower(nextRune(l.s, p)) != 1 {
		return false
	}
	e := hanRun(l.s, p)
	_, ok := ParseHan(l.s[p:e])
	x := readSuffix(l.s, e)
	return ok && composed(l.s[p:e]) && x.hasUnit && x.unit.kind.IsQuantity()
}

// hanDecimals counts the digits after 点.
func hanDecimals(num string) int {
	_, fraction, _ := strings.Cut(num, "点")
	n := 0
	for _, r := range fraction {
		if hanDigit(r) < 0 {
			break
		}
		n++
	}
	return n
}

// hanValue reads a numeral; a scale alone is none but in 百余名.
func hanValue(num string, x suffix) (decimal.Decimal, bool) {
	if !scaleOnly(num) {
		return ParseHan(num)
	}
	r, w := utf8.DecodeRuneInString(num)
	if x.approx != MoreThan || x.scale > 0 || w < len(num) {
		return decimal.Zero, false
	}
	return decimal.New(1, int32(hanPower(r))), true
}

// hanElided emits 一千二百万 without a unit: money or a count, as its clause says.
func (l *line) hanElided(i, end int, v decimal.Decimal, x suffix) int {
	m := Mention{Start: i, End: x.end, Approx: x.approx, Modifier: x.modifier, Value: v}
	m.Scale = trailingScale(l.s[i:end]) + x.scale
	m.Decimals = -m.Scale
	x.scale = m.Scale
	l.applyUnit(&m, x)
	l.bound(&m)
	l.emit(m)
	return m.End
}

// session reports the number of a meeting: 十届三次, 五次全会, 四次会议.
func (l *line) session(prev rune, x suffix) bool {
	if x.unit.text != occasion {
		return false
	}
	if beginsOne(l.s[x.end:], meetings) {
		return prev != 0 && strings.ContainsRune(beforeMeeting, prev)
	}
	return prev == '届'
}

// occasion counts sessions, meetings are what they are called, and beforeMeeting what stands
// before their number.
const (
	occasion      = "次"
	beforeMeeting = "届大会、"
)

var meetings = []string{"全会", "会议", "全体"}

// composed reports a numeral built with a scale (三十, 两万); a bare run of
// digits (三四) is an estimate.
func composed(num string) bool {
	for _, r := range num {
		if hanPower(r) > 0 || r == trillion {
			return true
		}
	}
	return false
}

// trailingScale is the scale the numeral ends in, when 万 or 亿.
func trailingScale(num string) int {
	p := 0
	for len(num) > 0 {
		r, w := utf8.DecodeLastRuneInString(num)
		power := hanPower(r)
		if r == trillion {
			power = 12
		}
		if power < 4 {
			break
		}
		p += power
		num = num[:len(num)-w]
	}
	return p
}

// congress counts the congresses of a party, and beforeVague stands before numerals that
// are none.
const (
	congress    = "大"
	beforeVague = "数几上某"
)

// loneDigit is the gate for one Han digit before a unit.
func (l *line) loneDigit(i int, v decimal.Decimal, prev rune, x suffix) bool {
	s := l.s
	if v.LessThan(decimal.NewFromInt(2)) && !oneOf(prev, x) || nextRune(s, i) == '二' {
		return false // 一 is lexical, and a count of two is 两
	}
	if prev != 0 && strings.ContainsRune(vagueBefore, prev) {
		return false
	}
	u := x.unit
	switch {
	case u.kind == Ratio:
		return u.canon != discount && u.canon != point
	case u.kind == Amount && u.text == dime: // 长三角
		return prev != 0 && strings.ContainsRune(beforeDime, prev)
	case u.kind == Amount:
		return !strings.ContainsRune(placeEnds, nextRune(s, x.end))
	case u.kind == Measure:
		return strings.HasPrefix(u.text, piece) || strings.Contains(gateMeasures, " "+u.text+" ") || l.duration(i)
	case u.kind != Count || x.unit.name != u.canon:
		return false
	case !strings.Contains(gateUnits, u.text):
		return false
	}
	for _, w := range lexical {
		if strings.HasPrefix(s[i:], w) {
			return false
		}
	}
	if next := nextRune(s, x.end); hanDigit(next) >= 0 || isAlnum(next) || hanPower(next) > 0 {
		return false // 五位一体, 三个100%
	}
	if u.text == class {
		return !strings.HasSuffix(s[:i], beforeClass) && !beginsOne(s[x.end:], afterClass)
	}
	return !beginsOne(s[x.end:], afterName)
}

// Words of a lone digit that count nothing: 公益一类事业单位, 二元制.
const (
	discount    = "折"
	point       = "分"
	dime        = "角"
	piece       = "个"
	class       = "类"
	beforeDime  = "费价款退缴付块" // what 三角 is money after
	beforeClass = "公益"
)

// afterClass are words after a rank of classes, and afterName those that make a number and
// its unit a name.
var (
	afterClass = []string{"事业", "地区"}
	afterName  = []string{"制", "化"}
)

// beginsOne reports a text that begins with one of some words.
func beginsOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// duration reports words before a Han digit that make the unit after it a
// length of time: 连续三年, 为期两天.
func (l *line) duration(i int) bool {
	for _, w := range beforeDuration {
		if strings.HasSuffix(l.s[:i], w) {
			return true
		}
	}
	return false
}

// beforeDuration are those words.
var beforeDuration = []string{"连续", "历时", "为期", "未来", "今后", "过去", "超过", "长达", "满", "持续"}

// inTitle reports a place inside 《…》, where Han numerals name.
func inTitle(s string, i, from int) bool {
	for k := 0; k < 40 && i > from; k++ {
		r, w := before(s, i)
		if r == '《' {
			return true
		}
		if r == '》' || r == '。' {
			return false
		}
		i -= w
	}
	return false
}

// wholly takes 整 after an amount: 叁佰元伍角整.
func (l *line) wholly(m *Mention) {
	if m.Unit != "元" {
		return
	}
	if r, w := at(l.s, m.End); r == '整' && !strings.ContainsRune("体个合改理治修", nextRune(l.s, m.End+w)) {
		m.End += w
	}
}
