//go:build unix

package batch

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// TestOnlyRegularFiles puts what is no file among files: each is a row that says
// what it is, and its neighbours are read.
func TestOnlyRegularFiles(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 2)
	for _, name := range []string{"pipe.txt", "pipe.zip"} {
		if err := syscall.Mkfifo(filepath.Join(in, name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(in) // the address of a socket is short
	l, err := net.Listen("unix", "socket.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c := config(in, out)
	c.Paths = append(c.Paths, "/dev/zero")
	s := mustRun(t, c)
	if s.Statuses[schema.Read] != 2 || s.Statuses[schema.Refused] != 4 {
		t.Errorf("%v", s.Statuses)
	}
	want := map[string]string{"pipe.txt": "pipe", "pipe.zip": "pipe", "socket.txt": "socket", "zero": "device"}
	for _, r := range s.Refusals {
		if r.Reason != string(extract.Unreadable) || !strings.Contains(r.Detail, want[filepath.Base(r.Path)]) {
			t.Errorf("%+v", r)
		}
	}
}

// TestSwappedFiles puts a pipe, a folder and a larger file in the place of what
// was listed: opening them waits for nobody, and no more is read than may be.
func TestSwappedFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	for name, tt := range map[string]struct {
		swap func() error
		want extract.Reason
	}{
		"pipe":   {func() error { return syscall.Mkfifo(path, 0o666) }, extract.Unreadable},
		"folder": {func() error { return os.Mkdir(path, 0o777) }, extract.Unreadable},
		"device": {func() error { return os.Symlink("/dev/zero", path) }, extract.Unreadable},
		"larger": {func() error { return os.WriteFile(path, make([]byte, 101), 0o666) }, extract.TooLarge},
		"same":   {func() error { return os.WriteFile(path, make([]byte, 100), 0o666) }, ""},
	} {
		in := Input{Path: path, Size: 100}
		if err := tt.swap(); err != nil {
			t.Fatal(err)
		}
		_, hashed := in.hash(t.Context(), 100)
		_, read := in.data(t.Context(), 100)
		if reasonOf(t, hashed) != tt.want || reasonOf(t, read) != tt.want {
			t.Errorf("%s: %v, %v", name, hashed, read)
		}
		os.Remove(path)
	}
}

// TestSparseFile: a file of ten gigabytes that takes no room is refused by its
// size; hashing it would take minutes.
func TestSparseFile(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 2)
	path := filepath.Join(in, "sparse.txt")
	write(t, path, "")
	if err := os.Truncate(path, 10<<30); err != nil {
		t.Skip(err)
	}
	s := mustRun(t, config(in, out))
	if s.Statuses[schema.Read] != 2 || len(s.Refusals) != 1 || s.Refusals[0].Reason != string(extract.TooLarge) {
		t.Errorf("%v %+v", s.Statuses, s.Refusals)
	}
	if d := table[sink.DocumentRow](t, out, "documents/*.parquet")[0]; d.Bytes != 10<<30 || d.DocumentID != "" {
		t.Errorf("%+v", d)
	}
}

// endless is a file that grows as fast as it is read.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.read += int64(len(p))
	return len(p), nil
}

