//go:build unix

package batch

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// childEnv makes this test program a child, a run to be killed, or an orphan's parent.
const childEnv = "GONGKAI_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(childEnv) {
	case "child":
		if err := serve(context.Background(), greeting{}, hostile); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case "run":
		c := config(os.Args[1], os.Args[2])
		if _, err := Run(context.Background(), c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case "confined":
		beConfined()
	case "unit":
		attemptUnit()
	case "step":
		takeStep()
	case "full":
		fullDisk()
	case "parent":
		orphanParent()
	}
	os.Exit(m.Run())
}

// hostile does to its process what a file says, and reads others as ledgers.
func hostile(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
	switch word := strings.TrimSpace(string(src.Data)); word {
	case "loop":
		for n := 0; ; n++ {
			_ = n // no end: the deadline must come from outside
		}
	case "exit":
		os.Exit(0)
	case "panic":
		go func() { panic("in another goroutine") }()
		select {}
	case "map":
		m := make(map[int]int)
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%8] = i
				}
			}()
		}
		select {}
	case "hog":
		var held [][]byte
		for {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			held = append(held, b)
			_ = held
		}
	case "stack":
		return recurse(src, 0)
	case "kill":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	return ledger(ctx, src, opt)
}

func recurse(src pipeline.Source, n int) *schema.Report {
	var pad [1024]byte
	pad[n%len(pad)] = byte(n)
	if n < 0 { // never: the stack ends first
		return nil
	}
	if r := recurse(src, n+1); r != nil && pad[0] == 0 {
		return r
	}
	return nil
}

func testIsolation(t *testing.T) *Isolation {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(childEnv, "child")
	return &Isolation{Command: []string{exe, exe}, Memory: 512 << 20}
}

func TestIsolatedRun(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector, which runs short, changes how a process dies of its memory")
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	bad := []string{"exit", "panic", "map", "hog", "stack", "kill", "loop"}
	for _, word := range bad {
		write(t, filepath.Join(in, word+".txt"), word)
	}
	c := config(in, out)
	c.process, c.Isolate = nil, testIsolation(t)
	c.Options.Timeout = time.Second
	s := mustRun(t, c)
	if s.Statuses[schema.Read] != 60 || s.Statuses[schema.Refused] != len(bad) || s.Facts != 600 {
		t.Errorf("%v, %d facts", s.Statuses, s.Facts)
	}
	want := map[string]string{"exit": "exit status 0", "panic": "panic: in another goroutine", "map": "concurrent map writes",
		"hog": "out of memory", "stack": "fatal error", "kill": "signal: killed", "loop": "no result"}
	for _, r := range s.Refusals {
		word := strings.TrimSuffix(filepath.Base(r.Path), ".txt")
		reason := string(extract.Crashed)
		if word == "loop" {
			reason = string(extract.TimedOut)
		}
		if r.Reason != reason || !strings.Contains(r.Detail, want[word]) {
			t.Errorf("%s: %s: %s", word, r.Reason, r.Detail)
		}
	}
	for _, word := range bad {
		if err := os.Remove(filepath.Join(in, word+".txt")); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, c)
	plain := t.TempDir()
	direct := config(in, plain)
	direct.Options = c.Options
	mustRun(t, direct)
	docs := table[sink.DocumentRow](t, out, "documents/*.parquet")
	if len(docs) != 60 {
		t.Errorf("%d documents", len(docs))
	}
	sameFiles(t, "isolated and not", snapshot(t, out), snapshot(t, plain))
}

// TestLastWords: how a child dies of its memory is chance, what a row says of it is not.
func TestLastWords(t *testing.T) {
	for said, want := range map[string]string{
		"runtime: out of memory: cannot allocate 4194304-byte block\nfatal error: out of memory\n":            ": fatal error: out of memory",
		"runtime/cgo: pthread_create failed: Resource temporarily unavailable\nSIGABRT: abort\nPC=0x7f99e6d4": ": fatal error: out of memory",
		"runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n":               ": fatal error: stack overflow",
		"panic: in another goroutine\n\ngoroutine 1 [running]:\n":                                             ": panic: in another goroutine",
		"SIGSEGV: segmentation violation\nruntime: g 0 gp=0x43a5360: unknown pc 0x7f99e6d4feec\n":             "",
	} {
		c := &child{cmd: new(exec.Cmd)}
		if _, err := c.stderr.Write([]byte(said)); err != nil {
			t.Fatal(err)
		}
		if got := c.lastWords(); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

// TestIsolationKeepsUnits switches isolation on and off: nothing is processed
// again but the unit of a file that ended a child.
func TestIsolationKeepsUnits(t *testing.T) {
	if testing.Short() {
		t.Skip("see TestIsolatedRun")
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 200)
	mustRun(t, config(in, out))
	c := config(in, out)
	c.process, c.Isolate = nil, testIsolation(t)
	if s := mustRun(t, c); s.Processed != 0 || !s.Unchanged {
		t.Errorf("isolated: %d processed", s.Processed)
	}
	write(t, filepath.Join(in, "exit.txt"), "exit")
	if s := mustRun(t, c); s.Statuses[schema.Refused] != 1 || s.Processed > 2*unitFiles {
		t.Errorf("with a file that ends a child: %v, %d processed", s.Statuses, s.Processed)
	}
	if s := mustRun(t, c); s.Processed != 0 {
		t.Errorf("again: %d processed", s.Processed)
	}
	c.Isolate.Memory *= 2
	if s := mustRun(t, c); s.Processed == 0 || s.Processed > unitFiles {
		t.Errorf("with more memory: %d processed", s.Processed)
	}
	if s := mustRun(t, config(in, out)); s.Processed == 0 || s.Processed > unitFiles || s.Statuses[schema.Refused] != 0 {
		t.Errorf("in this process: %v, %d processed", s.Statuses, s.Processed)
	}
}

// orphanParent starts a child on an endless file, tells its id, and is killed.
func orphanParent() {
	exe, _ := os.Executable()
	os.Setenv(childEnv, "child")
	c, err := startChild([]string{exe, exe}, nil)
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(c.cmd.Process.Pid)
	_, _ = c.ask(context.Background(), request{Sources: []pipeline.Source{{Data: []byte("loop")}}}, 0)
}

func TestOrphanEnds(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(exe)
	parent.Env = append(os.Environ(), childEnv+"=parent")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 32)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(line[:n])))
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // so that the child is busy
	_ = parent.Process.Kill()
	_ = parent.Wait()
	for end := time.Now().Add(10 * time.Second); running(pid); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			t.Fatal("the child outlived its parent")
		}
	}
}

// running reports whether a process works; one that ended and that nobody has
// waited for does not.
func running(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return syscall.Kill(pid, 0) == nil
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(rest, "Z")
}
