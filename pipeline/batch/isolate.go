package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/internal/meter"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// Isolation has files processed in child processes, so that one that exhausts
// memory, never ends or dies in a way Go cannot recover from costs itself only.
// A child gets the bytes of a file through a pipe and can reach nothing else, as
// far as the system knows how to hold it (confine).
type Isolation struct {
	Command []string // path, name and arguments of a program that calls Serve
	Memory  int64    // bytes one child may use, 0 for no limit
}

// mark tells child processes apart by what they may use; 0 is no child. What a
// file says does not depend on it, but a file that ends one may not end another.
func (i *Isolation) mark() int64 {
	if i == nil {
		return 0
	}
	return 1 + i.Memory
}

// The descriptors a child reads requests from and writes answers to. Standard
// output is left alone: whatever a library prints cannot be taken for an answer.
const (
	requestFD = 3
	answerFD  = 4
)

// request is one document and how to process it.
type request struct {
	Data    []byte
	Known   pipeline.Known
	Options pipeline.Options
	Memory  int64
}

// greeting is what a child says first: what could not be taken from it.
type greeting struct{ Lacks []string }

// Serve is the life of a child: it gives up what it does not need, and processes
// one request after another until there are no more or its parent is gone.
func Serve(ctx context.Context) error {
	tagger := sync.OnceValue(tag.New)
	tagger() // from here on nothing is read but the requests and the engine of PDFs
	return serve(ctx, greeting{confine(extract.EngineFolder())}, func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		return pipeline.Process(ctx, tagger(), src, opt)
	})
}

func serve(ctx context.Context, g greeting, process func(context.Context, pipeline.Source, pipeline.Options) *schema.Report) error {
	in, out := os.NewFile(requestFD, "requests"), os.NewFile(answerFD, "answers")
	if !isPipe(in) || !isPipe(out) {
		return errors.New("a child process is started by run --isolate only")
	}
	go EndWithParent(os.Getppid())
	requests, w := gob.NewDecoder(bufio.NewReader(in)), bufio.NewWriter(out)
	answers := gob.NewEncoder(w)
	if err := answers.Encode(g); err != nil {
		return err
	}
	for {
		var q request
		if err := requests.Decode(&q); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := limitMemory(q.Memory); err != nil {
			return err
		}
		r := process(ctx, pipeline.Source{Data: q.Data, Known: q.Known}, q.Options)
		r.Mentions, r.Claims = nil, nil // no table has them
		if err := answers.Encode(r); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
}

func isPipe(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}

// EndWithParent ends the process within a second of parent's death; it does not
// return. An orphan may be busy with a file that never ends, and an engine that
// lost it gives its work to another.
func EndWithParent(parent int) {
	for range time.Tick(time.Second) {
		if os.Getppid() != parent {
			os.Exit(1)
		}
	}
}

// limitMemory makes the collector work harder near the limit, and the system
// refuse what goes beyond it.
func limitMemory(bytes int64) error {
	if bytes <= 0 {
		return nil
	}
	debug.SetMemoryLimit(bytes / 4 * 3)
	return limitData(uint64(bytes))
}

// supervisor hands files to children, each busy with one at a time.
type supervisor struct {
	isolation Isolation
	idle      chan *child // nil elements are children not started

	mutex sync.Mutex
	lacks []string // what could not be taken from the children
}

func newSupervisor(i Isolation, n int) *supervisor {
	s := &supervisor{isolation: i, idle: make(chan *child, n)}
	for range n {
		s.idle <- nil
	}
	return s
}

// close ends the children. Nothing may be processed any more.
func (s *supervisor) close() {
	for range cap(s.idle) {
		if c := <-s.idle; c != nil {
			c.end()
		}
	}
}

// process is Process in a child. A file at which a child dies gets a second
// one, for it may not be the file's fault; a file that ends that too is
// refused as crashed, and one that takes too long as timeout.
func (s *supervisor) process(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
	row := schema.Document{ID: pipeline.Hash(src.Data), Bytes: int64(len(src.Data)), Path: sink.Printable(src.Path)}
	extract.KeepEngine(src.Data)
	c := <-s.idle
	defer func() { s.idle <- c }()
	var died error
	for range 2 {
		if c == nil {
			if c, died = startChild(s.isolation.Command); died != nil {
				c = nil
				break
			}
		}
		r, err := c.ask(ctx, request{src.Data, src.Known, opt, s.isolation.Memory}, opt.Timeout)
		if err == nil {
			s.learn(c.greeting.Lacks)
			if r.Document.Reason == string(extract.TimedOut) { // its work goes on in there
				c.kill()
				c = nil
			}
			r.Document.Path = sink.Printable(src.Path)
			return r
		}
		c.kill()
		died = fmt.Errorf("%w%s", err, c.lastWords())
		c = nil
		if errors.Is(err, errOverdue) {
			return pipeline.Refused(row, &extract.Refusal{Reason: extract.TimedOut, Detail: err.Error()})
		}
		if ctx.Err() != nil {
			break
		}
	}
	return pipeline.Refused(row, &extract.Refusal{Reason: extract.Crashed, Detail: died.Error()})
}

// learn keeps what a child said of itself.
func (s *supervisor) learn(lacks []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.lacks = lacks
}

// unconfined names what this system could not take from the children, none where
// none was started.
func (s *supervisor) unconfined() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.lacks
}

