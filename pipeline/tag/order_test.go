package tag

import (
	"fmt"
	"testing"

	"gongkai/extract"
)

// TestRunsUpwards tells a text whose lines stand in the wrong order by the numbers of
// its items, and no text of short lists.
func TestRunsUpwards(t *testing.T) {
	items := func(numbers ...int) *extract.Document {
		doc := &extract.Document{}
		for _, n := range numbers {
			doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: fmt.Sprintf("%d.教育支出3亿元。", n)}})
		}
		return doc
	}
	for _, test := range []struct {
		numbers []int
		want    bool
	}{
		{[]int{12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, true},
		{[]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, false},
		{[]int{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, false},
		{[]int{3, 2, 1}, false},
	} {
		if got := runsUpwards(items(test.numbers...)); got != test.want {
			t.Errorf("%v: %v", test.numbers, got)
		}
	}
}
