package table

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestGovernmentClasses: a table of the economic classes of a government is read by them,
// what it shares with those of a body included, and what is not told apart is nothing.
func TestGovernmentClasses(t *testing.T) {
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Label, " ", f.Concept, " ", f.Dimensions.EconCode, f.Dimensions.FuncCode)
	}
	got, _ := tagged(territorial, tableOf("2026年市本级一般公共预算支出表（按经济分类）（单位：万元）", rows("科目名称|2026年预算数",
		"一、机关工资福利支出|9", "工资奖金津补贴|8", "社会保障缴费|1", "二、机关商品和服务支出|7", "办公经费|6", "会议费|1", "公务用车购置|3", "四、对事业单位经常性补助|5", "工资福利支出|5")...), say)
	want := []string{"一、机关工资福利支出 expenditure.by_economic 501", "工资奖金津补贴 expenditure.by_economic 50101", "社会保障缴费 expenditure.by_economic 50102", "二、机关商品和服务支出 expenditure.by_economic 502",
		"办公经费 expenditure.by_economic 50201", "会议费 expenditure.by_economic 50202", "公务用车购置  ", "四、对事业单位经常性补助 expenditure.by_economic 505", "工资福利支出 expenditure.by_economic 50501"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	got, _ = tagged(territorial, tableOf("2026年市本级一般公共预算支出表（单位：万元）", rows("项目|2026年预算数", "教育支出|9", "预备费|8", "债务还本支出|1", "调出资金|7", "安排预算稳定调节基金|6")...), say)
	if slices.ContainsFunc(got, func(s string) bool { return s[len(s)-1] == '5' && s[len(s)-3] == '5' }) || got[0] != "教育支出 expenditure.by_function 205" {
		t.Errorf("functional classes are none of these: %q", got)
	}
}

// TestRatesByTheUnit: figures of a table whose unit is % alone are rates, of change where its
// title speaks of one, and not lost for want of a unit.
func TestRatesByTheUnit(t *testing.T) {
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Raw, " ", f.Value, f.Unit, " ", f.Form, " ", f.Dimensions.Indicator)
	}
	for title, want := range map[string][]string{
		"2025年居民消费价格比上年涨跌幅度":  {"0.2 0.2% pct_change 居民消费价格", "-1.2 -1.2% pct_change 食品烟酒价格"},
		"2025年居民消费价格基本情况（露营）": {"0.2 0.2% share ", "-1.2 -1.2% share "},
	} {
		blocks := []extract.Block{line("望舒市2025年国民经济和社会发展统计公报"), line(title), line("单位：%"), tableOf("", rows("指标|全市", "居民消费价格|0.2", "食品烟酒|-1.2")...)}
		var got []string
		for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
			got = append(got, say(&f))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", title, got, want)
		}
	}
}
