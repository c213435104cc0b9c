package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// ledger reads files of lines "entity year concept value" as reports: the run
// is tested apart from reading and tagging. A line "panic" or "refuse" does so.
func ledger(_ context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
	row := schema.Document{ID: pipeline.Hash(src.Data), Bytes: int64(len(src.Data))}
	r := &schema.Report{Document: row}
	r.Document.Status, r.Document.Format = schema.Read, "ledger"
	for i, line := range strings.Split(strings.TrimSpace(string(src.Data)), "\n") {
		if line == "refuse" {
			return pipeline.Refused(row, &extract.Refusal{Reason: extract.Corrupt, Detail: "it says so"})
		}
		var entity, concept, value string
		var year int
		if n, _ := fmt.Sscan(line, &entity, &year, &concept, &value); n != 4 {
			r.Issues = append(r.Issues, schema.Issue{Code: schema.IssueUnbound, Severity: schema.Info, Raw: line, Source: schema.Provenance{Line: i + 1}})
			continue
		}
		f := schema.Fact{ID: fmt.Sprintf("%s-%d", row.ID[:8], i), Document: row.ID, Entity: entity, Concept: schema.ConceptID(concept),
			Kind: schema.Amount, Unit: "元", Form: schema.Level, Value: decimal.RequireFromString(value),
			Period: schema.YearPeriod(year), Raw: value, Source: schema.Provenance{Line: i + 1, Table: -1, Row: -1, Col: -1}}
		r.Facts = append(r.Facts, f)
		r.Checks = append(r.Checks, schema.Check{ID: "c" + f.ID, Document: row.ID, Rule: "sign", Family: schema.SumFamily, FiscalYear: year,
			Verdict: map[bool]schema.Verdict{true: schema.Inconsistent, false: schema.ExactVerdict}[f.Value.IsNegative()], Severity: schema.Error})
	}
	if opt.Blocks {
		r.Blocks = []schema.Block{{Kind: "paragraph", Text: string(src.Data)}}
	}
	count(r)
	return r
}

// count fills the counts of the document row, as reading does.
func count(r *schema.Report) {
	d := &r.Document
	d.FactCount, d.IssueCount, d.CheckCounts = len(r.Facts), len(r.Issues), make(map[schema.Verdict]int)
	for i := range r.Facts {
		if r.Facts[i].Concept != "" {
			d.WithConcept++
		}
	}
	for i := range r.Checks {
		d.CheckCounts[r.Checks[i].Verdict]++
	}
}

// folder is the dataset in a folder.
func folder(dir string) dataset { return dataset{dir, store.Dir(dir)} }

// office is the n-th ledger.
func office(n int) string {
	var b strings.Builder
	for year := 2018; year < 2023; year++ {
		fmt.Fprintf(&b, "街道%d %d revenue.total %d.%02d\n", n%40, year, n*1000+year, n%100)
		fmt.Fprintf(&b, "街道%d %d expenditure.total %d\n", n%40, year, n*999+year)
	}
	return b.String()
}

func writeOffices(t testing.TB, dir string, n int) {
	t.Helper()
	for i := range n {
		path := filepath.Join(dir, fmt.Sprintf("d%d", i%7), fmt.Sprintf("%04d.txt", i))
		write(t, path, office(i))
	}
}

// asked is how often a test does what it does: as a variable says, else as usual.
func asked(t testing.TB, variable string, usual int) int {
	t.Helper()
	s := os.Getenv(variable)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// write writes a file that looks an hour old, so that its hash is remembered.
func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
}

func config(in, out string) Config {
	return Config{Paths: []string{in}, Out: out, Workers: 2, Options: pipeline.Options{Limits: extract.DefaultLimits()}, process: ledger}
}

