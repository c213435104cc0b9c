package nlp

import "strings"

// suffix is what follows a numeral: scale, approximators and unit.
type suffix struct {
	end      int
	scale    int
	approx   Approx
	modifier string
	unit     written
	hasUnit  bool
	pieces   bool // the scale is that of 3个亿
	tenths   int  // of a unit more: 5 of 年半 and 倍半, 5 of 三成五
}

// readSuffix reads scale* (余|多)? unit? (以上|左右|…)? after a numeral that ends
// at i, with at most one blank between parts.
func readSuffix(s string, i int) suffix {
	x := suffix{end: beforeWideUnit(s, i), approx: Exact}
	x.more(s)
	x.scales(s)
	x.piecewise(s)
	x.more(s)
	if u, ok := writtenUnit(s, gap(s, x.end)); ok {
		if _, _, _, coined := coin(s, u.end); u.text == "块" && coined { // 三块五毛
			u.unit, u.name = yuan, yuan.canon
		}
		x.unit, x.hasUnit, x.end = u, true, u.end
	}
	if x.hasUnit && x.approx == Exact {
		x.more(s)
		x.halves(s)
	}
	x.post(s)
	return x
}

// wideUnits are the units that a gap may stand before.
var wideUnits = []string{"亿元", "万元", "元", "%", "％", "亿美元", "万美元"}

// beforeWideUnit is the last blank of two or three that stand between a number that ends at i
// and a unit of money or %, as text copied from a page has them, 91.7  亿元; i where there are
// none. Other units are no more sure than the next column of a table.
func beforeWideUnit(s string, i int) int {
	p := i
	for p < len(s) && p-i <= widestGap && s[p] == ' ' {
		p++
	}
	if p-i < 2 || p-i > widestGap {
		return i
	}
	for _, unit := range wideUnits {
		if strings.HasPrefix(s[p:], unit) {
			return p - 1
		}
	}
	return i
}

// widestGap is the most blanks that stand between a number and its unit.
const widestGap = 3

// What follows 余 and 多 where they are part of another word, and a word for some more.
const (
	afterMore         = "额款地下热震党粮"
	afterMany         = "样数"
	countersAfterMany = "个家项种次名元部位" // after a unit
	leftOver          = "有余"
)

// more reads 余, 多, 来 or 几 between number and unit.
func (x *suffix) more(s string) {
	if x.approx != Exact {
		return
	}
	p := gap(s, x.end)
	r, w := at(s, p)
	next, nw := at(s, p+w)
	switch r {
	case '余':
		if strings.ContainsRune(afterMore, next) && next != 0 {
			return
		}
	case '多':
		if next != 0 && (strings.ContainsRune(afterMany, next) || next >= '0' && next <= '9' || // 比567118万元多8226万元
			x.hasUnit && strings.ContainsRune(countersAfterMany, next)) {
			return
		}
	case '来', '几':
		if x.hasUnit || hanPower(next) == 0 {
			if u, _ := unitAt(s, p+w); x.hasUnit || u == nil {
				return
			}
		}
		_ = nw
	default:
		if x.hasUnit {
			if end, ok := hasFolded(s, p, leftOver); ok {
				x.approx, x.modifier, x.end = MoreThan, leftOver, end
			}
		}
		return
	}
	x.approx, x.modifier, x.end = MoreThan, string(r), p+w
}

// scales reads 万, 亿, 千万, 万亿 …, unless a unit begins there (千米, 百分点).
func (x *suffix) scales(s string) {
	for {
		p := gap(s, x.end)
		r, w := at(s, p)
		power := hanPower(r)
		if r == trillion && x.scale == 0 && nextRune(s, p+w) == '元' {
			power = 12
		}
		if power == 0 || power == 1 && hanPower(nextRune(s, p+w)) < 4 {
			return
		}
		if power < 4 {
			if u, _ := unitAt(s, p); u != nil {
				return
			}
			if power == 2 && !scaleFollows(s, p+w) {
				return
			}
		}
		if x.scale+power > 16 {
			return
		}
		x.scale += power
		x.end = p + w
	}
}

// afterPieces are runes behind 3个亿 that leave it an amount of money; 3个亿元项目 and
// 3个亿级企业 count something.
const afterPieces = "的左以多余，。；、）,.;)"

// piecewise reads the 亿 of 投资超过3个亿.
func (x *suffix) piecewise(s string) {
	end, ok := hasFolded(s, x.end, hundredMillions)
	if next := nextRune(s, end); ok && x.scale == 0 && (next == 0 || strings.ContainsRune(afterPieces, next)) {
		x.scale, x.end, x.pieces = 8, end, true
	}
}

// hundredMillions is 亿 as it is spoken.
const hundredMillions = "个亿"

// hundreds reads a 百 that nothing follows, the end of 5万4千6百.
func (x *suffix) hundreds(s string) {
	if r, w := at(s, x.end); hanPower(r) == 2 {
		x.scale, x.end = 2, x.end+w
	}
}

// scaleFollows reports what may follow 百 as a scale: 百元, 百万, 百余, 百人.
func scaleFollows(s string, i int) bool {
	if r, _ := at(s, i); hanPower(r) > 0 || r == '余' || r == '多' {
		return true
	}
	u, _ := unitAt(s, i)
	return u != nil
}

func nextRune(s string, i int) rune { r, _ := at(s, i); return r }

