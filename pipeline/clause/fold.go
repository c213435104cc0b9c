package clause

import (
	"strings"
	"unicode/utf8"
)

// decode is utf8.DecodeRuneInString, quicker for ASCII and Han, U+4000 to U+9FFF.
func decode(s string) (rune, int) {
	c := s[0]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c >= 0xe4 && c <= 0xe9 && len(s) >= hanBytes && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return rune(c&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), hanBytes
	}
	return utf8.DecodeRuneInString(s)
}

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
