package extract

import (
	"bytes"
	"fmt"
	"slices"

	"gongkai/extract/internal/ooxml"
)

// readXLSX reads a workbook in a zip, of XML (xlsx) or of records (xlsb).
func readXLSX(in *input, pkg *ooxml.Package, main string) (*Document, error) {
	format := "xlsx"
	if ooxml.IsBinary(main) {
		format = "xlsb"
	}
	book, err := ooxml.ReadWorkbook(pkg, main)
	if err != nil {
		return nil, ooxmlRefusal(format, err)
	}
	return bookDocument(in, book, format)
}

// matchSpreadsheetML recognises the XML of Excel 2002 and 2003, often named
// xls, by the namespace and the name of its root.
func matchSpreadsheetML(data []byte) bool {
	head := xmlHead(data)
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")) &&
		(bytes.Contains(head, []byte("<Workbook")) || bytes.Contains(head, []byte(":Workbook")))
}

// readSpreadsheetML reads such a workbook.
func readSpreadsheetML(in *input) (*Document, error) {
	if err := in.expand(int64(len(in.data))); err != nil { // as UTF-8
		return nil, err
	}
	book, err := ooxml.ReadSpreadsheetML(in.data, ooxmlLimits(in))
	if err != nil {
		return nil, ooxmlRefusal("spreadsheetml", err)
	}
	return bookDocument(in, book, "spreadsheetml")
}

// bookDocument maps a workbook to one table per sheet that has content, titled
// with the sheet's name, and its text boxes as notes behind it. Rows and columns
// are the sheet's own, counted from 0, so that row 4, column 1 is what the
// application calls B5.
func bookDocument(in *input, book *ooxml.Workbook, format string) (*Document, error) {
	doc := &Document{Format: format, Meta: Meta{Title: book.Title}}
	for i := range book.Sheets {
		sheet := &book.Sheets[i]
		if len(sheet.Cells) > 0 {
			doc.warnHidden(sheet.Name, sheet.Hidden, sheet.HiddenRows, sheet.HiddenCols)
			if squeezed := squeezeSheet(sheet, in.limits.Cells); squeezed {
				doc.Warnings = append(doc.Warnings, Warning{len(doc.Blocks),
					fmt.Sprintf("sheet %q is mostly empty: its blank rows and columns are not counted", sheet.Name)})
			}
			t, err := sheetTable(in, sheet)
			if err != nil {
				return nil, err
			}
			doc.Blocks = append(doc.Blocks, sheetBlocks(sheet.Name, t)...)
		}
		doc.Blocks = append(doc.Blocks, noteBlocks(sheet.Notes)...)
	}
	for _, w := range book.Warnings {
		doc.Warnings = append(doc.Warnings, Warning{-1, w})
	}
	if len(doc.Blocks) == 0 && book.Pictures > 0 {
		return nil, &Refusal{format, ImageOnly, fmt.Sprintf("%d pictures and no cell with content", book.Pictures)}
	}
	if len(doc.Blocks) == 0 {
		return nil, &Refusal{format, Empty, "no sheet has content"}
	}
	return doc, nil
}

// sheetTable places the cells and their merged ranges. What lies under a merged
// range is not shown and left out; a range that overlaps an earlier one is
// ignored.
func sheetTable(in *input, sheet *ooxml.Sheet) (*Table, error) {
	t := &Table{Cells: make([]Cell, 0, len(sheet.Cells))}
	for i := range sheet.Cells {
		t.Rows = max(t.Rows, sheet.Cells[i].Row+1)
		t.Cols = max(t.Cols, sheet.Cells[i].Col+1)
	}
	cover := mergeCover{merges: sheet.Merges, last: make([]int, t.Cols), starts: map[[2]int]ooxml.Merge{}}
	for i := range cover.last {
		cover.last[i] = -1
	}
	for i := range sheet.Cells {
		c := &sheet.Cells[i]
		if err := cover.advance(in, t, c.Row, c.Col); err != nil {
			return nil, err
		}
		cell := Cell{Row: c.Row, Col: c.Col, RowSpan: 1, ColSpan: 1, Hidden: c.Hidden, Text: Text{S: c.Text}}
		if m, ok := cover.starts[[2]int{c.Row, c.Col}]; ok {
			cell.RowSpan, cell.ColSpan = m.LastRow-m.Row+1, m.LastCol-m.Col+1
		} else if cover.last[c.Col] >= c.Row {
			continue
		}
		t.Cells = append(t.Cells, cell)
	}
	return t, nil
}

// mergeCover follows the merged ranges while cells are read in order.
type mergeCover struct {
	merges []ooxml.Merge // not yet reached, by row, then column
	last   []int         // by column, last row covered so far
	starts map[[2]int]ooxml.Merge
}

// advance takes up the ranges that begin at or before a place. They are cut to
// the part of the sheet that has content.
func (mc *mergeCover) advance(in *input, t *Table, row, col int) error {
	for len(mc.merges) > 0 {
		m := mc.merges[0]
		if m.Row > row || m.Row == row && m.Col > col {
			return nil
		}
		mc.merges = mc.merges[1:]
		m.LastRow, m.LastCol = min(m.LastRow, t.Rows-1), min(m.LastCol, t.Cols-1)
		if m.Col > m.LastCol {
			continue
		}
		under := mc.last[m.Col : m.LastCol+1]
		if err := in.cell(len(under)); err != nil {
			return err
		}
		if slices.ContainsFunc(under, func(last int) bool { return last >= m.Row }) {
			continue
		}
		for i := range under {
			under[i] = m.LastRow
		}
		mc.starts[[2]int{m.Row, m.Col}] = m
	}
	return nil
}

// squeezeSheet drops blank rows and columns from a sheet whose extent would
// exceed limit cells: one stray entry in the last row must not make a table of
// a million rows.
func squeezeSheet(sheet *ooxml.Sheet, limit int) bool {
	rows, cols := map[int]int{}, map[int]int{}
	lastRow, lastCol := 0, 0
	for _, c := range sheet.Cells {
		rows[c.Row], cols[c.Col] = 0, 0
		lastRow, lastCol = max(lastRow, c.Row), max(lastCol, c.Col)
	}
	if (lastRow+1)*(lastCol+1) <= limit {
		return false
	}
	rankKeys(rows)
	rankKeys(cols)
	for i := range sheet.Cells {
		c := &sheet.Cells[i]
		c.Row, c.Col = rows[c.Row], cols[c.Col]
	}
	sheet.Merges = nil
	return true
}

// rankKeys gives the keys of m their rank.
func rankKeys(m map[int]int) {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for i, k := range keys {
		m[k] = i
	}
}
