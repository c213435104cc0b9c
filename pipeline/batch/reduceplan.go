package batch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"gongkai/pipeline"
)

// A reduce plan says of each partition what it is merged from, so that the process
// that makes one reads its own line and neither the plan nor the indexes of all units.
// Listing the partitions leaves it beside the plan; it has the form of a plan file, with
// the partitions in the place of the units, by name. Where there is none, and for what needs
// more than segments (the table documents, and checks where there are waivers), a process
// finds out for itself. What is made by it is not believed: commit compares the digests
// of all partitions with those that it finds itself, and drops a reduce plan that lags behind.

// plannedPartition is the line of a partition.
type plannedPartition struct {
	Name     string
	Digest   string
	Table    string
	Dir      string
	Bucket   string
	Segments []plannedSegment
	Was      *partition `json:",omitempty"` // the same in the snapshot before, to be linked
}

// plannedSegment is a segment and where it is.
type plannedSegment struct {
	segment
	File   string           `json:"f"`
	Dead   []string         `json:"d,omitempty"` // documents that are passed over
	Of     int              `json:"n,omitempty"` // buckets, of one that is told apart by
	In     int32            `json:"i,omitempty"` // the bucket
	Places map[string]int32 `json:"p,omitempty"` // slots of documents
}

func planSegment(s segment) plannedSegment {
	p := plannedSegment{segment: s, File: s.file}
	for document := range s.dead {
		p.Dead = append(p.Dead, document)
	}
	slices.Sort(p.Dead)
	if s.filter != nil {
		p.Of, p.In, p.Places = s.filter.buckets, s.filter.bucket, s.filter.slots
	}
	return p
}

// read makes it a segment that can be read.
func (p *plannedSegment) read(d dataset) segment {
	s := p.segment
	s.in, s.file = d.store, p.File
	if len(p.Dead) > 0 {
		s.dead = make(map[string]bool)
		for _, document := range p.Dead {
			s.dead[document] = true
		}
	}
	if p.Of > 0 {
		s.filter = &rowFilter{p.In, p.Of, p.Places}
	}
	return s
}

func (w *Work) reducePlanName() string { return strings.TrimSuffix(w.file.name, ".plan") + ".reduce" }

// writeReducePlan leaves the reduce plan of a draft, unless one is there.
func (w *Work) writeReducePlan(ctx context.Context, d *draft) error {
	if d.same {
		return nil
	}
	var b bytes.Buffer
	var tail []byte
	lines, failed := json.NewEncoder(&b), error(nil)
	line := func(v any) {
		at := b.Len()
		failed = cmp.Or(failed, lines.Encode(v))
		sum := sha256.Sum256(b.Bytes()[at:])
		tail = append(binary.LittleEndian.AppendUint64(tail, uint64(at)), sum[:]...)
	}
	for _, p := range d.parts {
		planned := plannedPartition{Name: p.name(), Digest: p.Digest, Table: p.Table, Dir: p.Dir, Bucket: p.Bucket}
		for _, s := range p.segments {
			planned.Segments = append(planned.Segments, planSegment(s))
		}
		if d.old != nil {
			if i := slices.IndexFunc(d.old.Partitions, func(old *partition) bool { return old.Digest == p.Digest && old.name() == p.name() }); i >= 0 {
				planned.Was = d.old.Partitions[i]
			}
		}
		line(planned)
	}
	line(planHeader{Draft: d.id, Base: d.was.name})
	line(struct{}{})
	tail = binary.LittleEndian.AppendUint64(tail, uint64(len(d.parts)))
	b.Write(append(tail, planMagic...))
	if failed != nil {
		return failed
	}
	err := w.job.data.store.Create(ctx, w.reducePlanName(), func(out io.Writer) error {
		_, err := out.Write(b.Bytes())
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// dropReducePlan has the next process find out for itself.
func (w *Work) dropReducePlan(ctx context.Context) error {
	return w.job.data.store.Remove(ctx, w.reducePlanName())
}

// partition reads the i-th line.
func (f *planFile) partition(ctx context.Context, i int) (p plannedPartition, err error) {
	return p, f.line(ctx, i, &p)
}

// findPartition finds a line by its name. The first error of reading is kept.
func (f *planFile) findPartition(ctx context.Context, name string) (p plannedPartition, err error) {
	i := sort.Search(f.units(), func(i int) bool {
		at, failed := f.partition(ctx, i)
		err = cmp.Or(err, failed)
		return at.Name >= name
	})
	if err == nil && i < f.units() {
		p, err = f.partition(ctx, i)
	}
	if err == nil && p.Name != name {
		err = fmt.Errorf("no partition %s", name)
	}
	return p, err
}

// chosen are the lines that a process is to make, by name or by share.
func (f *planFile) chosen(ctx context.Context, names []string, s *Shard) (all []plannedPartition, err error) {
	for _, name := range names {
		p, err := f.findPartition(ctx, strings.TrimSuffix(name, "/"))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	for i := range f.units() {
		if s != nil && s.Has(i) {
			p, err := f.partition(ctx, i)
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
}

// reduceByPlan makes the partitions that need no more than their lines, and returns the
// names of the others. ok is false where there is no reduce plan.
func (w *Work) reduceByPlan(ctx context.Context, names []string, s *Shard) (made []PartitionMarker, left []string, ok bool, err error) {
	f, err := openPlan(ctx, w.job.data.store, w.reducePlanName())
	if err != nil {
		return nil, nil, false, nil
	}
	lines, err := f.chosen(ctx, names, s)
	if err != nil {
		return nil, nil, false, nil // damaged, or of a name that it does not have
	}
	var x planAppendix
	if err := w.file.line(ctx, w.file.units()+1, &x); err != nil {
		return nil, nil, false, err
	}
	dir, remove, err := w.job.data.scratch()
	if err != nil {
		return nil, nil, false, err
	}
	defer remove()
	r := &reducer{data: w.job.data, version: pipeline.Version, log: w.job.Log, temp: dir, waivers: &waivers{}, marks: true}
	old := &manifest{dir: path.Join("snapshots", f.header.Base)}
	var parts []*partition
	for i := range lines {
		l := &lines[i]
		if l.Table == "documents" || l.Table == "checks" && len(x.Waivers) > 0 {
			left = append(left, l.Name)
			continue
		}
		p := &partition{Table: l.Table, Dir: l.Dir, Bucket: l.Bucket, Digest: l.Digest}
		for k := range l.Segments {
			p.segments = append(p.segments, l.Segments[k].read(w.job.data))
		}
		if parts = append(parts, p); l.Was != nil {
			old.Partitions = append(old.Partitions, l.Was)
		}
	}
	if err := r.reduce(ctx, f.header.Draft, parts, old, w.job.Workers); err != nil {
		return nil, nil, true, err
	}
	return w.told(f.header.Draft, parts), left, true, nil
}

// told are the markers of partitions that are made.
func (w *Work) told(draft string, parts []*partition) (markers []PartitionMarker) {
	for _, p := range parts {
		markers = append(markers, PartitionMarker{w.ID(), draft, p.name(), p.Rows, len(p.Parts)})
	}
	return markers
}

// verifyReducePlan reads all lines.
func verifyReducePlan(ctx context.Context, d dataset, name string) error {
	f, err := openPlan(ctx, d.store, name)
	if err != nil {
		return err
	}
	for i := range f.units() {
		if _, err := f.partition(ctx, i); err != nil {
			return err
		}
	}
	return nil
}
