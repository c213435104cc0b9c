package clause

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/nlp/trie"
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
	s.words.Pack()
	return s
})

// wordSet is a set of words that a text may be made of.
type wordSet struct {
	words   *trie.Trie
	first   bitmap // of the basic plane, the characters that words begin with
	last    bitmap // and those they end with
	longest int    // in bytes
}

func newWordSet() *wordSet { return &wordSet{words: trie.New(4000)} }

func (s *wordSet) add(w string) {
	s.words.Add(w, 0)
	first, _ := utf8.DecodeRuneInString(w)
	last, _ := utf8.DecodeLastRuneInString(w)
	s.first.add(uint16(first))
	s.last.add(uint16(last))
	s.longest = max(s.longest, len(w))
}

// has reports a word of the set.
func (s *wordSet) has(w string) bool {
	at := int32(0)
	for _, r := range w {
		if at = s.words.Step(at, r); at < 0 {
			return false
		}
	}
	return s.words.Value(at) >= 0
}

// reach marks where the words end that begin at byte i of text.
func (s *wordSet) reach(text string, i int, reached []bool) {
	for at := int32(0); i < len(text); {
		r, size := trie.Decode(text[i:])
		if at = s.words.Step(at, r); at < 0 {
			return
		}
		if i += size; s.words.Value(at) >= 0 {
			reached[i] = true
		}
	}
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
	s.readAlong(text, reached, also)
	return reached[len(text)]
}

// readAlong marks in reached the bytes of text before which there are nothing but words
// of the set and what also reads.
func (s *wordSet) readAlong(text string, reached []bool, also func(piece string) bool) {
	reached[0] = true
	for i := range len(text) {
		if !reached[i] {
			continue
		}
		if r, _ := trie.Decode(text[i:]); s.first.has(uint16(r)) {
			s.reach(text, i, reached)
		}
		if also == nil {
			continue
		}
		for j := i + 1; j <= len(text); j++ {
			if !reached[j] && (j == len(text) || utf8.RuneStart(text[j])) {
				reached[j] = also(text[i:j])
			}
		}
	}
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
	longest, at := 0, int32(0)
	for k, r := range text {
		if at = s.words.Step(at, r); at < 0 {
			break
		}
		end := k + utf8.RuneLen(r)
		if s.words.Value(at) >= 0 && (end > hanBytes || end == hanBytes && strings.Contains(words.Particles, text[:end])) {
			longest = end // one character may begin a word: 在校生
		}
	}
	return text[longest:]
}

func (s *wordSet) trimRight(text string) string {
	if last, _ := utf8.DecodeLastRuneInString(text); !s.last.has(uint16(last)) || EndsKept(text) {
		return text
	}
	for k := min(len(text), s.longest); k > 0; k-- {
		if w := text[len(text)-k:]; utf8.RuneStart(w[0]) && s.has(w) {
			return text[:len(text)-k]
		}
	}
	return text
}

// frameEnd is the byte after the last frame of a clause, 按常住人口计算, and after
// what stands before it; 0 where there is none. A frame begins the clause or
// follows empty words and words that are read on their own.
func frameEnd(clause string) int {
	if !frameOpens().In(clause) {
		return 0 // as for most
	}
	end := 0
	frames := words.Load().Frames
	for i := range frames {
		f := &frames[i]
		a := strings.Index(clause, f.Opens)
		if a < 0 {
			continue
		}
		b := strings.Index(clause[a+len(f.Opens):], f.Closes)
		if b >= 0 && EmptyWords().Covers(nlp.Squeeze(clause[:a])) {
			end = max(end, a+len(f.Opens)+b+len(f.Closes))
		}
	}
	return end
}

// LeavesOut is the byte after the phrase that the clause which begins with lexeme i opens with
// and that says what its figure leaves out, 扣除留抵退税因素后增长6%; 0 where it has none.
func (p *Paragraph) LeavesOut(i int) int {
	if i >= len(p.Lexemes) {
		return 0
	}
	from := 0
	if i > 0 {
		from = p.Lexemes[i-1].End
	}
	to := len(p.Text)
	for k := i; k < len(p.Lexemes); k++ {
		if x := &p.Lexemes[k]; x.Kind == Mark && x.Mark != '|' || x.Kind == Number {
			to = x.Start
			break
		}
	}
	clause := p.Text[from:to]
	for _, w := range words.LeftOut.Labels() {
		if opens := strings.Index(clause, w.Text); opens >= 0 && EmptyWords().Covers(nlp.Squeeze(clause[:opens])) {
			if shut := strings.Index(clause[opens:], w.Means); shut > 0 {
				return from + opens + shut + len(w.Means)
			}
		}
	}
	return 0
}

// DividesAnew reports a clause that says by what a whole is divided and nothing else: 按级次划分.
func DividesAnew(clause string) bool {
	said := nlp.Squeeze(clause)
	return words.Division.Labels().Say(said) && frameEnd(said) == len(said)
}

// frameOpens are the characters that frames begin with.
var frameOpens = sync.OnceValue(func() *trie.Characters {
	set := new(trie.Characters)
	for i := range words.Load().Frames {
		r, _ := utf8.DecodeRuneInString(words.Load().Frames[i].Opens)
		set.Add(r)
	}
	return set
})

// WordsIn estimates how many words unread runs of text have: a word has about
// two characters.
func WordsIn(runs []string) int {
	count := 0
	for _, run := range runs {
		count += (utf8.RuneCountInString(run) + 1) / 2
	}
	return count
}
