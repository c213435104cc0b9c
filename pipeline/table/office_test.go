package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// said is what a fact of a table of an office says, with its label where it has no concept.
func said(f *schema.Fact) string {
	d := &f.Dimensions
	whose, day := d.Subordinate, ""
	if whose == "" && d.EntityScope != schema.Summary {
		whose = string(d.EntityScope)
	}
	if f.Period.IsInstant() {
		day = f.Period.End.String()
	}
	label := ""
	if f.Concept == "" {
		label = "“" + f.Called + "”"
	}
	form := string(f.Form)
	if f.Form == schema.Level {
		form = ""
	}
	return strings.Join(strings.Fields(fmt.Sprint(f.Raw, " ", f.Concept, " ", d.FuncCode, " ", d.Indicator, " ", d.StaffKind, " ", d.Project, " ", whose, " ", form, " ", day, " ", label)), " ")
}

// TestTablesOfOffices reads tables in layouts that offices publish; each of them lost or mixed up what is wanted here.
func TestTablesOfOffices(t *testing.T) {
	for name, tt := range map[string]struct {
		report string
		lines  []string
		rows   []string
		want   []string
	}{
		"fields under a column of bonds": {"青禾县财政局关于2024年新增地方政府债券资金使用情况的公告", []string{"2024年新增地方政府债券资金使用情况表", "单位：万元"},
			[]string{"支出领域|新增债券|其中：新增一般债券", "教育|45|45", "农业农村|21|20", "合计|66|65"},
			[]string{"45 “教育—新增债券”", "45 “教育—新增一般债券”", "20 “农业农村—新增一般债券”", "66 debt.issued_new"}},
		"works with who builds what": {"青禾县2024年重点项目", []string{"2024年重点项目推进情况表", "单位：万元"},
			[]string{"序号|项目名称|责任单位|建设内容|总投资|1-6月完成投资|完成年度计划比例（%）", "1|第二中学扩建工程|县教育局|新建教学楼1栋|8600|1650|19.2", "2|管网改造|县住建局|改造管网12公里|15200|2200|14.5"},
			[]string{"8600 第二中学扩建工程 “总投资”", "1650 第二中学扩建工程 “1-6月完成投资”", "2200 管网改造 “1-6月完成投资”", "14.5 管网改造 completion “1-6月完成投资”"}},
		"balances of banks": {"青禾县2023年国民经济和社会发展统计公报", []string{"表5 2023年末金融机构本外币存贷款余额及其增长速度"},
			[]string{"指标|年末余额（亿元）|比上年末增长（%）", "各项存款余额|4885.80|9.1", "其中：境内住户存款|3954.47|10.2", "露营存款|3.47|1.2"},
			[]string{"4885.80 economy.actual 存款余额 2023-12-31", "9.1 economy.actual 存款余额 pct_change 2023-12-31", "3954.47 economy.actual 住户存款余额 2023-12-31", "3.47 2023-12-31 “露营存款”"}},
		"同比 alone": {"青禾县2023年12月主要经济指标", []string{"2023年12月主要经济指标"},
			[]string{"指标|单位|1-12月累计|同比（%）", "地区生产总值|亿元|266.8|6.1", "工业投资|亿元|62.0|11.3"},
			[]string{"6.1 economy.actual 地区生产总值 pct_change", "11.3 economy.actual 工业投资 pct_change"}},
		"years in rows": {"青禾县主要经济指标", []string{"青禾县2019-2021年主要经济指标"},
			[]string{"年份|地区生产总值（亿元）|规模以上工业企业数（个）", "2019|210.5|120", "2020|218.6|123"},
			[]string{"210.5 economy.actual 地区生产总值", "120 “规模以上工业企业数”"}},
		"parts have the unit of the whole": {"青禾县2022年统计年鉴", []string{"分县区人口（2022年）"},
			[]string{"地区|年末总户数（户）|年末户籍人口（人）|按性别分|按性别分", "地区|年末总户数（户）|年末户籍人口（人）|男|女", "云水区|22|65|33|32", "平江县|18|56|28|28"},
			[]string{"22 云水区 2022-12-31 “年末总户数”", "33 云水区 2022-12-31 “年末户籍人口—男”"}},
		"kinds of a thing under what is counted of all": {"青禾县2023年国民经济和社会发展统计公报", []string{"2023年医疗卫生机构人员数"},
			[]string{"机构类别|机构数（个）|卫生技术人员（人）|#注册护士", "总计|186|2210|980", "医院|8|1400|720", "村卫生室|142|180|10"},
			[]string{"2210 economy.actual 卫生技术人员 2023-12-31", "180 “村卫生室—卫生技术人员”", "10 “村卫生室—注册护士”"}},
		"revenue beside expenditure of places": {"2024年1-9月各县区一般公共预算收支情况", []string{"2024年1-9月分县区一般公共预算收支情况", "单位：亿元"},
			[]string{"县区|一般公共预算收入|一般公共预算支出", "全市合计|42.2|149.6", "云水区|15.2|52.6", "平江县|27.0|97.0"},
			[]string{"42.2 revenue.general_public_budget", "15.2 revenue.general_public_budget 云水区", "97.0 expenditure.general_public_budget 平江县"}},
		"projects with what is left": {"青禾县水务局2023年度部门决算", []string{"2023年度项目支出决算明细表", "单位：万元"},
			[]string{"项目名称|年初结转和结余|本年收入|本年支出|年末结转和结余", "河长制工作经费|2.00|30.00|31.50|0.50", "水库养护|15.00|120.00|128.00|7.00", "合计|17.00|150.00|159.50|7.50"},
			[]string{"30.00 河长制工作经费 “本年收入”", "31.50 performance.project_spent 河长制工作经费", "159.50 expenditure.project"}},
		"balances of insurance under one head": {"青禾县2023年社会保险基金预算执行情况", []string{"2023年社会保险基金预算执行情况表", "单位：万元"},
			[]string{"险种|收入|支出|结余|结余", "险种|执行数|执行数|本年收支结余|年末滚存结余", "失业保险基金|53|39|14|126", "工伤保险基金|10|9|1|20"},
			[]string{"14 balance.year 失业保险基金", "126 balance.closing 失业保险基金 2023-12-31"}},
		"money kept in procurement": {"青禾县水务局2023年度部门决算", []string{"2023年度政府采购情况表", "单位：万元"},
			[]string{"项目|实际采购金额|节约资金|节约率（%）", "合计|588.50|31.50|5.08", "货物|110.50|9.50|7.92"},
			[]string{"588.50 procurement.total", "110.50 procurement.goods", "9.50 “政府采购—货物—节约资金”", "7.92 share “政府采购—货物—节约率”"}},
		"projects of special bonds": {"青禾县2024年地方政府专项债券公开", []string{"2024年青禾县地方政府专项债券项目安排表", "单位：万元"},
			[]string{"序号|项目单位|项目名称|项目类别|专项债券额度|发行期限（年）", "1|青禾县水务局|城乡供水一体化|农林水利|8000|30", "2|青禾县医院|综合楼|社会事业|5500|20", "|合计|||13500|"},
			[]string{"8000 debt.issued 城乡供水一体化 青禾县水务局", "30 城乡供水一体化 青禾县水务局 “发行期限”", "13500 debt.issued"}},
		"groups of works": {"青禾县2024年重点项目", []string{"2024年青禾县重点项目计划表", "单位：亿元"},
			[]string{"序号|项目名称|建设性质|总投资", "一|产业项目（2个）||85.0", "1|新材料产业园|新建|50.0", "2|光伏基地|续建|35.0"},
			[]string{"85.0 “产业项目—总投资”", "50.0 新材料产业园 “总投资”"}},
		"a title of the last day of a year": {"青禾县水务局国有资产情况", []string{"固定资产分类情况表（截至2023年12月31日）", "单位：元"},
			[]string{"资产类别|原值|累计折旧", "房屋及构筑物|3200000|800000", "合计|3200000|800000"},
			[]string{"800000 2023-12-31 “房屋及构筑物—累计折旧”", "800000 2023-12-31 “固定资产—累计折旧”"}},
		"the ways an office spends by": {"青禾县水务局2023年度部门决算", []string{"2023年度部门决算分析表", "单位：万元"},
			[]string{"支出性质|年初预算|决算数", "基本支出|860|905.3", "其中：人员经费|760|810", "项目支出|1000|1054", "合计|1860|1959.3"},
			[]string{"1959.3 expenditure.year", "810 expenditure.personnel"}},
		"an item of one fund of insurance": {"青禾县2024年社会保险基金预算", []string{"2024年社会保险基金收入预算表", "单位：万元"},
			[]string{"项目|2024年预算数", "一、城乡居民基本养老保险基金收入|66000", "其中：集体补助收入|100"},
			[]string{"100 “城乡居民基本养老保险基金—集体补助收入”"}},
		"counts in a table of money": {"青禾县2023年国有资产报告", []string{"2023年度青禾县县级行政事业性国有资产总量情况表", "单位：亿元"},
			[]string{"单位类型|户数|资产总额|资产总额增长率（%）", "行政单位|86|120.50|3.70", "事业单位|210|260.80|4.28", "合计|296|381.30|4.10"},
			[]string{"86 “行政单位—户数”", "3.70 pct_change “行政单位—资产总额”", "381.30 “行政事业性国有资产—资产总额”"}},
		"the sum of a place among places": {"2024年义务教育补助资金", []string{"2024年义务教育补助资金分配表", "单位：万元"},
			[]string{"地区|合计|提前下达资金", "青禾市合计|2600|2000", "市直|200|150", "云水区|900|700", "平江县|1500|1150"},
			[]string{"2600 “义务教育补助资金”", "150 self “义务教育补助资金—提前下达资金”", "700 云水区 “义务教育补助资金—提前下达资金”"}},
		"an index whose base stands above": {"青禾市2023年统计年鉴", []string{"青禾市2023年居民消费价格指数", "（上年=100）"},
			[]string{"项目|全市|城市", "居民消费价格总指数|100.3|100.2", "食品烟酒|98.9|98.8"},
			[]string{"100.3 economy.actual 居民消费价格指数", "98.9 economy.actual 食品烟酒价格指数"}},
		"an indicator called like money": {"青禾县档案馆2024年整体支出绩效自评", []string{"2024年部门整体支出绩效自评表"},
			[]string{"指标名称|年初目标值|全年实际值|权重|得分", "档案安全事故数|0起|0起|15|15", "预算执行率|100%|96.3%|10|9.6"},
			[]string{"100% performance.indicator 预算执行率", "96.3% performance.indicator 预算执行率"}},
		"an amount whose unit stands in the caption": {"关于下达2024年医疗保险补助资金的通知", []string{"附件：资金分配表（金额：万元）"},
			[]string{"县区|参保人数（人）|应补助资金", "合计|356200|23865", "平江县|120000|8040", "云水区|236200|15825"},
			[]string{"8040 平江县 “应补助资金”", "120000 平江县 “参保人数”"}},
		"indicators of several projects": {"青禾县文化局2024年部门预算", []string{"2024年项目支出绩效目标表", "单位：万元"},
			[]string{"项目名称|预算金额|一级指标|二级指标|三级指标|指标值", "文化服务|180.00|产出指标|数量指标|送戏下乡场次|≥120场", "文物保护|60.00|产出指标|数量指标|修缮文物点数量|3处"},
			[]string{"180.00 performance.project_budget 文化服务", "≥120场 performance.indicator 送戏下乡场次 文化服务", "60.00 performance.project_budget 文物保护"}},
		"units behind the aims": {"青禾县2024年重点工作", []string{"2024年重点工作任务清单"},
			[]string{"序号|工作任务|目标值|单位|完成值", "1|新建改建农村公路|80|公里|86.4", "2|高标准农田建设|2.0|万亩|1.9"},
			[]string{"80 “新建改建农村公路”", "2.0 “高标准农田建设”"}},
		"bodies under 单位": {"青禾县水务局2023年度部门决算", []string{"2023年末机构人员情况表"},
			[]string{"单位|单位性质|编制数（人）|在职人数（人）|离退休人数（人）", "合计||86|80|31", "青禾县水务局本级|行政单位|26|25|20", "青禾县河道管理所|事业单位|60|55|11"},
			[]string{"26 staff.quota self 2023-12-31", "60 staff.quota 青禾县河道管理所 2023-12-31", "55 staff.total 青禾县河道管理所 2023-12-31", "11 staff.by_kind 离退休人数 青禾县河道管理所 2023-12-31"}},
	} {
		blocks := []extract.Block{line(tt.report)}
		for _, s := range tt.lines {
			blocks = append(blocks, line(s))
		}
		blocks = append(blocks, tableOf("", rows(tt.rows...)...))
		var got []string
		for _, f := range readDoc(&extract.Document{Blocks: blocks}).Out.Facts {
			got = append(got, said(&f))
		}
		for _, w := range tt.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: no %q in %q", name, w, got)
			}
		}
	}
}
