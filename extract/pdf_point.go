package extract

import (
	"strings"
	"unicode"

	"gongkai/extract/internal/layout"
)

// points are how often a sign whose character the fonts do not give stands where
// only a decimal point does.
type points struct {
	seen      int // the sign at all
	after     int // behind a digit: of a figure, or of the number of a line
	between   int // between two digits
	short     int // and before at most two digits
	falling   int // and behind a number greater than that which follows: no range
	beforeSum int // and before digits that a scale or a percent sign follows
}

// certain reports whether the sign is a decimal point. Figures of a report have
// one or two decimals; a range rises, a date has no scale behind it.
func (c *points) certain() bool {
	const enough = 5
	return c.between >= enough && c.after == c.seen && c.short*10 >= c.between*9 && c.falling*2 > c.between && c.beforeSum*2 > c.between
}

// mendPoints puts a decimal point for a sign of private use that is one wherever
// it stands: some typesetters give the full-width digits of a font their
// characters and leave the point without. It returns the number of signs mended.
// Elsewhere the sign stays, and a number with such a sign in it is not read.
func mendPoints(pages []layout.Page) (mended int) {
	signs := make(map[rune]*points)
	for i := range pages {
		countPoints(pages[i].Glyphs, signs)
	}
	for i := range pages {
		gs := pages[i].Glyphs
		for k := range gs {
			if c := signs[gs[k].R]; c != nil && c.certain() {
				gs[k].R = '.'
				mended++
			}
		}
	}
	return mended
}

// mendStops puts the full stop of Chinese for a point that ends sentences, in a
// document whose fonts give no full stop at all: they draw one and call it a point. It
// returns the number of points mended.
func mendStops(pages []layout.Page) (mended int) {
	var ends []*layout.Glyph
	for i := range pages {
		gs := pages[i].Glyphs
		for k := range gs {
			switch {
			case gs[k].R == '。':
				return 0
			case (gs[k].R == '.' || gs[k].R == '．') && k > 0 && endsSentence(gs[k-1].R):
				ends = append(ends, &gs[k])
			}
		}
	}
	const enough = 10
	if len(ends) < enough {
		return 0
	}
	for _, g := range ends {
		g.R = '。'
	}
	return len(ends)
}

// endsSentence reports what stands before a full stop and not before a decimal
// point or in a Latin abbreviation.
func endsSentence(r rune) bool {
	return unicode.Is(unicode.Han, r) || strings.ContainsRune("%％)）”》", r)
}

// countPoints counts the signs of private use of a page.
func countPoints(gs []layout.Glyph, signs map[rune]*points) {
	for k := range gs {
		if !unicode.Is(unicode.Co, gs[k].R) {
			continue
		}
		c := signs[gs[k].R]
		if c == nil {
			c = new(points)
			signs[gs[k].R] = c
		}
		c.seen++
		before, after := digitsBefore(gs, k), digitsAfter(gs, k)
		if len(before) == 0 {
			continue
		}
		c.after++
		if len(after) == 0 {
			continue
		}
		c.between++
		if len(after) <= 2 {
			c.short++
		}
		if len(before) > len(after) || len(before) == len(after) && before > after {
			c.falling++
		}
		if end := k + 1 + len(after); end < len(gs) && strings.ContainsRune("亿万％%", gs[end].R) {
			c.beforeSum++
		}
	}
}

// digitsBefore are the digits that end before glyph k, in ASCII.
func digitsBefore(gs []layout.Glyph, k int) string {
	from := k
	for from > 0 && digitOf(gs[from-1].R) != 0 {
		from--
	}
	return digitsIn(gs[from:k])
}

// digitsAfter are the digits that begin after glyph k, in ASCII.
func digitsAfter(gs []layout.Glyph, k int) string {
	end := k + 1
	for end < len(gs) && digitOf(gs[end].R) != 0 {
		end++
	}
	return digitsIn(gs[k+1 : end])
}

func digitsIn(gs []layout.Glyph) string {
	var b strings.Builder
	for _, g := range gs {
		b.WriteByte(digitOf(g.R))
	}
	return b.String()
}

// digitOf is the ASCII digit of a digit of either width, 0 for another character.
func digitOf(r rune) byte {
	switch {
	case '0' <= r && r <= '9':
		return byte(r)
	case '０' <= r && r <= '９':
		return byte('0' + r - '０')
	}
	return 0
}
