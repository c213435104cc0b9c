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
// or nine tenths of the height of the line's median glyph. A full-width mark counts
// by its width where a font says that it is only as tall as its ink.
func emOf(gs []Glyph) float64 {
	sizes := make([]float64, 0, len(gs))
	for i := range gs {
		if wide(gs[i].R) {
			sizes = append(sizes, gs[i].width())
		}
	}
	if len(sizes) == 0 {
		for i := range gs {
			size := gs[i].height() * 0.9
			if fullMark(gs[i].R) {
				size = max(size, gs[i].width())
			}
			sizes = append(sizes, size)
		}
	}
	return max(median(sizes), 1)
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
	return withMarks(out)
}

// withMarks puts lines of nothing but punctuation into the line beside them that
// leaves them room: some producers draw the marks of a line higher or lower than its
// characters.
func withMarks(ls []line) []line {
	gone := make(map[int]bool)
	for i := range ls {
		if !ls[i].marks() {
			continue
		}
		to, near := -1, 0.0
		for _, j := range [...]int{i - 1, i + 1} {
			if j < 0 || j >= len(ls) || gone[j] || !ls[j].takes(ls[i]) {
				continue
			}
			if d := abs(ls[j].midY() - ls[i].midY()); to < 0 || d < near {
				to, near = j, d
			}
		}
		if to >= 0 {
			gone[i], ls[to] = true, ls[to].with(ls[i].glyphs)
		}
	}
	if len(gone) == 0 {
		return ls
	}
	out := ls[:0]
	for i, l := range ls {
		if !gone[i] {
			out = append(out, l)
		}
	}
	return out
}

// marks reports a line that has punctuation only.
func (l line) marks() bool {
	return !slices.ContainsFunc(l.glyphs, func(g Glyph) bool { return !strings.ContainsRune(opens+closes, g.R) })
}

// takes reports whether the marks of another line belong into this one: they stand
// less than a character higher or lower, each in a gap or at an end of it.
func (l line) takes(m line) bool {
	if l.marks() || abs(l.midY()-m.midY()) > l.em || abs(l.em-m.em) > 0.5*l.em {
		return false
	}
	const reach = 1.5 // characters beside the line
	at := 0
	for _, g := range m.glyphs {
		if g.X0 < l.X0-reach*l.em || g.X1 > l.X1+reach*l.em {
			return false
		}
		mid := (g.X0 + g.X1) / 2
		for at < len(l.glyphs) && l.glyphs[at].X1 <= mid {
			at++
		}
		if at < len(l.glyphs) && l.glyphs[at].X0 < mid {
			return false
		}
	}
	return true
}

// with is the line with marks in it, at its height.
func (l line) with(marks []Glyph) line {
	gs := slices.Clone(l.glyphs)
	for _, g := range marks {
		g.Y0, g.Y1 = l.Y0, l.Y1
		gs = append(gs, g)
	}
	return newLine(gs, l.page)
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

// fullMark reports whether a punctuation mark is set one em wide, as those of the CJK
// and full-width blocks of Unicode are.
func fullMark(r rune) bool { return r>>8 == 0x30 || r>>8 == 0xff }

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
