package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestUnitsOfRowNames: the mark of a class and a word inside a name are no units.
func TestUnitsOfRowNames(t *testing.T) {
	got, _ := tagged("某市2020年度财政决算", tableOf("2020年全市一般公共预算支出决算表（单位：万元）", rows(
		"项目|决算数",
		"教育支出(类)|88000", "其他教育支出（款）|37353", "小学教育（项）|120", "机关事业单位基本养老保险基金补助|11800",
		"离退休费|77", "村（社区）工作人员补助经费|5", "车辆通行费|9", "土地补偿（二级）|3", "增值税50%部分|41",
	)...), func(f *schema.Fact) string { return fmt.Sprint(f.Value, f.Unit) })
	want := []string{"880000000元", "373530000元", "1200000元", "118000000元", "770000元", "50000元", "90000元", "30000元", "410000元"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	for unit, want := range map[string]string{"人口（万人）": "人", "发电量（亿千瓦时）": "千瓦时", "教育支出（类）": "", "台（套）": "", "座（处）": "", "学生": ""} {
		if m := unitInBrackets(unit); m == nil && want != "" || m != nil && m.Unit != want {
			t.Errorf("%s is counted in %+v, want %q", unit, m, want)
		}
	}
}

// TestWholeNumbers: how many digits a figure has does not make it a header.
func TestWholeNumbers(t *testing.T) {
	say := func(f *schema.Fact) string { return strings.ReplaceAll(f.Context, " × ", "/") + "=" + f.Raw }
	for name, tt := range map[string]struct{ table, want string }{
		"short":                {"项目|预算数|决算数\n教育支出|610|600\n合计|710|700", "教育支出/预算数=610 教育支出/决算数=600 合计/预算数=710 合计/决算数=700"},
		"one and two digits":   {"项目|预算数\n教育支出|6\n合计|71", "教育支出/预算数=6 合计/预算数=71"},
		"like years":           {"项目|预算数|决算数\n教育支出|2010|2020\n合计|2021|2022", "教育支出/预算数=2010 教育支出/决算数=2020 合计/预算数=2021 合计/决算数=2022"},
		"like codes":           {"项目|调整预算数|决算数\n教育支出|50120|46110\n合计|20110|20502", "教育支出/调整预算数=50120 教育支出/决算数=46110 合计/调整预算数=20110 合计/决算数=20502"},
		"years over figures":   {"项目|2023|2024\n教育支出|610|600", "教育支出/2023=610 教育支出/2024=600"},
		"years below a head":   {"项目|决算数|\n|2023|2024\n教育支出|610|600", "教育支出/决算数 2023=610 教育支出/决算数 2024=600"},
		"numbers of columns":   {"项目|预算数|决算数\n栏次|1|2\n教育支出|610|600", "教育支出/预算数=610 教育支出/决算数=600"},
		"one column, numbered": {"项目|决算数\n栏次|1\n教育支出|610", "教育支出/决算数=610"},
		"sums of columns":      {"项目|预算数|决算数|比较\n|1|2|3=2-1\n教育支出|610|600|10", "教育支出/预算数=610 教育支出/决算数=600 教育支出/比较=10"},
		"fillers first":        {"项目|预算数\n会议费|—\n教育支出|610", "教育支出/预算数=610"},
		"a key in the header":  {"项目|2024年||\n|预算数|3|执行数\n教育支出|610|8|600\n卫生健康支出|61|9|60", "教育支出/2024年 预算数=610 教育支出/2024年 执行数=600 卫生健康支出/2024年 预算数=61 卫生健康支出/2024年 执行数=60"},
		"a second header":      {"项目|预算数|决算数\n教育支出|610|600\n项目|本年收入|本年支出\n甲中心|5|6\n乙中心|7|8", "教育支出/预算数=610 教育支出/决算数=600 甲中心/本年收入=5 甲中心/本年支出=6 乙中心/本年收入=7 乙中心/本年支出=8"},
	} {
		got, issues := tagged("某区某街道办事处2024年度部门决算", tableOf("支出决算表（单位：万元）", rows(strings.Split(tt.table, "\n")...)...), say)
		if s := strings.Join(got, " "); s != tt.want || len(issues) > 0 {
			t.Errorf("%s:\n got %s %q\nwant %s", name, s, issues, tt.want)
		}
	}
}

// TestFillers: a cell without a figure in a column of figures is blank or an
// issue, and the figures beside it keep their row.
func TestFillers(t *testing.T) {
	for filler, issue := range map[string]bool{"—": false, "-": false, "－－": false, "/": false, "无": false, "（无）": false, "…": false, "*": false, "不适用": false, "N/A": false,
		"详见附件": true, "见附表1": true, "#DIV/0!": true, "#REF!": true, "######": true, "XX": true, "XX万元": true, "按规定执行": true, "1.2.3.4.5、6": true, "12 34": true} {
		got, issues := tagged("某区某街道办事处2024年度部门决算", tableOf("支出决算表（单位：万元）", rows(
			"项目|年初预算数|决算数", "会议费|7.00|6.60", "公务接待费|"+filler+"|2.20", "邮电费|9.00|9.10",
		)...), func(f *schema.Fact) string { return f.Label + "=" + f.Raw })
		if want := []string{"会议费=7.00", "会议费=6.60", "公务接待费=2.20", "邮电费=9.00", "邮电费=9.10"}; !slices.Equal(got, want) || (len(issues) > 0) != issue {
			t.Errorf("%s: %q, issues %q", filler, got, issues)
		}
	}
}

// TestRelations: a heading says what its figures are of and what they are held
// against, in any combination of year, phase and word.
func TestRelations(t *testing.T) {
	say := func(f *schema.Fact) string {
		s := fmt.Sprint(f.Form, " ", f.Measure, " ", f.Period.End.Year(), " ", f.Unit, " / ", f.Base.Measure)
		if f.Base.Period.Known() {
			s += fmt.Sprint(" ", f.Base.Period.End.Year())
		}
		return s
	}
	for heading, want := range map[string]string{
		"完成数":                    "level executed 2024 元 / ",
		"2024年快报数":               "level executed 2024 元 / ",
		"占调整预算(%)":               "completion executed 2024 % / budget_adjusted",
		"占调整预算":                  "completion executed 2024 % / budget_adjusted",
		"完成调整预算数的%":              "completion executed 2024 % / budget_adjusted",
		"执行数为年初预算的比例":            "completion executed 2024 % / budget_initial",
		"完成2024年年初预算数的％":         "completion executed 2024 % / budget_initial",
		"完成变动预算%":                "completion executed 2024 % / budget_adjusted",
		"比上年决算数增减%":              "pct_change executed 2024 % / final 2023",
		"比2023年决算数增长%":           "pct_change executed 2024 % / final 2023",
		"2025年预算数比2024年执行数增减额":   "delta budget 2025 元 / executed 2024",
		"2025年预算数比2024年执行数增减%":   "pct_change budget 2025 % / executed 2024",
		"2025年预算数比2024年增长 3=2-1": "pct_change budget 2025 % /  2024",
		"同比增减%":                  "pct_change executed 2024 % /  2023",
		"较上年增减额（万元）":             "delta executed 2024 元 /  2023",
		"比上年增、减金额":               "delta executed 2024 元 /  2023",
		"比上年增（+）减（-）%":           "pct_change executed 2024 % /  2023",
		"较上年增加/减少额":              "delta executed 2024 元 /  2023",
		"为上年执行数的%":               "share executed 2024 % / executed 2023",
		"占比（%）":                  "share executed 2024 % / ",
	} {
		got, _ := tagged("某区某街道办事处2024年度部门决算", tableOf("支出决算表（单位：万元）", rows(
			"项目|年初预算数|调整预算数|执行数|"+heading, "教育支出|100|120|110|91.7", "卫生健康支出|50|60|55|91.7",
		)...), say)
		if len(got) != 8 || got[3] != want {
			t.Errorf("%s: %q, want %q", heading, got, want)
		}
	}
}

// TestPlaces: columns and rows named after places say whose the figures are.
func TestPlaces(t *testing.T) {
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Dimensions.Subordinate, " ", f.Concept, f.Dimensions.FuncCode, " ", f.Measure, " ", f.Raw)
	}
	got, _ := tagged("某市2024年度财政决算", tableOf("2024年转移支付决算表（单位：万元）", rows(
		"项目|合计决算数|甲县|乙区", "230转移性支出|60012.5|36007.5|24005.0", "2024年中央农田建设补助资金预算|600|360|240", "302路公交补贴|5|3|2",
	)...), say)
	want := []string{
		" expenditure.by_function230 final 60012.5", "甲县 expenditure.by_function230 final 36007.5", "乙区 expenditure.by_function230 final 24005.0",
		"  final 600", "甲县  final 360", "乙区  final 240", "  final 5", "甲县  final 3", "乙区  final 2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("columns:\n got %q\nwant %q", got, want)
	}
	got, _ = tagged("某市2024年度财政决算", tableOf("2024年收入决算表（单位：万元）", rows(
		"地区|政府性基金收入", "市本级|7", "甲县|5", "乙区|4",
	)...), say)
	if want := []string{" revenue.government_fund final 7", "甲县 revenue.government_fund final 5", "乙区 revenue.government_fund final 4"}; !slices.Equal(got, want) {
		t.Errorf("rows:\n got %q\nwant %q", got, want)
	}
}

