// Package outline reads the numbers that the headings and items of official documents
// open with. Text readers, page layout and views all ask it, so that a line is
// numbered for one exactly when it is for the others.
//
// [Mark] is strict: it tells the level, and takes nothing for a number that may be a
// figure. [Skip] is lenient: it drops whatever numbers a name may carry.
package outline

import (
	"strings"
	"unicode/utf8"
)

// The levels of GB/T 9704-2012 7.3.3 below the parts that reports are divided into,
// 1 the highest. 0 is for no number.
const (
	Part    = 1 // 第一部分 第2篇 第三章
	Chapter = 2 // 一、 一．
	Section = 3 // （一）
	Point   = 4 // 1、 12.
	Item    = 5 // （1） 1）
	Circled = 6 // ①
	Levels  = 6
)

// Mark is the level of the number that a text opens with and how many bytes the number
// and the marks around it have; zeros where there is none. An Arabic number before a
// point is none when a figure follows, 3.14, but for a year: 1.2020年.
func Mark(s string) (level, length int) {
	switch c, open := utf8.DecodeRuneInString(s); {
	case c == '第':
		return found(Part, part(s))
	case c == '（' || c == '(':
		if n := run(s[open:], isHan, 3); n > 0 {
			return found(Section, closed(s, open+n))
		}
		if n := run(s[open:], isArabic, 2); n > 0 {
			return found(Item, afterPoint(s, closed(s, open+n)))
		}
	case isCircled(c):
		return Circled, afterPoint(s, open)
	case isArabic(c):
		if n := point(s); n > 0 {
			return Point, n
		}
		return found(Item, closed(s, run(s, isArabic, 2)))
	case isHan(c):
		n := run(s, isHan, 3)
		if m := one(s[n:], "、．.，"); m > 0 {
			return Chapter, n + m
		}
	}
	return 0, 0
}

// found is a level, where there is a number at all.
func found(level, length int) (int, int) {
	if length == 0 {
		return 0, 0
	}
	return level, length
}

// part is the length of 第一部分 at the head of a text.
func part(s string) int {
	n := len("第")
	digits := run(s[n:], func(r rune) bool { return isHan(r) || r == '百' || isArabic(r) }, 3)
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

// point is the length of 1、 or 12. at the head of a text.
func point(s string) int {
	n := run(s, isArabic, 2)
	n += one(s[n:], " \t\n\f\r")
	m := one(s[n:], "、．.﹒")
	if m == 0 {
		return 0
	}
	n += m
	rest := s[n:]
	if c, _ := utf8.DecodeRuneInString(rest); rest == "" || !isArabic(c) && c != '.' {
		return n
	}
	if year := run(rest, isArabic, 4); year == 4 && strings.HasPrefix(rest[year:], "年") {
		return n
	}
	return 0
}

// closed is n with the closing bracket at byte n of a text, 0 where there is none.
func closed(s string, n int) int {
	m := one(s[n:], "）)")
	if m == 0 {
		return 0
	}
	return n + m
}

// afterPoint is n with the point or comma at byte n of a text, where n is no 0.
func afterPoint(s string, n int) int {
	if n == 0 {
		return 0
	}
	return n + one(s[n:], ".、")
}

// one is the length of the first character of a text if it is one of a set, else 0.
func one(s, set string) int {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError || !strings.ContainsRune(set, r) {
		return 0
	}
	return size
}

// run is the length of the characters of a kind at the head of a text, at most so many.
func run(s string, is func(rune) bool, most int) (n int) {
	for ; most > 0 && n < len(s); most-- {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !is(r) {
			break
		}
		n += size
	}
	return n
}

// between are the marks and blanks between a number and the words after it.
const between = " \t\u3000\u00a0.．、,，"

// Skip is the byte where the words of a text begin, after numbers of any style, more
// than one too: 一、 （二） 3. 1.2 ④ 第五部分.
func Skip(s string) int {
	at := 0
	for {
		if wordAt(s, at) {
			return at
		}
		t := strings.TrimLeft(s[at:], between)
		t = t[loose(t):]
		if next := len(s) - len(t); next > at {
			at = next
			continue
		}
		return at
	}
}

// wordAt reports a Han character that is in no number and stands before none, as most
// names begin with one.
func wordAt(s string, at int) bool {
	if at >= len(s) || s[at] < 0xe4 || s[at] > 0xe9 { // U+4000 to U+9FFF
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	return r != '第' && !isHan(r)
}

// Bare is a number without the marks and blanks around it.
func Bare(number string) string { return strings.Trim(number, between) }

// loose is the length of what may be a number at the head of a name.
func loose(s string) int {
	switch r, size := utf8.DecodeRuneInString(s); {
	case r == '第':
		if k := strings.Index(s, "部分"); k > 0 && k <= len("第十一") {
			return k + len("部分")
		}
	case r == '（' || r == '(':
		if k := strings.IndexAny(s[size:], "）)"); k > 0 && k <= 9 && IsNumeral(s[size:size+k]) {
			_, shut := utf8.DecodeRuneInString(s[size+k:])
			return size + k + shut
		}
	case isNumeral(r):
		k := len(s) - len(strings.TrimLeftFunc(s, isNumeral))
		switch mark, width := utf8.DecodeRuneInString(s[k:]); {
		case k < len(s) && strings.ContainsRune("、.． ，)）", mark):
			return k + width
		case k < len(s) && isCircled(r):
			return k
		}
	}
	return 0
}

// IsNumeral reports text that is nothing but numerals of an outline: 12, 三, ④.
func IsNumeral(s string) bool { return s != "" && strings.TrimLeftFunc(s, isNumeral) == "" }

func isNumeral(r rune) bool { return isArabic(r) || isCircled(r) || isHan(r) }

func isHan(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}

func isArabic(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isCircled(r rune) bool { return r >= '①' && r <= '⑳' }
