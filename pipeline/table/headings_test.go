package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestColumnsThatSayMore reads columns with remarks, with heads that only group others, with changes of a budget, and what
// stands beside what was done: each figure with its concept, form, phase, fund and unit.
func TestColumnsThatSayMore(t *testing.T) {
	t.Parallel()
	say := func(f *schema.Fact) string {
		d := &f.Dimensions
		return strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", d.FuncCode, d.StaffKind, " ", f.Form, " ", f.Measure, " ", d.FundSource, " ", f.Unit)), " ")
	}
	for name, tt := range map[string]struct{ report, title, table, want string }{
		"a remark on what is in a column": {"清溪镇2025年部门预算", "支出预算总表", "功能科目名称|2024年预算（不含上年结转）|2025年预算（含上年结转）|比上年增减\n教育支出|80|86|6",
			"80 expenditure.by_function 205 level budget_initial all 元|86 expenditure.by_function 205 level budget_initial all 元|6 expenditure.by_function 205 delta budget_initial all 元"},
		"remarks that part two columns": {"清溪镇2025年部门预算", "支出预算总表", "功能科目名称|预算数（含转移支付）|预算数（不含转移支付）\n教育支出|80|86", "80 205 level budget_initial 元|86 205 level budget_initial 元"},
		"a change of the budget in its year": {"柳溪市2023年财政预算调整方案", "2023年一般公共预算支出调整方案表", "科目|年初预算数|调整数（增+减-）|调整后预算数|调整率%\n教育支出|80|-8|72|-10",
			"80 expenditure.by_function 205 level budget_initial general_public_budget 元|-8 expenditure.by_function 205 delta budget_adjusted general_public_budget 元|72 expenditure.by_function 205 level budget_adjusted general_public_budget 元|-10 expenditure.by_function 205 pct_change budget_adjusted general_public_budget %"},
		"heads that group columns": {"关于柳溪市2021年预算执行情况的报告", "历年收支完成情况", "年份|财政收入|财政支出|财政支出\n年份|一般公共预算收入|一般公共预算支出|其中：民生支出\n2019年|80|90|70\n2020年|81|91|71",
			"80 revenue.general_public_budget level executed general_public_budget 元|90 expenditure.general_public_budget level executed general_public_budget 元|70 expenditure.livelihood level executed all 元|" +
				"81 revenue.general_public_budget level executed general_public_budget 元|91 expenditure.general_public_budget level executed general_public_budget 元|71 expenditure.livelihood level executed all 元"},
		"rates and amounts of changes": {"清溪镇2024年部门预算", "“三公”经费预算表", "项目|2023年预算数|2024年预算数|增减额|增减比例|增减变动\n公务接待费|8|6|-2|-25|-25%",
			"8 three_public.reception level budget_initial fiscal 元|6 three_public.reception level budget_initial fiscal 元|-2 three_public.reception delta budget_initial fiscal 元|-25 three_public.reception pct_change budget_initial fiscal %|-25% three_public.reception pct_change budget_initial fiscal %"},
		"amounts of changes with a sign": {"柳溪市2024年预算执行情况", "柳溪市2024年一般公共预算收入完成情况表", "项目|累计完成|比上年±额|比上年±%\n增值税|80|-8|-9.1",
			"80 revenue.by_class level executed general_public_budget 元|-8 revenue.by_class delta executed general_public_budget 元|-9.1 revenue.by_class pct_change executed general_public_budget %"},
		"kinds of what is bought": {"清溪镇2023年度部门决算", "政府采购情况表", "项目|采购计划金额|采购计划金额|采购预算合计\n项目|总计|货物|采购预算合计\n政府性基金|9|8|7\n合计|19|18|17",
			"9 procurement.total level budget government_fund 元|8 procurement.goods level budget government_fund 元|7 procurement.total level budget government_fund 元|19 procurement.total level budget 元|18 procurement.goods level budget 元|17 procurement.total level budget 元"},
		"what is bought, and from whom": {"清溪镇2024年度部门决算", "政府采购情况表", "项目|合计|货物\n政府采购支出|9|8\n其中：授予中小企业合同金额|7|6",
			"9 procurement.total level final 元|8 procurement.goods level final 元|7 procurement.sme level final 元|6 level final 元"},
		"more than the 三公 among the rows": {"清溪镇2025年部门预算", "“三公”经费支出预算表", "项目|2025年预算数\n合计|18\n“三公”经费小计|11\n公务用车购置及运行维护费|8\n公务接待费|3\n会议费|4\n培训费|3",
			"18 level budget_initial 元|11 three_public.total level budget_initial fiscal 元|8 three_public.vehicle level budget_initial fiscal 元|3 three_public.reception level budget_initial fiscal 元|4 agency.conference level budget_initial 元|3 agency.training level budget_initial 元"},
		"points beside amounts": {"清溪镇2024年部门整体支出绩效自评表", "整体支出情况", "项目|全年预算数|分值|得分\n年度资金总额|110|10|9.8",
			"110 performance.project_budget level budget_adjusted 元|10 level final 分|9.8 level final 分"},
		"how a budget was carried out": {"柳溪市2024年社会保险基金预算执行情况表", "柳溪市2024年社会保险基金预算执行情况表", "项目|合计\n一、收入|90\n二、支出|80",
			"90 revenue.social_insurance level executed social_insurance 元|80 expenditure.social_insurance level executed social_insurance 元"},
		"posts by kind": {"清溪镇2024年部门预算", "机构人员情况表", "单位名称|编制数|其中：行政编制|在职人数\n清溪镇文化站|12|3|9\n清溪镇水管站|8|1|7",
			"12 staff.quota level budget_initial 人|3 staff.quota 行政编制 level budget_initial 人|9 staff.total level budget_initial 人|8 staff.quota level budget_initial 人|1 staff.quota 行政编制 level budget_initial 人|7 staff.total level budget_initial 人"},
		"what counted assets are worth": {"清溪镇2024年度部门决算", "国有资产情况表", "资产类别|年末数|年末数|年末数\n资产类别|数量|原值|净值\n固定资产|—|80|60\n1.房屋（平方米）|5|70|50",
			"80 asset.fixed level final 元|60 level final 元|5 level final 平方米|70 level final 元|50 level final 元"},
		"the year before under months": {"柳溪市2024年1-8月财政收支执行情况", "2024年1-8月财政收支执行情况表", "项目|1-8月累计|1-8月累计|完成年初预算%\n项目|完成数|上年同期|完成年初预算%\n增值税|80|70|60",
			"80 revenue.by_class level executed general_public_budget 元|70 revenue.by_class level executed general_public_budget 元|60 revenue.by_class completion executed general_public_budget %"},
		"kinds of posts and people": {"清溪镇2024年度部门决算", "机构人员情况表", "项目|编制人数|编制人数|年末实有人数|年末实有人数\n项目|行政|事业|在职|退休\n合计|4|9|12|6",
			"4 staff.quota 行政 level final 人|9 staff.quota 事业 level final 人|12 staff.by_kind 在职 level final 人|6 staff.by_kind 退休 level final 人"},
		"rows of a year and a phase": {"清溪镇2023年度部门决算", "“三公”经费支出对比表", "年度|合计|公务接待费\n2022年决算|9|2\n2023年决算|8|1",
			"9 three_public.total level final fiscal 元|2 three_public.reception level final fiscal 元|8 three_public.total level final fiscal 元|1 three_public.reception level final fiscal 元"},
		"the completion of a project": {"清溪镇2023年度部门决算", "2023年度项目支出预算执行情况表", "项目名称|年初预算数|决算数|结余结转数|预算执行率（%）\n河道巡查|10|9|1|90",
			"10 performance.project_budget level budget_initial 元|9 performance.project_spent level final 元|1 level final 元|90 performance.project_spent completion final %"},
	} {
		blocks := []extract.Block{line(tt.report), line(tt.title), line("单位：万元"), tableOf("", rows(strings.Split(tt.table, "\n")...)...)}
		var got []string
		for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
			got = append(got, say(&f))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
	}
}

