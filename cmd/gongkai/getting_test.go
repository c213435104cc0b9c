package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
)

const root = "../.."

// copyOfSources copies what a checkout has, without its history.
func copyOfSources(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the scripts are of a shell that Windows lacks")
	}
	list := exec.Command("git", "-c", "core.quotePath=false", "ls-files", "-z")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Skip("no git repository: ", err)
	}
	dir := t.TempDir()
	for name := range strings.SplitSeq(strings.Trim(string(out), "\x00"), "\x00") {
		if strings.Contains(name, "/testdata/") && !strings.HasSuffix(name, ".go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // deleted and not yet committed
		}
		info, err := os.Stat(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, data, info.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// output runs a command in a folder.
func output(t *testing.T, dir string, command ...string) string {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	var stderr bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s%s", command, err, out, stderr.String())
	}
	return string(out)
}

// TestRename gives a copy of the module another path, and back: no file may name
// the old one. That it installs is for the slow tests.
func TestRename(t *testing.T) {
	dir := copyOfSources(t)
	before := output(t, dir, "go", "list", "./...")
	output(t, dir, ".github/rename", "example.org/some-body/gongkai")
	for path := range strings.Lines(output(t, dir, "go", "list", "./...")) {
		if !strings.HasPrefix(path, "example.org/some-body/gongkai") {
			t.Error(path)
		}
	}
	old := regexp.MustCompile(`"gongkai/[a-z]`)
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && old.MatchString(readFile(t, path)) {
			t.Error(path, "names the old path")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if os.Getenv("GONGKAI_SLOW") != "" {
		t.Setenv("GOBIN", filepath.Join(dir, "bin"))
		output(t, dir, strings.Fields(installs)...)
		if said := output(t, dir, filepath.Join("bin", "gongkai"), "version"); said != version()+"\n" {
			t.Error(said)
		}
	}
	output(t, dir, ".github/rename", "gongkai")
	if again := output(t, dir, "go", "list", "./..."); again != before {
		t.Errorf("after renaming back: %s", again)
	}
	cmd := exec.Command(".github/rename", "/not a path")
	if cmd.Dir = dir; cmd.Run() == nil {
		t.Error("a path that is none is taken")
	}
}

// TestRelease builds one program of a release in two places: the same bytes.
func TestRelease(t *testing.T) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("builds the program twice: set GONGKAI_SLOW=1")
	}
	t.Setenv("TARGETS", runtime.GOOS+"/"+runtime.GOARCH)
	var sums [2]string
	for i := range sums {
		dir := copyOfSources(t)
		output(t, dir, ".github/release", "dist")
		sums[i] = readFile(t, filepath.Join(dir, "dist", "SHA256SUMS"))
		for line := range strings.Lines(sums[i]) {
			sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
			if got := sha256.Sum256([]byte(readFile(t, filepath.Join(dir, "dist", name)))); hex.EncodeToString(got[:]) != sum {
				t.Errorf("%s has another sum", name)
			}
		}
	}
	if sums[0] != sums[1] {
		t.Errorf("built in two places:\n%s\n%s", sums[0], sums[1])
	}
	for _, name := range []string{"gongkai_" + pipeline.Version + "_" + runtime.GOOS + "_" + runtime.GOARCH, "gongkai.1", "gongkai.bash", "NOTICE", "LICENSE", "BUILD"} {
		if !strings.Contains(sums[0], "  "+name+"\n") {
			t.Errorf("no %s in\n%s", name, sums[0])
		}
	}
}

// TestDocumentsOfTheProject: what names a version names the present one, and every
// licence file is in the notice.
func TestDocumentsOfTheProject(t *testing.T) {
	of := func(name string) string { return readFile(t, filepath.Join(root, ".github", name)) }
	for name, want := range map[string]string{
		"CITATION.cff": "\nversion: " + pipeline.Version + "\n",
		"CHANGELOG.md": "\n## " + pipeline.Version,
		"SCHEMA.md":    "|---|---|---|\n| " + sink.SchemaVersion + " |",
	} {
		if !strings.Contains(of(name), want) {
			t.Errorf(".github/%s lacks %q", name, want)
		}
	}
	if !strings.Contains(of("CHANGELOG.md"), "schema version "+sink.SchemaVersion) {
		t.Error("the newest changes do not name the version of the schema")
	}
	tracked := strings.Fields(output(t, root, "git", "-c", "core.quotePath=false", "ls-files"))
	for _, name := range tracked {
		base := strings.ToUpper(filepath.Base(name))
		if (strings.Contains(base, "LICEN") || strings.HasSuffix(base, ".NOTICE")) && name != "LICENSE" && !strings.Contains(of("NOTICE"), name) {
			t.Errorf(".github/NOTICE lacks %s", name)
		}
	}
}

// TestManual: the page has every command, option and exit status, and a formatter
// has nothing to say about it but of its style.
func TestManual(t *testing.T) {
	var page, stderr bytes.Buffer
	if status := run(nil, []string{"man"}, nil, &page, &stderr); status != exitOK {
		t.Fatal(stderr.String())
	}
	for _, want := range []string{".TH GONGKAI 1", ".SS gongkai plan missing", `.B \-\-file\-timeout`, ".B 75\n", ".SS gongkai unit run"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page.String(), "worker\n") || strings.Contains(page.String(), "${enum}") {
		t.Error("it has what is not for people")
	}
	text := readFile(t, readme)
	for _, e := range exits() {
		if !regexp.MustCompile(`(?s)Exit status:.*\b` + strconv.Itoa(e.status) + `\b`).MatchString(text) {
			t.Errorf("README lacks the exit status %d", e.status)
		}
	}
	lint, err := exec.LookPath("mandoc")
	if err != nil {
		t.Skip("no mandoc")
	}
	cmd := exec.Command(lint, "-T", "lint", "-W", "error")
	cmd.Stdin = &page
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
