package nlp

import "strings"

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

// clock reads a time of day at i: 08:30, 10:19:00, 07时41分. After a date 15:04
// is one too, elsewhere it may be a ratio.
func clock(s string, i int, afterDate bool) (int, bool) {
	h, hn, p, ok := arabic(s, i, 2)
	if !ok || h > 24 {
		return i, false
	}
	if r, w := at(s, p); r == '时' {
		p += w
		if m, mn, e, ok := arabic(s, p, 2); ok && mn > 0 && m < 60 && nextRune(s, e) == '分' {
			return e + len("分"), true
		}
		return p, afterDate
	}
	parts := 0
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
		p = e
	}
	sure := afterDate || hn == 2 && nextRune(s, i) == '0' || hn == 2 && parts == 2
	return p, sure && (parts == 1 || parts == 2)
}

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
var codeWords = []string{"电话", "传真", "热线", "邮编", "邮政编码", "账号", "帐号", "代码", "编号", "证号", "编码", "文号", "备案号", "手机", "尾号"}

// announcedCode reports that a code word stands right before i.
func announcedCode(s string, i int) bool {
	p := ungap(s, i)
	if r, w := before(s, p); r == ':' || r == '为' {
		p = ungap(s, p-w)
	}
	r, _ := before(s, p)
	if r == 0 || !strings.ContainsRune("话真线编码号机", r) {
		return false
	}
	for _, w := range codeWords {
		if strings.HasSuffix(s[:p], w) {
			return true
		}
	}
	return false
}

// formName reports 公开, 预算 or 财决 before a form number: 公开 11 表.
func formName(s string, i int) bool {
	p := s[:ungap(s, i)]
	return strings.HasSuffix(p, "公开") || strings.HasSuffix(p, "预算") || strings.HasSuffix(p, "财决")
}

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
