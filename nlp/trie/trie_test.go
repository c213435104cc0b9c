package trie_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"gongkai/nlp/trie"
)

// find is the number of a word, -1 where the trie does not have it.
func find(t *trie.Trie, word string) int32 {
	node := int32(0)
	for _, r := range word {
		if node = t.Step(node, r); node < 0 {
			return -1
		}
	}
	return t.Value(node)
}

// TestTrieIsAMap holds a trie against a map of the same words, from a table that
// must grow to one that never does.
func TestTrieIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("收支入出合计总额年度ab\U0001F600")), 0, 6, -1), 0, 60).Draw(t, "words")
		tr, want := trie.New(rapid.IntRange(0, 100).Draw(t, "room")), make(map[string]int32)
		for i, w := range words {
			_, known := want[w]
			if added := tr.Add(w, int32(i)); added != (!known && w != "") {
				t.Fatalf("Add(%q) = %v", w, added)
			}
			if !known && w != "" {
				want[w] = int32(i)
			}
		}
		if rapid.Bool().Draw(t, "packed") {
			tr.Pack()
		}
		for _, w := range append(words, "收支入", "a", "") {
			number, known := want[w]
			if got := find(tr, w); known && got != number || !known && got != -1 {
				t.Fatalf("%q is %d, want %d (%v)", w, got, number, known)
			}
		}
	})
}

func ExampleTrie() {
	t := trie.New(8)
	t.Add("收入", 1)
	t.Add("收入合计", 2)
	node := int32(0)
	for i, r := range "收入合计数" {
		if node = t.Step(node, r); node < 0 {
			break
		}
		if number := t.Value(node); number >= 0 {
			fmt.Println(number, "ends in the character at byte", i)
		}
	}
	// Output:
	// 1 ends in the character at byte 3
	// 2 ends in the character at byte 9
}
