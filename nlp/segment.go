package nlp

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Word is a dictionary entry: its text and part of speech (n, v, d …).
type Word struct {
	Text string
	POS  string
}

// Token is one word of a segmented text.
type Token struct {
	Start, End int    // bytes, half-open
	POS        string // of the dictionary; "m" digits, "en" Latin, "w" other signs, "x" unknown
}

// Segmenter splits Chinese text into words by a dictionary. It is read-only
// once made and safe for concurrent use.
type Segmenter struct {
	load func() *dictionary
}

// NewSegmenter returns a segmenter that knows the built-in words of the genre
// and the domain words given. Where both have a word, the domain's part of
// speech holds. Words that are empty or hold white space or bytes that are
// not UTF-8 are left out, for no text could match them. The dictionary is built
// when the first text asks for it.
func NewSegmenter(words []Word) *Segmenter {
	return &Segmenter{sync.OnceValue(func() *dictionary { return newDictionary(words, "") })}
}

// NewGeneralSegmenter is like NewSegmenter, with the common words of the
// language besides. It is for texts as people read them.
func NewGeneralSegmenter(words []Word) *Segmenter {
	return &Segmenter{sync.OnceValue(func() *dictionary { return newDictionary(words, commonWords()) })}
}

// Segment splits text into tokens that tile it: no gap, no overlap, none empty,
// whatever the bytes. Runs of digits (418.34, 1,234) and of Latin letters are
// one token each; a run of bytes that are not UTF-8 is one token.
func (s *Segmenter) Segment(text string) []Token {
	out := make([]Token, 0, len(text)/5+1)
	dictionary := s.load()
	for i := 0; i < len(text); {
		end, pos := plainRun(text, i)
		if pos != "" {
			out = append(out, Token{i, end, pos})
		} else {
			end = wideRun(text, i)
			out = appendWords(dictionary, out, text, i, end)
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

// appendWords appends the words of text[i:end], a run of valid text beyond ASCII.
func appendWords(dictionary *dictionary, out []Token, text string, i, end int) []Token {
	first := len(out)
	out = dictionary.words(out, text, i, end)
	for k := first; k < len(out); k++ {
		if t := &out[k]; t.POS == "x" {
			t.POS = signOrUnknown(text[t.Start:t.End])
		}
	}
	retag(text, out[first:])
	return out
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
