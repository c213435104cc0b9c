package ooxml

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"
)

// bookParts are the parts of a workbook of one sheet, and of sheets that are none.
func bookParts(sheet string, more ...string) []string {
	return append([]string{
		"_rels/.rels", relations("officeDocument", "xl/workbook.xml"),
		"xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml", "chartsheet", "chartsheets/sheet1.xml", "theme", "theme.xml"),
		"xl/workbook.xml", `<workbook ` + sheetNS + `><workbookPr date1904="0"/><sheets><sheet name="表" r:id="r1"/><sheet name="图" state="hidden" r:id="r4"/><sheet name="失" r:id="r9"/></sheets></workbook>`,
		"xl/sharedStrings.xml", `<sst ` + sheetNS + `><si><t>项目</t></si><si><r><t>合</t></r><r><rPr/><t>计_x0041__x00__</t></r><rPh><t>he</t></rPh></si><x/></sst>`,
		"xl/styles.xml", `<styleSheet ` + sheetNS + `><numFmts><numFmt numFmtId="176" formatCode="0.00;-0.00;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="31"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml", `<worksheet ` + sheetNS + `>` + sheet + `</worksheet>`,
	}, more...)
}

// shown lists the cells of a sheet: row,col=text with an h for hidden ones, then what is
// merged and the notes.
func shown(s *Sheet) string {
	var out []string
	for _, c := range s.Cells {
		out = append(out, fmt.Sprintf("%d,%d%s=%s", c.Row, c.Col, map[bool]string{true: "h"}[c.Hidden], c.Text))
	}
	for _, m := range s.Merges {
		out = append(out, fmt.Sprintf("%d,%d:%d,%d", m.Row, m.Col, m.LastRow, m.LastCol))
	}
	for _, n := range s.Notes {
		out = append(out, "~"+n)
	}
	return strings.Join(out, " ")
}

const alwaysWarned = `sheet "图" is not read: it is a chartsheet|sheet "失" is not read: it is not in the file`

func TestReadWorkbook(t *testing.T) {
	value := func(attrs, v string) string { return "<c " + attrs + "><v>" + v + "</v></c>" }
	rows := func(cells ...string) string {
		return "<sheetData><row>" + strings.Join(cells, "</row><row>") + "</row></sheetData>"
	}
	for _, c := range []struct{ name, sheet, want, warning string }{
		{"kinds of values", rows(value(`t="s"`, "0") + value(`t="s"`, "1") + value(`t="b"`, "1") + value(`t="b"`, "0") + value(`t="e"`, "#REF!") + value(`t="str"`, "文_x000A_") + value(`t="d"`, "2024-01-15") + `<c t="inlineStr"><is><t>行</t></is></c>` + value("", "")),
			"0,0=项目 0,1=合计A_x00__ 0,2=TRUE 0,3=FALSE 0,4=#REF! 0,5=文\n 0,6=2024-01-15 0,7=行", ""},
		{"formats", rows(value(`s="1"`, "0.5") + value(`s="2"`, "45261") + value(`s="3"`, "0") + value(`s="99"`, "7") + value(`s="-1"`, "8") + value(`s="x"`, "9")), "0,0=0.50 0,1=2023年12月1日 0,2h=0.00 0,3=7 0,4=8 0,5=9", ""},
		{"places", `<sheetData><row r="3">` + value(`r="$B$3"`, "1") + value("", "2") + value(`r="?"`, "3") + value(`r="A3"`, "0") + value(`r="A3"`, "9") + `</row><x/></sheetData>`, "2,0=0 2,1=1 2,2=2 2,3=3", ""},
		{"formulas", rows(`<c><f>1+1</f></c><c t="str"><f>""</f><v></v></c>` + `<c><f>2</f><v>2</v></c>`), "0,2=2", "1 formulas have no stored value and are left blank"},
		{"hidden", `<sheetViews><sheetView showZeros="0"/></sheetViews><cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols><sheetData><row>` + value("", "1") + value("", "2") + value("", "0") + `</row><row hidden="1">` + value("", "3") + value("", "4") + `</row></sheetData>`, "0,0=1 0,1h=2 0,2h=0 1,0h=3 1,1h=4", ""},
		{"merged", rows(value("", "1")) + `<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="A1:B1"/><mergeCell ref="B1:A1"/><mergeCell ref="A1"/></mergeCells>`, "0,0=1 0,0:0,1 1,1:2,2", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, err := ReadWorkbook(opened(t, plenty(), bookParts(c.sheet)...), "xl/workbook.xml")
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(&book.Sheets[0]); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			want := alwaysWarned
			if c.warning != "" {
				want += "|" + c.warning
			}
			if got := strings.Join(book.Warnings, "|"); got != want {
				t.Errorf("warnings %q, want %q", got, want)
			}
		})
	}
}

// TestSheetDrawings reads the text boxes of a sheet and says what is not read.
func TestSheetDrawings(t *testing.T) {
	drawing := `<xdr:wsDr ` + sheetNS + `><xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>注：一</a:t></a:r></a:p><a:p/></xdr:txBody></xdr:sp><xdr:pic><a:blip/></xdr:pic><c:chart/><dgm:relIds/>` +
		`<mc:AlternateContent><mc:Fallback><xdr:txBody><a:p><a:t>二</a:t></a:p></xdr:txBody></mc:Fallback></mc:AlternateContent></xdr:wsDr>`
	parts := func(drawing string) []string {
		return bookParts(`<sheetData/>`, "xl/worksheets/_rels/sheet1.xml.rels", relations("drawing", "../d1.xml", "comments", "../c.xml", "oleObject", "../o.bin", "drawing", "!http://example.com/", "drawing", "../none.xml"), "xl/d1.xml", drawing)
	}
	book, err := ReadWorkbook(opened(t, plenty(), parts(drawing)...), "xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	if got := shown(&book.Sheets[0]); got != "~注：一 ~二" || book.Pictures != 1 {
		t.Errorf("%q, %d pictures", got, book.Pictures)
	}
	want := `a chart of sheet "表" is not read|a diagram of sheet "表" is not read|the comments of sheet "表" are not read|an object embedded in sheet "表" is not read|the drawing of sheet "表" could not be read|` + alwaysWarned
	if got := strings.Join(book.Warnings, "|"); got != want {
		t.Errorf("warnings %q", got)
	}
	if book, err := ReadWorkbook(opened(t, plenty(), parts("<xdr:wsDr")...), "xl/workbook.xml"); err != nil || len(book.Sheets) != 1 {
		t.Errorf("a damaged drawing: %v %v", book, err)
	}
	for cells := range 8 {
		if _, err := ReadWorkbook(opened(t, within(cells, 1<<24), parts(drawing)...), "xl/workbook.xml"); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
}

func TestReadWorkbookRefuses(t *testing.T) {
	const one = `<sheetData><row><c><v>1</v></c></row></sheetData>`
	for name, c := range map[string]struct {
		parts []string
		kind  Kind
	}{
		"no main part":       {nil, Corrupt},
		"another root":       {[]string{"xl/workbook.xml", "<a/>"}, Unsupported},
		"main part":          {[]string{"xl/workbook.xml", "<a"}, Corrupt},
		"relations":          {swap(bookParts(one), "xl/_rels/workbook.xml.rels", "<a"), Corrupt},
		"strings":            {swap(bookParts(one), "xl/sharedStrings.xml", "<a"), Corrupt},
		"styles":             {swap(bookParts(one), "xl/styles.xml", "<a"), Corrupt},
		"sheet":              {bookParts("<a"), Corrupt},
		"no such sheet":      {swap(bookParts(one), "xl/worksheets/sheet1.xml", "")[:10], Corrupt},
		"no such string":     {bookParts(`<sheetData><row><c t="s"><v>9</v></c></row></sheetData>`), Corrupt},
		"outside the sheet":  {bookParts(`<sheetData><row r="0"><c><v>9</v></c></row></sheetData>`), Corrupt},
		"beyond the last":    {bookParts(`<sheetData><row r="1048577"><c><v>9</v></c></row></sheetData>`), Corrupt},
		"what hangs on it":   {bookParts(one, "xl/worksheets/_rels/sheet1.xml.rels", "<a"), Corrupt},
		"beyond the columns": {bookParts(`<sheetData><row><c r="XFD1"><v>1</v></c><c><v>2</v></c></row></sheetData>`), Corrupt},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := ReadWorkbook(opened(t, plenty(), c.parts...), "xl/workbook.xml")
			if book != nil || kindOf(err) != int(c.kind) {
				t.Errorf("%v, %v; want kind %d", book, err, c.kind)
			}
		})
	}
}

func TestRange(t *testing.T) {
	w := &Workbook{Sheets: []Sheet{{Name: "收支 表", Cells: []SheetCell{{Row: 1, Col: 1, Text: "a"}, {Row: 2, Col: 1, Text: "b"}}}}}
	for formula, want := range map[string]string{
		"'收支 表'!$B$2:$B$3": "a|b", "'收支 表'!B2": "a", "'收支 表'!A1:B2": "|||a", "B2": "", "无!B2": "", "'收支 表'!B3:B2": "",
		"'收支 表'!A1:XFD1048576": "", "'收支 表'!名": "", "'收支 表'!B0": "", "'收支 表'!ZZZZ1": "",
	} {
		if got := strings.Join(w.Range(formula), "|"); got != want {
			t.Errorf("%s: %q, want %q", formula, got, want)
		}
	}
}

// record writes a record of a binary workbook: bytes, numbers of four bytes, strings.
func record(kind int, fields ...any) string {
	var body []byte
	for _, f := range fields {
		switch f := f.(type) {
		case int:
			body = append(body, byte(f))
		case int32:
			body = binary.LittleEndian.AppendUint32(body, uint32(f))
		case float64:
			body = binary.LittleEndian.AppendUint64(body, math.Float64bits(f))
		case string:
			units := utf16.Encode([]rune(f))
			body = binary.LittleEndian.AppendUint32(body, uint32(len(units)))
			for _, u := range units {
				body = binary.LittleEndian.AppendUint16(body, u)
			}
		}
	}
	head := []byte{byte(kind)}
	if kind > 0x7f {
		head = []byte{byte(kind&0x7f | 0x80), byte(kind >> 7)}
	}
	return string(head) + string([]byte{byte(len(body))}) + string(body)
}

func binaryParts(book, sheet string) []string {
	text := record(brtSSTItem, 0, "项目") + record(brtSSTItem, 0, "收入") + record(200)
	styles := record(brtFmt, 0xa4, 0, "0.000") + record(brtXF, 0, 0, 9, 0) + record(brtBeginCellXFs) + record(brtXF, 0, 0, 0, 0) + record(brtXF, 0, 0, 0xa4, 0) + record(brtXF, 0, 0, 10, 0) + record(brtEndCellXFs)
	return []string{
		"xl/_rels/workbook.bin.rels", relations("worksheet", "sheet1.bin", "sharedStrings", "strings.bin", "styles", "styles.bin"),
		"xl/workbook.bin", book, "xl/sheet1.bin", sheet, "xl/strings.bin", text, "xl/styles.bin", styles,
	}
}

const binaryMain = "xl/workbook.bin"

func TestBinaryWorkbook(t *testing.T) {
	book := record(brtBeginBook) + record(brtWbProp, int32(0)) + record(brtBundleSh, int32(0), int32(1), "r1", "表")
	row := func(n, flags int) string { return record(brtRowHdr, int32(n), int32(0), 0, 0, 0, flags) }
	at := func(kind, col int, fields ...any) string {
		return record(kind, append([]any{int32(col), int32(0)}, fields...)...)
	}
	for _, c := range []struct{ name, sheet, want string }{
		{"numbers", row(1, 0) + at(brtCellRk, 0, int32(12<<2|2)) + at(brtCellReal, 1, 0.5) + at(brtFmlaNum, 2, -1.25) + at(brtCellReal, 3, math.NaN()) + at(brtCellReal, 4, 1), "1,0=12 1,1=0.5 1,2=-1.25 1,3=#NUM!"},
		{"texts", row(0, 0) + at(brtCellIsst, 0, int32(1)) + at(brtCellSt, 1, "文") + at(brtCellRString, 2, 1, "字") + at(brtFmlaString, 3, "果", 0, 0) + at(brtCellSt, 4, int32(-1)) + at(brtCellSt, 5, int32(99), 0x41, 0), "0,0=收入 0,1=文 0,2=字 0,3=果 0,5=A"},
		{"errors and truth", row(0, 0) + at(brtCellError, 0, 0x17) + at(brtFmlaError, 1, 7) + at(brtCellBool, 2, 1) + at(brtFmlaBool, 3, 0), "0,0=#REF! 0,1=#DIV/0! 0,2=TRUE 0,3=FALSE"},
		{"short forms", row(0, 0) + at(brtCellBlank, 1) + record(brtShortBlank+1, int32(0), int32(5<<2|2)), "0,2=5"},
		{"formats", row(0, 0) + record(brtCellRk, int32(0), int32(1), int32(5<<2|3)) + record(brtCellRk, int32(1), int32(2), int32(50<<2|3)), "0,0=0.050 0,1=50.00%"},
		{"hidden", record(brtColInfo, int32(1), int32(16000), int32(0), int32(0), 1, 0) + record(brtBeginWsView, 0, 0) + row(0, 0) + at(brtCellRk, 0, int32(2)) + at(brtCellRk, 1, int32(6)) + row(1, 0x10) + at(brtCellRk, 0, int32(6)), "0,0h=0 0,1h=1 1,0h=1"},
		{"merged", row(0, 0) + at(brtCellRk, 0, int32(6)) + record(brtMergeCell, int32(0), int32(1), int32(0), int32(1)) + record(brtMergeCell, int32(2), int32(1), int32(0), int32(1)), "0,0=1 0,0:1,1"},
		{"unknown records", record(2000, 1, 2, 3) + row(0, 0) + at(brtCellRk, 0, int32(6)), "0,0=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := ReadWorkbook(opened(t, plenty(), binaryParts(book, record(brtBeginSheet)+c.sheet)...), binaryMain)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(&w.Sheets[0]); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
	for name, parts := range map[string][]string{
		"another main part":        binaryParts("<workbook/>", record(brtBeginSheet)),
		"another sheet":            binaryParts(book, "<worksheet/>"),
		"nothing of a sheet":       binaryParts(book, ""),
		"a length beyond the part": binaryParts(book, record(brtBeginSheet)+"\x06\xff\xff\xff\x7f"),
		"no such string":           binaryParts(book, record(brtBeginSheet)+row(0, 0)+at(brtCellIsst, 0, int32(9))),
		"outside the sheet":        binaryParts(book, record(brtBeginSheet)+row(1<<20, 0)+at(brtCellRk, 0, int32(6))),
	} {
		if w, err := ReadWorkbook(opened(t, plenty(), parts...), binaryMain); w != nil || kindOf(err) != int(Corrupt) {
			t.Errorf("%s: %v %v", name, w, err)
		}
	}
	for cells := range 10 {
		parts := binaryParts(book, record(brtBeginSheet)+row(0, 0)+at(brtCellRk, 0, int32(6)))
		if _, err := ReadWorkbook(opened(t, within(cells, 1<<24), parts...), binaryMain); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
}

func sheetML(inner string) []byte {
	return []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<o:DocumentProperties><o:Title> 决算 </o:Title></o:DocumentProperties><x:ExcelWorkbook/><Styles><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style><Style ss:ID="g" ss:Parent="f"/><Style ss:ID="d"><NumberFormat ss:Format="Long Date"/></Style><Style ss:ID="n"/></Styles>` +
		`<Worksheet ss:Name="表">` + inner + `</Worksheet></Workbook>`)
}

