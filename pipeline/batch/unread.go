package batch

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gongkai/schema"
)

// The words that stand before numbers and are in no table of words are the list
// a maintainer works from: a run ends with the most frequent.

// unreadListed is how many unread words a summary shows, unreadKept how many are
// kept of one file.
const (
	unreadListed = 20
	unreadKept   = 40
)

// unreadWords counts the words of the issues that quote them, and keeps the most
// frequent.
func unreadWords(issues []schema.Issue) map[string]int {
	counts := make(map[string]int)
	for i := range issues {
		if issues[i].Code != schema.IssueUnreadWords {
			continue
		}
		for _, word := range strings.Split(issues[i].Detail, "、") {
			counts[word]++
		}
	}
	if len(counts) <= unreadKept {
		return counts
	}
	kept := make(map[string]int, unreadKept)
	for _, w := range mostFrequent(counts, unreadKept) {
		kept[w.Word] = w.Count
	}
	return kept
}

// mostFrequent lists the words with the highest counts, those of one count by
// the word.
func mostFrequent(counts map[string]int, n int) []WordCount {
	var all []WordCount
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, WordCount{word, counts[word]})
	}
	slices.SortStableFunc(all, func(a, b WordCount) int { return cmp.Compare(b.Count, a.Count) })
	return all[:min(len(all), n)]
}
