package extract

import (
	"gongkai/nlp/outline"
	"strings"
)

// Flattened tables: some converters write each cell of a Word table on a line
// of its own behind a tab, and a blank line after each row. A line without a
// tab goes on in the cell above it, and a cell that is empty, or covered by a
// merged cell above, is a bare tab.

// flatGroup is the cells between two blank lines.
type flatGroup struct {
	cells []Text
	bare  bool // begins with an empty cell
	gap   int  // blank lines after it
}

// maxFlatRow bounds the lines of a row: a longer run is no row of a table.
const maxFlatRow = 256

// tableGap is how many blank lines in a row end a flattened table.
const tableGap = 3

// cellMark reports a row that begins a flattened cell: a tab, then no other.
func cellMark(s string) bool {
	return strings.HasPrefix(s, "\t") && !strings.Contains(strings.Trim(s, "\t "), "\t")
}

// flattenedTable reads a flattened table at row i.
func (t *textReader) flattenedTable(i int) int {
	if i < t.noTable || !cellMark(t.rows[i].s) {
		return 0
	}
	groups, n := t.flatGroups(i)
	rows := mergeGroups(groups)
	if !isFlatTable(rows) {
		t.noTable = i + n
		return 0
	}
	grid := make([][]Text, len(rows))
	for y, g := range rows {
		grid[y] = g.cells
	}
	t.emitTable(i, TableBlock, grid, 0)
	return n
}

// flatGroups collects the groups of the region that begins at row i and
// returns how many rows it has.
func (t *textReader) flatGroups(i int) (groups []flatGroup, n int) {
	j := i
	for j < len(t.rows) && cellMark(t.rows[j].s) {
		g := flatGroup{bare: t.flatEmpty(j)}
		from := j
		for j < len(t.rows) && j-from < maxFlatRow && !t.flatBlank(j) && !strings.Contains(strings.TrimLeft(t.rows[j].s, "\t"), "\t") {
			if cellMark(t.rows[j].s) {
				g.cells = append(g.cells, t.rows[j].trim().text())
			} else {
				addCellLine(&g.cells[len(g.cells)-1], t.rows[j].trim())
			}
			j++
		}
		for j+g.gap < len(t.rows) && t.flatBlank(j+g.gap) {
			g.gap++
		}
		groups, n = append(groups, g), j-i
		if g.gap == 0 || g.gap >= tableGap {
			break
		}
		j += g.gap
	}
	return groups, n
}

// flatBlank reports a line with nothing on it, not even the tab of a cell.
func (t *textReader) flatBlank(j int) bool {
	return t.rows[j].blank() && !strings.HasPrefix(t.rows[j].s, "\t")
}

// flatEmpty reports an empty cell.
func (t *textReader) flatEmpty(j int) bool {
	return strings.Trim(t.rows[j].s, "\t ") == "" &&
		(j+1 >= len(t.rows) || cellMark(t.rows[j+1].s) || t.flatBlank(j+1))
}

// addCellLine adds a further line to a cell. What cannot have ended a
// paragraph is joined to it, the rest is a paragraph of its own.
func addCellLine(cell *Text, r row) {
	switch {
	case cell.S == "":
		*cell = r.text()
	case endsPiece(cell.S) || endsTitle(cell.S) || startsItem(r.s) || strings.HasPrefix(r.s, "("):
		cell.add("\n", r)
	default:
		cell.add(joint(cell.S, r.s), r)
	}
}

// mergeGroups turns groups into rows. A blank line that is an empty paragraph
// at the end of a cell splits a row in two; the halves are put together where
// the first begins with an empty cell, the second does not, and together they
// have as many cells as the row above.
func mergeGroups(groups []flatGroup) []flatGroup {
	var rows []flatGroup
	for k := 0; k < len(groups); k++ {
		g := groups[k]
		if len(rows) > 0 && g.bare {
			want := len(rows[len(rows)-1].cells)
			for k+1 < len(groups) && !groups[k+1].bare && len(g.cells)+len(groups[k+1].cells) <= want {
				k++
				g.cells = append(g.cells, groups[k].cells...)
			}
		}
		rows = append(rows, g)
	}
	return rows
}

// isFlatTable tells a table from paragraphs that are indented by a tab: it has
// at least three rows of a few cells, of which most are labels or figures.
func isFlatTable(rows []flatGroup) bool {
	wide, cells, sentences, marked := 0, 0, 0, 0
	for _, g := range rows {
		if len(g.cells) > 64 {
			return false
		}
		if len(g.cells) >= 2 {
			wide++
		}
		for _, c := range g.cells {
			cells++
			if strings.HasSuffix(c.S, "。") {
				sentences++
			}
			if level, _ := outline.Mark(c.S); level == outline.Chapter || level == outline.Section {
				marked++
			}
		}
	}
	return wide >= 3 && sentences*2 <= cells && marked*4 <= cells
}
