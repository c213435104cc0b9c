package ooxml

import (
	"errors"
	"strings"
	"testing"
)

// wordParts are the parts of a document with this body, and what it refers to.
func wordParts(body string, more ...string) []string {
	part := func(root, inner string) string { return "<" + root + " " + wordNS + ">" + inner + "</" + root + ">" }
	return append([]string{
		"_rels/.rels", relations("officeDocument", "word/document.xml", "core-properties", "docProps/core.xml"),
		"docProps/core.xml", `<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某</dc:creator><dc:title> 某局决算 </dc:title></cp:coreProperties>`,
		"word/_rels/document.xml.rels", relations("styles", "styles.xml", "numbering", "numbering.xml", "footnotes", "footnotes.xml", "endnotes", "endnotes.xml",
			"chart", "charts/chart1.xml", "diagramData", "diagrams/data1.xml", "aFChunk", "chunk.html", "header", "header1.xml", "header", "header2.xml", "aFChunk", "!http://example.com/"),
		"word/document.xml", part("w:document", "<w:body>"+body+"</w:body>"),
		"word/styles.xml", part("w:styles", `<w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>`+
			styleOf("h", `<w:name w:val="heading 2"/>`)+styleOf("title", `<w:name w:val="Title"/>`)+styleOf("h12", `<w:name w:val="heading 12"/>`)+
			styleOf("deep", `<w:basedOn w:val="h"/>`)+styleOf("loop", `<w:basedOn w:val="loop"/>`)+styleOf("toc1", `<w:name w:val="toc 1"/>`)+
			styleOf("secret", `<w:rPr><w:vanish/></w:rPr>`)+styleOf("open", `<w:basedOn w:val="secret"/><w:rPr><w:vanish w:val="off"/></w:rPr>`)+
			styleOf("listed", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`)+styleOf("linked", `<w:pPr><w:outlineLvl w:val="2"/></w:pPr>`)+
			styleOf("numbers", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>`)),
		"word/numbering.xml", part("w:numbering", `<w:abstractNum w:abstractNumId="0">`+
			levelOf(0, `<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/>`)+
			levelOf(1, `<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="linked"/><w:lvlText w:val="%1.%2)"/>`)+
			levelOf(2, `<w:start w:val="1"/><w:lvlRestart w:val="0"/><w:suff w:val="nothing"/><w:lvlText w:val="（%3）"/>`)+
			levelOf(3, `<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>`)+
			levelOf(4, `<w:start w:val="3"/><mc:AlternateContent><mc:Choice/><mc:Fallback><w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%5%"/>`)+
			levelOf(5, `<w:lvlText w:val=""/>`)+levelOf(99, `<w:start w:val="1"/>`)+`</w:abstractNum>`+
			`<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="numbers"/></w:abstractNum>`+
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`+
			`<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>`+
			levelOf(0, `<w:numFmt w:val="upperLetter"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/>`)+`</w:lvlOverride><w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride><w:lvlOverride w:ilvl="99"/></w:num>`+
			`<w:num w:numId="4"><w:abstractNumId w:val="77"/></w:num>`),
		"word/footnotes.xml", part("w:footnotes", `<w:footnote w:type="separator" w:id="0">`+para("", "线")+`</w:footnote><w:footnote w:id="2">`+para("", " 脚注")+`</w:footnote>`),
		"word/endnotes.xml", part("w:endnotes", `<w:endnote w:id="2">`+para("", "尾注")+`</w:endnote>`),
		"word/chunk.html", "<p>块</p>",
		"word/diagrams/data1.xml", part("dgm:dataModel", `<dgm:ptLst><dgm:pt><a:p><a:r><a:t>局长</a:t></a:r></a:p></dgm:pt><dgm:pt/></dgm:ptLst>`),
		"word/header1.xml", part("w:hdr", para("", "页眉")+para("", "")),
		"word/header2.xml", "<w:hdr",
	}, more...)
}

func styleOf(id, inner string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `">` + inner + `</w:style>`
}

func levelOf(i int, inner string) string {
	return `<w:lvl w:ilvl="` + string(rune('0'+i)) + `">` + inner + `</w:lvl>`
}

// para is a paragraph with properties.
func para(props, text string) string {
	return "<w:p><w:pPr>" + props + "</w:pPr>" + run("", text) + "</w:p>"
}

func run(props, text string) string {
	return "<w:r><w:rPr>" + props + "</w:rPr><w:t>" + text + "</w:t></w:r>"
}

// styled is a paragraph of a style, item one of a list at a level.
func styled(id, text string) string { return para(`<w:pStyle w:val="`+id+`"/>`, text) }

func item(list, level, text string) string {
	return para(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+list+`"/></w:numPr>`, text)
}

func mark(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func code(text string) string { return `<w:r><w:instrText>` + text + `</w:instrText></w:r>` }

func cellOf(props, inner string) string {
	return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + inner + "</w:tc>"
}

func drawn(inner string) string { return "<w:p><w:r><w:drawing>" + inner + "</w:drawing></w:r></w:p>" }

func TestReadWord(t *testing.T) {
	for _, c := range []struct{ name, body, want, warning string }{
		{"text of a run", `<w:p><w:r><w:t>甲&#10;乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="zz"/></w:r></w:p>`, "甲 乙\t丙\n-☑\uFFFD", ""},
		{"tracked changes", `<w:p><w:ins>` + run("", "新") + `</w:ins><w:del>` + run("", "旧") + `</w:del><w:moveFrom>` + run("", "移") + `</w:moveFrom></w:p>` +
			para(`<w:rPr><w:moveFrom/></w:rPr>`, "连") + para("", "续") + para(`<w:rPr><w:del/></w:rPr>`, "末"), "新 / 连续 / 末", ""},
		{"hidden by a style", styled("secret", "藏") + styled("open", "显") + `<w:p>` + run(`<w:rStyle w:val="secret"/>`, "藏") + run(`<w:rStyle w:val="secret"/><w:vanish w:val="false"/>`, "显") + `</w:p>`, "显 / 显", ""},
		{"outlines", styled("title", "题") + styled("h", "二级") + styled("deep", "承") + styled("h12", "无") + styled("loop", "环") + styled("none", "缺") + para(`<w:outlineLvl w:val="9"/>`, "正文"), "#题 / ##二级 / ##承 / 无 / 环 / 缺 / 正文", ""},
		{"contents", styled("toc1", "一、概况") + "<w:p>" + mark("begin") + code("TOC") + mark("separate") + run("", "二、说明") + "<w:r><w:tab/></w:r>" + mark("begin") + code("PAGEREF x") + mark("separate") + run("", "7") + mark("end") + "</w:p><w:p>" + mark("end") + "</w:p>", "…一、概况 / …二、说明", ""},
		{"fields", "<w:p>" + mark("end") + mark("separate") + code("无") + mark("begin") + code(`EQ \o\ac(○, 12)`) + mark("end") + mark("begin") + code(`EQ \o\ac(○,x)`) + mark("end") + mark("begin") + code(`EQ \o\ac(○,33)`) + mark("end") + mark("begin") + code(`EQ \f(1,2)`) + mark("end") + mark("begin") + mark("end") + run("", "文") + "</w:p>", "⑫文", ""},
		{"lists", item("1", "0", "甲") + item("1", "1", "乙") + item("1", "2", "丙") + item("1", "0", "丁") + item("1", "2", "戊") + item("1", "3", "点") + item("1", "4", "己") + item("1", "5", "空") + item("0", "0", "无") + item("4", "0", "缺") + item("9", "0", "缺"),
			"1. 甲 / ###1.a)\t乙 / （1）丙 / 2. 丁 / （2）戊 / 点 / III%\t己 / 空 / 无 / 缺 / 缺", ""},
		{"list of a style", styled("listed", "甲") + item("2", "0", "乙"), "1. 甲 / 2. 乙", ""},
		{"list that begins elsewhere", item("3", "0", "2020年") + item("3", "1", "乙") + item("3", "0", "丙") + item("3", "1", "丁"), "G2020年 / ###G.d)\t乙 / H丙 / ###H.d)\t丁", ""},
		{"level that is not begun", item("1", "1", "乙"), "###1.a)\t乙", ""},
		{"notes", `<w:p><w:r><w:footnoteReference w:id="2"/><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/><w:endnoteReference w:id="8"/></w:r>` + run("", "文") + `</w:p>`, "文 / ~脚注 / ~尾注", ""},
		{"wrappers", `<w:sdt><w:sdtContent><w:customXml>` + para("", "甲") + `</w:customXml></w:sdtContent></w:sdt><w:p><w:hyperlink><w:bdo>` + run("", "乙") + `</w:bdo></w:hyperlink><w:fldSimple w:instr="PAGE">` + run("", "9") + `</w:fldSimple></w:p>`, "甲 / 乙", ""},
		{"alternatives", `<mc:AlternateContent><mc:Choice Requires="zz">` + para("", "新") + `</mc:Choice><mc:Fallback>` + para("", "旧") + `</mc:Fallback></mc:AlternateContent>` +
			`<w:p><mc:AlternateContent><mc:Choice Requires="wps">` + run("", "甲") + `</mc:Choice><mc:Fallback>` + run("", "乙") + `</mc:Fallback></mc:AlternateContent><w:r><mc:AlternateContent><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "旧 / 甲丙", ""},
		{"formulas", `<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:sup/><w:del><w:t>旧</w:t></w:del></m:oMath></w:p><m:oMathPara><m:r><m:t>x</m:t></m:r></m:oMathPara>`, "1/310^2 / x", ""},
		{"ruby", `<w:p><w:r><w:ruby><w:rt>` + run("", "zhong") + `</w:rt><w:rubyBase>` + run("", "中") + `</w:rubyBase></w:ruby></w:r></w:p>`, "中", ""},
		{"drawings", drawn(`<w:txbxContent>` + para("", "框") + `</w:txbxContent><a:txBody><a:bodyPr/><a:p><a:r><a:t>形</a:t></a:r><a:br/><a:r><a:t>状</a:t></a:r></a:p><a:p/></a:txBody><v:textpath string="艺术字"/><v:textpath/><mc:AlternateContent><mc:Choice Requires="wps"><a:txBody><a:p><a:t>选</a:t></a:p></a:txBody></mc:Choice></mc:AlternateContent>`), "~框 / ~形\n状 / ~艺术字 / ~选", ""},
		{"diagram", drawn(`<dgm:relIds r:dm="r6"/>`), "~局长", ""},
		{"what is not read", drawn(`<dgm:relIds r:dm="r99"/><cx:chart/><o:OLEObject ProgID="Excel.Sheet"/><c:chart r:id="r99"/>`) + `<w:p><w:subDoc/></w:p>`, "",
			"a diagram's data could not be read|a chart of a kind newer than ECMA-376 is not read|an embedded object is not read: Excel.Sheet|a chart's data could not be read|a sub-document kept in another file is not read"},
		{"embedded files", `<w:altChunk r:id="r7"/><w:altChunk r:id="r10"/><w:altChunk/>`, "chunk word/chunk.html", "an embedded file (altChunk) is not there"},
		{"drawing in a hidden run", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:drawing><v:textpath string="藏"/></w:drawing></w:r></w:p>`, "", ""},
		{"table", `<w:tbl><w:tblPr><w:tblCaption w:val="收支表"/></w:tblPr><w:tr><w:trPr><w:tblHeader/><w:gridBefore w:val="1"/></w:trPr>` + cellOf(`<w:gridSpan w:val="2"/>`, para("", "合")) + cellOf(`<w:hMerge w:val="restart"/>`, para("", "横")) + cellOf(`<w:hMerge/>`, para("", "并")) + `</w:tr>` +
			`<w:sdt><w:sdtContent><w:tr><w:trPr><w:hidden/></w:trPr>` + cellOf(`<w:vMerge w:val="restart"/>`, para("", "竖")) + `<w:sdt><w:sdtContent>` + cellOf(`<w:cellDel/>`, para("", "删")) + `</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>` +
			`<mc:AlternateContent><mc:Fallback><w:tr>` + cellOf(`<w:vMerge/>`, para("", "续")) + `<mc:AlternateContent><mc:Fallback>` + cellOf("", para("", "乙")) + `</mc:Fallback></mc:AlternateContent></w:tr></mc:Fallback></mc:AlternateContent>` +
			`<w:tr><w:trPr><w:del/></w:trPr>` + cellOf("", para("", "旧")) + `</w:tr></w:tbl>`,
			"收支表[header 1+1=合 3+1=横][hidden 0=竖 1=][0^=续 1=乙]", ""},
		{"headers", para(`<w:sectPr><w:headerReference r:id="r8"/><w:headerReference/></w:sectPr>`, "文") + `<w:sectPr><w:headerReference r:id="r8"/><w:headerReference r:id="r9"/><w:headerReference r:id="r99"/></w:sectPr>`, "文", "page header not read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := ReadWord(opened(t, plenty(), wordParts(c.body)...), "word/document.xml")
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc.Blocks); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if got := strings.Join(doc.Warnings, "|"); got != c.warning {
				t.Errorf("warnings %q, want %q", got, c.warning)
			}
			if c.name == "headers" && strings.Join(doc.Headers, "|") != "页眉" {
				t.Errorf("headers %q", doc.Headers)
			}
			if doc.Title != "某局决算" {
				t.Errorf("title %q", doc.Title)
			}
		})
	}
}

// TestReadWordRefuses: what is damaged in the main part or in what it is read with
// refuses the document, with the kind of the fault.
func TestReadWordRefuses(t *testing.T) {
	deep := strings.Repeat("<w:tbl><w:tr><w:tc>", 40) + strings.Repeat("</w:tc></w:tr></w:tbl>", 40)
	for name, c := range map[string]struct {
		parts []string
		kind  Kind
	}{
		"no main part":           {nil, Corrupt},
		"another root":           {[]string{"word/document.xml", "<w:body " + wordNS + "/>"}, Unsupported},
		"tags out of place":      {wordParts("<w:p></w:tbl>"), Corrupt},
		"an end tag too many":    {[]string{"word/document.xml", "</a>"}, Corrupt},
		"a tag without a name":   {wordParts("< >"), Corrupt},
		"a tag without an end":   {wordParts(`<w:p a="`), Corrupt},
		"a comment without end":  {wordParts(`<!-- `), Corrupt},
		"CDATA without end":      {wordParts(`<w:p><w:r><w:t><![CDATA[x`), Corrupt},
		"an entity of its own":   {wordParts(para("", "&own;")), Corrupt},
		"an entity without end":  {wordParts(para("", "&amp")), Corrupt},
		"a character beyond all": {wordParts(para("", "&#x110000;")), Corrupt},
		"a document type":        {[]string{"word/document.xml", `<!DOCTYPE a><a/>`}, Corrupt},
		"nested too deep":        {wordParts(deep), TooDeep},
		"styles":                 {swap(wordParts(""), "word/styles.xml", "<a"), Corrupt},
		"numbering":              {swap(wordParts(""), "word/numbering.xml", "<a"), Corrupt},
		"notes":                  {swap(wordParts(""), "word/footnotes.xml", "<a"), Corrupt},
		"relations":              {swap(wordParts(""), "word/_rels/document.xml.rels", "<a"), Corrupt},
		"an unknown encoding":    {[]string{"word/document.xml", "\xff\xfe<"}, Corrupt},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := ReadWord(opened(t, plenty(), c.parts...), "word/document.xml")
			if doc != nil || kindOf(err) != int(c.kind) || err.Error() == "" {
				t.Errorf("%v, %v; want kind %d", doc, err, c.kind)
			}
		})
	}
}

