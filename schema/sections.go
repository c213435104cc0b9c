package schema

import "strings"

// The sections of a report. An id with a dot lies within the one before the
// dot; the bare ids are parts whose subsection is not known (yet).
const (
	SectionContents             SectionID = "contents"
	SectionOverview             SectionID = "overview"
	SectionOverviewDuties       SectionID = "overview.duties"
	SectionOverviewWork         SectionID = "overview.work"
	SectionOverviewOrganization SectionID = "overview.organization"

	SectionFinal               SectionID = "final"
	SectionFinalTotal          SectionID = "final.total"
	SectionFinalRevenue        SectionID = "final.revenue"
	SectionFinalExpenditure    SectionID = "final.expenditure"
	SectionFinalFiscal         SectionID = "final.fiscal"
	SectionFinalGeneralBudget  SectionID = "final.general_budget"
	SectionFinalBasic          SectionID = "final.basic"
	SectionFinalThreePublic    SectionID = "final.three_public"
	SectionFinalGovernmentFund SectionID = "final.government_fund"
	SectionFinalStateCapital   SectionID = "final.state_capital"

	SectionOther                SectionID = "other"
	SectionOtherAgencyOperating SectionID = "other.agency_operating"
	SectionOtherProcurement     SectionID = "other.procurement"
	SectionOtherAssets          SectionID = "other.assets"
	SectionOtherPerformance     SectionID = "other.performance"

	SectionPerformanceTable     SectionID = "performance_table"
	SectionGlossary             SectionID = "glossary"
	SectionAnnex                SectionID = "annex"
	SectionDepartmentEvaluation SectionID = "annex.department_evaluation"
	SectionProjectEvaluation    SectionID = "annex.project_evaluation"
	SectionChart                SectionID = "chart"

	SectionBudget                SectionID = "budget"
	SectionBudgetNotes           SectionID = "budget.notes"
	SectionBudgetTotal           SectionID = "budget.total"
	SectionBudgetRevenue         SectionID = "budget.revenue"
	SectionBudgetExpenditure     SectionID = "budget.expenditure"
	SectionBudgetFiscal          SectionID = "budget.fiscal"
	SectionBudgetGeneralBudget   SectionID = "budget.general_budget"
	SectionBudgetBasic           SectionID = "budget.basic"
	SectionBudgetThreePublic     SectionID = "budget.three_public"
	SectionBudgetGovernmentFund  SectionID = "budget.government_fund"
	SectionBudgetStateCapital    SectionID = "budget.state_capital"
	SectionBudgetSocialInsurance SectionID = "budget.social_insurance"
	SectionBudgetOther           SectionID = "budget.other"
	SectionBudgetOperating       SectionID = "budget.operating"
	SectionBudgetProcurement     SectionID = "budget.procurement"
	SectionBudgetAssets          SectionID = "budget.assets"
	SectionBudgetPerformance     SectionID = "budget.performance"
	SectionBudgetProject         SectionID = "budget.project"
)

// section is a row of the table of headings: what a title must say, and the
// section it opens in final accounts and in budgets ("" when it opens none).
type section struct {
	all    []string // every entry must occur; alternatives are written a|b
	none   []string // no entry may occur
	final  SectionID
	budget SectionID
}

