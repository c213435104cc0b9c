package tag_test

import (
	"strings"
	"testing"
)

// TestNotes holds that the mark of a footnote inside a name is no part of the name, and
// that the sentence is quoted with it.
func TestNotes(t *testing.T) {
	const text = "规模以上工业[3]增加值增长5.1%。"
	got := readAs(t, bulletin, text)
	if len(got) != 1 || got[0].Dimensions.Indicator != "规模以上工业增加值" || got[0].Raw != "5.1%" || !strings.Contains(got[0].Context, "[3]") {
		t.Errorf("%+v", got)
	}
}
