package extract

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// ofdFile writes small OFD packages for the tests.
type ofdFile struct {
	pages    []string // objects of each page
	template string   // objects behind every page
	fonts    string   // elements of the resources
	more     []part
}

const ofdRoot = `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>决算</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`

func (f ofdFile) parts() []part {
	const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	layer := func(objects, head string) string {
		return `<ofd:Page` + ns + `>` + head + `<ofd:Content><ofd:Layer ID="1" Type="Body">` + objects + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	parts := []part{{"OFD.xml", ofdRoot}, {"Doc_0/PublicRes.xml", `<ofd:Res` + ns + ` BaseLoc="Res"><ofd:Fonts>` + f.fonts + `</ofd:Fonts></ofd:Res>`}}
	var pages strings.Builder
	for i, p := range f.pages {
		fmt.Fprintf(&pages, `<ofd:Page ID="%d" BaseLoc="Pages/%d.xml"/>`, 100+i, i)
		parts = append(parts, part{fmt.Sprintf("Doc_0/Pages/%d.xml", i), layer(p, `<ofd:Template TemplateID="2"/>`)})
	}
	parts = append(parts, part{"Doc_0/Tpl.xml", layer(f.template, "")}, part{"Doc_0/Document.xml", `<ofd:Document` + ns + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="2" BaseLoc="Tpl.xml"/></ofd:CommonData><ofd:Pages>` + pages.String() + `</ofd:Pages></ofd:Document>`})
	return append(parts, f.more...)
}

func (f ofdFile) bytes(tb testing.TB) []byte { return pack(tb, f.parts()...) }

// ofdText is a text object of 4 mm type whose baseline begins at a place.
func ofdText(x, y float64, text string) string {
	return fmt.Sprintf(`<ofd:TextObject ID="9" Boundary="%g %g 100 5" Font="3" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
		x, y-4, ofdSteps(text), text)
}

// ofdSteps are the distances of the characters of a text in 4 mm type.
func ofdSteps(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteString("2 ")
		} else {
			b.WriteString("4 ")
		}
	}
	return b.String()
}

// ofdGrid rules a table of columns and rows of 40 by 8 mm and fills its cells.
func ofdGrid(x, y float64, rows ...[]string) string {
	var b strings.Builder
	rule := func(x0, y0, x1, y1 float64) {
		fmt.Fprintf(&b, `<ofd:PathObject ID="8" Boundary="%g %g 200 200" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L %g %g</ofd:AbbreviatedData></ofd:PathObject>`, x0, y0, x1-x0, y1-y0)
	}
	w, h := 40*float64(len(rows[0])), 8*float64(len(rows))
	for i := range len(rows) + 1 {
		rule(x, y+8*float64(i), x+w, y+8*float64(i))
	}
	for i := range len(rows[0]) + 1 {
		rule(x+40*float64(i), y, x+40*float64(i), y+h)
	}
	for i, row := range rows {
		for k, cell := range row {
			b.WriteString(ofdText(x+40*float64(k)+2, y+8*float64(i)+6, cell))
		}
	}
	return b.String()
}

