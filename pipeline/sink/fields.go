package sink

import (
	"reflect"
	"strings"
)

// field is one column of a row type: its name and how its value is to be read.
type field struct {
	name     string
	index    []int
	date     bool
	decimal  bool
	optional bool // a zero is stored as null
	locator  bool // left out of JSON lines when absent
}

// fieldsOf lists the columns of a row type in order, embedded groups flattened.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		fields = append(fields, field{
			name: name, index: f.Index,
			date:     strings.Contains(options, "date"),
			decimal:  strings.Contains(options, "decimal"),
			optional: strings.Contains(options, "optional"),
			locator:  len(f.Index) > 1 && t.Field(f.Index[0]).Type == reflect.TypeFor[Locator](),
		})
	}
	return fields
}
