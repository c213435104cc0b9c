package tag_test

import (
	"strings"
	"testing"

	"gongkai/nlp"
	"gongkai/schema"
)

// The reports that the sentences of these tests stand in.
const (
	bulletin = "望舒市2025年国民经济和社会发展统计公报\n"
	draft    = "关于望舒市2025年预算执行情况和2026年预算草案的报告\n"
)

// TestMemberRows holds that each row of the tables of members is read as it says:
// its example is a figure of it, of the right form, over a period or at a date.
func TestMemberRows(t *testing.T) {
	for m := range schema.Members() {
		head := bulletin
		if m.Concept != schema.EconomyActual {
			head = draft
		}
		facts := readAs(t, head, m.Example)
		if len(facts) == 0 {
			t.Errorf("%s: nothing is read", m.Example)
			continue
		}
		f := facts[0]
		if f.Concept != m.Concept || f.Dimensions.Indicator != m.Name {
			t.Errorf("%s: %s %q (%s)", m.Example, f.Concept, f.Dimensions.Indicator, f.Rule)
		}
		if f.Form == schema.Level && (!m.Measured(f.Unit) || f.Period.IsInstant() != m.Instant) {
			t.Errorf("%s: level in %s over %v", m.Example, f.Unit, f.Period)
		}
	}
}

// TestMemberUnits holds that the units of members are those that numbers are read in.
func TestMemberUnits(t *testing.T) {
	for m := range schema.Members() {
		for _, u := range m.Units {
			if ms := nlp.Scan("5"+u, nlp.ScanOptions{}); len(ms) != 1 || ms[0].Unit != u {
				t.Errorf("%s: 5%s is read as %+v", m.Name, u, ms)
			}
		}
	}
}

