package nlp

import "strings"

// lineStart reads what stands at the start of a line before its text: bookmark
// residue and one list marker. It returns where the text begins.
func (l *line) lineStart() int {
	i := spaces(l.s, 0)
	if end, ok := pageMark(l.s, i); ok {
		l.emit(Mention{Start: i, End: end, Kind: Ordinal})
		return end
	}
	for {
		end, ok := l.bookmark(i)
		if !ok {
			break
		}
		i = spaces(l.s, end)
	}
	if end, ok := l.sectionNumber(i); ok {
		return end
	}
	if end, ok := markerAt(l.s, i, true); ok {
		l.emit(Mention{Start: i, End: end, Kind: Ordinal})
		return end
	}
	return i
}

// bookmark reads "[bookmark: ID]" as left by text converters; the id is a code.
func (l *line) bookmark(i int) (int, bool) {
	end := bookmarkEnd(l.s, i)
	if end == i {
		return i, false
	}
	from := spaces(l.s, i+len(openBookmark))
	if from < end-1 && hasDigit(l.s[from:end-1]) {
		l.emit(Mention{Start: from, End: end - 1, Kind: Code})
	}
	return end, true
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if isDigit(rune(s[i])) {
			return true
		}
	}
	return false
}

// pageMark reads a line that is only a page number between dashes: — 2 —.
func pageMark(s string, i int) (int, bool) {
	p := dash(s, i)
	if p == i {
		return i, false
	}
	_, n, p, ok := dateInt(s, p)
	if !ok || n == 0 {
		return i, false
	}
	e := dash(s, p)
	if e == p || spaces(s, e) != len(s) {
		return i, false
	}
	return e, true
}

// sectionNumber reads 1.2.3 or 1.1 before Han text at the line start.
func (l *line) sectionNumber(i int) (int, bool) {
	end, ok := l.sectionEnd(i)
	if ok {
		l.emit(Mention{Start: i, End: end, Kind: Ordinal})
	}
	return end, ok
}

// sectionEnd finds the end of the section number at i. Two levels are one only
// when no quantity stands there: 1.1亿元 and 1.5公里 are quantities, 2.1本方案 is
// not, for half a thing is not counted.
func (l *line) sectionEnd(i int) (int, bool) {
	p, levels := i, 0
	for {
		_, n, e, ok := arabic(l.s, p, 2)
		if !ok || n == 0 {
			break
		}
		levels++
		p = e
		r, w := at(l.s, p)
		if r != '.' || !isDigit(nextRune(l.s, p+w)) {
			break
		}
		p += w
	}
	next, nw := at(l.s, p)
	if title := nextRune(l.s, p+nw); levels == 2 && (next == '.' || next == '、') && isHan(title) && hanDigit(title) < 0 {
		return p + nw, true // 2.1.本方案
	}
	switch {
	case levels < 2 || levels > 4 || isDigit(next) || next == '%' || next == '.' && isDigit(nextRune(l.s, p+1)):
		return i, false
	case levels == 2 && !(isHan(next) && l.titleFollows(p)):
		return i, false
	}
	return p, true
}

// titleFollows reports that the Han text at p, right after 2.1, is no unit of
// it: no unit at all, or one that counts whole things and begins a title.
func (l *line) titleFollows(p int) bool {
	x := readSuffix(l.s, p)
	switch {
	case x.scale > 0 || x.approx != Exact:
		return false
	case !x.hasUnit:
		return true
	case x.unit.text == "年":
		return nextRune(l.s, x.end) == '度'
	}
	return x.unit.kind == Count && isHan(nextRune(l.s, x.end))
}

// innerSection reads a section number within a line: after a sentence, or glued
// to the unit of the number before it (3541.07万元2.3本项目).
func (l *line) innerSection(i int) (int, bool) {
	prev, _ := before(l.s, ungapAll(l.s, i))
	glued := l.joins(i) && l.out[len(l.out)-1].Kind.IsQuantity()
	if !glued && (prev == 0 || !strings.ContainsRune("。;!?", prev)) {
		return i, false
	}
	if end, ok := l.nextItem(i); ok {
		return end, true
	}
	return l.sectionNumber(i)
}

