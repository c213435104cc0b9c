package words

import (
	"regexp"
	"strings"
	"sync"
)

// Compiled is a regular expression with the labels that [Expand] puts into it. It is built
// when it is first needed.
func Compiled(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(Expand(expr)) })
}

// Expand puts labels into a regular expression, in which {use} and {use meaning} stand for
// any of the labels of that use and meaning, and {place_word kind} for the words of places
// of that kind.
func Expand(expr string) string {
	return labelSlot.ReplaceAllStringFunc(expr, func(slot string) string {
		use, means, _ := strings.Cut(strings.Trim(slot, "{}"), " ")
		if use == "place_word" {
			return Load().PlacePattern(PlaceKind(means))
		}
		return Use(use).Labels().Pattern(strings.Fields(means)...)
	})
}

var labelSlot = regexp.MustCompile(`\{[a-z][a-z_]*( [a-z_]+)*\}`)
