package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Version is the version of gongkai, published with every document.
const Version = "0.1.0"

// Config says what Run is to do.
type Config struct {
	Paths     []string // files, folders, globs
	Out       string   // the dataset's folder
	Workers   int      // 0 for one per processor
	Full      bool     // take nothing over from earlier runs
	Options   Options
	Waivers   []Waiver
	Catalogue Catalogue
	Isolate   *Isolation            // nil to process files in this process
	Log       *slog.Logger          // nil for none
	Tick      func(done, total int) // called after each file, one call at a time; may be nil

	process func(context.Context, Source, Options) *schema.Report // nil for Process
}

// Run brings the dataset at Out up to date with the files of Paths. The error
// is about the run itself; a file that cannot be read is a row, not an error.
// After an error or a cancelled ctx the dataset is what it was before, and a
// later run goes on from the finished units.
func Run(ctx context.Context, c Config) (*Summary, error) {
	began := time.Now()
	c.Workers = cmp.Or(max(c.Workers, 0), runtime.GOMAXPROCS(0))
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	inputs, err := List(c.Paths, c.Out)
	if err != nil {
		return nil, err
	}
	c.Catalogue.describe(inputs)
	d := dataset{c.Out}
	unlock, err := d.open()
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", c.Out, err)
	}
	defer unlock()
	key := c.key()
	plan, err := c.plan(ctx, d, inputs, key)
	if err != nil {
		return nil, err
	}
	input := c.inputID(plan, key)
	if s := d.recall(input); s != nil && !c.Full {
		return s, errors.Join(d.report(s, began), os.RemoveAll(d.path(".tmp")))
	}
	s := newSummary(plan)
	r := newReducer(plan, d.path(".tmp"), c.Waivers, c.Catalogue)
	l := newLinker(r, d.path(".cache", "units"), key)
	segments, err := c.units(ctx, d, plan, func(x *unitIndex, reused bool) {
		r.waive(x)
		l.add(x)
		s.unit(plan, r.waivers, x, reused)
	})
	if err != nil {
		return nil, err
	}
	across, err := l.run(ctx, segments, c.Workers)
	if err != nil {
		return nil, err
	}
	for _, x := range across {
		r.waive(x)
		r.recount(x)
		s.across(plan, r.waivers, x)
		segments = append(segments, x.Segments...)
	}
	if err := c.publish(ctx, d, r, segments, l.files, key, s); err != nil {
		return nil, err
	}
	if err := d.remember(input, s); err != nil {
		return nil, err
	}
	return s, d.report(s, began)
}

// report writes OUT/run.json.
func (d dataset) report(s *Summary, began time.Time) error {
	s.Seconds = time.Since(began).Seconds()
	data, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	return writeFile(d.path("run.json"), append(data, '\n'))
}

