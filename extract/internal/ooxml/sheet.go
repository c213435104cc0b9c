package ooxml

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// sheetReader is the state of reading one worksheet.
type sheetReader struct {
	*book
	s          *Scanner // nil for a binary workbook
	sheet      Sheet
	hiddenCols colSet
	usedCols   colSet // hidden ones with content
	hideZeros  bool
	row, col   int
	hiddenRow  bool
	usedRow    int // the last hidden row with content, from 1
}

// colSet is a set of the columns of a sheet, from 0.
type colSet struct {
	has    [maxSheetCols]bool
	ranges int
}

// add takes a range of columns. No sheet has more ranges than columns.
func (c *colSet) add(first, last int) {
	if c.ranges++; c.ranges > maxSheetCols {
		return
	}
	for col := max(first, 0); col <= min(last, maxSheetCols-1); col++ {
		c.has[col] = true
	}
}

// readSheet reads a worksheet part.
func (b *book) readSheet(e sheetEntry, part string) error {
	data, err := b.pkg.Part(part)
	if err != nil {
		return err
	}
	if data == nil {
		return errorf(Corrupt, "the sheet %q is missing", e.name)
	}
	r := &sheetReader{book: b, row: -1, sheet: Sheet{Name: e.name, Hidden: e.hidden}}
	if b.binary {
		err = r.binarySheet(data)
	} else {
		err = r.xmlSheet(data)
	}
	if err != nil {
		return err
	}
	r.sheet.order()
	if err := b.readRelated(&r.sheet, part); err != nil {
		return err
	}
	b.out.Sheets = append(b.out.Sheets, r.sheet)
	return nil
}

// xmlSheet reads x:worksheet.
func (r *sheetReader) xmlSheet(xml []byte) error {
	r.s = NewScanner(xml, r.limits)
	r.s.Root()
	for range r.s.Children() {
		r.element()
	}
	return r.s.Err()
}

// element reads one child of x:worksheet.
func (r *sheetReader) element() {
	s := r.s
	switch string(s.Name()) {
	case "x:sheetViews":
		for range s.Children() {
			v, _ := s.Attr("showZeros")
			r.hideZeros = v == "0" || v == "false"
		}
	case "x:cols":
		for range s.Children() {
			if isTrue(s, "hidden") {
				r.hiddenCols.add(s.Int("min", 0)-1, s.Int("max", 0)-1)
			}
		}
	case "x:sheetData":
		for range s.Children() {
			if string(s.Name()) == "x:row" {
				r.readRow()
			}
		}
	case "x:mergeCells":
		for range s.Children() {
			ref, _ := s.Attr("ref")
			r.merge(ref)
		}
	}
}

func isTrue(s *Scanner, name string) bool {
	v, _ := s.rawAttr(name)
	return string(v) == "1" || string(v) == "true"
}

// readRow reads x:row.
func (r *sheetReader) readRow() {
	r.row = r.s.Int("r", r.row+2) - 1
	r.col = -1
	r.hiddenRow = isTrue(r.s, "hidden")
	for range r.s.Children() {
		if string(r.s.Name()) == "x:c" {
			r.readCell()
		}
	}
}

// readCell reads x:c; blank cells give nothing.
func (r *sheetReader) readCell() {
	r.col++
	if ref, ok := r.s.rawAttr("r"); ok {
		if row, col, ok := parseRef(string(ref)); ok {
			r.row, r.col = row, col
		}
	}
	kind, _ := r.s.Attr("t")
	style := r.s.Int("s", 0)
	var value string
	formula, found := false, false
	for range r.s.Children() {
		switch string(r.s.Name()) {
		case "x:v":
			value, found = r.s.Content(), true
		case "x:is":
			value, found = richText(r.s), true
		case "x:f":
			formula = true
		}
	}
	if formula && (!found || value == "" && kind != "str") {
		r.uncached++
	}
	if value == "" {
		return
	}
	if err := r.put(kind, style, value); err != nil {
		r.s.Fail(err)
	}
}

