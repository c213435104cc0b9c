package clause

import (
	"unicode/utf8"

	"gongkai/nlp/trie"
)

// surfaces finds the longest lexicon entry that begins at a position of a text. It
// folds widths and brackets and steps over quotes and white space, so that
// “三公” 经费, "三公"经费 and 三公经费 are one surface while spans stay those of
// the text as written.
type surfaces struct {
	trie *trie.Trie // folded surfaces; the numbers are those of entries
	// Most places of a text begin no entry. first has the runes of the basic
	// plane that do, alone those that are one, and pairs a hash of the first
	// two runes of the others; all three stay in the nearest cache.
	first, alone, pairs bitmap
}

// bitmap is a set of numbers of 16 bits.
type bitmap [1 << 10]uint64

func (b *bitmap) add(k uint16)      { b[k>>6] |= 1 << (k & 63) }
func (b *bitmap) has(k uint16) bool { return b[k>>6]&(1<<(k&63)) != 0 }

// pair hashes two runes.
func pair(a, b rune) uint16 { return uint16((uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca6b) >> 16) }

// newSurfaces returns a set with room for so many characters of words.
func newSurfaces(room int) *surfaces { return &surfaces{trie: trie.New(room)} }

// addSurface enters a folded surface by a number. The first number of a surface stays, so that
// tables are added in order of authority. It returns the number, -1 for that of an empty
// surface, and whether the surface was new.
func addSurface[T string | []byte](t *surfaces, surface T, entry int32) (number int32, fresh bool) {
	node := trie.Enter(t.trie, surface)
	if !t.trie.Number(node, entry) {
		return t.trie.Value(node), false
	}
	begins := string(surface[:min(len(surface), 2*utf8.UTFMax)])
	head, size := utf8.DecodeRuneInString(begins)
	switch {
	case head >= 1<<16:
	case size == len(surface):
		t.first.add(uint16(head))
		t.alone.add(uint16(head))
	default:
		t.first.add(uint16(head))
		second, _ := utf8.DecodeRuneInString(begins[size:])
		t.pairs.add(pair(head, second))
	}
	return entry, true
}

// begins reports whether an entry may begin at byte i of s, where the rune r
// of that many bytes stands.
func (t *surfaces) begins(s string, i int, r rune, size int) bool {
	r = foldRune(r)
	if r >= 1<<16 || !t.first.has(uint16(r)) {
		return false
	}
	if t.alone.has(uint16(r)) {
		return true
	}
	for i += size; i < len(s); i += size {
		var second rune
		if second, size = trie.Decode(s[i:]); !skippable(second) {
			return t.pairs.has(pair(r, foldRune(second)))
		}
	}
	return false
}

// skip steps from byte i over Han characters that begin no entry and returns
// where the first other character stands, at stop at the latest. They are most
// of a text, and told by their bytes: U+4000 to U+9FFF, which fold to themselves.
func (t *surfaces) skip(s string, i, stop int) int {
	for i < stop && s[i] >= 0xe4 && s[i] <= 0xe9 && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
		r := rune(s[i]&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f)
		if t.first.has(uint16(r)) && t.begins(s, i, r, 3) {
			break
		}
		i += 3
	}
	return i
}

// Longest returns the entry of the longest surface that begins at byte i of s
// and ends at or before limit, and the byte where it ends, or -1.
func (t *surfaces) Longest(s string, i, limit int) (entry int32, end int) {
	r, size := trie.Decode(s[i:])
	if !t.begins(s, i, r, size) {
		return -1, i
	}
	r = foldRune(r)
	entry, end = -1, i
	node := int32(0)
	for {
		if node = t.trie.Step(node, r); node < 0 {
			return entry, end
		}
		i += size
		if i > limit {
			return entry, end
		}
		if v := t.trie.Value(node); v >= 0 {
			entry, end = v, i
		}
		for {
			if i >= len(s) {
				return entry, end
			}
			if r, size = trie.Decode(s[i:]); !skippable(r) {
				break
			}
			i += size
		}
		r = foldRune(r)
	}
}
