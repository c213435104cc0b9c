package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// debtFact is what a figure of a table of debt is said to be.
func debtFact(f *schema.Fact) string {
	return strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Measure, " ", f.Period.End, " ", f.Dimensions.FundSource, " ", f.Dimensions.EntityScope)), " ")
}

const territorial = "关于柳溪市2025年预算执行情况和2026年预算草案的报告"

// TestKindsOfDebt: a row or a column that only names a kind of debt is of what the row
// above, the column or the title says, and of nothing where none says it.
func TestKindsOfDebt(t *testing.T) {
	for name, tt := range map[string]struct{ title, table, want string }{
		"under a row": {"2025年柳溪市政府债务情况表", "项目|全市|市本级\n一、2024年末地方政府债务余额|11|12\n其中：一般债务|21|22\n专项债务|31|32\n二、2025年地方政府债务还本额|41|42\n其中：专项债务|51|52",
			"11 debt.balance executed 2024-12-31 summary|12 debt.balance executed 2024-12-31 self|21 debt.balance executed 2024-12-31 general_public_budget summary|22 debt.balance executed 2024-12-31 general_public_budget self|" +
				"31 debt.balance executed 2024-12-31 government_fund summary|32 debt.balance executed 2024-12-31 government_fund self|41 debt.repaid executed 2025-12-31 summary|42 debt.repaid executed 2025-12-31 self|" +
				"51 debt.repaid executed 2025-12-31 government_fund summary|52 debt.repaid executed 2025-12-31 government_fund self"},
		"its phase and year": {"柳溪市地方政府债券发行及还本付息情况表", "项目|金额\n一、2025年发行（转贷）执行数|11\n（一）一般债券|21\n其中：再融资债券|31\n二、2026年付息预算数|41\n（一）专项债券|51",
			"11 debt.issued executed 2025-12-31|21 debt.issued executed 2025-12-31 general_public_budget|31 debt.issued_refinancing executed 2025-12-31 general_public_budget|41 debt.interest budget_initial 2026-12-31|51 debt.interest budget_initial 2026-12-31 government_fund"},
		"under a column": {"2025年柳溪市地方政府债务限额及余额情况表", "地区|2025年政府债务限额|2025年政府债务限额|2025年政府债务余额\n|一般债务|专项债务|专项债务\n甲县|11|12|13\n乙县|21|22|23",
			"11 debt.limit executed 2025-12-31 general_public_budget subordinate|12 debt.limit executed 2025-12-31 government_fund subordinate|13 debt.balance executed 2025-12-31 government_fund subordinate|" +
				"21 debt.limit executed 2025-12-31 general_public_budget subordinate|22 debt.limit executed 2025-12-31 government_fund subordinate|23 debt.balance executed 2025-12-31 government_fund subordinate"},
		"under the title":   {"2025年柳溪市地方政府债券分配情况表", "地区|新增一般债券|再融资专项债券\n甲县|11|12\n乙县|21|22", "11 debt.issued_new executed 2025-12-31 general_public_budget subordinate|12 debt.issued_refinancing executed 2025-12-31 government_fund subordinate|21 debt.issued_new executed 2025-12-31 general_public_budget subordinate|22 debt.issued_refinancing executed 2025-12-31 government_fund subordinate"},
		"what a year opens": {"2026年柳溪市政府债务收支计划表", "项目|金额\n一、2026年初全市政府债务余额|11\n其中：市本级|12\n五、2026年末全市政府债务余额|13", "11 debt.balance budget_initial 2025-12-31 summary|12 debt.balance budget_initial 2025-12-31 self|13 debt.balance budget_initial 2026-12-31 summary"},
		"limits": {"2025年柳溪市地方政府债务限额及余额情况表", "地区|2025年债务限额|2025年债务限额|2025年债务余额\n|A=B+C|一般债务 B|专项债务 F\n柳溪市合计|11|12|13\n柳溪市本级|21|22|23\n甲县|31|32|33",
			"11 debt.limit executed 2025-12-31 summary|12 debt.limit executed 2025-12-31 general_public_budget summary|13 debt.balance executed 2025-12-31 government_fund summary|21 debt.limit executed 2025-12-31 self|22 debt.limit executed 2025-12-31 general_public_budget self|23 debt.balance executed 2025-12-31 government_fund self|" +
				"31 debt.limit executed 2025-12-31 subordinate|32 debt.limit executed 2025-12-31 general_public_budget subordinate|33 debt.balance executed 2025-12-31 government_fund subordinate"},
		"kinds alone under their head": {"2025年柳溪市地方政府债务限额及余额情况表", "地区|债务限额|债务限额|债务余额|债务余额\n|合计|一般|一般|专项\n甲县|11|12|13|14\n乙县|21|22|23|24",
			"11 debt.limit executed 2025-12-31 subordinate|12 debt.limit executed 2025-12-31 general_public_budget subordinate|13 debt.balance executed 2025-12-31 general_public_budget subordinate|14 debt.balance executed 2025-12-31 government_fund subordinate|" +
				"21 debt.limit executed 2025-12-31 subordinate|22 debt.limit executed 2025-12-31 general_public_budget subordinate|23 debt.balance executed 2025-12-31 general_public_budget subordinate|24 debt.balance executed 2025-12-31 government_fund subordinate"},
		"what the year of a column opens": {"柳溪市政府债务限额和余额情况表", "项目|2024年决算数|2025年执行数\n一、上年末地方政府债务余额|11|12\n其中：一般债务|13|14\n年初地方政府专项债务余额|15|16\n五、年末地方政府债务余额|17|18",
			"11 debt.balance final 2023-12-31|12 debt.balance executed 2024-12-31|13 debt.balance final 2023-12-31 general_public_budget|14 debt.balance executed 2024-12-31 general_public_budget|" +
				"15 debt.balance final 2023-12-31 government_fund|16 debt.balance executed 2024-12-31 government_fund|17 debt.balance final 2024-12-31|18 debt.balance executed 2025-12-31"},
		"the unit over each half": {"2025年柳溪市政府债务限额和余额情况表", "表五|||单位：万元|表五|||单位：万元\n项目|全市|全市|全市|项目|市本级|市本级|市本级\n|2024年决算数|2025年执行数|执行数比上年决算数增长%||2024年决算数|2025年执行数|执行数比上年决算数增长%\n当年末地方政府债务余额|11|12|13|当年末地方政府债务余额|21|22|23",
			"11 debt.balance final 2024-12-31 summary|12 debt.balance executed 2025-12-31 summary|13 debt.balance executed 2025-12-31 summary|21 debt.balance final 2024-12-31 self|22 debt.balance executed 2025-12-31 self|23 debt.balance executed 2025-12-31 self"},
		"the report's own place":    {"2025年柳溪市政府债务余额表", "地区|债务余额\n柳溪市|11\n甲县|12\n乙县|13", "11 debt.balance executed 2025-12-31 summary|12 debt.balance executed 2025-12-31 subordinate|13 debt.balance executed 2025-12-31 subordinate"},
		"what bonds are issued for": {"2025年柳溪市专项债券分领域情况表", "领域|全市\n职业教育|11\n农林水利|12", "11 executed 2025-12-31 summary|12 executed 2025-12-31 summary"},
		"a sum of new limits": {"2025年柳溪市地方政府债务限额及余额情况表", "地区|债务限额|债务限额|债务限额|债务余额\n|合计|新增一般债务限额|新增专项债务限额|\n甲县|23|11|12|99",
			"23 debt.limit_new executed 2025-12-31 subordinate|11 debt.limit_new executed 2025-12-31 general_public_budget subordinate|12 debt.limit_new executed 2025-12-31 government_fund subordinate|99 debt.balance executed 2025-12-31 subordinate"},
		"places with long names": {"2025年柳溪市政府债务余额表", "地区|债务余额\n柳溪市|11\n中韩（甲市）国际合作示范区|12\n大柴旦行委|13\n乙市冰雪经济高质量发展试验区|14\n前郭尔罗斯蒙古族自治县|15", "11 debt.balance executed 2025-12-31 summary|12 debt.balance executed 2025-12-31 subordinate|13 debt.balance executed 2025-12-31 subordinate|14 debt.balance executed 2025-12-31 subordinate|15 debt.balance executed 2025-12-31 subordinate"},
		"kinds in two columns": {"2025年末柳溪市地方政府债券年限情况表", "地区|项目|类型|2025年末余额\n全市|一般债券|合计|11\n||新增债券|12\n|专项债券|合计|13\n||新增债券|14\n市级|一般债券|合计|15",
			"11 debt.balance executed 2025-12-31 general_public_budget summary|12 executed 2025-12-31 general_public_budget summary|13 debt.balance executed 2025-12-31 government_fund summary|14 executed 2025-12-31 government_fund summary|15 debt.balance executed 2025-12-31 general_public_budget self"},
		"what falls due": {"柳溪市地方政府债券分年偿还计划情况表", "债券类型||2027年|2028年|2029年及以后年度\n一般债券|合计|12|13|14\n|新增债券|16|17|18",
			"12 debt.repaid budget 2027-12-31 general_public_budget|13 debt.repaid budget 2028-12-31 general_public_budget|14 budget 2029-12-31 general_public_budget|16 budget 2027-12-31 general_public_budget|17 budget 2028-12-31 general_public_budget|18 budget 2029-12-31 general_public_budget"},
		"principal and interest": {"2025年柳溪市地方政府专项债券发行及还本付息情况表", "地区|2025年专项债券发行额|2025年还本付息额|2025年还本付息额|2026年还本付息预算数\n||本金|利息|利息\n甲县|11|12|13|14\n乙县|21|22|23|24",
			"11 debt.issued executed 2025-12-31 government_fund subordinate|12 debt.repaid executed 2025-12-31 government_fund subordinate|13 debt.interest executed 2025-12-31 government_fund subordinate|14 debt.interest budget_initial 2026-12-31 government_fund subordinate|" +
				"21 debt.issued executed 2025-12-31 government_fund subordinate|22 debt.repaid executed 2025-12-31 government_fund subordinate|23 debt.interest executed 2025-12-31 government_fund subordinate|24 debt.interest budget_initial 2026-12-31 government_fund subordinate"},
		"projects of bonds": {"2025年柳溪市地方政府债券使用情况表", "序号|项目名称|项目领域|项目实施单位|债券性质|债券规模|发行时间\n1|甲路改造|道路|甲局|一般债券|11.5|2024-06\n2|乙厂|污染防治|乙局|其他自平衡专项债券|12.5|2025-08\n3|丙桥|道路|丙局|一般债券|13.5|2025-08\n4|丙桥|道路|丙局|一般债券|14.5|2025-09\n|合计||||52|",
			"11.5 debt.issued executed 2024-12-31 general_public_budget|12.5 debt.issued executed 2025-12-31 government_fund|13.5 executed 2025-12-31 general_public_budget|14.5 executed 2025-12-31 general_public_budget|52 debt.issued executed 2025-12-31"},
		"the fund in the title": {"2025年柳溪市专项债券发行及还本情况表", "项目|发行额|还本额\n合计|11|12", "11 debt.issued executed 2025-12-31 government_fund|12 debt.repaid executed 2025-12-31 government_fund"},
		"several doings":        {"2025年柳溪市政府债券发行及付息情况表", "项目|金额\n一般债券|11\n专项债券|12", "11 executed 2025-12-31 general_public_budget|12 executed 2025-12-31 government_fund"},
		"single bonds":          {"2025年柳溪市政府债券发行情况表", "债券种类|发行量\n专项债券|11\n专项债券|12\n专项债券|13", "11 debt.issued executed 2025-12-31 government_fund|12 executed 2025-12-31 government_fund|13 executed 2025-12-31 government_fund"},
	} {
		out := readAll(territorial, line(tt.title), line("单位：万元"), tableOf("", rows(strings.Split(tt.table, "\n")...)...))
		var got []string
		for i := range out.Facts {
			got = append(got, debtFact(&out.Facts[i]))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, tt.want)
		}
	}
}

