//go:build s3

package pipeline

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/pipeline/internal/s3server"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// TestObjectStorage reads inputs from a bucket, takes the steps there, and
// compares with a run in folders: nothing but paths may differ.
func TestObjectStorage(t *testing.T) {
	s3server.Start(t, "data")
	bucket, err := store.Open("s3://data")
	if err != nil {
		t.Fatal(err)
	}
	in, one := t.TempDir(), t.TempDir()
	writeOffices(t, in, 80)
	write(t, filepath.Join(in, "refused.txt"), "refuse")
	upload(t, bucket, in)
	mustRun(t, config(in, one))
	want := snapshot(t, one)

	c := config("s3://data/in", "s3://data/out")
	c.Paths = []string{"s3://data/in"}
	p := mustPrepare(t, c)
	bring(t, p.Plan)
	d, err := openDataset("s3://data/out")
	if err != nil {
		t.Fatal(err)
	}
	first := d.current(t.Context())
	compareObjects(t, d, want)
	if s := mustRun(t, c); !s.Unchanged || s.Processed != 0 {
		t.Errorf("a run over what the steps made: %+v", s)
	}

	// a change: old parts are copied by the server, and the snapshot before stays
	write(t, filepath.Join(in, "more.txt"), office(5000))
	upload(t, bucket, in)
	if s := mustRun(t, c); s.Processed != 1 && s.Reused == 0 {
		t.Errorf("%+v", s)
	}
	mustRun(t, config(in, one))
	compareObjects(t, d, snapshot(t, one))
	if d.manifest(t.Context(), first) == nil {
		t.Error("the snapshot before is gone")
	}
	for info, err := range bucket.List(t.Context(), "out/") {
		if err != nil || strings.Contains(info.Name, "/.tmp/") || strings.Contains(info.Name, "/.plans/") {
			t.Errorf("left: %v %v", info, err)
		}
	}

	// another manifest under the same name is never replaced
	name := "snapshots/" + d.current(t.Context()) + "/" + manifestName
	if err := d.createManifest(t.Context(), name, []byte("another")); !errors.Is(err, ErrBusy) {
		t.Errorf("%v", err)
	}
	if _, err := List([]string{"s3://data/nothing"}, ""); err == nil {
		t.Error("a prefix with nothing below it is no error")
	}
	c.Paths = []string{"s3://data/in/refused.txt"}
	if s := mustRun(t, c); s.Files != 1 || s.Statuses[schema.Refused] != 1 {
		t.Errorf("one object: %+v", s)
	}
}

func upload(t *testing.T, bucket store.Store, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return store.PutBytes(t.Context(), bucket, "in"+strings.TrimPrefix(path, dir), data)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareObjects compares the tables but documents, which have paths.
func compareObjects(t *testing.T, d dataset, want map[string]string) {
	t.Helper()
	prefix := "snapshots/" + d.current(t.Context()) + "/"
	n := 0
	for info, err := range d.store.List(t.Context(), prefix) {
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(info.Name, prefix)
		if strings.HasPrefix(name, "documents") || name == manifestName {
			continue
		}
		data, err := store.ReadAll(t.Context(), d.store, info.Name, 1<<30)
		if err != nil || !bytes.Equal(data, []byte(want[name])) {
			t.Errorf("%s differs: %v", name, err)
		}
		n++
	}
	if n != len(want)-2 {
		t.Errorf("%d files, want %d", n, len(want)-2)
	}
}
