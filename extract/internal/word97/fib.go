package word97

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Streams are the streams of the compound file a document is spread over.
type Streams struct {
	Main   []byte    // "WordDocument"
	Tables [2][]byte // "0Table", "1Table"
	Data   []byte    // "Data", may be nil
}

// The errors of Parse.
var (
	ErrEncrypted = errors.New("the document is encrypted")
	ErrOld       = errors.New("a format older than Word 97")
	ErrCorrupt   = errors.New("damaged document")
)

// Indexes of the FibRgFcLcb97 pairs ([MS-DOC] 2.5.6) that are read.
const (
	pairStshf       = 1
	pairPlcffndRef  = 2
	pairPlcffndTxt  = 3
	pairPlcfHdd     = 11
	pairBteChpx     = 12
	pairBtePapx     = 13
	pairClx         = 33
	pairPlcSpaMom   = 40
	pairPlcfendRef  = 46
	pairPlcfendTxt  = 47
	pairPlcftxbxTxt = 56
	pairPlfLst      = 73
	pairPlfLfo      = 74
	lidChinese      = 0x0804
	nFibFirst97     = 0x6A // Word 6 and 95 write 101-104; some East Asian builds of Word 97 106..192
	wIdentWord      = 0xA5EC
	storyCount      = 8
	maxHeaderParts  = 4096
)

// story numbers the parts of the text in the order they are stored.
type story int

const (
	storyBody story = iota
	storyFootnotes
	storyHeaders
	storyMacros
	storyComments
	storyEndnotes
	storyTextboxes
	storyHeaderTextboxes
)

// fib is the File Information Block ([MS-DOC] 2.5), as far as it is read.
type fib struct {
	nFib, lid int
	table     []byte // the table stream in use
	ccp       [storyCount]int
	pairs     []byte
}

// parseFIB reads the block at the beginning of the WordDocument stream.
func parseFIB(s *Streams) (*fib, error) {
	b := s.Main
	if len(b) < 34 {
		return nil, fmt.Errorf("%w: no FIB", ErrCorrupt)
	}
	f := &fib{nFib: u16(b, 2), lid: u16(b, 6)}
	if ident := u16(b, 0); ident != wIdentWord || f.nFib < nFibFirst97 {
		return nil, fmt.Errorf("%w (wIdent %04X, nFib %d)", ErrOld, ident, f.nFib)
	}
	flags := u16(b, 10)
	if flags&0x0100 != 0 {
		return nil, ErrEncrypted
	}
	f.table = s.Tables[flags>>9&1]
	at := 32
	at += 2 + 2*u16(b, at) // csw, fibRgW
	lw, n := at+2, u16(b, at)
	for i := range f.ccp {
		if 3+i < n {
			f.ccp[i] = max(0, int(int32(u32(b, lw+4*(3+i)))))
		}
	}
	at = lw + 4*n
	f.pairs = slice(b, at+2, 8*u16(b, at))
	if f.pairs == nil {
		return nil, fmt.Errorf("%w: the FIB ends early", ErrCorrupt)
	}
	return f, nil
}

// part returns the i-th part of the table stream, nil when it is absent.
func (f *fib) part(i int) []byte {
	if 8*i+8 > len(f.pairs) {
		return nil
	}
	return slice(f.table, int(u32(f.pairs, 8*i)), int(u32(f.pairs, 8*i+4)))
}

// slice returns n bytes of b from at, nil when b has not got them.
func slice(b []byte, at, n int) []byte {
	if at < 0 || n < 0 || at > len(b) || n > len(b)-at {
		return nil
	}
	return b[at : at+n]
}

// u16 reads a little-endian number, 0 outside b.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

// u32 reads a little-endian number, 0 outside b.
func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

// i16 reads a signed little-endian number, 0 outside b.
func i16(b []byte, at int) int { return int(int16(u16(b, at))) }
