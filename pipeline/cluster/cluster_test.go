package cluster

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/pipeline/generate"
)

// lane is a set of inputs and the dataset that one process makes of them.
type lane struct {
	gongkai, in, one string
	options          []string // of run and of plan
}

// program is the program, built once for all tests.
func program(t testing.TB) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var (
	built = sync.OnceValues(func() (string, error) {
		path := filepath.Join(scratch, "gongkai")
		out, err := exec.Command("go", "build", "-o", path, "gongkai/cmd/gongkai").CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w\n%s", err, out)
		}
		return path, err
	})
	scratch string // of all tests
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cluster")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// newLane draws files reports (plus one that would end the process that reads it) and
// runs them in one process.
func newLane(t testing.TB, files int) *lane {
	t.Helper()
	dir := t.TempDir()
	l := &lane{gongkai: program(t), in: filepath.Join(dir, "in"), one: filepath.Join(dir, "one"),
		options: []string{"--isolate", "--file-memory", "64"}}
	if err := os.MkdirAll(l.in, 0o777); err != nil {
		t.Fatal(err)
	}
	styles := generate.Styles()
	for i := range files {
		office := generate.New(uint64(i+1), styles[i%len(styles)])
		_, data, _ := office.Render(generate.Text)
		write(t, filepath.Join(l.in, fmt.Sprintf("%04d.txt", i)), data)
	}
	write(t, filepath.Join(l.in, "poison.txt"), poison())
	run := exec.Command(l.gongkai, append([]string{"run", "--out", l.one}, append(l.options, l.in)...)...)
	run.Env = append(os.Environ(), "GOMAXPROCS=64") // whose stacks must not count against what a file may take
	said := must(t, run)
	if !strings.Contains(said, ", 1 refused;") || !strings.Contains(said, "too_large: ") {
		t.Fatalf("the file that is too much for a process was not refused: %s", said)
	}
	return l
}

// poison needs more memory than a file may have, and is refused before it takes it. That a
// child which does take too much ends alone is held in pipeline/batch.
func poison() []byte {
	var b bytes.Buffer
	for i := range 50_000 {
		fmt.Fprintf(&b, "%d、2020年度收入%d.%02d万元，支出%d.11万元。\n", i, i, i%97, i*3%1000)
	}
	return b.Bytes()
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// must runs a command and returns what it prints.
func must(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	var said, bad bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &bad
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.Join(cmd.Args, " "), err, said.String(), tail(bad.String()))
	}
	return said.String()
}

func tail(s string) string { return s[max(0, len(s)-4000):] }

// plan makes the plan and returns its path and number of units.
func (l *lane) plan(t *testing.T, out string) (string, int) {
	t.Helper()
	var made struct {
		Plan  string
		Units int
	}
	said := must(t, exec.Command(l.gongkai, append([]string{"plan", "--out", out}, append(l.options, l.in)...)...))
	if err := json.Unmarshal([]byte(said), &made); err != nil {
		t.Fatal(err)
	}
	return made.Plan, made.Units
}

// block puts a folder in the place of a missing unit's file, so that it fails
// whoever tries. It returns the unit's number and the folder's path, and how
// many units the plan has.
func (l *lane) block(t *testing.T, out string) (number, path string, n int) {
	t.Helper()
	plan, n := l.plan(t, out)
	missing := strings.Fields(must(t, exec.Command(l.gongkai, "plan", "missing", "--plan", plan)))
	if len(missing) == 0 {
		t.Fatal("the driver was killed too late: nothing is missing")
	}
	number = missing[len(missing)/2]
	i, err := strconv.Atoi(number)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	var unit struct{ ID string }
	if err := json.Unmarshal(bytes.Split(data, []byte("\n"))[i], &unit); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(out, ".cache/units", unit.ID+".unit")
	if err := os.MkdirAll(filepath.Join(path, "in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	return number, path, n
}

// orphansEnd waits until no process works on a dataset any more.
func (l *lane) orphansEnd(t *testing.T, out string) {
	t.Helper()
	for range 100 {
		if len(processes(l.gongkai, out)) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("processes %v outlive what started them", processes(l.gongkai, out))
}

// units lists the unit files of a dataset with the time each was made.
func units(out string) map[string]time.Time {
	made := make(map[string]time.Time)
	found, _ := filepath.Glob(filepath.Join(out, ".cache/units/*.unit"))
	for _, path := range found {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			made[path] = info.ModTime()
		}
	}
	return made
}

// waitForUnits waits until a dataset has n of them.
func waitForUnits(t *testing.T, out string, n int) {
	t.Helper()
	for range 1200 {
		if len(units(out)) >= n {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s has %d units after two minutes, want %d", out, len(units(out)), n)
}

// same compares the committed snapshots of two datasets, byte for byte.
func (l *lane) same(t *testing.T, out string) {
	t.Helper()
	want, got := snapshot(t, l.one), snapshot(t, out)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs from that of one process", name)
		}
	}
	if len(got) != len(want) || len(want) < 5 {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".cache/units/.tmp-*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func snapshot(t *testing.T, out string) map[string]string {
	t.Helper()
	root, err := filepath.EvalSymlinks(filepath.Join(out, "current"))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, root)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// processes lists the ids of processes whose command line has all words.
func processes(words ...string) (ids []int) {
	found, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range found {
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		line, all := strings.ReplaceAll(string(data), "\x00", " "), true
		for _, w := range words {
			all = all && strings.Contains(line, w)
		}
		var id int
		if _, err := fmt.Sscanf(path, "/proc/%d/", &id); err == nil && all {
			ids = append(ids, id)
		}
	}
	return ids
}

// kill ends one process below a parent that has the words in its command line,
// once there is one.
func kill(t *testing.T, parent int, words ...string) int {
	t.Helper()
	for range 1500 {
		for _, id := range processes(words...) {
			if p, err := os.FindProcess(id); err == nil && below(id, parent) && p.Kill() == nil {
				return id
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("no process with %v to kill", words)
	return 0
}

// below reports whether a process descends from another.
func below(id, parent int) bool {
	for id > 1 && id != parent {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", id))
		if err != nil {
			return false
		}
		after := string(data[bytes.LastIndexByte(data, ')')+1:]) // the name before may have spaces
		var state string
		if _, err := fmt.Sscan(after, &state, &id); err != nil {
			return false
		}
	}
	return id == parent
}

// TestOrphansEnd kills what started the steps while they wait for work: they
// end, so that an engine can give their units to others.
func TestOrphansEnd(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("no /proc to find processes in")
	}
	dir := t.TempDir()
	l := &lane{gongkai: program(t), in: filepath.Join(dir, "in")}
	if err := os.MkdirAll(l.in, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(l.in, "a.txt"), []byte("2020年度收入总计444.71万元。\n"))
	plan, _ := l.plan(t, filepath.Join(dir, "out"))
	for _, step := range []string{"unit run", "reduce"} {
		work, never, err := os.Pipe() // open and empty: there may be more work
		if err != nil {
			t.Fatal(err)
		}
		defer never.Close()
		engine := exec.Command("sh", "-c", l.gongkai+" "+step+" --plan "+plan+" --stdin; true")
		engine.Stdin = work
		if err := engine.Start(); err != nil {
			t.Fatal(err)
		}
		work.Close()
		for n := 0; len(processes(l.gongkai, step, plan)) < 2; n++ { // the shell and the step
			if n == 3000 {
				t.Fatalf("%s does not start", step)
			}
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(100 * time.Millisecond)
		if err := engine.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = engine.Wait()
		l.orphansEnd(t, plan)
	}
}