// TestSameMonthsBefore: 上年同期 below the months of the title is of those of the year before, and what stands right of it
// is not.
func TestSameMonthsBefore(t *testing.T) {
	t.Parallel()
	blocks := []extract.Block{line("柳溪市2024年1-8月财政收支执行情况"), line("2024年1-8月财政收支执行情况表"), line("单位：万元"),
		tableOf("", rows("项目|1-8月累计|1-8月累计|完成年初预算%", "项目|完成数|上年同期|完成年初预算%", "增值税|80|70|60")...)}
	var got []string
	for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
		got = append(got, fmt.Sprint(f.Raw, " ", f.Period.Start, " ", f.Period.End))
	}
	want := []string{"80 2024-01-01 2024-08-31", "70 2023-01-01 2023-08-31", "60 2024-01-01 2024-08-31"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUnitInIndicator: a bare value of an indicator has the unit that the name of it ends with.
func TestUnitInIndicator(t *testing.T) {
	t.Parallel()
	got, _ := tagged("清溪镇2024年度部门整体支出绩效自评表", tableOf("", rows(
		"年度资金总额|9.00|8.00|", "三级指标|年度指标值|实际完成值|得分", "新建产业路（公里）|18|18.6|10", "覆盖率（%）|0.5|0.6|9",
	)...), func(f *schema.Fact) string { return fmt.Sprint(f.Concept, " ", f.Raw, f.Unit) })
	for _, w := range []string{"performance.indicator 18公里", "performance.indicator 18.6公里", "performance.indicator 0.5%", "performance.indicator 0.6%"} {
		if !slices.Contains(got, w) {
			t.Errorf("no %q among %q", w, got)
		}
	}
}
