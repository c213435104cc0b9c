package batch

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"gongkai/pipeline"
	"gongkai/schema"
)

func TestSeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		sealed := seal(append([]byte{}, data...))
		if got, ok := unseal(sealed); !ok || string(got) != string(data) {
			t.Fatalf("%q %v", got, ok)
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at")
		sealed[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		if _, ok := unseal(sealed); ok {
			t.Fatalf("byte %d changed and not seen", at)
		}
	})
}

// TestCachesAreNotBelieved: one byte changed anywhere in what a run keeps for
// the next costs work and changes nothing.
func TestCachesAreNotBelieved(t *testing.T) {
	in, out, fresh := t.TempDir(), t.TempDir(), t.TempDir()
	writeOffices(t, in, 40)
	mustRun(t, config(in, out))
	write(t, filepath.Join(in, "later.txt"), office(100)) // so that the next run has work
	want := mustRun(t, config(in, fresh))
	wanted := snapshot(t, fresh)
	var caches []string
	err := filepath.WalkDir(filepath.Join(out, ".cache"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			caches = append(caches, path)
		}
		return err
	})
	if err != nil || len(caches) < 4 {
		t.Fatalf("%v, %v", caches, err)
	}
	for _, path := range caches {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		places := []int{len(whole) / 2, 0, len(whole) - sealLength - 40, len(whole) - 1} // TestFlips has others
		if raced {
			places = places[:1] // the runs are all alike to the race detector
		}
		for _, at := range places {
			copied := t.TempDir()
			if err := os.CopyFS(copied, os.DirFS(out)); err != nil {
				t.Fatal(err)
			}
			rel, _ := filepath.Rel(out, path)
			damaged := append([]byte{}, whole...)
			if at = max(at, 0); damaged[at] == '1' {
				damaged[at] = '2'
			} else {
				damaged[at] ^= 1
			}
			if err := os.WriteFile(filepath.Join(copied, rel), damaged, 0o666); err != nil {
				t.Fatal(err)
			}
			got, err := Run(t.Context(), config(in, copied))
			if err != nil {
				t.Fatalf("%s, byte %d: %v", rel, at, err)
			}
			if got.Facts != want.Facts || got.Files != want.Files || got.Statuses[schema.Read] != want.Statuses[schema.Read] || got.Snapshot != want.Snapshot {
				t.Errorf("%s, byte %d: %+v, want %+v", rel, at, got, want)
			}
			sameFiles(t, rel, wanted, snapshot(t, copied))
		}
	}
}

// TestWrongHashIsForgotten: a remembered hash that is not that of the file is
// found out by the first run that reads it, and the next has the file.
func TestWrongHashIsForgotten(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	time.Sleep(2 * ticked) // or their hashes are not believed anyway
	mustRun(t, config(in, out))
	data := folder(out)
	hashes := loadHashes(context.Background(), data.store)
	for path, h := range hashes {
		h.Hash = pipeline.Hash([]byte("another"))
		hashes[path] = h
		break
	}
	if err := saveHashes(context.Background(), data.store, hashes); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, config(in, out)); s.Statuses[schema.Refused] != 1 {
		t.Errorf("with a wrong hash: %v", s.Statuses)
	}
	if s := mustRun(t, config(in, out)); s.Statuses[schema.Refused] != 0 || s.Statuses[schema.Read] != 3 {
		t.Errorf("afterwards: %v", s.Statuses)
	}
}
