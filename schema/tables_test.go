package schema

import "testing"

func TestTableOf(t *testing.T) {
	tests := []struct {
		title string
		want  SectionID
	}{
		{"收入支出决算总表", SectionTable1},
		{"公开01表：收入支出决算总表", SectionTable1},
		{"一、收入支出决算总表（汇总）", SectionTable1},
		{"收支决算总表", SectionTable1},
		{"收入决算表", SectionTable2},
		{"收入决算总表", SectionTable2},
		{"支出决算表", SectionTable3},
		{"支出决算总表", SectionTable3},
		{"财政拨款收入支出决算总表", SectionTable4},
		{"财政拨款收支决算总表", SectionTable4},
		{"一般公共预算财政拨款支出决算表", SectionTable5},
		{"五、公共财政预算财政拨款支出决算表", SectionTable5},
		{"一般公共预算财政拨款收入支出决算表（一）", SectionTable5},
		{"一般公共预算财政拨款支出决算明细表", SectionTableExtra},
		{"财政拨款支出决算明细表", SectionTableExtra},
		{"一般公共预算财政拨款项目支出决算表", SectionTableExtra},
		{"一般公共预算财政拨款基本支出决算表", SectionTable6},
		{"一般公共预算财政拨款基本支出决算明细表", SectionTable6},
		{"财政拨款“三公”经费支出决算表", SectionTable7},
		{"一般公共预算财政拨款\"三公\"经费支出决算表", SectionTable7},
		{"一般公共预算财政拨款‘三公’经费及会议费、培训费支出决算表", SectionTable7},
		{"“三公”经费、行政参公单位机关运行经费情况表（决算）", SectionTable7},
		{"政府性基金预算财政拨款收入支出决算表", SectionTable8},
		{"政府性基金预算财政拨款“三公”经费支出决算表", SectionTableExtra},
		{"国有资本经营预算财政拨款支出决算表", SectionTable9},
		{"国有资本经营预算财政拨款收入支出决算表", SectionTable9},
		{"决算公开相关信息统计表", SectionTableExtra},
		{"第二部分 2024年度部门决算表", SectionTable},

		{"1. 2023年部门财务收支预算总表", SectionBudgetTable1},
		{"部门收支总表", SectionBudgetTable1},
		{"2. 2023年部门收入预算总表", SectionBudgetTable2},
		{"部门收入总表", SectionBudgetTable2},
		{"3. 2023年部门支出预算总表", SectionBudgetTable3},
		{"部门支出总表", SectionBudgetTable3},
		{"4．2023年部门财政拨款收支预算总表", SectionBudgetTable4},
		{"财政拨款收支总表", SectionBudgetTable4},
		{"财政拨款收支总体情况表", SectionBudgetTable4},
		{"5．2023年部门一般公共预算支出功能分类预算表", SectionBudgetTable5},
		{"一般公共预算支出表", SectionBudgetTable5},
		{"6．2026年预算单位政府性基金预算支出功能分类预算表", SectionBudgetTable6},
		{"政府性基金预算支出表", SectionBudgetTable6},
		{"7．2023年部门国有资本经营预算支出功能分类预算表", SectionBudgetTable7},
		{"国有资本经营预算支出表", SectionBudgetTable7},
		{"8．2023年部门一般公共预算基本支出部门预算经济分类预算表", SectionBudgetTable8},
		{"一般公共预算基本支出表", SectionBudgetTable8},
		{"9. 2023年部门“三公”经费和机关运行经费预算表", SectionBudgetTable9},
		{"一般公共预算“三公”经费支出表", SectionBudgetTable9},
		{"公开12表：政府采购支出预算表", SectionBudgetTableExtra},
		{"公开 11 表：一般公共预算机关运行经费支出预算表", SectionBudgetTableExtra},
		{"项目支出预算表", SectionBudgetTableExtra},
		{"五、部门预算表", SectionBudgetTable},
		{"财政项目支出绩效目标填报表", SectionPerformanceTable},
		{"部门整体支出绩效目标表", SectionPerformanceTable},
		{"项目支出绩效自评表", SectionPerformanceTable},

		{"表", SectionTable},
		{"收入决算情况说明", ""},
		{"人大代表", ""},
		{"详见单位的项目绩效目标表", ""},
		{"如下表", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got, ok := TableOf(test.title); got != test.want || ok != (test.want != "") {
			t.Errorf("TableOf(%s) = %q, %v, want %q", test.title, got, ok, test.want)
		}
	}
}

// In a report known to be of final accounts a table title without 决算 is
// still one of final accounts, unless it says 预算.
func TestTableOfKind(t *testing.T) {
	tests := []struct {
		title string
		kind  ReportKind
		want  SectionID
	}{
		{"财政拨款“三公”经费支出表", FinalAccounts, SectionTable7},
		{"财政拨款“三公”经费支出表", BudgetReport, SectionBudgetTable9},
		{"一般公共预算基本支出表", FinalAccounts, SectionTable6},
		{"收入预算总表", FinalAccounts, SectionBudgetTable2},
		{"收入决算表", BudgetReport, SectionTable2},
	}
	for _, test := range tests {
		if got, _ := SectionOf(test.title, "", test.kind); got != test.want {
			t.Errorf("SectionOf(%s, %s) = %q, want %q", test.title, test.kind, got, test.want)
		}
	}
}
