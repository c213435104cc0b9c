package biff8

import (
	"encoding/binary"
	"math"
)

// Record types read ([MS-XLS] 2.3).
const (
	recFormula     = 0x0006
	recEOF         = 0x000A
	recDate1904    = 0x0022
	recFilePass    = 0x002F
	recContinue    = 0x003C
	recCodePage    = 0x0042
	recObj         = 0x005D
	recColInfo     = 0x007D
	recBoundSheet  = 0x0085
	recMulRk       = 0x00BD
	recRString     = 0x00D6
	recXF          = 0x00E0
	recMergedCells = 0x00E5
	recTxO         = 0x01B6
	recSST         = 0x00FC
	recLabelSST    = 0x00FD
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBoolErr     = 0x0205
	recString      = 0x0207
	recArray       = 0x0221
	recTable       = 0x0236
	recShrFmla     = 0x04BC
	recRow         = 0x0208
	recRK          = 0x027E
	recFormat      = 0x041E
	recBOF         = 0x0809
)

// records walks the records of a stream.
type records struct {
	b  []byte
	at int
}

// next returns the next record; ok is false at the end or at a cut record,
// whose type and partial data it returns.
func (r *records) next() (kind int, data []byte, ok bool) {
	if r.at < 0 || r.at+4 > len(r.b) {
		return 0, nil, false
	}
	kind = u16(r.b, r.at)
	n := u16(r.b, r.at+2)
	data = r.b[r.at+4:]
	if n > len(data) {
		r.at = len(r.b)
		return kind, data, false
	}
	r.at += 4 + n
	return kind, data[:n], true
}

// peek returns the type of the next record, -1 at the end.
func (r *records) peek() int {
	if r.at+4 > len(r.b) {
		return -1
	}
	return u16(r.b, r.at)
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

// f64 reads an IEEE number, 0 outside b.
func f64(b []byte, at int) float64 {
	if at < 0 || at+8 > len(b) {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))
}

// RK decodes an RkNumber ([MS-XLS] 2.5.217).
func RK(v uint32) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}
