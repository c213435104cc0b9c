package table

import (
	"testing"

	"gongkai/schema"
)

// TestExpensesInRows: in a table of the 三公 expenses 支出合计 is their total, and a unit in
// brackets that a name has in it too is no mark of a class.
func TestExpensesInRows(t *testing.T) {
	out := readAll("望舒市水务局2016年部门预算",
		tableOf("望舒市水务局2016年度“三公”经费预算情况表（单位：万元）",
			[]string{"项目", "2016年预算数"},
			[]string{"一、支出合计", "11.5"},
			[]string{"1、公务接待费", "7.5"},
			[]string{"2、公务用车费", "4"},
			[]string{"5.公务接待批次（批）", "150"},
			[]string{"6.公务接待人数（人）", "900"},
		),
	)
	want := map[string]schema.ConceptID{
		"11.5": schema.ThreePublicTotal, "7.5": schema.ThreePublicReception, "4": schema.ThreePublicVehicle,
		"150": schema.ThreePublicReceptionBatches, "900": schema.ThreePublicReceptionVisitors,
	}
	for _, f := range out.Facts {
		if f.Concept != want[f.Raw] {
			t.Errorf("%s is %s, want %s", f.Raw, f.Concept, want[f.Raw])
		}
	}
	if len(out.Facts) != len(want) {
		t.Errorf("%d facts, want %d", len(out.Facts), len(want))
	}
}
