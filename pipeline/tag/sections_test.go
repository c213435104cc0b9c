package tag_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestItems reads items of the budget of a territory with the budget, place, phase and
// years that they have from what they open with, from the heading or list they stand
// under, or from nobody.
func TestItems(t *testing.T) {
	const title = "望舒市2025年预算执行情况和2026年预算草案的报告\n全市、全市、全市。\n"
	tests := []struct{ name, text, want string }{
		{"the words before the first stop name the budget", "二、2026年预算安排\n1.一般公共预算。收入预算安排9亿元。\n2.政府性基金预算。收入预算安排2亿元。",
			"9亿元 revenue.general_public_budget budget_initial 2026 general_public_budget|2亿元 revenue.government_fund budget_initial 2026 government_fund"},
		{"a heading of a higher rank puts it away", "二、2026年预算安排\n（一）全市预算\n1.国有资本经营预算\n收入预算安排3亿元。\n（二）高新区预算\n支出安排1亿元。",
			"3亿元 revenue.state_capital budget_initial 2026 state_capital|1亿元  budget_initial 2026 "},
		{"what an item opens with does not hold for a paragraph behind it", "二、2026年预算安排\n1.国有资本经营预算。收入预算安排3亿元。\n全年支出安排5亿元。",
			"3亿元 revenue.state_capital budget_initial 2026 state_capital|5亿元 expenditure.year budget_initial 2026 all"},
		{"an item of its own name", "二、2026年预算安排\n（一）一般公共预算\n②专项支出。安排22亿元。", "22亿元  budget_initial 2026 "},
		{"money of another", "一、2025年预算执行情况\n促进全市一般公共预算收入增长。累计争取到上级资金25亿元。", "25亿元   2025 "},
		{"a share of a budget is no phase", "一、2025年预算执行情况\n一般公共预算支出完成194亿元，占调整及变动预算的84.1%；政府性基金支出完成3亿元。",
			"194亿元 expenditure.general_public_budget executed 2025 general_public_budget|84.1% expenditure.general_public_budget executed 2025 general_public_budget|3亿元 expenditure.government_fund executed 2025 government_fund"},
		{"an aim of the years ahead", "三、“十五五”目标\n力争到2030年末全市一般公共预算收入突破55亿元。", "突破55亿元 revenue.general_public_budget target 2030 general_public_budget"},
		{"five years added up", "“十四五”期间，全市一般公共预算收入累计完成672亿元，2025年完成155亿元，年均增长5.7%；一般公共预算支出累计完成1155亿元。",
			"672亿元 revenue.general_public_budget executed 2021-2025 general_public_budget|155亿元 revenue.general_public_budget executed 2025 general_public_budget|5.7% revenue.general_public_budget executed 2021-2025 general_public_budget|1155亿元 expenditure.general_public_budget executed 2021-2025 general_public_budget"},
		{"an average of years nobody names", "一、2025年预算执行情况\n一般公共预算收入完成8亿元，年均增长5%。", "8亿元 revenue.general_public_budget executed 2025 general_public_budget|5% revenue.general_public_budget executed 1970 general_public_budget"},
	}
	for _, tt := range tests {
		doc, err := extract.Read(context.Background(), []byte(title+tt.text+"\n"), extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		r := tag.New().Tag(doc, schema.Document{Path: "a.txt"})
		var got []string
		for k := range r.Facts {
			f := &r.Facts[k]
			years := fmt.Sprint(f.Period.Start.Year())
			if end := f.Period.End.Year(); end != f.Period.Start.Year() {
				years += fmt.Sprintf("-%d", end)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s %s", f.Raw, f.Concept, f.Measure, years, f.Dimensions.FundSource))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestPlacesOfList gives the members of a list of places the whole's concept and name.
func TestPlacesOfList(t *testing.T) {
	doc, err := extract.Read(context.Background(), []byte("黄石市2025年预算执行情况和2026年预算草案的报告\n全市、全市、全市。\n一、2025年预算执行情况\n发行再融资债券18亿元，其中：市直3亿元，开发区·铁山区1亿元，黄石港区2亿元。\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range tag.New().Tag(doc, schema.Document{Path: "a.txt"}).Facts {
		got = append(got, fmt.Sprintf("%s %s %s%s", f.Raw, f.Concept, f.Dimensions.EntityScope, f.Dimensions.Subordinate))
	}
	want := "18亿元 debt.issued_refinancing |3亿元 debt.issued_refinancing self|1亿元 debt.issued_refinancing subordinate开发区·铁山区|2亿元 debt.issued_refinancing subordinate黄石港区"
	if got := strings.Join(got, "|"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
