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
	s          *Scanner
	sheet      Sheet
	hiddenCols [][2]int // 1-based, inclusive
	hideZeros  bool
	row, col   int
	hiddenRow  bool
}

// readSheet reads a worksheet part.
func (b *book) readSheet(e sheetEntry, part string) error {
	xml, err := b.pkg.Part(part)
	if err != nil {
		return err
	}
	if xml == nil {
		return errorf(Corrupt, "the sheet %q is missing", e.name)
	}
	r := &sheetReader{book: b, s: NewScanner(xml, b.pkg.limits), row: -1}
	r.sheet = Sheet{Name: e.name, Hidden: e.hidden}
	r.s.Root()
	for range r.s.Children() {
		r.element()
	}
	if r.s.Err() != nil {
		return r.s.Err()
	}
	r.sheet.order()
	if err := b.readRelated(&r.sheet, part); err != nil {
		return err
	}
	b.out.Sheets = append(b.out.Sheets, r.sheet)
	return nil
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
				r.hiddenCols = append(r.hiddenCols, [2]int{s.Int("min", 0), s.Int("max", 0)})
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
	if value != "" {
		r.put(kind, style, value)
	}
}

// put files a cell's value as displayed.
func (r *sheetReader) put(kind string, style int, value string) {
	if r.row < 0 || r.row >= maxSheetRows || r.col < 0 || r.col >= maxSheetCols {
		r.s.Fail(errorf(Corrupt, "a cell lies outside the sheet: row %d, column %d", r.row+1, r.col+1))
		return
	}
	if err := r.pkg.limits.Cell(1); err != nil {
		r.s.Fail(err)
		return
	}
	text, hidden := r.display(kind, style, value)
	hidden = hidden || r.hiddenRow || r.sheet.Hidden || slices.ContainsFunc(r.hiddenCols, func(c [2]int) bool {
		return c[0] <= r.col+1 && r.col+1 <= c[1]
	})
	if text != "" {
		r.sheet.Cells = append(r.sheet.Cells, SheetCell{r.row, r.col, text, hidden})
	}
}

// display returns what a cell shows (x:c's t, ECMA-376 18.18.11).
func (r *sheetReader) display(kind string, style int, value string) (text string, hidden bool) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(r.shared) {
			r.s.Fail(errorf(Corrupt, "a cell refers to string %q of %d", value, len(r.shared)))
			return "", false
		}
		return r.shared[i], false
	case "b":
		if value == "1" {
			return "TRUE", false
		}
		return "FALSE", false
	case "str":
		return unescapeString(value), false
	case "inlineStr", "e", "d":
		return value, false
	}
	if style >= 0 && style < len(r.formats) {
		text, hidden = r.formats[style].show(value, r.date1904)
	} else {
		text, hidden = FormatValue(value, "General", r.date1904)
	}
	return text, hidden || r.hideZeros && strings.Trim(text, "0.%-") == ""
}

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
