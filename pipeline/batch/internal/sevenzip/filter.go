package sevenzip

import (
	"encoding/binary"
	"io"
	"slices"
)

// A filter changes bytes so that they pack better, and takes and gives as many.

// delta undoes the filter that writes each byte as how far it is from one before it.
type delta struct {
	in   io.Reader
	last []byte // as many as it looks back, a ring
	at   int
}

// newDelta makes the filter; its property is the distance less one.
func newDelta(props []byte, in io.Reader) (io.Reader, error) {
	if len(props) != 1 {
		return nil, corrupt("properties of Delta")
	}
	return &delta{in: in, last: make([]byte, int(props[0])+1)}, nil
}

// Read implements io.Reader.
func (d *delta) Read(p []byte) (int, error) {
	n, err := d.in.Read(p)
	for i := range p[:n] {
		p[i] += d.last[d.at]
		d.last[d.at] = p[i]
		d.at = (d.at + 1) % len(d.last)
	}
	return n, err
}

// branches undoes the filter for x86 programs (BCJ): the targets of calls and jumps,
// five bytes of which the last four are relative, were made absolute. The filter cannot
// know programs from other bytes and so changes these in any file.
type branches struct {
	in    io.Reader
	buf   []byte // read: the first of them undone, the rest not yet
	done  int    // bytes of buf that are undone
	at    uint32 // where buf stands in the stream
	err   error
	near  uint32 // which of the bytes before are calls: one bit a byte
	since uint32 // where the last call stands
}

// newBranches makes the filter.
func newBranches(in io.Reader) io.Reader {
	const before = 5 // no call stands before the stream
	return &branches{in: in, since: ^uint32(before - 1)}
}

// Read implements io.Reader.
func (b *branches) Read(p []byte) (int, error) {
	const room = 32 << 10
	for b.done == 0 {
		if b.err != nil {
			if len(b.buf) == 0 {
				return 0, b.err
			}
			b.done = len(b.buf) // too few for a call
			break
		}
		b.buf = slices.Grow(b.buf, room)
		n, err := b.in.Read(b.buf[len(b.buf):cap(b.buf)])
		b.buf, b.err = b.buf[:len(b.buf)+n], err
		b.done = b.undo()
	}
	n := copy(p, b.buf[:b.done])
	b.buf = b.buf[:copy(b.buf, b.buf[n:])]
	b.done -= n
	b.at += uint32(n)
	return n, nil
}

// undo changes the calls of buf back and returns how many bytes are final. A call is
// left alone where the bytes before it look as if they were part of another: the packer
// decided so by the same rule.
func (b *branches) undo() int {
	const call, jump, size = 0xe8, 0xe9, 5
	i := 0
	for i+size <= len(b.buf) {
		if b.buf[i] != call && b.buf[i] != jump {
			i++
			continue
		}
		b.pass(b.at + uint32(i))
		field := b.buf[i+1 : i+size]
		if !farByte(field[3]) || !b.free() {
			b.near |= 1
			if farByte(field[3]) {
				b.near |= 0x10
			}
			i++
			continue
		}
		target := b.relative(binary.LittleEndian.Uint32(field), b.at+uint32(i)+size)
		target &= 1<<25 - 1
		if target>>24 != 0 {
			target |= 0xff << 24
		}
		binary.LittleEndian.PutUint32(field, target)
		b.near = 0
		i += size
	}
	return i
}

// pass moves the record of calls on to a place.
func (b *branches) pass(to uint32) {
	const kept = 5
	moved := to - b.since
	b.since = to
	if moved > kept {
		b.near = 0
		return
	}
	for range moved {
		b.near = b.near & 0x77 << 1
	}
}

// free reports whether the calls just before leave a call to be changed.
func (b *branches) free() bool {
	n := b.near >> 1
	return n < 0x10 && [8]bool{0: true, 1: true, 2: true, 4: true}[n&7]
}

// relative is a target less the place behind the call. Where bytes of the target are
// bytes of a call before, it was changed until these no longer look like its end.
func (b *branches) relative(target, behind uint32) uint32 {
	for {
		out := target - behind
		n := b.near >> 1
		if b.near == 0 {
			return out
		}
		shift := 8 * [8]uint32{0, 1, 2, 2, 3, 3, 3, 3}[n&7]
		if !farByte(byte(out >> (24 - shift))) {
			return out
		}
		target = out ^ (1<<(32-shift) - 1)
	}
}

// farByte reports the highest byte of a target within 16 MiB.
func farByte(b byte) bool { return b == 0 || b == 0xff }
