package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Checks across documents are a second step, after all files are facts. Facts
// of one year are sorted by what they say, so the figure of a year's own report
// and its restatement in the next one are neighbours; the balances met on the
// way are put aside, and an opening balance meets the closing one by merging
// those of two years in the order of entities. Each year's facts are read once,
// and only if two years in a row have final accounts; years are read side by
// side. Memory is that of a merge for each worker, the rows of one entity, and
// one line for each document.
//
// The results of a year are a file beside the units, named like them by all
// that went in: a year whose facts are as they were is not looked at again.

// mostAcross is how many rows are sorted at once, and how many facts of one
// entity are held.
const mostAcross = 16384

// filing is what the step knows of a document.
type filing struct {
	hash   string
	entity string
	year   int
	kind   schema.ReportKind
	scope  schema.EntityScope
	text   bool // has facts in its text
	tables bool // has facts in tables
	units  []string
}

// comparable reports whether a report's figures may be held against another's:
// a government's speaks of several levels at once.
func (f *fileResult) comparable() bool {
	return f.Entity != "" && f.Year != 0 && f.Level != schema.Government &&
		(f.Kind == schema.FinalAccounts || f.Kind == schema.BudgetReport)
}

// linker evaluates across documents.
type linker struct {
	reducer *reducer
	key     string
	filings map[string]filing // by document_id
	crowded map[bodyYear]bool // of which there are too many documents, see takeCrowds

	mu    sync.Mutex
	files []string // in use
}

func newLinker(r *reducer, key string) *linker {
	return &linker{reducer: r, key: key, filings: make(map[string]filing)}
}

func (l *linker) add(x *unitIndex) {
	for i := range x.Files {
		if f := &x.Files[i]; f.comparable() {
			l.filings[f.Hash] = filing{f.Hash, f.Entity, f.Year, f.Kind, f.Scope, f.Text, f.Tables, f.Units}
		}
	}
}

