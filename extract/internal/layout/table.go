package layout

import (
	"slices"
	"strings"
)

// Table is a resolved table. Every unit of the grid lies in exactly one cell.
type Table struct {
	Rows, Cols int
	Header     int // leading rows repeated on every page, 0 when none is
	Cells      []Cell
}

// Cell is one cell; its paragraphs are separated by '\n'.
type Cell struct {
	Row, Col, RowSpan, ColSpan int
	Page                       int // the page its row stands on; tables run over pages
	Text                       string
}

// table is a table being built: cells on the dividing lines xs.
type table struct {
	Box
	xs     []float64
	rows   int
	header int
	cells  []tableCell
	page   int // of the first row
	last   int // page of the last row
}

type tableCell struct {
	area
	text  string
	page  int    // of a row that came from a later page, 0 on the table's first
	full  bool   // its last line reaches the right edge of the cell
	lines []line // of a ruled cell, until rows are split
}

// fill puts glyphs into the areas of a grid. A run of glyphs without a gap
// goes into one cell as a whole; problem tells of a number that stands across
// a rule, which no reading can bind to a column.
func (g *grid) fill(gs []Glyph) (t *table, problem string) {
	held, problem := g.sort(gs)
	t = &table{Box: g.Box, xs: g.xs, rows: g.rows(), page: g.page, last: g.page}
	unparted := g.unparted(held)
	for i, a := range g.areas {
		if unparted[i] {
			across, trouble := g.columns(a, held[i])
			if problem == "" {
				problem = trouble
			}
			t.cells = append(t.cells, across...)
			continue
		}
		t.cells = append(t.cells, newCell(a, held[i], g.box(i), g.page))
	}
	if problem == "" {
		problem = t.splitRows()
	}
	return t, problem
}

// sort puts glyphs into the areas of a grid.
func (g *grid) sort(gs []Glyph) (held [][]Glyph, problem string) {
	held = make([][]Glyph, len(g.areas))
	for _, l := range lines(gs, g.page) {
		for _, run := range g.runs(l) {
			i, ok := g.home(run)
			if !ok {
				problem = "the number " + run.text() + " stands across a column rule"
			}
			held[i] = append(held[i], run.glyphs...)
		}
	}
	return held, problem
}

// newCell makes a cell of the glyphs in it.
func newCell(a area, gs []Glyph, box Box, page int) tableCell {
	c := tableCell{area: a}
	if len(gs) > 0 {
		c.lines = lines(gs, page)
		c.text, c.full = cellText(c.lines, box)
	}
	return c
}

// unparted tells the areas over several columns that hold rows of a table of
// which only the header has rules between its columns, when they have enough of
// them to be one.
func (g *grid) unparted(held [][]Glyph) map[int]bool {
	out := map[int]bool{}
	rows := 0
	for i, a := range g.areas {
		if a.rows != 1 || a.cols < 2 {
			continue
		}
		if n := amountRows(lines(held[i], g.page)); n > 0 {
			out[i], rows = true, rows+n
		}
	}
	if rows < minBody {
		return nil
	}
	return out
}

// amountRows counts the lines with amounts side by side with something else; a
// line alone must have two.
func amountRows(ls []line) int {
	rows := 0
	for _, l := range ls {
		amounts := 0
		segs := l.split(1.2)
		for _, s := range segs {
			if number(s.text()) {
				amounts++
			}
		}
		if amounts > 0 && len(segs) > 1 && (len(ls) > 1 || amounts > 1) {
			rows++
		}
	}
	return rows
}

// columns cuts an area over several columns into one cell for each of them, as
// the rules above it divide them.
func (g *grid) columns(a area, gs []Glyph) (cells []tableCell, problem string) {
	band := &grid{xs: g.xs[a.col : a.col+a.cols+1], ys: g.ys[a.row : a.row+2], page: g.page}
	band.Box = Box{band.xs[0], band.ys[0], band.xs[a.cols], band.ys[1]}
	for c := range a.cols {
		band.owner = append(band.owner, c)
		band.areas = append(band.areas, area{0, c, 1, 1})
	}
	held, problem := band.sort(gs)
	for c := range a.cols {
		cells = append(cells, newCell(area{a.row, a.col + c, 1, 1}, held[c], band.box(c), g.page))
	}
	return cells, problem
}

