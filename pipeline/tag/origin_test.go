package tag_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestOrigins reads where the phase and the period of a figure come from.
func TestOrigins(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"nothing nearer than the title", "某局2021年部门决算\n收入合计100万元。", "100万元 final document 2021 document"},
		{"the sentence names both", "某局2021年部门决算\n2020年年初预算收入合计100万元。", "100万元 budget_initial sentence 2020 sentence"},
		{"the paragraph opens with the year", "某局2021年部门决算\n2020年收入情况。收入合计100万元。", "100万元 final document 2020 sentence"},
		{"a year counted from that of the report", "某局2021年部门决算\n上年收入合计100万元。", "100万元 final document 2020 sentence"},
		{"the heading", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n全市一般公共预算收入100亿元。", "100亿元 executed heading 2025 heading"},
		{"the sentence under a heading", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n2024年全市一般公共预算收入决算100亿元。", "100亿元 final sentence 2024 sentence"},
		{"a later year under a heading of the execution", "某市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n2026年全市一般公共预算收入100亿元。", "100亿元 budget_initial sentence 2026 sentence"},
		{"an aim", "某市2025年政府工作报告\n今年的目标是：地区生产总值增长5%。", "5% target sentence 2025 document"},
		{"a bulletin tells what was reached", "某市2024年国民经济和社会发展统计公报\n地区生产总值100亿元。", "100亿元 actual document 2024 document"},
		{"a figure without a phase", "某局2021年部门决算\n公车保有量3辆。", "3辆   2021 document"},
		{"a report of no year", "某局部门决算\n收入合计100万元。", "100万元   1970 "},
		{"a standard has no period", "某局2021年部门决算\n单价50万元以上的通用设备3台。", "50万元以上   1970 \n3台   2021 document"},
	} {
		_, facts := meanings(t, tt.text)
		var got []string
		for i := range facts {
			f := &facts[i]
			got = append(got, fmt.Sprint(f.Raw, " ", f.Measure, " ", f.MeasureSource, " ", f.Period.End.Year(), " ", f.PeriodSource))
		}
		if s := strings.Join(got, "\n"); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}

// TestOriginsOfSamples: a figure with a phase or a period says where it comes from,
// and one without says nothing.
func TestOriginsOfSamples(t *testing.T) {
	for name, text := range samples(t) {
		_, facts := meanings(t, text)
		for i := range facts {
			if f := &facts[i]; (f.Measure == "") != (f.MeasureSource == "") || f.Period.Known() != (f.PeriodSource != "") {
				t.Errorf("%s line %d: %s has the phase %q of %q and the period %v of %q", name, f.Source.Line, f.Raw, f.Measure, f.MeasureSource, f.Period, f.PeriodSource)
			}
		}
	}
}