// TestMemberNames holds that names composed of known parts are read, and that a
// name that says more than a member is not lent its concept.
func TestMemberNames(t *testing.T) {
	actual, target, class := schema.EconomyActual, schema.EconomyTarget, schema.RevenueByClass
	for _, tt := range []struct {
		head, sentence, raw string
		concept             schema.ConceptID
		member              string
		form                schema.Form
	}{
		{bulletin, "2025年望舒市地区生产总值5.2亿元。", "5.2亿元", actual, "地区生产总值", schema.Level},
		{bulletin, "初步核算，全年全市实现地区生产总值5.2亿元，比上年增长5.4%。", "5.4%", actual, "地区生产总值", schema.PctChange},
		{bulletin, "年末全市常住人口5.2万人，比上年末增加0.3万人。", "0.3万人", actual, "常住人口", schema.Delta},
		{bulletin, "城镇登记失业率3.1%。", "3.1%", actual, "城镇登记失业率", schema.Level},
		{bulletin, "民间投资占比67.3%。", "67.3%", actual, "民间投资", schema.Share},
		{bulletin, "地区生产总值5.4%。", "5.4%", "", "", schema.Share},
		{bulletin, "常住人口5.2亿元。", "5.2亿元", "", "", schema.Level},
		{bulletin, "露营制造业增加值5.2亿元。", "5.2亿元", "", "", schema.Level},
		{bulletin, "单位地区生产总值汽耗下降5.4%。", "5.4%", "", "", schema.PctChange},
		{bulletin, "民营经济地区生产总值5.2亿元。", "5.2亿元", "", "", schema.Level},
		{bulletin, "城乡居民人均可支配收入分别增长4.4%、5.6%。", "5.6%", actual, "农村居民人均可支配收入", schema.PctChange},
		{bulletin, "城乡居民人均可支配收入分别增长4.4%、5.6%。", "4.4%", actual, "城镇居民人均可支配收入", schema.PctChange},
		{bulletin, "城镇、农村常住居民人均可支配收入分别增长4.4%、5.6%。", "4.4%", actual, "城镇居民人均可支配收入", schema.PctChange},
		{bulletin, "粮食、油料产量分别为4.4万吨和5.6万吨。", "4.4万吨", actual, "粮食产量", schema.Level},
		{bulletin, "粮食、露营产量分别增长4.4%、5.6%。", "5.6%", "", "", schema.PctChange},
		{bulletin, "特殊教育学校1所，在校学生206人。全县专任教师8229人，其中普通中学2741人、小学3057人。", "8229人", "", "", schema.Level},
		{bulletin, "特殊教育学校1所，在校学生206人。全县专任教师8229人，其中普通中学2741人、小学3057人。", "2741人", actual, "普通中学专任教师", schema.Level},
		{bulletin, "实有床位数290张，其中医院222张，卫生院41张。", "41张", actual, "乡镇卫生院床位", schema.Level},
		{bulletin, "城乡居民人均可支配收入增长4.4%。", "4.4%", "", "", schema.PctChange},
		{bulletin, "接待露营者5.2万人，实现旅游总收入6.3亿元，比上年分别增长4.4%和5.6%。", "5.6%", actual, "旅游总收入", schema.PctChange},
		{bulletin, "接待露营者5.2万人，实现旅游总收入6.3亿元，比上年分别增长4.4%和5.6%。", "4.4%", "", "", schema.PctChange},
		{bulletin, "全市拥有露营医院13个，卫生技术人员674人。", "674人", "", "", schema.Level},
		{"望舒市2026年政府工作报告\n", "主要预期目标是：地区生产总值增长5.4%；城镇新增就业5.2万人。", "5.2万人", target, "城镇新增就业", schema.Level},
		{"望舒市2026年政府工作报告\n", "实施露营计划，城镇新增就业5.2万人。", "5.2万人", actual, "城镇新增就业", schema.Level},
		{"望舒市2026年政府工作报告\n", "城镇新增就业不少于5.2万人。", "不少于5.2万人", target, "城镇新增就业", schema.Level},
		{draft, "全市税收收入完成5.2亿元，其中：增值税2.3亿元。", "2.3亿元", class, "增值税", schema.Level},
		{draft, "市本级契税收入完成5.2亿元，下降5.4%。", "5.4%", class, "契税", schema.PctChange},
		{draft, "露营业增值税5.2亿元。", "5.2亿元", "", "", schema.Level},
		{draft, "城市基础设施配套费支出5.2亿元。", "5.2亿元", "", "", schema.Level},
		{draft, "从土地出让收入中计提露营资金5.2亿元。", "5.2亿元", "", "", schema.Level},
	} {
		found := false
		for _, f := range readAs(t, tt.head, tt.sentence) {
			if f.Raw != tt.raw {
				continue
			}
			found = true
			if f.Concept != tt.concept || f.Dimensions.Indicator != tt.member || f.Form != tt.form {
				t.Errorf("%s: %s is %s %q %s (%s), want %s %q %s", tt.sentence, f.Raw, f.Concept, f.Dimensions.Indicator, f.Form, f.Rule, tt.concept, tt.member, tt.form)
			}
		}
		if !found {
			t.Errorf("%s: no %s", tt.sentence, tt.raw)
		}
	}
}

