package trie

import "unicode/utf8"

// Finder finds which of some words stand anywhere in a text, in one look along it. It
// is read-only, and safe for concurrent use.
type Finder struct {
	words *Trie
	first Characters
	next  Characters // the second characters of the words
	alone Characters // the first ones of words of one character
}

// Characters is a set of characters. One beyond the basic plane stands for others too.
type Characters [1 << 10]uint64

// Add puts a character in.
func (c *Characters) Add(r rune) { c[r>>6&(1<<10-1)] |= 1 << (r & 63) }

// Has reports a character that was put in.
func (c *Characters) Has(r rune) bool { return c[r>>6&(1<<10-1)]&(1<<(r&63)) != 0 }

// In reports a text with one of the characters.
func (c *Characters) In(text string) bool {
	for i := 0; i < len(text); {
		r, size := Decode(text[i:])
		if c.Has(r) {
			return true
		}
		i += size
	}
	return false
}

// NewFinder makes a finder of words, which their places in the list number. Of a word
// that is there twice the first number is found.
func NewFinder(words []string) *Finder {
	f := &Finder{words: New(4 * len(words))}
	for k, w := range words {
		if f.words.Add(w, int32(k)) {
			first, size := utf8.DecodeRuneInString(w)
			f.first.Add(first)
			if r, size := utf8.DecodeRuneInString(w[size:]); size > 0 {
				f.next.Add(r)
			} else {
				f.alone.Add(first)
			}
		}
	}
	f.words.Pack()
	return f
}

// Any reports a text that has one of the words.
func (f *Finder) Any(text string) (any bool) {
	f.Each(text, func(int) bool {
		any = true
		return false
	})
	return any
}

// Each calls found with the number of every word that begins at every place of a text,
// until it returns false.
func (f *Finder) Each(text string, found func(word int) bool) {
	for i := 0; i < len(text); {
		r, size := Decode(text[i:])
		if f.first.Has(r) && f.may(r, text[i+size:]) && !f.along(text[i:], found) {
			return
		}
		i += size
	}
}

// may reports whether a word may begin with a character that a text follows.
func (f *Finder) may(first rune, text string) bool {
	if text == "" || f.alone.Has(first) {
		return f.alone.Has(first)
	}
	r, _ := Decode(text)
	return f.next.Has(r)
}

// along finds the words that a text begins with, and reports whether to go on.
func (f *Finder) along(text string, found func(word int) bool) bool {
	at := int32(0)
	for i := 0; i < len(text); {
		r, size := Decode(text[i:])
		if at = f.words.Step(at, r); at < 0 {
			return true
		}
		if k := f.words.Value(at); k >= 0 && !found(int(k)) {
			return false
		}
		i += size
	}
	return true
}

// Decode is utf8.DecodeRuneInString of a text that is not empty, quicker for ASCII and
// Han, U+4000 to U+9FFF.
func Decode(s string) (rune, int) {
	c := s[0]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if c >= 0xe4 && c <= 0xe9 && len(s) > 2 && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 {
		return rune(c&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s)
}
