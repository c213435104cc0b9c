// Package trie keeps words by their characters: one walk along a text finds every
// word that begins at a place of it. The edges of all nodes are one hash table, so
// that a trie is built fast and lies together in memory.
package trie

import "slices"

// Trie maps words to numbers. A walk begins at node 0. It is read-only once all
// words are in, and then safe for concurrent use.
type Trie struct {
	edges []edge // open addressing; a power of two, at most half full
	nodes []node
	// A packed trie has its edges by node too, one beside the other: a word of
	// its own, whose nodes follow one another, is then walked within a few lines
	// of the cache.
	packed []edge
	roots  []int32 // and those of node 0 by their Han character, -1 for none
}

// The Han characters of the basic plane.
const firstHan, lastHan = 0x4e00, 0x9fff

// node is a place in some words: its edges begin at first in packed, and number is
// that of the word that ends here + 1, 0 for none.
type node struct{ first, number int32 }

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
	return &Trie{edges: make([]edge, size), nodes: make([]node, 1, nodes+2)}
}

// mostScanned is up to how many edges of a node are looked through.
const mostScanned = 16

// Step follows the edge of a character, and returns -1 where there is none.
func (t *Trie) Step(at int32, r rune) int32 {
	if t.packed != nil {
		if at == 0 && r >= firstHan && r <= lastHan {
			return t.roots[r-firstHan]
		}
		if of := t.packed[t.nodes[at].first:t.nodes[at+1].first]; len(of) <= mostScanned {
			for i := range of {
				if of[i].r == r {
					return of[i].next
				}
			}
			return -1
		}
	}
	if e := t.slot(at, r); e.next != 0 {
		return e.next
	}
	return -1
}

// Value is the number of the word that ends at a node, -1 where none does.
func (t *Trie) Value(at int32) int32 { return t.nodes[at].number - 1 }

// Pack makes walks faster, of a trie that no more words are added to.
func (t *Trie) Pack() {
	t.nodes = append(t.nodes, node{})
	for i := range t.edges {
		if e := &t.edges[i]; e.next != 0 {
			t.nodes[e.node+1].first++
		}
	}
	for i := 1; i < len(t.nodes); i++ {
		t.nodes[i].first += t.nodes[i-1].first
	}
	t.roots = slices.Repeat([]int32{-1}, lastHan-firstHan+1)
	t.packed = make([]edge, len(t.nodes)-2)
	free := make([]int32, len(t.nodes))
	for i := range t.edges {
		if e := &t.edges[i]; e.next != 0 {
			t.packed[t.nodes[e.node].first+free[e.node]] = *e
			free[e.node]++
			if e.node == 0 && e.r >= firstHan && e.r <= lastHan {
				t.roots[e.r-firstHan] = e.next
			}
		}
	}
}

// Add enters a word with a number that is not negative, and reports whether the word
// was new: the number of a word that is there already stays. The empty word is never new.
func (t *Trie) Add(word string, number int32) bool {
	at := int32(0)
	for _, r := range word {
		at = t.link(at, r)
	}
	if at == 0 || t.nodes[at].number != 0 {
		return false
	}
	t.nodes[at].number = number + 1
	return true
}

// slot returns where an edge is, or the free place where it would be.
func (t *Trie) slot(at int32, r rune) *edge {
	mask := uint32(len(t.edges) - 1)
	for h := (uint32(at)*0x9e3779b1 ^ uint32(r)) * 0x85ebca6b >> 12; ; h++ {
		if e := &t.edges[h&mask]; e.next == 0 || e.node == at && e.r == r {
			return e
		}
	}
}

// link follows an edge and makes it where there is none.
func (t *Trie) link(at int32, r rune) int32 {
	e := t.slot(at, r)
	if e.next != 0 {
		return e.next
	}
	next := int32(len(t.nodes))
	t.nodes = append(t.nodes, node{})
	*e = edge{at, next, r}
	if len(t.nodes)*2 > len(t.edges) {
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
