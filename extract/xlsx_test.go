package extract

import (
	"archive/zip"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func simplifiedchineseEncode(s string) (string, error) {
	return simplifiedchinese.GB18030.NewEncoder().String(s)
}

const sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// xlsx makes a workbook of one sheet's content; style s="1" is 0.00, s="2" a
// date, s="3" a percentage, s="4" shows nothing for zero.
func xlsx(tb testing.TB, sheet string) []byte {
	return pack(tb, bookPackage(sheet)...)
}

// bookPackage lists the parts of a workbook.
func bookPackage(sheet string) []part {
	return []part{
		rels("_rels/.rels", "officeDocument", "xl/workbook.xml"),
		rels("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml", "worksheet", "worksheets/sheet2.xml"),
		{"xl/workbook.xml", `<workbook ` + sheetNS + `><sheets><sheet name="收支总表" r:id="r1"/><sheet name="空" r:id="r4"/></sheets></workbook>`},
		{"xl/sharedStrings.xml", `<sst ` + sheetNS + `><si><t>项目</t></si><si><r><t>合</t></r><r><t>计_x000D_</t></r><rPh sb="0" eb="1"><t>he</t></rPh></si></sst>`},
		{"xl/styles.xml", `<styleSheet ` + sheetNS + `><numFmts><numFmt numFmtId="176" formatCode="0.00;-0.00;"/></numFmts>` +
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="57"/><xf numFmtId="10"/><xf numFmtId="176"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + sheetNS + `>` + sheet + `</worksheet>`},
		{"xl/worksheets/sheet2.xml", `<worksheet ` + sheetNS + `><sheetData/></worksheet>`},
	}
}

// TestWorkbookElsewhere: a workbook is told by its root where its folder has another name.
func TestWorkbookElsewhere(t *testing.T) {
	parts := bookPackage(`<sheetData><row><c><v>444.71</v></c></row></sheetData>`)
	for i := range parts {
		parts[i].name = strings.ReplaceAll(parts[i].name, "xl/", "book/")
		parts[i].data = strings.ReplaceAll(parts[i].data, "xl/workbook.xml", "/book/workbook.xml")
	}
	doc, err := Read(t.Context(), pack(t, parts...), Limits{})
	if err != nil || doc.Format != "xlsx" || sketch(doc) != "table{收支总表 0,0=444.71}" {
		t.Errorf("%v %v", doc, err)
	}
}

func TestReadXLSX(t *testing.T) {
	for _, c := range []struct{ name, sheet, want string }{
		{"strings, numbers, places", `<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row><row><c><v>3</v></c><c t="inlineStr"><is><t>行内</t></is></c></row></sheetData>`,
			"table{收支总表 1,0=项目 1,1=合计 2,0=3 2,1=行内}"},
		{"displayed precision", `<sheetData><row><c s="1"><v>0.5</v></c><c s="1"><v>52.300000000000004</v></c><c s="1"><v>1.2345</v></c><c s="2"><v>45261</v></c><c s="3"><v>0.125</v></c></row></sheetData>`,
			"table{收支总表 0,0=0.50 0,1=52.30 0,2=1.2345 0,3=2023年12月 0,4=12.50%}"},
		{"formula, boolean, error", `<sheetData><row><c><f>A2*2</f><v>7</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c><c t="str"><f>X</f><v>文</v></c></row></sheetData>`,
			"table{收支总表 0,0=7 0,1=TRUE 0,2=#DIV/0! 0,3=文}"},
		{"hidden", `<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row><c><v>1</v></c><c><v>2</v></c><c s="4"><v>0</v></c></row><row hidden="1"><c><v>3</v></c></row></sheetData>`,
			"table{收支总表 0,0=1 0,1h=2 0,2h=0.00 1,0h=3}"},
		{"merged", `<sheetData><row><c><v>1</v></c><c><v>9</v></c></row><row><c><v>8</v></c><c><v>7</v></c><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C2"/></mergeCells>`,
			"table{收支总表 0,0×2,2=1 1,2=2}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Read(context.Background(), xlsx(t, c.sheet), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			checkDocument(t, doc)
		})
	}
}

