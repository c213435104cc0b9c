package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// meant is the concept, phase, fund and value of a fact on one line.
func meant(f *schema.Fact) string {
	return strings.Join(strings.Fields(fmt.Sprint(f.Concept, " ", f.Dimensions.FuncCode, f.Dimensions.EconCode, " ", f.Measure, " ", f.Dimensions.FundSource, " ", f.Value, f.Unit)), " ")
}

// TestPerformance reads the money, the indicators and the scores of a project.
func TestPerformance(t *testing.T) {
	block := tableOf("项目支出绩效自评表（单位：万元）", rows(
		"项目名称|社区露营经费|||||",
		"资金来源|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
		"年度资金总额|10.00|12.00|9.00|10|75.00|7.5",
		"其中：当年财政拨款|8.00|8.00|8.00||100.00|",
		"上年结转资金|1.00|1.00|1.00|||",
		"其他资金|1.00|3.00|0.00|||",
		"三级指标|年度指标值|实际完成值|分值|得分||",
		"露营次数|≥5次|6次|20|20||",
		"露营人数|300|全年露营310人次|20|18||",
	)...)
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, " ", f.Form, " ", f.Measure, " ", f.Dimensions.FundSource, " ", f.Dimensions.Indicator, " ", f.Raw)
	}
	got, issues := tagged("某区某街道办事处2024年度部门决算", block, say)
	want := []string{
		"performance.project_budget level budget_initial   10.00", "performance.project_budget level budget_adjusted   12.00",
		"performance.project_spent level executed   9.00", "performance.project_spent completion executed   75.00",
		"performance.project_budget level budget_initial fiscal  8.00", "performance.project_budget level budget_initial carried_over  1.00",
		"performance.project_spent completion executed fiscal  100.00", "performance.project_spent level executed carried_over  1.00", "performance.project_budget level budget_initial other  1.00", "performance.project_spent level executed other  0.00",
		"performance.indicator level actual  露营次数 6次", "performance.score score   露营次数 20",
		"performance.indicator level actual  露营 310人次", "performance.score score   露营人数 18",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q", w)
		}
	}
	if t.Failed() {
		t.Logf("got\n%s", strings.Join(got, "\n"))
	}
	if !slices.Equal(issues, []string{"unit_unknown 300"}) {
		t.Errorf("issues %q, want one of the bare 300", issues)
	}
	out := readAll("某区某街道办事处2024年度部门决算", block)
	for i := range out.Facts {
		if p := out.Facts[i].Dimensions.Project; p != "社区露营经费" {
			t.Errorf("%s is of project %q", out.Facts[i].Raw, p)
		}
	}
}

// TestPerformanceRows reads the money of a project printed as labels before figures.
func TestPerformanceRows(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度部门决算", tableOf("绩效目标表（单位：元）", rows(
		"项目名称：|夜校|||", "年度总体目标|开课|||", "预算数：|500|执行数：|400", "财政拨款|300|财政拨款|200",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, " ", f.Measure, " ", f.Dimensions.FundSource, " ", f.Value)
	})
	want := []string{"performance.project_budget budget  500", "performance.project_spent executed  400", "performance.project_spent executed fiscal 300", "performance.project_spent executed fiscal 200"}
	if got[0] != want[0] || got[1] != want[1] || len(got) != 4 || got[3] != want[3] {
		t.Errorf("got %q, want %q", got, want)
	}
}

func chartOf(title string, lines ...string) extract.Block {
	b := tableOf(title, rows(lines...)...)
	b.Kind = extract.ChartBlock
	return b
}

