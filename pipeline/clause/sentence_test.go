package clause

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSentenceAtEndsAtItsMarks(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"收", "入", "。", "；", "，", "\n", " ", "《", "〛", "a", "1"})
	ends := func(r rune) bool { return r == '。' || r == '；' || r == '\n' }
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(t, "before"), "")
		after := strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(t, "after"), "")
		from, to := 0, len(after)
		if k := strings.LastIndexFunc(before, ends); k >= 0 {
			_, size := utf8.DecodeRuneInString(before[k:])
			from = k + size
		}
		if k := strings.IndexFunc(after, ends); k >= 0 {
			to = k
		}
		p := Paragraph{Text: before + after}
		if got, want := p.SentenceAt(len(before)), strings.TrimSpace(before[from:]+after[:to]); got != want {
			t.Errorf("SentenceAt(%q, %d) = %q, want %q", p.Text, len(before), got, want)
		}
	})
}
