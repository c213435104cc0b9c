package nlp

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp/trie"
)

// Nouns are words that somebody keeps in a trie already, for a segmenter to divide texts
// by without keeping them again.
type Nouns struct {
	Trie *trie.Trie
	Are  func(number int32) bool // whether the word of a number of the trie is one of them
	Long int                     // how many they are of more than one character
	One  int                     // and of one
}

// NounsOf keeps words. Those that are empty or hold white space or bytes that are not
// UTF-8 are left out, for no text could match them.
func NounsOf(words ...string) Nouns {
	n := Nouns{Trie: trie.New(4 * len(words)), Are: func(int32) bool { return true }}
	for _, w := range words {
		if utf8.ValidString(w) && !strings.ContainsFunc(w, unicode.IsSpace) && n.Trie.Add(w, 0) {
			n.Count(w)
		}
	}
	n.Trie.Pack()
	return n
}

// Count counts a word of the trie that is one of them.
func (n *Nouns) Count(word string) {
	if isOne(word) {
		n.One++
		return
	}
	n.Long++
}

// has reports one of the words.
func (n *Nouns) has(word string) bool {
	number := find(n.Trie, word)
	return number >= 0 && n.Are(number)
}

// isOne reports a word of one character.
func isOne(word string) bool {
	_, size := utf8.DecodeRuneInString(word)
	return size == len(word)
}

// wordList is words with what is said of them, by the numbers of the trie.
type wordList struct {
	trie  *trie.Trie
	words []listed
}

// listed is a word with its part of speech and how often it occurs, as it is and as the
// logarithm that distances are made of.
type listed struct {
	text, pos  string
	often, log float32
}

// How often a word occurs of which nothing is said: one word always beats its parts, and
// among divisions the one with fewer words wins. One character alone is rarer, whatever is
// said of it.
const (
	usual = 100
	ofOne = 2
)

func newWordList(room int) *wordList { return &wordList{trie: trie.New(room)} }

// add puts a word in that is not in yet.
func (l *wordList) add(text, pos string, often float64) {
	if isOne(text) {
		often = ofOne
	}
	if l.trie.Add(text, int32(len(l.words))) {
		l.words = append(l.words, listed{text, pos, float32(often), logOf(often)})
	}
}

// logOf is the logarithm that distances are made of.
func logOf(often float64) float32 { return float32(math.Log2(often)) }

// find is the number of a word of a trie, -1 where it has none.
func find(t *trie.Trie, word string) int32 {
	at := int32(0)
	for _, r := range word {
		if at = t.Step(at, r); at < 0 {
			return -1
		}
	}
	return t.Value(at)
}

// genreList are the built-in words of the genre.
var genreList = sync.OnceValue(func() *wordList {
	l := newWordList(3000)
	for _, list := range baseWords {
		for w := range strings.FieldsSeq(list.words) {
			l.add(w, list.pos, usual)
		}
	}
	l.trie.Pack()
	return l
})

// dictionary is the words that texts are divided by: nouns, those of the genre, and the common
// ones, nil for none. Where two have a word, the first says what it is.
//
// A text is divided in the way of the shortest distance, where a word is the farther the
// rarer it is among all. That is how gse divides, which this takes the place of, and a test
// holds their tokens together: to make its own copy of the words that the reader keeps
// anyway took gse half of the time and of the memory of a small report.
type dictionary struct {
	nouns  Nouns
	genre  *wordList
	common *packedList
	all    float32 // the logarithm of how often all words occur together
	// The distances of nouns, of more than one character and of one.
	long, one float32
}

// newDictionary puts nouns and lists together.
func newDictionary(nouns Nouns, genre *wordList, common *packedList) *dictionary {
	d := &dictionary{nouns: nouns, genre: genre, common: common}
	all := float64(usual*nouns.Long + ofOne*nouns.One)
	for i := range genre.words {
		if w := &genre.words[i]; !nouns.has(w.text) {
			all += float64(w.often)
		}
	}
	if common != nil {
		all += common.often - d.said(d.start())
	}
	d.all = logOf(all)
	d.long, d.one = d.all-logOf(usual), d.all-logOf(ofOne)
	return d
}

// said is how often the common words that begin with what a walk has gone occur that nouns or the genre have too.
func (d *dictionary) said(w walk) (often float64) {
	for k, to := d.common.edges(w.common); k < to; k++ {
		next := w
		next.step(d.common.number(k, runeAt, runeBytes))
		if next.noun < 0 && next.genre < 0 {
			continue // as nearly all
		}
		if _, n := d.common.word(k); n > 0 && next.known() {
			often += n
		}
		often += d.said(next)
	}
	return often
}

// step is the best division known that ends at a place of a text: its distance, and its
// last word.
type step struct {
	distance float32
	from     int32
	pos      string
}