// sections recognises narrative headings by what they say, the most specific
// first: "基本支出" before "一般公共预算" before "支出". Ordinals are never
// used; siblings of one report mix their styles and provinces their order.
// The wordings are those of the 部门决算/部门预算公开 templates of the
// provinces (《地方预决算公开操作规程》财预〔2016〕143号 fixes the contents).
var sections = [...]section{
	{all: say("名词解释|专业名词|专业性较强的名词"), final: SectionGlossary, budget: SectionGlossary},
	{all: say("绩效", "自评|评价", "报告|综述", "整体|部门预算|部门支出"), none: say("项目"), final: SectionDepartmentEvaluation, budget: SectionDepartmentEvaluation},
	{all: say("整体支出|整体绩效|部门整体", "报告"), final: SectionDepartmentEvaluation, budget: SectionDepartmentEvaluation},
	{all: say("绩效", "自评|评价", "报告", "项目|专项|政策"), final: SectionProjectEvaluation, budget: SectionProjectEvaluation},
	{all: say("绩效", "自评|评价", "报告"), none: say("结果|情况"), final: SectionDepartmentEvaluation, budget: SectionDepartmentEvaluation},

	{all: say("三公"), final: SectionFinalThreePublic, budget: SectionBudgetThreePublic},
	{all: say("机关运行|行政运行经费|机构运行经费|运行经费|机关运转经费"), final: SectionOtherAgencyOperating, budget: SectionBudgetOperating},
	{all: say("政府采购"), final: SectionOtherProcurement, budget: SectionBudgetProcurement},
	{all: say("国有资产|资产占|资产情况|资产使用|资产信息|资产管理"), final: SectionOtherAssets, budget: SectionBudgetAssets},
	{all: say("项目经费|专项经费|重点项目|项目概况|项目支出", "情况|说明|概况"), none: say("绩效"), budget: SectionBudgetProject},
	{all: say("经费情况说明"), budget: SectionBudgetProject},
	{all: say("绩效", "管理|评价|自评|设置|情况|说明|跟踪|信息|工作"), final: SectionOtherPerformance, budget: SectionBudgetPerformance},
	{all: say("一般性支出|政府购买服务|会议费|培训费|扶贫|乡村振兴|债务", "情况|说明"), final: SectionOther, budget: SectionBudgetOther},
	{all: say("其他|其它|相关|重要", "重要事项|情况说明|事项说明|事项的说明|有关情况|相关情况|重要情况|需要说明"), final: SectionOther, budget: SectionBudgetOther},
	{all: say("编制说明"), final: SectionFinal, budget: SectionBudgetNotes},

	{all: say("国有资本|国资预算"), final: SectionFinalStateCapital, budget: SectionBudgetStateCapital},
	{all: say("政府性基金|基金预算"), none: say("社会保险"), final: SectionFinalGovernmentFund, budget: SectionBudgetGovernmentFund},
	{all: say("社会保险基金"), budget: SectionBudgetSocialInsurance},
	{all: say("基本支出"), final: SectionFinalBasic, budget: SectionBudgetBasic},
	{all: say("一般公共预算|公共财政预算|公共预算|公共财政|一般预算"), final: SectionFinalGeneralBudget, budget: SectionBudgetGeneralBudget},
	{all: say("街道支出决算情况"), final: SectionFinalGeneralBudget},
	{all: say("财政拨款|财政收入支出|财政收支", "收入|支出|收支|收、支|情况"), final: SectionFinalFiscal, budget: SectionBudgetFiscal},
	{all: say("收入支出|收支|收、支|收入、支出|收入和支出|收入与支出", "决算|预算|总体|情况|执行"), none: say("结余|重点"), final: SectionFinalTotal, budget: SectionBudgetTotal},
	{all: say("决算数据变动|变动情况及原因"), final: SectionFinalTotal},
	{all: say("收入决算|收入情况|收入预算|收入说明|收入总体|收入构成"), final: SectionFinalRevenue, budget: SectionBudgetRevenue},
	{all: say("支出决算|支出情况|支出预算|支出说明|支出总体|支出构成"), final: SectionFinalExpenditure, budget: SectionBudgetExpenditure},
	{all: say("决算情况说明|决算说明|决算公开说明|决算情况|决算分析说明|决算数据"), final: SectionFinal},
	{all: say("预算情况|预算安排|预算说明|预算执行|预算公开说明"), budget: SectionBudget},

	{all: say("主要职能|主要职责|职能简介|基本职能|基本职责|职能职责|职责职能|部门职责|单位职责|部门职能|单位职能|机构职能|机构职责|工作职责|职能配置|主要职权|职能概述|职责概述"), final: SectionOverviewDuties, budget: SectionOverviewDuties},
	{all: say("重点工作|主要工作|工作完成|工作开展|主要工作任务|度工作任务|主要成效|主要任务|工作目标|工作情况"), final: SectionOverviewWork, budget: SectionOverviewWork},
	{all: say("机构设置|机构情况|机构组成|内设机构|单位构成|单位组成|构成情况|人员构成|人员情况|编制现状|人员编制|编制情况|编制范围的单位|编制范围单位|机构概况|组织结构|机构人员|机构编制|单位设置"), none: say("预算草案|预算编制"), final: SectionOverviewOrganization, budget: SectionOverviewOrganization},
	{all: say("概况|基本情况|部门简介|单位简介"), final: SectionOverview, budget: SectionOverview},
}

// say lists what a heading must contain or must not contain.
func say(words ...string) []string { return words }

// matches reports whether a folded title says what the row asks for.
func (s section) matches(title string) bool {
	for _, words := range s.all {
		if !containsAny(title, words) {
			return false
		}
	}
	for _, words := range s.none {
		if containsAny(title, words) {
			return false
		}
	}
	return true
}

