package sink

import (
	"slices"
	"testing"
)

// TestCompareIDs orders ids of one document as a reader meets their figures, and tells
// all apart that differ.
func TestCompareIDs(t *testing.T) {
	want := []string{"0a-b3s2", "0a-b3t0r2c4", "0a-b3t0r2c4-sum", "0a-b3t0r2c4s5", "0a-b3t0r10c4", "0a-b12s2", "0a-l1s9", "0a-l1s10", "0a-l9c2", "0a-l10c1", "1a-l1s2", "a1"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareIDs)
	if !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
	for i, a := range want {
		for k, b := range want {
			if c := compareIDs(a, b); (c == 0) != (i == k) || c != -compareIDs(b, a) {
				t.Errorf("%s against %s: %d", a, b, c)
			}
		}
	}
}
