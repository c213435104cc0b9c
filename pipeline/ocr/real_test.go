package ocr

import (
	"os"
	"strings"
	"testing"

	"gongkai/extract"
)

// TestRealEngine has the engine that GONGKAI_OCR names (auto, rapidocr, tesseract or a
// command) read a page of a drawn report, printed, turned by two degrees, with specks
// and a seal over figures. Nearly all amounts must be right, each in its column.
func TestRealEngine(t *testing.T) {
	asked := os.Getenv("GONGKAI_OCR")
	if asked == "" {
		t.Skip("GONGKAI_OCR names no engine: auto takes what is installed")
	}
	name, err := Resolve(t.Context(), asked)
	if err != nil {
		t.Skipf("no engine: %v", err)
	}
	data, err := os.ReadFile("testdata/page.jpg")
	if err != nil {
		t.Fatal(err)
	}
	e := Open(name)
	defer e.Close()
	doc, err := extract.ReadScans(t.Context(), data, extract.DefaultLimits(), e.Recogniser())
	if err != nil {
		t.Fatal(err)
	}
	columns := [2]string{
		"88.93 80.12 40.84 67.64 44.39 39.10 27.70 53.80 24.02 110.96 17.42 93.54 863.83",
		"11.74 14.61 11.04 12.88 8.91 3.07 6.28 1.68 6.50 5.69 3.29 17.04 17.04 159.66",
	}
	right, all := 0, 0
	for k, want := range columns {
		all += len(strings.Fields(want))
		right += common(strings.Fields(want), column(doc, 3*k+2))
	}
	t.Logf("%s: %d of %d amounts", name, right, all)
	least := map[string]int{RapidOCR: 25, Tesseract: 13}[name]
	if right < least {
		t.Errorf("%d of %d amounts are right, %d were", right, all, least)
	}
}

// column returns the texts of a column of the first table.
func column(doc *extract.Document, col int) (out []string) {
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for _, c := range b.Table.Cells {
			if c.Col == col {
				out = append(out, c.Text.S)
			}
		}
		return out
	}
	return nil
}

// common counts what two lists have in common.
func common(a, b []string) (n int) {
	left := make(map[string]int)
	for _, s := range b {
		left[s]++
	}
	for _, s := range a {
		if left[s] > 0 {
			left[s]--
			n++
		}
	}
	return n
}
