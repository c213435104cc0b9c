package ooxml

import (
	"errors"
	"strings"
	"testing"
)

const odfNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"`

func odfContent(body string) string {
	return `<office:document-content ` + odfNS + `><office:scripts/><office:automatic-styles><text:list-style/><style:style style:name="T1"><style:text-properties text:display="none"/></style:style></office:automatic-styles>` +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

func TestReadODF(t *testing.T) {
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	for _, c := range []struct{ name, body, want string }{
		{"spaces", p("甲 \n 乙<text:s text:c=\"2\"/>丙<text:s/><text:tab/>丁<text:line-break/>戊"), "甲 乙  丙 \t丁\n戊"},
		{"headings", `<text:h text:outline-level="2">概况</text:h><text:h>一</text:h><text:h text:outline-level="99">九</text:h>`, "##概况 / #一 / #########九"},
		{"hidden text", p(`甲<text:span text:style-name="T1">藏</text:span><text:span>显</text:span><text:ruby-text>jia</text:ruby-text><text:a>链</text:a>`), "甲显链"},
		{"sections and lists", `<text:section><text:list><text:list-item>` + p("甲") + `</text:list-item></text:list></text:section><text:tracked-changes>` + p("旧") + `</text:tracked-changes>`, "甲"},
		{"notes and boxes", p(`文<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("注")+`</text:note-body></text:note><draw:frame><draw:text-box>`+p("框")+`</draw:text-box></draw:frame><draw:rect>`+p("形")+`</draw:rect>末`) + p(""), "文末 / ~注 / ~框 / ~形"},
		{"spans of cells", `<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">` + p("合") + `</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>` +
			`<table:table-row-group><table:table-row><table:table-cell table:number-rows-spanned="2">` + p("竖") + `</table:table-cell><table:table-cell>` + p("1") + `</table:table-cell></table:table-row></table:table-row-group>` +
			`<table:table-rows><table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2">` + p("2") + `</table:table-cell><x/></table:table-row></table:table-rows></table:table>`,
			"[header 0+1=合][0=竖 1=1][0^= 1=2 2=]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _, err := ReadODF(opened(t, plenty(), "content.xml", odfContent(c.body)))
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc.Blocks); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestReadODFRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		parts []string
		kind  Kind
	}{
		"encrypted":       {[]string{"META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", ""}, Encrypted},
		"no content":      {nil, Corrupt},
		"another root":    {[]string{"content.xml", "<a/>"}, Unsupported},
		"a presentation":  {[]string{"content.xml", strings.ReplaceAll(odfContent(""), "office:text", "office:presentation")}, Unsupported},
		"nested too deep": {[]string{"content.xml", odfContent(strings.Repeat("<text:section>", 20) + strings.Repeat("</text:section>", 20))}, TooDeep},
		"breaks off":      {[]string{"content.xml", odfContent("")[:len(odfNS)+99]}, Corrupt},
	} {
		if doc, _, err := ReadODF(opened(t, plenty(), c.parts...)); kindOf(err) != int(c.kind) {
			t.Errorf("%s: %v %v", name, doc, err)
		}
	}
	body := `<text:p>甲</text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table>`
	for cells := range 2 {
		if _, _, err := ReadODF(opened(t, within(cells, 1<<24), "content.xml", odfContent(body))); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
}

func TestReadODFSheets(t *testing.T) {
	content := func(sheet string) string {
		return `<office:document-content ` + odfNS + `><office:automatic-styles><style:style style:name="no"><style:table-properties table:display="false"/></style:style></office:automatic-styles>` +
			`<office:body><office:spreadsheet><table:calculation-settings/><table:table table:name="表"` + sheet + `</table:table></office:spreadsheet></office:body></office:document-content>`
	}
	cell := func(attrs, v string) string {
		return `<table:table-cell ` + attrs + `><text:p>` + v + `</text:p></table:table-cell>`
	}
	row := func(cells string) string { return "<table:table-row>" + cells + "</table:table-row>" }
	for _, c := range []struct{ name, sheet, want, warning string }{
		{"as displayed", ">" + row(cell(`office:value-type="float"`, "444.71")+`<table:table-cell/>`+cell("", "甲<text:s/>乙</text:p><text:p>丙")), "0,0=444.71 0,2=甲 乙\n丙", ""},
		{"digits are not rounded away", ">" + row(cell(`office:value="340.683634"`, "340.68")+cell(`office:value="-1234.5"`, "(1,234.50)")+cell(`office:value="0.1234"`, "12%")+cell(`office:value="3"`, "3万元")+cell(`office:value="0"`, "-")+cell(`office:value="x"`, "1")), "0,0=340.683634 0,1=-1,234.50 0,2=12.34% 0,3=3万元 0,4=0 0,5=x", ""},
		{"padding is passed over", `><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` + row(`<table:table-cell table:number-columns-repeated="9"/>`+cell("", "1")), "1048000,9=1", ""},
		{"what is repeated", `><table:table-row table:number-rows-repeated="2">` + cell(`table:number-columns-repeated="2"`, "0") + `</table:table-row>` + row(cell("", "1")), "0,0=0 0,1=0 1,0=0 1,1=0 2,0=1", ""},
		{"merged", "><table:table-header-rows>" + row(cell(`table:number-columns-spanned="2" table:number-rows-spanned="2"`, "合")+`<table:covered-table-cell/>`+cell("", "1")) + "</table:table-header-rows><table:table-row-group>" + row(`<table:covered-table-cell table:number-columns-repeated="2"/>`+cell("", "2")) + "</table:table-row-group>", "0,0=合 0,2=1 1,2=2 0,0:1,1", ""},
		{"hidden", `><table:table-column/><table:table-columns><table:table-column table:visibility="collapse"/></table:table-columns>` + row(cell("", "1")+cell("", "2")) + `<table:table-row table:visibility="filter">` + cell("", "3") + `</table:table-row>`, "0,0=1 0,1h=2 1,0h=3", ""},
		{"hidden sheet", ` table:style-name="no">` + row(cell("", "1")), "0,0h=1", ""},
		{"what is drawn", `><table:shapes><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></table:shapes>` + row(`<table:table-cell><office:annotation><text:p>批</text:p></office:annotation><text:p>1</text:p><draw:frame><draw:object/><draw:image/></draw:frame></table:table-cell>`), "0,0=1 ~框", `the comments of sheet "表" are not read|an object on sheet "表" is not read`},
		{"a formula without a value", ">" + row(`<table:table-cell table:formula="of:=1"/>`+cell("", "1")), "0,1=1", "1 formulas have no stored value and are left blank"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, book, err := ReadODF(opened(t, plenty(), "content.xml", content(c.sheet)))
			if err != nil || book == nil || len(book.Sheets) != 1 {
				t.Fatal(book, err)
			}
			s := &book.Sheets[0]
			if got := shown(s); got != c.want || s.Name != "表" || strings.Join(book.Warnings, "|") != c.warning {
				t.Errorf("got  %q %q\nwant %q %q", got, book.Warnings, c.want, c.warning)
			}
		})
	}
	for name, c := range map[string]struct {
		sheet string
		kind  Kind
	}{
		"groups nested too deep": {">" + strings.Repeat("<table:table-row-group>", 30) + strings.Repeat("</table:table-row-group>", 30), TooDeep},
		"shapes nested too deep": {"><table:shapes>" + strings.Repeat("<draw:g>", 30) + strings.Repeat("</draw:g>", 30) + "</table:shapes>", TooDeep},
		"outside of the sheet":   {`><table:table-row table:number-rows-repeated="9999999"/>` + row(cell("", "1")), Corrupt},
	} {
		if _, _, err := ReadODF(opened(t, plenty(), "content.xml", content(c.sheet))); kindOf(err) != int(c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for cells := range 3 {
		if _, _, err := ReadODF(opened(t, within(cells, 1<<24), "content.xml", content(">"+row(cell(`table:number-columns-spanned="2"`, "1"))))); !errors.Is(err, errLimit) {
			t.Errorf("within %d cells: %v", cells, err)
		}
	}
}
