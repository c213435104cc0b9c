package batch

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/pipeline/delta"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// checkHistory replays the logs of all tables: at each version that is kept they hold
// what the version says, every part is there as it was written, and the last version is
// what is current. It returns the versions.
func checkHistory(t testing.TB, d dataset) (kept []*Version) {
	t.Helper()
	ctx := t.Context()
	numbers, err := d.versions(ctx)
	if err != nil || len(numbers) == 0 {
		t.Fatal(numbers, err)
	}
	at := make(map[int64]*Version)
	for _, n := range numbers {
		v, err := d.readVersion(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		at[n], kept = v, append(kept, v)
	}
	whole := make(map[string]bool)
	for _, table := range sink.Tables() {
		holds := make(map[string]bool)
		for n := range numbers[len(numbers)-1] + 1 {
			replay(t, d, table.Name, n, holds)
			if at[n] == nil {
				continue
			}
			files := at[n].files(table.Name)
			for _, f := range files {
				if !holds[f.Path] {
					t.Errorf("version %d: the log of %s has no %s", n, table.Name, f.Path)
				}
			}
			if len(files) != len(holds) {
				t.Errorf("version %d: the log of %s holds %d files, not %d", n, table.Name, len(holds), len(files))
			}
		}
	}
	for _, v := range kept {
		for i := range v.Parts {
			if p := &v.Parts[i]; !whole[p.place()] {
				whole[p.place()] = true
				if err := d.holdsPart(ctx, p.place(), p.File); err != nil {
					t.Errorf("version %d: %v", v.Number, err)
				}
			}
		}
	}
	m, err := d.readManifest(ctx, d.current(ctx))
	if err != nil {
		t.Fatal(err)
	}
	if now, ok := versionOf(m); !ok || !now.same(kept[len(kept)-1]) {
		t.Errorf("the last version is not what is current")
	}
	return kept
}

// replay applies version n of a table's log.
func replay(t testing.TB, d dataset, table string, n int64, holds map[string]bool) {
	t.Helper()
	data, err := store.ReadAll(t.Context(), d.store, path.Join(deltaDir, table, delta.LogName(n)), math.MaxInt64)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var action struct{ Add, Remove *struct{ Path string } }
		if err := json.Unmarshal([]byte(line), &action); err != nil {
			t.Fatal(err)
		}
		if action.Add != nil {
			holds[action.Add.Path] = true
		}
		if action.Remove != nil {
			delete(holds, action.Remove.Path)
		}
	}
}

// TestHistory: after each day every version that is kept can be read, those before
// are gone with their parts, and a run that changes nothing makes none.
func TestHistory(t *testing.T) {
	random := rand.New(rand.NewPCG(19, 5))
	in, out := t.TempDir(), t.TempDir()
	files := make(map[string]bool)
	c := config(in, out)
	c.Keep = Keep{Versions: 3}
	for day := range 7 {
		change(t, random, in, files)
		write(t, filepath.Join(in, fmt.Sprintf("day%d.txt", day)), office(500+day))
		mustRun(t, c)
		again := c
		again.Full = day%2 == 0 // the same bytes are the same version
		mustRun(t, again)
		kept := checkHistory(t, folder(out))
		if last := kept[len(kept)-1].Number; last != int64(day) || len(kept) != min(day+1, 3) {
			t.Errorf("day %d: %d versions, the last is %d", day, len(kept), last)
		}
		used := make(map[string]bool)
		for _, v := range kept {
			for i := range v.Parts {
				used[v.Parts[i].place()] = true
			}
		}
		found, err := filepath.Glob(filepath.Join(out, deltaDir, "*", "*", "*.parquet"))
		more, err2 := filepath.Glob(filepath.Join(out, deltaDir, "*", "*.parquet"))
		if found = append(found, more...); err != nil || err2 != nil || len(found) != len(used) {
			t.Errorf("day %d: %d parts are kept, %d are used; %v %v", day, len(found), len(used), err, err2)
		}
	}
	old := c
	old.Keep = Keep{Versions: 1, Age: time.Hour}
	write(t, filepath.Join(in, "last.txt"), office(700))
	mustRun(t, old)
	if kept := checkHistory(t, folder(out)); len(kept) != 4 {
		t.Errorf("%d versions of the last hour", len(kept))
	}
}