// TestGrowingFile: of a file that grows no more than the limit is read, and
// nothing once the run is not wanted any more.
func TestGrowingFile(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var e endless
	open := func(ctx context.Context, limit int64) (io.ReadCloser, error) {
		return &bounded{ctx: ctx, r: &e, limit: limit, most: limit, close: func() error { return nil }}, nil
	}
	in := Input{Path: "a", Size: 1, read: open}
	_, err := in.hash(ctx, 1<<20)
	if reasonOf(t, err) != extract.TooLarge || e.read != 1<<20+1 {
		t.Errorf("%v after %d bytes", err, e.read)
	}
	if _, err := in.data(ctx, 1<<20); reasonOf(t, err) != extract.TooLarge || e.read != 2<<20+2 {
		t.Errorf("%v after %d bytes", err, e.read)
	}
	cancel()
	if _, err := in.hash(ctx, 1<<20); !errors.Is(err, context.Canceled) || e.read != 2<<20+2 {
		t.Errorf("%v after %d bytes", err, e.read)
	}
	inputs := []Input{in, in}
	if _, err := hashInputs(ctx, inputs, nil, 1, 1<<20); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := List(ctx, []string{t.TempDir()}, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// overlaid is a zip in which the list names one packed file n times.
func overlaid(t testing.TB, n int) []byte {
	t.Helper()
	one := zipBytes(t, packedFile{"kernel.txt", strings.Repeat("0", 200_000)})
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	at := int(binary.LittleEndian.Uint32(one[end+16:]))
	record := one[at:end]
	b := append([]byte(nil), one[:at]...)
	for i := range n {
		r := append([]byte(nil), record...)
		copy(r[46:], fmt.Sprintf("%06d", i)) // the name in the list need not be that of the entry
		b = append(b, r...)
	}
	foot := append([]byte(nil), one[end:]...)
	binary.LittleEndian.PutUint16(foot[8:], uint16(n))
	binary.LittleEndian.PutUint16(foot[10:], uint16(n))
	binary.LittleEndian.PutUint32(foot[12:], uint32(n*len(record)))
	return append(b, foot...)
}

// TestSparseEntries: the size of a sparse entry says nothing of the bytes that
// are in the archive.
func TestSparseEntries(t *testing.T) {
	for _, tt := range []struct {
		header tar.Header
		want   bool
	}{
		{tar.Header{Typeflag: tar.TypeReg}, false},
		{tar.Header{Typeflag: tar.TypeGNUSparse}, true},
		{tar.Header{Typeflag: tar.TypeReg, PAXRecords: map[string]string{"GNU.sparse.major": "1"}}, true},
		{tar.Header{Typeflag: tar.TypeReg, PAXRecords: map[string]string{"mtime": "1"}}, false},
	} {
		if got := isSparse(&tt.header); got != tt.want {
			t.Errorf("%+v: %v", tt.header, got)
		}
	}
}

// TestArchivesBounded lists archives made to cost more than they weigh.
func TestArchivesBounded(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
		want extract.Reason
	}{
		{"overlaid.zip", overlaid(t, 20_000), extract.Corrupt},
		{"once.zip", overlaid(t, 1), ""},
		{"declares.zip", declaring(t, 20, 100<<20), extract.TooLarge},
		{"modest.zip", declaring(t, 20, 40<<20), ""},
		{"zeros.tgz", gzipBytes(t, tarBytes(t, packedFile{"a.txt", strings.Repeat("0", 1<<20)})), ""},
	} {
		path := filepath.Join(t.TempDir(), tt.name)
		write(t, path, string(tt.data))
		all, err := entries(t.Context(), path)
		if got := reasonOf(t, err); got != tt.want {
			t.Errorf("%s: %d entries, %v", tt.name, len(all), err)
		}
	}
	if most := mayExpand(1000); most != expandsFreely/archiveRatio*archiveRatio {
		t.Errorf("a small archive may unpack to %d bytes", most)
	}
	if most := mayExpand(1 << 40); most != archiveExpanded {
		t.Errorf("a large archive may unpack to %d bytes", most)
	}
}

// TestUnpackedIsBounded: a compressed tar is unpacked no further than it may be.
func TestUnpackedIsBounded(t *testing.T) {
	data := gzipBytes(t, make([]byte, 1<<20))
	zeros := container{file: "a.tgz", size: int64(len(data)), open: func() (io.ReaderAt, func() error, error) {
		return bytes.NewReader(data), func() error { return nil }, nil
	}}
	u := &unpacking{ctx: t.Context(), left: 1000}
	if _, err := u.gunzip(zeros); reasonOf(t, err) != extract.TooLarge || u.end > 1001 {
		t.Errorf("%d bytes, %v", u.end, err)
	}
	u.drop()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	u = &unpacking{ctx: ctx, left: 1 << 30}
	defer u.drop()
	if _, err := u.gunzip(zeros); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestOverlaidNeighbours: the neighbours of an archive that shares its bytes are
// read, and those of it too, when it is one row.
func TestOverlaidNeighbours(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	writeOffices(t, in, 2)
	write(t, filepath.Join(in, "bomb.zip"), string(overlaid(t, 1000)))
	s := mustRun(t, config(in, out))
	if s.Statuses[schema.Read] != 2 || s.Statuses[schema.Refused] == 0 || s.Refusals[0].Reason != string(extract.Corrupt) {
		t.Errorf("%v %+v", s.Statuses, s.Refusals)
	}
}
