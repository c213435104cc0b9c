package extract

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is asked before an expression must never pass over what the expression finds.
func TestHidingIsNotPassedOver(t *testing.T) {
	style := rapid.SampledFrom([]string{"display", "DISPLAY", ":", " ", "none", "None", ";", "visibility", "hidden", "HIDDEN", "mso-hide", "Mso-Hide", "all", "color", "h", "no"})
	text := rapid.SampledFrom([]string{"。", "”", "收", " ", "\n", "\u00a0", "\u3000"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(style, 0, 8).Draw(t, "style"), "")
		if hiding.MatchString(s) && !mayHide(s) {
			t.Errorf("%q hides", s)
		}
		s = strings.Join(rapid.SliceOfN(text, 0, 12).Draw(t, "text"), "")
		held := false
		for _, two := range hardSpaces {
			held = held || strings.Contains(s, two)
		}
		if indentRun.MatchString(s) && !held {
			t.Errorf("%q has a run of hard spaces", s)
		}
	})
}
