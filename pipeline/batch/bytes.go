package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"

	"gongkai/extract"
)

// The bytes of an input are had in one way only, for its hash and for its
// report: opened, looked at by their descriptor, and read to a limit as long as
// the run is wanted. So a pipe does not hold a run up, a file that grows costs
// no more than the limit, and one that is too large is not read at all.

// content opens the bytes of an input, limit of them at most: those of more are
// refused, at the latest while they are read.
type content func(ctx context.Context, limit int64) (io.ReadCloser, error)

// bytes opens an input.
func (in *Input) bytes(ctx context.Context, limit int64) (io.ReadCloser, error) {
	if in.read != nil {
		return in.read(ctx, limit)
	}
	return fileContent(in.place())(ctx, limit)
}

// data reads the bytes of an input.
func (in *Input) data(ctx context.Context, limit int64) ([]byte, error) {
	r, err := in.bytes(ctx, limit)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// What an archive says of a size has been held against its bytes when they were
	// hashed. One that has changed since costs what a file may have, and only as much of
	// it as it fills.
	var b bytes.Buffer
	b.Grow(int(max(min(in.Size, limit), 0)) + bytes.MinRead)
	if _, err := b.ReadFrom(r); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// hash reads an input for its hash alone.
func (in *Input) hash(ctx context.Context, limit int64) (string, error) {
	if in.Size > limit {
		return "", tooLong(in.Size, limit)
	}
	r, err := in.bytes(ctx, limit)
	if err != nil {
		return "", cause(err)
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{r}, make([]byte, 64<<10)); err != nil {
		return "", cause(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func tooLong(size, limit int64) error {
	return &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("%d bytes, the limit is %d", size, limit)}
}

// fileContent opens a file.
func fileContent(name string) content {
	return func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		f, info, err := openRegular(name)
		if err != nil {
			return nil, err
		}
		if info.Size() > limit {
			f.Close()
			return nil, tooLong(info.Size(), limit)
		}
		return &bounded{ctx: ctx, r: f, limit: limit, most: limit, close: f.Close}, nil
	}
}

// openRegular opens a file for reading and holds by its descriptor that it is
// one: whatever else has the name now, opening it waits for nobody.
func openRegular(name string) (*os.File, fs.FileInfo, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|atOnce, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = notRegular(info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// notRegular says what a file is that is none to be read.
func notRegular(mode fs.FileMode) error {
	what := "something else"
	switch {
	case mode.IsDir():
		what = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		what = "a named pipe"
	case mode&fs.ModeSocket != 0:
		what = "a socket"
	case mode&fs.ModeDevice != 0:
		what = "a device"
	}
	return &extract.Refusal{Reason: extract.Unreadable, Detail: "not a regular file but " + what}
}

// bounded reads at most limit bytes, and none any more once ctx is done.
type bounded struct {
	ctx   context.Context
	r     io.Reader
	limit int64 // bytes there may still be
	most  int64 // and at first
	close func() error

	entry *promised // what the archive says of it, nil for a file
}

// promised is what an archive says of the bytes of an entry.
type promised struct {
	due  int64       // bytes still to come
	sum  hash.Hash32 // of what came, nil where the archive has none
	want uint32
}

// hold takes in n bytes and tells what is wrong with them.
func (e *promised) hold(p []byte, err error) error {
	if e.due -= int64(len(p)); e.sum != nil {
		e.sum.Write(p)
	}
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, io.EOF):
		return badArchive(err)
	case e.due > 0:
		return badArchive(io.ErrUnexpectedEOF)
	case e.sum != nil && e.sum.Sum32() != e.want:
		return badArchive(zip.ErrChecksum)
	}
	return err
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if int64(len(p)) > b.limit+1 { // one more tells that there is more
		p = p[:b.limit+1]
	}
	n, err := b.r.Read(p)
	if b.limit -= int64(n); b.limit < 0 {
		return 0, &extract.Refusal{Reason: extract.TooLarge, Detail: fmt.Sprintf("more than %d bytes", b.most)}
	}
	if b.entry != nil {
		err = b.entry.hold(p[:n], err)
	}
	return n, err
}

// Close implements io.Closer.
func (b *bounded) Close() error {
	return b.close()
}
