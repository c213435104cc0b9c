// Command gongkai (公开, "made public") turns Chinese government disclosure files
// into a Parquet dataset in which every number is a typed fact with its source
// and every arithmetic claim has a verdict.
//
//	gongkai run [--out DIR] PATH...        folders, files or globs become a dataset
//	gongkai extract FILE                   what one file says
//	gongkai explain ID                     what a concept, rule, code or section is
//	gongkai schema                         the data dictionary
//	gongkai export --wide                  a row per document with its headline figures
//	gongkai plan [--out DIR] PATH...       the steps of a run one by one, for many machines:
//	gongkai plan missing --plan P          units without a result
//	gongkai unit run --plan P --unit N     process a unit
//	gongkai reduce --plan P                merge the units into tables
//	gongkai commit --plan P                make them current
//	gongkai serve [DATASET]                look at a dataset in the browser, and review it; without one, drop files there
//	gongkai report DATASET --out FILE      its findings as one page that can be mailed
//	gongkai log DATASET                    the versions of a dataset that are kept
//	gongkai diff DATASET A B               facts and checks that came, went or changed between two
//	gongkai verify DATASET                 compare every byte of a dataset with its hashes
//	gongkai completion bash|zsh|fish       completion for a shell
//	gongkai man                            the manual page, of which this is the summary
//	gongkai eval --gold GOLD.jsonl FILE    precision and recall against hand labels
//
// Results go to standard output, everything else to standard error. The exit
// status is 0 when it ran, 1 when it could not, 2 for wrong usage, with
// run --strict 3 when a file was refused or a check is inconsistent, 75 when it
// could not now but the same command may succeed later, and 130 when it was
// interrupted (143 when it was asked to end). run and commit end with 4 when inputs could not be read that an earlier run
// had read, whose figures were kept, and verify with 5 when something is damaged.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"syscall"

	"github.com/alecthomas/kong"

	"gongkai/pipeline/batch"
)

// The exit statuses.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitStrict  = 3
	exitKept    = 4
	exitDamaged = 5
	exitAgain   = 75 // as sysexits.h has it

	exitInterrupted = 130 // as shells have it for SIGINT
)

func main() {
	tuneCollector()
	code := run(itself(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if code != exitOK && alone() { // or the window is gone before anybody has read why
		fmt.Fprintln(os.Stderr, said("press"))
		_, _ = os.Stdin.Read(make([]byte, 1))
	}
	os.Exit(code)
}

// itself is how this program is started again, nil where the system does not say.
func itself() (command []string) {
	path, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{path, os.Args[0]}
}

// The collector may let the heap grow to several times what is in use, which
// saves a seventh of the processor time of a run and a fifth of that of a start,
// until the program nears the budget of 256 MiB, before which it works harder.
//
// At first nearly nothing is in use, and of that growth the collector would go through
// the tables of words while they are built. So it waits for 48 MiB, which is more than a
// small report takes, and a start costs a seventh less.
//
// What one file needs may be more than the goal, which would then have the collector do nothing but
// collect: a text of 4 MB took 60% more time. So where a growth by three tenths passes the goal, that growth
// is allowed and there is no other goal: one that is set anew after each collection comes too late
// where much is added, and every second collection follows upon the one before it.
const (
	heapGrowth  = 400  // percent
	firstGrowth = 1200 // of the 4 MiB that the runtime takes for in use at least
	longGrowth  = 30   // of what a long file takes
	memoryGoal  = 192 << 20
)

// tuneCollector leaves what the environment sets.
func tuneCollector() {
	growth, goal := os.Getenv("GOGC") == "", os.Getenv("GOMEMLIMIT") == ""
	if growth {
		debug.SetGCPercent(firstGrowth)
		runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, heapGrowth) // when it has come
	}
	if goal {
		debug.SetMemoryLimit(memoryGoal)
	}
	if growth && goal && !slices.Contains(os.Args, workerName) { // the memory of a child has a bound
		followUse(false)
	}
}

// followUse sets how the heap grows by what the last collection has found in use, and again after the
// next. It is told whether that is the growth of a long file by now.
func followUse(long bool) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if v := live[0].Value; v.Kind() == metrics.KindUint64 && (v.Uint64() > memoryGoal*100/(100+longGrowth)) != long {
		if long = !long; long {
			debug.SetGCPercent(longGrowth)
			debug.SetMemoryLimit(math.MaxInt64)
		} else {
			debug.SetMemoryLimit(memoryGoal)
			debug.SetGCPercent(heapGrowth)
		}
	}
	runtime.AddCleanup(new([64]byte), followUse, long)
}

