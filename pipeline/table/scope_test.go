package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// scopeCase is a report with one table below its lines and what its figures are.
type scopeCase struct {
	report string
	lines  []string
	table  [][]string
	want   []string
}

// facts are those of the report.
func (c *scopeCase) facts() []schema.Fact {
	blocks := []extract.Block{line(c.report)}
	for _, s := range c.lines {
		blocks = append(blocks, line(s))
	}
	return readDoc(&extract.Document{Blocks: append(blocks, tableOf("", c.table...))}).Out.Facts
}

// TestScopeOfRows: of which budget, side and phase a row is, the title of its table says,
// and no fund that is a part of the row's name.
func TestScopeOfRows(t *testing.T) {
	t.Parallel()
	const accounts = "2024年柳溪省和省本级财政决算"
	for name, tt := range map[string]scopeCase{
		"a fund in the name of a class": {accounts, []string{"2024年柳溪省一般公共预算支出决算表", "单位：万元"},
			rows("科目编码|科目名称|决算数", "2082601|财政对企业职工基本养老保险基金的补助|12", "2082602|财政对城乡居民基本养老保险基金的补助|7"),
			[]string{"12 expenditure.by_function general_public_budget final", "7 expenditure.by_function general_public_budget final"}},
		"a title in two lines": {accounts, []string{"3.5 2024年柳溪省本级一般公共预算支出", "功能分类决算表", "单位：万元"},
			rows("科目编码|科目名称|决算数", "201|一般公共服务支出|12"), []string{"12 expenditure.by_function general_public_budget final"}},
		"a title whose last letter is a line": {accounts, []string{"3.16 2024年柳溪省本级国有资本经营预算支出决算", "表", "（功能分类） 单位：万元"},
			rows("项目|调整预算数|决算数", "合计|19|5"), []string{"19 expenditure.state_capital state_capital budget_adjusted", "5 expenditure.state_capital state_capital final"}},
		"a title without 决算 in accounts": {accounts, []string{"2.2 2024年柳溪省地方政府一般债务余额表", "单位：万元"},
			rows("地区|2024年末余额", "省本级|12"), []string{"12 debt.balance general_public_budget final"}},
		"the total of a fund's revenue": {accounts, []string{"2024年柳溪省政府性基金收入决算表", "单位：万元"},
			rows("项目|预算数|决算数", "合计|19|5"), []string{"19 revenue.government_fund government_fund budget", "5 revenue.government_fund government_fund final"}},
		"the total of a fund's expenditure": {accounts, []string{"2024年柳溪省政府性基金支出决算表", "单位：万元"},
			rows("项目|预算数|决算数", "合计|19|5"), []string{"19 expenditure.government_fund government_fund budget", "5 expenditure.government_fund government_fund final"}},
		"one of several budgets": {accounts, []string{"2024年柳溪省财政收支决算总表", "单位：万元"},
			rows("项目|决算数", "一般公共预算支出|9", "政府性基金预算支出|5", "国有资本经营预算支出|4"),
			[]string{"9 expenditure.general_public_budget general_public_budget final", "5 expenditure.government_fund government_fund final", "4 expenditure.state_capital state_capital final"}},
		"codes of revenue": {accounts, []string{"2024年柳溪省本级国有资本经营收入决算表", "单位：万元"},
			rows("科目编码|科目名称|决算数", "1030601|利润收入|9", "103060129|地质勘查企业利润收入|5"),
			[]string{"9 revenue.by_class state_capital final", "5 revenue.by_class state_capital final"}},
		"a class's name in a table of revenue": {accounts, []string{"2024年柳溪省政府性基金收入决算表", "单位：万元"},
			rows("项目|决算数", "合计|9", "政府性基金转移支付|5", "政府性基金转移支付收入|4"), []string{"9 revenue.government_fund government_fund final", "5   final", "4 revenue.superior_subsidy government_fund final"}},
		"a row that speaks of social insurance": {accounts, []string{"2024年柳溪省国有资本经营预算支出决算表", "单位：万元"},
			rows("项目|决算数", "一、补充全国社会保障基金|", "国有资本经营预算补充社保基金支出|", "二、国有企业政策性补贴|3", "金融企业资本性支出|1", "本年支出合计|4", "国有资本经营预算调出资金|5"),
			[]string{"3 expenditure.by_function state_capital final", "1 expenditure.by_function state_capital final", "4 expenditure.state_capital state_capital final", "5 expenditure.by_function state_capital final"}},
		"who gives to the general budget": {accounts, []string{"2024年柳溪省一般公共预算收入决算表", "单位：万元"},
			rows("项目|决算数", "调入资金|9", "从政府性基金预算调入一般公共预算|5", "从国有资本经营预算调入一般公共预算|4"),
			[]string{"9 revenue.transferred_in general_public_budget final", "5 revenue.transferred_in general_public_budget final", "4 revenue.transferred_in general_public_budget final"}},
		"both sides of a budget": {accounts, []string{"2024年柳溪省国有资本经营预算收支平衡表", "单位：万元"},
			rows("项目|决算数|项目|决算数", "利润收入|9|国有企业资本金注入|3", "柳溪一般债券结余|1|国有资本经营预算支出|3", "合计|8|合计|7", "总计|9|总计|9"),
			[]string{"9 revenue.by_class state_capital final", "3 expenditure.by_function state_capital final", "1  general_public_budget final", "3 expenditure.state_capital state_capital final",
				"8   final", "7   final", "9 revenue.total state_capital final", "9 expenditure.total state_capital final"}},
		"a row that has lost its name": {accounts, []string{"2024年柳溪省一般公共预算收入决算表", "单位：万元"},
			rows("项目|决算数", "税收收入|9", "|4", "合计|13"), []string{"9 revenue.tax general_public_budget final", "4   final", "13 revenue.general_public_budget general_public_budget final"}},
		"fields of special transfers": {accounts, []string{"2024年柳溪省一般公共预算收支总表", "单位：万元"},
			rows("项目|决算数|项目|决算数", "专项转移支付收入|9|一般公共服务支出|3", "教育|5|教育支出|2", "调入资金|1|上解上级支出|1"),
			[]string{"9 revenue.special_transfer general_public_budget final", "3 expenditure.by_function general_public_budget final", "5   final", "2 expenditure.by_function general_public_budget final",
				"1 revenue.transferred_in general_public_budget final", "1 expenditure.remit_up general_public_budget final"}},
		"a class of its name": {accounts, []string{"2024年柳溪省一般公共预算支出决算表", "单位：万元"},
			rows("项目|决算数", "一般公共服务支出|9", "国有资本经营预算支出|4"), []string{"9 expenditure.by_function general_public_budget final", "4 expenditure.by_function general_public_budget final"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range tt.facts() {
				got = append(got, strings.TrimSpace(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.FundSource, " ", f.Measure)))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestTitleInTwoCells: a sheet may break the title of its table over two rows.
func TestTitleInTwoCells(t *testing.T) {
	t.Parallel()
	got := joinedTitle([]string{"柳溪省", "3.5 2024年柳溪省本级一般公共预算支出", "功能分类决算表", "单位：万元"})
	if want := "2024年柳溪省本级一般公共预算支出功能分类决算表"; got[0] != want {
		t.Errorf("%q, want %q", got[0], want)
	}
	for _, own := range [][]string{{"2024年柳溪省收入决算表", "2024年柳溪省支出决算表"}, {"2024年预算数", "收入决算表"}} {
		if got := joinedTitle(own); got[0] != own[0] {
			t.Errorf("%q of %q", got[0], own)
		}
	}
}

// TestLevelsOfPlaces: whose a row or a column is, by its level of government, the place in
// the first row and the place above.
func TestLevelsOfPlaces(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]scopeCase{
		"the first row and its own level": {"2024年自治区政府债务限额情况表", []string{"2024年自治区政府债务限额情况表", "单位：亿元"},
			rows("行政区划名称|政府债务限额", "云岭自治区|9", "自治区本级|5", "柳溪市|3", "青原市|1"), []string{"9 debt.limit summary", "5 debt.limit self", "3 debt.limit subordinate 柳溪市", "1 debt.limit subordinate 青原市"}},
		"a level of the place above": {"2024年柳溪省和省本级财政决算", []string{"2024年柳溪省对市县转移支付分地区决算表", "单位：万元"},
			rows("市县别|均衡性转移支付|县级基本财力保障机制奖补资金", "市县合计|9|8", "青原市合计|7|6", "市本级|5|4", "甲山县|3|2"),
			[]string{"9 expenditure.by_function subordinate", "8 expenditure.by_function subordinate", "7 expenditure.by_function subordinate 青原市", "6 expenditure.by_function subordinate 青原市",
				"5 expenditure.by_function subordinate 青原市本级", "4 expenditure.by_function subordinate 青原市本级", "3 expenditure.by_function subordinate 甲山县", "2 expenditure.by_function subordinate 甲山县"}},
		"a level in the last cell": {"2024年自治区政府债务情况表", []string{"2024年自治区政府债务情况表", "单位：亿元"},
			rows("项目|债务限额|债务限额|债务余额", "|全区|自治区本级|全区", "政府债务限额|9|5|7"), []string{"9 debt.limit summary", "5 debt.limit self", "7  summary"}},
		"a remark behind a level": {"2024年柳溪市政府债务限额情况表", []string{"2024年柳溪市政府债务限额情况表", "单位：亿元"},
			rows("地区|政府债务限额", "柳溪市|9", "柳溪市本级（含园区）|5", "（一）甲山县|3", "（二）乙水县|1"), []string{"9 debt.limit summary", "5 debt.limit self", "3 debt.limit subordinate 甲山县", "1 debt.limit subordinate 乙水县"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range tt.facts() {
				got = append(got, strings.TrimSpace(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.EntityScope, " ", f.Dimensions.Subordinate)))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestTwoBases: a heading that names two bases, of two columns whose headings ran into
// one, says of neither that it is this column's.
func TestTwoBases(t *testing.T) {
	t.Parallel()
	h := headings{lex: lexicon(), ctx: readerOf(&extract.Document{}).Ctx}
	a := h.column("2022年决算比2021年决算比2022年预算（增减额）")
	if a.form != schema.Delta || a.year != 2022 || a.against != (against{}) || !a.opaque() {
		t.Errorf("%s of %d against %+v", a.form, a.year, a.against)
	}
}

// TestRelationsOfBases: a change against a named year and phase.
func TestRelationsOfBases(t *testing.T) {
	t.Parallel()
	h := headings{lex: lexicon(), ctx: readerOf(&extract.Document{}).Ctx}
	for s, want := range map[string]string{"按上年决算数增长%": "pct_change final -1", "比上年预算数增减%": "pct_change budget -1", "比上年决算数增减额": "delta final -1"} {
		a := h.column(s)
		if got := fmt.Sprint(a.form, " ", a.against.measure, " ", a.against.shift); got != want || a.opaque() {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}
