package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestWhole: what rows and columns are parts of, or stand beside, says what they leave unsaid.
func TestWhole(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ report, title, unit, table, want string }{
		"classes below the whole of a fund": {territorial, "2024年柳溪市政府预算收支总表", "单位：万元",
			"项目|预算数|项目|预算数\n一、一般公共预算收入|9|一、一般公共预算支出|8\n其中：税收收入|5|其中：教育支出|3\n二、政府性基金收入|4|二、政府性基金支出|3\n三、国有资本经营收入|2|三、国有资本经营支出|1",
			"9 revenue.general_public_budget general_public_budget|8 expenditure.general_public_budget general_public_budget|5 revenue.tax general_public_budget|3 expenditure.by_function 205 general_public_budget|" +
				"4 revenue.government_fund government_fund|3 expenditure.government_fund government_fund|2 revenue.state_capital state_capital|1 expenditure.state_capital state_capital"},
		"classes in a bulletin": {"柳溪市2024年国民经济和社会发展统计公报", "2024年主要经济指标", "单位：亿元", "指标|绝对值\n农业|9\n一般公共预算支出|8\n其中：教育|3\n存款余额|7\n教育|2",
			"9|8 expenditure.general_public_budget general_public_budget|3 expenditure.by_function 205 general_public_budget|7 economy.actual 存款余额|2"},
		"industries below the product": {"柳溪市统计资料", "2024年1-9月柳溪市主要经济指标", "单位：亿元", "指标|累计\n地区生产总值|9\n第一产业|2\n进出口总额|5\n出口|3",
			"9 economy.actual 地区生产总值|2 economy.actual 第一产业增加值|5 economy.actual 进出口总额|3 economy.actual 出口总额"},
		"kinds and what is counted of them": {"柳溪市教育资料", "2024年柳溪市教育情况", "", "类别|在校生数（人）|专任教师（人）\n初中|9|8", "9 economy.actual 初中在校生|8 economy.actual 初中专任教师"},
		"what the title says of all rows":   {"柳溪市统计资料", "2024年柳溪市主要农产品产量", "", "指标|计量单位|2024年\n粮食|吨|9\n油料|吨|8", "9 economy.actual 粮食产量|8 economy.actual 油料产量"},
	} {
		out := readAll(tt.report, line(tt.title), line(tt.unit), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.FuncCode, " ", f.Dimensions.Indicator, " ", f.Dimensions.FundSource)), " "))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}

// TestPhasesBeside: what columns stand beside each other says which budget and which year they are of.
func TestPhasesBeside(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ table, want string }{
		"a budget before it was changed": {"项目|预算数|调整预算数|决算数\n一般公共预算收入|9|8|7", "9 budget_initial|8 budget_adjusted|7 final"},
		"a rate of the first":            {"项目|预算数|调整预算数|决算数|决算数占预算数%\n一般公共预算收入|9|8|9|100", "9 budget_initial|8 budget_adjusted|9 final|100 final over budget_initial"},
		"rates beside changes":           {"项目|2023年预算数|2024年预算数|2024年比2023年预算增减额|增减%\n公务接待费|9|8|-1|-11.1", "9 budget|8 budget|-1 budget over budget of 2023|-11.1 budget over budget of 2023"},
	} {
		out := readAll("青禾县水利局2024年部门决算", line("2024年收支对比表"), line("单位：万元"), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			s := fmt.Sprint(f.Raw, " ", f.Measure)
			if f.Base != (schema.Base{}) {
				s += fmt.Sprint(" over ", f.Base.Measure)
			}
			if f.Base.Period.Known() {
				s += fmt.Sprint(" of ", f.Base.Period.End.Year())
			}
			got = append(got, s)
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}
