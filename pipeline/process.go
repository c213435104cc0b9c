package pipeline

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"time"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/disclose"
	"gongkai/pipeline/internal/meter"
	"gongkai/pipeline/ocr"
	"gongkai/pipeline/reconcile"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Source is a file to process.
type Source struct {
	Path  string // as published; what the report means does not depend on it
	Data  []byte
	ID    string // Hash of Data, where that has been taken; "" to take it
	Known Known
}

// Known is what is known of a report from elsewhere. It holds where the report
// itself does not say: its figures then are of this body and year.
type Known struct {
	Entity string `json:",omitempty"`
	Year   int    `json:",omitempty"` // fiscal year, 0 when unknown
}

// Options say how a file is processed. The zero value is what gongkai run does
// without flags.
type Options struct {
	Limits  extract.Limits
	Timeout time.Duration // processor time for one file, see package meter; 0 for DefaultTimeout, below 0 for none
	Blocks  bool          // keep the text
	// Mentions are the numbers as written, which are counted whether they are kept or not.
	Mentions bool `json:",omitempty"`
	// OCR is the engine that reads pages that are pictures, as ocr.Resolve names it; ""
	// is none.
	OCR string `json:",omitempty"`

	engine *ocr.Engine // of that name; where there is none, one is opened for each file
}

// With returns the options with the engine that OCR names, open already.
func (o Options) With(engine *ocr.Engine) Options {
	o.engine = engine
	return o
}

// DefaultTimeout is hundreds of times what a report takes.
const DefaultTimeout = 2 * time.Minute

// OrDefault puts the defaults in the place of what is zero, so that both ways to
// ask for them are one key.
func (o Options) OrDefault() Options {
	o.Limits = o.Limits.OrDefault()
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	return o
}

// Process reads, tags and reconciles one file. Whatever happens, the report
// has its document row: a file that cannot be read is refused with a reason.
//
// Every stage looks at the time, so that what is given up stops. A file that
// hangs in some library all the same is abandoned with its goroutine.
func Process(ctx context.Context, t *tag.Tagger, src Source, opt Options) *schema.Report {
	opt = opt.OrDefault()
	if src.ID == "" {
		src.ID = Hash(src.Data)
	}
	extract.KeepEngine(src.Data) // made once, in no file's time
	row := schema.Document{ID: src.ID, Bytes: int64(len(src.Data))}
	given := src // what is given up may be read on
	r := inTime(ctx, row, opt.timeFor(row.Bytes), func(ctx context.Context) *schema.Report { return read(ctx, t, given, row, opt) })
	r.Document.Path = sink.Printable(src.Path)
	src.Data = nil
	giveBack(max(row.Bytes, int64(r.Document.MentionCount)*proseBytes))
	return r
}

// much is how much memory a file, or what is made of it, must take for it to be
// collected at once: the next file may take as much before the collector comes to it.
const much = 64 << 20

// giveBack collects what took so many bytes and is in use no more.
func giveBack(bytes int64) {
	if bytes > much {
		runtime.GC()
	}
}

// What a file may take at first, and for each of its bytes: the slowest reports
// known take 1.7 s for a MiB, a page drawn a million times by two kilobytes as
// long as it is let. Collecting what it leaves behind may cost as much again, so that
// a small file costs the process less than ten seconds.
const (
	timeAtFirst = 5 * time.Second
	timePerMiB  = 8 * time.Second
)

// timeFor is the time that a file of a size may use: all there is where pages are
// read by an engine, whose time is not counted and bounded for each page.
func (o *Options) timeFor(size int64) time.Duration {
	if o.OCR != "" {
		return o.Timeout
	}
	return timeFor(o.Timeout, size)
}

// timeFor is the part of a time limit that a file of a size may use.
func timeFor(limit time.Duration, size int64) time.Duration {
	return min(limit, timeAtFirst+time.Duration(size)*(timePerMiB>>10)/(1<<10))
}

// inTime has a file processed in a goroutine of its own and ends its context
// when it has used up limit, 0 for none; see package meter for how that is counted.
func inTime(ctx context.Context, row schema.Document, limit time.Duration, process func(context.Context) *schema.Report) *schema.Report {
	if limit <= 0 {
		return guard(row, func() *schema.Report { return process(ctx) })
	}
	wanted := ctx.Done()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	meters, done, began := make(chan meter.Meter, 1), make(chan *schema.Report, 1), time.Now()
	go func() {
		runtime.LockOSThread() // a thread's time then is this file's
		defer runtime.UnlockOSThread()
		meters <- meter.Thread()
		done <- guard(row, func() *schema.Report { return process(ctx) })
	}()
	overdue, ended := make(chan *meter.Over, 1), make(chan struct{})
	defer close(ended)
	watch := time.AfterFunc(limit, func() { // a thread uses no more time than passes
		m := <-meters
		if over := m.Reaches(limit, began, ended); over != nil {
			cancel(over)
			if over := m.Reaches(limit+meter.Grace, began, ended); over != nil {
				overdue <- over
			}
		}
	})
	defer watch.Stop()
	select {
	case r := <-done:
		return r
	case <-wanted: // the report is for nobody
		return Refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: context.Cause(ctx).Error()})
	case over := <-overdue:
		return Refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: over.Error()})
	}
}

