package schema

import (
	"slices"
	"sync"
)

// The ids of rules whose operands come from the text.
const (
	RuleListSum         RuleID = "text.list_sum"
	RuleSubtotal        RuleID = "text.subtotal"
	RuleGovernmentTotal RuleID = "government.total"
	RuleGloss           RuleID = "text.gloss"
	RuleDifference      RuleID = "text.difference"
	RulePctChange       RuleID = "text.pct_change"
	RuleDirection       RuleID = "text.direction"
	RuleSameDirection   RuleID = "text.same_direction"
	RuleFlat            RuleID = "text.flat"
	RuleShare           RuleID = "text.share"
	RuleShareSum        RuleID = "text.share_sum"
	RuleCompletion      RuleID = "text.completion"
	RuleAverage         RuleID = "text.average"
	RuleComparisonWord  RuleID = "text.comparison_word"
	RuleDuplicate       RuleID = "text.duplicate"
	RuleRestated        RuleID = "text.restated"
	RuleRepeat          RuleID = "text.repeat"
	RuleCount           RuleID = "text.count"
	RuleChangeSum       RuleID = "text.change_sum"
	RuleItem            RuleID = "text.item"
	RuleJoined          RuleID = "text.joined"
	RuleColumns         RuleID = "table.columns"
	RuleUsed            RuleID = "text.used"
	RuleResidue         RuleID = "text.residue"
	RuleTerritory       RuleID = "text.territory"
	RulePriorYear       RuleID = "across.prior_year"
	RuleCarryOver       RuleID = "across.carry_over"
	RuleFiling          RuleID = "across.filing"
	RuleUnits           RuleID = "across.units"

	RuleGrowthFromZero       RuleID = "text.growth_from_zero"
	RuleCompletionOfZero     RuleID = "text.completion_of_zero"
	RuleChangeAboveLevel     RuleID = "text.change_above_level"
	RuleReasonAgainstFigures RuleID = "text.reason_against_figures"

	RuleTemplateResidue  RuleID = "disclosure.template_residue"
	RuleFigureMissing    RuleID = "disclosure.figure_missing"
	RuleStaleYear        RuleID = "disclosure.stale_year"
	RuleYearWithItself   RuleID = "disclosure.year_compared_with_itself"
	RuleLevelOfAnother   RuleID = "disclosure.level_of_another_office"
	RuleScopeOfAnother   RuleID = "disclosure.scope_of_another_report"
	RulePunctuation      RuleID = "disclosure.punctuation"
	RuleMissingPart      RuleID = "disclosure.missing_part"
	RuleEmptyTable       RuleID = "disclosure.empty_table_without_a_note"
	RuleNoteAgainstTable RuleID = "disclosure.note_against_table"
	RuleEmptySection     RuleID = "disclosure.empty_section"
	RulePurposeOfAnother RuleID = "disclosure.purpose_of_another_item"
	RuleReasonOfAnother  RuleID = "disclosure.reason_of_another_item"
	RuleNameOfAnother    RuleID = "disclosure.name_of_another_year"
	RuleNameMisprinted   RuleID = "disclosure.name_against_classification"
	RuleLevelOfCode      RuleID = "disclosure.level_of_a_code"
	RuleCode             RuleID = "disclosure.code"
	RuleListAgainstTable RuleID = "disclosure.list_against_table"
)

const (
	basisFinal    = "财政部《部门决算报表编制说明》；部门决算公开文本参考样式"
	basisClass    = "《政府收支分类科目》类、款、项逐级汇总"
	basisText     = "报告正文自述"
	basisBalance  = "《中华人民共和国预算法》第十二条：各级预算应当遵循收支平衡的原则；财政总决算报表收支平衡表"
	basisThree    = "中办发〔2013〕13号；“三公”经费决算公开口径"
	basisProcure  = "《政府采购法》第二条：货物、工程和服务"
	basisBudget   = "《预算法》第四十六条；部门预算公开文本参考样式"
	basisPerform  = "《项目支出绩效评价管理办法》（财预〔2020〕10号）附项目支出绩效自评表"
	basisUnits    = "《预算法》第八条：各部门预算由本部门及其所属各单位预算组成；部门决算由本级和所属单位的决算汇总，内部往来抵销"
	basisForm     = "财政部部门预算、部门决算公开文本参考样式"
	sinceFirst    = "0.1.0"
	exampleNumber = "444.71 = 438.61 + 6.10"
)

// Rules returns the rules table in the order checks are reported.
func Rules() []Rule {
	return slices.Concat(textRules(), formRules(), sumRules(), fundRules(), partRules())
}

