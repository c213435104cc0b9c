//go:build !race

package pipeline

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/internal/grow"
)

// mostGrowth is how many times more twice the text may cost.
const mostGrowth = 2.2

// mostSteps is how many times more four times the text may allocate: room grows by
// steps, and what is looked for among so many tables at most grows up to that bound.
// What grows by the square takes sixteen times as much.
const mostSteps = 8

// TestGrowth reads each construct at two and at eight times its size and looks at
// what is allocated.
func TestGrowth(t *testing.T) {
	tagger()
	allocated := func(text string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := Read(t.Context(), []byte(text), Options{Timeout: -1, Limits: extract.Limits{Memory: -1}}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	for _, c := range grow.Constructs() {
		allocated(c.Make(c.N)) // what is made once, and room that is kept
		if small, large := allocated(c.Make(2*c.N)), allocated(c.Make(8*c.N)); large > mostSteps*small {
			t.Errorf("%s: %.0f bytes for four times as many as took %.0f, %.2f times as much", c.Name, large, small, large/small)
		}
	}
}

// TestGrowthCounted is TestGrowth of all that is executed, the loops of the
// library too, counted by a program built for it: GONGKAI_COUNT=1, some minutes.
func TestGrowthCounted(t *testing.T) {
	if os.Getenv("GONGKAI_COUNT") == "" {
		t.Skip("GONGKAI_COUNT=1 builds a program that counts what it executes")
	}
	program := filepath.Join(t.TempDir(), "counted")
	build := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg=gongkai/...,strings,slices,regexp,unicode/utf8", "-o", program, "./internal/grow/counted")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var said bytes.Buffer
	counted := exec.CommandContext(t.Context(), program)
	counted.Stdout, counted.Stderr = &said, os.Stderr
	if err := counted.Run(); err != nil {
		t.Fatal(err)
	}
	before, lines := 0.0, 0
	for line := range strings.Lines(said.String()) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		n, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if lines++; (f[1] == "4" || f[1] == "8") && n > mostGrowth*before { // below, sentences still grow to where they are cut
			t.Errorf("%s: %.2f times as much at size %s as at half of it", f[0], n/before, f[1])
		}
		before = n
	}
	if want := 4 * len(grow.Constructs()); lines != want {
		t.Errorf("%d lines, want %d", lines, want)
	}
}
