package layout

import (
	"cmp"
	"math"
	"slices"
)

// A page of a newspaper is set in three columns or more of one width. Its columns
// are read one after the other, each from top to bottom, below the headlines over
// them. A headline that stands over some of the columns and in the midst of others
// leaves open which of them come first: such a page is not read.

// press is what a run of lines gives that is taken apart as columns of a newspaper.
type press struct {
	lines     []line // in reading order
	columns   [][]line
	good, bad int  // glyphs in columns of running text, and in others
	torn      bool // a headline stands over columns in their midst
}

// Bounds of what is taken for a newspaper.
const (
	minPressColumns = 3
	minPressLines   = 8   // of each of them
	maxPressRun     = 600 // lines, of all columns together
	maxHeadlines    = 6   // lines over columns
	minGutter       = 0.8 // em
	minColumnEms    = 8
	maxColumnEms    = 40
	maxPressSegs    = 24 // parts of a line; one of more is a row of a table
)

// newspaperFrom finds the longest run of lines from i on that is set in columns of
// a newspaper.
func newspaperFrom(ls []line, segs [][]span, i int, left *patience) (end int, p press) {
	if len(segs[i]) > maxPressSegs || !beside(ls, segs, i) {
		return i, press{}
	}
	end = pressRun(ls, segs, i)
	if end-i < minPressLines || !left.allows(ls[i:end]) {
		return i, press{}
	}
	p.cut(ls[i:end], 0)
	if !p.alike() || p.bad*4 > p.good {
		return i, press{}
	}
	return end, p
}

// pressRun returns the end of the longest run of lines from i on that leaves a gutter
// free. A line over columns with nothing beside it ends it: it divides the page.
func pressRun(ls []line, segs [][]span, i int) int {
	end := i
	free := everywhere()
	for j := i; j < min(len(ls), i+maxPressRun); j++ {
		if len(segs[j]) == 1 && crosses(segs[j][0], free) && !beside(ls, segs, j) {
			break
		}
		free = without(free, segs[j], minGutter*ls[i].em)
		if len(inner(free)) > 0 {
			end = j + 1
		} else if j > i+minPressLines {
			break
		}
	}
	return end
}

// segments cuts lines at the gaps that may be gutters.
func segments(ls []line) [][]span {
	out := make([][]span, len(ls))
	for i, l := range ls {
		for _, s := range l.split(minGutter) {
			out[i] = append(out[i], span{from: s.X0, to: s.X1})
		}
	}
	return out
}

// everywhere is the stretch that is free before any text is seen.
func everywhere() []span { return []span{{from: math.Inf(-1), to: math.Inf(1)}} }

// inner leaves the two margins out of free stretches.
func inner(free []span) []span { return free[min(1, len(free)):max(len(free)-1, min(1, len(free)))] }

// crosses reports whether a segment stands over a gutter.
func crosses(s span, free []span) bool {
	return slices.ContainsFunc(inner(free), func(g span) bool { return s.from < g.from && s.to > g.to })
}

// beside reports whether line i has something beside it: wide gaps inside, or
// another line at its height.
func beside(ls []line, segs [][]span, i int) bool {
	if len(segs[i]) > 1 {
		return true
	}
	for _, k := range []int{i - 2, i - 1, i + 1, i + 2} {
		if k < 0 || k >= len(ls) {
			continue
		}
		over := min(ls[i].Y1, ls[k].Y1) - max(ls[i].Y0, ls[k].Y0)
		if over > 0.3*min(ls[i].height(), ls[k].height()) && (ls[k].X0 > ls[i].X1 || ls[k].X1 < ls[i].X0) {
			return true
		}
	}
	return false
}

// without takes what the segments of a line, from left to right, cover out of free
// stretches, and those that become narrower than a gutter.
func without(free, segs []span, narrowest float64) []span {
	out := make([]span, 0, len(free)+len(segs))
	at := 0
	for _, f := range free {
		for at > 0 && segs[at-1].to > f.from { // one may reach into the next stretch too
			at--
		}
		for ; at < len(segs) && segs[at].from < f.to; at++ {
			s := segs[at]
			if s.to <= f.from {
				continue
			}
			if s.from-f.from >= narrowest {
				out = append(out, span{from: f.from, to: s.from})
			}
			f.from = s.to
		}
		if f.to-f.from >= narrowest {
			out = append(out, f)
		}
	}
	return out
}

