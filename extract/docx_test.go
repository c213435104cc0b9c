package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// part is one file of a package made for a test.
type part struct{ name, data string }

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
	relNS  = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
	relURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// pack makes a zip of parts.
func pack(tb testing.TB, parts ...part) []byte { return packBy(tb, zip.Deflate, parts...) }

// packBy makes a zip of parts by a method of compression.
func packBy(tb testing.TB, method uint16, parts ...part) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		if err == nil {
			_, err = f.Write([]byte(p.data))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// rels makes a relationships part of "type target" pairs with ids r1, r2, ….
func rels(name string, pairs ...string) part {
	var b strings.Builder
	b.WriteString("<Relationships " + relNS + ">")
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString(`<Relationship Id="r` + string(rune('1'+i/2)) + `" Type="` + relURI + pairs[i] + `" Target="` + pairs[i+1] + `"/>`)
	}
	b.WriteString("</Relationships>")
	return part{name, b.String()}
}

// docx makes a Word file of a body and further parts.
func docx(tb testing.TB, body string, more ...part) []byte {
	return pack(tb, wordPackage(body, more...)...)
}

// wordPackage lists the parts of a Word file.
func wordPackage(body string, more ...part) []part {
	return append([]part{
		rels("_rels/.rels", "officeDocument", "word/document.xml"),
		rels("word/_rels/document.xml.rels", "styles", "styles.xml", "numbering", "numbering.xml",
			"footnotes", "footnotes.xml", "chart", "charts/chart1.xml", "header", "header1.xml"),
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`},
	}, more...)
}

func p(text string) string { return "<w:p>" + run(text) + "</w:p>" }

func run(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }

// sketch writes a document so that a test can state it in a line: blocks
// separated by " / ", cells as row,col[×rows,cols]=text.
func sketch(d *Document) string {
	var blocks []string
	for _, b := range d.Blocks {
		s := map[BlockKind]string{Heading: "#", Note: "~"}[b.Kind] + b.Text.S
		if b.Table != nil {
			s = b.Kind.String() + "{" + b.Text.S
			for _, c := range b.Table.Cells {
				s += " " + cellOutline(c)
			}
			s += "}"
		}
		blocks = append(blocks, s)
	}
	return strings.Join(blocks, " / ")
}

func cellOutline(c Cell) string {
	digit := func(n int) string { return string(rune('0' + n)) }
	s := digit(c.Row) + "," + digit(c.Col)
	if c.RowSpan > 1 || c.ColSpan > 1 {
		s += "×" + digit(c.RowSpan) + "," + digit(c.ColSpan)
	}
	if c.Hidden {
		s += "h"
	}
	return s + "=" + c.Text.S
}

// fld is a complex field.
func fld(code, result string) string {
	mark := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return mark("begin") + `<w:r><w:instrText>` + code + `</w:instrText></w:r>` + mark("separate") + run(result) + mark("end")
}

const (
	textBox = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>` +
		`<w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	chartRun = `<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="r4"/></a:graphicData></a:graphic></w:drawing></w:r>`
	strict   = `xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"`
)

// wordCases: one feature a line.
var wordCases = []struct{ name, body, want string }{
	{"paragraphs in order", p("甲") + p("") + p("乙"), "甲 / 乙"},
	{"entities and CDATA", `<w:p><w:r><w:t>A&amp;B &#x4E07;<![CDATA[<元>]]></w:t></w:r></w:p>`, "A&B 万<元>"},
	{"tab, break, hyphens", `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>3</w:t></w:r></w:p>`, "甲\t乙\n1-23"},
	{"symbol", `<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>` + run("是") + `</w:p>`, "☑是"},
	{"insertion in, deletion out", `<w:p>` + run("增加") + `<w:ins>` + run("12") + `</w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>` + run("万元") + `</w:p>`, "增加12万元"},
	{"move once", `<w:p><w:moveFrom>` + run("移") + `</w:moveFrom>` + run("甲") + `</w:p><w:p><w:moveTo>` + run("移") + `</w:moveTo></w:p>`, "甲 / 移"},
	{"deleted paragraph mark joins", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("预算") + `</w:p>` + p("数"), "预算数"},
	{"deleted row", `<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p("旧") + `</w:tc></w:tr><w:tr><w:tc>` + p("新") + `</w:tc></w:tr></w:tbl>`, "table{ 0,0=新}"},
	{"hidden run", `<w:p>` + run("甲") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>乙</w:t></w:r></w:p>`, "甲乙"},
	{"field result", `<w:p>` + fld(` DATE \@ "yyyy" `, "2023") + run("年") + `</w:p>`, "2023年"},
	{"page reference dropped", `<w:p>` + run("概况") + `<w:r><w:tab/></w:r>` + fld("PAGEREF _Toc1", "17") + `</w:p>`, "概况\t"},
	{"table of contents", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		run("一、概况") + `<w:r><w:tab/></w:r>` + fld("PAGEREF _Toc1", "3") + `</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "一、概况"},
	{"field never ended", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + p("一") + p("二"), "二"},
	{"simple field", `<w:p><w:fldSimple w:instr=" NUMPAGES ">` + run("9") + `</w:fldSimple><w:fldSimple w:instr="SEQ 表">` + run("2") + `</w:fldSimple></w:p>`, "2"},
	{"enclosed number", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \o\ac(○,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("其他") + `</w:p>`, "③其他"},
	{"hyperlink and smart tag", `<w:p><w:hyperlink>` + run("链") + `</w:hyperlink><w:smartTag>` + run("签") + `</w:smartTag></w:p>`, "链签"},
	{"content controls everywhere", `<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent>` + run("块") + `</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>` +
		`<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>` + p("格") + `</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`, "块 / table{ 0,0=格}"},
	{"ruby base only", `<w:p><w:r><w:ruby><w:rt>` + run("zhōng") + `</w:rt><w:rubyBase>` + run("中") + `</w:rubyBase></w:ruby></w:r></w:p>`, "中"},
	{"formula", `<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>`, "a/b10^2"},
	{"text box once, after its paragraph", `<w:p>` + run("前") + textBox + run("后") + `</w:p>`, "前后 / ~框内"},
	{"unknown choice, fallback", `<w:p><mc:AlternateContent><mc:Choice xmlns:zz="urn:zz" Requires="zz">` + run("新") + `</mc:Choice><mc:Fallback>` + run("旧") + `</mc:Fallback></mc:AlternateContent></w:p>`, "旧"},
	{"foreign prefix for the same namespace", `<q:p xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><q:r><q:t>甲</q:t></q:r></q:p>`, "甲"},
	{"same prefix for a foreign namespace", `<w:p xmlns:w="urn:other"><w:r><w:t>乙</w:t></w:r></w:p>` + p("甲"), "甲"},
	{"merged cells", `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("合") + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("竖") + `</w:tc><w:tc>` + p("1") + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>` + p("2") + `</w:tc></w:tr></w:tbl>`,
		"table{ 0,0×1,2=合 1,0×2,1=竖 1,1=1 2,1=2}"},
	{"grid before", `<w:tbl><w:tr><w:tc>` + p("a") + `</w:tc><w:tc>` + p("b") + `</w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>` + p("c") + `</w:tc></w:tr></w:tbl>`,
		"table{ 0,0=a 0,1=b 1,1=c}"},
	{"merge without a cell above stands alone", `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p("a") + `</w:tc></w:tr></w:tbl>`, "table{ 0,0=a}"},
	{"nested table follows", `<w:tbl><w:tr><w:tc>` + p("外") + `<w:tbl><w:tr><w:tc>` + p("内") + `</w:tc></w:tr></w:tbl>` + p("尾") + `</w:tc></w:tr></w:tbl>`,
		"table{ 0,0=外\n尾} / table{ 0,0=内}"},
	{"footnote once, mark left out", `<w:p>` + run("同口径") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + run("相比") + `</w:p>`, "同口径相比 / ~剔除置换债券"},
	{"chart where it stands", p("前") + `<w:p>` + chartRun + `</w:p>` + p("后"),
		"前 / chart{收支 0,0= 0,1=2022 0,2=2023 1,0=收入 1,1=1.50 1,2=2.00} / 后"},
	{"outline by property, style and text", `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>` + run("甲") + `</w:p><w:p><w:pPr><w:pStyle w:val="2"/></w:pPr>` + run("乙") + `</w:p>` + p("第一部分 概况") + p("一、职责"),
		"#甲 / #乙 / #第一部分 概况 / #一、职责"},
	{"numbering", numbered("1", "0", "甲") + numbered("1", "1", "2020年") + numbered("1", "1", "乙") + numbered("1", "0", "丙") + numbered("0", "0", "无"),
		"#一、甲 / 1.1 2020年 / 1.2乙 / #二、丙 / 无"},
	{"start override", numbered("2", "0", "甲"), "#五、甲"},
	{"header with the title", p("正文") + `<w:sectPr><w:headerReference w:type="default" r:id="r5"/></w:sectPr>`, "某街道2023年部门决算 / 正文"},
}

func numbered(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + run(text) + `</w:p>`
}

// definition is a part the cases refer to: its root element and what is in it.
type definition struct{ name, root, inner string }

func (d definition) part() part {
	return part{d.name, "<" + d.root + " " + wordNS + ">" + d.inner + "</" + d.root + ">"}
}

// definitions are the parts the cases refer to.
func definitions() (parts []part) {
	for _, d := range wordDefinitions() {
		parts = append(parts, d.part())
	}
	return parts
}

func wordDefinitions() []definition {
	return []definition{
		{"word/styles.xml", "w:styles", `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="2"><w:name w:val="自定义"/><w:basedOn w:val="1"/></w:style>`},
		{"word/numbering.xml", "w:numbering", `<w:abstractNum w:abstractNumId="0">` +
			`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:suff w:val="nothing"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
			`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`},
		{"word/footnotes.xml", "w:footnotes", `<w:footnote w:type="separator" w:id="0">` + p("----") + `</w:footnote>` +
			`<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + run(" 剔除置换债券") + `</w:p></w:footnote>`},
		{"word/header1.xml", "w:hdr", p("某街道2023年部门决算")},
		{"word/charts/chart1.xml", "c:chartSpace", `<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>收支</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser>` +
			`<c:tx><c:strRef><c:f>S!B1</c:f><c:strCache><c:pt idx="0"><c:v>收入</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
			`<c:cat><c:numRef><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="0"><c:v>2022</c:v></c:pt><c:pt idx="1"><c:v>2023</c:v></c:pt></c:numCache></c:numRef></c:cat>` +
			`<c:val><c:numRef><c:numCache><c:formatCode>0.00</c:formatCode><c:pt idx="0"><c:v>1.5</c:v></c:pt><c:pt idx="1"><c:v>2.0000000000000001</c:v></c:pt></c:numCache></c:numRef></c:val>` +
			`</c:ser></c:barChart></c:plotArea></c:chart>`},
	}
}

func TestReadDOCX(t *testing.T) {
	for _, c := range wordCases {
		t.Run(c.name, func(t *testing.T) {
			doc, err := Read(context.Background(), docx(t, c.body, definitions()...), DefaultLimits())
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

// TestChartWithoutCache: the embedded workbook is asked.
func TestChartWithoutCache(t *testing.T) {
	book := xlsx(t, `<sheetData><row r="1"><c r="A1"><v>2023</v></c><c r="B1" s="1"><v>7.5</v></c></row></sheetData>`)
	parts := definitions()
	parts[4].data = `<c:chartSpace ` + wordNS + `><c:chart><c:ser><c:cat><c:numRef><c:f>收支总表!$A$1</c:f></c:numRef></c:cat>` +
		`<c:val><c:numRef><c:f>'收支总表'!$B$1:$B$2</c:f></c:numRef></c:val></c:ser></c:chart></c:chartSpace>`
	parts = append(parts, rels("word/charts/_rels/chart1.xml.rels", "package", "../embeddings/b.xlsx"), part{"word/embeddings/b.xlsx", string(book)})
	doc, err := Read(context.Background(), docx(t, `<w:p>`+chartRun+`</w:p>`, parts...), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sketch(doc), "chart{ 0,0= 0,1=2023 1,0= 1,1=7.50 1,2=}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadDOCXNotesWhatItSkips(t *testing.T) {
	doc, err := Read(context.Background(), docx(t, p("甲")+`<w:altChunk r:id="r9"/><w:p><w:subDoc r:id="r8"/></w:p>`), DefaultLimits())
	if err != nil || len(doc.Warnings) != 2 {
		t.Errorf("warnings %v, error %v", doc, err)
	}
}

// TestReadDOCXMainPart: the main part is found by relationship and content,
// whatever its name, namespace version and encoding.
func TestReadDOCXMainPart(t *testing.T) {
	strictBody := `<w:document ` + strict + `><w:body>` + p("决算") + `</w:body></w:document>`
	units := utf16.Encode([]rune("\ufeff" + strictBody))
	wide := make([]byte, 0, 2*len(units))
	for _, u := range units {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	gb, err := simplifiedchineseEncode(`<?xml version="1.0" encoding="gb2312"?>` + strictBody)
	if err != nil {
		t.Fatal(err)
	}
	for name, xml := range map[string]string{"strict": strictBody, "UTF-16": string(wide), "BOM": "\ufeff" + strictBody, "GB2312": gb} {
		doc, err := Read(context.Background(), pack(t, rels("_rels/.rels", "officeDocument", "/w/main7.xml"), part{"w/main7.xml", xml}), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := sketch(doc); got != "决算" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestOOXMLRefusals(t *testing.T) {
	good := docx(t, p("甲"))
	small := DefaultLimits()
	small.Expanded = 1 << 20
	few := DefaultLimits()
	few.Cells = 100
	bomb := docx(t, p(strings.Repeat("零", 1<<20)))
	broken := bytes.Clone(good)
	copy(broken[bytes.LastIndex(broken, []byte("PK\x01\x02")):], "XXXX")
	for _, c := range []struct {
		name string
		data []byte
		lim  Limits
		want Reason
	}{
		{"truncated", good[:len(good)*2/3], DefaultLimits(), Truncated},
		{"no document", pack(t, part{"a.txt", "x"}), DefaultLimits(), Unsupported},
		{"presentation", pack(t, rels("_rels/.rels", "officeDocument", "ppt/p.xml"), part{"ppt/p.xml", `<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>`}), DefaultLimits(), Unsupported},
		{"something else", pack(t, rels("_rels/.rels", "officeDocument", "ppt/p.xml"), part{"ppt/p.xml", "<p/>"}), DefaultLimits(), Unsupported},
		{"bomb", bomb, small, TooLarge},
		{"many paragraphs", docx(t, strings.Repeat(p("x"), 200)), few, TooLarge},
		{"deep tables", docx(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 100)+strings.Repeat("</w:tc></w:tr></w:tbl>", 100)), DefaultLimits(), TooLarge},
		{"deep elements", docx(t, "<w:p>"+strings.Repeat("<w:ins>", 2000)+strings.Repeat("</w:ins>", 2000)+"</w:p>"), DefaultLimits(), TooLarge},
		{"doctype", docx(t, `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`), DefaultLimits(), Corrupt},
		{"undeclared entity", docx(t, p("&e;")), DefaultLimits(), Corrupt},
		{"unbalanced", docx(t, "<w:p>"), DefaultLimits(), Corrupt},
		{"empty", docx(t, ""), DefaultLimits(), Empty},
		{"picture only", docx(t, `<w:p><w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r></w:p>`), DefaultLimits(), ImageOnly},
		{"directory broken", broken, DefaultLimits(), Corrupt},
	} {
		_, err := Read(context.Background(), c.data, c.lim)
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Reason != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}
