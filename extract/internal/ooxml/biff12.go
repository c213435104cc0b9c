package ooxml

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf16"

	"gongkai/extract/internal/biff8"
)

// The parts of a binary workbook are records, [MS-XLSB]: a type and a length of
// seven bits a byte, and what the type says. These are read (2.3.2).
const (
	brtRowHdr       = 0
	brtCellBlank    = 1
	brtCellRk       = 2
	brtCellError    = 3
	brtCellBool     = 4
	brtCellReal     = 5
	brtCellSt       = 6
	brtCellIsst     = 7
	brtFmlaString   = 8
	brtFmlaNum      = 9
	brtFmlaBool     = 10
	brtFmlaError    = 11
	brtShortBlank   = 12 // the cells without a column, in the order of those with one
	brtShortIsst    = 18
	brtSSTItem      = 19
	brtFmt          = 44
	brtXF           = 47
	brtColInfo      = 60
	brtCellRString  = 62
	brtBeginSheet   = 129
	brtBeginBook    = 131
	brtBeginWsView  = 137
	brtWbProp       = 153
	brtBundleSh     = 156
	brtMergeCell    = 176
	brtBeginCellXFs = 617
	brtEndCellXFs   = 618
	wsViewZeros     = 0x10 // fDspZeros of BrtBeginWsView
	rowHidden       = 0x10 // fDyZero of BrtRowHdr
	colHidden       = 0x01 // fHidden of BrtColInfo
	bookEpoch1904   = 0x01 // f1904 of BrtWbProp
	cellHead        = 8    // column and style, before the value of a cell

	nullString uint = 0xFFFFFFFF
)

// records walks the records of a part.
type records struct {
	part   []byte
	limits Limits
	count  int
	kind   int
	body   []byte // of the current record
	err    error
}

// next goes to the next record.
func (r *records) next() bool {
	if len(r.part) == 0 || r.err != nil {
		return false
	}
	if r.count++; r.count&0xffff == 0 {
		if r.err = r.limits.check(); r.err != nil {
			return false
		}
	}
	const kindBytes, sizeBytes = 2, 4
	r.kind = r.varint(kindBytes)
	size := r.varint(sizeBytes)
	if size > len(r.part) {
		r.err = errorf(Corrupt, "a part ends inside a record")
		return false
	}
	r.body, r.part = r.part[:size], r.part[size:]
	return true
}

// varint reads a number of up to n bytes, the lowest seven bits first.
func (r *records) varint(n int) (v int) {
	for i := 0; i < n && len(r.part) > 0; i++ {
		c := r.part[0]
		r.part = r.part[1:]
		v |= int(c&0x7f) << (7 * i)
		if c&0x80 == 0 {
			break
		}
	}
	return v
}

// What the current record has at a place; zero behind its end.

func (r *records) u8(at int) byte {
	if at >= len(r.body) {
		return 0
	}
	return r.body[at]
}

func (r *records) u16(at int) int { return int(r.u8(at)) | int(r.u8(at+1))<<8 }

func (r *records) u32(at int) uint { return uint(r.u16(at)) | uint(r.u16(at+2))<<16 }

// real writes a number so that nothing of it is lost.
func (r *records) real(at int) string {
	if at+8 > len(r.body) {
		return ""
	}
	return realText(math.Float64frombits(binary.LittleEndian.Uint64(r.body[at:])))
}

