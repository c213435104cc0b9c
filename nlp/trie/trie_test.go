package trie_test

import (
	"fmt"
	"strings"
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
		characters := []string{"收", "支", "入", "出", "合", "计", "总", "a", "b", "\U0001F600", "\xe6", "\xe6\x94", "\x94"}
		words := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.SampledFrom(characters), 0, 6), func(s []string) string { return strings.Join(s, "") }), 0, 200).Draw(t, "words")
		tr, want := trie.New(rapid.IntRange(0, 100).Draw(t, "room")), make(map[string]int32)
		for i, w := range words {
			_, known := want[string([]rune(w))] // bytes that are no character are all one
			if added := tr.Add(w, int32(i)); added != (!known && w != "") {
				t.Fatalf("Add(%q) = %v", w, added)
			}
			if !known && w != "" {
				want[string([]rune(w))] = int32(i)
			}
		}
		if rapid.Bool().Draw(t, "packed") {
			tr.Pack()
		}
		for _, w := range append(words, "收支入", "a", "") {
			number, known := want[string([]rune(w))]
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

// A finder finds what looking for each word by itself finds.
func TestFinder(t *testing.T) {
	words := []string{"人", "人大", "大会", "会议室", "a", "€", "𠀀"}
	f := trie.NewFinder(words)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom(append([]string{"会", "议", "室", "大", "\xe4", "\xe4\xba", "b", "，"}, words...))).Draw(t, "parts")
		text := strings.Join(parts, "")
		found := make(map[string]bool)
		f.Each(text, func(k int) bool {
			found[words[k]] = true
			return true
		})
		for _, w := range words {
			if found[w] != strings.Contains(text, w) {
				t.Errorf("%q in %q: %v", w, text, found[w])
			}
		}
		if f.Any(text) != (len(found) > 0) {
			t.Errorf("any in %q", text)
		}
	})
}
