package table

import (
	"slices"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A writer of tables pastes one below another, and a reader of pages joins what stands on
// them: the tables of several annexes then are one grid, in which a row that holds nothing
// but a title begins the next. Each is a table of its own, with its own fund and place.

// annexes cuts a grid where titles begin other tables. It is itself where none does.
func (g *grid) annexes() []*grid {
	starts := g.titleRows()
	if len(starts) == 0 {
		return []*grid{g}
	}
	var out []*grid
	from, first := 0, 0
	for _, to := range append(starts, g.t.Rows) {
		n := slices.IndexFunc(g.t.Cells[first:], func(c extract.Cell) bool { return c.Row >= to })
		if n < 0 {
			n = len(g.t.Cells) - first
		}
		if part := newGrid(piece(g.t, first, first+n, from, to)); part != nil {
			part.first = first
			out = append(out, part)
		}
		from, first = to, first+n
	}
	return out
}

// piece is the rows of a table from one to another, with the cells that begin in them.
func piece(t *extract.Table, first, last, from, to int) *extract.Table {
	out := &extract.Table{Rows: to - from, Cols: t.Cols, Cells: slices.Clone(t.Cells[first:last])}
	if from == 0 {
		out.Header = min(t.Header, out.Rows)
	}
	for k := range out.Cells {
		c := &out.Cells[k]
		c.Row -= from
		c.RowSpan = min(c.RowSpan, out.Rows-c.Row)
	}
	return out
}

// titleRows are the rows below the first figures at which another table begins: that of
// its title, or of the number right above it.
func (g *grid) titleRows() (rows []int) {
	for r := g.header + 1; r < g.t.Rows; r++ {
		switch {
		case !g.isTitleRow(r) || !g.headBelow(r):
		case g.isNumberRow(r - 1):
			rows = append(rows, r-1)
		default:
			rows = append(rows, r)
		}
	}
	return rows
}

// isTitleRow reports a row of which one cell is the title of a table and the others, if
// any, say its number or its unit.
func (g *grid) isTitleRow(r int) bool {
	titles := 0
	for c := range g.at[r] {
		s := g.text(r, c)
		switch {
		case s == "" || g.at[r][c] >= 0 && !g.begins(r, c):
		case isTitle(s) && (labelled(s, words.TopLine, "title") || yearIn(s) > 0) && nlp.HanCount(s) >= shortestTitle:
			titles++
		case moneyIn(s) == "" && !besideTitle().MatchString(s):
			return false
		}
	}
	return titles == 1
}

// shortestTitle is how many Han characters the title of a table inside a grid has at least.
const shortestTitle = 5

// isNumberRow reports a row with nothing but the number of a table: 附表7.
func (g *grid) isNumberRow(r int) bool {
	found := false
	for c := range g.at[r] {
		s := g.text(r, c)
		if s != "" && g.begins(r, c) && unnumbered(s) != "" {
			return false
		}
		found = found || s != ""
	}
	return found
}

// headBelow reports a header of several words below a title, with no more than lines of
// its unit between, and figures below that.
func (g *grid) headBelow(r int) bool {
	for d := r + 1; d < min(r+linesInside, g.t.Rows); d++ {
		heads, words, figures := g.cellsOf(d)
		switch {
		case figures > 0:
			return false
		case heads > 0 && heads+words > 1:
			return true
		}
	}
	return false
}

// scopeIn is the level of government that a title speaks of, "" for none or several.
func scopeIn(title string) (scope schema.EntityScope) {
	whole, own := inTitleTerritory().MatchString(title), inTitleGovernment().MatchString(title)
	switch {
	case whole && !own:
		return schema.Summary
	case own && !whole:
		return schema.Self
	}
	return ""
}

var (
	inTitleTerritory  = compiled(`{level territory}`)
	inTitleGovernment = compiled(`{level government}{level own}`)
)
