package pipeline

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says which of our packages a package may import, and parquet who may
// write Parquet. Packages below an internal folder belong to its parent.
func layers() map[string][]string {
	leaves := []string{"gongkai/extract", "gongkai/nlp", "gongkai/schema"}
	return map[string][]string{
		".":                  {},
		"extract":            {},
		"nlp":                {},
		"schema":             {},
		"schema/words":       {},
		"pipeline/frame":     leaves,
		"pipeline/tag":       append(leaves, "gongkai/schema/words", "gongkai/pipeline/frame"),
		"pipeline/reconcile": {"gongkai/schema"},
		"pipeline/sink":      {"gongkai/schema"},
		"pipeline/store":     {"gongkai/pipeline/internal/s3server"},
		"pipeline/cluster":   {},
		"pipeline/generate":  {"gongkai/schema"},
		"pipeline/review":    {"gongkai/schema", "gongkai/pipeline", "gongkai/pipeline/sink"},
		"pipeline": append(leaves, "gongkai/pipeline/tag", "gongkai/pipeline/reconcile", "gongkai/pipeline/sink",
			"gongkai/pipeline/store"),
		"cmd/gongkai": append(leaves, "gongkai/pipeline", "gongkai/pipeline/tag", "gongkai/pipeline/reconcile",
			"gongkai/pipeline/sink", "gongkai/pipeline/review"),
	}
}

func TestLayers(t *testing.T) {
	root := ".."
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && file != root && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		owner, _, _ := strings.Cut(path.Dir(filepath.ToSlash(rel)), "/internal")
		allowed, known := layers()[owner]
		if !known {
			t.Errorf("%s is in no agreed package", rel)
			return nil
		}
		if owner == "pipeline" && strings.HasSuffix(file, "_test.go") {
			allowed = append(slices.Clone(allowed), "gongkai/pipeline/generate") // what benchmarks run on
		}
		if owner == "pipeline/review" && strings.HasSuffix(file, "_test.go") {
			allowed = append(slices.Clone(allowed), "gongkai/extract", "gongkai/pipeline/tag") // to make the datasets it shows
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, rel, owner, imported, allowed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImport(t *testing.T, file, owner, imported string, allowed []string) {
	t.Helper()
	test := strings.HasSuffix(file, "_test.go")
	switch {
	case strings.Contains(imported, "parquet-go") && owner != "pipeline/sink" && !test:
		t.Errorf("%s imports %s: only pipeline/sink knows Parquet", file, imported)
	case !strings.HasPrefix(imported, "gongkai/"), strings.HasPrefix(imported, "gongkai/"+owner+"/internal/"):
	case imported == "gongkai/"+owner && test: // an external test of the package itself
	case imported == "gongkai/pipeline/generate" && test: // reports drawn for tests
	case !slices.Contains(allowed, imported):
		t.Errorf("%s imports %s, which %s may not", file, imported, owner)
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	agreed := []string{"cmd", "extract", "nlp", "pipeline", "samples", "schema", "README.md", "LICENSE", "go.mod", "go.sum",
		"out", "gongkai"} // the last two are ignored by git: a dataset and a binary
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s is not one of the agreed top-level names", e.Name())
		}
	}
}
