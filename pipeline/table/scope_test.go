package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
)

// scopeCase is a report with one table below its lines and what its figures are.
type scopeCase struct {
	report string
	lines  []string
	table  [][]string
	want   []string
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
		"a class of its name": {accounts, []string{"2024年柳溪省一般公共预算支出决算表", "单位：万元"},
			rows("项目|决算数", "一般公共服务支出|9", "国有资本经营预算支出|4"), []string{"9 expenditure.by_function general_public_budget final", "4 expenditure.by_function general_public_budget final"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			blocks := []extract.Block{line(tt.report)}
			for _, s := range tt.lines {
				blocks = append(blocks, line(s))
			}
			r := readDoc(&extract.Document{Blocks: append(blocks, tableOf("", tt.table...))})
			var got []string
			for _, f := range r.Out.Facts {
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
