package pipeline

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
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
		".":               {},
		"nlp/outline":     {},
		"extract":         {"gongkai/nlp/outline"},
		"nlp":             {"gongkai/nlp/outline", "gongkai/nlp/trie"},
		"nlp/trie":        {},
		"schema":          {"gongkai/schema/pattern"},
		"schema/pattern":  {},
		"schema/words":    {"gongkai/schema/pattern"},
		"pipeline/frame":  append(leaves, "gongkai/nlp/trie", "gongkai/schema/words"),
		"pipeline/clause": append(leaves, "gongkai/nlp/trie", "gongkai/schema/pattern", "gongkai/schema/words", "gongkai/pipeline/frame"),
		"pipeline/facts":  append(leaves, "gongkai/schema/words", "gongkai/pipeline/clause"),
		"pipeline/table":  append(leaves, "gongkai/nlp/outline", "gongkai/schema/words", "gongkai/pipeline/section", "gongkai/pipeline/frame", "gongkai/pipeline/clause", "gongkai/pipeline/facts"),
		"pipeline/place":  append(leaves, "gongkai/nlp/outline", "gongkai/nlp/trie", "gongkai/schema/words", "gongkai/pipeline/section", "gongkai/pipeline/frame", "gongkai/pipeline/facts"),
		"pipeline/tag": append(leaves, "gongkai/nlp/outline", "gongkai/nlp/trie", "gongkai/schema/words", "gongkai/pipeline/section", "gongkai/pipeline/frame", "gongkai/pipeline/clause",
			"gongkai/pipeline/facts", "gongkai/pipeline/table", "gongkai/pipeline/place"),
		"pipeline/section":   {"gongkai/nlp", "gongkai/nlp/trie", "gongkai/schema", "gongkai/schema/words"},
		"pipeline/figures":   {"gongkai/schema"},
		"pipeline/diagnose":  {"gongkai/schema", "gongkai/pipeline/figures"},
		"pipeline/reconcile": {"gongkai/schema", "gongkai/pipeline/figures", "gongkai/pipeline/diagnose"},
		"pipeline/disclose":  {"gongkai/extract", "gongkai/nlp/trie", "gongkai/schema"},
		"pipeline/ocr":       {"gongkai/extract"},
		"pipeline/sink":      {"gongkai/schema"},
		"pipeline/delta":     {"gongkai/pipeline/sink"},
		"pipeline/news":      {"gongkai/schema", "gongkai/pipeline/sink"},
		"pipeline/export":    {"gongkai/schema", "gongkai/pipeline/sink"},
		"pipeline/store":     {"gongkai/pipeline/internal/s3server"},
		"pipeline/cluster":   {"gongkai/pipeline/internal/s3server"},
		"pipeline/generate":  {"gongkai/schema"},
		"pipeline": append(leaves, "gongkai/pipeline/tag", "gongkai/pipeline/reconcile", "gongkai/pipeline/disclose", "gongkai/pipeline/internal/meter", "gongkai/pipeline/ocr", "gongkai/pipeline/sink",
			"gongkai/pipeline"), // itself: the program that counts what it executes
		"pipeline/across": {"gongkai/schema", "gongkai/pipeline/tag", "gongkai/pipeline/reconcile", "gongkai/pipeline/sink"},
		"pipeline/batch": {"gongkai/extract", "gongkai/schema", "gongkai/pipeline", "gongkai/pipeline/internal/meter", "gongkai/pipeline/ocr",
			"gongkai/pipeline/internal/s3server", "gongkai/pipeline/tag",
			"gongkai/pipeline/across", "gongkai/pipeline/delta", "gongkai/pipeline/sink", "gongkai/pipeline/store"},
		"pipeline/review": {"gongkai/schema", "gongkai/pipeline/batch", "gongkai/pipeline/export", "gongkai/pipeline/sink", "gongkai/pipeline/store",
			"gongkai/pipeline"}, // whose version a workbook names
		"cmd/gongkai": append(leaves, "gongkai/pipeline", "gongkai/pipeline/section", "gongkai/pipeline/batch", "gongkai/pipeline/ocr", "gongkai/pipeline/tag", "gongkai/pipeline/reconcile",
			"gongkai/pipeline/sink", "gongkai/pipeline/export", "gongkai/pipeline/news", "gongkai/pipeline/store", "gongkai/pipeline/review", "gongkai/schema/words"),
	}
}

// tracked returns the files of the repository, by git: what somebody made in the
// folder while trying the README is none of its business.
func tracked(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "-c", "core.quotePath=false", "ls-files")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("no git repository: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestLayers(t *testing.T) {
	for _, file := range tracked(t) {
		if !strings.HasSuffix(file, ".go") {
			continue
		}
		owner, _, _ := strings.Cut(path.Dir(file), "/internal")
		allowed, known := layers()[owner]
		if !known {
			t.Errorf("%s is in no agreed package", file)
			continue
		}
		if owner == "pipeline" && strings.HasSuffix(file, "_test.go") {
			allowed = append(slices.Clone(allowed), "gongkai/pipeline/generate") // what benchmarks run on
		}
		if slices.Contains([]string{"pipeline/across", "pipeline/review"}, owner) && strings.HasSuffix(file, "_test.go") {
			// to make the reports and datasets they work on
			allowed = append(slices.Clone(allowed), "gongkai/extract", "gongkai/pipeline", "gongkai/pipeline/tag")
		}
		if owner == "pipeline/tag" && strings.HasSuffix(file, "_test.go") {
			allowed = append(slices.Clone(allowed), "gongkai/pipeline/reconcile") // no reading may end in a false accusation
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(file)), nil, parser.ImportsOnly)
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted and not yet committed
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			checkImport(t, file, owner, imported, allowed)
		}
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
	agreed := []string{"cmd", "extract", "nlp", "pipeline", "samples", "schema", "README.md", "LICENSE", "go.mod", "go.sum"}
	for _, file := range tracked(t) {
		if top, _, _ := strings.Cut(file, "/"); !strings.HasPrefix(top, ".") && !slices.Contains(agreed, top) {
			t.Errorf("%s: %s is not one of the agreed top-level names", file, top)
		}
	}
}
