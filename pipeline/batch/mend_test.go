package batch

import (
	"bytes"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dated is a dataset of several versions, the first of which are gone, and its configuration.
func dated(t testing.TB) (in, out string, c Config) {
	t.Helper()
	in, out = t.TempDir(), t.TempDir()
	c = config(in, out)
	c.Keep.Versions = 3
	for n := range 5 {
		writeOffices(t, in, 6+2*n)
		if n == 3 { // something goes, too
			if err := os.Remove(filepath.Join(in, "d1", "0001.txt")); err != nil {
				t.Fatal(err)
			}
		}
		mustRun(t, c)
	}
	return in, out, c
}

// filesOf lists what a dataset consists of, but for what the last run did and the lock.
func filesOf(t testing.TB, out string) (files []string) {
	t.Helper()
	now, err := filepath.EvalSymlinks(filepath.Join(out, "current"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, _ := filepath.Rel(out, path)
		if strings.HasPrefix(rel, "snapshots"+string(filepath.Separator)) && !strings.HasPrefix(path, now) || rel == "run.json" || rel == ".lock" {
			return nil
		}
		files = append(files, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestMended changes bits in every file of a dataset, one at a time and under a kept time: the
// next run ends well, leaves current as it was, and Verify finds nothing in what there is then. Half
// of the flips are in a copy, where nothing is linked, half in the dataset itself.
func TestMended(t *testing.T) {
	in, out, c := dated(t)
	want := snapshot(t, out)
	random, flips := rand.New(rand.NewPCG(21, 17)), 120
	switch {
	case raced:
		flips = 8
	case os.Getenv("GONGKAI_SLOW") == "":
		flips = 30
	}
	var log bytes.Buffer
	c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	for n := range flips {
		at := out
		if n%2 == 1 {
			at = copyTree(t, out)
		}
		files := filesOf(t, at)
		path := filepath.Join(at, files[(n*7)%len(files)])
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) == 0 {
			continue
		}
		byte, bit := random.IntN(len(data)), uint(random.IntN(8))
		what := fmt.Sprintf("flip %d, %s, bit %d of byte %d", n, strings.TrimPrefix(path, at), bit, byte)
		keepTime(t, path, func() { flip(t, path, byte, bit) })
		log.Reset()
		c.Out = at
		if _, err := Run(t.Context(), c); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if strings.Contains(log.String(), "not in the history") || strings.Contains(log.String(), "old versions stay") {
			t.Errorf("%s: %s", what, log.String())
		}
		if found, err := Verify(t.Context(), at); err != nil || len(found.Damaged) > 0 {
			t.Fatalf("%s: %+v %v\n%s", what, found, err, log.String())
		}
		got := snapshot(t, at)
		sameFiles(t, what, want, got)
		if n%8 == 3 { // a run over more input ends well, and so does the one after it
			later := filepath.Join(in, "later.txt")
			write(t, later, office(100))
			mustRun(t, c)
			if err := os.Remove(later); err != nil {
				t.Fatal(err)
			}
			mustRun(t, c)
			sameFiles(t, what, want, snapshot(t, at))
		}
	}
	c.Out = out
	if all, err := Log(t.Context(), out); err != nil || len(all) == 0 {
		t.Errorf("%v %v", all, err)
	}
}

// TestMendedWithoutTimes has bits change that no time tells of: verify finds them, and the
// run after it mends.
func TestMendedWithoutTimes(t *testing.T) {
	_, out, c := dated(t)
	want := snapshot(t, out)
	units, err := filepath.Glob(filepath.Join(out, unitsDir, "*.unit"))
	if err != nil || len(units) == 0 {
		t.Fatal(units, err)
	}
	flip(t, units[0], 50, 2)
	if err := folder(out).forge(t); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, c); !s.Unchanged {
		t.Fatalf("%+v", s)
	}
	if found, err := Verify(t.Context(), out); err != nil || len(found.Damaged) != 1 {
		t.Fatalf("%+v %v", found, err)
	}
	mustRun(t, c)
	if found, err := Verify(t.Context(), out); err != nil || len(found.Damaged) != 0 {
		t.Fatalf("%+v %v", found, err)
	}
	sameFiles(t, "mended", want, snapshot(t, out))
}

// forge has what is remembered say that all files are as the last run left them.
func (d dataset) forge(t testing.TB) error {
	t.Helper()
	m := d.memory(t.Context())
	var err error
	if m.Stamps, err = d.stamps(t.Context(), m.Summary.Snapshot); err != nil {
		return err
	}
	return d.writeMemo(t.Context(), m)
}

// TestVersionsMended has versions made again from the logs, and logs from the versions.
func TestVersionsMended(t *testing.T) {
	_, out, c := dated(t)
	for _, pattern := range []string{"versions/*.json", "delta/*/_delta_log/*.json"} {
		files, err := filepath.Glob(filepath.Join(out, pattern))
		if err != nil || len(files) < 3 {
			t.Fatal(files, err)
		}
		for _, path := range files {
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, whole[:len(whole)/2], 0o666); err != nil {
				t.Fatal(err)
			}
			mustRun(t, c)
			if found, err := Verify(t.Context(), out); err != nil || len(found.Damaged) != 0 {
				t.Fatalf("%s: %+v %v", path, found, err)
			}
			again, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(path, "versions") && !bytes.Contains(whole, []byte(`"snapshot":""`)) && filepath.Base(path) == filepath.Base(files[len(files)-1]) && !bytes.Equal(again, whole) {
				t.Errorf("%s: now\n%s\nbefore\n%s", path, again, whole)
			}
		}
	}
	if all, err := Log(t.Context(), out); err != nil || len(all) != 3 {
		t.Errorf("%d versions, %v", len(all), err)
	}
}
