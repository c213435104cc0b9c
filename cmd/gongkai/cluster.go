package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"gongkai/pipeline/batch"
)

// The steps of a run as commands of their own, for Spark, Slurm, Kubernetes or
// anything else that starts processes: see pipeline/cluster/README.md. Standard output is
// the protocol: JSON, one line for each result, the last one last.

type planCmd struct {
	Make    planMakeCmd    `cmd:"" default:"withargs" help:"Make a plan file of units of work (the default)."`
	Missing planMissingCmd `cmd:"" help:"List the units that are not done."`
}

type planMakeCmd struct {
	inputFlags `embed:""`
}

// Run implements the command.
func (c *planMakeCmd) Run(ctx context.Context, s *streams) error {
	config, err := c.config(ctx, s)
	if err != nil {
		return err
	}
	made, err := batch.Prepare(ctx, config)
	if err != nil {
		return err
	}
	return json.NewEncoder(s.out).Encode(made)
}

// planFlag names the plan.
type planFlag struct {
	Plan string `help:"Plan file: the plan printed by gongkai plan." required:"" env:"GONGKAI_PLAN" placeholder:"FILE"`
}

func (p *planFlag) open(ctx context.Context, s *streams, workers int) (*batch.Work, error) {
	return p.openWith(ctx, s, batch.Config{Workers: workers})
}

// openWith opens the plan with what a step is told.
func (p *planFlag) openWith(ctx context.Context, s *streams, c batch.Config) (*batch.Work, error) {
	c.Isolate, c.Log = s.serveAgain(0), logger(s.err, "text", newProgress(s.err))
	return batch.OpenWork(ctx, p.Plan, c)
}

// taskFlags say how units are shared out.
type taskFlags struct {
	PerTask int `help:"Units of one task: task 0 has the first so many, and so on." default:"1"`
}

type planMissingCmd struct {
	planFlag  `embed:""`
	taskFlags `embed:""`
	Slurm     bool `help:"As an array range: 0-3,7."`
	JSON      bool `name:"json" help:"As one JSON object."`
}

// Run implements the command.
func (c *planMissingCmd) Run(ctx context.Context, s *streams) error {
	w, err := c.open(ctx, s, 1)
	if err != nil {
		return err
	}
	missing, err := w.Missing(ctx)
	if err != nil {
		return err
	}
	for i := range missing {
		missing[i] /= max(c.PerTask, 1)
	}
	missing = slices.Compact(missing)
	if c.JSON {
		each := max(c.PerTask, 1)
		return json.NewEncoder(s.out).Encode(missingTasks{w.ID(), w.Units(), each, (w.Units() + each - 1) / each, append([]int{}, missing...)})
	}
	if c.Slurm && len(missing) > 0 {
		fmt.Fprintln(s.out, ranges(missing))
		return nil
	}
	out := bufio.NewWriter(s.out)
	for _, n := range missing {
		fmt.Fprintln(out, n)
	}
	return out.Flush()
}

// missingTasks is what plan missing --json says.
type missingTasks struct {
	Plan    string `json:"plan_id"`
	Units   int    `json:"units"`
	PerTask int    `json:"per_task"`
	Tasks   int    `json:"tasks"`
	Missing []int  `json:"missing"` // tasks that have a unit which is not there
}

// shard is a share of an array job, as 3/8: the fourth of eight.
type shard batch.Shard

// Decode implements kong.MapperValue.
func (s *shard) Decode(ctx *kong.DecodeContext) error {
	var said string
	if err := ctx.Scan.PopValueInto("share", &said); err != nil {
		return err
	}
	index, of, ok := strings.Cut(said, "/")
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(of)
	if !ok || err != nil || err2 != nil || i < 0 || i >= n {
		return fmt.Errorf("%q: I/N with I from 0 to N-1", said)
	}
	*s = shard{i, n}
	return nil
}

// ranges writes sorted numbers as 0-3,7.
func ranges(n []int) string {
	var parts []string
	for len(n) > 0 {
		run := 1
		for run < len(n) && n[run] == n[0]+run {
			run++
		}
		part := strconv.Itoa(n[0])
		if run > 1 {
			part += "-" + strconv.Itoa(n[run-1])
		}
		parts, n = append(parts, part), n[run:]
	}
	return strings.Join(parts, ",")
}

type unitCmd struct {
	Run unitRunCmd `cmd:"" help:"Process units of a plan; one that is done is only reported."`
}

type unitRunCmd struct {
	planFlag  `embed:""`
	taskFlags `embed:""`
	Unit      []int  `help:"Number of a unit, or of a task with --per-task." placeholder:"N"`
	Stdin     bool   `help:"Read the numbers from standard input, one a line."`
	Shard     *shard `help:"Every N-th task from the I-th on, counted from 0: the share of one job of an array of N." placeholder:"I/N"`
}

