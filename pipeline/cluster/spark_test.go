package cluster

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSpark runs the driver on local-cluster, where executors are processes.
func TestSpark(t *testing.T) {
	needSpark(t)
	l := newLane(t, 256)
	t.Run("executor and child killed", l.killed)
	t.Run("driver killed", l.restarted)
}

func needSpark(t testing.TB) {
	t.Helper()
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts Spark several times: set GONGKAI_ENGINES=1")
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("no Java: Spark is not tested")
	}
	if err := exec.Command("python3", "-c", "import pyspark").Run(); err != nil {
		t.Skip("no pyspark (pip install pyspark): Spark is not tested")
	}
}

// BenchmarkSpark makes a dataset in one process and on Spark: with one executor
// and two, and with a process for each unit and for eight.
func BenchmarkSpark(b *testing.B) {
	needSpark(b)
	const files = 1000
	l := newLane(b, files)
	l.options = nil // no child processes
	if err := os.Remove(filepath.Join(l.in, "poison.txt")); err != nil {
		b.Fatal(err)
	}
	alone := 0.0
	measure := func(name string, run func(b *testing.B, out string)) {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				out := filepath.Join(b.TempDir(), "out")
				run(b, out)
				n = len(units(out))
			}
			seconds := b.Elapsed().Seconds() / float64(b.N)
			if alone == 0 {
				alone = seconds
			}
			b.ReportMetric(seconds, "s")
			b.ReportMetric(float64(n), "units")
			b.ReportMetric(1000*seconds/files, "ms/file")
			b.ReportMetric(seconds/alone, "×run")
		})
	}
	for _, workers := range []string{"1", "2"} {
		measure("run/workers="+workers, func(b *testing.B, out string) {
			must(b, exec.Command(l.gongkai, "run", "--workers", workers, "--out", out, l.in))
		})
	}
	for _, perTask := range []string{"1", "8"} {
		for _, executors := range []int{1, 2} {
			measure(fmt.Sprintf("spark/executors=%d/per-task=%s", executors, perTask), func(b *testing.B, out string) {
				cmd, said := l.submit(b, executors, out, "--per-task", perTask)
				if err := cmd.Wait(); err != nil {
					b.Fatalf("%v\n%s", err, tail(said.String()))
				}
			})
		}
	}
}

// submit starts the driver on executors of one core each.
func (l *lane) submit(t testing.TB, executors int, out string, options ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	words := slices.Concat([]string{"gongkai_spark.py", "--gongkai", l.gongkai}, options, []string{"--", "--out", out}, l.options, []string{l.in})
	cmd := exec.Command("python3", words...)
	cmd.Env = append(os.Environ(), "SPARK_LOCAL_IP=127.0.0.1", fmt.Sprintf("PYSPARK_SUBMIT_ARGS=--master local-cluster[%d,1,1024] ", executors)+
		"--conf spark.ui.enabled=false --conf spark.executor.memory=512m --conf spark.task.maxFailures=4 "+
		"--conf spark.local.dir="+t.TempDir()+" pyspark-shell")
	said := new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, said
}

func (l *lane) killed(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	cmd, said := l.submit(t, 2, out)
	waitForUnits(t, out, 2)
	executor := kill(t, cmd.Process.Pid, "CoarseGrainedExecutorBackend")
	waitForUnits(t, out, 5)
	child := kill(t, cmd.Process.Pid, l.gongkai, "unit run", out)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, tail(said.String()))
	}
	if n := len(units(l.one)); n < 16 {
		t.Errorf("%d units, want at least 16", n)
	}
	if !strings.Contains(said.String(), "ExecutorLostFailure") && !strings.Contains(said.String(), "Lost executor") {
		t.Errorf("killed executor %d and child %d, but the engine lost none: %s", executor, child, tail(said.String()))
	}
	l.same(t, out)
}

// restarted kills the driver, starts it with a unit that cannot succeed, and
// then again without.
func (l *lane) restarted(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	cmd, _ := l.submit(t, 2, out)
	waitForUnits(t, out, 3)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	l.orphansEnd(t, out)
	before := units(out)
	bad, path, n := l.block(t, out)

	cmd, said := l.submit(t, 2, out)
	if err := cmd.Wait(); err == nil || !strings.Contains(said.String(), "these tasks failed at every attempt: "+bad+"\n") {
		t.Fatalf("unit %s cannot succeed, but: %v\n%s", bad, err, tail(said.String()))
	}
	if _, err := os.Lstat(filepath.Join(out, "current")); err == nil {
		t.Error("a dataset without a unit was committed")
	}
	if after := len(units(out)); after != n-1 {
		t.Errorf("%d of %d units are there, want all but the one that fails", after, n)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}

	cmd, said = l.submit(t, 2, out)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, tail(said.String()))
	}
	if !strings.Contains(said.String(), " 1 tasks to run") {
		t.Errorf("more than the missing unit was run: %s", tail(said.String()))
	}
	made := units(out)
	for path, was := range before {
		if made[path] != was {
			t.Errorf("%s was made again", path)
		}
	}
	l.same(t, out)
}