// child is a process that serves.
type child struct {
	cmd      *exec.Cmd
	in, out  *os.File
	requests *gob.Encoder
	answers  *gob.Decoder
	greeted  bool
	greeting greeting
	stderr   head
	ended    bool
}

func startChild(command []string) (*child, error) {
	requests, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer requests.Close()
	out, answers, err := os.Pipe()
	if err != nil {
		in.Close()
		return nil, err
	}
	defer answers.Close()
	c := &child{in: in, out: out, requests: gob.NewEncoder(in), answers: gob.NewDecoder(bufio.NewReader(out))}
	c.cmd = &exec.Cmd{Path: command[0], Args: command[1:], Stderr: &c.stderr, ExtraFiles: []*os.File{requests, answers}}
	if err := c.cmd.Start(); err != nil {
		in.Close()
		out.Close()
		return nil, err
	}
	return c, nil
}

var errOverdue = errors.New("no result in time: the process was ended")

// ask hands over a file and waits for its report. After an error the child is
// of no more use.
func (c *child) ask(ctx context.Context, q request, timeout time.Duration) (*schema.Report, error) {
	type answer struct {
		report *schema.Report
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		r := new(schema.Report)
		err := c.requests.Encode(q)
		if err == nil && !c.greeted {
			c.greeted, err = true, c.answers.Decode(&c.greeting)
		}
		if err == nil {
			err = c.answers.Decode(r)
		}
		done <- answer{r, err}
	}()
	overdue, ended := make(chan *meter.Over, 1), make(chan struct{})
	defer close(ended)
	if timeout > 0 {
		go func(m meter.Meter, began time.Time) {
			// the child gives up earlier; collecting garbage is counted here, not there
			if over := m.Reaches(2*(timeout+meter.Grace), began, ended); over != nil {
				overdue <- over
			}
		}(meter.Process(c.cmd.Process.Pid), time.Now())
	}
	select {
	case a := <-done:
		if a.err != nil {
			return nil, errors.New("the process died")
		}
		return a.report, nil
	case <-overdue:
		c.kill()
		<-done
		return nil, errOverdue
	case <-ctx.Done():
		c.kill()
		<-done
		return nil, ctx.Err()
	}
}

// kill ends the process at once and frees what it held.
func (c *child) kill() {
	if c.ended {
		return
	}
	c.ended = true
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
	c.in.Close()
	c.out.Close()
}

// end lets an idle process end.
func (c *child) end() {
	c.in.Close()
	c.kill()
}

// lastWords is what the process said of its end, in one line.
func (c *child) lastWords() string {
	said := c.stderr.String()
	for _, words := range outOfMemory() {
		if strings.Contains(said, words) { // which of them is chance, and rows are not
			return ": fatal error: out of memory"
		}
	}
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "fatal error:") || strings.HasPrefix(line, "panic:") {
			return ": " + line
		}
	}
	if s := c.cmd.ProcessState; s != nil {
		return " (" + s.String() + ")"
	}
	return ""
}

// outOfMemory are the ways in which a Go program says so, with cgo and without.
func outOfMemory() []string {
	return []string{"out of memory", "cannot allocate memory", "cannot map pages", "failed to create new OS thread", "pthread_create failed"}
}

// head keeps the first of what is written: a Go program says why it dies
// before it lists its goroutines.
type head struct{ bytes.Buffer }

func (h *head) Write(p []byte) (int, error) {
	if room := 4096 - h.Len(); room > 0 {
		h.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