// Run implements the command. It keeps to one core, which is what an engine
// gives a task, and ends when the engine's process is gone.
func (c *unitRunCmd) Run(ctx context.Context, s *streams) error {
	go batch.EndWithParent(os.Getppid())
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
	if said := [...]bool{c.Stdin, len(c.Unit) > 0, c.Shard != nil}; said != [3]bool{true} && said != [3]bool{1: true} && said != [3]bool{2: true} {
		return errors.New("say which units: --unit N, --stdin or --shard I/N")
	}
	w, err := c.open(ctx, s, 1)
	if err != nil {
		return err
	}
	defer w.Close()
	for _, n := range c.named(w) {
		if err := c.task(ctx, w, s, n); err != nil {
			return err
		}
	}
	if !c.Stdin {
		return nil
	}
	lines := bufio.NewScanner(s.in)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		n, err := strconv.Atoi(line)
		if err != nil {
			return fmt.Errorf("standard input: %q is no number of a unit", line)
		}
		if err := c.task(ctx, w, s, n); err != nil {
			return err
		}
	}
	return lines.Err()
}

// named are the tasks that the command line names.
func (c *unitRunCmd) named(w *batch.Work) (tasks []int) {
	if c.Shard == nil {
		return c.Unit
	}
	each := max(c.PerTask, 1)
	for n := range (w.Units() + each - 1) / each {
		if batch.Shard(*c.Shard).Has(n) {
			tasks = append(tasks, n)
		}
	}
	return tasks
}

// task runs the units of task n and prints their markers.
func (c *unitRunCmd) task(ctx context.Context, w *batch.Work, s *streams, n int) error {
	each := max(c.PerTask, 1)
	if n < 0 || n >= (w.Units()+each-1)/each {
		return fmt.Errorf("no task %d: the plan has %d units", n, w.Units())
	}
	for unit := n * each; unit < min((n+1)*each, w.Units()); unit++ {
		m, err := w.RunUnit(ctx, unit)
		if err != nil {
			return err
		}
		if err := json.NewEncoder(s.out).Encode(m); err != nil {
			return err
		}
	}
	return nil
}

type reduceCmd struct {
	planFlag  `embed:""`
	Workers   int      `help:"Partitions made at once; 0 for one per processor." default:"0"`
	List      bool     `help:"Check documents against one another and list the partitions, one a line."`
	Partition []string `help:"Make this partition alone, as listed." placeholder:"DIR"`
	Stdin     bool     `help:"Make the partitions named on standard input, one a line."`
	Shard     *shard   `help:"Make every N-th partition from the I-th on, counted from 0." placeholder:"I/N"`
}

// Run implements the command.
func (c *reduceCmd) Run(ctx context.Context, s *streams) error {
	go batch.EndWithParent(os.Getppid())
	w, err := c.open(ctx, s, c.Workers)
	if err != nil {
		return err
	}
	if c.List {
		dirs, err := w.Partitions(ctx)
		for _, dir := range dirs {
			fmt.Fprintln(s.out, dir)
		}
		return err
	}
	if c.Stdin {
		named, err := withList([]string{"-"}, s.in)
		if err != nil || len(named) == 0 {
			return err
		}
		c.Partition = append(c.Partition, named...)
	}
	if c.Shard != nil && len(c.Partition) > 0 {
		return errors.New("--shard or named partitions, not both")
	}
	var markers []batch.PartitionMarker
	if c.Shard != nil {
		markers, err = w.ReduceShard(ctx, batch.Shard(*c.Shard))
	} else {
		markers, err = w.Reduce(ctx, c.Partition)
	}
	if err != nil {
		return err
	}
	for _, m := range markers {
		if err := json.NewEncoder(s.out).Encode(m); err != nil {
			return err
		}
	}
	return nil
}

type commitCmd struct {
	planFlag `embed:""`
	Keep     keep `help:"Versions that stay: a count, an age such as 30d, or both as 10,30d." default:"10"`
	Strict   bool `help:"Exit with 3 when a file was refused or a check is inconsistent."`
}

// Run implements the command.
func (c *commitCmd) Run(ctx context.Context, s *streams) error {
	w, err := c.openWith(ctx, s, batch.Config{Keep: batch.Keep(c.Keep)})
	if err != nil {
		return err
	}
	sum, err := w.Commit(ctx)
	if err != nil {
		return err
	}
	writeSummary(s.out, sum, currentOf(w.Out()), paletteFor(s.out))
	return verdictOf(sum, c.Strict)
}
