package extract

import (
	"sort"
	"strings"
)

// gridRow is a table row as Word and RTF define it: cells between edges.
type gridRow struct {
	edges  []int // twips; one more than cells, or nil when the file gives none
	cells  []gridCell
	header bool
}

// gridCell is one defined cell of a row.
type gridCell struct {
	text                  string
	mergeFirst, mergeNext bool // horizontally
	vertFirst, vertNext   bool // vertically
}

// Edges of different rows this near are one column boundary: dragging a
// boundary in Word leaves such steps, which nobody sees (40 twips = 0.7 mm).
const edgeTolerance = 40

// Tables with more column boundaries than this number their cells by row.
const maxGridColumns = 1024

// buildGrid makes a Table of rows: the union of their edges is the column
// grid, a cell spans the columns between its edges, and merges are resolved.
func buildGrid(rows []gridRow) *Table {
	columns := gridColumns(rows, edgeTolerance)
	if columns == nil {
		columns = gridColumns(rows, 0)
	}
	t := &gridTable{Table: &Table{Rows: len(rows)}, merged: map[int][]string{}}
	above := map[int]int{} // left column -> index of the cell that vertical merges extend
	for i := range rows {
		above = t.addRow(i, &rows[i], columns, above)
		if rows[i].header && t.Header == i {
			t.Header++
		}
	}
	for at, texts := range t.merged {
		t.Cells[at].Text.S = strings.Join(texts, "\n")
	}
	return t.Table
}

// gridTable is a table being built.
type gridTable struct {
	*Table
	merged map[int][]string // the texts of a cell that is merged over rows
}

// gridColumns clusters the edges of all rows; nil when a row would lose a cell
// or there are too many.
func gridColumns(rows []gridRow, tolerance int) []int {
	seen := map[int]bool{}
	var edges, columns []int
	for i := range rows {
		for _, e := range rows[i].edges {
			if !seen[e] {
				seen[e] = true
				edges = append(edges, e)
			}
		}
	}
	sort.Ints(edges)
	for _, e := range edges {
		if n := len(columns); n == 0 || e-columns[n-1] > tolerance {
			columns = append(columns, e)
		}
	}
	for i := range rows {
		for k := 1; k < len(rows[i].edges); k++ {
			if column(columns, rows[i].edges[k]) <= column(columns, rows[i].edges[k-1]) {
				return nil
			}
		}
	}
	if len(columns) > maxGridColumns {
		return nil
	}
	return columns
}

// column returns the index of the boundary an edge belongs to.
func column(columns []int, edge int) int {
	return sort.SearchInts(columns, edge+1) - 1
}

// addRow adds the cells of row i and returns what the row below may extend.
func (t *gridTable) addRow(i int, row *gridRow, columns []int, above map[int]int) map[int]int {
	below := map[int]int{}
	next := 0 // first free column
	for k := 0; k < len(row.cells); {
		n := 1
		for k+n < len(row.cells) && row.cells[k+n].mergeNext {
			n++
		}
		left, right := next, next+n
		if len(row.edges) == len(row.cells)+1 && columns != nil {
			left, right = column(columns, row.edges[k]), column(columns, row.edges[k+n])
		}
		left = max(left, next)
		right = max(right, left+1)
		below[left] = t.place(i, left, right, row.cells[k:k+n], above)
		next, k = right, k+n
		t.Cols = max(t.Cols, right)
	}
	return below
}

// place adds one cell, or extends the one above when they are merged.
func (t *gridTable) place(row, left, right int, cells []gridCell, above map[int]int) int {
	text := joinCells(cells)
	if j, ok := above[left]; ok && cells[0].vertNext {
		if up := &t.Cells[j]; up.ColSpan == right-left {
			up.RowSpan++
			t.merge(j, text)
			return j
		}
	}
	t.Cells = append(t.Cells, Cell{Row: row, Col: left, RowSpan: 1, ColSpan: right - left, Text: Text{S: text}})
	return len(t.Cells) - 1
}

// merge adds a text to cell at.
func (t *gridTable) merge(at int, text string) {
	if text == "" {
		return
	}
	texts := t.merged[at]
	if first := t.Cells[at].Text.S; texts == nil && first != "" {
		texts = []string{first}
	}
	t.merged[at] = append(texts, text)
}

// joinCells joins the texts of horizontally merged cells.
func joinCells(cells []gridCell) string {
	if len(cells) == 1 {
		return cells[0].text
	}
	var parts []string
	for _, c := range cells {
		if c.text != "" {
			parts = append(parts, c.text)
		}
	}
	return strings.Join(parts, "\n")
}