// swap puts another content into a part.
func swap(parts []string, name, content string) []string {
	for i := 0; i < len(parts); i += 2 {
		if parts[i] == name {
			parts[i+1] = content
		}
	}
	return parts
}

// TestReadWordLimits reads a document under every limit that is too small for it: the
// error of the limit comes back, and nothing beyond it has been read.
func TestReadWordLimits(t *testing.T) {
	table := "<w:tbl><w:tr>" + cellOf("", para("", "1")) + cellOf("", para("", "2")) + "</w:tr></w:tbl>"
	parts := wordParts(item("1", "0", "甲")+table+drawn(`<c:chart r:id="r5"/>`), "word/charts/chart1.xml", chartPart(`<c:ser><c:val><c:numLit>`+point(0, "1")+point(1, "2")+`</c:numLit></c:val></c:ser>`))
	doc, err := ReadWord(opened(t, plenty(), parts...), "word/document.xml")
	if err != nil || sketch(doc.Blocks) != `1. 甲 / [0=1 1=2] / chart  []=["1" "2"]` {
		t.Fatal(sketch(doc.Blocks), err)
	}
	for cells := range 10 {
		if _, err := ReadWord(opened(t, within(cells, 1<<24), parts...), "word/document.xml"); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
	for bytes := 0; bytes < 5000; bytes += 500 {
		if _, err := ReadWord(opened(t, within(1<<20, bytes), parts...), "word/document.xml"); !errors.Is(err, errLimit) {
			t.Errorf("%d bytes: %v", bytes, err)
		}
	}
	stopped := plenty()
	stopped.Check = func() error { return errLimit }
	if _, err := ReadWord(opened(t, stopped, wordParts(strings.Repeat("<w:p/>", 1<<16))...), "word/document.xml"); !errors.Is(err, errLimit) {
		t.Errorf("a reader that is told to stop: %v", err)
	}
}

// TestEncodings reads the same document in the encodings that producers write.
func TestEncodings(t *testing.T) {
	const gb = "<?xml version='1.0' encoding='GB2312'?>"
	for name, xml := range map[string]string{
		"with a mark":    "\xef\xbb\xbf" + `<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p></w:body></w:document>`,
		"UTF-16":         "\xff\xfe" + wide(`<w:document `+wordNS+`><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p></w:body></w:document>`, 0),
		"UTF-16, big":    "\xfe\xff" + wide(`<w:document `+wordNS+`><w:body><w:p><w:r><w:t>A</w:t></w:r></w:p></w:body></w:document>`, 1),
		"GB2312":         gb + `<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>A` + "\xd4\xaa" + `</w:t></w:r></w:p></w:body></w:document>`,
		"latin":          strings.Replace(gb, "GB2312", "ISO-8859-1", 1) + `<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>A` + "\xe9" + `</w:t></w:r></w:p></w:body></w:document>`,
		"an unknown one": strings.Replace(gb, "GB2312", "koi8-r", 1) + `<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>A` + "\xe9" + `</w:t></w:r></w:p></w:body></w:document>`,
		"strict":         `<q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body><q:p><q:r><q:t>A</q:t></q:r></q:p></q:body></q:document>`,
	} {
		want := map[string]string{"GB2312": "A元", "latin": "Aé", "an unknown one": "A\uFFFD"}[name]
		if want == "" {
			want = "A"
		}
		doc, err := ReadWord(opened(t, plenty(), "word/document.xml", xml), "word/document.xml")
		if err != nil || sketch(doc.Blocks) != want {
			t.Errorf("%s: %v %v", name, doc, err)
		}
	}
}

// wide writes Latin text in two bytes a character, at the place of which the low one stands.
func wide(s string, low int) string {
	b := make([]byte, 2*len(s))
	for i := range len(s) {
		b[2*i+low] = s[i]
	}
	return string(b)
}

// chart is a chart part, point one point of a cache.
func chartPart(inner string) string {
	return "<c:chartSpace " + wordNS + "><c:chart><c:plotArea><c:barChart>" + inner + "</c:barChart><c:valAx/></c:plotArea></c:chart></c:chartSpace>"
}

func point(i int, v string) string {
	return `<c:pt idx="` + string(rune('0'+i)) + `"><c:v>` + v + `</c:v></c:pt>`
}

// TestCharts reads the caches of charts; one without any is filled from the workbook
// that the chart has in it.
func TestCharts(t *testing.T) {
	values := func(cache string) string {
		return `<c:val><c:numRef><c:f>表!$B$2:$B$3</c:f>` + cache + `</c:numRef></c:val>`
	}
	name := `<c:tx><c:strRef><c:f>表!$B$1</c:f></c:strRef></c:tx>`
	cats := `<c:cat><c:strRef><c:f>表!$A$2:$A$3</c:f></c:strRef></c:cat>`
	book := string(zipped(t, bookParts(`<sheetData><row><c/><c t="str"><v>决算</v></c></row><row><c t="str"><v>收入</v></c><c><v>1</v></c></row><row><c t="str"><v>支出</v></c><c><v>2</v></c></row></sheetData>`)...))
	for _, c := range []struct{ name, chart, want, warning string }{
		{"formats", chartPart(`<c:ser><c:tx><c:v>甲</c:v></c:tx>` + values(`<c:numCache><c:formatCode>0.00</c:formatCode>`+point(0, "1")+`<c:pt idx="2" formatCode="0%"><c:v>0.5</c:v></c:pt></c:numCache>`) + `</c:ser>`), `chart  甲[]=["1.00" "" "50%"]`, ""},
		{"levels of categories", chartPart(`<c:ser><c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>` + point(0, "上") + point(1, "下") + point(2, "上") + `</c:lvl><c:lvl>` + point(0, "2022") + point(2, "2023") + `</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>` + values(`<c:numCache>`+point(0, "1")+`</c:numCache>`) + `</c:ser>`),
			`chart  ["2022 上" "2022 下" "2023 上"]=["1"]`, ""},
		{"categories apart", chartPart(`<c:ser><c:xVal><c:numLit>` + point(0, "1") + `</c:numLit></c:xVal><c:yVal><c:numLit>` + point(0, "2") + `</c:numLit></c:yVal></c:ser><c:ser><c:xVal><c:numLit>` + point(0, "3") + `</c:numLit></c:xVal><c:yVal><c:numLit>` + point(0, "4") + `</c:numLit></c:yVal></c:ser>`),
			`chart  ["1"]=["2"] / chart  ["3"]=["4"]`, ""},
		{"without a cache", chartPart(`<c:ser>` + name + cats + values("") + `</c:ser><c:ser><c:tx><c:v>乙</c:v></c:tx>` + values(`<c:numCache>`+point(0, "9")+`</c:numCache>`) + `</c:ser>`), `chart  决算["收入" "支出"]=["1" "2"] 乙[]=["9"]`, ""},
		{"a title", "<c:chartSpace " + wordNS + `><c:chart><c:title><c:overlay/><c:tx><c:rich><a:p><a:r><a:t>收支</a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:val><c:numLit>` + point(0, "1") + `</c:numLit></c:val></c:ser></c:chart></c:chartSpace>`, `chart 收支 []=["1"]`, ""},
		{"a title of a cell", "<c:chartSpace " + wordNS + `><c:chart><c:title><c:tx><c:strRef><c:strCache>` + point(0, "收") + point(1, "支") + `</c:strCache></c:strRef></c:tx></c:title><c:ser><c:val><c:numLit>` + point(0, "1") + `</c:numLit></c:val></c:ser></c:chart></c:chartSpace>`, `chart 收支 []=["1"]`, ""},
		{"an index beyond all", chartPart(`<c:ser><c:val><c:numLit><c:pt idx="99999999"><c:v>1</c:v></c:pt><c:pt><c:v>2</c:v></c:pt></c:numLit></c:val></c:ser>`), `chart  []=[]`, ""},
		{"damaged", "<c:chartSpace", "", "a chart's data could not be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := wordParts(drawn(`<c:chart r:id="r5"/>`), "word/charts/chart1.xml", c.chart, "word/charts/_rels/chart1.xml.rels", relations("package", "!http://example.com/", "image", "x.png", "package", "../book.xlsx"), "word/book.xlsx", book)
			doc, err := ReadWord(opened(t, plenty(), parts...), "word/document.xml")
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc.Blocks); got != c.want || strings.Join(doc.Warnings, "|") != c.warning {
				t.Errorf("got  %q %q\nwant %q", got, doc.Warnings, c.want)
			}
		})
	}
	for name, inner := range map[string]string{"no zip": "PK", "no workbook": string(zipped(t, "a", "b"))} {
		parts := wordParts(drawn(`<c:chart r:id="r5"/>`), "word/charts/chart1.xml", chartPart(`<c:ser>`+values("")+`</c:ser>`), "word/charts/_rels/chart1.xml.rels", relations("package", "../book.xlsx"), "word/book.xlsx", inner)
		if doc, err := ReadWord(opened(t, plenty(), parts...), "word/document.xml"); err != nil || len(doc.Warnings) != 1 {
			t.Errorf("%s: %v %v", name, doc, err)
		}
	}
}
