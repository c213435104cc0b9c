package batch

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"gongkai/schema"
)

// TestUnreadWords holds that the words of all issues that quote some are counted
// and that the most frequent come first, those of one count in order.
func TestUnreadWords(t *testing.T) {
	issues := []schema.Issue{
		{Code: schema.IssueUnreadWords, Detail: "人均、乡村"},
		{Code: schema.IssueUnreadWords, Detail: "人均"},
		{Code: schema.IssueUnit, Detail: "人均"},
		{Code: schema.IssueUnreadWords, Detail: "社保"},
	}
	counts := unreadWords(issues)
	if want := map[string]int{"人均": 2, "乡村": 1, "社保": 1}; !maps.Equal(counts, want) {
		t.Fatalf("got %v, want %v", counts, want)
	}
	want := []WordCount{{"人均", 2}, {"乡村", 1}}
	if got := mostFrequent(counts, 2); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestUnreadKept holds that a file of many unread words keeps its most frequent.
func TestUnreadKept(t *testing.T) {
	issues := []schema.Issue{{Code: schema.IssueUnreadWords, Detail: "末"}, {Code: schema.IssueUnreadWords, Detail: "末"}}
	for i := range 2 * unreadKept {
		issues = append(issues, schema.Issue{Code: schema.IssueUnreadWords, Detail: fmt.Sprint(i)})
	}
	if counts := unreadWords(issues); len(counts) != unreadKept || counts["末"] != 2 {
		t.Errorf("%d words kept, %d times 末", len(counts), counts["末"])
	}
}
