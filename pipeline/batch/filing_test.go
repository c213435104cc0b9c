package batch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"gongkai/pipeline"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// budgetFile reads a file of a budget in several formats.
func budgetFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "budget", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// filed runs over in, read by a function, and returns the checks between files of one filing.
func filed(t testing.TB, in string, catalogue Catalogue, read func(context.Context, pipeline.Source, pipeline.Options) *schema.Report) (checks []sink.CheckRow, issues int) {
	t.Helper()
	out := t.TempDir()
	c := config(in, out)
	c.process, c.Catalogue = read, catalogue
	mustRun(t, c)
	for _, row := range table[sink.CheckRow](t, out, "checks/*/*.parquet") {
		if row.Rule == string(schema.RuleFiling) {
			checks = append(checks, row)
		}
	}
	for _, row := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		if row.Status != string(schema.Read) {
			t.Errorf("%s: %s", row.Path, row.Status)
		}
	}
	if paths, _ := filepath.Glob(filepath.Join(out, "current", "issues", "*.parquet")); len(paths) > 0 {
		for _, row := range table[sink.IssueRow](t, out, "issues/*.parquet") {
			if row.Code == string(schema.IssueRepublished) {
				issues++
			}
		}
	}
	return checks, issues
}

// inWord encodes digits as a Word file keeps them.
func inWord(s string) string {
	var b bytes.Buffer
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u), byte(u >> 8)})
	}
	return b.String()
}

// TestFilingOfTwoFiles holds the text of a budget, a .doc, against its tables, an
// .xls, in one folder, in one archive, under one name of the catalogue, and apart.
func TestFilingOfTwoFiles(t *testing.T) {
	notes, tables := budgetFile(t, "notes.doc"), budgetFile(t, "tables.xls")
	wrong := strings.Replace(notes, inWord("1172.12"), inWord("1127.12"), 1)
	if wrong == notes {
		t.Fatal("nothing to plant the difference in")
	}
	reads := readOnce()
	const agreeing = 14 // figures of the notes that a table states of the same fund
	for _, c := range []struct {
		name         string
		files        map[string]string
		catalogue    map[string]string // path to filing
		checks, fail int
	}{
		{"folder", map[string]string{"文化服务中心/编制说明.doc": notes, "文化服务中心/预算表.xls": tables}, nil, agreeing, 0},
		{"planted", map[string]string{"编制说明.doc": wrong, "预算表.xls": tables}, nil, agreeing, 1},
		{"archive", map[string]string{"a.zip": string(zipBytes(t, packedFile{"1.doc", notes}, packedFile{"t/2.xls", tables}))}, nil, agreeing, 0},
		{"two folders", map[string]string{"a/编制说明.doc": notes, "b/预算表.xls": tables}, nil, 0, 0},
		{"catalogue", map[string]string{"a/编制说明.doc": wrong, "b/预算表.xls": tables}, map[string]string{"a/编制说明.doc": "X", "b/预算表.xls": "X"}, agreeing, 1},
		{"catalogue says apart", map[string]string{"编制说明.doc": wrong, "预算表.xls": tables}, map[string]string{"编制说明.doc": "X", "预算表.xls": "Y"}, 0, 0},
		{"tables of its own", map[string]string{"预算.xlsx": budgetFile(t, "budget.xlsx"), "预算表.xls": tables}, nil, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := t.TempDir()
			catalogue := Catalogue{}
			for name, data := range c.files {
				write(t, filepath.Join(in, filepath.FromSlash(name)), data)
				catalogue[filepath.Join(in, filepath.FromSlash(name))] = CatalogueEntry{Filing: c.catalogue[name]}
			}
			checks, _ := filed(t, in, catalogue, reads)
			fail := 0
			for _, row := range checks {
				if row.Verdict == string(schema.Inconsistent) {
					fail++
					if !strings.Contains(row.Formula, "1127.12万元 = 表") || row.Operands[0].DocumentID == row.Operands[1].DocumentID || row.Operands[0].Role != "text" {
						t.Errorf("%s %+v", row.Formula, row.Operands)
					}
				}
			}
			if len(checks) != c.checks || fail != c.fail {
				t.Errorf("%d checks, %d inconsistent; want %d, %d", len(checks), fail, c.checks, c.fail)
			}
		})
	}
}

// splitReport makes two files of a report: its tables with their titles, and the rest.
func splitReport(t testing.TB, page string) (text, tables string) {
	t.Helper()
	from := strings.Index(page, "<h1>第二部分")
	to := strings.Index(page, "<h1>第三部分")
	body := strings.Index(page, "<body>")
	title := strings.Index(page, "</h1>") // of the cover
	if from < 0 || to < from || body < 0 || title < body {
		t.Fatal("the report has no such parts")
	}
	return page[:from] + page[to:], page[:title+len("</h1>")] + "\n" + page[from:to] + "</body></html>"
}

// TestFilingsGenerated splits generated accounts into a file of text and one of
// tables, an office a folder: nothing disagrees. A budget of the same office, or
// another office in the folder, would not be joined.
func TestFilingsGenerated(t *testing.T) {
	in := t.TempDir()
	offices := 0
	for i, style := range generate.Styles() {
		_, page, _ := generate.New(uint64(i+40), style).Render(generate.HTML)
		if !bytes.Contains(page, []byte("<h1>第二部分")) || !bytes.Contains(page, []byte("<h1>第三部分")) {
			continue // this style has its tables at the end
		}
		text, tables := splitReport(t, string(page))
		folder := filepath.Join(in, fmt.Sprint("office", i))
		write(t, filepath.Join(folder, "说明.html"), text)
		write(t, filepath.Join(folder, "决算表.html"), tables)
		offices++
	}
	checks, republished := filed(t, in, nil, nil)
	documents := map[string]bool{}
	for _, row := range checks {
		documents[row.DocumentID] = true
		if row.Verdict == string(schema.Inconsistent) {
			t.Errorf("%s", row.Formula)
		}
	}
	t.Logf("%d checks within %d filings of %d", len(checks), len(documents), offices)
	if offices < 2 || len(documents) != offices || len(checks) < 10*offices {
		t.Errorf("%d checks within %d of %d filings", len(checks), len(documents), offices)
	}
	if republished > 0 {
		t.Errorf("%d parts of a filing noted as republished", republished)
	}
}
