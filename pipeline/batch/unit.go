package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"sort"
	"syscall"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// A unit file is its segments, then the index as JSON, sealed, then eight bytes
// with the length of both and unitMagic.
const unitMagic = "gkunit06"

// unitIndex says what a unit file holds.
type unitIndex struct {
	ID       string // of the unit: the file is not another's
	Key      string `json:",omitempty"` // of tool and options, of a unit of files
	Buckets  int    // by which its rows are apart
	Segments []segment
	Files    []fileResult
	Failures []failure // checks that do not hold; of each document the gravest, at most listed
}

// segment is a sorted run of rows of one table and partition.
type segment struct {
	Table  string `json:"t"`
	Year   int32  `json:"y"`
	Bucket int32  `json:"b,omitempty"`
	Offset int64  `json:"o"`
	Length int64  `json:"l"`
	Rows   int64  `json:"r"`
	Hash   string `json:"h"`

	in     store.Store // where its file is
	file   string
	dead   map[string]bool // document_id of those whose rows are passed over
	across bool            // found across documents, not in one

	buckets int              // of its unit
	slots   map[string]int32 // of documents; of a unit that has fewer buckets than the plan
	filter  *rowFilter       // nil for all rows
}

// cell is a part of a dataset that a document has rows in or not.
type cell struct {
	table  string
	year   int32 // 0 where the table has none
	bucket int32
}

func (s *segment) cell() cell { return cell{s.Table, s.Year, s.Bucket} }

// fileResult is what became of one content.
type fileResult struct {
	Hash       string
	Bytes      int64
	Status     schema.Status
	Reason     string `json:",omitempty"`
	Detail     string `json:",omitempty"`
	Facts      int
	Concepts   int
	Issues     int
	Mentions   int
	Checks     map[schema.Verdict]int     `json:",omitempty"`
	In         map[string][]int32         `json:",omitempty"` // where its rows are by table, but for its row in documents; see yearSlot
	Seconds    float64                    `json:"-"`          // not kept, so that two attempts write the same bytes
	Broken     map[schema.RuleID][]string `json:",omitempty"` // check_ids of inconsistent checks by rule
	Entity     string                     `json:",omitempty"`
	Year       int                        `json:",omitempty"`
	Kind       schema.ReportKind          `json:",omitempty"`
	Level      schema.EntityLevel         `json:",omitempty"`
	Scope      schema.EntityScope         `json:",omitempty"`
	Place      string                     `json:",omitempty"` // division code
	Units      []string                   `json:",omitempty"` // that a department says it covers
	Text       bool                       `json:",omitempty"` // has facts in its text
	Tables     bool                       `json:",omitempty"` // has facts in tables
	Transient  bool                       `json:",omitempty"` // may go differently next time
	Unread     map[string]int             `json:",omitempty"` // the most frequent words that were not read
	Ended      int64                      `json:",omitempty"` // the child process it ended, see Isolation.mark
	Unreadable error                      `json:"-"`          // why its bytes could not be had
}

// failure is a check that does not hold, for the closing summary.
type failure struct {
	Document  string
	Check     string
	Severity  schema.Severity
	Size      float64 // of the difference, beside its figures
	Checks    int     // that it breaks
	Rule      schema.RuleID
	Formula   string
	Diagnosis schema.Diagnosis
	Others    []failure `json:",omitempty"` // checks of the same finding that lead it where those before them are waived
}

// compareFailures puts first what is to be opened first: the gravest, what does not
// add up before other faults, and of these the largest difference.
func compareFailures(a, b failure) int {
	return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), cmp.Compare(addsUp(a.Rule), addsUp(b.Rule)), cmp.Compare(b.Size, a.Size),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Formula, b.Formula))
}

// addsUp is 1 for a fault that is no arithmetic.
func addsUp(rule schema.RuleID) int {
	if r, ok := schema.RuleByID(rule); ok && r.Family == schema.DisclosureFamily {
		return 1
	}
	return 0
}

// unitsDir is where unit files are kept in a dataset.
const unitsDir = ".cache/units/"

