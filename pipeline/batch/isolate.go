package batch

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/internal/meter"
	"gongkai/pipeline/ocr"
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
//
// Pages that are pictures go to the parent by two more, which has them read by the
// engine: a child may start no program.
const (
	requestFD = 3
	answerFD  = 4
	pageFD    = 5
	wordFD    = 6
)

// together is how many units a child has at once. They share its dictionaries and
// its memory; the files of one at which it dies are read again one by one, each
// in a child that has nothing else to do.
const together = 4

// request is documents and how to process them. Their bytes follow it.
type request struct {
	ID      uint64            // of the answer
	Sources []pipeline.Source // without bytes
	Sizes   []int
	Options pipeline.Options
	Memory  int64
	Unit    *unitOrder // to be made of the documents; nil for reports
}

// unitOrder is what the index of a unit needs besides reports.
type unitOrder struct {
	ID, Key, Version string
	Child            int64
	Buckets          int
}

// answer is what became of a request. Answers come in any order. The bytes of a
// unit follow its own.
type answer struct {
	ID      uint64
	Reports []*schema.Report // without a unit
	Index   *unitIndex
	Size    int    // of the unit
	Failed  string // why there is no unit

	unit []byte // as it is stored
}

// greeting is what a child says first: what could not be taken from it.
type greeting struct{ Lacks []string }

// Serve is the life of a child: it gives up what it does not need, and processes
// requests as they come until there are no more or its parent is gone.
func Serve(ctx context.Context) error {
	tagger := tag.New() // from here on nothing is read but the requests and the engine of PDFs
	engine := ocr.Remote(os.NewFile(pageFD, "pages"), os.NewFile(wordFD, "words"))
	return serve(ctx, greeting{confine(extract.EngineFolder())}, func(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
		if opt.OCR != "" {
			opt = opt.With(engine)
		}
		return pipeline.Process(ctx, tagger, src, opt)
	})
}

func serve(ctx context.Context, g greeting, process func(context.Context, pipeline.Source, pipeline.Options) *schema.Report) error {
	in, out := os.NewFile(requestFD, "requests"), os.NewFile(answerFD, "answers")
	if !isPipe(in) || !isPipe(out) {
		return errors.New("a child process is started by run --isolate only")
	}
	go EndWithParent(os.Getppid())
	from, to := bufio.NewReader(in), bufio.NewWriter(out)
	requests, answers := gob.NewDecoder(from), gob.NewEncoder(to)
	if err := answers.Encode(g); err != nil {
		return err
	}
	var one sync.Mutex // answer at a time
	for memory := int64(0); ; {
		q, err := receive(requests, from)
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if q.Memory != memory {
			if err := limitMemory(q.Memory); err != nil {
				return err
			}
			memory = q.Memory
		}
		go func() {
			a := q.answer(ctx, process)
			one.Lock()
			defer one.Unlock()
			err := answers.Encode(a) // who does not hear it asks no more either
			if err == nil {
				_, _ = to.Write(a.unit)
				_ = to.Flush()
			}
		}()
	}
}

// send sends a request with its bytes.
func (q request) send(requests *gob.Encoder, to io.Writer) error {
	sources := q.Sources
	q.Sources, q.Sizes = make([]pipeline.Source, len(sources)), make([]int, len(sources))
	for i, src := range sources {
		q.Sources[i] = pipeline.Source{ID: src.ID, Known: src.Known} // a child knows no paths
		q.Sizes[i] = len(src.Data)
	}
	err := requests.Encode(q)
	for i := 0; err == nil && i < len(sources); i++ {
		_, err = to.Write(sources[i].Data)
	}
	return err
}

// receive receives what send sent.
func receive(requests *gob.Decoder, from io.Reader) (q request, err error) {
	err = requests.Decode(&q)
	for i := 0; err == nil && i < len(q.Sources); i++ {
		q.Sources[i].Data = make([]byte, q.Sizes[i])
		_, err = io.ReadFull(from, q.Sources[i].Data)
	}
	return q, err
}

// answer processes the documents of a request, one after another.
func (q *request) answer(ctx context.Context, process func(context.Context, pipeline.Source, pipeline.Options) *schema.Report) (a answer) {
	a.ID = q.ID
	if q.Unit == nil {
		for _, src := range q.Sources {
			r := process(ctx, src, q.Options)
			r.Claims = nil // no table has them
			a.Reports = append(a.Reports, r)
		}
		return a
	}
	w := worker{key: q.Unit.Key, version: q.Unit.Version, child: q.Unit.Child, buckets: q.Unit.Buckets}
	m := w.begin(q.Unit.ID, func(fileResult) {})
	for _, src := range q.Sources {
		began := time.Now()
		m.add(w.result(process(ctx, src, q.Options), began, nil))
	}
	made := m.finish()
	var unit bytes.Buffer
	if err := made.write(&unit); err != nil {
		return answer{ID: q.ID, Failed: err.Error()}
	}
	a.Index, a.Size, a.unit = made.index, unit.Len(), unit.Bytes()
	return a
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

// limitMemory makes the collector work harder before half of the limit, and the
// system refuse what goes beyond it. The system counts what is mapped, used or not:
// the heap in pieces of 64 MiB with the gaps that earlier files left in them, and
// with cgo 8 MiB for the stack of every thread. A goal near the limit would leave
// no room for these, and files far below it would end the child.
func limitMemory(bytes int64) error {
	if bytes <= 0 {
		return nil
	}
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), bytes/2))
	return limitData(uint64(bytes))
}