func mustRun(t testing.TB, c Config) *Summary {
	t.Helper()
	s, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// snapshot reads all files of the committed dataset.
func snapshot(t testing.TB, out string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	root, err := filepath.EvalSymlinks(filepath.Join(out, "current"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func table[R any](t testing.TB, out, pattern string) (rows []R) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(out, "current", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no files (%v)", pattern, err)
	}
	for _, p := range paths {
		part, err := parquet.ReadFile[R](p)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, part...)
	}
	return rows
}

func sameFiles(t testing.TB, what string, a, b map[string]string) {
	t.Helper()
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	if len(a) != len(b) {
		t.Errorf("%s: %d files against %d", what, len(a), len(b))
	}
}

func TestRunWritesEverythingOnce(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 100)
	write(t, filepath.Join(in, "copy.txt"), office(5))
	write(t, filepath.Join(in, "bad.txt"), "refuse")
	write(t, filepath.Join(in, "negative.txt"), "甲街道 2020 revenue.total -1\nnot a fact")
	write(t, filepath.Join(in, ".hidden"), office(200))
	s := mustRun(t, config(in, out))
	if s.Files != 103 || s.Processed != 102 || s.Statuses[schema.Refused] != 1 || s.Facts != 1001 || s.Issues != 1 ||
		s.Checks[schema.Inconsistent] != 1 || len(s.Failures) != 1 || len(s.Refusals) != 1 || len(s.Slowest) != slowest {
		t.Errorf("%+v", s)
	}
	if docs := table[sink.DocumentRow](t, out, "documents/*.parquet"); len(docs) != 103 {
		t.Errorf("%d documents", len(docs))
	}
	if facts := table[sink.FactRow](t, out, "facts/*/*.parquet"); len(facts) != 1001 {
		t.Errorf("%d facts", len(facts))
	}
	if n := len(table[sink.FactRow](t, out, "facts/year=2020/part-00000.parquet")); n != 201 {
		t.Errorf("%d facts of 2020", n)
	}
	if n := len(table[sink.IssueRow](t, out, "issues/*.parquet")); n != 1 {
		t.Errorf("%d issues", n)
	}
	obs := table[sink.ObservationRow](t, out, "observations/*/*.parquet")
	if n := len(obs); n != 40*5*2+1 {
		t.Errorf("%d observations", n)
	}
	if _, ok := snapshot(t, out)["blocks/part-00000.parquet"]; ok {
		t.Error("there are blocks though nobody asked")
	}
}

func TestRunSameBytes(t *testing.T) {
	in := t.TempDir()
	writeOffices(t, in, 150)
	one, many := t.TempDir(), t.TempDir()
	c := config(in, one)
	c.Workers, c.Options.Blocks = 1, true
	mustRun(t, c)
	want := snapshot(t, one)
	c.Out, c.Workers = many, 5
	mustRun(t, c)
	sameFiles(t, "1 and 5 workers", want, snapshot(t, many))
	if s := mustRun(t, c); !s.Unchanged || s.Processed != 0 || s.Reused != 150 {
		t.Errorf("second run: %+v", s)
	}
	c.Full = true
	if s := mustRun(t, c); s.Unchanged || s.Processed != 150 {
		t.Errorf("full run: %+v", s)
	}
	sameFiles(t, "full run", want, snapshot(t, many))
}

func TestRunIncrementally(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 300)
	mustRun(t, config(in, out))
	write(t, filepath.Join(in, "new.txt"), "乙街道 2020 revenue.total 7")
	if err := os.Rename(filepath.Join(in, "d0", "0000.txt"), filepath.Join(in, "renamed.txt")); err != nil {
		t.Fatal(err)
	}
	s := mustRun(t, config(in, out))
	if s.Files != 301 || s.Processed > unitFiles || s.Processed == 0 {
		t.Errorf("one new file: %d files, %d processed", s.Files, s.Processed)
	}
	if s.Facts != 3001 {
		t.Errorf("%d facts", s.Facts)
	}
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "incremental and fresh", snapshot(t, fresh), snapshot(t, out))
	if err := os.RemoveAll(filepath.Join(in, "d1")); err != nil {
		t.Fatal(err)
	}
	if s := mustRun(t, config(in, out)); s.Files != 301-43 {
		t.Errorf("after a deletion: %d files", s.Files)
	}
}