func unitName(id string) string { return unitsDir + id + ".unit" }

// worker runs units; its methods may be used at once.
type worker struct {
	store   store.Store // the dataset's
	key     string
	version string
	options pipeline.Options
	child   int64 // what processes the files, see Isolation.mark
	buckets int
	process func(context.Context, pipeline.Source, pipeline.Options) *schema.Report
	away    *supervisor // that makes whole units; nil to make them here
}

// run makes the file of a unit unless it is there, and returns its index.
// reused reports that it was. A unit with a result that depends on the moment
// is done again, unless transient ones are kept.
func (w *worker) run(ctx context.Context, u Unit, keep bool, done func(fileResult)) (x *unitIndex, reused bool, err error) {
	name := unitName(u.ID)
	if x, err := readIndex(ctx, w.store, name); err == nil && x.keepOnly(u.Files) && (keep || !x.transient()) && x.holdsIn(w.child) {
		return x, true, nil
	}
	made, err := w.make(ctx, u, done)
	if err != nil {
		return nil, false, err
	}
	x = made.index
	x.place(w.store, name)
	err = w.store.Create(ctx, name, made.write)
	if errors.Is(err, fs.ErrExist) { // another attempt was faster, or it is the one to do again
		if first, err := readIndex(ctx, w.store, name); err == nil && first.keepOnly(u.Files) && !first.transient() && first.holdsIn(w.child) {
			return first, true, nil
		}
		err = w.store.Put(ctx, name, made.write)
	}
	x.place(w.store, name)
	return x, false, err
}

func (x *unitIndex) transient() bool {
	return slices.ContainsFunc(x.Files, func(f fileResult) bool { return f.Transient })
}

// holdsIn reports whether files that ended a child did so in one as this run's:
// with more memory, or in this process, they may do better.
func (x *unitIndex) holdsIn(child int64) bool {
	return !slices.ContainsFunc(x.Files, func(f fileResult) bool { return f.Ended != 0 && f.Ended != child })
}

// madeUnit is a unit before it is stored. Its index is complete when it is written.
type madeUnit struct {
	index *unitIndex
	write func(io.Writer) error
}

// making is a unit whose files are processed.
type making struct {
	index *unitIndex
	rows  unitRows
	done  func(fileResult)
}

func (w *worker) begin(id string, done func(fileResult)) *making {
	return &making{index: &unitIndex{ID: id, Key: w.key, Buckets: w.buckets}, rows: unitRows{buckets: w.buckets}, done: done}
}

// add takes in what became of a file.
func (m *making) add(f fileResult, rows *sink.Rows, failed []failure) {
	m.rows.add(rows, f.slot())
	m.index.Files, m.index.Failures = append(m.index.Files, f), append(m.index.Failures, failed...)
	m.done(f)
}

func (m *making) finish() madeUnit {
	return madeUnit{m.index, func(f io.Writer) error { return m.rows.write(f, m.index) }}
}

// make processes the files of a unit.
func (w *worker) make(ctx context.Context, u Unit, done func(fileResult)) (madeUnit, error) {
	if w.away != nil {
		if made, ok := w.makeAway(ctx, u, done); ok || ctx.Err() != nil {
			return made, ctx.Err()
		}
	}
	m := w.begin(u.ID, done)
	for _, in := range u.Files {
		began := time.Now()
		r, err := (*schema.Report)(nil), error(nil)
		f, rows, failed, lost := w.kept(ctx, in)
		switch {
		case lost == nil && (in.kept != nil || !f.Transient && (f.Ended == 0 || f.Ended == w.child)):
			m.add(f, rows, failed)
			continue
		case in.kept != nil:
			r, err = w.lost(in, lost), lost
		default:
			r, err = w.read(ctx, in)
		}
		if ctx.Err() != nil {
			return madeUnit{}, ctx.Err() // the report may be cut short: keep nothing of it
		}
		m.add(w.result(r, began, err))
	}
	return m.finish(), nil
}

