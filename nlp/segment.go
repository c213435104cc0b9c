package nlp

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Token is one word of a segmented text.
type Token struct {
	Start, End int    // bytes, half-open
	POS        string // of the dictionary; "m" digits, "en" Latin, "w" other signs, "x" unknown
}

// Segmenter splits Chinese text into words by a dictionary. It is read-only
// once made and safe for concurrent use.
type Segmenter struct {
	dictionary func() *dictionary
	memo       *memo // nil where texts do not come again
}

// NewSegmenter returns a segmenter that knows the built-in words of the genre
// and nouns. Where both have a word, it is a noun.
func NewSegmenter(nouns Nouns) *Segmenter {
	return &Segmenter{sync.OnceValue(func() *dictionary { return newDictionary(nouns, genreList(), nil) }), newMemo()}
}

// NewGeneralSegmenter is like NewSegmenter, with the common words of the
// language besides. It is for texts as people read them.
func NewGeneralSegmenter(nouns Nouns) *Segmenter {
	return &Segmenter{sync.OnceValue(func() *dictionary { return newDictionary(nouns, genreList(), commonList()) }), nil}
}

// Segment splits text into tokens that tile it: no gap, no overlap, none empty,
// whatever the bytes. Runs of digits (418.34, 1,234) and of Latin letters are
// one token each; a run of bytes that are not UTF-8 is one token. The tokens are
// shared: they are to be read only.
func (s *Segmenter) Segment(text string) []Token { return s.memo.tokens(text, s.divide) }

// divide is Segment, whatever was divided before.
func (s *Segmenter) divide(text string) []Token {
	out := make([]Token, 0, len(text)/5+1)
	dictionary := s.dictionary()
	for i := 0; i < len(text); {
		end, pos := plainRun(text, i)
		if pos != "" {
			out = append(out, Token{i, end, pos})
		} else {
			end = wideRun(text, i)
			first := len(out)
			out = dictionary.appendWords(out, text, i, end)
			retag(text, out[first:])
		}
		i = end
	}
	return out
}

// plainRun returns the end and tag of a run that needs no dictionary: digits,
// Latin, one ASCII sign, or invalid bytes. The tag is "" before wide text.
func plainRun(s string, i int) (int, string) {
	c := s[i]
	switch {
	case isDigit(rune(c)):
		for i < len(s) && (isDigit(rune(s[i])) || (s[i] == '.' || s[i] == ',') && i+1 < len(s) && isDigit(rune(s[i+1]))) {
			i++
		}
		return i, "m"
	case isLetter(rune(c)):
		for i < len(s) && isAlnum(rune(s[i])) {
			i++
		}
		return i, "en"
	case c < utf8.RuneSelf:
		return i + 1, "w"
	}
	start := i
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r != utf8.RuneError || w != 1 {
			break
		}
		i++
	}
	if i > start {
		return i, "x"
	}
	return i, ""
}

// wideRun returns the end of a run of valid runes beyond ASCII.
func wideRun(s string, i int) int {
	for i < len(s) && s[i] >= utf8.RuneSelf {
		if i+2 < len(s) {
			if _, ok := three(s[i], s[i+1], s[i+2]); ok {
				i += 3
				continue
			}
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && w == 1 {
			break
		}
		i += w
	}
	return i
}

// alwaysWords are the words of one character that hold even beside unknown ones.
const alwaysWords = "的了和及等为占对在与或是各共已"

// retag makes a one-character function word or verb unknown when it stands
// beside an unknown character: 全 in 安全 is no adverb.
func retag(text string, ts []Token) {
	unknown := func(k int) bool { return k >= 0 && k < len(ts) && ts[k].POS == "x" && ts[k].End-ts[k].Start == 3 }
	for k := range ts {
		t := &ts[k]
		switch t.POS {
		case "v", "vc", "d", "c", "p", "u":
			if t.End-t.Start == 3 && (unknown(k-1) || unknown(k+1)) && !strings.Contains(alwaysWords, text[t.Start:t.End]) {
				t.POS = "x"
			}
		}
	}
}

func signOrUnknown(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); !isHan(fold(r)) {
		return "w"
	}
	return "x"
}
