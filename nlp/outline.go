package nlp

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Squeeze drops white space and gives quotation marks one form, so that words
// that differ only in layout compare as equal.
func Squeeze(s string) string {
	if !loose(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\n', '\u3000', '\u00a0', '\t':
			return -1
		case '"', '＂', '‘':
			return '“'
		case '’':
			return '”'
		}
		return r
	}, s)
}

// loose reports a text that Squeeze may change, by the bytes its white space and quotation
// marks begin with; most texts have none of them.
func loose(s string) bool {
	for i := 0; i < len(s); i++ {
		switch looseBytes[s[i]] {
		case 1:
			return true
		case 2:
			if i+2 < len(s) && looseMark(s[i:i+3]) {
				return true
			}
		}
	}
	return false
}

// looseMark reports a character of three bytes that Squeeze drops or puts another for.
func looseMark(s string) bool {
	return s == "‘" || s == "’" || s == "\u3000" || s == "＂"
}

// looseBytes has 1 for bytes that white space and quotation marks are, 2 for those that
// they may begin with.
var looseBytes = [256]uint8{' ': 1, '\n': 1, '\t': 1, '"': 1, 0xc2: 1, 0xe2: 2, 0xe3: 2, 0xef: 2}

// BeginsSqueezed reports a text that Squeeze makes begin with a prefix, which is squeezed.
func BeginsSqueezed(s, prefix string) bool {
	for ok := true; prefix != ""; {
		_, size := utf8.DecodeRuneInString(s)
		if prefix, ok = strings.CutPrefix(prefix, Squeeze(s[:size])); !ok || size == 0 {
			return false
		}
		s = s[size:]
	}
	return true
}

// HanCount counts the Han characters of a text.
func HanCount(s string) int {
	k := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= firstHanByte && s[i] <= lastHanByte && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
			if s[i] != firstHanByte || s[i+1] >= secondHanByte {
				k++
			}
			i += 2
		}
	}
	return k
}

// The Han characters of the basic plane, U+4E00 to U+9FFF, are E4 B8 80 to E9 BF BF.
const firstHanByte, secondHanByte, lastHanByte = 0xe4, 0xb8, 0xe9

const firstHan, lastHan = 0x4e00, 0x9fff

// IsHan reports a Han character of any plane.
func IsHan(r rune) bool {
	return r >= firstHan && r <= lastHan || unicode.Is(unicode.Han, r)
}

// HasStop reports a text in which a sentence or a part of one ends: a full stop or a
// semicolon of Chinese.
func HasStop(s string) bool { return strings.Contains(s, "。") || strings.Contains(s, "；") }

// ContainsAny reports whether a text holds one of the words.
func ContainsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// FirstRunes is the beginning of a text, at most n runes long.
func FirstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// LastRunes is the end of a text, at most n runes long.
func LastRunes(s string, n int) string {
	i := len(s)
	for ; i > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// IsDigit reports an ASCII digit.
func IsDigit(b byte) bool { return '0' <= b && b <= '9' }

// Digits is the number that ASCII digits spell, 0 where s is none or too long.
func Digits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