func TestOFD(t *testing.T) {
	page := func(objects string) ofdFile { return ofdFile{pages: []string{objects}} }
	object := func(attrs, inner string) string {
		return `<ofd:TextObject ID="9" Boundary="20 40 100 10" Size="4" ` + attrs + `>` + inner + `</ofd:TextObject>`
	}
	fill := ofdText(20, 30, "收入总计482.02万元。")
	for _, tt := range []struct {
		name string
		file ofdFile
		want string // all texts, in order
	}{
		{"text", page(fill), "收入总计482.02万元。"},
		{"repeated steps", page(object("", `<ofd:TextCode X="0" Y="4" DeltaX="g 2 4 g 3 2">收入支123</ofd:TextCode>`)), "收入支123"},
		{"no steps", page(object("", `<ofd:TextCode X="0" Y="4">支出12.5万元</ofd:TextCode>`)), "支出12.5万元"},
		{"matrix", page(object(`CTM="2 0 0 2 0 0"`, `<ofd:TextCode X="0" Y="4" DeltaX="4 4 4">收入支出</ofd:TextCode>`)), "收入支出"},
		{"two codes", page(object("", `<ofd:TextCode X="0" Y="4" DeltaX="4">收入</ofd:TextCode><ofd:TextCode X="8" DeltaX="4">支出</ofd:TextCode>`)), "收入支出"},
		{"template", ofdFile{pages: []string{ofdText(20, 60, "支出")}, template: fill}, "收入总计482.02万元。|支出"},
		{"pages", ofdFile{pages: []string{fill, ofdText(20, 60, "二、支出决算情况说明")}}, "收入总计482.02万元。|二、支出决算情况说明"},
		{"block", page(`<ofd:PageBlock ID="1">` + fill + `</ofd:PageBlock>`), "收入总计482.02万元。"},
		{"table", page(ofdGrid(20, 40, []string{"项目", "决算数"}, []string{"收入", "12.5"})), "项目 决算数|收入 12.5"},
		{"unseen", page(fill + `<ofd:TextObject Visible="false" Size="4" Boundary="20 90 90 9"><ofd:TextCode X="0" Y="4">支出</ofd:TextCode></ofd:TextObject>` +
			object(`Fill="false"`, `<ofd:TextCode X="0" Y="4">支出</ofd:TextCode>`)), "收入总计482.02万元。"},
		{"off the page", page(fill + ofdText(300, 30, "支出")), "收入总计482.02万元。"},
		{"glyphs", ofdFile{pages: []string{`<ofd:TextObject ID="9" Font="3" Boundary="20 40 100 10" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="3" GlyphCount="3"><ofd:Glyphs>5 6 7</ofd:Glyphs></ofd:CGTransform>` +
			`<ofd:TextCode X="0" Y="4" DeltaX="4 4">¤¤元</ofd:TextCode></ofd:TextObject>`},
			fonts: `<ofd:Font ID="3"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>`, more: []part{{"Doc_0/Res/f.ttf", cmapFont(5, "收支")}}}, "收支元"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := mustRead(t, tt.file.bytes(t))
			if got := ofdTexts(doc); got != tt.want || doc.Format != "ofd" || doc.Meta.Title != "决算" {
				t.Errorf("%s %q: %q, want %q", doc.Format, doc.Meta.Title, got, tt.want)
			}
		})
	}
}

// ofdTexts are the blocks of a document, and the rows of its tables.
func ofdTexts(doc *Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out = append(out, b.Text.S)
			continue
		}
		rows := make([][]string, b.Table.Rows)
		for _, c := range b.Table.Cells {
			rows[c.Row] = append(rows[c.Row], c.Text.S)
		}
		for _, r := range rows {
			out = append(out, strings.Join(r, " "))
		}
	}
	return strings.Join(out, "|")
}

// cmapFont is a font that has a table of characters only: those of a text, one a
// glyph, from a first on.
func cmapFont(first int, chars string) string {
	be := binary.BigEndian
	sub := be.AppendUint32(be.AppendUint32(be.AppendUint32(be.AppendUint32(nil, 12<<16), 0), 0), uint32(utf8.RuneCountInString(chars)))
	for _, r := range chars {
		sub = be.AppendUint32(be.AppendUint32(be.AppendUint32(sub, uint32(r)), uint32(r)), uint32(first))
		first++
	}
	table := append([]byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12}, sub...)
	font := []byte{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 'c', 'm', 'a', 'p', 0, 0, 0, 0, 0, 0, 0, 28}
	return string(append(be.AppendUint32(font, uint32(len(table))), table...))
}

// TestOFDOfOthers reads packages that independent programs wrote, and a docx and
// PDF of the same report: Java's ofdrw and Python's easyofd, the latter from the PDF.
func TestOFDOfOthers(t *testing.T) {
	want := ""
	for _, name := range []string{"report.docx", "report.pdf", "ofdrw.ofd", "easyofd.ofd"} {
		data, err := os.ReadFile(filepath.Join("testdata", "ofd", name))
		if err != nil {
			t.Fatal(err)
		}
		got := ofdTexts(mustRead(t, data))
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestOFDRefusals(t *testing.T) {
	one := ofdFile{pages: []string{ofdText(20, 30, "收入")}}
	without := func(name string) []byte {
		var left []part
		for _, p := range one.parts() {
			if p.name != name {
				left = append(left, p)
			}
		}
		return pack(t, left...)
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		reason Reason
	}{
		{"encrypted", ofdFile{pages: one.pages, more: []part{{"Encryptions.xml", "<a/>"}}}.bytes(t), Encrypted},
		{"no document", without("Doc_0/Document.xml"), Corrupt},
		{"no page", without("Doc_0/Pages/0.xml"), Corrupt},
		{"pages of nothing", ofdFile{}.bytes(t), Empty},
		{"blank", ofdFile{pages: []string{""}}.bytes(t), Empty},
		{"scan", ofdFile{pages: []string{`<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="7"/>`}}.bytes(t), ImageOnly},
		{"unknown glyphs", ofdFile{pages: []string{strings.Repeat(`<ofd:TextObject Boundary="20 40 99 9" Size="4"><ofd:CGTransform CodePosition="0"><ofd:Glyphs>5</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4">¤</ofd:TextCode></ofd:TextObject>`, 9)}}.bytes(t), Unsupported},
		{"broken XML", pack(t, part{"OFD.xml", "<ofd:OFD>"}), Corrupt},
		{"deep", ofdFile{pages: []string{strings.Repeat("<PageBlock>", 100) + strings.Repeat("</PageBlock>", 100)}}.bytes(t), TooLarge},
		{"objects", ofdFile{pages: []string{strings.Repeat("<PathObject/>", 100_001)}}.bytes(t), TooLarge},
		{"segments", ofdFile{pages: []string{`<PathObject><AbbreviatedData>M 0 0 L ` + strings.Repeat("1 2 ", 200_001) + `</AbbreviatedData></PathObject>`}}.bytes(t), TooLarge},
		{"characters", ofdFile{pages: []string{`<TextObject Size="4"><TextCode>` + strings.Repeat("收", 200_001) + `</TextCode></TextObject>`}}.bytes(t), TooLarge},
		{"pages", manyPages(t), TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), tt.data, DefaultLimits())
			r, _ := err.(*Refusal)
			if r == nil || r.Reason != tt.reason || r.Format != "ofd" {
				t.Errorf("%v %v, want %s", doc, err, tt.reason)
			}
		})
	}
}

