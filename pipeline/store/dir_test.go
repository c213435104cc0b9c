package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestWriteFile: a file appears whole, in a folder that was not there, or not at all, and nothing
// unfinished is left beside it.
func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not", "there", "a.txt")
	whole := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	broken := errors.New("broken off")
	half := func(w io.Writer) error { return errors.Join(whole("half")(w), broken) }
	if err := WriteFile(path, half); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a file is there: %v", err)
	}
	for _, s := range []string{"first", "second"} {
		if err := WriteFile(path, whole(s)); err != nil {
			t.Fatal(err)
		}
	}
	if err := WriteFile(path, half); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "second" {
		t.Errorf("%q %v", data, err)
	}
	if found, err := os.ReadDir(filepath.Dir(path)); err != nil || len(found) != 1 {
		t.Errorf("%d files are left: %v", len(found), err)
	}
}

// TestCreateOnce: a name that is taken stays what it is.
func TestCreateOnce(t *testing.T) {
	d := Dir(t.TempDir())
	for i, want := range []error{nil, fs.ErrExist} {
		err := d.Create(t.Context(), "x/y", func(w io.Writer) error { _, err := w.Write([]byte{byte('0' + i)}); return err })
		if !errors.Is(err, want) {
			t.Errorf("time %d: %v, want %v", i, err, want)
		}
	}
	if data, err := ReadAll(t.Context(), d, "x/y", 10); err != nil || string(data) != "0" {
		t.Errorf("%q %v", data, err)
	}
	if _, err := ReadAll(t.Context(), d, "x/none", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
	if _, err := d.Stat(t.Context(), "x"); err == nil {
		t.Error("a folder is taken for a file")
	}
}

// TestTempDir makes the folder for temporary files where it is missing, and says which
// variable names another where it cannot.
func TestTempDir(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	t.Setenv("TMPDIR", dir)
	if got, err := TempDir(); err != nil || got != dir {
		t.Errorf("%s %v", got, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", filepath.Join(file, "below"))
	if got, err := TempDir(); err == nil {
		t.Errorf("%s below a file", got)
	}
}