// runs cuts a line at gaps and at the rules it does not run across.
func (g *grid) runs(l line) []line {
	var out []line
	start := 0
	for i := 1; i < len(l.glyphs); i++ {
		if g.parted(l.glyphs[i-1], l.glyphs[i], l.em) {
			out = append(out, newLine(slices.Clone(l.glyphs[start:i]), l.page))
			start = i
		}
	}
	return append(out, newLine(slices.Clone(l.glyphs[start:]), l.page))
}

// parted reports whether neighbours belong to different runs.
func (g *grid) parted(a, b Glyph, em float64) bool {
	gap := b.X0 - a.X1
	if gap > 0.6*em {
		return true
	}
	i, j := g.at(a.midX(), a.midY()), g.at(b.midX(), b.midY())
	if i == j || i < 0 || j < 0 {
		return false
	}
	if figure(a.R) && figure(b.R) && gap < 0.1*em {
		return false // inside a number
	}
	slack := 0.2 * em
	return a.X1 <= g.box(i).X1+slack || b.X0 >= g.box(j).X0-slack
}

// home chooses the cell of a run: the one that holds most of it, for text that
// overflows the one it starts in. ok is false for a number without a clear home.
func (g *grid) home(run line) (cell int, ok bool) {
	votes := map[int]int{}
	best := g.nearest(run.glyphs[0])
	first := best
	for _, c := range run.glyphs {
		i := g.nearest(c)
		if votes[i]++; votes[i] > votes[best] {
			best = i
		}
	}
	n := len(run.glyphs)
	switch {
	case votes[best]*4 >= n*3:
		return best, true
	case digits(run.text()):
		return best, false
	}
	return first, true
}

// nearest is the area a glyph's middle lies in; glyphs given to a grid are inside it.
func (g *grid) nearest(c Glyph) int {
	x := min(max(c.midX(), g.X0), g.X1)
	y := min(max(c.midY(), g.Y0), g.Y1)
	return max(g.at(x, y), 0)
}

// cellText joins the lines of a cell. Lines are pieces of one paragraph unless
// a sentence ended or an item begins after a line that had room left, or both
// are numbers of their own.
func cellText(ls []line, box Box) (text string, full bool) {
	var b strings.Builder
	right := ls[0].X1
	for _, l := range ls {
		right = max(right, l.X1)
	}
	prev := ""
	for i, l := range ls {
		s := l.text()
		if i > 0 && breaks(ls[i-1], prev, l, s, right) && !pieces(ls[i-1], l, box.X1-box.X0) {
			b.WriteByte('\n')
		} else if i > 0 && wordGap(prev, s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		prev = s
	}
	last := ls[len(ls)-1]
	return b.String(), box.X1-last.X1 < 1.5*last.em && last.X0-box.X0 < 1.5*last.em
}

// breaks reports whether a new paragraph begins between two lines of a cell.
func breaks(a line, as string, b line, bs string, right float64) bool {
	room := right-a.X1 > 1.5*a.em
	switch {
	case number(as) && number(bs):
		// A number broken over lines fills its first line and goes on with
		// digits; two whole numbers are two numbers.
		return true
	case itemStart(bs):
		return room || sentenceEnd(as)
	case sentenceEnd(as):
		return room
	}
	return false
}

// number reports whether a text is a complete amount: digits with a decimal
// part, or with whole groups of thousands.
func number(s string) bool {
	if !digits(s) {
		return false
	}
	s = strings.Trim(s, "-−+()（）%％")
	whole, frac, dot := strings.Cut(s, ".")
	if dot && frac == "" || strings.HasSuffix(s, ",") {
		return false
	}
	groups := strings.Split(whole, ",")
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return groups[0] != ""
}

// wordGap reports whether joining two lines needs a blank: between words of letters.
func wordGap(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, y := lastRune(a), firstRune(b)
	return letter(x) && letter(y)
}

// export turns the built table into the published shape.
func (t *table) export() *Table {
	out := &Table{Rows: t.rows, Cols: len(t.xs) - 1, Header: t.header}
	for _, c := range t.cells {
		page := c.page
		if page == 0 {
			page = t.page
		}
		out.Cells = append(out.Cells, Cell{c.row, c.col, c.rows, c.cols, page, c.text})
	}
	slices.SortStableFunc(out.Cells, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return out
}

// filled counts the cells with text.
func (t *table) filled() int {
	n := 0
	for _, c := range t.cells {
		if c.text != "" {
			n++
		}
	}
	return n
}
