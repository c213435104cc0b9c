package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// line is a run of glyphs on one baseline, left to right.
type line struct {
	Box
	glyphs []Glyph
	em     float64 // size of the type: the width of a Han character
	page   int
	alone  bool   // of a table that did not resolve: joins no paragraph
	column margin // of the text column it stands in, zero when the page has one
}

// newLine makes a line of glyphs that stand on one baseline.
func newLine(gs []Glyph, page int) line {
	slices.SortStableFunc(gs, func(a, b Glyph) int { return cmp.Compare(a.X0, b.X0) })
	l := line{glyphs: gs, page: page, Box: gs[0].Box}
	for _, g := range gs[1:] {
		l.Box = l.Box.Union(g.Box)
	}
	l.em = emOf(gs)
	return l
}

// emOf estimates the size of the type: the median width of the Han characters,
// or nine tenths of the height of the line's median glyph.
func emOf(gs []Glyph) float64 {
	var han, tall []float64
	for _, g := range gs {
		if wide(g.R) {
			han = append(han, g.width())
		}
		tall = append(tall, g.height()*0.9)
	}
	if len(han) > 0 {
		return max(median(han), 1)
	}
	return max(median(tall), 1)
}

// lines groups glyphs into lines, top to bottom. Two glyphs share a line when
// their middles are closer than half of the smaller height.
func lines(gs []Glyph, page int) []line {
	gs = slices.Clone(gs)
	slices.SortStableFunc(gs, func(a, b Glyph) int { return cmp.Compare(a.midY(), b.midY()) })
	var out []line
	start, mid, h := 0, 0.0, 0.0
	for i, g := range gs {
		if i > start && g.midY()-mid < 0.5*min(h, g.height()) {
			n := float64(i - start)
			mid, h = (mid*n+g.midY())/(n+1), max(h, g.height())
			continue
		}
		if i > start {
			out = append(out, newLine(gs[start:i:i], page))
		}
		start, mid, h = i, g.midY(), g.height()
	}
	if len(gs) > start {
		out = append(out, newLine(gs[start:], page))
	}
	return out
}

// split cuts a line where the gap between neighbours exceeds gap em.
func (l line) split(gap float64) []line {
	var out []line
	start := 0
	right := l.glyphs[0].X1
	for i, g := range l.glyphs {
		if i > start && g.X0-right > gap*l.em {
			out = append(out, newLine(l.glyphs[start:i:i], l.page))
			start = i
		}
		right = max(right, g.X1)
	}
	return append(out, newLine(l.glyphs[start:], l.page))
}

// text reads a line. Blanks are set by distance: between two letters at a fifth
// of an em, between two digits at half an em, around a number well beyond a whole
// em, elsewhere at nearly a whole em, so that neither a blank drawn inside a
// number nor those around numbers in Chinese text show. A short line spread out letter by letter (合　计) reads as one word.
func (l line) text() string {
	var b strings.Builder
	spread := l.spread()
	for i, g := range l.glyphs {
		if i > 0 && !spread && l.blank(l.glyphs[i-1], g) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.R)
	}
	return b.String()
}

// blank reports whether a reader sees a blank between neighbours.
func (l line) blank(a, b Glyph) bool {
	gap := (b.X0 - a.X1) / l.em
	switch {
	case letter(a.R) && letter(b.R):
		return gap > 0.2
	case figure(a.R) && (b.R == '%' || b.R == '％'):
		return gap > 3
	case figure(a.R) && figure(b.R):
		return gap > 0.5
	case figure(a.R) || figure(b.R):
		return gap > 1.3
	}
	return gap > 0.9
}

// spread reports whether a line of up to six Han characters stands letter by letter.
func (l line) spread() bool {
	n := len(l.glyphs)
	if n < 2 || n > 6 {
		return false
	}
	first := l.glyphs[1].X0 - l.glyphs[0].X1
	for i, g := range l.glyphs {
		if !wide(g.R) {
			return false
		}
		if i > 0 {
			gap := g.X0 - l.glyphs[i-1].X1
			if gap < 0.5*l.em || gap > 8*l.em || abs(gap-first) > 0.5*first {
				return false
			}
		}
	}
	return true
}

// wide reports whether a character is set one em wide.
func wide(r rune) bool { return unicode.Is(unicode.Han, r) }

// letter reports whether a character belongs to an alphabetic word.
func letter(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }

// figure reports whether a character can stand inside a number.
func figure(r rune) bool {
	return r >= '0' && r <= '9' || r == '.' || r == ',' || r == '%' || r == '-' || r == '−'
}

// digits reports whether a text is a number as tables write it.
func digits(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune(".,%-−+()（）％", r):
			return false
		}
	}
	return n > 0
}

// median returns the middle value; it reorders v.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}