func TestReadSpreadsheetML(t *testing.T) {
	data := func(attrs, kind, v string) string {
		return `<Cell ` + attrs + `><Data ss:Type="` + kind + `">` + v + `</Data></Cell>`
	}
	table := func(rows string) string { return "<Table>" + rows + "</Table>" }
	for _, c := range []struct{ name, sheet, want, warning string }{
		{"places", table(`<Row ss:Span="1"/><Row ss:Index="4">` + data(`ss:Index="3"`, "String", "甲") + data(`ss:Index="x"`, "Boolean", "1") + data("", "Number", "") + `</Row>`), "3,2=甲 3,3=TRUE", ""},
		{"formats", table(`<Row>` + data(`ss:StyleID="f"`, "Number", "1") + data(`ss:StyleID="g"`, "Number", "2") + data(`ss:StyleID="n"`, "Number", "3") + data(`ss:StyleID="zz"`, "Number", "4") + `</Row>`), "0,0=1.00 0,1=2.00 0,2=3 0,3=4", ""},
		{"dates", table(`<Row>` + data(`ss:StyleID="d"`, "DateTime", "2024-01-15T00:00:00.000") + data("", "DateTime", "2024-01-15T08:30:00.000") + data("", "DateTime", "15 Jan") + `</Row>`), "0,0=2024年1月15日 0,1=2024-01-15T08:30:00 0,2=15 Jan", ""},
		{"merged", table(`<Row>` + data(`ss:MergeAcross="1" ss:MergeDown="-3"`, "Number", "1") + data("", "Number", "2") + `</Row>`), "0,0=1 0,2=2 0,0:0,1", ""},
		{"formulas and comments", table(`<Row><Cell ss:Formula="=1"/><Cell><Data ss:Type="Number">1</Data><Comment/></Cell><x/></Row>`), "0,1=1", `the comments of sheet "表" are not read|1 formulas have no stored value and are left blank`},
		{"hidden", table(`<Column ss:Hidden="1" ss:Span="1"/><Row>`+data("", "Number", "1")+data(`ss:Index="3"`, "Number", "0")+`</Row><Row ss:Hidden="1">`+data(`ss:Index="3"`, "Number", "2")+`</Row>`) + `<x:WorksheetOptions><x:DoNotDisplayZeros/><x:Visible>SheetVisible</x:Visible></x:WorksheetOptions>`, "0,0h=1 0,2h=0 1,2h=2", ""},
		{"hidden sheet", table(`<Row>`+data("", "Number", "1")+`</Row>`) + `<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>`, "0,0h=1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := ReadSpreadsheetML(sheetML(c.sheet), plenty())
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(&w.Sheets[0]); got != c.want || w.Title != "决算" || strings.Join(w.Warnings, "|") != c.warning {
				t.Errorf("got  %q %q\nwant %q %q", got, w.Warnings, c.want, c.warning)
			}
		})
	}
	row := `<Row>` + data("", "Number", "1") + `</Row>`
	whole := string(sheetML(table(row)))
	if w, err := ReadSpreadsheetML([]byte(whole[:len(whole)-30]), plenty()); err != nil || shown(&w.Sheets[0]) != "0,0=1" || len(w.Warnings) != 1 {
		t.Errorf("a file that breaks off: %v %v", w, err)
	}
	for name, c := range map[string]struct {
		data string
		kind Kind
	}{
		"another root":            {"<a/>", Unsupported},
		"breaks off at once":      {whole[:400], Corrupt},
		"beyond the sheet":        {string(sheetML(table(`<Row ss:Index="1048577">` + data("", "Number", "1") + `</Row>`))), Corrupt},
		"merged beyond the sheet": {string(sheetML(table(`<Row><Cell ss:MergeAcross="99999"/></Row>`))), Corrupt},
	} {
		if w, err := ReadSpreadsheetML([]byte(c.data), plenty()); w != nil || kindOf(err) != int(c.kind) {
			t.Errorf("%s: %v %v", name, w, err)
		}
	}
	limited := sheetML(table(`<Row>` + data(`ss:MergeAcross="1"`, "Number", "1") + `</Row>`))
	if _, err := ReadSpreadsheetML(limited, plenty()); err != nil {
		t.Fatal(err)
	}
	for cells := 0; cells < 30; cells += 3 {
		if _, err := ReadSpreadsheetML(limited, within(cells, 1<<24)); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
	for code, want := range map[string]string{"": "General", "General Number": "General", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Short Date": "yyyy-mm-dd",
		"General Date": "yyyy-mm-dd hh:mm", "Short Time": "hh:mm", "Long Time": "hh:mm:ss", "0.0": "0.0"} {
		if got := namedFormat(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}