// realText writes a number as XML has it; what is none is the error it shows as.
func realText(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "#NUM!"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// text reads a counted string (XLWideString) and returns where it ends. One that
// is longer than its record is cut there.
func (r *records) text(at int) (string, int) {
	n := r.u32(at)
	if at += 4; n == nullString || at >= len(r.body) {
		return "", at
	}
	units := make([]uint16, min(n, uint(len(r.body)-at)/2))
	for i := range units {
		units[i] = uint16(r.u16(at + 2*i))
	}
	return string(utf16.Decode(units)), at + 2*len(units)
}

// binaryBook reads the list of sheets of the main part.
func (b *book) binaryBook(part []byte) ([]sheetEntry, error) {
	var sheets []sheetEntry
	r := &records{part: part, limits: b.limits}
	if !r.next() || r.kind != brtBeginBook {
		return nil, errorf(Corrupt, "the main part does not begin as that of a binary workbook")
	}
	for r.next() {
		switch r.kind {
		case brtWbProp:
			b.date1904 = r.u32(0)&bookEpoch1904 != 0
		case brtBundleSh:
			if err := b.limits.Cell(1); err != nil {
				return nil, err
			}
			e := sheetEntry{hidden: r.u32(0) != 0}
			at := 8
			e.id, at = r.text(at)
			e.name, _ = r.text(at)
			sheets = append(sheets, e)
		}
	}
	return sheets, r.err
}

// binaryStrings reads the shared strings.
func (b *book) binaryStrings(part []byte) error {
	r := &records{part: part, limits: b.limits}
	for r.next() {
		if r.kind != brtSSTItem {
			continue
		}
		if err := b.limits.Cell(1); err != nil {
			return err
		}
		s, _ := r.text(1) // behind the flags of a rich string
		b.shared = append(b.shared, s)
	}
	return r.err
}

// binaryStyles reads the number format of every cell style.
func (b *book) binaryStyles(part []byte) error {
	own := map[int]string{}
	r := &records{part: part, limits: b.limits}
	for cells := false; r.next(); {
		switch {
		case r.kind == brtFmt:
			own[r.u16(0)], _ = r.text(2)
		case r.kind == brtBeginCellXFs, r.kind == brtEndCellXFs:
			cells = r.kind == brtBeginCellXFs
		case r.kind == brtXF && cells:
			id := r.u16(2)
			code, ok := own[id]
			if !ok {
				code = builtinFormat(id)
			}
			if err := b.addFormat(code); err != nil {
				return err
			}
		}
	}
	return r.err
}

// binarySheet reads a worksheet part.
func (r *sheetReader) binarySheet(part []byte) error {
	recs := &records{part: part, limits: r.limits}
	if !recs.next() || recs.kind != brtBeginSheet {
		return errorf(Corrupt, "the sheet %q does not begin as a sheet", r.sheet.Name)
	}
	for recs.next() {
		switch recs.kind {
		case brtRowHdr:
			r.row, r.col = int(recs.u32(0)), -1
			r.hiddenRow = recs.u8(11)&rowHidden != 0
		case brtColInfo:
			if recs.u16(16)&colHidden != 0 {
				r.hiddenCols.add(int(recs.u32(0)), int(recs.u32(4)))
			}
		case brtBeginWsView:
			r.hideZeros = recs.u16(0)&wsViewZeros == 0
		case brtMergeCell:
			m := Merge{Row: int(recs.u32(0)), LastRow: int(recs.u32(4)), Col: int(recs.u32(8)), LastCol: int(recs.u32(12))}
			if m.Row <= m.LastRow && m.LastRow < maxSheetRows && m.Col <= m.LastCol && m.LastCol < maxSheetCols {
				r.sheet.Merges = append(r.sheet.Merges, m)
			}
		default:
			if err := r.binaryCell(recs); err != nil {
				return err
			}
		}
	}
	return recs.err
}

// binaryCell reads a record if it is that of a cell. The short forms, which have
// no column, are of the cell behind the one before.
func (r *sheetReader) binaryCell(recs *records) error {
	form, at := recs.kind, cellHead
	switch {
	case brtShortBlank <= form && form <= brtShortIsst:
		form, at = form-brtShortBlank+brtCellBlank, cellHead-4
		r.col++
	case brtCellBlank <= form && form <= brtFmlaError, form == brtCellRString:
		r.col = int(recs.u32(0))
	default:
		return nil
	}
	var kind, value string
	switch form {
	case brtCellRk:
		value = realText(biff8.RK(uint32(recs.u32(at))))
	case brtCellReal, brtFmlaNum:
		value = recs.real(at)
	case brtCellBool, brtFmlaBool:
		kind, value = "b", strconv.Itoa(int(recs.u8(at)))
	case brtCellError, brtFmlaError:
		kind, value = "e", biff8.ErrorText(recs.u8(at))
	case brtCellIsst:
		kind, value = "s", strconv.FormatUint(uint64(recs.u32(at)), 10)
	case brtCellSt, brtFmlaString:
		kind = "inlineStr"
		value, _ = recs.text(at)
	case brtCellRString:
		kind = "inlineStr"
		value, _ = recs.text(at + 1)
	}
	if value == "" {
		return nil
	}
	const styleBits = 24
	return r.put(kind, int(recs.u32(at-4)&(1<<styleBits-1)), value)
}
