//go:build s3

package batch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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
	if !isWhole(t, d, first) {
		t.Error("the snapshot before is gone")
	}
	if told := checkHistory(t, d); len(told) != 2 {
		t.Errorf("%d versions", len(told))
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
	if _, err := List(t.Context(), []string{"s3://data/nothing"}, ""); err == nil {
		t.Error("a prefix with nothing below it is no error")
	}
	c.Paths = []string{"s3://data/in/refused.txt"}
	if s := mustRun(t, c); s.Files != 1 || s.Statuses[schema.Refused] != 1 {
		t.Errorf("one object: %+v", s)
	}
}

// TestHeldCommit holds a run, or a commit of the steps, at the request that
// writes current, while two other runs commit: it gives way and removes nothing
// of theirs.
func TestHeldCommit(t *testing.T) {
	for name, commit := range map[string]func(t *testing.T, c Config) func() error{
		"run": func(t *testing.T, c Config) func() error {
			return func() error { _, err := Run(t.Context(), c); return err }
		},
		"commit": func(t *testing.T, c Config) func() error {
			p := mustPrepare(t, c)
			w := openWork(t, p.Plan)
			for n := range w.Units() {
				if _, err := w.RunUnit(t.Context(), n); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := w.Reduce(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			return func() error { _, err := w.Commit(t.Context()); return err }
		},
	} {
		for _, first := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/first=%t", name, first), func(t *testing.T) {
				s3server.Start(t, "data")
				inputs := func(n int) string {
					in := t.TempDir()
					writeOffices(t, in, n)
					return in
				}
				if !first {
					mustRun(t, config(inputs(2), "s3://data/out"))
				}
				direct := os.Getenv("AWS_ENDPOINT_URL")
				gate := newGate(t, direct, "/data/out/current")
				t.Setenv("AWS_ENDPOINT_URL", gate.URL)
				held := commit(t, config(inputs(3), "s3://data/out"))
				result := make(chan error, 1)
				go func() { result <- held() }()
				select {
				case <-gate.arrived:
				case err := <-result:
					t.Fatalf("it ended before it wrote current: %v", err)
				}
				t.Setenv("AWS_ENDPOINT_URL", direct)
				second := mustRun(t, config(inputs(4), "s3://data/out")).Snapshot
				third := mustRun(t, config(inputs(5), "s3://data/out")).Snapshot
				close(gate.release)
				if err := <-result; !errors.Is(err, ErrBusy) || !TryAgain(err) {
					t.Errorf("the commit that was held: %v", err)
				}
				d, err := openDataset("s3://data/out")
				if err != nil {
					t.Fatal(err)
				}
				if got := d.current(t.Context()); got != third {
					t.Errorf("current is %q, want %q", got, third)
				}
				for _, name := range []string{second, third} {
					if !isWhole(t, d, name) {
						t.Errorf("snapshot %s is not whole", name)
					}
				}
				again := config(inputs(3), "s3://data/out")
				if s := mustRun(t, again); d.current(t.Context()) != s.Snapshot || !isWhole(t, d, s.Snapshot) {
					t.Errorf("tried again: %+v", s)
				}
			})
		}
	}
}

// TestKilledStepsInObjectStorage kills the commands of a cluster whose dataset is in a
// bucket.
func TestKilledStepsInObjectStorage(t *testing.T) {
	s3server.Start(t, "data")
	in, undisturbed := t.TempDir(), t.TempDir()
	killSteps(t, in, "s3://data/out")
	mustRun(t, config(in, undisturbed))
	d, err := openDataset("s3://data/out")
	if err != nil {
		t.Fatal(err)
	}
	compareObjects(t, d, snapshot(t, undisturbed))
}

// gate passes requests on to a server, but holds those that write one object.
type gate struct {
	*httptest.Server
	arrived chan struct{} // closed by the first that is held
	release chan struct{} // to be closed
}