func TestUnchangedPartsAreLinked(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(in, "a.txt"), "甲街道 2019 revenue.total 1")
	mustRun(t, config(in, out))
	part := filepath.Join(out, "current", "facts", "year=2019", "part-00000.parquet")
	before, err := os.Stat(part)
	if err != nil {
		t.Fatal(err)
	}
	// a name for the same content changes documents and nothing else
	write(t, filepath.Join(in, "b.txt"), "甲街道 2019 revenue.total 1")
	mustRun(t, config(in, out))
	after, err := os.Stat(part)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("the facts were written again")
	}
	if n := len(table[sink.DocumentRow](t, out, "documents/*.parquet")); n != 2 {
		t.Errorf("%d documents", n)
	}
	for range 3 {
		write(t, filepath.Join(in, "c.txt"), time.Now().String())
		mustRun(t, config(in, out))
	}
	if kept, _ := os.ReadDir(filepath.Join(out, "snapshots")); len(kept) != 2 {
		t.Errorf("%d snapshots are kept", len(kept))
	}
}

func TestRunNothing(t *testing.T) {
	out := t.TempDir()
	s := mustRun(t, config(t.TempDir(), out))
	if s.Files != 0 {
		t.Errorf("%+v", s)
	}
	if _, ok := snapshot(t, out)["facts/year=0/part-00000.parquet"]; !ok {
		t.Error("an empty dataset has no facts table")
	}
}

func TestRunErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "in", "a.txt"), office(1))
	write(t, filepath.Join(dir, "file"), "")
	for name, c := range map[string]Config{
		"missing path":  config(filepath.Join(dir, "none"), filepath.Join(dir, "out")),
		"empty glob":    config(filepath.Join(dir, "*.docx"), filepath.Join(dir, "out")),
		"out is a file": config(filepath.Join(dir, "in"), filepath.Join(dir, "file")),
	} {
		if _, err := Run(t.Context(), c); err == nil {
			t.Errorf("%s: no error", name)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnreadableIsARow(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	if err := os.Symlink("nowhere", filepath.Join(in, "dangling.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/", filepath.Join(in, "outside")); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(in, "locked")
	if err := os.Mkdir(locked, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(locked, 0o777) })
	c := config(in, out)
	c.Paths = append(c.Paths, filepath.Join(in, "dangling.txt"))
	s := mustRun(t, c)
	want := 1 // the dangling link that was named
	if os.Geteuid() != 0 {
		want++ // the locked folder, which root may read
	}
	if s.Statuses[schema.Refused] != want || s.Statuses[schema.Read] != 3 {
		t.Errorf("%+v", s.Refusals)
	}
	docs := table[sink.DocumentRow](t, out, "documents/*.parquet")
	if len(docs) != 3+want || docs[0].DocumentID != "" || docs[0].Reason == nil || *docs[0].Reason != "unreadable" {
		t.Errorf("%+v", docs[0])
	}
}

func TestChangedWhileRead(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	path := filepath.Join(in, "a.txt")
	write(t, path, office(1))
	c := config(in, out)
	inputs, err := List(t.Context(), c.Paths, "")
	if err != nil {
		t.Fatal(err)
	}
	inputs[0].Hash = pipeline.Hash([]byte("what it was"))
	w := worker{store: store.Dir(out), options: c.Options, process: ledger}
	r, err := w.read(t.Context(), inputs[0])
	if !errors.Is(err, errStale) || r.Document.Reason != string(extract.Unreadable) {
		t.Errorf("%+v", r.Document)
	}
}

func TestCancelledRunLeavesTheOldSnapshot(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 60)
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	for i := 60; i < 160; i++ {
		write(t, filepath.Join(in, fmt.Sprint(i)), office(i))
	}
	for _, after := range []int64{1, 30, 90} {
		ctx, cancel := context.WithCancel(t.Context())
		var n atomic.Int64
		c := config(in, out)
		c.Full = true
		c.process = func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
			if n.Add(1) == after {
				cancel()
			}
			return ledger(ctx, src, opt)
		}
		if _, err := Run(ctx, c); !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d: %v", after, err)
		}
		sameFiles(t, "after cancelling", want, snapshot(t, out))
	}
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	mustRun(t, config(in, fresh))
	sameFiles(t, "completed", snapshot(t, fresh), snapshot(t, out))
}

