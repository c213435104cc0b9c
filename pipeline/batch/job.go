package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline"
)

// job is a dataset being brought up to date: the steps of a run, which Run
// takes one after the other in one process and the commands of a cluster
// (contract.go) each in processes of their own.
type job struct {
	Config
	key    string
	data   dataset
	inputs []Input
	known  hashCache // of the run before
	plan   *Plan
}

// makePlan hashes the inputs and packs them into units.
func (j *job) makePlan(ctx context.Context) error {
	j.known = loadHashes(ctx, j.data.store)
	believed := j.known
	if j.Full {
		believed = nil
	}
	hashes, err := hashInputs(ctx, j.inputs, believed, j.Workers, j.Options.Limits.Bytes)
	if err != nil {
		return err
	}
	if _, err := j.keep(ctx, j.known); err != nil {
		return err
	}
	hashes.keep(j.inputs)
	if err := j.pack(ctx); err != nil {
		return err
	}
	j.Log.Info("planned", "files", len(j.inputs), "contents", len(j.plan.Paths), "units", len(j.plan.Units), "unreadable", len(j.plan.Failed), "stale", len(j.plan.Kept))
	if maps.Equal(hashes, j.known) {
		return nil
	}
	return saveHashes(ctx, j.data.store, hashes)
}

// worker makes units; end frees what it holds.
func (j *job) worker() (w *worker, end func()) {
	process, end := j.processor()
	return &worker{store: j.data.store, key: j.key, version: pipeline.Version, options: j.Options, child: j.Isolate.mark(), buckets: apart(j.plan.Buckets), process: process, away: j.children}, end
}

