package nlp

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestStripResidue holds the search written by hand against the pattern it
// stands for.
func TestStripResidue(t *testing.T) {
	pieces := []string{"[bookmark: _Toc1]", "[bookmark:_a]", "[bookmark:", "[bookmark: x]", "]", "_", " ", "\u00a0", "PAGEREF _T1 \\h 3", "甲", "a", "（", "\xff"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
		want := strings.TrimSpace(strings.ReplaceAll(residue.ReplaceAllString(s, ""), "\u00a0", " "))
		if got := StripResidue(s); got != want {
			t.Fatalf("StripResidue(%q) = %q, want %q", s, got, want)
		}
	})
}

func TestStripNumbering(t *testing.T) {
	for text, want := range map[string]string{
		"（一）收入情况": "收入情况", "3. 支出": "支出", "④公用经费": "公用经费", "第五部分 附件": "附件", "一、2025年预算": "2025年预算", "2025年预算": "2025年预算",
	} {
		if got := StripNumbering(text); got != want {
			t.Errorf("StripNumbering(%q) = %q, want %q", text, got, want)
		}
	}
}
