package sink

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gongkai/schema"
)

// JSONWriter writes rows of one type as JSON lines with the names of the
// published columns: decimals as strings, dates as YYYY-MM-DD, a missing value
// as null, and a locator column that does not apply left out.
type JSONWriter[R any] struct {
	w      io.Writer
	fields []field
	buf    []byte
}

// NewJSONWriter returns a writer of rows of type R.
func NewJSONWriter[R any](w io.Writer) *JSONWriter[R] {
	return &JSONWriter[R]{w: w, fields: fieldsOf(reflect.TypeFor[R]())}
}

// Write writes one row and its newline.
func (j *JSONWriter[R]) Write(row *R) error {
	j.buf = append(appendObject(j.buf[:0], reflect.ValueOf(row).Elem(), j.fields), '\n')
	_, err := j.w.Write(j.buf)
	return err
}

func appendObject(b []byte, v reflect.Value, fields []field) []byte {
	b = append(b, '{')
	first := true
	for _, f := range fields {
		x, err := v.FieldByIndexErr(f.index)
		if err != nil || f.locator && x.Kind() == reflect.Pointer && x.IsNil() {
			continue // of a group that is not there, or a place that does not apply
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(strconv.AppendQuote(b, f.name), ':')
		b = appendValue(b, x, f)
	}
	return append(b, '}')
}

func appendValue(b []byte, x reflect.Value, f field) []byte {
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			return append(b, "null"...)
		}
		x = x.Elem()
	}
	if f.optional && x.IsZero() {
		return append(b, "null"...)
	}
	switch x.Kind() {
	case reflect.String:
		return appendString(b, x.String())
	case reflect.Slice:
		return appendList(b, x)
	}
	if s, quoted := number(x.Int(), f); quoted {
		return strconv.AppendQuote(b, s)
	} else {
		return append(b, s...)
	}
}

// number prints an integer column by its logical type.
func number(n int64, f field) (s string, quoted bool) {
	switch {
	case f.decimal:
		return Unscaled(n).String(), true
	case f.date:
		return schema.Date(n).String(), true
	}
	return strconv.FormatInt(n, 10), false
}

func appendList(b []byte, x reflect.Value) []byte {
	b = append(b, '[')
	var fields []field
	if x.Type().Elem().Kind() == reflect.Struct {
		fields = fieldsOf(x.Type().Elem())
	}
	for i := range x.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		if fields != nil {
			b = appendObject(b, x.Index(i), fields)
		} else {
			b = appendString(b, x.Index(i).String())
		}
	}
	return append(b, ']')
}

// appendString quotes as JSON and leaves <, > and & readable.
func appendString(b []byte, s string) []byte {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(s) != nil { // a string always encodes
		return append(b, `""`...)
	}
	return append(b, strings.TrimSuffix(out.String(), "\n")...)
}

// WriteCSV writes rows with a header line; lists are JSON in their cell, and a
// missing value is an empty cell. Texts are made inert.
func WriteCSV[R any](w io.Writer, rows []R) error {
	out := csv.NewWriter(w)
	for record := range records(rows, Inert) {
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Records returns rows as WriteCSV writes them, with their texts as they are.
func Records[R any](rows []R) [][]string {
	return slices.Collect(records(rows, func(s string) string { return s }))
}

// records yields a header and a record for each row, whose texts are made by text.
func records[R any](rows []R, text func(string) string) iter.Seq[[]string] {
	fields := fieldsOf(reflect.TypeFor[R]())
	return func(yield func([]string) bool) {
		head := make([]string, len(fields))
		for i, f := range fields {
			head[i] = f.name
		}
		if !yield(head) {
			return
		}
		for i := range rows {
			v, record := reflect.ValueOf(&rows[i]).Elem(), make([]string, len(fields))
			for j, f := range fields {
				x := v.FieldByIndex(f.index)
				if record[j] = cell(x, f); isText(x) {
					record[j] = text(record[j])
				}
			}
			if !yield(record) {
				return
			}
		}
	}
}

// isText reports whether a column holds text, and no number or date.
func isText(x reflect.Value) bool {
	t := x.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() == reflect.String
}

func cell(x reflect.Value, f field) string {
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			return ""
		}
		x = x.Elem()
	}
	if f.optional && x.IsZero() {
		return ""
	}
	switch x.Kind() {
	case reflect.String:
		return x.String()
	case reflect.Slice:
		return string(appendList(nil, x))
	}
	s, _ := number(x.Int(), f)
	return s
}
