package clause

import (
	"strings"
	"unicode/utf8"
)

func decode(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s)
}

// skippable reports runes that never distinguish two terms: white space,
// zero-width marks and quotation marks.
func skippable(r rune) bool {
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
