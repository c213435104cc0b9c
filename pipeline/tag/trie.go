package tag

// trie finds the longest lexicon entry that begins at a position of a text. It
// folds widths and brackets and steps over quotes and white space, so that
// “三公” 经费, "三公"经费 and 三公经费 are one surface while spans stay those of
// the text as written.
type trie struct {
	next  map[edge]int32
	value []int32         // entry index + 1 per node, 0 for none
	first [1 << 10]uint64 // which BMP runes begin an entry
}

type edge struct {
	node int32
	r    rune
}

func newTrie() *trie {
	return &trie{next: make(map[edge]int32, 1<<14), value: []int32{0}}
}

// add enters a surface; the first entry of a surface wins, so that tables are
// added in order of authority. It reports whether the surface was new.
func (t *trie) add(surface string, entry int32) bool {
	node := int32(0)
	for i, r := range fold(surface) {
		if i == 0 && r < 1<<16 {
			t.first[r>>6] |= 1 << (r & 63)
		}
		next, ok := t.next[edge{node, r}]
		if !ok {
			next = int32(len(t.value))
			t.value = append(t.value, 0)
			t.next[edge{node, r}] = next
		}
		node = next
	}
	if node == 0 || t.value[node] != 0 {
		return false
	}
	t.value[node] = entry + 1
	return true
}

// longest returns the entry of the longest surface that begins at byte i of s
// and ends at or before limit, and the byte where it ends, or -1.
func (t *trie) longest(s string, i, limit int) (entry int32, end int) {
	r, size := decode(s[i:])
	if r = foldRune(r); r >= 1<<16 || t.first[r>>6]&(1<<(r&63)) == 0 {
		return -1, i
	}
	entry, end = -1, i
	node := int32(0)
	for {
		next, ok := t.next[edge{node, r}]
		if !ok {
			return entry, end
		}
		node, i = next, i+size
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
