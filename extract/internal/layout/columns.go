package layout

// stretch is a run of lines that is read in one way.
type stretch struct {
	lines []line
	prose bool // set in columns; not a table
	torn  bool // in columns whose order is not certain
}

// unweave takes apart what is set in columns: where a gutter runs down
// through many lines with running text on both sides, the left side is read
// before the right. The columns of a newspaper are told first; see newspaperFrom.
func unweave(ls []line) []stretch {
	if len(ls) > maxColumnLines {
		return []stretch{{lines: ls}}
	}
	var out []stretch
	plain := 0
	segs := segments(ls)
	p := patienceFor(ls)
	for i := 0; i < len(ls); {
		found := stretch{prose: true}
		end, press := newspaperFrom(ls, segs, i, p)
		if end > i {
			found.lines, found.torn = press.lines, press.torn
		} else {
			var gutter float64
			if end, gutter = columnsFrom(ls, i, p); end > i {
				left, right := halve(ls[i:end], gutter)
				found.lines = append(left, right...)
			}
		}
		if end == i {
			i++
			continue
		}
		if plain < i {
			out = append(out, stretch{lines: ls[plain:i]})
		}
		out = append(out, found)
		i, plain = end, end
	}
	if plain < len(ls) {
		out = append(out, stretch{lines: ls[plain:]})
	}
	return out
}

// minColumnLines is how many lines must have text on both sides of a gutter;
// on more than maxColumnLines none is looked for, and none over more than
// maxColumnRun.
const (
	minColumnLines = 5
	maxColumnLines = 2000
	maxColumnRun   = 200
	maxColumnGaps  = 8 // a line of more gaps is a row of a table
)

// patience is how many glyphs may still be looked at to find columns on a page. Each
// line may begin some, and each try looks at the lines after it: a page of many lines in
// crooked columns took seconds. The most that a page of some 1,800 of reports used is 53,000.
type patience struct{ glyphs int }

// The patience for a page: so much for each glyph, and so much at first.
const (
	patiencePerGlyph = 8
	patienceAtFirst  = 200_000
)

func patienceFor(ls []line) *patience {
	return &patience{patienceAtFirst + patiencePerGlyph*countGlyphs(ls)}
}

// allows takes what looking at lines costs, and reports whether there was as much.
func (p *patience) allows(ls []line) bool {
	p.glyphs -= countGlyphs(ls)
	return p.glyphs >= 0
}

// countGlyphs is how many glyphs lines have.
func countGlyphs(ls []line) (n int) {
	for i := range ls {
		n += len(ls[i].glyphs)
	}
	return n
}

// columnsFrom finds the longest run of lines from i on that keeps a gutter with
// text on both sides.
func columnsFrom(ls []line, i int, p *patience) (end int, gutter float64) {
	best := i
	for _, g := range gutters(ls, i) {
		lo, hi, last := g.from, g.to, i
		lefts, rights := 0, 0
		for j := i; j < min(len(ls), i+maxColumnRun); j++ {
			l, h, left, right := narrow(ls[j], lo, hi)
			if h-l < 0.8*ls[j].em {
				break
			}
			lo, hi = l, h
			if left {
				lefts++
			}
			if right {
				rights++
				last = j + 1
			}
		}
		mid := (lo + hi) / 2
		if min(lefts, rights) >= minColumnLines && last > best && p.allows(ls[i:last]) && isProse(ls[i:last], mid) {
			best, gutter = last, mid
		}
	}
	return best, gutter
}

// gutters proposes gutters: the wide gaps inside a line, or the gap between it
// and a next line that stands beside it.
func gutters(ls []line, i int) []span {
	out := gaps(ls[i])
	if len(out) > maxColumnGaps {
		return nil
	}
	if i+1 < len(ls) {
		a, b := ls[i], ls[i+1]
		if a.X0 > b.X0 {
			a, b = b, a
		}
		if b.X0-a.X1 > 0.8*a.em {
			out = append(out, span{from: a.X1, to: b.X0})
		}
	}
	return out
}

// gaps returns the wide gaps inside a line.
func gaps(l line) []span {
	var out []span
	right := l.glyphs[0].X1
	for _, g := range l.glyphs[1:] {
		if g.X0-right > 1.2*l.em {
			out = append(out, span{0, right, g.X0})
		}
		right = max(right, g.X1)
	}
	return out
}

// narrow shrinks a gutter to what a line leaves free of it and tells on which
// sides the line has text.
func narrow(l line, lo, hi float64) (newLo, newHi float64, left, right bool) {
	for _, g := range l.glyphs {
		switch {
		case g.X1 <= lo:
			left = true
		case g.X0 >= hi:
			right = true
		case g.midX() < (lo+hi)/2:
			lo, left = max(lo, g.X1), true
		default:
			hi, right = min(hi, g.X0), true
		}
	}
	return lo, hi, left, right
}

// isProse reports whether both sides of a gutter hold running text: lines of
// eight characters or more that mostly reach the edge of their column.
func isProse(ls []line, gutter float64) bool {
	left, right := halve(ls, gutter)
	for _, side := range [][]line{left, right} {
		if len(side) < minColumnLines {
			return false
		}
		if !fills(side, marginOf(side)) {
			return false
		}
	}
	return true
}

// fills reports whether lines are running text in a column: most are eight characters
// or longer without a gap, and half of them reach its edge.
func fills(ls []line, m margin) bool {
	full, long := 0, 0
	for _, l := range ls {
		if len(l.glyphs) >= 8 && len(l.split(1.2)) == 1 {
			long++
		}
		if l.X1 > m.right-2*l.em {
			full++
		}
	}
	return long*4 >= len(ls)*3 && full*2 >= len(ls)
}

// halve cuts lines at a gutter; each side knows its column.
func halve(ls []line, gutter float64) (left, right []line) {
	var a, b []Glyph
	page := ls[0].page
	for _, l := range ls {
		for _, g := range l.glyphs {
			if g.midX() < gutter {
				a = append(a, g)
			} else {
				b = append(b, g)
			}
		}
	}
	return column(a, page), column(b, page)
}

// column makes lines of the glyphs of one column.
func column(gs []Glyph, page int) []line {
	ls := lines(gs, page)
	if len(ls) == 0 {
		return nil
	}
	m := marginOf(ls)
	for i := range ls {
		ls[i].column = m
	}
	return ls
}
