package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"unicode"
)

// corpus returns the directory of real files, or skips the test.
func msCorpus(t testing.TB) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no ../shared/corpus beside the repository")
	}
	return dir
}

// msRead reads a file with default limits.
func msRead(t testing.TB, path string) (*Document, error) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Read(context.Background(), data, DefaultLimits())
}

// docText joins the texts of a document.
func docText(d *Document) string {
	var b strings.Builder
	for _, t := range d.Texts() {
		b.WriteString(t.S)
		b.WriteByte('\n')
	}
	return b.String()
}

var numberPattern = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)

// numbers returns the sorted numbers of a text.
func numbers(s string) []string {
	out := numberPattern.FindAllString(s, -1)
	sort.Strings(out)
	return out
}

// textRecall is the share of the characters of want, white space aside, that got
// has too, counted as multisets.
func textRecall(want, got string) float64 {
	count := map[rune]int{}
	for _, r := range got {
		count[r]++
	}
	total, found := 0, 0
	for _, r := range want {
		if unicode.IsSpace(r) || r == '\ufeff' {
			continue
		}
		total++
		if count[r] > 0 {
			count[r]--
			found++
		}
	}
	return float64(found) / float64(max(total, 1))
}

// TestDocAgainstLibreOffice compares the real .doc and .wps files with the
// text LibreOffice exports of them.
func TestDocAgainstLibreOffice(t *testing.T) {
	dir := filepath.Join(msCorpus(t), "real")
	refs, _ := filepath.Glob(filepath.Join(dir, "reference_text", "*.lo.txt"))
	n := 0
	for _, ref := range refs {
		name := strings.TrimSuffix(filepath.Base(ref), ".lo.txt")
		if ext := filepath.Ext(name); ext != ".doc" && ext != ".wps" {
			continue
		}
		n++
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(ref)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := msRead(t, filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			got := docText(doc)
			if r := textRecall(string(want), got); r < 0.995 {
				t.Errorf("character textRecall %.4f, want 0.995", r)
			}
			if a, b := fmt.Sprint(numbers(string(want))), fmt.Sprint(numbers(got)); a != b {
				t.Errorf("numbers differ:\nwant %s\ngot  %s", a, b)
			}
		})
	}
	if n == 0 {
		t.Error("no reference text found")
	}
}

// officeOutcomes is what becomes of each awkward file: "" is a Document.
var officeOutcomes = map[string]Reason{
	"format-corpus__NEWSSLID.DOC":              Unsupported, // Word 2
	"format-corpus__lorem-ipsum.rtf":           "",
	"format-corpus__testWindowsWrite.wri":      Unsupported,
	"format-corpus__testWordPerfect_50.doc":    Unsupported,
	"format-corpus__testWordPerfect_51_52.doc": Unsupported,
	"markitdown__test.rtf":                     "",
	"node-word-extractor__test19.doc":          "",
	"poi__51921-Word-Crash067.doc":             Empty, // LibreOffice shows no text either
	"poi__Bug33519.doc":                        "",
	"poi__Bug46817.doc":                        "",
	"poi__HeaderFooterUnicode.doc":             "",
	"poi__HeaderWithMacros.doc":                "",
	"poi__ListEntryNoListTable.doc":            "",
	"poi__MSWriteOld.wri":                      Unsupported,
	"poi__SimpleMacro.doc":                     "",
	"poi__clusterfuzz-testcase-minimized-POIHWPFFuzzer-4951943183990784.doc": "",
	"poi__clusterfuzz-testcase-minimized-POIHWPFFuzzer-5418937293340672.doc": Corrupt, // no table stream
	"poi__footnote.doc":                                       "",
	"poi__password_password_cryptoapi.doc":                    Encrypted,
	"poi__simple-list.doc":                                    "",
	"poi__word2.doc":                                          Unsupported,
	"tika__testEXCEL_4.xls":                                   Unsupported,
	"tika__testEXCEL_macro.xls":                               "",
	"tika__testEXCEL_phonetic.xls":                            "",
	"tika__testException1.doc":                                "",
	"tika__testException2.doc":                                "",
	"tika__testLargeOLEDoc.doc":                               ImageOnly, // an embedded object and nothing else
	"tika__testRTFControls.rtf":                               "",
	"tika__testRTFCorruptListOverride.rtf":                    "",
	"tika__testRTFUnicodeGothic.rtf":                          "",
	"tika__testRTFUnicodeUCNControlWordCharacterDoubling.rtf": "",
	"tika__testRTFWord2010CzechCharacters.rtf":                "",
	"tika__testRTF_parInsideHyperlink.rtf":                    "",
	"tika__testWORDML_tableInsideParagraph.doc":               "",
	"tika__testWORD_embedded_rtf.doc":                         "",
	"tika__testWORD_protected_drm.doc":                        Encrypted,
	"tika__testWORD_specialControlCharacter1415.doc":          "",
	"tika__testWORD_tabular_symbol.doc":                       "",
	"tika__testWordPerfect.wpd":                               Unsupported,
}

