package meter

import (
	"testing"
	"time"
)

// TestPatienceEnds: what waits for ever uses no processor, and ends all the same.
func TestPatienceEnds(t *testing.T) {
	idle := Meter(func() time.Duration { return 0 })
	if over := idle.Reaches(10*time.Millisecond, time.Now(), nil); over == nil || !over.Wall || over.Error() != "no result after 100ms" {
		t.Errorf("%v", over)
	}
	stop := make(chan struct{})
	close(stop)
	if over := idle.Reaches(time.Hour, time.Now(), stop); over != nil {
		t.Errorf("stopped, and %v", over)
	}
}
