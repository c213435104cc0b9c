package schema

import (
	"reflect"
	"strings"
	"testing"
)

// TestAllDimensions holds the list against the struct: every field has its entry,
// in order, which reads that field and no other.
func TestAllDimensions(t *testing.T) {
	fields := reflect.VisibleFields(reflect.TypeFor[Dimensions]())
	all := AllDimensions()
	if len(all) != len(fields) {
		t.Fatalf("%d dimensions listed, %d fields", len(all), len(fields))
	}
	for i, d := range all {
		if !strings.EqualFold(strings.ReplaceAll(d.Name, "_", ""), fields[i].Name) {
			t.Errorf("%s is listed where the field is %s", d.Name, fields[i].Name)
		}
		if tag := fields[i].Tag.Get("parquet"); tag != d.Name+",dict" {
			t.Errorf("%s: the column of the field is %q", d.Name, tag)
		}
		if d.Title == "" || d.English == "" || d.Meaning == "" {
			t.Errorf("%s is not described: %+v", d.Name, d)
		}
		for k := range fields {
			var one Dimensions
			reflect.ValueOf(&one).Elem().Field(k).SetString("x")
			var row StoredDimensions
			x := "x"
			reflect.ValueOf(&row).Elem().Field(k).Set(reflect.ValueOf(&x))
			if got := *d.Stored(&row); (got == &x) != (k == i) {
				t.Errorf("%s reads %v of a row with %s", d.Name, got, fields[k].Name)
			}
			if got := d.Of(&one); (got == "x") != (k == i) {
				t.Errorf("%s reads %q of a fact with %s", d.Name, got, fields[k].Name)
			}
		}
	}
}
