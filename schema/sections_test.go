package schema

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSectionOfFinalAccounts(t *testing.T) {
	tests := []struct {
		title string
		want  SectionID
	}{
		{"第一部分 部门概况", SectionOverview},
		{"第一部分  上海市普陀区司法局概况", SectionOverview},
		{"一、部门基本情况", SectionOverview},
		{"（一）主要职能。", SectionOverviewDuties},
		{"(一)职能职责。", SectionOverviewDuties},
		{"一、职能简介", SectionOverviewDuties},
		{"一、基本职能及主要工作", SectionOverviewDuties},
		{"（二）2020年重点工作完成情况。", SectionOverviewWork},
		{"二、机构设置", SectionOverviewOrganization},
		{"二、部门决算单位构成", SectionOverviewOrganization},
		{"（三）单位构成", SectionOverviewOrganization},
		{"三、人员构成及编制现状", SectionOverviewOrganization},
		{"三、人员情况", SectionOverviewOrganization},
		{"第二部分 2020年度部门决算情况说明", SectionFinal},
		{"1、 [bookmark: _Toc15396603]收入支出决算总体情况说明", SectionFinalTotal},
		{"（一）收入支出决算总体情况", SectionFinalTotal},
		{"收、支决算总体情况", SectionFinalTotal},
		{"2021年度机关决算数据变动情况及原因", SectionFinalTotal},
		{"2、收入决算情况说明", SectionFinalRevenue},
		{"3、支出决算情况说明", SectionFinalExpenditure},
		{"四、财政拨款收入支出决算总体情况说明", SectionFinalFiscal},
		{"(四)财政收入支出决算总体情况", SectionFinalFiscal},
		{"五、一般公共预算财政拨款支出决算情况说明", SectionFinalGeneralBudget},
		{"（一）一般公共预算财政拨款支出决算总体情况。", SectionFinalGeneralBudget},
		{"五、公共财政预算财政拨款支出决算情况说明", SectionFinalGeneralBudget},
		{"(五)街道支出决算情况说明", SectionFinalGeneralBudget},
		{"六、一般公共预算财政拨款基本支出决算情况说明", SectionFinalBasic},
		{"七、财政拨款“三公”经费支出决算情况说明", SectionFinalThreePublic},
		{"七、\"三公\"经费财政拨款支出决算情况说明", SectionFinalThreePublic},
		{"七、一般公共预算财政拨款“三公”经费及会议费、培训费支出决算情况说明", SectionFinalThreePublic},
		{"八、政府性基金预算支出决算情况说明", SectionFinalGovernmentFund},
		{"八、政府性基金预算财政拨款收入支出决算情况说明", SectionFinalGovernmentFund},
		{"9、国有资本经营预算支出决算情况说明", SectionFinalStateCapital},
		{"十、其他重要事项的情况说明", SectionOther},
		{"十、一般性支出情况说明", SectionOther},
		{"（一）机关运行经费支出情况", SectionOtherAgencyOperating},
		{"（一）机关运行经费", SectionOtherAgencyOperating},
		{"十一、政府采购支出说明", SectionOtherProcurement},
		{"（三）国有资产占有使用情况", SectionOtherAssets},
		{"十二、国有资产占用情况说明", SectionOtherAssets},
		{"十、预算绩效管理情况", SectionOtherPerformance},
		{"第四部分 预算绩效情况说明", SectionOtherPerformance},
		{"第五部分 名词解释", SectionGlossary},
		{"第四部分 附件", SectionAnnex},
		{"附件2", SectionAnnex},
		{"附件1：2020年度部门整体支出绩效自评报告", SectionDepartmentEvaluation},
		{"部门预算整体绩效自评报告", SectionDepartmentEvaluation},
		{"2020年社区办公经费项目支出绩效评价报告", SectionProjectEvaluation},
		{"第五部分 附表", SectionTable},
		{"第二部分 2024年度部门决算表", SectionTable},
		{"一、收入支出决算总表", SectionTable1},
		{"项目支出绩效目标完成情况表", SectionPerformanceTable},
		{"目  录", SectionContents},
		{"一、收入支出决算总体情况说明………………12", SectionContents},
	}
	for _, test := range tests {
		if got, _ := SectionOf(test.title, "", FinalAccounts); got != test.want {
			t.Errorf("SectionOf(%s) = %q, want %q", test.title, got, test.want)
		}
	}
}

func TestSectionOfBudget(t *testing.T) {
	tests := []struct {
		title string
		want  SectionID
	}{
		{"一、部门主要职能", SectionOverviewDuties},
		{"上海市普陀区司法局机构设置", SectionOverviewOrganization},
		{"2024年部门预算编制说明", SectionBudgetNotes},
		{"五、部门预算表", SectionBudgetTable},
		{"第三部分 2018年度部门预算情况说明", SectionBudget},
		{"一、收支预算总体情况说明", SectionBudgetTotal},
		{"二、收入预算情况说明", SectionBudgetRevenue},
		{"三、支出预算情况说明", SectionBudgetExpenditure},
		{"四、财政拨款收支预算总体情况说明", SectionBudgetFiscal},
		{"七、一般公共预算支出预算情况说明", SectionBudgetGeneralBudget},
		{"八、一般公共预算基本支出预算情况说明", SectionBudgetBasic},
		{"一、2024年“三公”经费预算情况说明", SectionBudgetThreePublic},
		{"十、政府性基金支出预算情况说明", SectionBudgetGovernmentFund},
		{"（二）国有资本经营预算收支情况", SectionBudgetStateCapital},
		{"（四）社会保险基金预算收支情况", SectionBudgetSocialInsurance},
		{"六、其他相关情况说明", SectionBudgetOther},
		{"二、机关运行经费预算", SectionBudgetOperating},
		{"三、政府采购预算情况", SectionBudgetProcurement},
		{"五、国有资产占有使用情况", SectionBudgetAssets},
		{"四、绩效目标设置情况", SectionBudgetPerformance},
		{"科技创新专项经费情况说明", SectionBudgetProject},
		{"三、2026年财政预算草案编制情况", ""},
		{"（二）一般公共预算安排情况", SectionBudgetGeneralBudget},
		{"1. 2023年部门财务收支预算总表", SectionBudgetTable1},
	}
	for _, test := range tests {
		got, _ := SectionOf(test.title, "", BudgetReport)
		if got != test.want {
			t.Errorf("SectionOf(%s) = %q, want %q", test.title, got, test.want)
		}
	}
}

