package tag_test

import (
	"testing"

	"gongkai/schema"
)

// TestNation reads what the government of the nation calls its own accounts in its
// reports, which in those of others is somebody else's.
func TestNation(t *testing.T) {
	const nation, city = "关于2024年中央决算的报告\n", "关于望舒市2024年财政决算的报告\n"
	for _, tt := range []struct {
		head, text string
		want       schema.ConceptID
		fund       schema.FundSource
	}{
		{nation, "中央一般公共预算收入100亿元。", schema.RevenueGeneralPublicBudget, schema.GeneralPublicBudget},
		{nation, "中央本级一般公共预算支出100亿元。", schema.ExpenditureGeneralPublicBudget, schema.GeneralPublicBudget},
		{nation, "全国政府性基金收入100亿元。其中，地方收入100亿元。", schema.RevenueGovernmentFund, schema.GovernmentFund},
		{city, "中央一般公共预算收入100亿元。", "", ""},
	} {
		facts := readAs(t, tt.head, tt.text)
		if len(facts) == 0 {
			t.Errorf("%s: nothing", tt.text)
			continue
		}
		if f := facts[len(facts)-1]; f.Concept != tt.want || f.Dimensions.FundSource != tt.fund {
			t.Errorf("%s: %s %s, want %s %s", tt.text, f.Concept, f.Dimensions.FundSource, tt.want, tt.fund)
		}
	}
}
