package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"
	"time"

	"gongkai/pipeline/ocr"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// The steps of a run as processes of their own, for an engine that starts them
// on many machines with a shared folder or object storage between them:
//
//	Prepare          lists and packs, once; leaves a plan file
//	OpenWork         opens a plan file, anywhere
//	Work.RunUnit     any unit, any number of times, several at once
//	Work.Reduce      all partitions, or some of them in each of many processes
//	Work.Commit      swaps current, once
//
// A step that finds its result does nothing. Results appear under their name
// only when they are whole, so two attempts at once do no harm and a killed one
// leaves nothing that anyone reads. Only the last step changes what is read.

// Prepared tells of a plan file.
type Prepared struct {
	Plan     string `json:"plan"`    // path of the plan file
	ID       string `json:"plan_id"` // hash of inputs, tool and options
	Units    int    `json:"units"`
	Files    int    `json:"files"`
	Contents int    `json:"contents"` // files of different bytes
}

// Prepare makes the plan file for a run of c. The same inputs, tool and options
// give the same plan. Units in which a file ran out of time before are dropped,
// to be done again.
func Prepare(ctx context.Context, c Config) (*Prepared, error) {
	j, unlock, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := j.makePlan(ctx); err != nil {
		return nil, err
	}
	data, id, err := j.encode()
	if err != nil {
		return nil, err
	}
	p := &Prepared{ID: id, Units: len(j.plan.Units), Files: len(j.plan.Failed), Contents: len(j.plan.Paths)}
	for _, paths := range j.plan.Paths {
		p.Files += len(paths)
	}
	name := plansDir + p.ID + ".plan"
	p.Plan = strings.TrimSuffix(c.Out, "/") + "/" + name
	there, err := store.ReadAll(ctx, j.data.store, name, math.MaxInt64)
	if err == nil && bytes.Equal(there, data) {
		return p, nil // a job that is started again goes on
	}
	if err == nil { // it has the name of this plan, and is damaged
		if err := j.data.store.Remove(ctx, name); err != nil {
			return nil, err
		}
	}
	err = j.data.store.Create(ctx, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if errors.Is(err, fs.ErrExist) {
		return p, nil // another was faster
	}
	if err != nil {
		return nil, err
	}
	return p, j.dropTransient(ctx)
}

// dropTransient removes the units whose result depended on the moment; with
// Full, all.
func (j *job) dropTransient(ctx context.Context) error {
	there, err := j.listUnits(ctx)
	if err != nil {
		return err
	}
	for _, u := range j.plan.Units {
		name := unitName(u.ID)
		if size, ok := there[name]; ok {
			if x, err := readIndexOf(ctx, j.data.store, name, size); j.Full || err != nil || !x.keepOnly(u.Files) || x.transient() || !x.holdsIn(j.Isolate.mark()) {
				if err := j.data.store.Remove(ctx, name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// listUnits lists the unit files that are there, with their sizes.
func (j *job) listUnits(ctx context.Context) (map[string]int64, error) {
	there := make(map[string]int64)
	for info, err := range j.data.store.List(ctx, unitsDir) {
		if err != nil {
			return nil, err
		}
		there[info.Name] = info.Size
	}
	return there, nil
}

// Work is an open plan.
type Work struct {
	job    *job
	file   *planFile
	worker *worker
	end    func()
	opener *opener
}

// ErrOtherProgram means that a plan was made by another build of gongkai.
// Mixing them would make a dataset of two minds.
var ErrOtherProgram = errors.New("this is not the program that made the plan")

// OpenWork opens the plan file at a path. The rest of its dataset is beside it.
// Of c only Workers, Keep, Isolate's Command, Log and Tick are used; the plan has the
// rest.
func OpenWork(ctx context.Context, planPath string, c Config) (*Work, error) {
	out, name, ok := cutPlan(planPath)
	if !ok {
		return nil, fmt.Errorf("%s: a plan is OUT/%sID.plan", planPath, plansDir)
	}
	d, err := openDataset(out)
	if err != nil {
		return nil, err
	}
	f, err := openPlan(ctx, d.store, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", planPath, err)
	}
	c.Out, c.Options, c.Full = out, f.header.Options, false
	if !f.header.Isolated {
		c.Isolate = nil
	} else if c.Isolate != nil {
		c.Isolate = &Isolation{Command: c.Isolate.Command, Memory: f.header.Memory}
	} else {
		return nil, errors.New("the plan wants files isolated")
	}
	j, err := c.job()
	if err != nil {
		return nil, err
	}
	if j.key != f.header.Key {
		return nil, fmt.Errorf("%s: %w", planPath, ErrOtherProgram)
	}
	return &Work{job: j, file: f, opener: &opener{dir: f.header.Dir, remotes: newRemotes(), archives: make(map[string]archiveList)}}, nil
}

// cutPlan parts the path of a plan file into that of its dataset and its name.
func cutPlan(p string) (out, name string, ok bool) {
	i := strings.LastIndex(p, plansDir)
	if i < 0 || !strings.HasSuffix(p, ".plan") {
		return "", "", false
	}
	if out = strings.TrimSuffix(p[:i], "/"); out == "" {
		if out = "."; i > 0 {
			out = "/"
		}
	}
	return out, p[i:], true
}

// Out is the path of the plan's dataset.
func (w *Work) Out() string { return w.job.Out }

// ID is the plan's id.
func (w *Work) ID() string { return w.file.id }

// Units is the number of units; they are numbered from 0.
func (w *Work) Units() int { return w.file.units() }

// Close ends what units started.
func (w *Work) Close() {
	if w.end != nil {
		w.end()
	}
}

// Marker says that a unit is done. But for Reused, every attempt gives the same.
type Marker struct {
	Plan    string `json:"plan_id"`
	Unit    int    `json:"unit"`
	ID      string `json:"id"`
	Files   int    `json:"files"`
	Refused int    `json:"refused"` // files; their reasons are in documents
	Facts   int    `json:"facts"`
	Rows    int64  `json:"rows"`   // of all tables
	SHA256  string `json:"sha256"` // of the index, which has the hashes of all segments
	Reused  bool   `json:"reused"` // it was there
}

// RunUnit makes a unit unless it is there. A file that cannot be read is a row
// of the unit; the error is about the storage, or the context's.
func (w *Work) RunUnit(ctx context.Context, n int) (*Marker, error) {
	if n < 0 || n >= w.Units() {
		return nil, fmt.Errorf("no unit %d: the plan has %d", n, w.Units())
	}
	if w.worker == nil {
		if _, err := ocr.Resolve(ctx, w.job.Options.OCR); err != nil {
			return nil, err // its pages would be refused as if nobody had asked to read them
		}
		w.job.plan = &Plan{Buckets: w.file.header.Buckets}
		w.worker, w.end = w.job.worker()
	}
	planned, err := w.file.unit(ctx, n)
	if err != nil {
		return nil, err
	}
	u, err := planned.unit(w.opener)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Paths: make(map[string][]string)}
	for _, f := range planned.Files {
		plan.Paths[f.Hash] = f.Paths
	}
	x, reused, err := w.worker.run(ctx, u, true, func(r fileResult) { w.job.logFile(plan, r) })
	if err != nil {
		return nil, fmt.Errorf("unit %d (%s): %w", n, u.ID, err)
	}
	return w.marker(n, u.ID, x, reused)
}

func (w *Work) marker(n int, id string, x *unitIndex, reused bool) (*Marker, error) {
	index, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(index)
	m := &Marker{Plan: w.ID(), Unit: n, ID: id, Files: len(x.Files), SHA256: hex.EncodeToString(sum[:]), Reused: reused}
	for i := range x.Files {
		m.Facts += x.Files[i].Facts
		if x.Files[i].Status == schema.Refused {
			m.Refused++
		}
	}
	for _, s := range x.Segments {
		m.Rows += s.Rows
	}
	return m, nil
}

// Missing lists the units that are not there, by one listing and one reading of the plan.
func (w *Work) Missing(ctx context.Context) (missing []int, err error) {
	there, err := w.job.listUnits(ctx)
	if err != nil {
		return nil, err
	}
	err = w.file.each(ctx, func(n int, u *plannedUnit) {
		if _, ok := there[unitName(u.ID)]; !ok {
			missing = append(missing, n)
		}
	})
	return missing, err
}

// Shard is a share of the tasks of an array job: every Of-th from Index on. The zero
// Shard is all of them.
type Shard struct{ Index, Of int }

// Has reports whether task n is in the share.
func (s Shard) Has(n int) bool { return s.Of == 0 || n%s.Of == s.Index }

// gather reads the whole plan and the indexes of its units.
func (w *Work) gather(ctx context.Context) (*gathering, *draft, func(), error) {
	if err := w.file.load(ctx, w.job); err != nil {
		return nil, nil, nil, err
	}
	g := w.job.gather()
	missing, err := w.job.load(ctx, g)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(missing) > 0 {
		return nil, nil, nil, fmt.Errorf("%d of %d %w, the first is %d: run them first", len(missing), w.Units(), errUnits, missing[0])
	}
	d, remove, err := w.job.draft(ctx, g)
	return g, d, remove, err
}

// PartitionMarker says that a partition is done.
type PartitionMarker struct {
	Plan      string `json:"plan_id"`
	Snapshot  string `json:"snapshot"`
	Partition string `json:"partition"`
	Rows      int64  `json:"rows"`
	Files     int    `json:"files"`
}

// mending is that of a run for the steps after the units. A damaged unit is then
// missing, which is told as such: its step makes it again.
func (w *Work) mending(ctx context.Context, try func() error) error {
	return w.job.mending(ctx, func() error { return w.dropReducePlan(ctx) }, try)
}

// Partitions lists what the units make, once all are there.
func (w *Work) Partitions(ctx context.Context) (dirs []string, err error) {
	err = w.mending(ctx, func() error {
		dirs, err = w.partitions(ctx)
		return err
	})
	return dirs, err
}

func (w *Work) partitions(ctx context.Context) ([]string, error) {
	_, d, remove, err := w.gather(ctx)
	if err != nil {
		return nil, err
	}
	defer remove()
	if err := w.writeReducePlan(ctx, d); err != nil {
		return nil, err
	}
	var dirs []string
	for _, p := range d.parts {
		dirs = append(dirs, p.name())
	}
	return dirs, nil
}

// Reduce makes the named partitions, all when none is named.
func (w *Work) Reduce(ctx context.Context, dirs []string) (made []PartitionMarker, err error) {
	if len(dirs) == 0 {
		return w.ReduceShard(ctx, Shard{})
	}
	return w.reducing(ctx, dirs, nil)
}

// ReduceShard makes a share of the partitions.
func (w *Work) ReduceShard(ctx context.Context, s Shard) (made []PartitionMarker, err error) {
	return w.reducing(ctx, nil, &s)
}

// reducing makes partitions by the reduce plan where there is one, and the others by
// finding out what there is to merge.
func (w *Work) reducing(ctx context.Context, names []string, s *Shard) (made []PartitionMarker, err error) {
	err = w.mending(ctx, func() error {
		byPlan, left, ok, err := w.reduceByPlan(ctx, names, s)
		if made = byPlan; err != nil || ok && len(left) == 0 {
			return err
		}
		if !ok {
			made, err = w.reduce(ctx, names, s)
			return err
		}
		more, err := w.reduce(ctx, left, nil)
		made = append(made, more...)
		return err
	})
	return made, err
}

func (w *Work) reduce(ctx context.Context, names []string, s *Shard) ([]PartitionMarker, error) {
	g, d, remove, err := w.gather(ctx)
	if err != nil {
		return nil, err
	}
	defer remove()
	g.reducer.marks = true
	parts, err := d.find(names)
	if err != nil {
		return nil, err
	}
	for i, p := range d.parts {
		if s != nil && s.Has(i) {
			parts = append(parts, p)
		}
	}
	if err := w.job.reduce(ctx, g, d, parts); err != nil {
		return nil, err
	}
	return w.told(d.id, parts), nil
}

// Commit makes the reduced snapshot the current one. It takes the lock of the
// dataset. On object storage, where there is none, it gives way with ErrBusy
// to a commit that came first.
func (w *Work) Commit(ctx context.Context) (*Summary, error) {
	began := time.Now()
	unlock, err := w.job.data.open()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var s *Summary
	err = w.mending(ctx, func() error {
		s, err = w.commit(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s, w.job.report(ctx, s, began)
}

func (w *Work) commit(ctx context.Context) (*Summary, error) {
	g, d, remove, err := w.gather(ctx)
	if err != nil {
		return nil, err
	}
	defer remove()
	if err := w.job.data.unmove(ctx, d.id); err != nil {
		return nil, err
	}
	if lacking := w.job.lacking(ctx, d); len(lacking) > 0 {
		if err := w.dropReducePlan(ctx); err != nil { // it may be behind
			return nil, err
		}
		return nil, fmt.Errorf("%d of %d %w, the first is %s: reduce them first", len(lacking), len(d.parts), errPartitions, lacking[0])
	}
	if err := w.job.commit(ctx, g, d); err != nil {
		return nil, err
	}
	return g.summary, nil
}