// textRules hold what the text states, within one report and between reports.
func textRules() []Rule {
	return []Rule{
		as(Stated{Partial: true}, stated(RuleListSum, "列举的各项之和等于所述合计", "The items listed add up to the total stated", SumFamily, Error, "合计16万元，其中A 4万元、B 12万元：16 = 4 + 12")),
		based(basisBalance, stated(RuleGovernmentTotal, "收入总计、支出总计等于其前所列各项之和", "Each side of a government's budget equals the flows told before it", SumFamily, Error, "收入5亿元，上级补助收入3亿元，上年结转1亿元，收入总计9亿元：9 = 5 + 3 + 1")),
		stated(RuleSubtotal, "列举中的小计等于其前各项之和", "A subtotal in a list equals the items before it", SumFamily, Error, "192.73、19.68和189.93三项402.34：402.34 = 192.73 + 19.68 + 189.93"),
		as(Stated{PartialUnnamed: true}, stated(RuleGloss, "括号内的构成等于括号前的数", "The make-up in brackets equals the number before them", SumFamily, Warning, "1.03（年初5.4，追减-4.4）：1.03 ≈ 5.4 - 4.4")),
		stated(RuleDifference, "增减额等于本期减基期", "The change equals this period less the base period", DifferenceFamily, Error, "444.71 - 482.02 = -37.31"),
		as(Stated{OfZero: RuleGrowthFromZero}, stated(RulePctChange, "增减率等于增减额除以基期", "The percent change equals the change divided by the base period", PctChangeFamily, Error, "-37.31 / 482.02 = -7.74%")),
		stated(RuleChangeSum, "各项增减额之和等于合计的增减额", "The changes of the parts add up to the change of their whole", SumFamily, Warning, "减少37.4万元：283.7 + 372.1 - 135.3 - 557.9 = -37.4"),
		stated(RuleDirection, "增减用词与两期差额同号", "The word for the change has the sign of the difference", DirectionFamily, Error, "444.71 < 482.02：减少"),
		stated(RuleSameDirection, "增减额与增减率用词同向", "A change and its percentage are worded in the same direction", DirectionFamily, Warning, "减少37.31万元，下降7.74%"),
		stated(RuleFlat, "与基期持平", "A figure said to be level equals its base period", DirectionFamily, Warning, "2.50与2019年2.50持平"),
		stated(RuleShare, "占比等于部分除以整体", "A share equals the part divided by the whole", ShareFamily, Error, "438.61 / 444.71 = 98.63%"),
		stated(RuleShareSum, "同一整体各占比之和为100%", "The shares of one whole add up to 100%", ShareSumFamily, Warning, "98.63% + 1.37% = 100%"),
		as(Stated{OfZero: RuleCompletionOfZero}, stated(RuleCompletion, "完成率等于决算（执行）数除以预算数", "Completion equals the final (executed) amount divided by the budget", CompletionFamily, Error, "8 / 8 = 100%")),
		stated(RuleAverage, "平均数等于总数除以个数", "An average is the amount divided by the number of those it is spread over", AverageFamily, Warning, "864.20万元 / 8642人次 = 1000元"),
		stated(RuleComparisonWord, "“大于、小于、持平”与数字一致", "“Above”, “below” or “level” agrees with the numbers", ComparisonFamily, Error, "决算4 = 预算4：持平"),
		stated(RuleDuplicate, "同一事实在报告各处数值一致", "One fact has one value throughout the report", DuplicateFamily, Error, "正文444.71 = 图444.71"),
		stated(RuleRestated, "口径相近的两处表述数值相符（不符时不作判断）", "Two statements of nearly the same scope agree (not judged where they differ)", DuplicateFamily, Info, "收支总体37.31 = 财政拨款收支37.31"),
		stated(RuleItem, "同一列举的各项在另一处复述时数额一致", "The items of a list keep their amounts where they are told again", DuplicateFamily, Warning, "费用性支出455万元；二是费用性支出350万元"),
		stated(RuleJoined, "两项合称的数等于两项之和", "Two items of a list told in one are their sum", SumFamily, Warning, "其他支出12万元、转移性支出98万元；其他支出和转移性支出110万元：110 = 12 + 98"),
		stated(RuleColumns, "表内一列与另两列的关系各行一致", "What holds between the columns of a table in its other rows holds in each", SumFamily, Warning, "各行结余 = 预算 − 支出：6.38 = 86.50 − 80.12"),
		stated(RuleRepeat, "重复段落中的数字一致", "A repeated passage repeats its numbers", DuplicateFamily, Info, "正文2717户 = 附件2717户"),
		stated(RuleCount, "所述个数等于列出的名称数", "The number stated equals the names listed", CountFamily, Warning, "2个社区：甲社区、乙社区"),
		as(Stated{Words: true}, stated(RuleResidue, "数为零的类别不应写明用途（模板残留）", "A class whose number is zero states no use (residue of a template)", ComparisonFamily, Warning, "其他用车0辆，其他用车主要是用于一般公务")),
		stated(RuleTerritory, "辖区内同一事物的总数前后一致", "The total of one thing in the territory is the same throughout", DuplicateFamily, Info, "辖区93栋楼房与辖区共计92栋楼房"),
		stated(RuleUsed, "已使用数不超过可用数", "What was used does not exceed what was available", PartWholeFamily, Warning, "117.78 ≤ 192.73"),

		across(RulePriorYear, "上年数等于上年报告中的本年数", "The prior year's figure equals that year's own report", "2020年报告：2019年482.02 = 2019年报告482.02"),
		across(RuleCarryOver, "年初结转和结余等于上年报告的年末结转和结余", "The opening balance equals the closing balance of the prior year's report", "2020年报告年初4.99 = 2019年报告年末4.99"),
		across(RuleFiling, "同一份公开材料中，一个文件的正文等于另一个文件的表", "In one filing, the text of one file equals the table of another", "说明.doc：收入总计444.71 = 决算表.xls：收入总计444.71"),
		stated(RuleGrowthFromZero, "基期为0时无增减率", "Nothing grows from zero by a percentage", PctChangeFamily, Info, "2023年0万元，2024年25万元，增加100%"),
		stated(RuleCompletionOfZero, "预算为0时无完成率", "A budget of zero has no completion", CompletionFamily, Warning, "年初预算0万元，完成年初预算的95.89%"),
		stated(RuleChangeAboveLevel, "增加额不大于本期数", "An amount does not rise by more than it is", DifferenceFamily, Warning, "0万元，比上年增加1421.25万元"),
		stated(RuleReasonAgainstFigures, "增减原因与数字同向", "The reason of a change goes the way of its figures", DirectionFamily, Warning, "减少2.98%，主要原因是经费增加"),
	}
}

