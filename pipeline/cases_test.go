package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestCases holds whole small reports against every figure in them. A fact is
// told as value, unit, concept and class, form, measure, period, fund, place and
// label; "-" stands for nothing. The verdicts are those of the named rules.
func TestCases(t *testing.T) {
	tests := []struct {
		name, text string
		facts      []string
		verdicts   []string
	}{
		{"titles above separated values",
			"某县某乡2023年度部门决算\n一般公共预算支出决算表\n单位：万元\n项目,预算数,决算数\n一般公共服务支出,520,510\n农林水支出,630,620\n合计,1150,1130\n",
			[]string{
				"5200000元 expenditure.by_function 201 level budget 2023 general_public_budget - 一般公共服务支出",
				"5100000元 expenditure.by_function 201 level final 2023 general_public_budget - 一般公共服务支出",
				"6300000元 expenditure.by_function 213 level budget 2023 general_public_budget - 农林水支出",
				"6200000元 expenditure.by_function 213 level final 2023 general_public_budget - 农林水支出",
				"11500000元 expenditure.general_public_budget level budget 2023 general_public_budget - 一般公共预算财政拨款支出",
				"11300000元 expenditure.general_public_budget level final 2023 general_public_budget - 一般公共预算财政拨款支出",
			},
			[]string{"table.function_total exact", "table.function_total exact"}},
		{"a header and one row under their unit",
			"关于云梦市2023年预算执行情况的报告\n2023年市本级一般公共预算支出完成情况表\n单位：万元\n预算科目,调整预算数,完成数,占调整预算(%)\n二、公共安全,4000,3000,75.0\n",
			[]string{
				"40000000元 expenditure.by_function 204 level budget_adjusted 2023 general_public_budget - 公共安全",
				"30000000元 expenditure.by_function 204 level executed 2023 general_public_budget - 公共安全",
				"75% expenditure.by_function 204 completion executed 2023 general_public_budget - 公共安全",
			},
			[]string{"text.completion exact"}},
		{"a year at the start of a row",
			"云梦市2023年对下转移支付决算表\n单位：万元\n项目,合计决算数,东县,西县\n230转移性支出,900.5,600.5,300.0\n2023年省级水库移民补助资金预算,90.5,60.5,30.0\n",
			[]string{
				"9005000元 expenditure.by_function 230 level final 2023 all - 230转移性支出",
				"6005000元 expenditure.by_function 230 level final 2023 all 东县 230转移性支出",
				"3000000元 expenditure.by_function 230 level final 2023 all 西县 230转移性支出",
				"905000元 - level final 2023 - - 2023年省级水库移民补助资金预算",
				"605000元 - level final 2023 - 东县 2023年省级水库移民补助资金预算",
				"300000元 - level final 2023 - 西县 2023年省级水库移民补助资金预算",
			}, nil},
		{"rows that print the level of their class",
			"2021年全县一般公共预算支出决算表\n单位：万元\n项目,决算数\n农林水支出,900\n水利,900\n其他水利支出,900\n住房保障支出（类）,80\n住房改革支出,60\n住房公积金（项）,60\n",
			[]string{
				"9000000元 expenditure.by_function 213 level final 2021 general_public_budget - 农林水支出",
				"9000000元 expenditure.by_function 21303 level final 2021 general_public_budget - 水利",
				"9000000元 expenditure.by_function 2130399 level final 2021 general_public_budget - 其他水利支出",
				"800000元 expenditure.by_function 221 level final 2021 general_public_budget - 住房保障支出",
				"600000元 expenditure.by_function 22102 level final 2021 general_public_budget - 住房改革支出",
				"600000元 expenditure.by_function 2210201 level final 2021 general_public_budget - 住房公积金",
			},
			[]string{"table.function_hierarchy exact", "table.function_hierarchy exact", "table.function_hierarchy exact", "table.function_hierarchy inconsistent"}},
		{"a table on one month",
			"2019年清溪镇5月份三公经费公示\n清溪镇2019年5月份三公经费支出情况如下：\n项目\t本月支出数（元）\n合计\t6300\n1、因公出国（境）费用\t0\n2、公务接待费\t1300\n3、公务用车费\t5000\n",
			[]string{
				"6300元 three_public.total level final 2019-05-01~2019-05-31 fiscal - “三公”经费",
				"0元 three_public.abroad level final 2019-05-01~2019-05-31 fiscal - 因公出国（境）费用",
				"1300元 three_public.reception level final 2019-05-01~2019-05-31 fiscal - 公务接待费",
				"5000元 three_public.vehicle level final 2019-05-01~2019-05-31 fiscal - 公务用车费",
			},
			[]string{"three_public.parts exact"}},
		{"a half year and its bases",
			"某市2021年上半年财政收入情况\n2021年上半年，全市一般公共预算收入30亿元，同比增收3亿元，增长11.1%，为年初预算的53.0%。\n",
			[]string{
				"3000000000元 revenue.general_public_budget level executed 2021-01-01~2021-06-30 general_public_budget - 一般公共预算收入",
				"300000000元 revenue.general_public_budget delta executed 2021-01-01~2021-06-30 general_public_budget - 一般公共预算收入",
				"11.1% revenue.general_public_budget pct_change executed 2021-01-01~2021-06-30 general_public_budget - 一般公共预算收入",
				"53% revenue.general_public_budget completion executed 2021-01-01~2021-06-30 general_public_budget - 一般公共预算收入",
			},
			[]string{"text.pct_change rounding"}},
		{"what a committee reports of the year to come",
			"云梦市人大财经委关于云梦市2023年预算执行情况的审查结果报告\n全市一般公共预算收入80.5亿元，完成预算调整的102.0%，增长7.5%。\n根据2024年预算草案，预计全市一般公共预算收入90亿元，增长8.5%。\n",
			[]string{
				"8050000000元 revenue.general_public_budget level executed 2023 general_public_budget - 一般公共预算收入",
				"102% revenue.general_public_budget completion executed 2023 general_public_budget - 一般公共预算收入",
				"7.5% revenue.general_public_budget pct_change executed 2023 general_public_budget - 一般公共预算收入",
				"9000000000元 revenue.general_public_budget level budget_initial 2024 general_public_budget - 一般公共预算收入",
				"8.5% revenue.general_public_budget pct_change budget_initial 2024 general_public_budget - 一般公共预算收入",
			}, nil},
		{"value added is no increase, and a part no whole",
			"云梦市2023年国民经济和社会发展统计公报\n全年地区生产总值800.00亿元，比上年增长6.0%。其中，第二产业增加值70.00亿元，增长4.0%；批发业增加值30.00亿元，增长2.0%。\n",
			[]string{
				"80000000000元 economy.actual level actual 2023 - - 全年地区生产总值",
				"6% economy.actual pct_change actual 2023 - - 全年地区生产总值",
				"7000000000元 economy.actual level actual 2023 - - 第二产业增加值",
				"4% economy.actual pct_change actual 2023 - - 第二产业增加值",
				"3000000000元 - level - 2023 - - 批发业增加值",
				"2% - pct_change - 2023 - - 批发业增加值",
			},
			[]string{"text.list_sum not_applicable"}},
		{"all industries are a whole list",
			"云梦市2023年国民经济和社会发展统计公报\n全年地区生产总值800.00亿元。其中，第一产业增加值100.00亿元；第二产业增加值300.00亿元；第三产业增加值300.00亿元。\n",
			[]string{
				"80000000000元 economy.actual level actual 2023 - - 全年地区生产总值",
				"10000000000元 economy.actual level actual 2023 - - 第一产业增加值",
				"30000000000元 economy.actual level actual 2023 - - 第二产业增加值",
				"30000000000元 economy.actual level actual 2023 - - 第三产业增加值",
			},
			[]string{"text.list_sum inconsistent"}},
		{"a balance and what is left",
			"清溪乡2020年财政收支平衡情况\n2020年全乡一般公共预算支出1500.00万元，加上解上级支出300.00万元、结转下年200.00万元，支出总量为2010.00万元。\n",
			[]string{
				"15000000元 expenditure.general_public_budget level executed 2020 general_public_budget - 一般公共预算支出",
				"3000000元 expenditure.remit_up level executed 2020 general_public_budget - 上解上级支出",
				"2000000元 balance.closing level final 2020-12-31~2020-12-31 general_public_budget - 结转下年",
				"20100000元 expenditure.total level executed 2020 general_public_budget - 支出总量",
			},
			[]string{"text.subtotal inconsistent"}},
		{"classes joined by hyphens",
			"某县教育局2025年部门预算\n“文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）”2025年度预算30万元，2024年度预算24万元。2024年当年预算执行数为25万元，2025年预算安排30万元，比2024年预算执行数增加20.00%。\n",
			[]string{
				"300000元 expenditure.by_function 2070104 level budget_initial 2025 all - 文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）",
				"240000元 expenditure.by_function 2070104 level budget_initial 2024 all - 文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）",
				"250000元 expenditure.by_function 2070104 level executed 2024 all - 文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）",
				"300000元 expenditure.by_function 2070104 level budget_initial 2025 all - 文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）",
				"20% expenditure.by_function 2070104 pct_change budget_initial 2025 all - 文化旅游体育与传媒支出(类）-文化和旅游（款）-图书馆（项）",
			},
			[]string{"text.pct_change exact"}},
		{"rates of the insurance funds",
			"云梦市2023年预算执行情况的报告\n社会保险基金收入完成15.0亿元，为预算的103%，增长7%。\n",
			[]string{
				"1500000000元 revenue.social_insurance level executed 2023 social_insurance - 社会保险基金收入",
				"103% revenue.social_insurance completion executed 2023 social_insurance - 社会保险基金收入",
				"7% revenue.social_insurance pct_change executed 2023 social_insurance - 社会保险基金收入",
			}, nil},
		{"a standard that is raised",
			"云梦市2023年国民经济和社会发展统计公报\n城乡居民养老保险财政补助标准由每人每月110元提高到130元。城镇登记失业人员减少，服务业增加值增速为4.2%。\n",
			[]string{
				"110元 - threshold - - - - 城乡居民养老保险财政补助标准",
				"130元 - level - 2023 - - 城乡居民养老保险财政补助标准",
				"4.2% economy.actual pct_change actual 2023 - - 服务业增加值",
			}, nil},
		{"其他 alone is no whole list",
			"2021年全县一般公共预算支出决算表\n单位：万元\n项目,决算数\n教育支出（类）,900\n其他教育支出（款）,370\n",
			[]string{
				"9000000元 expenditure.by_function 205 level final 2021 general_public_budget - 教育支出",
				"3700000元 expenditure.by_function 20599 level final 2021 general_public_budget - 其他教育支出",
			},
			[]string{"table.function_hierarchy ambiguous"}},
		{"signs and blanks in numbers",
			"某局2023年度部门决算\n年末结余为负4.5万元。一般公共预算支出3, 210.5万元，增长 5. 2%。\n",
			[]string{
				"-45000元 balance.closing level final 2023-12-31~2023-12-31 all - 年末结余",
				"32105000元 expenditure.general_public_budget level final 2023 general_public_budget - 一般公共预算支出",
				"5.2% expenditure.general_public_budget pct_change final 2023 general_public_budget - 一般公共预算支出",
			}, nil},
		{"a share without its sign",
			"某局2023年度部门决算\n2023年度财政拨款支出800.00万元，主要用于以下方面：教育支出（类）200.00万元，占25.00%；农林水支出（类）600.00万元，占75.00。\n",
			[]string{
				"8000000元 expenditure.fiscal level final 2023 fiscal - 财政拨款支出",
				"2000000元 expenditure.by_function 205 level final 2023 all - 教育支出（类）",
				"25% expenditure.by_function 205 share final 2023 all - 教育支出（类）",
				"6000000元 expenditure.by_function 213 level final 2023 all - 农林水支出（类）",
				"75% expenditure.by_function 213 share final 2023 all - 农林水支出（类）",
			},
			[]string{"text.share exact", "text.share exact", "text.share_sum exact"}},
	}
	tagger := tagger()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Process(context.Background(), tagger, Source{Data: []byte(tt.text)}, Options{Limits: extract.DefaultLimits()})
			var got []string
			for k := range r.Facts {
				got = append(got, toldFact(&r.Facts[k]))
			}
			if want := strings.Join(tt.facts, "\n"); strings.Join(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
			}
			verdicts := map[string]int{}
			for _, c := range r.Checks {
				verdicts[string(c.Rule)+" "+string(c.Verdict)]++
				if c.Verdict == schema.Inconsistent && !slices.Contains(tt.verdicts, string(c.Rule)+" "+string(c.Verdict)) {
					t.Errorf("false alarm: %s: %s", c.Rule, c.Formula)
				}
			}
			for _, want := range tt.verdicts {
				if verdicts[want]--; verdicts[want] < 0 {
					t.Errorf("no check %s", want)
				}
			}
		})
	}
}

// toldFact tells a fact in one line, as TestCases does.
func toldFact(f *schema.Fact) string {
	d := &f.Dimensions
	words := []string{f.Value.String() + f.Unit, orNone(string(f.Concept))}
	if code := d.FuncCode + d.EconCode; code != "" {
		words = append(words, code)
	}
	return strings.Join(append(words, string(f.Form), orNone(string(f.Measure)), toldPeriod(f.Period), orNone(string(d.FundSource)), orNone(d.Subordinate), f.Label), " ")
}

func toldPeriod(p schema.Period) string {
	switch {
	case !p.Known():
		return "-"
	case p == schema.YearPeriod(p.Start.Year()):
		return fmt.Sprint(p.Start.Year())
	}
	return p.Start.String() + "~" + p.End.String()
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