// units runs all units and gathers their indexes.
func (j *job) units(ctx context.Context, g *gathering) error {
	w, end := j.worker()
	defer end()
	tick := j.ticker(j.plan, &g.mu)
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(j.Workers)
	for i, u := range j.plan.Units {
		if running.Err() != nil {
			break
		}
		group.Go(func() error {
			if j.Full && !u.keeps() {
				if err := j.data.store.Remove(running, unitName(u.ID)); err != nil {
					return err
				}
			}
			x, reused, err := w.run(running, u, false, func(r fileResult) {
				tick(1)
				j.logFile(j.plan, r)
				g.tell(r)
			})
			if err != nil {
				return fmt.Errorf("unit %s: %w", u.ID, err)
			}
			if reused {
				tick(len(u.Files))
			}
			g.add(i, x, reused)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	j.Log.Info("read", "units", len(j.plan.Units))
	return cmp.Or(j.forget(ctx, g.stale), ctx.Err())
}

// forget drops the remembered hashes of contents that were not what they said.
func (j *job) forget(ctx context.Context, stale []string) error {
	if len(stale) == 0 {
		return nil
	}
	hashes := loadHashes(ctx, j.data.store)
	for _, hash := range stale {
		for _, path := range j.plan.Paths[hash] {
			delete(hashes, path)
		}
	}
	return saveHashes(ctx, j.data.store, hashes)
}

// gathering is what the indexes of a plan's units say together.
type gathering struct {
	mu       sync.Mutex
	plan     *Plan
	summary  *Summary
	reducer  *reducer
	linker   *linker
	segments [][]segment      // by unit
	stale    []string         // document_id of what was not what its hash said
	unread   map[string]error // document_id of what could not be read, and why
}

func (j *job) gather() *gathering {
	r := newReducer(j)
	return &gathering{plan: j.plan, summary: newSummary(j.plan), reducer: r, linker: newLinker(r, j.key),
		segments: make([][]segment, len(j.plan.Units)), unread: make(map[string]error)}
}

// tell takes in what became of a content just processed.
func (g *gathering) tell(r fileResult) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if errors.Is(r.Unreadable, errStale) {
		g.stale = append(g.stale, r.Hash)
	}
	if r.Unreadable != nil {
		g.unread[r.Hash] = r.Unreadable
	}
}

// add takes in the index of unit i. The order of calls makes no difference.
func (g *gathering) add(i int, x *unitIndex, reused bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if x.Buckets < g.reducer.buckets {
		x.apart()
	}
	g.reducer.waive(x)
	g.reducer.list(x)
	g.linker.add(x)
	g.summary.unit(g.plan, g.reducer.waivers, x, reused)
	g.segments[i] = x.Segments
}

// indexReaders is how many indexes are read at once: it is waiting, not work.
const indexReaders = 16

// load takes in the units that are there, and returns the numbers of those
// that are not.
func (j *job) load(ctx context.Context, g *gathering) (missing []int, err error) {
	there, err := j.listUnits(ctx)
	if err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(indexReaders)
	lacks := make([]bool, len(j.plan.Units))
	for i, u := range j.plan.Units {
		size, ok := there[unitName(u.ID)]
		if lacks[i] = !ok; !ok {
			continue
		}
		group.Go(func() error {
			x, err := readIndexOf(ctx, j.data.store, unitName(u.ID), size)
			if lacks[i] = err != nil || !x.keepOnly(u.Files); !lacks[i] {
				g.add(i, x, true)
			}
			return ctx.Err()
		})
	}
	err = group.Wait()
	for i, lack := range lacks {
		if lack {
			missing = append(missing, i)
		}
	}
	return missing, err
}

// draft is a snapshot to be made.
type draft struct {
	id    string
	was   base // the current one
	parts []*partition
	old   *manifest // of was
	same  bool      // was is what id would be
}

// draft checks documents against one another, the step between units and
// partitions, and lists the partitions. Its results are files named by all
// that went in, like units: the first process that asks makes them.
func (j *job) draft(ctx context.Context, g *gathering) (d *draft, remove func(), err error) {
	dir, remove, err := j.data.scratch()
	if err != nil {
		return nil, nil, err
	}
	g.reducer.temp, g.reducer.stamps = dir, j.data.memory(ctx).Stamps
	segments := slices.Concat(g.segments...)
	across, err := g.linker.run(ctx, segments, j.Workers)
	if err != nil {
		remove()
		return nil, nil, err
	}
	for _, x := range across {
		g.reducer.waive(x)
		g.reducer.recount(x)
		g.summary.across(g.plan, g.reducer.waivers, x)
		for _, s := range x.Segments {
			s.across = true
			segments = append(segments, s)
		}
	}
	j.Log.Info("compared", "documents", g.linker.compared)
	parts := g.reducer.partitions(segments, j.key, j.Options.Blocks)
	was, err := j.data.base(ctx)
	if err != nil {
		remove()
		return nil, nil, err
	}
	input := snapshotID(parts)
	d = &draft{id: j.data.nameOver(was.name, input), was: was, parts: parts}
	if j.Full {
		if err := j.data.unmark(ctx, d.id); err != nil {
			remove()
			return nil, nil, err
		}
		return d, remove, nil
	}
	if d.old, err = j.data.readManifest(ctx, was.name); err != nil && was.name != "" {
		j.Log.Warn("damaged, all tables made again", "error", err)
	}
	if d.old == nil || snapshotID(d.old.Partitions) != input {
		return d, remove, ctx.Err()
	}
	if err := j.data.whole(ctx, d.old); err != nil {
		j.Log.Warn("damaged, made again", "error", err)
		return d, remove, ctx.Err()
	}
	d.same, d.parts = true, d.old.Partitions
	return d, remove, nil
}

// reduce makes partitions of a draft.
func (j *job) reduce(ctx context.Context, g *gathering, d *draft, parts []*partition) error {
	if d.same {
		return nil // the parts are complete; see draft
	}
	err := g.reducer.reduce(ctx, d.id, parts, d.old, j.Workers)
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// commit makes the draft, whose partitions are there, the current snapshot,
// unless the current one is made from the same.
func (j *job) commit(ctx context.Context, g *gathering, d *draft) error {
	g.summary.Unread = mostFrequent(g.summary.unread, unreadListed)
	if d.same {
		g.summary.Snapshot, g.summary.Unchanged = d.was.name, true
		j.tell(ctx, d.was.name)
		if j.data.dir == "" { // nothing was swapped: other runs may still commit
			return nil
		}
		// the commit that made it may have been killed before its sweep
		return errors.Join(j.data.clear(), j.data.removeIf(ctx, plansDir, func(string) bool { return true }), j.data.clearUnits())
	}
	if _, err := j.data.readManifest(ctx, d.was.name); err == nil {
		j.tell(ctx, d.was.name) // if the commit of it was killed
	}
	seen, err := j.data.look(ctx)
	if err != nil {
		return err
	}
	name, err := j.data.commit(ctx, d.id, d.was, pipeline.Version, d.parts)
	if err != nil {
		return err
	}
	g.summary.Snapshot = name
	j.Log.Info("committed", "snapshot", name)
	if !j.tell(ctx, name) {
		return nil // nothing is swept that the history may need
	}
	if err := j.data.forgetVersions(ctx, j.Keep, time.Now()); err != nil {
		j.Log.Warn("old versions stay", "error", err)
	}
	if err := j.data.sweep(ctx, seen, g.linker.files, j.plan, name, d.was.name); err != nil {
		j.Log.Warn("old files stay", "error", err) // the dataset is whole all the same
	}
	return nil
}

// tell adds the current snapshot to the history. It is current all the same where
// that fails, and the next commit tells it.
func (j *job) tell(ctx context.Context, snapshot string) bool {
	err := j.data.tell(ctx, snapshot, time.Now())
	if errors.Is(err, errDamaged) {
		if err = j.mendHistory(ctx); err == nil {
			err = j.data.tell(ctx, snapshot, time.Now())
		}
	}
	if err != nil {
		j.Log.Warn("not in the history yet", "snapshot", snapshot, "error", err)
	}
	return err == nil
}

// lacking are the partitions of a draft that have no marker.
func (j *job) lacking(ctx context.Context, d *draft) (dirs []string) {
	for _, p := range d.parts {
		if !d.same && !j.data.reduced(ctx, d.id, p) {
			dirs = append(dirs, p.name())
		}
	}
	return dirs
}

func (d *draft) find(dirs []string) (parts []*partition, err error) {
	for _, dir := range dirs {
		i := slices.IndexFunc(d.parts, func(p *partition) bool { return p.name() == strings.TrimSuffix(dir, "/") })
		if i < 0 {
			return nil, fmt.Errorf("no partition %s", dir)
		}
		parts = append(parts, d.parts[i])
	}
	return parts, nil
}