// cli is the command line.
type cli struct {
	Run        runCmd        `cmd:"" help:"Read folders, files or globs into a dataset. Unchanged files are skipped."`
	Extract    extractCmd    `cmd:"" help:"Show what one file says."`
	Explain    explainCmd    `cmd:"" help:"Explain a concept, rule, code or section, by its id or any name."`
	Schema     schemaCmd     `cmd:"" help:"Print the data dictionary."`
	Export     exportCmd     `cmd:"" help:"Write tables of a dataset for Excel, Stata and other programs."`
	Completion completionCmd `cmd:"" help:"Print a completion script for a shell."`
	Man        manCmd        `cmd:"" help:"Print the manual page."`
	Eval       evalCmd       `cmd:"" help:"Measure precision and recall against hand labels."`
	Plan       planCmd       `cmd:"" help:"Step 1 of a run on many machines: pack the inputs into units of work."`
	Unit       unitCmd       `cmd:"" help:"Step 2: process units."`
	Reduce     reduceCmd     `cmd:"" help:"Step 3: merge the units into the tables."`
	Commit     commitCmd     `cmd:"" help:"Step 4: make the result current."`
	Serve      serveCmd      `cmd:"" help:"Show a dataset in the browser, and review it there; without one, drop files on the page."`
	Verify     verifyCmd     `cmd:"" help:"Compare every byte of a dataset with its hashes."`
	Log        logCmd        `cmd:"" help:"List the versions of a dataset."`
	Diff       diffCmd       `cmd:"" help:"Tell the facts and checks in which two versions differ."`
	Report     reportCmd     `cmd:"" help:"Write a dataset's findings as one page that can be mailed."`
	Worker     workerCmd     `cmd:"" hidden:""`
	Open       openCmd       `cmd:"" hidden:""`
	Version    versionCmd    `cmd:"" help:"Print the version."`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the version."`
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
	self     []string // path and name of the program, for child processes; nil in another program
}

// What asks for an exit status of its own; the output has said why.
var (
	errStrict  = errors.New("strict")
	errKept    = errors.New("kept")
	errDamaged = errors.New("damaged")
)

// run is the program without its process; self is how to start that, nil for no
// children.
func run(self, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("gongkai"), kong.Writers(stdout, stderr), kong.Vars{"version": version()},
		kong.Description("Turn Chinese government disclosure files into typed, reconciled Parquet."),
		kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(stderr, "gongkai:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(asHelp(opened(args, parser.Model.Children, alone())))
	if exited >= 0 { // --help and --version
		return exited
	}
	if err != nil {
		writeMistake(stderr, args, err)
		return exitUsage
	}
	return status(untilSignal(func(ctx context.Context) error {
		parsed.BindTo(ctx, (*context.Context)(nil))
		return parsed.Run(&streams{stdin, stdout, stderr, self})
	}), stderr)
}

// status is the exit status for the end of a command, and says what failed.
func status(err error, stderr io.Writer) int {
	var stopped interrupted
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // the reader of a pipe has seen enough
		return exitOK
	case errors.Is(err, errStrict):
		return exitStrict
	case errors.Is(err, errKept):
		return exitKept
	case errors.Is(err, errDamaged):
		return exitDamaged
	}
	fmt.Fprintln(stderr, "gongkai:", err)
	if errors.As(err, &stopped) {
		return stopped.status()
	}
	if batch.TryAgain(err) {
		return exitAgain
	}
	return exitFailed
}
