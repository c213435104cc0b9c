package ooxml

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Workbook is a SpreadsheetML workbook.
type Workbook struct {
	Title    string
	Sheets   []Sheet
	Pictures int // in the drawings of sheets
	Warnings []string
}

// Sheet is one worksheet.
type Sheet struct {
	Name   string
	Hidden bool
	Cells  []SheetCell // with content only; by row, then column, no two alike
	Merges []Merge
	Notes  []string // paragraphs of text boxes, in the order of the drawing
}

// SheetCell is a cell with content, at 0-based coordinates.
type SheetCell struct {
	Row, Col int
	Text     string // as displayed, see FormatValue
	Hidden   bool   // by its row, column or number format
}

// Merge is a merged range, 0-based and inclusive.
type Merge struct{ Row, Col, LastRow, LastCol int }

// The size of a worksheet (ECMA-376 18.3.1.4 in the applications' reading).
const (
	maxSheetRows = 1 << 20
	maxSheetCols = 1 << 14
)

// book is the state of reading a workbook.
type book struct {
	pkg      *Package
	out      *Workbook
	shared   []string
	formats  []numberFormat // by cell style
	date1904 bool
	uncached int // formulas without a value
}

// ReadWorkbook reads the workbook whose main part is given.
func ReadWorkbook(p *Package, main string) (*Workbook, error) {
	xml, err := p.Part(main)
	if err != nil {
		return nil, err
	}
	if xml == nil {
		return nil, errorf(Corrupt, "the workbook has no main part")
	}
	rels, err := p.Relations(main)
	if err != nil {
		return nil, err
	}
	b := &book{pkg: p, out: &Workbook{Title: coreTitle(p)}}
	sheets, err := b.readBook(xml)
	if err != nil {
		return nil, err
	}
	for _, r := range rels {
		if err := b.readSupport(r); err != nil {
			return nil, err
		}
	}
	for _, entry := range sheets {
		i := slices.IndexFunc(rels, func(r Relation) bool { return r.ID == entry.id })
		if i < 0 || rels[i].Type != "worksheet" {
			b.warn(fmt.Sprintf("sheet %q is not read: %s", entry.name, unreadSheet(rels, i)))
			continue
		}
		if err := b.readSheet(entry, rels[i].Target); err != nil {
			return nil, err
		}
	}
	if b.uncached > 0 {
		b.out.Warnings = append(b.out.Warnings, strconv.Itoa(b.uncached)+" formulas have no stored value and are left blank")
	}
	return b.out, nil
}

// unreadSheet says what a sheet is that is no worksheet.
func unreadSheet(rels []Relation, i int) string {
	if i < 0 {
		return "it is not in the file"
	}
	return "it is a " + rels[i].Type
}

// warn notes something skipped, once.
func (b *book) warn(detail string) {
	if !slices.Contains(b.out.Warnings, detail) {
		b.out.Warnings = append(b.out.Warnings, detail)
	}
}

// sheetEntry is a line of the workbook's list of sheets.
type sheetEntry struct {
	name, id string
	hidden   bool
}

func (b *book) readBook(xml []byte) ([]sheetEntry, error) {
	var sheets []sheetEntry
	s := NewScanner(xml, b.pkg.limits)
	if root := s.Root(); root != "x:workbook" && s.Err() == nil {
		return nil, errorf(Unsupported, "the main part is %q, not a workbook", root)
	}
	for range s.Children() {
		switch string(s.Name()) {
		case "x:workbookPr":
			v, _ := s.Attr("date1904")
			b.date1904 = v == "1" || v == "true"
		case "x:sheets":
			for range s.Children() {
				var e sheetEntry
				e.name, _ = s.Attr("name")
				e.id, _ = s.Attr("r:id")
				state, _ := s.Attr("state")
				e.hidden = state != "" && state != "visible"
				sheets = append(sheets, e)
			}
		}
	}
	return sheets, s.Err()
}

// readSupport reads shared strings and styles.
func (b *book) readSupport(r Relation) error {
	if r.Type != "sharedStrings" && r.Type != "styles" {
		return nil
	}
	xml, err := b.pkg.Part(r.Target)
	if err != nil || xml == nil {
		return err
	}
	s := NewScanner(xml, b.pkg.limits)
	s.Root()
	if r.Type == "styles" {
		b.readStyles(s)
		return s.Err()
	}
	for range s.Children() {
		if string(s.Name()) != "x:si" {
			continue
		}
		if err := b.pkg.limits.Cell(1); err != nil {
			return err
		}
		b.shared = append(b.shared, richText(s))
	}
	return s.Err()
}

// readStyles reads the number format of every cell style.
func (b *book) readStyles(s *Scanner) {
	own := map[int]string{}
	for range s.Children() {
		switch string(s.Name()) {
		case "x:numFmts":
			for range s.Children() {
				own[s.Int("numFmtId", -1)], _ = s.Attr("formatCode")
			}
		case "x:cellXfs":
			for range s.Children() {
				id := s.Int("numFmtId", 0)
				code, ok := own[id]
				if !ok {
					code = builtinFormat(id)
				}
				b.formats = append(b.formats, compileFormat(code))
			}
		}
	}
}

// richText reads x:si or x:is: its text and runs, without phonetic hints.
func richText(s *Scanner) string {
	var text []byte
	for range s.Children() {
		switch string(s.Name()) {
		case "x:t":
			text = s.AppendContent(text)
		case "x:r":
			for range s.Children() {
				if string(s.Name()) == "x:t" {
					text = s.AppendContent(text)
				}
			}
		}
	}
	return unescapeString(string(text))
}

// unescapeString decodes the _xHHHH_ escapes of ST_Xstring and keeps of each
// line end its LF.
func unescapeString(t string) string {
	i := strings.Index(t, "_x")
	if i < 0 {
		return strings.ReplaceAll(t, "\r", "")
	}
	var b strings.Builder
	for ; i >= 0; i = strings.Index(t, "_x") {
		b.WriteString(t[:i])
		t = t[i:]
		if len(t) >= 7 && t[6] == '_' {
			if n, err := strconv.ParseUint(t[2:6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				t = t[7:]
				continue
			}
		}
		b.WriteString("_x")
		t = t[2:]
	}
	return strings.ReplaceAll(b.String()+t, "\r", "")
}
