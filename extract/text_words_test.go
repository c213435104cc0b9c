package extract

import (
	"gongkai/nlp/outline"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func drawWords(t *rapid.T) string {
	words := []string{"第", "一", "十", "百", "2", "12", "2021年", "部分", "篇", "章", "、", "．", ".", "，", "﹒", "（", "(", "）", ")", "①", "⑳", "甲", " ", "\t",
		"\u3000", "\u00a0", "\u0085", "\u2028", "\ufeff", "\u200b", "\r", "\n", "\f", "\v", "\xff", "\xe4\xb8", "𠀀", "“", "%", "-", "附件", "注：", "是", "目录", "单位："}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "text"), "")
}

// number is what isNumber reads by hand.
var number = regexp.MustCompile(`^[-−+]?(\d{1,3}([,，]\d{3})+|\d+)([.．]\d+)?\s*[%％]?$`)

func drawNumber(t *rapid.T) string {
	parts := []string{"-", "−", "+", "1", "12", "123", "1234", ",", "，", ",123", "，456", ".", "．", ".5", "．50", " ", "\t", "\v", "%", "％", "万"}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 7).Draw(t, "number"), "")
}

// TestByHand holds what reads text byte by byte against the pattern or the
// library function it stands for.
func TestByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawWords(t)
		level, _ := outline.Mark(s)
		if got, want := startsItem(s), level > 0 || otherMark.MatchString(s); got != want {
			t.Fatalf("startsItem(%q) = %v", s, got)
		}
		for _, s := range []string{s, drawNumber(t)} {
			if got, want := isNumber(s), s != "" && len(s) < 40 && number.MatchString(s); got != want {
				t.Fatalf("isNumber(%q) = %v", s, got)
			}
		}
		if got, want := runeCount(s), utf8.RuneCountInString(s); got != want {
			t.Fatalf("runeCount(%q) = %d, want %d", s, got, want)
		}
		width := 0
		for _, r := range s {
			width += runeWidth(r)
			if want := unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == 0x07 || r == 0x1a; isSpace(r) != want {
				t.Fatalf("isSpace(%q) = %v", r, !want)
			}
		}
		if got := displayWidth(s); got != width {
			t.Fatalf("displayWidth(%q) = %d, want %d", s, got, width)
		}
		if got, want := hasSpace(s), strings.ContainsFunc(s, isSpace); got != want {
			t.Fatalf("hasSpace(%q) = %v", s, got)
		}
	})
}
