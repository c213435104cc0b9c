package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
)

func readString(t *testing.T, s string) *Document {
	t.Helper()
	doc, err := Read(context.Background(), []byte(s), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	checkTables(t, doc)
	return doc
}

func TestRTF(t *testing.T) {
	for _, c := range []struct{ name, rtf, want string }{
		{"code page 936 and Unicode", `{\rtf1\ansi\ansicpg936\uc2 \'b2\'c6\u25919 \'d5\'fe 3.5\par}`, "paragraph 0 财政 3.5\n"},
		{"charset of the font", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}\f0 x\'e9 \f1\'b2\'c6\par}`, "paragraph 0 xé 财\n"},
		{"hidden and deleted", `{\rtf1 a{\v b}c{\deleted d}e\v f\v0 g\par}`, "paragraph 0 aceg\n"},
		{"field result", `{\rtf1 x{\field{\*\fldinst PAGEREF 7}{\fldrslt 12}}y\par}`, "paragraph 0 x12y\n"},
		{"footnote", `{\rtf1 a{\footnote \pard n1\par}b\par}`, "paragraph 0 ab\nnote 0 n1\n"},
		{"unknown destination", `{\rtf1{\*\zzz secret}a{\pict 0102}b\par}`, "paragraph 0 ab\n"},
		{"asterisk within a group", `{\rtf1{\f0\fs24\*\cs7 a\*\zzz b}{x\*\zzz y}{\b{\*\zzz no}c}\par{\f1\*\bkmkstart d}e\par}`, "paragraph 0 abxyc\nparagraph 0 e\n"},
		{"outline level", `{\rtf1\pard\outlinelevel1 t\par\pard u\par}`, "heading 2 t\nparagraph 0 u\n"},
		{"list number kept, bullet not", `{\rtf1{\listtext  (1)\tab}a\par{\listtext\'b7\tab}b\par}`, "paragraph 0 (1)\ta\nparagraph 0 b\n"},
		{"bin", "{\\rtf1 a{\\*\\objdata\\bin3 }}}}b\\par}", "paragraph 0 ab\n"},
		{"horizontal merge", `{\rtf1\trowd\clmgf\cellx100\clmrg\cellx200\cellx300\intbl a\cell\cell b\cell\row\trowd\cellx100\cellx200\cellx300\intbl 1\cell 2\cell 3\cell\row\pard}`,
			"table 0 \n2x3\n0,0 1x2 a\n0,2 1x1 b\n1,0 1x1 1\n1,1 1x1 2\n1,2 1x1 3\n"},
		{"vertical merge", `{\rtf1\trowd\clvmgf\cellx100\cellx200\intbl a\cell b\cell\row\trowd\clvmrg\cellx100\cellx200\intbl\cell c\cell\row\pard}`,
			"table 0 \n2x2\n0,0 2x1 a\n0,1 1x1 b\n1,1 1x1 c\n"},
		{"nested", `{\rtf1\trowd\cellx500\intbl x\par\pard\itap2 in\nestcell{\*\nesttableprops\trowd\cellx300\nestrow}\pard\intbl y\cell\row\pard}`,
			"table 0 \n1x1\n0,0 1x1 x\ny\ntable 0 \n1x1\n0,0 1x1 in\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := outlineOf(readString(t, c.rtf)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestRTFDepth(t *testing.T) {
	_, err := Read(context.Background(), []byte(`{\rtf1`+strings.Repeat("{", 1<<20)), DefaultLimits())
	if r, ok := err.(*Refusal); !ok || r.Reason != TooLarge {
		t.Errorf("%v", err)
	}
}

func TestWordML(t *testing.T) {
	const head = `<?xml version="1.0"?><w:wordDocument xmlns:w="` + wordMLSpace + `" xmlns:aml="a" xmlns:wx="x">` +
		`<w:styles><w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="2"><w:basedOn w:val="1"/></w:style></w:styles><w:body>`
	got := outlineOf(readString(t, head+`
<w:p><w:pPr><w:pStyle w:val="2"/><w:listPr><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>
<w:p><w:r><w:t>a</w:t></w:r><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>x</w:delText></w:r></aml:content></aml:annotation>
<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>b</w:t></w:r></aml:content></aml:annotation>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>h</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:footnote><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>v</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
</w:body></w:wordDocument>`))
	const want = "heading 1 一、\t标题\nparagraph 0 ab7\ntable 0 \n2x3\n0,0 1x2 c\n0,2 2x1 v\n1,0 1x1 1\n1,1 1x1 2\nnote 0 note\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFlatToZip keeps the bytes of XML parts and decodes binary ones.
func TestFlatToZip(t *testing.T) {
	flat := "\xEF\xBB\xBF" + `<?xml version="1.0" encoding="UTF-8"?><pkg:package xmlns:pkg="` + flatOPCSpace + `">` +
		`<pkg:part pkg:name="/word/document.xml" pkg:contentType="t/x"><pkg:xmlData><w:document xmlns:w="u"><w:t>决算</w:t></w:document></pkg:xmlData></pkg:part>` +
		`<pkg:part pkg:name="/word/media/a.bin" pkg:contentType="t/b"><pkg:binaryData>AAEC
Aw==</pkg:binaryData></pkg:part></pkg:package>`
	if !matchWordML([]byte(flat)) {
		t.Fatal("not recognised")
	}
	data, err := flatToZip(&input{ctx: context.Background(), data: []byte(flat), limits: DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"word/document.xml": `<w:document xmlns:w="u"><w:t>决算</w:t></w:document>`,
		"word/media/a.bin":  "\x00\x01\x02\x03",
	} {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(f); string(got) != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if f, err := z.Open("[Content_Types].xml"); err != nil {
		t.Error(err)
	} else if got, _ := io.ReadAll(f); !strings.Contains(string(got), `PartName="/word/media/a.bin" ContentType="t/b"`) {
		t.Errorf("%s", got)
	}
}
