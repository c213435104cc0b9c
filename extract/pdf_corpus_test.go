package extract

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"testing"
)

// pdfCorpusDir holds real filings; tests that read it skip without it.
const pdfCorpusDir = "../../shared/corpus/real"

// pdfCorpus returns the names of the PDFs of the corpus.
func pdfCorpus(t testing.TB) []string {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(pdfCorpusDir, "*.pdf"))
	if len(names) == 0 {
		t.Skip("no PDFs in " + pdfCorpusDir)
	}
	return names
}

// pdfDocs keeps what was read, by path: several tests judge the same files.
var pdfDocs sync.Map

// readPDFFile reads a PDF of the corpus.
func readPDFFile(t testing.TB, path string) *Document {
	t.Helper()
	if d, ok := pdfDocs.Load(path); ok {
		return d.(*Document)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(context.Background(), data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	pdfDocs.Store(path, d)
	return d
}

// pdfCorpusFile returns the PDF whose name contains part.
func pdfCorpusFile(t testing.TB, part string) *Document {
	t.Helper()
	for _, path := range pdfCorpus(t) {
		if strings.Contains(path, part) {
			return readPDFFile(t, path)
		}
	}
	t.Skip("no PDF named " + part)
	return nil
}

var pdfNumeral = regexp.MustCompile(`[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?`)

// pdfNumerals counts the numbers of a text.
func pdfNumerals(into map[string]int, text string, n int) {
	for _, m := range pdfNumeral.FindAllString(text, -1) {
		into[m] += n
	}
}

// pdfClippedNumbers are the differences that are right: page 3 and 4 of the file
// draw one text whole and clip it, and pdftotext, which ignores clips, reads the
// items 8 to 12 on both pages. They are on one page each.
var pdfClippedNumbers = map[string]map[string]int{
	"普陀区商务委员会2025部门预算.pdf": {"8": -1, "9": -1, "10": -1, "11": -1, "12": -1},
}

// TestPDFNumbers holds the numbers read against those another extractor sees.
func TestPDFNumbers(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	for _, path := range pdfCorpus(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			out, err := exec.Command(tool, "-layout", path, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			diff := map[string]int{}
			for page := range strings.SplitSeq(string(out), "\f") {
				pdfNumerals(diff, pdfWithoutPageNumber(page), -1)
			}
			total := 0
			for _, text := range readPDFFile(t, path).Texts() {
				pdfNumerals(diff, text.S, 1)
				total += len(pdfNumeral.FindAllString(text.S, -1))
			}
			var wrong []string
			for s, n := range diff {
				if n != pdfClippedNumbers[filepath.Base(path)][s] {
					wrong = append(wrong, s+":"+strings.Repeat("+", max(n, 0))+strings.Repeat("-", max(-n, 0)))
				}
			}
			sort.Strings(wrong)
			if len(wrong) > 0 {
				t.Errorf("of %d numbers: %s", total, strings.Join(wrong, " "))
			}
		})
	}
}

// pdfWithoutPageNumber drops the last line of a page when it is only a number.
func pdfWithoutPageNumber(page string) string {
	lines := strings.Split(strings.TrimRight(page, "\n "), "\n")
	last := len(lines) - 1
	if pdfNumeral.ReplaceAllString(strings.TrimSpace(lines[last]), "") == "" {
		lines = lines[:last]
	}
	return strings.Join(lines, "\n")
}
