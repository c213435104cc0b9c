package section

import (
	"bufio"
	"encoding/json"
	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSectionOfFinalAccounts(t *testing.T) {
	tests := []struct {
		title string
		want  schema.SectionID
	}{
		{"第一部分 部门概况", schema.SectionOverview},
		{"第一部分  上海市普陀区司法局概况", schema.SectionOverview},
		{"一、部门基本情况", schema.SectionOverview},
		{"（一）主要职能。", schema.SectionOverviewDuties},
		{"(一)职能职责。", schema.SectionOverviewDuties},
		{"一、职能简介", schema.SectionOverviewDuties},
		{"一、基本职能及主要工作", schema.SectionOverviewDuties},
		{"（二）2020年重点工作完成情况。", schema.SectionOverviewWork},
		{"二、机构设置", schema.SectionOverviewOrganization},
		{"二、部门决算单位构成", schema.SectionOverviewOrganization},
		{"（三）单位构成", schema.SectionOverviewOrganization},
		{"三、人员构成及编制现状", schema.SectionOverviewOrganization},
		{"三、人员情况", schema.SectionOverviewOrganization},
		{"第二部分 2020年度部门决算情况说明", schema.SectionFinal},
		{"1、 [bookmark: _Toc15396603]收入支出决算总体情况说明", schema.SectionFinalTotal},
		{"（一）收入支出决算总体情况", schema.SectionFinalTotal},
		{"收、支决算总体情况", schema.SectionFinalTotal},
		{"2021年度机关决算数据变动情况及原因", schema.SectionFinalTotal},
		{"2、收入决算情况说明", schema.SectionFinalRevenue},
		{"3、支出决算情况说明", schema.SectionFinalExpenditure},
		{"四、财政拨款收入支出决算总体情况说明", schema.SectionFinalFiscal},
		{"(四)财政收入支出决算总体情况", schema.SectionFinalFiscal},
		{"五、一般公共预算财政拨款支出决算情况说明", schema.SectionFinalGeneralBudget},
		{"（一）一般公共预算财政拨款支出决算总体情况。", schema.SectionFinalGeneralBudget},
		{"五、公共财政预算财政拨款支出决算情况说明", schema.SectionFinalGeneralBudget},
		{"(五)街道支出决算情况说明", schema.SectionFinalGeneralBudget},
		{"六、一般公共预算财政拨款基本支出决算情况说明", schema.SectionFinalBasic},
		{"七、财政拨款“三公”经费支出决算情况说明", schema.SectionFinalThreePublic},
		{"七、\"三公\"经费财政拨款支出决算情况说明", schema.SectionFinalThreePublic},
		{"七、一般公共预算财政拨款“三公”经费及会议费、培训费支出决算情况说明", schema.SectionFinalThreePublic},
		{"八、政府性基金预算支出决算情况说明", schema.SectionFinalGovernmentFund},
		{"八、政府性基金预算财政拨款收入支出决算情况说明", schema.SectionFinalGovernmentFund},
		{"9、国有资本经营预算支出决算情况说明", schema.SectionFinalStateCapital},
		{"十、其他重要事项的情况说明", schema.SectionOther},
		{"十、一般性支出情况说明", schema.SectionOther},
		{"（一）机关运行经费支出情况", schema.SectionOtherAgencyOperating},
		{"（一）机关运行经费", schema.SectionOtherAgencyOperating},
		{"十一、政府采购支出说明", schema.SectionOtherProcurement},
		{"（三）国有资产占有使用情况", schema.SectionOtherAssets},
		{"十二、国有资产占用情况说明", schema.SectionOtherAssets},
		{"十、预算绩效管理情况", schema.SectionOtherPerformance},
		{"第四部分 预算绩效情况说明", schema.SectionOtherPerformance},
		{"第五部分 名词解释", schema.SectionGlossary},
		{"第四部分 附件", schema.SectionAnnex},
		{"附件2", schema.SectionAnnex},
		{"附件1：2020年度部门整体支出绩效自评报告", schema.SectionDepartmentEvaluation},
		{"部门预算整体绩效自评报告", schema.SectionDepartmentEvaluation},
		{"2020年社区办公经费项目支出绩效评价报告", schema.SectionProjectEvaluation},
		{"第五部分 附表", schema.SectionTable},
		{"第二部分 2024年度部门决算表", schema.SectionTable},
		{"一、收入支出决算总表", schema.SectionTable1},
		{"项目支出绩效目标完成情况表", schema.SectionPerformanceTable},
		{"目  录", schema.SectionContents},
		{"一、收入支出决算总体情况说明………………12", schema.SectionContents},
	}
	for _, test := range tests {
		if got, _ := of(test.title, "", schema.FinalAccounts); got != test.want {
			t.Errorf("of(%s) = %q, want %q", test.title, got, test.want)
		}
	}
}

func TestSectionOfBudget(t *testing.T) {
	tests := []struct {
		title string
		want  schema.SectionID
	}{
		{"一、部门主要职能", schema.SectionOverviewDuties},
		{"上海市普陀区司法局机构设置", schema.SectionOverviewOrganization},
		{"2024年部门预算编制说明", schema.SectionBudgetNotes},
		{"五、部门预算表", schema.SectionBudgetTable},
		{"第三部分 2018年度部门预算情况说明", schema.SectionBudget},
		{"一、收支预算总体情况说明", schema.SectionBudgetTotal},
		{"二、收入预算情况说明", schema.SectionBudgetRevenue},
		{"三、支出预算情况说明", schema.SectionBudgetExpenditure},
		{"四、财政拨款收支预算总体情况说明", schema.SectionBudgetFiscal},
		{"七、一般公共预算支出预算情况说明", schema.SectionBudgetGeneralBudget},
		{"八、一般公共预算基本支出预算情况说明", schema.SectionBudgetBasic},
		{"一、2024年“三公”经费预算情况说明", schema.SectionBudgetThreePublic},
		{"十、政府性基金支出预算情况说明", schema.SectionBudgetGovernmentFund},
		{"（二）国有资本经营预算收支情况", schema.SectionBudgetStateCapital},
		{"（四）社会保险基金预算收支情况", schema.SectionBudgetSocialInsurance},
		{"六、其他相关情况说明", schema.SectionBudgetOther},
		{"二、机关运行经费预算", schema.SectionBudgetOperating},
		{"三、政府采购预算情况", schema.SectionBudgetProcurement},
		{"五、国有资产占有使用情况", schema.SectionBudgetAssets},
		{"四、绩效目标设置情况", schema.SectionBudgetPerformance},
		{"科技创新专项经费情况说明", schema.SectionBudgetProject},
		{"三、2026年财政预算草案编制情况", ""},
		{"（二）一般公共预算安排情况", schema.SectionBudgetGeneralBudget},
		{"1. 2023年部门财务收支预算总表", schema.SectionBudgetTable1},
	}
	for _, test := range tests {
		got, _ := of(test.title, "", schema.BudgetReport)
		if got != test.want {
			t.Errorf("of(%s) = %q, want %q", test.title, got, test.want)
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
		if got, ok := of(title, schema.SectionFinalBasic, schema.FinalAccounts); ok {
			t.Errorf("of(%.60s) = %q, want no heading", title, got)
		}
	}
	if got, ok := of("一、2025年工作情况", "", schema.WorkReport); ok {
		t.Errorf("a work report opens %q", got)
	}
}

// TestOver holds that a numbered name of a budget opens its part only before a sentence that tells of it.
func TestOver(t *testing.T) {
	const sentence = "2024年度财政拨款支出312.6万元，主要用于露营地管理工作。"
	for _, c := range []struct {
		line, behind string
		want         schema.SectionID
	}{
		{"二、一般公共预算财政拨款", sentence, schema.SectionFinalGeneralBudget},
		{"（三）政府性基金预算财政拨款支出", sentence, schema.SectionFinalGovernmentFund},
		{"二、一般公共预算财政拨款", "312.6", ""}, // a row of a flattened table
		{"一般公共预算财政拨款", sentence, ""},  // numbered by nothing
		{"二、露营地管理", sentence, ""},     // names no part
		{"二、一般公共预算财政拨款", "共2项。", ""},  // tells of nothing
	} {
		line := nlp.ViewOf(c.line)
		if got, ok := Over(&line, c.behind, schema.SectionFinalTotal, schema.FinalAccounts); got != c.want || ok != (c.want != "") {
			t.Errorf("%s before %s: %q %v, want %q", c.line, c.behind, got, ok, c.want)
		}
	}
}

func TestSectionOfHoldsAnnexAndGlossary(t *testing.T) {
	tests := []struct {
		title   string
		current schema.SectionID
		want    schema.SectionID
	}{
		{"一、部门概况", schema.SectionDepartmentEvaluation, ""},
		{"（二）机构情况", schema.SectionDepartmentEvaluation, ""},
		{"（一）部门财政资金收入情况。", schema.SectionDepartmentEvaluation, ""},
		{"（二）项目绩效目标情况", schema.SectionProjectEvaluation, ""},
		{"附件2", schema.SectionDepartmentEvaluation, schema.SectionAnnex},
		{"第五部分 附表", schema.SectionProjectEvaluation, schema.SectionTable},
		{"一、财政拨款收入", schema.SectionGlossary, ""},
		{"十、机关运行经费", schema.SectionGlossary, ""},
		{"第四部分 附件", schema.SectionGlossary, schema.SectionAnnex},
		{"四、部门预算编制说明", schema.SectionGlossary, schema.SectionFinal},
		{"一、项目基本情况", schema.SectionBudgetProject, ""},
	}
	for _, test := range tests {
		if got, _ := of(test.title, test.current, schema.FinalAccounts); got != test.want {
			t.Errorf("of(%s) in %s = %q, want %q", test.title, test.current, got, test.want)
		}
	}
}

// TestSectionsOfReference walks the reference document line by line and holds
// the section of every hand-labelled fact. Charts are the reader's to find.
func TestSectionsOfReference(t *testing.T) {
	lines := readLines(t, shared(t, "corpus", "000_87676b5426a20651.txt"))
	at := make([]schema.SectionID, len(lines)+1)
	var current schema.SectionID
	for i, line := range lines {
		if next, ok := of(line, current, schema.FinalAccounts); ok {
			current = next
		}
		at[i+1] = current
	}
	facts := 0
	for _, line := range readLines(t, filepath.Join("..", "testdata", "gold", "reference", "facts.jsonl")) {
		var fact struct {
			Line    int              `json:"line"`
			Section schema.SectionID `json:"section"`
		}
		if err := json.Unmarshal([]byte(line), &fact); err != nil {
			t.Fatal(err)
		}
		if fact.Section == schema.SectionChart {
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
		for _, kind := range []schema.ReportKind{schema.FinalAccounts, schema.BudgetReport, schema.OtherReport} {
			id, ok := of(title, schema.SectionGlossary, kind)
			if ok != (id != "") {
				t.Errorf("of(%q) = %q, %v", title, id, ok)
			}
		}
		if id, ok := Table(title); ok != (id != "") {
			t.Errorf("Table(%q) = %q, %v", title, id, ok)
		}
	})
}

func BenchmarkOf(b *testing.B) {
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
			of(s, schema.SectionFinal, schema.FinalAccounts)
		}
	}
}