// containsAny reports whether s contains one of the words written with "|"
// between them.
func containsAny(s, words string) bool {
	for words != "" {
		var word string
		word, words, _ = strings.Cut(words, "|")
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// SectionOf returns the section a heading opens in a report of a kind, and
// false when the line is no heading of a section: the report then stays in
// current. Titles of tables open table sections (see [TableOf]). Within an
// annex or the glossary only a heading that can end it is recognised, because
// evaluation reports repeat 部门概况 and 机构设置, and the glossary the names
// of funds. Work reports and bulletins have none of these sections.
func SectionOf(title string, current SectionID, kind ReportKind) (SectionID, bool) {
	if kind == WorkReport || kind == Bulletin {
		return "", false
	}
	t := foldTitle(title)
	next := t.section(kind)
	if next == "" || !t.leaves(current, next) {
		return "", false
	}
	return next, true
}

// FundSection returns the section that a numbered heading opens which only names
// a fund, as in the accounts of a territory: （一）一般公共预算, 2.全市政府性基金预算.
// In the accounts of one body such a line is a row of a table.
func FundSection(title string, kind ReportKind) (SectionID, bool) {
	t := foldTitle(title)
	if !t.ordinal || t.gapped {
		return "", false
	}
	name := t.text
	for _, tail := range [...]string{"（草案）", "情况", "完成", "执行", "收支", "安排", "草案", "决算", "预算"} {
		name = strings.TrimSuffix(name, tail)
	}
	for _, level := range [...]string{"全省", "全市", "全县", "全区", "全镇", "全乡", "省级", "市级", "县级", "区级", "镇级", "省本级", "市本级", "县本级", "区本级", "本级"} {
		name = strings.TrimPrefix(name, level)
	}
	final, budget := SectionID(""), SectionID("")
	switch name {
	case "一般公共", "一般公共财政", "公共财政":
		final, budget = SectionFinalGeneralBudget, SectionBudgetGeneralBudget
	case "政府性基金", "基金":
		final, budget = SectionFinalGovernmentFund, SectionBudgetGovernmentFund
	case "国有资本经营":
		final, budget = SectionFinalStateCapital, SectionBudgetStateCapital
	case "社会保险基金", "社保基金":
		final, budget = SectionFinal, SectionBudgetSocialInsurance
	default:
		return "", false
	}
	if kind == BudgetReport {
		return budget, true
	}
	return final, true
}

// section finds what the title opens, without regard to where it stands.
func (t heading) section(kind ReportKind) SectionID {
	if t.text == "" {
		if t.annex {
			return SectionAnnex
		}
		return ""
	}
	if t.contents || t.text == "目录" || t.text == "目次" {
		return SectionContents
	}
	if t.isTable() {
		return t.table(kind)
	}
	if t.text == "附件" {
		return SectionAnnex
	}
	if t.gapped || !t.plausible() {
		return ""
	}
	budget := kind == BudgetReport || kind != FinalAccounts && t.budget()
	for _, s := range sections {
		id := s.final
		if budget {
			id = s.budget
		}
		if id != "" && s.matches(t.text) && t.opens(id) {
			return id
		}
	}
	return ""
}

// opens reports whether the words of the title go with a heading of the
// section. A row label of a flattened table (一般公共预算财政拨款收入) names a
// fund and no more; a heading of a narrative also says what it tells. In the
// other matters an ordinal will do, for （一）机关运行经费 is a usual heading.
func (t heading) opens(id SectionID) bool {
	part, _, _ := strings.Cut(string(id), ".")
	switch SectionID(part) {
	case SectionOverview:
		return t.runes() <= maxOverview
	case SectionOther:
		return t.ordinal || t.narrates()
	case SectionFinal, SectionBudget:
		return t.narrates()
	}
	return true
}

// leaves reports whether a heading that opens next can end the section
// current. An annex ends at another annex, the glossary, a table or a numbered
// part (第五部分 附表); the glossary at whatever is more than a term.
func (t heading) leaves(current, next SectionID) bool {
	switch {
	case strings.HasPrefix(string(current), string(SectionAnnex)):
		return t.part || next.isAnnex() || next == SectionGlossary || t.isTable()
	case current == SectionGlossary:
		return t.part || next.isAnnex() || t.isTable() || containsAny(t.text, "情况|说明|概况")
	case current == SectionBudgetProject && (next == SectionOverview || next == SectionBudget):
		return t.part // 基本情况 and 年度预算安排 are the project's
	}
	return true
}

func (id SectionID) isAnnex() bool { return strings.HasPrefix(string(id), string(SectionAnnex)) }

// InBudget reports a section of a budget.
func (id SectionID) InBudget() bool { return strings.HasPrefix(string(id), string(SectionBudget)) }
