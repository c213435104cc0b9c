package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gongkai/pipeline/store"
)

func TestTryAgain(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want bool
	}{
		{fmt.Errorf("output x: %w", ErrBusy), true},
		{fmt.Errorf("3 of 4 %w", errUnits), true},
		{fmt.Errorf("current: %w: timeout", store.ErrUnavailable), true},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, true},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, false},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, false},
		{ErrOtherProgram, false}, {errBadPlan, false}, {store.ErrNoBucket, false}, {store.ErrNotBuilt, false},
		{context.Canceled, false}, {nil, false},
	} {
		if got := TryAgain(tt.err); got != tt.want {
			t.Errorf("%v: %t", tt.err, got)
		}
	}
}

// TestStepsWait: a step before its time may be tried again, one of a plan that
// is spent may not.
func TestStepsWait(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	p := mustPrepare(t, config(in, out))
	w := openWork(t, p.Plan)
	if _, err := w.Reduce(t.Context(), nil); !TryAgain(err) {
		t.Errorf("reduce before the units: %v", err)
	}
	if _, err := w.RunUnit(t.Context(), 99); err == nil || TryAgain(err) {
		t.Errorf("no such unit: %v", err)
	}
	for n := range w.Units() {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(t.Context()); !TryAgain(err) {
		t.Errorf("commit before the partitions: %v", err)
	}
	bring(t, p.Plan)
	if _, err := OpenWork(t.Context(), p.Plan, Config{}); err == nil || TryAgain(err) {
		t.Errorf("a plan that is spent: %v", err)
	}
}

// TestPlanLeavesRunningUnits has a unit being written while the same job is
// planned again, and a review being saved.
func TestPlanLeavesRunningUnits(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	c := config(in, out)
	mustPrepare(t, c)
	writing := filepath.Join(out, unitsDir, store.TempPrefix+"unit")
	saving := filepath.Join(out, store.TempPrefix+"review")
	killed := filepath.Join(out, store.TempPrefix+"long ago")
	write(t, killed, "half") // which makes it an old file
	for _, path := range []string{writing, saving} {
		if err := os.WriteFile(path, []byte("half"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	mustPrepare(t, c)
	if _, err := os.Stat(killed); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was given up long ago stays: %v", err)
	}
	for _, path := range []string{writing, saving} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("swept while it is written: %v", err)
		}
	}
	mustRun(t, c) // a commit voids what other plans do
	if _, err := os.Stat(writing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a killed unit's file stays after a commit: %v", err)
	}
}

// TestSweepOfKilledCommit has a run end between its swap and its sweep: the
// next finds nothing to commit and sweeps for it.
func TestSweepOfKilledCommit(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	c := config(in, out)
	mustRun(t, c)
	unit, plan := filepath.Join(out, unitsDir, store.TempPrefix+"unit"), filepath.Join(out, plansDir, "old")
	for _, path := range []string{unit, plan} {
		write(t, path, "half")
		if err := os.Chtimes(path, time.Now(), time.Now()); err != nil { // the old go sooner
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(out, memoName)); err != nil { // written after the sweep
		t.Fatal(err)
	}
	if s := mustRun(t, c); !s.Unchanged {
		t.Error("something was committed")
	}
	for _, path := range []string{unit, plan} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s stays: %v", path, err)
		}
	}
}
