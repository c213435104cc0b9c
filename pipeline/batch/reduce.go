package batch

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// mergeWidth is how many segments one merge reads at once, each with a buffer
// and a window of some hundred kilobytes.
const mergeWidth = 64

// partition is a table, or one fiscal year of it, and what it is made from.
type partition struct {
	Table  string      `json:"table"`
	Dir    string      `json:"dir"`    // below the snapshot
	Bucket string      `json:"bucket"` // of the rows of that folder, "" for all; the names of the parts begin with it
	Digest string      `json:"digest"` // of the tool and all input
	Rows   int64       `json:"rows"`
	Parts  []sink.Part `json:"parts"`

	cell     cell // of the documents that have rows for it
	segments []segment
}

// name names a partition: its folder, and its bucket where there are several.
func (p *partition) name() string { return path.Join(p.Dir, p.Bucket) }

// partName names its parts as sink names those of a folder.
func (p *partition) partName(made string) string {
	if p.Bucket == "" {
		return made
	}
	return strings.Replace(made, "part-", "part-"+p.Bucket+"-", 1)
}

// reducer merges units into the tables of a snapshot.
type reducer struct {
	data      dataset
	plan      *Plan
	version   string
	log       *slog.Logger
	temp      string // a local folder for merges of merges and for parts being written
	waivers   *waivers
	catalogue Catalogue
	later     map[string]*fileResult // by document_id, what to add to a document's counts
	lines     map[cell][]string      // what the documents with rows there are, see fileResult.line
	known     map[string]pipeline.Known
	buckets   int
	marks     bool              // a marker is left for each partition that is made
	stamps    map[string]string // of the parts that the last run knew to be whole
}

func newReducer(j *job) *reducer {
	return &reducer{data: j.data, plan: j.plan, version: pipeline.Version, log: j.Log, waivers: &waivers{j.Waivers, j.plan.Paths},
		catalogue: j.Catalogue, later: make(map[string]*fileResult), lines: make(map[cell][]string), known: j.plan.known(), buckets: max(j.plan.Buckets, 1)}
}

// list remembers where the documents of a unit have rows.
func (r *reducer) list(x *unitIndex) {
	for i := range x.Files {
		f := &x.Files[i]
		line := f.line(r.known[f.Hash])
		for c := range f.cells(r.buckets) {
			r.lines[c] = append(r.lines[c], line)
		}
	}
}

