package ocr

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
)

// Relay reads pages from a process that may start none itself, has an engine read
// them, and writes what it says; it returns when there are no more.
func Relay(ctx context.Context, e *Engine, pages io.Reader, answers io.Writer) error {
	in, out := json.NewDecoder(bufio.NewReader(pages)), json.NewEncoder(answers)
	for {
		q := new(request)
		if err := in.Decode(q); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		a, err := e.read(ctx, q)
		if err != nil {
			a = &answer{Error: err.Error()}
		}
		if a.Error != "" {
			a.Error = e.name + ": " + a.Error
		}
		if err := out.Encode(a); err != nil {
			return err
		}
	}
}

// Remote is the engine at the other end of a Relay.
func Remote(pages io.Writer, answers io.Reader) *Engine {
	var mutex sync.Mutex
	in, out := json.NewEncoder(pages), bufio.NewReaderSize(answers, 1<<16)
	return &Engine{close: func() {}, read: func(ctx context.Context, q *request) (*answer, error) {
		mutex.Lock()
		defer mutex.Unlock()
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err := in.Encode(q); err != nil {
			return nil, err
		}
		return readAnswer(out)
	}}
}