// fewThreads has a child on a machine with many processors start threads for the
// units that it has at once and no more: their stacks count against its memory.
func fewThreads() string { return fmt.Sprintf("GOMAXPROCS=%d", min(runtime.GOMAXPROCS(0), together)) }

// supervisor hands units and files to children.
type supervisor struct {
	isolation Isolation
	engine    *ocr.Engine // reads pictures for the children, nil for none
	desks     chan *desk

	mutex sync.Mutex
	lacks []string // what could not be taken from the children
}

// desk is where one worker's files are read: units in a child that a few desks
// share, single files in one of its own, which few runs need.
type desk struct{ shared, own *seat }

// seat is where a child is, and the next when that has ended.
type seat struct {
	mutex sync.Mutex
	child *child // nil until it is needed
}

func newSupervisor(i Isolation, n int, engine *ocr.Engine) *supervisor {
	s := &supervisor{isolation: i, engine: engine, desks: make(chan *desk, n)}
	shared := new(seat)
	for k := range n {
		if k > 0 && k%together == 0 {
			shared = new(seat)
		}
		s.desks <- &desk{shared, new(seat)}
	}
	return s
}

// close ends the children. Nothing may be processed any more.
func (s *supervisor) close() {
	for range cap(s.desks) {
		d := <-s.desks
		d.shared.end()
		d.own.end()
	}
}

// get returns the child of a seat, a new one where it takes no more files.
func (p *seat) get(command []string, engine *ocr.Engine) (c *child, err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.child == nil || p.child.closed() {
		p.child, err = startChild(command, engine)
	}
	return p.child, err
}

func (p *seat) end() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.child != nil {
		p.child.kill()
	}
}

// unit has a child make a unit of documents. After an error each of them is to be
// processed by itself.
func (s *supervisor) unit(ctx context.Context, u unitOrder, sources []pipeline.Source, opt pipeline.Options) (*unitIndex, []byte, error) {
	d := <-s.desks
	defer func() { s.desks <- d }()
	a, err := s.ask(ctx, d.shared, request{Sources: sources, Options: opt, Unit: &u})
	if err == nil && (a.Failed != "" || a.Index == nil || len(a.Index.Files) != len(sources)) {
		err = errors.New(cmp.Or(a.Failed, "not the unit that was asked for"))
	}
	return a.Index, a.unit, err
}

// process is Process in a child that does nothing else. A file at which a child
// dies gets a second one, for it may not be the file's fault; a file that ends that
// too is refused as crashed, and one that takes too long as timeout.
func (s *supervisor) process(ctx context.Context, src pipeline.Source, opt pipeline.Options) *schema.Report {
	d := <-s.desks
	defer func() { s.desks <- d }()
	reason, died := extract.Crashed, error(nil)
	for range 2 {
		a, err := s.ask(ctx, d.own, request{Sources: []pipeline.Source{src}, Options: opt})
		if err == nil && len(a.Reports) == 1 {
			a.Reports[0].Document.Path = sink.Printable(src.Path)
			return a.Reports[0]
		}
		died = cmp.Or(err, errDied)
		if errors.Is(err, errOverdue) {
			reason = extract.TimedOut
		}
		if !errors.Is(err, errDied) || ctx.Err() != nil {
			break
		}
	}
	row := schema.Document{ID: src.ID, Bytes: int64(len(src.Data)), Path: sink.Printable(src.Path)}
	return pipeline.Refused(row, &extract.Refusal{Reason: reason, Detail: died.Error()})
}

// ask has the child of a seat answer a request.
func (s *supervisor) ask(ctx context.Context, p *seat, q request) (answer, error) {
	for _, src := range q.Sources {
		extract.KeepEngine(src.Data)
	}
	c, err := p.get(s.isolation.Command, s.engine)
	if err != nil {
		return answer{}, err
	}
	q.Memory = s.isolation.Memory
	a, err := c.ask(ctx, q, q.Options.Timeout)
	if err == nil {
		s.learn(c.greeting.Lacks)
	}
	return a, err
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
	relay    []*os.File // our ends of the pipes for pictures
	sending  sync.Mutex // one request at a time
	requests *gob.Encoder
	from     *bufio.Reader
	answers  *gob.Decoder
	greeting greeting // known with the first answer
	stderr   head
	ending   sync.Once

	mutex   sync.Mutex
	last    uint64                 // request
	waiting map[uint64]chan answer // by request, closed and nil when the process has died
	spent   bool                   // it takes no more files: it is ended, or busy with one that was given up
}

