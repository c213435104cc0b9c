package nlp

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealText holds on real reports that every digit lies in exactly one
// mention and that spans are sound. With NLP_DUMP set it prints every mention
// of the text files below that folder, in its context, for reading.
func TestRealText(t *testing.T) {
	root := shared(t, "corpus", "real")
	dump := os.Getenv("NLP_DUMP")
	if dump != "" {
		root = dump
	}
	files, bare, all := 0, 0, 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".txt") {
			return err
		}
		files++
		for i, s := range readLines(t, path) {
			ms := Scan(s, ScanOptions{})
			checkSpans(t, s, ms)
			checkDigits(t, s, ms)
			for _, m := range ms {
				all++
				if m.Kind == Number {
					bare++
				}
				if dump != "" {
					a, b := max(0, m.Start-30), min(len(s), m.End+24)
					fmt.Printf("%s:%d|%s【%s】%s|%s %s %s %s %s %d\n", filepath.Base(path), i+1, s[a:m.Start], s[m.Start:m.End], s[m.End:b], m.Kind, m.Value, m.Unit, m.Approx, m.Text, m.Decimals)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Skip("no real text")
	}
	t.Logf("%d files, %d mentions, %d bare numbers", files, all, bare)
}

func checkDigits(t interface{ Fatalf(string, ...any) }, text string, ms []Mention) {
	covered := make([]bool, len(text))
	for _, m := range ms {
		for i := m.Start; i < m.End; i++ {
			covered[i] = true
		}
	}
	for i, r := range text {
		if isDigit(fold(r)) && !covered[i] {
			t.Fatalf("%q: digit at %d in no mention", text, i)
		}
	}
}
