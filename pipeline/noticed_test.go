package pipeline

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestNoticed reads a passage that holds, in which nothing fails, and the passage with one figure
// changed, in which the rule fails that the passage states.
func TestNoticed(t *testing.T) {
	t.Parallel()
	const (
		office    = "青禾县水务局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n"
		budget    = "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n"
		city      = "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n"
		project   = "望舒区教育局2023年度校舍改造项目支出绩效自评报告\n\n一、项目资金情况\n"
		statistic = "望舒县2023年国民经济和社会发展统计公报\n\n一、综合\n"
	)
	for name, tt := range map[string]struct {
		title, text, was, is string
		rule                 schema.RuleID
	}{
		"a base before 相比":              {office, "2023年度收、支总计均为5842.36万元。与2022年度5120.48万元相比，收、支总计各增加721.88万元，增长14.10%。", "5120.48", "5420.48", schema.RuleDifference},
		"the staff":                     {office, "截至2023年末，实有人员118人，其中在职人员79人，离休人员1人，退休人员38人。", "79人", "72人", schema.RuleListSum},
		"the posts, with brackets":      {office, "2023年末实有人员编制83人。其中：行政编制34人（含行政工勤编制2人），事业编制49人（含参公管理事业编制3人）。", "83人", "84人", schema.RuleListSum},
		"the bodies":                    {office, "县水务局下属二级单位3个，其中行政单位1个，参照公务员法管理的事业单位0个，其他事业单位2个。", "单位2个", "单位4个", schema.RuleListSum},
		"the assets":                    {office, "截至2023年12月31日，资产总额90.00万元，其中：流动资产20.40万元、固定资产30.10万元、在建工程29.30万元、无形资产10.20万元。", "20.40", "21.40", schema.RuleListSum},
		"changes of parts":              {office, "2023年度收入合计2684.52万元。其中：财政拨款收入2412.38万元；其他收入272.14万元。与上年相比，收入合计增加318.46万元，增长13.46%。其中：财政拨款收入增加264.20万元，增长12.30%；其他收入增加54.26万元，增长24.90%。", "12.30%", "15.30%", schema.RulePctChange},
		"shares of 总收入":                 {office, "2023年度收入合计2684.52万元。其中：财政拨款收入2412.38万元，占总收入的89.86%；其他收入272.14万元，占总收入的10.14%。", "89.86", "86.86", schema.RuleShare},
		"both sides at once":            {office, "2023年度收、支总计均为5842.36万元。\n本年支出合计5704.18万元。年末结转和结余138.18万元。", "138.18", "158.18", "final.expenditure_total"},
		"lists of each side":            {budget, "2024年部门收入总预算6284.36万元，支出总预算6284.36万元。收入包括：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。支出包括：社会保障和就业支出5426.38万元、卫生健康支出86.42万元、住房保障支出148.36万元、其他支出623.20万元。", "623.20", "693.20", schema.RuleListSum},
		"a list behind its base":        {budget, "2024年部门收入预算6284.36万元，比上年5946.28万元增加338.08万元，增长5.69%。其中：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。", "320.00", "390.00", schema.RuleListSum},
		"what is taken from a total":    {city, "全市政府性基金收入总量为148.36亿元，减去支出92.46亿元、调出资金15.80亿元、债务还本支出28.60亿元，结转下年11.50亿元。", "11.50", "14.50", schema.RuleSubtotal},
		"the means":                     {city, "市本级财力安排情况：一般公共预算收入25.63亿元，返还性收入2.86亿元，一般性转移支付收入18.42亿元，调入资金6.50亿元，减去上解支出4.28亿元，市本级可用财力49.13亿元。", "4.28", "2.28", schema.RuleSubtotal},
		"加 before 上年结转":                 {city, "全市国有资本经营预算收入完成3.24亿元，加上年结转0.38亿元，收入总计3.62亿元。", "0.38", "0.58", schema.RuleSubtotal},
		"the uses of a total":           {city, "全市国有资本经营预算收入完成3.24亿元，加上年结转0.38亿元，收入总计3.62亿元；支出完成2.06亿元，调出资金1.20亿元，结转下年0.36亿元。", "1.20", "2.20", schema.RuleGovernmentTotal},
		"a rate before its change":      {city, "全市政府性基金收入完成64.28亿元，下降18.6%，减收14.69亿元。", "14.69", "24.69", schema.RulePctChange},
		"both sides make the same":      {city, "市本级政府性基金收入安排28.40亿元，支出安排28.40亿元，收支平衡。", "支出安排28", "支出安排26", schema.RuleSubtotal},
		"what the totals leave":         {city, "2023年市级一般公共预算总收入186.42亿元，总支出178.26亿元，年终结转8.16亿元。", "8.16", "8.66", schema.RuleSubtotal},
		"money that came":               {project, "2023年预算安排资金4860万元，截至2023年12月31日，实际到位资金4532万元，资金到位率93.25%。", "93.25", "92.25", schema.RuleCompletion},
		"work done of a plan":           {project, "计划改造校舍面积38600平方米，实际完成37428平方米，完成率96.96%。", "37428", "34428", schema.RuleCompletion},
		"deeds of what the list begins": {project, "年初安排项目42个，已开工38个，开工率90.48%；已完工15个，完工率35.71%。", "35.71", "39.71", schema.RuleCompletion},
		"a changed budget":              {project, "2023年度预算批复资金8460万元，年中调减1260万元，调整后预算7200万元。", "7200", "7500", schema.RuleSubtotal},
		"the score":                     {project, "本次自评总分94.6分，其中：决策指标18分，过程指标19.2分，产出指标33.4分，效益指标24分。", "19.2", "19.7", schema.RuleListSum},
		"shares without a whole":        {project, "项目支出中，校舍维修支出2618.40万元，占62.08%；教学设备支出1126.80万元，占26.72%；食堂建设支出472.40万元，占11.20%。", "26.72", "27.72", schema.RuleShare},
		"the shares of a list told":     {statistic, "全年地区生产总值186.42亿元。其中，第一产业增加值32.18亿元；第二产业增加值68.36亿元；第三产业增加值85.88亿元。三次产业结构比为17.3：36.7：46.0。", "36.7", "38.7", schema.RuleShare},
		"vehicles to the others":        {office, "截至2023年12月31日，共有车辆3辆，其中：应急保障用车1辆，其他用车2辆。", "车辆3辆", "车辆5辆", schema.RuleListSum},
		"vehicles in use":               {office, "截至2023年12月底，单位共有公务用车4辆，其中：轿车1辆、越野车2辆、载客汽车1辆。", "车2辆", "车6辆", schema.RuleListSum},
		"the budget of its own year":    {office, "2023年“三公”经费财政拨款决算数186.42万元，比2023年“三公”经费财政拨款年初预算210.00万元减少23.58万元。", "23.58", "93.58", schema.RuleDifference},
		"the flow of a fund":            {office, "2023年度政府性基金预算财政拨款年初结转和结余12.00万元，本年收入227.65万元，本年支出219.65万元，年末结转和结余20.00万元。", "219.65", "219.95", "final.fund_flow"},
		"figures done of projects":      {office, "本部门共组织5个项目自评，涉及资金655.76万元。全年预算数680.00万元，执行数655.76万元，完成预算的96.44%。", "96.44", "92.44", schema.RuleCompletion},
		"money that came of a list":     {project, "2023年度项目预算安排资金3860.00万元，其中：中央资金1240.00万元，省级资金860.00万元，县级资金1760.00万元。实际到位资金3700.00万元，资金到位率95.85%。", "95.85", "92.85", schema.RuleCompletion},
		"points got of those there are": {project, "该指标分值32分，得分28.40分，得分率88.75%。", "28.40", "23.40", schema.RuleCompletion},
		"principal and interest":        {city, "全市偿还政府债券本息52.36亿元，其中本金34.18亿元、利息18.18亿元。", "34.18", "24.18", schema.RuleListSum},
		"a territory by its levels":     {city, "全市一般公共预算支出完成428.64亿元，增长3.0%。其中：市本级支出108.32亿元，县（市、区）支出320.32亿元。", "108.32", "118.32", schema.RuleListSum},
		"both totals in sentences":      {city, "全市政府性基金预算收入完成64280万元，加上级补助收入4260万元、上年结余6840万元，收入总计75380万元。政府性基金预算支出完成58640万元，加上债务还本支出8800万元，支出总计67440万元，结转下年7940万元。", "7940", "7240", schema.RuleSubtotal},
		"a surplus of trade":            {statistic, "全年货物进出口总额86.42亿元，增长12.6%。其中，出口62.18亿元，增长14.2%；进口24.24亿元，增长8.6%。进出口相抵，顺差37.94亿元。", "37.94", "38.94", schema.RuleSubtotal},
		"items of all classes":          {office, "一般公共预算财政拨款支出1152.36万元，主要用于以下方面：公共安全支出886.24万元；社会保障和就业支出142.18万元；卫生健康支出48.64万元；住房保障支出75.30万元。\n一般公共预算财政拨款支出决算数为1152.36万元。其中：\n1.公共安全支出（类）司法（款）行政运行（项）：支出决算为717.82万元。\n2.公共安全支出（类）司法（款）基层司法业务（项）：支出决算为168.42万元。\n3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：支出决算为142.18万元。\n4.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为48.64万元。\n5.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为75.30万元。", "168.42", "128.42", schema.RuleListSum},
		"ten thousand left out":         {city, "各级投入29396万元持续推进专项行动。其中：投入10563万元用于水污染防治，水环境质量稳步提升；投入10079万元用于城乡环境整治，卫生条件显著改善；投入8754万元用于大气污染防治，空气质量持续向好。", "8754万元", "8754元", schema.RuleListSum},
		"insurance by its kinds":        {statistic, "全年财寿险保费收入30.84亿元，增长4.8%，其中，财险保费收入6.19亿元，增长2.5%；寿险保费收入24.65亿元，增长5.3%；全年寿险赔付支出10.77亿元。", "6.19", "6.99", schema.RuleListSum},
		"a list to the others":          {statistic, "工程造价共4862万元，其中建筑工程3146万元，安装工程1284万元，其他工程432万元。", "1284", "1264", schema.RuleListSum},
	} {
		if !strings.Contains(tt.text, tt.was) {
			t.Fatalf("%s: no %s", name, tt.was)
		}
		for rule, formula := range failingRules(t, tt.title+tt.text) {
			t.Errorf("%s: %s fails in what holds: %s", name, rule, formula)
		}
		if _, fails := failingRules(t, tt.title+strings.Replace(tt.text, tt.was, tt.is, 1))[tt.rule]; !fails {
			t.Errorf("%s: %s holds with %s for %s", name, tt.rule, tt.is, tt.was)
		}
	}
}