// TestGovernmentAccounts holds what the sentences of a government's accounts give:
// concept, fund and member of each figure, in order.
func TestGovernmentAccounts(t *testing.T) {
	for sentence, want := range map[string]string{
		"全市一般公共预算收入5亿元，加上上级补助收入1亿元、下级上解收入2亿元、调入资金3亿元、动用预算稳定调节基金4亿元后，收入总计15亿元。": "revenue.general_public_budget/general_public_budget revenue.superior_subsidy/general_public_budget " +
			"revenue.remitted/general_public_budget revenue.transferred_in/general_public_budget revenue.stabilization_fund/general_public_budget revenue.total/general_public_budget",
		"全市政府性基金预算支出5亿元，加上对下级补助支出1亿元、调出资金2亿元、专项债务转贷支出3亿元，支出总计11亿元。": "expenditure.government_fund/government_fund expenditure.subsidies/government_fund " +
			"expenditure.transferred_out/government_fund expenditure.debt_onlent/government_fund expenditure.total/government_fund",
		"全市政府性基金预算收入5亿元，加上上年结转1亿元，政府性基金收入总计6亿元。":                       "revenue.government_fund/government_fund balance.opening/government_fund revenue.total/government_fund",
		"全市政府性基金预算收入5亿元，加专项债务转贷收入等1亿元，收入共计6亿元。":                        "revenue.government_fund/government_fund  revenue.total/government_fund",
		"全市社会保险基金预算（含居民医保，下同）收入5亿元。":                                   "revenue.social_insurance/social_insurance",
		"省财政厅下达新增债券5亿元，其中：市级2亿元，荣成市3亿元。":                               "debt.issued_new debt.issued_new debt.issued_new",
		"全市政府债务限额5亿元，其中：一般债务限额2亿元、专项债务限额3亿元。":                          "debt.limit debt.limit/general_public_budget debt.limit/government_fund",
		"省财政厅提前下达我市2026年新增债务限额5亿元，其中：一般债务限额2亿元、专项债务限额3亿元；全市政府债务限额9亿元。": "debt.limit_new debt.limit_new/general_public_budget debt.limit_new/government_fund debt.limit",
		"使用结存限额发行再融资债券5亿元（一般债券2亿元、专项债券3亿元）。":                           "debt.issued_refinancing debt.issued_refinancing/general_public_budget debt.issued_refinancing/government_fund",
		"全市债券还本付息支出5亿元，其中还本3亿元、付息2亿元。":                                 "debt.service debt.repaid debt.interest",
		"全市债务还本付息5亿元（归还本金3亿元）。":                                        "debt.service debt.repaid",
		"市对县区税收返还和转移支付5亿元。":                                            "expenditure.subsidies/all",
		"政府性基金转移支付收入5亿元。":                                              "revenue.superior_subsidy/government_fund",
		"上级下达大气污染防治资金5亿元。":                                             "",
		"年末地方政府债务余额5亿元。":                                               "debt.balance",
		"发行新增专项债券5亿元、再融资一般债券3亿元。":                                      "debt.issued_new/government_fund debt.issued_refinancing/general_public_budget",
		"全市债务还本5亿元，债务付息1亿元。":                                           "debt.repaid debt.interest",
		"一般债务还本支出5亿元。":                                                 "expenditure.by_function/general_public_budget",
		"社会保险基金总收入5亿元，总支出3亿元，本年收支结余2亿元，年末滚存结余9亿元。":                     "revenue.social_insurance/social_insurance expenditure.social_insurance/social_insurance balance.year/social_insurance balance.closing/social_insurance",
		"失业保险基金收入5亿元、支出3亿元。":                                           "revenue.social_insurance/social_insurance/失业保险基金 expenditure.social_insurance/social_insurance/失业保险基金",
		"失业保险基金收入5亿元。支出3亿元。":                                           "revenue.social_insurance/social_insurance/失业保险基金 expenditure.social_insurance/social_insurance/失业保险基金",
		"社会保险基金收入9亿元，其中失业保险基金收入5亿元。支出3亿元。":                             "revenue.social_insurance/social_insurance revenue.social_insurance/social_insurance/失业保险基金 ",
		"社会保险基金收入5亿元，加上上年结余2亿元，收入合计7亿元。":                               "revenue.social_insurance/social_insurance balance.opening/social_insurance ",
	} {
		var got []string
		for _, f := range readAs(t, draft, sentence) {
			s := string(f.Concept)
			for _, d := range []string{string(f.Dimensions.FundSource), f.Dimensions.Indicator} {
				if f.Concept != "" && d != "" {
					s += "/" + d
				}
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, s, want)
		}
	}
}
