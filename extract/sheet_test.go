package extract

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestSheetsOfOthers reads one workbook in the four forms that JavaScript's
// SheetJS writes: all say the same, and that a row, a column and a sheet are
// hidden. (It writes no hidden rows to xls, and that reader groups no digits.)
func TestSheetsOfOthers(t *testing.T) {
	const want = "table{收支总表 0,0×1,3=某镇2023年度收入支出决算总表 1,0=项目 1,1=决算数 1,2=占比 1,3h=键" +
		" 2,0=一、一般公共服务支出 2,1=1,234.50 2,2=12.50% 2,3h=k1 3,0h=二、教育支出 3,1h=0.30 3,2h=87.50% 3,3h=k2" +
		" 4,0=合计 4,1=1234.80 4,2=100.00% 4,3h=k3 5,0=填表日期 5,1=2024-01-15 5,2=TRUE 5,3h=#DIV/0!} / table{参数 0,0h=代码 0,1h=1}"
	warnings := []string{`sheet "收支总表" has 1 hidden rows and 1 hidden columns with content`, `sheet "参数" is hidden`}
	for _, tt := range []struct{ file, format string }{
		{"sheetjs.xlsx", "xlsx"}, {"sheetjs.xlsb", "xlsb"}, {"sheetjs.xml", "spreadsheetml"}, {"sheetjs.xls", "xls"},
	} {
		doc := readSheetFile(t, tt.file)
		want, warnings := want, slices.Clone(warnings)
		if tt.format == "xls" {
			want = strings.NewReplacer("1,234", "1234", "3,0h", "3,0", "3,1h", "3,1", "3,2h", "3,2").Replace(want)
			warnings[0] = strings.Replace(warnings[0], "1 hidden rows", "0 hidden rows", 1)
		}
		if got := sketch(doc); got != want || doc.Format != tt.format {
			t.Errorf("%s, %s:\ngot  %q\nwant %q", tt.file, doc.Format, got, want)
		}
		if got := warningsOf(doc); !slices.Equal(got, warnings) {
			t.Errorf("%s: warnings %q", tt.file, got)
		}
		if title := doc.Meta.Title; title != "收支决算" && tt.format != "xls" {
			t.Errorf("%s: title %q", tt.file, title)
		}
	}
}

// TestXLSBOfAnother reads what Python's pyxlsbwriter writes.
func TestXLSBOfAnother(t *testing.T) {
	const want = "table{收支总表 0,0=项目 0,1=决算数 1,0=收入 1,1=482.02 2,0=支出 2,1=1234567 3,0=日期 3,1=2024-01-15 4,0=完成 4,1=TRUE}" +
		" / table{参数 0,0h=代码 0,1h=1}"
	if got := sketch(readSheetFile(t, "pyxlsbwriter.xlsb")); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func readSheetFile(t *testing.T, name string) *Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "sheet", name))
	if err != nil {
		t.Fatal(err)
	}
	doc := mustRead(t, data)
	checkDocument(t, doc)
	return doc
}

func warningsOf(doc *Document) (out []string) {
	for _, w := range doc.Warnings {
		out = append(out, w.Detail)
	}
	return out
}

// spreadsheetML is a workbook of XML of 2003 with one sheet.
func spreadsheetML(sheet string) []byte {
	return []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"` +
		` xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">` +
		`<Styles><Style ss:ID="Default"/><Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style><Style ss:ID="g" ss:Parent="f"/>` +
		`<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d"><NumberFormat ss:Format="yyyy\年m\月d\日;@"/></Style></Styles>` +
		`<Worksheet ss:Name="表">` + sheet + `</Worksheet></Workbook>`)
}