// formRules are those of the form, and the one that takes several reports together.
func formRules() []Rule {
	return []Rule{
		form(RuleTemplateResidue, "样式中的提示文字、占位符不应保留在公开文本中", "Instructions and placeholders of the form are not left in the report", Info, basisForm+"：括号内的提示和XX由公开单位填写后删去", "上海市甲区XX局2024年度部门决算表"),
		form(RuleFigureMissing, "金额处应有数字", "Where an amount is stated, it has a figure", Warning, basisForm+"：收入、支出均列明金额，没有的写0", "政府性基金支出预算支出万元"),
		form(RuleStaleYear, "年份应为本年度（沿用上年文本）", "The year is the report's, not that of the report before", Warning, basisForm+"：标题、编制范围和资产时点为本年度", "2024年度决算：第三部分2023年度部门决算情况说明"),
		form(RuleYearWithItself, "本年预算应与上年相比", "A budget is compared with the year before, not with itself", Warning, basisForm+"：与上年预算数相比", "2026年预算：比2026年预算增加793.14万元"),
		form(RuleLevelOfAnother, "名词解释的预算级次应与本部门一致", "The level of government in the glossary is that of the office", Info, basisForm+"：名词解释由部门结合实际编写", "区级部门预算：是市级预算主管部门"),
		form(RuleScopeOfAnother, "单位的公开文本不应写作部门", "The report of a unit does not speak of the department's", Info, basisForm+"：单位预算、部门预算分别公开", "单位预算：2026年部门预算安排购置车辆0辆"),
		form(RulePunctuation, "标点不应重复", "A mark does not stand twice", Info, basisForm+"：公开文本经审核后公开", "用于信息化建设及运行维护等方面的支出。。"),
		form(RuleMissingPart, "应公开的部分、目录列出的表应在正文中", "What an office must state, and a table that the contents name, is in the report", Warning, basisForm+"：各表、各项说明逐项公开，没有的说明没有", "目录：三、支出决算表；正文无此表"),
		form(RuleEmptyTable, "空表应在表下说明", "An empty table is explained below it", Info, basisForm+"：无相关收支的，仍保留该表格式，并在本表下方作说明", "政府性基金预算支出表无数据，表下无说明"),
		form(RuleNoteAgainstTable, "注为空表的表应无数据", "A table that its note calls empty has no figures", Warning, basisText, "注：本表为空表；表中47.91"),
		form(RuleEmptySection, "各部分应有内容", "A section has a text", Warning, basisForm+"：逐项说明，没有的写明无此项", "一、项目概述：1"),
		form(RulePurposeOfAnother, "科目的用途应为本科目的用途", "What an item is used for is said of that item", Info, basisForm+"：按项级科目逐项说明主要用途", "住房公积金（项）：主要用于事业单位医疗保险支出"),
		form(RuleReasonOfAnother, "增减原因应为本科目的原因", "The reason of a change is said of that item", Info, basisForm+"：按项级科目逐项说明变动原因", "职业年金（项）：主要原因是事业单位离退休经费增加"),
		form(RuleNameOfAnother, "科目名称应为本年度科目名称", "A class has the name of its year", Info, "《政府收支分类科目》", "2026年：医疗卫生与计划生育支出（210类）"),
		form(RuleNameMisprinted, "科目名称应与政府收支分类科目一致", "The name of a class is that of the classification", Info, "《政府收支分类科目》", "一般行政事务管理（项）：一般行政管理事务"),
		form(RuleLevelOfCode, "科目级次应与政府收支分类科目一致", "The level of a class is that of the classification", Info, "《政府收支分类科目》", "行政事业单位离退休（类）：为款级科目"),
		form(RuleCode, "款、项编码应为两位", "The code of a class has all its digits", Info, "《政府收支分类科目》", "301 2 津贴补贴：30102"),
		form(RuleListAgainstTable, "所列科目应在表中有数", "The items a text lists have figures in the table", Info, basisForm+"：主要包括的科目按基本支出表实际发生的填写", "公用经费主要包括邮电费；表中邮电费0.00"),

		{ID: RuleUnits, Title: "部门的收入、支出等于本级与所属各单位之和（往来抵销之外）", English: "A department's revenue and expenditure equal those of its own office and its units together, but for what they pass on to each other", Family: SumFamily, Severity: Warning, Since: sinceFirst, Basis: basisUnits,
			Example: "部门报告：支出总计120 = 本级70 + 图书馆30 + 博物馆20", Relation: Stated{}},
	}
}

