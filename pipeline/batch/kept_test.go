package batch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// spoil has a file not be read any more, for root too: a link in its place leads
// to itself.
func spoil(t testing.TB, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Base(path), path); err != nil {
		t.Fatal(err)
	}
}

// statuses are those of documents, by the ends of their paths, with their reasons.
func statuses(t testing.TB, in, out string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, d := range table[sink.DocumentRow](t, out, "documents/*.parquet") {
		rel, _ := filepath.Rel(in, d.Path)
		if all[rel] = d.Status; d.Reason != nil {
			all[rel] += " " + *d.Reason
		}
	}
	return all
}

// TestUnreadInputIsKept: a file, and a folder, that cannot be read any more keep
// their facts, run after run, with others changing beside them and after a cache
// was hashed anew; once they can be read again nothing tells that they could not.
func TestUnreadInputIsKept(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 40)
	write(t, filepath.Join(in, "bad.txt"), "refuse")
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	spoil(t, filepath.Join(in, "d1", "0001.txt"))
	spoil(t, filepath.Join(in, "d2")) // six files of it
	spoil(t, filepath.Join(in, "bad.txt"))
	spoil(t, filepath.Join(in, "new.txt"))
	check := func(what string, facts int) {
		t.Helper()
		s := mustRun(t, config(in, out))
		if s.Statuses[schema.Stale] != 7 || len(s.Stale) != 7 || s.Facts != facts {
			t.Fatalf("%s: %v, %d facts, %+v", what, s.Statuses, s.Facts, s.Stale)
		}
		got := statuses(t, in, out)
		for _, path := range []string{"d1/0001.txt", "d2/0002.txt", "d2/0037.txt"} {
			if got[path] != "stale unreadable" {
				t.Errorf("%s: %s is %s", what, path, got[path])
			}
		}
		if got["bad.txt"] != "refused unreadable" || got["new.txt"] != "refused unreadable" || got["d2"] != "refused unreadable" || got["d3/0003.txt"] != "read" {
			t.Errorf("%s: %v", what, got)
		}
		now := snapshot(t, out)
		for name := range want {
			if strings.HasPrefix(name, "facts/") && facts == 400 && now[name] != want[name] {
				t.Errorf("%s: %s differs", what, name)
			}
		}
	}
	check("at first", 400)
	check("again", 400)
	write(t, filepath.Join(in, "later.txt"), office(100))
	check("with another file", 410)
	for _, n := range []string{"d3/0003.txt", "d4/0004.txt", "d5/0005.txt", "d6/0006.txt"} { // most units change
		write(t, filepath.Join(in, n), "甲 2020 revenue.total 1")
	}
	check("with other units", 410-4*10+1)
	c := config(in, out)
	c.Full = true
	if s := mustRun(t, c); s.Statuses[schema.Stale] != 7 {
		t.Errorf("in full: %v", s.Statuses)
	}
	for _, path := range []string{"d1/0001.txt", "d2", "bad.txt", "new.txt"} {
		if err := os.Remove(filepath.Join(in, path)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 40 {
		if i == 1 || i%7 == 2 {
			write(t, filepath.Join(in, "d"+string(rune('0'+i%7)), name4(i)), office(i))
		}
	}
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "read again", snapshot(t, fresh), snapshot(t, out))
}

func name4(i int) string {
	return string([]byte{'0', '0', '0' + byte(i/10), '0' + byte(i%10)}) + ".txt"
}

