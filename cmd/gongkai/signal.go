package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// interrupted is the end of a command that a signal asked to stop.
type interrupted struct {
	by  syscall.Signal
	err error // what the command had to say of it, or nil
}

// Error implements error.
func (i interrupted) Error() string {
	if i.err != nil && !errors.Is(i.err, context.Canceled) {
		return i.err.Error()
	}
	return fmt.Sprintf("interrupted (%v)", i.by)
}

// status is what a shell reports for a program that a signal ended.
func (i interrupted) status() int { return 128 + int(i.by) }

// patience is how long a command that was interrupted may take to end. One that
// waits for standard input, or is in the middle of a file, never looks whether
// it is to go on; it leaves nothing behind that the next does not clear away.
const patience = 2 * time.Second

// untilSignal runs a command until it ends or the user has had enough: its
// context ends with the first interrupt, and the program with the second.
func untilSignal(command func(context.Context) error) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- command(ctx) }()
	var by syscall.Signal
	select {
	case err := <-done:
		return err
	case s := <-signals:
		by, _ = s.(syscall.Signal)
	}
	signal.Stop(signals)
	cancel()
	select {
	case err := <-done:
		if err == nil || errors.Is(err, errStrict) { // it was all but done; or it serves, and this is how that ends
			return err
		}
		return interrupted{by, err}
	case <-time.After(patience):
		return interrupted{by: by}
	}
}
