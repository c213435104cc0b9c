package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// monthly writes a figure as turned does, with the months that it is of and the last of those it is
// held against.
func monthly(f *schema.Fact) string {
	s := turned(f)
	if f.Period.Known() {
		s += " " + f.Period.Start.String()[5:7] + "-" + f.Period.End.String()[5:7]
	}
	if f.Base.Period.Known() {
		s += " from " + f.Base.Period.End.String()[:7]
	}
	return s
}

// TestMonthlyNotes reads notes on how the economy or the revenue of a place has gone so far in a year.
func TestMonthlyNotes(t *testing.T) {
	const economy = "听澜区2023年1—5月经济运行情况\n"
	const headline = "2023年1—5月听澜区经济运行持续向好\n"
	const revenue = "听澜区2023年1—9月财政收支情况\n"
	for name, tt := range map[string]struct{ text, want string }{
		"months of a headline, and of the sentences behind those that name them": {headline + "工业运行平稳\n1—5月，规模以上工业增加值下降7%。分企业规模看，大型企业下降6%，规模以上中型企业下降3%。\n一般公共预算收入8亿元。",
			"7% economy.actual 规模以上工业增加值 pct_change 01-05|6% economy.actual 大型企业增加值 pct_change 01-05|3% economy.actual 中型企业增加值 pct_change 01-05|8亿元 revenue.general_public_budget 01-05"},
		"the month before": {economy + "1—5月，固定资产投资增长12%，比上月回落9个百分点，较上季度提高2个百分点。上月新开工项目9个。税收收入5亿元，较上月增加1亿元，较上季度增加2亿元。",
			"12% economy.actual 固定资产投资 pct_change 01-05|9个百分点 delta 固定资产投资 01-05|2个百分点 delta 固定资产投资 01-05|9个 上月新开工项目 04-04|5亿元 revenue.tax 01-05|1亿元 revenue.tax delta 01-05 from 2023-04|2亿元 revenue.tax delta 01-05 from 2023-02"},
		"paragraphs that divide what was told": {economy + "一、工业\n规模以上工业增加值增长2%，较上月回落3个百分点。\n从三大门类看：采矿业下降4%；制造业增长13%。\n从支撑行业看：特色产业引领增长，其中：食品制造业增长43%，石磨业增长9%，医药制造业增长6%。\n从主要产品产量看：商品混凝土增长2%，松脂增长5%，人造板增长8%。\n二、服务业\n从门类看：制造业增长1%。",
			"2% economy.actual 规模以上工业增加值 pct_change 01-05|3个百分点 delta 规模以上工业增加值 01-05|4% economy.actual 采矿业增加值 pct_change 01-05|13% economy.actual 制造业增加值 pct_change 01-05|43% economy.actual 食品制造业增加值 pct_change 01-05|9% pct_change 石磨业 01-05|6% economy.actual 医药制造业增加值 pct_change 01-05|2% economy.actual 商品混凝土产量 pct_change 01-05|5% pct_change 松脂 01-05|8% economy.actual 人造板产量 pct_change 01-05|1% pct_change 制造业 01-05"},
		"a kind that has grown before it is said how much": {economy + "规模以上工业增加值增长12%。分门类看，采矿业增长13%，贡献率为44%；制造业增长11%。其中，纺织业快速增长，同比增长23%。",
			"12% economy.actual 规模以上工业增加值 pct_change 01-05|13% economy.actual 采矿业增加值 pct_change 01-05|44% 贡献率 01-05|11% economy.actual 制造业增加值 pct_change 01-05|23% economy.actual 纺织业增加值 pct_change 01-05 from 2022-05"},
		"a division of what is told, and not of what the paragraph before told": {economy + "固定资产投资增长12%。分产业看，第一产业增长9%。\n社会消费品零售总额9亿元。按经营地分，城镇下降6%，乡村下降4%。",
			"12% economy.actual 固定资产投资 pct_change 01-05|9% economy.actual 第一产业投资 pct_change 01-05|9亿元 economy.actual 社会消费品零售总额 01-05|6% economy.actual 城镇消费品零售额 pct_change 01-05|4% economy.actual 乡村消费品零售额 pct_change 01-05"},
		"industries by short names": {economy + "一产业投资下降5%，二产业投资增长3%，服务业投资增长1%。第一、二、三产业投资分别为1亿元、2亿元、3亿元。其中医院5个，中医院2个。",
			"5% economy.actual 第一产业投资 pct_change 01-05|3% economy.actual 第二产业投资 pct_change 01-05|1% economy.actual 第三产业投资 pct_change 01-05|1亿元 economy.actual 第一产业投资 01-05|2亿元 economy.actual 第二产业投资 01-05|3亿元 economy.actual 第三产业投资 01-05|5个 economy.actual 医院 05-05|2个 economy.actual 中医医院 05-05"},
		"taxes that came in": {revenue + "土地增值税入库2亿元，同比下降4%；税收收入入库5亿元。粮食入库9万吨。",
			"2亿元 revenue.by_class 土地增值税 01-09|4% revenue.by_class 土地增值税 pct_change 01-09 from 2022-09|5亿元 revenue.tax 01-09|9万吨 粮食入库 01-09"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			facts := readAs(t, "", tt.text)
			for k := range facts {
				got = append(got, monthly(&facts[k]))
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
