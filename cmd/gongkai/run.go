package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/export"
	"gongkai/pipeline/ocr"
	"gongkai/pipeline/review"
	"gongkai/pipeline/store"
	"gongkai/schema"
)

// inputFlags say what is read and how; they are those of run and of plan.
type inputFlags struct {
	Out         string        `help:"Folder of the dataset, s3://bucket/prefix or gs://bucket/prefix." short:"o" default:"out"`
	Workers     int           `help:"Files read at once; 0 for one per processor." default:"0"`
	Full        bool          `help:"Take nothing over from earlier runs."`
	Blocks      bool          `help:"Also write the text of every block."`
	Isolate     isolate       `help:"Read files in child processes: one that crashes, or exhausts memory, is refused and the rest go on."`
	FileMemory  int64         `help:"MiB one file may take; 0 for no limit." default:"512"`
	OCR         string        `name:"ocr" help:"Engine that reads pages that are pictures: auto, rapidocr, tesseract, off, or a command that speaks the protocol of package ocr." default:"off"`
	Buckets     int           `help:"Parts of a table and year by entity: a power of two up to 4096; 0 for as many as the number of files asks for." default:"0"`
	Waivers     string        `help:"File of known differences: document_id or path glob, rule and reason between tabs." placeholder:"FILE"`
	Catalogue   string        `help:"CSV file with the columns path, entity, fiscal_year, url, filing." placeholder:"FILE"`
	FileTimeout time.Duration `help:"Processor time for one file; 0 for no limit." default:"2m"`
	Paths       []string      `arg:"" name:"path" help:"Folders, files, globs, .zip or .tar(.gz) archives; - for a list of them on standard input."`
}

// timeLimit is a limit as the command line says it, where 0 is none.
func timeLimit(said time.Duration) time.Duration {
	if said == 0 {
		return -1
	}
	return said
}

// memoryLimit is a limit in MiB as the command line says it, where 0 is none.
func memoryLimit(said int64) int64 {
	if said <= 0 {
		return -1
	}
	return said << 20
}

// programMemory is what a child takes for itself, in MiB: its dictionaries, and
// compiling the PDF engine where no cache has it.
const programMemory = 256

// childMemory is what a child may take in all, 0 for no limit.
func childMemory(said int64) int64 {
	if said <= 0 {
		return 0
	}
	return (said + programMemory) << 20
}

func (f *inputFlags) config(ctx context.Context, s *streams) (c batch.Config, err error) {
	engine, err := ocr.Resolve(ctx, f.OCR)
	if err != nil {
		return c, fmt.Errorf("--ocr: %w", err)
	}
	c = batch.Config{Out: f.Out, Workers: f.Workers, Full: f.Full, Buckets: f.Buckets,
		Options: pipeline.Options{Timeout: timeLimit(f.FileTimeout), Blocks: f.Blocks, OCR: engine,
			Limits: extract.Limits{Memory: memoryLimit(f.FileMemory)}}}
	if f.Isolate == isolateOn {
		if runtime.GOOS == "windows" {
			return c, errors.New("--isolate: Windows hands no pipes to child processes")
		}
		if c.Isolate = s.serveAgain(childMemory(f.FileMemory)); c.Isolate == nil {
			return c, errors.New("--isolate: the system does not say where this program is")
		}
	}
	if f.Waivers != "" {
		c.Waivers, err = batch.LoadWaivers(f.Waivers)
		if errors.Is(err, fs.ErrNotExist) && filepath.Clean(f.Waivers) == filepath.Join(c.Out, review.ReviewName) {
			err = nil // nobody has decided anything yet
		}
		if err != nil {
			return c, err
		}
	}
	if f.Catalogue != "" {
		if c.Catalogue, err = batch.LoadCatalogue(f.Catalogue); err != nil {
			return c, err
		}
	}
	c.Paths, err = withList(f.Paths, s.in)
	return c, err
}

// isolate says whether files are read in child processes.
type isolate string

const (
	isolateOn  isolate = "on"
	isolateOff isolate = "off"
)

// Decode implements kong.MapperValue: the flag alone is on.
func (i *isolate) Decode(ctx *kong.DecodeContext) error {
	*i = isolateOn
	if said := ctx.Scan.Peek(); said.Type == kong.FlagValueToken {
		ctx.Scan.Pop()
		*i = isolate(fmt.Sprint(said.Value))
	}
	if *i != isolateOn && *i != isolateOff {
		return fmt.Errorf("%q: on or off", *i)
	}
	return nil
}

// IsBool implements kong.BoolMapperValue: what follows the flag is not its value.
func (*isolate) IsBool() bool { return true }

type runCmd struct {
	inputFlags  `embed:""`
	Keep        keep          `help:"Versions that stay: a count, an age such as 30d, or both as 10,30d." default:"10"`
	Strict      bool          `help:"Exit with 3 when a file was refused or a check is inconsistent."`
	LogFormat   string        `help:"How to log: ${enum}." enum:"text,json" default:"text"`
	MetricsFile string        `help:"Where to write figures in the Prometheus text format after a successful run." placeholder:"FILE"`
	Summary     string        `help:"Where to write in Markdown what is new since the last run: contradictions, files, figures that changed, offices that have not published." placeholder:"FILE"`
	Watch       time.Duration `help:"Run again whenever so long has passed, as 10m, until interrupted; what is unchanged is not read again." placeholder:"TIME"`
}

