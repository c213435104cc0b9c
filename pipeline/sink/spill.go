package sink

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"reflect"

	"github.com/klauspost/compress/zstd"
)

// spillWindow is what compressing and each of many segments read at once may
// look back on; it decides the memory of a merge.
const spillWindow = 128 << 10

// maxSpillRow bounds what one damaged length may make a reader allocate.
const maxSpillRow = 1 << 30

// A Spill writes rows on their way from a unit of work to the dataset, in
// segments that can be read back alone. A row is its length and its columns in
// order; a segment is compressed and carries a checksum.
type Spill struct {
	enc *zstd.Encoder
	buf []byte
}

// NewSpill returns a Spill; Close frees it.
func NewSpill() (*Spill, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithWindowSize(spillWindow), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(true))
	if err != nil {
		return nil, err
	}
	return &Spill{enc: enc}, nil
}

// Close frees the encoder. Closing one a second time would write the checksum
// of a long stream again, after whatever has been written since.
func (s *Spill) Close() error {
	s.enc.Reset(io.Discard)
	return s.enc.Close()
}

// WriteSegment writes rows as one segment.
func WriteSegment[R any](s *Spill, w io.Writer, rows iter.Seq2[R, error]) error {
	s.enc.Reset(w)
	fields := codecOf(reflect.TypeFor[R]())
	for row, err := range rows {
		if err != nil {
			return err
		}
		s.buf = appendRow(s.buf[:0], reflect.ValueOf(&row).Elem(), fields)
		var head [binary.MaxVarintLen64]byte
		if _, err := s.enc.Write(head[:binary.PutUvarint(head[:], uint64(len(s.buf)))]); err != nil {
			return err
		}
		if _, err := s.enc.Write(s.buf); err != nil {
			return err
		}
	}
	return s.enc.Close()
}

// ReadSegment yields the rows of a segment. A damaged segment ends in an error.
func ReadSegment[R any](r io.Reader) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		dec, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(1<<20))
		if err != nil {
			yield(*new(R), err)
			return
		}
		defer dec.Close()
		in := bufio.NewReaderSize(dec, 16<<10)
		fields := codecOf(reflect.TypeFor[R]())
		var buf []byte
		for {
			var row R
			buf, err = readFrame(in, buf)
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				err = decodeRow(buf, reflect.ValueOf(&row).Elem(), fields)
			}
			if err != nil {
				yield(row, fmt.Errorf("spilled rows: %w", err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func readFrame(in *bufio.Reader, buf []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return buf, err
	}
	if n > maxSpillRow {
		return buf, errDamaged
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if _, err := io.ReadFull(in, buf); err != nil {
		return buf, errDamaged
	}
	return buf, nil
}

var errDamaged = errors.New("damaged")

// place is where a column stands in its row; a list of groups has theirs.
type place struct {
	index []int
	group []place
}

// codecOf lists the places of a row type's columns.
func codecOf(t reflect.Type) []place {
	var places []place
	for _, f := range fieldsOf(t) {
		p := place{index: f.index}
		if ft := t.FieldByIndex(f.index).Type; ft.Kind() == reflect.Slice && ft.Elem().Kind() == reflect.Struct {
			p.group = codecOf(ft.Elem())
		}
		places = append(places, p)
	}
	return places
}

func appendRow(b []byte, v reflect.Value, places []place) []byte {
	for _, p := range places {
		b = appendField(b, v.FieldByIndex(p.index), p.group)
	}
	return b
}

func appendField(b []byte, x reflect.Value, group []place) []byte {
	switch x.Kind() {
	case reflect.Pointer:
		if x.IsNil() {
			return append(b, 0)
		}
		return appendField(append(b, 1), x.Elem(), nil)
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(x.Len())), x.String()...)
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(x.Len()))
		for i := range x.Len() {
			b = appendField(b, x.Index(i), group)
		}
		return b
	case reflect.Struct:
		return appendRow(b, x, group)
	}
	return binary.AppendVarint(b, x.Int())
}

func decodeRow(b []byte, v reflect.Value, places []place) error {
	d := rowDecoder{b: b}
	d.row(v, places)
	if d.failed || len(d.b) > 0 {
		return errDamaged
	}
	return nil
}

// rowDecoder takes columns off the front of b; once failed it yields zeros.
type rowDecoder struct {
	b      []byte
	failed bool
}

func (d *rowDecoder) row(v reflect.Value, places []place) {
	for _, p := range places {
		d.field(v.FieldByIndex(p.index), p.group)
	}
}

func (d *rowDecoder) field(x reflect.Value, group []place) {
	switch x.Kind() {
	case reflect.Pointer:
		if d.length(1) == 1 {
			p := reflect.New(x.Type().Elem())
			d.field(p.Elem(), nil)
			x.Set(p)
		}
	case reflect.String:
		n := d.length(len(d.b))
		if n > len(d.b) {
			d.failed, n = true, 0
		}
		x.SetString(string(d.b[:n]))
		d.b = d.b[n:]
	case reflect.Slice:
		n := d.length(len(d.b))
		if n > 0 {
			x.Set(reflect.MakeSlice(x.Type(), n, n))
		}
		for i := range n {
			d.field(x.Index(i), group)
		}
	case reflect.Struct:
		d.row(x, group)
	default:
		n, size := binary.Varint(d.b)
		if size <= 0 || x.OverflowInt(n) {
			d.failed, d.b = true, nil
			return
		}
		x.SetInt(n)
		d.b = d.b[size:]
	}
}

// length takes a count of at most limit.
func (d *rowDecoder) length(limit int) int {
	n, size := binary.Uvarint(d.b)
	if size <= 0 || n > math.MaxInt32 || int(n) > limit {
		d.failed, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}