// TestTitleAbove: the title right above a table is whole, whatever stands between.
func TestTitleAbove(t *testing.T) {
	for lines, want := range map[string]string{
		"单位：万元|2025年柳溪市债券分配情况表|表6":               "2025年柳溪市债券分配情况表",
		"单位：万元|表62026年柳溪市转移支付表":                  "2026年柳溪市转移支付表",
		"单位：万元|支付分项目执行情况表|2025年柳溪市一般性转移|表7":      "2025年柳溪市一般性转移支付分项目执行情况表",
		"部门：柳溪局单位：万元|公开表五|2025年柳溪市一般公共收入预算执行情况":  "2025年柳溪市一般公共收入预算执行情况",
		"单位：万元|收支预算总表|2024年工作已经完成。":              "收支预算总表",
		"单位：万元|本年增加较多。|2025年柳溪市债券分配情况表":          "",
		"公开01表：收支预算总表|第二部分2018年部门预算表":            "公开01表：收支预算总表",
		"单位：万元|2026年柳溪市教育支出增长，见下表。|2025年收支执行情况表": "",
	} {
		if got := titleAbove(strings.Split(lines, "|")); got != want {
			t.Errorf("%s: %q, want %q", lines, got, want)
		}
	}
}

// TestHeadInLines: a table that lost its header to lines above it takes it from them, and
// stays without where they do not fit its columns.
func TestHeadInLines(t *testing.T) {
	table := tableOf("", rows("四、农林水支出|11|12|9.09", "五、交通运输支出|21|22|4.76")...)
	unfit := "11  2026|12  2026|9.09  2026|21  2026|22  2026|4.76  2026"
	for name, tt := range map[string]struct {
		lines []string
		want  string
	}{
		"one line":       {[]string{"项 目 2025年执行数 2026年预算数 增长%"}, "11 expenditure.by_function 2025|12 expenditure.by_function 2026|9.09 expenditure.by_function 2026|21 expenditure.by_function 2025|22 expenditure.by_function 2026|4.76 expenditure.by_function 2026"},
		"two lines":      {[]string{"2025年执行数 2026年预算数", "项目", "金额 金额 增长%"}, "11 expenditure.by_function 2025|12 expenditure.by_function 2026|9.09 expenditure.by_function 2026|21 expenditure.by_function 2025|22 expenditure.by_function 2026|4.76 expenditure.by_function 2026"},
		"broken in half": {[]string{"2025年 2026年", "项目 增长%", "执行数 预算数"}, unfit},
		"too few":        {[]string{"项目 2026年预算数"}, unfit},
		"none":           {nil, unfit},
	} {
		blocks := []extract.Block{line("2026年柳溪市政府性基金预算支出草案表"), line("单位：万元")}
		for _, s := range append(slices.Clone(tt.lines), "一、教育支出", "二、科学技术支出") {
			blocks = append(blocks, line(s))
		}
		out := readAll(territorial, append(blocks, table)...)
		var got []string
		for i := range out.Facts {
			if f := &out.Facts[i]; f.SourceKind == schema.TableSource {
				got = append(got, fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Period.End.Year()))
			}
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", name, s, tt.want)
		}
	}
}

