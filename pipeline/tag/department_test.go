package tag_test

import (
	"testing"

	"gongkai/schema"
)

// TestDepartment reads turns of the reports of departments: concept, class, project and section of
// each figure.
func TestDepartment(t *testing.T) {
	type figure struct {
		concept       schema.ConceptID
		code, project string
		section       schema.SectionID
	}
	const final, budget = "望舒市财政局2023年度部门决算\n", "望舒市财政局2025年部门预算\n四、财政拨款收支预算总体情况\n"
	const performance = schema.SectionOtherPerformance
	for name, tt := range map[string]struct {
		text string
		want []figure
	}{
		"a heading that its text follows": {final + "三、其他重要事项\n（一）国有资产占用情况。年末共有车辆5辆。\n（二）预算绩效管理。组织开展绩效自评，共涉及项目12个。对“露营基地”等2个项目开展部门评价，涉及一般公共预算支出800万元。\n（三）露营情况。收入9万元。",
			[]figure{{schema.AssetVehicles, "", "", schema.SectionOtherAssets}, {schema.PerformanceProjectsEvaluated, "", "", performance}, {schema.PerformanceProjectsEvaluated, "", "", performance},
				{schema.PerformanceAmountCovered, "", "", performance}, {schema.RevenueYear, "", "", schema.SectionOther}}},
		"the project before its score": {final + "（四）预算绩效管理情况\n露营基地项目自评得分为96分，全年预算数80万元。保障房项目绩效自评得分92分，执行数28万元。部门整体支出绩效自评得分94分。",
			[]figure{{schema.PerformanceScore, "", "露营基地", performance}, {schema.PerformanceProjectBudget, "", "露营基地", performance}, {schema.PerformanceScore, "", "保障房", performance},
				{schema.PerformanceProjectSpent, "", "保障房", performance}, {schema.PerformanceScore, "", "", performance}}},
		"a class that an item of personnel has the name of": {final + "人员经费9万元，主要包括基本工资7万元、住房公积金2万元。",
			[]figure{{schema.ExpenditurePersonnel, "", "", ""}, {schema.ExpenditureByEconomic, "30101", "", ""}, {schema.ExpenditureByEconomic, "30113", "", ""}}},
		"both sides of one total": {budget + "财政拨款收支总预算32万元。收入包括：一般公共预算拨款收入30万元、政府性基金预算拨款收入2万元；支出包括：教育支出12万元、住房保障支出20万元。",
			[]figure{{schema.RevenueTotal, "", "", schema.SectionBudgetFiscal}, {schema.RevenueGeneralPublicBudget, "", "", schema.SectionBudgetFiscal}, {schema.RevenueGovernmentFund, "", "", schema.SectionBudgetFiscal},
				{schema.ExpenditureByFunction, "205", "", schema.SectionBudgetFiscal}, {schema.ExpenditureByFunction, "221", "", schema.SectionBudgetFiscal}}},
	} {
		t.Run(name, func(t *testing.T) {
			facts := readAs(t, "", tt.text)
			if len(facts) != len(tt.want) {
				t.Fatalf("%d facts, want %d", len(facts), len(tt.want))
			}
			for i, f := range facts {
				if got := (figure{f.Concept, f.Dimensions.FuncCode + f.Dimensions.EconCode, f.Dimensions.Project, f.Section}); got != tt.want[i] {
					t.Errorf("%s is %v, want %v", f.Raw, got, tt.want[i])
				}
			}
		})
	}
}
