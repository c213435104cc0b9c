package nlp

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// marks are what the quick loops over bytes tell from Han characters, and what they could
// take for one another: marks of the same first byte, and bytes that are no UTF-8.
var marks = rapid.SampledFrom([]string{"收", "一", "龥", "䶵", "鿿", "，", "。", "；", "：", "“", "”", "‘", "’", "＂", "\u3000", "\u00a0", " ", "\n", "\t", "\"", "a", "1", "\xe4", "\xe6\x94", "\xff"})

func TestQuickCountsAreThoseOfRunes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(marks).Draw(t, "s"), "")
		n := 0
		for _, r := range s {
			if r >= 0x4e00 && r <= 0x9fff {
				n++
			}
		}
		if got := HanCount(s); got != n {
			t.Errorf("HanCount(%q) = %d, want %d", s, got, n)
		}
		if Squeeze(s) != s && !loose(s) {
			t.Errorf("loose(%q) is false", s)
		}
	})
}

func TestBeginsSqueezed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ToValidUTF8(strings.Join(rapid.SliceOf(marks).Draw(t, "s"), ""), "")
		prefix := Squeeze(strings.ToValidUTF8(strings.Join(rapid.SliceOfN(marks, 0, 3).Draw(t, "prefix"), ""), ""))
		if got, want := BeginsSqueezed(s, prefix), strings.HasPrefix(Squeeze(s), prefix); got != want {
			t.Errorf("BeginsSqueezed(%q, %q) = %v, want %v", s, prefix, got, want)
		}
		if all := Squeeze(s); !BeginsSqueezed(s, all) {
			t.Errorf("BeginsSqueezed(%q, %q) is false", s, all)
		}
	})
}
