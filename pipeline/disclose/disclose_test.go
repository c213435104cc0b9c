package disclose

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/extract"
	"gongkai/schema"
)

// TestWordings holds every row of wordings.tsv to its example and its counter-example,
// in a report of a unit of a district for 2024.
func TestWordings(t *testing.T) {
	table, err := wordingTable()
	if err != nil {
		t.Fatal(err)
	}
	of := subject{year: 2024, level: "区", scope: schema.Unit}
	for i, w := range table {
		if _, ok := schema.RuleByID(w.rule); !ok {
			t.Errorf("%s is no rule", w.rule)
		}
		if got := needed().texts([]text{{s: w.counter}, {s: w.example}})[i]; !slices.Contains(got, 1) {
			t.Errorf("row %d: none of %q is in %s", i+1, w.needs, w.example)
		}
		if len(w.faults(w.example, of)) == 0 {
			t.Errorf("%s: %s is no fault", w.rule, w.example)
		}
		if n := w.faults(w.counter, of); len(n) > 0 {
			t.Errorf("%s: %s is a fault", w.rule, w.counter)
		}
	}
}

// TestPatterns holds every row of patterns.tsv to its example and its counter-example.
func TestPatterns(t *testing.T) {
	rows, err := patternTable()
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range rows {
		if !row.pattern.MatchString(row.example) {
			t.Errorf("%s is not in %s", name, row.example)
		}
		if row.pattern.MatchString(row.counter) {
			t.Errorf("%s is in %s", name, row.counter)
		}
	}
}

