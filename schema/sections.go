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

	SectionFinal                SectionID = "final"
	SectionFinalTotal           SectionID = "final.total"
	SectionFinalRevenue         SectionID = "final.revenue"
	SectionFinalExpenditure     SectionID = "final.expenditure"
	SectionFinalFiscal          SectionID = "final.fiscal"
	SectionFinalGeneralBudget   SectionID = "final.general_budget"
	SectionFinalBasic           SectionID = "final.basic"
	SectionFinalThreePublic     SectionID = "final.three_public"
	SectionFinalGovernmentFund  SectionID = "final.government_fund"
	SectionFinalStateCapital    SectionID = "final.state_capital"
	SectionFinalSocialInsurance SectionID = "final.social_insurance"

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

// The standard tables: T1 to T9 of the final accounts in the order of the
// national template, and the budget tables in the order of the budget
// template. Files number and order them differently, so they are known by
// title alone. TX is any further table (明细表, 信息统计表).
const (
	SectionTable       SectionID = "table"
	SectionTable1      SectionID = "table.T1" // 收入支出决算总表
	SectionTable2      SectionID = "table.T2" // 收入决算表
	SectionTable3      SectionID = "table.T3" // 支出决算表
	SectionTable4      SectionID = "table.T4" // 财政拨款收入支出决算总表
	SectionTable5      SectionID = "table.T5" // 一般公共预算财政拨款支出决算表
	SectionTable6      SectionID = "table.T6" // 一般公共预算财政拨款基本支出决算表
	SectionTable7      SectionID = "table.T7" // 财政拨款“三公”经费支出决算表
	SectionTable8      SectionID = "table.T8" // 政府性基金预算财政拨款收入支出决算表
	SectionTable9      SectionID = "table.T9" // 国有资本经营预算财政拨款收入支出决算表
	SectionTableExtra  SectionID = "table.TX"
	SectionBudgetTable SectionID = "budget.table"

	SectionBudgetTable1     SectionID = "budget.T1" // 财务收支预算总表
	SectionBudgetTable2     SectionID = "budget.T2" // 收入预算总表
	SectionBudgetTable3     SectionID = "budget.T3" // 支出预算总表
	SectionBudgetTable4     SectionID = "budget.T4" // 财政拨款收支预算总表
	SectionBudgetTable5     SectionID = "budget.T5" // 一般公共预算支出功能分类预算表
	SectionBudgetTable6     SectionID = "budget.T6" // 政府性基金预算支出功能分类预算表
	SectionBudgetTable7     SectionID = "budget.T7" // 国有资本经营预算支出功能分类预算表
	SectionBudgetTable8     SectionID = "budget.T8" // 一般公共预算基本支出部门预算经济分类预算表
	SectionBudgetTable9     SectionID = "budget.T9" // “三公”经费和机关运行经费预算表
	SectionBudgetTableExtra SectionID = "budget.TX"
)

// InBudget reports a section of a budget.
func (id SectionID) InBudget() bool { return strings.HasPrefix(string(id), string(SectionBudget)) }
