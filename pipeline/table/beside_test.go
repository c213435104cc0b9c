package table

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestBesideNames reads tables whose rows say more beside their names, and whose columns say
// who pays: each figure with its concept, fund, body and project, its label and its unit.
func TestBesideNames(t *testing.T) {
	say := func(f *schema.Fact) string {
		d := &f.Dimensions
		return strings.Join(strings.Fields(strings.Join([]string{f.Raw, string(f.Concept), string(d.FundSource), d.FuncCode + d.EconCode, string(d.EntityScope), d.Subordinate, d.Project, "“" + f.Label + "”", f.Unit}, " ")), " ")
	}
	for name, tt := range map[string]struct {
		title string
		rows  []string
		want  string
	}{
		"units of a department": {"部门收入总体情况表", []string{
			"单位代码|单位名称|合计|上年结转|一般公共预算拨款收入|事业收入", "|合计|90|10|60|20", "301001|青禾县水利局本级|40|10|30|", "301002|青禾县水文站|50||30|20",
		}, "90 revenue.total all “合计” 元|10 balance.opening all “合计” 元|60 revenue.general_public_budget general_public_budget “合计” 元|20 revenue.institution all “合计” 元|" +
			"40 revenue.total all self “青禾县水利局本级” 元|10 balance.opening all self “青禾县水利局本级” 元|30 revenue.general_public_budget general_public_budget self “青禾县水利局本级” 元|" +
			"50 revenue.total all unit 青禾县水文站 “青禾县水文站” 元|30 revenue.general_public_budget general_public_budget unit 青禾县水文站 “青禾县水文站” 元|20 revenue.institution all unit 青禾县水文站 “青禾县水文站” 元"},
		"the only body is the one that reports": {"收入总表", []string{"部门（单位）代码|部门（单位）名称|合计|一般公共预算", "301|柳溪市青禾县水利局（本级）|9|9"},
			"9 revenue.year all “柳溪市青禾县水利局（本级）” 元|9 revenue.general_public_budget general_public_budget “柳溪市青禾县水利局（本级）” 元"},
		"money that is no appropriation, of several revenues": {"部门收入预算表", []string{
			"科目|合计|本年收入|本年收入|本年收入|本年收入", "科目|合计|小计|一般公共预算|单位资金|单位资金", "科目|合计|小计|一般公共预算|小计|事业收入", "合计|90|90|60|30|20",
		}, "90 revenue.year all “合计” 元|90 revenue.year all “合计” 元|60 revenue.general_public_budget general_public_budget “合计” 元|30 other “合计” 元|20 revenue.institution all “合计” 元"},
		"what is spent of it": {"部门支出预算表", []string{
			"科目编码|科目名称|合计|一般公共预算|一般公共预算|单位资金|单位资金|单位资金", "科目编码|科目名称|合计|小计|基本支出|小计|事业支出|其他支出", "213|农林水支出|90|60|60|30|20|10", "合计||90|60|60|30|20|10",
		}, "90 expenditure.by_function all 213 “农林水支出” 元|60 expenditure.by_function general_public_budget 213 “农林水支出” 元|60 expenditure.basic general_public_budget 213 “农林水支出” 元|" +
			"30 expenditure.by_function other 213 “农林水支出” 元|20 other 213 “农林水支出” 元|10 other 213 “农林水支出” 元|" +
			"90 expenditure.year all “合计” 元|60 expenditure.year general_public_budget “合计” 元|60 expenditure.basic general_public_budget “合计” 元|30 expenditure.year other “合计” 元|20 other “合计” 元|10 other “合计” 元"},
		"projects and what pays for them": {"项目支出表", []string{
			"类型|项目名称|项目单位|合计|本年拨款|财政拨款结转结余|财政专户管理资金|单位资金", "类型|项目名称|项目单位|合计|一般公共预算|一般公共预算|财政专户管理资金|单位资金",
			"特定目标类|河道清淤经费|301-青禾县水利局|9|5|1|2|1", "特定目标类|合计||9|5|1|2|1",
		}, "9 performance.project_budget 河道清淤经费 “河道清淤经费” 元|5 performance.project_budget general_public_budget 河道清淤经费 “河道清淤经费” 元|1 performance.project_budget carried_over 河道清淤经费 “河道清淤经费” 元|" +
			"2 河道清淤经费 “河道清淤经费” 元|1 performance.project_budget other 河道清淤经费 “河道清淤经费” 元|" +
			"9 expenditure.project all “合计” 元|5 expenditure.project general_public_budget “合计” 元|1 expenditure.project carried_over “合计” 元|2 “合计” 元|1 expenditure.project other “合计” 元"},
		"a project called like a class, and classes of projects": {"项目支出预算表", []string{
			"项目名称|经济科目编码|经济科目名称|合计|事业收入", "基本公共卫生服务|||9|4", "水质监测|30213|维修（护）费|5|3",
		}, "9 performance.project_budget 基本公共卫生服务 “基本公共卫生服务” 元|4 performance.project_budget institution 基本公共卫生服务 “基本公共卫生服务” 元|" +
			"5 expenditure.by_economic all 30213 水质监测 “维修（护）费” 元|3 expenditure.by_economic institution 30213 水质监测 “维修（护）费” 元"},
		"what is bought": {"政府采购预算表", []string{
			"项目名称|采购品目|采购方式|计量单位|数量|单价|合计|面向中小企业预留资金", "办公设备购置|台式计算机|集中采购|台|20|0.5|10|4", "合计||||||10|4",
		}, "20 办公设备购置 “台式计算机” 台|0.5 办公设备购置 “台式计算机” 元|10 办公设备购置 “台式计算机” 元|4 procurement.sme_reserved 办公设备购置 “台式计算机” 元|10 procurement.total “合计” 元|4 procurement.sme_reserved “合计” 元"},
		"kinds of procurement by fund": {"政府采购预算明细表", []string{
			"采购类别|合计|本年拨款|本年拨款", "采购类别|合计|小计|一般公共预算", "合计|9|8|7", "A货物|9|8|7",
		}, "9 procurement.total “合计” 元|8 procurement.total fiscal “合计” 元|7 procurement.total general_public_budget “合计” 元|9 procurement.goods “A货物” 元|8 procurement.goods fiscal “A货物” 元|7 procurement.goods general_public_budget “A货物” 元"},
		"what was left pays for what is spent": {"收支预算总表", []string{
			"项目|预算数|项目|合计|当年财政拨款安排|上年结转安排", "一、财政拨款|8|一、基本支出|9|8|1", "收入总计|9|支出总计|9|8|1",
		}, "8 revenue.fiscal fiscal “一、财政拨款” 元|9 expenditure.basic all “一、基本支出” 元|8 expenditure.basic fiscal “一、基本支出” 元|1 expenditure.basic carried_over “一、基本支出” 元|" +
			"9 revenue.total all “收入总计” 元|9 expenditure.total all “支出总计” 元|8 expenditure.total fiscal “支出总计” 元|1 expenditure.total carried_over “支出总计” 元"},
		"classes below each body": {"部门支出总表", []string{
			"类|款|项|单位代码|单位名称（科目）|合计|基本支出|项目支出", "||||合计|90|60|30", "||||青禾县水利局本级|50|40|10", "213|03|01|301001|行政运行|40|40|", "||||青禾县龙湖水库|40|20|20", "213|03|06|301002|水利工程运行与维护|40|20|20",
		}, "90 expenditure.year all “合计” 元|60 expenditure.basic all “合计” 元|30 expenditure.project all “合计” 元|" +
			"50 expenditure.year all self “青禾县水利局本级” 元|40 expenditure.basic all self “青禾县水利局本级” 元|10 expenditure.project all self “青禾县水利局本级” 元|" +
			"40 expenditure.by_function all 2130301 self “行政运行” 元|40 expenditure.basic all 2130301 self “行政运行” 元|" +
			"40 expenditure.year all unit 青禾县龙湖水库 “青禾县龙湖水库” 元|20 expenditure.basic all unit 青禾县龙湖水库 “青禾县龙湖水库” 元|20 expenditure.project all unit 青禾县龙湖水库 “青禾县龙湖水库” 元|" +
			"40 expenditure.by_function all 2130306 unit 青禾县龙湖水库 “水利工程运行与维护” 元|20 expenditure.basic all 2130306 unit 青禾县龙湖水库 “水利工程运行与维护” 元|20 expenditure.project all 2130306 unit 青禾县龙湖水库 “水利工程运行与维护” 元"},
		"projects below their class": {"一般公共预算项目支出预算表", []string{"科目编码|科目名称|金额", "2130306|水利工程运行与维护|9", "2130306|龙湖闸门更换经费|9"},
			"9 expenditure.by_function general_public_budget 2130306 “水利工程运行与维护” 元|9 expenditure.by_function general_public_budget 2130306 龙湖闸门更换经费 “龙湖闸门更换经费” 元"},
		"the appropriation of the year beside all of it": {"财政拨款支出预算表（部门经济分类科目）", []string{
			"科目编码|科目名称|总计|县级当年财政拨款安排|县级当年财政拨款安排|县级当年财政拨款安排|县级当年财政拨款安排|上年结转安排", "科目编码|科目名称|总计|合计|一般公共预算拨款|一般公共预算拨款|一般公共预算拨款|上年结转安排", "科目编码|科目名称|总计|合计|小计|基本支出|项目支出|上年结转安排",
			"|合计|90|80|80|60|20|10", "30201|办公费|90|80|80|60|20|10",
		}, "90 expenditure.fiscal fiscal “合计” 元|80 fiscal “合计” 元|80 expenditure.general_public_budget general_public_budget “合计” 元|60 expenditure.basic general_public_budget “合计” 元|20 expenditure.project general_public_budget “合计” 元|10 carried_over “合计” 元|" +
			"90 expenditure.by_economic fiscal 30201 “办公费” 元|80 fiscal 30201 “办公费” 元|80 expenditure.by_economic general_public_budget 30201 “办公费” 元|60 expenditure.basic general_public_budget 30201 “办公费” 元|20 expenditure.project general_public_budget 30201 “办公费” 元|10 expenditure.by_economic carried_over 30201 “办公费” 元"},
		"a column of units of count": {"国有资产占有使用情况表", []string{"项目|单位|数量|价值", "一、房屋|平方米|2300|560.00", "二、车辆|辆|6|98.50"},
			"2300 “一、房屋” 平方米|560.00 “一、房屋” 元|6 asset.vehicles “二、车辆” 辆|98.50 “二、车辆” 元"},
		"revenue by the classes it is spent on": {"部门收入总表", []string{"科目编码|科目名称|合计|上年结转|事业收入", "205|教育支出|9|5|4"},
			"9 revenue.total all 205 “教育支出” 元|5 balance.opening all 205 “教育支出” 元|4 revenue.institution all 205 “教育支出” 元"},
		"a change of the whole behind its halves": {"一般公共预算支出情况表", []string{
			"科目编码|科目名称|2023年执行数|2024年预算数|2024年预算数|2024年预算数|2024年预算数比2023年执行数|2024年预算数比2023年执行数", "科目编码|科目名称|2023年执行数|小计|基本支出|项目支出|增减额|增减%", "213|农林水支出|28|30|20|10|2|7.14",
		}, "28 expenditure.by_function general_public_budget 213 “农林水支出” 元|30 expenditure.by_function general_public_budget 213 “农林水支出” 元|20 expenditure.basic general_public_budget 213 “农林水支出” 元|10 expenditure.project general_public_budget 213 “农林水支出” 元|" +
			"2 expenditure.by_function general_public_budget 213 “农林水支出” 元|7.14 expenditure.by_function general_public_budget 213 “农林水支出” %"},
		"what kinds of assets are worth": {"国有资产使用情况表", []string{"项目|资产总额|固定资产|固定资产|固定资产", "项目|资产总额|小计|房屋构筑物|车辆", "合计|56|46|30|6"},
			"56 “合计” 元|46 asset.fixed “合计” 元|30 asset.fixed_by_kind “合计” 元|6 asset.fixed_by_kind “合计” 元"},
		"a column that nothing names has no total": {"支出总表", []string{"科目名称|合计|涉农统筹整合", "合计|9|4"}, "9 expenditure.year all “合计” 元|4 “合计” 元"},
	} {
		blocks := []extract.Block{line("青禾县水利局2024年部门预算"), line(tt.title), line("单位：万元"), tableOf("", rows(tt.rows...)...)}
		var got []string
		for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
			got = append(got, say(&f))
		}
		if want := strings.Split(tt.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
	}
}
