// Package store keeps named objects, in a folder or in object storage that
// speaks S3 (Google's does besides its own), for the files of a dataset and for its inputs.
//
// What a run needs of its storage is little: an object appears whole or not at
// all, one can be made only if it is not there, a part of one can be read, and
// a second name costs less than a second copy. There are no locks and no
// renames, because object storage has none.
//
// Names are relative, with slashes. Object storage is compiled in by the build
// tag s3 alone, so that the usual binary does not carry its client.
package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"strings"
)

// Store keeps objects. Its methods may be used at once, and by several
// processes. What is not there is fs.ErrNotExist.
type Store interface {
	// Stat tells an object's size and stamp without reading it.
	Stat(ctx context.Context, name string) (Info, error)
	// Range reads n bytes of an object from off on.
	Range(ctx context.Context, name string, off, n int64) (io.ReadCloser, error)
	// Put makes an object, or replaces it, in one step. write may be called again.
	Put(ctx context.Context, name string, write func(io.Writer) error) error
	// Create is Put for an object that is not there yet, else fs.ErrExist. Of
	// several at once one succeeds, but on object storage that knows no
	// conditions.
	Create(ctx context.Context, name string, write func(io.Writer) error) error
	// Swap is Put for an object whose stamp still is the given one, "" for one
	// that is not there, else ErrChanged. Of several at once one succeeds, with
	// the exception of Create; in a folder the callers hold a lock.
	Swap(ctx context.Context, name, stamp string, write func(io.Writer) error) error
	// Adopt makes an object of a local file, which is gone afterwards.
	Adopt(ctx context.Context, file, name string) error
	// Link gives an object a second name.
	Link(ctx context.Context, from, to string) error
	// List yields the objects whose names begin with prefix, sorted by name.
	List(ctx context.Context, prefix string) iter.Seq2[Info, error]
	// Remove removes an object; none is no error.
	Remove(ctx context.Context, name string) error
}

// Info describes an object.
type Info struct {
	Name  string
	Size  int64  // bytes
	Stamp string // changes when the object does
}

// ErrNotBuilt means that the program was built without object storage.
var ErrNotBuilt = errors.New("this gongkai is built without object storage: build it with -tags s3")

// ErrChanged means that an object is not what it was.
var ErrChanged = errors.New("changed by another process")

// ErrNoBucket means that there is no such bucket, or none for these credentials.
var ErrNoBucket = errors.New("no such bucket")

// ErrUnavailable means that object storage did not answer, or not now: what
// failed may succeed later.
var ErrUnavailable = errors.New("object storage does not answer")

// IsRemote reports whether a path is an address of object storage.
func IsRemote(path string) bool {
	return strings.HasPrefix(path, "s3://") || strings.HasPrefix(path, "gs://")
}

// SplitBucket splits the address of an object into that of its bucket and its
// name there.
func SplitBucket(address string) (bucket, name string) {
	scheme, rest, _ := strings.Cut(address, "://")
	host, name, _ := strings.Cut(rest, "/")
	return scheme + "://" + host, name
}

// Local returns the path that a file:// address means; other paths, and
// addresses of object storage, are returned as they are. Any other address is
// an error, or it would be taken for the name of a folder.
func Local(path string) (string, error) {
	switch scheme, _, found := strings.Cut(path, "://"); {
	case !found || IsRemote(path):
		return path, nil
	case scheme != "file":
		return "", fmt.Errorf("%s: %s is not supported: give a path, file://, s3:// or gs://", path, scheme)
	}
	u, err := url.Parse(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if u.Host != "" && u.Host != "localhost" {
		return "", fmt.Errorf("%s: a file address names no host", path)
	}
	return u.Path, nil
}

// Open opens the store at a path: a folder, s3://bucket/prefix or gs://bucket/prefix.
func Open(path string) (Store, error) {
	if IsRemote(path) {
		return openBucket(path)
	}
	return Dir(path), nil
}

// ReadAll reads a whole object of at most limit bytes; a longer one is ErrTooLong.
func ReadAll(ctx context.Context, s Store, name string, limit int64) ([]byte, error) {
	info, err := s.Stat(ctx, name)
	if err != nil {
		return nil, err
	}
	if info.Size > limit {
		return nil, ErrTooLong
	}
	return ReadRange(ctx, s, name, 0, info.Size)
}

// swapByStat is Swap in two steps, for one writer at a time.
func swapByStat(ctx context.Context, s Store, name, stamp string, write func(io.Writer) error) error {
	info, err := s.Stat(ctx, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if info.Stamp != stamp {
		return fmt.Errorf("%s: %w", name, ErrChanged)
	}
	return s.Put(ctx, name, write)
}

// TempDir returns the folder for temporary files, and makes it where it is
// missing: an image that holds the program and nothing else has none.
func TempDir() (string, error) {
	dir := os.TempDir()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", fmt.Errorf("no folder for temporary files, name one in TMPDIR: %w", err)
	}
	return dir, nil
}

// ErrTooLong means that an object is larger than was asked for.
var ErrTooLong = errors.New("larger than allowed")

// ReadRange reads n bytes from off on, and fails when there are fewer.
func ReadRange(ctx context.Context, s Store, name string, off, n int64) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	r, err := s.Range(ctx, name, off, n)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data := make([]byte, n)
	_, err = io.ReadFull(r, data)
	return data, err
}

// PutBytes puts an object with the given content.
func PutBytes(ctx context.Context, s Store, name string, data []byte) error {
	return s.Put(ctx, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
