package extract

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// itemForms say in patterns what itemMark reads by hand.
var itemForms = []struct {
	level int
	form  *regexp.Regexp
}{
	{1, regexp.MustCompile(`^(第[一二三四五六七八九十百\d]{1,3}(?:部分|篇|章))`)},
	{2, regexp.MustCompile(`^([一二三四五六七八九十]{1,3}[、．.，])`)},
	{3, regexp.MustCompile(`^([（(][一二三四五六七八九十]{1,3}[）)])`)},
	{4, regexp.MustCompile(`^(\d{1,2}\s?[、．.﹒])(?:$|[^\d.]|\d{4}年)`)},
	{5, regexp.MustCompile(`^([（(]\d{1,2}[）)][.、]?|[①-⑳][.、]?|\d{1,2}[）)])`)},
}

func drawWords(t *rapid.T) string {
	words := []string{"第", "一", "十", "百", "2", "12", "2021年", "部分", "篇", "章", "、", "．", ".", "，", "﹒", "（", "(", "）", ")", "①", "⑳", "甲", " ", "\t",
		"\u3000", "\u00a0", "\u0085", "\u2028", "\ufeff", "\u200b", "\r", "\n", "\f", "\v", "\xff", "\xe4\xb8", "𠀀", "“", "%", "-", "附件", "注：", "是", "目录", "单位："}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "text"), "")
}

// TestByHand holds what reads text byte by byte against the pattern or the
// library function it stands for.
func TestByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawWords(t)
		level, length := 0, 0
		for _, m := range itemForms {
			if loc := m.form.FindStringSubmatchIndex(s); loc != nil {
				level, length = m.level, loc[3]
				break
			}
		}
		if gotLevel, gotLength := itemMark(s); gotLevel != level || gotLength != length {
			t.Fatalf("itemMark(%q) = %d, %d, want %d, %d", s, gotLevel, gotLength, level, length)
		}
		if got, want := startsItem(s), level > 0 || otherMark.MatchString(s); got != want {
			t.Fatalf("startsItem(%q) = %v", s, got)
		}
		if got, want := isNumber(s), s != "" && len(s) < 40 && number.MatchString(s); got != want {
			t.Fatalf("isNumber(%q) = %v", s, got)
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