// gutterSpans returns the stretches that no line covers, between those that are.
func gutterSpans(segs [][]span, narrowest float64) []span {
	free := everywhere()
	for _, line := range segs {
		free = without(free, line, narrowest)
	}
	return inner(free)
}

// gutterDepth returns how many lines from the first, fewer than all of them, there are at
// most between which a stretch is free.
func gutterDepth(segs [][]span, narrowest float64) (depth int) {
	free := everywhere()
	for i, line := range segs[:len(segs)-1] {
		if free = without(free, line, narrowest); len(inner(free)) > 0 {
			depth = i + 1
		}
	}
	return depth
}

// cut takes lines apart at the gutters that run through all of them, and each part
// again below the headlines over it, down to single columns.
func (p *press) cut(ls []line, depth int) {
	const deepest = 6 // headlines over headlines
	segs := segments(ls)
	narrowest := minGutter * median(ems(ls))
	for k := 0; k <= min(maxHeadlines, len(ls)-minColumnLines) && depth < deepest; k++ {
		gs := gutterSpans(segs[k:], narrowest)
		if len(gs) == 0 {
			continue
		}
		p.headlines(ls[:k], ls[k:])
		for _, part := range apart(ls[k:], gs) {
			p.cut(part, depth+1)
		}
		return
	}
	above := gutterDepth(segs, narrowest)
	if above < minColumnLines || depth >= deepest {
		p.leaf(ls)
		return
	}
	p.torn = true
	p.cut(ls[:above], depth+1)
	p.cut(ls[above:], depth+1)
}

// headlines adds lines that stand over columns, with their margin.
func (p *press) headlines(ls, below []line) {
	if len(ls) == 0 {
		return
	}
	m := margin{em: median(ems(below)), left: below[0].X0, right: below[0].X1}
	for _, l := range below {
		m.left, m.right = min(m.left, l.X0), max(m.right, l.X1)
	}
	for _, l := range ls {
		l.column = m
		p.lines = append(p.lines, l)
	}
}

// leaf adds a single column. One of few lines is the end of the text, or a headline:
// it has not the marks of running text.
func (p *press) leaf(ls []line) {
	glyphs := 0
	m := marginOf(ls)
	for i := range ls {
		ls[i].column = m
		glyphs += len(ls[i].glyphs)
	}
	p.lines = append(p.lines, ls...)
	switch {
	case len(ls) < minPressLines:
	case isColumn(ls, m):
		p.columns = append(p.columns, ls)
		p.good += glyphs
	default:
		p.bad += glyphs
	}
}

// isColumn reports whether lines are a column of running text: it is neither too
// narrow nor too wide, most of its lines are long and fill it, few are numbers.
func isColumn(ls []line, m margin) bool {
	if w := (m.right - m.left) / m.em; w < minColumnEms || w > maxColumnEms {
		return false
	}
	numbers := 0
	for _, l := range ls {
		if digits(l.text()) {
			numbers++
		}
	}
	return numbers*10 <= len(ls) && fills(ls, m)
}

// alike reports whether the columns are enough for a newspaper and of one width.
func (p *press) alike() bool {
	if len(p.columns) < minPressColumns {
		return false
	}
	var widths []float64
	for _, c := range p.columns {
		widths = append(widths, c[0].column.right-c[0].column.left)
	}
	slices.Sort(widths)
	return widths[len(widths)-1] <= 1.15*widths[0]
}

// apart deals the glyphs of lines out to the parts between gutters, and makes lines
// of each part: the columns of a page do not keep to common lines.
func apart(ls []line, gs []span) [][]line {
	parts := make([][]Glyph, len(gs)+1)
	for _, l := range ls {
		for _, g := range l.glyphs {
			k, _ := slices.BinarySearchFunc(gs, g.midX(), func(s span, x float64) int { return cmp.Compare(s.from, x) })
			parts[k] = append(parts[k], g)
		}
	}
	out := make([][]line, 0, len(parts))
	for _, gs := range parts {
		if len(gs) > 0 {
			out = append(out, lines(gs, ls[0].page))
		}
	}
	return out
}

// ems returns the sizes of the type of lines.
func ems(ls []line) []float64 {
	out := make([]float64, len(ls))
	for i, l := range ls {
		out[i] = l.em
	}
	return out
}