// TestNotesOfInsurance: a note that speaks of the insurance funds makes no table theirs.
func TestNotesOfInsurance(t *testing.T) {
	out := readAll(territorial, line("备注：自2026年起，长期护理保险基金纳入社保基金预算管理"), line("2025年柳溪市政府债务情况表"), line("单位：万元"),
		tableOf("", rows("项目|金额", "2025年地方政府债务还本额|11")...))
	if len(out.Facts) != 1 || out.Facts[0].Concept != schema.DebtRepaid {
		t.Errorf("%+v", out.Facts)
	}
}

// TestBulletinTables: a table of a bulletin is of no accounts unless its title says so, and
// its rates of change are changes.
func TestBulletinTables(t *testing.T) {
	for title, want := range map[string]string{
		"表1 2025年柳溪市农林牧渔业总产值及增速": "11 level|1.6 pct_change",
		"表2 2025年柳溪市一般公共预算支出情况":  "11 expenditure.by_function level|1.6 expenditure.by_function pct_change",
	} {
		out := readAll("柳溪市2025年国民经济和社会发展统计公报", line(title), tableOf("", rows("指标|绝对量（亿元）|比上年涨跌幅度（%）", "农业|11|1.6")...))
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Form)), " "))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s:\n got %s\nwant %s", title, s, want)
		}
	}
}
