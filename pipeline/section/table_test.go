package section

import (
	"gongkai/schema"
	"testing"
)

func TestTable(t *testing.T) {
	tests := []struct {
		title string
		want  schema.SectionID
	}{
		{"收入支出决算总表", schema.SectionTable1},
		{"公开01表：收入支出决算总表", schema.SectionTable1},
		{"一、收入支出决算总表（汇总）", schema.SectionTable1},
		{"表五 一般公共预算财政拨款支出决算表", schema.SectionTable5},
		{"表十一一般公共预算财政拨款支出决算表", schema.SectionTable5},
		{"收支决算总表", schema.SectionTable1},
		{"收入决算表", schema.SectionTable2},
		{"收入决算总表", schema.SectionTable2},
		{"支出决算表", schema.SectionTable3},
		{"支出决算总表", schema.SectionTable3},
		{"财政拨款收入支出决算总表", schema.SectionTable4},
		{"财政拨款收支决算总表", schema.SectionTable4},
		{"一般公共预算财政拨款支出决算表", schema.SectionTable5},
		{"五、公共财政预算财政拨款支出决算表", schema.SectionTable5},
		{"一般公共预算财政拨款收入支出决算表（一）", schema.SectionTable5},
		{"一般公共预算财政拨款支出决算明细表", schema.SectionTableExtra},
		{"财政拨款支出决算明细表", schema.SectionTableExtra},
		{"一般公共预算财政拨款项目支出决算表", schema.SectionTableExtra},
		{"一般公共预算财政拨款基本支出决算表", schema.SectionTable6},
		{"一般公共预算财政拨款基本支出决算明细表", schema.SectionTable6},
		{"财政拨款“三公”经费支出决算表", schema.SectionTable7},
		{"一般公共预算财政拨款\"三公\"经费支出决算表", schema.SectionTable7},
		{"一般公共预算财政拨款‘三公’经费及会议费、培训费支出决算表", schema.SectionTable7},
		{"“三公”经费、行政参公单位机关运行经费情况表（决算）", schema.SectionTable7},
		{"政府性基金预算财政拨款收入支出决算表", schema.SectionTable8},
		{"政府性基金预算财政拨款“三公”经费支出决算表", schema.SectionTableExtra},
		{"国有资本经营预算财政拨款支出决算表", schema.SectionTable9},
		{"国有资本经营预算财政拨款收入支出决算表", schema.SectionTable9},
		{"决算公开相关信息统计表", schema.SectionTableExtra},
		{"第二部分 2024年度部门决算表", schema.SectionTable},

		{"1. 2023年部门财务收支预算总表", schema.SectionBudgetTable1},
		{"部门收支总表", schema.SectionBudgetTable1},
		{"2. 2023年部门收入预算总表", schema.SectionBudgetTable2},
		{"部门收入总表", schema.SectionBudgetTable2},
		{"3. 2023年部门支出预算总表", schema.SectionBudgetTable3},
		{"部门支出总表", schema.SectionBudgetTable3},
		{"4．2023年部门财政拨款收支预算总表", schema.SectionBudgetTable4},
		{"财政拨款收支总表", schema.SectionBudgetTable4},
		{"财政拨款收支总体情况表", schema.SectionBudgetTable4},
		{"5．2023年部门一般公共预算支出功能分类预算表", schema.SectionBudgetTable5},
		{"一般公共预算支出表", schema.SectionBudgetTable5},
		{"6．2026年预算单位政府性基金预算支出功能分类预算表", schema.SectionBudgetTable6},
		{"政府性基金预算支出表", schema.SectionBudgetTable6},
		{"7．2023年部门国有资本经营预算支出功能分类预算表", schema.SectionBudgetTable7},
		{"国有资本经营预算支出表", schema.SectionBudgetTable7},
		{"8．2023年部门一般公共预算基本支出部门预算经济分类预算表", schema.SectionBudgetTable8},
		{"一般公共预算基本支出表", schema.SectionBudgetTable8},
		{"9. 2023年部门“三公”经费和机关运行经费预算表", schema.SectionBudgetTable9},
		{"一般公共预算“三公”经费支出表", schema.SectionBudgetTable9},
		{"公开12表：政府采购支出预算表", schema.SectionBudgetTableExtra},
		{"公开 11 表：一般公共预算机关运行经费支出预算表", schema.SectionBudgetTableExtra},
		{"项目支出预算表", schema.SectionBudgetTableExtra},
		{"五、部门预算表", schema.SectionBudgetTable},
		{"财政项目支出绩效目标填报表", schema.SectionPerformanceTable},
		{"部门整体支出绩效目标表", schema.SectionPerformanceTable},
		{"项目支出绩效自评表", schema.SectionPerformanceTable},

		{"表", schema.SectionTable},
		{"收入决算情况说明", ""},
		{"人大代表", ""},
		{"详见单位的项目绩效目标表", ""},
		{"如下表", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got, ok := Table(test.title); got != test.want || ok != (test.want != "") {
			t.Errorf("Table(%s) = %q, %v, want %q", test.title, got, ok, test.want)
		}
	}
}

// In a report known to be of final accounts a table title without 决算 is
// still one of final accounts, unless it says 预算.
func TestTableOfKind(t *testing.T) {
	tests := []struct {
		title string
		kind  schema.ReportKind
		want  schema.SectionID
	}{
		{"财政拨款“三公”经费支出表", schema.FinalAccounts, schema.SectionTable7},
		{"财政拨款“三公”经费支出表", schema.BudgetReport, schema.SectionBudgetTable9},
		{"一般公共预算基本支出表", schema.FinalAccounts, schema.SectionTable6},
		{"收入预算总表", schema.FinalAccounts, schema.SectionBudgetTable2},
		{"收入决算表", schema.BudgetReport, schema.SectionTable2},
	}
	for _, test := range tests {
		if got, _ := of(test.title, "", test.kind); got != test.want {
			t.Errorf("of(%s, %s) = %q, want %q", test.title, test.kind, got, test.want)
		}
	}
}
