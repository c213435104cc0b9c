package sink

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"reflect"
	"unicode/utf8"
)

// codec turns rows of one type into bytes and back. It holds one row, whose
// fields are looked up once, so that a row costs no reflection. Not safe for
// concurrent use.
type codec[R any] struct {
	row     *R
	columns []any // pointers to the fields of row in the order of the columns
}

func newCodec[R any]() *codec[R] {
	row := new(R)
	return &codec[R]{row, columnsOf(reflect.ValueOf(row).Elem())}
}

// columnsOf points to the columns of the row v.
func columnsOf(v reflect.Value) (columns []any) {
	for _, f := range fieldsOf(v.Type()) {
		column := v.FieldByIndex(f.index).Addr().Interface()
		switch list := column.(type) {
		case *[]OperandRow:
			column = newGroups(list)
		case *[]LineRow:
			column = newGroups(list)
		case *[]CellRow:
			column = newGroups(list)
		}
		columns = append(columns, column)
	}
	return columns
}

// groups is a column that is a list of groups, whatever they are.
type groups interface {
	encode(b []byte) []byte
	take(d *rowDecoder)
}

// groupsOf is a column that lists groups of one type.
type groupsOf[G any] struct {
	list  *[]G
	codec *codec[G]
}

func newGroups[G any](list *[]G) groups { return &groupsOf[G]{list, newCodec[G]()} }

func (g *groupsOf[G]) encode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(*g.list)))
	for i := range *g.list {
		b = g.codec.encode(b, &(*g.list)[i])
	}
	return b
}

func (g *groupsOf[G]) take(d *rowDecoder) {
	*g.list = nil
	if n := d.length(len(d.b)); n > 0 {
		*g.list = make([]G, n)
	}
	for i := range *g.list {
		g.codec.take(d)
		(*g.list)[i] = *g.codec.row
	}
}

func (c *codec[R]) encode(b []byte, row *R) []byte {
	*c.row = *row
	for _, column := range c.columns {
		b = appendColumn(b, column)
	}
	return b
}

func appendColumn(b []byte, column any) []byte {
	switch x := column.(type) {
	case *string:
		return appendText(b, *x)
	case **string:
		if *x == nil {
			return append(b, 0)
		}
		return appendText(append(b, 1), **x)
	case *int32:
		return binary.AppendVarint(b, int64(*x))
	case **int32:
		if *x == nil {
			return append(b, 0)
		}
		return binary.AppendVarint(append(b, 1), int64(**x))
	case *int64:
		return binary.AppendVarint(b, *x)
	case **int64:
		if *x == nil {
			return append(b, 0)
		}
		return binary.AppendVarint(append(b, 1), **x)
	case *[]string:
		b = binary.AppendUvarint(b, uint64(len(*x)))
		for _, s := range *x {
			b = appendText(b, s)
		}
	case groups:
		return x.encode(b)
	}
	return b // TestSegmentKeepsEveryColumn has a row of every type
}

// appendText writes a string that every reader of Parquet takes: one byte that
// is no UTF-8 makes them refuse the table. Readers and names are valid already;
// this holds the line, a character for each byte so that no position moves.
func appendText(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	if packs(s) {
		b = binary.AppendUvarint(b, uint64(len(s))|1)
		b, _ = hex.AppendDecode(b, []byte(s))
		return b
	}
	return append(binary.AppendUvarint(b, uint64(len(s))<<1), s...)
}

// longestPacked is the length of a document_id, the longest id.
const longestPacked = 64

// packs reports whether a text is written as the bytes that it names in hexadecimal
// digits, as ids are: nothing else would make them shorter.
func packs(s string) bool {
	if len(s) < 8 || len(s) > longestPacked || len(s)%2 != 0 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// decode returns the row of b, which is good until the next call. Rows of a
// segment are sorted, so that most columns are as in the row before, whose
// strings are then used again.
func (c *codec[R]) decode(b []byte) (*R, error) {
	d := rowDecoder{b: b}
	c.take(&d)
	if d.failed || len(d.b) > 0 {
		return nil, errDamaged
	}
	return c.row, nil
}

func (c *codec[R]) take(d *rowDecoder) {
	for _, column := range c.columns {
		d.column(column)
	}
}

// rowDecoder takes columns off the front of b; once failed it yields zeros.
type rowDecoder struct {
	b      []byte
	failed bool
	id     [longestPacked]byte // the last text that was packed
}

func (d *rowDecoder) column(column any) {
	switch x := column.(type) {
	case *string:
		if b := d.text(); string(b) != *x {
			*x = string(b)
		}
	case **string:
		if d.length(1) == 0 {
			*x = nil
		} else if b := d.text(); *x == nil || **x != string(b) {
			s := string(b)
			*x = &s
		}
	case *int32:
		*x = int32(d.integer(math.MinInt32, math.MaxInt32))
	case **int32:
		if d.length(1) == 0 {
			*x = nil
		} else {
			replace(x, int32(d.integer(math.MinInt32, math.MaxInt32)))
		}
	case *int64:
		*x = d.integer(math.MinInt64, math.MaxInt64)
	case **int64:
		if d.length(1) == 0 {
			*x = nil
		} else {
			replace(x, d.integer(math.MinInt64, math.MaxInt64))
		}
	case *[]string:
		*x = nil
		if n := d.length(len(d.b)); n > 0 {
			*x = make([]string, n)
		}
		for i := range *x {
			(*x)[i] = string(d.text())
		}
	case groups:
		x.take(d)
	}
}

// text takes the bytes of a string, which are good until the next.
func (d *rowDecoder) text() []byte {
	n := d.length(math.MaxInt32)
	packed := n&1 == 1
	if n >>= 1; n > len(d.b) || packed && 2*n > longestPacked {
		d.failed, n = true, 0
	}
	b := d.b[:n]
	d.b = d.b[n:]
	if packed {
		return d.id[:hex.Encode(d.id[:], b)]
	}
	return b
}

// replace sets a value that may be missing unless it is there already.
func replace[V comparable](p **V, v V) {
	if *p == nil || **p != v {
		*p = &v
	}
}

func (d *rowDecoder) integer(least, most int64) int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 || n < least || n > most {
		d.failed, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return n
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
