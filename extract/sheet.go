package extract

import "strings"

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
