package across

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// unitReport is final accounts in plain text: the title's name, what it lists,
// and revenue and expenditure in 万元.
func unitReport(title, units string, revenue, spending, subsidy float64) string {
	s := title + "\n第一部分 概况\n一、主要职责\n负责有关工作。\n二、部门决算单位构成\n" + units + "\n第二部分 2023年度决算情况说明\n一、收入支出决算总体情况说明\n" +
		fmt.Sprintf("2023年度收入总计%.2f万元，支出总计%.2f万元。\n", revenue, spending)
	if subsidy > 0 {
		s += fmt.Sprintf("二、收入决算情况说明\n2023年度上级补助收入%.2f万元。\n", subsidy)
	}
	return s
}

const listedUnits = "纳入某市水务局2023年度部门决算编制范围的预算单位共3个，包括：\n1.某市水务局本级\n2.某市水质监测中心\n3.某市排水管理站"

// TestAcrossUnits reads a department and its three units from text files.
func TestAcrossUnits(t *testing.T) {
	department := unitReport("某市水务局2023年度部门决算", listedUnits, 1200, 1100, 0)
	own := unitReport("某市水务局（本级）2023年度单位决算", "本单位无下属单位。", 700, 650, 0)
	centre := unitReport("某市水质监测中心2023年度单位决算", "本单位无下属单位。", 300, 280, 0)
	station := unitReport("某市排水管理站2023年度单位决算", "本单位无下属单位。", 200, 170, 0)
	tagger := tag.New()
	const missing = "缺少其中1个的报告：某市排水管理站"
	for _, tt := range []struct {
		name  string
		files []string
		want  []string // verdicts, sorted
		says  string   // in one formula
	}{
		{"consistent", []string{department, own, centre, station}, []string{"exact", "exact"}, "部门报告 收入总计 1200万元 = 某市水务局本级 700万元 + 某市水质监测中心 300万元 + 某市排水管理站 200万元 = 1200万元"},
		{"planted", []string{department, own, strings.Replace(centre, "280.00", "208.00", 1), station}, []string{"exact", "inconsistent"}, "相差 72万元"},
		{"missing", []string{department, own, centre}, []string{"incomplete"}, missing},
		{"none there", []string{department}, nil, ""},
		{"only its own office", []string{department, own}, nil, ""},
		{"twice and alike", []string{department, own, centre, station, station + "附注\n"}, []string{"exact", "exact"}, ""},
		{"twice and different", []string{department, own, centre, station, strings.Replace(station, "200.00", "210.00", 1)}, []string{"ambiguous", "exact"}, ""},
		{"eliminated", []string{department, own, unitReport("某市水质监测中心2023年度单位决算", "本单位无下属单位。", 320, 280, 20), station}, []string{"ambiguous", "exact"}, "各单位之间往来 20万元"},
		{"more than eliminated", []string{department, own, unitReport("某市水质监测中心2023年度单位决算", "本单位无下属单位。", 330, 280, 20), station}, []string{"exact", "inconsistent"}, "相差 -30万元"},
		{"one unit states no total", []string{department, own, centre, strings.Replace(station, "，支出总计170.00万元", "", 1)}, []string{"exact", "incomplete"}, "未列：某市排水管理站"},
		{"no units below", []string{unitReport("某市水务局2023年度部门决算", "本部门无下属单位。", 1200, 1100, 0), own, centre, station}, nil, ""},
		{"another year", []string{department, own, centre, strings.ReplaceAll(station, "2023", "2022")}, []string{"incomplete"}, missing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var reports []*schema.Report
			for _, text := range tt.files {
				reports = append(reports, read(t, tagger, text))
			}
			var got []string
			said := ""
			for _, c := range compareReports(t, reports...).checks {
				if c.Rule != schema.RuleUnits {
					continue
				}
				got, said = append(got, string(c.Verdict)), said+c.Formula+"\n"
				if c.Document != reports[0].Document.ID {
					t.Errorf("a check of %s", c.Document)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) || !strings.Contains(said, tt.says) {
				t.Errorf("%v, want %v, saying %s:\n%s", got, tt.want, tt.says, said)
			}
		})
	}
}
