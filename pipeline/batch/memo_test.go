package batch

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/schema"
)

// TestMemo runs over unchanged input, which says what the first run said, and
// changes each thing that decides what a run makes.
func TestMemo(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	write(t, filepath.Join(in, "bad.txt"), "refuse")
	first := mustRun(t, config(in, out))
	again := func(what string, change func(*Config)) *Summary {
		t.Helper()
		c := config(in, out)
		if change != nil {
			change(&c)
		}
		before := recalled(t, c)
		s := mustRun(t, c)
		if before != (what == "") {
			t.Errorf("%s: recalled %v", what, before)
		}
		return s
	}
	s := again("", nil)
	if s.Processed != 0 || s.Reused != first.Processed || !s.Unchanged || len(s.Slowest) != 0 {
		t.Errorf("%+v", s)
	}
	if d := cmp.Diff(first, s, cmpopts.IgnoreUnexported(Summary{}), cmpopts.IgnoreFields(Summary{}, "Processed", "Reused", "Unchanged", "Slowest", "Seconds")); d != "" {
		t.Error(d)
	}
	again("", func(c *Config) { c.Options = pipeline.Options{Timeout: pipeline.DefaultTimeout} }) // what zero options say
	again("a waiver", func(c *Config) { c.Waivers = []Waiver{{Document: "bad.txt", Rule: "sign", Reason: "known"}} })
	again("no waiver", nil)
	again("an option", func(c *Config) { c.Options.Blocks = true })
	again("another option", nil)
	again("a catalogue", func(c *Config) { c.Catalogue = Catalogue{filepath.Join(in, "bad.txt"): {URL: "https://example.org"}} })
	again("no catalogue", nil)
	again("", nil)
	if err := os.Rename(filepath.Join(in, "bad.txt"), filepath.Join(in, "worse.txt")); err != nil {
		t.Fatal(err)
	}
	if s := again("a name", nil); s.Refusals[0].Path != filepath.Join(in, "worse.txt") {
		t.Errorf("%+v", s.Refusals)
	}
	if err := os.Remove(filepath.Join(in, "worse.txt")); err != nil {
		t.Fatal(err)
	}
	again("a file less", nil)
	parts, err := filepath.Glob(filepath.Join(out, "current", "documents", "*"))
	if err != nil || len(parts) == 0 {
		t.Fatal(parts, err)
	}
	if err := os.Remove(parts[0]); err != nil {
		t.Fatal(err)
	}
	again("a part missing", nil)
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "in the end", snapshot(t, fresh), snapshot(t, out))
}

// recalled reports whether a run of c would end after its plan.
func recalled(t *testing.T, c Config) bool {
	t.Helper()
	d, key := folder(c.Out), c.key()
	inputs, err := List(t.Context(), c.Paths, c.Out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := hashInputs(t.Context(), inputs, nil, 1, c.Options.OrDefault().Limits.Bytes); err != nil {
		t.Fatal(err)
	}
	plan := Pack(inputs, key)
	j := &job{Config: c, data: d}
	j.Log = slog.New(slog.DiscardHandler)
	there, err := j.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return j.recall(t.Context(), there, c.inputID(&plan, key)) != nil
}

// TestMemoForgetsTheMoment has a file time out, which the next run tries again.
func TestMemoForgetsTheMoment(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	c := config(in, out)
	c.process = func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		row := schema.Document{ID: pipeline.Hash(src.Data), Bytes: int64(len(src.Data))}
		return pipeline.Refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: "too slow"})
	}
	mustRun(t, c)
	if recalled(t, c) {
		t.Error("a run with timeouts is remembered")
	}
	if s := mustRun(t, config(in, out)); s.Statuses[schema.Read] != 3 {
		t.Errorf("%+v", s)
	}
}

func TestHashesRoundTrip(t *testing.T) {
	c := hashCache{"a b\n\"c\".txt": {"1-2-3", pipeline.Hash(nil)}, "甲\xff.txt": {"4-5-6-7", pipeline.Hash([]byte("x"))}}
	if d := cmp.Diff(c, decodeHashes(c.encode())); d != "" {
		t.Error(d)
	}
	data := c.encode()
	for _, bad := range [][]byte{nil, []byte("{}"), data[:len(data)-1], append(data, "1 2 3\n"...)} {
		if got := decodeHashes(bad); got != nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

// TestClockBack has files of tomorrow, as after a clock was put back: a change
// that leaves size and time as they were is seen all the same.
func TestClockBack(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 5)
	path, tomorrow := filepath.Join(in, "later.txt"), time.Now().Add(24*time.Hour)
	for _, content := range []string{"甲 2020 revenue.total 1", "甲 2020 revenue.total 2"} {
		write(t, path, content)
		if err := os.Chtimes(path, tomorrow, tomorrow); err != nil {
			t.Fatal(err)
		}
		mustRun(t, config(in, out))
	}
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "after the clock went back", snapshot(t, fresh), snapshot(t, out))
}
