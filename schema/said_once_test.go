package schema

import (
	"slices"
	"testing"

	"gongkai/schema/pattern"
)

// TestPatternsSayNothingTwice: every pattern of a concept has a wording that its label and its
// other patterns lack.
func TestPatternsSayNothingTwice(t *testing.T) {
	for _, c := range Concepts() {
		by := map[string]int{labelWording(c.Label): 1} // how many say a wording
		for _, p := range c.Synonyms {
			for w := range pattern.Expand(p) {
				by[w]++
			}
		}
		for _, p := range c.Synonyms {
			said := slices.Collect(pattern.Expand(p))
			if !slices.ContainsFunc(said, func(w string) bool { return by[w] == 1 }) {
				t.Errorf("%s: %s says nothing that the others do not", c.ID, p)
			}
		}
	}
}
