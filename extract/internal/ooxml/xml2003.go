package ooxml

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// xmlBook is the state of reading the XML of Excel 2002 and 2003 ("XML
// Spreadsheet"): the whole workbook is one file.
type xmlBook struct {
	book
	s      *Scanner
	styles map[string]int // index of the number format by the id of a style
}

// ReadSpreadsheetML reads a workbook of that form. A file that breaks off is
// read as far as it goes; then warnings say so.
func ReadSpreadsheetML(data []byte, lim Limits) (*Workbook, error) {
	b := &xmlBook{book: book{limits: lim, out: &Workbook{}}, s: NewScanner(data, lim), styles: map[string]int{}}
	if root := b.s.Root(); root != "ss:Workbook" && b.s.Err() == nil {
		return nil, errorf(Unsupported, "the root is %q, not a workbook", root)
	}
	for range b.s.Children() {
		b.part()
	}
	b.noteUncached()
	err := b.s.Err()
	var own *Error
	if errors.As(err, &own) && own.Kind == Corrupt && b.cells() > 0 {
		b.warn("the XML breaks off: " + own.Detail)
		return b.out, nil
	}
	if err != nil {
		return nil, err
	}
	return b.out, nil
}

// cells is how many cells there are.
func (b *xmlBook) cells() (n int) {
	for i := range b.out.Sheets {
		n += len(b.out.Sheets[i].Cells)
	}
	return n
}

// part reads a child of ss:Workbook.
func (b *xmlBook) part() {
	switch string(b.s.Name()) {
	case "o:DocumentProperties":
		for range b.s.Children() {
			if string(b.s.Name()) == "o:Title" {
				b.out.Title = strings.TrimSpace(b.s.Content())
			}
		}
	case "excel:ExcelWorkbook":
		for range b.s.Children() {
			b.date1904 = b.date1904 || string(b.s.Name()) == "excel:Date1904"
		}
	case "ss:Styles":
		for range b.s.Children() {
			if string(b.s.Name()) == "ss:Style" {
				b.style()
			}
		}
	case "ss:Worksheet":
		b.worksheet()
	}
}

// attr is an attribute; some writers leave its prefix out.
func (b *xmlBook) attr(name string) string {
	v, ok := b.s.Attr("ss:" + name)
	if !ok {
		v, _ = b.s.Attr(name)
	}
	return v
}

// number is an attribute that is a number of at least least, else def.
func (b *xmlBook) number(name string, least, def int) int {
	n := b.s.Int("ss:"+name, b.s.Int(name, def))
	if n < least {
		return def
	}
	return n
}

// style notes the number format of a style: its own, or that of its parent.
func (b *xmlBook) style() {
	id, parent := b.attr("ID"), b.attr("Parent")
	code, own := "", false
	for range b.s.Children() {
		if string(b.s.Name()) == "ss:NumberFormat" {
			code, own = b.attr("Format"), true
		}
	}
	if at, ok := b.styles[parent]; ok && !own {
		if err := b.limits.Cell(1); err != nil {
			b.s.Fail(err)
		}
		b.styles[id] = at
		return
	}
	if err := b.addFormat(namedFormat(code)); err != nil {
		b.s.Fail(err)
		return
	}
	b.styles[id] = len(b.formats) - 1
}

// namedFormat is the code of a format that has a name.
func namedFormat(code string) string {
	switch code {
	case "", "General Number":
		return "General"
	case "Fixed":
		return "0.00"
	case "Standard", "Currency", "Euro Currency":
		return "#,##0.00"
	case "Percent":
		return "0.00%"
	case "Scientific":
		return "0.00E+00"
	case "Short Date", "Medium Date":
		return "yyyy-mm-dd"
	case "Long Date":
		return `yyyy"年"m"月"d"日"`
	case "General Date":
		return "yyyy-mm-dd hh:mm"
	case "Short Time", "Medium Time":
		return "hh:mm"
	case "Long Time":
		return "hh:mm:ss"
	}
	return code
}

