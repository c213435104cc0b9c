package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/generate"
	"gongkai/schema"
)

// The files in testdata/parity are two reports saved by LibreOffice 7.4 in
// every format an office might publish them in, compressed:
// wanfeng is samples/归墟市拾光区晚枫街道办事处2023年度部门决算.docx, and small is
// a made-up report with automatic numbering, merged cells, a footnote, a text
// box and hidden text (small.docx is the original). Text has a line for each
// cell. Of small there is no XHTML and no text: the one is written without the
// text box, the other too, with the footnote's number inside the sentence, and
// both with the hidden text. WordprocessingML 2003 LibreOffice writes without
// vertical merges (no w:vmerge for eight w:vMerge), so wordML writes it.

// saved returns one report in one format.
func saved(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "parity", name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// archived wraps a page as a browser's "save as single file" does.
func archived(page []byte) []byte {
	var b bytes.Buffer
	b.WriteString("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"----part\"\r\n\r\n" +
		"------part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n" +
		"Content-Location: http://example.gov.cn/report.html\r\n\r\n")
	code := base64.StdEncoding.EncodeToString(page)
	for line := range slices.Chunk([]byte(code), 76) {
		b.Write(line)
		b.WriteString("\r\n")
	}
	b.WriteString("------part--\r\n")
	return b.Bytes()
}

// processed reads a file and insists that it was read.
func processed(t *testing.T, path string, data []byte) *schema.Report {
	t.Helper()
	r := Process(context.Background(), tagger(), Source{Path: path, Data: data}, Options{Limits: extract.DefaultLimits()})
	if r.Document.Status == schema.Refused {
		t.Fatalf("%s refused: %s %s", path, r.Document.Reason, r.Document.Detail)
	}
	return r
}

// bag counts what something says.
type bag map[string]int

// factBag counts a report's facts by their meaning, whatever their place.
func factBag(r *schema.Report) bag {
	b := bag{}
	for i := range r.Facts {
		f := &r.Facts[i]
		b[fmt.Sprintf("%s|%s|%s|%v|%+v|%s|%s|%s", f.Concept, f.Form, f.Measure, f.Period, f.Dimensions, f.Value, f.Unit, f.Approx)]++
	}
	return b
}

// checkBag counts a report's checks by rule, verdict and the values they compare.
func checkBag(r *schema.Report) bag {
	b := bag{}
	for i := range r.Checks {
		c := &r.Checks[i]
		var values []string
		for _, o := range c.Operands {
			values = append(values, string(o.Role)+"="+o.Fact.Value.String())
		}
		slices.Sort(values)
		b[fmt.Sprintf("%s|%s|%s", c.Rule, c.Verdict, strings.Join(values, " "))]++
	}
	return b
}

// difference lists what one bag has more often than the other.
func difference(want, got bag) (lines []string) {
	for k, n := range want {
		if got[k] < n {
			lines = append(lines, fmt.Sprintf("missing %d× %s", n-got[k], k))
		}
	}
	for k, n := range got {
		if want[k] < n {
			lines = append(lines, fmt.Sprintf("extra   %d× %s", n-want[k], k))
		}
	}
	slices.Sort(lines)
	return lines
}

// tabbed writes a report as Word saves plain text: a line for each paragraph
// and each row of a table, with tabs between cells. A merged cell stands at its
// upper left.
func tabbed(t *testing.T, data []byte) []byte {
	t.Helper()
	doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		if block.Text.S != "" {
			fmt.Fprintln(&b, block.Text.S)
		}
		if block.Table == nil {
			continue
		}
		grid := make([][]string, block.Table.Rows)
		for y := range grid {
			grid[y] = make([]string, block.Table.Cols)
		}
		for _, c := range block.Table.Cells {
			grid[c.Row][c.Col] = strings.ReplaceAll(c.Text.S, "\n", "")
		}
		for _, row := range grid {
			fmt.Fprintln(&b, strings.Join(row, "\t"))
		}
		fmt.Fprintln(&b)
	}
	return b.Bytes()
}

// TestSameReportInEveryFormat holds that a report means the same in whatever
// format it is saved.
func TestSameReportInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, report := range []string{"wanfeng", "small"} {
		original := processed(t, report+".docx", saved(t, report+".docx"))
		facts, checks := factBag(original), checkBag(original)
		t.Logf("%s: %d facts, %d checks", report, len(original.Facts), len(original.Checks))
		if len(facts) == 0 || len(checks) == 0 {
			t.Fatal("nothing to compare")
		}
		page := saved(t, report+".html")
		files := map[string][]byte{"mhtml": archived(page), "wps": saved(t, report+".doc"), "docx renamed.txt": saved(t, report+".docx"), "tabs.txt": tabbed(t, saved(t, report+".docx"))}
		for _, ext := range []string{"doc", "odt", "rtf", "html"} {
			files[ext] = saved(t, report+"."+ext)
		}
		if report == "wanfeng" {
			files["xhtml"] = saved(t, report+".xhtml")
			files["txt"] = saved(t, report+".txt")
			files["xml"] = wordML(t, saved(t, report+".docx"))
			original, _ := filepath.Glob(filepath.Join("..", "samples", "归墟市*.docx"))
			if len(original) != 1 {
				t.Fatal("the sample is not there")
			}
			data, err := os.ReadFile(original[0])
			if err != nil {
				t.Fatal(err)
			}
			files["original docx"] = data
		}
		for name, data := range files {
			t.Run(report+"/"+name, func(t *testing.T) {
				got := processed(t, report+"."+name, data)
				t.Logf("%s: %d facts, %d checks", got.Document.Format, len(got.Facts), len(got.Checks))
				same(t, "fact", facts, factBag(got))
				same(t, "check", checks, checkBag(got))
			})
		}
	}
}

