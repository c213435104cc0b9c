package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/store"
)

// isWhole reports whether a snapshot is as it was written.
func isWhole(t testing.TB, d dataset, name string) bool {
	t.Helper()
	m, err := d.readManifest(context.Background(), name)
	return err == nil && d.whole(context.Background(), m) == nil
}

// flip changes one bit of a file in place.
func flip(t testing.TB, path string, at int, bit uint) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 1)
	if _, err = f.ReadAt(b, int64(at)); err == nil {
		b[0] ^= 1 << bit
		_, err = f.WriteAt(b, int64(at))
	}
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// keepTime changes a file by change and has its modification time stay.
func keepTime(t testing.TB, path string, change func()) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	change()
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

// copyTree copies a dataset, links included.
func copyTree(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestFlips changes bits all over a dataset, as many as GONGKAI_FLIPS says, one at a time,
// under a kept time. A run over the same input and one over more are then as from nothing,
// whatever was damaged; what is damaged in current is named by Verify before.
func TestFlips(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	mustRun(t, config(in, out))
	hidden, later := filepath.Join(in, ".later.txt"), filepath.Join(in, "later.txt")
	write(t, hidden, office(100))
	var want [2]map[string]string // without the later file and with it
	for with := range want {
		if with == 1 {
			rename(t, hidden, later)
		}
		fresh := t.TempDir()
		mustRun(t, config(in, fresh))
		want[with] = snapshot(t, fresh)
	}
	rename(t, later, hidden)
	var files []string
	for _, below := range []string{".cache", "snapshots"} {
		err := filepath.WalkDir(filepath.Join(out, below), func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				rel, _ := filepath.Rel(out, path)
				files = append(files, rel)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(17, 4))
	flips := 60
	if raced {
		flips = 12 // each is a run: what the race detector can see of one it sees of a few
	}
	for n := range asked(t, "GONGKAI_FLIPS", flips) {
		rel, copied := files[n%len(files)], copyTree(t, out)
		path := filepath.Join(copied, rel)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		at, bit := random.IntN(int(info.Size())), uint(random.IntN(8))
		what := fmt.Sprintf("%s, bit %d of byte %d", rel, bit, at)
		keepTime(t, path, func() { flip(t, path, at, bit) })
		found, err := Verify(t.Context(), copied)
		if err != nil || len(found.Damaged) != 1 || found.Damaged[0].File != filepath.ToSlash(rel) {
			t.Errorf("%s: verify says %+v %v", what, found, err)
		}
		with := n / len(files) % 2
		if with == 1 {
			rename(t, hidden, later)
		}
		if _, err := Run(t.Context(), config(in, copied)); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if with == 1 {
			rename(t, later, hidden)
		}
		sameFiles(t, what, want[with], snapshot(t, copied))
	}
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedUnitOfWork has steps of their own meet a damaged unit: its step is to be
// taken again, and then the result is as ever.
func TestDamagedUnitOfWork(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	p, err := Prepare(t.Context(), config(in, out))
	if err != nil {
		t.Fatal(err)
	}
	w, err := OpenWork(t.Context(), p.Plan, config("", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	units := func() {
		missing, err := w.Missing(t.Context())
		for _, n := range missing {
			if err == nil {
				_, err = w.RunUnit(t.Context(), n)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	units()
	all, err := filepath.Glob(filepath.Join(out, unitsDir, "*.unit"))
	if err != nil || len(all) < 2 {
		t.Fatal(all, err)
	}
	flip(t, all[0], 40, 3)
	if _, err := w.Reduce(t.Context(), nil); !errors.Is(err, errUnits) || !TryAgain(err) {
		t.Fatalf("%v", err)
	}
	units()
	if _, err := w.Reduce(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	staged, err := filepath.Glob(filepath.Join(out, ".tmp", "*", "facts", "*", "*.parquet"))
	if err != nil || len(staged) == 0 {
		t.Fatal(staged, err)
	}
	flip(t, staged[0], 40, 3)
	if _, err := w.Commit(t.Context()); !errors.Is(err, errPartitions) {
		t.Fatalf("%v", err)
	}
	if _, err := w.Reduce(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "mended", snapshot(t, fresh), snapshot(t, out))
}

func TestManifestSeal(t *testing.T) {
	m := manifest{SchemaVersion: "1", ToolVersion: "2", Partitions: []*partition{{Table: "facts", Dir: "facts/year=2020", Rows: 3}}}
	data, err := m.encode()
	if err != nil || !sealedManifest(data) {
		t.Fatalf("%s %v", data, err)
	}
	for at := range data {
		for bit := range 8 {
			data[at] ^= 1 << bit
			if sealedManifest(data) {
				t.Errorf("bit %d of byte %d changed and not seen", bit, at)
			}
			data[at] ^= 1 << bit
		}
	}
	for _, bad := range [][]byte{nil, data[1:], data[:len(data)-1], append(data, ' ')} {
		if sealedManifest(bad) {
			t.Errorf("%q", bad)
		}
	}
}

// TestFlipsInPlan: no byte of a plan is believed that is not as it was written.
func TestFlipsInPlan(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 30)
	p, err := Prepare(t.Context(), config(in, out))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(p.Plan)
	if err != nil {
		t.Fatal(err)
	}
	try := func() error {
		w, err := OpenWork(t.Context(), p.Plan, config("", ""))
		if err != nil {
			return err
		}
		return w.file.load(t.Context(), w.job)
	}
	if err := try(); err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/150 {
		flip(t, p.Plan, at, uint(at%8))
		if err := try(); !errors.Is(err, errBadPlan) {
			t.Errorf("byte %d of %d: %v", at, len(whole), err)
		}
		flip(t, p.Plan, at, uint(at%8))
	}
}

// TestFlipsInHistory: verify sees a bit that has changed in what tells of versions, those that
// are not kept any more too, for who reads the last one reads all of the log.
func TestFlipsInHistory(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	c := config(in, out)
	c.Keep.Versions = 2
	for n := range 4 {
		writeOffices(t, in, 5+n)
		mustRun(t, c)
	}
	var files []string
	for _, pattern := range []string{"versions/*.json", "delta/*/_delta_log/*.json"} {
		some, err := filepath.Glob(filepath.Join(out, pattern))
		if err != nil || len(some) < 2 {
			t.Fatal(some, err)
		}
		files = append(files, some...)
	}
	if v, err := Verify(t.Context(), out); err != nil || len(v.Damaged) > 0 {
		t.Fatal(v, err)
	}
	random, flips := rand.New(rand.NewPCG(17, 19)), 20
	if raced {
		flips = 2 // of each file
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tool := bytes.Index(data, []byte("engineInfo")) // of a version that is gone nobody knows it
		snapshot := bytes.Index(data, []byte(`"snapshot"`))
		for range flips {
			at, bit := random.IntN(len(data)), uint(random.IntN(8))
			if tool >= 0 && at > tool && at < tool+40 || snapshot >= 0 && at > snapshot && at < snapshot+40 {
				continue
			}
			flip(t, path, at, bit)
			if v, err := Verify(t.Context(), out); err != nil || len(v.Damaged) == 0 {
				t.Errorf("bit %d of byte %d of %s: %q", bit, at, path, data[max(at-20, 0):min(at+20, len(data))])
			}
			flip(t, path, at, bit)
		}
	}
}

// TestSwappedUnits: a unit file under the name of another is not believed,
// though every byte of it is as it was written.
func TestSwappedUnits(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	units, err := filepath.Glob(filepath.Join(out, unitsDir, "*.unit"))
	if err != nil || len(units) < 2 {
		t.Fatal(units, err)
	}
	data, err := os.ReadFile(units[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(units[1], data, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, memoName)); err != nil {
		t.Fatal(err)
	}
	mustRun(t, config(in, out))
	sameFiles(t, "swapped", want, snapshot(t, out))
}

// TestChangedInPlace writes to a file in place and puts its time back, as rsync
// --inplace -t and cp -p do.
func TestChangedInPlace(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 5)
	mustRun(t, config(in, out))
	path := filepath.Join(in, "d1", "0001.txt")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if store.ChangeTime(info) == 0 {
		t.Skip("this system does not tell when a file was changed")
	}
	keepTime(t, path, func() {
		if err := os.WriteFile(path, []byte(strings.Replace(office(1), "1", "2", 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	})
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "changed in place", snapshot(t, fresh), snapshot(t, out))
}