// run returns what was found, an index for the filings, each year and each two.
func (l *linker) run(ctx context.Context, segments []segment, workers int) ([]*unitIndex, error) {
	crowds := l.takeCrowds()
	with := l.joined()
	noted, _, err := l.unit(ctx, "filings", l.filingLines(crowds, with), func(w *acrossWriter) error {
		crowded(w, crowds)
		return l.republished(w, with)
	})
	if err != nil {
		return nil, err
	}
	years := l.consecutive(segments)
	found := make([]*unitIndex, len(years))
	aside := make([][]segment, len(years))
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i, y := range years {
		g.Go(func() (err error) {
			found[i], aside[i], err = l.unit(ctx, fmt.Sprint("year ", y.year), hashes(y.segments), func(w *acrossWriter) error {
				return l.restated(w, l.merged(running, y.segments))
			})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	all := append([]*unitIndex{noted}, found...)
	within, err := l.withinFilings(ctx, with, segments, workers)
	if err != nil {
		return nil, err
	}
	all = append(all, within...)
	units, err := l.withinDepartments(ctx, segments, workers)
	if err != nil {
		return nil, err
	}
	all = append(all, units...)
	for i := 1; i < len(years); i++ {
		closing, opening := ofTable(aside[i-1], closingTable), ofTable(aside[i], openingTable)
		if years[i-1].year != years[i].year-1 || len(closing) == 0 || len(opening) == 0 {
			continue
		}
		x, _, err := l.unit(ctx, fmt.Sprint("balances ", years[i].year, len(closing)), hashes(slices.Concat(closing, opening)), func(w *acrossWriter) error {
			return l.carriedOver(w, l.merged(ctx, closing), l.merged(ctx, opening))
		})
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// yearFacts are the facts of one fiscal year.
type yearFacts struct {
	year     int32
	segments []segment
}

// consecutive returns the years that have final accounts of their own and of
// the year before or after, in order: other years have nothing to be held against.
func (l *linker) consecutive(segments []segment) (years []yearFacts) {
	final := make(map[int32]bool)
	for _, f := range l.filings {
		if f.kind == schema.FinalAccounts {
			final[int32(f.year)] = true
		}
	}
	byYear := make(map[int32][]segment)
	for _, s := range segments {
		if y := s.Year; s.Table == "facts" && final[y] && (final[y-1] || final[y+1]) {
			byYear[y] = append(byYear[y], s)
		}
	}
	for _, y := range slices.Sorted(maps.Keys(byYear)) {
		years = append(years, yearFacts{y, byYear[y]})
	}
	return years
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
func (l *linker) unit(ctx context.Context, what string, input []string, find func(*acrossWriter) error) (x *unitIndex, aside []segment, err error) {
	h := sha256.New()
	fmt.Fprintln(h, "across", l.key, what, strings.Join(input, " "))
	in, name := l.reducer.data.store, unitName(hex.EncodeToString(h.Sum(nil)[:16]))
	l.mu.Lock()
	l.files = append(l.files, name)
	l.mu.Unlock()
	if x, err = readIndex(ctx, in, name); err != nil {
		x = new(unitIndex)
		err = in.Put(ctx, name, func(w io.Writer) error { return writeAcross(w, x, find) })
		x.place(in, name)
	}
	aside = slices.Concat(ofTable(x.Segments, openingTable), ofTable(x.Segments, closingTable))
	x.Segments = slices.DeleteFunc(x.Segments, func(s segment) bool { return s.Table == openingTable || s.Table == closingTable })
	return x, aside, err
}

func (l *linker) filingLines(crowds [][]filing, with filings) (lines []string) {
	for _, f := range slices.Concat(crowds...) {
		lines = append(lines, fmt.Sprintf("%s %q %d %s of many", f.hash, f.entity, f.year, f.kind))
	}
	for _, f := range l.sorted() {
		line := fmt.Sprintf("%s %q %d %s %s", f.hash, f.entity, f.year, f.kind, f.scope)
		for _, other := range with[f.hash] {
			line += " with " + other.hash
		}
		lines = append(lines, line)
	}
	return lines
}

// sorted lists the filings so that those of one body, year and kind are neighbours.
func (l *linker) sorted() []filing {
	return slices.SortedFunc(maps.Values(l.filings), func(a, b filing) int {
		return cmp.Or(compareFilings(a, b), cmp.Compare(a.hash, b.hash))
	})
}

func compareFilings(a, b filing) int {
	return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.year, b.year), cmp.Compare(a.kind, b.kind), cmp.Compare(a.scope, b.scope))
}

// republished notes reports of one body, year and kind whose bytes differ, but
// for files that make up one filing.
func (l *linker) republished(w *acrossWriter, with filings) error {
	for same := range runs(l.sorted(), func(a, b filing) bool { return compareFilings(a, b) == 0 }) {
		if len(same) < 2 || with.parts(same) {
			continue
		}
		for i, f := range same {
			w.issue(f.hash, ofDocument(schema.IssueRepublished, schema.Info, fmt.Sprintf("%s %d: %d documents with different bytes, this one and %s",
				f.entity, f.year, len(same), same[(i+1)%len(same)].hash)))
		}
	}
	return nil
}

// ofDocument is an issue of a document as a whole.
func ofDocument(code schema.IssueCode, severity schema.Severity, detail string) schema.Issue {
	return schema.Issue{Code: code, Severity: severity, Detail: detail, Source: schema.Provenance{Block: -1, Table: -1, Row: -1, Col: -1}}
}

// runs yields the runs of neighbours that are the same.
func runs[T any](all []T, same func(a, b T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(all) > 0 {
			n := 1
			for n < len(all) && same(all[0], all[n]) {
				n++
			}
			if !yield(all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// level reports whether a fact is the level of a finished year.
func level(f *sink.FactRow) bool {
	return f.Entity != nil && f.Concept != nil && f.PeriodEnd != nil && f.ValueForm == string(schema.Level) &&
		f.Approx == string(schema.Exact) && f.Kind != string(schema.Score) &&
		(f.Measure == nil || *f.Measure == string(schema.Final))
}

// isFinal reports whether a fact stands in the final accounts of a year.
func (l *linker) isFinal(f *sink.FactRow, year int32) bool {
	d, ok := l.filings[f.DocumentID]
	return ok && d.kind == schema.FinalAccounts && int32(d.year) == year
}

// restated finds last year's figures in each report and checks them against
// that year's own, and puts the balances aside. facts are those of one year,
// sorted by what they say.
func (l *linker) restated(w *acrossWriter, facts iter.Seq2[sink.FactRow, error]) error {
	levels := func(f *sink.FactRow) bool {
		if !level(f) {
			return false
		}
		f.FiscalYear = yearOf(f)
		if *f.Concept != string(schema.BalanceOpening) && *f.Concept != string(schema.BalanceClosing) {
			return true
		}
		if l.isFinal(f, f.FiscalYear) {
			w.balance(*f)
		}
		return false
	}
	err := eachQuantity(facts, levels, func(group []sink.FactRow) {
		year := group[0].FiscalYear
		l.compare(w, schema.RulePriorYear, year+1, filter(group, func(f *sink.FactRow) bool { return l.isFinal(f, year+1) }),
			filter(group, func(f *sink.FactRow) bool { return l.isFinal(f, year) }))
	})
	return cmp.Or(err, w.err)
}

// eachQuantity visits the facts that state one quantity, where those that keep
// takes are two or more. facts are sorted by what they say; of one quantity at
// most mostAcross are visited. keep may change a fact.
func eachQuantity(facts iter.Seq2[sink.FactRow, error], keep func(*sink.FactRow) bool, visit func([]sink.FactRow)) error {
	same := sink.SameAspects()
	var group []sink.FactRow
	flush := func() {
		if len(group) > 1 {
			visit(group)
		}
		group = group[:0]
	}
	for f, err := range facts {
		if err != nil {
			return err
		}
		if !keep(&f) {
			continue
		}
		if len(group) > 0 && !same(&group[0], &f) {
			flush()
		}
		if len(group) < mostAcross {
			group = append(group, f)
		}
	}
	flush()
	return nil
}

// carriedOver checks opening balances against the closing ones of the year
// before, entity by entity.
func (l *linker) carriedOver(w *acrossWriter, before, now iter.Seq2[sink.FactRow, error]) error {
	byEntity := func(a, b *sink.FactRow) int { return cmp.Compare(*a.Entity, *b.Entity) }
	var closing, opening []sink.FactRow
	flush := func() {
		l.matchBalances(w, opening, closing)
		opening, closing = opening[:0], closing[:0]
	}
	entity := ""
	for f, err := range sink.Merge([]iter.Seq2[sink.FactRow, error]{before, now}, byEntity) {
		if err != nil {
			return err
		}
		if *f.Entity != entity {
			flush()
			entity = *f.Entity
		}
		switch {
		case len(opening)+len(closing) >= mostAcross:
		case *f.Concept == string(schema.BalanceOpening):
			opening = append(opening, f)
		default:
			closing = append(closing, f)
		}
	}
	flush()
	return w.err
}

// matchBalances compares the balances of one entity that have the same dimensions.
func (l *linker) matchBalances(w *acrossWriter, opening, closing []sink.FactRow) {
	key := func(f *sink.FactRow) string { return f.Unit + " " + f.Breakdown() }
	closed := make(map[string][]sink.FactRow)
	for i := range closing {
		k := key(&closing[i])
		closed[k] = append(closed[k], closing[i])
	}
	opened := make(map[string][]sink.FactRow)
	var order []string
	for i := range opening {
		k := key(&opening[i])
		if opened[k] == nil {
			order = append(order, k)
		}
		opened[k] = append(opened[k], opening[i])
	}
	for _, k := range order {
		l.compare(w, schema.RuleCarryOver, opened[k][0].FiscalYear, opened[k], closed[k])
	}
}

// compare writes a check for each document that restates: its most precise
// figure against the most precise original.
func (l *linker) compare(w *acrossWriter, rule schema.RuleID, year int32, restated, original []sink.FactRow) {
	if len(restated) == 0 || len(original) == 0 {
		return
	}
	slices.SortStableFunc(restated, func(a, b sink.FactRow) int { return cmp.Compare(a.DocumentID, b.DocumentID) })
	first := sink.Precisest(original)
	ambiguous := slices.ContainsFunc(original, func(f sink.FactRow) bool { return !sink.Agree(first, &f) })
	for len(restated) > 0 {
		n := 1
		for n < len(restated) && restated[n].DocumentID == restated[0].DocumentID {
			n++
		}
		mine := sink.Precisest(restated[:n])
		unsure := ambiguous || slices.ContainsFunc(restated[:n], func(f sink.FactRow) bool { return !sink.Agree(mine, &f) })
		w.check(reconcile.Across(rule, int(year), figureOf(mine), figureOf(first), unsure))
		restated = restated[n:]
	}
}

func filter[R any](rows []R, keep func(*R) bool) (kept []R) {
	for i := range rows {
		if keep(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

func yearOf(f *sink.FactRow) int32 { return int32(schema.Date(*f.PeriodEnd).Year()) }

// figureOf is as much of a fact as a check across documents needs.
func figureOf(f *sink.FactRow) *schema.Fact {
	period := schema.Period{End: schema.Date(*f.PeriodEnd)}
	if f.PeriodStart != nil {
		period.Start = schema.Date(*f.PeriodStart)
	}
	var section schema.SectionID
	if f.Section != nil {
		section = schema.SectionID(*f.Section)
	}
	return &schema.Fact{ID: f.FactID, Document: f.DocumentID, Concept: schema.ConceptID(*f.Concept), Label: f.Label, Section: section,
		Kind: schema.Kind(f.Kind), Form: schema.Level, Value: sink.Unscaled(f.Value), Unit: f.Unit, Decimals: int(f.Decimals),
		Period: period, Raw: f.Raw, Source: f.Provenance(), Said: tag.Labelled(f.Label)}
}

// acrossWriter writes rows in runs of at most mostAcross, and counts them by document.
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

func writeAcross(out io.Writer, x *unitIndex, find func(*acrossWriter) error) error {
	spill, err := sink.NewSpill()
	if err != nil {
		return err
	}
	defer spill.Close()
	*x = unitIndex{} // of an earlier try
	w := &acrossWriter{segments: &segmentWriter{w: out, spill: spill, index: x},
		checks: make(map[int32][]sink.CheckRow), balances: make(map[string][]sink.FactRow), counts: make(map[string]*fileResult)}
	if err := find(w); err != nil {
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
	f.Checks[c.Verdict]++
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
	if w.held++; w.held >= mostAcross {
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
