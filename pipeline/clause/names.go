package clause

import (
	"slices"
	"strings"
)

// What tells the names of a list apart from what only looks like one.
var (
	numberedNames = []string{"一是", "第一", "首先", "一要"} // with the others in sentences of their own
	nameJoins     = []string{"以及", "和", "及", "与"}    // between the last two names, or inside of one
)

// numberedInSentence reports a name that opens the first of several numbered clauses.
func numberedInSentence(name string) bool {
	return slices.ContainsFunc(numberedNames, func(m string) bool { return strings.HasPrefix(name, m) })
}

// MayBeTwo reports a last name that may be two: 湾仔和跨境工业区.
func MayBeTwo(name string) bool {
	return slices.ContainsFunc(nameJoins, func(w string) bool { k := strings.Index(name, w); return k > 0 && k+len(w) < len(name) })
}