// TestNotNoticed reads passages whose words leave open what their figures make.
func TestNotNoticed(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a change told behind a list":     "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n2024年“三公”经费预算16.80万元，其中：公务用车运行维护费12.00万元，公务接待费4.80万元，与2023年预算18.20万元相比减少1.40万元，下降7.69%。",
		"a carry-over within the revenue": "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n一、收支预算总体情况\n2024年部门收入总预算6284.36万元，支出总预算6284.36万元。\n二、收入预算情况\n2024年部门收入预算6284.36万元，其中：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。",
		"more done than was planned":      "望舒区教育局2023年度校舍改造项目支出绩效自评报告\n\n一、项目绩效\n计划改造校舍36间，实际完成40间，完成率100%。",
		"a bracket in a list of counts":   "望舒县2023年国民经济和社会发展统计公报\n\n一、卫生\n专业公共卫生机构33个，其中：疾病预防控制中心12个，妇幼保健机构12个（三级妇幼保健院1个），专科疾病防治机构3个，急救中心2个，采供血机构4个。",
		"a flow beside the budget's own":  "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n二、2024年预算草案\n国有资本经营预算收入拟安排2.71亿元。上级补助收入0.05亿元，加上年结转0.04亿元，收入总计2.80亿元。",
		"parts of another total":          "望舒县2024年1-5月财政收支情况\n\n一、收入情况\n1-5月，全县完成财政总收入4348万元，占年初预算10065万元的43.2%。其中：税收收入3511万元，占年初预算8465万元的41.5%；非税收入837万元，占年初预算1600万元的52.3%。完成地方一般公共预算收入1720万元，占年初预算3800万元的45.3%。",
		"the year and what was left":      "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n一、收支预算总体情况\n收入预算总计6284.36万元。包括：\n1.本年收入合计6182.14万元。\n2.上年结转结余为102.22万元。\n二、收入预算情况\n2024年收入预算合计6284.36万元，包括本年收入6182.14万元，上年结转结余102.22万元。其中：\n本年一般公共预算收入6182.14万元，占98.37%；\n上年结转结余的一般公共预算收入102.22万元，占1.63%。",
		"a part of an item in detail":     "望舒区民政局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n七、“三公”经费财政拨款决算情况\n2023年“三公”经费财政拨款决算数186.43万元，比2023年年初预算数210.00万元减少23.57万元。其中：\n1.因公出国（境）费用。2023年决算数0万元。\n2.公务接待费。2023年决算数0.62万元。\n3.公务用车购置及运行维护费。2023年决算数185.81万元。其中，公务用车购置费36.00万元。公务用车运行维护费149.81万元。2023年公务用车运行维护费中，公务用车加油62.41万元，公务用车维修87.40万元。",
		"the same of one budget":          "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n三、支出预算情况\n2024年支出合计8642.36万元，其中：基本支出6824.18万元，项目支出1818.18万元。\n2024年一般公共预算基本支出6642.18万元。",
		"an expense and its phase":        "望舒区民政局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n五、一般公共预算财政拨款支出决算情况\n一般公共预算财政拨款基本支出930.42万元。2023年“三公”经费支出年初预算9.00万元，决算支出8.12万元，完成预算的90.22%。",
		"others in a bracket":             "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n一般公共预算收入202612万元，调入资金2204万元（从政府性基金预算调入1631万元，从国有资本经营预算调入368万元，其他调入205万元），上年结转173549万元。",
		"the ends of a range":             "望舒市2023年信用评级报告\n\n一、评级方法\n对上述每个指标都设置了1～7分，其中1分代表最差情形，7分代表最佳情形。",
		"a bracket within a list":         "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n全市累计为各类市场主体减负35.79亿元，其中税收减免32.27亿元（中央级15.35亿元，地方级16.92亿元），社会保险费减免3.52亿元。",
		"a third part that is not told":   "关于望舒市2025年预算执行情况和2026年预算草案的报告\n\n一、2025年预算执行情况\n中央、省对我市一般公共预算转移支付129.87亿元，增长9.7%。其中：一般性转移支付93.42亿元，增长2.3%；专项转移支付36.23亿元，增长34.9%。",
		"an average of its parts":         "望舒县2023年国民经济和社会发展统计公报\n\n一、农业\n全年粮食亩产491.11公斤，增长0.4%。其中，夏粮亩产379.16公斤，增长0.3%；秋粮亩产586.07公斤，增长0.5%。",
		"what stands beside it":           "望舒城投2023年信用评级报告\n\n一、资产情况\n截至2023年9月末，公司货币资金23.82亿元，其中受限货币资金0.92亿元，主要为保证金；存货规模为25.60亿元，主要为房地产；其他非流动资产47.48亿元。",
		"totals that have the balance":    "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n2023年市级一般公共预算总收入186.42亿元，总支出186.42亿元，年终结转8.16亿元。",
	} {
		for rule, formula := range failingRules(t, text) {
			t.Errorf("%s: %s fails: %s", name, rule, formula)
		}
	}
}

