//go:build unix

package batch

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/generate"
)

// The number of buckets of BenchmarkIncrements, 0 for the usual.
var benchBuckets = flag.Int("buckets", 0, "buckets of the benchmark of increments")

// Years of the benchmark's reports: each office has one for each.
const (
	firstYear = 2020
	yearsOld  = 4
)

// drawn renders an edition of the report of an office for a year.
func drawn(office, year, edition int) []byte {
	styles, formats := generate.Styles(), generate.Formats()
	_, data, _ := generate.Nth(office, year, edition, styles[office%len(styles)]).Render(formats[(office+year)%len(formats)])
	return data
}

// processorTime is what this process has used.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// partsOf lists the parts of the committed dataset.
func partsOf(tb testing.TB, out string) (all []os.FileInfo) {
	tb.Helper()
	root, err := Current(out)
	if err != nil {
		tb.Fatal(err)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".parquet" {
			return err
		}
		info, err := d.Info()
		all = append(all, info)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// written counts the bytes of parts that are not among those before.
func written(before, now []os.FileInfo) (n int64) {
	inode := func(i os.FileInfo) uint64 { return uint64(i.Sys().(*syscall.Stat_t).Ino) }
	was := make(map[uint64]bool)
	for _, b := range before {
		was[inode(b)] = true
	}
	for _, p := range now {
		if !was[inode(p)] {
			n += p.Size()
		}
	}
	return n
}

// BenchmarkIncrements says what a run costs after its input has changed, as a share
// of the full run before, in processor time and in bytes of parts written:
//
//	go test ./pipeline/batch -run '^$' -bench Increments -benchtime 1x -reports 3000 -timeout 2h
//
// The reports are of so many offices in four years; what is new are those of a fifth
// year, by four offices of five. At the end the dataset is compared with one made from nothing.
func BenchmarkIncrements(b *testing.B) {
	for b.Loop() {
		in, out := b.TempDir(), filepath.Join(b.TempDir(), "out")
		offices := *benchReports / yearsOld
		path := func(office, year int) string {
			return filepath.Join(in, fmt.Sprintf("%04d", office), fmt.Sprint(year))
		}
		put := func(office, year, edition int) { write(b, path(office, year), string(drawn(office, year, edition))) }
		for i := range offices * yearsOld {
			put(i/yearsOld, firstYear+i%yearsOld, 0)
		}
		c := Config{Paths: []string{in}, Out: out, Buckets: *benchBuckets, Options: pipeline.Options{Limits: extract.DefaultLimits()}}
		run := measuredRuns(b, c)
		run("full")
		run("nothing changed")
		put(0, firstYear, 1)
		run("one file")
		n := offices * yearsOld
		for i := range max(n/1000, 1) {
			at := (1 + 997*i) % n
			put(at/yearsOld, firstYear+at%yearsOld, 2)
		}
		run("0.1% changed")
		for i := range n / 100 {
			at := n - 1 - 83*i%n
			if err := os.Remove(path(at/yearsOld, firstYear+at%yearsOld)); err != nil {
				b.Fatal(err)
			}
		}
		run("1% deleted")
		for office := range offices * yearsOld / 5 {
			put(office, firstYear+yearsOld, 0)
		}
		run("20% new, a year")
		fresh := b.TempDir()
		c.Out = fresh
		mustRun(b, c)
		sameFiles(b, "grown and fresh", snapshot(b, fresh), snapshot(b, out))
	}
}

// measuredRuns runs again and again, and logs what each run cost beside the first.
func measuredRuns(b *testing.B, c Config) func(what string) {
	var full time.Duration
	var parts []os.FileInfo
	return func(what string) {
		before := processorTime(b)
		s := mustRun(b, c)
		took := processorTime(b) - before
		now := partsOf(b, c.Out)
		var total int64
		for _, p := range now {
			total += p.Size()
		}
		if full == 0 {
			full = took
		}
		bytes := written(parts, now)
		b.Logf("%-16s %5d files read, %7.2f s %6.2f%%, %4d parts, %6.1f MB, rewritten %6.2f%%", what, s.Processed, took.Seconds(),
			100*took.Seconds()/full.Seconds(), len(now), float64(total)/1e6, 100*float64(bytes)/float64(total))
		parts = now
	}
}