// manyPages is a package that lists one page more often than a document may
// have pages.
func manyPages(t *testing.T) []byte {
	return bomb(t, []part{{"OFD.xml", ofdRoot}}, "Doc_0/Document.xml", repeated{"<Document><Pages>", `<Page BaseLoc="p.xml"/>`, 6000, "</Pages></Document>"})
}

// TestOFDTemplateCost draws a full template on many pages: it is read once, and
// what it draws is accounted on each.
func TestOFDTemplateCost(t *testing.T) {
	f := ofdFile{template: strings.Repeat(ofdText(20, 30, strings.Repeat("收", 100)), 1000), pages: make([]string, 200)}
	lim := DefaultLimits()
	lim.Memory = 64 << 20
	_, err := Read(t.Context(), f.bytes(t), lim)
	if r, _ := err.(*Refusal); r == nil || r.Reason != TooLarge {
		t.Errorf("%v", err)
	}
}

// TestOFDInside reads a document that has an OFD package in it as what it is.
func TestOFDInside(t *testing.T) {
	inner := ofdFile{pages: []string{ofdText(20, 30, "收入")}}.bytes(t)
	data := packBy(t, zip.Store, wordPackage(p("支出"), part{"word/embeddings/a.bin", string(inner)})...)
	if doc := mustRead(t, data); doc.Format != "docx" || !matchOFD(data) {
		t.Errorf("%s", doc.Format)
	}
}

// TestOFDBrokenPage keeps the pages that can be read.
func TestOFDBrokenPage(t *testing.T) {
	f := ofdFile{pages: []string{ofdText(20, 30, "收入"), "<broken", ofdText(20, 30, "支出")}}
	doc := mustRead(t, f.bytes(t))
	if got := ofdTexts(doc); got != "收入|支出" || len(doc.Warnings) != 1 || doc.Blocks[1].Page != 3 {
		t.Errorf("%q %v", got, doc.Warnings)
	}
}

// FuzzReadOFD mutates what the parts hold and lays it out, which takes some
// milliseconds; FuzzRead of package ofd reads only, and tries ten times as much.
func FuzzReadOFD(f *testing.F) {
	f.Add(ofdText(20, 30, "收入12.5万元"), "", "")
	f.Add(ofdGrid(20, 40, []string{"项目", "决算数"}, []string{"收入", "12.5"}), ofdText(20, 30, "收入"), "")
	f.Add(`<ofd:TextObject CTM="0 1 -1 0 9 9" Size="4" HScale="0.5" ReadDirection="90" CharDirection="90"><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>5 6</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="1" Y="1" DeltaX="g 9 1">¤¤</ofd:TextCode></ofd:TextObject>`,
		`<ofd:PathObject Fill="true" Stroke="false"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 9 0 Q 1 1 2 2 B 1 1 2 2 3 3 A 1 1 0 0 1 5 5 C</ofd:AbbreviatedData></ofd:PathObject>`, cmapFont(5, "收支"))
	f.Fuzz(func(t *testing.T, page, template, font string) {
		file := ofdFile{pages: []string{page, page}, template: template, fonts: `<ofd:Font><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>`, more: []part{{"Doc_0/Res/f.ttf", font}}}
		doc, err := Read(t.Context(), packBy(t, zip.Store, file.parts()...), fuzzLimits())
		checkOutcome(t, doc, err)
	})
}