func newGate(t *testing.T, server, object string) *gate {
	t.Helper()
	behind, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{arrived: make(chan struct{}), release: make(chan struct{})}
	proxy, once := httputil.NewSingleHostReverseProxy(behind), sync.Once{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && r.URL.Path == object {
			once.Do(func() { close(g.arrived) })
			<-g.release
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(g.Close)
	return g
}

// TestRequests counts what planning and reducing ask of object storage: a file once,
// a unit's index once, and nothing by HEAD that a listing told.
func TestRequests(t *testing.T) {
	s3server.Start(t, "data")
	bucket, err := store.Open("s3://data")
	if err != nil {
		t.Fatal(err)
	}
	in := t.TempDir()
	writeOffices(t, in, 40)
	upload(t, bucket, in)
	behind, err := url.Parse(os.Getenv("AWS_ENDPOINT_URL"))
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	asked := make(map[string]int)
	proxy := httputil.NewSingleHostReverseProxy(behind)
	counting := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method+" "+r.URL.Path]++
		mu.Unlock()
		proxy.ServeHTTP(w, r)
	}))
	defer counting.Close()
	t.Setenv("AWS_ENDPOINT_URL", counting.URL)
	c := config("s3://data/in", "s3://data/out")
	p := mustPrepare(t, c)
	count := func(method, below string) (n, most int) {
		mu.Lock()
		defer mu.Unlock()
		for what, times := range asked {
			if strings.HasPrefix(what, method+" /data/"+below) {
				n, most = n+times, max(most, times)
			}
		}
		clear(asked)
		return n, most
	}
	if n, most := count("GET", "in/"); n != 40 || most != 1 {
		t.Errorf("%d requests for 40 files, %d for one of them", n, most)
	}
	mustPrepare(t, c)
	if n, _ := count("GET", "in/"); n != 0 {
		t.Errorf("%d requests for files that are as they were", n)
	}
	w := openWork(t, p.Plan)
	for n := range w.Units() {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	if n, _ := count("HEAD", "in/"); n != 0 {
		t.Errorf("%d files asked for by HEAD", n)
	}
	if _, err := openWork(t, p.Plan).Partitions(t.Context()); err != nil {
		t.Fatal(err)
	}
	count("GET", "none") // the checks across documents are there from now on
	if _, err := openWork(t, p.Plan).Partitions(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, most := count("GET", "out/.cache/units/"); most != 1 {
		t.Errorf("%d requests for %d indexes, %d for one of them", n, w.Units(), most)
	}
}

// TestSweepsWhatItSaw has another run put things there between the look and the
// sweep of a commit.
func TestSweepsWhatItSaw(t *testing.T) {
	s3server.Start(t, "data")
	d, err := openDataset("s3://data/out")
	if err != nil {
		t.Fatal(err)
	}
	put := func(names ...string) {
		for _, name := range names {
			if err := store.PutBytes(t.Context(), d.store, name, []byte("x")); err != nil {
				t.Fatal(err)
			}
		}
	}
	put("snapshots/old/facts/a", "snapshots/base/facts/a", "snapshots/new/facts/a", unitName("old"), plansDir+"old.plan", ".tmp/old.done/a")
	seen, err := d.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	later := []string{"snapshots/later/facts/a", unitName("later"), plansDir + "later.plan", ".tmp/later.done/a"}
	put(later...)
	if err := d.sweep(t.Context(), seen, nil, &Plan{}, "new", "base"); err != nil {
		t.Fatal(err)
	}
	var left []string
	for info, err := range d.store.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, info.Name)
	}
	want := append([]string{"snapshots/base/facts/a", "snapshots/new/facts/a"}, later...)
	slices.Sort(want)
	if !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
}

// TestObjectStorageWithoutTemp runs where the folder for temporary files is
// not there yet.
func TestObjectStorageWithoutTemp(t *testing.T) {
	s3server.Start(t, "data")
	in := t.TempDir()
	writeOffices(t, in, 3)
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "not", "there"))
	mustRun(t, config(in, "s3://data/out"))
}

// TestMissingBucket: the message names the bucket, and no file.
func TestMissingBucket(t *testing.T) {
	s3server.Start(t, "data")
	in := t.TempDir()
	writeOffices(t, in, 1)
	_, written := Run(t.Context(), config(in, "s3://nowhere/out"))
	_, listed := List(t.Context(), []string{"s3://nowhere/in"}, "")
	_, opened := OpenWork(t.Context(), "s3://nowhere/out/.plans/p.plan", Config{})
	for what, err := range map[string]error{"output": written, "input": listed, "plan": opened} {
		if !errors.Is(err, store.ErrNoBucket) || !strings.Contains(err.Error(), "nowhere") || TryAgain(err) {
			t.Errorf("%s: %v", what, err)
		}
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