// input names what documents have rows in a part of a dataset. In which units they
// are makes no difference.
func (r *reducer) input(c cell) string {
	h := sha256.New()
	for _, line := range slices.Sorted(slices.Values(r.lines[c])) {
		fmt.Fprintln(h, line)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// waive remembers how the waivers change the counts of documents.
func (r *reducer) waive(x *unitIndex) {
	for i := range x.Files {
		changed := fileResult{Hash: x.Files[i].Hash, Broken: x.Files[i].Broken, Checks: make(map[schema.Verdict]int)}
		if r.waivers.count(&changed); len(changed.Checks) > 0 {
			r.add(&changed)
		}
	}
}

// recount remembers the counts of what was found across documents.
func (r *reducer) recount(x *unitIndex) {
	for i := range x.Files {
		r.add(&x.Files[i])
	}
}

func (r *reducer) add(f *fileResult) {
	sum := r.later[f.Hash]
	if sum == nil {
		sum = &fileResult{Checks: make(map[schema.Verdict]int)}
		r.later[f.Hash] = sum
	}
	sum.Issues += f.Issues
	for v, n := range f.Checks {
		sum.Checks[v] += n
	}
}

// partitions lists what a snapshot consists of, sorted, with digests.
func (r *reducer) partitions(segments []segment, key string, blocks bool) []*partition {
	all := make(map[string]*partition)
	partitioned := make(map[string]bool)
	for _, t := range sink.Tables() {
		partitioned[t.Name] = t.Partitioned
	}
	add := func(table string, c cell, s []segment) {
		p := &partition{Table: table, Dir: table, cell: c, segments: s}
		if partitioned[table] {
			p.Dir = path.Join(table, sink.Partition(c.year))
		}
		if table != "documents" {
			p.Bucket = bucketName(c.bucket, r.buckets)
		}
		all[p.name()] = p
	}
	there := func(c cell) bool { return len(r.lines[c]) > 0 }
	empty := make(map[string]bool)
	for _, t := range sink.Tables() {
		empty[t.Name] = blocks || t.Name != "blocks"
	}
	for c, s := range spread(segments, r.buckets, there) {
		add(c.table, c, s)
		if delete(empty, c.table); c.table == "facts" {
			add("observations", c, s)
			delete(empty, "observations")
		}
	}
	for table, is := range empty {
		if is {
			add(table, cell{table: table}, nil)
		}
	}
	for _, p := range all {
		p.Digest = r.digest(p, key)
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *partition) int { return cmp.Compare(a.name(), b.name()) })
}

func (r *reducer) digest(p *partition, key string) string {
	h := sha256.New()
	fmt.Fprintln(h, key, p.name(), r.buckets)
	fmt.Fprintln(h, r.input(p.cell))
	for _, s := range p.segments {
		if s.across {
			fmt.Fprintln(h, s.Hash)
		}
	}
	if p.Table == "documents" || p.Table == "checks" {
		fmt.Fprintf(h, "%q\n", r.waivers.all)
	}
	if p.Table == "documents" {
		fmt.Fprintf(h, "%+v\n", r.catalogue) // maps are printed in the order of keys
		for _, hash := range slices.Sorted(maps.Keys(r.later)) {
			fmt.Fprintln(h, hash, r.later[hash].Issues, r.later[hash].Checks)
		}
		for _, hash := range slices.Sorted(maps.Keys(r.plan.Paths)) {
			fmt.Fprintf(h, "%s %q\n", hash, r.plan.Paths[hash])
		}
		for _, in := range r.plan.Failed {
			fmt.Fprintf(h, "%q %v\n", in.Path, in.Err)
		}
		for _, in := range r.plan.Kept {
			fmt.Fprintf(h, "kept %q %v\n", in.Path, in.kept)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// reduce makes the partitions of a snapshot and leaves a marker for each. One
// that has its marker is not made again, and one that the snapshot before has
// is linked.
func (r *reducer) reduce(ctx context.Context, id string, parts []*partition, old *manifest, workers int) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	before := old.byDigest()
	for _, group := range inOnePass(largestFirst(parts)) {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var missing []*partition
			for _, p := range group {
				if !(r.marks && r.data.reduced(ctx, id, p)) && !r.link(ctx, old, before[p.Digest], id, p) {
					missing = append(missing, p)
				}
			}
			if err := r.writeTogether(ctx, id, missing); err != nil {
				return err
			}
			if !r.marks {
				return nil
			}
			for _, p := range group {
				if err := r.data.mark(ctx, id, p); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// inOnePass groups the partitions that are made of the same rows: facts, and the
// observations of the same year and bucket.
func inOnePass(parts []*partition) (groups [][]*partition) {
	at := make(map[string]int)
	for _, p := range parts {
		if p.Table == "facts" || p.Table == "observations" {
			rows := strings.TrimPrefix(p.name(), p.Table)
			if i, ok := at[rows]; ok {
				groups[i] = append(groups[i], p)
				continue
			}
			at[rows] = len(groups)
		}
		groups = append(groups, []*partition{p})
	}
	return groups
}

// writeTogether writes the partitions of a group; facts and observations are read and
// merged once for both, which saves a twentieth of a run over drawn reports.
func (r *reducer) writeTogether(ctx context.Context, id string, parts []*partition) error {
	if len(parts) == 2 {
		facts, observations := parts[0], parts[1]
		if facts.Table != "facts" {
			facts, observations = observations, facts
		}
		if err := r.writeObserved(ctx, id, facts, observations); err != nil {
			return fmt.Errorf("write %s and %s: %w", facts.name(), observations.name(), err)
		}
		return nil
	}
	for _, p := range parts {
		if err := r.write(ctx, id, p); err != nil {
			return fmt.Errorf("write %s: %w", p.name(), err)
		}
	}
	return nil
}

func (r *reducer) writeObserved(ctx context.Context, id string, facts, observations *partition) error {
	return r.inScratch(ctx, id, observations, func(dir string) ([]sink.Part, int64, error) {
		out, err := sink.NewPartsWriter[sink.ObservationRow](dir, r.version)
		if err != nil {
			return nil, 0, err
		}
		defer out.Abort()
		rows := interruptible(ctx, merged(ctx, r, facts, sink.CompareFacts()))
		if err := writePartition(ctx, r, id, facts, sink.Observing(rows, out.Add)); err != nil {
			return nil, 0, err
		}
		return out.Close()
	})
}

// link takes a partition over from the old snapshot, where it is same, and warns of what is
// there and cannot be.
func (r *reducer) link(ctx context.Context, old *manifest, same *partition, id string, p *partition) bool {
	if same == nil {
		return false
	}
	linked, err := r.data.link(ctx, old.dir, same, id, p, r.stamps)
	if err != nil && ctx.Err() == nil {
		r.log.Warn("damaged, made again", "error", err)
	}
	return linked
}

// largestFirst orders partitions so that no long one is left to the end, when
// the other workers have nothing to do.
func largestFirst(parts []*partition) []*partition {
	bytes := func(p *partition) (n int64) {
		for _, s := range p.segments {
			n += s.Length
		}
		return n
	}
	return slices.SortedStableFunc(slices.Values(parts), func(a, b *partition) int { return cmp.Compare(bytes(b), bytes(a)) })
}

func (r *reducer) write(ctx context.Context, id string, p *partition) error {
	switch p.Table {
	case "documents":
		return writePartition(ctx, r, id, p, r.documents(interruptible(ctx, merged(ctx, r, p, sink.CompareDocuments()))))
	case "facts":
		return writePartition(ctx, r, id, p, interruptible(ctx, merged(ctx, r, p, sink.CompareFacts())))
	case "observations":
		return writePartition(ctx, r, id, p, sink.Observe(interruptible(ctx, merged(ctx, r, p, sink.CompareFacts()))))
	case "checks":
		return writePartition(ctx, r, id, p, r.waivers.apply(interruptible(ctx, merged(ctx, r, p, sink.CompareChecks()))))
	case "issues":
		return writePartition(ctx, r, id, p, interruptible(ctx, merged(ctx, r, p, sink.CompareIssues())))
	}
	return writePartition(ctx, r, id, p, interruptible(ctx, merged(ctx, r, p, sink.CompareBlocks())))
}

func writePartition[R sink.Row](ctx context.Context, r *reducer, id string, p *partition, rows iter.Seq2[*R, error]) error {
	return r.inScratch(ctx, id, p, func(dir string) ([]sink.Part, int64, error) {
		return sink.WriteParts(dir, r.version, rows)
	})
}

// inScratch has the parts of a partition written where nobody sees them, then moves them to
// the snapshot: two attempts at once do not meet in a file.
func (r *reducer) inScratch(ctx context.Context, id string, p *partition, write func(dir string) ([]sink.Part, int64, error)) error {
	scratch, err := os.MkdirTemp(r.temp, tempName(p)+"-*")
	if err != nil {
		return err
	}
	defer removeTree(scratch)
	parts, n, err := write(scratch)
	if err != nil {
		return err
	}
	for i := range parts {
		made := filepath.Join(scratch, parts[i].Name)
		parts[i].Name = p.partName(parts[i].Name)
		if err := r.data.store.Adopt(ctx, made, path.Join(r.data.staging(id), p.Dir, parts[i].Name)); err != nil {
			return err
		}
	}
	p.Rows, p.Parts = n, parts
	return nil
}

func tempName(p *partition) string { return strings.ReplaceAll(p.name(), "/", ",") }

// merged yields the rows of a partition in order, whatever their number.
func merged[R any](ctx context.Context, r *reducer, p *partition, compare func(a, b *R) int) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		dir, err := os.MkdirTemp(r.temp, tempName(p)+"-*")
		if err != nil {
			yield(nil, err)
			return
		}
		defer removeTree(dir)
		segments := p.segments
		for level := 0; len(segments) > mergeWidth; level++ {
			if segments, err = narrow(ctx, dir, level, segments, compare); err != nil {
				yield(nil, err)
				return
			}
		}
		for row, err := range mergeOnce(ctx, segments, compare) {
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func mergeOnce[R any](ctx context.Context, segments []segment, compare func(a, b *R) int) iter.Seq2[*R, error] {
	streams := make([]iter.Seq2[*R, error], len(segments))
	for i, s := range segments {
		streams[i] = readSegment[R](ctx, s)
	}
	return sink.Merge(streams, compare)
}

// narrow merges segments by mergeWidth into files in dir.
func narrow[R any](ctx context.Context, dir string, level int, segments []segment, compare func(a, b *R) int) ([]segment, error) {
	spill, err := sink.NewSpill()
	if err != nil {
		return nil, err
	}
	defer spill.Close()
	var out []segment
	for group := range slices.Chunk(segments, mergeWidth) {
		name := fmt.Sprintf("%d-%d", level, len(out))
		path := filepath.Join(dir, name)
		err := writeUnsynced(path, func(w io.Writer) error {
			return sink.WriteSegment(spill, w, mergeOnce(ctx, group, compare))
		})
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		out = append(out, segment{in: store.Dir(dir), file: name, Length: info.Size()})
	}
	return out, nil
}

// writeUnsynced writes a file that need not outlive the run.
func writeUnsynced(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	return buf.Flush()
}

// interruptible ends a stream with the context's error once it is cancelled.
func interruptible[R any](ctx context.Context, rows iter.Seq2[*R, error]) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		n := 0
		for row, err := range rows {
			if n++; n&0x3ff == 0 && err == nil {
				err = ctx.Err()
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// documents repeats the row of a content for each of its paths, after the rows
// of what could not be read (their document_id is empty and sorts first).
func (r *reducer) documents(rows iter.Seq2[*sink.DocumentRow, error]) iter.Seq2[*sink.DocumentRow, error] {
	kept := make(map[string]error)
	for _, in := range r.plan.Kept {
		kept[in.Path] = in.kept
	}
	return func(yield func(*sink.DocumentRow, error) bool) {
		for _, in := range r.plan.Failed {
			report := pipeline.Refused(schema.Document{Path: in.Path, Bytes: in.Size}, unreadable(in.Err))
			row := sink.FromReport(report, r.version).Document
			r.catalogue.fill(&row)
			if !yield(&row, nil) {
				return
			}
		}
		for stored, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			row := *stored
			if later := r.later[row.DocumentID]; later != nil {
				row.Recount(later.Checks, later.Issues)
			}
			for _, name := range r.plan.Paths[row.DocumentID] {
				row := row
				row.Path = name
				if why := kept[name]; why != nil && row.Status != string(schema.Refused) {
					d := pipeline.Refused(schema.Document{}, unreadable(why)).Document
					row.Keep(d.Reason, d.Advice, d.Detail)
				}
				r.catalogue.fill(&row)
				if !yield(&row, nil) {
					return
				}
			}
		}
	}
}
