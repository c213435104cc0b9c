package extract

import (
	"fmt"
	"slices"
	"strings"
)

// sheetBlocks returns the blocks of one sheet, named as its tab: a table, or
// the paragraphs of a page of text. Offices put cover, notes and explanations
// into sheets of the workbook that holds the tables, a page to a cell.
func sheetBlocks(name string, t *Table) []Block {
	var out []Block
	if !t.isProse() {
		for _, part := range t.parted() {
			notes := part.cutNotes()
			out = append(append(out, Block{Kind: TableBlock, Text: Text{S: name}, Table: part}), notes...)
		}
		return out
	}
	for i := range t.Cells {
		for line := range strings.SplitSeq(t.Cells[i].Text.S, "\n") {
			if line = trimText(line); line != "" {
				out = append(out, Block{Kind: Paragraph, Text: Text{S: line}})
			}
		}
	}
	return out
}

// What stands on a sheet above and below a table, in the only cell of a row.
const (
	sheetTitle = "表" // ends the title
	sheetNotes = "注" // begins a note, perhaps with another character before it
	titleRunes = 40  // longer ones are no titles
	aboveTitle = 3   // rows of a number or a mark above it, at most
	sheetParts = 64  // tables of one sheet, at most
)

// parted parts a sheet with tables below one another: each begins with its title,
// below an empty row or the notes of the one before. Its rows are numbered from there.
func (t *Table) parted() []*Table {
	only := t.onlyCells()
	starts := []int{0}
	for row := 1; row+1 < t.Rows && len(starts) < sheetParts; row++ {
		if (only[row-1] == emptyRow || only.noted(t, row-1)) && only.titled(t, row) {
			starts = append(starts, row)
		}
	}
	if len(starts) == 1 {
		return []*Table{t}
	}
	var parts []*Table
	for i, from := range starts {
		to := t.Rows
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		if part := t.rows(from, to); len(part.Cells) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// onlyCells says of each row which of the table's cells is the only one with text.
type onlyCells []int

const (
	emptyRow = -1 // no cell has
	moreRow  = -2 // several have, or one that reaches into the row
)

func (t *Table) onlyCells() onlyCells {
	only := make(onlyCells, t.Rows)
	for i := range only {
		only[i] = emptyRow
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		if trimText(c.Text.S) == "" {
			continue
		}
		if only[c.Row] = i; c.RowSpan > 1 {
			for row := c.Row; row < min(c.Row+c.RowSpan, t.Rows); row++ {
				only[row] = moreRow
			}
		}
	}
	texts := make([]int, t.Rows)
	for i := range t.Cells {
		if trimText(t.Cells[i].Text.S) != "" {
			if texts[t.Cells[i].Row]++; texts[t.Cells[i].Row] > 1 {
				only[t.Cells[i].Row] = moreRow
			}
		}
	}
	return only
}

// titled reports whether a title stands in a row, or below at most a number above it,
// and a table follows.
func (only onlyCells) titled(t *Table, row int) bool {
	for n := row; n < min(row+aboveTitle, t.Rows) && only[n] >= 0 && !only.noted(t, n); n++ {
		text := trimText(t.Cells[only[n]].Text.S)
		if n+1 < t.Rows && strings.HasSuffix(text, sheetTitle) && runeCount(text) <= titleRunes && headedBy(text) {
			return true
		}
	}
	return false
}

// noted reports a note in a row.
func (only onlyCells) noted(t *Table, row int) bool {
	if only[row] < 0 {
		return false
	}
	text := trimText(t.Cells[only[row]].Text.S)
	at := strings.Index(text, sheetNotes)
	return at >= 0 && at <= hanBytes && strings.Contains(text, "。")
}

// headedBy reports a title and not the number of a table, 公开01表.
func headedBy(text string) bool {
	return !strings.ContainsAny(text, arabicDigits) || runeCount(text) > 8
}

// rows is the part of a table from a row to before another.
func (t *Table) rows(from, to int) *Table {
	part := &Table{Rows: to - from}
	for _, c := range t.Cells {
		if c.Row >= from && c.Row < to {
			c.Row, c.RowSpan = c.Row-from, min(c.RowSpan, to-c.Row)
			part.Cells, part.Cols = append(part.Cells, c), max(part.Cols, c.Col+c.ColSpan)
		}
	}
	return part
}

// cutNotes takes the sentences below a table out of it.
func (t *Table) cutNotes() (notes []Block) {
	only := t.onlyCells()
	for row := t.Rows - 1; row > 0 && (only[row] == emptyRow || only[row] >= 0); row-- {
		if only[row] == emptyRow {
			continue
		}
		c := &t.Cells[only[row]]
		if c.Hidden || !only.noted(t, row) {
			break
		}
		notes = append(notes, Block{Kind: Paragraph, Text: Text{S: trimText(c.Text.S)}})
		t.Rows = row
	}
	slices.Reverse(notes)
	t.Cells = slices.DeleteFunc(t.Cells, func(c Cell) bool { return c.Row >= t.Rows })
	return notes
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