// TestOfficeOutcomes reads every awkward Word, RTF and Excel file.
func TestOfficeOutcomes(t *testing.T) {
	dir := filepath.Join(msCorpus(t), "office")
	for name, want := range officeOutcomes {
		t.Run(name, func(t *testing.T) {
			var doc *Document
			var err error
			if took := processorTime(t, func() { doc, err = msRead(t, filepath.Join(dir, name)) }); took > maxTime {
				t.Errorf("took %v", took)
			}
			var r *Refusal
			switch {
			case err == nil && want != "":
				t.Errorf("read, want %s", want)
			case err == nil:
				checkTables(t, doc)
			case !errors.As(err, &r) || r.Reason != want:
				t.Errorf("%v, want %q", err, want)
			}
		})
	}
}

// TestOfficeListed fails when a file of these formats has no expected outcome.
func TestOfficeListed(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(msCorpus(t), "office"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".doc", ".rtf", ".xls", ".wri", ".wps", ".wpd":
			if _, ok := officeOutcomes[e.Name()]; !ok {
				t.Errorf("%s has no expected outcome", e.Name())
			}
		}
	}
}

// checkTables fails when cells of a table overlap, leave it or come unsorted.
func checkTables(t testing.TB, d *Document) {
	t.Helper()
	for i := range d.Blocks {
		tab := d.Blocks[i].Table
		if tab == nil {
			continue
		}
		area := 0
		for _, c := range tab.Cells {
			if c.RowSpan < 1 || c.ColSpan < 1 || c.Row < 0 || c.Col < 0 || c.Row+c.RowSpan > tab.Rows || c.Col+c.ColSpan > tab.Cols {
				t.Fatalf("block %d: cell %+v outside %dx%d", i, c, tab.Rows, tab.Cols)
			}
			area += c.RowSpan * c.ColSpan
		}
		if area > 1<<22 {
			continue
		}
		taken := map[[2]int]bool{}
		for k, c := range tab.Cells {
			if p := k - 1; p >= 0 && (tab.Cells[p].Row > c.Row || tab.Cells[p].Row == c.Row && tab.Cells[p].Col >= c.Col) {
				t.Fatalf("block %d: cell %d,%d out of order", i, c.Row, c.Col)
			}
			for r := c.Row; r < c.Row+c.RowSpan; r++ {
				for col := c.Col; col < c.Col+c.ColSpan; col++ {
					if taken[[2]int{r, col}] {
						t.Fatalf("block %d: cells overlap at %d,%d", i, r, col)
					}
					taken[[2]int{r, col}] = true
				}
			}
		}
	}
}

// outlineOf prints blocks in short, for comparison: one line each.
func outlineOf(d *Document) string {
	var b strings.Builder
	for _, bl := range d.Blocks {
		fmt.Fprintf(&b, "%s %d %s\n", bl.Kind, bl.Level, bl.Text.S)
		if bl.Table == nil {
			continue
		}
		fmt.Fprintf(&b, "%dx%d\n", bl.Table.Rows, bl.Table.Cols)
		for _, c := range bl.Table.Cells {
			fmt.Fprintf(&b, "%d,%d %dx%d %s\n", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text.S)
		}
	}
	return b.String()
}

const reportOutline = `heading 1 某某局2023年度部门决算
paragraph 0 （单位：万元）
heading 2 一、收入支出决算总体情况
paragraph 0 2023年度收入总计1,234.56万元，支出总计1,234.56万元。
paragraph 0 1.	公务接待费3.20万元
paragraph 0 2.	会议费0.80万元
table 0 
6x4
0,0 2x1 项目
0,1 1x3 决算数
1,1 1x1 合计
1,2 1x1 基本支出
1,3 1x1 项目支出
2,0 1x1 教育支出
2,1 1x1 100.10
2,2 1x1 60.05
2,3 1x1 40.05
3,0 2x1 卫生健康支出
3,1 1x1 20.00
3,2 1x1 20.00
3,3 1x1 
4,1 1x2 其中：人员经费
4,3 1x1 5.5
5,0 1x4 注：本表金额转换为万元时，因四舍五入可能存在尾差。
paragraph 0 表后文字。
table 0 
1x2
0,0 1x1 外
0,1 1x1 外表
table 0 
1x2
0,0 1x1 内一
0,1 1x1 内二
paragraph 0 完。
`

