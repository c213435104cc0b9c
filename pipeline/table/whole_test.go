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
		"changes behind the year before": {"项目|2023年决算|2022年决算|增减额|增减率\n公务接待费|9|8|1|12.5%", "9 final|8 final|1 final over final of 2022|12.5% final over final of 2022"},
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

// TestColumnsOfOneUnit: what a line says of the unit, and a heading of money, hold for figures that say nothing; a heading that
// ends like the mark of a class holds no codes.
func TestColumnsOfOneUnit(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ title, unit, table, want string }{
		"a unit behind the body":   {"行政执法统计表", "编制部门：青禾县水利局 单位：件", "类别|总数|其中：罚款|罚没金额（万元）\n行政处罚|120|100|3.5\n行政检查|9||", "120件|100件|35000元|9件"},
		"what people cost":         {"人员经费测算表", "单位：元", "人员类别|金额\n退休人员|4500", "4500元"},
		"years of one account":     {"2021-2023年“三公”经费决算情况表", "单位：万元", "年度|合计|公务接待费\n2022年|9|8", "90000元 three_public.total|80000元 three_public.reception"},
		"a list of rated projects": {"2024年度项目支出绩效自评结果汇总表", "单位：万元", "序号|项目名称|预算金额|执行金额|自评得分\n1|河道整治|9|8|95", "90000元 performance.project_budget 河道整治|80000元 performance.project_spent 河道整治|95分 performance.score 河道整治"},
	} {
		out := readAll("青禾县水利局2024年度部门决算", line(tt.title), line(tt.unit), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(f.Value, f.Unit, " ", f.Concept, " ", f.Dimensions.Project)), " "))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}

// TestLists: lists of bonds, of indicators and of what projects get, and changes beside the parts of a whole.
func TestLists(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ report, title, unit, table, want string }{
		"single bonds": {territorial, "2025年柳溪市政府债券发行情况表", "单位：亿元", "债券类别|债券名称|发行时间|发行额\n一般债券|2025年柳溪省政府一般债券（一期）|2025-02-10|5\n专项债券|2025年柳溪省政府专项债券（二期）|2025-03-10|7",
			"5 level executed 2025年柳溪省政府一般债券（一期） general_public_budget|7 level executed 2025年柳溪省政府专项债券（二期） government_fund"},
		"indicators": {"青禾县水利局2024年度部门决算", "2024年度绩效目标完成情况表", "", "绩效指标|单位|年度目标值|实际完成值|完成率\n整治河道|公里|20|23|115%",
			"20 performance.indicator level target 整治河道|23 performance.indicator level actual 整治河道|115% performance.indicator completion actual 整治河道"},
		"a sum under the serial numbers": {"青禾县水利局2024年部门预算", "2024年重点项目支出预算表", "单位：万元", "序号|项目名称|预算数\n1|河道整治|9\n合计||9",
			"9 performance.project_budget level budget_initial 河道整治|9 expenditure.project level budget_initial all"},
		"changes of the whole": {"青禾县水利局2024年度部门决算", "一般公共预算财政拨款支出决算表", "单位：万元",
			"科目名称|2023年决算数|2024年决算数|2024年决算数|2024年决算数|增减比例（%）\n||小计|基本支出|项目支出|\n农林水支出|8|9|5|4|12.5",
			"8 expenditure.by_function level final general_public_budget|9 expenditure.by_function level final general_public_budget|5 expenditure.basic level final general_public_budget|" +
				"4 expenditure.project level final general_public_budget|12.5 expenditure.by_function pct_change final general_public_budget"},
	} {
		out := readAll(tt.report, line(tt.title), line(tt.unit), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Form, " ", f.Measure, " ", f.Dimensions.Project, f.Dimensions.Indicator, " ", f.Dimensions.FundSource)), " "))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}
