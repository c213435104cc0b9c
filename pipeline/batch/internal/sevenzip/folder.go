package sevenzip

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// folder is a stream that is packed as one, and by what.
type folder struct {
	coders []coder
	sizes  []int64 // what each coder gives
	binds  []bind
	inputs int // packed streams it takes
	files  int // it unpacks to
	sum    uint32
	summed bool

	from, packed int64 // where it lies in the archive
}

// bind says that what one coder gives is what another takes.
type bind struct{ in, out int }

// coder is a step of packing.
type coder struct {
	method  string // id, as it stands
	props   []byte
	in, out int
}

// The methods that are read, and those worth a name where they are not.
const (
	methodCopy    = "\x00"
	methodLZMA    = "\x03\x01\x01"
	methodLZMA2   = "\x21"
	methodDeflate = "\x04\x01\x08"
	methodBZip2   = "\x04\x02\x02"
	methodDelta   = "\x03"
	methodBCJ     = "\x03\x03\x01\x03"
	methodX86     = "\x04" // BCJ by its newer number
	methodAES     = "\x06\xf1\x07\x01"
)

// maxCoders is what the format allows a folder.
const maxCoders = 32

// size is what a folder unpacks to: what the coder gives that no other takes.
func (f *folder) size() int64 {
	if i := f.last(); i >= 0 && i < len(f.sizes) {
		return f.sizes[i]
	}
	return 0
}

// last is the coder whose output is that of the folder, -1 where there is none.
func (f *folder) last() int {
	for i := range f.sizes {
		bound := false
		for _, b := range f.binds {
			bound = bound || b.out == i
		}
		if !bound {
			return i
		}
	}
	return -1
}

// folders reads the folders of an archive.
func (r *reader) folders() []folder {
	if r.byte() != idFolder {
		r.fail("no folders where they are due")
		return nil
	}
	n := r.count()
	if !r.has(n) {
		return nil
	}
	if r.byte() != 0 {
		r.fail("folders that stand elsewhere")
		return nil
	}
	var out []folder
	for i := 0; i < n && r.err == nil; i++ {
		out = append(out, r.folder())
	}
	if r.byte() != idUnpackSizes {
		r.fail("no sizes where they are due")
		return nil
	}
	for i := range out {
		for k := range out[i].sizes {
			out[i].sizes[k] = r.size()
		}
	}
	for kind := r.byte(); kind != idEnd && r.err == nil; kind = r.byte() {
		if kind != idCRC {
			r.fail(fmt.Sprintf("folders of kind %d", kind))
			return nil
		}
		sums, has := r.sums(len(out))
		for i := range out {
			out[i].sum, out[i].summed = sums[i], has[i]
		}
	}
	return out
}

// folder reads one folder.
func (r *reader) folder() (f folder) {
	n := r.count()
	if n == 0 || n > maxCoders {
		r.fail("a folder of no coder, or of too many")
	}
	if !r.has(n) {
		return f
	}
	in, out := 0, 0
	for range n {
		const idSize, complexCoder, hasProps = 0x0f, 0x10, 0x20
		flags := r.byte()
		c := coder{method: string(r.take(uint64(flags & idSize))), in: 1, out: 1}
		if flags&complexCoder != 0 {
			c.in, c.out = r.count(), r.count()
		}
		if flags&hasProps != 0 {
			c.props = r.take(r.number())
		}
		if in, out = in+c.in, out+c.out; in > maxCoders || out > maxCoders || out == 0 {
			r.fail("a folder of too many streams")
			return f
		}
		f.coders = append(f.coders, c)
	}
	if !r.has(out) {
		return f
	}
	f.sizes = make([]int64, out)
	for range out - 1 {
		f.binds = append(f.binds, bind{r.count(), r.count()})
	}
	f.inputs = in - len(f.binds)
	if f.inputs < 1 {
		r.fail("a folder without a packed stream")
		return f
	}
	if f.inputs > 1 {
		for range f.inputs {
			r.number()
		}
	}
	return f
}

// place gives each folder its packed stream.
func place(folders []folder, from int64, packed []int64) error {
	for i := range folders {
		f := &folders[i]
		if f.inputs > len(packed) {
			return corrupt("fewer packed streams than there must be")
		}
		f.from, f.packed = from, packed[0]
		for _, size := range packed[:f.inputs] {
			if from += size; from < 0 {
				return corrupt("packed streams outside the file")
			}
		}
		packed = packed[f.inputs:]
	}
	return nil
}