func TestReadSpreadsheetML(t *testing.T) {
	cell := func(attrs, kind, value string) string {
		return `<Cell ` + attrs + `><Data ss:Type="` + kind + `">` + value + `</Data></Cell>`
	}
	table := func(rows string) string { return "<Table>" + rows + "</Table>" }
	for _, tt := range []struct{ name, sheet, want, warning string }{
		{"places", table(`<Row ss:Index="2">` + cell("", "String", "项目") + cell(`ss:Index="3"`, "Number", "12.5") + `</Row><Row>` + cell("", "Boolean", "1") + `</Row>`), "1,0=项目 1,2=12.5 2,0=TRUE", ""},
		{"rows that span", table(`<Row ss:Span="2"/><Row>` + cell("", "String", "项目") + `</Row>`), "3,0=项目", ""},
		{"merged", table(`<Row>` + cell(`ss:MergeAcross="1" ss:MergeDown="1"`, "String", "项目") + cell("", "String", "决算数") + `</Row><Row>` + cell(`ss:Index="3"`, "Number", "1") + `</Row>`), "0,0×2,2=项目 0,2=决算数 1,2=1", ""},
		{"formats", table(`<Row>` + cell(`ss:StyleID="f"`, "Number", "0.5") + cell(`ss:StyleID="g"`, "Number", "3") + cell(`ss:StyleID="p"`, "Number", "0.125") + cell(`ss:StyleID="x"`, "Number", "1e3") + `</Row>`), "0,0=0.50 0,1=3.00 0,2=12.50% 0,3=1000", ""},
		{"dates", table(`<Row>` + cell(`ss:StyleID="d"`, "DateTime", "2024-01-15T00:00:00.000") + cell("", "DateTime", "2024-01-15T00:00:00.000") + cell(`ss:StyleID="d"`, "DateTime", "1900-01-05T00:00:00.000") + cell("", "DateTime", "x") + `</Row>`), "0,0=2024年1月15日 0,1=2024-01-15 0,2=1900年1月5日 0,3=x", ""},
		{"rich text and comment", table(`<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>合</B>计</ss:Data><Comment><ss:Data>批</ss:Data></Comment></Cell></Row>`), "0,0=合计", `the comments of sheet "表" are not read`},
		{"formulas", table(`<Row>` + cell(`ss:Formula="=SUM(1)"`, "Number", "7") + `<Cell ss:Formula="=X"/></Row>`), "0,0=7", "1 formulas have no stored value and are left blank"},
		{"hidden", table(`<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/><Column ss:Hidden="1"/><Row>` + cell("", "Number", "1") + cell("", "Number", "2") + cell("", "Number", "3") + cell("", "Number", "4") + cell("", "Number", "5") + `</Row><Row ss:Hidden="1">` + cell("", "Number", "6") + `</Row>`),
			"0,0=1 0,1h=2 0,2h=3 0,3h=4 0,4=5 1,0h=6", `sheet "表" has 1 hidden rows and 3 hidden columns with content`},
		{"hidden sheet", table(`<Row>`+cell("", "Number", "1")+`</Row>`) + `<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>`, "0,0h=1", `sheet "表" is hidden`},
		{"hidden zeros", table(`<Row>`+cell("", "Number", "0")+cell("", "Number", "1")+`</Row>`) + `<x:WorksheetOptions><x:DoNotDisplayZeros/></x:WorksheetOptions>`, "0,0h=0 0,1=1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, spreadsheetML(tt.sheet))
			checkDocument(t, doc)
			if got, want := sketch(doc), "table{表 "+tt.want+"}"; got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := strings.Join(warningsOf(doc), "|"); got != tt.warning {
				t.Errorf("warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

// TestSpreadsheetMLRefusals: what is broken or too much has its reason, and a
// file that breaks off is read as far as it goes.
func TestSpreadsheetMLRefusals(t *testing.T) {
	row := `<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>`
	for _, tt := range []struct {
		name   string
		data   []byte
		reason Reason
	}{
		{"no content", spreadsheetML("<Table/>"), Empty},
		{"outside the sheet", spreadsheetML(`<Table><Row ss:Index="1048577"><Cell><Data>1</Data></Cell></Row></Table>`), Corrupt},
		{"merged beyond the sheet", spreadsheetML(`<Table><Row><Cell ss:MergeAcross="99999"/></Row></Table>`), Corrupt},
		{"an entity", []byte(strings.Replace(string(spreadsheetML("<Table>"+row+"</Table>")), "<Workbook", `<!DOCTYPE a [<!ENTITY b "c">]><Workbook`, 1)), Corrupt},
		{"deep", spreadsheetML("<Table>" + strings.Repeat("<a>", 2000)), TooLarge},
		{"cells", spreadsheetML("<Table><Row>" + strings.Repeat(`<Cell ss:MergeAcross="1"><Data>1</Data></Cell>`, 1000) + "</Row></Table>"), TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lim := DefaultLimits()
			lim.Cells = 1500
			doc, err := Read(t.Context(), tt.data, lim)
			var r *Refusal
			if !errors.As(err, &r) || r.Reason != tt.reason || r.Format != "spreadsheetml" {
				t.Errorf("%v %v, want %s", doc, err, tt.reason)
			}
		})
	}
	whole := spreadsheetML("<Table>" + row + row)
	doc := mustRead(t, whole[:len(whole)-len("</Worksheet></Workbook>")-9])
	if got := sketch(doc); got != "table{表 0,0=1 1,0=1}" || len(doc.Warnings) != 1 {
		t.Errorf("%q %v", got, doc.Warnings)
	}
}

// record is a record of a binary workbook: type, length and numbers of one byte,
// or of four for an int32, or a counted string.
func record(kind int, fields ...any) string {
	var body []byte
	for _, f := range fields {
		switch f := f.(type) {
		case int:
			body = append(body, byte(f))
		case int32:
			body = binary.LittleEndian.AppendUint32(body, uint32(f))
		case string:
			units := utf16.Encode([]rune(f))
			body = binary.LittleEndian.AppendUint32(body, uint32(len(units)))
			for _, u := range units {
				body = binary.LittleEndian.AppendUint16(body, u)
			}
		}
	}
	return string(varint(varint(nil, kind), len(body))) + string(body)
}

func varint(b []byte, v int) []byte {
	for ; v > 0x7f; v >>= 7 {
		b = append(b, byte(v&0x7f|0x80))
	}
	return append(b, byte(v))
}

// The records the tests write.
const (
	beginSheet, beginBook, bundle, wbProp = 129, 131, 156, 153
	rowHead, colInfo, cellRK, cellIsst    = 0, 60, 2, 7
)

// xlsbParts are the parts of a binary workbook of one sheet.
func xlsbParts(book, sheet, strings, styles string) []part {
	return []part{
		rels("_rels/.rels", "officeDocument", "xl/workbook.bin"),
		rels("xl/_rels/workbook.bin.rels", "worksheet", "worksheets/sheet1.bin", "sharedStrings", "sharedStrings.bin", "styles", "styles.bin"),
		{"xl/workbook.bin", book}, {"xl/worksheets/sheet1.bin", sheet}, {"xl/sharedStrings.bin", strings}, {"xl/styles.bin", styles},
	}
}

// oneSheet are the records of a workbook of one sheet.
func oneSheet() string { return record(beginBook) + record(bundle, int32(0), int32(1), "r1", "表") }

func TestReadXLSB(t *testing.T) {
	rk := func(col, v int) string { return record(cellRK, int32(col), int32(0), int32(v<<2|2)) }
	row := func(n, flags int) string { return record(rowHead, int32(n), int32(0), 0, 0, 0, flags) }
	const sst, real, str, richStr, fmlaStr, errCell, boolCell, blank, shortRK = 19, 5, 6, 62, 8, 3, 4, 1, 13
	text := record(159) + record(sst, 0, "项目") + record(sst, 0, "收入")
	for _, tt := range []struct{ name, sheet, want string }{
		{"numbers", row(1, 0) + rk(0, 12) + rk(2, -3) + record(real, int32(3), int32(0), 0, 0, 0, 0, 0, 0, 0xe0, 0x3f), "1,0=12 1,2=-3 1,3=0.5"},
		{"texts", row(0, 0) + record(cellIsst, int32(0), int32(0), int32(1)) + record(str, int32(1), int32(0), "文") + record(richStr, int32(2), int32(0), 1, "字") + record(fmlaStr, int32(3), int32(0), "果", 0, 0), "0,0=收入 0,1=文 0,2=字 0,3=果"},
		{"errors and truth", row(0, 0) + record(errCell, int32(0), int32(0), 0x17) + record(boolCell, int32(1), int32(0), 1), "0,0=#REF! 0,1=TRUE"},
		{"short forms", row(0, 0) + record(blank, int32(1), int32(0)) + record(shortRK, int32(0), int32(5<<2|2)), "0,2=5"},
		{"hidden", record(colInfo, int32(1), int32(16000), int32(0), int32(0), 1, 0) + row(0, 0) + rk(0, 1) + rk(1, 2) + row(1, 0x10) + rk(0, 3), "0,0=1 0,1h=2 1,0h=3"},
		{"merged", row(0, 0) + rk(0, 1) + rk(1, 2) + row(1, 0) + rk(2, 3) + record(176, int32(0), int32(1), int32(0), int32(1)), "0,0×2,2=1 1,2=3"},
		{"formats", row(0, 0) + record(cellRK, int32(0), int32(1), int32(5<<2|3)) + record(cellRK, int32(1), int32(2), int32(50<<2|3)), "0,0=0.050 0,1=50.00%"},
		{"unknown records", record(2000, 1, 2, 3) + row(0, 0) + record(24, int32(9)) + rk(0, 1), "0,0=1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			const xf = 47
			styles := record(44, 0xa4, 0, "0.000") + record(626) + record(xf, 0, 0, 9, 0) + record(627) +
				record(617) + record(xf, 0, 0, 0, 0) + record(xf, 0, 0, 0xa4, 0) + record(xf, 0, 0, 10, 0) + record(618)
			doc := mustRead(t, pack(t, xlsbParts(oneSheet(), record(beginSheet)+tt.sheet, text, styles)...))
			checkDocument(t, doc)
			if got, want := sketch(doc), "table{表 "+tt.want+"}"; got != want || doc.Format != "xlsb" {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestXLSBRefusals(t *testing.T) {
	one := record(rowHead, int32(0)) + record(cellRK, int32(0), int32(0), int32(6))
	for _, tt := range []struct {
		name        string
		book, sheet string
		reason      Reason
	}{
		{"no content", oneSheet(), record(beginSheet), Empty},
		{"another main part", "<workbook/>", record(beginSheet) + one, Corrupt},
		{"another sheet", oneSheet(), "<worksheet/>", Corrupt},
		{"nothing of a sheet", oneSheet(), "", Corrupt},
		{"cut", oneSheet(), record(beginSheet) + one + record(cellIsst, int32(0), int32(0), int32(0))[:9], Corrupt},
		{"a length beyond the part", oneSheet(), record(beginSheet) + "\x06\xff\xff\xff\x7f", Corrupt},
		{"no such string", oneSheet(), record(beginSheet) + record(rowHead, int32(0)) + record(cellIsst, int32(0), int32(0), int32(9)), Corrupt},
		{"outside the sheet", oneSheet(), record(beginSheet) + record(rowHead, int32(1<<20)) + record(cellRK, int32(0), int32(0), int32(6)), Corrupt},
		{"cells", oneSheet(), record(beginSheet) + strings.Repeat(one, 1501), TooLarge},
		{"sheets", record(beginBook) + strings.Repeat(record(bundle, int32(0), int32(1), "r1", "表"), 1501), record(beginSheet) + one, TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lim := DefaultLimits()
			lim.Cells = 1500
			doc, err := Read(t.Context(), pack(t, xlsbParts(tt.book, tt.sheet, "", "")...), lim)
			var r *Refusal
			if !errors.As(err, &r) || r.Reason != tt.reason || r.Format != "xlsb" && r.Reason != TooLarge {
				t.Errorf("%v %v, want %s", doc, err, tt.reason)
			}
		})
	}
}

// FuzzReadXLSB mutates the records of each part, which the zip's checksum
// otherwise keeps the fuzzer from.
func FuzzReadXLSB(f *testing.F) {
	f.Add(oneSheet(), record(beginSheet)+record(rowHead, int32(0))+record(cellIsst, int32(0), int32(0), int32(0)), record(19, 0, "项目"), record(617)+record(47, 0, 0, 9, 0))
	f.Add(record(beginBook)+record(wbProp, int32(1))+record(bundle, int32(1), int32(1), "r1", "表"),
		record(beginSheet)+record(colInfo, int32(0), int32(9), int32(0), int32(0), 1, 0)+record(rowHead, int32(3), int32(0), 0, 0, 0, 0x10)+record(cellRK, int32(2), int32(0), int32(45261<<2|2))+record(176, int32(0), int32(9), int32(0), int32(9)),
		"", record(44, 0xa4, 0, "yyyy-mm-dd")+record(617)+record(47, 0, 0, 0xa4, 0))
	f.Fuzz(func(t *testing.T, book, sheet, strings, styles string) {
		fuzzOOXML(t, packBy(t, zip.Store, xlsbParts(book, sheet, strings, styles)...))
	})
}

// FuzzReadSpreadsheetML mutates a sheet of XML of 2003.
func FuzzReadSpreadsheetML(f *testing.F) {
	f.Add(`<Table><Column ss:Hidden="1" ss:Span="3"/><Row ss:Index="3"><Cell ss:MergeAcross="2" ss:MergeDown="1" ss:StyleID="d"><Data ss:Type="DateTime">2024-01-15T00:00:00.000</Data></Cell></Row></Table>`)
	f.Add(`<Table><Row ss:Span="9"><Cell ss:Formula="=A1"/><Cell ss:Index="1"><Data ss:Type="Number">1e400</Data><Comment/></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>`)
	f.Fuzz(func(t *testing.T, sheet string) { fuzzReader(t, spreadsheetML(sheet), readSpreadsheetML) })
}

// TestTablesBelowOneAnother: a sheet with several tables gives each with its title, and
// their notes as paragraphs; one with a gap in it stays whole.
func TestTablesBelowOneAnother(t *testing.T) {
	sheet := func(rows ...string) *Table {
		table := &Table{Rows: len(rows)}
		for y, row := range rows {
			for x, text := range strings.Split(row, "|") {
				if text != "" {
					table.Cells = append(table.Cells, Cell{Row: y, Col: x, RowSpan: 1, ColSpan: 1, Text: Text{S: text}})
					table.Cols = max(table.Cols, x+1)
				}
			}
		}
		return table
	}
	says := func(blocks []Block) string {
		var out strings.Builder
		for _, b := range blocks {
			if b.Table == nil {
				out.WriteString("[" + b.Text.S + "]")
				continue
			}
			fmt.Fprintf(&out, "%dx%d:", b.Table.Rows, b.Table.Cols)
			for _, c := range b.Table.Cells {
				fmt.Fprintf(&out, "%d,%d=%s;", c.Row, c.Col, c.Text.S)
			}
		}
		return out.String()
	}
	for _, tt := range []struct {
		rows []string
		want string
	}{
		{[]string{"收入决算表", "项目|金额", "收入|1.5", "", "公开02表", "支出决算表", "项目|金额", "支出|2.5", "注：本表无数据。", "三公决算表", "项目|金额"},
			"4x2:0,0=收入决算表;1,0=项目;1,1=金额;2,0=收入;2,1=1.5;" +
				"4x2:0,0=公开02表;1,0=支出决算表;2,0=项目;2,1=金额;3,0=支出;3,1=2.5;[注：本表无数据。]" +
				"2x2:0,0=三公决算表;1,0=项目;1,1=金额;"},
		{[]string{"收入决算表", "项目|金额", "收入|1.5", "", "支出", "教育|2.5"}, "6x2:0,0=收入决算表;1,0=项目;1,1=金额;2,0=收入;2,1=1.5;4,0=支出;5,0=教育;5,1=2.5;"},
	} {
		if got := says(sheetBlocks("", sheet(tt.rows...))); got != tt.want {
			t.Errorf("%q:\n%s\nwant\n%s", tt.rows, got, tt.want)
		}
	}
}

// A sheet written as csv has the separators of its empty cells behind titles and paragraphs, however long these are.
func TestPaddedSheetAsCSV(t *testing.T) {
	prose := `"本年收入合计1,200.00万元，其中：财政拨款收入1,100.00万元，占91.67%；其他收入100.00万元，占8.33%。与上年相比，增加34.56万元，主要是项目增加。"`
	in := "甲街道2023年度决算,,,\n一、收入情况,,,\n" + prose + ",,,\n,,,\n支出决算表,,,\n单位：万元,,,\n" +
		"项目,合计,基本支出,项目支出\n教育支出,690,490,200\n卫生支出,400,300,100\n文化支出,90,90,0\n"
	doc := mustRead(t, []byte(in))
	got := summary(doc)
	if doc.Format != "csv" || !strings.Contains(got, "[教育支出] [690] [490] [200]") || !strings.Contains(got, "本年收入合计1,200.00万元") {
		t.Errorf("%s\n%s", doc.Format, got)
	}
	// Prose with commas is no table.
	if doc := mustRead(t, []byte(strings.Repeat("本年收入1200万元,支出1100万元,结余100万元。\n", 5))); doc.Format != "txt" {
		t.Errorf("prose is read as %s", doc.Format)
	}
}
