package tag

// trie finds the longest lexicon entry that begins at a position of a text. It
// folds widths and brackets and steps over quotes and white space, so that
// “三公” 经费, "三公"经费 and 三公经费 are one surface while spans stay those of
// the text as written.
type trie struct {
	edges []edge // open addressing; a power of two, at most half full
	count int
	value []int32         // entry index + 1 per node, 0 for none
	first [1 << 10]uint64 // which BMP runes begin an entry
}

// edge leads from a node by a rune to the next node. The key is never zero in
// use, for no surface holds the rune 0.
type edge struct {
	key  uint64 // node<<21 | rune
	next int32
}

func newTrie() *trie {
	return &trie{edges: make([]edge, 1<<16), value: make([]int32, 1, 1<<15)}
}

// slot returns where the edge of key is, or the free place where it would be.
func (t *trie) slot(key uint64) *edge {
	mask := uint64(len(t.edges) - 1)
	for h := key * 0x9e3779b97f4a7c15 >> 20; ; h++ {
		if e := &t.edges[h&mask]; e.key == key || e.key == 0 {
			return e
		}
	}
}

// step follows an edge, and returns -1 where there is none.
func (t *trie) step(node int32, r rune) int32 {
	if e := t.slot(uint64(node)<<21 | uint64(r)); e.key != 0 {
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
			if e.key != 0 {
				*t.slot(e.key) = e
			}
		}
	}
	t.count++
	next := int32(len(t.value))
	t.value = append(t.value, 0)
	key := uint64(node)<<21 | uint64(r)
	*t.slot(key) = edge{key, next}
	return next
}

// add enters a surface; the first entry of a surface wins, so that tables are
// added in order of authority. It reports whether the surface was new.
func (t *trie) add(surface string, entry int32) bool {
	node := int32(0)
	for i, r := range fold(surface) {
		if r == 0 {
			return false
		}
		if i == 0 && r < 1<<16 {
			t.first[r>>6] |= 1 << (r & 63)
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
	t.value[node] = entry + 1
	return true
}

// begins reports whether an entry may begin with the rune r.
func (t *trie) begins(r rune) bool {
	r = foldRune(r)
	return r < 1<<16 && t.first[r>>6]&(1<<(r&63)) != 0
}

// longest returns the entry of the longest surface that begins at byte i of s
// and ends at or before limit, and the byte where it ends, or -1.
func (t *trie) longest(s string, i, limit int) (entry int32, end int) {
	r, size := decode(s[i:])
	if !t.begins(r) {
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
