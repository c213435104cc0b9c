package ofd

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
	"gongkai/extract/internal/ooxml"
)

// file is a part of a package.
type file struct{ name, data string }

const (
	root = `<OFD><DocBody><DocInfo><Title> 决算 </Title></DocInfo><DocRoot>/D/Document.xml</DocRoot></DocBody></OFD>`
	// document has a page, a template and a font.
	document = `<Document><CommonData><PageArea><PhysicalBox>0 0 254 127</PhysicalBox></PageArea>` +
		`<TemplatePage ID="2" BaseLoc="t.xml"/><PublicRes>r.xml</PublicRes></CommonData>` +
		`<Pages><Page ID="1" BaseLoc="p.xml"/></Pages></Document>`
	resources = `<Res BaseLoc="f"><Fonts><Font ID="3"><FontFile>f.ttf</FontFile></Font></Fonts></Res>`
)

// page is a page that draws objects over the template.
func page(objects string) string {
	return `<Page><Template TemplateID="2"/><Content><Layer>` + objects + `</Layer></Content></Page>`
}

// packed is a package with parts; of two of one name the last is kept.
func packed(tb testing.TB, parts ...file) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i, p := range parts {
		if slices.ContainsFunc(parts[i+1:], func(q file) bool { return q.name == p.name }) {
			continue
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(p.data))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// errSpent is the limit of the tests.
var errSpent = errors.New("too much is unpacked")

// read reads a package within a number of bytes.
func read(tb testing.TB, data []byte, most int64) (*Document, error) {
	tb.Helper()
	lim := ooxml.Limits{Depth: 64, Cell: func(int) error { return nil }, Expand: func(n int64) error {
		if most -= n; most < 0 {
			return errSpent
		}
		return nil
	}}
	pkg, err := ooxml.Open(data, lim)
	if err != nil {
		return nil, err
	}
	return Read(pkg, lim)
}

// usual are the parts of a package of one page; others take their place.
func usual(objects string, others ...file) []file {
	return append([]file{{Main, root}, {"D/Document.xml", document}, {"D/r.xml", resources}, {"D/p.xml", page(objects)}}, others...)
}

// one reads a package of one page.
func one(t *testing.T, objects string, others ...file) *Page {
	t.Helper()
	doc, err := read(t, packed(t, usual(objects, others...)...), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Pages) != 1 || doc.Title != "决算" {
		t.Fatalf("%q has %d pages", doc.Title, len(doc.Pages))
	}
	return &doc.Pages[0]
}

// told is a page in short: its characters with the left and lower edge in
// millimetres, the angle where there is one, and its rules.
func told(p *Page) string {
	var b strings.Builder
	mm := func(points float64) float64 { return math.Round(points/pointsPerMM*100)/100 + 0 }
	for _, g := range p.Glyphs {
		fmt.Fprintf(&b, "%c%g,%g", g.R, mm(g.Box.X0), mm(g.Box.Y1))
		if angle := math.Round(g.Angle); angle != 0 {
			fmt.Fprintf(&b, "@%g", angle)
		}
		b.WriteByte(' ')
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "|%g,%g-%g,%g ", mm(r.X0), mm(r.Y0), mm(r.X1), mm(r.Y1))
	}
	return strings.TrimSpace(b.String())
}

// Objects with a boundary at 10, 20 and a size of 10 mm: a character ends 1.2 mm
// below its baseline.
func textObject(attrs, inner string) string {
	return `<TextObject Boundary="10 20 90 9" Size="10" ` + attrs + `>` + inner + `</TextObject>`
}

func pathObject(attrs, data string) string {
	return `<PathObject Boundary="10 20 90 9" ` + attrs + `><AbbreviatedData>` + data + `</AbbreviatedData></PathObject>`
}

