package sink

import (
	"encoding/binary"
	"encoding/hex"
	"iter"
	"math"
	"reflect"
	"slices"
	"unicode/utf8"
)

// codec turns rows of one type into blocks of bytes and back. In a block the cells of
// one column stand together, and a value that is repeated down the column stands there
// once: rows are sorted, so that most columns of most rows are as in the row before,
// and what is not written is neither compressed nor read again.
//
// A codec holds one row, whose fields are looked up once, so that a row costs no
// reflection. Not safe for concurrent use.
type codec[R any] struct {
	row     *R
	columns []blockColumn // of row, in order
	rows    int           // of the block under way
	size    int           // bytes of the block under way, about
}

// A block ends with the row that makes it this long.
const (
	blockBytes  = 64 << 10
	blockRows   = 8192
	blockGroups = 1 << 24 // that one row may have, in all its lists
)

func newCodec[R any]() *codec[R] {
	row := new(R)
	return &codec[R]{row: row, columns: columnsOf(reflect.ValueOf(row).Elem())}
}

// columnsOf are the columns of the row v.
func columnsOf(v reflect.Value) (columns []blockColumn) {
	for _, f := range storedFields(v.Type()) {
		field := v.FieldByIndex(f.index).Addr().Interface()
		if id, ok := field.(*string); ok && f.delta {
			columns = append(columns, &ids{cells[string]{field: id}})
			continue
		}
		columns = append(columns, columnOf(field))
	}
	return columns
}

// columnOf is the column of a field; TestSegmentKeepsEveryColumn has one of every type.
func columnOf(field any) blockColumn {
	switch x := field.(type) {
	case *string:
		return &cells[string]{field: x, kind: texts}
	case **string:
		return &cells[*string]{field: x, kind: optional(texts)}
	case *int32:
		return &cells[int32]{field: x, kind: numbers}
	case **int32:
		return &cells[*int32]{field: x, kind: optional(numbers)}
	case *int64:
		return &cells[int64]{field: x, kind: amounts}
	case **int64:
		return &cells[*int64]{field: x, kind: optional(amounts)}
	case *[]string:
		return &cells[[]string]{field: x, kind: lists}
	case *[]OperandRow:
		return newGroups(x)
	case *[]LineRow:
		return newGroups(x)
	case *[]CellRow:
		return newGroups(x)
	}
	panic("no column") // of a type that no row has
}

// full reports whether the block under way is to be ended.
func (c *codec[R]) full() bool { return c.size >= blockBytes || c.rows >= blockRows }

// put adds a row to the block under way.
func (c *codec[R]) put(row *R) {
	*c.row = *row
	for _, column := range c.columns {
		c.size += column.put()
	}
	c.rows++
}

// finish appends the block under way to b and begins the next.
func (c *codec[R]) finish(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(c.rows))
	for _, column := range c.columns {
		b = column.finish(b)
	}
	c.rows, c.size = 0, 0
	return b
}

// decode yields the rows of a block. One is good until the next is asked for, and not
// to be changed.
func (c *codec[R]) decode(b []byte) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		d := cellDecoder{b: b}
		n := d.length(blockRows)
		c.begin(&d)
		for range n {
			if d.failed || !c.take() {
				yield(nil, errDamaged)
				return
			}
			if !yield(c.row, nil) {
				return
			}
		}
		if d.failed || len(d.b) > 0 || !c.ended() {
			yield(nil, errDamaged)
		}
	}
}

func (c *codec[R]) begin(d *cellDecoder) {
	for _, column := range c.columns {
		column.begin(d)
	}
}

// take sets the row to the next of the block, if it is there.
func (c *codec[R]) take() bool {
	for _, column := range c.columns {
		if !column.take() {
			return false
		}
	}
	return true
}

func (c *codec[R]) ended() bool {
	return !slices.ContainsFunc(c.columns, func(column blockColumn) bool { return !column.ended() })
}