// same reports how two bags differ.
func same(t *testing.T, what string, want, got bag) {
	t.Helper()
	lines := difference(want, got)
	for _, line := range lines[:min(len(lines), 40)] {
		t.Error(what, line)
	}
	if len(lines) > 40 {
		t.Errorf("and %d more", len(lines)-40)
	}
}

// cellwise writes a report as LibreOffice saves it as text: a line for each
// paragraph and each cell, an empty one for a cell covered from above, none for
// one covered from the left.
func cellwise(t *testing.T, data []byte) []byte {
	t.Helper()
	doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	for i := range doc.Blocks {
		block := &doc.Blocks[i]
		if block.Table == nil {
			fmt.Fprintln(&b, block.Text.S)
			continue
		}
		at := map[[2]int]string{}
		for _, c := range block.Table.Cells {
			for y := c.Row; y < c.Row+c.RowSpan; y++ {
				at[[2]int{y, c.Col}] = ""
			}
			at[[2]int{c.Row, c.Col}] = c.Text.S
		}
		for y := range block.Table.Rows {
			for x := range block.Table.Cols {
				if text, ok := at[[2]int{y, x}]; ok {
					fmt.Fprintln(&b, text)
				}
			}
		}
		fmt.Fprintln(&b) // reports have an empty paragraph after a table
	}
	return b.Bytes()
}

// wordML writes a report as WordprocessingML 2003: its tables with w:gridSpan,
// w:vmerge w:val="restart" where cells merged downwards begin and w:vmerge where
// they go on (Office 2003 XML reference schemas, vmergeElt).
func wordML(t *testing.T, data []byte) []byte {
	t.Helper()
	doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>`)
	paragraph := func(properties, text string) {
		fmt.Fprintf(&b, "<w:p><w:pPr>%s</w:pPr><w:r><w:t>%s</w:t></w:r></w:p>", properties, html.EscapeString(text))
	}
	for i := range doc.Blocks {
		switch block := &doc.Blocks[i]; {
		case block.Table != nil:
			writeWordMLTable(&b, block.Table, paragraph)
		case block.Level > 0:
			paragraph(fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, block.Level-1), block.Text.S)
		default:
			paragraph("", block.Text.S)
		}
	}
	b.WriteString("</w:body></w:wordDocument>")
	return b.Bytes()
}

func writeWordMLTable(b *bytes.Buffer, table *extract.Table, paragraph func(properties, text string)) {
	b.WriteString("<w:tbl>")
	for y := range table.Rows {
		b.WriteString("<w:tr>")
		for x := 0; x < table.Cols; x++ {
			for _, c := range table.Cells {
				if c.Col != x || y < c.Row || y >= c.Row+c.RowSpan {
					continue
				}
				merge, text := "", c.Text.S
				if c.RowSpan > 1 {
					merge = `<w:vmerge w:val="restart"/>`
				}
				if y > c.Row {
					merge, text = "<w:vmerge/>", ""
				}
				fmt.Fprintf(b, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr>`, c.ColSpan, merge)
				paragraph("", text)
				b.WriteString("</w:tc>")
			}
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
}

// TestTextWithLineForEachCell holds that of made-up reports, written so, every
// fact read from a statement is one of the report, and that few are lost: a
// statement without a figure, or whose last row leaves open where it ends, stays
// text. Forms of performance tables, a label and its value in turn, always do.
// That cellwise writes what LibreOffice writes is checked against its own file.
func TestTextWithLineForEachCell(t *testing.T) {
	t.Parallel()
	if got, want := cellwise(t, saved(t, "wanfeng.docx")), saved(t, "wanfeng.txt"); !bytes.Equal(got, want) {
		t.Fatalf("%d bytes where LibreOffice writes %d, or others", len(got), len(want))
	}
	all, lost, seeds := 0, 0, uint64(4)
	if raced { // no two goroutines meet here
		seeds = 1
	}
	for _, style := range generate.Styles() {
		for seed := range seeds {
			_, data, _ := generate.New(seed, style).Render(generate.Docx)
			want := factBag(statements(processed(t, "report.docx", data)))
			got := factBag(statements(processed(t, "report.txt", cellwise(t, data))))
			for fact, n := range want {
				all += n
				lost += max(0, n-got[fact])
			}
			for fact, n := range got {
				if n > want[fact] {
					t.Errorf("%s, seed %d: made up %s", style.ID, seed, fact)
				}
			}
		}
	}
	t.Logf("%d of %d facts of statements lost", lost, all)
	if lost*100 > all {
		t.Errorf("%d of %d facts of statements lost", lost, all)
	}
}

// statements returns a report with the facts of the financial statements.
func statements(r *schema.Report) *schema.Report {
	some := &schema.Report{}
	for i := range r.Facts {
		if strings.HasPrefix(string(r.Facts[i].Section), "table.T") {
			some.Facts = append(some.Facts, r.Facts[i])
		}
	}
	return some
}
