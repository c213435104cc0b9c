package sink

import (
	"reflect"
	"slices"
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
	delta    bool // stored as what follows what it has in common with the value before
	quoted   bool // in no table, and in JSON lines where the group it is of is there
}

// storedFields lists the columns that a row type has in its table, as fieldsOf.
func storedFields(t reflect.Type) []field {
	return slices.DeleteFunc(fieldsOf(t), func(f field) bool { return f.quoted })
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
			delta:    strings.Contains(options, "delta"),
			optional: strings.Contains(options, "optional"),
			locator:  len(f.Index) > 1 && t.FieldByIndex(f.Index[:len(f.Index)-1]).Type == reflect.TypeFor[Locator](),
			quoted:   t.Field(f.Index[0]).Tag.Get("parquet") == "-",
		})
	}
	return fields
}
