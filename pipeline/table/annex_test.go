package table

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/schema"
)

// TestAnnexes reads the tables of several annexes in one grid, each with the fund, the
// place, the year and the unit that its own title names.
func TestAnnexes(t *testing.T) {
	t.Parallel()
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, " ", f.Value, " ", f.Dimensions.FundSource, " ", f.Dimensions.EntityScope, " ", f.Period.End.Year(), " ", f.Source.Row)
	}
	first := rows("2025年全市国有资本经营预算支出完成情况表|", "|单位：万元", "预算科目|完成数", "本年支出合计|32432", "解决历史遗留问题及改革成本支出|480")
	for _, c := range []struct {
		name   string
		second [][]string
		want   string
	}{
		{"a title and its number", rows("附表8|", "2024年市本级政府性基金预算支出完成情况表|", "|单位：亿元", "预算科目|完成数", "城乡社区支出|12"),
			"expenditure.by_function 1200000000 government_fund self 2024 9"},
		{"no unit of its own", rows("2024年市本级政府性基金预算支出完成情况表|", "预算科目|完成数", "城乡社区支出|12"),
			"expenditure.by_function 120000 government_fund self 2024 7"},
		{"the name of a row is no title", rows("四、城乡社区支出情况|", "城乡社区支出|12"),
			"expenditure.by_function 120000 state_capital  2025 6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			facts, _ := tagged("柳溪市2025年预算执行情况和2026年预算草案的报告", tableOf("", slices.Concat(first, c.second)...), say)
			if got := facts[len(facts)-1]; got != c.want || len(facts) != 3 {
				t.Errorf("%v of %d\nwant %v", got, len(facts), c.want)
			}
		})
	}
}