// TestReportFixtures reads one report saved as doc and as RTF by LibreOffice
// 7.4: merged and nested cells, headings by style, automatic numbers.
func TestReportFixtures(t *testing.T) {
	for _, path := range []string{"testdata/doc/report.doc", "testdata/rtf/report.rtf"} {
		doc, err := msRead(t, path)
		if err != nil {
			t.Fatal(err)
		}
		checkTables(t, doc)
		if got := outlineOf(doc); got != reportOutline {
			t.Errorf("%s:\n%s\nwant\n%s", path, got, reportOutline)
		}
	}
}

// TestNamesOfStreams: the names of streams are the same in any case ([MS-CFB] 2.6.4).
func TestNamesOfStreams(t *testing.T) {
	wide := func(name string) []byte {
		var b []byte
		for i := range len(name) {
			b = append(b, name[i], 0)
		}
		return b
	}
	for path, name := range map[string]string{"testdata/doc/report.doc": "WordDocument", "testdata/xls/sheet.xls": "Workbook"} {
		data := readFile(t, path)
		for _, as := range []string{strings.ToUpper(name), strings.ToLower(name)} {
			renamed := bytes.Replace(data, wide(name), wide(as), 1)
			if bytes.Equal(renamed, data) {
				t.Fatalf("%s has no %s", path, name)
			}
			want, err := Read(t.Context(), data, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read(t.Context(), renamed, Limits{})
			if err != nil || sketch(got) != sketch(want) {
				t.Errorf("%s with %s: %v", path, as, err)
			}
		}
	}
}

// TestTruncated cuts files at many places: always a document or a refusal.
func TestTruncated(t *testing.T) {
	for _, path := range []string{"testdata/doc/report.doc", "testdata/rtf/report.rtf", "testdata/xls/sheet.xls"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n < len(data); n += 97 {
			doc, err := Read(context.Background(), data[:n], DefaultLimits())
			var r *Refusal
			if (doc == nil) == (err == nil) || err != nil && (!errors.As(err, &r) || strings.Contains(r.Detail, "reader failed")) {
				t.Fatalf("%s cut at %d: %v", path, n, err)
			}
		}
	}
}

// fuzzRead reads data: a document or a refusal, no panic, no overlap.
func fuzzRead(f *testing.F, globs ...string) {
	dir := filepath.Join("..", "..", "shared", "corpus")
	for _, g := range globs {
		fixtures, _ := filepath.Glob(filepath.Join("testdata", g))
		files, _ := filepath.Glob(filepath.Join(dir, "*", filepath.Base(g)))
		for _, path := range append(fixtures, files...) {
			if data, err := os.ReadFile(path); err == nil && len(data) < 20_000 { // the minimiser's work grows with the square
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(t.Context(), data, fuzzLimits())
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v and error %v", doc, err)
		}
		if err != nil {
			var r *Refusal
			if !errors.As(err, &r) || strings.Contains(r.Detail, "reader failed") || r.Reason == TimedOut {
				t.Fatal(err)
			}
			return
		}
		checkTables(t, doc)
	})
}

func FuzzReadDOC(f *testing.F) { fuzzRead(f, "doc/*.doc", "doc/*.wps") }
func FuzzReadRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansicpg936 \'d4\'a4\u31639?\par\trowd\clvmgf\cellx9\clmgf\cellx20\clmrg\cellx30 \intbl a\cell b\cell c\cell\row}`))
	f.Add([]byte(`{\rtf1{\field{\*\fldinst PAGE}{\fldrslt 3}}{\footnote\pard x\par}\pard\intbl\itap2 1\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}\cell\row}`))
	fuzzRead(f, "rtf/*.rtf")
}
func FuzzReadXLS(f *testing.F) { fuzzRead(f, "xls/*.xls") }

// benchRead measures reading one file.
func benchRead(b *testing.B, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skip(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadDOC(b *testing.B) {
	dir := msCorpus(b)
	for _, name := range []string{"real/海南_2020_57799__关于2021年海南省政府预算公开部分事项的说明.doc", "office/poi__Bug33519.doc"} {
		b.Run(filepath.Base(name), func(b *testing.B) { benchRead(b, filepath.Join(dir, name)) })
	}
}

func BenchmarkReadXLS(b *testing.B) {
	benchRead(b, filepath.Join(msCorpus(b), "real", "海南_2020_57799__2021年海南省省级政府预算表.xls"))
}

func BenchmarkReadRTF(b *testing.B) { benchRead(b, "testdata/rtf/report.rtf") }