// put files a cell's value as displayed.
func (r *sheetReader) put(kind string, style int, value string) error {
	if r.row < 0 || r.row >= maxSheetRows || r.col < 0 || r.col >= maxSheetCols {
		return errorf(Corrupt, "a cell lies outside the sheet: row %d, column %d", r.row+1, r.col+1)
	}
	if err := r.limits.Cell(1); err != nil {
		return err
	}
	text, hidden, err := r.display(kind, style, value)
	if err != nil || text == "" {
		return err
	}
	r.sheet.Cells = append(r.sheet.Cells, SheetCell{r.row, r.col, text, hidden || r.unseen()})
	return nil
}

// unseen reports that the row, the column or the sheet of the current cell is
// hidden, and counts rows and columns.
func (r *sheetReader) unseen() bool {
	if r.hiddenRow && r.usedRow != r.row+1 {
		r.usedRow = r.row + 1
		r.sheet.HiddenRows++
	}
	col := r.hiddenCols.has[r.col]
	if col && !r.usedCols.has[r.col] {
		r.usedCols.has[r.col] = true
		r.sheet.HiddenCols++
	}
	return r.hiddenRow || col || r.sheet.Hidden
}

// display returns what a cell shows (x:c's t, ECMA-376 18.18.11).
func (r *sheetReader) display(kind string, style int, value string) (text string, hidden bool, err error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(r.shared) {
			return "", false, errorf(Corrupt, "a cell refers to string %q of %d", value, len(r.shared))
		}
		return r.shared[i], false, nil
	case "b":
		if value == "1" {
			return "TRUE", false, nil
		}
		return "FALSE", false, nil
	case "str":
		return unescapeString(value), false, nil
	case "inlineStr", "e", "d":
		return value, false, nil
	}
	if style >= 0 && style < len(r.formats) {
		text, hidden = r.formats[style].show(value, r.date1904)
	} else {
		text, hidden = FormatValue(value, "General", r.date1904)
	}
	return text, hidden || r.hideZeros && isZero(text), nil
}

// isZero reports a number that is shown as zero.
func isZero(text string) bool { return strings.Trim(text, "0.%-") == "" }

// merge notes a merged range.
func (r *sheetReader) merge(ref string) {
	first, last, ok := strings.Cut(ref, ":")
	row, col, ok1 := parseRef(first)
	row2, col2, ok2 := parseRef(last)
	if ok && ok1 && ok2 && row2 >= row && col2 >= col {
		r.sheet.Merges = append(r.sheet.Merges, Merge{row, col, row2, col2})
	}
}

// order sorts the cells and drops repeated ones.
func (sh *Sheet) order() {
	byPlace := func(a, b SheetCell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	}
	slices.SortStableFunc(sh.Cells, byPlace)
	sh.Cells = slices.CompactFunc(sh.Cells, func(a, b SheetCell) bool { return byPlace(a, b) == 0 })
	slices.SortStableFunc(sh.Merges, func(a, b Merge) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
}

// parseRef reads "B5" or "$B$5" as 0-based coordinates within a sheet.
func parseRef(ref string) (row, col int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || i == 0 || row < 1 || row > maxSheetRows || col > maxSheetCols {
		return 0, 0, false
	}
	return row - 1, col - 1, true
}

// Range returns the texts of a range such as Sheet1!$B$2:$B$5, blanks as "".
// It gives nothing for names, unions and ranges no chart could draw.
func (w *Workbook) Range(formula string) []string {
	at := strings.LastIndexByte(formula, '!')
	if at < 0 {
		return nil
	}
	name := strings.Trim(formula[:at], "'")
	first, last, two := strings.Cut(formula[at+1:], ":")
	if !two {
		last = first
	}
	row, col, ok1 := parseRef(first)
	row2, col2, ok2 := parseRef(last)
	i := slices.IndexFunc(w.Sheets, func(s Sheet) bool { return s.Name == name })
	if i < 0 || !ok1 || !ok2 || row2 < row || col2 < col || (row2-row+1)*(col2-col+1) > maxPoints {
		return nil
	}
	out := make([]string, (row2-row+1)*(col2-col+1))
	for _, c := range w.Sheets[i].Cells {
		if c.Row >= row && c.Row <= row2 && c.Col >= col && c.Col <= col2 {
			out[(c.Row-row)*(col2-col+1)+c.Col-col] = c.Text
		}
	}
	return out
}