// makeAway has a child make a unit, so that its rows go from one process to the
// other as they are stored. A unit with a file that cannot be read, or at which the
// child dies, is not ok.
func (w *worker) makeAway(ctx context.Context, u Unit, done func(fileResult)) (made madeUnit, ok bool) {
	sources := make([]pipeline.Source, len(u.Files))
	for i, in := range u.Files {
		if in.from != "" {
			return made, false
		}
		data, refused, _ := w.bytes(ctx, in)
		if refused != nil {
			return made, false
		}
		sources[i] = pipeline.Source{Data: data, ID: in.Hash, Known: in.Known}
	}
	x, unit, err := w.away.unit(ctx, unitOrder{u.ID, w.key, w.version, w.child, w.buckets}, sources, w.options)
	if err != nil {
		return made, false
	}
	for _, f := range x.Files {
		done(f)
	}
	return madeUnit{x, func(f io.Writer) error {
		_, err := f.Write(unit)
		return err
	}}, true
}

// result is what a unit keeps of a file whose processing began then.
func (w *worker) result(r *schema.Report, began time.Time, unreadable error) (fileResult, *sink.Rows, []failure) {
	r.Claims = nil // no table has them
	f, failed := resultOf(r), failures(r)
	rows := sink.Take(*r, w.version)
	f.holds(&rows)
	f.Seconds, f.Unreadable = time.Since(began).Seconds(), unreadable
	f.Transient = unreadable != nil || r.Document.Reason == string(extract.TimedOut)
	if r.Document.Reason == string(extract.Crashed) {
		f.Ended = w.child
	}
	return f, &rows, failed
}

// errStale means that a file is not what its hash says: it changed since, or the
// hash was remembered wrongly.
var errStale = errors.New("the file changed while it was read")

// read reads a file and processes it. The error is why its bytes could not be
// had, which the report says too; it may go differently next time.
func (w *worker) read(ctx context.Context, in Input) (*schema.Report, error) {
	data, refused, err := w.bytes(ctx, in)
	if refused != nil {
		return refused, err
	}
	return w.process(ctx, pipeline.Source{Data: data, ID: in.Hash, Known: in.Known}, w.options), nil
}

// bytes reads a file, or refuses it; the error is why it could not be read.
func (w *worker) bytes(ctx context.Context, in Input) (data []byte, refused *schema.Report, err error) {
	row := schema.Document{ID: in.Hash, Bytes: in.Size}
	if in.Size > w.options.Limits.Bytes {
		return nil, pipeline.Refused(row, tooLong(in.Size, w.options.Limits.Bytes)), nil
	}
	if data, err = in.data(ctx, w.options.Limits.Bytes); err != nil {
		return nil, pipeline.Refused(row, unreadable(err)), err
	}
	if pipeline.Hash(data) != in.Hash {
		return nil, pipeline.Refused(row, unreadable(errStale)), errStale
	}
	return data, nil, nil
}

// resultOf is what became of a report, but for its rows.
func resultOf(r *schema.Report) fileResult {
	d := &r.Document
	f := fileResult{Entity: d.Entity, Year: d.FiscalYear, Kind: d.ReportKind, Level: d.EntityLevel, Scope: d.EntityScope, Place: d.DivisionCode, Units: d.Units, Hash: d.ID, Bytes: d.Bytes, Status: d.Status, Reason: d.Reason, Detail: d.Detail,
		Concepts: d.WithConcept, Mentions: d.MentionCount, Checks: d.CheckCounts, Unread: unreadWords(r.Issues)}
	for i := range r.Facts {
		f.Text = f.Text || r.Facts[i].SourceKind == schema.Narrative
		f.Tables = f.Tables || r.Facts[i].SourceKind == schema.TableSource
	}
	for i := range r.Checks {
		f.broken(&r.Checks[i])
	}
	return f
}

// holds takes in what rows there are of a file.
func (f *fileResult) holds(rows *sink.Rows) {
	f.Facts, f.Issues, f.In = len(rows.Facts), len(rows.Issues), f.places(rows)
}