// maxItem is how many numbers an item of a list within a line has at most.
const maxItem = 64

// nextItem reads 36. before 38所 where 35. was the last item of the line: the
// point ends the number of an item.
func (l *line) nextItem(i int) (int, bool) {
	v, n, e, ok := arabic(l.s, i, 2)
	r, w := at(l.s, e)
	if !ok || n == 0 || v < 2 || r != '.' {
		return i, false
	}
	end := e + w
	for k := len(l.out) - 1; k >= max(0, len(l.out)-maxItem); k-- {
		m := &l.out[k]
		if m.Kind != Ordinal {
			continue
		}
		last, n, e, ok := arabic(l.s, m.Start, 2)
		if !ok || n == 0 || e >= m.End {
			continue
		}
		if mark, _ := at(l.s, e); last != v-1 || mark != '.' && mark != '、' || isDigit(nextRune(l.s, e+1)) && e+1 < m.End {
			return i, false
		}
		l.emit(Mention{Start: i, End: end, Kind: Ordinal})
		return end, true
	}
	return i, false
}

// arabic reads at most max Arabic digits.
func arabic(s string, i, max int) (v, n, end int, ok bool) {
	if !isDigit(nextRune(s, i)) {
		return 0, 0, i, false
	}
	v, n, end, ok = dateInt(s, i)
	return v, n, end, ok && n <= max
}

// markerAt reads one list marker: 1. 1、 1) （1） （一）. 一、 ①. It reports
// where the marker ends. At a line start more forms are markers than within.
func markerAt(s string, i int, start bool) (int, bool) {
	r, w := at(s, i)
	switch {
	case isCircled(r):
		return afterMark(s, i+w), true
	case r == '(':
		if e, ok := parenthesized(s, i+w); ok {
			return afterMark(s, e), true
		}
		return i, false
	case isDigit(r):
		return arabicMarker(s, i, start)
	case start && (hanDigit(r) > 0 || r == '十'):
		return hanMarker(s, i)
	}
	return i, false
}

// isCircled reports ① … ⑳, ⑴ …, ⒈ …, ㈠ … and ❶ ….
func isCircled(r rune) bool {
	return 0x2460 <= r && r <= 0x249B || 0x2776 <= r && r <= 0x2793 ||
		0x3220 <= r && r <= 0x3229 || 0x3280 <= r && r <= 0x3289 || 0x24EB <= r && r <= 0x24FE
}

// afterMark takes the point or pause mark some authors add: （1）. ①.
func afterMark(s string, i int) int {
	if r, w := at(s, i); (r == '.' || r == '、') && !isDigit(nextRune(s, i+w)) {
		return i + w
	}
	return i
}

// parenthesized reads "N)" after an opening parenthesis, N up to 99 or Han.
func parenthesized(s string, i int) (int, bool) {
	_, n, e, ok := dateInt(s, gap(s, i))
	if !ok || n > 3 || isDigit(nextRune(s, i)) && n > 2 {
		return i, false
	}
	r, w := at(s, gap(s, e))
	return gap(s, e) + w, r == ')'
}

// arabicMarker reads "1." "1、" "1)" "1 、". A point before a digit is a
// marker only when a year follows (1.2020年1-8月).
func arabicMarker(s string, i int, start bool) (int, bool) {
	_, n, e, ok := arabic(s, i, 3)
	if !ok {
		return i, false
	}
	p := gap(s, e)
	r, w := at(s, p)
	next := nextRune(s, p+w)
	if r == 0 {
		return i, false
	}
	switch r {
	case '.':
		if isDigit(next) {
			_, _, ok := year(s, p+w)
			return p + w, ok && n <= 2
		}
		return p + w, start || isHan(next) || next == '“' || next == '《'
	case '、':
		if isDigit(next) {
			if _, _, ok := year(s, p+w); ok {
				return p + w, true
			}
			return p + w, start && !sharesUnit(s, p+w)
		}
		return p + w, start || next == 0 || next == '“' || next == '《' || isHan(next) && hanDigit(next) < 0
	case ')':
		return p + w, start && n <= 2
	}
	return i, false
}

