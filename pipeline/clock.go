package pipeline

import (
	"fmt"
	"time"
)

// What a file may cost is counted in processor time of its own, for on a busy
// machine the clock on the wall says more of the neighbours than of the file.
// Linux tells the time of one thread and of one child. Where the system does
// not, the wall clock stands in for it.

// patience is how many times its processor time a file may take on the wall
// clock. It ends what waits for ever and uses no processor.
const patience = 10

// meter tells how much processor time something has used since it was made.
type meter func() time.Duration

// wallMeter stands in for a meter where there is none.
func wallMeter() meter {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

// overTime says which limit a file ran into.
type overTime struct {
	limit time.Duration
	wall  bool
}

func (e *overTime) Error() string {
	if e.wall {
		return fmt.Sprintf("no result after %v", patience*e.limit)
	}
	return fmt.Sprintf("no result after %v of processor time", e.limit)
}

// reaches waits until the meter has run for limit since began, and says how it
// went over it; nil when it is stopped before.
func (m meter) reaches(limit time.Duration, began time.Time, stop <-chan struct{}) *overTime {
	const shortest, longest = 5 * time.Millisecond, time.Second // between two looks
	for {
		left, patient := limit-m(), patience*limit-time.Since(began)
		switch {
		case left <= 0:
			return &overTime{limit: limit}
		case patient <= 0:
			return &overTime{limit: limit, wall: true}
		}
		select {
		case <-stop:
			return nil
		case <-time.After(min(max(min(left, patient), shortest), longest)):
		}
	}
}