// blockColumn is a column of a block that is written or read.
type blockColumn interface {
	put() int               // adds the field of the row, and tells how many bytes that took
	finish(b []byte) []byte // appends the column to b and begins that of the next block
	begin(d *cellDecoder)   // takes the column off a block
	take() bool             // sets the field to the next cell, if that is there
	ended() bool            // no cell is left
}

// cells are a column of single values. Each stands after the number of rows that
// repeat the one before; the first of a block follows the zero value.
type cells[V any] struct {
	kind[V]
	field   *V
	last    V
	repeats uint64
	b       []byte      // what is written
	d       cellDecoder // what is read
}

// kind is how values of one type are compared, written and read.
type kind[V any] struct {
	same  func(a, b V) bool
	write func(b []byte, v V) []byte
	read  func(d *cellDecoder) V
}

func (c *cells[V]) put() int {
	if c.same(c.last, *c.field) {
		c.repeats++
		return 0
	}
	n := len(c.b)
	c.b = c.write(binary.AppendUvarint(c.b, c.repeats), *c.field)
	c.last, c.repeats = *c.field, 0
	return len(c.b) - n
}

func (c *cells[V]) finish(b []byte) []byte {
	c.b = binary.AppendUvarint(c.b, c.repeats)
	b = append(binary.AppendUvarint(b, uint64(len(c.b))), c.b...)
	c.last, c.repeats, c.b = *new(V), 0, c.b[:0]
	return b
}

func (c *cells[V]) begin(d *cellDecoder) {
	c.d = cellDecoder{b: d.bytes(d.length(math.MaxInt32))}
	*c.field, c.repeats = *new(V), c.d.count()
	d.failed = d.failed || c.d.failed
}

func (c *cells[V]) take() bool {
	if c.repeats > 0 {
		c.repeats--
		return true
	}
	*c.field = c.read(&c.d)
	c.repeats = c.d.count()
	return !c.d.failed
}

func (c *cells[V]) ended() bool { return c.repeats == 0 && len(c.d.b) == 0 }

// ids are cells of texts that begin as the one before does, and are written without that.
type ids struct{ cells[string] }

func (c *ids) put() int {
	s := valid(*c.field)
	if s == c.last {
		c.repeats++
		return 0
	}
	n, common := len(c.b), 0
	for common < len(s) && common < len(c.last) && s[common] == c.last[common] {
		common++
	}
	c.b = binary.AppendUvarint(binary.AppendUvarint(c.b, c.repeats), uint64(common))
	c.b = append(binary.AppendUvarint(c.b, uint64(len(s)-common)), s[common:]...)
	c.last, c.repeats = s, 0
	return len(c.b) - n
}

func (c *ids) take() bool {
	if c.repeats > 0 {
		c.repeats--
		return true
	}
	common := c.d.length(len(*c.field))
	*c.field = (*c.field)[:common] + string(c.d.bytes(c.d.length(math.MaxInt32)))
	c.repeats = c.d.count()
	return !c.d.failed
}

// groupsOf is a column that lists groups of one type: how many each row has, and the
// columns of the groups.
type groupsOf[G any] struct {
	list  *[]G
	n     int32
	count blockColumn // of n
	left  int         // groups of a block that are not yet read
	codec *codec[G]
}

func newGroups[G any](list *[]G) *groupsOf[G] {
	g := &groupsOf[G]{list: list, codec: newCodec[G]()}
	g.count = &cells[int32]{field: &g.n, kind: numbers}
	return g
}

func (g *groupsOf[G]) put() int {
	g.n = int32(len(*g.list))
	size, before := g.count.put(), g.codec.size
	for i := range *g.list {
		g.codec.put(&(*g.list)[i])
	}
	return size + g.codec.size - before + len(*g.list) // which equal groups count for too: who reads a block holds few
}

func (g *groupsOf[G]) finish(b []byte) []byte { return g.codec.finish(g.count.finish(b)) }