// failingRules are the rules of arithmetic that fail in a text, with a formula of each.
func failingRules(t *testing.T, text string) map[schema.RuleID]string {
	t.Helper()
	r := Process(context.Background(), tagger(), Source{Data: []byte(text + "\n")}, Options{Limits: extract.DefaultLimits()})
	out := make(map[schema.RuleID]string)
	for _, c := range r.Checks {
		if c.Verdict == schema.Inconsistent && c.Family != schema.DisclosureFamily {
			out[c.Rule] = c.Formula
		}
	}
	return out
}

// TestMonthsOfABudget: a notice of what came in by a month is of what was done, however often it
// holds that against the budget.
func TestMonthsOfABudget(t *testing.T) {
	t.Parallel()
	r := Process(context.Background(), tagger(), Source{Data: []byte("2024年1-9月望舒市财政收支情况\n\n1-9月，全市一般公共预算收入完成62.84亿元，完成年初预算的72.3%。其中，税收收入42.18亿元；非税收入20.66亿元。\n1-9月，全市一般公共预算支出完成226.48亿元，完成预算的74.6%。\n")}, Options{Limits: extract.DefaultLimits()})
	if k := slices.IndexFunc(r.Facts, func(f schema.Fact) bool { return f.Concept == schema.RevenueTax }); k < 0 || r.Facts[k].Measure != schema.Executed {
		t.Errorf("%+v", r.Facts)
	}
}

// TestBudgetThatWasChanged: what a budget is after a cut is no cut.
func TestBudgetThatWasChanged(t *testing.T) {
	t.Parallel()
	r := Process(context.Background(), tagger(), Source{Data: []byte("望舒区2023年度城市更新专项资金绩效评价报告\n\n一、项目资金情况\n2023年度预算批复资金8460万元，年中调减1260万元，调整后预算7200万元。\n")}, Options{Limits: extract.DefaultLimits()})
	for _, f := range r.Facts {
		if f.Raw == "7200万元" && f.Concept == schema.BudgetReduction {
			t.Errorf("%+v", f)
		}
	}
}