// worksheet reads ss:Worksheet. Whether it is hidden, and zeros in it, stands
// behind its cells.
func (b *xmlBook) worksheet() {
	r := &sheetReader{book: &b.book, s: b.s, row: -1, sheet: Sheet{Name: b.attr("Name")}}
	zeros := true
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "ss:Table":
			b.table(r)
		case "excel:WorksheetOptions":
			for range b.s.Children() {
				switch string(b.s.Name()) {
				case "excel:Visible":
					r.sheet.Hidden = b.s.Content() != "SheetVisible"
				case "excel:DoNotDisplayZeros":
					zeros = false
				}
			}
		}
	}
	for i := range r.sheet.Cells {
		c := &r.sheet.Cells[i]
		c.Hidden = c.Hidden || r.sheet.Hidden || !zeros && isZero(c.Text)
	}
	r.sheet.order()
	b.out.Sheets = append(b.out.Sheets, r.sheet)
}

// table reads ss:Table. Rows, columns and cells say where they are only if they
// do not follow the ones before.
func (b *xmlBook) table(r *sheetReader) {
	col := 0
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "ss:Column":
			first := b.number("Index", 1, col+1) - 1
			col = first + b.number("Span", 0, 0) + 1
			if b.attr("Hidden") == "1" {
				r.hiddenCols.add(first, col-1)
			}
		case "ss:Row":
			r.row = b.number("Index", 1, r.row+2) - 1
			span := b.number("Span", 0, 0)
			r.hiddenRow = b.attr("Hidden") == "1"
			b.row(r)
			r.row += span
		}
	}
}

// row reads ss:Row.
func (b *xmlBook) row(r *sheetReader) {
	next := 0
	for range b.s.Children() {
		if string(b.s.Name()) != "ss:Cell" {
			continue
		}
		r.col = b.number("Index", 1, next+1) - 1
		m := Merge{Row: r.row, Col: r.col, LastRow: r.row + b.number("MergeDown", 0, 0), LastCol: r.col + b.number("MergeAcross", 0, 0)}
		if m.LastRow >= maxSheetRows || m.LastCol >= maxSheetCols {
			b.s.Fail(errorf(Corrupt, "a cell lies outside the sheet: row %d, column %d", m.LastRow+1, m.LastCol+1))
			return
		}
		if m.Row != m.LastRow || m.Col != m.LastCol {
			if err := b.limits.Cell(1); err != nil {
				b.s.Fail(err)
				return
			}
			r.sheet.Merges = append(r.sheet.Merges, m)
		}
		next = m.LastCol + 1
		b.cell(r)
	}
}

// cell reads ss:Cell; the comment that may stand in it is no value.
func (b *xmlBook) cell(r *sheetReader) {
	style, known := b.styles[b.attr("StyleID")]
	if !known {
		style = -1
	}
	formula := b.attr("Formula") != ""
	var kind, value string
	for range b.s.Children() {
		switch string(b.s.Name()) {
		case "ss:Data":
			kind = b.attr("Type")
			value = b.s.Content()
		case "ss:Comment":
			b.warn(fmt.Sprintf("the comments of sheet %q are not read", r.sheet.Name))
		}
	}
	if formula && kind == "" {
		b.uncached++
	}
	if value == "" {
		return
	}
	kind, value = b.value(kind, style, value)
	if err := r.put(kind, style, value); err != nil {
		b.s.Fail(err)
	}
}

// value is a value in the terms of a newer workbook. A day in a format that is of
// no day is shown as it stands.
func (b *xmlBook) value(kind string, style int, value string) (string, string) {
	switch kind {
	case "Number":
		return "", value
	case "Boolean":
		return "b", value
	case "DateTime":
		serial, ok := b.serial(value)
		if ok && style >= 0 && b.formats[style].sections[0].date {
			return "", serial
		}
		if ok {
			return "d", strings.TrimSuffix(value[:len("2006-01-02T15:04:05")], "T00:00:00")
		}
	}
	return "inlineStr", strings.ReplaceAll(value, "\r", "")
}

// serial is the number of a day and time in the workbook's calendar.
func (b *xmlBook) serial(value string) (string, bool) {
	at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(value, "Z")) // takes a fraction too
	if err != nil {
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	const day = 24 * 60 * 60 * 1000
	days := float64(at.UnixMilli()-epoch.UnixMilli()) / day
	return realText(days), true
}