// TestWordsAreKnown asks the tables for everything that the code of the package asks them for, and
// the code for everything that they have.
func TestWordsAreKnown(t *testing.T) {
	asked := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(patternOf|words?Of)\("(\w+)"\)`).FindAllStringSubmatch(string(code), -1) {
			asked[m[2]] = true
			switch m[1] {
			case "patternOf":
				if patternOf(m[2]) == nowhere {
					t.Errorf("%s: patterns.tsv has no %s", file, m[2])
				}
			default:
				if n := len(wordsOf(m[2])); n == 0 || n > 1 && m[1] == "wordOf" {
					t.Errorf("%s: vocabulary.tsv has %d words of %s", file, n, m[2])
				}
			}
		}
	}
	rows, _ := patternTable()
	for name := range rows {
		if !asked[name] {
			t.Errorf("nothing asks for the pattern %s", name)
		}
	}
	for use := range vocabularyTable() {
		if !asked[use] {
			t.Errorf("nothing asks for the words of %s", use)
		}
	}
}

// TestFaults holds what is found in small reports of 2024 and what is not.
func TestFaults(t *testing.T) {
	contents := "<p>目录</p><p>一、收入决算表</p><p>二、支出决算表</p><p>三、收入支出决算总表</p><p>四、财政拨款支出决算表</p>" +
		"<p>第一部分 概况，本部门贯彻执行国家和本市有关财政工作的法律、法规、规章和方针、政策，研究拟订本区财政发展战略和规划，并负责组织实施和监督检查。</p>"
	titles := "<p>收入决算表</p><p>收入支出决算总表</p><p>财政拨款支出决算表</p>"
	lists := "<p>公用经费5万元，主要包括：办公费、水费、电费、邮电费。</p>"
	for _, tt := range []struct {
		name, html string
		facts      []schema.Fact
		want       []string
	}{
		{name: "a table that is missing", html: contents + titles, want: []string{"missing_part：支出决算表"}},
		{name: "a table under another name", html: contents + titles + "<p>2024年支出执行决算表</p>"},
		{name: "all tables", html: contents + titles + "<p>公开03表：支出决算表</p>"},
		{name: "tables in an annex", html: contents + "<p>部门决算公开表附后</p>"},
		{name: "a heading over tables", html: "<p>目录</p><p>五、部门预算表</p><p>1. 收入预算总表</p><p>2. 支出预算总表</p><p>收入预算总表</p><p>支出预算总表</p>"},

		{name: "an empty table", html: "<p>政府性基金预算支出表</p><table><tr><td>科目</td><td>合计</td></tr><tr><td>合计</td><td></td></tr></table><p>下一部分</p>",
			want: []string{"empty_table_without_a_note：政府性基金预算支出表"}},
		{name: "an empty table with its note", html: "<p>政府性基金预算支出表</p><table><tr><td>科目</td><td>合计</td></tr><tr><td>合计</td><td></td></tr></table><p>注：本部门无政府性基金预算收支。</p>"},
		{name: "zeros", html: "<p>政府性基金预算支出表</p><table><tr><td>科目</td><td>合计</td></tr><tr><td>合计</td><td>0</td></tr></table>"},
		{name: "figures called none", html: "<table><tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>47.91</td></tr></table><p>注：故本表为空表。</p>",
			want: []string{"note_against_table：注：故本表为空表。"}},
		{name: "codes are no figures", html: "<table><tr><td>项目</td><td>编码</td><td>预算数</td></tr><tr><td>合计</td><td>20101</td><td></td></tr></table><p>注：故本表为空表。</p>"},

		{name: "a code without its zero", html: "<table><tr><td>类</td><td>款</td><td>合计</td></tr><tr><td>301</td><td>01</td><td>5.5</td></tr><tr><td>301</td><td>2</td><td>6.5</td></tr><tr><td>301</td><td>03</td><td>7.5</td></tr></table>",
			want: []string{"code：2"}},
		{name: "codes without zeros", html: "<table><tr><td>类</td><td>款</td><td>合计</td></tr><tr><td>301</td><td>1</td><td>5.5</td></tr><tr><td>301</td><td>2</td><td>6.5</td></tr><tr><td>301</td><td>13</td><td>7.5</td></tr></table>"},

		{name: "fillers", html: "<p>一、项目概述</p><p>1</p><p>二、立项依据</p><p>1</p><p>三、实施主体</p><p>1</p>", want: []string{"empty_section：1（3处）"}},
		{name: "a page number", html: "<p>一、项目概述</p><p>12</p><p>本项目新建服务中心。</p><p>二、立项依据</p><p>13</p><p>三、实施主体</p><p>街道办事处</p>"},

		{name: "the purpose of the item before", html: "<p>1.“卫生（类）事业单位医疗（项）”5万元，主要用于：事业单位医疗保险。</p><p>2.“住房（类）住房公积金（项）”8万元，主要用于：事业单位医疗保险。</p>",
			want: []string{"purpose_of_another_item：住房公积金：事业单位医疗保险"}},
		{name: "one purpose of two items", html: "<p>1.“卫生（类）事业单位医疗（项）”5万元，主要用于：职工的各项保险。</p><p>2.“住房（类）住房公积金（项）”8万元，主要用于：职工的各项保险。</p>"},
		{name: "the reason of another item", html: "<p>1.“养老（款）事业单位离退休（项）”5万元，主要原因是：事业单位离退休经费增加。</p><p>2.“养老（款）职业年金缴费支出（项）”8万元，主要原因是：事业单位离退休经费增加。</p>",
			want: []string{"reason_of_another_item：职业年金缴费支出：事业单位离退休经费增加"}},

		{name: "a name in another order", html: "<p>法院（款）一般行政事务管理（项）支出5万元。</p>", want: []string{"name_against_classification：一般行政事务管理（项），科目为一般行政管理事务"}},
		{name: "the code of another class", html: "<p>1.图书馆（2070140）支出5万元。</p><p>2.住房公积金（2210203）支出6万元。</p>", want: []string{"name_against_classification：图书馆（2070140），科目编码为2070104", "name_against_classification：住房公积金（2210203），科目编码为2210201"}},
		{name: "codes of their classes", html: "<p>1.图书馆（2070104）支出5万元。</p><p>2.行政运行（2080101）支出6万元。</p><p>3.古镇修缮（2070140）支出6万元。</p>"},
		{name: "a name of its own", html: "<p>法院（款）江苏法院建设（项）支出5万元。</p>"},
		{name: "a name at another level", html: "<p>行政事业单位养老支出（类）支出5万元。</p>", want: []string{"level_of_a_code：行政事业单位养老支出（类）"}},
		{name: "an old name", html: "<p>医疗卫生与计划生育支出（210类）5万元。</p>", want: []string{"name_of_another_year：医疗卫生与计划生育支出，本年度为卫生健康支出"}},
		{name: "names as they are", html: "<p>卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）5万元。</p>"},
		{name: "a misprinted class", html: "<p>人员经费5万元，主要包括：基本工资、津贴补贴、资金、绩效工资。</p>", want: []string{"name_against_classification：资金，科目为奖金"}},
		{name: "a class not spent on", html: lists, facts: spentOn("30201", "30205", "30206", "30211", "30213", "30216", "30228", "30229"), want: []string{"list_against_table：邮电费"}},
		{name: "all spent on", html: lists, facts: spentOn("30201", "30205", "30206", "30207", "30211", "30213", "30216", "30228", "30229")},
		{name: "no table to hold it against", html: lists, facts: spentOn("30201", "30205")},

		{name: "the form says when it is empty", html: "<table><tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>5.50</td></tr></table><p>注：如该部门无政府性基金安排的支出，则本表为空。</p>"},
		{name: "a table that goes on over pages", html: "<p>2024年政府性基金预算支出决算表</p><table><tr><td>项目</td><td>决算数</td></tr><tr><td>教育</td><td>5.50</td></tr></table><p>2024年政府性基金预算支出决算表</p><table><tr><td>项目</td><td>决算数</td></tr></table>"},
		{name: "the main reason of another thing", html: "<p>收入减少10万元，这是支出下降的主要原因。</p>"},
		{name: "a title of two lines", html: "<p>目录</p><p>1、2023年收入决算表</p><p>2、2023年税收返还及转移支付决算表</p><p>3、2023年支出决算表</p><p>4、2023年基金决算表</p><p>说明这里有一段文字，比标题长得多，因为它不是标题，而是正文，正文里写的是各项收入和支出的情况，也写了各项变动的原因和以后的打算。</p><p>2023年收入决算表</p><p>2023年税收返还及</p><p>转移支付决算表</p><p>2023年支出决算表</p><p>2023年基金决算表</p>"},
		{name: "a blank form", html: strings.Repeat("<p>上海市XX局2024年度收入XXX万元，增加（减少）XXX万元。</p>", 3)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := faults(t, tt.html, tt.facts...)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestParts holds that a whole report of an office is missed a part of the form that
// it says nothing of, and nobody else is.
func TestParts(t *testing.T) {
	table, err := partTable()
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range table {
		if _, known := schema.ConceptByID(p.where); p.where != "" && !known {
			t.Errorf("no concept %s", p.where)
		}
		if p.where != "" {
			continue
		}
		all.WriteString("<p>" + p.words[0] + "</p>")
	}
	without := strings.ReplaceAll(all.String(), "<p>政府采购</p>", "")
	for _, tt := range []struct {
		name, html string
		year       int
		level      schema.EntityLevel
		want       []string
	}{
		{"all of them", "<p>目 录</p>" + all.String(), 2024, schema.Department, nil},
		{"one is missing", "<p>目 录</p>" + without, 2024, schema.Department, []string{"政府采购支出情况"}},
		{"an excerpt", without, 2024, schema.Department, nil},
		{"before it was asked for", "<p>目 录</p>" + without, 2015, schema.Department, nil},
		{"a government", "<p>目 录</p>" + without, 2024, schema.Government, nil},
	} {
		doc, err := extract.Read(context.Background(), []byte("<html><body>"+tt.html+"</body></html>"), extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		r := &schema.Report{Document: schema.Document{FiscalYear: tt.year, EntityLevel: tt.level, ReportKind: schema.FinalAccounts}}
		var got []string
		checks, _ := Checks(doc, r)
		for _, c := range checks {
			_, words, _ := strings.Cut(c.Formula, "：")
			got = append(got, words)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// TestPartsOfWhatIsSpent holds that an office which spends money on receptions says how many there were.
func TestPartsOfWhatIsSpent(t *testing.T) {
	table, err := partTable()
	if err != nil {
		t.Fatal(err)
	}
	all := "<p>目 录</p>"
	for _, p := range table {
		if p.where == "" {
			all += "<p>" + p.words[0] + "</p>"
		}
	}
	spent := func(value string) schema.Fact {
		return schema.Fact{Concept: schema.ThreePublicReception, Measure: schema.Final, Form: schema.Level, SourceKind: schema.Narrative, Value: number(value)}
	}
	for _, tt := range []struct {
		name, html string
		fact       schema.Fact
		want       int
	}{
		{"not told", all, spent("46200"), 1},
		{"told", all + "<p>全年接待来访12批96人。</p>", spent("46200"), 0},
		{"nothing spent", all, spent("0"), 0},
	} {
		doc, err := extract.Read(context.Background(), []byte("<html><body>"+tt.html+"</body></html>"), extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		r := &schema.Report{Document: schema.Document{FiscalYear: 2024, EntityLevel: schema.Department, ReportKind: schema.FinalAccounts}, Facts: []schema.Fact{tt.fact}}
		if checks, _ := Checks(doc, r); len(checks) != tt.want {
			t.Errorf("%s: %+v", tt.name, checks)
		}
	}
}

// TestReasons holds reasons against the figures before them.
func TestReasons(t *testing.T) {
	const item = "4.“一般公共服务支出（类）宣传事务（款）群众宣传活动（项）”110.60万元，比上年减少2.98%。主要原因是："
	fall := schema.Fact{Form: schema.PctChange, Value: number("-2.98"), Raw: "2.98%", Source: schema.Provenance{Row: -1, Col: -1}}
	for words, want := range map[string]int{
		"群众宣传活动经费增加。":      1,
		"群众宣传活动经费减少。":      0,
		"人员经费增加。":          0, // of a part
		"群众宣传活动经费增加，人员减少。": 0,
	} {
		got := faults(t, "<p>"+item+words+"</p>", fall)
		if len(got) != want {
			t.Errorf("%s: %q", words, got)
		}
	}
}

// TestOppositeReasons holds changes against the verb of the reason that their sentence gives.
func TestOppositeReasons(t *testing.T) {
	for context, want := range map[string]int{
		"本年支出82万元，较上年增加6万元，增长8%，主要原因是减少基层治理经费":      1,
		"本年支出82万元，较上年增加6万元，增长8%，主要原因是增加基层治理经费":      0,
		"本年支出82万元，较上年增加6万元，增长8%，主要原因是减少结余、增加基层治理经费": 0,
		"本年支出82万元，较上年增加6万元，增长8%，主要原因是减少了收回的指标":      0,
	} {
		rise := schema.Fact{Concept: schema.ExpenditureYear, Form: schema.Delta, Value: number("6"), Context: context, Source: schema.Provenance{Row: -1, Col: -1}}
		if got := faults(t, "<p>"+context+"。</p>", rise); len(got) != want {
			t.Errorf("%s: %q", context, got)
		}
	}
}

// TestChangeAboveLevel holds amounts that rose by more than they are.
func TestChangeAboveLevel(t *testing.T) {
	for _, tt := range []struct {
		concept       schema.ConceptID
		level, change string
		want          int
	}{
		{schema.ExpenditureGovernmentFund, "0", "1421.25", 1},
		{schema.ExpenditureGovernmentFund, "1421.25", "1421.25", 0},
		{schema.ExpenditureGovernmentFund, "0", "-15", 0},
		{schema.BalanceClosing, "3", "5", 0}, // was below zero
	} {
		fact := func(form schema.Form, v string) schema.Fact {
			return schema.Fact{Concept: tt.concept, Kind: schema.Amount, Form: form, Value: number(v), Raw: v, Approx: schema.Exact}
		}
		if got := faults(t, "<p>无</p>", fact(schema.Level, tt.level), fact(schema.Delta, tt.change)); len(got) != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

// TestChangeFromBelowZero holds no amount that rose from a base below zero, as its rate says.
func TestChangeFromBelowZero(t *testing.T) {
	for rate, want := range map[string]int{"335.2": 0, "35.2": 1} {
		fact := func(form schema.Form, kind schema.Kind, unit, v string) schema.Fact {
			f := schema.Fact{Concept: schema.ExpenditureByFunction, Kind: kind, Form: form, Unit: unit, Value: number(v), Raw: v, Approx: schema.Exact}
			if kind == schema.Ratio {
				f.Decimals = 1
			}
			return f
		}
		if got := faults(t, "<p>无</p>", fact(schema.Level, schema.Amount, "元", "28814"), fact(schema.Delta, schema.Amount, "元", "41063"), fact(schema.PctChange, schema.Ratio, "%", rate)); len(got) != want {
			t.Errorf("%s%%: %q", rate, got)
		}
	}
}

func spentOn(codes ...string) (facts []schema.Fact) {
	for _, c := range codes {
		facts = append(facts, schema.Fact{SourceKind: schema.TableSource, Value: number("1"), Dimensions: schema.Dimensions{EconCode: c}})
	}
	return facts
}

// faults lists rule and words of what is found in a page of a report for 2024.
func faults(t *testing.T, html string, facts ...schema.Fact) (found []string) {
	t.Helper()
	page := fmt.Sprintf("<html><body>%s</body></html>", html)
	doc, err := extract.Read(context.Background(), []byte(page), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	r := &schema.Report{Document: schema.Document{FiscalYear: 2024, ReportKind: schema.FinalAccounts}, Facts: facts}
	checks, places := Checks(doc, r)
	shown := make(map[string]bool)
	for _, s := range places {
		id, _, _ := strings.Cut(s.Detail, ":")
		shown[id] = true
	}
	for _, c := range checks {
		if c.Family == schema.DisclosureFamily && (len(c.Operands) > 0 || !shown[string(c.Rule)]) {
			t.Errorf("%s: %d operands, its place shown %v", c.Rule, len(c.Operands), shown[string(c.Rule)])
		}
		_, words, _ := strings.Cut(c.Formula, "：")
		_, rule, _ := strings.Cut(string(c.Rule), ".")
		found = append(found, rule+"："+words)
	}
	return found
}

func number(s string) decimal.Decimal { return decimal.RequireFromString(s) }
