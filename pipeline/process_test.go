package pipeline

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"gongkai/extract"
	"gongkai/pipeline/internal/meter"
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
	// not in parallel: beside tests that take every core the wall clock ends it first
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
		var over *meter.Over
		if !errors.As(context.Cause(ctx), &over) || over.Wall {
			t.Errorf("computed, and was ended by %v", context.Cause(ctx))
		}
		return Refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: context.Cause(ctx).Error()})
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

func TestProcessIsolatesPanics(t *testing.T) {
	r := Process(t.Context(), nil, Source{Path: "x.txt", Data: []byte("正文")}, Options{Limits: extract.Limits{Bytes: 1}})
	if d := r.Document; d.Status != schema.Refused || d.Reason != string(extract.TooLarge) || d.Path != "x.txt" ||
		d.Advice == "" || d.Detail == "" || d.ID != Hash([]byte("正文")) {
		t.Errorf("%+v", d)
	}
	r = guard(schema.Document{ID: "d"}, func() *schema.Report { panic("boom") })
	if d := r.Document; d.ID != "d" || d.Reason != string(extract.Crashed) || d.Detail != "boom" {
		t.Errorf("%+v", d)
	}
}

func TestProcessEmpty(t *testing.T) {
	r := Process(t.Context(), tagger(), Source{Path: "empty"}, Options{Limits: extract.DefaultLimits(), Timeout: time.Minute})
	if r.Document.Reason != string(extract.Empty) {
		t.Errorf("%+v", r.Document)
	}
}

func TestBlockText(t *testing.T) {
	b := extract.Block{Kind: extract.TableBlock, Text: extract.Text{S: "收入表"}, Table: &extract.Table{Rows: 2, Cols: 2, Cells: []extract.Cell{
		{Row: 0, Col: 0, Text: extract.Text{S: "项目"}}, {Row: 0, Col: 1, Text: extract.Text{S: "决算数"}}, {Row: 1, Col: 0, Text: extract.Text{S: "合计"}}}}}
	var w blockWriter
	w.block(&b)
	if got := w.s.String(); got != "收入表\n项目\t决算数\n合计" {
		t.Errorf("%q", got)
	}
}
