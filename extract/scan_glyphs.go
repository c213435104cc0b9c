package extract

import (
	"math"
	"slices"
	"unicode"

	"gongkai/extract/internal/layout"
)

// scanLine is what stands side by side at one height, as an engine gave it.
type scanLine struct {
	glyphs      []layout.Glyph
	top, bottom float64
	em          float64 // 0 where it does not show
}

// scanGlyphs spreads the characters of words over their boxes. Engines are exact to a
// part of a character: the characters of a line get one size, which the lines of a page
// share that are of nearly one, so that it tells headings from text as in print.
func scanGlyphs(words []Word, scale float64) []layout.Glyph {
	lines := scanLines(words, scale)
	usual, ratio := usualSize(lines)
	var all layout.Glyphs
	for _, l := range lines {
		const near = 0.15
		em := l.em
		if em == 0 {
			em = ratio * (l.bottom - l.top)
		}
		if math.Abs(em-usual) < near*usual {
			em = usual
		}
		middle := (l.top + l.bottom) / 2
		for _, g := range l.glyphs {
			if em > 0 {
				g.Y0, g.Y1 = middle-0.55*em, middle+0.55*em
				if x := (g.X0 + g.X1) / 2; unicode.Is(unicode.Han, g.R) {
					g.X0, g.X1 = x-em/2, x+em/2
				}
			}
			all.Add(g.R, g.Box)
		}
	}
	return all.List()
}

// scanLines parts words into lines, and tells the size of their type by the distance of
// neighbouring Chinese characters.
func scanLines(words []Word, scale float64) (lines []scanLine) {
	for _, w := range words {
		box := scanBox(w.Box[0], w.Box[1], w.Box[2], w.Box[3], scale)
		n := len(lines)
		if n == 0 || math.Abs(lines[n-1].top-box.Y0) > 1 || math.Abs(lines[n-1].bottom-box.Y1) > 1 {
			lines, n = append(lines, scanLine{top: box.Y0, bottom: box.Y1}), n+1
		}
		lines[n-1].glyphs = append(lines[n-1].glyphs, spreadWord(w.Text, box)...)
	}
	for i := range lines {
		lines[i].em = lines[i].size()
	}
	return lines
}

// spreadWord gives each character of a word its part of the word's box.
func spreadWord(text string, box layout.Box) (out []layout.Glyph) {
	var total float64
	for _, r := range text {
		total += scanWidth(r)
	}
	x := box.X0
	for _, r := range text {
		next := x + (box.X1-box.X0)*scanWidth(r)/total
		if layout.Visible(r) {
			out = append(out, layout.Glyph{R: r, Box: layout.Box{X0: x, Y0: box.Y0, X1: next, Y1: box.Y1}})
		}
		x = next
	}
	return out
}

// size is the usual distance of neighbouring Chinese characters; 0 where there are few,
// or they are set apart.
func (l *scanLine) size() float64 {
	const few = 3
	var steps []float64
	for i := 1; i < len(l.glyphs); i++ {
		if a, b := l.glyphs[i-1], l.glyphs[i]; unicode.Is(unicode.Han, a.R) && unicode.Is(unicode.Han, b.R) {
			steps = append(steps, (b.X0+b.X1-a.X0-a.X1)/2)
		}
	}
	if len(steps) < few {
		return 0
	}
	slices.Sort(steps)
	em := steps[len(steps)/2]
	if tall := l.bottom - l.top; !(em > 0.4*tall && em < 1.3*tall) { // false for what is no number
		return 0
	}
	return em
}

// usualSize is the size of most characters of a page, and how it stands to the height
// of a line as the engine has it.
func usualSize(lines []scanLine) (em, ratio float64) {
	var sizes, ratios []float64
	for _, l := range lines {
		if l.em > 0 {
			for range l.glyphs {
				sizes = append(sizes, l.em)
			}
			ratios = append(ratios, l.em/(l.bottom-l.top))
		}
	}
	if len(sizes) == 0 {
		return 0, 0
	}
	slices.Sort(sizes)
	slices.Sort(ratios)
	return sizes[len(sizes)/2], ratios[len(ratios)/2]
}

// partAtRules makes room between two numbers that an engine read as one over the rule
// between their cells: 1,508,400.00|1,508,400.00. Only where the first is complete with
// its two decimals; else a number may stand across the rule as it is printed.
func partAtRules(gs []layout.Glyph, rules []layout.Box) {
	for i := 3; i < len(gs); i++ {
		a, b := &gs[i-1], &gs[i]
		whole := isDigit(b.R) && isDigit(a.R) && isDigit(gs[i-2].R) && gs[i-3].R == '.'
		if !whole || a.Y0 >= b.Y1 || b.Y0 >= a.Y1 {
			continue
		}
		em, height := a.Y1-a.Y0, (a.Y0+a.Y1)/2
		for _, r := range rules {
			x := (r.X0 + r.X1) / 2
			if r.Y0 <= height && height <= r.Y1 && (a.X0+a.X1)/2 < x && x < (b.X0+b.X1)/2 {
				const aside = 0.1 // em
				a.X1 = max(min(a.X1, x-aside*em), a.X0)
				b.X0 = min(max(b.X0, x+aside*em), b.X1)
			}
		}
	}
}

// scanWidth is how wide a character is printed, in em.
func scanWidth(r rune) float64 {
	switch {
	case r == '.' || r == ',' || r == ' ' || r == ':' || r == '\'':
		return 0.3
	case r < 0x2e80:
		return 0.5
	}
	return 1
}