// drawn is a workbook with a drawing, comments and sheets that are none.
func drawn(t *testing.T, sheet, drawing string) []byte {
	t.Helper()
	const drawingNS = `xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
	return pack(t,
		rels("_rels/.rels", "officeDocument", "xl/workbook.xml"),
		rels("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml", "chartsheet", "chartsheets/sheet1.xml"),
		rels("xl/worksheets/_rels/sheet1.xml.rels", "drawing", "../drawings/d.xml", "comments", "../comments1.xml", "printerSettings", "../p.bin"),
		part{"xl/workbook.xml", `<workbook ` + sheetNS + `><sheets><sheet name="表" r:id="r1"/><sheet name="图" r:id="r2"/><sheet name="失" r:id="r7"/></sheets></workbook>`},
		part{"xl/worksheets/sheet1.xml", `<worksheet ` + sheetNS + `>` + sheet + `<drawing r:id="r1"/></worksheet>`},
		part{"xl/chartsheets/sheet1.xml", `<chartsheet ` + sheetNS + `/>`},
		part{"xl/comments1.xml", `<comments ` + sheetNS + `/>`},
		part{"xl/drawings/d.xml", `<xdr:wsDr ` + drawingNS + `>` + drawing + `</xdr:wsDr>`})
}

func box(paragraphs ...string) string {
	s := "<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr/><xdr:txBody><a:bodyPr/>"
	for _, p := range paragraphs {
		s += "<a:p><a:r><a:t>" + p + "</a:t></a:r></a:p>"
	}
	return s + "</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
}

func TestSheetDrawings(t *testing.T) {
	const cells = `<sheetData><row><c t="inlineStr"><is><t>项目</t></is></c><c><v>1</v></c></row></sheetData>`
	always := []string{`the comments of sheet "表" are not read`, `sheet "图" is not read: it is a chartsheet`, `sheet "失" is not read: it is not in the file`}
	for _, c := range []struct {
		name, sheet, drawing, want string
		warn                       []string
	}{
		{"text box", cells, box("注：本表", "不含结转5.5万元"), "table{表 0,0=项目 0,1=1} / ~注：本表 / ~不含结转5.5万元", nil},
		{"group", cells, "<xdr:twoCellAnchor><xdr:grpSp><xdr:sp><xdr:txBody><a:p><a:r><a:t>组</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:grpSp></xdr:twoCellAnchor>", "table{表 0,0=项目 0,1=1} / ~组", nil},
		{"alternatives", cells, `<mc:AlternateContent><mc:Choice Requires="a14">` + box("甲") + `</mc:Choice><mc:Fallback>` + box("乙") + `</mc:Fallback></mc:AlternateContent>`, "table{表 0,0=项目 0,1=1} / ~甲", nil},
		{"no cells", "<sheetData/>", box("只有文字"), "~只有文字", nil},
		{"chart", cells, `<xdr:graphicFrame><c:chart/></xdr:graphicFrame>`, "table{表 0,0=项目 0,1=1}", []string{`a chart of sheet "表" is not read`}},
		{"damaged", cells, `<xdr:sp><xdr:txBody><a:p><a:t`, "table{表 0,0=项目 0,1=1}", []string{`the drawing of sheet "表" could not be read`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Read(context.Background(), drawn(t, c.sheet, c.drawing), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			var warnings []string
			for _, w := range doc.Warnings {
				warnings = append(warnings, w.Detail)
			}
			want := append(slices.Clone(always), c.warn...)
			slices.Sort(warnings)
			slices.Sort(want)
			if !slices.Equal(warnings, want) {
				t.Errorf("got  %q\nwant %q", warnings, want)
			}
		})
	}
	var r *Refusal
	_, err := Read(context.Background(), drawn(t, "<sheetData/>", `<xdr:pic><xdr:blipFill><a:blip/></xdr:blipFill></xdr:pic>`), DefaultLimits())
	if !errors.As(err, &r) || r.Reason != ImageOnly {
		t.Errorf("only a picture: %v", err)
	}
}

// TestSparseSheet: one stray cell in the last row makes no table of a million
// rows.
func TestSparseSheet(t *testing.T) {
	doc, err := Read(context.Background(), xlsx(t, `<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>`), DefaultLimits())
	if err != nil || len(doc.Warnings) != 1 {
		t.Fatal(doc, err)
	}
	if got, want := sketch(doc), "table{收支总表 0,0=1 1,1=2}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadCSV(t *testing.T) {
	table := "项目,预算数,决算数\n收入,\"1,234.50\",2\n支出,,3\n"
	gb, err := simplifiedchineseEncode(table)
	if err != nil {
		t.Fatal(err)
	}
	want := "table{ 0,0=项目 0,1=预算数 0,2=决算数 1,0=收入 1,1=1,234.50 1,2=2 2,0=支出 2,1= 2,2=3}"
	for name, data := range map[string]string{
		"comma": table, "BOM": "\ufeff" + table, "GB18030": gb,
		"tab": strings.NewReplacer(`"1,234.50"`, "1,234.50", ",", "\t", "1\t2", "1,2").Replace(strings.ReplaceAll(table, `"1,234.50"`, "X")),
	} {
		doc, err := Read(context.Background(), []byte(data), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := sketch(doc); doc.Format != "csv" || got != want && name != "tab" {
			t.Errorf("%s: %s %q", name, doc.Format, got)
		}
	}
}

// TestCSVTitles: lines without a separator above a table are its titles.
func TestCSVTitles(t *testing.T) {
	for name, tt := range map[string]struct{ data, want string }{
		"titles":        {"某镇2023年收支\n\n项目,预算数,决算数\n收入,610,600\n支出,710,700\n", "某镇2023年收支 / table{ 0,0=项目 0,1=预算数 0,2=决算数 1,0=收入 1,1=610 1,2=600 2,0=支出 2,1=710 2,2=700}"},
		"one row":       {"单位：万元\r\n项目,决算数\r\n收入,600\r\n", "单位：万元 / table{ 0,0=项目 0,1=决算数 1,0=收入 1,1=600}"},
		"title in rows": {"某镇,,\n项目,预算数,决算数\n收入,610,600\n", "table{ 0,0=某镇 0,1= 0,2= 1,0=项目 1,1=预算数 1,2=决算数 2,0=收入 2,1=610 2,2=600}"},
	} {
		doc, err := Read(context.Background(), []byte(tt.data), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := sketch(doc); doc.Format != "csv" || got != tt.want {
			t.Errorf("%s: %s %q", name, doc.Format, got)
		}
	}
}

// TestCSVOnlyWhenCertain: prose and dumps of converters stay text.
func TestCSVOnlyWhenCertain(t *testing.T) {
	for _, data := range []string{
		"收入,支出\n", "第一段, 共一句。\n第二段, 又一句。\n第三段, 没了。\n",
		"a,b,c\n1,2\n3,4,5\n6,7,8\n", "\t项目\t金额\n\t收入\t1\n合计\t2\n",
		strings.Repeat("收入增加12万元,主要是拨款增加。\n", 6), "标题。\n收入,1,2\n支出,3,4\n结余,5,6\n", "单位：万元\n收入,1,2\n支出,3\n", "标题\n收入,1\n支出,3\n结余,5\n",
		"部门预算\n收入3,206.58万元。支出1,234,567元。\n收入3,106.58万元。支出1,106,567元。\n收入3,006.58万元。支出1,006,567元。\n",
	} {
		if matchCSV([]byte(data)) {
			t.Errorf("taken for csv: %q", data)
		}
	}
}

// FuzzReadXLSX mutates the container.
func FuzzReadXLSX(f *testing.F) {
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		f.Add(packBy(f, method, rels("_rels/.rels", "officeDocument", "xl/w"), rels("xl/_rels/w.rels", "worksheet", "s"),
			part{"xl/w", `<workbook ` + sheetNS + `><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`},
			part{"xl/s", `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`}))
	}
	f.Fuzz(fuzzOOXML)
}

// FuzzSheetXML mutates the sheet itself, which the zip's checksum otherwise
// keeps the fuzzer from.
func FuzzSheetXML(f *testing.F) {
	f.Add(`<sheetData><row><c><v>1</v></c><c t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B1:C9"/></mergeCells>`)
	f.Add(`<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row r="3"><c r="C3" s="2"><v>45261.5</v></c></row></sheetData>`)
	f.Fuzz(func(t *testing.T, sheet string) { fuzzOOXML(t, packBy(t, zip.Store, bookPackage(sheet)...)) })
}
