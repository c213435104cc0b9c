package layout

import (
	"strings"
	"unicode/utf8"

	"gongkai/nlp/outline"
)

// itemStart reports whether a line begins with a numbering mark.
func itemStart(s string) bool {
	level, _ := outline.Mark(s)
	return level > 0
}

// longestHeading is the most characters of a heading; the longest of the template
// has 31.
const longestHeading = 42

// headingLevel tells the outline level a numbered line claims, 0 for none:
// 第一部分 1, 一、 2, （一） 3.
func headingLevel(s string) int {
	if utf8.RuneCountInString(s) > longestHeading || strings.ContainsAny(s, "。；，：:;") {
		return 0
	}
	if level, _ := outline.Mark(s); level <= outline.Section {
		return level
	}
	return 0
}

// sentenceEnd reports whether a line ends as a sentence or list item does.
func sentenceEnd(s string) bool {
	return s != "" && strings.ContainsRune("。；！？;!?", lastRune(s))
}

// opens and closes hold characters that may not end, may not begin a line.
const (
	opens  = "（(《“‘【〔〈「"
	closes = "，。；：、！？）)》”’】〕〉」%％,.;:"
)

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// firstWord is the width of what stands at the start of a line and may not be
// broken: a number or word, or one character, with the marks that cling to it.
func (l line) firstWord() float64 {
	i := 0
	for i < len(l.glyphs)-1 && strings.ContainsRune(opens, l.glyphs[i].R) {
		i++
	}
	for i < len(l.glyphs)-1 && clings(l.glyphs[i], l.glyphs[i+1], l.em) {
		i++
	}
	return l.glyphs[i].X1 - l.X0
}

// clings reports whether no line break may fall between neighbours.
func clings(a, b Glyph, em float64) bool {
	if b.X0-a.X1 > 0.3*em {
		return false
	}
	word := func(r rune) bool { return figure(r) || letter(r) }
	return word(a.R) && word(b.R) || strings.ContainsRune(closes, b.R)
}
