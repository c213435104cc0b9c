package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

// atOnce is no flag here: a named pipe has no name among files.
const atOnce = 0

// stamp identifies a state of a file: size and modification time. Windows gives
// no number of a file with its times, nor the time of its last change.
func stamp(info fs.FileInfo) string {
	return fmt.Sprintf("0-%d-%d-0", info.Size(), info.ModTime().UnixNano())
}

// lock takes the exclusive lock of a dataset. The system releases it when the
// process ends, however it ends.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped)); err != nil {
		f.Close()
		if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			return nil, ErrBusy
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f.Close, nil
}

// limitData would bound the memory of a process. Windows has no limit that a
// process sets itself, so a child keeps to the collector's goal only.
func limitData(uint64) error { return nil }

// syncDir has nothing to do: a folder cannot be flushed on Windows.
func syncDir(string) error { return nil }
