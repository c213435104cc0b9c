// Package meter ends what takes too long, by the processor time it uses.
//
// What a file may cost is counted in processor time of its own, for on a busy
// machine the clock on the wall says more of the neighbours than of the file.
// Linux tells the time of one thread and of one child process. Where the system
// does not, the wall clock stands in for it.
package meter

import (
	"fmt"
	"time"
)

// Grace is what a file may take beyond its time until it has seen that it is over,
// before it is given up on.
const Grace = 2 * time.Second

// patience is how many times its processor time a file may take on the wall
// clock. It ends what waits for ever and uses no processor.
const patience = 10

// Meter tells how much processor time something has used since it was made.
type Meter func() time.Duration

// wall stands in for a meter where there is none.
func wall() Meter {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

// Over says which limit a file ran into.
type Over struct {
	Limit time.Duration // of processor time
	Wall  bool          // it used less, and took too long on the wall clock
}

func (e *Over) Error() string {
	if e.Wall {
		return fmt.Sprintf("no result after %v", patience*e.Limit)
	}
	return fmt.Sprintf("no result after %v of processor time", e.Limit)
}

// Reaches waits until the meter has run for limit since began, and says how it
// went over it; nil when it is stopped before.
func (m Meter) Reaches(limit time.Duration, began time.Time, stop <-chan struct{}) *Over {
	const shortest, longest = 5 * time.Millisecond, time.Second // between two looks
	for {
		left, patient := limit-m(), patience*limit-time.Since(began)
		switch {
		case left <= 0:
			return &Over{Limit: limit}
		case patient <= 0:
			return &Over{Limit: limit, Wall: true}
		}
		select {
		case <-stop:
			return nil
		case <-time.After(min(max(min(left, patient), shortest), longest)):
		}
	}
}