// TestUnreadAfterHashed has the content change between hashing and reading, of a
// file that an earlier run has read.
func TestUnreadAfterHashed(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 20)
	mustRun(t, config(in, out))
	victim := filepath.Join(in, "d3", "0003.txt")
	write(t, victim, office(500))
	write(t, filepath.Join(in, "a.txt"), office(501))
	c := config(in, out)
	c.Workers = 1
	read := false // before it changed
	c.process = func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		read = read || string(src.Data) == office(500)
		if err := os.WriteFile(victim, []byte(office(502)), 0o666); err != nil {
			t.Error(err)
		}
		return ledger(ctx, src, opt)
	}
	s := mustRun(t, c)
	if kept := s.Statuses[schema.Stale]; s.Statuses[schema.Read] != 21-kept || (kept == 1) == read || s.Facts != 210 {
		t.Errorf("%+v, %d facts", s.Statuses, s.Facts)
	}
	s = mustRun(t, config(in, out))
	if s.Statuses[schema.Read] != 21 {
		t.Errorf("next run: %+v", s.Statuses)
	}
}

// TestKeptInPlan has the steps of a cluster keep what cannot be read.
func TestKeptInPlan(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 40)
	mustRun(t, config(in, out))
	spoil(t, filepath.Join(in, "d1", "0001.txt"))
	write(t, filepath.Join(in, "later.txt"), office(100))
	p, err := Prepare(t.Context(), config(in, out))
	if err != nil {
		t.Fatal(err)
	}
	w, err := OpenWork(t.Context(), p.Plan, config("", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for n := range w.Units() {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Reduce(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s, err := w.Commit(t.Context())
	if err != nil || s.Statuses[schema.Stale] != 1 || s.Facts != 410 {
		t.Fatalf("%+v %v", s, err)
	}
	steps := snapshot(t, out)
	mustRun(t, config(in, out))
	sameFiles(t, "run", snapshot(t, out), steps)
}

// TestLinksThatLeadNowhere: each is a row, with the files beside it.
func TestLinksThatLeadNowhere(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.txt"), office(1))
	for name, to := range map[string]string{"self.txt": "self.txt", "one.txt": "two.txt", "two.txt": "one.txt", "gone.txt": "nothing.txt", "outside.txt": "/nowhere/at/all.txt"} {
		if err := os.Symlink(to, filepath.Join(in, name)); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, config(in, out))
	got := statuses(t, in, out)
	for _, name := range []string{"self.txt", "one.txt", "two.txt", "gone.txt", "outside.txt"} {
		if got[name] != "refused "+string(extract.Unreadable) {
			t.Errorf("%s: %q", name, got[name])
		}
	}
	if len(got) != 6 || got["a.txt"] != "read" {
		t.Errorf("%v", got)
	}
}

// TestOutBelowInputs: the dataset is no input, by whatever name it is reached.
func TestOutBelowInputs(t *testing.T) {
	in := t.TempDir()
	write(t, filepath.Join(in, "a.txt"), office(1))
	if err := os.Mkdir(filepath.Join(in, "real"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", filepath.Join(in, "link")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("real", "run.json"), filepath.Join(in, "run.json")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(in, "link")
	write(t, filepath.Join(in, "real", "run.json"), "")
	for range 3 {
		if s := mustRun(t, config(in, out)); s.Files != 1 {
			t.Fatalf("%d files: %+v", s.Files, statuses(t, in, out))
		}
	}
	beside := t.TempDir()
	if err := os.Symlink(in, filepath.Join(beside, "in")); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, config(filepath.Join(beside, "in"), filepath.Join(in, "real"))); s.Files != 1 {
		t.Errorf("%d files through a link", s.Files)
	}
}

// TestCurrentIsAFolder: what somebody keeps under the name of current stays.
func TestCurrentIsAFolder(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.txt"), office(1))
	mine := filepath.Join(out, "current", "mine.txt")
	write(t, mine, "mine")
	for _, try := range []func() error{
		func() error { _, err := Run(t.Context(), config(in, out)); return err },
		func() error { _, err := Prepare(t.Context(), config(in, out)); return err },
		func() error { _, err := Verify(t.Context(), out); return err },
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), "move it away") || TryAgain(err) {
			t.Errorf("%v", err)
		}
	}
	if data, err := os.ReadFile(mine); err != nil || string(data) != "mine" {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(out, ".cache")); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was made")
	}
}
