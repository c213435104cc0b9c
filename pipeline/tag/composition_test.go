package tag_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/schema"
)

// composed is a name put together from the parts of listed ones, and what it means
// by the rule of its composition.
type composed struct {
	head, name, number string
	concept            schema.ConceptID
	fund               schema.FundSource // "" where the name says none
	measure            schema.Measure    // likewise
	code               string            // of a functional class
}

// money returns a name of money in a report without headings.
func money(name string, concept schema.ConceptID, fund schema.FundSource) composed {
	return composed{headsOf[""], name, "1.17万元", concept, fund, "", ""}
}

// each runs over every combination of one word from each list.
func each(yield func(name string, at []int), lists ...[]string) {
	at := make([]int, len(lists))
	for {
		var name strings.Builder
		for i, list := range lists {
			name.WriteString(list[at[i]])
		}
		yield(name.String(), at)
		i := len(lists) - 1
		for ; i >= 0; i-- {
			if at[i]++; at[i] < len(lists[i]) {
				break
			}
			at[i] = 0
		}
		if i < 0 {
			return
		}
	}
}

// sums composes the wholes of the budgets: whose, of which year, which side, and
// the words for a phase or a whole after it.
func sums() (out []composed) {
	funds := []schema.FundSource{schema.GeneralPublicBudget, schema.GeneralPublicBudget, schema.GovernmentFund, schema.GovernmentFund, schema.StateCapital, schema.StateCapital}
	concepts := map[schema.FundSource][2]schema.ConceptID{
		schema.GeneralPublicBudget: {schema.RevenueGeneralPublicBudget, schema.ExpenditureGeneralPublicBudget},
		schema.GovernmentFund:      {schema.RevenueGovernmentFund, schema.ExpenditureGovernmentFund},
		schema.StateCapital:        {schema.RevenueStateCapital, schema.ExpenditureStateCapital},
		schema.FiscalFunds:         {schema.RevenueFiscal, schema.ExpenditureFiscal},
	}
	years, sides, tails := []string{"", "本年", "当年", "本年度"}, []string{"收入", "支出"}, []string{"", "决算", "预算", "合计", "决算数", "预算数", "决算合计", "年初预算", "决算总额", "预算合计"}
	each(func(name string, at []int) {
		out = append(out, money(name, concepts[funds[at[0]]][at[3]], funds[at[0]]))
	},
		[]string{"一般公共预算", "公共财政预算", "政府性基金预算", "政府性基金", "国有资本经营预算", "国有资本经营"}, []string{"", "财政拨款", "拨款"}, years, sides, tails)
	each(func(name string, at []int) {
		out = append(out, money(name, concepts[schema.FiscalFunds][at[2]], schema.FiscalFunds))
	},
		[]string{"财政拨款"}, years, sides, tails)
	return out
}

// balances composes what is carried over: when, of whose money, and the words for it.
func balances() (out []composed) {
	concepts := []schema.ConceptID{schema.BalanceOpening, schema.BalanceOpening, schema.BalanceOpening, schema.BalanceClosing, schema.BalanceClosing, schema.BalanceClosing}
	funds := []schema.FundSource{"", schema.FiscalFunds, schema.GeneralPublicBudget, schema.GeneralPublicBudget, schema.GovernmentFund}
	each(func(name string, at []int) { out = append(out, money(name, concepts[at[0]], funds[at[1]])) },
		[]string{"年初", "上年", "期初", "年末", "年终", "期末"}, []string{"", "财政拨款", "一般公共预算财政拨款", "一般公共预算", "政府性基金预算财政拨款"},
		[]string{"结转和结余", "结转结余", "结余", "结转及结余", "结余结转"}, []string{"", "资金", "合计"})
	return out
}

// threePublic composes the 三公 expenses: of whose money, what, and the words for money.
func threePublic() (out []composed) {
	funds := []string{"", "财政拨款", "一般公共预算财政拨款", "一般公共预算"}
	fees := []string{"费", "经费", "费用", "支出", "费支出", "经费支出", "费用支出", "费支出决算", "费预算", "经费预算数", "费决算数"}
	car := []string{"公务用车", "公车", "公务车"}
	add := func(concept schema.ConceptID, things ...[]string) {
		each(func(name string, _ []int) { out = append(out, money(name, concept, "")) }, append(append([][]string{funds}, things...), fees)...)
	}
	add(schema.ThreePublicVehicle, car, []string{"购置"}, []string{"及", "和", "与"}, []string{"运行", "运行维护", "运维", "维护"})
	add(schema.ThreePublicVehiclePurchase, car, []string{"购置"})
	add(schema.ThreePublicVehicleOperation, car, []string{"运行", "运行维护", "运维", "维护", "日常运行维护"})
	add(schema.ThreePublicReception, []string{"公务接待", "国内公务接待"})
	add(schema.ThreePublicAbroad, []string{"因公", "因公临时"}, []string{"出国（境）", "出国", "出国境"})
	each(func(name string, _ []int) { out = append(out, money(name, schema.ThreePublicTotal, "")) },
		funds, []string{"“三公”"}, []string{"经费", "费用"}, []string{"", "支出", "决算", "预算", "支出决算", "支出合计", "决算数", "预算数", "总额"})
	return out
}