// places are the years and slots of a document's rows by table.
func (f *fileResult) places(rows *sink.Rows) map[string][]int32 {
	in := make(map[string][]int32)
	add := func(table string, year, slot int32) {
		at := yearSlot(year, slot)
		if i, known := slices.BinarySearch(in[table], at); !known {
			in[table] = slices.Insert(in[table], i, at)
		}
	}
	own, each := f.slot(), new(slotter)
	for i := range rows.Facts {
		add("facts", rows.Facts[i].FiscalYear, each.ofFact(&rows.Facts[i]))
	}
	for i := range rows.Checks {
		add("checks", rows.Checks[i].FiscalYear, own)
	}
	if len(rows.Issues) > 0 {
		add("issues", 0, own)
	}
	if len(rows.Blocks) > 0 {
		add("blocks", 0, own)
	}
	return in
}

// cells are where a document has rows, by so many buckets.
func (f *fileResult) cells(buckets int) map[cell]bool {
	in := map[cell]bool{{table: "documents"}: true}
	for table, places := range f.In {
		for _, at := range places {
			in[cell{table, at >> slotBits, bucketOf(at&(slots-1), buckets)}] = true
		}
	}
	return in
}

// line tells what a document's rows are, but for what they say: the same bytes,
// read by the same tool, say the same, unless what became of them differs.
func (f *fileResult) line(known pipeline.Known) string {
	return fmt.Sprintf("%s %q %d %s %s %q %d %d %d %d %v", f.Hash, known.Entity, known.Year, f.Status, f.Reason, f.Detail,
		f.Facts, f.Concepts, f.Issues, f.Mentions, f.Checks)
}

// broken remembers a check that does not hold.
func (f *fileResult) broken(c *schema.Check) {
	if c.Verdict != schema.Inconsistent {
		return
	}
	if f.Broken == nil {
		f.Broken = make(map[schema.RuleID][]string)
	}
	f.Broken[c.Rule] = append(f.Broken[c.Rule], c.ID)
}

// listed is how many failures and refusals a summary shows.
const listed = 20

// failures are the gravest findings of a report: the check that leads each, with the others
// it breaks. A report may have as many as figures, so that no more are made than are kept.
func failures(r *schema.Report) (all []failure) {
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Verdict == schema.Inconsistent && leads(c) {
			if all = append(all, failureOf(r, c)); len(all) == 4*listed {
				all = gravest(all)
			}
		}
	}
	all = gravest(all)
	others := make(map[string][]*schema.Check, len(all))
	for i := range all {
		others[all[i].Check] = nil
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		if with, kept := others[c.Finding]; kept && c.Verdict == schema.Inconsistent && !leads(c) {
			others[c.Finding] = append(with, c)
		}
	}
	for i := range all {
		lead := &all[i]
		with := others[lead.Check]
		slices.SortFunc(with, func(a, b *schema.Check) int {
			return leader{a.ID, a.Severity, len(a.Operands)}.plainer(leader{b.ID, b.Severity, len(b.Operands)})
		})
		for _, other := range with {
			lead.Others = append(lead.Others, failureOf(r, other))
		}
		lead.Checks += len(with)
	}
	return all
}

// leads reports a check that leads its finding, or is in none.
func leads(c *schema.Check) bool { return cmp.Or(c.Finding, c.ID) == c.ID }

func failureOf(r *schema.Report, c *schema.Check) failure {
	return failure{r.Document.ID, c.ID, c.Severity, c.Size(), 1, c.Rule, c.Formula, c.Diagnosis, nil}
}

func gravest(all []failure) []failure {
	sort.Slice(all, func(i, j int) bool { return compareFailures(all[i], all[j]) < 0 })
	return all[:min(len(all), listed)]
}

// unitRows are the rows of a unit, by the part of the dataset they are for. They stay
// where they were made, for they are large.
type unitRows struct {
	buckets   int
	documents []*sink.DocumentRow
	facts     map[cell][]*sink.FactRow
	checks    map[cell][]*sink.CheckRow
	issues    map[cell][]*sink.IssueRow
	blocks    map[cell][]*sink.BlockRow
}

