package tag

import (
	"regexp"
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
)

// grid is a table laid out for reading: which cell stands at each row and
// column, what numbers it holds, and which rows are header.
type grid struct {
	t      *extract.Table
	at     [][]int // cell index per row and column, -1 for none
	ms     [][]nlp.Mention
	figure []bool // the cell is one bare number or ratio and nothing else
	top    int    // rows of lines above the header: title, filing body, unit
	header int    // rows before the first row of figures
}

// gridLimit bounds the slots laid out; a table claiming more is not read.
const gridLimit = 4 << 20

// newGrid lays a table out. It returns nil when the table is empty or too large.
func newGrid(t *extract.Table) *grid {
	if t.Rows <= 0 || t.Cols <= 0 || t.Rows > gridLimit/t.Cols {
		return nil
	}
	g := &grid{t: t, at: make([][]int, t.Rows), ms: make([][]nlp.Mention, len(t.Cells)), figure: make([]bool, len(t.Cells))}
	slots := make([]int, t.Rows*t.Cols)
	for i := range slots {
		slots[i] = -1
	}
	for r := range g.at {
		g.at[r] = slots[r*t.Cols : (r+1)*t.Cols]
	}
	aside := hiddenAside(t)
	for k := range t.Cells {
		c := &t.Cells[k]
		g.ms[k] = nlp.Scan(c.Text.S, nlp.ScanOptions{Cell: true})
		if aside(c) {
			classify(g.ms[k], nlp.Noise)
			continue
		}
		g.figure[k] = isFigure(c.Text.S, g.ms[k])
		for r := c.Row; r < min(c.Row+c.RowSpan, t.Rows); r++ {
			for col := c.Col; col < min(c.Col+c.ColSpan, t.Cols); col++ {
				g.at[r][col] = k
			}
		}
	}
	g.header = g.headerRows()
	g.refigure()
	g.top = g.topRows()
	g.spreadHeader()
	return g
}

// hiddenAside tells the hidden cells that are no part of what a sheet states:
// the columns and the first rows in which systems of the treasury keep their
// keys. A hidden row among the others is an item, which the totals hold.
func hiddenAside(t *extract.Table) func(c *extract.Cell) bool {
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

// spreadHeader lets a header cell stand over the blank cells right of it in
// tables that came without spans: a flattened 预算数 over six columns. A blank
// cell joins its left neighbour only under the same parent.
func (g *grid) spreadHeader() {
	for k := range g.t.Cells {
		if g.t.Cells[k].ColSpan > 1 || g.t.Cells[k].RowSpan > 1 {
			return
		}
	}
	for r := 0; r < g.header; r++ {
		for c := 1; c < g.t.Cols; c++ {
			sameParent := r == 0 || g.at[r-1][c] == g.at[r-1][c-1]
			if g.text(r, c) == "" && g.text(r, c-1) != "" && sameParent {
				g.at[r][c] = g.at[r][c-1]
			}
		}
	}
}

// topRows counts the rows that a sheet has above its header: blank, or with
// a cell that is a title, names the filing body or states the unit.
func (g *grid) topRows() int {
	top := 0
	for r := 0; r < g.header; r++ {
		filled, line := 0, false
		for c := range g.at[r] {
			s := g.text(r, c)
			if s == "" || g.t.Cells[g.at[r][c]].Col != c {
				continue
			}
			filled++
			line = line || topLine.MatchString(s)
		}
		switch {
		case line && filled <= topCells:
			top = r + 1
		case filled > 1:
			return top
		}
	}
	return top
}

// topLine is what stands in a cell above the header, topCells how many cells a
// row of such lines has at most: filing body, date, unit.
var topLine = regexp.MustCompile(`表$|^(编制|填报|预算|公开)?(单位|部门)(名称)?[:：]|^金额单位[:：]|^公开[0-9]+表`)

const topCells = 3

// isFigure reports a cell that is one number, with or without a unit.
func isFigure(s string, ms []nlp.Mention) bool {
	if len(ms) != 1 {
		return false
	}
	switch ms[0].Kind {
	case nlp.Number, nlp.Amount, nlp.Ratio, nlp.Count:
	default:
		return false
	}
	return hanCount(s[:ms[0].Start]+s[ms[0].End:]) == 0 && len(strings.TrimSpace(s[:ms[0].Start]+s[ms[0].End:])) <= 1
}

// text returns the words at a slot.
func (g *grid) text(r, c int) string {
	if k := g.at[r][c]; k >= 0 {
		return squeeze(g.t.Cells[k].Text.S)
	}
	return ""
}

// headerRows counts the rows before the first that carries a figure beyond a
// code or a column number.
func (g *grid) headerRows() int {
	if g.t.Header > 0 && g.t.Header < g.t.Rows {
		return max(g.t.Header, g.firstFigureRow())
	}
	return g.firstFigureRow()
}

func (g *grid) firstFigureRow() int {
	for r := range g.at {
		if g.isColumnNumbers(r) {
			continue
		}
		for c := range g.at[r] {
			k := g.at[r][c]
			if k < 0 || !g.figure[k] || g.t.Cells[k].Row != r {
				continue
			}
			if s := g.text(r, c); g.ms[k][0].Decimals > 0 || len(s) > 0 && (!isCode(s) || len(s) > headerDigits) && !g.isSerial(r, c) {
				return r
			}
		}
		if g.namesCode(r) {
			return r
		}
	}
	return g.t.Rows
}

// headerDigits is how many digits a number in a header has at most: a year. A
// longer one is an amount in 元 without separators, or the code of a body row.
const headerDigits = 4

// namesCode reports a body row without figures: a code beside a name.
func (g *grid) namesCode(r int) bool {
	for c := range g.at[r] {
		if s := g.text(r, c); isCode(s) && len(s) >= 3 && c+1 < g.t.Cols && hanCount(g.text(r, c+1)) > 0 {
			return true
		}
	}
	return false
}

// isColumnNumbers reports the row 栏次 1 2 3 …, or bare numbers counting up.
func (g *grid) isColumnNumbers(r int) bool {
	last, seen := 0, 0
	for c := range g.at[r] {
		k := g.at[r][c]
		if k < 0 {
			continue
		}
		s := g.text(r, c)
		if !g.figure[k] {
			if s != "" && s != "栏次" && s != "**" && s != "行次" && s != "—" && s != "-" {
				return false
			}
			continue
		}
		v := atoi(s)
		if v != last+1 && !(seen == 0 && v > 0 && v < 40) {
			return false
		}
		last, seen = v, seen+1
	}
	return seen >= 2
}

// isSerial reports a serial number or line number: a small integer under a
// header 序号 or 行次, or counting up its column.
func (g *grid) isSerial(r, c int) bool {
	for h := 0; h < r; h++ {
		switch s := g.text(h, c); {
		case strings.Contains(s, "序号") || strings.Contains(s, "行次") || strings.Contains(s, "编号"):
			return true
		}
	}
	return false
}

// isCode reports a classification code as printed: 2 to 7 digits, nothing else.
func isCode(s string) bool {
	if len(s) < 2 || len(s) > 7 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// heading joins the header cells above a column, top down, each once, without
// those that skip names as titles of a lane.
func (g *grid) heading(c int, skip func(r, c int) bool) string {
	var parts []string
	last := -1
	for r := g.top; r < g.header; r++ {
		k := g.at[r][c]
		if k < 0 || k == last || g.isColumnNumbers(r) || skip != nil && skip(r, c) {
			continue
		}
		last = k
		if s := g.text(r, c); s != "" && g.t.Cells[k].ColSpan < g.t.Cols {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}
