package nlp

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-ego/gse"
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
	load func() *gse.Segmenter // nil where there is no dictionary
	memo *memo                 // nil where texts do not come again
}

// wordFrequency is that of every entry: one word always beats its parts, and
// among splits the one with fewer words wins.
const wordFrequency = " 100 "

// NewSegmenter returns a segmenter that knows the built-in words of the genre
// and the domain words given. Where both have a word, the domain's part of
// speech holds. Words that are empty or hold white space or bytes that are
// not UTF-8 are left out, for no text could match them.
//
// It returns at once: the dictionary, which takes longer to build than a small
// report to read, is built meanwhile, and the first text waits for it.
func NewSegmenter(words []Word) *Segmenter {
	load := sync.OnceValue(func() *gse.Segmenter { return newDictionary(words) })
	go load()
	return &Segmenter{load, newMemo()}
}

// NewGeneralSegmenter is like NewSegmenter, with the common words of the
// language besides. It is for texts as people read them; its dictionary is
// built when the first text asks, which takes a quarter of a second.
func NewGeneralSegmenter(words []Word) *Segmenter {
	return &Segmenter{load: sync.OnceValue(func() *gse.Segmenter {
		g := newDictionary(words)
		if g == nil {
			return nil
		}
		if err := g.LoadDictStr(commonWords()); err != nil {
			return nil // as in newDictionary
		}
		return g
	})}
}

// newDictionary builds the dictionary, or returns nil.
func newDictionary(words []Word) *gse.Segmenter {
	var b strings.Builder
	add := func(text, pos string) {
		b.WriteString(text)
		b.WriteString(wordFrequency)
		b.WriteString(pos)
		b.WriteByte('\n')
	}
	for _, w := range words {
		if w.Text != "" && utf8.ValidString(w.Text) && len(strings.Fields(w.Text)) == 1 && strings.TrimSpace(w.Text) == w.Text {
			add(w.Text, strings.Join(strings.Fields(w.POS), ""))
		}
	}
	for _, list := range baseWords {
		for w := range strings.FieldsSeq(list.words) {
			add(w, list.pos)
		}
	}
	g := &gse.Segmenter{SkipLog: true, NotLoadHMM: true, MinTokenFreq: 2}
	if err := g.LoadDictStr(b.String()); err != nil {
		// It reads a string and has no way to fail; without words every
		// rune is a token, which is still a tiling.
		return nil
	}
	return g
}

// Segment splits text into tokens that tile it: no gap, no overlap, none empty,
// whatever the bytes. Runs of digits (418.34, 1,234) and of Latin letters are
// one token each; a run of bytes that are not UTF-8 is one token. The tokens are
// shared: they are to be read only.
func (s *Segmenter) Segment(text string) []Token { return s.memo.tokens(text, s.divide) }

// divide is Segment, whatever was divided before.
func (s *Segmenter) divide(text string) []Token {
	out := make([]Token, 0, len(text)/5+1)
	var dictionary *gse.Segmenter
	if s.load != nil {
		dictionary = s.load()
	}
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

// appendWords appends the tokens of text[i:end]. gse lowers the case of some letters,
// which may change their length; a result that does not tile is replaced by
// one token a rune.
func appendWords(dictionary *gse.Segmenter, out []Token, text string, i, end int) []Token {
	first := len(out)
	if dictionary != nil {
		for _, seg := range dictionary.Segment([]byte(text[i:end])) {
			t := Token{i + seg.Start(), i + seg.End(), seg.Token().Pos()}
			if t.End > end || t.End <= t.Start || t.End < len(text) && !utf8.RuneStart(text[t.End]) {
				break
			}
			if t.POS == "x" {
				t.POS = signOrUnknown(text[t.Start:t.End])
			}
			out = append(out, t)
		}
		if len(out) > first && out[len(out)-1].End == end {
			retag(text, out[first:])
			return out
		}
	}
	out = out[:first]
	for i < end {
		_, w := utf8.DecodeRuneInString(text[i:])
		out = append(out, Token{i, i + w, "x"})
		i += w
	}
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
