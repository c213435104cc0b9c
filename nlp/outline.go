package nlp

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// residue is what converters leave of Word's fields: bookmarks, page references
// and links of a table of contents.
var residue = regexp.MustCompile(`\[bookmark: ?_[^\]]*\]|PAGEREF\s+\S+(\s+\\?h)?(\s+\d+)?|TOC \\o[^\n]*|HYPERLINK\s+\\l\s+\S+`)

// StripResidue drops the marks of converters from a heading or title.
func StripResidue(s string) string {
	if !mayHoldResidue(s) {
		return strings.TrimSpace(s)
	}
	if strings.Contains(s, "PAGEREF") || strings.Contains(s, `TOC \o`) || strings.Contains(s, "HYPERLINK") {
		s = residue.ReplaceAllString(s, "")
	} else {
		s = stripBookmarks(s)
	}
	return strings.TrimSpace(strings.ReplaceAll(s, "\u00a0", " "))
}

// mayHoldResidue looks for the first letters of marks, and of a no-break space: most
// texts have none.
func mayHoldResidue(s string) bool {
	for i := 0; i < len(s); i++ {
		if residueBytes[s[i]] {
			return true
		}
	}
	return false
}

var residueBytes = [256]bool{'[': true, 'P': true, 'T': true, 'H': true, 0xc2: true}

// stripBookmarks drops [bookmark: _Toc1] and [bookmark:_Toc1]; most texts have
// none, and this costs them one search.
func stripBookmarks(s string) string {
	const open = "[bookmark:"
	var kept strings.Builder
	from := 0
	for at := strings.Index(s, open); at >= 0; {
		name := strings.TrimPrefix(s[at+len(open):], " ")
		shut := strings.IndexByte(name, ']')
		if shut < 0 {
			break
		}
		next := at + len(open)
		if name[0] == '_' {
			kept.WriteString(s[from:at])
			next = len(s) - len(name) + shut + 1
			from = next
		}
		k := strings.Index(s[next:], open)
		if k < 0 {
			break
		}
		at = next + k
	}
	if from == 0 {
		return s
	}
	kept.WriteString(s[from:])
	return kept.String()
}

// StripNumbering drops list and heading numbers of any style: 一、 （二） 3. ④ 第五部分.
func StripNumbering(s string) string {
	for {
		t := strings.TrimLeft(s, " \t\u3000\u00a0.．、,，")
		if strings.HasPrefix(t, "第") {
			if k := strings.Index(t, "部分"); k > 0 && k <= len("第十一") {
				t = t[k+len("部分"):]
			}
		}
		if strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(") {
			_, size := utf8.DecodeRuneInString(t)
			rest := t[size:]
			if k := strings.IndexAny(rest, "）)"); k > 0 && k <= 9 && IsNumeral(rest[:k]) {
				_, shut := utf8.DecodeRuneInString(rest[k:])
				t = rest[k+shut:]
			}
		}
		k := 0
		for k < len(t) {
			r, size := utf8.DecodeRuneInString(t[k:])
			if !isOutlineNumeral(r) {
				break
			}
			k += size
		}
		if k > 0 && k < len(t) {
			switch r, size := utf8.DecodeRuneInString(t[k:]); r {
			case '、', '.', '．', ' ', '，', ')', '）':
				t = t[k+size:]
			default:
				if r, _ := utf8.DecodeRuneInString(t); r >= '①' && r <= '⑳' {
					t = t[k:]
				}
			}
		}
		if t == s {
			return strings.TrimSpace(s)
		}
		s = t
	}
}

// IsNumeral reports text that is nothing but numerals of an outline: 12, 三, ④.
func IsNumeral(s string) bool {
	for _, r := range s {
		if !isOutlineNumeral(r) {
			return false
		}
	}
	return s != ""
}

func isOutlineNumeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r >= '①' && r <= '⑳' || strings.ContainsRune("一二三四五六七八九十", r)
}

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
			switch r, _ := utf8.DecodeRuneInString(s[i:]); r {
			case '‘', '’', '\u3000', '＂':
				return true
			}
		}
	}
	return false
}

// looseBytes has 1 for bytes that white space and quotation marks are, 2 for those that
// they may begin with.
var looseBytes = [256]uint8{' ': 1, '\n': 1, '\t': 1, '"': 1, 0xc2: 1, 0xe2: 2, 0xe3: 2, 0xef: 2}

// HanCount counts the Han characters of a text.
func HanCount(s string) int {
	k := 0
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			k++
		}
	}
	return k
}

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