// How a child ends before its answer.
var (
	errDied    = errors.New("the process died")
	errOverdue = errors.New("no result in time: the process was ended")
)

func startChild(command []string, engine *ocr.Engine) (*child, error) {
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
	c := &child{in: in, out: out, requests: gob.NewEncoder(in), from: bufio.NewReader(out), waiting: make(map[uint64]chan answer)}
	c.answers = gob.NewDecoder(c.from)
	c.cmd = &exec.Cmd{Path: command[0], Args: command[1:], Env: append(os.Environ(), fewThreads()), Stderr: &c.stderr, ExtraFiles: []*os.File{requests, answers}}
	if engine != nil {
		theirs, err := c.serveScans(engine)
		if err != nil {
			c.closePipes()
			return nil, err
		}
		defer closeAll(theirs)
		c.cmd.ExtraFiles = append(c.cmd.ExtraFiles, theirs...)
	}
	if err := c.cmd.Start(); err != nil {
		c.closePipes()
		return nil, err
	}
	go c.listen()
	return c, nil
}

// serveScans has pictures that the child sends read by an engine until its pipe
// is closed, and returns the child's ends of the pipes.
func (c *child) serveScans(engine *ocr.Engine) (theirs []*os.File, err error) {
	pages, send, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	words, answers, err := os.Pipe()
	if err != nil {
		closeAll([]*os.File{pages, send})
		return nil, err
	}
	c.relay = []*os.File{pages, answers}
	go func() { _ = ocr.Relay(context.Background(), engine, pages, answers) }() // a child that is gone asks no more
	return []*os.File{send, words}, nil
}

func (c *child) closePipes() { closeAll(append([]*os.File{c.in, c.out}, c.relay...)) }

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// listen hands out the answers until the process dies.
func (c *child) listen() {
	err := c.answers.Decode(&c.greeting)
	for err == nil {
		var a answer
		if err = c.answers.Decode(&a); err == nil && a.Size > 0 {
			a.unit = make([]byte, a.Size)
			_, err = io.ReadFull(c.from, a.unit)
		}
		if err == nil {
			err = c.deliver(a)
		}
	}
	c.kill()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, w := range c.waiting {
		close(w)
	}
	c.waiting = nil
}

// deliver gives an answer to who waits for it. A child that gave up a file takes
// no more of them: the work may go on in there.
func (c *child) deliver(a answer) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	w := c.waiting[a.ID]
	if w == nil {
		return errors.New("an answer that nobody asked for")
	}
	delete(c.waiting, a.ID)
	w <- a
	c.spent = c.spent || a.gaveUp()
	if c.spent && len(c.waiting) == 0 {
		_ = c.cmd.Process.Kill()
	}
	return nil
}

// gaveUp reports that a document's time was over.
func (a *answer) gaveUp() bool {
	const reason = string(extract.TimedOut)
	return slices.ContainsFunc(a.Reports, func(r *schema.Report) bool { return r.Document.Reason == reason }) ||
		a.Index != nil && slices.ContainsFunc(a.Index.Files, func(f fileResult) bool { return f.Reason == reason })
}

// await makes a place for the answer to a request, nil where there will be none.
func (c *child) await(q *request) chan answer {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.waiting == nil || c.spent {
		return nil
	}
	c.last++
	q.ID = c.last
	w := make(chan answer, 1)
	c.waiting[q.ID] = w
	return w
}

// closed reports that the child takes no more files.
func (c *child) closed() bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.waiting == nil || c.spent
}

// ask hands over documents and waits for the answer. After errDied and errOverdue,
// and when ctx is done, the child is of no more use.
func (c *child) ask(ctx context.Context, q request, timeout time.Duration) (answer, error) {
	w := c.await(&q)
	if w == nil {
		return answer{}, errDied
	}
	go func() {
		c.sending.Lock()
		defer c.sending.Unlock()
		if err := q.send(c.requests, c.in); err != nil {
			c.kill() // so that the answer is not waited for
		}
	}()
	overdue, ended := make(chan *meter.Over, 1), make(chan struct{})
	defer close(ended)
	if timeout > 0 {
		go func(m meter.Meter, began time.Time) {
			// the child gives up earlier; collecting garbage is counted here, not there, and
			// what other files take
			if over := m.Reaches(2*(timeout+meter.Grace), began, ended); over != nil {
				overdue <- over
			}
		}(meter.Process(c.cmd.Process.Pid), time.Now())
	}
	select {
	case a, ok := <-w:
		if ok {
			return a, nil
		}
		c.kill()
		return answer{}, fmt.Errorf("%w%s", errDied, c.lastWords())
	case <-overdue:
		c.kill()
		return answer{}, errOverdue
	case <-ctx.Done():
		c.kill()
		return answer{}, ctx.Err()
	}
}

// kill ends the process at once and frees what it held.
func (c *child) kill() {
	c.ending.Do(func() {
		c.mutex.Lock()
		c.spent = true
		c.mutex.Unlock()
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
		c.closePipes()
	})
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
