package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestHanded: what 合计 of transfers to places is, their title says.
func TestHanded(t *testing.T) {
	t.Parallel()
	say := func(f *schema.Fact) string {
		return strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.FuncCode, " ", f.Dimensions.FundSource, " ", f.Dimensions.Subordinate)), " ")
	}
	for name, tt := range map[string]struct{ title, table, want string }{
		"places as rows": {"2025年柳溪市对县区税收返还和转移支付预算表", "县区|合计|税收返还|一般性转移支付|专项转移支付|专项转移支付\n||||小计|其中：教育\n合计|9|2|3|4|1\n甲县|5|1|1|3|1\n乙县|4|1|2|1|0",
			"9 expenditure.subsidies general_public_budget|2 expenditure.by_function 23001 general_public_budget|3 expenditure.by_function 23002 general_public_budget|4 expenditure.by_function 23003 general_public_budget|1|" +
				"5 expenditure.subsidies general_public_budget 甲县|1 expenditure.by_function 23001 general_public_budget 甲县|1 expenditure.by_function 23002 general_public_budget 甲县|3 expenditure.by_function 23003 general_public_budget 甲县|1 甲县|" +
				"4 expenditure.subsidies general_public_budget 乙县|1 expenditure.by_function 23001 general_public_budget 乙县|2 expenditure.by_function 23002 general_public_budget 乙县|1 expenditure.by_function 23003 general_public_budget 乙县|0 乙县"},
		"places as columns": {"2025年柳溪市对下税收返还和转移支付分地区预算表", "项目|合计|甲县|乙区\n一、税收返还|5|3|2\n二、一般性转移支付|7|3|4\n其中：均衡性转移支付|2|1|1\n柳溪村道补助|1|1|0\n合计|12|6|6",
			"5 expenditure.by_function 23001 general_public_budget|3 expenditure.by_function 23001 general_public_budget 甲县|2 expenditure.by_function 23001 general_public_budget 乙区|" +
				"7 expenditure.by_function 23002 general_public_budget|3 expenditure.by_function 23002 general_public_budget 甲县|4 expenditure.by_function 23002 general_public_budget 乙区|" +
				"2 expenditure.by_function 2300202 general_public_budget|1 expenditure.by_function 2300202 general_public_budget 甲县|1 expenditure.by_function 2300202 general_public_budget 乙区|1|1 甲县|0 乙区|" +
				"12 expenditure.subsidies general_public_budget|6 expenditure.subsidies general_public_budget 甲县|6 expenditure.subsidies general_public_budget 乙区"},
		"one kind of them": {"2025年柳溪市对下专项转移支付分地区预算表", "地区|金额\n合计|9\n甲县|5\n乙县|4",
			"9 expenditure.by_function 23003 general_public_budget|5 expenditure.by_function 23003 general_public_budget 甲县|4 expenditure.by_function 23003 general_public_budget 乙县"},
		"a part of them": {"2025年柳溪市革命老区转移支付分地区预算表", "地区|金额\n甲县|5\n乙县|4", "5 甲县|4 乙县"},
		"one purpose":    {"2025年柳溪市农业专项转移支付分地区预算表", "地区|金额\n甲县|5\n乙县|4", "5 甲县|4 乙县"},
		"without places": {"2025年柳溪市转移支付预算表", "项目|金额\n合计|5\n柳溪大桥|4", "5|4"},
		"places below each": {"2025年柳溪市对下转移支付预算明细表", "预算科目|金额\n合计|9\n返还性支出分地区合计：|4\n甲县|1\n乙县|3\n柳溪补助分地区合计|5\n甲县|2\n乙县|3",
			"9 expenditure.subsidies all|4 expenditure.by_function 23001 general_public_budget|1 expenditure.by_function 23001 general_public_budget 甲县|3 expenditure.by_function 23001 general_public_budget 乙县|5|2 甲县|3 乙县"},
	} {
		out := readAll(territorial, line(tt.title), line("单位：万元"), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			got = append(got, say(&out.Facts[i]))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}

// TestMonths: of which months a figure is, the column, the row or the title says.
func TestMonths(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ title, table, want string }{
		"months of columns":      {"2024年8月主要经济指标", "指标|8月|同比增长%|1-8月累计|同比增长%\n固定资产投资|5|1.1|40|1.2\n金融机构存款余额|6||7|", "2024-08-01/2024-08-31 2024-08-01/2024-08-31 2024-01-01/2024-08-31 2024-01-01/2024-08-31 2024-08-31/2024-08-31 2024-08-31/2024-08-31"},
		"months of the title":    {"2024年1-9月各县主要经济指标", "地区|固定资产投资\n甲县|5\n乙县|6", "2024-01-01/2024-09-30 2024-01-01/2024-09-30"},
		"this month and all":     {"2024年8月固定资产投资情况", "指标|本月|本月止累计\n固定资产投资|5|40", "2024-08-01/2024-08-31 2024-01-01/2024-08-31"},
		"quarters as rows":       {"2024年固定资产投资情况", "时间|固定资产投资\n一季度|5\n上半年|9", "2024-01-01/2024-03-31 2024-01-01/2024-06-30"},
		"the beginning of years": {"固定资产投资情况", "指标|2023年|2024年初\n固定资产投资|5|9", "2023-01-01/2023-12-31 2024-01-01/2024-12-31"},
	} {
		out := readAll("柳溪市2024年国民经济和社会发展统计公报", line(tt.title), line("单位：亿元"), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			got = append(got, fmt.Sprint(out.Facts[i].Period.Start, "/", out.Facts[i].Period.End))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, tt.want)
		}
	}
}

// TestDoneByThen: what was done up to a month is of all months up to it, and beside it so is that of the same time of
// the year before, which is as done.
func TestDoneByThen(t *testing.T) {
	t.Parallel()
	out := readAll("2025年11月柳溪市财政收支完成情况表", line("2025年11月柳溪市财政收支完成情况表"), line("单位：万元"),
		tableOf("", rows("项目|年初预算|本月完成|累计完成|占预算%|上年同期|同比增减%", "一般公共预算收入|100|9|90|90|80|12.5")...))
	var got []string
	for i := range out.Facts {
		f := &out.Facts[i]
		got = append(got, fmt.Sprint(f.Raw, " ", f.Measure, " ", f.Period.Start, "/", f.Period.End))
	}
	want := []string{"100 budget_initial 2025-01-01/2025-12-31", "9 executed 2025-11-01/2025-11-30", "90 executed 2025-01-01/2025-11-30", "90 executed 2025-01-01/2025-11-30",
		"80 executed 2024-01-01/2024-11-30", "12.5 executed 2025-01-01/2025-11-30"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestBudgetOfTheYear: in a table of some months the budget is that of the year, and what the months say is executed.
func TestBudgetOfTheYear(t *testing.T) {
	t.Parallel()
	out := readAll("2025年1-6月柳溪市财政收支情况表", line("2025年1-6月柳溪市财政收支情况表"), line("单位：万元"), tableOf("", rows("项目|年初预算|本月|累计|累计占预算%", "一般公共预算收入|100|9|55|55")...))
	var got []string
	for i := range out.Facts {
		f := &out.Facts[i]
		got = append(got, fmt.Sprint(f.Raw, " ", f.Measure, " ", f.Period.Start, "/", f.Period.End))
	}
	want := []string{"100 budget_initial 2025-01-01/2025-12-31", "9 executed 2025-06-01/2025-06-30", "55 executed 2025-01-01/2025-06-30", "55 executed 2025-01-01/2025-06-30"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
