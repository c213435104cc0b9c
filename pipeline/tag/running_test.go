package tag_test

import (
	"strconv"
	"strings"
	"testing"

	"gongkai/schema"
)

// TestRunningYear holds which year and phase the sentences of a report on two years
// have: that of their own words, else the year the text has come to, and what was
// executed in the year before the one that is budgeted.
func TestRunningYear(t *testing.T) {
	const news = "望舒去年财政收入增速位列全省第三\n《望舒市2025年预算执行情况和2026年预算草案的报告》出炉。\n预计2026年收支平衡。\n"
	for _, c := range []struct{ head, text, want string }{
		{draft, "2025年全市一般公共预算收入5.2亿元。全市政府性基金预算收入3.1亿元。", "2025 executed, 2025 executed"},
		{draft, "《报告》公布了执行情况。2025年全市一般公共预算收入5.2亿元。全市政府性基金预算收入3.1亿元。", "2025 executed, 2025 executed"},
		{draft, "2025年全市一般公共预算收入预算5.2亿元。", "2025 budget_initial"},
		{draft, "2025年全市一般公共预算收入5.2亿元。2026年全市一般公共预算收入6.1亿元。全市政府性基金预算收入3.1亿元。", "2025 executed, 2026 budget_initial, 2026 budget_initial"},
		{draft, "“十四五”时期，全市一般公共预算收入52亿元。全市一般公共预算支出89亿元。", "2021-2025 executed, 2021-2025 executed"},
		{draft, "“十四五”时期，全市一般公共预算收入52亿元。2025年，收入12亿元。全市一般公共预算支出89亿元。", "2021-2025 executed, 2025 executed, 2025 executed"},
		{draft, "“十四五”时期，全市一般公共预算收入52亿元，是“十三五”时期的3倍。全市一般公共预算支出89亿元。", "2021-2025 executed, 2021-2025 executed, 2021-2025 executed"}, // a multiple of another time is of the one that is told
		{draft, "五年来，全市一般公共预算收入52亿元。全市一般公共预算支出89亿元。", "2021-2025 executed, 2021-2025 executed"},
		{draft, "四年来，全市一般公共预算收入52亿元。全市一般公共预算支出89亿元。", "2022-2025 executed, 2022-2025 executed"},
		{draft, "2025年全市一般公共预算收入增长5%、创2010年以来最好水平，全市政府性基金预算收入3.1亿元。", "2025 executed, 2025 executed"},
		{news, "对于落实情况，《报告》显示，2025年，我市税收收入7.1亿元。全市政府性基金预算收入3.1亿元。", "2025 executed, 2025 executed"},
	} {
		var got []string
		for _, f := range readAs(t, c.head, c.text) {
			year := strconv.Itoa(f.Period.Start.Year())
			if end := strconv.Itoa(f.Period.End.Year()); end != year {
				year += "-" + end
			}
			got = append(got, year+" "+string(f.Measure))
			if f.Form != schema.Level && f.Unit != "倍" && f.Unit != "%" {
				t.Errorf("%s: %s", c.text, f.Form)
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
