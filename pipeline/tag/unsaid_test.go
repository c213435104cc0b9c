package tag_test

import (
	"cmp"
	"strings"
	"testing"
)

// TestUnsaidParts holds what a text may leave out of the names of indicators, of debt
// and of budgets, and where a noun is the name of something else.
func TestUnsaidParts(t *testing.T) {
	for _, tt := range []struct{ report, sentence, want string }{
		{bulletin, "普通高中招生4.1万人，在校生12.3万人，毕业生3.2万人。", "普通高中招生 普通高中在校生 普通高中毕业生"},
		{bulletin, "特殊教育学校8所，招生357人，在校学生2669人。", "特殊教育学校 特殊教育招生 特殊教育在校生"},
		{bulletin, "规模以上工业增加值增长5.4%。分门类看，采矿业增长3.1%，露营业增长2.2%，制造业增长6.3%。", "规模以上工业增加值 采矿业增加值 - 制造业增加值"},
		{bulletin, "规模以上工业增加值增长5.4%，高于全国1.5个百分点。其中，私营企业增长3.1%。", "规模以上工业增加值 * 私营企业增加值"},
		{bulletin, "规模以上工业增加值增长5.4%。露营用电量5.2亿千瓦时，制造业增长6.3%。", "规模以上工业增加值 - -"},
		{bulletin, "规模以上工业增加值增长5.4%，其中轻工业增长3.1%。露营发展迅速，增加值增长6.3%。", "规模以上工业增加值 轻工业增加值 -"},
		{bulletin, "制造业增长6.3%。", "-"},
		{bulletin, "普通高中招生4.1万人。老年大学12所，在校生2.3万人。", "普通高中招生 - -"},
		{bulletin, "公路货运量5.1亿吨，货物周转量2.3亿吨公里。货物周转量4.3亿吨公里。", "公路货运量 公路货物周转量 货物周转量"},
		{bulletin, "年末有医院12个，卫生技术人员674人。", "医院 -"},
		{bulletin, "年末有露营医院12个，露营公共图书馆8个，公共图书馆8个，公共图书馆8万元。", "- - 公共图书馆 -"},
		{bulletin, "居民人均可支配收入38684元，其中城镇居民46713元，增长4.1%；农村居民27658元。", "居民人均可支配收入 城镇居民人均可支配收入 城镇居民人均可支配收入 农村居民人均可支配收入"},
		{bulletin, "居民消费价格上涨0.5%，其中食品烟酒类上涨0.3%，衣着类下降0.2%。", "居民消费价格 食品烟酒价格 衣着价格"},
		{bulletin, "商品零售额5.2亿元，其中粮油、食品类增长5.5%，汽车类1.2亿元。", "商品零售额 粮油、食品类零售额 汽车类零售额"},
		{draft, "争取露营资金5.2亿元，其中：一般公共预算3.1亿元，政府性基金预算2.1亿元。", "- - -"},
		{draft, "上级转移支付收入5.2亿元，其中：一般性转移支付3.1亿元，专项转移支付2.1亿元。", "revenue.superior_subsidy revenue.general_transfer revenue.special_transfer"},
		{draft, "补助下级支出5.2亿元，其中：一般性转移支付3.1亿元，露营支付2.1亿元。", "expenditure.subsidies expenditure.by_function -"},
		{draft, "专项债务限额5.2亿元，余额3.1亿元。", "debt.limit debt.balance"},
		{draft, "专项债务限额5.2亿元，露营余额3.1亿元。", "debt.limit -"},
		{draft, "上级补助收入5.2亿元，其中：一般公共预算3.1亿元，政府性基金预算2.1亿元。", "revenue.superior_subsidy revenue.superior_subsidy revenue.superior_subsidy"},
	} {
		var got []string
		for _, f := range readAs(t, tt.report, tt.sentence) {
			switch {
			case f.Unit == "个百分点":
				got = append(got, "*")
			case f.Concept == "":
				got = append(got, "-")
			default:
				got = append(got, cmp.Or(f.Dimensions.Indicator, string(f.Concept)))
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.sentence, s, tt.want)
		}
	}
}

// TestPurposes holds that money with no name but a verb is named by what it is given
// for, and is no figure of what the text spoke of before.
func TestPurposes(t *testing.T) {
	for sentence, want := range map[string]string{
		"统筹5.2亿元，支持露营重点项目建设。":              " 露营重点项目建设",
		"筹措5.2亿元实施露营工程。":                   " 露营工程",
		"一般公共预算支出9.3亿元。安排5.2亿元，支持露营消费。":    " 露营消费",
		"发放露营补贴5.2亿元，惠及群众。":                " 露营补贴",
		"国有资本经营预算支出安排9.3亿元，其中5.2亿元调入露营资金。": " 调入露营资金",
		"——支持露营服务方面，共安排5.2亿元。":             " 支持露营服务",
		"公共安全资金5.2亿元。":                     " 公共安全资金",
		"一般公共预算支出9.3亿元，其中5.2亿元。":           "expenditure.general_public_budget 一般公共预算支出",
		"一般公共预算支出安排5.2亿元，支持露营消费。":          "expenditure.general_public_budget 一般公共预算支出",
	} {
		facts := readAs(t, draft, sentence)
		if len(facts) == 0 {
			t.Errorf("%s: nothing is read", sentence)
			continue
		}
		f := facts[len(facts)-1]
		if got := string(f.Concept) + " " + f.Label; got != want {
			t.Errorf("%s: %q (%s), want %q", sentence, got, f.Rule, want)
		}
	}
}