// halves reads 半 after a unit, 一年半, 三倍半, and the digit of 三成五.
func (x *suffix) halves(s string) {
	if x.unit.kind != Measure && x.unit.kind != Ratio {
		return
	}
	r, w := at(s, x.end)
	if r == '半' && !strings.ContainsRune("径数岛导年天", nextRune(s, x.end+w)) {
		x.tenths, x.end = 5, x.end+w
	}
	if next := nextRune(s, x.end+w); x.unit.text == "成" && hanDigit(r) > 0 && (!isHan(next) || next == '左' || next == '以') {
		x.tenths, x.end = hanDigit(r), x.end+w
	}
}

// bound is a word that turns a number into a bound.
type bound struct {
	word   string
	approx Approx
}

// postBounds follow a number; the longest is listed first for each head.
var postBounds = []bound{
	{"及以上", AtLeast}, {"及其以上", AtLeast}, {"(含)以上", AtLeast}, {"以上", AtLeast}, {"之上", AtLeast},
	{"及以下", AtMost}, {"(含)以下", AtMost}, {"以下", AtMost}, {"以内", AtMost}, {"(含)以内", AtMost}, {"之内", AtMost},
	{"左右", About}, {"上下", About}, {"前后", About},
}

// post reads 以上, 以内, 左右 … after the number and its unit.
func (x *suffix) post(s string) {
	p := gap(s, x.end)
	r, _ := at(s, p)
	if !strings.ContainsRune("及以之左上前(", r) || r == 0 {
		return
	}
	for _, b := range postBounds {
		if end, ok := hasFolded(s, p, b.word); ok {
			x.approx, x.modifier, x.end = b.approx, strings.TrimPrefix(b.word, "(含)"), end
			return
		}
	}
}

// preBounds stand right before a number. Words of which the last rune is
// shared are listed longest first.
var preBounds = buildPre([]bound{
	{"不超过", AtMost}, {"未超过", AtMost}, {"不得超过", AtMost}, {"不高于", AtMost}, {"不多于", AtMost}, {"不大于", AtMost},
	{"至多", AtMost}, {"最多", AtMost}, {"不得高于", AtMost},
	{"不低于", AtLeast}, {"不少于", AtLeast}, {"不小于", AtLeast}, {"不得低于", AtLeast}, {"不得少于", AtLeast},
	{"至少", AtLeast}, {"最少", AtLeast}, {"最低", AtLeast}, {"最高", AtMost},
	{"超过", MoreThan}, {"超出", MoreThan}, {"高于", MoreThan}, {"大于", MoreThan}, {"多于", MoreThan},
	{"突破", MoreThan}, {"逾", MoreThan}, {"超", MoreThan}, {"高出", Exact},
	{"不足", LessThan}, {"不到", LessThan}, {"低于", LessThan}, {"少于", LessThan}, {"小于", LessThan},
	{"不满", LessThan}, {"未满", LessThan},
	{"大约", About}, {"大概", About}, {"约为", About}, {"约占", About}, {"约达", About}, {"约合", About}, {"约", About},
	{"将近", About}, {"接近", About}, {"近", About}, {"几乎", About},
	{"≈", About}, {"≥", AtLeast}, {"≧", AtLeast}, {"≤", AtMost}, {"≦", AtMost}, {">", MoreThan}, {"<", LessThan}, {">=", AtLeast}, {"<=", AtMost},
})

// preVeto holds the runes before a one-rune bound that make it part of another
// word: 节约100元, 最近3年, 反超2家.
var preVeto = map[string]string{
	"约": "节签契制合预条履违失续集毁相邀简婉立爽特", "近": "最附临邻靠亲相远就", "超": "反赶高", "最高": "", "最低": "",
}

func buildPre(bs []bound) map[rune][]bound {
	m := make(map[rune][]bound)
	for _, b := range bs {
		r, _ := before(b.word, len(b.word))
		i := len(m[r])
		for i > 0 && len(m[r][i-1].word) < len(b.word) {
			i--
		}
		m[r] = append(m[r][:i], append([]bound{b}, m[r][i:]...)...)
	}
	return m
}

// boundBefore finds the bound that ends at i, not reaching left of from. The
// copula forms 约为, 约占 bound the number but stay outside its span.
func boundBefore(s string, i, from int) (b bound, start int, ok bool) {
	p := ungap(s, i)
	r, _ := before(s, p)
	for _, b := range preBounds[r] {
		start, ok := suffixFolded(s, p, b.word)
		if !ok || start < from {
			continue
		}
		prev, _ := before(s, start)
		if v := preVeto[b.word]; v != "" && prev != 0 && strings.ContainsRune(v, prev) {
			continue
		}
		if b.word == "超" && isLetter(prev) { // B超2台
			continue
		}
		if len(b.word) == 6 && strings.HasPrefix(b.word, "约") {
			return bound{"约", About}, i, true
		}
		return b, start, true
	}
	return bound{}, i, false
}

// suffixFolded reports whether s[:end] ends with the folded word, and where it starts.
func suffixFolded(s string, end int, word string) (int, bool) {
	j := len(word)
	for j > 0 {
		want, ww := before(word, j)
		r, w := before(s, end)
		if w == 0 || r != want {
			return 0, false
		}
		j, end = j-ww, end-w
	}
	return end, true
}
