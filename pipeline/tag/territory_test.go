package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestTerritory reads turns of the reports of places: of what whole a part is, what a list has in
// common, and what was found and not reached. A figure is written with its concept, its member or
// code, and where it matters the end of its period.
func TestTerritory(t *testing.T) {
	const audit = "关于望舒市2021年度市级预算执行和其他财政收支的审计工作报告\n"
	const work = "2025年望舒省政府工作报告\n一、2024年工作回顾\n"
	const done = draft + "一、2025年预算执行情况\n"
	for name, tt := range map[string]struct{ text, want string }{
		"the registered and the resident": {bulletin + "年末户籍人口10.8万人。其中，城镇人口5.2万人，乡村人口5.6万人。常住人口12.2万人，其中城镇人口9.1万人。",
			"10.8万人 economy.actual 户籍人口|5.2万人 economy.actual 城镇户籍人口|5.6万人 economy.actual 乡村户籍人口|12.2万人 economy.actual 常住人口|9.1万人 economy.actual 城镇常住人口"},
		"a verb and the noun behind its number": {work + "改造23个老旧小区。全省运动员共获135枚金牌、52枚银牌。新增35家高新技术企业。",
			"23个 economy.actual 城镇老旧小区改造数|135枚 economy.actual 金牌|52枚 economy.actual 银牌|35家 economy.actual 新增高新技术企业"},
		"a list of what was added": {work + "新增高速公路26公里、农村公路通车里程30公里。农村公路通车里程900公里。",
			"26公里|30公里|900公里 economy.actual 农村公路里程"},
		"a list for so many people": {work + "每千人托位、养老床位数分别达到4.7个、27.3张。",
			"4.7个 economy.actual 每千人口3岁以下婴幼儿托位数|27.3张"},
		"some of a rank": {bulletin + "年末共有省级森林公园3个，市级湿地公园2个，湿地公园5个。",
			"3个 economy.actual 省级森林公园|2个|5个 economy.actual 湿地公园"},
		"staff of an institution with a bracket": {bulletin + "疾病预防控制中心（防疫站）13个，卫生技术人员674人。卫生技术人员1.2万人。",
			"13个 economy.actual 疾病预防控制中心|674人|1.2万人 economy.actual 卫生技术人员"},
		"a part of the travellers' money": {bulletin + "旅游总收入38亿元，其中国内旅游收入37亿元。", "38亿元 economy.actual 旅游总收入|37亿元 economy.actual 国内旅游收入"},
		"two in one word":                 {bulletin + "城乡居民最低生活保障标准分别提高到760元/月和560元/月。", "760元/月 economy.actual 城市最低生活保障标准|560元/月 economy.actual 农村最低生活保障标准"},
		"growth by name and in fact":      {bulletin + "全体居民人均可支配收入31206元，名义增长5.9%，扣除价格因素实际增长5.4%。", "31206元 economy.actual 居民人均可支配收入|5.9% economy.actual 居民人均可支配收入|5.4% economy.actual 居民人均可支配收入"},
		"an index and its change":         {bulletin + "居民消费价格总指数为102.7%。居民消费价格上涨2.7%。", "102.7% economy.actual 居民消费价格指数|2.7% economy.actual 居民消费价格"},
		"what was not done with a part of it": {audit + "1.非税收入1203万元未及时缴库。\n2.非税收入1300万元。\n3.无预算、超预算列支公务接待费3万元。\n4.涉及资金21万元。",
			"1203万元|1300万元 revenue.non_tax|3万元|21万元"},
		"both sides in one figure": {draft + "二、2026年预算草案\n政府性基金预算收支安排8.1亿元。政府性基金预算收支增加1亿元。",
			"8.1亿元 revenue.total|1亿元"},
		"items of the sale of land": {done + "政府性基金预算支出7.2亿元，其中：征地和拆迁补偿支出3.2亿元，露营支出0.9亿元。\n一般公共预算支出7亿元，其中：征地和拆迁补偿支出2亿元。",
			"7.2亿元 expenditure.government_fund|3.2亿元 expenditure.by_function 2120801|0.9亿元|7亿元 expenditure.general_public_budget|2亿元"},
		"what the level above hands down": {done + "上级对我市转移支付178亿元，其中：一般性转移支付142亿元。省转贷我市政府债券53亿元，其中：新增债券36亿元，置换债券17亿元。",
			"178亿元 revenue.superior_subsidy|142亿元 revenue.general_transfer|53亿元 revenue.debt_onlent|36亿元 debt.issued_new|17亿元 debt.issued_swap"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range readAs(t, "", tt.text) {
				line := []string{f.Raw}
				for _, s := range []string{string(f.Concept), f.Dimensions.Indicator, f.Dimensions.FuncCode} {
					if s != "" {
						line = append(line, s)
					}
				}
				got = append(got, strings.Join(line, " "))
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestRankIsNoPlace holds that things of a rank are no figures of its accounts.
func TestRankIsNoPlace(t *testing.T) {
	for text, want := range map[string]schema.EntityScope{
		"全市文物1234处。市级文物保护单位12处。":    schema.Summary,
		"全市收入5亿元。市级一般公共预算收入3亿元。":    schema.Self,
		"市本级收入5亿元。全市共有市级文物保护单位12处。": schema.Summary,
	} {
		facts := readAs(t, bulletin, text)
		if got := facts[len(facts)-1].Dimensions.EntityScope; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestTerritoryTimes holds the phase and the last day of figures to what their heading or the
// title of their report says.
func TestTerritoryTimes(t *testing.T) {
	for _, tt := range []struct {
		text, raw string
		measure   schema.Measure
		end       string
	}{
		{"望舒市2024年财政决算和2025年上半年预算执行情况的报告\n二、2025年上半年预算执行情况\n1—6月，一般公共预算收入完成95亿元。一般公共预算支出完成96亿元。", "96亿元", schema.Executed, "2025-06-30"},
		{"望舒市2024年预算调整方案\n2024年，新增债券额度9亿元。", "9亿元", schema.BudgetAdjusted, "2024-12-31"},
		{"望舒市2024年财政决算草案的报告\n2024年，政府性基金预算收入年初7亿元，调整预算数8亿元，决算数9亿元。", "7亿元", schema.BudgetInitial, "2024-12-31"},
		{"望舒镇2024年上半年预算执行情况\n收入情况\n上年结余2亿元，新增专项债券转贷收入9亿元。", "9亿元", schema.Executed, "2024-06-30"},
		{"望舒市2024年财政决算草案的报告\n一、一般公共预算收入完成情况\n2024年，一般公共预算收入9亿元。", "9亿元", schema.Final, "2024-12-31"},
		{"望舒市2024年财政决算草案的报告\n2024年，一般公共预算收入9亿元，比上年决算数8亿元增长12.5%。", "8亿元", schema.Final, "2023-12-31"},
		{"望舒市2024年政府债务情况\n2024年末，全市政府债务余额51亿元。2024年发行新增债券9亿元。", "9亿元", schema.Executed, "2024-12-31"},
		{"望舒市2024年政府债务情况\n2025年到期政府债券本息7亿元。", "7亿元", schema.BudgetInitial, "2025-12-31"},
		{"望舒市2024年政府债务预算公开\n2024年发行新增债券9亿元。", "9亿元", schema.BudgetInitial, "2024-12-31"},
		{"关于望舒市2021年度市级预算执行和其他财政收支的审计工作报告\n2021年7月至2022年6月，查出违规金额4630万元。", "4630万元", "", "2022-06-30"},
	} {
		found := false
		for _, f := range readAs(t, "", tt.text) {
			if f.Raw == tt.raw {
				found = true
				if f.Measure != tt.measure || f.Period.End.String() != tt.end {
					t.Errorf("%s: %s until %s, want %s until %s", tt.text, f.Measure, f.Period.End, tt.measure, tt.end)
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s", tt.text, tt.raw)
		}
	}
}
