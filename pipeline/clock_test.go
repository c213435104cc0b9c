package pipeline

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"gongkai/extract"
	"gongkai/schema"
)

// spin uses the processor until it is told to stop.
func spin(ctx context.Context) {
	for n := 0; ctx.Err() == nil; n++ {
		_ = n
	}
}

// TestTimeIsProcessorTime: what waits, as a file does on a busy machine, is not
// over its time when the clock on the wall is; what computes is.
func TestTimeIsProcessorTime(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the time of a thread is told on Linux only")
	}
	t.Parallel()
	row := schema.Document{ID: "d"}
	const limit = 300 * time.Millisecond
	r := inTime(t.Context(), row, limit, func(ctx context.Context) *schema.Report {
		time.Sleep(3 * limit)
		if ctx.Err() != nil {
			t.Errorf("ended while it waited: %v", context.Cause(ctx))
		}
		return &schema.Report{Document: schema.Document{Status: schema.Read}}
	})
	if r.Document.Status != schema.Read {
		t.Errorf("waited: %+v", r.Document)
	}
	r = inTime(t.Context(), row, limit, func(ctx context.Context) *schema.Report {
		spin(ctx)
		var over *overTime
		if !errors.As(context.Cause(ctx), &over) || over.wall {
			t.Errorf("computed, and was ended by %v", context.Cause(ctx))
		}
		return refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: context.Cause(ctx).Error()})
	})
	if r.Document.Detail != "no result after 300ms of processor time" {
		t.Errorf("computed: %+v", r.Document)
	}
}

// TestTimeEnds: what never looks at its context is given up on.
func TestTimeEnds(t *testing.T) {
	t.Parallel()
	stop, end := context.WithCancel(context.Background())
	defer end()
	r := inTime(t.Context(), schema.Document{ID: "d"}, 10*time.Millisecond, func(context.Context) *schema.Report {
		spin(stop)
		return nil
	})
	if r.Document.Reason != string(extract.TimedOut) || r.Document.ID != "d" {
		t.Errorf("%+v", r.Document)
	}
}

// TestPatienceEnds: what waits for ever uses no processor, and ends all the same.
func TestPatienceEnds(t *testing.T) {
	idle := meter(func() time.Duration { return 0 })
	if over := idle.reaches(10*time.Millisecond, time.Now(), nil); over == nil || !over.wall || over.Error() != "no result after 100ms" {
		t.Errorf("%v", over)
	}
	stop := make(chan struct{})
	close(stop)
	if over := idle.reaches(time.Hour, time.Now(), stop); over != nil {
		t.Errorf("stopped, and %v", over)
	}
}
