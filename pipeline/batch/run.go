package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/ocr"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Config says what Run is to do. Paths and Out must be given; the rest is useful
// as it is: one worker for each processor, the limits of [pipeline.Options], this process.
type Config struct {
	Paths     []string // files, folders, globs
	Out       string   // the dataset's folder
	Workers   int      // 0 for one per processor
	Full      bool     // take nothing over from earlier runs
	Options   pipeline.Options
	Waivers   []Waiver
	Catalogue Catalogue
	Keep      Keep                  // which versions stay
	Buckets   int                   // a power of two up to 4096; 0 for as many as the number of files asks for
	Isolate   *Isolation            // nil to process files in this process
	Log       *slog.Logger          // nil for none
	Tick      func(done, total int) // called after each file, one call at a time; may be nil

	children *supervisor                                                             // that process files, with Isolate
	process  func(context.Context, pipeline.Source, pipeline.Options) *schema.Report // nil for Process
}

// Run brings the dataset at Out up to date with the files of Paths. The error
// is about the run itself; a file that cannot be read is a row, not an error.
// After an error or a cancelled ctx the dataset is what it was before, and a
// later run goes on from the finished units.
func Run(ctx context.Context, c Config) (*Summary, error) {
	began := time.Now()
	j, unlock, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := j.data.clear(); err != nil {
		return nil, err
	}
	there, err := j.look(ctx)
	if err != nil {
		return nil, err
	}
	if err := j.makePlan(ctx); err != nil {
		return nil, err
	}
	input := j.inputID(j.plan, j.key)
	s := j.recall(ctx, there, input)
	if s == nil || c.Full {
		err = j.mending(ctx, j.data.clear, func() error {
			s, err = j.bring(ctx)
			return err
		})
	} else if !there.changed("") {
		return s, j.report(ctx, s, began)
	}
	if err == nil {
		err = j.endHistory(ctx, there, s)
	}
	if err == nil {
		err = j.data.remember(ctx, input, s)
	}
	if err != nil {
		return nil, err
	}
	return s, j.report(ctx, s, began)
}

// mending tries again when a file kept between runs is damaged, without that
// file, and once for each: what it had is then made again.
func (j *job) mending(ctx context.Context, clear, try func() error) error {
	for made := map[string]bool{}; ; {
		err := try()
		var damaged *damagedError
		if !errors.As(err, &damaged) || made[damaged.file] {
			return err
		}
		made[damaged.file] = true
		j.Log.Warn("damaged, made again", "file", damaged.file, "error", damaged.err)
		if err := errors.Join(j.data.store.Remove(ctx, damaged.file), clear()); err != nil {
			return err
		}
	}
}

// bring carries a plan out. A *damagedError names a file of an earlier run that
// is to be made again.
func (j *job) bring(ctx context.Context) (*Summary, error) {
	g := j.gather()
	if err := j.units(ctx, g); err != nil {
		return nil, err
	}
	if again, err := j.replan(ctx, g.unread); err != nil || again {
		if err == nil {
			return j.bring(ctx) // each time something more is kept
		}
		return nil, err
	}
	draft, remove, err := j.draft(ctx, g)
	if err != nil {
		return nil, err
	}
	defer remove()
	if err := j.reduce(ctx, g, draft, draft.parts); err != nil {
		return nil, err
	}
	return g.summary, j.commit(ctx, g, draft)
}

// open lists the inputs, then opens the output and takes its lock: a path that
// is not there leaves no output behind.
func (c Config) open(ctx context.Context) (j *job, unlock func() error, err error) {
	if j, err = c.job(); err != nil {
		return nil, nil, err
	}
	if j.inputs, err = List(ctx, c.Paths, c.Out); err != nil {
		return nil, nil, err
	}
	c.Catalogue.describe(j.inputs)
	if unlock, err = j.data.open(); err != nil {
		return nil, nil, fmt.Errorf("output %s: %w", c.Out, err)
	}
	return j, unlock, nil
}

// job fills in what is left open.
func (c Config) job() (*job, error) {
	c.Workers = cmp.Or(max(c.Workers, 0), runtime.GOMAXPROCS(0))
	c.Options = c.Options.OrDefault()
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Buckets != 0 && !validBuckets(c.Buckets) {
		return nil, fmt.Errorf("%d buckets: want a power of two up to %d", c.Buckets, slots)
	}
	d, err := openDataset(c.Out)
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", c.Out, err)
	}
	return &job{Config: c, key: c.key(), data: d}, nil
}

// report writes OUT/run.json.
func (j *job) report(ctx context.Context, s *Summary, began time.Time) error {
	s.Seconds = time.Since(began).Seconds()
	if j.children != nil {
		s.Unconfined = j.children.unconfined()
	}
	data, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	return store.PutBytes(ctx, j.data.store, "run.json", append(data, '\n'))
}

// key stands for all that decides what a file's rows are, but its bytes: the
// program, by its sources so that no version need be bumped, and the options.
func (c *Config) key() string {
	h, opt := sha256.New(), c.Options.OrDefault()
	fmt.Fprintln(h, pipeline.Version, sink.SchemaVersion, opt.Blocks, opt.Limits, opt.Timeout)
	if opt.OCR != "" {
		fmt.Fprintln(h, "ocr", opt.OCR)
	}
	fmt.Fprintln(h, pipeline.Identity())
	return hex.EncodeToString(h.Sum(nil))
}

// processor returns what makes a report of a file, and what ends it. The tagger
// is built, and a child started, for the first file that needs one: a run over
// unchanged input needs none.
func (c *Config) processor() (process func(context.Context, pipeline.Source, pipeline.Options) *schema.Report, end func()) {
	if c.process != nil {
		return c.process, func() {}
	}
	engine := ocr.Open(c.Options.OCR)
	if c.Isolate != nil {
		c.children = newSupervisor(*c.Isolate, c.Workers, engine)
		return c.children.process, func() { c.children.close(); engine.Close() }
	}
	tagger := sync.OnceValue(tag.New)
	return func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		return pipeline.Process(ctx, tagger(), src, opt.With(engine))
	}, engine.Close
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
