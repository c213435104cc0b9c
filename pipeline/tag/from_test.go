package tag_test

import (
	"strings"
	"testing"
)

// TestChanges holds what the figures of a change are: what something was is no figure
// of it, what differs by points is a difference, and what is kept is a level.
func TestChanges(t *testing.T) {
	const plan = "望舒市2026年政府工作报告\n"
	const work = plan + "一、2025年工作回顾\n"
	for _, c := range []struct{ head, text, want string }{
		{bulletin, "高新技术企业从80家增加到810家。", " level, economy.actual level"},
		{bulletin, "城镇化率由61.2%提高到63.4%。", " level, economy.actual level"},
		{bulletin, "民间投资增长5.4%，高于露营0.3个百分点。", "economy.actual pct_change,  delta"},
		{bulletin, "粮食产量保持在80万吨。", "economy.actual level"},
		{bulletin, "粮食产量稳定在80万吨。", "economy.actual level"},
		{bulletin, "高新技术企业保持800家以上。", "economy.actual level"},
		{work, "粮食产量稳定在800亿斤以上。", "economy.actual level actual"},
		{bulletin, "脱贫地区农村居民人均可支配收入1.2万元。", " level"},
		{plan, "主要预期目标是：地区生产总值增长5.4%，一般公共预算收入增长2%。", "economy.target pct_change target, revenue.general_public_budget pct_change target"},
		{work, "全市一般公共预算收入增长2%。", "revenue.general_public_budget pct_change executed"},
	} {
		var got []string
		for _, f := range readAs(t, c.head, c.text) {
			s := string(f.Concept) + " " + string(f.Form)
			if c.head != bulletin {
				s += " " + string(f.Measure)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