// TestChart reads the values of a chart in the unit in which the text has them.
func TestChart(t *testing.T) {
	accounts := tableOf("收入支出决算总表", rows("单位：万元|||", "项目|决算数|项目|决算数", "财政拨款收入|120.50|教育支出|88.10", "总计|130.00|总计|130.00")...)
	out := readAll("某区某街道办事处2024年度部门决算", accounts,
		chartOf("支出决算", "|教育支出|露营支出", "2023年|77.20|5.10", "2024年|88.10|6.10"),
		chartOf("收入构成", "|财政拨款收入", "占比|92.7%"))
	var got []string
	for i := range out.Facts {
		if f := &out.Facts[i]; f.SourceKind == schema.ChartSource {
			got = append(got, fmt.Sprint(f.Concept, f.Dimensions.FuncCode, " ", f.Form, " ", f.Period.End.Year(), " ", f.Value, f.Unit))
		}
	}
	want := []string{"expenditure.by_function205 level 2023 772000元", " level 2023 51000元", "expenditure.by_function205 level 2024 881000元", " level 2024 61000元", "revenue.fiscal share 2024 92.7%"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// TestChartWithoutUnit holds that values that recur nowhere are an issue.
func TestChartWithoutUnit(t *testing.T) {
	out := readAll("某区某街道办事处2024年度部门决算", chartOf("支出决算", "|教育支出", "支出|77.20"))
	if len(out.Facts) != 0 || len(out.Issues) != 1 || out.Issues[0].Code != schema.IssueUnit {
		t.Errorf("facts %v, issues %v", out.Facts, out.Issues)
	}
}

// TestSides reads the general table: revenue left, expenditure right, a grand total on
// both sides and the funds of a balance.
func TestSides(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度部门决算", tableOf("收入支出决算总表", rows(
		"单位：万元|||", "收入||支出|", "项目|决算数|项目|决算数",
		"一、一般公共预算财政拨款收入|1.00|一、教育支出|2.00", "本年收入合计|3.00|本年支出合计|4.00",
		"年初结转和结余|5.00|年末结转和结余|6.00", "一般公共预算财政拨款|7.00|一般公共预算财政拨款|8.00", "总计|9.00|总计|10.00",
	)...), meant)
	want := []string{
		"revenue.general_public_budget final 10000元", "expenditure.by_function 205 final all 20000元",
		"revenue.year final all 30000元", "expenditure.year final all 40000元", "balance.opening final all 50000元", "balance.closing final all 60000元",
		"balance.opening final general_public_budget 70000元", "balance.closing final general_public_budget 80000元",
		"revenue.total final all 90000元", "expenditure.total final all 100000元",
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if strings.Fields(got[i])[0] != strings.Fields(want[i])[0] || !strings.HasSuffix(got[i], want[i][strings.LastIndex(want[i], " "):]) {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
}

// TestSplitCodes completes codes printed in three columns, and reads what a column says
// of a class.
func TestSplitCodes(t *testing.T) {
	got, issues := tagged("某区某街道办事处2024年度部门决算", tableOf("一般公共预算财政拨款支出决算表", rows(
		"单位：万元||||||", "科目编码|||科目名称|合计|基本支出|项目支出", "类|款|项||||",
		"205|||教育支出|9.00|5.00|4.00", "|02||普通教育|8.00|5.00|3.00", "||01|学前教育|7.00|5.00|2.00", "|||合计|9.00|5.00|4.00",
	)...), func(f *schema.Fact) string { return fmt.Sprint(f.Concept, f.Dimensions.FuncCode) })
	want := []string{"expenditure.by_function205", "expenditure.basic205", "expenditure.project205", "expenditure.by_function20502", "expenditure.basic20502",
		"expenditure.project20502", "expenditure.by_function2050201", "expenditure.basic2050201", "expenditure.project2050201",
		"expenditure.general_public_budget", "expenditure.basic", "expenditure.project"}
	if !slices.Equal(got, want) || len(issues) > 0 {
		t.Errorf("\n got %q %q\nwant %q", got, issues, want)
	}
}

// TestColumnsOfFunds reads the totals of a table with a column for each fund.
func TestColumnsOfFunds(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度部门预算", tableOf("收入预算表", rows(
		"单位：万元|||||", "科目编码|科目名称|合计|一般公共预算|政府性基金预算|其他资金", "|合计|9.00|5.00|3.00|1.00", "205|教育支出|4.00|4.00||",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Concept, f.Dimensions.FuncCode, " ", f.Dimensions.FundSource)
	})
	want := []string{"revenue.year all", "revenue.general_public_budget general_public_budget", "revenue.government_fund government_fund", "revenue.other other",
		"revenue.year205 all", "revenue.general_public_budget205 general_public_budget"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// TestSubtotal: 小计 sums up the group named left of it, and without one nothing known.
func TestSubtotal(t *testing.T) {
	got, _ := tagged("某区某街道办事处2024年度部门决算", tableOf("支出决算表（单位：万元）", rows(
		"类别|项目|决算数", "教育支出|小计|9.00", "甲类|小计|5.00", "|小计|4.00",
	)...), func(f *schema.Fact) string { return fmt.Sprint(f.Label, " ", f.Concept, f.Dimensions.FuncCode) })
	if want := []string{"教育支出 小计 expenditure.by_function205", "甲类 小计 ", "小计 "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestVehicleColumns reads the two parts of the vehicle column by its last cells.
func TestVehicleColumns(t *testing.T) {
	block := tableOf("财政拨款“三公”经费支出决算表（单位：万元）", rows(
		"项目|合计|公务用车购置及运行费|||会议费", "||小计|购置费|运行费|", "金额|9.00|6.00|2.00|4.00|1.00",
	)...)
	c := &block.Table.Cells[2]
	c.ColSpan = 3
	block.Table.Cells = slices.Delete(block.Table.Cells, 3, 5)
	got, _ := tagged("某区某街道办事处2024年度部门决算", block, func(f *schema.Fact) string { return string(f.Concept) })
	want := []string{"", "three_public.vehicle", "three_public.vehicle_purchase", "three_public.vehicle_operation", "agency.conference"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestHeadsThatLostTheirSpans: two heads of a second row are those of the last head above, and a row that
// only says 购置费 is of the cars above it.
func TestHeadsThatLostTheirSpans(t *testing.T) {
	got, _ := tagged("望舒市财政局2016年“三公”经费决算", tableOf("“三公”经费决算情况统计表（单位：万元）", rows(
		"项目|上年决算数|本年决算数|比上年增、减情况|", "增、减金额|增、减幅度|||", "合计|25.00|20.00|-5.00|-20%",
		"公务用车购置及运行费|12.00|9.00|-3.00|-25%", "其中：（1）购置经费|4.00|0|-4.00|-100%", "（2）运行维护费|8.00|9.00|1.00|12.5%",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Raw, " ", strings.TrimPrefix(string(f.Concept), "three_public."), " ", f.Form, " ", f.Period.End.Year())
	})
	want := []string{
		"25.00  level 2015", "20.00  level 2016", "-5.00  delta 2016", "-20%  pct_change 2016", // 合计: of what the title names
		"12.00 vehicle level 2015", "9.00 vehicle level 2016", "-3.00 vehicle delta 2016", "-25% vehicle pct_change 2016",
		"4.00 vehicle_purchase level 2015", "0 vehicle_purchase level 2016", "-4.00 vehicle_purchase delta 2016", "-100% vehicle_purchase pct_change 2016",
		"8.00 vehicle_operation level 2015", "9.00 vehicle_operation level 2016", "1.00 vehicle_operation delta 2016", "12.5% vehicle_operation pct_change 2016",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestChangesOfTheLaterYear: a change is of the later of two years, in whatever order they stand.
func TestChangesOfTheLaterYear(t *testing.T) {
	for _, head := range []string{"项目|2023年决算|2022年决算|增减（%）", "项目|2022年决算|2023年决算|增减（%）"} {
		got, _ := tagged("望舒市财政局2023年度部门决算", tableOf("收入支出情况表（单位：万元）", rows(head, "本年收入合计|110.00|100.00|10.00")...),
			func(f *schema.Fact) string { return fmt.Sprint(f.Form, " ", f.Period.End.Year()) })
		if len(got) != 3 || got[2] != "pct_change 2023" {
			t.Errorf("%s: %q", head, got)
		}
	}
}

// TestFlatRows reads rows that a converter left as lines, as far as their order leaves
// no choice.
func TestFlatRows(t *testing.T) {
	flat := func(lines ...string) (got, issues []string) {
		var blocks []extract.Block
		for _, s := range lines {
			blocks = append(blocks, line(s))
		}
		out := readAll("某区某街道办事处2024年度部门决算", blocks...)
		for i := range out.Facts {
			got = append(got, fmt.Sprint(out.Facts[i].Concept, out.Facts[i].Dimensions.FuncCode, " ", out.Facts[i].Raw))
		}
		for _, is := range out.Issues {
			issues = append(issues, string(is.Code)+" "+is.Raw)
		}
		return got, issues
	}
	for name, tt := range map[string]struct {
		lines        []string
		want, issues []string
	}{
		"a class by its code": {[]string{"支出决算表", "单位：万元", "2080505 545.85 504.39 41.46", "一、收入的说明。", "行政运行 12.00"},
			[]string{"expenditure.by_function2080505 545.85", "expenditure.basic2080505 504.39", "expenditure.project2080505 41.46"}, nil},
		"two names in a line": {[]string{"收入支出决算总表 单位：万元", "本年收入合计 19,044.27 本年支出合计 18,044.27"},
			[]string{"revenue.year 19,044.27", "expenditure.year 18,044.27"}, nil},
		"a name on the line before": {[]string{"收入支出决算总表 单位：万元", "本年收入合计", "19,044.27"}, []string{"revenue.year 19,044.27"}, nil},
		"too many figures":          {[]string{"收入支出决算总表 单位：万元", "本年收入合计 1.10 2.20"}, []string{"revenue.year 1.10"}, []string{"table_unresolved 2.20"}},
		"the 三公 table": {[]string{"财政拨款“三公”经费支出决算表 单位：万元", "1.10 1.00 0.10 0.10 0.60 0.60 0.20 0.20 0.40 0.40 0.40 0.30"},
			[]string{"three_public.total 1.10", "three_public.total 1.00", "three_public.abroad 0.10", "three_public.abroad 0.10", "three_public.vehicle 0.60", "three_public.vehicle 0.60",
				"three_public.vehicle_purchase 0.20", "three_public.vehicle_purchase 0.20", "three_public.vehicle_operation 0.40", "three_public.vehicle_operation 0.40",
				"three_public.reception 0.40", "three_public.reception 0.30"}, nil},
		"the 三公 table without 出国": {[]string{"财政拨款“三公”经费支出决算表 单位：万元", "1.00 0.90 0.60 0.60 0.20 0.20 0.40 0.40 0.40 0.30"},
			[]string{"three_public.total 1.00", "three_public.total 0.90", "three_public.vehicle 0.60", "three_public.vehicle 0.60",
				"three_public.vehicle_purchase 0.20", "three_public.vehicle_purchase 0.20", "three_public.vehicle_operation 0.40", "three_public.vehicle_operation 0.40",
				"three_public.reception 0.40", "three_public.reception 0.30"}, nil},
		"a line for each cell": {[]string{"收入决算表 单位：万元", "本年收入", "1.00", "2.00", "3.00", "4.00", "5.00"}, nil,
			[]string{"table_unresolved 1.00", "table_unresolved 2.00", "table_unresolved 3.00", "table_unresolved 4.00", "table_unresolved 5.00"}},
		"a numbered row": {[]string{"收入支出决算总表 单位：万元", "注：本表不含其他。", "本年收入合计 1.10"}, nil, nil},
	} {
		if got, issues := flat(tt.lines...); !slices.Equal(got, tt.want) || !slices.Equal(issues, tt.issues) {
			t.Errorf("%s:\n got %q %q\nwant %q %q", name, got, issues, tt.want, tt.issues)
		}
	}
}

// TestNoUnit holds that a figure whose unit nothing states is an issue and no guess,
// and that an empty table is one too.
func TestNoUnit(t *testing.T) {
	got, issues := tagged("某区某街道办事处2024年度部门决算", tableOf("支出决算表", rows("项目|决算数", "教育支出|610")...), meant)
	if len(got) != 0 || !slices.Equal(issues, []string{"unit_unknown 610"}) {
		t.Errorf("%q %q", got, issues)
	}
	got, issues = tagged("某区某街道办事处2024年度部门决算", extract.Block{Kind: extract.TableBlock, Table: &extract.Table{}}, meant)
	if len(got) != 0 || len(issues) != 1 {
		t.Errorf("%q %q", got, issues)
	}
}

// TestRegions reads tables with a row for each place: short names in a column headed
// 地区, the levels of government there, and what stands right of them.
func TestRegions(t *testing.T) {
	say := func(f *schema.Fact) string {
		return fmt.Sprint(f.Raw, " ", f.Dimensions.EntityScope, " ", f.Dimensions.Subordinate, " ", f.Concept)
	}
	got, _ := tagged("望舒市2025年预算执行情况", tableOf("2025年望舒市税收返还表（单位：万元）", rows(
		"地区|预算数", "合计|9.10", "市本级|1.20", "全市|8.30", "青柳|2.40", "经区|1.50", "双溪自治县|1.60", "预留|0.70", "教育支出|0.80",
	)...), say)
	want := []string{"9.10   ", "1.20 self  ", "8.30 summary  ", "2.40 subordinate 青柳 ", "1.50 subordinate 经区 ", "1.60 subordinate 双溪自治县 ", "0.70   ", "0.80   expenditure.by_function"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	got, _ = tagged("望舒市2025年预算执行情况", tableOf("2025年债券项目表（单位：万元）", rows(
		"地区|项目名称|金额", "市本级|露营地改造提升工程|1.10", "青柳|桥梁|2.20",
	)...), func(f *schema.Fact) string { return say(f) + string(f.Form) })
	if want := []string{"1.10 self  level", "2.20 subordinate 青柳 level"}; !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// TestFormulas: a column that says how rows are reckoned names none of them, and 本地区,
// 本级 and 下级 say whose the figures are.
func TestFormulas(t *testing.T) {
	got, _ := tagged("望舒市2025年债务情况", tableOf("2025年债务限额表（单位：亿元）", rows(
		"项目|公式|本地区|本级|下级", "债务限额|A=B+C|9.10|5.20|3.90", "一般债务限额|B|4.10|3.20|0.90",
	)...), func(f *schema.Fact) string { return f.Label + " " + string(f.Dimensions.EntityScope) })
	want := []string{"债务限额 summary", "债务限额 ", "债务限额 subordinate", "一般债务限额 summary", "一般债务限额 ", "一般债务限额 subordinate"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestReckonedDecimals: percentages stored with all their digits are kept to four.
func TestReckonedDecimals(t *testing.T) {
	got, _ := tagged("望舒市2025年预算执行情况", tableOf("2025年一般公共预算收入执行情况表（单位：万元）", rows(
		"项目|执行数|完成预算%", "教育支出|118,670|93.8102766798419%", "合计|9.5|100.0%",
	)...), func(f *schema.Fact) string { return fmt.Sprint(f.Value, " ", f.Decimals) })
	if want := []string{"1186700000 -4", "93.8103 4", "95000 -3", "100 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestYears: the year of the title holds where no column names one, 上年 is counted from
// it, 决算数 of the year before is final, and 同比 is of the column it compares.
func TestYears(t *testing.T) {
	got, _ := tagged("望舒市2025年预算执行情况和2026年预算", tableOf("", rows(
		"2025年望舒市一般公共预算支出执行情况表||||", "单位：万元||||", "项目|金额|执行数|上年决算数|同比增减%", "教育支出|1.10|2.20|3.30|4.4", "合计|1.10|2.20|3.30|4.4",
	)...), func(f *schema.Fact) string {
		return fmt.Sprint(f.Raw, " ", f.Measure, " ", f.Period.End.Year())
	})
	if len(got) != 8 || !strings.HasSuffix(got[0], " 2025") || got[1] != "2.20 executed 2025" || got[2] != "3.30 final 2024" || got[3] != "4.4 executed 2025" {
		t.Errorf("got %q", got)
	}
}

// TestNamesOfRows: a verb of change before a noun is part of a name, 各项 sums up all
// that comes in, 合计 may stand under 序号, and tax in the accounts is revenue.
func TestNamesOfRows(t *testing.T) {
	block := tableOf("", rows(
		"2025年政府性基金预算收入执行情况表||", "单位：万元||", "序号|项目|执行数", "1|发行新增一般债券|1.10", "2|各项收入合计|2.20", "3|税收收入|3.30", "合计||4.40",
	)...)
	last := len(block.Table.Cells) - 3
	block.Table.Cells[last].ColSpan = 2
	block.Table.Cells = slices.Delete(block.Table.Cells, last+1, last+2)
	got, _ := tagged("望舒市2025年预算执行情况", block, func(f *schema.Fact) string { return fmt.Sprint(f.Label, " ", f.Form, " ", f.Concept) })
	if len(got) != 4 || got[0] != "发行新增一般债券 level debt.issued_new" || got[1] != "各项收入合计 level revenue.total" || got[2] != "税收收入 level revenue.tax" || !strings.HasPrefix(got[3], "合计 level ") {
		t.Errorf("got %q", got)
	}
}

// TestUnitOfColumn: what a column says in brackets is of its own figures, and the line
// above the table of all others. Where nothing else states a unit it is of all.
func TestUnitOfColumn(t *testing.T) {
	say := func(f *schema.Fact) string { return f.Raw + " " + f.Value.String() }
	got, _ := tagged("望舒市2025年国民经济和社会发展统计公报", tableOf("主要指标（单位：亿元）", rows(
		"地区|地区生产总值|人均地区生产总值（万元）|一般公共预算收入", "青柳市|13,317.78|10.15|1,002.37",
	)...), say)
	if want := []string{"13,317.78 1331778000000", "10.15 101500", "1,002.37 100237000000"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	got, _ = tagged("望舒市2025年预算执行情况", tableOf("", rows("项目|金额（万元）|增减", "教育支出|5.00|1.00", "合计|5.00|1.00")...), say)
	if len(got) < 2 || got[0] != "5.00 50000" || got[1] != "1.00 10000" {
		t.Errorf("got %q", got)
	}
}

// TestOwedInTables: what is owed on a day is no budget's in a notice of it.
func TestOwedInTables(t *testing.T) {
	say := func(f *schema.Fact) string { return string(f.Concept) + " " + string(f.Measure) }
	got, _ := tagged("2025年全市地方政府债务限额和余额情况表", tableOf("2025年全市地方政府债务限额和余额情况表（单位：亿元）", rows("地区|债务限额|债务余额", "望舒市|5.20|3.90")...), say)
	if want := []string{"debt.limit budget_initial", "debt.balance executed"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestKeysOfSheet: what the system that made a sheet keeps in it for itself is no part of
// the table.
func TestKeysOfSheet(t *testing.T) {
	got, issues := tagged(territorial, tableOf("", rows(
		"0|DEBT_ZQSY|AND T.AD_CODE=13|||", "0|AD_CODE#13|SET_YEAR#2025|||", "0|ROW_NUM#|XMLX_NAME#|ZQZJ_AMT#|XMLX_ID#|ZQLX_CODE#",
		"0|表1-7||||", "0|2025年柳溪市政府债务限额情况表||||", "0||单位：亿元|||", "0|序号|地区|债务限额||",
		"VALID#|1|甲县|53.65|01|2", "VALID#|2|乙县|31.44|02|1",
	)...), debtFact)
	want := []string{"53.65 debt.limit executed 2025-12-31 subordinate", "31.44 debt.limit executed 2025-12-31 subordinate"}
	if !slices.Equal(got, want) || len(issues) > 0 {
		t.Errorf("got %q %q, want %q", got, issues, want)
	}
}