// A character that is no word is unknown, and far.
const (
	unknown    = "x"
	unknownFar = 32
)

// fewSteps is how many steps most texts need no memory of their own for.
const fewSteps = 128

// appendWords appends the tokens of text[from:to], which are valid characters beyond ASCII.
// Of two divisions as good as each other the one whose last word is the longer wins.
func (d *dictionary) appendWords(out []Token, text string, from, to int) []Token {
	var few [fewSteps]step
	steps, run, first := few[:], text[from:to], len(out)
	if len(run) >= fewSteps {
		steps = make([]step, len(run)+1)
	}
	for i := 0; i < len(run); {
		end := unitEnd(run, i)
		if !d.wordsAt(run, i, end, steps) {
			steps[end].take(steps[i].distance+unknownFar, i, unknown)
		}
		i = end
	}
	for end := len(run); end > 0; end = int(steps[end].from) {
		t := Token{from + int(steps[end].from), from + end, steps[end].pos}
		if t.POS == unknown {
			t.POS = signOrUnknown(text[t.Start:t.End])
		}
		out = append(out, t)
	}
	slices.Reverse(out[first:])
	return out
}

// take makes a step the last word of a division if that is shorter than what is known.
func (s *step) take(distance float32, from int, pos string) {
	if s.distance == 0 || distance < s.distance {
		*s = step{distance, int32(from), pos}
	}
}

// wordsAt takes the step to the end of each word that begins at a byte of a run, and
// reports whether the unit there, which ends at unit, is one.
func (d *dictionary) wordsAt(run string, i, unit int, steps []step) (alone bool) {
	w, base := d.start(), steps[i].distance
	for end := i; end < len(run); {
		r, size := trie.Decode(run[end:])
		if !w.step(r) {
			break
		}
		if end += size; joined(run, end) {
			continue
		}
		if distance, pos, ok := w.word(end-i == size); ok {
			steps[end].take(base+distance, i, pos)
			alone = alone || end == unit
		}
	}
	return alone
}

// walk is a place in the words of a dictionary, -1 in those of its lists that have no such word.
type walk struct {
	d                   *dictionary
	noun, genre, common int32
}

// start is the place before all words.
func (d *dictionary) start() walk {
	w := walk{d: d}
	if d.common == nil {
		w.common = -1
	}
	return w
}

// step goes on by a character, and reports whether any list has words that go on so.
func (w *walk) step(r rune) (any bool) {
	if w.noun >= 0 {
		w.noun = w.d.nouns.Trie.Step(w.noun, r)
	}
	if w.genre >= 0 {
		w.genre = w.d.genre.trie.Step(w.genre, r)
	}
	if w.common >= 0 {
		w.common = w.d.common.step(w.common, r)
	}
	return w.noun >= 0 || w.genre >= 0 || w.common >= 0
}

// isNoun reports a noun that ends here.
func (w *walk) isNoun() bool {
	if w.noun < 0 {
		return false
	}
	number := w.d.nouns.Trie.Value(w.noun)
	return number >= 0 && w.d.nouns.Are(number)
}

// known reports a word that ends here and is not only common.
func (w *walk) known() bool {
	return w.isNoun() || w.genre >= 0 && w.d.genre.trie.Value(w.genre) >= 0
}

// word is how far the word is that ends here, and its part of speech.
func (w *walk) word(one bool) (distance float32, pos string, ok bool) {
	if w.isNoun() {
		if one {
			return w.d.one, "n", true
		}
		return w.d.long, "n", true
	}
	if w.genre >= 0 {
		if number := w.d.genre.trie.Value(w.genre); number >= 0 {
			return w.d.all - w.d.genre.words[number].log, w.d.genre.words[number].pos, true
		}
	}
	if w.common >= 0 {
		if pos, often := w.d.common.word(w.common); pos != "" {
			return w.d.all - logOf(often), pos, true
		}
	}
	return 0, "", false
}

// unitEnd is where the unit ends that begins at a byte of a run: a character, or letters and
// digits of alphabets, αβ, which are never divided.
func unitEnd(run string, i int) int {
	_, size := trie.Decode(run[i:])
	for i += size; joined(run, i); {
		i += narrow
	}
	return i
}

// narrow is the length of a letter of the alphabets beside ASCII.
const narrow = 2

// joined reports a place inside a unit.
func joined(run string, at int) bool {
	if at == len(run) || run[at]&0xe0 != 0xc0 {
		return false // as nearly always
	}
	before, size := utf8.DecodeLastRuneInString(run[:at])
	after, _ := utf8.DecodeRuneInString(run[at:])
	return size == narrow && isLetterOrNumber(before) && isLetterOrNumber(after)
}

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
