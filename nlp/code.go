package nlp

import (
	"slices"
	"strings"
)

// toc reads a "_Toc…" id at i and, after PAGEREF, the page number it left.
func (l *line) toc(i int) int {
	const mark = "_Toc"
	e := i + len(mark)
	for e < len(l.s) && isDigit(rune(l.s[e])) {
		e++
	}
	if !strings.HasPrefix(l.s[i:], mark) || e == i+len(mark) {
		return i + 1
	}
	l.emit(Mention{Start: i, End: e, Kind: Code})
	rest := strings.TrimLeft(l.s[e:], " \"\\")
	if !strings.HasPrefix(rest, "h ") {
		return e
	}
	p := spaces(l.s, len(l.s)-len(rest)+1)
	if _, n, pe, ok := arabic(l.s, p, 4); ok && n > 0 {
		l.emit(Mention{Start: p, End: pe, Kind: Ordinal})
		return pe
	}
	return e
}

// bracketed reads, at an opening bracket, 〔2023〕274号 and the footnote [5].
func (l *line) bracketed(i, w int) (int, bool) {
	v, n, e, ok := arabic(l.s, gap(l.s, i+w), 4)
	if !ok {
		return i, false
	}
	e = gap(l.s, e)
	open, _ := at(l.s, i)
	r, rw := at(l.s, e)
	if !closes(open, r) {
		return i, false
	}
	e += rw
	if isYear(v, n) {
		p := gap(l.s, e)
		if nextRune(l.s, p) == '第' {
			p += len("第")
		}
		_, _, d, ok := arabic(l.s, p, 4)
		d = gap(l.s, d)
		if r, rw := at(l.s, d); ok && r == '号' {
			l.emit(Mention{Start: i, End: d + rw, Kind: Code})
			return d + rw, true
		}
		if open == '(' {
			from := gap(l.s, i+w)
			_, _, to, _ := arabic(l.s, from, 4)
			l.date(from, period{Span{FromYear: v, ToYear: v}, to})
			return e, true
		}
		return i, false
	}
	if open == '[' && n <= 3 {
		l.emit(Mention{Start: i, End: e, Kind: Ordinal})
		return e, true
	}
	return i, false
}

func closes(open, r rune) bool {
	switch open {
	case '[':
		return r == ']'
	case '〔', '﹝':
		return r == '〕' || r == '﹞'
	case '(':
		return r == ')'
	case '【':
		return r == '】'
	}
	return false
}

// isTokenRune reports the characters an ASCII code may hold inside.
func isTokenRune(r rune) bool {
	return isDigit(r) || isLetter(r) || r == '-' || r == '_' || r == '.' || r == '&' || r == '@'
}

// token returns the bounds of the ASCII word around i.
func token(s string, i, from int) (start, end int) {
	start = i
	for {
		r, w := before(s, start)
		if w == 0 || !isTokenRune(r) || start-w < from {
			break
		}
		start -= w
	}
	end = i
	for {
		r, w := at(s, end)
		if w == 0 || !isTokenRune(r) {
			break
		}
		end += w
	}
	for end > i && strings.HasSuffix(s[:end], ".") {
		end--
	}
	return start, end
}

// url returns the end of an address that begins at i, or i.
func url(s string, i int) int {
	if !strings.HasPrefix(s[i:], "http://") && !strings.HasPrefix(s[i:], "https://") && !strings.HasPrefix(s[i:], "www.") {
		return i
	}
	for i < len(s) && s[i] > ' ' && s[i] < 0x80 {
		i++
	}
	return i
}

// clock reads a time of day at i: 08:30, 10:19:00, 07时41分, 下午3点半, 9点至17点.
// After a date 15:04 is one too, elsewhere it may be a ratio.
func clock(s string, i int, afterDate bool) (int, bool) {
	h, hn, p, ok := arabic(s, i, 2)
	if !ok || h > 24 {
		return i, false
	}
	if end, ok := hourMark(s, p); ok {
		return spokenClock(s, i, end, afterDate)
	}
	parts, sum := 0, h
	for {
		r, w := at(s, p)
		if r != ':' {
			break
		}
		afterDate = afterDate || parts == 0 && nextRune(s, p+w) == '0' // no ratio is 9:00
		m, mn, e, ok := arabic(s, p+w, 2)
		if !ok || mn != 2 || m > 59 || nextRune(s, e) == '.' {
			return i, false
		}
		parts++
		p, sum = e, sum+m
	}
	if parts == 0 || parts == 2 && sum == wholeShares && !afterDate { // 21:50:29 of three industries
		return i, false
	}
	if q := dash(s, p); q > p { // 8:30-17:30
		if end, ok := clock(s, q, true); ok {
			return end, true
		}
	}
	sure := afterDate || hn == 2 && nextRune(s, i) == '0' || hn == 2 && parts == 2
	return p, sure && parts <= 2
}

// wholeShares is what the shares of a whole make together.
const wholeShares = 100

// hanClock is clock for Han numerals: 上午十一点, 八时三十分.
func hanClock(s string, i int, afterDate bool) (int, bool) {
	h, _, p, ok := hanInt(s, i)
	if !ok || h > 24 {
		return i, false
	}
	if end, ok := hourMark(s, p); ok {
		return spokenClock(s, i, end, afterDate)
	}
	return i, false
}

// hourMark reads 点 or 时 after the hour.
func hourMark(s string, i int) (int, bool) {
	r, w := at(s, i)
	return i + w, r == '点' || r == '时'
}