// Run implements the command.
func (c *runCmd) Run(ctx context.Context, s *streams) error {
	if c.Watch < 0 {
		return errors.New("--watch: a time such as 10m")
	}
	last, err := c.once(ctx, s, "")
	for c.Watch > 0 && ctx.Err() == nil && (err == nil || batch.TryAgain(err) || errors.Is(err, errKept) || errors.Is(err, errStrict)) {
		if err != nil && batch.TryAgain(err) {
			fmt.Fprintln(s.err, "gongkai:", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(c.Watch):
		}
		last, err = c.once(ctx, s, last)
	}
	return err
}

// once runs, and tells what came out unless it is the snapshot that was told last.
// It returns that of now.
func (c *runCmd) once(ctx context.Context, s *streams, told string) (snapshot string, err error) {
	config, err := c.config(ctx, s)
	if err != nil {
		return told, err
	}
	before, err := c.newsBefore()
	if err != nil {
		return told, err
	}
	defer before.close()
	p := newProgress(s.err)
	config.Log, config.Tick, config.Keep = logger(s.err, c.LogFormat, p), p.tick, batch.Keep(c.Keep)
	sum, err := batch.Run(ctx, config)
	p.clear()
	if errors.Is(err, context.Canceled) {
		return told, fmt.Errorf("interrupted: %s is as it was, and the next run goes on from the finished files", c.Out)
	}
	if err != nil {
		return told, err
	}
	if err := c.writeBeside(sum, before); err != nil {
		return told, fmt.Errorf("the dataset is written: %w", err)
	}
	if sum.Snapshot != told {
		writeSummary(s.out, sum, currentOf(c.Out), paletteFor(s.out))
	}
	if sum.Files == 0 {
		fmt.Fprintln(s.err, "gongkai: no files found: the dataset is empty")
	}
	return sum.Snapshot, verdictOf(sum, c.Strict)
}

// writeBeside writes what tells of the dataset: its description, and where they
// are asked for metrics and news.
func (c *runCmd) writeBeside(sum *batch.Summary, before *past) error {
	if err := describe(c.Out); err != nil {
		return fmt.Errorf("its description is not: %w", err)
	}
	if c.MetricsFile != "" {
		if err := batch.WriteMetrics(c.MetricsFile, sum, time.Now()); err != nil {
			return fmt.Errorf("the metrics are not: %w", err)
		}
	}
	if c.Summary != "" {
		if err := c.writeNews(before); err != nil {
			return fmt.Errorf("the summary is not: %w", err)
		}
	}
	return nil
}

// describe writes the Data Package beside current; object storage has none.
func describe(out string) error {
	folder, err := batch.Folder(out)
	if err != nil {
		return nil
	}
	current, err := batch.Current(folder)
	if err != nil {
		return err
	}
	return store.WriteFile(filepath.Join(folder, export.PackageName), func(w io.Writer) error { return export.WritePackage(w, current) })
}

// verdictOf asks for the exit status that says what a dataset lacks. Figures of
// an earlier run are told without being asked for: a schedule that looks at the
// status alone would never learn that its inputs do not answer.
func verdictOf(s *batch.Summary, strict bool) error {
	switch {
	case s.Statuses[schema.Stale] > 0:
		return errKept
	case strict && (s.Statuses[schema.Refused] > 0 || s.Checks[schema.Inconsistent]+s.Checks[schema.DisclosureFault] > 0):
		return errStrict
	}
	return nil
}

// currentOf is where the current snapshot of a dataset is. An address keeps its
// two slashes.
func currentOf(out string) string { return strings.TrimSuffix(out, "/") + "/current" }

// withList puts the lines of standard input in the place of "-".
func withList(paths []string, stdin io.Reader) ([]string, error) {
	var all []string
	for _, p := range paths {
		if p != "-" {
			all = append(all, p)
			continue
		}
		lines := bufio.NewScanner(stdin)
		for lines.Scan() {
			if line := strings.TrimRight(lines.Text(), "\r"); line != "" {
				all = append(all, line)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
	}
	return all, nil
}

// serveAgain has this program started again as a child, with the hidden verb; nil
// where it is part of another, which knows no such verb.
func (s *streams) serveAgain(memory int64) *batch.Isolation {
	if s.self == nil {
		return nil
	}
	return &batch.Isolation{Command: append(slices.Clone(s.self), workerName), Memory: memory}
}

// workerName is the command of such a child.
const workerName = "worker"

// workerCmd is what such a child runs.
type workerCmd struct{}

// Run implements the command. An interrupt from the terminal, or an engine that
// ends a task, reaches children too; the parent ends them.
func (workerCmd) Run(context.Context) error {
	signal.Ignore(os.Interrupt, syscall.SIGTERM)
	return batch.Serve(context.Background())
}

// logger writes warnings as text for people, who get a summary at the end, or
// everything as JSON for machines.
func logger(w io.Writer, format string, p *progress) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(p, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func writeSummary(w io.Writer, s *batch.Summary, where string, p palette) {
	fmt.Fprintf(w, "%s%d files%s: %s", p.bold, s.Files, p.reset, counts(s.Statuses, []schema.Status{schema.Read, schema.Partial, schema.Stale, schema.Refused}))
	fmt.Fprintf(w, "; %d processed, %d unchanged, %.1f MB in %s\n", s.Processed, s.Reused, float64(s.Bytes)/1e6,
		time.Duration(s.Seconds*float64(time.Second)).Round(time.Millisecond))
	fmt.Fprintf(w, "%s%d facts%s, %d with a concept; %d issues\n", p.bold, s.Facts, p.reset, s.Concepts, s.Issues)
	total := 0
	for _, n := range s.Checks {
		total += n
	}
	fmt.Fprintf(w, "%s%d checks%s", p.bold, total, p.reset)
	if total > 0 {
		fmt.Fprintf(w, ": %s", counts(s.Checks, verdicts()))
	}
	fmt.Fprintln(w)
	writeFailures(w, s, p)
	writeRefusals(w, s, p)
	writeStale(w, s, p)
	writeUnread(w, s, p)
	if len(s.Slowest) > 0 {
		fmt.Fprintf(w, "\n%sSlowest%s\n", p.bold, p.reset)
		var rows [][]string
		for _, f := range s.Slowest {
			rows = append(rows, []string{fmt.Sprintf("%.3f s", f.Seconds), fmt.Sprintf("%.1f kB", float64(f.Bytes)/1e3), f.Path})
		}
		writeColumns(w, rows)
	}
	fmt.Fprintf(w, "\n%s (snapshot %s)\n", where, s.Snapshot)
}

// writeUnread lists the words before numbers that no table has.
func writeUnread(w io.Writer, s *batch.Summary, p palette) {
	if len(s.Unread) == 0 {
		return
	}
	var words []string
	for _, u := range s.Unread {
		words = append(words, fmt.Sprintf("%s %d", u.Word, u.Count))
	}
	fmt.Fprintf(w, "\n%sUnread words%s before numbers\n  %s\n", p.bold, p.reset, strings.Join(words, "  "))
}

func writeFailures(w io.Writer, s *batch.Summary, p palette) {
	if len(s.Failures) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%sInconsistent%s\n", p.bold, p.reset)
	unlisted := s.Checks[schema.Inconsistent] + s.Checks[schema.DisclosureFault]
	var rows [][]string
	for _, f := range s.Failures {
		more := ""
		if f.Checks > 1 {
			more = fmt.Sprintf(" (in %d checks)", f.Checks)
		}
		rows = append(rows, []string{string(f.Severity), tail(f.Path, 40), string(f.Rule), joined("  ← ", f.Formula+more, string(f.Diagnosis))})
		unlisted -= f.Checks
	}
	writeColumns(w, rows)
	if unlisted > 0 {
		fmt.Fprintf(w, "  … and %d more checks: see the findings view\n", unlisted)
	}
}

func writeRefusals(w io.Writer, s *batch.Summary, p palette) {
	if len(s.Refusals) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%sRefused%s\n", p.bold, p.reset)
	byReason := make(map[string][]batch.FileRefusal)
	for _, r := range s.Refusals {
		byReason[r.Reason] = append(byReason[r.Reason], r)
	}
	for _, reason := range slices.Sorted(maps.Keys(byReason)) {
		fmt.Fprintf(w, "  %s: %s\n", reason, byReason[reason][0].Advice)
		var rows [][]string
		for _, r := range byReason[reason] {
			rows = append(rows, []string{"", tail(r.Path, cellLimit), r.Detail})
		}
		writeColumns(w, rows)
	}
	if more := s.Statuses[schema.Refused] - len(s.Refusals); more > 0 {
		fmt.Fprintf(w, "  … and %d more: see the documents table\n", more)
	}
}

// writeStale lists the inputs whose figures are those of an earlier run.
func writeStale(w io.Writer, s *batch.Summary, p palette) {
	if len(s.Stale) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%sNot read now%s, kept as an earlier run read them\n", p.bold, p.reset)
	var rows [][]string
	for _, r := range s.Stale {
		rows = append(rows, []string{"", tail(r.Path, cellLimit), r.Detail})
	}
	writeColumns(w, rows)
	if more := s.Statuses[schema.Stale] - len(s.Stale); more > 0 {
		fmt.Fprintf(w, "  … and %d more: see the documents table\n", more)
	}
}

func verdicts() []schema.Verdict {
	return []schema.Verdict{schema.ExactVerdict, schema.Rounding, schema.Truncation, schema.Literal, schema.Inconsistent,
		schema.DisclosureFault, schema.Incomplete, schema.Ambiguous, schema.NotApplicable, schema.Waived}
}

// counts prints how many there are of each, in order, leaving out the absent.
func counts[K ~string](n map[K]int, order []K) string {
	var parts []string
	for _, k := range order {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(n)) {
		if n[k] > 0 && !slices.Contains(order, k) {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
