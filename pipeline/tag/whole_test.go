package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestUnderTheirWhole holds that the parts of a debt, of a transfer and of what is paid for
// debt are of the whole that their sentence or list names, that the whole is spoken of again
// where it is divided anew, and that a fund under its own heading is the one whose revenue
// and expenditure are told.
func TestUnderTheirWhole(t *testing.T) {
	const head = "望舒市2025年预算执行情况和2026年预算草案的报告\n"
	for _, c := range []struct{ text, want string }{
		{"政府债务余额9亿元，按债务类型划分，一般债务5亿元，专项债务4亿元；按级次划分，市本级7亿元、占77.8%。",
			"debt.balance, debt.balance general_public_budget, debt.balance government_fund, debt.balance, debt.balance"},
		{"全市债务限额3亿元，一般债务1亿元，专项债务2亿元；债务余额2.5亿元，一般债务0.9亿元、专项债务1.6亿元。",
			"debt.limit, debt.limit general_public_budget, debt.limit government_fund, debt.balance, debt.balance general_public_budget, debt.balance government_fund"},
		{"一般性转移支付收入15.6亿元，其中：均衡性转移支付11.1亿元，教育共同财政事权转移支付9176万元。",
			"revenue.general_transfer all, revenue.by_class all 均衡性转移支付收入, revenue.by_class all 教育共同财政事权转移支付收入"},
		{"市对区一般公共预算转移支付10亿元，其中：一般性转移支付8亿元，专项转移支付2亿元。",
			"expenditure.subsidies general_public_budget, expenditure.by_function general_public_budget 23002, expenditure.by_function general_public_budget 23003"},
		{"（二）专项转移支付支出9亿元。其中：\n1.教育2亿元；\n2.农林水7亿元。",
			"expenditure.by_function general_public_budget 23003, expenditure.by_function general_public_budget 2300305, expenditure.by_function general_public_budget 2300313"},
		{"一般公共预算支出50亿元，扣除上解上级支出19亿元、补助下级支出10亿元。",
			"expenditure.general_public_budget general_public_budget, expenditure.remit_up general_public_budget, expenditure.subsidies general_public_budget"},
		{"三、2026年社保基金预算草案\n（一）失业保险基金\n1.收支情况。基金收入6亿元；基金支出5亿元。\n（二）生育保险基金\n基金收入3亿元。\n四、其他事项\n基金收入7亿元。",
			"revenue.social_insurance social_insurance 失业保险基金, expenditure.social_insurance social_insurance 失业保险基金, revenue.social_insurance social_insurance 生育保险基金, "},
	} {
		var got []string
		for _, f := range readAs(t, head, c.text) {
			got = append(got, strings.TrimRight(strings.Join([]string{string(f.Concept), string(f.Dimensions.FundSource), f.Dimensions.Indicator + f.Dimensions.FuncCode}, " "), " "))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestKindsInTurn holds that the kinds of a list that numbers follow in turn are those of
// what is told, and that what an institution's own kind tells is no figure of some of them.
func TestKindsInTurn(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"居民消费价格上涨0.1%。其中：衣着、居住、其他用品和服务分别上涨0.2%、0.8%、18.7%；食品烟酒、交通和通信分别下降1.9%、2.1%。",
			"居民消费价格, 衣着价格, 居住价格, 其他用品及服务价格, 食品烟酒价格, 交通通信价格"},
		{"限额以上单位商品零售中，饮料类增长2%，文化办公用品增长3%，家具类下降4%。", "饮料类零售额, 文化办公用品类零售额, 家具类零售额"},
		{"资质以上建筑业企业749家，完成建筑业总产值增长2.0%。", "建筑业企业, 建筑业总产值"},
		{"太阳能发电企业11家，发电量14亿千瓦时。", ", "},
		{"居民恩格尔系数为32.5%，其中城镇为30.6%，农村为38.3%。", "居民家庭恩格尔系数, 城镇居民家庭恩格尔系数, 农村居民家庭恩格尔系数"},
		{"城乡居民收入比为1.89:1，农村居民收入增长5.8%。", ", , 农村居民人均可支配收入"},
	} {
		var got []string
		for _, f := range readAs(t, bulletin, c.text) {
			if f.Concept != "" && f.Concept != schema.EconomyActual {
				t.Errorf("%s: %s", c.text, f.Concept)
			}
			got = append(got, f.Dimensions.Indicator)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
