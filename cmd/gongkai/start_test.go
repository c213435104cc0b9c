package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// smallReport is a text of three lines.
const smallReport = "某市某区柳溪街道办事处2021年度部门决算\n2021年度收入总计444.71万元，支出总计440.01万元。\n全年走访困难户320户，发放慰问金12.5万元。\n"

// used is what a run of the program used.
type used struct {
	passed, processor time.Duration
	memory            int64 // at its peak, in bytes; 0 where the system does not say
}

// runOnce runs a program to its end.
func runOnce(tb testing.TB, program string, args ...string) used {
	tb.Helper()
	var said bytes.Buffer
	began, c := time.Now(), exec.Command(program, args...)
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		tb.Fatal(err)
	}
	peak := watchMemory(c.Process.Pid)
	err := c.Wait()
	passed, memory := time.Since(began), peak()
	if err != nil {
		tb.Fatalf("%v: %s", err, said.Bytes())
	}
	return used{passed, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), memory}
}

// watchMemory follows the most memory that a process has had, in bytes, until the function it
// returns is called. What the kernel tells of an ended child is no less than its parent had
// when it began it, here the process of the tests. It is 0 where there is no /proc.
func watchMemory(pid int) (peak func() int64) {
	var most int64
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
				var kilobytes int64
				_, _ = fmt.Sscan(rest, &kilobytes)
				most = max(most, kilobytes<<10)
			}
			select {
			case <-ended:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return func() int64 { close(ended); <-done; return most }
}

// writeReport writes the small report to a file.
func writeReport(tb testing.TB) string {
	tb.Helper()
	report := filepath.Join(tb.TempDir(), "report.txt")
	if err := os.WriteFile(report, []byte(smallReport), 0o666); err != nil {
		tb.Fatal(err)
	}
	return report
}

// linkedProgram is the program as it is linked into the tests: by that name the one is the other.
func linkedProgram(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "gongkai")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, program); err != nil {
		t.Skipf("no links: %v", err)
	}
	return program
}

// TestStart bounds what a small report takes, start-up and all: 45 ms of processor time
// and 56 MB, on the machine of the README while it is busy. The time is bounded by
// four times that, for machines are slow; the memory holds on all.
func TestStart(t *testing.T) {
	if testing.Short() {
		t.Skip("timing means nothing under the race detector")
	}
	program := linkedProgram(t)
	samples, _ := filepath.Glob(filepath.Join("..", "..", "samples", "*.txt"))
	for report, most := range map[string]used{
		writeReport(t): {processor: 200 * time.Millisecond, memory: 90 << 20},
		samples[0]:     {processor: 400 * time.Millisecond, memory: 120 << 20},
	} {
		least := runOnce(t, program, "extract", "--table", "facts", report)
		for range 4 {
			u := runOnce(t, program, "extract", "--table", "facts", report)
			least.processor, least.memory = min(least.processor, u.processor), min(least.memory, u.memory)
		}
		t.Logf("%s: %v, %d MB", filepath.Base(report), least.processor, least.memory>>20)
		if least.processor > most.processor || least.memory > most.memory {
			t.Errorf("%s took %v and %d MB", filepath.Base(report), least.processor, least.memory>>20)
		}
	}
}

// BenchmarkStart runs the built program on a small report, from the start of
// the process to its end: the budget to the first fact is 50 ms. median-ms is
// the time of the run in the middle, cpu-ms its processor time, and peak-MB its memory.
func BenchmarkStart(b *testing.B) {
	program, report := filepath.Join(b.TempDir(), "gongkai"), writeReport(b)
	if said, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	var passed, processor, memory []float64
	for b.Loop() {
		u := runOnce(b, program, "extract", report)
		passed, processor = append(passed, u.passed.Seconds()), append(processor, u.processor.Seconds())
		memory = append(memory, float64(u.memory))
	}
	median := func(of []float64) float64 {
		slices.Sort(of)
		return of[len(of)/2]
	}
	b.ReportMetric(1000*median(passed), "median-ms")
	b.ReportMetric(1000*median(processor), "cpu-ms")
	b.ReportMetric(median(memory)/(1<<20), "peak-MB")
}
