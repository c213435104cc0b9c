package extract

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp/outline"
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

const (
	hanDigits    = "一二三四五六七八九十"
	arabicDigits = "0123456789"
)

// otherMark begins items that are never headings: 一是, 注：, 附件1, 图1, dashes
// and bullets.
var otherMark = regexp.MustCompile(`^([一二三四五六七八九十]是|注[：:]|附件?[一二三四五六七八九十\d]*([：:]|$|\s)|附[表录]|[图表]\s?\d|——|[-•●◆■□▪·★※]\s?\S|单位[：:]|\d{1,2}[“”"][.、．]|目\s*录|\[bookmark:)`)

// otherHeads are the characters otherMark may begin with.
const otherHeads = hanDigits + arabicDigits + "注附图表—-•●◆■□▪·★※单目["

// startsItem reports whether s begins an item, heading or note of its own.
func startsItem(s string) bool {
	level, _ := outline.Mark(s)
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
	level, n := outline.Mark(s)
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
	if level >= outline.Point && strings.HasSuffix(body, "。") && runeCount(title) > 16 || strings.Trim(title, "….X×") == "" {
		return 0
	}
	if strings.ContainsAny(title, "。") || title != body && strings.ContainsAny(title, "，,") {
		return 0
	}
	return level
}

// figure is an amount, which headings do not carry.
var figure = regexp.MustCompile(`\d\s*(万|亿|元|辆|个|人|户|次)`)

// The marks that a number in the cell of a table may have.
const (
	signMarks    = "-−+"
	groupMarks   = ",，"
	pointMarks   = ".．"
	percentMarks = "%％"
)

// isNumber reports whether s is a number and nothing else, as in the cell of a
// table: 1,234.5 or -0.5 %. Lines are asked this again and again, so no regexp does it.
func isNumber(s string) bool {
	if s == "" || len(s) >= 40 {
		return false
	}
	_, s = cutMark(s, signMarks)
	n := digitsOf(s)
	if n == 0 {
		return false
	}
	s = s[n:]
	for grouped, rest := cutMark(s, groupMarks); grouped; grouped, rest = cutMark(s, groupMarks) {
		if n > 3 || digitsOf(rest) != 3 {
			return false
		}
		s = rest[3:]
	}
	if point, rest := cutMark(s, pointMarks); point {
		if n = digitsOf(rest); n == 0 {
			return false
		}
		s = rest[n:]
	}
	_, s = cutMark(strings.TrimLeft(s, " \t\n\f\r"), percentMarks)
	return s == ""
}

// cutMark takes one of marks from the front of s.
func cutMark(s, marks string) (found bool, rest string) {
	if s == "" {
		return false, ""
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError || !strings.ContainsRune(marks, r) {
		return false, s
	}
	return true, s[n:]
}

// digitsOf counts the Arabic digits that s begins with.
func digitsOf(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
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
		if level, n := outline.Mark(f); level == outline.Chapter && n < len(f) {
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
