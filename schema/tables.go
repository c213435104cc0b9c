package schema

import "strings"

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

// tables recognises table titles, the most specific first, so that 支出决算表
// never takes 一般公共预算财政拨款支出决算表.
var tables = [...]section{
	{all: say("绩效", "目标|自评|评价|指标|完成"), none: say("三公|政府采购"), final: SectionPerformanceTable, budget: SectionPerformanceTable},
	{all: say("统计表|信息表|转移支付|税收返还|社会保险|目录|债务|资产"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("三公"), none: say("政府性基金"), final: SectionTable7, budget: SectionBudgetTable9},
	{all: say("三公|政府采购|购买服务|机关运行|会议费|培训费"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("国有资本"), final: SectionTable9, budget: SectionBudgetTable7},
	{all: say("政府性基金|基金预算"), final: SectionTable8, budget: SectionBudgetTable6},
	{all: say("项目支出|项目收入|项目经费|项目预算|专项资金|项目表"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("基本支出", "一般公共预算|公共财政|公共预算|一般预算"), final: SectionTable6, budget: SectionBudgetTable8},
	{all: say("基本支出"), none: say("财政拨款"), final: SectionTable6, budget: SectionBudgetTable8},
	{all: say("基本支出"), final: SectionTable6, budget: SectionBudgetTableExtra},
	{all: say("一般公共预算|公共财政预算|公共预算财政|一般预算", "支出"), none: say("明细"), final: SectionTable5, budget: SectionBudgetTable5},
	{all: say("一般公共预算|公共财政预算|公共预算财政|一般预算"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("财政拨款", "收入支出|收支|收、支|收入、支出"), final: SectionTable4, budget: SectionBudgetTable4},
	{all: say("财政拨款"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("收入支出|收支|收、支|收入、支出"), final: SectionTable1, budget: SectionBudgetTable1},
	{all: say("支出", "经济分类"), final: SectionTableExtra, budget: SectionBudgetTableExtra},
	{all: say("收入决算|收入预算|收入总表|收入表|收入明细"), final: SectionTable2, budget: SectionBudgetTable2},
	{all: say("支出决算|支出预算|支出总表|支出表|支出功能|支出明细"), final: SectionTable3, budget: SectionBudgetTable3},
	{all: say("部门决算|单位决算|决算表|决算公开"), final: SectionTable},
	{all: say("部门预算|单位预算|预算表|预算公开|部门收支"), budget: SectionBudgetTable},
}

// TableOf returns the section of a table by its title: table.T1 to T9 and TX
// for final accounts, budget.T1 to T9 and TX for budgets, performance_table
// for tables of performance targets and results, and the bare table or
// budget.table for the heading above all of them (部门决算表). False means
// that the line does not name a table.
func TableOf(title string) (SectionID, bool) {
	if !strings.Contains(title, "表") {
		return "", false // as nearly every line
	}
	t := foldTitle(title)
	if !t.isTable() {
		return "", false
	}
	id := t.table(OtherReport)
	return id, id != ""
}

// isTable reports whether the heading names a table: it ends in 表, with or
// without a remark in brackets.
func (t heading) isTable() bool {
	s := t.text
	if i := strings.LastIndex(s, "（"); i > 0 && strings.HasSuffix(s, "）") {
		s = s[:i]
	}
	return strings.HasSuffix(s, "表") && !strings.HasSuffix(s, "代表") && t.plausible()
}

// table finds the table a title names. Final accounts say 决算 in every
// title; the titles of the national budget template say neither (部门收支总表,
// 一般公共预算基本支出表), so a title without 决算 is a budget's unless the report
// is known to be one of final accounts and the title does not say 预算.
func (t heading) table(kind ReportKind) SectionID {
	if t.text == "附表" || t.text == "表" {
		return SectionTable
	}
	budget := !strings.Contains(t.text, "决算") && (kind != FinalAccounts || t.saysBudget())
	for _, s := range tables {
		id := s.final
		if budget {
			id = s.budget
		}
		if id != "" && s.matches(t.text) {
			return id
		}
	}
	return ""
}
