//go:build unix

package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// everyKind writes inputs of every kind a plan must carry: archives, copies,
// what is refused and what cannot be read.
func everyKind(t testing.TB, in string) {
	t.Helper()
	writeOffices(t, in, 150)
	write(t, filepath.Join(in, "copy.txt"), office(3))
	write(t, filepath.Join(in, "refused.txt"), "refuse")
	write(t, filepath.Join(in, "odd!name.txt"), office(900))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 5 {
		w, err := z.Create(fmt.Sprintf("sub/%d!.txt", i))
		if err == nil {
			_, err = w.Write([]byte(office(500 + i)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "a!b.zip"), b.String())
	write(t, filepath.Join(in, "broken.zip"), "PK no archive")
}

func TestStepsAreARun(t *testing.T) {
	in, one, steps := t.TempDir(), t.TempDir(), t.TempDir()
	everyKind(t, in)
	waivers := []Waiver{{Document: "*.txt", Rule: "sign", Reason: "known"}}
	catalogue := Catalogue{filepath.Join(in, "odd!name.txt"): {Entity: "某局", URL: "https://example.org"}}
	c := config(in, one)
	c.Waivers, c.Catalogue = waivers, catalogue
	want := mustRun(t, c)
	c.Out = steps
	p := mustPrepare(t, c)
	if again := mustPrepare(t, c); *again != *p {
		t.Errorf("planned twice: %+v, %+v", p, again)
	}
	got := bring(t, p.Plan)
	sameFiles(t, "a run and its steps", snapshot(t, one), snapshot(t, steps))
	if got.Files != want.Files || got.Facts != want.Facts || got.Statuses[schema.Refused] != want.Statuses[schema.Refused] || got.Snapshot != want.Snapshot {
		t.Errorf("%+v\n%+v", got, want)
	}

	// the dataset changes: what is linked, and what is left behind
	write(t, filepath.Join(in, "new.txt"), office(2000))
	bring(t, mustPrepare(t, c).Plan)
	c.Out = one
	mustRun(t, c)
	sameFiles(t, "after a change", snapshot(t, one), snapshot(t, steps))
	for _, dir := range []string{".plans", ".tmp"} {
		if left, _ := os.ReadDir(filepath.Join(steps, dir)); len(left) > 0 {
			t.Errorf("%s is left with %v", dir, left)
		}
	}
}

// TestAttemptsAtOnce has sixteen processes make the same units, some of them
// killed, while a reader looks.
func TestAttemptsAtOnce(t *testing.T) {
	in, one, out := t.TempDir(), t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	mustRun(t, config(in, one))
	p := mustPrepare(t, config(in, out))
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var reading, attempts sync.WaitGroup
	reading.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			found, _ := filepath.Glob(filepath.Join(out, unitsDir, "*.unit"))
			for _, path := range found {
				if _, err := readIndex(context.Background(), store.Dir(filepath.Dir(path)), filepath.Base(path)); err != nil {
					t.Errorf("a reader sees %s: %v", path, err)
				}
			}
		}
	})
	var mu sync.Mutex
	said := make(map[string]int)
	for i := range 16 {
		attempts.Go(func() {
			cmd := exec.Command(exe, p.Plan)
			cmd.Env = append(os.Environ(), childEnv+"=unit")
			var b, bad bytes.Buffer
			cmd.Stdout, cmd.Stderr = &b, &bad
			if err := cmd.Start(); err != nil {
				t.Error(err)
				return
			}
			if i%4 == 3 {
				defer time.AfterFunc(rand.N(300*time.Millisecond), func() { _ = cmd.Process.Kill() }).Stop()
			}
			if err := cmd.Wait(); err != nil && i%4 != 3 {
				t.Errorf("attempt %d: %v: %s", i, err, bad.String())
			} else if err == nil {
				mu.Lock()
				defer mu.Unlock()
				said[strings.ReplaceAll(b.String(), `true`, `false`)]++
			}
		})
	}
	attempts.Wait()
	close(stop)
	reading.Wait()
	if len(said) != 1 {
		t.Errorf("the attempts print %d different results: %v", len(said), said)
	}
	bring(t, p.Plan)
	sameFiles(t, "sixteen attempts", snapshot(t, one), snapshot(t, out))
	mustPrepare(t, config(in, out))
	if left, _ := filepath.Glob(filepath.Join(out, unitsDir, store.TempPrefix+"*")); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}

