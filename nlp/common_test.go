package nlp

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	var lines []string
	for line := range strings.Lines(string(dictionary)) {
		fields := strings.Split(line, " ") // a word may hold no blank
		if len(fields) != 3 {
			continue
		}
		if n, err := strconv.ParseFloat(fields[1], 64); err == nil && n >= leastFrequency {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines) // in order they are packed smaller
	want := strings.Join(lines, "")
	if *update {
		pack := exec.Command("zstd", "--ultra", "-22", "-q", "-c") // an eighth smaller than gzip
		pack.Stdin = strings.NewReader(want)
		packed, err := pack.Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("common.txt.zst", packed, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := commonWords(); got != want || len(got) < 500_000 {
		t.Errorf("the list of %d bytes is not made of the dictionary, which gives %d; make it anew with -update", len(got), len(want))
	}
}
