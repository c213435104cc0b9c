package biff8

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/text/encoding"
)

// Workbook is a workbook, read.
type Workbook struct {
	Sheets   []Sheet
	Warnings []string
}

// Sheet is one worksheet.
type Sheet struct {
	Name       string
	Hidden     bool
	Cells      []Cell // in the order of the file, empty ones left out
	Merges     []Range
	HiddenRows map[int]bool
	HiddenCols [maxCol + 1]bool
	Notes      []string // texts of text boxes and shapes, in the order of the file

	object int // kind of the drawn object whose text may follow
}

// Cell is a cell's text at its 0-based place.
type Cell struct {
	Row, Col int
	Text     string
	Hidden   bool // by a format that shows nothing
}

// Range is a block of cells, ends included.
type Range struct{ Row1, Row2, Col1, Col2 int }

// The errors of Parse.
var (
	ErrEncrypted = errors.New("the workbook is encrypted")
	ErrOld       = errors.New("a workbook older than Excel 5")
	ErrCorrupt   = errors.New("damaged workbook")
	ErrTooLarge  = errors.New("too many cells")
)

const (
	bofWorksheet = 0x0010
	bofVersion8  = 0x0600
	bofVersion5  = 0x0500
	maxRow       = 1<<16 - 1
	maxCol       = 255
)

// reader is the state of one Parse.
type reader struct {
	ctx       context.Context
	b         []byte
	maxCells  int
	cells     int
	scanned   int  // bytes of sheets read; sheets that share bytes would make it grow without end
	old       bool // Excel 5 or 95
	page      encoding.Encoding
	epoch1904 bool
	sst       []string
	formats   map[int]string
	xfs       []int // number format of each XF
	shown     map[int]numFormat
	bounds    []bound
	out       *Workbook
}

// The kinds of sheets that are no worksheets ([MS-XLS] 2.4.28).
const (
	boundMacro  = 1
	boundChart  = 2
	boundModule = 6
)

// bound is a BOUNDSHEET8: where a sheet begins.
type bound struct {
	at     int
	hidden bool
	kind   byte
	name   string
}

// Parse reads the Workbook stream, or the Book stream of Excel 5 and 95; it
// stops with ErrTooLarge at maxCells.
func Parse(ctx context.Context, stream []byte, maxCells int) (*Workbook, error) {
	r := &reader{ctx: ctx, b: stream, maxCells: maxCells, out: &Workbook{},
		page: codePage(936), formats: map[int]string{}, shown: map[int]numFormat{}}
	if err := r.globals(); err != nil {
		return nil, err
	}
	for _, b := range r.bounds {
		switch b.kind {
		case boundModule:
			continue // a program
		case boundMacro, boundChart:
			r.warn("sheet " + b.name + " is not read: it holds a chart or macros")
			continue
		}
		if r.scanned > 2*len(stream) {
			r.warn("sheets overlap")
			break
		}
		if err := r.sheet(b); err != nil {
			return nil, err
		}
	}
	return r.out, nil
}

// globals reads the first substream.
func (r *reader) globals() error {
	recs := &records{b: r.b}
	kind, data, ok := recs.next()
	if !ok || kind != recBOF {
		return fmt.Errorf("%w: no beginning (record %04X)", ErrOld, kind)
	}
	switch u16(data, 0) {
	case bofVersion8:
	case bofVersion5:
		r.old = true
	default:
		return fmt.Errorf("%w (version %04X)", ErrOld, u16(data, 0))
	}
	for {
		kind, data, ok := recs.next()
		if !ok {
			if len(r.bounds) == 0 {
				return fmt.Errorf("%w: it ends in the first records", ErrCorrupt)
			}
			r.warn("the workbook ends early")
			return nil
		}
		switch kind {
		case recEOF:
			return nil
		case recFilePass:
			return ErrEncrypted
		case recDate1904:
			r.epoch1904 = u16(data, 0) == 1
		case recCodePage:
			r.page = codePage(u16(data, 0))
		case recBoundSheet:
			r.boundSheet(data)
		case recFormat:
			r.format(data)
		case recXF:
			r.xfs = append(r.xfs, u16(data, 2))
		case recSST:
			r.strings(newChunked(data, recs))
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
}

// warn notes something skipped, once.
func (r *reader) warn(s string) {
	for _, w := range r.out.Warnings {
		if w == s {
			return
		}
	}
	r.out.Warnings = append(r.out.Warnings, s)
}

// boundSheet reads a BOUNDSHEET record.
func (r *reader) boundSheet(data []byte) {
	if len(data) < 8 {
		return
	}
	b := bound{at: int(u32(data, 0)), hidden: data[4]&3 != 0, kind: data[5]}
	if r.old {
		b.name = r.bytes(data[7:], int(data[6]))
	} else {
		b.name, _ = (&chunked{b: data[6:]}).text(1)
	}
	r.bounds = append(r.bounds, b)
}

// format reads a FORMAT record.
func (r *reader) format(data []byte) {
	if len(data) < 3 {
		return
	}
	id := u16(data, 0)
	if r.old {
		r.formats[id] = r.bytes(data[3:], int(data[2]))
		return
	}
	r.formats[id], _ = (&chunked{b: data[2:]}).text(2)
}

// strings reads the shared strings.
func (r *reader) strings(c *chunked) {
	head := c.take(8)
	for n := int(u32(head, 4)); n > 0; n-- {
		s, ok := c.text(2)
		if !ok {
			r.warn("the shared strings end early")
			if s == "" {
				return
			}
		}
		r.sst = append(r.sst, s)
		if !ok {
			return
		}
	}
}

// bytes decodes n bytes of an 8-bit string.
func (r *reader) bytes(b []byte, n int) string {
	out, _ := r.page.NewDecoder().Bytes(b[:min(n, len(b))])
	return string(out)
}

// numFormat returns the number format of an XF.
func (r *reader) numFormat(xf int) numFormat {
	if f, ok := r.shown[xf]; ok {
		return f
	}
	code := "General"
	if xf < len(r.xfs) {
		id := r.xfs[xf]
		var own bool
		if code, own = r.formats[id]; !own {
			code = builtinFormat(id)
		}
	}
	f := parseFormat(code)
	r.shown[xf] = f
	return f
}
