package nlp

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "make the list of common words anew")

// leastFrequency is that of the words taken from gse's dictionary.
const leastFrequency = 50

// TestCommonWords holds that the list is made of the dictionary of the gse in
// go.mod, so that a new version of it does not go unseen.
func TestCommonWords(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-ego/gse").Output()
	if err != nil {
		t.Skipf("gse's dictionary is not to be found: %v", err)
	}
	dictionary, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "data", "dict", "zh", "s_1.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for line := range strings.Lines(string(dictionary)) {
		fields := strings.Split(line, " ") // a word may hold no blank
		if len(fields) != 3 {
			continue
		}
		if n, err := strconv.ParseFloat(fields[1], 64); err == nil && n >= leastFrequency {
			want.WriteString(line)
		}
	}
	if *update {
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(want.String())); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("common.txt.gz", packed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := commonWords(); got != want.String() || len(got) < 500_000 {
		t.Errorf("the list of %d bytes is not made of the dictionary, which gives %d; make it anew with -update", len(got), want.Len())
	}
}
