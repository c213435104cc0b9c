// Package trie keeps words by their characters: one walk along a text finds every
// word that begins at a place of it.
//
// Most of a trie is built when the program starts, so that it is built fast: a word that
// begins like the one before it is entered from where they part, and most nodes have one
// edge or two, which are a list. Packed, the edges of a node lie together.
package trie

import (
	"slices"
	"unicode/utf8"
)

// Trie maps words to numbers. A walk begins at node 0. It is read-only once all
// words are in, and then safe for concurrent use.
type Trie struct {
	nodes []node
	// The edges of node 0 by their Han character, -1 for none; nil where there are few.
	roots []int32
	// A packed trie has its edges by node, one beside the other: a word of its own,
	// whose nodes follow one another, is then walked within a few lines of the cache.
	packed  []branch
	*making // nil once packed
}

// making is what a trie has while words are put in.
type making struct {
	links []link
	wide  map[edge]int32 // the edges of nodes that have too many for a list
	// The word entered last, and where the nodes of its characters end in it.
	lately []byte
	path   []ending
}

// The Han characters of the basic plane.
const firstHan, lastHan = 0x4e00, 0x9fff

// node is a place in some words: its edges begin at first in packed, and number is
// that of the word that ends here + 1, 0 for none.
type node struct{ first, number int32 }

// link is how a node is reached: from another by a character. The edges of a node are a
// list, of which child is the first, and sibling the next.
type link struct {
	from, child, sibling int32
	r                    rune
}

// edge leads from a node by a character to another, which is never 0.
type edge struct {
	node int32
	r    rune
}

// branch is an edge of a packed trie.
type branch struct {
	r    rune
	next int32
}

// ending is the byte where a character of a word ends, and its node.
type ending struct{ at, node int32 }

// New returns an empty trie with room for so many nodes; it grows where there are more.
func New(nodes int) *Trie {
	return &Trie{nodes: make([]node, 1, nodes+2), making: &making{links: make([]link, 1, nodes+2)}}
}

// mostScanned is up to how many edges of a node are looked through.
const mostScanned = 16

// Step follows the edge of a character, and returns -1 where there is none.
func (t *Trie) Step(at int32, r rune) int32 {
	if t.packed == nil {
		if next, _ := t.find(at, r); next != 0 {
			return next
		}
		return -1
	}
	if at == 0 && r >= firstHan && r <= lastHan && t.roots != nil {
		return t.roots[r-firstHan]
	}
	of := t.packed[t.nodes[at].first:t.nodes[at+1].first]
	for len(of) > mostScanned { // they are in order
		if half := len(of) / 2; of[half].r <= r {
			of = of[half:]
		} else {
			of = of[:half]
		}
	}
	for i := range of {
		if of[i].r == r {
			return of[i].next
		}
	}
	return -1
}

// Value is the number of the word that ends at a node, -1 where none does.
func (t *Trie) Value(at int32) int32 { return t.nodes[at].number - 1 }

// Pack makes walks faster, of a trie that no more words are added to.
func (t *Trie) Pack() {
	links := t.links
	t.nodes = append(t.nodes, node{})
	for i := 1; i < len(links); i++ {
		t.nodes[links[i].from+1].first++
	}
	for i := 1; i < len(t.nodes); i++ {
		t.nodes[i].first += t.nodes[i-1].first
	}
	t.packed = make([]branch, len(links)-1)
	free := make([]int32, len(links))
	for i := 1; i < len(links); i++ {
		from := links[i].from
		t.packed[t.nodes[from].first+free[from]] = branch{links[i].r, int32(i)}
		free[from]++
	}
	for i := range links {
		if of := t.packed[t.nodes[i].first:t.nodes[i+1].first]; len(of) > mostScanned {
			slices.SortFunc(of, func(a, b branch) int { return int(a.r - b.r) })
		}
	}
	t.making = nil
}

// Add enters a word with a number that is not negative, and reports whether the word
// was new: the number of a word that is there already stays. The empty word is never new.
func (t *Trie) Add(word string, number int32) bool {
	return t.Number(Enter(t, word), number)
}

// Number gives the word that ends at a node a number that is not negative, and reports
// whether it had none.
func (t *Trie) Number(at, number int32) bool {
	if at == 0 || t.nodes[at].number != 0 {
		return false
	}
	t.nodes[at].number = number + 1
	return true
}

// Enter makes the nodes of a word, from where it parts from the one entered last, and
// returns the last of them, 0 for the empty word.
func Enter[T string | []byte](t *Trie, word T) int32 {
	same := 0
	for same < len(word) && same < len(t.lately) && word[same] == t.lately[same] {
		same++
	}
	at, from := int32(0), 0
	for k := len(t.path); k > 0; k-- {
		if end := int(t.path[k-1].at); end <= same && (end == len(word) || utf8.RuneStart(word[end])) {
			at, from = t.path[k-1].node, end
			break
		}
		t.path = t.path[:k-1]
	}
	t.lately = append(t.lately[:from], word[from:]...)
	for i := from; i < len(t.lately); {
		r, size := utf8.DecodeRune(t.lately[i:])
		i += size
		at = t.link(at, r)
		t.path = append(t.path, ending{int32(i), at})
	}
	return at
}

// find is where the edge of a character leads, 0 where there is none, and whether the
// list of the node is full.
func (t *Trie) find(at int32, r rune) (next int32, full bool) {
	if at == 0 && r >= firstHan && r <= lastHan && t.roots != nil {
		return max(t.roots[r-firstHan], 0), true
	}
	listed := 0
	for next = t.links[at].child; next != 0; next = t.links[next].sibling {
		if t.links[next].r == r {
			return next, false
		}
		listed++
	}
	if listed < mostScanned {
		return 0, false
	}
	return t.wide[edge{at, r}], true
}

// link follows an edge and makes it where there is none.
func (t *Trie) link(at int32, r rune) int32 {
	next, full := t.find(at, r)
	if next != 0 {
		return next
	}
	next = int32(len(t.links))
	t.nodes, t.links = append(t.nodes, node{}), append(t.links, link{from: at, r: r})
	switch {
	case !full:
		t.links[next].sibling, t.links[at].child = t.links[at].child, next
	case at == 0 && r >= firstHan && r <= lastHan:
		t.root(r, next)
	default:
		if t.wide == nil {
			t.wide = make(map[edge]int32)
		}
		t.wide[edge{at, r}] = next
	}
	return next
}

// root keeps an edge of node 0, and at first those that were its list.
func (t *Trie) root(r rune, next int32) {
	if t.roots == nil {
		t.roots = slices.Repeat([]int32{-1}, lastHan-firstHan+1)
		for i := t.links[0].child; i != 0; i = t.links[i].sibling {
			if r := t.links[i].r; r >= firstHan && r <= lastHan {
				t.roots[r-firstHan] = i
			}
		}
	}
	t.roots[r-firstHan] = next
}
