package frame

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

//go:embed testdata/wild.tsv
var wildLabels string

// TestWild holds the frames of real documents of many hands against labels made
// by hand: at least 95 of 100 have the right body, kind, year and place each.
func TestWild(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "corpus", "wild")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs ../shared/corpus/wild")
	}
	if testing.Short() {
		t.Skip("reads a hundred documents")
	}
	right := map[string]int{}
	all := 0
	for line := range strings.Lines(wildLabels) {
		want := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(want) != 5 {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, want[0]))
		if err != nil {
			t.Errorf("%s: %v", want[0], err)
			continue
		}
		doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", want[0], err)
			continue
		}
		f := Of(doc, schema.Document{})
		got := []string{want[0], string(f.Kind), fmt.Sprint(f.Year), f.Entity, f.Division.Code}
		all++
		for i, what := range []string{"file", "kind", "year", "body", "place"} {
			if got[i] == want[i] {
				right[what]++
			} else {
				t.Logf("%s: %s %q, want %q (title %s)", want[0], what, got[i], want[i], f.Title)
			}
		}
	}
	for _, what := range []string{"kind", "year", "body", "place"} {
		if 100*right[what] < 95*all {
			t.Errorf("%s: %d of %d", what, right[what], all)
		}
	}
	t.Log(right)
}
