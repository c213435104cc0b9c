package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestTablesAgainstEachOther: of two tables of a report of several places that state one
// list a figure in which they differ is stated twice; of two that share little, or differ
// often, or name it otherwise, nothing is said.
func TestTablesAgainstEachOther(t *testing.T) {
	lists := func(alike, unlike int, change option) *schema.Report {
		r := &schema.Report{}
		for i := range alike + unlike {
			for table := range 2 {
				value := fmt.Sprint(1000 * (i + 3))
				if i >= alike && table == 1 {
					value += "7"
				}
				f := amount(schema.ExpenditureByFunction, value, code(fmt.Sprint(201+i)), fund(schema.GeneralPublicBudget), in(2025), phase(schema.Executed), cell(table, i, 1))
				f.Label, f.Dimensions.EntityScope, f.SourceKind = fmt.Sprint("类", i), schema.Self, schema.TableSource
				if table == 1 && i >= alike && change != nil {
					change(&f)
				}
				r.Facts = append(r.Facts, f)
			}
		}
		return r
	}
	twice := lists(7, 1, nil) // a table that has two rows of the class in which they differ
	again := twice.Facts[len(twice.Facts)-1]
	again.Source.Row++
	twice.Facts = append(twice.Facts, again)
	for name, tt := range map[string]struct {
		report *schema.Report
		want   int
	}{
		"one differs":       {lists(7, 1, nil), 1},
		"two rows of it":    {twice, 0},
		"all alike":         {lists(8, 0, nil), 0},
		"too few alike":     {lists(4, 1, nil), 0},
		"too many differ":   {lists(8, 3, nil), 0},
		"of another name":   {lists(7, 1, func(f *schema.Fact) { f.Label = "另一类" }), 0},
		"of another place":  {lists(7, 1, func(f *schema.Fact) { f.Dimensions.EntityScope = schema.Summary }), 0},
		"of no known place": {lists(7, 1, func(f *schema.Fact) { f.Dimensions.EntityScope = "" }), 0},
		"of another phase":  {lists(7, 1, phase(schema.Final)), 0},
		"of another year":   {lists(7, 1, in(2024)), 0},
	} {
		if got := strings.Count(evaluated(t, tt.report, schema.RuleDuplicate), string(schema.Inconsistent)); got != tt.want {
			t.Errorf("%s: %d inconsistent, want %d", name, got, tt.want)
		}
	}
}
