package extract

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plural renders a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// runeWidth is the width of a character on a terminal: 2 for Han, kana,
// full-width forms and CJK punctuation, else 1.
func runeWidth(r rune) int {
	if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000 && r <= 0x3fffd) ||
		r == '“' || r == '”' || r == '‘' || r == '’' || r == '…' || r == '—' || r >= '①' && r <= '⑳' {
		return 2
	}
	return 1
}

// displayWidth is the width of s on a terminal.
func displayWidth(s string) (w int) {
	for i := 0; i < len(s); {
		if isHanAt(s, i) {
			w, i = w+2, i+hanBytes
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		w, i = w+runeWidth(r), i+size
	}
	return w
}

// hanBytes is the length of a Han character of the basic plane in UTF-8.
const hanBytes = 3

// isHanAt reports a character U+4000 to U+9FFF at byte i of s, told by its
// bytes alone. Loops over text are quicker when they step over these at once.
func isHanAt(s string, i int) bool {
	return s[i] >= 0xe4 && s[i] <= 0xe9 && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80
}

// runeCount is utf8.RuneCountInString, quicker for Han.
func runeCount(s string) (n int) {
	for i := 0; i < len(s); n++ {
		switch {
		case s[i] < utf8.RuneSelf:
			i++
		case isHanAt(s, i):
			i += hanBytes
		default:
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
	}
	return n
}

// hasSpace reports white space anywhere in s.
func hasSpace(s string) bool {
	for i := 0; i < len(s); {
		if isHanAt(s, i) {
			i += hanBytes
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if isSpace(r) {
			return true
		}
		i += size
	}
	return false
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isLatin(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }

// bookmarkMark is what some converters leave of a Word bookmark. A bookmark may
// be broken over lines.
var bookmarkMark = regexp.MustCompile(`\[bookmark:[^\[\]]*\]`)

// visible is s without bookmark residue and outer white space.
func visible(s string) string {
	if strings.Contains(s, "[bookmark:") {
		s = bookmarkMark.ReplaceAllString(s, "")
	}
	return strings.TrimFunc(s, isSpace)
}

// itemMark returns the outline level the mark at the head of s suggests and
// the mark's length, or zeros. Each level has its form of mark:
//
//	1  第一部分 第2篇 第三章
//	2  一、 一．
//	3  （一）
//	4  1、 12. with what follows not making it a decimal
//	5  （1） ① 1）
func itemMark(s string) (level, length int) {
	switch c := firstRune(s); {
	case c == '第':
		return mark(1, partMark(s))
	case c == '（' || c == '(':
		open := utf8.RuneLen(c)
		if n := markRunes(s[open:], 3, hanDigits, ""); n > 0 {
			if m := open + n; closes(s[m:]) > 0 {
				return 3, m + closes(s[m:])
			}
		}
		if n := markRunes(s[open:], 2, "", arabicDigits); n > 0 {
			if m := open + n; closes(s[m:]) > 0 {
				m += closes(s[m:])
				return 5, m + len(prefixRune(s[m:], ".、"))
			}
		}
	case c >= '①' && c <= '⑳':
		m := utf8.RuneLen(c)
		return 5, m + len(prefixRune(s[m:], ".、"))
	case isDigit(c):
		if m := numberMark(s); m > 0 {
			return 4, m
		}
		n := markRunes(s, 2, "", arabicDigits)
		if closes(s[n:]) > 0 {
			return 5, n + closes(s[n:])
		}
	case strings.ContainsRune(hanDigits, c):
		n := markRunes(s, 3, hanDigits, "")
		if p := prefixRune(s[n:], "、．.，"); p != "" {
			return 2, n + len(p)
		}
	}
	return 0, 0
}

const (
	hanDigits    = "一二三四五六七八九十"
	arabicDigits = "0123456789"
)

// mark is a level, where there is a mark at all.
func mark(level, length int) (int, int) {
	if length == 0 {
		return 0, 0
	}
	return level, length
}

// markRunes counts the bytes of the digits at the head of s, at most so many.
func markRunes(s string, most int, han, arabic string) (n int) {
	for ; most > 0 && n < len(s); most-- {
		p := prefixRune(s[n:], han)
		if p == "" {
			p = prefixRune(s[n:], arabic)
		}
		if p == "" {
			break
		}
		n += len(p)
	}
	return n
}

// prefixRune returns the first character of s if it is one of a set, else "".
func prefixRune(s, set string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError || !strings.ContainsRune(set, r) {
		return ""
	}
	return s[:size]
}

// closes returns the length of a closing bracket at the head of s.
func closes(s string) int { return len(prefixRune(s, "）)")) }

// partMark returns the length of 第一部分 at the head of s.
func partMark(s string) int {
	n := len("第")
	digits := markRunes(s[n:], 3, hanDigits+"百", arabicDigits)
	if digits == 0 {
		return 0
	}
	n += digits
	for _, noun := range []string{"部分", "篇", "章"} {
		if strings.HasPrefix(s[n:], noun) {
			return n + len(noun)
		}
	}
	return 0
}

// numberMark returns the length of 1、 or 12. at the head of s. The point must
// not be that of a decimal: what follows is no digit, but for a year.
func numberMark(s string) int {
	n := markRunes(s, 2, "", arabicDigits)
	if p := prefixRune(s[n:], " \t\n\f\r"); p != "" {
		n += len(p)
	}
	p := prefixRune(s[n:], "、．.﹒")
	if p == "" {
		return 0
	}
	n += len(p)
	rest := s[n:]
	if c := firstRune(rest); rest == "" || !isDigit(c) && c != '.' {
		return n
	}
	if digits := markRunes(rest, 4, "", arabicDigits); digits == 4 && strings.HasPrefix(rest[4:], "年") {
		return n
	}
	return 0
}

// otherMark begins items that are never headings: 一是, 注：, 附件1, 图1, dashes
// and bullets.
var otherMark = regexp.MustCompile(`^([一二三四五六七八九十]是|注[：:]|附件?[一二三四五六七八九十\d]*([：:]|$|\s)|附[表录]|[图表]\s?\d|——|[-•●◆■□▪·★※]\s?\S|单位[：:]|\d{1,2}[“”"][.、．]|目\s*录|\[bookmark:)`)

// otherHeads are the characters otherMark may begin with.
const otherHeads = hanDigits + arabicDigits + "注附图表—-•●◆■□▪·★※单目["

// startsItem reports whether s begins an item, heading or note of its own.
func startsItem(s string) bool {
	level, _ := itemMark(s)
	return level > 0 || strings.ContainsRune(otherHeads, firstRune(s)) && otherMark.MatchString(s)
}

// headingMax is the most characters a line that looks like a heading has.
const headingMax = 45

// headingLevel returns the outline level the form of a line suggests, 0 when
// it does not look like a heading: a numbering mark, few characters, no
// sentence in it and no row of figures. It is a candidate only: what a section
// is follows from what the heading says.
func headingLevel(s string) int {
	s = visible(s)
	if runeCount(s) > headingMax {
		return 0
	}
	level, n := itemMark(s)
	if level == 0 {
		return 0
	}
	body := strings.TrimFunc(s[n:], isSpace)
	if isRowLike(s) || strings.ContainsAny(body, arabicDigits) && figure.MatchString(body) {
		return 0
	}
	if strings.ContainsAny(body, "；！？;%％") || strings.Contains(strings.TrimRight(body, "：:"), "：") {
		return 0
	}
	title := strings.TrimRight(body, "。.：:")
	if level >= 4 && strings.HasSuffix(body, "。") && runeCount(title) > 16 || strings.Trim(title, "….X×") == "" {
		return 0
	}
	if strings.ContainsAny(title, "。") || title != body && strings.ContainsAny(title, "，,") {
		return 0
	}
	return level
}

// figure is an amount, which headings do not carry.
var figure = regexp.MustCompile(`\d\s*(万|亿|元|辆|个|人|户|次)`)

// number is a number standing alone, as in the cell of a table.
var number = regexp.MustCompile(`^[-−+]?(\d{1,3}([,，]\d{3})+|\d+)([.．]\d+)?\s*[%％]?$`)

// isNumber reports whether s is a number and nothing else.
func isNumber(s string) bool {
	if s == "" || len(s) >= 40 || !strings.ContainsRune("-−+0123456789", firstRune(s)) {
		return false
	}
	return number.MatchString(s)
}

// isNumeric reports numbers and the marks that stand for none in a table.
func isNumeric(s string) bool {
	switch s {
	case "-", "—", "--", "——", "/", "－":
		return true
	}
	return isNumber(s)
}

// prose holds the punctuation that makes a line a sentence.
const prose = "，。；：！？“”、,;"

// isRowLike reports a line of page text that was a row of a table: fields
// apart by spaces, no sentence among them, and either a number at the end,
// two numbering marks, or nothing but short fields.
func isRowLike(s string) bool {
	if !hasSpace(s) {
		return isNumeric(s)
	}
	fields := strings.FieldsFunc(s, isSpace)
	if len(fields) < 2 {
		return len(fields) == 1 && isNumeric(fields[0])
	}
	marks, short := 0, 0
	for _, f := range fields {
		if level, n := itemMark(f); level == 2 && n < len(f) {
			marks++
			f = f[n:]
		}
		if strings.ContainsAny(f, prose) && !isNumeric(f) {
			return false
		}
		if runeCount(f) <= 12 {
			short++
		}
	}
	return marks >= 2 || isNumeric(fields[len(fields)-1]) || len(fields) >= 4 && short == len(fields)
}

// hasColumns reports fields apart by three spaces or more, none of them a
// sentence.
func hasColumns(s string) bool {
	return strings.Contains(s, "   ") && !strings.ContainsAny(s, "。；，")
}
