package clause

// trie finds the longest lexicon entry that begins at a position of a text. It
// folds widths and brackets and steps over quotes and white space, so that
// “三公” 经费, "三公"经费 and 三公经费 are one surface while spans stay those of
// the text as written.
type trie struct {
	edges []edge // open addressing; a power of two, at most half full
	count int
	value []int32 // entry index + 1 per node, 0 for none
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

// edge leads from a node by a rune to the next node, which is never 0.
type edge struct {
	node, next int32
	r          rune
}

func NewTrie() *trie {
	return &trie{edges: make([]edge, 1<<15), value: make([]int32, 1, 1<<14)}
}

// slot returns where an edge is, or the free place where it would be.
func (t *trie) slot(node int32, r rune) *edge {
	mask := uint32(len(t.edges) - 1)
	for h := (uint32(node)*0x9e3779b1 ^ uint32(r)) * 0x85ebca6b >> 12; ; h++ {
		if e := &t.edges[h&mask]; e.next == 0 || e.node == node && e.r == r {
			return e
		}
	}
}

// step follows an edge, and returns -1 where there is none.
func (t *trie) step(node int32, r rune) int32 {
	if e := t.slot(node, r); e.next != 0 {
		return e.next
	}
	return -1
}

// link adds an edge to a new node.
func (t *trie) link(node int32, r rune) int32 {
	if t.count*2 >= len(t.edges) {
		old := t.edges
		t.edges = make([]edge, 2*len(old))
		for _, e := range old {
			if e.next != 0 {
				*t.slot(e.node, e.r) = e
			}
		}
	}
	t.count++
	next := int32(len(t.value))
	t.value = append(t.value, 0)
	*t.slot(node, r) = edge{node, next, r}
	return next
}

// Add enters a surface; the first entry of a surface wins, so that tables are
// added in order of authority. It reports whether the surface was new.
func (t *trie) Add(surface string, entry int32) bool {
	node, depth := int32(0), 0
	var head rune
	for _, r := range fold(surface) {
		switch depth++; depth {
		case 1:
			if head = r; r < 1<<16 {
				t.first.add(uint16(r))
			}
		case 2:
			t.pairs.add(pair(head, r))
		}
		next := t.step(node, r)
		if next < 0 {
			next = t.link(node, r)
		}
		node = next
	}
	if node == 0 || t.value[node] != 0 {
		return false
	}
	if depth == 1 && head < 1<<16 {
		t.alone.add(uint16(head))
	}
	t.value[node] = entry + 1
	return true
}

// begins reports whether an entry may begin at byte i of s, where the rune r
// of that many bytes stands.
func (t *trie) begins(s string, i int, r rune, size int) bool {
	r = foldRune(r)
	if r >= 1<<16 || !t.first.has(uint16(r)) {
		return false
	}
	if t.alone.has(uint16(r)) {
		return true
	}
	for i += size; i < len(s); i += size {
		var second rune
		if second, size = decode(s[i:]); !skippable(second) {
			return t.pairs.has(pair(r, foldRune(second)))
		}
	}
	return false
}

// skip steps from byte i over Han characters that begin no entry and returns
// where the first other character stands, at stop at the latest. They are most
// of a text, and told by their bytes: U+4000 to U+9FFF, which fold to themselves.
func (t *trie) skip(s string, i, stop int) int {
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
func (t *trie) Longest(s string, i, limit int) (entry int32, end int) {
	r, size := decode(s[i:])
	if !t.begins(s, i, r, size) {
		return -1, i
	}
	r = foldRune(r)
	entry, end = -1, i
	node := int32(0)
	for {
		if node = t.step(node, r); node < 0 {
			return entry, end
		}
		i += size
		if i > limit {
			return entry, end
		}
		if v := t.value[node]; v != 0 {
			entry, end = v-1, i
		}
		for {
			if i >= len(s) {
				return entry, end
			}
			if r, size = decode(s[i:]); !skippable(r) {
				break
			}
			i += size
		}
		r = foldRune(r)
	}
}
