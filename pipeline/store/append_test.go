package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestAppend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "log")
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for k := range 10 {
				err := Append(path, func(now []byte) ([]byte, error) {
					return fmt.Appendf(nil, "%d-%d after %d\n", i, k, bytes.Count(now, []byte{'\n'})), nil
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if !strings.HasSuffix(line, fmt.Sprint(" after ", n)) {
			t.Fatalf("line %d: %s", n, line)
		}
	}
	if n := bytes.Count(data, []byte{'\n'}); n != 80 {
		t.Errorf("%d lines", n)
	}
	refused := errors.New("no")
	if err := Append(path, func([]byte) ([]byte, error) { return []byte("x"), refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte("by hand"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Append(path, func([]byte) ([]byte, error) { return []byte("more\n"), nil }); err != nil {
		t.Fatal(err)
	}
	if data, _ = os.ReadFile(path); string(data) != "by hand\nmore\n" {
		t.Errorf("%q", data)
	}
}

// TestLockBeside is the lock of file systems without one.
func TestLockBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	open := func() *os.File {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	unlock, err := lockBeside(open())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lockBeside(open()); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	if err := unlock(); err != nil {
		t.Error(err)
	}
	if _, err = lockBeside(open()); err != nil { // and its holder is killed
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * abandoned)
	if err := os.Chtimes(path+".lock", old, old); err != nil {
		t.Fatal(err)
	}
	if _, err := lockBeside(open()); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	if _, err = lockBeside(open()); err != nil {
		t.Errorf("the abandoned lock holds: %v", err)
	}
}
