package batch

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// openWork opens a plan with ledgers for reports.
func openWork(t testing.TB, plan string) *Work {
	t.Helper()
	w, err := OpenWork(t.Context(), plan, Config{process: ledger})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

func mustPrepare(t testing.TB, c Config) *Prepared {
	t.Helper()
	p, err := Prepare(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// bring takes a plan through the remaining steps, units in any order.
func bring(t testing.TB, plan string) *Summary {
	t.Helper()
	w := openWork(t, plan)
	for _, n := range rand.Perm(w.Units()) {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	dirs, err := openWork(t, plan).Partitions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range rand.Perm(len(dirs)) {
		if _, err := openWork(t, plan).Reduce(t.Context(), dirs[i:i+1]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := openWork(t, plan).Commit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCommitCarriesOn: a commit that was killed after it had moved its snapshot among
// the others, and before it named it, is carried on by the next.
func TestCommitCarriesOn(t *testing.T) {
	in, out, undisturbed := t.TempDir(), t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	for _, other := range []bool{false, true} { // and one that takes the place of another
		if other {
			write(t, filepath.Join(in, "later.txt"), office(100))
		}
		plan := mustPrepare(t, config(in, out)).Plan
		w := openWork(t, plan)
		for n := range w.Units() {
			if _, err := w.RunUnit(t.Context(), n); err != nil {
				t.Fatal(err)
			}
		}
		made, err := openWork(t, plan).Reduce(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		id := made[0].Snapshot
		if err := os.Rename(filepath.Join(out, ".tmp", id), filepath.Join(out, "snapshots", id)); err != nil {
			t.Fatal(err)
		}
		if _, err := openWork(t, plan).Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, config(in, undisturbed))
	sameFiles(t, "carried on and undisturbed", snapshot(t, undisturbed), snapshot(t, out))
}
