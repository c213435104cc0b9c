package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestStartsCountsCharacters(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"a", "1", " ", "é", "收", "，", "“", "\ufffd", "𠀀", "\u00a0"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(pieces, 0, 40).Draw(t, "s"), "")
		if got, want := starts(s), utf8.RuneCountInString(s); got != want {
			t.Errorf("starts(%q) = %d, want %d", s, got, want)
		}
	})
}
