package meter

import (
	"time"

	"golang.org/x/sys/unix"
)

// The clocks of threads and processes have numbers made of theirs, see
// clock_getcpuclockid(3) and the kernel's posix-timers_types.h.
const (
	scheduledTime = 2 // CPUCLOCK_SCHED
	ofThread      = 4 // CPUCLOCK_PERTHREAD_MASK
)

// Thread measures the calling goroutine, which must be locked to its thread.
func Thread() Meter { return clock(unix.Gettid(), scheduledTime|ofThread) }

// Process measures a child, all its threads together.
func Process(pid int) Meter { return clock(pid, scheduledTime) }

func clock(id int, kind uint32) Meter {
	number := int32(^uint32(id)<<3 | kind)
	read := func() (time.Duration, bool) {
		var t unix.Timespec
		err := unix.ClockGettime(number, &t)
		return time.Duration(t.Nano()), err == nil
	}
	began, ok := read()
	if !ok {
		return wall()
	}
	last := began // a thread that has ended has no clock, and uses no more
	return func() time.Duration {
		if now, ok := read(); ok {
			last = now
		}
		return last - began
	}
}
