package extract

import (
	"strings"
	"testing"
)

// cellLines writes a table a line for each cell: rows apart by " / ", cells by
// "|".
func cellLines(table string) string {
	return strings.ReplaceAll(strings.ReplaceAll(table, " / ", "|"), "|", "\n") + "\n"
}

// TestCellTables lays out tables written cell by cell.
func TestCellTables(t *testing.T) {
	for _, c := range []struct{ name, table, want string }{
		{"codes, headings over columns, a total over two",
			"项目|本年支出 / 科目编码|科目名称|合计|基本支出|项目支出 / 合计|5.00|3.00|2.00 / 201|公共服务|5.00|3.00|2.00",
			"table{ 0,0×1,2=项目 0,2×1,3=本年支出 1,0=科目编码 1,1=科目名称 1,2=合计 1,3=基本支出 1,4=项目支出 2,0×1,2=合计 2,2=5.00 2,3=3.00 2,4=2.00 3,0=201 3,1=公共服务 3,2=5.00 3,3=3.00 3,4=2.00}"},
		{"headings covering the row below",
			"项目|本年收入|其他收入 / 科目编码|科目名称|| / 201|公共服务|5.00|1.00 / 合计|5.00|1.00",
			"table{ 0,0×1,2=项目 0,2×2,1=本年收入 0,3×2,1=其他收入 1,0=科目编码 1,1=科目名称 2,0=201 2,1=公共服务 2,2=5.00 2,3=1.00 3,0×1,2=合计 3,2=5.00 3,3=1.00}"},
		{"two sides, row numbers, names left empty",
			"收入|支出 / 项目|行次|金额|项目|行次|金额 / 栏次||1|栏次||2 / 一、拨款|1|5.00|一、服务|3|4.00 / |2||二、国防|4|1.00",
			"table{ 0,0×1,3=收入 0,3×1,3=支出 1,0=项目 1,1=行次 1,2=金额 1,3=项目 1,4=行次 1,5=金额 2,0=栏次 2,1= 2,2=1 2,3=栏次 2,4= 2,5=2 " +
				"3,0=一、拨款 3,1=1 3,2=5.00 3,3=一、服务 3,4=3 3,5=4.00 4,0= 4,1=2 4,2= 4,3=二、国防 4,4=4 4,5=1.00}"},
		{"no names at all",
			"预算数|决算数 / 合计|出国费|接待费|合计|出国费|接待费 / 3.00|1.00|2.00|2.00|1.00|1.00",
			"table{ 0,0×1,3=预算数 0,3×1,3=决算数 1,0=合计 1,1=出国费 1,2=接待费 1,3=合计 1,4=出国费 1,5=接待费 2,0=3.00 2,1=1.00 2,2=2.00 2,3=2.00 2,4=1.00 2,5=1.00}"},
		{"a grand total over all but the last",
			"科目编码|科目名称|决算数|科目编码|科目名称|决算数 / 301|工资|5.00|302|商品|1.00 / 人员经费合计|5.00|公用经费合计|1.00 / 基本支出合计|6.00",
			"table{ 0,0=科目编码 0,1=科目名称 0,2=决算数 0,3=科目编码 0,4=科目名称 0,5=决算数 1,0=301 1,1=工资 1,2=5.00 1,3=302 1,4=商品 1,5=1.00 " +
				"2,0×1,2=人员经费合计 2,2=5.00 2,3×1,2=公用经费合计 2,5=1.00 3,0×1,5=基本支出合计 3,5=6.00}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := []byte("收支表\n单位：万元\n" + cellLines(c.table) + "\n第三部分 情况说明\n")
			doc := mustRead(t, data)
			if got, want := sketch(doc), "收支表 / 单位：万元 / "+c.want+" / #第三部分 情况说明"; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestNoCellTable keeps as text what could be laid out in more than one way, or
// in none.
func TestNoCellTable(t *testing.T) {
	const head = "科目编码|科目名称|合计|基本支出 / 201|公共服务|5.00|3.00 / "
	for name, table := range map[string]string{
		"a figure too many":             head + "202|外交|5.00|3.00|1.00",
		"a figure too few":              head + "202|外交|5.00 / 203|国防|1.00|1.00",
		"a code for a figure":           head + "202|外交|5.00|203 / 国防|1.00|1.00",
		"a name over two lines":         head + "202|外交|支出|5.00|3.00",
		"no code before a name":         head + "|外交|5.00|3.00",
		"a first heading lost":          "收入|项目|金额 / 一、拨款|5.00 / 二、其他|1.00",
		"row numbers out of order":      "项目|行次|金额 / 一、拨款|1|5.00 / 二、其他|3|1.00",
		"no heading known":              "甲方|乙方 / 丙方|5.00 / 丁方|1.00",
		"an end that is open":           "科目编码|科目名称|合计|基本支出 / 201|公共服务|5.00| / 合计|5.00||",
		"a heading over a second title": "年度 / 项目|金额 / 一、拨款|5.00 / 二、其他|1.00",
	} {
		doc := mustRead(t, []byte("收支表\n单位：万元\n"+cellLines(table)+"\n第三部分 情况说明\n"))
		for _, b := range doc.Blocks {
			if b.Table != nil {
				t.Errorf("%s: %s", name, sketch(doc))
			}
		}
	}
}

// TestCellTableCost reads lines that nearly make a table, in linear time.
func TestCellTableCost(t *testing.T) {
	if testing.Short() {
		t.Skip("times the reader: not under the race detector")
	}
	for name, unit := range map[string]string{
		"headings":     "项目\n金额\n",
		"rows":         "一、拨款\n5.00\n",
		"empty cells":  "项目\n\n\n\n5.00\n",
		"codes":        "201\n名称\n\n\n\n",
		"short tables": "科目编码\n科目名称\n合计\n\n201\n",
	} {
		data := []byte("单位：万元\n科目编码\n科目名称\n合计\n" + strings.Repeat(unit, 50_000) + "x。\n")
		if took := processorTime(t, func() { mustRead(t, data) }); took > maxTime {
			t.Errorf("%s: %v for %d bytes", name, took, len(data))
		}
	}
}
