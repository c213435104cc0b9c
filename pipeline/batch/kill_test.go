//go:build unix

package batch

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"gongkai/pipeline/store"
)

// TestKilledRuns kills a run at random instants, again and again, over a
// dataset that changes, and then lets it end. GONGKAI_KILLS says how often.
func TestKilledRuns(t *testing.T) {
	usual := 10
	if raced {
		usual = 3 // of what is killed the race detector sees nothing
	}
	kills := asked(t, "GONGKAI_KILLS", usual)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 200)
	began := time.Now()
	mustRun(t, config(in, t.TempDir()))
	whole := time.Since(began)
	killed, committed := 0, 0
	for n := 0; killed < kills; n++ {
		// every few kills something new, and the cache gone, so that there is work
		if n%4 == 0 {
			write(t, filepath.Join(in, "changing.txt"), office(1000+n))
			if err := os.RemoveAll(filepath.Join(out, ".cache")); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command(exe, in, out)
		cmd.Env = append(os.Environ(), childEnv+"=run")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(rand.N(whole+50*time.Millisecond), func() { _ = cmd.Process.Kill() })
		if cmd.Wait() != nil {
			killed++
		} else {
			committed++
		}
		timer.Stop()
		if d := folder(out); d.current(t.Context()) != "" && !isWhole(t, d, d.current(t.Context())) {
			t.Fatalf("kill %d: the committed snapshot is not whole", n)
		}
	}
	mustRun(t, config(in, out))
	fresh := t.TempDir()
	c := config(in, fresh)
	mustRun(t, c)
	sameFiles(t, "killed and undisturbed", snapshot(t, fresh), snapshot(t, out))
	if left, _ := filepath.Glob(filepath.Join(out, ".cache", "units", store.TempPrefix+"*")); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
	t.Logf("%d killed, %d ended before", killed, committed)
}
