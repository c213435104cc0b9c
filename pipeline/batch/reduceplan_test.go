package batch

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gongkai/pipeline/store"
)

// counted is a store that remembers what was read of it.
type counted struct {
	store.Store
	mu   sync.Mutex
	read map[string]int
}

func (c *counted) Range(ctx context.Context, name string, off, n int64) (io.ReadCloser, error) {
	c.mu.Lock()
	c.read[name]++
	c.mu.Unlock()
	return c.Store.Range(ctx, name, off, n)
}

// unitsDone prepares a plan and runs its units.
func unitsDone(t *testing.T, c Config) *Work {
	t.Helper()
	w := openWork(t, mustPrepare(t, c).Plan)
	for n := range w.Units() {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// TestReducePlan: once the partitions are listed, the process that makes one reads the
// segments of that one, each once, and no index.
func TestReducePlan(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 300)
	c := config(in, out)
	c.Buckets = 16
	names, err := unitsDone(t, c).Partitions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	plans, err := filepath.Glob(filepath.Join(out, plansDir, "*.reduce"))
	if err != nil || len(plans) != 1 {
		t.Fatal(plans, err)
	}
	plan := strings.TrimSuffix(plans[0], ".reduce") + ".plan"
	if found, err := Verify(t.Context(), out); err == nil {
		t.Errorf("nothing is committed, and yet %+v", found)
	}
	w := openWork(t, plan)
	seen := &counted{Store: w.job.data.store, read: make(map[string]int)}
	w.job.data.store = seen
	name := ""
	for _, n := range names {
		if strings.HasPrefix(n, "facts/") {
			name = n
		}
	}
	made, err := w.Reduce(t.Context(), []string{name})
	if err != nil || len(made) != 1 || made[0].Partition != name || made[0].Rows == 0 {
		t.Fatal(made, err)
	}
	line, err := func() (plannedPartition, error) {
		f, err := openPlan(t.Context(), seen.Store, w.reducePlanName())
		if err != nil {
			t.Fatal(err)
		}
		return f.findPartition(t.Context(), name)
	}()
	if err != nil {
		t.Fatal(err)
	}
	reads := 0
	for file, n := range seen.read {
		if strings.HasPrefix(file, unitsDir) {
			reads += n
		}
	}
	if reads != len(line.Segments) {
		t.Errorf("%d reads of units for %d segments", reads, len(line.Segments))
	}
	if _, err := w.Reduce(t.Context(), []string{"facts/year=1900"}); err == nil {
		t.Error("a partition that is not there is no error")
	}
	for i := range 3 {
		if _, err := openWork(t, plan).ReduceShard(t.Context(), Shard{i, 3}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := openWork(t, plan).Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.Out = t.TempDir()
	mustRun(t, c)
	sameFiles(t, "by a reduce plan", snapshot(t, c.Out), snapshot(t, out))
}

// TestReducePlanBehind: a reduce plan that is of other units, or damaged, makes nothing
// that is committed.
func TestReducePlanBehind(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	c := config(in, out)
	c.Buckets = 4
	w := unitsDone(t, c)
	if _, err := w.Partitions(t.Context()); err != nil {
		t.Fatal(err)
	}
	reduce := filepath.Join(out, filepath.FromSlash(w.reducePlanName()))
	behind, err := os.ReadFile(reduce)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "more.txt"), office(100))
	if err := os.Remove(filepath.Join(in, "d1", "0001.txt")); err != nil {
		t.Fatal(err)
	}
	w = unitsDone(t, c)
	if err := os.WriteFile(filepath.Join(out, filepath.FromSlash(w.reducePlanName())), behind, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Reduce(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(t.Context()); !errors.Is(err, errPartitions) || !TryAgain(err) {
		t.Fatalf("committed by a plan that is behind: %v", err)
	}
	names, err := w.Partitions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	flip(t, filepath.Join(out, filepath.FromSlash(w.reducePlanName())), 200, 3)
	if _, err := w.Reduce(t.Context(), names); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := c
	fresh.Out = t.TempDir()
	mustRun(t, fresh)
	sameFiles(t, "behind", snapshot(t, fresh.Out), snapshot(t, out))
}