// sumRules are the identities of the accounts, of one body's and of a government's.
func sumRules() []Rule {
	return slices.Concat(bodyRules(), tableRules(), governmentRules(), detailRules())
}

// bodyRules are the identities of the accounts of one body.
func bodyRules() []Rule {
	gpb, fund, soe, fiscal := GeneralPublicBudget, GovernmentFund, StateCapital, FiscalFunds
	return []Rule{
		sum("final.balanced", "收入总计 = 支出总计", "Total revenue = total expenditure", Error, basisFinal+" 财决01表", "444.71 = 444.71",
			t(RevenueTotal), t(ExpenditureTotal)),
		sum("final.revenue_sources", "本年收入合计 = 各来源收入之和", "Revenue of the year = sum of its sources", Error, basisFinal+" 财决03表", exampleNumber,
			t(RevenueYear), opt(RevenueGeneralPublicBudget), opt(RevenueGovernmentFund), opt(RevenueStateCapital), opt(RevenueSuperiorSubsidy),
			opt(RevenueInstitution), opt(RevenueOperating), opt(RevenueSubordinate), opt(RevenueOther)),
		sum("final.revenue_total", "收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余", "Total revenue = revenue of the year + non-fiscal balances used + opening balance", Error, basisFinal+" 财决01表", "120 = 100 + 5 + 15",
			t(RevenueTotal), t(RevenueYear), opt(BalanceUseNonFiscal), opt(BalanceOpening)),
		sum("final.expenditure_total", "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余", "Total expenditure = expenditure of the year + surplus allocated + closing balance", Error, basisFinal+" 财决01表", "120 = 110 + 0 + 10",
			t(ExpenditureTotal), t(ExpenditureYear), opt(BalanceAllocation), opt(BalanceClosing)),
		sum("final.expenditure_nature", "本年支出合计 = 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出", "Expenditure of the year = basic + project + remitted to superiors + operating + subsidies to subordinates", Error, basisFinal+" 财决04表", "483.15 ≈ 416.72 + 66.42",
			t(ExpenditureYear), t(ExpenditureBasic), t(ExpenditureProject), opt(ExpenditureRemitUp), opt(ExpenditureOperating), opt(ExpenditureSubordinateSubsidy)),
		sum("final.fiscal_revenue", "财政拨款收入 = 一般公共预算 + 政府性基金 + 国有资本经营预算财政拨款收入", "Fiscal appropriation revenue = general public budget + government fund + state capital budget", Error, basisFinal+" 财决01-1表", exampleNumber,
			t(RevenueFiscal), tf(RevenueGeneralPublicBudget, gpb), tfOpt(RevenueGovernmentFund, fund), tfOpt(RevenueStateCapital, soe)),
		sum("final.fiscal_revenue_total", "财政拨款收入总计与各财政拨款收入、年初结转相符", "Total fiscal appropriation revenue agrees with its parts and the opening balance", Error, basisFinal+" 财决01-1表", exampleNumber,
			tf(RevenueTotal, fiscal), tf(RevenueGeneralPublicBudget, gpb), tfOpt(RevenueGovernmentFund, fund), tfOpt(RevenueStateCapital, soe), tfOpt(BalanceOpening, fiscal)),
		sum("final.fiscal_expenditure", "财政拨款支出 = 一般公共预算 + 政府性基金 + 国有资本经营预算财政拨款支出", "Fiscal appropriation expenditure = general public budget + government fund + state capital budget", Error, basisFinal+" 财决01-1表", "477.36 = 471.26 + 6.10",
			t(ExpenditureFiscal), tf(ExpenditureGeneralPublicBudget, gpb), tfOpt(ExpenditureGovernmentFund, fund), tfOpt(ExpenditureStateCapital, soe)),
		sum("final.fiscal_expenditure_total", "财政拨款支出总计 = 三项财政拨款支出 + 年末结转", "Total fiscal appropriation expenditure = the three budgets + closing balance", Error, basisFinal+" 财决01-1表", "477.36 = 471.26 + 6.10",
			tf(ExpenditureTotal, fiscal), tf(ExpenditureGeneralPublicBudget, gpb), tfOpt(ExpenditureGovernmentFund, fund), tfOpt(ExpenditureStateCapital, soe), tfOpt(BalanceClosing, fiscal)),
		sum("final.basic_split", "基本支出 = 人员经费 + 公用经费", "Basic expenditure = personnel + public use", Error, basisFinal+" 财决08-1表", "416.74 = 399.42 + 17.32",
			t(ExpenditureBasic), t(ExpenditurePersonnel), t(ExpenditurePublicUse)),
		sum("final.general_budget_nature", "一般公共预算财政拨款支出 = 基本支出 + 项目支出", "General public budget expenditure = basic + project", Error, basisFinal+" 财决07表", "307.82 = 105.58 + 202.24",
			tf(ExpenditureGeneralPublicBudget, gpb), tf(ExpenditureBasic, gpb), tf(ExpenditureProject, gpb)),
		remainder("final.project_remainder", "项目支出 = 各财政拨款支出 - 一般公共预算基本支出（收入全为财政拨款时）", "Project expenditure = fiscal appropriations − basic expenditure of the general public budget (where all revenue is fiscal)", "60.64 = 471.26 + 6.10 - 416.72",
			tf(ExpenditureProject, AllFunds), tf(ExpenditureGeneralPublicBudget, gpb), tfOpt(ExpenditureGovernmentFund, fund), tfOpt(ExpenditureStateCapital, soe),
			Term{Concept: ExpenditureBasic, Fund: gpb, Weight: -1},
			Term{Concept: ExpenditureRemitUp, Weight: -1, Optional: true}, Term{Concept: ExpenditureOperating, Weight: -1, Optional: true},
			Term{Concept: ExpenditureSubordinateSubsidy, Weight: -1, Optional: true}),
		ofAll(sum("three_public.parts", "“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费", "Three public expenses = travel abroad + official vehicles + receptions", Error, basisThree, "2.5 = 0 + 2.5 + 0",
			t(ThreePublicTotal), t(ThreePublicAbroad), t(ThreePublicVehicle), t(ThreePublicReception))),
		ofAll(sum("three_public.vehicle_parts", "公务用车购置及运行维护费 = 购置费 + 运行维护费", "Official vehicles = purchase + operation", Error, basisThree, "37.35 = 25.00 + 12.35",
			t(ThreePublicVehicle), t(ThreePublicVehiclePurchase), t(ThreePublicVehicleOperation))),
		sum("procurement.parts", "政府采购支出总额 = 货物 + 工程 + 服务", "Government procurement = goods + works + services", Error, basisProcure, "9.1 = 9.1 + 0 + 0",
			t(ProcurementTotal), t(ProcurementGoods), t(ProcurementWorks), t(ProcurementServices)),
	}
}

