package sevenzip

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// The marks of a header's parts (7zFormat.txt, "Property IDs").
const (
	idEnd           = 0x00
	idHeader        = 0x01
	idProperties    = 0x02
	idMore          = 0x03
	idStreams       = 0x04
	idFiles         = 0x05
	idPack          = 0x06
	idUnpack        = 0x07
	idSubStreams    = 0x08
	idSize          = 0x09
	idCRC           = 0x0a
	idFolder        = 0x0b
	idUnpackSizes   = 0x0c
	idCounts        = 0x0d
	idEmptyStream   = 0x0e
	idEmptyFile     = 0x0f
	idNames         = 0x11
	idAttributes    = 0x15
	idEncodedHeader = 0x17
)

// reader reads a header. After an error it gives zeros.
type reader struct {
	b    []byte
	room int // things of which memory is had that there may still be
	err  error
}

// has accounts for n things.
func (r *reader) has(n int) bool {
	if r.room -= n; r.room < 0 && r.err == nil {
		r.err = ErrTooMany
	}
	return r.err == nil
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = corrupt(what)
	}
	r.b = nil
}

// take is the next n bytes, fewer of them never.
func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.fail("its header ends early")
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) u32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) u64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// number is a number of as many further bytes as its first has leading ones; the
// bits behind those are its highest.
func (r *reader) number() (v uint64) {
	first := r.byte()
	mask := byte(0x80)
	for i := range 8 {
		if first&mask == 0 {
			return v | uint64(first&(mask-1))<<(8*i)
		}
		v |= uint64(r.byte()) << (8 * i)
		mask >>= 1
	}
	return v
}

// count is a number of things that take at least a byte each, or a bit.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.b))*8 {
		r.fail("it has more of something than its header has room for")
		return 0
	}
	return int(n)
}

// size is a number of bytes.
func (r *reader) size() int64 {
	n := r.number()
	if n >= 1<<62 {
		r.fail("a size out of range")
		return 0
	}
	return int64(n)
}

// bits are n flags.
func (r *reader) bits(n int) []bool {
	packed := r.take(uint64(n+7) / 8)
	out := make([]bool, n)
	for i := range out {
		out[i] = packed != nil && packed[i/8]&(0x80>>(i%8)) != 0
	}
	return out
}

