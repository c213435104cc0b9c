//go:build unix

package nlp

import (
	"syscall"
	"testing"
	"time"
)

// processorTime is what f costs the processor, in this program as a whole. A
// machine that does other work makes f late, but costs it nothing; a test that
// asks must not be parallel to others.
func processorTime(tb testing.TB, f func()) time.Duration {
	tb.Helper()
	spent := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			tb.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := spent()
	f()
	return spent() - before
}
