package nlp

import "unicode/utf8"

// fold maps the width and look-alike variants of one character to the ASCII
// sign the grammar is written in. It is one to one: offsets never move.
func fold(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case 0xFF01 <= r && r <= 0xFF5E:
		return r - 0xFEE0
	}
	switch r {
	case '\u3000', '\u00a0', '\u2002', '\u2003', '\u2009':
		return ' '
	case '﹒':
		return '.'
	case '﹪':
		return '%'
	case '∶', '﹕', '︰':
		return ':'
	case '−', '–', '‐', '‑', '‒':
		return '-'
	}
	return r
}

// at returns the folded rune at i and its width in bytes; (0, 0) at the end.
func at(s string, i int) (rune, int) {
	if i >= len(s) {
		return 0, 0
	}
	c := s[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if i+2 < len(s) {
		if r, ok := three(c, s[i+1], s[i+2]); ok {
			return r, 3
		}
	}
	r, w := utf8.DecodeRuneInString(s[i:])
	return fold(r), w
}

// three decodes and folds a rune of three bytes, as nearly all of the text is;
// the rarer leads (E0, ED), which need more checks, it leaves to package utf8.
func three(a, b, c byte) (rune, bool) {
	if a < 0xE1 || a > 0xEF || a == 0xED || b&0xC0 != 0x80 || c&0xC0 != 0x80 {
		return 0, false
	}
	r := rune(a&0x0F)<<12 | rune(b&0x3F)<<6 | rune(c&0x3F)
	if 0xE4 <= a && a <= 0xE9 {
		return r, true // Han: nothing to fold
	}
	return fold(r), true
}

// before returns the folded rune that ends at i and its width; (0, 0) at the start.
func before(s string, i int) (rune, int) {
	if i <= 0 {
		return 0, 0
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	if i >= 3 {
		if r, ok := three(s[i-3], s[i-2], s[i-1]); ok {
			return r, 3
		}
	}
	r, w := utf8.DecodeLastRuneInString(s[:i])
	return fold(r), w
}

// gap skips at most one blank: converters of PDF put one between digits and Han.
func gap(s string, i int) int {
	if r, w := at(s, i); r == ' ' {
		return i + w
	}
	return i
}

// ungap is gap to the left.
func ungap(s string, i int) int {
	if r, w := before(s, i); r == ' ' {
		return i - w
	}
	return i
}

// spaces skips all blanks.
func spaces(s string, i int) int {
	for {
		r, w := at(s, i)
		if r != ' ' && r != '\t' && r != '\r' && r != '\ufeff' && r != '\f' && r != '\v' {
			return i
		}
		i += w
	}
}

func isDigit(r rune) bool  { return '0' <= r && r <= '9' }
func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
func isHan(r rune) bool    { return 0x4E00 <= r && r <= 0x9FFF || r == '〇' }

// isDash reports the signs that join the two ends of a range.
func isDash(r rune) bool {
	switch r {
	case '-', '~', '—', '─', '―', '－', '～':
		return true
	}
	return false
}

// dash skips a range joint ("-", "——", "至", "到") with blanks around it; it
// returns i when there is none.
func dash(s string, i int) int {
	p := gap(s, i)
	r, w := at(s, p)
	switch {
	case r == '至' || r == '到':
		return gap(s, p+w)
	case isDash(r):
		p += w
		if r2, w2 := at(s, p); isDash(r2) && r2 == r {
			p += w2
		}
		return gap(s, p)
	}
	return i
}
