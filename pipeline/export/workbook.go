package export

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// A workbook is written as it comes, row by row, and never kept: its sheets first, what says
// that they are there last. It is the small part of ECMA-376 that tables need. A library that reads
// and writes all of it was a tenth of every start of the program.
type workbook struct {
	zip    *zip.Writer
	sheets []sheetPart
	tables int
	err    error // the first; after it nothing more is written
}

// sheetPart is a sheet that has been written.
type sheetPart struct {
	name  string
	file  int // of its name
	first bool
}

func newWorkbook(w io.Writer) *workbook { return &workbook{zip: zip.NewWriter(w)} }

// part begins a part of the file.
func (b *workbook) part(name string) io.Writer {
	w, err := b.zip.Create(name)
	b.failed(err)
	if err != nil {
		return io.Discard
	}
	return w
}

func (b *workbook) failed(err error) {
	if b.err == nil {
		b.err = err
	}
}

// write writes a whole part.
func (b *workbook) write(name, text string) {
	_, err := io.WriteString(b.part(name), xml.Header+text)
	b.failed(err)
}

// The names of what a part says.
const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006"
	sheetType     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// sheet is a sheet that is being written.
type sheet struct {
	book *workbook
	out  *bufio.Writer
	rows int
}

// sheet begins a sheet with columns of these widths. Its first row stays in view if it is a header.
func (b *workbook) sheet(name string, first, header bool, widths []float64) *sheet {
	b.sheets = append(b.sheets, sheetPart{name, len(b.sheets) + 1, first})
	s := &sheet{book: b, out: bufio.NewWriter(b.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.sheets))))}
	s.put(xml.Header, `<worksheet xmlns="`, mainSpace, `" xmlns:r="`, relationSpace, `">`)
	if header {
		s.put(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	}
	s.put(`<cols>`)
	for i, w := range widths {
		fmt.Fprintf(s.out, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, w)
	}
	s.put(`</cols><sheetData>`)
	return s
}

func (s *sheet) put(texts ...string) {
	for _, t := range texts {
		_, err := s.out.WriteString(t)
		s.book.failed(err)
	}
}

// styled is a cell: nil, an int64, a float64 or a text, in a style, and a formula if that makes it.
type styled struct {
	style   int
	value   any
	formula string
}

// row writes the next row.
func (s *sheet) row(cells ...styled) error {
	s.rows++
	number := strconv.Itoa(s.rows)
	s.put(`<row r="`, number, `">`)
	for i, c := range cells {
		s.cell(columnName(i)+number, c)
	}
	s.put(`</row>`)
	return s.book.err
}

func (s *sheet) cell(at string, c styled) {
	s.put(`<c r="`, at, `"`)
	if c.style > 0 {
		s.put(` s="`, strconv.Itoa(c.style), `"`)
	}
	switch v := c.value.(type) {
	case nil:
		s.put(`/>`)
	case int64:
		s.put(`><v>`, strconv.FormatInt(v, 10), `</v></c>`)
	case float64:
		s.put(`><v>`, strconv.FormatFloat(v, 'f', -1, 64), `</v></c>`)
	default:
		if text := fmt.Sprint(v); c.formula != "" {
			s.put(` t="str"><f>`, escaped(c.formula), `</f><v>`, escaped(text), `</v></c>`)
		} else {
			s.put(` t="inlineStr"><is><t xml:space="preserve">`, escaped(text), `</t></is></c>`)
		}
	}
}

// columnName is A, B, … Z, AA of a column counted from 0.
func columnName(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return columnName(i/26-1) + columnName(i%26)
}

// escape is how a text of a workbook writes a character by its number, which a text that has the same
// characters must not be taken for.
var escape = regexp.MustCompile(`_(x[0-9a-fA-F]{4}_)`)

func escaped(s string) string {
	if strings.Contains(s, "_x") {
		s = escape.ReplaceAllString(s, "_x005F_$1")
	}
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // which never fails into memory
	return b.String()
}

// end ends a sheet. Names of columns make a table of its rows, which brings their filters; it has a row
// below the header.
func (s *sheet) end(table string, columns []string) {
	s.put(`</sheetData>`)
	if len(columns) > 0 {
		s.put(`<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`)
	}
	s.put(`</worksheet>`)
	s.book.failed(s.out.Flush())
	if len(columns) > 0 {
		s.book.table(table, columns, s.rows)
	}
}

// table makes a table of all rows of the sheet written last.
func (b *workbook) table(name string, columns []string, rows int) {
	b.tables++
	b.write(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", len(b.sheets)), relations(fmt.Sprintf("table:../tables/table%d.xml", b.tables)))
	var list strings.Builder
	for i, c := range columns {
		fmt.Fprintf(&list, `<tableColumn id="%d" name="%s"/>`, i+1, escaped(c))
	}
	all := fmt.Sprintf("A1:%s%d", columnName(len(columns)-1), rows)
	b.write(fmt.Sprintf("xl/tables/table%d.xml", b.tables), fmt.Sprintf(`<table xmlns="%s" id="%d" name="%s" displayName="%[3]s" ref="%s" totalsRowShown="0"><autoFilter ref="%[4]s"/>`+
		`<tableColumns count="%d">%s</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`,
		mainSpace, b.tables, name, all, len(columns), list.String()))
}

// relations are links of a part to others, each of a kind and a place.
func relations(to ...string) string {
	var list strings.Builder
	for i, t := range to {
		kind, target, _ := strings.Cut(t, ":")
		fmt.Fprintf(&list, `<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>`, i+1, relationSpace, kind, target)
	}
	return `<Relationships xmlns="` + packageSpace + `/relationships">` + list.String() + `</Relationships>`
}

// close writes what says which parts there are, the first sheet first.
func (b *workbook) close() error {
	var sheets, types strings.Builder
	links := []string{"styles:styles.xml"}
	list := func(first bool) {
		for _, s := range b.sheets {
			if s.first != first {
				continue
			}
			links = append(links, fmt.Sprintf("worksheet:worksheets/sheet%d.xml", s.file))
			fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(s.name), s.file, len(links))
			fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, s.file, sheetType)
		}
	}
	list(true)
	list(false)
	for i := range b.tables {
		fmt.Fprintf(&types, `<Override PartName="/xl/tables/table%d.xml" ContentType="%stable+xml"/>`, i+1, sheetType)
	}
	b.write("xl/styles.xml", styleSheet)
	b.write("xl/workbook.xml", fmt.Sprintf(`<workbook xmlns="%s" xmlns:r="%s"><bookViews><workbookView/></bookViews><sheets>%s</sheets></workbook>`, mainSpace, relationSpace, sheets.String()))
	b.write("xl/_rels/workbook.xml.rels", relations(links...))
	b.write("_rels/.rels", relations("officeDocument:xl/workbook.xml"))
	b.write("[Content_Types].xml", `<Types xmlns="`+packageSpace+`/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="`+sheetType+`sheet.main+xml"/>`+
		`<Override PartName="/xl/styles.xml" ContentType="`+sheetType+`styles+xml"/>`+types.String()+`</Types>`)
	return errors.Join(b.err, b.zip.Close())
}

// The styles of cells, in the order of styleSheet.
const (
	plainStyle = iota
	headStyle
	badStyle
	linkStyle
	wrappedStyle
	titleStyle
)

const styleSheet = `<styleSheet xmlns="` + mainSpace + `"><fonts count="5"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>` +
	`<font><sz val="11"/><color rgb="FF9C0006"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>` +
	`<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="2" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="4" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