// of is Of for a line as written.
func of(line string, current schema.SectionID, kind schema.ReportKind) (schema.SectionID, bool) {
	v := nlp.ViewOf(line)
	return Of(&v, current, kind)
}

// shared names a file of the folder beside the repository, and skips the test
// when it is not there.
func shared(t *testing.T, name ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, name...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared folder beside the repository: %v", err)
	}
	return path
}

// TestHeadingRows puts the example of each row before what opens it, and holds that the
// counter-example is not for this row.
func TestHeadingRows(t *testing.T) {
	for _, h := range words.Load().Headings {
		for _, budget := range [...]bool{false, true} {
			want := opened(&h, budget)
			if want == "" {
				continue
			}
			kind := schema.FinalAccounts
			if budget {
				kind = schema.BudgetReport
			}
			example := nlp.ViewOf(h.Example)
			got, _ := of(h.Example, "", kind)
			if h.Opens == words.OpensFund {
				got, _ = Fund(&example, kind)
			}
			if got != want && (h.Opens != words.OpensTable || words.FinalWord.Labels().Say(h.Example) != budget) {
				t.Errorf("%s:%d: %s in %s opens %q, want %q", h.File, h.Line, h.Example, kind, got, want)
			}
			counter := nlp.ViewOf(h.Counter)
			if folded := fold(&counter); h.Opens != words.OpensFund && h.Matches(folded.text) && folded.isTable() == (h.Opens == words.OpensTable) {
				t.Errorf("%s:%d: the row takes its counter-example %s", h.File, h.Line, h.Counter)
			}
			if id, ok := Fund(&counter, kind); h.Opens == words.OpensFund && ok {
				t.Errorf("%s:%d: the counter-example %s opens %s", h.File, h.Line, h.Counter, id)
			}
		}
	}
}

// TestDefaultsAreOfSections holds that what takes something for granted is a section
// that a heading can open, or a chart, which has none.
func TestDefaultsAreOfSections(t *testing.T) {
	ids := append(IDs(), schema.SectionChart)
	for _, id := range schema.DefaultSections() {
		if !slices.Contains(ids, id) {
			t.Errorf("no heading opens %s", id)
		}
	}
}
