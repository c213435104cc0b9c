package table

import (
	"fmt"
	"slices"
	"testing"

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
