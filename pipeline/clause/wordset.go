package clause

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// EmptyWords are the words that say nothing of what a number counts, with the
// adverbs that may stand before a verb of change.
var EmptyWords = sync.OnceValue(func() *wordSet {
	s := newWordSet()
	t := words.Load()
	for i := range t.Empty {
		s.add(t.Empty[i].Text)
	}
	for i := range t.Adverbs {
		s.add(t.Adverbs[i].Text)
	}
	return s
})

// wordSet is a set of words that a text may be made of.
type wordSet struct {
	words   map[string]bool
	first   bitmap // of the basic plane, the characters that words begin with
	longest int    // in bytes
}

func newWordSet() *wordSet { return &wordSet{words: make(map[string]bool)} }

func (s *wordSet) add(w string) {
	s.words[w] = true
	r, _ := utf8.DecodeRuneInString(w)
	s.first.add(uint16(r))
	s.longest = max(s.longest, len(w))
}

// Covers reports whether text is nothing but words of the set, one after
// another, however they divide.
func (s *wordSet) Covers(text string) bool { return s.CoversWith(text, nil) }

// CoversWith is covers with one more way to read a piece of the text.
func (s *wordSet) CoversWith(text string, also func(piece string) bool) bool {
	var short [128]bool // most texts are
	reached := short[:]
	if len(text) >= len(short) {
		reached = make([]bool, len(text)+1)
	}
	reached[0] = true
	for i, r := range text {
		known := s.first.has(uint16(r))
		if !reached[i] || !known && also == nil {
			continue
		}
		for j := i + 1; j <= len(text) && (also != nil || j <= i+s.longest); j++ {
			if reached[j] || j < len(text) && !utf8.RuneStart(text[j]) {
				continue
			}
			reached[j] = known && s.words[text[i:j]] || also != nil && also(text[i:j])
		}
	}
	return reached[len(text)]
}

// Trim drops words of the set from both ends of text, the longest first.
func (s *wordSet) Trim(text string) string {
	for {
		t := s.trimLeft(s.trimRight(text))
		if t == text {
			return t
		}
		text = t
	}
}

func (s *wordSet) trimLeft(text string) string {
	for k := min(len(text), s.longest); k >= hanBytes; k-- {
		if k == hanBytes && !strings.Contains(particles, text[:k]) {
			continue // one character may begin a word: 在校生
		}
		if s.words[text[:k]] {
			return text[k:]
		}
	}
	return text
}

// particles are the empty words of one character that begin no other word.
const particles = "和与及的了为是共其"

func (s *wordSet) trimRight(text string) string {
	if len(text) >= hanBytes && endsFixed(text) {
		return text
	}
	for k := min(len(text), s.longest); k > 0; k-- {
		if s.words[text[len(text)-k:]] {
			return text[:len(text)-k]
		}
	}
	return text
}

// FrameEnd is the byte after the last frame of a clause, 按常住人口计算, and after
// what stands before it; 0 where there is none. A frame begins the clause or
// follows empty words and words that are read on their own.
func FrameEnd(clause string) int {
	end := 0
	for _, f := range words.Load().Frames {
		a := strings.Index(clause, f.Opens)
		if a < 0 || !EmptyWords().Covers(nlp.Squeeze(clause[:a])) {
			continue
		}
		if b := strings.Index(clause[a+len(f.Opens):], f.Closes); b >= 0 {
			end = max(end, a+len(f.Opens)+b+len(f.Closes))
		}
	}
	return end
}

// WordsIn estimates how many words unread runs of text have: a word has about
// two characters.
func WordsIn(runs []string) int {
	count := 0
	for _, run := range runs {
		count += (utf8.RuneCountInString(run) + 1) / 2
	}
	return count
}
