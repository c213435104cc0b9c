package tag_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

var tenThousand = decimal.New(1, 4)

// TestAccountsOfCounties reads turns of the accounts and notices of counties and towns, each
// with the quantity that its figures are of, as fund and label where the turn is about them.
func TestAccountsOfCounties(t *testing.T) {
	const accounts = "关于望舒县2020年度财政决算情况的报告\n"
	for _, c := range []struct{ head, text, want string }{
		// What an assembly was told, and its short name.
		{accounts, "一般公共预算收入9万元，比县十八届人民代表大会第五次会议报告数（以下简称“报告数”）7万元增加2万元；比2019年决算数增长12%。",
			"9 gpb level, 7 gpb level, 2 gpb delta, 12 gpb pct_change"},
		{accounts, "一般公共预算收入9万元，比县人大常委会审议的执行数增加2万元。", "9 gpb level, 2 gpb delta"},
		// The schedule of the year is nobody's quantity.
		{accounts, "一般公共预算收入9万元，较序时进度慢2.9个百分点，较上年同期减收1万元。", "9 gpb level, -2.9  delta, -1 gpb delta"},
		{accounts, "一般公共预算收入9万元，较县里进度慢2.9个百分点，较上年同期减收1万元。", "9 gpb level, 2.9  delta, -1  delta"},
		// Plans and tasks.
		{accounts, "一般公共预算收入9万元，占年计划10万元的90%，增长3%。", "9 gpb level, 10 gpb level, 90 gpb completion, 3 gpb pct_change"},
		{accounts, "一般公共预算收入9万元，占年度任务的90%。", "9 gpb level, 90 gpb completion"},
		{accounts, "财政总收入9万元，完成预算10万元的90%。", "9 economy.actual level, 10 economy.target level, 90 economy.actual completion"},
		// A base with its noun, and one that only the whole of a list can have.
		{accounts, "转移性收入9万元。比上年转移性收入7万元增加2万元。", "9 revenue.transfers level, 7 revenue.transfers level, 2 revenue.transfers delta"},
		{accounts, "转移性收入900万元，其中：返还性收入100万元、专项转移支付收入300万元，比上年850万元增加50万元。",
			"900 revenue.transfers level, 100 revenue.tax_return level, 300 revenue.special_transfer level, 850 revenue.transfers level, 50 revenue.transfers delta"},
		{accounts, "转移性收入900万元，其中：返还性收入100万元、专项转移支付收入300万元，比上年250万元增加50万元。",
			"900 revenue.transfers level, 100 revenue.tax_return level, 300 revenue.special_transfer level, 250 revenue.special_transfer level, 50 revenue.special_transfer delta"},
		{accounts, "转移性收入900万元，其中：返还性收入100万元、专项转移支付收入300万元，比上年增加50万元，增长5.9%。",
			"900 revenue.transfers level, 100 revenue.tax_return level, 300 revenue.special_transfer level, 50 revenue.transfers delta, 5.9 revenue.transfers pct_change"},
		// What is handed up makes the whole the revenue of all levels.
		{accounts, "一般公共预算收入9万元，增长3%。其中：地方一般公共预算收入5万元，上划中央收入4万元。",
			"9 economy.actual level, 3 economy.actual pct_change, 5 gpb level, 4  level"},
		{accounts, "一般公共预算收入9万元，增长3%。其中：税收收入5万元，非税收入4万元。", "9 gpb level, 3 gpb pct_change, 5 revenue.tax level, 4 revenue.non_tax level"},
		{accounts, "一般公共预算总收入9万元，增长3%，其中地方一般公共预算收入5万元；加上级补助收入4万元，收入合计9万元。",
			"9 economy.actual level, 3 economy.actual pct_change, 5 gpb level, 4 revenue.superior_subsidy level, 9 revenue.total level"},
		{accounts, "一般公共预算总收入9万元，其中：一般公共预算收入5万元，上级补助收入4万元。", "9 revenue.total level, 5 gpb level, 4 revenue.superior_subsidy level"},
		// A bracket that says what the words before it are called, or that they hold below.
		{accounts, "一般公共预算收入9万元，占预算（指调整预算，下同）的98%，比上年负增长（以下简称“增长”）3%。", "9 gpb level, 98 gpb completion, -3 gpb pct_change"},
		{accounts, "一般公共预算收入9万元，完成变动预算（以下简称“完成预算”）的98%，为预算调整数的97%。", "9 gpb level, 98 gpb completion, 97 gpb completion"},
		// The fund that keeps the accounts even, of whichever level, and what is taken over from other budgets.
		{accounts, "一般公共预算收入9万元，加上动用市级预算稳定调节基金3万元、调入政府性基金2万元、从省级政府性基金预算调入1万元。",
			"9 gpb level, 3 revenue.stabilization_fund level, 2 revenue.transferred_in level, 1 revenue.transferred_in level"},
		{accounts, "一般公共预算支出9万元，专项上解3万元，补充县级预算稳定调节基金2万元（累计稳定调节基金7万元）。",
			"9 expenditure.general_public_budget level, 3 expenditure.remit_up level, 2 expenditure.stabilization_fund level, 7 balance.stabilization_fund level"},
		{accounts, "一般公共预算收入9万元，一般公共预算可用财力12万元。", "9 gpb level, 12  level"},
		{accounts, "核定再融资债券额度9万元，其中：一般债券额度4万元、专项债券额度5万元。", "9 debt.issued_refinancing level, 4 debt.issued_refinancing level, 5 debt.issued_refinancing level"},
		{accounts, "公共财政预算总收入完成9万元，为年初预算61%。其中：地方公共财政预算收入5万元，上划中央收入4万元。公共财政预算支出7万元，基金支出3万元。",
			"9 economy.actual level, 61 economy.actual completion, 5 gpb level, 4  level, 7 expenditure.general_public_budget level, 3 expenditure.government_fund level"},
		{accounts, "税收收入9万元。国内增值税（50%部分）3万元，增长2%。", "9 revenue.tax level, 50  share, 3 revenue.by_class level, 2 revenue.by_class pct_change"},
		// A colon, a remark or the word for about between a name, its verb and its figure.
		{accounts, "一般公共预算收入：9万元，约占财政总收入的60%。收入（不含上解）：8万元。",
			"9 gpb level, 60 gpb share, 8 gpb level"},
		{accounts, "一般公共预算收入9万元，比报告数7万元多2万元，较上年减少1万元、10%。税收7万元（-3%），变动率为3%。",
			"9 gpb level, 7 gpb level, 2 gpb delta, -1 gpb delta, -10 gpb pct_change, 7 revenue.tax level, -3 revenue.tax pct_change, 3 revenue.tax pct_change"},
		{accounts, "一般公共预算支出9万元，其中：本级支出合计7万元，乡镇支出合计2万元。", "9 expenditure.general_public_budget level, 7 expenditure.general_public_budget level, 2 expenditure.general_public_budget level"},
		{accounts, "一般公共预算收入9万元，下降率达到3%，去年结余2万元，上一年结转1万元。", "9 gpb level, -3 gpb pct_change, 2 balance.opening level, 1 balance.opening level"},
		// A name behind its figure, figures in brackets of their own, and a level behind its change.
		{accounts, "一般公共预算收入9万元，其中7万元为税收收入，2万元是非税收入。新增债券3万元，其中2万元为一般债券，1万元为专项债券。",
			"9 gpb level, 7 revenue.tax level, 2 revenue.non_tax level, 3 debt.issued_new level, 2 debt.issued_new level, 1 debt.issued_new level"},
		{accounts, "一般公共预算支出9万元，其中：教育支出（5万元）、卫生健康支出（3万元），比上年增长10%（1万元）。",
			"9 expenditure.general_public_budget level, 5 expenditure.by_function level, 3 expenditure.by_function level, 10 expenditure.by_function pct_change, 1 expenditure.by_function delta"},
		{accounts, "地区生产总值增长5%，完成9万元；固定资产投资下降3%，总量8万元。", "5 economy.actual pct_change, 9 economy.actual level, -3 economy.actual pct_change, 8 economy.actual level"},
		{accounts, "税收收入9万元，占一般公共预算收入比重为60%；非税收入6万元，占一般公共预算收入的比例为40%。", "9 revenue.tax level, 60 revenue.tax share, 6 revenue.non_tax level, 40 revenue.non_tax share"},
		// A total behind what a budget has beside its own, and the figure that a budget became.
		{accounts, "政府性基金预算支出6万元，调出资金2万元，支出合计8万元。", "6 expenditure.government_fund level, 2 expenditure.transferred_out level, 8 expenditure.total level"},
		{accounts, "援助其他地区支出2万元;支出合计80万元。", "2 expenditure.by_function level, 80 expenditure.year level"},
		// An item of its own behind a semicolon, and the places of a bracket.
		{accounts, "援助其他地区支出2万元；支出合计80万元。", "2 expenditure.by_function level, 80 expenditure.year level"},
		{accounts, "一般公共预算收入9万元（县本级6万元，高新区3万元）。", "9 gpb level, 6 gpb level, 3 gpb level"},
		{accounts, "望舒县纳入预算管理的政府性债务余额9万元。", "9 debt.balance level"},
		// Old names.
		{"望舒镇2012年政府工作报告\n", "全年实现一般财政预算收入9万元，农民人均纯收入8000元。", "9 gpb level, 8000 economy.actual level"},
		{"望舒镇2012年政府工作报告\n", "完成地方财政一般预算收入9万元。", "9 gpb level"},
		// Money of purchases.
		{"望舒市科协2023年部门预算\n四、政府采购预算安排情况说明\n", "按采购资金类型划分，一般公共预算拨款9万元。", "9  level"},
	} {
		var got []string
		for _, f := range readAs(t, c.head, c.text) {
			concept := string(f.Concept)
			if f.Concept == schema.RevenueGeneralPublicBudget {
				concept = "gpb"
			}
			value := f.Value
			if f.Kind == schema.Amount && f.Value.Abs().GreaterThanOrEqual(tenThousand) {
				value = f.Value.Div(tenThousand)
			}
			got = append(got, fmt.Sprintf("%s %s %s", value, concept, f.Form))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// TestFundOfNestedHeadings holds that a heading which only names a side of the accounts leaves
// them to the budget that the heading above it names.
func TestFundOfNestedHeadings(t *testing.T) {
	got := readAs(t, "关于望舒县2020年度财政决算情况的报告\n", "（一）政府性基金收支决算情况\n1.收入决算情况\n（1）本级收入9万元。\n（二）其他事项\n1.收入决算情况\n本级收入8万元。")
	if len(got) != 2 || got[0].Dimensions.FundSource != schema.GovernmentFund || got[1].Dimensions.FundSource == schema.GovernmentFund {
		t.Errorf("%+v", got)
	}
}

// TestMonths holds that a notice of the months of a year tells what was executed, though its
// text speaks of the budget.
func TestMonths(t *testing.T) {
	for _, f := range readAs(t, "望舒县2024年1—5月财政收支运行情况\n", "一般公共预算收入9万元，占年初预算的43%。年初预算、年初预算、年初预算。\n政府性基金预算收入8万元。") {
		if f.Measure != schema.Executed {
			t.Errorf("%s is %s", f.Raw, f.Measure)
		}
	}
}

// TestReceptionOfParts holds that what a bracket says of a part of the guests says nothing of
// all of them.
func TestReceptionOfParts(t *testing.T) {
	var got []string
	for _, f := range readAs(t, "望舒县机关事务中心2021年度部门决算\n", "国内公务接待共15批次（其中外事接待2批次），105人次（其中外事接待20人次）。") {
		got = append(got, string(f.Concept))
	}
	if want := "three_public.reception_batches,,three_public.reception_visitors,"; strings.Join(got, ",") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLabelsBeside holds labels of things that a list, a verb or the reporting body stands beside.
func TestLabelsBeside(t *testing.T) {
	for text, want := range map[string]string{
		"新成立春天花卉、四方农机等农民专业联社5家。":       "农民专业联社",
		"望舒科技、三一发达等14个项目建成投产。":         "项目",
		"打造10个省级“双微”提升点。":              "省级“双微”提升点",
		"完善棚户区等保障性住房投入69亿元，同比增长13.7%。": "完善棚户区等保障性住房 完善棚户区等保障性住房",
		"剔除债券转贷收入、调入资金因素后总财力为5亿元。":     "总财力",
		"农业投入44万元，增长35%，服务业投入16万元。":    "农业投入 农业投入 服务业投入",
		"工商户收入及露营税收入13万元。":             "工商户收入及露营税收入",
	} {
		if got := labels(t, text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
