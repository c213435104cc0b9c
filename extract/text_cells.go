package extract

import (
	"gongkai/nlp/outline"
	"strings"
)

// Tables written cell by cell: LibreOffice saves a table as text with a line
// for each cell. An empty cell, and one covered from above, is an empty line;
// of cells merged sideways only the first is there. No line says where a row
// ends, so such a run is a table only where that is certain:
//
//   - its header has a known form: the last row of it has a line for each
//     column, and the rows above it fill the groups of that row (cellHead);
//   - the lines after it fill rows in which every column holds what its heading
//     announces, codes, names, row numbers in order or figures (cellBody);
//   - there is one way only to lay it out, and no figure is left over.
//
// Otherwise the lines stay paragraphs.

// The bounds of what is tried.
const (
	maxCellHead = 80 // lines of a header
	maxCellCols = 24
	maxCellRune = 60 // characters of a cell
	cellEffort  = 40 // cells tried for each line of the file
)

// cellKind is what a column holds.
type cellKind uint8

const (
	amountCell cellKind = iota // figures
	labelCell                  // names
	codeCell                   // 科目编码
	orderCell                  // 行次
)

// lineCell is a cell of one line.
type lineCell struct {
	line     int // of t.rows
	col      int
	colSpan  int
	rowSpan  int
	repeated bool // covered by the cell above
}

// cellTable reads a table written cell by cell whose header begins at row i.
func (t *textReader) cellTable(i int) int {
	first := t.firstFigure(i)
	if first == 0 || i > 0 && isHeading(t.cell(i-1)) {
		return 0 // a header that lacks its first lines would say something else
	}
	var found *cellLayout
	for cols := 2; cols <= min(first, maxCellCols); cols++ {
		for h := max(cols, first-cols+1); h <= first; h++ {
			head := t.cellHead(i, h, cols)
			if head == nil {
				continue
			}
			body, end := t.cellBody(head, i+h)
			if body == nil {
				continue
			}
			if found != nil {
				return 0
			}
			found = &cellLayout{head, body, end}
		}
	}
	if found == nil {
		return 0
	}
	t.emitCells(i, found)
	return found.end - i
}

// cellLayout is a table laid out.
type cellLayout struct {
	head *cellHead
	body [][]lineCell
	end  int // the row behind it
}

// firstFigure returns how many lines after row i the first figure stands, 0
// when the lines up to there cannot be a header.
func (t *textReader) firstFigure(i int) int {
	if t.effort > cellEffort*len(t.rows) || !isHeading(t.cell(i)) {
		return 0
	}
	for n := 1; n < maxCellHead && i+n < len(t.rows); n++ {
		t.effort++
		switch t.heads(i + n) {
		case figureLine:
			return n
		case otherLine:
			return 0
		}
	}
	return 0
}

// headLine is what a line may be in the header of a table written cell by cell.
type headLine uint8

const (
	unseenLine headLine = iota
	headerLine          // a heading, a name or nothing
	figureLine          // a figure, below the header
	otherLine           // none of these
)

// heads tells what row i may be, once for all the headers that may begin above it.
func (t *textReader) heads(i int) headLine {
	if known := t.lines[i].heads; known != unseenLine {
		return known
	}
	kind := otherLine
	switch s := strings.TrimFunc(t.rows[i].s, isSpace); {
	case isNumeric(s):
		kind = figureLine
	case s == "" || isHeading(s) || isCellName(s):
		kind = headerLine
	}
	t.lines[i].heads = kind
	return kind
}

// cell is the text of row i as a cell.
func (t *textReader) cell(i int) string {
	t.effort++
	return strings.TrimFunc(t.rows[i].s, isSpace)
}

// isHeading reports what can head a column: a few words that are no item, no
// sentence, no title and no unit.
func isHeading(s string) bool {
	if s == "" || runeCount(s) > 24 || strings.ContainsAny(s, "，。；：！？:;\t") || strings.HasSuffix(s, "表") || isNumeric(s) {
		return false
	}
	level, _ := outline.Mark(s)
	return level == 0 || level >= outline.Item
}

// isCellName reports what can name a row.
func isCellName(s string) bool {
	if s == "" || runeCount(s) > maxCellRune || isNumeric(s) || strings.ContainsAny(s, "。；\t") {
		return false
	}
	for _, no := range []string{"注：", "注:", "单位：", "单位:", "公开0", "备注："} {
		if strings.HasPrefix(s, no) {
			return false
		}
	}
	level, _ := outline.Mark(s)
	return level != outline.Part
}

// isCode reports the code of a class, its digits two, three, five or seven.
func isCode(s string) bool {
	return (len(s) == 2 || len(s) == 3 || len(s) == 5 || len(s) == 7) && strings.Trim(s, arabicDigits) == ""
}

// isOrder reports a row number.
func isOrder(s string) bool { return s != "" && len(s) <= 3 && strings.Trim(s, arabicDigits) == "" }

// emitCells adds the table.
func (t *textReader) emitCells(i int, l *cellLayout) {
	rows := append(l.head.rows[:len(l.head.rows):len(l.head.rows)], l.body...)
	table := &Table{Rows: len(rows), Cols: l.head.cols, Header: len(l.head.rows)}
	for y, r := range rows {
		for _, c := range r {
			if !c.repeated {
				table.Cells = append(table.Cells, Cell{Row: y, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan, Text: t.rows[c.line].trim().text()})
			}
		}
	}
	t.emit(i, Block{Kind: TableBlock, Table: table})
}
