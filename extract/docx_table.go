package extract

import (
	"strings"

	"gongkai/extract/internal/ooxml"
)

// docxTable resolves a Word table to its grid: a cell merged downwards is
// listed once, with the rows it covers. It also returns what the cells hold
// beside paragraphs, in order.
func docxTable(t *ooxml.Table) (*Table, []ooxml.Block) {
	cells := 0
	for i := range t.Rows {
		cells += len(t.Rows[i].Cells)
	}
	out := &Table{Rows: len(t.Rows), Header: headerRows(t), Cells: make([]Cell, 0, cells)}
	var inner []ooxml.Block
	above := map[int]int{} // grid column → index of the cell that may continue below
	for i := range t.Rows {
		row := &t.Rows[i]
		below := map[int]int{}
		for j := range row.Cells {
			c := &row.Cells[j]
			out.Cols = max(out.Cols, c.Col+c.Span)
			if c.Continues {
				if k, ok := above[c.Col]; ok && out.Cells[k].ColSpan == c.Span {
					out.Cells[k].RowSpan++
					below[c.Col] = k
					continue
				}
			}
			text, rest := cellText(c.Blocks)
			inner = append(inner, rest...)
			below[c.Col] = len(out.Cells)
			out.Cells = append(out.Cells, Cell{
				Row: i, Col: c.Col, RowSpan: 1, ColSpan: c.Span, Hidden: row.Hidden, Text: Text{S: text},
			})
		}
		above = below
	}
	return out, inner
}

// headerRows counts the leading rows marked to repeat on every page.
func headerRows(t *ooxml.Table) int {
	n := 0
	for n < len(t.Rows) && t.Rows[n].Header {
		n++
	}
	return n
}

// cellText joins the paragraphs of a cell and returns the other blocks.
func cellText(blocks []ooxml.Block) (string, []ooxml.Block) {
	if len(blocks) == 1 && blocks[0].Kind == ooxml.ParaBlock && blocks[0].Number == "" {
		return blocks[0].Text, nil
	}
	var lines []string
	var rest []ooxml.Block
	for _, b := range blocks {
		if b.Kind == ooxml.ParaBlock {
			lines = append(lines, b.Number+b.Text)
		} else {
			rest = append(rest, b)
		}
	}
	return strings.Join(lines, "\n"), rest
}