// tableRules are the identities between the rows of a table, and between its columns.
func tableRules() []Rule {
	return []Rule{
		children("table.function_hierarchy", "表内上级功能分类等于下级之和", "In a table, a functional class equals the sum of those under it", basisClass, FunctionAxis, "", "1281.95 = 252.74 + 220.79 + 545.85 + 257.14 …"),
		children("table.function_total", "表内合计等于各类之和", "In a table, the total equals the sum of its classes", basisClass, FunctionAxis, ExpenditureYear, "307.82 = 264.87 + 10.82 + 2.71 + 29.42"),
		children("table.economic_hierarchy", "表内上级经济分类等于下级之和", "In a table, an economic class equals the sum of those under it", basisClass, EconomicAxis, "", "95.36 = 14.12 + 39.72 + …"),
		children("table.economic_total", "表内基本支出合计等于各类经济分类之和", "In a table, basic expenditure equals the sum of its economic classes", basisClass, EconomicAxis, ExpenditureBasic, "473.82 = 437.78 + 31.12 + 4.92"),
		children("table.nature", "表内每行支出合计等于基本、项目等各栏之和", "In a table, the total of a row equals its columns: basic, project and so on", basisFinal+" 财决04表", NatureAxis, "", "1715.05 = 1690.05 + 25.00"),
		children("table.fund_columns", "表内财政拨款合计等于一般公共预算、政府性基金、国有资本经营预算各栏之和", "In a table, fiscal appropriation equals its columns: general public budget, government fund, state capital", basisFinal+" 财决01-1表", FundColumnAxis, "", "2744.33 = 2447.32 + 297.01 + 0"),
		children("table.fund_flow", "表内年末结转和结余等于年初结转和结余加本年收入减本年支出", "In a table, closing balance = opening balance + revenue − expenditure of the year", basisFinal+" 财决09表", FlowAxis, "", "0 = 0 + 297.01 - 297.01"),
		children("table.fund_total", "表内各项财政拨款支出总计等于本年支出与年末结转和结余之和", "In a table, each total of fiscal expenditure = expenditure of the year + closing balance", basisFinal+" 财决01-1表", FlowAxis, ExpenditureTotal, "2467.32 = 2447.32 + 20.00"),
	}
}

// governmentRules are the identities of the accounts of a government.
func governmentRules() []Rule {
	return []Rule{
		beside(sum("government.revenue", "一般公共预算收入 = 税收收入 + 非税收入", "General public budget revenue = taxes + other revenue", Error, basisRevenueClass+"101税收收入、103非税收入", "77.2 = 46.7 + 30.5",
			t(RevenueGeneralPublicBudget), t(RevenueTax), t(RevenueNonTax)), false),
		beside(sum("insurance.year", "社会保险基金本年收支结余 = 本年收入 − 本年支出", "Balance of the year of social insurance = revenue − expenditure", Error, basisInsurance, "7.48 = 90.00 - 82.52",
			t(BalanceYear), t(RevenueSocialInsurance), less(ExpenditureSocialInsurance)), true),
		beside(sum("insurance.closing", "社会保险基金年末滚存结余 = 上年结余 + 本年收入 − 本年支出", "Closing balance of social insurance = opening balance + revenue − expenditure", Error, basisInsurance, "87.80 = 80.32 + 90.00 - 82.52",
			t(BalanceClosing), t(BalanceOpening), t(RevenueSocialInsurance), less(ExpenditureSocialInsurance)), true),
		goesOn(ofGovernments(sum("government.balance", "收入总计 = 支出总计 + 年终结余", "Total revenue of a government's budget = total expenditure + what is left at the end of the year", Error, basisBalance, "295.6 = 268.3 + 27.3",
			t(RevenueTotal), t(ExpenditureTotal), opt(BalanceClosing)))),
		beside(sum("insurance.rolling", "社会保险基金年末滚存结余 = 上年年末滚存结余 + 本年收支结余", "Closing balance of social insurance = that of the year before + balance of the year", Error, basisInsurance, "87.80 = 80.32 + 7.48",
			t(BalanceClosing), t(BalanceYear), before(BalanceClosing)), true),
		beside(sum("government.debt_flow", "政府债务年末余额 = 上年末余额 + 当年发行 − 当年偿还", "Debt at the end of the year = that of the year before + what was issued − what was repaid", Error, basisBalance, "178360 = 156140 + 36480 - 14260",
			t(DebtBalance), before(DebtBalance), t(DebtIssued), less(DebtRepaid)), true),
		beside(atMost("government.debt", "政府债务余额不超过限额", "Government debt ≤ its limit", "2092.14 ≤ 2144.83", t(DebtBalance), t(DebtLimit)), false),
	}
}

