package tag_test

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestMoneyOfEvaluations holds what evaluations of departments and projects say of their money: who
// pays for a part, what is neither the appropriation nor what was left, and what is listed as spent.
func TestMoneyOfEvaluations(t *testing.T) {
	const (
		project    = "清溪县2022年项目支出绩效评价报告\n一、项目基本情况\n"
		department = "清溪县某局2022年度部门整体支出绩效自评报告\n一、部门概况\n（二）部门整体支出情况\n"
		ofProjects = department + "二、项目支出绩效自评情况\n"
	)
	for _, tt := range []struct{ head, text, want string }{
		{project, "该项目预算资金19万元，其中中央及省级资金14万元、市级资金2万元、县级自筹3万元。", "performance.project_budget | | | "},
		{project, "该项目预算资金19万元，其中：中央、省级财政补助14万元，市县配套5万元。", "performance.project_budget | | "},
		{project, "2022年，道路建设项目安排资金19万元。其中，央省14万元、市级2万元、县级3万元。", "performance.project_budget | | | "},
		{ofProjects, "食品抽检项目：全年预算数19万元，其中：当年财政拨款15万元，上年结转资金3万元，其他资金1万元。",
			"performance.project_budget |performance.project_budget fiscal|performance.project_budget carried_over|performance.project_budget other"},
		{ofProjects, "食品抽检项目：执行数18万元，其中当年财政拨款15万元，自有资金3万元。",
			"performance.project_spent |performance.project_spent fiscal|performance.project_spent other"},
		{department, "2022年收入预算19万元，其中：财政拨款15万元，上年结转资金3万元，单位自有资金1万元。",
			"revenue.total all|revenue.fiscal fiscal|balance.opening all|revenue.other all"},
		{department, "2022年项目资金19万元，其中财政资金15万元、上年结转3万元、单位自有资金1万元。", " |revenue.fiscal fiscal|balance.opening all| "},
		{department, "项目支出包括执法经费9万元，露营服务经费2万元。", " | "},
		{department, "项目支出主要用于执法经费9万元、露营服务经费2万元等。", " | "},
		{project, "该项目设置绩效指标9个，其中数量指标3个，质量指标2个，满意度指标1项，三级指标9个。", " | | | | "},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			got = append(got, fmt.Sprintf("%s %s", f.Concept, f.Dimensions.FundSource))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// TestOpensTheYearTold holds that 上年结转 opens the year that the sentence or heading tells, whatever
// the year of the report, and 2021年结转资金 the year after.
func TestOpensTheYearTold(t *testing.T) {
	const head = "望舒市2022年财政决算和2023年预算情况\n"
	for _, tt := range []struct {
		text string
		want string
	}{
		{"2022年，市本级一般公共预算收入9亿元，上年结转2亿元，收入总计11亿元。", "2022 2022 2022"},
		{"2022年，市本级政府性基金收入9亿元，上年结余收入2亿元，年初结转1亿元。", "2022 2022 2022"},
		{"2023年，市本级一般公共预算收入9亿元，上年结转2亿元。", "2023 2023"},
		{"2022年结转资金9万元，其中露营服务补助资金1万元（年初结转1万元）。", "2023 2023 2023"},
	} {
		var got []string
		for _, f := range readAs(t, head, tt.text) {
			got = append(got, fmt.Sprint(f.Period.End.Year()))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

// TestTransfersInOtherWords holds names that the accounts of governments have for what comes from
// above, what one budget takes over from another and what is lent on.
func TestTransfersInOtherWords(t *testing.T) {
	for text, want := range map[string]string{
		"中央和省补助收入3亿元。":              "revenue.superior_subsidy",
		"中央、自治区补助收入3亿元。":            "revenue.superior_subsidy",
		"省市补助收入3亿元。":                "revenue.superior_subsidy",
		"从政府性基金和国有资本经营预算调入1亿元。":     "revenue.transferred_in",
		"从政府性基金、国有资本经营预算调入资金1亿元。":   "revenue.transferred_in",
		"按照规定调出政府性基金1亿元。":           "expenditure.transferred_out",
		"政府性基金调出资金1亿元。":             "expenditure.transferred_out",
		"省转贷地方政府专项债券2亿元。":           "revenue.debt_onlent",
		"上级转贷一般债券2亿元。":              "revenue.debt_onlent",
		"一般公共预算安排与民生相关支出20亿元。":      "expenditure.livelihood",
		"一般公共预算财政拨款运行经费16万元。":       "agency.operating_cost",
		"城管委托运行经费16万元。":             "",
		"省转贷资金管理工作经费2万元。":           "",
		"兑现中央和省补助政策涉及企业的技术改造奖励2亿元。": "",
	} {
		facts := readAs(t, "望舒市2022年财政决算报告\n", "2022年，"+text)
		if len(facts) != 1 || string(facts[0].Concept) != want {
			t.Errorf("%s\n got %v\nwant %s", text, facts, want)
		}
	}
}

// TestYearAside holds the year that a sentence tells against years inside of what it says: those whose level
// something keeps, and those of a clause without a quantity.
func TestYearAside(t *testing.T) {
	const (
		plan   = "关于望舒市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告\n二、2026年主要预期目标\n"
		budget = "关于望舒市2025年预算执行情况和2026年预算草案的报告\n二、2026年预算安排\n"
	)
	for _, tt := range []struct{ head, text, want string }{
		{plan, "2026年预期目标：财政收入保持上年水平；社会消费品零售总额增长9.5%左右；固定资产投资增长10%左右。", "2026 target|2026 target"},
		{plan, "2026年，露营收入恢复到2018年水平，社会消费品零售总额增长9.5%，进出口总额与上年持平，固定资产投资增长10%。", "2026 target|2026 target"},
		{plan, "2026年，居民收入增速不低于去年实际水平，固定资产投资增长10%，财政收入保持去年的水平，规模以上工业增加值增长7%。", "2026 target|2026 target"},
		{budget, "2026年，落实2030年前碳达峰要求，安排节能环保支出9亿元，农林水支出8亿元。", "2026 budget_initial|2026 budget_initial"},
		{budget, "2026年，继续执行2019年出台的减税政策，税收收入9亿元。", "2026 budget_initial"},
		{budget, "2026年，巩固2025年整改成果，安排教育支出9亿元。", "2026 budget_initial"},
		{budget, "2026年，安排教育支出9亿元，露营区2025年教育支出8亿元，科学技术支出7亿元。", "2026 budget_initial|2025 executed|2025 executed"},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			got = append(got, fmt.Sprintf("%d %s", f.Period.End.Year(), f.Measure))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

// TestSpentOfNamedMoney holds a bare 支出 to the money that its sentence has named, and the budget of a
// department to its own phase.
func TestSpentOfNamedMoney(t *testing.T) {
	const head = "清溪县某局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门预决算情况\n"
	for _, tt := range []struct{ text, want string }{
		{"中央补助9万元，支出8万元；省级补助7万元，支出6万元。", "revenue.superior_subsidy final| | | "},
		{"露营设备采购资金9万元，支出8万元。", " | "},
		{"到位中央资金9万元，支出8万元；到位省级资金7万元，支出6万元。", " | | | "},
		{"其中：中央9万元，支出8万元；省级7万元，支出6万元；区级5万元，支出4万元。", " | | | | | "},
		{"全年收入9万元，支出8万元。", "revenue.year final|expenditure.year final"},
		{"预算资金9万元，到位资金9万元，支出8万元。", "expenditure.year budget| |performance.project_spent executed"},
		{"2023年部门年初预算9万元，其中基本支出5万元，项目支出4万元；决算数8万元。",
			"expenditure.year budget_initial|expenditure.basic budget_initial|expenditure.project budget_initial|expenditure.year final"},
		{"2023年单位预算总额9万元，其中：人员经费5万元，项目支出4万元。", "expenditure.year budget_initial|expenditure.personnel budget_initial|expenditure.project budget_initial"},
		{"2023年度收入决算数9万元，其中：财政拨款8万元。支出决算数7万元，其中：人员经费6万元。",
			"revenue.year final|revenue.fiscal final|expenditure.year final|expenditure.personnel final"},
	} {
		var got []string
		for _, f := range readAs(t, head, tt.text) {
			if f.Concept == "" {
				f.Measure = ""
			}
			got = append(got, fmt.Sprintf("%s %s", f.Concept, f.Measure))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// TestPointsOfItems holds the points that there are of an item apart from those that it got.
func TestPointsOfItems(t *testing.T) {
	const head = "清溪县某局2023年度部门整体支出绩效自评报告\n（二）绩效自评结论\n"
	for _, tt := range []struct{ text, want string }{
		{"露营指标30分，得28分；满意度指标10分，得9分。", " |performance.score 露营指标| |performance.score 满意度指标"},
		{"露营效果30分，实得28分；社会满意度10分，自评得9分。", " |performance.score 露营效果| |performance.score 社会满意度"},
		{"整体支出绩效自评得分95.5分，其中：满意度指标10分，得9分。", "performance.score | |performance.score 满意度指标"},
		{"自评得分95.5分，得分率95.5%。", "performance.score | "},
	} {
		var got []string
		for _, f := range readAs(t, head, tt.text) {
			got = append(got, fmt.Sprintf("%s %s", f.Concept, f.Dimensions.Indicator))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// TestMoneyOfNewOnes holds the money of things that have been added apart from what they are added to, and the two kinds of
// debt that go by half their names.
func TestMoneyOfNewOnes(t *testing.T) {
	const (
		budget = "清溪县某局2024年部门预算说明\n二、收支增减变化情况\n"
		debt   = "清溪县2023年政府债务情况的报告\n二、债券情况\n"
	)
	for _, tt := range []struct{ head, text, want string }{
		{budget, "2024年支出预算总额9万元，较上年增加2万元，主要是新增项目2个，金额2万元。", "expenditure.year level |expenditure.year delta | delta | level "},
		{budget, "2024年支出预算总额9万元，较上年增加2万元，主要原因是新建露营基地2处，资金2万元。", "expenditure.year level |expenditure.year delta | level | level "},
		{budget, "2024年面向中小企业预留份额9万元，其中面向小微企业份额8万元。", "procurement.sme_reserved level |procurement.small_reserved level "},
		{debt, "2023年，发行再融资债券3亿元，其中：一般1亿元，专项2亿元。", "debt.issued_refinancing level |debt.issued_refinancing level general_public_budget|debt.issued_refinancing level government_fund"},
		{debt, "2024年预计还本付息6亿元，其中还本4亿元，付息2亿元。", "debt.service level |debt.repaid level |debt.interest level "},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			fund := string(f.Dimensions.FundSource)
			got = append(got, fmt.Sprintf("%s %s %s", f.Concept, f.Form, strings.TrimSuffix(fund, "all")))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// TestWhatMoneyIsFor holds that what money is for is not what the next figures are of, nor what a budget has put in a revenue.
func TestWhatMoneyIsFor(t *testing.T) {
	const (
		adjusted = "望舒市本级2019年财政预算调整方案的报告\n一、2019年预算调整事项\n"
		assets   = "望舒市2018年度国有资产管理情况的综合报告\n"
	)
	for _, tt := range []struct{ head, text, want string }{
		{adjusted, "下达我市2019年再融资债券额度9亿元，用于偿还2019年到期地方政府债券本金。分配计划为：市本级5亿元。", "debt.issued_refinancing|debt.issued_refinancing"},
		{adjusted, "下达我市2019年新增债券9亿元，用于教育支出。其中市本级5亿元，柳溪区4亿元。", "debt.issued_new|debt.issued_new|debt.issued_new"},
		{adjusted, "安排露营资金9亿元，用于偿还到期债券本金，其中市本级5亿元。", "|"},
		{adjusted, "安排资金9亿元，用于教育支出5亿元。", "|expenditure.by_function"},
		{assets, "国有资本经营预算当年投入9亿元，支持国有企业技术创新。", ""},
		{assets, "一般公共预算投入9亿元，政府性基金预算累计投入8亿元。", "|"},
		{"清溪县某局2023年部门决算\n三公经费情况\n", "2023年度“三公”经费总支出为9万元，财政预算拨款“三公”经费支出合计8万元，公务车辆现保有量为1辆。",
			"three_public.total|three_public.total|three_public.vehicles_held"},
	} {
		var got []string
		for _, f := range readAs(t, tt.head, tt.text) {
			got = append(got, string(f.Concept))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.text, s, tt.want)
		}
	}
}

// TestArrangedExpenses holds that a page on how expenses are arranged is of a budget.
func TestArrangedExpenses(t *testing.T) {
	for title, want := range map[string]schema.Measure{
		"清溪县某局2022年“三公”经费安排情况\n":   schema.BudgetInitial,
		"2022年度部门“三公”经费支出安排情况说明\n": schema.BudgetInitial,
		"清溪县某局2022年“三公”经费支出情况\n":   schema.Final,
	} {
		facts := readAs(t, title, "2022年本部门“三公”经费9万元，比上年减少1万元，其中公务接待费2万元。")
		if len(facts) != 3 || facts[0].Measure != want || facts[2].Measure != want {
			t.Errorf("%s: %v", title, facts)
		}
	}
}
