package ocr

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// pool is the processes of an engine that speaks the protocol: as many as pages are
// read at once, each started when it is needed and kept for the next page.
type pool struct {
	command []string
	patient time.Duration

	mutex sync.Mutex
	idle  []*process
}

// newEngine is an engine that runs a command.
func newEngine(name string, command []string) *Engine {
	p := &pool{command: command, patient: pageTime}
	return &Engine{name: name, read: p.read, close: p.close}
}

// read asks one of the processes. One that fails is ended, and another asked.
func (p *pool) read(ctx context.Context, q *request) (*answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, p.patient, fmt.Errorf("no answer after %v", p.patient))
	defer cancel()
	var failed error
	for range attempts {
		c, err := p.take()
		if err != nil {
			return nil, err
		}
		a, err := c.ask(ctx, q)
		if err == nil {
			p.give(c)
			return a, nil
		}
		c.kill()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		failed = err
	}
	return nil, failed
}

func (p *pool) take() (*process, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return c, nil
	}
	return start(p.command)
}

func (p *pool) give(c *process) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.idle = append(p.idle, c)
}

// close ends the processes that wait for a page.
func (p *pool) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, c := range p.idle {
		c.kill()
	}
	p.idle = nil
}

// process is an engine that runs.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// command prepares a program to be run: one thread, and nothing of this process but
// its environment.
func command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "OMP_NUM_THREADS=1", "OMP_THREAD_LIMIT=1", "PYTHONIOENCODING=utf-8")
	cmd.WaitDelay = time.Second // what it started may hold its output open
	group(cmd)
	return cmd
}

func start(args []string) (*process, error) {
	cmd := command(context.Background(), args...)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the engine did not start: %w", err)
	}
	if err := limitMemory(cmd.Process.Pid, pageMemory); err != nil {
		_ = endGroup(cmd)
		_ = cmd.Wait()
		return nil, err
	}
	return &process{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<16)}, nil
}

// ask sends a page and waits for the answer. After an error the process is of no
// more use.
func (c *process) ask(ctx context.Context, q *request) (a *answer, err error) {
	done := make(chan struct{})
	stopped := context.AfterFunc(ctx, func() {
		defer close(done)
		_ = endGroup(c.cmd)
	})
	defer func() {
		if !stopped() {
			<-done
			err = context.Cause(ctx)
		}
	}()
	if err := json.NewEncoder(c.in).Encode(q); err != nil {
		return nil, errors.New("the engine died")
	}
	return readAnswer(c.out)
}

// kill ends the process at once, and what it started.
func (c *process) kill() {
	_ = endGroup(c.cmd)
	c.in.Close()
	_ = c.cmd.Wait()
}

// readAnswer reads one line and what it says.
func readAnswer(r *bufio.Reader) (*answer, error) {
	var line bytes.Buffer
	for {
		piece, err := r.ReadSlice('\n')
		line.Write(piece)
		switch {
		case line.Len() > answerBytes:
			return nil, fmt.Errorf("the engine's answer has more than %d bytes", answerBytes)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil:
			return nil, errors.New("the engine died")
		}
		a := new(answer)
		if err := json.Unmarshal(line.Bytes(), a); err != nil || a.Words == nil && a.Error == "" {
			return nil, errors.New("the engine's answer is not of the protocol")
		}
		return a, nil
	}
}
