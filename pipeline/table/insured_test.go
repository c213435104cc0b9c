package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestInsured reads tables of the social insurance funds: what of their accounts a figure
// is, and of which fund, is said by the row, the column, a row above or the title, and by
// nothing where a fund that no table knows stands above.
func TestInsured(t *testing.T) {
	t.Parallel()
	const pension, medical = "机关事业单位基本养老保险基金", "城乡居民基本医疗保险基金"
	say := func(f *schema.Fact) string {
		return strings.TrimSpace(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.Indicator, " ", f.Period.End))
	}
	for name, tt := range map[string]struct {
		title string
		table [][]string
		want  []string
	}{
		"items under a fund": {"2025年某市社会保险基金收入决算表", rows("项目|决算数", "社会保险基金收入合计|90", "其中：社会保险费收入|60", "一、"+pension+"收入|50", "其中：保险费收入|40", "财政补贴收入|9", "二、城乡居民基本医疗保险收入|40", "利息收入|3"),
			[]string{"90 revenue.social_insurance  2025-12-31", "60 revenue.insurance_premiums  2025-12-31", "50 revenue.social_insurance " + pension + " 2025-12-31", "40 revenue.insurance_premiums " + pension + " 2025-12-31",
				"9 revenue.insurance_subsidy " + pension + " 2025-12-31", "40 revenue.social_insurance " + medical + " 2025-12-31", "3 revenue.insurance_interest " + medical + " 2025-12-31"}},
		"funds as columns": {"2025年社会保险基金预算收支表", rows("项目|合计|"+pension+"|"+medical, "一、本年收入|9|4|5", "1.利息收入|3|1|2", "二、本年支出|8|4|4", "三、年末滚存结余|7|3|4"),
			[]string{"9 revenue.social_insurance  2025-12-31", "4 revenue.social_insurance " + pension + " 2025-12-31", "5 revenue.social_insurance " + medical + " 2025-12-31",
				"3 revenue.insurance_interest  2025-12-31", "1 revenue.insurance_interest " + pension + " 2025-12-31", "2 revenue.insurance_interest " + medical + " 2025-12-31",
				"8 expenditure.social_insurance  2025-12-31", "4 expenditure.social_insurance " + pension + " 2025-12-31", "4 expenditure.social_insurance " + medical + " 2025-12-31",
				"7 balance.closing  2025-12-31", "3 balance.closing " + pension + " 2025-12-31", "4 balance.closing " + medical + " 2025-12-31"}},
		"a title that ends in 草案": {"2025年市级社会保险基金预算收支草案", rows("项目|预算数", "一、本年收入|9", "1.利息收入|1"), []string{"9 revenue.social_insurance  2025-12-31", "1 revenue.insurance_interest  2025-12-31"}},
		"the side in the title": {"2025年社会保险基金支出预算表", rows("项目|预算数", "合计|9", "一、"+pension+"|5", "其中：基本养老金支出|4"),
			[]string{"9 expenditure.social_insurance  2025-12-31", "5 expenditure.social_insurance " + pension + " 2025-12-31", "4 expenditure.insurance_pensions " + pension + " 2025-12-31"}},
		"the fund in the title": {"2025年" + pension + "收支预算表", rows("项目|预算数", "一、本年收入|9", "其中：委托投资收益|1", "二、本年支出|8", "其中：转移支出|2"),
			[]string{"9 revenue.social_insurance " + pension + " 2025-12-31", "1 revenue.insurance_investment " + pension + " 2025-12-31", "8 expenditure.social_insurance " + pension + " 2025-12-31", "2 expenditure.insurance_transferred_out " + pension + " 2025-12-31"}},
		"sides as columns": {"2025年社会保险基金预算表", rows("险种|收入|支出|年末滚存结余", "失业保险基金|5|4|3"),
			[]string{"5 revenue.social_insurance 失业保险基金 2025-12-31", "4 expenditure.social_insurance 失业保险基金 2025-12-31", "3 balance.closing 失业保险基金 2025-12-31"}},
		"funds under a side": {"2025年社会保险基金预算表", rows("项目|预算数", "一、社会保险基金收入|9", "（一）失业保险基金|5", "二、社会保险基金支出|8", "（一）失业保险基金|4"),
			[]string{"9 revenue.social_insurance  2025-12-31", "5 revenue.social_insurance 失业保险基金 2025-12-31", "8 expenditure.social_insurance  2025-12-31", "4 expenditure.social_insurance 失业保险基金 2025-12-31"}},
		"all of them after each": {"2025年社会保险基金结余预算表", rows("项目|预算数", "一、失业保险基金本年收支结余|1", "失业保险基金年末滚存结余|9", "二、工伤保险收支结余（或缺口）|2", "工伤保险滚存结余|8", "本年收支结余|3", "年末滚存结余|17"),
			[]string{"1 balance.year 失业保险基金 2025-12-31", "9 balance.closing 失业保险基金 2025-12-31", "2 balance.year 工伤保险基金 2025-12-31", "8 balance.closing 工伤保险基金 2025-12-31", "3 balance.year  2025-12-31", "17 balance.closing  2025-12-31"}},
		"of one or of all": {"2025年社会保险基金预算表", rows("项目|预算数", "失业保险基金收入|9", "工伤保险基金收入|5", "年末滚存结余|8"),
			[]string{"9 revenue.social_insurance 失业保险基金 2025-12-31", "5 revenue.social_insurance 工伤保险基金 2025-12-31", "8   2025-12-31"}},
		"a fund nothing knows": {"2025年社会保险基金收入预算表", rows("项目|预算数", "一、工伤保险基金收入|9", "利息收入|1", "二、柳溪特困保险基金收入|8", "利息收入|2"),
			[]string{"9 revenue.social_insurance 工伤保险基金 2025-12-31", "1 revenue.insurance_interest 工伤保险基金 2025-12-31", "8   2025-12-31", "2   2025-12-31"}},
		"classes of what a fund pays": {"2025年社会保险基金支出预算表", rows("项目|预算数", "一、失业保险基金支出|9", "（1）失业保险金|4", "（3）丧葬补助金和抚恤金支出|1", "（7）技能提升补贴支出|2", "二、工伤保险基金支出|8", "2090402-劳动能力鉴定支出|1", "工伤保险待遇支出|6", "社会保险基金上解上级支出|3", "支出总计|20"),
			[]string{"9 expenditure.social_insurance 失业保险基金 2025-12-31", "4 expenditure.by_function 失业保险基金 2025-12-31", "1 expenditure.by_function 失业保险基金 2025-12-31", "2 expenditure.by_function 失业保险基金 2025-12-31",
				"8 expenditure.social_insurance 工伤保险基金 2025-12-31", "1 expenditure.by_function 工伤保险基金 2025-12-31", "6 expenditure.insurance_benefits 工伤保险基金 2025-12-31",
				"3 expenditure.insurance_remit_up 工伤保险基金 2025-12-31", "20 expenditure.total  2025-12-31"}},
		"a class of two funds under none": {"2025年社会保险基金支出预算表", rows("项目|预算数", "丧葬抚恤补助|1"), []string{"1   2025-12-31"}},
		"an item nothing knows": {"2025年社会保险基金支出预算表", rows("项目|预算数", "一、失业保险基金支出|9", "其中：柳溪补贴支出|1"),
			[]string{"9 expenditure.social_insurance 失业保险基金 2025-12-31", "1   2025-12-31"}},
		"revenue against expenditure": {"2025年社会保险基金预算表", rows("项目|收入|支出", "利息收入|5|4"), []string{"5 revenue.insurance_interest  2025-12-31", "4   2025-12-31"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := tagged("某市2025年社会保险基金决算", tableOf(tt.title+"（单位：万元）", tt.table...), say)
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
