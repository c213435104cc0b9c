package batch

import (
	"errors"
	"slices"
	"syscall"

	"gongkai/pipeline/store"
)

// What a step waits for; see TryAgain.
var (
	errUnits      = errors.New("units are missing")
	errPartitions = errors.New("partitions are missing")
)

// passing are the errors that are of the moment: another run holds the dataset,
// an earlier step is not done, storage does not answer or is full. What else
// goes wrong (no such plan, no right to read it, another program's) stays so.
func passing() []error {
	return []error{ErrBusy, errUnits, errPartitions, store.ErrUnavailable, store.ErrChanged,
		syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.ESTALE, syscall.ETIMEDOUT, syscall.EAGAIN,
		syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM}
}

// TryAgain reports whether the same command may succeed later, after an error
// of Run or of a step.
func TryAgain(err error) bool {
	return slices.ContainsFunc(passing(), func(now error) bool { return errors.Is(err, now) })
}
