package extract

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// chunked is a Word file whose body is a chunk of each file between paragraphs.
func chunked(t *testing.T, files ...part) []byte {
	t.Helper()
	body, targets := p("前"), []string{}
	for i, f := range files {
		body += fmt.Sprintf(`<w:altChunk r:id="r%d"/>`, i+1)
		targets = append(targets, "aFChunk", strings.TrimPrefix(f.name, "word/"))
	}
	return pack(t, append([]part{
		rels("_rels/.rels", "officeDocument", "word/document.xml"),
		rels("word/_rels/document.xml.rels", targets...),
		{"word/document.xml", `<w:document ` + wordNS + `><w:body>` + body + p("后") + `</w:body></w:document>`},
	}, files...)...)
}

func TestAltChunk(t *testing.T) {
	inner := string(docx(t, p("套内")+"<w:tbl><w:tr><w:tc>"+p("格")+"</w:tc><w:tc>"+p("2")+"</w:tc></w:tr></w:tbl>"))
	for _, tt := range []struct {
		name  string
		files []part
		want  string
		warn  string
	}{
		{"html", []part{{"word/a.html", "<html><body><p>本年收入1万元。</p><table><tr><td>项目<td>决算数<tr><td>人员经费<td>95.50</table></body></html>"}},
			"前 / 本年收入1万元。 / table{ 0,0=项目 0,1=决算数 1,0=人员经费 1,1=95.50} / 后", ""},
		{"rtf", []part{{"word/a.rtf", `{\rtf1\ansi\ansicpg936 \'b2\'c6\'d5\'fe\par}`}}, "前 / 财政 / 后", ""},
		{"txt", []part{{"word/a.txt", "\ufeff本年收入1万元。\n"}}, "前 / 本年收入1万元。 / 后", ""},
		{"docx", []part{{"word/a.docx", inner}}, "前 / 套内 / table{ 0,0=格 0,1=2} / 后", ""},
		{"mht", []part{{"word/a.mht", "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>一</p><p>二</p></body></html>"}}, "前 / 一 / 二 / 后", ""},
		{"two", []part{{"word/a.txt", "甲\n"}, {"word/b.txt", "乙\n"}}, "前 / 甲 / 乙 / 后", ""},
		{"a picture", []part{{"word/a.bin", "\x89PNG\r\n\x1a\n\x00\x00"}}, "前 / 后", "a PNG image"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(context.Background(), chunked(t, tt.files...), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := sketch(doc); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if warned := slices.ContainsFunc(doc.Warnings, func(w Warning) bool { return strings.Contains(w.Detail, tt.warn) }); warned != (tt.warn != "") {
				t.Errorf("warnings %+v", doc.Warnings)
			}
			checkTables(t, doc)
		})
	}
}

// TestAltChunkNests ends at a file that holds files without end, and counts all
// of them against the limits of the one.
func TestAltChunkNests(t *testing.T) {
	data := []byte(docx(t, p("底")))
	for range 2 * maxChunks {
		data = chunked(t, part{"word/a.docx", string(data)})
	}
	doc, err := Read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(sketch(doc), "前"); got != maxChunks+1 || len(doc.Warnings) != 1 {
		t.Errorf("%d levels read, warnings %+v", got, doc.Warnings)
	}
	small := DefaultLimits()
	small.Cells = 5
	if _, err := Read(context.Background(), data, small); err == nil {
		t.Error("the paragraphs of embedded files are not counted")
	}
}

// TestCasesOfFiles reads files of known faults.
func TestCasesOfFiles(t *testing.T) {
	for name, want := range map[string][]string{
		"d10_altchunk_only.docx":    {"本年收入100.5万元。", "95.50"},
		"d11_altchunk_between.docx": {"云岭区松风街道办事处2021年度部门决算", "前文", "本年支出200.5万元。", "后文"},
		"r01_star_inside_group.rtf": {"本年收入100.50万元", "支出5万元"},
		"x19_sheet_textbox.xlsx":    {"95.5", "注：本表不含结转5.5万元"},
	} {
		doc, _ := mustReadFile(t, sharedFile(t, "cases", "files", name))
		var texts []string
		for _, text := range doc.Texts() {
			texts = append(texts, text.S)
		}
		all := strings.Join(texts, "\n")
		at := 0
		for _, w := range want {
			i := strings.Index(all[at:], w)
			if i < 0 {
				t.Errorf("%s: %q is not in %q", name, w, all[at:])
				break
			}
			at += i
		}
	}
}
