package extract

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// ooxmlCorpus returns the corpus folder, or skips the test.
func ooxmlCorpus(tb testing.TB) string {
	tb.Helper()
	for _, dir := range []string{"../shared/corpus", "../../shared/corpus"} {
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	tb.Skip("the corpus of real files is not here")
	return ""
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// allText joins every text of a document.
func allText(d *Document) string {
	var b strings.Builder
	for _, t := range d.Texts() {
		b.WriteString(t.S)
		b.WriteByte('\n')
	}
	return b.String()
}

var digitRuns = regexp.MustCompile(`[0-9][0-9,]*(\.[0-9]+)?`)

// numberBag counts the numbers of a text.
func numberBag(s string) map[string]int {
	bag := map[string]int{}
	for _, n := range digitRuns.FindAllString(s, -1) {
		bag[n]++
	}
	return bag
}

// recall is the share of the reference's characters, white space aside, that
// the text has, in any order.
func recall(reference, text string) float64 {
	have := map[rune]int{}
	for _, r := range text {
		have[r]++
	}
	total, found := 0, 0
	for _, r := range strings.TrimPrefix(reference, "\ufeff") {
		if unicode.IsSpace(r) {
			continue
		}
		total++
		if have[r] > 0 {
			have[r]--
			found++
		}
	}
	return float64(found) / float64(max(total, 1))
}

// TestRealDOCXAgainstReference compares with what LibreOffice reads. Its text
// export leaves the footnotes themselves out but writes their numbers at the
// anchor, where they join the text (同口径1); these are the only differences
// allowed.
func TestRealDOCXAgainstReference(t *testing.T) {
	dir := filepath.Join(ooxmlCorpus(t), "real")
	paths, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
	if len(paths) == 0 {
		t.Fatal("no docx in the corpus")
	}
	for _, path := range paths {
		name := filepath.Base(path)
		reference := string(readFile(t, filepath.Join(dir, "reference_text", name+".lo.txt")))
		doc, err := Read(context.Background(), readFile(t, path), DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := allText(doc)
		if r := recall(reference, text); r < 0.995 {
			t.Errorf("%s: recall %.4f", name, r)
		}
		notes := 0
		for _, b := range doc.Blocks {
			if b.Kind == Note {
				notes++
			}
		}
		want, got := numberBag(reference), numberBag(text)
		for n := 1; n <= notes; n++ {
			want[string(rune('0'+n))]--
		}
		maps.DeleteFunc(want, func(_ string, n int) bool { return n == 0 })
		if !maps.Equal(want, got) {
			t.Errorf("%s: numbers differ\nreference %v\nread      %v", name, want, got)
		}
	}
}

// TestOfficeCorpusNeverHangs reads every zip-based file of the corpus: a sound
// document, or a typed refusal, within the time a file may take.
func TestOfficeCorpusNeverHangs(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(ooxmlCorpus(t), "*", "*"))
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || info.IsDir() {
			continue
		}
		data := readFile(t, path)
		if !matchOOXML(data) {
			continue
		}
		var doc *Document
		if took := processorTime(t, func() { doc, err = Read(context.Background(), data, DefaultLimits()) }); took > maxTime {
			t.Errorf("%s: %v", filepath.Base(path), took)
		}
		var refusal *Refusal
		switch {
		case err == nil:
			checkDocxDocument(t, doc)
		case !errors.As(err, &refusal) || refusal.Format == "" || strings.Contains(refusal.Detail, "reader failed"):
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// checkDocxDocument holds the invariants of tables.
func checkDocxDocument(t *testing.T, d *Document) {
	t.Helper()
	if d == nil || len(d.Blocks) == 0 {
		t.Error("an empty success")
		return
	}
	for i, b := range d.Blocks {
		if (b.Kind == Heading) != (b.Level > 0) || b.Level > 9 {
			t.Errorf("block %d: %v of level %d", i, b.Kind, b.Level)
		}
		if (b.Kind == TableBlock || b.Kind == ChartBlock) != (b.Table != nil) {
			t.Errorf("block %d: %v with table %v", i, b.Kind, b.Table != nil)
		}
		if b.Table != nil {
			checkDocxTable(t, i, b.Table)
		}
	}
}

func checkDocxTable(t *testing.T, block int, table *Table) {
	t.Helper()
	taken := map[[2]int]bool{}
	last := [2]int{-1, -1}
	for _, c := range table.Cells {
		if c.Row < 0 || c.Col < 0 || c.RowSpan < 1 || c.ColSpan < 1 || c.Row+c.RowSpan > table.Rows || c.Col+c.ColSpan > table.Cols {
			t.Errorf("block %d: cell %+v outside %d×%d", block, c, table.Rows, table.Cols)
			return
		}
		if c.Row < last[0] || c.Row == last[0] && c.Col <= last[1] {
			t.Errorf("block %d: cell %d,%d after %v", block, c.Row, c.Col, last)
		}
		last = [2]int{c.Row, c.Col}
		for r := range min(c.RowSpan, 200) {
			for k := range min(c.ColSpan, 200) {
				at := [2]int{c.Row + r, c.Col + k}
				if taken[at] {
					t.Errorf("block %d: two cells at %v", block, at)
					return
				}
				taken[at] = true
			}
		}
	}
}

// officeCases says what the awkward files of the corpus test: each text occurs
// exactly as often as a person sees it.
var officeCases = []struct {
	file   string
	count  map[string]int
	refuse Reason
}{
	{"docling__drawingml.docx", map[string]int{"Text 2": 1, "Series 1": 1, "Torque": 1}, ""},
	{"docling__docx_list_resumed_numbering.docx", map[string]int{"3.\tThird ordered item": 1}, ""},
	{"docling__equations.docx", map[string]int{"A=πr^2": 3}, ""},
	{"docling__word_tables.docx", map[string]int{"Merged Cell 1.1 1.2": 2, "Merged Cell 0.2 1.2": 1}, ""},
	{"docx4j__Docx4j_GettingStarted.docx", map[string]int{"PAGEREF": 1}, ""},
	{"mammoth.js__footnote-hyperlink.docx", map[string]int{"Example": 1}, ""},
	{"mammoth.js__strict-format.docx", map[string]int{"Test": 1}, ""},
	{"mammoth.js__text-box.docx", map[string]int{"Datum plane": 1}, ""},
	{"mammoth.js__utf8-bom.docx", map[string]int{"byte order mark": 1}, ""},
	{"node-word-extractor__test17.docx", map[string]int{"Column 1": 1, "9.1": 1}, ""},
	{"pandoc__alternate_document_path.docx", map[string]int{"bold underlined": 1}, ""},
	{"pandoc__c36954_unicode.docx", map[string]int{"Hello, 世界": 1}, ""},
	{"pandoc__sdt_in_footnote.docx", map[string]int{"Bitzios u. a.": 1}, ""},
	{"pandoc__table_gridbefore.docx", map[string]int{"Bits": 1}, ""},
	{"pandoc__track_changes_deletion.docx", map[string]int{"This is a text with a deletion.": 1}, ""},
	{"pandoc__track_changes_insertion.docx", map[string]int{"two exciting insertions": 1}, ""},
	{"poi__51921-Word-Crash067.docx", nil, Empty},
	{"poi__Bug54849.docx", map[string]int{"Rich_text_cell1": 1, "Footnote_sdt": 1, "Endnote_sdt": 1, "Watermelon": 1}, ""},
	{"poi__ComplexNumberedLists.docx", map[string]int{"11.\tNow 11": 1, "c.\t2-c": 1, "12.\tCarrying on @ 12": 1}, ""},
	{"poi__FieldCodes.docx", map[string]int{"ANTONI": 1, "AUTHOR": 0, "16 June 2010": 1}, ""},
	{"poi__truncated62886.docx", nil, Truncated},
	{"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6061520554164224.docx", nil, Truncated},
	{"poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6120975439364096.docx", nil, Corrupt},
	{"python-docx__blk-paras-and-tables.docx", map[string]int{"Text before\nText after": 1, "Between": 1}, ""},
	{"python-docx__num-having-numbering-part.docx", map[string]int{"1.\tParagraph having List Number style.": 1}, ""},
	{"python-docx__shp-inline-shape-access.docx", map[string]int{"foo": 1, "bar": 1, "Category 4": 1}, ""},
	{"tika__testEXCEL_diagramData.xlsb", nil, Empty}, // a diagram and no cell
	{"tika__testWORD_2006ml.docx", map[string]int{"And this is the footnote": 1, "This is an endnote": 1, "This is a text box": 1,
		"This is the chart title": 1, "serious word art": 1, "Second paragraph here": 1, "Wordartr1c1": 1, "PAGEREF": 0, "tab\ttab": 1}, ""},
	{"tika__testWORD_missing_ooxml_bean1.docx", nil, Empty}, // its only text is deleted or moved away
	{"tika__testWORD_phonetic.docx", map[string]int{"東京": 1, "とうきょう": 0}, ""},
	{"tika__testWORD_sdtInTextBox.docx", map[string]int{"rich-text-content-control_inside-text-box": 1, "simple-text": 1}, ""},
	{"docling__xlsx_09_section_label_header.xlsx", map[string]int{"Reading List": 1, "Library Catalog": 1}, ""},
	{"tika__testEXCEL_big_numbers.xlsx", map[string]int{"123456789012346": 1}, ""},
}

func TestAwkwardOfficeFiles(t *testing.T) {
	dir := filepath.Join(ooxmlCorpus(t), "office")
	for _, c := range officeCases {
		t.Run(c.file, func(t *testing.T) {
			doc, err := Read(context.Background(), readFile(t, filepath.Join(dir, c.file)), DefaultLimits())
			var refusal *Refusal
			if errors.As(err, &refusal) {
				if refusal.Reason != c.refuse {
					t.Errorf("refused as %v, want %q", err, c.refuse)
				}
				return
			}
			if c.refuse != "" {
				t.Fatalf("read, want refusal %s", c.refuse)
			}
			text := allText(doc)
			for want, n := range c.count {
				if got := strings.Count(text, want); got != n {
					t.Errorf("%q occurs %d times, want %d", want, got, n)
				}
			}
		})
	}
}

// TestNumberingAsWordShowsIt reads a file whose paragraphs say in their own
// text what number Word gives them.
func TestNumberingAsWordShowsIt(t *testing.T) {
	data := readFile(t, filepath.Join(ooxmlCorpus(t), "office", "tika__testWORD_override_list_numbering.docx"))
	doc, err := Read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	ordinals := strings.NewReplacer("0th", "0", "1st", "1", "2nd", "2", "3rd", "3", "4th", "4", "5th", "5")
	checked := 0
	for _, b := range doc.Blocks {
		number, text, numbered := strings.Cut(b.Text.S, "\t")
		if !numbered {
			continue
		}
		checked++
		if want := strings.TrimSpace(ordinals.Replace(text)); number != want {
			t.Errorf("number %q, Word shows %q", number, want)
		}
	}
	if checked < 40 {
		t.Errorf("only %d numbered paragraphs", checked)
	}
}