// detailRules hold what is counted or paid in all against what is told of each.
func detailRules() []Rule {
	return []Rule{
		beside(atMost("project.fund_part", "项目的当年财政拨款不超过财政资金", "The year's appropriation for a project ≤ its fiscal money", "4 ≤ 4", tf(PerformanceProjectBudget, GeneralPublicBudget), tf(PerformanceProjectBudget, FiscalFunds)), false),
		children("project.covered", "编报绩效目标的项目金额等于各项目之和", "The amount covered by performance targets equals the sum of its projects", basisPerform, EvaluatedAxis, PerformanceAmountCovered, "5个项目3351.33万元 = 410 + 635.10 + 456.38 + 759.55 + 1090.30"),
		children("asset.vehicle_kinds", "车辆总数等于各类车辆之和", "All vehicles = sum of the kinds of vehicles", basisFinal+"：国有资产占有使用情况", VehicleAxis, AssetVehicles, "10 = 0 + 0 + 10"),
		children("performance.grades", "自评项目数等于各等级项目数之和", "Projects self-evaluated = sum of the projects of each grade", basisPerform, GradeAxis, PerformanceProjectsEvaluated, "5 = 4 + 1 + 0 + 0"),
		children("project.funds", "项目资金等于财政拨款与其他资金之和", "Funds of a project = fiscal appropriation + other funds", basisPerform, FundAxis, "", "4 = 4 + 0"),
		children("project.total", "项目合计等于各项目之和", "The total of projects equals the sum of the projects", basisPerform, ProjectAxis, "", "8 = 4 + 4"),
	}
}

// fundRules say what a passage of an office's accounts tells of the funds kept apart.
func fundRules() []Rule {
	fund, soe := GovernmentFund, StateCapital
	return []Rule{
		inPassage(sum("final.fund_flow", "政府性基金年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出", "Closing balance of the government funds = opening balance + revenue − expenditure of the year", Error, basisFinal+" 财决09表", "20.00 = 12.00 + 227.65 - 219.65",
			tf(BalanceClosing, fund), tf(BalanceOpening, fund), tf(RevenueYear, fund), Term{Concept: ExpenditureYear, Fund: fund, Weight: -1})),
		inPassage(sum("final.fund_flow_by_name", "政府性基金年末结转和结余 = 年初结转和结余 + 政府性基金收入 − 政府性基金支出", "Closing balance of the government funds = opening balance + revenue − expenditure of the funds", Error, basisFinal+" 财决09表", "8.00 = 0.00 + 84.12 - 76.12",
			tf(BalanceClosing, fund), tf(BalanceOpening, fund), tf(RevenueGovernmentFund, fund), Term{Concept: ExpenditureGovernmentFund, Fund: fund, Weight: -1})),
		inPassage(sum("final.state_capital_flow", "国有资本经营预算年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出", "Closing balance of the state capital budget = opening balance + revenue − expenditure of the year", Error, basisFinal+" 财决11表", "2.00 = 1.00 + 5.00 - 4.00",
			tf(BalanceClosing, soe), tf(BalanceOpening, soe), tf(RevenueYear, soe), Term{Concept: ExpenditureYear, Fund: soe, Weight: -1})),
	}
}

