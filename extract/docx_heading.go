package extract

import (
	"strings"
	"unicode/utf8"
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
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		if rest, ok = cutHanNumber(rest); ok && (strings.HasPrefix(rest, "部分") || strings.HasPrefix(rest, "章")) {
			return 1
		}
		return 0
	}
	if rest, ok := cutHanNumber(s); ok && strings.HasPrefix(rest, "、") {
		return 2
	}
	if inner, ok := cutAny(s, "（", "("); ok {
		if rest, ok := cutHanNumber(inner); ok {
			if _, ok := cutAny(rest, "）", ")"); ok {
				return 3
			}
		}
	}
	return 0
}

// cutHanNumber cuts a Chinese numeral off the front.
func cutHanNumber(s string) (string, bool) {
	rest := strings.TrimLeft(s, "一二三四五六七八九十百")
	return rest, len(rest) < len(s)
}

// cutAny cuts the first prefix that fits.
func cutAny(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}