// add takes in the rows of a document, which has a slot.
func (u *unitRows) add(r *sink.Rows, slot int32) {
	if u.facts == nil {
		u.facts, u.checks = make(map[cell][]*sink.FactRow), make(map[cell][]*sink.CheckRow)
		u.issues, u.blocks = make(map[cell][]*sink.IssueRow), make(map[cell][]*sink.BlockRow)
	}
	u.documents = append(u.documents, &r.Document)
	each := new(slotter)
	for i := range r.Facts {
		c := u.cell("facts", r.Facts[i].FiscalYear, each.ofFact(&r.Facts[i]))
		u.facts[c] = append(u.facts[c], &r.Facts[i])
	}
	for i := range r.Checks {
		c := u.cell("checks", r.Checks[i].FiscalYear, slot)
		u.checks[c] = append(u.checks[c], &r.Checks[i])
	}
	for i := range r.Issues {
		c := u.cell("issues", 0, slot)
		u.issues[c] = append(u.issues[c], &r.Issues[i])
	}
	for i := range r.Blocks {
		c := u.cell("blocks", 0, slot)
		u.blocks[c] = append(u.blocks[c], &r.Blocks[i])
	}
}

// write writes the unit file and completes its index.
func (u *unitRows) write(w io.Writer, x *unitIndex) error {
	spill, err := sink.NewSpill()
	if err != nil {
		return err
	}
	defer spill.Close()
	x.Segments = nil // of an earlier try
	s := &segmentWriter{w: w, spill: spill, index: x}
	addSegment(s, cell{table: "documents"}, u.documents, sink.CompareDocuments())
	addSegments(s, u.facts, sink.CompareFacts())
	addSegments(s, u.checks, sink.CompareChecks())
	addSegments(s, u.issues, sink.CompareIssues())
	addSegments(s, u.blocks, sink.CompareBlocks())
	return s.finish()
}

// addSegments adds the segments of a table in order.
func addSegments[R sink.Row](s *segmentWriter, rows map[cell][]*R, compare func(a, b *R) int) {
	for _, c := range sortedCells(rows) {
		addSegment(s, c, rows[c], compare)
	}
}

// segmentWriter appends segments; after an error it does nothing more.
type segmentWriter struct {
	w      io.Writer
	spill  *sink.Spill
	index  *unitIndex
	hash   hash.Hash
	offset int64
	err    error
}

// Write counts and hashes what the spill writes.
func (s *segmentWriter) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.hash.Write(p[:n])
	s.offset += int64(n)
	return n, err
}

func addSegment[R sink.Row](s *segmentWriter, c cell, rows []*R, compare func(a, b *R) int) {
	if s.err != nil || len(rows) == 0 {
		return
	}
	sink.Sort(rows, func(a, b **R) int { return compare(*a, *b) })
	s.hash = sha256.New()
	seg := segment{Table: c.table, Year: c.year, Bucket: c.bucket, Offset: s.offset, Rows: int64(len(rows))}
	s.err = sink.WriteSegment(s.spill, s, each(rows))
	seg.Length, seg.Hash = s.offset-seg.Offset, hex.EncodeToString(s.hash.Sum(nil))
	s.index.Segments = append(s.index.Segments, seg)
}

func (s *segmentWriter) finish() error {
	if s.err != nil {
		return s.err
	}
	index, err := json.Marshal(s.index)
	if err != nil {
		return err
	}
	index = seal(index)
	index = binary.LittleEndian.AppendUint64(index, uint64(len(index)))
	_, err = s.w.Write(append(index, unitMagic...))
	return err
}

func each[R any](rows []*R) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		for i := range rows {
			if !yield(rows[i], nil) {
				return
			}
		}
	}
}

// readIndex reads the index of a unit file.
func readIndex(ctx context.Context, in store.Store, name string) (*unitIndex, error) {
	info, err := in.Stat(ctx, name)
	if err != nil {
		return nil, err
	}
	return readIndexOf(ctx, in, name, info.Size)
}

