package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestDir(t *testing.T) {
	s := Dir(t.TempDir())
	conform(t, s)
	race(t, s)
}

// TestDirMode: a file put in a folder is as readable as any other made there.
func TestDirMode(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "plain"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	plain, err := os.Stat(filepath.Join(dir, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	s := Dir(dir)
	write := func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }
	if err := cmpOr(s.Put(t.Context(), "a/put", write), s.Create(t.Context(), "a/created", write)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a/put", "a/created"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != plain.Mode() {
			t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, plain.Mode())
		}
	}
}

func TestOpen(t *testing.T) {
	for path, want := range map[string]string{"file:///a/b%20c": "/a/b c", "file://localhost/a": "/a", "a/b": "a/b"} {
		if got, err := Local(path); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", path, got, err, want)
		}
	}
	for _, path := range []string{"file://host/a", "https://host/a", "azure://a/b"} {
		if got, err := Local(path); err == nil {
			t.Errorf("%s is opened as %s", path, got)
		}
	}
	if bucket, name := SplitBucket("gs://bucket/a/b"); bucket != "gs://bucket" || name != "a/b" {
		t.Errorf("%s and %s", bucket, name)
	}
}

// conform checks what every store promises.
func conform(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	text := func(w io.Writer) error { _, err := io.WriteString(w, "0123456789"); return err }
	if _, err := s.Stat(ctx, "a/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("stat of nothing: %v", err)
	}
	if _, err := ReadAll(ctx, s, "none", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("read of nothing: %v", err)
	}
	if err := s.Put(ctx, "a/b/one", text); err != nil {
		t.Fatal(err)
	}
	for _, r := range [][2]int64{{0, 10}, {3, 4}, {9, 1}, {5, 0}} {
		if got, err := ReadRange(ctx, s, "a/b/one", r[0], r[1]); err != nil || string(got) != "0123456789"[r[0]:r[0]+r[1]] {
			t.Errorf("range %v: %q, %v", r, got, err)
		}
	}
	if _, err := ReadRange(ctx, s, "a/b/one", 8, 4); err == nil {
		t.Error("a range beyond the end is read")
	}
	if _, err := ReadAll(ctx, s, "a/b/one", 9); !errors.Is(err, ErrTooLong) {
		t.Errorf("%v", err)
	}
	if err := s.Create(ctx, "a/b/one", text); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created twice: %v", err)
	}
	if err := s.Put(ctx, "a/b/failed", func(w io.Writer) error { _ = text(w); return errors.New("no") }); err == nil {
		t.Error("a failed write is no error")
	}
	if err := cmpOr(PutBytes(ctx, s, "a/b/one", []byte("new")), s.Link(ctx, "a/b/one", "c/two"), s.Link(ctx, "a/b/one", "c/two")); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadAll(ctx, s, "c/two", 9); err != nil || string(got) != "new" {
		t.Errorf("%q, %v", got, err)
	}
	swap(t, s)
	adopt(t, s)
	if got := names(t, s, "a/"); !slices.Equal(got, []string{"a/b/one", "a/d/three"}) {
		t.Errorf("listed %v", got)
	}
	if err := cmpOr(s.Remove(ctx, "a/b/one"), s.Remove(ctx, "a/b/one")); err != nil {
		t.Error(err)
	}
	if got := names(t, s, ""); !slices.Equal(got, []string{"a/d/three", "c/two"}) {
		t.Errorf("listed %v", got)
	}
}

func cmpOr(errs ...error) error { return errors.Join(errs...) }

func names(t *testing.T, s Store, prefix string) (all []string) {
	t.Helper()
	for info, err := range s.List(t.Context(), prefix) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, info.Name)
	}
	return all
}

// swap replaces an object only as it was last seen.
func swap(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	text := func(w io.Writer) error { _, err := io.WriteString(w, "swapped"); return err }
	before, err := s.Stat(ctx, "a/b/one")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, stamp string
		want        error
	}{
		{"a/b/one", "", ErrChanged}, {"a/b/one", "another", ErrChanged}, {"a/b/none", before.Stamp, ErrChanged},
		{"a/b/one", before.Stamp, nil}, {"a/b/one", before.Stamp, ErrChanged}, {"a/b/swapped", "", nil}, {"a/b/swapped", "", ErrChanged},
	} {
		if err := s.Swap(ctx, tt.name, tt.stamp, text); !errors.Is(err, tt.want) {
			t.Errorf("swap %s at %q: %v, want %v", tt.name, tt.stamp, err, tt.want)
		}
	}
	if got, err := ReadAll(ctx, s, "a/b/one", 9); err != nil || string(got) != "swapped" {
		t.Errorf("%q, %v", got, err)
	}
	if err := s.Remove(ctx, "a/b/swapped"); err != nil {
		t.Fatal(err)
	}
}

func adopt(t *testing.T, s Store) {
	t.Helper()
	dir := t.TempDir()
	if d, ok := s.(Dir); ok {
		dir = string(d)
	}
	file := filepath.Join(dir, TempPrefix+"adopted")
	if err := os.WriteFile(file, []byte(strings.Repeat("x", 1000)), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := s.Adopt(t.Context(), file, "a/d/three"); err != nil {
		t.Fatal(err)
	}
	if info, err := s.Stat(t.Context(), "a/d/three"); err != nil || info.Size != 1000 || info.Name != "a/d/three" {
		t.Errorf("%+v, %v", info, err)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the adopted file is still there: %v", err)
	}
}

// race has many create the same objects: each object is created by one.
func race(t *testing.T, s Store) {
	t.Helper()
	const objects, attempts = 20, 8
	var won atomic.Int64
	var group sync.WaitGroup
	for range attempts {
		group.Go(func() {
			for i := range objects {
				err := s.Create(t.Context(), fmt.Sprintf("race/%d", i), func(w io.Writer) error { _, err := io.WriteString(w, "mine"); return err })
				if err == nil {
					won.Add(1)
				} else if !errors.Is(err, fs.ErrExist) {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if won.Load() != objects {
		t.Errorf("%d objects were created %d times", objects, won.Load())
	}
}
