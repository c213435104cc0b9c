package table

import (
	"regexp"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
)

// gridLimit bounds the slots laid out; a table claiming more is not read.
const gridLimit = 4 << 20

// newGrid lays a table out. It returns nil when the table is empty or too large.
func newGrid(t *extract.Table) *grid {
	if t.Rows <= 0 || t.Cols <= 0 || t.Rows > gridLimit/t.Cols {
		return nil
	}
	g := &grid{t: t, at: make([][]int, t.Rows), ms: make([][]nlp.Mention, len(t.Cells)), figure: make([]bool, len(t.Cells)), cells: make([]cellText, len(t.Cells))}
	slots := make([]int, t.Rows*t.Cols)
	for i := range slots {
		slots[i] = -1
	}
	for r := range g.at {
		g.at[r] = slots[r*t.Cols : (r+1)*t.Cols]
	}
	hidden, keyed := outOfSheet(t), keysOf(t)
	out := func(c *extract.Cell) bool { return hidden(c) || keyed(c) }
	pool := mentionPool{cells: len(t.Cells)}
	for k := range t.Cells {
		c := &t.Cells[k]
		g.ms[k] = pool.scan(c.Text.S)
		if out(c) {
			clause.Classify(g.ms[k], nlp.Noise)
			continue
		}
		g.figure[k] = isFigure(c.Text.S, g.ms[k])
		for r := c.Row; r < min(c.Row+c.RowSpan, t.Rows); r++ {
			for col := c.Col; col < min(c.Col+c.ColSpan, t.Cols); col++ {
				g.at[r][col] = k
			}
		}
	}
	g.end = t.Rows
	g.header = g.headerRows()
	g.refigure()
	g.rows = nil // its figures have changed
	g.top = g.topRows()
	g.spreadHeader()
	g.rows = nil // and its cells
	return g
}

// mentionPool keeps the numbers of cells side by side: most have one, and a table has many cells.
type mentionPool struct {
	cells int           // that are not scanned yet
	read  []nlp.Mention // of the last cell
	room  []nlp.Mention // for the next
}

// poolRoom is for how many numbers room is made at once.
const poolRoom = 256

// scan are the numbers of the next cell.
func (p *mentionPool) scan(text string) []nlp.Mention {
	p.read = nlp.AppendScan(p.read[:0], text, nlp.ScanOptions{Cell: true})
	n := len(p.read)
	if n > cap(p.room)-len(p.room) {
		p.room = make([]nlp.Mention, 0, max(n, min(p.cells, poolRoom)))
	}
	p.cells--
	if n == 0 {
		return nil
	}
	first := len(p.room)
	p.room = append(p.room, p.read...)
	return p.room[first : first+n : first+n]
}

// outOfSheet tells the hidden cells that are no part of what a sheet states:
// the columns and the first rows in which systems of the treasury keep their
// keys. A hidden row among the others is an item, which the totals hold.
func outOfSheet(t *extract.Table) func(c *extract.Cell) bool {
	shown := make(map[int]bool) // columns
	first := t.Rows             // the first row with a cell that is shown
	some := false
	for k := range t.Cells {
		c := &t.Cells[k]
		some = some || c.Hidden
		if !c.Hidden {
			first = min(first, c.Row)
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				shown[col] = true
			}
		}
	}
	if !some || len(shown) == 0 {
		return func(*extract.Cell) bool { return false }
	}
	return func(c *extract.Cell) bool { return c.Hidden && (!shown[c.Col] || c.Row < first) }
}

// keyRows is how many rows of a sheet are looked at for keys, fewestKeys how many cells of
// one row are keys where a system has written them.
const (
	keyRows    = 6
	fewestKeys = 2
)

var (
	sheetKey  = regexp.MustCompile(`^[A-Za-z][A-Za-z_0-9]*#`)
	keyedCode = regexp.MustCompile(`(?i)(id|code)#$`)
	keyedMark = regexp.MustCompile(`^(0|[A-Z]+#)$`)
)

// keysOf tells the cells of a sheet that are keys of the system that made it and that it
// did not hide: rows of names such as XMLX_NAME# with all above them, the columns of codes
// without a heading, and the marks of the first column.
func keysOf(t *extract.Table) func(c *extract.Cell) bool {
	last, count, codes := -1, make(map[int]int), make(map[int]bool)
	for k := range t.Cells {
		c := &t.Cells[k]
		s := strings.TrimSpace(c.Text.S)
		if c.Row >= keyRows || !sheetKey.MatchString(s) {
			continue
		}
		if count[c.Row]++; count[c.Row] >= fewestKeys {
			last = max(last, c.Row)
		}
		codes[c.Col] = codes[c.Col] || keyedCode.MatchString(s)
	}
	if last < 0 {
		return func(*extract.Cell) bool { return false }
	}
	for k := range t.Cells {
		if c := &t.Cells[k]; c.Row > last && nlp.HanCount(c.Text.S) > 0 {
			delete(codes, c.Col) // it has a heading
		}
	}
	return func(c *extract.Cell) bool {
		return c.Row <= last || codes[c.Col] || c.Col == 0 && keyedMark.MatchString(strings.TrimSpace(c.Text.S))
	}
}

// refigure reads again the cells that are figures only because those around them
// in their column are: (12) is −12 there, and 13000000000 an amount. Elsewhere
// they may be the number of an item and a telephone.
func (g *grid) refigure() {
	for c := range g.t.Cols {
		figures, words := 0, 0
		var unsure []int
		for r := g.header; r < g.t.Rows; r++ {
			k := g.at[r][c]
			switch {
			case k < 0 || g.t.Cells[k].Row != r || g.text(r, c) == "":
			case g.figure[k]:
				figures++
			case len(g.asFigure(k)) > 0:
				unsure = append(unsure, k)
			default:
				words++
			}
		}
		if figures <= words {
			continue
		}
		for _, k := range unsure {
			g.ms[k], g.figure[k] = g.asFigure(k), true
		}
	}
}

// asFigure reads a cell as one of a column of figures; nil when it is none even
// there.
func (g *grid) asFigure(k int) []nlp.Mention {
	s := g.t.Cells[k].Text.S
	if ms := nlp.Scan(s, nlp.ScanOptions{Cell: true, Figure: true}); isFigure(s, ms) {
		return ms
	}
	return nil
}
