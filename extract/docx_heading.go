package extract

import (
	"strings"
	"unicode/utf8"

	"gongkai/nlp/outline"
)

// headingRunes is the longest line taken for a heading by its text alone.
const headingRunes = 40

// headingByText returns the level that the numbering of a short line gives it
// in Chinese official documents (GB/T 9704-2012 7.3.3: 一、 over （一） over 1.;
// reports put 第一部分 above them), else 0. It serves documents whose author
// numbered by hand and left every paragraph in the body style; arabic numbers
// are left out, since list items carry them too.
func headingByText(s string) int {
	s = strings.TrimSpace(s)
	if utf8.RuneCountInString(s) > headingRunes || strings.ContainsAny(s, "。；;\n") {
		return 0
	}
	if level, _ := outline.Mark(s); level <= outline.Section {
		return level
	}
	return 0
}
