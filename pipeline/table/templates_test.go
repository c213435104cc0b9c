package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestTemplates reads tables as provinces lay out those of their departments: each figure
// with its concept, the code of its class and its unit, and its form where it is no level.
func TestTemplates(t *testing.T) {
	say := func(f *schema.Fact) string {
		form := string(f.Form)
		if f.Form == schema.Level {
			form = ""
		}
		return strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", f.Dimensions.FuncCode, f.Dimensions.EconCode, " ", f.Unit, " ", form, " ", f.Dimensions.VehicleKind)), " ")
	}
	for name, tt := range map[string]struct {
		title string
		rows  []string
		want  string
	}{
		"three classifications side by side": {"收支总表", []string{
			"收入||支出|||||", "项目|本年预算|项目（按功能分类）|本年预算|项目（按部门预算经济分类）|本年预算|项目（按政府预算经济分类）|本年预算",
			"一、一般公共预算拨款收入|9|八、社会保障和就业支出|2|一、基本支出|6|一、机关工资福利支出|4",
			"||九、卫生健康支出|3|工资福利支出|4|二、机关商品和服务支出|5", "||十二、农林水支出|4|对个人和家庭的补助|2|三、机关资本性支出（一）|1",
			"本年收入合计|9|本年支出合计|9|二、项目支出|3|本年支出合计|9",
		}, "9 revenue.general_public_budget 元|2 expenditure.by_function 208 元|6 expenditure.basic 元|4 expenditure.by_economic 501 元|" +
			"3 expenditure.by_function 210 元|4 expenditure.by_economic 301 元|5 expenditure.by_economic 502 元|" +
			"4 expenditure.by_function 213 元|2 expenditure.by_economic 303 元|1 expenditure.by_economic 503 元|" +
			"9 revenue.year 元|9 expenditure.year 元|3 expenditure.project 元|9 expenditure.year 元"},
		"codes of bodies": {"一般公共预算“三公”经费支出表", []string{
			"单位编码|单位名称|合计|公务接待费|公务用车运行费", "301|青禾县水利局|20|12|8",
		}, "20 three_public.total 元|12 three_public.reception 元|8 three_public.vehicle_operation 元"},
		"codes of a class in three columns and that of a body": {"支出总表", []string{
			"类|款|项|单位代码|单位名称（功能科目名称）|合计|基本支出|项目支出", "213|03|01|301001|行政运行|9|9|",
		}, "9 expenditure.by_function 2130301 元|9 expenditure.basic 2130301 元"},
		"codes in brackets": {"一般公共预算支出情况表", []string{
			"功能科目名称|合计|基本支出", "[20802]民政管理事务|9|9", "[2080201]行政运行|5|5", "【2080299】其他民政管理事务支出|4|4",
		}, "9 expenditure.by_function 20802 元|9 expenditure.basic 20802 元|5 expenditure.by_function 2080201 元|5 expenditure.basic 2080201 元|4 expenditure.by_function 2080299 元|4 expenditure.basic 2080299 元"},
		"a row of changes": {"财政拨款“三公”经费支出表", []string{
			"年度|“三公”经费财政拨款预算总额|公务接待费", "2023年|22|2", "2024年|20|1", "增减变化|-2|-1", "增减率（%）|-9.09|-50",
		}, "22 three_public.total 元|2 three_public.reception 元|20 three_public.total 元|1 three_public.reception 元|-2 three_public.total 元 delta|-1 three_public.reception 元 delta|" +
			"-9.09 three_public.total % pct_change|-50 three_public.reception % pct_change"},
		"kinds of procurement": {"政府采购预算明细表", []string{"采购类别|合计", "合计|9", "货物|4", "服务类|3", "工程|2"},
			"9 procurement.total 元|4 procurement.goods 元|3 procurement.services 元|2 procurement.works 元"},
		"counts beside money": {"国有资产占有使用情况表", []string{"项目|数量|金额（万元）", "1.房屋（平方米）|2360|486.20", "2.车辆（台、辆）|6|148.30"},
			"2360 平方米|486.20 asset.fixed_by_kind 元|6 asset.vehicles 辆|148.30 元"},
		"what an organ runs on": {"机构运行信息决算表", []string{
			"项目|行次|预算数|统计数|项目|行次|统计数", "一、“三公”经费支出|1|6.50|—|四、资产信息|26|—", "（一）支出合计|2|6.50|5.12|（一）车辆数合计（辆）|27|3",
			"2.公务用车购置及运行维护费|4|4.50|3.90|（二）单价100万元（含）以上设备（不含车辆）|35|1", "5.国内公务接待批次（个）|16|—|9|1.政府采购货物支出|39|40.20",
		}, "6.50 three_public.total 元|6.50 three_public.total 元|5.12 three_public.total 元|3 asset.vehicles 辆|4.50 three_public.vehicle 元|3.90 three_public.vehicle 元|1 asset.equipment_1m 台（套）|" +
			"9 three_public.reception_batches 批次|40.20 procurement.goods 元"},
		"a column of codes under 功能科目": {"上级转移支付补助项目支出预算表", []string{"项目名称|功能科目|合计|中央", "普通高中助学金|2050204|46|36"}, "46 expenditure.by_function 2050204 元|36 2050204 元"},
		"kinds of vehicles": {"机构运行信息表", []string{"项目|行次|统计数", "（一）车辆数合计（辆）|27|3", "3.机要通信用车|30|2", "4．应急保障用车|31|1"},
			"3 asset.vehicles 辆|2 asset.vehicles_by_kind 辆 机要通信用车|1 asset.vehicles_by_kind 辆 应急保障用车"},
		"projects beside the classes they are spent on": {"2024年部门预算支出表", []string{
			"科目编码|科目名称|项目名称|合计|一般公共预算|政府性基金", "210|卫生健康支出||12|7|5", "2100201|综合医院|急救设备|5|5|", "2100201|综合医院|楼宇维护|7|2|5",
		}, "12 expenditure.by_function 210 元|7 expenditure.by_function 210 元|5 expenditure.by_function 210 元|5 expenditure.by_function 2100201 元|5 expenditure.by_function 2100201 元|" +
			"7 expenditure.by_function 2100201 元|2 expenditure.by_function 2100201 元|5 expenditure.by_function 2100201 元"},
		"a unit of money beside the names": {"2024年主要指标", []string{"指标|计量单位|本期", "一般公共预算收入|万元|12", "工业用电量|万千瓦时|7"}, "12 revenue.general_public_budget 元|7 economy.actual 千瓦时"},
		"a column of a part that nothing names": {"收入决算表", []string{
			"项目||本年收入合计|财政拨款收入|事业收入|其中：教育收费", "合计||9|5|4|3", "205|教育支出|9|5|4|3",
		}, "9 revenue.year 元|5 revenue.fiscal 元|4 revenue.institution 元|3 元|9 revenue.year 205 元|5 revenue.fiscal 205 元|4 revenue.institution 205 元|3 205 元"},
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