func TestDamageIsRepaired(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 30)
	mustRun(t, config(in, out))
	want := snapshot(t, out)
	if err := os.Truncate(filepath.Join(out, "current", "documents", "part-00000.parquet"), 10); err != nil {
		t.Fatal(err)
	}
	units, _ := filepath.Glob(filepath.Join(out, ".cache", "units", "*.unit"))
	if err := os.Truncate(units[0], 100); err != nil {
		t.Fatal(err)
	}
	mustRun(t, config(in, out))
	sameFiles(t, "repaired", want, snapshot(t, out))
}

func TestOneRunAtATime(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 3)
	unlock, err := folder(out).open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), config(in, out)); !errors.Is(err, ErrBusy) {
		t.Errorf("while another runs: %v", err)
	}
	unlock()
	mustRun(t, config(in, out))
}

// TestManySegments merges more segments than one merge reads.
func TestManySegments(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 1500 files")
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 1500)
	c := config(in, out)
	c.Buckets = 1
	s := mustRun(t, c)
	if units, _ := os.ReadDir(filepath.Join(out, ".cache", "units")); len(units) <= mergeWidth {
		t.Fatalf("only %d units", len(units))
	}
	facts := table[sink.FactRow](t, out, "facts/year=2020/*.parquet")
	if s.Facts != 15000 || len(facts) != 3000 {
		t.Errorf("%d facts, %d of 2020", s.Facts, len(facts))
	}
	if !slices.IsSortedFunc(facts, func(a, b sink.FactRow) int { return strings.Compare(*a.Entity, *b.Entity) }) {
		t.Error("facts are not sorted by entity")
	}
}

func TestPackIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 300).Draw(t, "n")
		var inputs []Input
		for i := range n {
			inputs = append(inputs, Input{Path: fmt.Sprint(i), Hash: pipeline.Hash([]byte{byte(i), byte(i >> 8)}), Size: int64(i * 1000)})
		}
		plan := Pack(inputs, "k")
		rand.Shuffle(n, func(i, j int) { inputs[i], inputs[j] = inputs[j], inputs[i] })
		if d := cmp.Diff(plan.Units, Pack(inputs, "k").Units, cmp.AllowUnexported(Input{})); d != "" {
			t.Fatal(d)
		}
		known := make(map[string]bool)
		files := 0
		for _, u := range plan.Units {
			known[u.ID] = true
			files += len(u.Files)
		}
		if files != n {
			t.Fatalf("%d of %d files", files, n)
		}
		more := Pack(append(inputs, Input{Path: "x", Hash: pipeline.Hash([]byte("x"))}), "k")
		unknown := 0
		for _, u := range more.Units {
			if !known[u.ID] {
				unknown++
			}
		}
		if unknown > 3 { // its unit, cut in two at worst, and one whose limit moved
			t.Fatalf("one more file changed %d units of %d", unknown, len(plan.Units))
		}
	})
}

func FuzzReadIndex(f *testing.F) {
	var unit bytes.Buffer
	rows := sink.FromReport(ledger(f.Context(), pipeline.Source{Data: []byte(office(1))}, pipeline.Options{}), pipeline.Version)
	u := unitRows{buckets: 1}
	u.add(&rows, 0)
	if err := u.write(&unit, new(unitIndex)); err != nil {
		f.Fatal(err)
	}
	f.Add(unit.Bytes())
	f.Add([]byte(unitMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := parseIndex(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, s := range x.Segments[:min(len(x.Segments), 8)] {
			for _, err := range sink.ReadSegment[sink.FactRow](io.NewSectionReader(bytes.NewReader(data), s.Offset, s.Length)) {
				if err != nil {
					break
				}
			}
		}
	})
}
