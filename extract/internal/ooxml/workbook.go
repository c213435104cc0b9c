package ooxml

import (
	"cmp"
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
	Name       string
	Hidden     bool
	HiddenRows int         // hidden rows that have content
	HiddenCols int         // hidden columns, likewise
	Cells      []SheetCell // with content only; by row, then column, no two alike
	Merges     []Merge
	Notes      []string // paragraphs of text boxes, in the order of the drawing
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
	limits   Limits
	binary   bool // the parts are records, not XML
	out      *Workbook
	shared   []string
	formats  []numberFormat          // by cell style
	compiled map[string]numberFormat // by code
	date1904 bool
	uncached int // formulas without a value
}

// ReadWorkbook reads the workbook whose main part is given. One whose name ends
// in .bin is a binary workbook (xlsb).
func ReadWorkbook(p *Package, main string) (*Workbook, error) {
	part, err := p.Part(main)
	if err != nil {
		return nil, err
	}
	if part == nil {
		return nil, errorf(Corrupt, "the workbook has no main part")
	}
	rels, err := p.Relations(main)
	if err != nil {
		return nil, err
	}
	b := &book{pkg: p, limits: p.limits, binary: IsBinary(main), out: &Workbook{Title: coreTitle(p)}}
	sheets, err := b.readBook(part)
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
	b.noteUncached()
	return b.out, nil
}

// IsBinary tells by the name of its main part that a workbook is a binary one.
func IsBinary(main string) bool { return strings.HasSuffix(main, ".bin") }

// noteUncached warns of formulas whose result the file does not hold.
func (b *book) noteUncached() {
	if b.uncached > 0 {
		b.warn(strconv.Itoa(b.uncached) + " formulas have no stored value and are left blank")
	}
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

func (b *book) readBook(part []byte) ([]sheetEntry, error) {
	if b.binary {
		return b.binaryBook(part)
	}
	var sheets []sheetEntry
	s := NewScanner(part, b.limits)
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
	part, err := b.pkg.Part(r.Target)
	if err != nil || part == nil {
		return err
	}
	switch {
	case b.binary && r.Type == "styles":
		return b.binaryStyles(part)
	case b.binary:
		return b.binaryStrings(part)
	}
	s := NewScanner(part, b.limits)
	s.Root()
	if r.Type == "styles" {
		return cmp.Or(b.readStyles(s), s.Err())
	}
	for range s.Children() {
		if string(s.Name()) != "x:si" {
			continue
		}
		if err := b.limits.Cell(1); err != nil {
			return err
		}
		b.shared = append(b.shared, richText(s))
	}
	return s.Err()
}

// readStyles reads the number format of every cell style.
func (b *book) readStyles(s *Scanner) error {
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
				if err := b.addFormat(code); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// addFormat notes the number format of the next cell style. Styles have few formats.
func (b *book) addFormat(code string) error {
	if err := b.limits.Cell(1); err != nil {
		return err
	}
	f, known := b.compiled[code]
	if !known {
		if err := b.limits.Cell(len(code)); err != nil { // each sign is a token of its own
			return err
		}
		f = compileFormat(code)
		if b.compiled == nil {
			b.compiled = make(map[string]numberFormat)
		}
		b.compiled[code] = f
	}
	b.formats = append(b.formats, f)
	return nil
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
