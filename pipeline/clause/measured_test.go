package clause

import (
	"strings"
	"testing"

	"gongkai/schema/words"
)

// TestMeasuredRows finds what a list measures of each thing in the example of every
// row, and nothing in the counter-example, where it stands before the last thing.
func TestMeasuredRows(t *testing.T) {
	last := func(list string) string { return list[strings.LastIndex(list, "、")+len("、"):] }
	for _, w := range words.Load().Measured {
		if got := measuredBy(last(w.Example)); got != w.Text {
			t.Errorf("%s:%d: %s is measured by %q", w.File, w.Line, w.Example, got)
		}
		if got := measuredBy(last(w.Counter)); got != "" {
			t.Errorf("%s:%d: %s is measured by %q", w.File, w.Line, w.Counter, got)
		}
	}
}
