// Package trie keeps words by their characters: one walk along a text finds every
// word that begins at a place of it. The edges of all nodes are one hash table, so
// that a trie is built fast and lies together in memory.
package trie

// Trie maps words to numbers. A walk begins at node 0. It is read-only once all
// words are in, and then safe for concurrent use.
type Trie struct {
	edges  []edge // open addressing; a power of two, at most half full
	count  int
	values []int32 // the number of a node's word + 1, 0 for none
}

// edge leads from a node by a character to the next node, which is never 0.
type edge struct {
	node, next int32
	r          rune
}

// New returns an empty trie with room for so many nodes; it grows where there are more.
func New(nodes int) *Trie {
	size := 16
	for size < 2*nodes {
		size *= 2
	}
	return &Trie{edges: make([]edge, size), values: make([]int32, 1, nodes+1)}
}

// Step follows the edge of a character, and returns -1 where there is none.
func (t *Trie) Step(node int32, r rune) int32 {
	if e := t.slot(node, r); e.next != 0 {
		return e.next
	}
	return -1
}

// Value is the number of the word that ends at a node, -1 where none does.
func (t *Trie) Value(node int32) int32 { return t.values[node] - 1 }

// Add enters a word with a number that is not negative, and reports whether the word
// was new: the number of a word that is there already stays. The empty word is never new.
func (t *Trie) Add(word string, number int32) bool {
	node := int32(0)
	for _, r := range word {
		node = t.link(node, r)
	}
	if node == 0 || t.values[node] != 0 {
		return false
	}
	t.values[node] = number + 1
	return true
}

// slot returns where an edge is, or the free place where it would be.
func (t *Trie) slot(node int32, r rune) *edge {
	mask := uint32(len(t.edges) - 1)
	for h := (uint32(node)*0x9e3779b1 ^ uint32(r)) * 0x85ebca6b >> 12; ; h++ {
		if e := &t.edges[h&mask]; e.next == 0 || e.node == node && e.r == r {
			return e
		}
	}
}

// link follows an edge and makes it where there is none.
func (t *Trie) link(node int32, r rune) int32 {
	e := t.slot(node, r)
	if e.next != 0 {
		return e.next
	}
	next := int32(len(t.values))
	t.values = append(t.values, 0)
	*e = edge{node, next, r}
	if t.count++; t.count*2 > len(t.edges) {
		t.grow()
	}
	return next
}

// grow doubles the table.
func (t *Trie) grow() {
	old := t.edges
	t.edges = make([]edge, 2*len(old))
	for _, e := range old {
		if e.next != 0 {
			*t.slot(e.node, e.r) = e
		}
	}
}
