package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestIndicators reads the indicators of a project under the heads that they are classed by,
// with the unit and the bound in columns of their own, and the classes' points as weights.
func TestIndicators(t *testing.T) {
	got, issues := tagged("某区某街道办事处2024年度项目支出绩效自评表", tableOf("项目支出绩效自评表", rows(
		"项目名称|河道保洁经费||||||||",
		"绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分",
		"绩效指标|产出指标（50分）|数量指标|清运水草数量|≥|1.2|万吨|1.3|25|24",
		"绩效指标|产出指标（50分）|质量指标|河面洁净率|=|95|%|97.5|25|/",
		"绩效指标|满意度指标|满意度指标|居民满意度|≥|90|%|93|10|10",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, " ", f.Form, " ", f.Measure, " ", f.Label, " ", f.Value, f.Unit)
	})
	for _, want := range []string{
		"performance.indicator level target 清运水草数量 12000吨", "performance.indicator level actual 清运水草数量 13000吨",
		"performance.indicator level target 河面洁净率 95%", "performance.indicator level actual 居民满意度 93%",
		" threshold  产出指标 50分", " threshold  清运水草数量 25分", "performance.score score  清运水草数量 24分",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
	if t.Failed() || len(issues) > 0 {
		t.Errorf("got\n%s\nissues %q", strings.Join(got, "\n"), issues)
	}
}

// TestProjectMoney tells the money of a project apart by whose it is: beside one another, or
// below the row of all fiscal money.
func TestProjectMoney(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"其中：中央资金|60|60|50\n省级资金|30|30|30\n自筹资金|10|10|10\n单位资金|5|5|5",
			"fiscal 中央资金 60 fiscal 省级资金 30 other 自筹资金 10 other 单位资金 5"},
		{"其中：财政资金|90|90|80\n当年财政拨款|60|60|50\n上年结转资金|30|30|30\n其他资金|5|5|5",
			"fiscal  90 general_public_budget  60 balance  30 other  5"},
		{"其中：本年财政拨款|60|60|50\n上年结转资金|30|30|30\n其他资金|—|5|5", "fiscal  60 carried_over  30"},
	} {
		got, _ := tagged("某区某街道办事处2024年度项目支出绩效自评表", tableOf("项目支出绩效自评表（单位：万元）", rows(append([]string{
			"项目名称|河道保洁经费||", "预算执行情况|年初预算数|全年预算数|全年执行数",
		}, strings.Split(c.lines, "\n")...)...)...), func(f *schema.Fact) string {
			if f.Measure != schema.BudgetInitial {
				return ""
			}
			fund := string(f.Dimensions.FundSource)
			if f.Concept == schema.BalanceOpening {
				fund = "balance"
			}
			return fund + " " + f.Dimensions.Indicator + " " + f.Raw
		})
		if s := strings.Join(slices.DeleteFunc(got, func(s string) bool { return s == "" }), " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.lines, s, c.want)
		}
	}
}

// TestWholeBody reads the money of a table on all that a body spends as its expenditure, which is
// no project's.
func TestWholeBody(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度部门整体支出绩效自评表", tableOf("", rows(
		"部门整体支出绩效自评表||||", "年度预算（万元）|年初预算数|全年预算数|全年执行数|执行率",
		"年度资金总额|40|50|45|90%", "其中：一般公共预算|30|40|36|", "单位资金|10|10|9|", "数量指标|||", "满意度指标|||",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, " ", f.Form, " ", f.Measure, " ", f.Dimensions.FundSource, " ", f.Raw)
	})
	for _, want := range []string{"expenditure.year level budget_initial all 40", "expenditure.year level executed all 45", "expenditure.year completion executed all 90%",
		"expenditure.general_public_budget level budget_adjusted general_public_budget 40", " level executed other 9"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// TestDisclosure names the figures of the three tables of the report on the disclosure of
// information by their rows and columns.
func TestDisclosure(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{[]string{"第二十条第（一）项|第二十条第（一）项|第二十条第（一）项", "信息内容|本年制发件数|现行有效件数", "规章|0|6", "第二十条第（八）项|第二十条第（八）项|第二十条第（八）项",
			"信息内容|本年收费金额（单位：万元）|", "行政事业性收费|1.5|"},
			"规章 本年制发件数 0件 规章 现行有效件数 6件 行政事业性收费 本年收费金额 15000元"},
		{[]string{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）||申请人情况|申请人情况", "||自然人|法人或其他组织", "||自然人|科研机构",
			"一、本年新收政府信息公开申请数量||3|0", "三、本年度办理结果|（一）予以公开|2|1", "四、结转下年度继续办理||1|0"},
			"本年新收政府信息公开申请数量 自然人 3件 本年新收政府信息公开申请数量 法人或其他组织 科研机构 0件 本年度办理结果 予以公开 自然人 2件 本年度办理结果 予以公开 法人或其他组织 科研机构 1件 结转下年度继续办理 自然人 1件 结转下年度继续办理 法人或其他组织 科研机构 0件"},
		{[]string{"行政复议|行政复议|行政诉讼", "结果维持|总计|复议后起诉", "结果维持|总计|结果维持", "2|3|1"},
			"行政复议 结果维持 2件 行政复议 总计 3件 行政诉讼 复议后起诉 结果维持 1件"},
	} {
		got, issues := tagged("某区某镇人民政府2024年政府信息公开工作年度报告", tableOf("", rows(c.lines...)...), func(f *schema.Fact) string {
			return fmt.Sprint(f.Concept, f.Label, " ", f.Value, f.Unit)
		})
		if s := strings.Join(got, " "); s != c.want || len(issues) > 0 {
			t.Errorf("%s\n got %s %q\nwant %s", strings.Join(c.lines, "\n"), s, issues, c.want)
		}
	}
}

// TestRateAmongMoney: a rate in a column of money, whose cells a converter moved, is no money.
func TestRateAmongMoney(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度项目支出绩效自评表", tableOf("项目支出绩效自评表（单位：万元）", rows(
		"项目名称|河道保洁经费||", "预算执行情况|年初预算数|全年预算数|全年执行数", "总额|3.36|3.36|100.00%")...), func(f *schema.Fact) string {
		return strings.Join([]string{f.Raw, string(f.Concept), string(f.Form)}, " ")
	})
	if s := strings.Join(got, "|"); s != "3.36 performance.project_budget level|3.36 performance.project_budget level|100.00%  share" {
		t.Error(s)
	}
}
