package nlp

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// commonFile holds the common words of Chinese: the 53,000 of the 350,000 entries of
// gse's dictionary that occur at least fifty times, which hold running text together for
// an eighth of the memory and a fifth of the time of all. common.NOTICE has the licences.
// It is a string, for the linker keeps strings once, and Sources has the file too.
//
//go:embed common.trie
var commonFile string

// packedList is words as a trie in the bytes of a file, which is walked as it is: to make one of
// their list took a start 5 ms and 11 MB, and this takes nothing but the pages of the program that a
// walk touches.
//
// The file begins with a line that tells how often all the words occur together, and the parts of
// speech. The nodes follow, breadth first, so that the edges of a node lie together, in the order of
// their characters, up to those of the next.
type packedList struct {
	often float64
	pos   []string
	nodes string
}

// A node is the character that leads to it, the first node its own edges lead to, the number of
// the part of speech of the word that ends there, from 1, 0 for none, and how often that
// occurs; the lowest byte first.
const (
	runeAt, runeBytes   = 0, 3
	firstAt, firstBytes = runeAt + runeBytes, 2
	posAt, posBytes     = firstAt + firstBytes, 1
	oftenAt, oftenBytes = posAt + posBytes, 3
	nodeBytes           = oftenAt + oftenBytes
)

// commonList is the list of commonFile.
var commonList = sync.OnceValue(func() *packedList {
	head, nodes, _ := strings.Cut(commonFile, "\n")
	often, pos, _ := strings.Cut(head, " ")
	total, _ := strconv.ParseFloat(often, 64) // a test holds the file
	return &packedList{total, strings.Fields(pos), nodes}
})

// number is a number of a node.
func (l *packedList) number(node int32, at, bytes int) (n int32) {
	for k, of := bytes-1, l.nodes[int(node)*nodeBytes+at:]; k >= 0; k-- {
		n = n<<8 | int32(of[k])
	}
	return n
}

// edges are the nodes that the edges of a node lead to, from one up to another.
func (l *packedList) edges(node int32) (from, to int32) {
	return l.number(node, firstAt, firstBytes), l.number(node+1, firstAt, firstBytes)
}

// step follows the edge of a character, and returns -1 where there is none.
func (l *packedList) step(node int32, r rune) int32 {
	from, end := l.edges(node)
	for to := end; from < to; {
		switch half := (from + to) / 2; {
		case l.number(half, runeAt, runeBytes) < r:
			from = half + 1
		default:
			to = half
		}
	}
	if from == end || l.number(from, runeAt, runeBytes) != r {
		return -1
	}
	return from
}

// word is the part of speech of the word that ends at a node, "" where none does, and how
// often it occurs.
func (l *packedList) word(node int32) (pos string, often float64) {
	number := l.number(node, posAt, posBytes)
	if number == 0 {
		return "", 0
	}
	return l.pos[number-1], float64(l.number(node, oftenAt, oftenBytes))
}
