package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/pipeline/sink"
)

const readme = "../../README.md"

// installs is how the README has the program installed; TestRename does it.
const installs = "go install ./cmd/gongkai"

// TestReadmeCommands runs the commands of the README as it prints them. Lines
// under a command in a console block must stand in its output; … stands for
// anything. Commands of other programs are left to the reader, but go test.
func TestReadmeCommands(t *testing.T) {
	script := readmeScript(t, readFile(t, readme))
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	samples, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(env *testscript.Env) error {
		return os.CopyFS(filepath.Join(env.WorkDir, "samples"), os.DirFS(samples))
	}})
}

// readmeScript turns the sh and console blocks of a text into a test script.
func readmeScript(t *testing.T, text string) string {
	var b strings.Builder
	fence, commands, outputs := "", 0, 0
	for _, line := range strings.Split(text, "\n") {
		if info, ok := strings.CutPrefix(line, "```"); ok {
			fence = info
			continue
		}
		if fence != "sh" && fence != "console" {
			continue
		}
		command, prompted := strings.CutPrefix(line, "$ ")
		command = strings.Replace(command, "go run ./cmd/gongkai", "gongkai", 1)
		switch {
		case fence == "console" && !prompted:
			fmt.Fprintf(&b, "stdout '%s'\n", strings.ReplaceAll(pattern(line), "'", "''"))
			outputs++
		case strings.HasPrefix(command, "gongkai "):
			command, file, redirected := strings.Cut(command, " > ")
			fmt.Fprintf(&b, "exec %s\n", command)
			if redirected {
				fmt.Fprintf(&b, "cp stdout %s\n", file)
			}
			commands++
		case command != "go test ./..." && command != installs:
			t.Errorf("README: do not know how to test %q", line)
		}
	}
	if commands < 4 || outputs < 4 {
		t.Fatalf("README has %d commands and %d lines of output", commands, outputs)
	}
	return b.String()
}

// pattern matches a line of output wherever it stands, with any white space
// between its words.
func pattern(line string) string {
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = strings.ReplaceAll(regexp.QuoteMeta(w), "…", ".*")
	}
	return strings.Join(words, `\s+`)
}

// TestReadmeTables keeps the README's list of tables and columns equal to the code.
func TestReadmeTables(t *testing.T) {
	const begin, end = "<!-- tables: kept equal to the code by TestReadmeTables -->\n", "<!-- /tables -->"
	_, rest, ok := strings.Cut(readFile(t, readme), begin)
	got, _, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatal("README has no marked list of tables")
	}
	want := "| table | what it holds | columns |\n|---|---|---|\n"
	for _, table := range sink.Tables() {
		var names []string
		for _, c := range table.Columns {
			names = append(names, "`"+c.Name+"`")
		}
		want += fmt.Sprintf("| `%s` | %s | %s |\n", table.Name, table.Meaning, strings.Join(names, " "))
	}
	if got != want {
		t.Errorf("README lists\n%s\nthe code has\n%s", got, want)
	}
}

func readFile(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDocumentsThatAreNamedExist follows the names of documents in texts and
// comments: from the root, from the file that names them, or by a link.
func TestDocumentsThatAreNamedExist(t *testing.T) {
	const root = "../.."
	named := regexp.MustCompile(`[\w./-]*\w\.md\b`)
	texts := []string{".go", ".md", ".py", ".sh", ".sbatch", ".yaml"}
	found := 0
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || e.Name() == "assets" || path != root && strings.HasPrefix(e.Name(), ".")) {
			return filepath.SkipDir
		}
		if e.IsDir() || !slices.Contains(texts, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		for _, name := range named.FindAllString(readFile(t, path), -1) {
			// beside the repository, an address, a file of somebody's package
			if strings.HasPrefix(name, "../shared") || strings.HasPrefix(name, "//") || strings.HasPrefix(name, "LICENSE") {
				continue
			}
			found++
			if !exists(filepath.Join(root, name)) && !exists(filepath.Join(filepath.Dir(path), name)) {
				t.Errorf("%s names %s, which does not exist", path, name)
			}
		}
		return nil
	})
	if err != nil || found < 5 {
		t.Errorf("%d names of documents, %v", found, err)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
