//go:build unix

package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilledSteps kills the commands of a cluster at random instants over a folder.
func TestKilledSteps(t *testing.T) {
	in, out, undisturbed := t.TempDir(), t.TempDir(), t.TempDir()
	killSteps(t, in, out)
	mustRun(t, config(in, undisturbed))
	sameFiles(t, "killed and undisturbed", snapshot(t, undisturbed), snapshot(t, out))
}

// killSteps takes inputs that change through the steps plan, unit, reduce and
// commit, each in a process that may be killed and is then started again, until as
// many were killed as GONGKAI_KILLS says. What is current is whole all the time.
func killSteps(t *testing.T, in, out string) {
	t.Helper()
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("GONGKAI_SLOW=1 kills the commands of a cluster")
	}
	kills := asked(t, "GONGKAI_KILLS", 30)
	writeOffices(t, in, 120)
	d, err := openDataset(out)
	if err != nil {
		t.Fatal(err)
	}
	k := &killer{t: t, data: d, most: kills, took: make(map[string]time.Duration), killed: make(map[string]int)}
	for round := 0; k.count() < kills || round == 0; round++ {
		for i := range 3 {
			write(t, filepath.Join(in, fmt.Sprintf("changing%d.txt", i)), office(1000+10*round+i))
		}
		var p Prepared
		if err := json.Unmarshal(k.until("plan", out, in), &p); err != nil {
			t.Fatal(err)
		}
		for n := range p.Units {
			k.until("unit", p.Plan, strconv.Itoa(n))
		}
		k.until("reduce", p.Plan)
		k.until("commit", p.Plan)
		k.whole()
		told := checkHistory(t, d)
		if m, err := d.readManifest(t.Context(), d.current(t.Context())); err != nil || told[len(told)-1].Snapshot != path.Base(m.dir) {
			t.Errorf("the last version is not of %s: %v", d.current(t.Context()), err)
		}
	}
	t.Log("killed:", k.killed)
}

// killer starts processes and kills some of them.
type killer struct {
	t      *testing.T
	data   dataset
	most   int
	took   map[string]time.Duration // by step, when it was let
	killed map[string]int           // by step
}

func (k *killer) count() (n int) {
	for _, m := range k.killed {
		n += m
	}
	return n
}

// until starts a step again until it ends by itself, and returns what it said.
func (k *killer) until(step string, args ...string) []byte {
	k.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		k.t.Fatal(err)
	}
	for again := false; ; again = true {
		cmd := exec.Command(exe, append([]string{step}, args...)...)
		cmd.Env = append(os.Environ(), childEnv+"=step")
		var said, bad bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &bad
		began := time.Now()
		if err := cmd.Start(); err != nil {
			k.t.Fatal(err)
		}
		took, known := k.took[step]
		let := !known || k.count() >= k.most || k.killed[step] >= (k.most+1)/2 // of the units there are many
		timer := time.AfterFunc(rand.N(3*took+time.Millisecond), func() {
			if !let {
				_ = cmd.Process.Kill()
			}
		})
		err := cmd.Wait()
		timer.Stop()
		if err == nil {
			k.took[step] = max(took/2, time.Since(began))
			return said.Bytes()
		}
		if s, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && s.Signal() == syscall.SIGKILL {
			k.killed[step]++
			k.whole()
			continue
		}
		if again && step == "commit" { // as the drivers do after one that was killed
			if strings.Contains(bad.String(), "it has been committed") {
				return nil
			}
		}
		k.t.Fatalf("%s: %v\n%s", step, err, bad.String())
	}
}

// whole fails the test when what is current is not as it was made.
func (k *killer) whole() {
	k.t.Helper()
	if name := k.data.current(k.t.Context()); name != "" && !isWhole(k.t, k.data, name) {
		k.t.Fatalf("after %v the committed snapshot %q is not whole", k.killed, name)
	}
}

// takeStep is a process that takes one step.
func takeStep() {
	ctx := context.Background()
	err := func() error {
		step, at := os.Args[1], os.Args[2]
		if step == "plan" {
			p, err := Prepare(ctx, config(os.Args[3], at))
			if err != nil {
				return err
			}
			return json.NewEncoder(os.Stdout).Encode(p)
		}
		w, err := OpenWork(ctx, at, Config{process: ledger})
		if err != nil {
			return err
		}
		switch step {
		case "unit":
			var n int
			if n, err = strconv.Atoi(os.Args[3]); err == nil {
				_, err = w.RunUnit(ctx, n)
			}
		case "reduce":
			_, err = w.Reduce(ctx, nil)
		case "commit":
			_, err = w.Commit(ctx)
		}
		return err
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