// partRules hold parts against their wholes.
func partRules() []Rule {
	gpb := GeneralPublicBudget
	return []Rule{
		covered("part.spending_covered", "本年支出不超过本年收入与年初结转之和", "Expenditure of the year ≤ revenue of the year + opening balance", t(ExpenditureYear), t(RevenueYear)),
		covered("part.general_budget_covered", "一般公共预算支出不超过一般公共预算收入与年初结转之和", "General public budget expenditure ≤ its revenue + opening balance", t(ExpenditureGeneralPublicBudget), t(RevenueGeneralPublicBudget)),
		atMost("part.general_budget", "一般公共预算财政拨款支出不超过本年支出", "General public budget expenditure ≤ expenditure of the year", "471.26 ≤ 483.15", t(ExpenditureGeneralPublicBudget), tf(ExpenditureYear, AllFunds)),
		atMost("part.basic", "一般公共预算基本支出不超过全部基本支出", "Basic expenditure of the general public budget ≤ all basic expenditure", "416.72 ≤ 416.72", tf(ExpenditureBasic, gpb), tf(ExpenditureBasic, AllFunds)),
		atMost("part.basic_of_budget", "一般公共预算基本支出不超过一般公共预算支出", "Basic expenditure of the general public budget ≤ general public budget expenditure", "416.72 ≤ 471.26", tf(ExpenditureBasic, gpb), tf(ExpenditureGeneralPublicBudget, gpb)),
		atMost("part.vehicle", "公务用车费不超过“三公”经费", "Official vehicles ≤ three public expenses", "2.5 ≤ 2.5", t(ThreePublicVehicle), t(ThreePublicTotal)),
		atMost("part.vehicle_operation", "公务用车运行维护费不超过公务用车购置及运行维护费", "Operation of official vehicles ≤ purchase and operation", "12.35 ≤ 37.35", t(ThreePublicVehicleOperation), t(ThreePublicVehicle)),
		atMost("part.operation_of_public_use", "公务用车运行维护费不超过公用经费", "Operation of official vehicles ≤ public use expenditure", "2.5 ≤ 17.32", t(ThreePublicVehicleOperation), t(ExpenditurePublicUse)),
		atMost("part.abroad_of_basic", "基本支出中的因公出国（境）费用不超过“三公”经费中的因公出国（境）费", "Travel abroad in basic expenditure ≤ travel abroad of the three public expenses", "13.24 ≤ 13.24", econ("30212"), t(ThreePublicAbroad)),
		atMost("part.reception_of_basic", "基本支出中的公务接待费不超过“三公”经费中的公务接待费", "Receptions in basic expenditure ≤ receptions of the three public expenses", "8.31 ≤ 8.31", econ("30217"), t(ThreePublicReception)),
		atMost("part.vehicle_operation_of_basic", "基本支出中的公务用车运行维护费不超过“三公”经费中的公务用车运行维护费", "Operation of official vehicles in basic expenditure ≤ that of the three public expenses", "16.95 ≤ 16.95", econ("30231"), t(ThreePublicVehicleOperation)),
		atMost("part.vehicle_purchase_of_basic", "基本支出中的公务用车购置不超过“三公”经费中的公务用车购置费", "Purchase of official vehicles in basic expenditure ≤ that of the three public expenses", "25.00 ≤ 25.00", econ("31013"), t(ThreePublicVehiclePurchase)),
		atMost("part.operating_cost", "机关运行经费不超过公用经费", "Operating cost of the agency ≤ public use expenditure", "17.32 ≤ 17.32", Term{Concept: AgencyOperatingCost, Measure: Final}, t(ExpenditurePublicUse)),
		atMost("part.fund_of_project", "政府性基金支出不超过项目支出", "Government fund expenditure ≤ project expenditure", "6.1 ≤ 66.42", t(ExpenditureGovernmentFund), tf(ExpenditureProject, AllFunds)),
		atMost("part.procurement", "政府采购支出不超过本年支出", "Government procurement ≤ expenditure of the year", "9.1 ≤ 483.15", t(ProcurementTotal), t(ExpenditureYear)),
		atMost("part.small", "授予小微企业合同金额不超过授予中小企业合同金额", "Contracts with small and micro firms ≤ contracts with small and medium firms", "68.09 ≤ 209.53", t(ProcurementSmall), t(ProcurementSME)),
		atMost("part.small_reserved", "面向小微企业预留金额不超过面向中小企业预留金额", "Amount reserved for small and micro firms ≤ reserved for small and medium firms", "1349.94 ≤ 1928.48", t(ProcurementSmallReserved), t(ProcurementSMEReserved)),
		atMost("part.vehicles_held", "公务用车保有量不超过车辆总数", "Official vehicles held ≤ all vehicles", "1辆 ≤ 1辆", t(ThreePublicVehiclesHeld), t(AssetVehicles)),
		atMost("part.reception", "公务接待批次不超过接待人次", "Receptions ≤ persons received", "29批次 ≤ 261人次", t(ThreePublicReceptionBatches), t(ThreePublicReceptionVisitors)),
		atMost("part.abroad", "因公出国（境）团组数不超过人次", "Groups sent abroad ≤ persons sent abroad", "1个团组 ≤ 3人次", t(ThreePublicAbroadGroups), t(ThreePublicAbroadTrips)),
		atMost("part.sme", "授予中小企业合同金额不超过政府采购支出总额", "Contracts with small and medium firms ≤ government procurement", "209.53 ≤ 370.85", t(ProcurementSME), t(ProcurementTotal)),
		atMost("part.evaluated", "自评项目数不超过编制绩效目标项目数", "Projects self-evaluated ≤ projects with performance targets", "5个 ≤ 5个", t(PerformanceProjectsEvaluated), t(PerformanceProjectsTarget)),
		atMost("part.disclosed", "反映完成情况的项目数不超过自评项目数", "Projects with results disclosed ≤ projects self-evaluated", "2个 ≤ 5个", t(PerformanceProjectsDisclosed), t(PerformanceProjectsEvaluated)),
	}
}

// RuleByID returns the rule with an id, and false for an unknown id. What its
// relation refers to is shared: read only.
func RuleByID(id RuleID) (Rule, bool) {
	r, ok := rulesByID()[id]
	return r, ok
}

