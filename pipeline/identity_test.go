package pipeline

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// copied returns the files of the identity, to be changed.
func copied(t *testing.T) map[string]*io.SectionReader {
	t.Helper()
	files, err := decidingFiles()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestIdentityChanges changes one thing after another.
func TestIdentityChanges(t *testing.T) {
	build := func() *debug.BuildInfo {
		return &debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Path: "gongkai"}, Settings: []debug.BuildSetting{{Key: "-tags", Value: "ne"}},
			Deps: []*debug.Module{{Path: "golang.org/x/text", Version: "v0.43.0", Sum: "h1:a"}}}
	}
	was := identity(copied(t), build())
	line := func(path string) func(map[string]*io.SectionReader, *debug.BuildInfo) {
		return func(files map[string]*io.SectionReader, _ *debug.BuildInfo) {
			if files[path] == nil {
				t.Fatalf("%s is not there", path)
			}
			data, err := io.ReadAll(files[path])
			if err != nil {
				t.Fatal(err)
			}
			data = append(data, "// one line more\n"...)
			files[path] = io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data)))
		}
	}
	for _, c := range []struct {
		what    string
		change  func(map[string]*io.SectionReader, *debug.BuildInfo)
		another bool
	}{
		{"nothing", func(map[string]*io.SectionReader, *debug.BuildInfo) {}, false},
		{"a line of the tagger", line("pipeline/tag/tag.go"), true},
		{"a line of a reader", line("extract/internal/ooxml/word.go"), true},
		{"a line of the number grammar", line("nlp/scan.go"), true},
		{"a word", line("nlp/common.trie"), true},
		{"a row of a table", line("schema/functions.tsv"), true},
		{"a line of a rule", line("pipeline/reconcile/share.go"), true},
		{"a line of the writer", line("pipeline/sink/parquet.go"), true},
		{"a line of the checks between documents", line("pipeline/across/filing.go"), true},
		{"a line of the merge", line("pipeline/batch/reduce.go"), true},
		{"a file renamed", func(files map[string]*io.SectionReader, _ *debug.BuildInfo) {
			files["nlp/zzz.go"] = files["nlp/scan.go"]
			delete(files, "nlp/scan.go")
		}, true},
		{"a module", func(_ map[string]*io.SectionReader, b *debug.BuildInfo) { b.Deps[0].Version = "v0.44.0" }, true},
		{"a replaced module", func(_ map[string]*io.SectionReader, b *debug.BuildInfo) {
			b.Deps[0].Replace = &debug.Module{Path: "../text"}
		}, true},
		{"the compiler", func(_ map[string]*io.SectionReader, b *debug.BuildInfo) { b.GoVersion = "go1.27" }, true},
		{"a build flag", func(_ map[string]*io.SectionReader, b *debug.BuildInfo) { b.Settings[0].Value = "" }, false},
	} {
		t.Run(c.what, func(t *testing.T) {
			files, info := copied(t), build()
			c.change(files, info)
			if another := identity(files, info) != was; another != c.another {
				t.Errorf("another identity: %v", another)
			}
		})
	}
}

// elsewhere are packages whose code cannot change a row: they move files to and
// from storage.
var elsewhere = []string{"gongkai/pipeline/store"}

// engine is not hashed but held by a checksum in a hashed source.
const engine = "extract/internal/pdfium/pdfium.wasm.zst"

// TestIdentityIsWhole holds that all that a run is compiled from is hashed, and
// nothing of the commands or the review pages.
func TestIdentityIsWhole(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,IgnoredGoFiles,EmbedFiles,Module", "./batch").Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	hashed := copied(t)
	packages := 0
	for list := json.NewDecoder(strings.NewReader(string(out))); list.More(); {
		var p struct {
			ImportPath, Dir                     string
			GoFiles, IgnoredGoFiles, EmbedFiles []string
			Module                              *struct{ Main bool }
		}
		if err := list.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || !p.Module.Main || slices.Contains(elsewhere, p.ImportPath) {
			continue
		}
		packages++
		for _, name := range slices.Concat(p.GoFiles, p.IgnoredGoFiles, p.EmbedFiles) {
			path, err := filepath.Rel(root, filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if path = filepath.ToSlash(path); hashed[path] == nil && path != engine && !strings.HasSuffix(path, "_test.go") {
				t.Errorf("%s decides what rows are and is not hashed", path)
			}
		}
	}
	if packages < 10 {
		t.Errorf("only %d packages seen", packages)
	}
	for path := range hashed {
		if strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "pipeline/review") {
			t.Errorf("%s is hashed", path)
		}
	}
}

func BenchmarkIdentity(b *testing.B) {
	info, _ := debug.ReadBuildInfo()
	b.ReportAllocs()
	for b.Loop() {
		files, err := decidingFiles()
		if err != nil {
			b.Fatal(err)
		}
		identity(files, info)
	}
}
