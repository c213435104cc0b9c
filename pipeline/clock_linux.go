package pipeline

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

// threadMeter measures the calling goroutine, which must be locked to its thread.
func threadMeter() meter { return clockMeter(unix.Gettid(), scheduledTime|ofThread) }

// processMeter measures a child, all its threads together.
func processMeter(pid int) meter { return clockMeter(pid, scheduledTime) }

func clockMeter(id int, kind uint32) meter {
	clock := int32(^uint32(id)<<3 | kind)
	read := func() (time.Duration, bool) {
		var t unix.Timespec
		err := unix.ClockGettime(clock, &t)
		return time.Duration(t.Nano()), err == nil
	}
	began, ok := read()
	if !ok {
		return wallMeter()
	}
	last := began // a thread that has ended has no clock, and uses no more
	return func() time.Duration {
		if now, ok := read(); ok {
			last = now
		}
		return last - began
	}
}
