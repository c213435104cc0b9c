package extract

import (
	"strings"
	"testing"

	"gongkai/extract/internal/layout"
)

// pageOf is a page that draws the characters of a text in order.
func pageOf(text string) layout.Page {
	var p layout.Page
	for _, r := range text {
		p.Glyphs = append(p.Glyphs, layout.Glyph{R: r})
	}
	return p
}

// TestMendStops decides whether points are full stops.
func TestMendStops(t *testing.T) {
	const sentence = "收入33.5亿元,增长4%.支出12亿元(含结转).U.S."
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"no full stop in the document": {strings.Repeat(sentence, 6), 12},
		"some full stops":              {strings.Repeat(sentence, 6) + "完。", 0},
		"too few to tell":              {sentence, 0},
	} {
		pages := []layout.Page{pageOf(""), pageOf(c.text)}
		if got := mendStops(pages); got != c.want {
			t.Errorf("%s: %d mended, want %d", name, got, c.want)
		}
	}
}

// TestMendPoints decides whether a sign without a character is a decimal point.
// X stands for the sign.
func TestMendPoints(t *testing.T) {
	const figures = "１X一般公共预算收入２２２１X７亿元，完成１０１X１％，增长４X１％，税收１６９０X４亿元，增长４X３％，非税７６X１５万元"
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"figures and a numbered line": {figures, 7},
		"too few figures to tell":     {"收入２１X７亿元，完成１０１X１％", 0},
		"also between letters":        {figures + "中国X新疆", 0},
		"thousands":                   {"１X３００万元２X４００万元３X５００万元４X６００万元５X７００万元９X８００万元", 0},
		"ranges":                      {"１X３万人２X４万人３X５万人４X６万人５X７万人", 0},
		"dates":                       {"２０２５X１２、２０２５X１１、２０２５X１０、２０２５X９、２０２５X８", 0},
		"plain points":                {strings.ReplaceAll(figures, "X", "."), 0},
	} {
		pages := []layout.Page{pageOf(strings.ReplaceAll(c.text, "X", "\U001001b0")), pageOf("")}
		if got := mendPoints(pages); got != c.want {
			t.Errorf("%s: %d mended, want %d", name, got, c.want)
		}
		var b strings.Builder
		for _, g := range pages[0].Glyphs {
			b.WriteRune(g.R)
		}
		if want := strings.ReplaceAll(c.text, "X", "."); c.want > 0 && b.String() != want {
			t.Errorf("%s: %s", name, b.String())
		}
	}
}