func TestPage(t *testing.T) {
	for _, tt := range []struct{ name, objects, want string }{
		{"text", textObject("", `<TextCode X="1" Y="2" DeltaX="5 7">收1支</TextCode>`), "收11,23.2 116,23.2 支23,23.2"},
		{"the last step goes on", textObject("", `<TextCode X="0" Y="0" DeltaX="4">收入支</TextCode>`), "收10,21.2 入14,21.2 支18,21.2"},
		{"repeated steps", textObject("", `<TextCode X="0" Y="0" DeltaX="g 2 4 9">收入支出</TextCode>`), "收10,21.2 入14,21.2 支18,21.2 出27,21.2"},
		{"no steps", textObject("", `<TextCode X="0" Y="0">收1支</TextCode>`), "收10,21.2 120,21.2 支25,21.2"},
		{"narrow", textObject(`HScale="0.5"`, `<TextCode X="0" Y="0">收1支</TextCode>`), "收10,21.2 115,21.2 支17.5,21.2"},
		{"down", textObject("", `<TextCode X="0" Y="0" DeltaX="0" DeltaY="10">收入</TextCode>`), "收10,21.2 入10,31.2"},
		{"lines that run down", textObject(`ReadDirection="90"`, `<TextCode X="0" Y="0">收入</TextCode>`), "收10,21.2 入10,31.2"},
		{"where the code before began", textObject("", `<TextCode X="3" Y="4">收</TextCode><TextCode X="9">支</TextCode>`), "收13,25.2 支19,25.2"},
		{"spaces", textObject("", `<TextCode X="0" Y="0" DeltaX="4 4">收 支</TextCode>`), "收10,21.2 支18,21.2"},
		{"matrix", textObject(`CTM="2 0 0 2 0 0"`, `<TextCode X="1" Y="0">收</TextCode>`), "收12,22.4"},
		{"matrix of five", textObject(`CTM="2 0 0 2 0"`, `<TextCode X="1" Y="0">收</TextCode>`), "收11,21.2"},
		{"turned", textObject(`CTM="0 1 -1 0 0 0"`, `<TextCode X="0" Y="0">收</TextCode>`), "收8.8,30@-90"},
		{"turned characters", textObject(`CharDirection="270"`, `<TextCode X="0" Y="0">收</TextCode>`), "收1.2,20@90"},
		{"size of some writers", `<TextObject Boundary="10 20 90 9" size="10"><TextCode X="0" Y="0">收</TextCode></TextObject>`, "收10,21.2"},
		{"outlined", textObject(`Fill="false" Stroke="true"`, `<TextCode X="0" Y="0">收</TextCode>`), "收10,21.2"},
		{"unseen", textObject(`Visible="false"`, `<TextCode X="0" Y="0">收</TextCode>`) + textObject(`Alpha="0"`, `<TextCode X="0" Y="0">收</TextCode>`) +
			textObject("", `<FillColor Alpha="0"/><TextCode X="0" Y="0">收</TextCode>`) + textObject(`Fill="false"`, `<TextCode X="0" Y="0">收</TextCode>`), ""},
		{"block", `<PageBlock><PageBlock>` + textObject("", `<TextCode X="0" Y="0">收</TextCode>`) + `</PageBlock></PageBlock>`, "收10,21.2"},
		{"numbers that are none", textObject(`HScale="x"`, `<TextCode X="x" Y="" DeltaX="x y">收1</TextCode>`), "收10,21.2 110,21.2"},
		{"line", pathObject("", "M 0 0 L 50 0"), "|10,20-60,20"},
		{"line after line", pathObject("", "M 0 0 L 50 0 50 9"), "|10,20-60,20 |60,20-60,29"},
		{"closed", pathObject("", "S 0 0 L 50 0 L 50 9 C"), "|10,20-60,20 |60,20-60,29"},
		{"curves", pathObject("", "M 0 0 Q 1 1 2 0 B 1 1 2 2 3 0 A 1 1 0 0 1 5 0 L 9 0"), "|15,20-19,20"},
		{"thin box", pathObject(`Fill="true" Stroke="false"`, "M 0 0 L 50 0 L 50 0.5 L 0 0.5 C"), "|10,20-60,20.5"},
		{"area", pathObject(`Fill="true" Stroke="false"`, "M 0 0 L 50 0 L 50 9 L 0 9 C"), ""},
		{"pale", `<PathObject Fill="true" Stroke="false"><FillColor Value="230 230 230"/><AbbreviatedData>M 0 0 L 50 0</AbbreviatedData></PathObject>`, ""},
		{"unknown operator", pathObject("", "M 0 0 L 50 0 Z L 50 9"), "|10,20-60,20 |60,20-60,29"},
		{"too few numbers", pathObject("", "M 0 0 L 50"), ""},
		{"numbers first", pathObject("", "1 2 3"), ""},
		{"no number", pathObject("", "M 0 0 L x 0 L 9 0"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(one(t, tt.objects)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestPageOfItsOwn: size and origin of a page are its own where it states them,
// and what the objects are is counted.
func TestPageOfItsOwn(t *testing.T) {
	p := one(t, "", file{"D/p.xml", `<Page><Area><PhysicalBox>10 20 100 50</PhysicalBox></Area><Template TemplateID="2"/><Template TemplateID="7"/><Content>` +
		textObject("", `<TextCode X="0" Y="0">收</TextCode>`) + `<ImageObject/><CompositeObject/></Content></Page>`},
		file{"D/t.xml", page(textObject("", `<TextCode X="9" Y="0">支</TextCode>`))})
	if got := told(p); got != "支9,1.2 收0,1.2" || p.Images != 1 || p.Composites != 1 || p.Texts != 2 || p.Number != 1 {
		t.Errorf("%q %+v", got, p)
	}
	if math.Abs(p.Width-100*pointsPerMM) > 1e-9 || math.Abs(p.Height-50*pointsPerMM) > 1e-9 {
		t.Errorf("%g by %g", p.Width, p.Height)
	}
	if p := one(t, ""); math.Abs(p.Width-720) > 1e-9 {
		t.Errorf("width %g is not the document's", p.Width)
	}
}

// cmapFont is a font whose table of characters is one subtable for Unicode.
func cmapFont(sub []byte) string {
	be := binary.BigEndian
	head := append([]byte{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, "cmap\x00\x00\x00\x00\x00\x00\x00\x1c"...)
	return string(be.AppendUint32(head, uint32(12+len(sub)))) + "\x00\x00\x00\x01\x00\x03\x00\x0a\x00\x00\x00\x0c" + string(sub)
}

// words are numbers of two bytes.
func words(list ...uint16) (out []byte) {
	for _, w := range list {
		out = binary.BigEndian.AppendUint16(out, w)
	}
	return out
}

// TestGlyphs: where the text names glyphs only, the font's table tells their
// characters, if it names one for each.
func TestGlyphs(t *testing.T) {
	format4 := cmapFont(words(4, 32, 0, 4, 0, 0, 0, '支', 0xffff, 0, '支', 0xffff, 5+0x10000-'支', 1, 0, 0))
	format12 := cmapFont(words(12, 0, 0, 40, 0, 0, 0, 2, 0, '支', 0, '支'+1, 0, 5, 0, '收', 0, '收', 0, 5))
	codes := func(attrs, glyphs, text string) string {
		return textObject(`Font="3"`, `<CGTransform `+attrs+`><Glyphs>`+glyphs+`</Glyphs></CGTransform><TextCode X="0" Y="0" DeltaX="9">`+text+`</TextCode>`)
	}
	one1 := `CodePosition="0" CodeCount="1" GlyphCount="1"`
	for _, tt := range []struct{ name, font, object, want string }{
		{"format 4", format4, codes(one1, "5", "¤"), "支"},
		{"format 12", format12, codes(one1, "6", "¤"), string(rune('支' + 1))},
		{"two characters of a glyph", format12, codes(one1, "5", "¤"), "�"},
		{"unknown glyph", format4, codes(one1, "9", "¤"), "�"},
		{"readable as it stands", format4, codes(one1, "5", "元"), "元"},
		{"one of two", format4, codes(`CodePosition="1" CodeCount="1" GlyphCount="1"`, "5", "元¤"), "元支"},
		{"two for one", format4, codes(`CodePosition="0" CodeCount="1" GlyphCount="2"`, "5 5", "¤"), "¤"},
		{"no font", "", codes(one1, "5", "¤"), "�"},
		{"half a font", format4[:40], codes(one1, "5", "¤"), "�"},
		{"other font", format4, strings.Replace(codes(one1, "5", "¤"), `Font="3"`, `Font="4"`, 1), "�"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, g := range one(t, tt.object, file{"D/f/f.ttf", tt.font}).Glyphs {
				got += string(g.R)
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestHostile: what is broken or too much is said so, in the kind a person is
// told.
func TestHostile(t *testing.T) {
	deep := strings.Repeat("<PageBlock>", 80) + strings.Repeat("</PageBlock>", 80)
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	for _, tt := range []struct {
		name  string
		parts []file
		want  ooxml.Kind
	}{
		{"no main part", []file{{"a", ""}}, ooxml.Corrupt},
		{"broken main part", []file{{Main, "<OFD>"}}, ooxml.Corrupt},
		{"names no document", []file{{Main, "<OFD/>"}}, ooxml.Corrupt},
		{"document is missing", []file{{Main, root}}, ooxml.Corrupt},
		{"broken document", usual("", file{"D/Document.xml", "<Document><Pages>"}), ooxml.Corrupt},
		{"encrypted", usual("", file{"Encryptions.xml", "<a/>"}), ooxml.Encrypted},
		{"says it is encrypted", []file{{Main, `<OFD><Encryptions/></OFD>`}}, ooxml.Encrypted},
		{"deep", usual(deep), ooxml.TooDeep},
		{"objects", usual(many(maxObjects+1, "<a/>")), ooxml.TooMany},
		{"lines", usual(pathObject("", "M 0 0 L "+many(maxSegments+1, "1 1 "))), ooxml.TooMany},
		{"characters", usual(textObject("", "<TextCode>"+many(maxChars+1, "a")+"</TextCode>")), ooxml.TooMany},
		{"pages", usual("", file{"D/Document.xml", "<Document><Pages>" + many(maxPages+1, "<Page/>") + "</Pages></Document>"}), ooxml.TooMany},
		{"templates", usual("", file{"D/Document.xml", "<Document><CommonData>" + func() string {
			var b strings.Builder
			for i := range maxTemplates + 1 {
				fmt.Fprintf(&b, `<TemplatePage ID="%d"/>`, i)
			}
			return b.String()
		}() + "</CommonData></Document>"}), ooxml.TooMany},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := read(t, packed(t, tt.parts...), 64<<20)
			var own *ooxml.Error
			if doc != nil || !errors.As(err, &own) || own.Kind != tt.want {
				t.Errorf("%v %v, want kind %v", doc, err, tt.want)
			}
		})
	}
}

// TestSpent: what the characters take is accounted before it is had, on every
// page a template is drawn on.
func TestSpent(t *testing.T) {
	parts := usual("", file{"D/t.xml", page(textObject("", "<TextCode>"+strings.Repeat("a", 10_000)+"</TextCode>"))})
	if _, err := read(t, packed(t, parts...), 4<<20); err != nil {
		t.Fatal(err)
	}
	pages := "<Document><CommonData><TemplatePage ID='2' BaseLoc='t.xml'/></CommonData><Pages>" + strings.Repeat("<Page BaseLoc='p.xml'/>", 9) + "</Pages></Document>"
	if _, err := read(t, packed(t, append(parts, file{"D/Document.xml", pages})...), 4<<20); !errors.Is(err, errSpent) {
		t.Errorf("%v", err)
	}
}

// TestBrokenParts: a part that is broken or missing costs what stands in it only.
func TestBrokenParts(t *testing.T) {
	good := textObject(`Font="3"`, `<TextCode X="0" Y="0">收</TextCode>`)
	for _, parts := range [][]file{
		usual(good, file{"D/r.xml", "<Res><Fonts>"}),
		usual(good, file{"D/t.xml", "<Page><Content>"}),
		usual(good, file{"D/f/f.ttf", "no font"}),
		usual(good, file{"D/Document.xml", strings.Replace(document, "<Pages>", `<Pages><Page BaseLoc="none.xml"/>`, 1)}),
		usual(good, file{"D/Document.xml", strings.Replace(document, `"p.xml"`, `"D/p.xml"`, 1)}),
		usual(good, file{"D/Document.xml", strings.Replace(document, `"p.xml"`, `"/D/../D/p.xml"`, 1)}),
	} {
		doc, err := read(t, packed(t, parts...), 1<<20)
		if err != nil {
			t.Error(err)
			continue
		}
		last := &doc.Pages[len(doc.Pages)-1]
		if got := told(last); got != "收10,21.2" || last.Broken || len(doc.Pages) == 2 && !doc.Pages[0].Broken {
			t.Errorf("%q %+v", got, doc.Pages)
		}
	}
}

// FuzzRead mutates what the parts hold. What is read keeps within its limits and
// ends in the kinds of error that are known; where it is laid out is another
// package's concern, and takes a hundred times as long.
func FuzzRead(f *testing.F) {
	f.Add(textObject("", `<TextCode X="1" Y="2" DeltaX="g 2 5 7">收1支</TextCode>`), "", "")
	f.Add(pathObject(`Fill="true"`, "M 0 0 L 50 0 Q 1 1 2 2 B 1 1 2 2 3 3 A 1 1 0 0 1 5 5 C"), textObject(`Fill="false"`, ""), "")
	f.Add(textObject(`Font="3" CTM="0 1 -1 0 9 9" CharDirection="90"`, `<CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><Glyphs>5</Glyphs></CGTransform><TextCode>¤</TextCode>`),
		"<PageBlock><ImageObject/></PageBlock>", cmapFont(words(12, 0, 0, 28, 0, 0, 0, 1, 0, '支', 0, '支', 0, 5)))
	f.Fuzz(func(t *testing.T, objects, template, font string) {
		doc, err := read(t, packed(t, usual(objects, file{"D/t.xml", page(template)}, file{"D/f/f.ttf", font})...), 4<<20)
		var own *ooxml.Error
		switch {
		case err != nil:
			if doc != nil || !errors.As(err, &own) && !errors.Is(err, errSpent) {
				t.Fatalf("%v and %v", doc, err)
			}
		case len(doc.Pages) != 1 || len(doc.Pages[0].Glyphs) > maxChars:
			t.Fatalf("%d pages", len(doc.Pages))
		default:
			for _, r := range doc.Pages[0].Rules {
				if !draw.Straight(r, 2*thin*pointsPerMM) {
					t.Fatalf("a rule %v", r)
				}
			}
			for _, g := range doc.Pages[0].Glyphs {
				if !layout.Visible(g.R) {
					t.Fatalf("a character %q", g.R)
				}
			}
		}
	})
}