// dayParts before an hour say that it is a time of day: 下午3点, 每天8时.
var dayParts = []string{"上午", "下午", "中午", "正午", "晚上", "晚间", "早上", "早晨", "清晨", "凌晨", "傍晚", "夜间", "夜里", "午夜", "当晚", "今晚", "每天", "每日", "当日", "当天", "次日", "今早", "早", "晚"}

// spokenClock reads what follows the 点 or 时 that ends at p of an hour that
// begins at i. 3点 alone is a clock only with a word that says so, for 3点 may
// count points and 3时 hours.
func spokenClock(s string, i, p int, sure bool) (int, bool) {
	for _, w := range dayParts {
		sure = sure || strings.HasSuffix(s[:ungap(s, i)], w)
	}
	prev, _ := before(s, p)
	if m, n, e, ok := dateInt(s, p); ok && n <= 3 && m < 60 && nextRune(s, e) == '分' && nextRune(s, e+len(point)) != '之' {
		p, sure = e+len(point), true
	} else {
		for _, w := range afterHour {
			if strings.HasPrefix(s[p:], w) && prev == '点' && !(w == sharp && strings.ContainsRune(notSharp, nextRune(s, p+len(w)))) {
				p, sure = p+len(w), true
			}
		}
	}
	if m, n, e, ok := dateInt(s, p); sure && prev == '点' && ok && n == 2 && m < 60 { // 下午3点40
		if x := readSuffix(s, e); !x.hasUnit && x.scale == 0 {
			p = e
		}
	}
	if q := dash(s, p); q > p { // 9点至17点
		if h, n, e, ok := dateInt(s, q); ok && n <= 3 && h <= 24 {
			if e, ok := hourMark(s, e); ok {
				end, _ := spokenClock(s, q, e, true)
				return end, true
			}
		}
	}
	return p, sure
}

// afterHour are the words after 9点; what sharp begins is another word before notSharp.
var afterHour = []string{"半", sharp, "钟"}

const sharp, notSharp = "整", "改治理体合"

// telephone reads 0564-3378276, 400-820-8820 and 13800138000 at i.
func telephone(s string, i int) (int, bool) {
	_, n, p, ok := longDigits(s, i)
	if !ok {
		return i, false
	}
	if n == 11 && nextRune(s, i) == '1' && secondRune(s, i) >= '3' {
		x := readSuffix(s, p)
		next := nextRune(s, p)
		return p, !x.hasUnit && x.scale == 0 && next != '.' && next != '%'
	}
	r, w := at(s, p)
	if r != '-' && r != '—' || n < 3 || n > 4 {
		return i, false
	}
	_, n2, p2, ok := longDigits(s, p+w)
	switch {
	case !ok:
		return i, false
	case nextRune(s, i) == '0' && (n2 == 7 || n2 == 8):
		return p2, true
	case n == 3 && nextRune(s, i) != '0' && n2 >= 3 && n2 <= 4:
		if r, w := at(s, p2); r == '-' {
			if _, n3, p3, ok := longDigits(s, p2+w); ok && n3 >= 3 {
				return p3, true
			}
		}
	}
	return i, false
}

func longDigits(s string, i int) (start, n, end int, ok bool) {
	start = i
	for {
		r, w := at(s, i)
		if !isDigit(r) {
			return start, n, i, n > 0
		}
		n++
		i += w
	}
}

// codeWords announce a number that names: 电话：63841234.
var codeWords = []string{"电话", "传真", "热线", "邮编", "邮政编码", "账号", "帐号", "代码", "编号", "证号", "编码", "文号", "备案号", "手机", "尾号", "拨打", "致电", "服务号"}

// announcedCode reports that a code word stands right before i.
func announcedCode(s string, i int) bool {
	p := ungap(s, i)
	if r, w := before(s, p); r == ':' || r == '为' {
		p = ungap(s, p-w)
	}
	r, _ := before(s, p)
	if r == 0 || !strings.ContainsRune("话真线编码号机打电", r) {
		return false
	}
	for _, w := range codeWords {
		if strings.HasSuffix(s[:p], w) {
			return true
		}
	}
	return false
}

// hotline reports the short number of a public telephone service in running
// text, 12345 or 12380, that no unit follows.
func hotline(s string, i, n, end int) bool {
	if n != 5 || !isHan(nextRune(s, end)) {
		return false
	}
	d := foldString(s[i:end])
	x := readSuffix(s, end)
	return strings.HasPrefix(d, "123") && !x.hasUnit && x.scale == 0 && x.approx == Exact
}

// formName reports 公开, 预算 or 财决 before a form number: 公开 11 表.
func formName(s string, i int) bool {
	p := s[:ungap(s, i)]
	return slices.ContainsFunc(formNames, func(w string) bool { return strings.HasSuffix(p, w) })
}

var formNames = []string{"公开", "预算", "财决"}

// formula reads 1+2+4+N, 14+1 and 1=2+3 at a digit: a slogan or the arithmetic
// of column numbers, never a quantity.
func formula(s string, i int) (int, bool) {
	e, joints := i, 0
	for {
		r, w := at(s, e)
		switch {
		case isDigit(r) || 'A' <= r && r <= 'Z' || r == 'n' || r == 'x':
		case (r == '+' || r == '=' || r == '×') && (isAlnum(nextRune(s, e+w)) || hanDigit(nextRune(s, e+w)) > 0):
			joints++
		case r == '·' && isDigit(nextRune(s, e+w)) && e > i: // 5·12
			joints++
		case r == '-' && joints > 0 && isDigit(nextRune(s, e+w)):
		default:
			return e, joints > 0
		}
		e += w
	}
}

func isAlnum(r rune) bool { return isDigit(r) || isLetter(r) }

func secondRune(s string, i int) rune {
	_, w := at(s, i)
	return nextRune(s, i+w)
}
