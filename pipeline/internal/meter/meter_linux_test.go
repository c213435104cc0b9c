package meter

import (
	"os/exec"
	"runtime"
	"testing"
	"time"
)

// TestThread holds that a thread's time is what it computes, and not what passes.
func TestThread(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	m := Thread()
	time.Sleep(30 * time.Millisecond)
	idle := m()
	if idle > 20*time.Millisecond {
		t.Errorf("asleep for 30ms: %v of processor time", idle)
	}
	for n := 0; m() < idle+10*time.Millisecond; n++ {
		if n > 1<<30 {
			t.Fatal("computing takes no time")
		}
	}
	if over := m.Reaches(idle+time.Millisecond, time.Now(), nil); over == nil || over.Wall {
		t.Errorf("beyond its limit: %v", over)
	}
}

// TestProcess holds that a child's time is counted while it runs and kept when it has ended,
// and that the wall clock stands in where there is no such process.
func TestProcess(t *testing.T) {
	busy := exec.Command("sh", "-c", "while :; do :; done")
	if err := busy.Start(); err != nil {
		t.Skip(err)
	}
	m := Process(busy.Process.Pid)
	over := m.Reaches(20*time.Millisecond, time.Now(), nil)
	_ = busy.Process.Kill()
	_ = busy.Wait()
	if over == nil {
		t.Fatal("a child that computes for ever does not reach its limit")
	}
	if used := m(); !over.Wall && used < 20*time.Millisecond {
		t.Errorf("ended: %v", used)
	}
	gone := Process(busy.Process.Pid)
	time.Sleep(5 * time.Millisecond)
	if gone() < 5*time.Millisecond {
		t.Error("the wall clock does not stand in for a process that is gone")
	}
}

func TestOverSays(t *testing.T) {
	if got, want := (&Over{Limit: time.Second}).Error(), "no result after 1s of processor time"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