// Hash returns the document_id of bytes.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// guard turns a panic into a refusal of this one file.
func guard(row schema.Document, process func() *schema.Report) (r *schema.Report) {
	defer func() {
		if p := recover(); p != nil {
			r = Refused(row, &extract.Refusal{Reason: extract.Crashed, Detail: fmt.Sprint(p)})
		}
	}()
	return process()
}

func read(ctx context.Context, t *tag.Tagger, src Source, row schema.Document, opt Options) *schema.Report {
	if opt.OCR != "" && opt.engine == nil {
		opt.engine = ocr.Open(opt.OCR)
		defer opt.engine.Close()
	}
	doc, err := extract.ReadScans(ctx, src.Data, opt.Limits, opt.engine.Recogniser())
	if err != nil {
		return Refused(row, err)
	}
	row.Format, row.Title = doc.Format, doc.Meta.Title
	if err := afford(doc, opt.Limits.Memory); err != nil {
		return Refused(row, err)
	}
	if ctx.Err() != nil {
		return givenUp(ctx, row)
	}
	row.Entity, row.FiscalYear = src.Known.Entity, src.Known.Year
	r := t.TagUntil(ctx, doc, row, opt.Mentions)
	if ctx.Err() != nil {
		return givenUp(ctx, row)
	}
	complete(r, doc)
	trust(r, doc)
	if opt.Blocks {
		layOut(r, doc, t)
	} else {
		r.Blocks = nil
	}
	sink.Admit(r)
	r.Checks = reconcile.EvaluateUntil(func() bool { return ctx.Err() != nil }, r)
	if ctx.Err() != nil {
		return givenUp(ctx, row)
	}
	r.Issues = append(r.Issues, doubt(ctx, r)...)
	faults, places := disclose.Checks(doc, r)
	r.Checks, r.Issues = append(r.Checks, faults...), append(r.Issues, places...)
	nameWhole(r)
	count(r)
	return r
}

// nameWhole gives figures their whole names, which no check has looked at.
func nameWhole(r *schema.Report) {
	for i := range r.Facts {
		f := &r.Facts[i]
		f.Label = cmp.Or(f.Called, f.Label)
		if f.SourceKind == schema.Narrative && nlp.HanCount(f.Label) > 1 {
			f.Label = nlp.Squeeze(f.Label) // a page that prints its characters far apart
		}
	}
}

// givenUp is the report of a file whose time is over.
func givenUp(ctx context.Context, row schema.Document) *schema.Report {
	return Refused(row, &extract.Refusal{Format: row.Format, Reason: extract.TimedOut, Detail: context.Cause(ctx).Error()})
}

// Refused is the report of a file that could not be read: its document row,
// completed by the reason, which is err when that is an *extract.Refusal.
func Refused(row schema.Document, err error) *schema.Report {
	refusal := &extract.Refusal{Reason: extract.Corrupt, Detail: err.Error()}
	errors.As(err, &refusal)
	row.Status, row.Format = schema.Refused, refusal.Format
	row.Reason, row.Advice, row.Detail = string(refusal.Reason), refusal.Reason.Advice(), sink.Printable(refusal.Detail)
	return &schema.Report{Document: row}
}

// complete fills what reading knows and the tagger left open.
func complete(r *schema.Report, doc *extract.Document) {
	d := &r.Document
	d.Blocks, d.Tables, d.Charts = len(doc.Blocks), 0, 0
	for i := range doc.Blocks {
		switch doc.Blocks[i].Kind {
		case extract.TableBlock:
			d.Tables++
		case extract.ChartBlock:
			d.Charts++
		}
	}
	if d.Status == "" {
		d.Status = schema.Read
		if len(doc.Warnings) > 0 {
			d.Status = schema.Partial
		}
	}
	r.Issues = append(r.Issues, warnings(r.Issues, doc)...)
}

// warnings makes issues of a reader's warnings unless the tagger has.
func warnings(have []schema.Issue, doc *extract.Document) (issues []schema.Issue) {
	for _, i := range have {
		if i.Code == schema.IssueReader {
			return nil
		}
	}
	for _, w := range doc.Warnings {
		issues = append(issues, schema.Issue{
			Code: schema.IssueReader, Severity: schema.Warning, Detail: w.Detail,
			Source: schema.Provenance{Block: w.Block, Table: -1, Row: -1, Col: -1},
		})
	}
	return issues
}

// count fills the counts of the document row.
func count(r *schema.Report) {
	d := &r.Document
	d.FactCount, d.IssueCount, d.WithConcept = len(r.Facts), len(r.Issues), 0
	for i := range r.Facts {
		if r.Facts[i].Concept != "" {
			d.WithConcept++
		}
	}
	d.CheckCounts = make(map[schema.Verdict]int)
	for i := range r.Checks {
		d.CheckCounts[r.Checks[i].Counted()]++
	}
}
