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
	slots     map[string]int32   // of documents
	facts     map[string]factsOf // by document
	within    map[cell][]string  // documents with facts there
	compared  int                // documents, once run has looked at them

	mu    sync.Mutex
	files []string // in use
}

func newLinker(r *reducer, key string) *linker {
	return &linker{reducer: r, key: key, slots: make(map[string]int32), facts: make(map[string]factsOf), within: make(map[cell][]string)}
}

// factsOf is where the facts of a document are.
type factsOf struct {
	line string    // what they are, see fileResult.line
	in   []int32   // years and slots
	unit []segment // of facts, of its unit
}

// segments are those that have facts of the document of a year.
func (f *factsOf) segments(year int32) (some []segment) {
	for _, s := range f.unit {
		if s.Year == year && slices.ContainsFunc(f.in, func(at int32) bool {
			return at>>slotBits == year && bucketOf(at&(slots-1), s.buckets) == s.Bucket
		}) {
			some = append(some, s)
		}
	}
	return some
}

func (l *linker) add(x *unitIndex) {
	unit := ofTable(x.Segments, "facts")
	for i := range x.Files {
		f := &x.Files[i]
		l.slots[f.Hash] = f.slot()
		l.facts[f.Hash] = factsOf{f.line(l.reducer.known[f.Hash]), f.In["facts"], unit}
		for c := range f.cells(l.reducer.buckets) {
			if c.table == "facts" {
				l.within[c] = append(l.within[c], f.Hash)
			}
		}
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
	facts := spread(ofTable(segments, "facts"), l.reducer.buckets, func(c cell) bool { return len(l.within[c]) > 0 })
	var parts []across.Part
	bucket := map[string]int32{"": 0}
	for c := range facts {
		p := across.Part{Year: c.year, Name: bucketName(c.bucket, l.reducer.buckets)}
		if bucket[p.Name] = c.bucket; p.Name != "" {
			p.Documents = l.within[c]
		}
		parts = append(parts, p)
	}
	documents := across.New(l.documents)
	l.compared = documents.Len()
	tasks := documents.Tasks(parts)
	found := make([]*unitIndex, len(tasks))
	aside := make([][]segment, len(tasks))
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i, t := range tasks {
		g.Go(func() (err error) {
			read, input := l.reads(&t, facts, bucket[t.Part])
			found[i], aside[i], err = l.unit(running, fmt.Sprint(t.Name, " ", t.Part), input, func(out across.Output) error {
				return t.Run(l.merged(running, read), out)
			})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	balances := make(map[cell][]segment)
	for i, t := range tasks {
		c := cell{year: t.Year, bucket: bucket[t.Part]}
		balances[c] = append(balances[c], aside[i]...)
	}
	carried, err := l.carriedOver(ctx, documents, balances)
	return append(found, carried...), err
}

// reads are the facts that a task is given, and what its result depends on. In a
// dataset of several buckets one that wants few documents is given no others but those that
// are stored with them.
func (l *linker) reads(t *across.Task, facts map[cell][]segment, bucket int32) (read []segment, input []string) {
	switch {
	case t.Year == 0:
		return nil, t.Input
	case len(t.Only) == 0 || l.reducer.buckets == 1:
		c := cell{"facts", t.Year, bucket}
		return facts[c], append([]string{l.reducer.input(c)}, t.Input...)
	}
	taken := make(map[string]bool)
	for _, id := range t.Only {
		f := l.facts[id]
		input = append(input, f.line)
		for _, s := range f.segments(t.Year) {
			if key := fmt.Sprint(s.file, s.Offset); !taken[key] {
				taken[key], read = true, append(read, s)
			}
		}
	}
	return read, append(input, t.Input...)
}

// carriedOver holds the opening balances of each year against the closing ones
// of the year before, bucket by bucket.
func (l *linker) carriedOver(ctx context.Context, documents *across.Collection, balances map[cell][]segment) (found []*unitIndex, err error) {
	for _, c := range sortedCells(balances) {
		closing, opening := ofTable(balances[cell{year: c.year - 1, bucket: c.bucket}], closingTable), ofTable(balances[c], openingTable)
		if len(closing) == 0 || len(opening) == 0 {
			continue
		}
		x, _, err := l.unit(ctx, fmt.Sprint("balances ", c.year, " ", c.bucket, " ", len(closing)), hashes(slices.Concat(closing, opening)), func(out across.Output) error {
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

func (l *linker) merged(ctx context.Context, segments []segment) iter.Seq2[*sink.FactRow, error] {
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
	fmt.Fprintln(h, "across", l.key, l.reducer.buckets, what, strings.Join(input, " "))
	id := hex.EncodeToString(h.Sum(nil)[:16])
	in, name := l.reducer.data.store, unitName(id)
	l.mu.Lock()
	l.files = append(l.files, name)
	l.mu.Unlock()
	if x, err = readIndex(ctx, in, name); err != nil {
		x = &unitIndex{ID: id, Buckets: l.reducer.buckets}
		err = in.Put(ctx, name, func(w io.Writer) error { return writeAcross(w, x, l.slots, find) })
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
	rows     *unitRows // checks and issues
	slots    map[string]int32
	balances map[string][]*sink.FactRow // by table
	held     int
	failures []failure
	counts   map[string]*fileResult
	err      error
}

func writeAcross(out io.Writer, x *unitIndex, slots map[string]int32, find func(across.Output) error) error {
	spill, err := sink.NewSpill()
	if err != nil {
		return err
	}
	defer spill.Close()
	*x = unitIndex{ID: x.ID, Buckets: x.Buckets} // nothing of an earlier try
	w := &acrossWriter{segments: &segmentWriter{w: out, spill: spill, index: x},
		rows: &unitRows{buckets: x.Buckets, checks: make(map[cell][]*sink.CheckRow), issues: make(map[cell][]*sink.IssueRow)}, slots: slots, balances: make(map[string][]*sink.FactRow), counts: make(map[string]*fileResult)}
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
	row := &sink.FromReport(&r, "").Checks[0]
	at := w.rows.cell("checks", row.FiscalYear, w.slots[c.Document])
	w.rows.checks[at] = append(w.rows.checks[at], row)
	f := w.count(c.Document)
	f.Checks[c.Counted()]++
	f.broken(&c)
	if w.failures = append(w.failures, failures(&r)...); len(w.failures) > 4*listed {
		w.failures = gravest(w.failures)
	}
	w.room()
}

func (w *acrossWriter) issue(document string, i schema.Issue) {
	at := w.rows.cell("issues", 0, w.slots[document])
	row := &sink.FromReport(&schema.Report{Document: schema.Document{ID: document}, Issues: []schema.Issue{i}}, "").Issues[0]
	w.rows.issues[at] = append(w.rows.issues[at], row)
	w.count(document).Issues++
	w.room()
}

// balance puts a balance aside.
func (w *acrossWriter) balance(f sink.FactRow) {
	table := closingTable
	if *f.Concept == string(schema.BalanceOpening) {
		table = openingTable
	}
	w.balances[table] = append(w.balances[table], &f)
	w.room()
}

func (w *acrossWriter) room() {
	if w.held++; w.held >= mostHeld {
		w.flush()
	}
}

func (w *acrossWriter) flush() {
	addSegments(w.segments, w.rows.checks, sink.CompareChecks())
	addSegments(w.segments, w.rows.issues, sink.CompareIssues())
	for _, table := range slices.Sorted(maps.Keys(w.balances)) {
		addSegment(w.segments, cell{table: table}, w.balances[table], sink.CompareFacts())
	}
	clear(w.rows.checks)
	clear(w.rows.issues)
	clear(w.balances)
	w.held, w.err = 0, w.segments.err
}
