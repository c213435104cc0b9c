package batch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/generate"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestMutants runs over files that were changed by their structure beside files
// that were not: each is a row, read or refused, none by a panic, and the
// others say what they say alone. GONGKAI_MUTANTS is how many, GONGKAI_SEEDS
// a folder of files to change beside those of the repository.
func TestMutants(t *testing.T) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("GONGKAI_SLOW=1 runs over a hundred broken files")
	}
	n := asked(t, "GONGKAI_MUTANTS", 100)
	var seeds []string
	for _, pattern := range []string{"../../samples/*.*", "../../extract/testdata/*/report.*", "../../extract/testdata/xls/*", os.Getenv("GONGKAI_SEEDS") + "/*.*"} {
		found, _ := filepath.Glob(pattern)
		seeds = append(seeds, slices.DeleteFunc(found, func(s string) bool { return strings.HasSuffix(s, ".md") })...)
	}
	in := t.TempDir()
	random := rand.New(rand.NewPCG(17, 1))
	for i := range n {
		seed := seeds[random.IntN(len(seeds))]
		data, err := os.ReadFile(seed)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(in, fmt.Sprintf("m%05d%s", i, filepath.Ext(seed))), string(generate.Mutant(random, data)))
	}
	alone := documentsOf(t, "../../samples")
	together := documentsOf(t, in, "../../samples")
	if len(together) != n+len(alone) {
		t.Errorf("%d rows for %d files and %d beside them", len(together), n, len(alone))
	}
	reasons := make(map[string]int)
	for path, d := range together {
		if want, ok := alone[path]; ok && want.FactCount != d.FactCount {
			t.Errorf("%s: %d facts beside broken files, %d alone", path, d.FactCount, want.FactCount)
		}
		reasons[string(d.Status)+" "+d.Reason]++
		if d.Reason == string(extract.Crashed) || strings.Contains(d.Detail, "reader failed") {
			t.Errorf("%s: %s", path, d.Detail)
		}
	}
	t.Log(n, "mutants:", reasons)
}

// documentsOf runs over folders and returns the rows by name.
func documentsOf(t *testing.T, folders ...string) map[string]schema.Document {
	t.Helper()
	out := t.TempDir()
	mustRun(t, Config{Paths: folders, Out: out})
	rows := make(map[string]schema.Document)
	for _, r := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		d := schema.Document{Status: schema.Status(r.Status), FactCount: int(r.Facts)}
		if r.Reason != nil {
			d.Reason, d.Detail = *r.Reason, *r.Detail
		}
		rows[filepath.Base(r.Path)] = d
	}
	return rows
}
