package ooxml

import (
	"fmt"
	"strings"
)

// odfBook is the state of reading an OpenDocument spreadsheet. A cell says what it
// shows in its paragraphs, so that formats need not be known; a number is taken with all
// of its digits, see FormatValue.
type odfBook struct {
	*odf
	book
}

// spreadsheet reads office:spreadsheet.
func (d *odf) spreadsheet() *Workbook {
	b := &odfBook{odf: d, book: book{limits: d.limits, out: &Workbook{}}}
	for range d.s.Children() {
		if string(d.s.Name()) == "table:table" {
			b.sheet()
		}
	}
	b.noteUncached()
	return b.out
}

// sheet reads table:table.
func (b *odfBook) sheet() {
	name, _ := b.s.Attr("table:name")
	style, _ := b.s.Attr("table:style-name")
	r := &sheetReader{book: &b.book, s: b.s, sheet: Sheet{Name: name, Hidden: b.hidden[style]}}
	col := 0
	b.children(r, &col)
	r.sheet.order()
	b.out.Sheets = append(b.out.Sheets, r.sheet)
}

// children reads columns, rows and shapes; header rows and groups are looked through.
func (b *odfBook) children(r *sheetReader, col *int) {
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "table:table-column":
			first := *col
			*col = min(first+b.repeated("columns"), maxSheetCols)
			if b.collapsed() {
				r.hiddenCols.add(first, *col-1)
			}
		case "table:table-row":
			b.row(r)
		case "table:shapes":
			b.shapes(r)
		case "table:table-columns", "table:table-header-columns", "table:table-column-group",
			"table:table-rows", "table:table-header-rows", "table:table-row-group":
			if b.depth++; b.depth > b.odf.limits.Depth {
				b.s.Fail(errorf(TooDeep, "nested more than %d deep", b.odf.limits.Depth))
				return
			}
			b.children(r, col)
			b.depth--
		}
	}
}

// repeated is how often a row or a cell is to be there.
func (b *odfBook) repeated(what string) int {
	return min(max(b.s.Int("table:number-"+what+"-repeated", 1), 1), maxSheetRows)
}

// collapsed reports a row or column that is hidden, or left out by a filter.
func (b *odfBook) collapsed() bool {
	v, _ := b.s.Attr("table:visibility")
	return v == "collapse" || v == "filter"
}

// row reads table:table-row. One with content is repeated as often as maxRepeat
// allows, one without, which pads the sheet, is passed over.
func (b *odfBook) row(r *sheetReader) {
	repeat := b.repeated("rows")
	r.hiddenRow = b.collapsed()
	from, merged := len(r.sheet.Cells), len(r.sheet.Merges)
	r.col = 0
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "table:table-cell":
			b.cell(r)
		case "table:covered-table-cell": // nothing of it is shown
			r.col += b.repeated("columns")
		}
	}
	cells, merges := r.sheet.Cells[from:], r.sheet.Merges[merged:]
	if len(cells)+len(merges) > 0 {
		for n := 1; n < min(repeat, maxRepeat); n++ {
			if err := b.book.limits.Cell(len(cells) + len(merges)); err != nil {
				b.s.Fail(err)
				return
			}
			for _, c := range cells {
				c.Row += n
				r.sheet.Cells = append(r.sheet.Cells, c)
			}
		}
	}
	r.row = min(r.row+repeat, maxSheetRows)
}

// cell reads table:table-cell.
func (b *odfBook) cell(r *sheetReader) {
	repeat := b.repeated("columns")
	m := Merge{Row: r.row, Col: r.col,
		LastRow: r.row + min(max(b.s.Int("table:number-rows-spanned", 1), 1), maxSheetRows) - 1,
		LastCol: r.col + min(max(b.s.Int("table:number-columns-spanned", 1), 1), maxSheetCols) - 1}
	formula, _ := b.s.Attr("table:formula")
	value, _ := b.s.Attr("office:value")
	text := b.content(r)
	if value != "" {
		text = precise(value, text)
	}
	if text == "" && formula != "" {
		b.uncached++
	}
	if m.LastRow > m.Row || m.LastCol > m.Col {
		if err := b.book.limits.Cell(1); err != nil {
			b.s.Fail(err)
			return
		}
		r.sheet.Merges = append(r.sheet.Merges, m)
	}
	at := r.col
	for n := 0; text != "" && n < min(repeat, maxRepeat); n++ {
		r.col = at + n
		if err := r.put("inlineStr", -1, text); err != nil {
			b.s.Fail(err)
			return
		}
	}
	r.col = min(at+repeat, maxSheetCols)
}

// precise writes a number as it is shown, without rounding its digits away. One that is
// shown with words stays as it is.
func precise(value, shown string) string {
	if shown == "" || strings.Trim(shown, "0123456789.,%()- ") != "" {
		return shown
	}
	code := "0"
	if strings.Contains(shown, ",") {
		code = "#,##0"
	}
	_, fraction, _ := strings.Cut(shown, ".")
	if digits := len(fraction) - len(strings.TrimLeft(fraction, "0123456789")); digits > 0 {
		code += "." + strings.Repeat("0", digits)
	}
	if strings.Contains(shown, "%") {
		code += "%"
	}
	text, _ := FormatValue(value, code, false)
	return text
}

// content is what a cell shows. What is drawn on it is read for the sheet.
func (b *odfBook) content(r *sheetReader) string {
	var lines []Block
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "text:p":
			b.paragraph(&lines)
		case "office:annotation":
			b.warn(fmt.Sprintf("the comments of sheet %q are not read", r.sheet.Name))
		default:
			b.drawn(r)
		}
	}
	var text []string
	for i := range lines {
		if lines[i].Kind == ParaBlock {
			text = append(text, lines[i].Text)
		}
	}
	return strings.Join(text, "\n")
}

// shapes reads what is drawn on a sheet.
func (b *odfBook) shapes(r *sheetReader) {
	for range b.s.Children() {
		b.drawn(r)
	}
}

// drawn reads one shape: its text is a note of the sheet.
func (b *odfBook) drawn(r *sheetReader) {
	if b.depth++; b.depth > b.odf.limits.Depth {
		b.s.Fail(errorf(TooDeep, "nested more than %d deep", b.odf.limits.Depth))
		return
	}
	defer func() { b.depth-- }()
	switch string(b.s.Name()) {
	case "draw:frame", "draw:g", "draw:a":
		b.shapes(r)
	case "draw:image":
		b.out.Pictures++
	case "draw:object", "draw:object-ole":
		b.warn(fmt.Sprintf("an object on sheet %q is not read", r.sheet.Name))
	default:
		var blocks []Block
		b.blocks(&blocks)
		for i := range blocks {
			if blocks[i].Kind != TableBlock {
				r.sheet.Notes = append(r.sheet.Notes, blocks[i].Text)
			}
		}
	}
}