// key stands for all that decides what a file's rows are, but its bytes: the
// program, by the hash of its executable so that no version need be bumped,
// and the options.
func (c *Config) key() string {
	h := sha256.New()
	fmt.Fprintln(h, Version, sink.SchemaVersion, c.Options.Blocks, c.Options.Limits, c.Options.Timeout)
	if path, err := os.Executable(); err == nil {
		if f, err := os.Open(path); err == nil {
			defer f.Close()
			_, _ = io.Copy(h, f) // a short read changes the key, which costs work and no truth
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Config) plan(ctx context.Context, d dataset, inputs []Input, key string) (*Plan, error) {
	cache := d.path(".cache", "hashes.json")
	var known hashCache
	if !c.Full {
		known = loadHashes(cache)
	}
	hashes, err := hashInputs(ctx, inputs, known, c.Workers, c.Options.Limits.Bytes)
	if err != nil {
		return nil, err
	}
	plan := Pack(inputs, key)
	c.Log.Info("planned", "files", len(inputs), "contents", len(plan.Paths), "units", len(plan.Units), "unreadable", len(plan.Failed))
	if len(hashes) == len(known) && len(hashes) == len(inputs) && plan.unchanged(known) {
		return &plan, nil
	}
	return &plan, saveHashes(cache, hashes)
}

// unchanged reports whether every path had its hash already.
func (p *Plan) unchanged(known hashCache) bool {
	for hash, paths := range p.Paths {
		for _, path := range paths {
			if known[path].Hash != hash {
				return false
			}
		}
	}
	return true
}

// units runs the units, hands each index to done, one call at a time, and
// returns their segments in the order of the plan.
func (c *Config) units(ctx context.Context, d dataset, plan *Plan, done func(x *unitIndex, reused bool)) ([]segment, error) {
	process, end := c.processor()
	defer end()
	w := &worker{dir: d.path(".cache", "units"), version: Version, options: c.Options, child: c.Isolate.mark(), process: process}
	segments := make([][]segment, len(plan.Units))
	var mu sync.Mutex
	tick := c.ticker(plan, &mu)
	g, running := errgroup.WithContext(ctx)
	g.SetLimit(c.Workers)
	for i, u := range plan.Units {
		if running.Err() != nil {
			break
		}
		g.Go(func() error {
			if c.Full {
				if err := os.Remove(filepath.Join(w.dir, u.ID+".unit")); err != nil && !errors.Is(err, os.ErrNotExist) {
					return err
				}
			}
			x, reused, err := w.run(running, u, func(r fileResult) { tick(1); c.logFile(plan, r) })
			if err != nil {
				return fmt.Errorf("unit %s: %w", u.ID, err)
			}
			if reused {
				tick(len(u.Files))
			}
			mu.Lock()
			defer mu.Unlock()
			done(x, reused)
			segments[i] = x.Segments
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(segments...), ctx.Err()
}

// processor returns what makes a report of a file, and what ends it. The tagger
// is built, and a child started, for the first file that needs one: a run over
// unchanged input needs none.
func (c *Config) processor() (process func(context.Context, Source, Options) *schema.Report, end func()) {
	switch {
	case c.process != nil:
		return c.process, func() {}
	case c.Isolate != nil:
		s := newSupervisor(*c.Isolate, c.Workers)
		return s.process, s.close
	}
	tagger := sync.OnceValue(tag.New)
	return func(ctx context.Context, src Source, opt Options) *schema.Report {
		return Process(ctx, tagger(), src, opt)
	}, func() {}
}

func (c *Config) ticker(plan *Plan, mu *sync.Mutex) func(n int) {
	if c.Tick == nil {
		return func(int) {}
	}
	done := 0
	return func(n int) {
		mu.Lock()
		defer mu.Unlock()
		done += n
		c.Tick(done, len(plan.Paths))
	}
}

func (c *Config) logFile(plan *Plan, r fileResult) {
	c.Log.Info("file", "path", plan.Paths[r.Hash][0], "status", r.Status, "reason", r.Reason,
		"detail", r.Detail, "facts", r.Facts, "seconds", r.Seconds)
}

// publish reduces the units to a snapshot and commits it, unless the current
// one is made from the same.
func (c *Config) publish(ctx context.Context, d dataset, r *reducer, segments []segment, across []string, key string, s *Summary) error {
	parts := r.partitions(segments, key, c.Options.Blocks)
	id, was := snapshotID(parts), d.current()
	var old *manifest
	if was != "" && !c.Full {
		old = loadManifest(d.path("snapshots", was))
	}
	if old != nil && snapshotID(old.Partitions) == id {
		s.Snapshot, s.Unchanged = was, true
		return os.RemoveAll(d.path(".tmp"))
	}
	built := d.path(".tmp", id)
	if err := os.MkdirAll(built, 0o777); err != nil {
		return err
	}
	err := r.reduce(ctx, built, parts, old, c.Workers)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		s.Snapshot, err = d.commit(built, id, Version, parts)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(d.path(".tmp")))
	}
	c.Log.Info("committed", "snapshot", s.Snapshot)
	if err := d.sweep(across, r.plan, s.Snapshot, was); err != nil {
		c.Log.Warn("old files stay", "error", err) // the dataset is whole all the same
	}
	return nil
}
