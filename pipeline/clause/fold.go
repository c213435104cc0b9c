package clause

import "strings"

// skippable reports runes that never distinguish two terms: white space,
// zero-width marks and quotation marks.
func skippable(r rune) bool {
	if r > '〞' && r < '\ufeff' {
		return false // as the Han characters are
	}
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u2002', '\u2003', '\u200b', '\ufeff',
		'"', '“', '”', '‘', '’', '\'', '＂', '「', '」', '『', '』', '〝', '〞':
		return true
	}
	return false
}

// foldRune folds full-width forms and the bracket and dash variants of one mark.
func foldRune(r rune) rune {
	switch {
	case r > '〕' && r < '﹒': // the Han characters, which most are
		return r
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '〔' || r == '﹝' || r == '【':
		return '('
	case r == '〕' || r == '﹞' || r == '】':
		return ')'
	case r == '﹒' || r == '·':
		return '.'
	}
	return r
}

// fold returns the canonical surface of a term.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if skippable(r) {
			return -1
		}
		return foldRune(r)
	}, s)
}

// hanBytes is the length of a Han character of the basic plane in UTF-8.
const hanBytes = 3
