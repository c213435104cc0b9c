package sink

import (
	"encoding/json"
	"iter"
	"reflect"

	"gongkai/schema"
)

// Cells reads rows of one type column by column, for those who write them in
// another shape than the published ones.
type Cells[R any] struct{ fields []field }

// CellsOf returns the cells of rows of type R.
func CellsOf[R any]() Cells[R] { return Cells[R]{fieldsOf(reflect.TypeFor[R]())} }

// Names are the names of the columns, in order.
func (c Cells[R]) Names() (names []string) {
	for _, f := range c.fields {
		names = append(names, f.name)
	}
	return names
}

// Zero returns a value of each column's type: a string, an int64, a
// decimal.Decimal, a schema.Date, or a json.RawMessage for lists.
func (c Cells[R]) Zero() (values []any) {
	var row R
	v := reflect.ValueOf(&row).Elem()
	for _, f := range c.fields {
		x := v.FieldByIndex(f.index)
		if x.Kind() == reflect.Pointer {
			x = reflect.Zero(x.Type().Elem())
		}
		f.optional = false
		values = append(values, valueOf(x, f))
	}
	return values
}

// Of returns the values of a row, nil where there is none.
func (c Cells[R]) Of(row *R) []any {
	values, v := make([]any, len(c.fields)), reflect.ValueOf(row).Elem()
	for i, f := range c.fields {
		values[i] = valueOf(v.FieldByIndex(f.index), f)
	}
	return values
}

func valueOf(x reflect.Value, f field) any {
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			return nil
		}
		x = x.Elem()
	}
	switch {
	case f.optional && x.IsZero():
		return nil
	case x.Kind() == reflect.String:
		return x.String()
	case x.Kind() == reflect.Slice:
		return json.RawMessage(appendList(nil, x))
	case f.decimal:
		return Unscaled(x.Int())
	case f.date:
		return schema.Date(x.Int())
	}
	return x.Int()
}

// RowsWhere yields the rows of a table in the order stored, or those where holds for.
func RowsWhere[R any](s *Snapshot, table string, where *Equal) iter.Seq2[*R, error] {
	return func(yield func(*R, error) bool) {
		stopped := false
		err := Select(s, table, where, func(_ Position, r *R) bool {
			stopped = !yield(r, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}
