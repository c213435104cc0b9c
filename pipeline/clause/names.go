package clause

import (
	"slices"
	"strings"

	"gongkai/schema/words"
)

// numberedInSentence reports a name that opens the first of several numbered clauses.
func numberedInSentence(name string) bool {
	return words.FirstOfClauses.Labels().Say(name)
}

// MayBeTwo reports a last name that may be two: 湾仔和跨境工业区.
func MayBeTwo(name string) bool {
	return slices.ContainsFunc(words.NameJoiner.Labels(), func(w words.Label) bool { k := strings.Index(name, w.Text); return k > 0 && k+len(w.Text) < len(name) })
}
