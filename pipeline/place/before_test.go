package place

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A clause that begins with none of the characters of beforePlaceHeads has nothing
// before its place.
func TestBeforePlaceHeads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clause := rapid.StringMatching(`(?:[（(]?[0-9０-９一二三四五六七八九十][)）、.．是]|其中|关于|分类看|包括|预计|截[至止]|2024年[度末底]?|[：:\s市])*高新区`).Draw(t, "clause")
		first, _ := utf8.DecodeRuneInString(clause)
		if beforePlace().MatchString(clause) && !vocabulary().before.Has(first) {
			t.Errorf("%q", clause)
		}
	})
}
