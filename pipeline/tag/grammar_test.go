package tag_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestGrammar reads invented sentences in the manner of several provinces. A
// want is what a fact is, in the order of the text: its figure, concept, form,
// phase and year, then class and base where it has them.
func TestGrammar(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a heading's phase", "某镇2023年预算执行情况和2024年预算草案的报告\n一、2023年预算执行情况\n一般公共预算收入45.2亿元，增长3%。\n二、2024年预算草案\n一般公共预算收入47亿元。", []string{
			"45.2亿元 revenue.general_public_budget level executed 2023", "3% revenue.general_public_budget pct_change executed 2023",
			"47亿元 revenue.general_public_budget level budget_initial 2024"}},
		{"a heading that only names a fund", "某镇2023年财政决算\n（一）一般公共预算\n收入合计600万元。\n（二）政府性基金预算\n上年结余80万元。", []string{
			"600万元 revenue.year level final 2023 fund=general_public_budget", "80万元 balance.opening level final 2023 fund=government_fund"}},
		{"a deed among the accounts", "某市2023年预算执行情况和2024年预算草案的报告\n一、2023年预算执行情况\n争取到位设备更新贷款12亿元。", []string{
			"12亿元  level  2023"}},
		{"上年 counts from the year named", "某局2024年度部门预算\n2022年三公经费支出20万元，比上年增加2万元。", []string{
			"20万元 three_public.total level budget_initial 2022", "2万元 three_public.total delta budget_initial 2022 base=2021"}},
		{"the base with its figure", "某局2023年部门预算\n培训费2023年预算3万元，较2022年预算2.4万元增长25%。", []string{
			"3万元 agency.training level budget_initial 2023", "2.4万元 agency.training level budget_initial 2022",
			"25% agency.training pct_change budget_initial 2023 base=2022/budget_initial"}},
		{"a definition names no subject", "某站2021年度单位决算\n上级补助收入8万元，为事业单位开展业务活动取得的收入。较2020年度决算数减少2万元。", []string{
			"8万元 revenue.superior_subsidy level final 2021", "2万元 revenue.superior_subsidy delta final 2021 base=2020"}},
		{"a share of the budget is completion", "某镇2023年部门决算\n一般公共预算支出900万元，占年初预算的90%。", []string{
			"900万元 expenditure.general_public_budget level final 2023", "90% expenditure.general_public_budget completion final 2023"}},
		{"an execution ratio", "某部2023年部门决算\n“三公”经费支出90万元，预算执行比例为60%。", []string{
			"90万元 three_public.total level final 2023", "60% three_public.total completion final 2023"}},
		{"三保, its budget and what was done of it", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n2025年全市“三保”预算数95亿元，支出完成94亿元，完成年初预算的98.9%，其中：保工资支出完成62亿元。", []string{
			"95亿元 expenditure.guaranteed level budget_initial 2025", "94亿元 expenditure.guaranteed level executed 2025",
			"98.9% expenditure.guaranteed completion executed 2025", "62亿元 expenditure.guaranteed_wages level executed 2025"}},
		{"占 and the 比重 that closes it", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n民生支出427亿元、占一般公共预算支出比重83%。税收收入占一般公共预算收入的比重达60.5%。教育支出占全部民生投入的比重为5.3%。", []string{
			"427亿元 expenditure.livelihood level executed 2025", "83% expenditure.livelihood share executed 2025",
			"60.5% revenue.tax share executed 2025", "5.3%  share executed 2025"}},
		{"what is no 三保 spending", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n下达“三保”考核奖励资金3800万元。全市“三保”支出需求368亿元。", []string{
			"3800万元  level  2025", "368亿元  level executed 2025"}},
		{"a month before the budget is approved", "某市2025年预算执行情况和2026年预算草案的报告\n二、2026年预算草案\n2026年1月全市一般公共预算支出15万元。2026年全市一般公共预算支出安排205万元。", []string{
			"15万元 expenditure.general_public_budget level executed 2026", "205万元 expenditure.general_public_budget level budget_initial 2026"}},
		{"transfers to the places below", "某市2025年预算执行情况和2026年预算草案的报告\n二、2026年预算草案\n一般公共预算对旗县区转移支付安排320万元。市对县区转移支付资金管理办法3项。专项债还本支出42万元。", []string{
			"320万元 expenditure.subsidies level budget_initial 2026 fund=general_public_budget", "3项  level  2026", "42万元 debt.repaid level budget_initial 2026 fund=government_fund"}},
		{"debts by the time they are due", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n债务余额中，1年内到期50亿元，10年期200亿元。", []string{
			"1年  level  2025", "50亿元  level executed 2025", "10年  level  2025", "200亿元  level executed 2025"}},
		{"类科目 without brackets", "某校2023年单位预算\n（一）教育支出类科目500万元，占支出总预算80%。", []string{
			"500万元 expenditure.by_function level budget_initial 2023 func=205", "80% expenditure.by_function share budget_initial 2023 func=205"}},
		{"the halves of a class", "某校2023年单位预算\n五、一般公共预算支出情况说明\n初中教育支出206万元，其中：基本支出200万元，项目支出6万元。", []string{
			"206万元 expenditure.by_function level budget_initial 2023 func=2050203", "200万元 expenditure.basic level budget_initial 2023 func=2050203",
			"6万元 expenditure.project level budget_initial 2023 func=2050203"}},
		{"a numeral inside a name", "某省红十字中心2023年单位预算\n某省红十字中心2023年收入预算总计270万元。", []string{
			"270万元 revenue.total level budget_initial 2023"}},
		{"the budget inside a completion", "某县2024年4月财政收支执行情况\n一、一般公共预算收支完成情况\n4月，一般公共预算收入累计完成246万元，完成年初预算数600万元的41%，比上年减收10万元，下降4%。", []string{
			"246万元 revenue.general_public_budget level executed 2024 since=2024-01-01", "600万元 revenue.general_public_budget level budget_initial 2024",
			"41% revenue.general_public_budget completion executed 2024", "10万元 revenue.general_public_budget delta executed 2024 base=2023",
			"4% revenue.general_public_budget pct_change executed 2024 base=2023"}},
		{"works that nobody procures", "某镇2023年预算执行情况的报告\n一、一般公共预算执行情况\n全镇总支出43亿元，其中，基建工程支出2.2亿元。", []string{
			"43亿元 expenditure.total level executed 2023", "2.2亿元  level executed 2023"}},
		{"a name for a list", "2018年某市“三公”经费决算公开\n2018年全市因公出国（境）经费、公务接待费，公车运行费（以下简称“三公”经费）决算总额271万元，其中：公务接待费决算100万元。", []string{
			"271万元 three_public.total level final 2018", "100万元 three_public.reception level final 2018"}},
		{"a name in square brackets", "2018年某市“三公”经费决算公开\n2018年全市公务用车购置费、公务接待费，公车运行费[以下简称“三公”经费]决算总额271万元，其中：公务接待费决算100万元。", []string{
			"271万元 three_public.total level final 2018", "100万元 three_public.reception level final 2018"}},
		{"money that arrives for a project", "某中心2024年度项目支出绩效自评报告\n一、基本情况\n项目预算86.5万元，实际到位资金33.7万元。", []string{
			"86.5万元 performance.project_budget level budget 2024", "33.7万元  level  2024"}},
		{"parts of a sentence without a figure", "某会2023年部门预算\n四、政府采购预算安排情况说明\n一般公共预算拨款1.7万元，上年结转结余资金0元。按采购项目类型，分为货物类采购和服务类采购。其中：货物类采购1万元，服务类采购0.7万元。", []string{
			"1.7万元  level budget_initial 2023", "0元 balance.opening level budget_initial 2023",
			"1万元 procurement.goods level budget_initial 2023", "0.7万元 procurement.services level budget_initial 2023"}},
		{"a name with a subject inside", "某省2021年省级政府性基金收入预算的说明\n一、某省公路车辆通行附加费收入预算数为25万元。", []string{
			"25万元  level budget_initial 2021"}},
		{"a head noun after a concept", "某镇2024年部门预算\n一般公共预算“三公”经费支出预算为14万元。", []string{
			"14万元 three_public.total level budget_initial 2024"}},
		{"the next item ends an explanation", "某区2023年部门预算\n二、公务用车运行费预算150万元，主要原因是严控支出，三、2023年公务接待费预算200万元。", []string{
			"150万元 three_public.vehicle_operation level budget_initial 2023", "200万元 three_public.reception level budget_initial 2023"}},
		{"one unit for two fractions", "某中心2022年度单位决算\n2022年度收、支总计各是41.25,41.43万元。", []string{
			"41.25 revenue.total level final 2022", "41.43万元 expenditure.total level final 2022"}},
		{"changes of one character", "某站2018年部门预算\n基本支出预算较上年增17.1万元，增17%。", []string{
			"17.1万元 expenditure.basic delta budget_initial 2018 base=2017", "17% expenditure.basic pct_change budget_initial 2018 base=2017"}},
		{"what is spent on is no subject", "某园2017年度部门决算\n教育支出95万元，主要用于发生的人员经费和办公经费，完成年初预算100%。", []string{
			"95万元 expenditure.by_function level final 2017 func=205", "100% expenditure.by_function completion final 2017 func=205"}},
		{"foreign guests", "2019年度某县“三公”经费支出决算情况\n国内公务接待批次39个，接待人次285人；国（境）外公务接待批次2个，接待人次14人。", []string{
			"39个 three_public.reception_batches level  2019", "285人 three_public.reception_visitors level  2019", "2个  level  2019", "14人  level  2019"}},
		{"money in a list of money", "某委2025年部门预算\n三、项目支出情况说明\n2025年度项目总预算410.00万，其中支持引进品牌340.00万，支持商业创新70.00万，合计410.00万。", []string{
			"410.00万 performance.project_budget level budget 2025", "340.00万 performance.project_budget level budget 2025",
			"70.00万 performance.project_budget level budget 2025", "410.00万 performance.project_budget level budget 2025"}},
	}
	tagger := tag.New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := extract.Read(context.Background(), []byte(tt.text), extract.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			r := tagger.Tag(doc, schema.Document{ID: "d"})
			var got []string
			for i := range r.Facts {
				got = append(got, summary(&r.Facts[i], tt.want, i))
			}
			if a, b := strings.Join(got, "\n"), strings.Join(tt.want, "\n"); a != b {
				t.Errorf("got\n%s\nwant\n%s", a, b)
			}
		})
	}
}

// summary prints a fact as the wants of TestGrammar are written, with the
// optional parts that the want at i names.
func summary(f *schema.Fact, wants []string, i int) string {
	want := ""
	if i < len(wants) {
		want = wants[i]
	}
	s := fmt.Sprintf("%s %s %s %s %d", f.Raw, f.Concept, f.Form, f.Measure, f.Period.End.Year())
	if strings.Contains(want, "since=") {
		s += " since=" + f.Period.Start.String()
	}
	if strings.Contains(want, "fund=") {
		s += " fund=" + string(f.Dimensions.FundSource)
	}
	if f.Dimensions.FuncCode != "" {
		s += " func=" + f.Dimensions.FuncCode
	}
	if strings.Contains(want, "base=") {
		s += fmt.Sprintf(" base=%d", f.Base.Period.End.Year())
		if strings.Contains(want, "/") {
			s += "/" + string(f.Base.Measure)
		}
	}
	return s
}
