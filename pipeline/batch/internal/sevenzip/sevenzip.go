// Package sevenzip reads 7z archives, as 7zFormat.txt of the LZMA SDK describes
// them: files copied, or packed by LZMA, LZMA2, Deflate or BZip2, each alone or
// many together. Whatever else packs them (filters for programs, PPMd, Zstandard,
// encryption) is named in the error of the files concerned.
//
// All input is hostile. What an archive says of itself is bounded before memory is
// spent on it: its header, the number of files, and the dictionary, which is never
// larger than what it unpacks to.
package sevenzip

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// The errors of Open and Each; what is wrong is added to them.
var (
	ErrCorrupt     = errors.New("damaged 7z archive")
	ErrEncrypted   = errors.New("the archive is encrypted")
	ErrUnsupported = errors.New("a method of 7z that is not read")
	ErrTooLarge    = errors.New("the archive takes too much memory")
	ErrTooMany     = errors.New("too many files")
)

// Limits bounds what reading an archive costs.
type Limits struct {
	Header     int64 // bytes of the header, unpacked
	Dictionary int64 // bytes of a dictionary
	Files      int
}

// File is an entry of an archive.
type File struct {
	Name    string
	Size    int64
	Regular bool // no folder, no link

	stream bool // it has bytes
	sum    uint32
	summed bool
}

// Archive is an archive of which the header is read.
type Archive struct {
	Files []File

	at      io.ReaderAt
	size    int64
	limits  Limits
	folders []folder
}

const signature = "7z\xbc\xaf\x27\x1c"

// Open reads the header of an archive of size bytes.
func Open(at io.ReaderAt, size int64, lim Limits) (*Archive, error) {
	a := &Archive{at: at, size: size, limits: lim}
	header, err := a.next()
	if err != nil {
		return nil, err
	}
	const most = 4 // times a header may be packed again, and things for each file
	for range most {
		r := &reader{b: header, room: lim.Files * most}
		switch kind := r.byte(); {
		case kind == idHeader:
			if err := r.header(a); err != nil {
				return nil, err
			}
			return a, a.complete()
		case kind == idEncodedHeader && r.err == nil:
			if header, err = a.unpackHeader(r); err != nil {
				return nil, err
			}
		default:
			return nil, corrupt("a header of an unknown kind")
		}
	}
	return nil, corrupt("its header is packed too often")
}

// complete holds that each file with bytes has its place in a folder.
func (a *Archive) complete() error {
	n := 0
	for i := range a.folders {
		n += a.folders[i].files
	}
	for i := range a.Files {
		if a.Files[i].stream {
			n--
		}
	}
	if n != 0 {
		return corrupt("more streams than files")
	}
	return nil
}

func corrupt(what string) error { return fmt.Errorf("%w: %s", ErrCorrupt, what) }

// next reads the header that the first bytes point to.
func (a *Archive) next() ([]byte, error) {
	const fixed = 32
	first := make([]byte, fixed)
	if _, err := a.at.ReadAt(first, 0); err != nil || string(first[:len(signature)]) != signature {
		return nil, corrupt("it does not begin as one")
	}
	r := &reader{b: first[8:]}
	sum := r.u32()
	if crc32.ChecksumIEEE(first[12:]) != sum {
		return nil, corrupt("its beginning does not match its checksum")
	}
	from, size := int64(r.u64()), int64(r.u64())
	sum = r.u32()
	switch {
	case size == 0:
		return []byte{idHeader, idEnd}, nil
	case from < 0 || size < 0 || from > a.size-fixed || size > a.size-fixed-from:
		return nil, corrupt("its header lies outside the file")
	case size > a.limits.Header:
		return nil, fmt.Errorf("%w: a header of %d bytes", ErrTooLarge, size)
	}
	header := make([]byte, size)
	if _, err := a.at.ReadAt(header, fixed+from); err != nil {
		return nil, corrupt(err.Error())
	}
	if crc32.ChecksumIEEE(header) != sum {
		return nil, corrupt("its header does not match its checksum")
	}
	return header, nil
}

// unpackHeader unpacks a header that is described by another.
func (a *Archive) unpackHeader(r *reader) ([]byte, error) {
	folders, _, err := r.streams(a)
	switch {
	case err != nil:
		return nil, err
	case len(folders) != 1:
		return nil, corrupt("its header is in several pieces")
	case folders[0].size() > a.limits.Header:
		return nil, fmt.Errorf("%w: a header of %d bytes", ErrTooLarge, folders[0].size())
	}
	f := &folders[0]
	in, err := a.open(f)
	if err != nil {
		return nil, err
	}
	header := make([]byte, f.size())
	if _, err := io.ReadFull(in, header); err != nil {
		return nil, corrupt(err.Error())
	}
	if f.summed && crc32.ChecksumIEEE(header) != f.sum {
		return nil, corrupt("its header does not match its checksum")
	}
	return header, nil
}

// Each gives the bytes of each file to visit, in the order in which they lie in
// the archive, or the error why they cannot be had. What visit leaves unread is
// passed over. An error of visit ends it.
func (a *Archive) Each(visit func(f *File, r io.Reader, err error) error) error {
	at := 0 // of the next file
	for i := range a.folders {
		folder := &a.folders[i]
		if folder.files == 0 {
			continue
		}
		in, err := a.open(folder)
		for n := 0; n < folder.files; {
			f := &a.Files[at]
			at++
			if f.stream {
				n++
			}
			if f.Size == 0 {
				if err := visit(f, bytes.NewReader(nil), nil); err != nil {
					return err
				}
				continue
			}
			if err != nil {
				if err := visit(f, nil, err); err != nil {
					return err
				}
				continue
			}
			r := &checked{r: in, left: f.Size, sum: f.sum, summed: f.summed}
			if err := visit(f, r, nil); err != nil {
				return err
			}
			if _, err = io.Copy(io.Discard, r); errors.Is(err, errSum) {
				err = nil // concerns this file only
			}
		}
	}
	for ; at < len(a.Files); at++ {
		if err := visit(&a.Files[at], bytes.NewReader(nil), nil); err != nil {
			return err
		}
	}
	return nil
}

var errSum = fmt.Errorf("%w: a file does not match its checksum", ErrCorrupt)

// checked reads the bytes of one file and holds them against its checksum.
type checked struct {
	r      io.Reader
	left   int64
	got    uint32
	sum    uint32
	summed bool
}

// Read implements io.Reader.
func (c *checked) Read(p []byte) (int, error) {
	if c.left == 0 {
		if c.summed && c.got != c.sum {
			return 0, errSum
		}
		return 0, io.EOF
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	c.got = crc32.Update(c.got, crc32.IEEETable, p[:n])
	switch {
	case c.left == 0:
		return n, nil
	case errors.Is(err, io.EOF):
		return n, corrupt("the bytes of a file end early")
	case err != nil:
		return n, corrupt(err.Error())
	}
	return n, nil
}