func TestSectionOfNoHeading(t *testing.T) {
	tests := []string{
		"", "一、", "（一）", "2020年", "1.",
		"2020年政府性基金预算拨款支出6.1万元。",
		"2020年无国有资本经营预算拨款支出。",
		"一、一般公共预算财政拨款收入",
		"二十四、债务还本支出",
		"其中-财政拨款:",
		"图2：收入决算结构图",
		"注：本表反映部门本年度各项收入情况。",
		"项目                收入决算情况",
		"7.机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金。",
		"2.代表西区人民政府授权对本辖区内的政府职能管辖权。",
		"人大代表",
		strings.Repeat("决算情况说明", 1000),
	}
	for _, title := range tests {
		if got, ok := SectionOf(title, SectionFinalBasic, FinalAccounts); ok {
			t.Errorf("SectionOf(%.60s) = %q, want no heading", title, got)
		}
	}
	if got, ok := SectionOf("一、2025年工作情况", "", WorkReport); ok {
		t.Errorf("a work report opens %q", got)
	}
}

func TestSectionOfHoldsAnnexAndGlossary(t *testing.T) {
	tests := []struct {
		title   string
		current SectionID
		want    SectionID
	}{
		{"一、部门概况", SectionDepartmentEvaluation, ""},
		{"（二）机构情况", SectionDepartmentEvaluation, ""},
		{"（一）部门财政资金收入情况。", SectionDepartmentEvaluation, ""},
		{"（二）项目绩效目标情况", SectionProjectEvaluation, ""},
		{"附件2", SectionDepartmentEvaluation, SectionAnnex},
		{"第五部分 附表", SectionProjectEvaluation, SectionTable},
		{"一、财政拨款收入", SectionGlossary, ""},
		{"十、机关运行经费", SectionGlossary, ""},
		{"第四部分 附件", SectionGlossary, SectionAnnex},
		{"四、部门预算编制说明", SectionGlossary, SectionFinal},
		{"一、项目基本情况", SectionBudgetProject, ""},
	}
	for _, test := range tests {
		if got, _ := SectionOf(test.title, test.current, FinalAccounts); got != test.want {
			t.Errorf("SectionOf(%s) in %s = %q, want %q", test.title, test.current, got, test.want)
		}
	}
}

// TestSectionsOfReference walks the reference document line by line and holds
// the section of every hand-labelled fact. Charts are the reader's to find.
func TestSectionsOfReference(t *testing.T) {
	lines := readLines(t, shared(t, "corpus", "000_87676b5426a20651.txt"))
	at := make([]SectionID, len(lines)+1)
	var current SectionID
	for i, line := range lines {
		if next, ok := SectionOf(line, current, FinalAccounts); ok {
			current = next
		}
		at[i+1] = current
	}
	facts := 0
	for _, line := range readLines(t, filepath.Join("..", "pipeline", "testdata", "gold", "reference", "facts.jsonl")) {
		var fact struct {
			Line    int       `json:"line"`
			Section SectionID `json:"section"`
		}
		if err := json.Unmarshal([]byte(line), &fact); err != nil {
			t.Fatal(err)
		}
		if fact.Section == SectionChart {
			continue
		}
		facts++
		if got := at[fact.Line]; got != fact.Section {
			t.Errorf("line %d is in %q, labelled %q", fact.Line, got, fact.Section)
		}
	}
	if facts == 0 {
		t.Error("no labelled facts")
	}
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

func FuzzSectionOf(f *testing.F) {
	for _, s := range []string{"第一部分 部门概况", "公开01表：收入支出决算总表", "[bookmark: ", "（一）", "二〇二〇年", "年年年", "附件\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, kind := range []ReportKind{FinalAccounts, BudgetReport, OtherReport} {
			id, ok := SectionOf(title, SectionGlossary, kind)
			if ok != (id != "") {
				t.Errorf("SectionOf(%q) = %q, %v", title, id, ok)
			}
		}
		if id, ok := TableOf(title); ok != (id != "") {
			t.Errorf("TableOf(%q) = %q, %v", title, id, ok)
		}
	})
}

func BenchmarkSectionOf(b *testing.B) {
	titles := []string{
		"[bookmark: _Toc15396607][bookmark: _Toc15377209]五、一般公共预算财政拨款支出决算情况说明",
		"2020年一般公共预算财政拨款支出471.26万元，占本年支出合计的97.54%。与2019年相比，一般公共预算财政拨款减少72.75万元。",
		"一般公共预算财政拨款基本支出决算表",
	}
	bytes := 0
	for _, s := range titles {
		bytes += len(s)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range titles {
			SectionOf(s, SectionFinal, FinalAccounts)
		}
	}
}
