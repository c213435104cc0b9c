package table

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestRateColumns holds that figures which are the percentages of two columns beside
// them are no amounts, whatever their column is called, and that others stay amounts.
func TestRateColumns(t *testing.T) {
	cell := func(row, col int, raw string) schema.Fact {
		v := decimal.RequireFromString(raw)
		return schema.Fact{Kind: schema.Amount, Unit: "元", Form: schema.Level, SourceKind: schema.TableSource, Raw: raw, Concept: schema.ExpenditureByFunction,
			Value: v.Shift(4), Decimals: int(-v.Exponent()) - 4, Source: schema.Provenance{Row: row, Col: col}}
	}
	rows := [][]string{
		{"765237", "760254", "99.3", "108.9"},
		{"12000", "10000", "83.3", "96.4"},
		{"8000", "7000", "87.5", "70.0"},
		{"4600", "1000", "21.7", "12.5"},
		{"5000", "5000", "100.0", "101.1"},
	}
	read := func(cols ...int) (kinds []schema.Kind) {
		var facts []schema.Fact
		for r, row := range rows {
			for _, c := range cols {
				facts = append(facts, cell(r, c, row[c]))
			}
		}
		rateColumns(facts)
		for k := range cols {
			kinds = append(kinds, facts[k].Kind)
		}
		if len(cols) == 4 && (facts[2].Value.String() != "99.3" || facts[2].Unit != "%" || facts[2].Form != schema.Completion || facts[2].Concept != "" || facts[3].Form != schema.UnknownForm) {
			t.Errorf("%+v", facts[2])
		}
		return kinds
	}
	if got := read(0, 1, 2, 3); got[0] != schema.Amount || got[1] != schema.Amount || got[2] != schema.Ratio || got[3] != schema.Ratio {
		t.Errorf("%v", got)
	}
	rows = append(rows, []string{"7", "0", "0.00", "0"}, []string{"8", "0", "0.00", "0"}, []string{"9", "0", "0.00", "0"}, []string{"3", "0", "0.00", "0"})
	if got := read(0, 1, 3); got[2] != schema.Amount {
		t.Errorf("no percentages of the two: %v", got)
	}
}