// readIndexOf is readIndex for a file of known size: one request, mostly.
func readIndexOf(ctx context.Context, in store.Store, name string, size int64) (*unitIndex, error) {
	from := max(size-indexGuess, 0)
	tail, err := store.ReadRange(ctx, in, name, from, size-from)
	if err != nil {
		return nil, err
	}
	x, err := parseIndex(&tailReader{ctx, in, name, from, tail}, size)
	if err == nil && path.Base(unitName(x.ID)) != path.Base(name) {
		err = errBadUnit
	}
	if err != nil {
		return nil, err
	}
	x.place(in, name)
	return x, nil
}

// indexGuess is how much is read at first, in the hope that it holds the index.
const indexGuess = 32 << 10

// tailReader is a file whose end has been read.
type tailReader struct {
	ctx  context.Context
	in   store.Store
	name string
	from int64
	tail []byte
}

func (r *tailReader) ReadAt(p []byte, off int64) (int, error) {
	if off >= r.from {
		return copy(p, r.tail[off-r.from:]), nil
	}
	data, err := store.ReadRange(r.ctx, r.in, r.name, off, int64(len(p)))
	return copy(p, data), err
}

func parseIndex(f io.ReaderAt, size int64) (*unitIndex, error) {
	tail := make([]byte, 8+len(unitMagic))
	end := size - int64(len(tail))
	if end < 0 {
		return nil, errBadUnit
	}
	if _, err := f.ReadAt(tail, end); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(tail)
	if string(tail[8:]) != unitMagic || n > uint64(end) {
		return nil, errBadUnit
	}
	data := make([]byte, n)
	if _, err := f.ReadAt(data, end-int64(n)); err != nil {
		return nil, err
	}
	data, whole := unseal(data)
	if !whole {
		return nil, errBadUnit
	}
	x := new(unitIndex)
	if err := json.Unmarshal(data, x); err != nil {
		return nil, fmt.Errorf("%w: %w", errBadUnit, err)
	}
	return x, nil
}

// place says where the segments are.
func (x *unitIndex) place(in store.Store, name string) {
	for i := range x.Segments {
		x.Segments[i].in, x.Segments[i].file, x.Segments[i].buckets = in, name, max(x.Buckets, 1)
	}
}

var errBadUnit = errors.New("not a unit file")

// damagedError says that a file kept between runs is not as it was written.
type damagedError struct {
	file string
	err  error
}

func (e *damagedError) Error() string { return fmt.Sprintf("%s: %v", e.file, e.err) }
func (e *damagedError) Unwrap() error { return e.err }

// readSegment yields the rows of a segment, opening its file when asked for
// the first and closing it after the last. Bytes other than those written are a
// *damagedError, at the latest after the last row.
func readSegment[R any](ctx context.Context, s segment) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		f, err := s.in.Range(ctx, s.file, s.Offset, s.Length)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.EIO) {
				err = &damagedError{s.file, err}
			}
			yield(nil, err)
			return
		}
		defer f.Close()
		h := sha256.New()
		in := io.TeeReader(f, h)
		var of slotter
		for row, err := range sink.ReadSegment[R](in) {
			if err != nil && ctx.Err() == nil {
				err = &damagedError{s.file, err}
			}
			if err == nil && (s.dead != nil && s.dead[documentOf(row)] || s.filter != nil && !passes(s.filter, &of, row)) {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
		if _, err = io.Copy(io.Discard, in); err == nil && s.Hash != "" && hex.EncodeToString(h.Sum(nil)) != s.Hash {
			err = errDamaged
		}
		if err != nil {
			yield(nil, &damagedError{s.file, err})
		}
	}
}

// documentOf is the document_id of a row.
func documentOf[R any](row *R) string {
	switch r := any(row).(type) {
	case *sink.DocumentRow:
		return r.DocumentID
	case *sink.FactRow:
		return r.DocumentID
	case *sink.CheckRow:
		return r.DocumentID
	case *sink.IssueRow:
		return r.DocumentID
	case *sink.BlockRow:
		return r.DocumentID
	}
	return ""
}