func (g *groupsOf[G]) begin(d *cellDecoder) {
	g.count.begin(d)
	g.left = d.length(blockGroups)
	g.codec.begin(d)
}

func (g *groupsOf[G]) take() bool {
	*g.list = nil
	if !g.count.take() || g.n < 0 || int(g.n) > g.left {
		return false
	}
	g.left -= int(g.n)
	for range g.n {
		if !g.codec.take() {
			return false
		}
		if *g.list == nil { // not before one is there: a count may be damaged
			*g.list = make([]G, 0, min(g.n, 1024))
		}
		*g.list = append(*g.list, *g.codec.row)
	}
	return true
}

func (g *groupsOf[G]) ended() bool { return g.left == 0 && g.count.ended() && g.codec.ended() }

var (
	texts   = kind[string]{equal[string], appendText, func(d *cellDecoder) string { return string(d.text()) }}
	numbers = kind[int32]{equal[int32], func(b []byte, v int32) []byte { return binary.AppendVarint(b, int64(v)) },
		func(d *cellDecoder) int32 { return int32(d.integer(math.MinInt32, math.MaxInt32)) }}
	amounts = kind[int64]{equal[int64], binary.AppendVarint, func(d *cellDecoder) int64 { return d.integer(math.MinInt64, math.MaxInt64) }}
	lists   = kind[[]string]{slices.Equal[[]string], appendTexts, (*cellDecoder).texts}
)

func equal[V comparable](a, b V) bool { return a == b }

// optional is the kind of a value that may be missing.
func optional[V comparable](k kind[V]) kind[*V] {
	return kind[*V]{
		func(a, b *V) bool { return a == b || a != nil && b != nil && *a == *b },
		func(b []byte, v *V) []byte {
			if v == nil {
				return append(b, 0)
			}
			return k.write(append(b, 1), *v)
		},
		func(d *cellDecoder) *V {
			if d.length(1) == 0 {
				return nil
			}
			v := k.read(d)
			return &v
		},
	}
}

func appendTexts(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = appendText(b, s)
	}
	return b
}

// valid is a string that every reader of Parquet takes: one byte that is no UTF-8
// makes them refuse the table. Readers and names are valid already; this holds the
// line, a character for each byte so that no position moves.
func valid(s string) string {
	if !utf8.ValidString(s) {
		return string([]rune(s))
	}
	return s
}

// appendText writes a string.
func appendText(b []byte, s string) []byte {
	s = valid(s)
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

// cellDecoder takes values off the front of b; once failed it yields zeros.
type cellDecoder struct {
	b      []byte
	failed bool
	id     [longestPacked]byte // the last text that was packed
}

// bytes takes n bytes, which are those of b.
func (d *cellDecoder) bytes(n int) []byte {
	if n > len(d.b) {
		d.failed, d.b, n = true, nil, 0
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

// text takes the bytes of a string, which are good until the next.
func (d *cellDecoder) text() []byte {
	n := d.length(math.MaxInt32)
	packed := n&1 == 1
	if n >>= 1; packed && 2*n > longestPacked {
		d.failed, n = true, 0
	}
	b := d.bytes(n)
	if packed {
		return d.id[:hex.Encode(d.id[:], b)]
	}
	return b
}

func (d *cellDecoder) texts() (list []string) {
	if n := d.length(len(d.b)); n > 0 {
		list = make([]string, n)
	}
	for i := range list {
		list[i] = string(d.text())
	}
	return list
}

func (d *cellDecoder) integer(least, most int64) int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 || n < least || n > most {
		d.failed, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return n
}

// count takes a number.
func (d *cellDecoder) count() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.failed, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return n
}

// length takes a count of at most limit.
func (d *cellDecoder) length(limit int) int {
	n := d.count()
	if n > uint64(limit) {
		d.failed, d.b = true, nil
		return 0
	}
	return int(n)
}