// StatedBy returns what is known of a rule whose operands come from the text; of
// another rule it is nothing.
func StatedBy(id RuleID) Stated {
	s, _ := rulesByID()[id].Relation.(Stated)
	return s
}

var rulesByID = sync.OnceValue(func() map[RuleID]Rule {
	byID := make(map[RuleID]Rule)
	for _, r := range Rules() {
		byID[r.ID] = r
	}
	return byID
})

func stated(id RuleID, title, english string, f Family, s Severity, example string) Rule {
	return Rule{ID: id, Title: title, English: english, Family: f, Severity: s, Since: sinceFirst, Basis: basisText, Example: example, Relation: Stated{}}
}

// based gives a rule another basis.
func based(basis string, r Rule) Rule {
	r.Basis = basis
	return r
}

// as gives a rule another relation.
func as(rel Relation, r Rule) Rule {
	r.Relation = rel
	return r
}

// form makes a rule on what a report must have or must not, whose basis is the clause
// that asks for it.
func form(id RuleID, title, english string, s Severity, basis, example string) Rule {
	return Rule{ID: id, Title: title, English: english, Family: DisclosureFamily, Severity: s, Since: sinceFirst, Basis: basis, Example: example, Relation: Stated{}}
}

func across(id RuleID, title, english, example string) Rule {
	return Rule{ID: id, Title: title, English: english, Family: DuplicateFamily, Severity: Warning, Since: sinceFirst, Basis: basisFinal + "：上年数据衔接", Example: example, Relation: Stated{}}
}

func sum(id RuleID, title, english string, s Severity, basis, example string, total Term, parts ...Term) Rule {
	return Rule{ID: id, Title: title, English: english, Family: SumFamily, Severity: s, Since: sinceFirst, Basis: basis, Example: example, Relation: Sum{Total: total, Parts: parts}}
}

func children(id RuleID, title, english, basis string, axis Axis, total ConceptID, example string) Rule {
	return Rule{ID: id, Title: title, English: english, Family: SumFamily, Severity: Error, Since: sinceFirst, Basis: basis, Example: example,
		Governments: axis == FunctionAxis, Relation: Children{axis, total}}
}

func atMost(id RuleID, title, english, example string, part, whole Term) Rule {
	return Rule{ID: id, Title: title, English: english, Family: PartWholeFamily, Severity: Warning, Since: sinceFirst, Basis: basisFinal,
		Example: example, Relation: NotAbove{Part: part, Whole: whole}}
}

func remainder(id RuleID, title, english, example string, total Term, parts ...Term) Rule {
	return Rule{ID: id, Title: title, English: english, Family: SumFamily, Severity: Error, Since: sinceFirst, Basis: basisFinal + " 财决01-1表、05-1表", Example: example,
		Relation: Sum{Total: total, Parts: parts, FiscalOnly: true}}
}

func covered(id RuleID, title, english string, part, whole Term) Rule {
	return Rule{ID: id, Title: title, English: english, Family: PartWholeFamily, Severity: Warning, Since: sinceFirst, Basis: basisFinal + " 财决01表",
		Example: "483.15 > 444.71 + 4.99", Relation: NotAbove{Part: part, Whole: whole, Plus: []Term{tf(BalanceOpening, AllFunds), opt(BalanceUseNonFiscal)}}}
}

// inPassage limits a sum to what one passage says.
func inPassage(r Rule) Rule {
	rel, _ := r.Relation.(Sum)
	rel.Beside = true
	r.Relation = rel
	return r
}

// beside limits a rule to what one passage says of one place and fund. It then holds
// in a government's accounts too. A sum may be open to flows of no concept.
func beside(r Rule, open bool) Rule {
	r.Governments = true
	switch rel := r.Relation.(type) {
	case Sum:
		rel.Beside, rel.Open = true, open
		r.Relation = rel
	case NotAbove:
		rel.Beside = true
		r.Relation = rel
	}
	return r
}

// ofAll is a rule of offices that holds of all offices of a government together too.
func ofAll(r Rule) Rule {
	r.Governments = true
	return r
}

// ofGovernments is an open sum of one passage of a government's accounts.
func ofGovernments(r Rule) Rule {
	r = beside(r, true)
	r.GovernmentsOnly = true
	return r
}

// goesOn is a sum whose parts may be told in the next paragraph.
func goesOn(r Rule) Rule {
	s := r.Relation.(Sum)
	s.Next = true
	r.Relation = s
	return r
}

// econ is an economic class of what the general public budget pays.
func econ(code string) Term {
	return Term{Concept: ExpenditureByEconomic, Fund: GeneralPublicBudget, EconCode: code}
}

func before(c ConceptID) Term              { return Term{Concept: c, YearBefore: true} }
func less(c ConceptID) Term                { return Term{Concept: c, Weight: -1} }
func t(c ConceptID) Term                   { return Term{Concept: c} }
func opt(c ConceptID) Term                 { return Term{Concept: c, Optional: true} }
func tf(c ConceptID, f FundSource) Term    { return Term{Concept: c, Fund: f} }
func tfOpt(c ConceptID, f FundSource) Term { return Term{Concept: c, Fund: f, Optional: true} }
