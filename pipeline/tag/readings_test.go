package tag_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestReadings reads what the paragraphs of reports leave out, a case for each way.
// A line is a fact as TestGrammar writes it, or a claim: its family, its rule, its
// result and what it speaks of.
func TestReadings(t *testing.T) {
	tests := []struct {
		name string
		text string
		want []string
	}{
		{"a sum by adding up", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n一般公共预算收入完成147.1亿元。加上转移性收入49.2亿元，收入合计196.3亿元。", []string{
			"147.1亿元 revenue.general_public_budget level executed",
			"49.2亿元 revenue.transfers level executed",
			"196.3亿元 revenue.total level executed",
			"sum text.subtotal: 196.3亿元 + 147.1亿元 + 49.2亿元 ",
		}},
		{"an item that no concept has as it was", "望舒市2025年财政预算报告\n一、2025年预算草案\n税收返还预算数为50.67亿元，与2024年预算数一致。", []string{
			"50.67亿元  level budget_initial “税收返还”",
			"direction text.flat: + 50.67亿元 =",
		}},
		{"figures that a numbered item explains itself with", "望舒市2025年财政预算报告\n一、2025年预算草案\n专项补助60亿元，其中：\n（1）项目甲资金1亿元。\n（2）项目乙资金2亿元。如加上基金预算4亿元，为6亿元。\n（3）项目丙资金3亿元。\n（4）项目丁资金4亿元。\n（5）项目戊资金5亿元。\n（6）项目己资金6亿元。\n（7）项目庚资金7亿元。\n（8）项目辛资金8亿元。\n（9）项目壬资金9亿元。\n（10）项目癸资金10亿元。\n二、2026年工作安排\n无。", []string{
			"60亿元  level budget_initial “专项补助”",
			"1亿元  level budget_initial “项目甲资金”",
			"2亿元  level budget_initial “项目乙资金”",
			"4亿元  level budget_initial “如加上基金”",
			"6亿元  level budget_initial “如加上基金”",
			"3亿元  level budget_initial “项目丙资金”",
			"4亿元  level budget_initial “项目丁资金”",
			"5亿元  level budget_initial “项目戊资金”",
			"6亿元  level budget_initial “项目己资金”",
			"7亿元  level budget_initial “项目庚资金”",
			"8亿元  level budget_initial “项目辛资金”",
			"9亿元  level budget_initial “项目壬资金”",
			"10亿元  level budget_initial “项目癸资金”",
			"sum text.list_sum: 60亿元 + 1亿元 + 2亿元 + 3亿元 + 4亿元 + 5亿元 + 6亿元 + 7亿元 + 8亿元 + 9亿元 + 10亿元 ",
		}},
		{"a sum of the figures before it", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n2024年末，一般债务余额652.7亿元、专项债务余额978.8亿元，合计1631.5亿元。", []string{
			"652.7亿元 debt.balance level executed",
			"978.8亿元 debt.balance level executed",
			"1631.5亿元  level executed “合计”",
			"sum text.subtotal: 1631.5亿元 + 652.7亿元 + 978.8亿元 ",
		}},
		{"what is left", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n全年可用财力1140万元，财政支出1134万元，收支相抵结余6万元。", []string{
			"1140万元  level  “可用财力”",
			"1134万元  level executed “财政支出”",
			"6万元  level executed “收支相抵结余”",
			"sum text.subtotal: 6万元 + 1140万元 + 1134万元 ",
		}},
		{"a level reached behind a round one", "2026年望舒省政府工作报告\n工业增加值突破1万亿元、达1.19万亿元。", []string{
			"突破1万亿元 economy.actual level actual",
			"1.19万亿元 economy.actual level actual",
		}},
		{"a list dealt without a word for it", "2026年望舒省政府工作报告\n城镇、农村居民人均可支配收入29462元、16733元。", []string{
			"29462元 economy.actual level actual",
			"16733元 economy.actual level actual",
		}},
		{"an indicator of those that are counted", "2023年望舒市国民经济和社会发展统计公报\n全市20个重点帮扶县农村居民人均可支配收入达到12758元。", []string{
			"20个  level  “重点帮扶县”",
			"12758元  level actual 重点帮扶县 “重点帮扶县农村居民人均可支配收入”",
		}},
		{"a count of no institution", "2026年望舒省政府工作报告\n建成重点项目340个，工业投资分别增长3.2%。", []string{
			"340个  level  “建成重点项目”",
			"3.2% economy.actual pct_change actual",
		}},
		{"the places below", "望舒市2025年预算执行情况和2026年预算草案报告\n一、2025年预算执行情况\n全市专项债务余额80亿元，其中：市本级30亿元，区市合计50亿元。", []string{
			"80亿元 debt.balance level executed",
			"30亿元 debt.balance level executed",
			"50亿元 debt.balance level executed 区市",
			"sum text.list_sum: 80亿元 + 30亿元 + 50亿元 ",
		}},
		{"a name with a year in it", "2026年望舒省政府工作报告\n“2030启航计划”实施，工业投资增长3.2%。", []string{
			"3.2% economy.actual pct_change actual",
		}},
		{"a figure of the years to come", "2026年望舒省政府工作报告\n二、“十五五”时期主要任务\n设定了主要指标，包括地区生产总值年均增长5%左右。", []string{
			"5%左右 economy.target pct_change target",
		}},
		{"aims under a heading of the year in hand", "政府工作报告\n——2026年1月27日在望舒省第十四届人民代表大会第四次会议上\n一、2025年工作回顾\n城镇新增就业41万人。\n三、2026年工作安排\n城镇新增就业42万人。2025年一般公共预算收入增长3%。一般公共预算收入增长2%。", []string{
			"41万人 economy.actual level actual",
			"42万人 economy.target level target",
			"3% revenue.general_public_budget pct_change executed",
			"2% revenue.general_public_budget pct_change target",
		}},
		{"what a completion is measured on is no aim", "2026年望舒省政府工作报告\n城镇新增就业完成年计划的118.2%，居民人均可支配收入增长4.3%。", []string{
			"118.2% economy.actual completion actual",
			"4.3% economy.actual pct_change actual",
			"completion text.completion: 118.2% ",
		}},
		{"a bracket that holds below", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n全市一般公共预算收入184.2亿元，为调整预算（下同）的92.46%，比上年同期（下同）增长3%。", []string{
			"184.2亿元 revenue.general_public_budget level executed",
			"92.46% revenue.general_public_budget completion executed",
			"3% revenue.general_public_budget pct_change executed",
			"pct_change text.pct_change: 3% + 184.2亿元 ",
			"completion text.completion: 92.46% + 184.2亿元 ",
		}},
		{"the budget that a completion names", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n全市一般公共预算收入100亿元，为年初预算99亿元的101.01%，按上年决算数增长3.2%。", []string{
			"100亿元 revenue.general_public_budget level executed",
			"99亿元 revenue.general_public_budget level budget_initial",
			"101.01% revenue.general_public_budget completion executed",
			"3.2% revenue.general_public_budget pct_change executed",
			"pct_change text.pct_change: 3.2% + 100亿元 ",
			"completion text.completion: 101.01% + 100亿元 + 99亿元 ",
		}},
		{"the budget of no phase that a completion names", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n全市一般公共预算收入100亿元，为预算数99亿元的101.01%。", []string{
			"100亿元 revenue.general_public_budget level executed",
			"99亿元 revenue.general_public_budget level budget",
			"101.01% revenue.general_public_budget completion executed",
			"completion text.completion: 101.01% + 100亿元 + 99亿元 ",
		}},
		{"a total beside transfers and repayments", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n县（市、区）一般公共预算支出8亿元，转移性支出4亿元，债务还本支出1亿元，支出总计13亿元。", []string{
			"8亿元 expenditure.general_public_budget level executed 县（市、区）",
			"4亿元 expenditure.by_function level executed 230 县（市、区）",
			"1亿元 expenditure.by_function level executed 231 县（市、区）",
			"13亿元 expenditure.total level executed 县（市、区）",
		}},
		{"what things are told apart by", "2026年望舒省政府工作报告\n年销售收入超10亿元的龙头企业达100家。全年一般公共预算收入超10亿元。", []string{
			"超10亿元  threshold  “年销售收入”",
			"100家  level  “龙头企业”",
			"超10亿元 revenue.general_public_budget level executed",
		}},
		{"children of a kindergarten", "望舒市2025年国民经济和社会发展统计公报\n年末有幼儿园143所，在园幼儿1.68万人。", []string{
			"143所 economy.actual level actual",
			"1.68万人 economy.actual level actual",
		}},
		{"a score without its unit", "某局2020年度部门决算\n九、预算绩效情况说明\n项目自评得分97。", []string{
			"97 performance.score score ",
		}},
		{"a share without its sign", "某局2020年度部门决算\n二、收入决算情况说明\n本年收入合计100万元，其中财政拨款收入76.23万元，占76.23。", []string{
			"100万元 revenue.year level final",
			"76.23万元 revenue.fiscal level final",
			"76.23 revenue.fiscal share final",
			"sum text.list_sum: 100万元 + 76.23万元 ",
			"share text.share: 76.23 + 76.23万元 + 100万元 ",
		}},
		{"nothing in words", "某局2020年度部门决算\n无国有资本经营预算财政拨款支出。", []string{
			"无国有资本经营预算财政拨款支出 expenditure.state_capital level final",
		}},
		{"a balance with its breakdown in a bracket", "某局2020年度部门决算\n项目年末结转结余3万元（年初结转结余2万元，年末结转结余1万元）。", []string{
			"3万元 balance.closing level final",
			"2万元 balance.opening level final",
			"1万元 balance.closing level final",
			"sum text.gloss: 3万元 + 1万元 ",
		}},
		{"vehicles of a list", "某局2020年度部门决算\n（三）国有资产占有使用情况\n截至2020年12月31日，共有车辆10辆，其中：一般公务用车8辆、特种专业技术用车2辆。", []string{
			"10辆 asset.vehicles level ",
			"8辆 asset.vehicles_by_kind level  一般公务用车",
			"2辆 asset.vehicles_by_kind level  特种专业技术用车",
			"sum text.list_sum: 10辆 + 8辆 + 2辆 ",
		}},
		{"assets of a list", "某局2020年度部门决算\n（三）国有资产占有使用情况\n固定资产100万元，其中：房屋60万元、通用设备40万元。", []string{
			"100万元 asset.fixed level final",
			"60万元 asset.fixed_by_kind level final 房屋",
			"40万元 asset.fixed_by_kind level final 通用设备",
			"sum text.list_sum: 100万元 + 60万元 + 40万元 ",
		}},
		{"planned vehicles", "某局2020年部门预算\n（三）国有资产占有使用情况\n2020年安排购置车辆1辆。", []string{
			"1辆  level  “购置车辆”",
		}},
		{"a project and its places", "某街道2020年度部门决算\n附件1\n项目支出绩效自评报告\n区财政下拨社区办公费30万元，其中：沿江社区10万元、江北社区20万元。", []string{
			"30万元 performance.project_budget level budget 社区办公费",
			"10万元 performance.project_budget level budget 社区办公费 沿江社区",
			"20万元 performance.project_budget level budget 社区办公费 江北社区",
			"sum text.list_sum: 30万元 + 10万元 + 20万元 ",
		}},
		{"who pays for a project", "某街道2020年度部门决算\n附件1\n项目支出绩效自评报告\n社区办公费30万元，其中中央资金10万元、省级资金15万元、自筹资金5万元。", []string{
			"30万元 performance.project_budget level budget 社区办公费",
			"10万元  level  “中央资金”",
			"15万元  level  “省级资金”",
			"5万元  level  “自筹资金”",
			"sum text.list_sum: 30万元 + 10万元 + 15万元 + 5万元 ",
		}},
		{"who pays, what arrived and what was spent", "某街道2020年度部门决算\n附件1\n项目支出绩效自评报告\n项目预算资金85万元，其中：中央补助资金30万元，省级补助资金20万元，县级预算安排35万元。实际到位资金82万元；实际支出79万元，预算执行率93%。项目得分为88.6分。", []string{
			"85万元 performance.project_budget level budget",
			"30万元  level budget “中央补助资金”",
			"20万元  level budget “省级补助资金”",
			"35万元  level budget “县级预算”",
			"82万元  level  “实际到位资金”",
			"79万元 performance.project_spent level executed",
			"93% performance.project_spent completion executed",
			"88.6分 performance.score score ",
			"sum text.list_sum: 85万元 + 30万元 + 20万元 + 35万元 ",
			"part_whole text.used: 79万元 ",
			"completion text.completion: 93% + 79万元 + 85万元 ",
		}},
		{"a project spent", "某街道2020年度部门决算\n附件1\n项目支出绩效自评报告\n（一）社区办公经费项目\n项目全年预算数30万元，执行数28万元，完成预算的93.3%。", []string{
			"30万元 performance.project_budget level budget_adjusted",
			"28万元 performance.project_spent level executed",
			"93.3% performance.project_spent completion executed",
			"part_whole text.used: 28万元 + 30万元 ",
			"completion text.completion: 93.3% + 28万元 + 30万元 ",
		}},
		{"a colon with the parts", "某街道2020年度部门决算\n附件1\n项目支出绩效自评报告\n社区办公费30万元。社区办公费：沿江社区10万元，江北社区20万元。", []string{
			"30万元 performance.project_budget level budget 社区办公费",
			"10万元 performance.project_budget level budget 社区办公费 沿江社区",
			"20万元 performance.project_budget level budget 社区办公费 江北社区",
			"sum text.list_sum: 30万元 + 10万元 + 20万元 ",
		}},
		{"who pays the items below", "某区2020年度部门决算\n财政拨款支出主要内容如下：\n1.教育支出5万元。\n2.卫生健康支出3万元。", []string{
			"5万元 expenditure.by_function level final 205",
			"3万元 expenditure.by_function level final 210",
		}},
		{"a round level gone past", "望舒市2023年政府工作报告\n一、2022年工作回顾\n全年地区生产总值完成602.5亿元，首次突破600亿元大关，同比增长5.5%。", []string{
			"602.5亿元 economy.actual level actual",
			"突破600亿元 economy.actual level actual",
			"5.5% economy.actual pct_change actual",
			"pct_change text.pct_change: 5.5% + 602.5亿元 ",
		}},
		{"as of a month", "望舒市2024年财政收支情况\n截至2024年4月底，全市一般公共预算收入完成246万元。", []string{
			"246万元 revenue.general_public_budget level executed",
		}},
		{"up to a month", "望舒市2024年财政收支情况\n2024年4月止，全市一般公共预算收入完成246万元。", []string{
			"246万元 revenue.general_public_budget level executed",
		}},
		{"a target of an item", "望舒市2025年政府工作报告\n主要预期目标是：地区生产总值增长5%；居民人均可支配收入5万元。", []string{
			"5% economy.target pct_change target",
			"5万元 economy.target level target",
		}},
		{"an amount below the budget", "某局2020年度部门决算\n培训费支出5万元，小于上年预算数40.05万元。", []string{
			"5万元 agency.training level final",
			"40.05万元 agency.training delta budget",
			"difference text.difference: 40.05万元 ",
		}},
		{"a template left", "某局2020年度部门决算\n（三）国有资产占有使用情况\n其他用车0辆，其他用车主要是用于一般公务。", []string{
			"0辆 asset.vehicles_by_kind level  其他用车",
			"comparison_word text.residue: 0辆 + 0辆 其他用车主要…",
		}},
		{"names that are counted", "某局2020年度部门决算\n二、机构设置\n下设甲中心、乙中心2个事业单位。", []string{
			"2个 organization.institutions level ",
			"count text.count: 2个 甲中心、乙中心",
		}},
		{"a comparison word", "某局2020年度部门决算\n培训费年初预算数6万元，支出决算数5万元，决算数小于年初预算数。", []string{
			"6万元 agency.training level budget_initial",
			"5万元 agency.training level final",
			"comparison_word text.comparison_word: + 6万元 + 5万元 <",
		}},
		{"a word that contradicts", "某局2020年度部门决算\n培训费支出5万元，比上年减增加1万元。", []string{
			"5万元 agency.training level final",
			"1万元 agency.training delta final",
			"comparison_word text.residue: 1万元 + 1万元 减增加",
			"difference text.difference: 1万元 + 5万元 ",
		}},
		{"a list over paragraphs", "某局2020年度部门决算\n机关运行经费5万元，其中：\n1.办公费3万元。\n2.培训费2万元。", []string{
			"5万元 agency.operating_cost level final",
			"3万元 expenditure.by_economic level final",
			"2万元 agency.training level final",
			"sum text.list_sum: 5万元 + 3万元 + 2万元 ",
		}},
		{"a budget that is changed on the way", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n（一）一般公共预算\n批准的一般公共预算收入预算134亿元，执行中按法定程序调整为135亿元，实际完成136亿元，比2023年（下同）增长1.5%。\n政府性基金收入年初预算278亿元，执行中调减收入预算55亿元，调整后收入预算为223亿元，实际收入230亿元。", []string{
			"134亿元 revenue.general_public_budget level budget_initial",
			"135亿元 revenue.general_public_budget level budget_adjusted",
			"136亿元 revenue.general_public_budget level executed",
			"1.5% revenue.general_public_budget pct_change executed",
			"278亿元 revenue.government_fund level budget_initial",
			"55亿元 revenue.government_fund delta budget_initial",
			"223亿元 revenue.government_fund level budget_adjusted",
			"230亿元 revenue.government_fund level executed",
			"sum text.subtotal: 223亿元 + 278亿元 + 55亿元 ",
			"pct_change text.pct_change: 1.5% + 136亿元 ",
		}},
		{"a place within a figure", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n市级一般债务余额59亿元（含高新区9亿元），专项债务余额217亿元（不含含山县64亿元）。", []string{
			"59亿元 debt.balance level executed",
			"9亿元 debt.balance level executed 高新区",
			"217亿元 debt.balance level executed",
			"64亿元 debt.balance level executed 含山县",
		}},
		{"verbs of one character and what a bracket leaves out", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n一般公共预算收入17亿元，为预算的99.7%，增3.1%（剔除留抵退税因素后增长6.0%）。", []string{
			"17亿元 revenue.general_public_budget level executed",
			"99.7% revenue.general_public_budget completion executed",
			"3.1% revenue.general_public_budget pct_change executed",
			"6.0% revenue.general_public_budget pct_change executed",
			"completion text.completion: 99.7% + 17亿元 ",
		}},
		{"a final figure of an item whose budget is told or missing", "某局2020年度部门决算\n四、一般公共预算财政拨款支出决算具体情况\n1.社会保障和就业支出（类）社会福利（款）老年福利（项）。年初预算未安排，决算支出88万元。\n2.社会保障和就业支出（类）社会福利（款）儿童福利（项）。年初预算10万元，决算支出8万元，完成80%。", []string{
			"88万元 expenditure.by_function level final 2081002",
			"10万元 expenditure.by_function level budget_initial 2081001",
			"8万元 expenditure.by_function level final 2081001",
			"80% expenditure.by_function completion final 2081001",
			"completion text.completion: 80% + 8万元 + 10万元 ",
		}},
		{"kinds of what was bought behind a colon", "某局2020年度部门决算\n（三）政府采购支出情况\n政府采购支出总额310万元：货物类40万元，服务类270万元。授予中小企业合同额279万元，其中授予小微企业合同额155万元。", []string{
			"310万元 procurement.total level final",
			"40万元 procurement.goods level final",
			"270万元 procurement.services level final",
			"279万元 procurement.sme level final",
			"155万元 procurement.small level final",
			"sum text.list_sum: 310万元 + 40万元 + 270万元 ",
			"sum text.list_sum: 279万元 + 155万元 ",
		}},
		{"what stands under another heading of its rank", "某局2025年部门预算\n五、“三公”经费预算情况说明\n2025年“三公”经费预算安排21万元。\n六、其他\n“露营基地”项目：预算安排1500万元。", []string{
			"21万元 three_public.total level budget_initial",
			"1500万元  level budget_initial “预算安排”",
		}},
		{"a class that only the government funds have", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n国有土地使用权出让收入安排的支出46亿元。机关服务3亿元。", []string{
			"46亿元 expenditure.by_function level executed 21208",
			"3亿元  level  “机关服务”",
		}},
		{"a phase called after what is spent", "望舒市2024年财政决算的报告\n一般公共预算收入决算5亿元，支出决算6亿元。政府性基金预算收入决算数比执行数增加3亿元，支出决算数比执行数增加2亿元。", []string{
			"5亿元 revenue.general_public_budget level final",
			"6亿元 expenditure.general_public_budget level final",
			"3亿元 revenue.government_fund delta final",
			"2亿元 expenditure.government_fund delta final",
			"difference text.difference: 3亿元 ",
			"difference text.difference: 2亿元 ",
		}},
		{"a division behind its whole", "某局2025年部门预算\n一般公共预算拨款支出9万元，按功能科目分：教育支出5万元；卫生健康支出4万元。", []string{
			"9万元 expenditure.general_public_budget level budget_initial",
			"5万元 expenditure.by_function level budget_initial 205",
			"4万元 expenditure.by_function level budget_initial 210",
			"sum text.list_sum: 9万元 + 5万元 + 4万元 ",
		}},
		{"classes in turn", "望舒市2024年财政收支情况\n教育支出、科学技术支出分别完成5亿元、4亿元。教育、科学技术、农林水等支出分别增长3%、4%、5%。", []string{
			"5亿元 expenditure.by_function level executed 205",
			"4亿元 expenditure.by_function level executed 206",
			"3% expenditure.by_function pct_change executed 205",
			"4% expenditure.by_function pct_change executed 206",
			"5% expenditure.by_function pct_change executed 213",
		}},
		{"paragraphs that open without a name", "某局2020年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）普通教育（款）小学教育（项）年初预算50万元。\n支出决算40万元。", []string{
			"50万元 expenditure.by_function level budget_initial 2050202",
			"40万元 expenditure.by_function level final 2050202",
		}},
		{"a side of the budget of the paragraph before", "望舒市2024年财政决算的报告\n全市政府性基金支出9亿元。\n其中本级支出3亿元。\n全市社会保险基金收入8亿元。\n支出7亿元。", []string{
			"9亿元 expenditure.government_fund level final",
			"3亿元 expenditure.government_fund level final",
			"8亿元 revenue.social_insurance level final",
			"7亿元 expenditure.social_insurance level final",
		}},
		{"a budget from the one at the beginning of the year", "望舒市2025年财政预算报告\n一、2024年预算执行情况\n一般公共预算收入由年初的7亿元调整为8亿元。", []string{
			"7亿元 revenue.general_public_budget level budget_initial",
			"8亿元 revenue.general_public_budget level budget_adjusted",
		}},
		{"premiums paid out", "2024年望舒市国民经济和社会发展统计公报\n赔款支出13亿元。其中，财产险保费支出6亿元。", []string{
			"13亿元 economy.actual level actual",
			"6亿元  level actual “财产险保费支出”",
			"sum text.list_sum: 13亿元 + 6亿元 ",
		}},
		{"one figure of several", "望舒市2024年财政收支情况\n会议费、培训费支出下降7%，水费、电费下降8%。", []string{
			"7%  pct_change  “会议费、培训费支出”",
			"8%  pct_change  “水费、电费”",
		}},
		{"all of it is", "某局2020年度部门决算\n本年收入50万元，均为财政拨款收入，比上年减少2万元。", []string{
			"50万元 revenue.year level final",
			"2万元 revenue.year delta final",
			"difference text.difference: 2万元 + 50万元 ",
		}},
		{"the rest, and what parts are for", "某局2020年度部门决算\n本年收入50万元，其中48万元为财政拨款收入，其余2万元为其他收入。本年支出50万元，其中30万元用于基本支出，剩余20万元用于项目支出。", []string{
			"50万元 revenue.year level final",
			"48万元 revenue.fiscal level final",
			"2万元 revenue.other level final",
			"50万元 expenditure.year level final",
			"30万元 expenditure.basic level final",
			"20万元 expenditure.project level final",
			"sum text.list_sum: 50万元 + 48万元 + 2万元 ",
			"sum text.list_sum: 50万元 + 30万元 + 20万元 ",
			"sum text.subtotal: 20万元 + 50万元 + 30万元 ",
		}},
		{"what cars cost behind their number", "某局2020年度部门决算\n公务用车保有量3辆，运行维护费6万元。", []string{
			"3辆 three_public.vehicles_held level ",
			"6万元 three_public.vehicle_operation level final",
		}},
	}
	tagger := tag.New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := extract.Read(context.Background(), []byte(tt.text), extract.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			r := tagger.Tag(doc, schema.Document{ID: "d"})
			var got []string
			for i := range r.Facts {
				got = append(got, reading(&r.Facts[i]))
			}
			for i := range r.Claims {
				got = append(got, claimed(r, &r.Claims[i]))
			}
			if a, b := strings.Join(got, "\n"), strings.Join(tt.want, "\n"); a != b {
				t.Errorf("got\n%s\nwant\n%s", a, b)
			}
		})
	}
}

// reading prints what a fact means, its dimensions other than the fund included.
func reading(f *schema.Fact) string {
	d := f.Dimensions
	line := []string{f.Raw, string(f.Concept), string(f.Form), string(f.Measure)}
	for _, s := range []string{d.FuncCode, d.Project, d.VehicleKind, d.AssetKind, d.StaffKind, d.Grade, d.Subordinate} {
		if s != "" {
			line = append(line, s)
		}
	}
	if f.Concept == "" {
		line = append(line, "“"+f.Label+"”")
	}
	return strings.Join(line, " ")
}

// claimed prints a claim with the figures it speaks of.
func claimed(r *schema.Report, c *schema.Claim) string {
	said := fmt.Sprint(c.Family, " ", c.Rule, ":")
	if c.Result >= 0 {
		said += " " + r.Facts[c.Result].Raw
	}
	for _, k := range c.Operands {
		said += " + " + r.Facts[k].Raw
	}
	return said + " " + c.Word
}
