package cluster

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSpark runs the driver on local-cluster, where executors are processes.
func TestSpark(t *testing.T) {
	if os.Getenv("GONGKAI_ENGINES") == "" {
		t.Skip("starts Spark several times: set GONGKAI_ENGINES=1")
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("no Java: Spark is not tested")
	}
	if err := exec.Command("python3", "-c", "import pyspark").Run(); err != nil {
		t.Skip("no pyspark (pip install pyspark): Spark is not tested")
	}
	l := newLane(t, 256)
	t.Run("executor and child killed", l.killed)
	t.Run("driver killed", l.restarted)
}

// submit starts the driver on two executors of one core.
func (l *lane) submit(t *testing.T, out string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.Command("python3", append([]string{"gongkai_spark.py", "--gongkai", l.gongkai, "--", "--out", out}, append(l.options, l.in)...)...)
	cmd.Env = append(os.Environ(), "SPARK_LOCAL_IP=127.0.0.1", "PYSPARK_SUBMIT_ARGS=--master local-cluster[2,1,1024] "+
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
	cmd, said := l.submit(t, out)
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
	cmd, _ := l.submit(t, out)
	waitForUnits(t, out, 3)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	l.orphansEnd(t, out)
	before := units(out)
	bad, path, n := l.block(t, out)

	cmd, said := l.submit(t, out)
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

	cmd, said = l.submit(t, out)
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
