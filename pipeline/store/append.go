package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// patience is how long Append waits for others that append to the same file.
const patience = 10 * time.Second

// ErrLocked means that another process has held a file for longer than anyone waits.
var ErrLocked = errors.New("another process holds this file")

// Append adds to a local file what more makes of its content, which no other
// Append changes meanwhile, in this process or another. The file is made where
// it is missing; what was added is on the disk when Append returns, and after an
// error nothing was added. A last line without an end gets one first.
func Append(path string, more func(now []byte) ([]byte, error)) (err error) {
	f, unlock, err := openLocked(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	now, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	added, err := more(now)
	if err != nil || len(added) == 0 {
		return err
	}
	if len(now) > 0 && now[len(now)-1] != '\n' {
		added = append([]byte{'\n'}, added...)
	}
	if _, err := f.WriteAt(added, int64(len(now))); err != nil {
		return errors.Join(err, f.Truncate(int64(len(now)))) // no half line stays
	}
	return f.Sync()
}

// openLocked opens a file for its holder alone. Who waited for it looks whether
// it still has its name: an editor puts another in its place.
func openLocked(path string) (f *os.File, unlock func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, nil, err
	}
	for until := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return nil, nil, err
		}
		unlock, err := tryLock(f)
		if err == nil && same(f, path) {
			return f, unlock, nil
		}
		if err == nil {
			err = errors.Join(ErrLocked, unlock())
		} else {
			f.Close()
		}
		if !errors.Is(err, ErrLocked) || time.Now().After(until) {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
	}
}

func same(f *os.File, path string) bool {
	mine, err := f.Stat()
	there, e := os.Stat(path)
	return cmp.Or(err, e) == nil && os.SameFile(mine, there)
}

// tryLock locks an open file; unlock closes it. Where the file system knows no
// locks, a file beside it that only one can make stands for the lock.
func tryLock(f *os.File) (unlock func() error, err error) {
	switch err := lockFile(f); {
	case err == nil:
		return f.Close, nil // with which the lock goes
	case !errors.Is(err, errors.ErrUnsupported):
		return nil, err
	}
	return lockBeside(f)
}

// abandoned is the age at which a lock file is one that a killed process left:
// nobody appends for so long.
const abandoned = time.Minute

func lockBeside(f *os.File) (unlock func() error, err error) {
	name := f.Name() + ".lock"
	made, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, os.ErrExist) {
		if info, e := os.Stat(name); e == nil && time.Since(info.ModTime()) > abandoned {
			return nil, errors.Join(ErrLocked, os.Remove(name))
		}
		return nil, ErrLocked
	}
	if err != nil {
		return nil, err
	}
	return func() error { return errors.Join(f.Close(), made.Close(), os.Remove(name)) }, nil
}