// TestUntold: what a killed commit left out of the history the next adds, and one that was
// removed begins anew.
func TestUntold(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	mustRun(t, config(in, out))
	write(t, filepath.Join(in, "second.txt"), office(100))
	mustRun(t, config(in, out))
	remove := func(names ...string) {
		for _, name := range names {
			if err := os.RemoveAll(filepath.Join(out, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
		}
	}
	log := func(table string) string { return path.Join(deltaDir, table, delta.LogName(1)) }
	for i, left := range [][]string{{log("facts"), log("issues")}, {versionName(1), log("documents"), log("facts"), log("checks"), log("issues"), log("observations"), log("blocks")}} {
		remove(left...)
		if i == 1 {
			remove("versions/" + path.Base(versionName(2)))
			for _, table := range sink.Tables() {
				remove(path.Join(deltaDir, table.Name, delta.LogName(2)))
			}
		}
		write(t, filepath.Join(in, fmt.Sprintf("third%d.txt", i)), office(200+i))
		mustRun(t, config(in, out))
		if kept := checkHistory(t, folder(out)); len(kept) != 3 {
			t.Errorf("%d versions", len(kept))
		}
	}
	remove(versionsDir)
	mustRun(t, config(in, out)) // nothing has changed
	write(t, filepath.Join(in, "fourth.txt"), office(300))
	mustRun(t, config(in, out))
	if kept := checkHistory(t, folder(out)); len(kept) != 2 {
		t.Errorf("%d versions after the history was removed", len(kept))
	}
}

// TestForgottenInPart: a commit that was killed while it removed a version leaves no
// version that cannot be read, and the next removes the rest.
func TestForgottenInPart(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	c := config(in, out)
	for day := range 3 {
		write(t, filepath.Join(in, fmt.Sprintf("day%d.txt", day)), office(day))
		mustRun(t, c)
	}
	first := filepath.Join(out, filepath.FromSlash(versionName(0)))
	rename(t, first, first+goneSuffix)
	if kept := checkHistory(t, folder(out)); len(kept) != 2 {
		t.Errorf("%d versions", len(kept))
	}
	c.Keep = Keep{Versions: 2}
	write(t, filepath.Join(in, "last.txt"), office(9))
	mustRun(t, c)
	if kept := checkHistory(t, folder(out)); len(kept) != 2 {
		t.Errorf("%d versions", len(kept))
	}
	if left, _ := filepath.Glob(filepath.Join(out, versionsDir, "*")); len(left) != 2 {
		t.Errorf("left: %v", left)
	}
}

// TestMendedPartInHistory: a part that was damaged and made again is whole in the history too.
func TestMendedPartInHistory(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	mustRun(t, config(in, out))
	flip(t, filepath.Join(out, "current", "facts", sink.Partition(2020), "part-00000.parquet"), 40, 1)
	write(t, filepath.Join(in, "second.txt"), "甲街道 2019 revenue.total 3")
	mustRun(t, config(in, out))
	checkHistory(t, folder(out))
}

// TestDiff: what came, went and changed between two versions, and nothing for what only
// moved or was published again with the same figures.
func TestDiff(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	a, b, gone := filepath.Join(in, "a.txt"), filepath.Join(in, "b.txt"), filepath.Join(in, "gone.txt")
	write(t, a, "甲街道 2020 revenue.total 5\n甲街道 2020 expenditure.total 7")
	write(t, b, "乙街道 2020 revenue.total 5")
	write(t, gone, "丙街道 2020 revenue.total 5")
	mustRun(t, config(in, out))
	write(t, a, "甲街道 2020 revenue.total 6\n甲街道 2020 expenditure.total 7\n甲街道 2021 revenue.total 8")
	rename(t, gone, filepath.Join(in, "moved.txt"))
	write(t, filepath.Join(in, "moved.txt"), "丁街道 2020 revenue.total -1")
	mustRun(t, config(in, out))
	d, err := Diff(t.Context(), out, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range d.Facts {
		got = append(got, fmt.Sprintf("%s %s: %s > %s", filepath.Base(f.Path), strings.Fields(f.What)[0], f.Was, f.Is))
	}
	want := []string{"a.txt 甲街道: 5 元 > 6 元", "a.txt 甲街道:  > 8 元", "gone.txt 丙街道: 5 元 > ", "moved.txt 丁街道:  > -1 元"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	back, err := Diff(t.Context(), out, 1, 0)
	if err != nil || len(back.Facts) != len(want) || len(d.Checks) == 0 || len(back.Checks) != len(d.Checks) {
		t.Errorf("the other way round: %+v %v", back, err)
	}
	if same, err := Diff(t.Context(), out, 1, 1); err != nil || len(same.Facts)+len(same.Checks) > 0 {
		t.Errorf("a version and itself: %+v %v", same, err)
	}
	if _, err := Diff(t.Context(), out, 0, 9); err == nil {
		t.Error("a version that is not there is no error")
	}
}
