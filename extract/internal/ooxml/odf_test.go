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
			doc, err := ReadODF(opened(t, plenty(), "content.xml", odfContent(c.body)))
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
		"a spreadsheet":   {[]string{"content.xml", strings.ReplaceAll(odfContent(""), "office:text", "office:spreadsheet")}, Unsupported},
		"nested too deep": {[]string{"content.xml", odfContent(strings.Repeat("<text:section>", 20) + strings.Repeat("</text:section>", 20))}, TooDeep},
		"breaks off":      {[]string{"content.xml", odfContent("")[:len(odfNS)+99]}, Corrupt},
	} {
		if doc, err := ReadODF(opened(t, plenty(), c.parts...)); kindOf(err) != int(c.kind) {
			t.Errorf("%s: %v %v", name, doc, err)
		}
	}
	body := `<text:p>甲</text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table>`
	for cells := range 2 {
		if _, err := ReadODF(opened(t, within(cells, 1<<24), "content.xml", odfContent(body))); !errors.Is(err, errLimit) {
			t.Errorf("%d cells: %v", cells, err)
		}
	}
}
