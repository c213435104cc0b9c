//go:build unix

package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"gongkai/pipeline/store"
)

// atOnce has a file opened without waiting for another process at its other end.
const atOnce = syscall.O_NONBLOCK

// stamp identifies a state of a file: inode, size, and the times of
// modification and of change: the first can be set, the second tells of that.
func stamp(info fs.FileInfo) string {
	var inode uint64
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		inode = s.Ino
	}
	return fmt.Sprintf("%d-%d-%d-%d", inode, info.Size(), info.ModTime().UnixNano(), store.ChangeTime(info))
}

// lock takes the exclusive lock of a dataset. The system releases it when the
// process ends, however it ends.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrBusy
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f.Close, nil
}

// limitData bounds the memory a process may map for data.
func limitData(bytes uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &l); err != nil {
		return err
	}
	l.Cur = min(bytes, l.Max)
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &l)
}

// syncDir makes the names in a folder last.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// link has current name a snapshot, in one step.
func link(dir, name string) error {
	made := filepath.Join(dir, store.TempPrefix+"current")
	if err := os.Symlink(filepath.Join("snapshots", name), made); err != nil {
		return err
	}
	return os.Rename(made, filepath.Join(dir, "current"))
}
