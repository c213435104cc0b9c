package table

import (
	"regexp"
	"slices"

	"gongkai/schema/words"
)

// compiled is [words.Compiled], in as few words as the patterns of tables need.
func compiled(expr string) func() *regexp.Regexp { return words.Compiled(expr) }

// written reports whether a text has the words of a label of the use in a way, with one
// of the meanings if any are given: what an expression with {use} matches has them,
// wherever the label itself must stand.
func written(s string, way func(s, words string) bool, use words.Use, means ...string) bool {
	labels := use.Labels()
	for i := range labels {
		if (len(means) == 0 || slices.Contains(means, labels[i].Means)) && way(s, labels[i].Text) {
			return true
		}
	}
	return false
}

// labelled reports whether a text has a label of the use, with one of the meanings if
// any are given.
func labelled(s string, use words.Use, means ...string) bool { return use.Labels().Say(s, means...) }
