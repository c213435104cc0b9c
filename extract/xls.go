package extract

import (
	"context"
	"errors"
	"sort"

	"gongkai/extract/internal/biff8"
)

// readWorkbook reads Excel 5 to 2003 workbooks and Kingsoft's .et, which is
// the same format: each sheet is a table named by the sheet, at the rows and
// columns it has in the sheet.
func readWorkbook(c *compound) (*Document, error) {
	doc := &Document{Format: "xls"}
	name := "Workbook"
	if !c.has(name) {
		name = "Book"
	}
	data, cut, err := c.read(name)
	if err != nil {
		return nil, err
	}
	book, err := biff8.Parse(c.in.ctx, data, c.in.cellsLeft())
	if err != nil {
		return nil, refuseBook(err, cut)
	}
	for _, w := range book.Warnings {
		doc.Warnings = append(doc.Warnings, Warning{-1, w})
	}
	for i := range book.Sheets {
		if err := addSheet(c.in, doc, &book.Sheets[i]); err != nil {
			return nil, err
		}
	}
	if len(doc.Blocks) == 0 {
		return nil, refuse(Empty, "the workbook has no cell with content")
	}
	return doc, nil
}

// refuseBook gives a parser's error its reason.
func refuseBook(err error, cut bool) error {
	reason := Corrupt
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		reason = TimedOut
	case errors.Is(err, biff8.ErrEncrypted):
		reason = Encrypted
	case errors.Is(err, biff8.ErrOld):
		reason = Unsupported
	case errors.Is(err, biff8.ErrTooLarge):
		reason = TooLarge
	case cut:
		reason = Truncated
	}
	r := refuse(reason, "%v", err)
	r.Format = "xls"
	return r
}

// matchBIFF recognises workbooks of Excel 2 to 4, which have no container.
func matchBIFF(data []byte) bool {
	return len(data) > 8 && data[0] == 9 && data[1]&^6 == 0 && (data[2] == 4 || data[2] == 6 || data[2] == 8) && data[3] == 0
}

// readBIFF refuses them.
func readBIFF(*input) (*Document, error) {
	return nil, refuse(Unsupported, "a workbook of Excel 4 or earlier")
}

// addSheet adds a sheet as a table, and its text boxes; an empty one adds nothing.
func addSheet(in *input, doc *Document, s *biff8.Sheet) error {
	if err := in.cell(len(s.Cells) + 1); err != nil {
		return err
	}
	if len(s.Cells) == 0 {
		doc.Blocks = append(doc.Blocks, noteBlocks(s.Notes)...)
		return nil
	}
	g := newSheetGrid(s)
	t := &Table{}
	for i := range s.Cells {
		c := &s.Cells[i]
		if !g.free(c.Row, c.Col) {
			continue
		}
		cell := Cell{Row: c.Row, Col: c.Col, RowSpan: 1, ColSpan: 1, Text: Text{S: trimText(c.Text)}}
		if m, ok := g.merged[[2]int{c.Row, c.Col}]; ok {
			cell.RowSpan, cell.ColSpan = m.Row2-m.Row1+1, m.Col2-m.Col1+1
		}
		cell.Hidden = c.Hidden || s.Hidden || s.HiddenRows[c.Row] || s.HiddenCols[c.Col]
		t.Cells = append(t.Cells, cell)
	}
	sort.SliceStable(t.Cells, func(i, j int) bool {
		a, b := &t.Cells[i], &t.Cells[j]
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
	t.dropDuplicates()
	for i := range t.Cells {
		c := &t.Cells[i]
		t.Rows, t.Cols = max(t.Rows, c.Row+c.RowSpan), max(t.Cols, c.Col+c.ColSpan)
	}
	rows, cols := hiddenWithContent(s)
	doc.warnHidden(s.Name, s.Hidden, rows, cols)
	doc.Blocks = append(doc.Blocks, sheetBlocks(s.Name, t)...)
	doc.Blocks = append(doc.Blocks, noteBlocks(s.Notes)...)
	return nil
}

// hiddenWithContent counts the hidden rows and columns that have cells.
func hiddenWithContent(s *biff8.Sheet) (int, int) {
	rows, cols := map[int]bool{}, map[int]bool{}
	for i := range s.Cells {
		c := &s.Cells[i]
		if s.HiddenRows[c.Row] {
			rows[c.Row] = true
		}
		if s.HiddenCols[c.Col] {
			cols[c.Col] = true
		}
	}
	return len(rows), len(cols)
}

// dropDuplicates keeps the last of cells at one place, as Excel does.
func (t *Table) dropDuplicates() {
	kept := t.Cells[:0]
	for i := range t.Cells {
		c := t.Cells[i]
		if n := len(kept); n > 0 && kept[n-1].Row == c.Row && kept[n-1].Col == c.Col {
			kept[n-1] = c
			continue
		}
		kept = append(kept, c)
	}
	t.Cells = kept
}

// sheetGrid knows which places of a sheet merged cells cover.
type sheetGrid struct {
	merged  map[[2]int]biff8.Range // by upper left place
	covered map[int]*[256]bool     // by row; places behind a merged cell
}

// maxMergedRows bounds the rows of all merged cells of a sheet together.
const maxMergedRows = 1 << 19

// newSheetGrid resolves the merges; one that overlaps an earlier one is left out.
func newSheetGrid(s *biff8.Sheet) *sheetGrid {
	g := &sheetGrid{merged: map[[2]int]biff8.Range{}, covered: map[int]*[256]bool{}}
	last := 0
	for i := range s.Cells {
		last = max(last, s.Cells[i].Row)
	}
	rows := 0
	for _, m := range s.Merges {
		if m.Row1 > last {
			continue
		}
		m.Row2 = min(m.Row2, last) // whole columns merged end with the content
		if rows += m.Row2 - m.Row1 + 1; rows > maxMergedRows {
			break
		}
		if g.overlaps(m) {
			continue
		}
		g.cover(m)
	}
	return g
}

// overlaps tells whether a place of m belongs to another merged cell.
func (g *sheetGrid) overlaps(m biff8.Range) bool {
	for row := m.Row1; row <= m.Row2; row++ {
		line := g.covered[row]
		for col := m.Col1; col <= m.Col2; col++ {
			if _, first := g.merged[[2]int{row, col}]; first || line != nil && line[col] {
				return true
			}
		}
	}
	return false
}

// cover marks the places of m.
func (g *sheetGrid) cover(m biff8.Range) {
	g.merged[[2]int{m.Row1, m.Col1}] = m
	for row := m.Row1; row <= m.Row2; row++ {
		line := g.covered[row]
		if line == nil {
			line = new([256]bool)
			g.covered[row] = line
		}
		for col := m.Col1; col <= m.Col2; col++ {
			line[col] = row != m.Row1 || col != m.Col1
		}
	}
}

// free tells whether a place is not behind a merged cell.
func (g *sheetGrid) free(row, col int) bool {
	line := g.covered[row]
	return line == nil || !line[col]
}