// open gives what a folder unpacks to. Coders are followed from its output back
// to the packed stream; one that takes several is none of those that are read.
func (a *Archive) open(f *folder) (io.Reader, error) {
	const fixed = 32
	for _, c := range f.coders {
		if c.method == methodAES {
			return nil, ErrEncrypted
		}
	}
	for _, c := range f.coders {
		if c.in != 1 || c.out != 1 {
			return nil, unsupported(c.method)
		}
	}
	if f.from > a.size-fixed || f.packed > a.size-fixed-f.from {
		return nil, corrupt("packed bytes outside the file")
	}
	var order []int // of the coders, the last first
	for at := f.last(); at >= 0 && len(order) < len(f.coders); {
		order = append(order, at)
		next := -1
		for _, b := range f.binds {
			if b.in == at {
				next = b.out
			}
		}
		at = next
	}
	if len(order) != len(f.coders) {
		return nil, corrupt("coders in no order")
	}
	var in io.Reader = bufio.NewReader(io.NewSectionReader(a.at, fixed+f.from, f.packed))
	for i := len(order) - 1; i >= 0; i-- {
		var err error
		if order[i] >= len(f.coders) {
			return nil, corrupt("coders in no order")
		}
		if in, err = a.decode(&f.coders[order[i]], in, f.sizes[order[i]]); err != nil {
			return nil, err
		}
	}
	return in, nil
}

func unsupported(method string) error {
	name, ok := map[string]string{
		"\x03\x03\x01\x1b": "BCJ2", "\x03\x04\x01": "PPMd", "\x04\x01\x09": "Deflate64",
		"\x04\xf7\x11\x01": "Zstandard", "\x04\xf7\x11\x02": "Brotli", "\x0a": "ARM64",
	}[method]
	if !ok {
		name = fmt.Sprintf("% x", method)
	}
	return fmt.Errorf("%w: %s", ErrUnsupported, name)
}

// decode undoes one step of packing, which gives size bytes.
func (a *Archive) decode(c *coder, in io.Reader, size int64) (io.Reader, error) {
	switch c.method {
	case methodCopy:
		return in, nil
	case methodLZMA:
		return a.lzma(c.props, in, size)
	case methodLZMA2:
		return a.lzma2(c.props, in, size)
	case methodDeflate:
		return flate.NewReader(in), nil
	case methodBZip2:
		return bzip2.NewReader(in), nil
	case methodDelta:
		return newDelta(c.props, in)
	case methodBCJ, methodX86:
		return newBranches(in), nil
	}
	return nil, unsupported(c.method)
}

// dictionary is how large a dictionary has to be that an archive wants to have:
// nothing is looked up that lies further back than what there is.
func (a *Archive) dictionary(wants uint64, size int64) (int, error) {
	need := max(min(wants, uint64(size)), lzma.MinDictCap)
	if need > uint64(a.limits.Dictionary) {
		return 0, fmt.Errorf("%w: a dictionary of %d bytes", ErrTooLarge, need)
	}
	return int(need), nil
}

// lzma undoes LZMA, which has a byte of settings and the size of the dictionary
// for properties; the decoder wants them, and the size, before the stream.
func (a *Archive) lzma(props []byte, in io.Reader, size int64) (io.Reader, error) {
	const length = 5
	if len(props) != length {
		return nil, corrupt("properties of LZMA")
	}
	need, err := a.dictionary(uint64(binary.LittleEndian.Uint32(props[1:])), size)
	if err != nil {
		return nil, err
	}
	head := binary.LittleEndian.AppendUint32([]byte{props[0]}, uint32(need))
	head = binary.LittleEndian.AppendUint64(head, uint64(size))
	r, err := lzma.ReaderConfig{DictCap: need}.NewReader(io.MultiReader(bytes.NewReader(head), in))
	if err != nil {
		return nil, corrupt(err.Error())
	}
	return r, nil
}

// lzma2 undoes LZMA2, whose property is the size of the dictionary as 2 or 3
// times a power of two.
func (a *Archive) lzma2(props []byte, in io.Reader, size int64) (io.Reader, error) {
	const most = 40
	if len(props) != 1 || props[0] > most {
		return nil, corrupt("properties of LZMA2")
	}
	wants := uint64(2|props[0]&1) << (props[0]/2 + 11)
	need, err := a.dictionary(wants, size)
	if err != nil {
		return nil, err
	}
	r, err := lzma.Reader2Config{DictCap: need}.NewReader2(in)
	if err != nil {
		return nil, corrupt(err.Error())
	}
	return r, nil
}
