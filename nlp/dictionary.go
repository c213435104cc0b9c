package nlp

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp/trie"
)

// dictionary divides text into words: of all ways to divide it, the one whose
// words are together the most likely, by the frequency of each.
type dictionary struct {
	trie    *trie.Trie
	entries []dictionaryEntry
}

type dictionaryEntry struct {
	pos       string
	frequency float64
	cost      float32 // how much less likely the word is than all together, in bits
}

// The frequencies of words. Those of the genre and the domain have one: a word always
// beats its parts, and among divisions the one with fewer words wins. A word of one
// character has the least, wherever it comes from.
const (
	ownFrequency    = 100
	singleFrequency = 2
)

// unknownCost is that of a character that is no word: dearer than any word.
const unknownCost = 32

// newDictionary knows the domain words, those of the genre, and those of a list of
// lines of word, frequency and part of speech. The first entry of a word holds.
func newDictionary(domain []Word, list string) *dictionary {
	size := len(domain) + 2000 + strings.Count(list, "\n")
	d := &dictionary{trie: trie.New(3 * size), entries: make([]dictionaryEntry, 0, size)}
	for _, w := range domain {
		if utf8.ValidString(w.Text) && !strings.ContainsFunc(w.Text, unicode.IsSpace) {
			d.add(w.Text, ownFrequency, strings.Join(strings.Fields(w.POS), ""))
		}
	}
	for _, base := range baseWords {
		for w := range strings.FieldsSeq(base.words) {
			d.add(w, ownFrequency, base.pos)
		}
	}
	for line := range strings.Lines(list) {
		word, rest, _ := strings.Cut(line, " ")
		frequency, pos, _ := strings.Cut(rest, " ")
		if f, err := strconv.ParseFloat(frequency, 64); err == nil {
			d.add(word, f, strings.TrimSpace(pos))
		}
	}
	d.trie.Pack()
	d.weigh()
	return d
}

func (d *dictionary) add(word string, frequency float64, pos string) {
	if _, size := utf8.DecodeRuneInString(word); size == len(word) {
		frequency = singleFrequency
	}
	if d.trie.Add(word, int32(len(d.entries))) {
		d.entries = append(d.entries, dictionaryEntry{pos: pos, frequency: frequency})
	}
}

// weigh sets the costs when all words are in.
func (d *dictionary) weigh() {
	total := 0.0
	for i := range d.entries {
		total += d.entries[i].frequency
	}
	all := float32(math.Log2(total))
	for i := range d.entries {
		d.entries[i].cost = all - float32(math.Log2(d.entries[i].frequency))
	}
}

// ending is the cheapest way to divide a text up to the end of a character: the last
// word of it and what all of it costs.
type ending struct {
	start, end int
	pos        string
	cost       float32 // 0 where no way was found yet
}

// take takes a way to the place if it is cheaper than the one known; of two that cost
// the same the first stays.
func (e *ending) take(start, end int, pos string, cost float32) {
	if e.cost == 0 || cost < e.cost {
		*e = ending{start, end, pos, cost}
	}
}

// words appends the words of text[i:end], valid text beyond ASCII. Characters that are
// no word have the part of speech x.
func (d *dictionary) words(out []Token, text string, i, end int) []Token {
	var few [96]ending // most runs have fewer characters
	ways := few[:0]
	for at := i; at < end; {
		next := unitEnd(text, at, end)
		ways = append(ways, ending{end: next})
		at = next
	}
	before, at := float32(0), i
	for k := range ways {
		d.extend(ways[k:], text, at, before)
		before, at = ways[k].cost, ways[k].end
	}
	return appendWays(out, ways)
}

// extend takes the words that begin at byte at, where the first of the ways ends its
// character, as ways to where they end.
func (d *dictionary) extend(ways []ending, text string, at int, before float32) {
	node, alone, from := int32(0), true, at
	for k := range ways {
		w := &ways[k]
		if node = d.step(node, text[from:w.end]); node < 0 {
			break
		}
		from = w.end
		if v := d.trie.Value(node); v >= 0 {
			w.take(at, w.end, d.entries[v].pos, before+d.entries[v].cost)
			alone = alone && k > 0
		}
	}
	if alone {
		ways[0].take(at, ways[0].end, "x", before+unknownCost)
	}
}

// step follows the characters of s.
func (d *dictionary) step(node int32, s string) int32 {
	for _, r := range s {
		if node = d.trie.Step(node, r); node < 0 {
			break
		}
	}
	return node
}

// appendWays appends the words of the cheapest way to the last place.
func appendWays(out []Token, ways []ending) []Token {
	count := 0
	for k := len(ways) - 1; k >= 0; k-- {
		// The last words come first here: they gather at the end of ways.
		last := ways[k]
		count++
		for k > 0 && ways[k-1].end > last.start {
			k--
		}
		ways[len(ways)-count] = last
	}
	for _, w := range ways[len(ways)-count:] {
		out = append(out, Token{w.start, w.end, w.pos})
	}
	return out
}

// unitEnd is the end of what is never divided at byte i: a run of letters and digits of
// two bytes, Äpfel, else one character.
func unitEnd(text string, i, end int) int {
	switch c := text[i]; {
	case c >= 0xf0:
		return i + 4
	case c >= 0xe0:
		return i + 3
	}
	start := i
	for i < end {
		r, size := utf8.DecodeRuneInString(text[i:])
		if size > 2 || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if i == start {
				return i + size
			}
			break
		}
		i += size
	}
	return i
}
