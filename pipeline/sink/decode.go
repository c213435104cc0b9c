package sink

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"golang.org/x/sync/errgroup"
)

// span is rows [from,to) of a row group.
type span struct{ from, to int64 }

// appendRowTo adds a row after those of spans.
func appendRowTo(spans []span, row int64) []span {
	if k := len(spans) - 1; k >= 0 && spans[k].to == row {
		spans[k].to++
		return spans
	}
	return append(spans, span{row, row + 1})
}

func length(spans []span) (n int64) {
	for _, s := range spans {
		n += s.to - s.from
	}
	return n
}

// batches cuts spans into runs of at most size rows.
func batches(spans []span, size int64) iter.Seq[[]span] {
	return func(yield func([]span) bool) {
		var batch []span
		room := size
		for _, s := range spans {
			for s.from < s.to {
				n := min(room, s.to-s.from)
				batch = append(batch, span{s.from, s.from + n})
				s.from, room = s.from+n, room-n
				if room == 0 {
					if !yield(batch) {
						return
					}
					batch, room = nil, size
				}
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// fill sets a string column to one value.
func (c *column) fill(rows reflect.Value, value string) {
	v := parquet.ByteArrayValue([]byte(value))
	for i := range rows.Len() {
		setValue(rows.Index(i).FieldByIndex(c.index), v)
	}
}

// column is a stored column and the field it fills. The reader of the library
// is not used for rows: it makes zeros of the nulls of embedded structs.
type column struct {
	name    string
	chunk   int
	index   []int
	list    bool
	element []int // within the elements of a list of groups
	defined int   // definition level of a value that is there
}

// storedColumns matches the fields of a row type with the columns of a file.
func storedColumns(s *parquet.Schema, t reflect.Type) (columns []column) {
	add := func(c column, path ...string) {
		if leaf, ok := s.Lookup(path...); ok {
			c.chunk, c.defined = leaf.ColumnIndex, int(leaf.MaxDefinitionLevel)
			columns = append(columns, c)
		}
	}
	for _, f := range fieldsOf(t) {
		ft := t.FieldByIndex(f.index).Type
		switch {
		case ft.Kind() != reflect.Slice:
			add(column{name: f.name, index: f.index}, f.name)
		case ft.Elem().Kind() == reflect.Struct:
			for _, g := range storedFields(ft.Elem()) {
				add(column{index: f.index, list: true, element: g.index}, f.name, "list", "element", g.name)
			}
		default:
			add(column{index: f.index, list: true}, f.name, "list", "element")
		}
	}
	return columns
}

// decode fills rows, a slice of structs, with the rows of spans.
// The column of where is not read, for its value is known.
func decode(part *tablePart, group parquet.RowGroup, spans []span, where *Equal, rows reflect.Value) error {
	if len(spans) == 0 {
		return nil
	}
	t := rows.Type().Elem()
	var shares [3][]column // read at once; the columns of lists share their slices, hence are in one
	for i, c := range storedColumns(part.p.Schema(), t) {
		switch {
		case where != nil && c.name == where.Column:
			c.fill(rows, where.Value)
		case c.list:
			shares[2] = append(shares[2], c)
		default:
			shares[i%2] = append(shares[i%2], c)
		}
	}
	var all errgroup.Group
	for _, share := range shares {
		all.Go(func() error {
			for _, c := range share {
				if err := c.decode(group.ColumnChunks()[c.chunk], spans, rows); err != nil {
					return fmt.Errorf("column %d: %w", c.chunk, err)
				}
			}
			return nil
		})
	}
	return all.Wait()
}

func (c *column) decode(chunk parquet.ColumnChunk, spans []span, rows reflect.Value) error {
	if _, err := chunk.OffsetIndex(); err != nil && !errors.Is(err, parquet.ErrMissingOffsetIndex) { // a seek without it unpacks all pages before
		return err
	}
	pages := chunk.Pages()
	defer pages.Close()
	var page parquet.Page // rows [first,first+NumRows) of the chunk
	var first int64
	defer func() { release(page) }()
	buf := make([]parquet.Value, 256)
	k := 0
	for _, s := range spans {
		for from := s.from; from < s.to; {
			if page == nil || from < first || from >= first+page.NumRows() {
				if page == nil || from != first+page.NumRows() {
					if err := pages.SeekToRow(from); err != nil {
						return err
					}
				}
				next, err := pages.ReadPage()
				if err != nil {
					return err
				}
				release(page)
				page, first = next, from
			}
			to := min(s.to, first+page.NumRows())
			part := page.Slice(from-first, to-first)
			err := c.values(part, rows, k, buf)
			parquet.Release(part)
			if err != nil {
				return err
			}
			k += int(to - from)
			from = to
		}
	}
	return nil
}

// release gives the buffers of a page back: what was read of it was copied.
func release(page parquet.Page) {
	if page != nil {
		parquet.Release(page)
	}
}

// values sets the field of rows from k on.
func (c *column) values(page parquet.Page, rows reflect.Value, k int, buf []parquet.Value) error {
	in := page.Values()
	k--
	nth := 0 // element of a list
	for {
		n, err := in.ReadValues(buf)
		for _, v := range buf[:n] {
			if v.RepetitionLevel() == 0 {
				k++
				nth = 0
			}
			if k >= rows.Len() {
				return errColumn
			}
			c.set(rows.Index(k).FieldByIndex(c.index), v, nth)
			nth++
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (c *column) set(field reflect.Value, v parquet.Value, nth int) {
	if !c.list {
		setValue(field, v)
		return
	}
	if v.DefinitionLevel() == 0 { // the list is empty
		return
	}
	for field.Len() <= nth {
		field.Set(reflect.Append(field, reflect.Zero(field.Type().Elem())))
	}
	element := field.Index(nth)
	if c.element != nil {
		element = element.FieldByIndex(c.element)
	}
	setValue(element, v)
}

// setValue leaves a missing value nil.
func setValue(field reflect.Value, v parquet.Value) {
	if v.IsNull() {
		return
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		field.SetString(string(v.ByteArray()))
	case parquet.Int32:
		field.SetInt(int64(v.Int32()))
	case parquet.Int64:
		field.SetInt(v.Int64())
	}
}
