package pipeline

import (
	"context"
	"slices"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestAlarms holds invented passages in the manner of real ones against what is
// wrong in them: the rules that must find it, or none for what only looks wrong.
func TestAlarms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []schema.RuleID
	}{
		{"a sentence runs on after its list", "某园2017年度部门决算\n一、部门概况\n在职人员62人，其中副高级4人，中级25人，初级33人，退休28人。", nil},
		{"a list that falls short", "某街道2023年度部门决算\n一、部门概况\n街道共有工作人员73人，其中行政编制25人、参公编制20人、事业编制26人。", []schema.RuleID{schema.RuleListSum}},
		{"shares forced to 100%", "某院2018年部门预算\n二、收入预算情况说明\n本年收入预算合计21955.35万元，其中：一般公共预算收入21940.96万元，占99.94%；其他资金14.39万元，占0.06%。", nil},
		{"a share that is off", "某院2018年部门预算\n二、收入预算情况说明\n本年收入预算合计21955.35万元，其中：一般公共预算收入21940.96万元，占98.94%；其他资金14.39万元，占0.06%。", []schema.RuleID{schema.RuleShare}},
		{"a rate on another base", "某局2021年部门预算\n一般公共预算收入1536.9万元，比2020年减少264.9万元，下降12.9%（与2020年完成数同口径相比）。", nil},
		{"the economic classes of projects", "某园2022年单位预算\n1.基本支出预算90万元。其中：\n工资福利支出预算72万元。\n商品和服务支出预算18万元，同比减少2万元，下降10%。\n" +
			"2.项目支出预算3万元。其中：\n商品和服务支出预算3万元，同比减少1万元，下降25%。", nil},
		{"a choice of the template", "某中心2022年度部门决算\n七、财政拨款“三公”经费支出决算情况说明\n“三公”经费支出决算为3.46万元，完成预算100%，决算数小于预算数（或与预算数持平）的主要原因是厉行节约。", nil},
		{"the figures of two levels and two funds", "某镇2023年财政决算\n（一）一般公共预算\n上年结余60万元。\n（二）政府性基金预算\n上年结余188万元。", nil},
		{"a rate against its own base", "某站2023年部门预算\n培训费2023年预算2万元，较2022年预算1.5万元增长75%。", []schema.RuleID{schema.RulePctChange}},
		{"a rate of something no concept names", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，比2020年预算数增加5038万元，增长21.9%。", []schema.RuleID{schema.RulePctChange}},
		{"a rate that holds", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，比2020年预算数增加5038万元，增长18%。", nil},
		{"a change of another thing", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，山区培训计划比2020年预算数增加38万元，增长21.9%。", nil},
		{"the completion of something no concept names", "某街道2022年度部门决算\n十、预算绩效情况说明\n全年预算安排道旁绿化资金30万元，实际支出28万元，执行率83.33%。", []schema.RuleID{schema.RuleCompletion}},
		{"a completion that holds", "某街道2022年度部门决算\n十、预算绩效情况说明\n全年预算安排道旁绿化资金30万元，实际支出28万元，执行率93.33%。", nil},
		{"what is added up", "某区2021年预算执行情况的报告\n2021年政府性基金预算收入完成130.2亿元，同比增长8.3%。其中：土地出让收入完成125.6亿元。加上转移性收入33.8亿元，收入合计164.0亿元。", nil},
		{"a sum that is off", "某局2021年度部门决算\n2021年本年收入合计100.5万元。加上年初结转和结余20.2万元，收入总计130.7万元。", []schema.RuleID{schema.RuleSubtotal}},
		{"added without its amount", "某镇2023年预算执行情况的报告\n全镇一般公共预算收入38.69亿元。加上调入资金、上年结转结余后，一般公共预算总收入43.84亿元。", nil},
		{"the total that closes a list", "某委2025年部门预算\n三、项目支出情况说明\n2025年度项目总预算410.00万，其中支持甲品牌340.00万，支持乙商业70.00万，合计410.00万。", nil},
	}
	tagger := tag.New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Process(context.Background(), tagger, Source{Data: []byte(tt.text)}, Options{Limits: extract.DefaultLimits()})
			var got []schema.RuleID
			for _, c := range r.Checks {
				if c.Verdict == schema.Inconsistent {
					got = append(got, c.Rule)
					if len(tt.want) == 0 {
						t.Errorf("%s: %s", c.Rule, c.Formula)
					}
				}
			}
			for _, want := range tt.want {
				if !slices.Contains(got, want) {
					t.Errorf("%s is not found among %v", want, got)
				}
			}
		})
	}
}

// TestUnknownWordsAccuseNobody holds that a verb or a noun the reader does not
// know makes no check inconsistent, however the figures stand to each other.
func TestUnknownWordsAccuseNobody(t *testing.T) {
	const head = "青禾街道办事处2020年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n"
	tagger := tag.New()
	for _, sentence := range []string{
		"教育支出50万元，较上年腾挪11.17万元，腾挪5.3%。教育支出50万元。",
		"教育支出50万元，较上年盘活了11.17万元。", "教育支出50万元，比上年略有摊薄60万元。",
		"教育支出50万元，其中：露营费80万元。", "露营教育支出20万元，教育支出50万元。",
		"人均一般公共预算支出2万元，一般公共预算支出50万元。", "社保基金支出2万元，政府性基金支出50万元。",
		"教育支出50万元，占露营总支出的3%。",
	} {
		r := Process(context.Background(), tagger, Source{Data: []byte(head + sentence)}, Options{Limits: extract.DefaultLimits()})
		for _, c := range r.Checks {
			if c.Verdict == schema.Inconsistent {
				t.Errorf("%s: %s: %s", sentence, c.Rule, c.Formula)
			}
		}
	}
}