// classes composes the names of functional classes, their level marks and 支出.
func classes() (out []composed) {
	head := headsOf[""] + "第三部分 部门决算情况说明\n五、一般公共预算财政拨款支出决算情况说明\n"
	marks := map[int]string{3: "类", 5: "款", 7: "项"}
	for code, name := range schema.ClassNames {
		if !slices.Contains([]string{"201", "205", "208", "210", "212", "213", "20801", "20805", "21011", "2080505", "2080506", "2101101", "2101102", "2210201"}, code) || strings.Contains(name, "、") {
			continue
		}
		for _, form := range []string{"%s（%s）", "%s（%s）支出", "%s(%s)支出", "%s（%s）预算支出", "%s（%s）支出决算", "%s（%s）决算数"} {
			out = append(out, composed{head, fmt.Sprintf(form, name, marks[len(code)]), "1.17万元", schema.ExpenditureByFunction, "", "", code})
		}
	}
	return out
}

// phases composes a phase and the words for its figure.
func phases() (out []composed) {
	measures := []schema.Measure{schema.BudgetInitial, schema.BudgetAdjusted, schema.BudgetAdjusted, schema.Budget, schema.Final, schema.Executed, schema.BudgetAdjusted, schema.BudgetInitial}
	each(func(name string, at []int) {
		c := money(name, schema.AgencyTraining, "")
		c.measure = measures[at[1]]
		out = append(out, c)
	}, []string{"培训费", "培训费支出"}, []string{"年初预算", "全年预算", "调整预算", "预算", "决算", "实际执行", "调整后预算", "年初部门预算"},
		[]string{"", "数", "金额", "数额", "额", "总额", "指标"}, []string{"", "为", "是", "共计"})
	return out
}

// counts composes counts: the verb, the thing, and the words before a number.
func counts() (out []composed) {
	head := headsOf["final.three_public"]
	add := func(concept schema.ConceptID, number string, lists ...[]string) {
		each(func(name string, _ []int) { out = append(out, composed{head, name, number, concept, "", "", ""}) }, lists...)
	}
	add(schema.ThreePublicVehiclesPurchased, "7辆", []string{"全年", "本年度", ""}, []string{"购置", "新购", "新购置", "更新", "更新购置", "购买", "采购"}, []string{"公务用车", "公车"}, []string{"", "数量", "共"})
	add(schema.ThreePublicVehiclesHeld, "7辆", []string{"年末", "期末", "单位", ""}, []string{"共有", "现有", "实有", "保有"}, []string{"公务用车", "公车"}, []string{"", "共", "数量"})
	add(schema.ThreePublicVehiclesHeld, "7辆", []string{"年末", "期末", ""}, []string{"公务用车", "公车", "公务车"}, []string{"保有量", "保有数", "实有数", "保有数量"}, []string{"", "为", "共"})
	add(schema.ThreePublicReceptionBatches, "7批次", []string{"全年", "国内", ""}, []string{"公务接待", "接待"}, []string{"", "批次", "批次数"}, []string{"", "共", "为", "共计"})
	add(schema.ThreePublicReceptionVisitors, "17人次", []string{"全年", "国内", ""}, []string{"公务接待", "接待"}, []string{"", "人次", "人数", "人次数"}, []string{"", "共", "为", "共计"})
	add(schema.ThreePublicAbroadGroups, "7个", []string{"组织", "安排", "派出", "全年", ""}, []string{"因公", "因公临时", ""}, []string{"出国（境）", "出国"}, []string{"团组", "团组数", "团组数量"}, []string{"", "共", "为"})
	return out
}

// TestComposedNames draws names composed of the parts of listed ones: none of them
// may be taken for another thing, and most must be read.
func TestComposedNames(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	for _, kind := range []struct {
		name  string
		all   []composed
		draw  int
		floor int // of every hundred
	}{
		{"sums", sums(), 70, 94}, {"balances", balances(), 40, 100}, {"three public", threePublic(), 80, 100},
		{"classes", classes(), 30, 100}, {"phases", phases(), 40, 80}, {"counts", counts(), 60, 88},
	} {
		rng.Shuffle(len(kind.all), func(i, j int) { kind.all[i], kind.all[j] = kind.all[j], kind.all[i] })
		read, drawn := 0, kind.all[:min(kind.draw, len(kind.all))]
		for _, c := range drawn {
			r := reportOn(t, c.head, c.name+c.number+"。")
			f := first(r)
			switch {
			case len(r.Facts) != 1:
				t.Errorf("%s: %d facts", c.name, len(r.Facts))
			case f.Concept == "":
				t.Logf("%s is unread", c.name)
			case f.Concept != c.concept || c.fund != "" && f.Dimensions.FundSource != c.fund || c.measure != "" && f.Measure != c.measure || c.code != f.Dimensions.FuncCode || f.Form != schema.Level:
				t.Errorf("%s is %s of %s %s %s %s, not %s %s %s", c.name, f.Concept, f.Dimensions.FundSource, f.Measure, f.Dimensions.FuncCode, f.Form, c.concept, c.fund, c.measure)
			default:
				read++
			}
		}
		t.Logf("%s: %d of %d read", kind.name, read, len(drawn))
		if 100*read < kind.floor*len(drawn) {
			t.Errorf("%s: %d of %d read, floor %d %%", kind.name, read, len(drawn), kind.floor)
		}
	}
}