// TestDebts: general and special debt are of different funds.
func TestDebts(t *testing.T) {
	got, _ := tagged("某市2023年度财政决算", tableOf("2023年某市本级地方政府债务限额余额情况表（单位：亿元）", rows(
		"项目|预算数|执行数", "一、2023年地方政府一般债务还本额||120.50", "二、2023年地方政府专项债务还本额||88.20", "三、2023年末专项债务余额||300.10",
	)...), func(f *schema.Fact) string { return string(f.Dimensions.FundSource) + " " + f.Raw })
	if want := []string{"general_public_budget 120.50", "government_fund 88.20", "government_fund 300.10"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUnreadHeadings: a heading is what all its words say and not what one of
// them says.
func TestUnreadHeadings(t *testing.T) {
	for name, want := range map[string]schema.ConceptID{
		"教育支出": schema.ExpenditureByFunction, "（三）城乡电网": "", "环境保护税": schema.RevenueByClass, "金融企业利润收入": schema.RevenueByClass, "柳溪企业利润收入": "", "教育费附加收入": schema.RevenueByClass, "其他一般性转移支付收入": schema.RevenueByClass, "柳溪一般性转移支付收入": "",
		"本年收支结余": schema.BalanceYear, "车辆通行费": schema.RevenueByClass, "其他收入": schema.RevenueOther, "其他收入等": schema.RevenueOther, "公务接待费": schema.ThreePublicReception,
	} {
		got, _ := tagged("某市2023年度财政决算", tableOf("2023年收支情况表（单位：万元）", rows("项目|决算数", name+"|5.5")...), func(f *schema.Fact) string { return string(f.Concept) })
		if !slices.Equal(got, []string{string(want)}) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	got, _ := tagged("某市2023年度财政决算", tableOf("社会保险基金收入决算表（单位：万元）", rows("项目|决算数", "其他收入|5.5")...), func(f *schema.Fact) string { return string(f.Concept) })
	if !slices.Equal(got, []string{"revenue.insurance_other"}) {
		t.Errorf("social insurance: %q", got)
	}
}

// TestSumOfThreePublic: 合计 over the items of the 三公 is their sum.
func TestSumOfThreePublic(t *testing.T) {
	for last, want := range map[string]schema.ConceptID{"公务用车费": schema.ThreePublicTotal, "会议费": ""} {
		got, _ := tagged("某镇2018年3月份公示", tableOf("", rows("项目|本月支出数（元）", "合计|5200", "公务接待费|1200", last+"|4000")...), func(f *schema.Fact) string { return string(f.Concept) })
		if len(got) != 3 || got[0] != string(want) {
			t.Errorf("with %s: %q, want %q", last, got, want)
		}
	}
}

// TestTableOnOneLine: a table of two columns that was left on one line.
func TestTableOnOneLine(t *testing.T) {
	doc := &extract.Document{}
	for _, line := range []string{"某市检察院2017年收入支出决算批复表　单位：万元", "项 目金 额 年初结转和结余161.00 本年收入合计3,800.00 7.其他收入2,300.00 收入总计3,961.00"} {
		doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: line}})
	}
	var got []string
	for _, f := range readDoc(doc).Out.Facts {
		got = append(got, fmt.Sprint(f.Concept, " ", f.Value))
	}
	if want := []string{"balance.opening 1610000", "revenue.year 38000000", "revenue.other 23000000", "revenue.total 39610000"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSharedClassNames: what classes share as a name is the one that follows the row
// above in the order of the classification, and none where that leaves it open.
func TestSharedClassNames(t *testing.T) {
	for name, tt := range map[string]struct{ table, want string }{
		"items of the 款 above":           {"人大事务|9\n行政运行|6\n一般行政管理事务|3\n政协事务|8\n行政运行|8", "20101 2010101 2010102 20102 2010201"},
		"one name of three levels":       {"灾害防治及应急管理支出|1\n其他支出|2\n其他支出|2\n其他支出|2", "224 229 22999 2299999"},
		"the rest of a 款 and of a 类":     {"教育管理事务|3\n其他教育管理事务支出|3\n其他教育支出|2\n其他教育支出|2", "20501 2050199 20599 2059999"},
		"transfers are named as classes": {"专项转移支付|9\n一般公共服务|4\n教育|5", "23003 2300301 2300305"},
		"classes in their order":         {"交通运输支出|4\n资源勘探工业信息等支出|5\n金融支出|6", "214 215 217"},
		"no class above":                 {"行政运行|6\n一般行政管理事务|3", "- -"},
		"after a name nobody knows":      {"人大事务|9\n行政运行|6\n某某新设事务|8\n行政运行|5\n一般行政管理事务|3", "20101 2010101 - - -"},
		"earlier than its place":         {"人大事务|9\n一般行政管理事务|6\n行政运行|5", "20101 2010102 -"},
		"the classes of another column":  {"人大事务|9|政协事务|7\n行政运行|6|行政运行|5", "20101 20102 2010101 2010201"},
	} {
		head := "项目|决算数"
		if strings.Count(tt.table, "|") == 3*strings.Count(tt.table+"\n", "\n") {
			head += "|项目|决算数"
		}
		got, _ := tagged("某市2024年度财政决算", tableOf("2024年一般公共预算支出决算表（单位：万元）", rows(strings.Split(head+"\n"+tt.table, "\n")...)...), func(f *schema.Fact) string {
			return cmp.Or(f.Dimensions.FuncCode, "-")
		})
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", name, s, tt.want)
		}
	}
}

// TestSideTitled: 合计 in a table whose title names the revenue or expenditure of one budget,
// and nothing else, is the whole of that.
func TestSideTitled(t *testing.T) {
	for title, want := range map[string]schema.ConceptID{
		"市本级2025年一般公共预算收入执行情况表":  schema.RevenueGeneralPublicBudget,
		"2025年柳溪市政府性基金支出预算表（草案）": schema.ExpenditureGovernmentFund,
		"国有资本经营预算收入表":            schema.RevenueStateCapital,
		"一般公共预算支出经济分类表":          "",
		"一般公共预算基本支出表":            "",
		"一般公共预算收支总表":             "",
		"一般公共预算转移性收入表":           "",
		"支出预算表":                  "",
	} {
		if got := sideTitled(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}
