package extract

import (
	"fmt"
	"strings"
)

// sheetBlocks returns the blocks of one sheet, named as its tab: a table, or
// the paragraphs of a page of text. Offices put cover, notes and explanations
// into sheets of the workbook that holds the tables, a page to a cell.
func sheetBlocks(name string, t *Table) []Block {
	if !t.isProse() {
		return []Block{{Kind: TableBlock, Text: Text{S: name}, Table: t}}
	}
	var out []Block
	for i := range t.Cells {
		for line := range strings.SplitSeq(t.Cells[i].Text.S, "\n") {
			if line = trimText(line); line != "" {
				out = append(out, Block{Kind: Paragraph, Text: Text{S: line}})
			}
		}
	}
	return out
}

// isProse reports a table that is none: no row has two cells with text, a cell
// holds a sentence, and none a bare number or what is hidden.
func (t *Table) isProse() bool {
	row, sentence := -1, false
	for i := range t.Cells {
		c := &t.Cells[i]
		switch {
		case c.Text.S == "":
			continue
		case c.Row == row, c.Hidden, strings.Trim(c.Text.S, "0123456789,.-% ") == "":
			return false
		}
		row = c.Row
		sentence = sentence || strings.Contains(c.Text.S, "。")
	}
	return sentence
}

// warnHidden warns of what a reader of the sheet, which is the next block, does
// not see and which is read all the same: the sheet, or how many of its rows and
// columns.
func (doc *Document) warnHidden(name string, sheet bool, rows, cols int) {
	if sheet {
		doc.Warnings = append(doc.Warnings, Warning{len(doc.Blocks), fmt.Sprintf("sheet %q is hidden", name)})
		return
	}
	if rows+cols > 0 {
		doc.Warnings = append(doc.Warnings, Warning{len(doc.Blocks), fmt.Sprintf("sheet %q has %d hidden rows and %d hidden columns with content", name, rows, cols)})
	}
}

// noteBlocks are the paragraphs of text boxes.
func noteBlocks(paragraphs []string) (out []Block) {
	for _, s := range paragraphs {
		for line := range strings.SplitSeq(s, "\n") {
			if line = trimText(line); line != "" {
				out = append(out, Block{Kind: Note, Text: Text{S: line}})
			}
		}
	}
	return out
}
