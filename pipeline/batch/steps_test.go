package batch

import (
	"math/rand/v2"
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
