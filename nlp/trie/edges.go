package trie

import (
	"strings"
	"unicode/utf8"
)

// Edges are words by the character that they begin with, or by the one they end with.
type Edges struct {
	characters Characters
	words      map[rune][]string
}

// Begin puts a word in by its first character, after those that have the same.
func (e *Edges) Begin(word string) {
	r, _ := utf8.DecodeRuneInString(word)
	e.add(r, word)
}

// End puts a word in by its last character, after those that have the same.
func (e *Edges) End(word string) {
	r, _ := utf8.DecodeLastRuneInString(word)
	e.add(r, word)
}

func (e *Edges) add(r rune, word string) {
	if e.words == nil {
		e.words = make(map[rune][]string)
	}
	e.characters.Add(r)
	e.words[r] = append(e.words[r], word)
}

// Of are the words that were put in by a character, in that order.
func (e *Edges) Of(r rune) []string {
	if !e.characters.Has(r) {
		return nil // as for most
	}
	return e.words[r]
}

// Prefix is the first of the words, put in by their first characters, that a text
// begins with, "" for none.
func (e *Edges) Prefix(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	return e.first(r, text, strings.HasPrefix)
}

// Suffix is the first of the words, put in by their last characters, that a text ends
// with, "" for none.
func (e *Edges) Suffix(text string) string {
	r, _ := utf8.DecodeLastRuneInString(text)
	return e.first(r, text, strings.HasSuffix)
}

// first is the first of the words of a character that a text has at that edge.
func (e *Edges) first(r rune, text string, has func(text, word string) bool) string {
	for _, w := range e.Of(r) {
		if has(text, w) {
			return w
		}
	}
	return ""
}
