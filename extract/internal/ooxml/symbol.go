package ooxml

import (
	"strconv"
	"strings"
)

// symbol returns the character a w:sym stands for. The symbol fonts keep their
// glyphs at F000–F0FF of the private use area; the ones forms use for boxes,
// ticks and bullets have Unicode characters. Others stay as the file has them.
func symbol(font, char string) rune {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil || n == 0 || n > 0x10ffff || n >= 0xd800 && n < 0xe000 {
		return '\uFFFD'
	}
	code := rune(n)
	if code < 0xf000 || code > 0xf0ff {
		return code
	}
	if r, ok := symbolGlyph(strings.ToLower(font), byte(code&0xff)); ok {
		return r
	}
	return code
}

// symbolGlyph is the table of glyphs by font and code.
func symbolGlyph(font string, code byte) (rune, bool) {
	var table string
	switch font {
	case "wingdings":
		table = "\x6c●\x6e■\x6f□\x71❑\x75◆\x76❖\xa8◻\xd8➢\xe0→\xfb✗\xfc✓\xfd☒\xfe☑"
	case "wingdings 2":
		table = "\x4f✗\x50✓\x51☒\x52☑\x53☒\x54☒\xa2■\xa3□"
	case "symbol":
		table = "\x61α\x62β\x67γ\x6dμ\x70π\xa3≤\xa5∞\xae→\xb0°\xb1±\xb3≥\xb4×\xb7•\xb8÷\xb9≠\xbb≈\xe5∑"
	default:
		return 0, false
	}
	for i := 0; i < len(table); {
		glyph := []rune(table[i+1 : min(i+5, len(table))])[0]
		if table[i] == code {
			return glyph, true
		}
		i += 1 + len(string(glyph))
	}
	return 0, false
}
