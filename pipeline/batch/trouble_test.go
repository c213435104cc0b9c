//go:build unix

package batch

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gongkai/pipeline"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// fullDisk is a run on a system that takes no file of more than 2000 bytes.
func fullDisk() {
	signal.Ignore(syscall.SIGXFSZ) // the write then fails, as on a full disk
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 2000, Max: 2000}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if _, err := Run(context.Background(), config(os.Args[1], os.Args[2])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func TestDiskFull(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	for i := 60; i < 90; i++ {
		write(t, filepath.Join(in, fmt.Sprint(i)), office(i))
	}
	cmd := exec.Command(exe, in, out)
	cmd.Env = append(os.Environ(), childEnv+"=full")
	said, err := cmd.CombinedOutput()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(said), "file too large") {
		t.Fatalf("%v: %s", err, said)
	}
	sameFiles(t, "after a full disk", want, snapshot(t, out))
	left, err := filepath.Glob(filepath.Join(out, ".cache", "units", store.TempPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "with room again", snapshot(t, fresh), snapshot(t, out))
}

func TestReadOnlyOutput(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write anywhere")
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 5)
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	write(t, filepath.Join(in, "new.txt"), office(9))
	units := filepath.Join(out, ".cache", "units")
	if err := os.Chmod(units, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(units, 0o777) })
	if _, err := Run(t.Context(), config(in, out)); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("%v", err)
	}
	sameFiles(t, "after a read-only run", want, snapshot(t, out))
}

// TestChangesUnderway changes a file after it was hashed: its old row is gone,
// the new content waits for the next run, and nothing else is touched.
func TestChangesUnderway(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	victim := filepath.Join(in, "d3", "0003.txt")
	c := config(in, out)
	c.Workers = 1
	changed := false
	c.process = func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		if !changed && pipeline.Hash(src.Data) != pipeline.Hash([]byte(office(3))) {
			changed = true
			if err := os.WriteFile(victim, []byte(office(333)), 0o666); err != nil {
				t.Error(err)
			}
		}
		return ledger(ctx, src, opt)
	}
	s := mustRun(t, c)
	if s.Statuses[schema.Refused] > 1 || s.Files != 20 {
		t.Errorf("%+v", s)
	}
	if s.Statuses[schema.Refused] == 1 && !strings.Contains(s.Refusals[0].Detail, "changed while it was read") {
		t.Errorf("%+v", s.Refusals)
	}
	s = mustRun(t, config(in, out))
	if s.Statuses[schema.Read] != 20 {
		t.Errorf("next run: %+v", s)
	}
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "next run and fresh", snapshot(t, fresh), snapshot(t, out))
}
