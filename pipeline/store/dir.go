package store

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// TempPrefix starts the names of files that are not finished. A killed
// process leaves them; they are never listed.
const TempPrefix = ".tmp-"

// Dir is the store in a folder, which may be shared between machines. Folders
// are made as they are needed.
type Dir string

func (d Dir) path(name string) string { return filepath.Join(string(d), filepath.FromSlash(name)) }

// WriteFile makes path appear whole and on the disk, or not at all. The umask
// says who may read it.
func WriteFile(path string, write func(io.Writer) error) error {
	return Dir(filepath.Dir(path)).Put(context.Background(), filepath.Base(path), write)
}

// Stat implements Store. The stamp is the times of the last change.
func (d Dir) Stat(_ context.Context, name string) (Info, error) {
	info, err := os.Stat(d.path(name))
	if err != nil {
		return Info{}, err
	}
	if !info.Mode().IsRegular() {
		return Info{}, fmt.Errorf("%s: not a regular file", d.path(name))
	}
	return Info{name, info.Size(), stamp(info)}, nil
}

func stamp(info fs.FileInfo) string {
	return fmt.Sprintf("%d-%d", info.ModTime().UnixNano(), ChangeTime(info))
}

// Range implements Store.
func (d Dir) Range(_ context.Context, name string, off, n int64) (io.ReadCloser, error) {
	f, err := os.Open(d.path(name))
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(f, off, n), f}, nil
}

// Put implements Store.
func (d Dir) Put(_ context.Context, name string, write func(io.Writer) error) error {
	return d.place(name, write, os.Rename)
}

// Create implements Store: a hard link is made only where no name is.
func (d Dir) Create(_ context.Context, name string, write func(io.Writer) error) error {
	return d.place(name, write, func(temp, path string) error {
		err := os.Link(temp, path)
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) { // no hard links here
			if _, err := os.Lstat(path); err == nil {
				return fs.ErrExist
			}
			return os.Rename(temp, path)
		}
		return cmp.Or(err, os.Remove(temp))
	})
}

// Swap implements Store. Folders have no conditions: the callers hold a lock.
func (d Dir) Swap(ctx context.Context, name, stamp string, write func(io.Writer) error) error {
	return swapByStat(ctx, d, name, stamp, write)
}

// place writes a temporary file to the disk and has publish give it its name.
func (d Dir) place(name string, write func(io.Writer) error, publish func(temp, path string) error) (err error) {
	path := d.path(name)
	f, err := createTemp(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	buf := bufio.NewWriterSize(f, 1<<16)
	if err := write(buf); err != nil {
		return err
	}
	if err := cmp.Or(buf.Flush(), f.Sync(), f.Close()); err != nil {
		return err
	}
	return publish(f.Name(), path)
}

// createTemp makes an unfinished file, and its folder if that is missing.
func createTemp(dir string) (*os.File, error) {
	f, err := newTemp(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
		f, err = newTemp(dir)
	}
	return f, err
}

// newTemp makes an unfinished file in a folder. It will be a file that
// others read under another name, so the umask says who may; os.CreateTemp
// makes files for their owner alone.
func newTemp(dir string) (*os.File, error) {
	for {
		path := filepath.Join(dir, TempPrefix+strconv.FormatUint(rand.Uint64(), 36))
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Adopt implements Store. file must be in the same file system and on the disk.
func (d Dir) Adopt(_ context.Context, file, name string) error {
	if err := os.MkdirAll(filepath.Dir(d.path(name)), 0o777); err != nil {
		return err
	}
	return os.Rename(file, d.path(name))
}

// Link implements Store.
func (d Dir) Link(_ context.Context, from, to string) error {
	if err := os.MkdirAll(filepath.Dir(d.path(to)), 0o777); err != nil {
		return err
	}
	err := os.Link(d.path(from), d.path(to))
	if errors.Is(err, fs.ErrExist) { // by another attempt, or an earlier one; a reader always finds it
		temp := filepath.Join(filepath.Dir(d.path(to)), TempPrefix+strconv.FormatUint(rand.Uint64(), 36))
		if err = os.Link(d.path(from), temp); err == nil {
			err = os.Rename(temp, d.path(to))
			_ = os.Remove(temp) // two names of one file are not renamed
		}
	}
	return err
}

// List implements Store.
func (d Dir) List(_ context.Context, prefix string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		var all []Info
		err := filepath.WalkDir(d.path(prefix), func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), TempPrefix) {
				return err
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			name, err := filepath.Rel(string(d), path)
			all = append(all, Info{filepath.ToSlash(name), info.Size(), stamp(info)})
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			yield(Info{}, err)
			return
		}
		slices.SortFunc(all, func(a, b Info) int { return cmp.Compare(a.Name, b.Name) })
		for _, info := range all {
			if !yield(info, nil) {
				return
			}
		}
	}
}

// Remove implements Store.
func (d Dir) Remove(_ context.Context, name string) error {
	err := os.Remove(d.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
