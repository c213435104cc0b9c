package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline/across"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// Checks across documents (package across) are a step after all files are
// facts. Each of its tasks is given the facts of one year, merged in order, and
// its results are a file beside the units, named like them by all that went in:
// a year whose facts are as they were is not looked at again. Memory is that of
// a merge for each worker, the rows of one quantity or entity, and one line for
// each document.

// linker evaluates across documents.
type linker struct {
	reducer   *reducer
	key       string
	documents []across.Document
	compared  int // documents, once run has looked at them

	mu    sync.Mutex
	files []string // in use
}

func newLinker(r *reducer, key string) *linker { return &linker{reducer: r, key: key} }

func (l *linker) add(x *unitIndex) {
	for i := range x.Files {
		f := &x.Files[i]
		l.documents = append(l.documents, across.Document{ID: f.Hash, Entity: f.Entity, Year: f.Year, Kind: f.Kind, Level: f.Level,
			Scope: f.Scope, Place: f.Place, Units: f.Units, Text: f.Text, Tables: f.Tables, Shares: l.shares(f.Hash)})
	}
}

// shares are what a document has in common with the others of its filing: for
// each of its paths the catalogue's name, else the place.
func (l *linker) shares(hash string) (keys []string) {
	for _, path := range l.reducer.plan.Paths[hash] {
		if name := l.reducer.catalogue[path].Filing; name != "" {
			keys = append(keys, "name "+name)
			continue
		}
		keys = append(keys, "place "+placeOf(path))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// placeOf is what the files of one filing share: their archive, else their folder.
func placeOf(path string) string {
	if k := strings.LastIndex(path, "!"); k >= 0 {
		return path[:k]
	}
	return filepath.Dir(path)
}

// run returns what was found, an index for each task and each two years with balances.
func (l *linker) run(ctx context.Context, segments []segment, workers int) ([]*unitIndex, error) {
	facts := make(map[int32][]segment)
	for _, s := range ofTable(segments, "facts") {
		facts[s.Year] = append(facts[s.Year], s)
	}
	documents := across.New(l.documents)
	l.compared = documents.Len()
	tasks := documents.Tasks(slices.Collect(maps.Keys(facts)))
	found := make([]*unitIndex, len(tasks))
	aside := make([][]segment, len(tasks))
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i, t := range tasks {
		g.Go(func() (err error) {
			var read []segment
			input := t.Input
			if t.Year != 0 {
				read, input = facts[t.Year], append([]string{l.reducer.input(cell{"facts", t.Year})}, t.Input...)
			}
			found[i], aside[i], err = l.unit(running, t.Name, input, func(out across.Output) error {
				return t.Run(l.merged(running, read), out)
			})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	balances := make(map[int32][]segment)
	for i, t := range tasks {
		balances[t.Year] = append(balances[t.Year], aside[i]...)
	}
	carried, err := l.carriedOver(ctx, documents, balances)
	return append(found, carried...), err
}

// carriedOver holds the opening balances of each year against the closing ones
// of the year before.
func (l *linker) carriedOver(ctx context.Context, documents *across.Collection, balances map[int32][]segment) (found []*unitIndex, err error) {
	for _, year := range slices.Sorted(maps.Keys(balances)) {
		closing, opening := ofTable(balances[year-1], closingTable), ofTable(balances[year], openingTable)
		if len(closing) == 0 || len(opening) == 0 {
			continue
		}
		x, _, err := l.unit(ctx, fmt.Sprint("balances ", year, len(closing)), hashes(slices.Concat(closing, opening)), func(out across.Output) error {
			return documents.CarriedOver(l.merged(ctx, closing), l.merged(ctx, opening), out)
		})
		if err != nil {
			return nil, err
		}
		found = append(found, x)
	}
	return found, nil
}

func hashes(segments []segment) (names []string) {
	for _, s := range segments {
		names = append(names, s.Hash)
	}
	return names
}

func ofTable(segments []segment, table string) (some []segment) {
	for _, s := range segments {
		if s.Table == table {
			some = append(some, s)
		}
	}
	return some
}

func (l *linker) merged(ctx context.Context, segments []segment) iter.Seq2[sink.FactRow, error] {
	return interruptible(ctx, merged(ctx, l.reducer, &partition{Table: "facts", segments: segments}, sink.CompareFacts()))
}

// The balances a year's pass puts aside, which are no part of the dataset.
const (
	openingTable = "opening"
	closingTable = "closing"
)

// unit makes a file of results unless it is there, and returns what is for the
// dataset and what is put aside.
func (l *linker) unit(ctx context.Context, what string, input []string, find func(across.Output) error) (x *unitIndex, aside []segment, err error) {
	h := sha256.New()
	fmt.Fprintln(h, "across", l.key, what, strings.Join(input, " "))
	id := hex.EncodeToString(h.Sum(nil)[:16])
	in, name := l.reducer.data.store, unitName(id)
	l.mu.Lock()
	l.files = append(l.files, name)
	l.mu.Unlock()
	if x, err = readIndex(ctx, in, name); err != nil {
		x = &unitIndex{ID: id}
		err = in.Put(ctx, name, func(w io.Writer) error { return writeAcross(w, x, find) })
		x.place(in, name)
	}
	aside = slices.Concat(ofTable(x.Segments, openingTable), ofTable(x.Segments, closingTable))
	x.Segments = slices.DeleteFunc(x.Segments, func(s segment) bool { return s.Table == openingTable || s.Table == closingTable })
	return x, aside, err
}

// mostHeld is how many rows are sorted at once.
const mostHeld = 16384

// acrossWriter writes rows in runs of at most mostHeld, and counts them by document.
type acrossWriter struct {
	segments *segmentWriter
	checks   map[int32][]sink.CheckRow
	issues   []sink.IssueRow
	balances map[string][]sink.FactRow // by table
	held     int
	failures []failure
	counts   map[string]*fileResult
	err      error
}

func writeAcross(out io.Writer, x *unitIndex, find func(across.Output) error) error {
	spill, err := sink.NewSpill()
	if err != nil {
		return err
	}
	defer spill.Close()
	*x = unitIndex{ID: x.ID} // nothing of an earlier try
	w := &acrossWriter{segments: &segmentWriter{w: out, spill: spill, index: x},
		checks: make(map[int32][]sink.CheckRow), balances: make(map[string][]sink.FactRow), counts: make(map[string]*fileResult)}
	if err := find(across.Output{Check: w.check, Issue: w.issue, Balance: w.balance}); err != nil {
		return err
	}
	w.flush()
	for _, hash := range slices.Sorted(maps.Keys(w.counts)) {
		x.Files = append(x.Files, *w.counts[hash])
	}
	x.Failures = gravest(w.failures)
	return cmp.Or(w.err, w.segments.finish())
}

func (w *acrossWriter) count(document string) *fileResult {
	f := w.counts[document]
	if f == nil {
		f = &fileResult{Hash: document, Checks: make(map[schema.Verdict]int)}
		w.counts[document] = f
	}
	return f
}

func (w *acrossWriter) check(c schema.Check) {
	r := schema.Report{Document: schema.Document{ID: c.Document}, Checks: []schema.Check{c}}
	row := sink.FromReport(&r, "").Checks[0]
	w.checks[row.FiscalYear] = append(w.checks[row.FiscalYear], row)
	f := w.count(c.Document)
	f.Checks[c.Counted()]++
	f.broken(&c)
	if w.failures = append(w.failures, failures(&r)...); len(w.failures) > 4*listed {
		w.failures = gravest(w.failures)
	}
	w.room()
}

func (w *acrossWriter) issue(document string, i schema.Issue) {
	w.issues = append(w.issues, sink.FromReport(&schema.Report{Document: schema.Document{ID: document}, Issues: []schema.Issue{i}}, "").Issues...)
	w.count(document).Issues++
	w.room()
}

// balance puts a balance aside.
func (w *acrossWriter) balance(f sink.FactRow) {
	table := closingTable
	if *f.Concept == string(schema.BalanceOpening) {
		table = openingTable
	}
	w.balances[table] = append(w.balances[table], f)
	w.room()
}

func (w *acrossWriter) room() {
	if w.held++; w.held >= mostHeld {
		w.flush()
	}
}

func (w *acrossWriter) flush() {
	for _, year := range slices.Sorted(maps.Keys(w.checks)) {
		addSegment(w.segments, "checks", year, w.checks[year], sink.CompareChecks())
	}
	addSegment(w.segments, "issues", 0, w.issues, sink.CompareIssues())
	for _, table := range slices.Sorted(maps.Keys(w.balances)) {
		addSegment(w.segments, table, 0, w.balances[table], sink.CompareFacts())
	}
	clear(w.checks)
	clear(w.balances)
	w.issues, w.held, w.err = nil, 0, w.segments.err
}
