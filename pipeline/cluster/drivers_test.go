package cluster

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDriversPassTheStatusOn: what starts the drivers learns from their status
// whether to try again. The program and Spark are stand-ins.
func TestDriversPassTheStatusOn(t *testing.T) {
	const plan = `echo '{"plan":"out/.plans/p.plan","plan_id":"p","units":1,"files":1,"contents":1}'`
	for _, tt := range []struct {
		name, program string // what the stand-in does, by its first words
		want          int
	}{
		{"plan", `case $1 in plan) exit 75;; esac`, 75},
		{"plan given up", `case $1 in plan) exit 1;; esac`, 1},
		{"commit", `case "$1 $2" in "plan missing") ;; plan*) ` + plan + `;; commit*) exit 75;; esac`, 75},
		{"all well", `case "$1 $2" in "plan missing") ;; plan*) ` + plan + `;; esac`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			program := filepath.Join(dir, "gongkai")
			if err := os.WriteFile(program, []byte("#!/bin/sh\n"+tt.program+"\n"), 0o777); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "pyspark.py"), []byte(`
class SparkContext:
    def __init__(self, appName): pass
    def stop(self): pass
    def parallelize(self, lines, n): return self
    def pipe(self, command, env, checkCode): return self
    def collect(self): return []
`))
			slurm := exec.Command("sh", "gongkai_slurm.sh", "--out", "out", "in")
			slurm.Env = append(os.Environ(), "GONGKAI="+program)
			status(t, slurm, tt.want)
			spark := exec.Command("python3", "gongkai_spark.py", "--gongkai", program, "--", "--out", "out", "in")
			spark.Env = append(os.Environ(), "PYTHONPATH="+dir)
			status(t, spark, tt.want)
		})
	}
}

func status(t *testing.T, cmd *exec.Cmd, want int) {
	t.Helper()
	if cmd.Err != nil {
		t.Logf("not run: %v", cmd.Err)
		return
	}
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) || cmd.ProcessState.ExitCode() != want {
		t.Errorf("%s: %v, want status %d\n%s", cmd.Args[1], err, want, out)
	}
}

// TestJobManifest: Kubernetes takes a condition only with its status.
func TestJobManifest(t *testing.T) {
	data, err := os.ReadFile("job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	conditions := 0
	for line := range strings.Lines(string(data)) {
		conditions += strings.Count(line, "type: DisruptionTarget")
		if strings.Contains(line, "onPodConditions") && !strings.Contains(line, `status: "True"`) {
			t.Errorf("a condition without a status: %s", line)
		}
	}
	if conditions == 0 {
		t.Error("a lost node counts as a failure of the task")
	}
}