// someBits are n flags that may be said to be all set.
func (r *reader) someBits(n int) []bool {
	if r.byte() == 0 {
		return r.bits(n)
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

// header reads the files of an archive and how they are packed.
func (r *reader) header(a *Archive) error {
	var sub []stream
	var err error
	for r.err == nil {
		switch kind := r.byte(); kind {
		case idEnd:
			return r.err
		case idProperties:
			for r.err == nil && r.byte() != idEnd {
				r.take(r.number())
			}
		case idMore:
			_, _, err = r.streams(a)
		case idStreams:
			a.folders, sub, err = r.streams(a)
		case idFiles:
			err = r.files(a, sub)
		default:
			r.fail(fmt.Sprintf("a part of the header of kind %d", kind))
		}
		if err != nil {
			return err
		}
	}
	return r.err
}

// stream is what one file unpacks to.
type stream struct {
	size   int64
	sum    uint32
	summed bool
}

// streams reads how streams are packed: the folders, and what is in them.
func (r *reader) streams(a *Archive) (folders []folder, sub []stream, err error) {
	var packed []int64
	from := int64(0)
	for r.err == nil {
		switch kind := r.byte(); kind {
		case idEnd:
			if sub == nil {
				sub = whole(folders)
			}
			return folders, sub, r.err
		case idPack:
			from, packed = r.packs()
		case idUnpack:
			folders = r.folders()
			if err := place(folders, from, packed); err != nil {
				return nil, nil, err
			}
		case idSubStreams:
			sub = r.subStreams(folders)
		default:
			r.fail(fmt.Sprintf("streams of kind %d", kind))
		}
	}
	return nil, nil, r.err
}

// packs reads where the packed streams begin and how long they are.
func (r *reader) packs() (from int64, sizes []int64) {
	from = r.size()
	n := r.count()
	for r.has(n) {
		switch kind := r.byte(); kind {
		case idEnd:
			return from, sizes
		case idSize:
			sizes = nil
			for i := 0; i < n && r.err == nil; i++ {
				sizes = append(sizes, r.size())
			}
		case idCRC:
			r.sums(n)
		default:
			r.fail(fmt.Sprintf("packed streams of kind %d", kind))
		}
	}
	return 0, nil
}

// sums reads checksums of n things, of those that have one.
func (r *reader) sums(n int) (sums []uint32, has []bool) {
	has = r.someBits(n)
	sums = make([]uint32, n)
	for i := range sums {
		if has[i] && r.err == nil {
			sums[i] = r.u32()
		}
	}
	return sums, has
}

// whole are the streams of folders that have one each.
func whole(folders []folder) []stream {
	var out []stream
	for i := range folders {
		f := &folders[i]
		f.files = 1
		out = append(out, stream{f.size(), f.sum, f.summed})
	}
	return out
}

// subStreams reads what the streams of the folders are cut into.
func (r *reader) subStreams(folders []folder) []stream {
	for i := range folders {
		folders[i].files = 1
	}
	kind := r.byte()
	if kind == idCounts {
		for i := range folders {
			folders[i].files = r.count()
			if !r.has(folders[i].files) {
				return nil
			}
		}
		kind = r.byte()
	}
	var out []stream
	for i := range folders {
		f := &folders[i]
		left := f.size()
		for k := range f.files {
			s := stream{size: left}
			if k < f.files-1 && kind == idSize {
				s.size = r.size()
			}
			if left -= s.size; left < 0 || r.err != nil {
				r.fail("files of more bytes than there are")
				return nil
			}
			if f.files == 1 {
				s.sum, s.summed = f.sum, f.summed
			}
			out = append(out, s)
		}
	}
	if kind == idSize {
		kind = r.byte()
	}
	for ; kind != idEnd && r.err == nil; kind = r.byte() {
		if kind != idCRC {
			r.fail(fmt.Sprintf("files of streams of kind %d", kind))
			return nil
		}
		r.streamSums(out)
	}
	return out
}

// streamSums reads the checksums of the streams that have none yet.
func (r *reader) streamSums(streams []stream) {
	var due []*stream
	for i := range streams {
		if !streams[i].summed {
			due = append(due, &streams[i])
		}
	}
	sums, has := r.sums(len(due))
	for i, s := range due {
		s.sum, s.summed = sums[i], has[i]
	}
}

// files reads the names of the files, and which of them have no bytes.
func (r *reader) files(a *Archive, sub []stream) error {
	n := r.count()
	if n > a.limits.Files || !r.has(n) {
		return ErrTooMany
	}
	a.Files = make([]File, n)
	empty, emptyFile, attributes := make([]bool, n), []bool(nil), make([]uint32, n)
	for r.err == nil {
		kind := r.byte()
		if kind == idEnd {
			break
		}
		part := &reader{b: r.take(r.number())}
		switch kind {
		case idEmptyStream:
			empty = part.bits(n)
		case idEmptyFile:
			emptyFile = part.bits(trues(empty))
		case idNames:
			part.names(a.Files)
		case idAttributes:
			has := part.someBits(n)
			part.byte() // not elsewhere
			for i := range attributes {
				if has[i] && part.err == nil {
					attributes[i] = part.u32()
				}
			}
		}
		if part.err != nil {
			return part.err
		}
	}
	none := 0
	for i := range a.Files {
		f := &a.Files[i]
		f.Regular = !isLink(attributes[i])
		if empty[i] {
			f.Regular = f.Regular && none < len(emptyFile) && emptyFile[none]
			none++
			continue
		}
		if len(sub) == 0 {
			return corrupt("more files than streams")
		}
		f.stream, f.Size, f.sum, f.summed = true, sub[0].size, sub[0].sum, sub[0].summed
		sub = sub[1:]
	}
	if len(sub) > 0 {
		return corrupt("more streams than files")
	}
	return r.err
}

// isLink reports the attributes of a symbolic link: their upper half is a mode of
// Unix if a bit says so.
func isLink(attributes uint32) bool {
	const unix, kind, link = 0x8000, 0xf000, 0xa000
	return attributes&unix != 0 && attributes>>16&kind == link
}

func trues(list []bool) (n int) {
	for _, b := range list {
		if b {
			n++
		}
	}
	return n
}

// names reads the names of files, in UTF-16, each ended by a zero.
func (r *reader) names(files []File) {
	if r.byte() != 0 {
		r.fail("names that stand elsewhere")
		return
	}
	for i := range files {
		var units []uint16
		for {
			b := r.take(2)
			if b == nil {
				return
			}
			u := binary.LittleEndian.Uint16(b)
			if u == 0 {
				break
			}
			units = append(units, u)
		}
		files[i].Name = string(utf16.Decode(units))
	}
}