// sharesUnit reports that a number with a calendar or grade unit follows, so
// that "5、6月" is a list, not a marker.
func sharesUnit(s string, i int) bool {
	_, n, e, ok := arabic(s, i, 4)
	if !ok || n > 2 {
		return false
	}
	r := nextRune(s, gap(s, e))
	return r != 0 && strings.ContainsRune("月日号级类季、", r)
}

// hanMarker reads 一、 and 十二. at the line start.
func hanMarker(s string, i int) (int, bool) {
	v, _, e, ok := dateInt(s, i)
	if !ok || v < 1 || v > 99 {
		return i, false
	}
	p := gap(s, e)
	if r, w := at(s, p); r == '、' || r == '.' {
		return p + w, true
	}
	return i, false
}

// labels are words whose number only points: 图1, 附件2, 表3.
var labels = []string{"附件", "附表", "附图", "图表", "专栏", "图", "表", "案例", "例", "注", "式", "国道", "省道", "县道", "No."}

// labelBefore finds the label that ends at i and where it starts.
func labelBefore(s string, i, from int) (int, bool) {
	p := ungap(s, i)
	r, _ := before(s, p)
	if r == 0 || !strings.ContainsRune("件表图栏例注式道.", r) {
		return 0, false
	}
	for _, w := range labels {
		start, ok := suffixFolded(s, p, w)
		if !ok || start < from {
			continue
		}
		prev, _ := before(s, start)
		if len(w) == 3 && isHan(prev) && !strings.ContainsRune("见如附下上的和及与", prev) {
			return 0, false
		}
		return start, true
	}
	return 0, false
}

// subNumber takes the -2 of 表3-2.
func subNumber(s string, i int) int {
	if r, w := at(s, i); r == '-' {
		if _, n, e, ok := arabic(s, i+w, 2); ok && n > 0 && nextRune(s, e) != '.' {
			return e
		}
	}
	return i
}

// ordinalUnits follow 第N in addition to the units of the lexicon.
var ordinalUnits = []string{"部分", "批次", "产业", "季度", "阶段", "条", "章", "节", "款", "项", "批", "届", "次", "期", "名", "位", "个", "页", "号", "轮", "类", "种", "卷", "册", "编", "集", "组", "年", "天", "方", "代"}

// ordinal reads 第N with its noun at i, which is 第. 第一季度 is a period.
func (l *line) ordinal(i int) int {
	if p, ok := quarter(l.s, i); ok {
		return l.date(i, p)
	}
	w := len("第")
	p := gap(l.s, i+w)
	_, n, e, ok := dateInt(l.s, p)
	if !ok || n == 0 {
		return i + w
	}
	if n, ok := lexNumeral(l.s, p); ok && n.decs > 0 && !n.glued { // 第8.6代
		e = n.end
	}
	if q := dash(l.s, e); q > e { // 第1—2页
		if _, _, e2, ok := dateInt(l.s, q); ok {
			e = e2
		}
	}
	g := gap(l.s, e)
	for _, u := range ordinalUnits {
		if strings.HasPrefix(l.s[g:], u) {
			e = g + len(u)
			break
		}
	}
	l.emit(Mention{Start: i, End: e, Kind: Ordinal})
	return l.pageTotal(e)
}

// page and inAll are the words of 第3页 共12页.
const (
	page  = "页"
	inAll = "共"
)

// pageTotal reads 共N页 after 第N页.
func (l *line) pageTotal(i int) int {
	p := spaces(l.s, i)
	if !strings.HasSuffix(l.s[:i], page) || !strings.HasPrefix(l.s[p:], inAll) {
		return i
	}
	_, _, e, ok := dateInt(l.s, gap(l.s, p+len(inAll)))
	g := gap(l.s, e)
	if !ok || !strings.HasPrefix(l.s[g:], page) {
		return i
	}
	l.emit(Mention{Start: p, End: g + len(page), Kind: Ordinal})
	return g + len(page)
}