// attemptUnit is one of those processes.
func attemptUnit() {
	w, err := OpenWork(context.Background(), os.Args[1], Config{process: ledger})
	for n := 0; err == nil && n < w.Units(); n++ {
		var m *Marker
		if m, err = w.RunUnit(context.Background(), n); err == nil {
			fmt.Println(*m)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func TestReduceAtOnce(t *testing.T) {
	in, one, out := t.TempDir(), t.TempDir(), t.TempDir()
	writeOffices(t, in, 120)
	mustRun(t, config(in, one))
	p := mustPrepare(t, config(in, out))
	w := openWork(t, p.Plan)
	for n := range w.Units() {
		if _, err := w.RunUnit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	var attempts sync.WaitGroup
	for range 4 {
		w := openWork(t, p.Plan)
		attempts.Go(func() {
			if _, err := w.Reduce(t.Context(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	attempts.Wait()
	bring(t, p.Plan)
	sameFiles(t, "four reductions", snapshot(t, one), snapshot(t, out))
}

func TestTimedOutUnitIsDoneAgainByTheNextPlan(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	slow := func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		r := ledger(ctx, src, opt)
		r.Document.Status, r.Document.Reason = schema.Refused, "timeout"
		return r
	}
	p := mustPrepare(t, config(in, out))
	w, err := OpenWork(t.Context(), p.Plan, Config{process: slow})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // within a plan a result stands, whatever it is
		if _, err := w.RunUnit(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	if m, err := openWork(t, p.Plan).RunUnit(t.Context(), 0); err != nil || !m.Reused || m.Refused == 0 {
		t.Fatalf("%+v, %v", m, err)
	}
	bring(t, p.Plan)
	p = mustPrepare(t, config(in, out))
	if missing, err := openWork(t, p.Plan).Missing(t.Context()); err != nil || !slices.Contains(missing, 0) {
		t.Errorf("missing %v, %v", missing, err)
	}
	if s := bring(t, p.Plan); s.Statuses[schema.Refused] != 0 {
		t.Errorf("%+v", s)
	}
}

func TestPlanOfAnotherProgram(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	c := config(in, out)
	j, unlock, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	j.key = "another"
	if err := j.makePlan(t.Context()); err != nil {
		t.Fatal(err)
	}
	data, id, err := j.encode()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(out, plansDir, id+".plan")
	write(t, path, string(data))
	if _, err := OpenWork(t.Context(), path, Config{}); !errors.Is(err, ErrOtherProgram) {
		t.Errorf("%v", err)
	}
}

// nameOfPlan is the name that the bytes of a plan deserve.
func nameOfPlan(data []byte) string {
	tail := len(data) - 8 - len(planMagic)
	if tail < 0 {
		return "x.plan"
	}
	table := tail - planEntry*int(2+min(binary.LittleEndian.Uint64(data[tail:]), 1<<20))
	return planID(data[max(table, 0):]) + ".plan"
}

func FuzzOpenPlan(f *testing.F) {
	in := f.TempDir()
	writeOffices(f, in, 40)
	j, unlock, err := config(in, f.TempDir()).open(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	defer unlock()
	if err := j.makePlan(f.Context()); err != nil {
		f.Fatal(err)
	}
	data, _, err := j.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	beyond := bytes.Clone(data) // its header ends far behind the end of the file
	last := len(data) - 8 - len(planMagic) - planEntry
	binary.LittleEndian.PutUint64(beyond[last:], 1<<60)
	f.Add(beyond)
	f.Add([]byte(planMagic))
	f.Add([]byte(`{"ID":"x","Files":[{"Hash":"h","Paths":["a"],"Entry":1}]}`))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		var u plannedUnit
		if parsePlan(data, &u) == nil { // a line, whose hash nobody guesses
			_, _ = u.unit(&opener{})
		}
		name := nameOfPlan(data)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(filepath.Join(dir, name))
		p, err := openPlan(t.Context(), store.Dir(dir), name)
		if err != nil {
			return
		}
		for n := range min(p.units(), 4) {
			if u, err := p.unit(t.Context(), n); err == nil {
				_, _ = u.unit(&opener{})
			}
		}
		_ = p.load(t.Context(), new(job))
	})
}
