package batch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestGrownDataset takes a dataset through random days of files that come, change,
// go and come back, as runs and as steps. After each the tables are, byte for byte,
// those of a run from nothing. GONGKAI_GROWN says how many datasets.
func TestGrownDataset(t *testing.T) {
	t.Parallel()
	seeds := 6
	switch {
	case raced:
		seeds = 2 // the days are all alike to the race detector
	case os.Getenv("GONGKAI_SLOW") != "":
		seeds = 12
	}
	for seed := range asked(t, "GONGKAI_GROWN", seeds) {
		random := rand.New(rand.NewPCG(19, uint64(seed)))
		in, out := t.TempDir(), t.TempDir()
		files := make(map[string]bool)
		c := config(in, out)
		for day := range 8 {
			change(t, random, in, files)
			if random.IntN(3) == 0 { // so that units have more buckets than the plan, and fewer
				c.Buckets = 1 << random.IntN(5)
			}
			if day%3 == 2 {
				bring(t, mustPrepare(t, c).Plan)
			} else {
				mustRun(t, c)
			}
			fresh := c
			fresh.Out = t.TempDir()
			mustRun(t, fresh)
			sameFiles(t, fmt.Sprintf("seed %d, day %d", seed, day), snapshot(t, fresh.Out), snapshot(t, out))
			if t.Failed() {
				return
			}
		}
	}
}

// change adds, changes, renames, copies and removes some of the files in a folder.
func change(t *testing.T, random *rand.Rand, in string, files map[string]bool) {
	t.Helper()
	for range 1 + random.IntN(40) {
		path := filepath.Join(in, fmt.Sprintf("%02d.txt", random.IntN(80)))
		what := random.IntN(5)
		switch {
		case what == 0 && files[path]:
			delete(files, path)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		case what == 1:
			files[path] = true
			write(t, path, "refuse\n"+path)
		default: // few contents, so that some come back and some are there twice
			files[path] = true
			write(t, path, office(random.IntN(120)))
		}
	}
}

// TestUnitsAreKept: a day's files are all that is read, what is gone does not have
// its neighbours read again, and rows are copied when a unit is packed anew.
func TestUnitsAreKept(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 300)
	mustRun(t, config(in, out))
	for day := range 3 {
		write(t, filepath.Join(in, fmt.Sprintf("new%d.txt", day)), office(1000+day))
		if s := mustRun(t, config(in, out)); s.Processed != 1 {
			t.Errorf("one new file: %d processed", s.Processed)
		}
	}
	for n := range 290 {
		if err := os.Remove(filepath.Join(in, fmt.Sprintf("d%d", n%7), fmt.Sprintf("%04d.txt", n))); err != nil {
			t.Fatal(err)
		}
	}
	c := config(in, out)
	read := 0
	c.process = func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		read++
		return ledger(ctx, src, opt)
	}
	s := mustRun(t, c)
	if s.Files != 13 || read != 0 {
		t.Errorf("%d files, %d read", s.Files, read)
	}
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "after most are gone", snapshot(t, fresh), snapshot(t, out))
	data, err := os.ReadFile(filepath.Join(out, packingName))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range decodePacking(data, c.key()) {
		if u.wasted() {
			t.Errorf("unit %s holds %d and %d that are gone", u.ID, len(u.Files), u.Dead)
		}
	}
}

// TestDamagedUnitThatIsKept: a unit that is damaged after some of it has gone is made
// again from what is left.
func TestDamagedUnitThatIsKept(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 100)
	mustRun(t, config(in, out))
	if err := os.Remove(filepath.Join(in, "d0", "0000.txt")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, config(in, out))
	units, err := filepath.Glob(filepath.Join(out, unitsDir, "*.unit"))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range units {
		if i%2 == 0 {
			err = errors.Join(err, os.Truncate(name, 100))
		} else {
			err = errors.Join(err, os.Remove(name))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "d0", "0000.txt"), office(0))
	write(t, filepath.Join(in, "new.txt"), office(1000))
	if err := os.Remove(filepath.Join(in, "d1", "0001.txt")); err != nil {
		t.Fatal(err)
	}
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "after damage", snapshot(t, fresh), snapshot(t, out))
}

// TestUntouchedPartitionsAreLinked: what goes leaves the parts of other years as they are.
func TestUntouchedPartitionsAreLinked(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for n := range 40 {
		write(t, filepath.Join(in, fmt.Sprintf("%d.txt", n)), fmt.Sprintf("街道%d %d revenue.total %d", n, 2019+n%2, n))
	}
	mustRun(t, config(in, out))
	parts := func(table string) (all []os.FileInfo) {
		for _, year := range []int32{2019, 2020} {
			found, err := filepath.Glob(filepath.Join(out, "current", table, sink.Partition(year), "*.parquet"))
			if err != nil || len(found) != 1 {
				t.Fatal(found, err)
			}
			info, err := os.Stat(found[0])
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, info)
		}
		return all
	}
	for _, table := range []string{"facts", "checks", "observations"} {
		before := parts(table)
		if err := os.Remove(filepath.Join(in, map[string]string{"facts": "1", "checks": "3", "observations": "5"}[table]+".txt")); err != nil {
			t.Fatal(err)
		}
		mustRun(t, config(in, out))
		after := parts(table)
		if !os.SameFile(before[0], after[0]) || os.SameFile(before[1], after[1]) {
			t.Errorf("%s: of 2019 and 2020 only the parts of 2020 are to be written again", table)
		}
	}
}

func TestPackingFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p packing
		for n := range rapid.IntRange(0, 5).Draw(t, "units") {
			u := packedUnit{ID: fmt.Sprint("u", n), Dead: rapid.IntRange(0, 3).Draw(t, "dead")}
			for i := range rapid.IntRange(1, 4).Draw(t, "files") {
				u.Files = append(u.Files, inUnit{fmt.Sprint(n, "h", i), pipeline.Known{Entity: rapid.String().Draw(t, "entity"), Year: rapid.IntRange(0, 3000).Draw(t, "year")}})
			}
			p = append(p, u)
		}
		data := p.encode("k")
		if d := cmp.Diff(p, decodePacking(data, "k")); d != "" && !strings.Contains(string(data), `\x`) {
			t.Fatal(d)
		}
		if decodePacking(data, "another") != nil || decodePacking(data[1:], "k") != nil || decodePacking(nil, "k") != nil {
			t.Fatal("believed what is none")
		}
	})
}

func FuzzPacking(f *testing.F) {
	f.Add([]byte("u 1\n\th\n\th 2020 \"x\"\n"))
	f.Add([]byte("\th\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		decodePacking(seal(append([]byte(packingHead("k")), data...)), "k")
	})
}
