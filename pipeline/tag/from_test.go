package tag_test

import (
	"strconv"
	"strings"
	"testing"
)

// TestChanges holds what the figures of a change are: what something was is no figure
// of it, what differs by points is a difference, and what is kept is a level.
func TestChanges(t *testing.T) {
	const plan = "望舒市2026年政府工作报告\n"
	const work = plan + "一、2025年工作回顾\n"
	for _, c := range []struct{ head, text, want string }{
		{bulletin, "财政总收入100亿元，比上年90亿元增长11.1%。", "economy.actual level, economy.actual level, economy.actual pct_change"},
		{bulletin, "高新技术企业从80家增加到810家。", " level, economy.actual level"},
		{bulletin, "常住人口由上年729万人增加到732万人。", "economy.actual level, economy.actual level"},
		{work, "生产总值从2020年的3.6万亿元增长到2025年的4.9万亿元。", "economy.actual level actual, economy.actual level actual"},
		{work, "居民收入增长5%，从2020年起下达补助3830万元。", "economy.actual pct_change actual,  level "},
		{bulletin, "城镇化率由61.2%提高到63.4%。", " level, economy.actual level"},
		{bulletin, "城镇化率由“十二五”末的61.2%提高到63.4%。", "economy.actual level, economy.actual level"},
		{bulletin, "机动车由2020年的10万辆增加到12万辆。", "economy.actual level, economy.actual level"},
		{bulletin, "民间投资增长5.4%，高于露营0.3个百分点。", "economy.actual pct_change,  delta"},
		{bulletin, "粮食产量保持在80万吨。", "economy.actual level"},
		{work, "地区生产总值增长5.5%、达到103亿元。", "economy.actual pct_change actual, economy.actual level actual"},
		{work, "地区生产总值跨越3个百亿元台阶，达到315亿元、增长19.8%。", " level , economy.actual level actual, economy.actual pct_change actual"},
		{work, "地区生产总值增长5.5%，安排资金103亿元。", "economy.actual pct_change actual,  level actual"},
		{work, "地区生产总值由“十五”末的12.8亿元增加到19.2亿元。", "economy.actual level actual, economy.actual level actual"},
		{work, "森林覆盖率、九年义务教育巩固率、高中阶段毛入学率分别提升至55%、96%、93%。", "economy.actual level actual, economy.actual level actual, economy.actual level actual"},
		{bulletin, "规模以上工业增加值增长5%，两年平均增长3%。", "economy.actual pct_change, economy.actual pct_change"},
		{bulletin, "金、银、铜牌分别为6枚、5枚和4枚。", "economy.actual level, economy.actual level, economy.actual level"},
		{bulletin, "卫生机构100个，其中卫生院20个，卫生技术人员900人。", "economy.actual level, economy.actual level, economy.actual level"},
		{bulletin, "卫生技术人员900人，其中医院500人、卫生院300人。", "economy.actual level, economy.actual level, economy.actual level"},
		{work, "第一、二、三产业投资分别为1亿元、2亿元、3亿元。", "economy.actual level actual, economy.actual level actual, economy.actual level actual"},
		{bulletin, "规模以上工业增加值按可比价格计算增长5%。", "economy.actual pct_change"},
		{bulletin, "粮食产量稳定在80万吨。", "economy.actual level"},
		{bulletin, "高新技术企业保持800家以上。", "economy.actual level"},
		{work, "粮食产量稳定在800亿斤以上。", "economy.actual level actual"},
		{bulletin, "边远地区农村居民人均可支配收入1.2万元。", " level"},
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

// TestYearLeft holds that the year something changed from is left for that of the text
// when the figure that it changed to comes, that what changed over a span of years was so
// in the year before, and that a rate reached in a span of years is
// of the last of them.
func TestYearLeft(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"常住人口由上年729万人增加到732万人，城镇化率达69.1%。", "2024 2025 2025"},
		{"生产总值从2020年的3.6万亿元增长到2025年的4.9万亿元，存款余额5.2万亿元。", "2020 2025 2025"},
		{"用水总量由“十三五”末的15.8亿立方米减少到14.2亿立方米。", "2020 2025"},
		{"“十四五”时期，研发投入强度由2.1%提升至2.6%。", "2020 2025"},
		{"“十四五”时期，一般公共预算收入由20亿元增加到25亿元。", "2020 2025"},
		{"“十四五”时期，高新技术企业从2.2万家增加到4.9万家。", "2020 2025"},
	} {
		var got []string
		for _, f := range readAs(t, bulletin, c.text) {
			got = append(got, strconv.Itoa(f.Period.Start.Year()))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.text, s, c.want)
		}
	}
}
