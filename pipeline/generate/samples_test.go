package generate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const samplesDir = "../../samples"

// TestSamplesContainTheirContradictions holds expected.tsv to the files: the
// numbers of every contradiction stand in its report, and one report has none.
func TestSamplesContainTheirContradictions(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(samplesDir, ".expected.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	texts := sampleTexts(t)
	faulty := map[string]int{}
	for _, line := range strings.Split(strings.TrimRight(string(list), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			t.Fatalf("%d columns: %q", len(f), line)
		}
		faulty[f[0]]++
		for _, raw := range append(strings.Split(f[7], "|"), f[3], f[6]) {
			if !strings.Contains(texts[f[0]], raw) {
				t.Errorf("%s: %q is not in the report", f[0], raw)
			}
		}
	}
	if len(texts) != 4 || len(faulty) != 3 {
		t.Errorf("%d reports, %d with contradictions; want 4 and 3", len(texts), len(faulty))
	}
	for name, n := range faulty {
		if n < 2 || n > 5 {
			t.Errorf("%s has %d contradictions", name, n)
		}
	}
}

// sampleTexts reads the text of every sample by file name.
func sampleTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	entries, err := os.ReadDir(samplesDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		format := Format(strings.TrimPrefix(filepath.Ext(e.Name()), "."))
		if format != Text && format != Docx {
			continue
		}
		data, err := os.ReadFile(filepath.Join(samplesDir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if texts[e.Name()], err = plain(format, data); err != nil {
			t.Fatalf("%s: %v", e.Name(), err)
		}
	}
	return texts
}
