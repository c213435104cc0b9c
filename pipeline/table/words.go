package table

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"gongkai/schema/words"
)

// compiled is a regular expression in which {use} and {use meaning} stand for any of
// the labels of that use and meaning, and {place_word kind} for the words of places of
// that kind. It is built when it is first needed.
func compiled(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(withLabels(expr)) })
}

// withLabels puts the labels into an expression.
func withLabels(expr string) string {
	return labelSlot.ReplaceAllStringFunc(expr, func(slot string) string {
		use, means, _ := strings.Cut(strings.Trim(slot, "{}"), " ")
		if use == "place_word" {
			return words.Load().PlacePattern(words.PlaceKind(means))
		}
		return words.Use(use).Labels().Pattern(strings.Fields(means)...)
	})
}

var labelSlot = regexp.MustCompile(`\{[a-z][a-z_]*( [a-z_]+)*\}`)

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
