package clause

import (
	"slices"
	"strings"

	"gongkai/schema/words"
)

// nameJoins stand between the last two names of a list, or inside of one.
var nameJoins = []string{"以及", "和", "及", "与"}

// numberedInSentence reports a name that opens the first of several numbered clauses.
func numberedInSentence(name string) bool {
	return words.FirstOfClauses.Labels().Say(name)
}

// MayBeTwo reports a last name that may be two: 湾仔和跨境工业区.
func MayBeTwo(name string) bool {
	return slices.ContainsFunc(nameJoins, func(w string) bool { k := strings.Index(name, w); return k > 0 && k+len(w) < len(name) })
}
