package frame

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract"
	"gongkai/schema"
)

// TestEntityInTitle reads names, those with numbers above all, and years that
// are no part of a name.
func TestEntityInTitle(t *testing.T) {
	for _, tt := range []struct {
		title  string
		entity string
		year   int
	}{
		{"某市某区柳溪街道办事处2021年度部门决算", "某市某区柳溪街道办事处", 2021},
		{"某市第1000街道办事处2021年度部门决算", "某市第1000街道办事处", 2021},
		{"某市第2010街道办事处2021年度部门决算", "某市第2010街道办事处", 2021},
		{"某市第2010街道办事处部门决算", "某市第2010街道办事处", 0},
		{"某市第一人民医院2023年度部门决算", "某市第一人民医院", 2023},
		{"第一人民医院2023年度部门决算", "第一人民医院", 2023},
		{"第三中学2023年部门预算", "第三中学", 2023},
		{"101中学2023年度单位决算", "101中学", 2023},
		{"某市101中学2023年度单位决算", "某市101中学", 2023},
		{"2023年度某市第101中学单位决算", "某市第101中学", 2023},
		{"2023年度101中学单位决算", "101中学", 2023},
		{"某师142团2022年部门预算公开", "某师142团", 2022},
		{"某市第三中学二〇二一年度部门决算", "某市第三中学", 2021},
		{"(某省)2025年清州市国民经济和社会发展统计公报-公报库", "清州市", 2025},
		{"2025年清州市国民经济和社会发展统计公报", "清州市", 2025},
		{"2025年清州国民经济和社会发展统计公报", "清州", 2025},
		{"第一部分2021年度部门决算情况说明", "", 2021},
		{"清州市云山县2023年度县水利局部门决算", "清州市云山县水利局", 2023},
		{"云山县2023年县级部门预算", "云山县", 2023},
		{"云山县水利局公布2023年度部门决算", "云山县水利局", 2023},
		{"云山县水利局2023年度法治政府建设情况报告", "云山县水利局", 2023},
		{"第三章2021年部门预算", "", 2021},
		{"关于2021年某市财政局部门决算的说明", "某市财政局", 2021},
	} {
		if got := entityInTitle(tt.title); got != tt.entity {
			t.Errorf("%s: entity %q, want %q", tt.title, got, tt.entity)
		}
		if got := yearOf(tt.title, nil, schema.FinalAccounts); got != tt.year {
			t.Errorf("%s: year %d, want %d", tt.title, got, tt.year)
		}
	}
}

// TestBrokenCover joins the name of a body that a cover breaks in two.
func TestBrokenCover(t *testing.T) {
	for _, tt := range []struct {
		lines []string
		title string
	}{
		{[]string{"上海市普陀区规划和自然", "资源局", "2024年度部门决算", "目录"}, "上海市普陀区规划和自然资源局2024年度部门决算"},
		{[]string{"上海市普陀区财政局", "2024年度部门决算"}, "上海市普陀区财政局2024年度部门决算"},
		{[]string{"望舒县关于2022年度县级", "对下转移支付情况的说明", "一、总体情况"}, "望舒县关于2022年度县级对下转移支付情况的说明"},
		{[]string{"规划和自然", "资源局", "2024年度部门决算"}, "资源局2024年度部门决算"},
	} {
		if got := titleOf(&extract.Document{}, tt.lines); got != tt.title {
			t.Errorf("%q: %s, want %s", tt.lines, got, tt.title)
		}
	}
}

// TestSignedBody reads who signs a text whose title names nobody.
func TestSignedBody(t *testing.T) {
	for want, lines := range map[string][]string{
		"云山县水利局": {"关于2023年度“三公”经费支出情况的说明", "（云山县水利局）", "一、总体情况", "全年无支出。"},
		"云山县教育局": {"自评报告", "一、总体情况", "全年无支出。", "已经报告。", "云山县教育局", "2024年1月2日"},
		"":       {"自评报告", "一、总体情况", "全年无支出。", "已经报告。", "各水利局", "2024年1月2日"},
	} {
		if got := signedBody(lines); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

// TestNoticeNumber drops the number of a notice before the title of what it publishes.
func TestNoticeNumber(t *testing.T) {
	const title = "云山县水利局2023年度部门预算执行情况审计结果"
	if got := proper("审计结果公告2024年第5号：" + title); got != title {
		t.Error(got)
	}
}

// TestIsBody refuses what ends as bodies do and is counted up in a plan.
func TestIsBody(t *testing.T) {
	for s, want := range map[string]bool{
		"一枢纽四中心": false, "三区四中心": false, "四川省第二人民医院": true, "三亚市第一中学": true, "某区行政服务中心": true,
		"省本级及全省": false, "号神州数码总部": false, "未来事项预测部": false, "省属高校新校区": false, "各级人民政府办公室": false, "省级机关事务管理局": true, "望舒省机关事务管理局": true,
	} {
		if got := isBody(s); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// TestYearOfText: the years that figures are held against do not name the report's.
func TestYearOfText(t *testing.T) {
	lines := []string{"2021年收入预算为30万元，比2020年预算数增加2万元。", "支出预算20万元，与2020年预算相比持平。", "公务接待费较2020年预算减少。"}
	if got := yearOf("", lines, schema.BudgetReport); got != 2021 {
		t.Error(got)
	}
	title := titleOf(&extract.Document{}, []string{"关于2021年某省省级政府性基金", "收入预算的说明", "正文。"})
	if title != "关于2021年某省省级政府性基金收入预算的说明" {
		t.Error(title)
	}
}

func TestEntitiesIn(t *testing.T) {
	for text, want := range map[string][]string{
		"由某市第1000街道办事处编制":         {"由某市第1000街道办事处"},
		"某市第三中学、某市第101中学和城关镇人民政府": {"某市第三中学", "某市第101中学", "和城关镇人民政府"},
		"2021年某市财政局":              {"年某市财政局"},
		"共有12个街道办事处":              {},
		"支出1200万元，财政局":            {},
		"某县第二实验小学；某县第12幼儿园":       {"某县第12幼儿园"},
	} {
		if got := entitiesIn(text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestEntitiesInPattern holds the search that skips most lines against the
// pattern it stands for.
func TestEntitiesInPattern(t *testing.T) {
	pieces := []string{"市", "区", "东城", "街道办事处", "财政局", "局", "教育", "服务中心", "中心", "实验学校", "厅", "人民政府", "镇人民政府", "委员会", "，", "的", "（", "）", "\xff", "大学", "第", "1000", "三", "中学", "101", "2021年", "医院", "团"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
		if got, want := entitiesIn(s), entityPattern().FindAllString(s, 4); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("entitiesIn(%q) = %q, want %q", s, got, want)
		}
	})
}

// document makes one of lines.
func document(lines ...string) *extract.Document {
	doc := &extract.Document{}
	for _, s := range lines {
		doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: s}})
	}
	return doc
}

// TestFrame: what stands around a title, and what a text says without one.
func TestFrame(t *testing.T) {
	for name, tt := range map[string]struct {
		lines  []string
		title  string
		entity string
		level  schema.EntityLevel
		kind   schema.ReportKind
		year   int
	}{
		"a meeting's paper": {[]string{"望舒市第三届人民代表大会第二次会议文件（7）", "关于望舒市2024年预算执行情况和2025年预算草案的报告", "一、2024年预算执行情况"},
			"关于望舒市2024年预算执行情况和2025年预算草案的报告", "望舒市", schema.Government, schema.BudgetReport, 2025},
		"a paper's number without brackets": {[]string{"桥州市十六届人大五次会议文件十八关于桥州市2025年预算执行情况和2026年预算草案的报告", "各位代表："},
			"关于桥州市2025年预算执行情况和2026年预算草案的报告", "桥州市", schema.Government, schema.BudgetReport, 2026},
		"a committee's report": {[]string{"桥州市人大财经委关于桥州市2025年预算执行情况的审查结果报告"},
			"关于桥州市2025年预算执行情况的审查结果报告", "桥州市", schema.Government, schema.BudgetReport, 2025},
		"a crawler's header": {[]string{"标题: 石桥镇2018年预算执行情况和2019年预算草案的报告", "发布时间: 2019-01-20", "发布机构: 石桥镇", "各位代表："},
			"石桥镇2018年预算执行情况和2019年预算草案的报告", "石桥镇", schema.Township, schema.BudgetReport, 2019},
		"a title over two lines": {[]string{"关于望舒市2025年地方财政预算执行情况和", "2026年地方财政预算草案的报告（书面）", "——2026年1月21日在望舒市第六届人民代表大会"},
			"关于望舒市2025年地方财政预算执行情况和2026年地方财政预算草案的报告（书面）", "望舒市", schema.Government, schema.BudgetReport, 2026},
		"the place after the year": {[]string{"关于2025年银川市及市本级预算执行情况和", "2026年银川市及市本级预算草案的报告"},
			"关于2025年银川市及市本级预算执行情况和2026年银川市及市本级预算草案的报告", "银川市", schema.Government, schema.BudgetReport, 2026},
		"the congress names the place": {[]string{"关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告", "——2026年1月23日在望舒市第八届人民代表大会", "第六次会议上"},
			"关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告", "望舒市", schema.Government, schema.BudgetReport, 2026},
		"the text quotes the title": {[]string{"全市财政情况向大会提交报告——", "2025年预算情况和2026年预算草案", "市财政局向大会提交了《关于常州市2025年预算执行情况和2026年预算草案的报告》。", "服务构建新发展格局。服务构建新发展格局。"},
			"2025年预算情况和2026年预算草案", "常州市", schema.Government, schema.BudgetReport, 2026},
		"full-width digits": {[]string{"关于天津市２０２５年预算执行情况和２０２６年预算草案的报告"},
			"关于天津市2025年预算执行情况和2026年预算草案的报告", "天津市", schema.Government, schema.BudgetReport, 2026},
		"the head of a table after its title": {[]string{"武汉市2025年全市政府性基金收入执行情况表", "表一 单位：万元"},
			"武汉市2025年全市政府性基金收入执行情况表", "武汉市", schema.Government, schema.BudgetReport, 2025},
		"a cover with the body in letters apart": {[]string{"会议资料", "妥善保存", "丽      江      市", "2025年地方财政预算执行情况和2026年地方财政预算（草案）"},
			"", "丽江市", schema.Government, schema.BudgetReport, 2026},
		"a bureau's own accounts": {[]string{"望舒市听澜区财政局2024年度部门决算"},
			"望舒市听澜区财政局2024年度部门决算", "望舒市听澜区财政局", schema.Department, schema.FinalAccounts, 2024},
		"a label on the cover": {[]string{"江苏省2018年度", "省级部门预算公开报表", "部门:中共江苏省委办公厅"},
			"", "中共江苏省委办公厅", schema.Department, schema.BudgetReport, 2018},
		"a university's hospital": {[]string{"某省医科大学附属第一医院2023年度单位决算"},
			"某省医科大学附属第一医院2023年度单位决算", "某省医科大学附属第一医院", schema.PublicUnit, schema.FinalAccounts, 2023},
		"a dateline": {[]string{"2024年望舒市国民经济和社会发展统计公报", "2025年4月2日", "全年粮食总产量20.5万吨。"},
			"2024年望舒市国民经济和社会发展统计公报", "望舒市", schema.Government, schema.Bulletin, 2024},
		"a self-evaluation's cells": {[]string{"2023年度部门整体支出绩效自评表", "预算单位名称", "望舒市云水镇人民政府"},
			"2023年度部门整体支出绩效自评表", "望舒市云水镇人民政府", schema.Township, schema.Performance, 2023},
		"a project's self-evaluation in a budget's words": {[]string{"部门预算项目支出绩效自评表（2023年度）", "实施单位", "望舒市财政局"},
			"", "望舒市财政局", schema.Department, schema.Performance, 2023},
		"dwellings are no place": {[]string{"2022年度苍梧区老旧小区改造专项资金绩效评价报告", "一、项目概况"},
			"2022年度苍梧区老旧小区改造专项资金绩效评价报告", "苍梧区", schema.Government, schema.Performance, 2022},
		"a body before 关于": {[]string{"望舒市水利局关于2023年度露营基地项目支出绩效自评的报告", "一、项目概况"},
			"望舒市水利局关于2023年度露营基地项目支出绩效自评的报告", "望舒市水利局", schema.Department, schema.Performance, 2023},
		"a body before what its report is about": {[]string{"望舒市水利局露营基地项目2023年度绩效评价报告", "一、项目概况"},
			"望舒市水利局露营基地项目2023年度绩效评价报告", "望舒市水利局", schema.Department, schema.Performance, 2023},
		"the year in brackets behind": {[]string{"望舒市听澜区民政局城乡低保资金绩效评价报告（2023年度）", "一、项目概况"},
			"望舒市听澜区民政局城乡低保资金绩效评价报告（2023年度）", "望舒市听澜区民政局", schema.Department, schema.Performance, 2023},
		"a place before money for town and country": {[]string{"听澜区城乡低保资金2023年度绩效评价报告", "一、项目概况"},
			"听澜区城乡低保资金2023年度绩效评价报告", "听澜区", schema.Government, schema.Performance, 2023},
		"a school without a place": {[]string{"2023年度听澜中学单位决算公开", "一、基本情况"},
			"2023年度听澜中学单位决算公开", "听澜中学", schema.PublicUnit, schema.FinalAccounts, 2023},
		"a city that the table does not know in its province": {[]string{"云南省望舒市财政局关于2024年新增地方政府债务限额及预算调整方案的说明"},
			"云南省望舒市财政局关于2024年新增地方政府债务限额及预算调整方案的说明", "云南省望舒市", schema.Government, schema.BudgetReport, 2024},
		"the fund for homes": {[]string{"望舒市住房公积金2023年年度报告", "一、机构概况"},
			"望舒市住房公积金2023年年度报告", "望舒市", schema.Government, schema.OtherReport, 2023},
		"the gazette of an office": {[]string{"望舒市2023年水资源公报", "一、水资源量"},
			"望舒市2023年水资源公报", "望舒市", schema.Government, schema.Bulletin, 2023},
		"an audit": {[]string{"关于望舒市2023年度市级预算执行和其他财政收支的审计工作报告"},
			"关于望舒市2023年度市级预算执行和其他财政收支的审计工作报告", "望舒市", schema.Government, schema.OtherReport, 2023},
		"town and country are no place": {[]string{"2022年度城乡低保补助资金项目绩效评价报告", "一、项目概况"},
			"2022年度城乡低保补助资金项目绩效评价报告", "", "", schema.Performance, 2022},
		"a long name of a project": {[]string{"2019年度城区保障性住房配套供水管网改造一期工程配套设施项目支出绩效评价报告", "一、项目概况"},
			"2019年度城区保障性住房配套供水管网改造一期工程配套设施项目支出绩效评价报告", "", "", schema.Performance, 2019},
		"an evaluation without a year": {[]string{"露营道路建设项目绩效自评报告", "一、2021年批复资金情况"},
			"露营道路建设项目绩效自评报告", "", "", schema.Performance, 2021},
		"a notice of 三公": {[]string{"云水镇2015年三公经费支出说明", "一、公务接待费", "2015年公务接待费9.95万元。"},
			"云水镇2015年三公经费支出说明", "云水镇", schema.Township, schema.FinalAccounts, 2015},
		"a heading that tells what was spent": {[]string{"一、“三公”经费财政拨款支出总体情况说明。", "2018年度本部门一般公共预算财政拨款安排的“三公”经费支出2.05万元，年初预算为2.95万元，较上年2.08万元减少0.03万元，原因为严格落实中央八项规定精神，压减一般公共预算。"},
			"", "", "", schema.FinalAccounts, 2018},
		"a heading that tells what is budgeted": {[]string{"一、2022年“三公”经费预算安排情况", "2022年度“三公”经费预算21.8万元。", "2022年度预算为预算。"},
			"", "", "", schema.BudgetReport, 2022},
		"a name that says how much of it reports": {[]string{"望舒市公安局(汇总)2020年度部门决算"},
			"望舒市公安局(汇总)2020年度部门决算", "望舒市公安局", schema.Department, schema.FinalAccounts, 2020},
		"a meeting that is a body": {[]string{"中国人民政治协商会议望舒市听澜区委员会办公室2019年度部门决算情况说明"},
			"中国人民政治协商会议望舒市听澜区委员会办公室2019年度部门决算情况说明", "中国人民政治协商会议望舒市听澜区委员会办公室", schema.Department, schema.FinalAccounts, 2019},
		"the number that a site files a page under": {[]string{"索引号", "01525903-1-04_A/2017-0920001", "公开目录", "“三公”经费", "听澜县2016年“三公”经费决算情况统计表"},
			"听澜县2016年“三公”经费决算情况统计表", "听澜县", schema.Government, schema.FinalAccounts, 2016},
		"a summary of work after its year": {[]string{"2020年望舒市听澜区问渠街道办事处工作总结"},
			"2020年望舒市听澜区问渠街道办事处工作总结", "望舒市听澜区问渠街道办事处", schema.StreetOffice, schema.WorkReport, 2020},
		"the disclosure of information after its year": {[]string{"2022年望舒市政府信息公开工作年度报告", "一、总体情况"},
			"2022年望舒市政府信息公开工作年度报告", "望舒市", schema.Government, schema.OtherReport, 2022},
		"slogans and no body": {[]string{"2025年部门预算", "围绕服务构建新发展格局，积极服务和融入新发展格局。", "围绕服务构建新发展格局。"},
			"2025年部门预算", "", "", schema.BudgetReport, 2025},
	} {
		f := Of(document(tt.lines...), schema.Document{})
		if tt.title != "" && f.Title != tt.title {
			t.Errorf("%s: title %q, want %q", name, f.Title, tt.title)
		}
		if f.Entity != tt.entity || f.EntityLevel != tt.level || f.Kind != tt.kind || f.Year != tt.year {
			t.Errorf("%s: %q %s %s %d, want %q %s %s %d", name, f.Entity, f.EntityLevel, f.Kind, f.Year, tt.entity, tt.level, tt.kind, tt.year)
		}
	}
}

// TestPeriodOfTitle: the months a title names are the period of figures that name none.
func TestPeriodOfTitle(t *testing.T) {
	for title, want := range map[string]string{
		"石桥区2018年1-8月财政预算执行情况分析": "2018-01-01 2018-08-31",
		"2018年石桥镇3月份三公经费公示":      "2018-03-01 2018-03-31",
		"石桥镇2019年上半年预算执行情况":      "2019-01-01 2019-06-30",
		"石桥镇2019年预算":             "2019-01-01 2019-12-31",
		"石桥镇2019年决算（2020年8月15日）": "2020-01-01 2020-12-31",
	} {
		year := yearOf(title, nil, schema.BudgetReport)
		p := periodOf(title, year)
		if got := p.Start.String() + " " + p.End.String(); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

// TestUnder: headings head what they name; sentences and datelines head nothing.
func TestUnder(t *testing.T) {
	f := Of(document("关于望舒市2025年预算执行情况和2026年预算草案的报告"), schema.Document{})
	for title, want := range map[string]string{
		"2025年预算执行情况":          "2025 executed",
		"2026年市级预算草案":          "0 budget_initial",
		"全市2025年预算执行情况":        "2025 executed",
		"2026年1月21日":           "0 ",
		"2026年5月":              "0 ",
		"（2026年5月）":            "0 ",
		"2025年是“十四五”收官之年":      "0 ",
		"“十四五”财政发展情况":          "2025 executed",
		"一般公共预算执行情况":           "2025 executed",
		"一般公共预算草案":             "0 ",
		"收支平衡，2025年财政运行稳中向好":   "2025 executed",
		"高效履职，“十四五”及2025年财政工作": "2025 executed",
		"2025年1—6月预算执行情况":      "2025 executed",
		"2025年上半年预算执行情况":       "2025 executed",
		"支持新型消费业态，服务构建新发展格局":   "0 ",
	} {
		h := f.Under(Heading{}, title)
		if draft := f.Under(Heading{Period: schema.YearPeriod(2025), Measure: schema.Executed}, "零基编制2026年政府预算草案"); draft.Period.Known() {
			t.Errorf("a draft is of %v", draft.Period)
		}
		year := 0
		if h.Period.Known() {
			year = h.Period.End.Year()
		}
		if got := fmt.Sprint(year, " ", h.Measure); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

// TestLevelsOfPlaces: a city is a government, whatever characters its name has.
func TestLevelsOfPlaces(t *testing.T) {
	for entity, want := range map[string]schema.EntityLevel{"景德镇市": schema.Government, "新乡市": schema.Government, "清溪镇": schema.Township, "中山市财政局": schema.Department, "海南省": schema.Government} {
		if got := levelOf(entity); got != want {
			t.Errorf("%s is %s, want %s", entity, got, want)
		}
	}
	if isBody("其他党委办公厅") || !isBody("中共柳溪市委办公厅") {
		t.Error("the last item of a list is no body")
	}
	for name, want := range map[string]string{"自治区": "", "全市": "", "望舒市": "望舒市", "望舒自治区": "望舒自治区"} {
		if got := placeOf(name); got != want {
			t.Errorf("%s is the place %q", name, got)
		}
	}
	if y := yearOf("", []string{"二○二四年决算数", "二○二五年执行数", "二○二五年执行数比二○二四年决算数增减%"}, schema.BudgetReport); y != 2025 {
		t.Errorf("years in Han numerals: %d", y)
	}
}

// TestRated holds that the report of a rating agency is no budget, whatever the titles
// of its tables and sources say, and that a budget which rates projects is one.
func TestRated(t *testing.T) {
	rating := []string{"资料来源：清州市2022—2024年预算执行情况", "本次跟踪评级维持主体信用等级", "评级展望为稳定", "信用评级报告", "预算收入1亿元", "预算支出1亿元"}
	budget := []string{"清州市2024年预算执行情况", "绩效评级为优的项目5个", "绩效评级为良的项目6个", "绩效评级为中的项目7个", "预算收入1亿元"}
	if got := kindOf(rating[0], rating); got != schema.OtherReport {
		t.Errorf("the report of an agency is %s", got)
	}
	if got := kindOf(budget[0], budget); got != schema.BudgetReport {
		t.Errorf("a budget that rates projects is %s", got)
	}
}

// TestUnderOpening holds that a paragraph of a work report opens the part on one year,
// on several or on the year in hand, and that other reports leave that to headings.
func TestUnderOpening(t *testing.T) {
	five := Heading{Period: schema.Period{Start: schema.DateOf(2021, 1, 1), End: schema.DateOf(2025, 12, 31)}, Measure: schema.Executed}
	one := Heading{Period: schema.YearPeriod(2025), Measure: schema.Executed}
	f := Frame{Kind: schema.WorkReport, Year: 2026, Territorial: true}
	for _, tt := range []struct {
		text      string
		under, as Heading
	}{
		{"各位代表！刚刚过去的2025年，是望舒发展历程中的一年。", five, one},
		{"过去的一年，我们奋力前行。", five, one},
		{"一年来，全市上下团结奋斗。", five, one},
		{"2025年，地区生产总值增长5%。", five, one},
		{"这五年，我们持续扩大开放。", one, five},
		{"“十四五”时期，生产总值年均增长5%。", one, five},
		{"今年是“十五五”开局之年。", five, Heading{}},
		{"2025年新增贷款5亿元。", five, five},
		{"强化经济运行分析研究。", one, one},
	} {
		if got := f.UnderOpening(tt.under, tt.text); got != tt.as {
			t.Errorf("%s: %+v, want %+v", tt.text, got, tt.as)
		}
	}
	own := Frame{Kind: schema.WorkReport, Year: 2025, Territorial: true, OwnYear: true}
	if got := own.UnderOpening(Heading{Measure: schema.Executed}, "过去一年，我们奋力前行。"); got != one {
		t.Errorf("a report of the year that it looks back on: %+v, want %+v", got, one)
	}
	f.Kind = schema.BudgetReport
	if got := f.UnderOpening(five, "过去的一年，收入增长。"); got != five {
		t.Errorf("a budget: %+v", got)
	}
	f.Kind = schema.WorkReport
	for title, want := range map[string]Heading{
		"二、“十五五”时期主要目标任务":     {Period: schema.Period{Start: schema.DateOf(2026, 1, 1), End: schema.DateOf(2030, 12, 31)}},
		"二、“十五五”时期目标和2026年工作": {},
		"一、“十四五”时期和2025年工作回顾": five,
	} {
		if got := f.Under(one, title); got != want {
			t.Errorf("%s: %+v, want %+v", title, got, want)
		}
	}
}

// TestAllOfIsNoName holds that the whole of a territory is not its name.
func TestAllOfIsNoName(t *testing.T) {
	for name, want := range map[string]string{"全市": "", "全市和市": "", "全省": "", "全州县": "全州县", "望舒市": "望舒市"} {
		if got := placeOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestKindOfPages holds that a page which tells of the economy again and again is a
// bulletin's, and one that tells of a budget besides the economy is not.
func TestKindOfPages(t *testing.T) {
	economy := slices.Repeat([]string{"第一产业增加值5亿元，地区生产总值6亿元，预算收入1亿元"}, 6)
	budget := slices.Repeat([]string{"地区生产总值6亿元", "预算收入1亿元，预算支出1亿元"}, 12)
	if got := kindOf("2021—2025年望舒财政收支情况", economy); got != schema.Bulletin {
		t.Errorf("a page of a bulletin is %s", got)
	}
	news := []string{"上半年望舒经济稳中向好", "上半年，全市生产总值6亿元，增长5%。第一产业增加值1亿元，第二产业增加值3亿元，进出口增长8%。"}
	if got := kindOf(news[0], news); got != schema.Bulletin {
		t.Errorf("short news of the economy is %s", got)
	}
	if got := kindOf("望舒营地开放", append(news, slices.Repeat([]string{"望舒营地开放以来，游客纷至沓来，露营者络绎不绝，营地设施日臻完善，服务水平不断提高。"}, 6)...)); got != schema.OtherReport {
		t.Errorf("news of something else is %s", got)
	}
	if got := kindOf("", budget); got != schema.BudgetReport {
		t.Errorf("a page of a budget is %s", got)
	}
}

// TestPeriodOfOpening holds that the first date of a text is the period of its figures where its title names no year,
// and that a day or a year before is none.
func TestPeriodOfOpening(t *testing.T) {
	for line, want := range map[string]string{
		"2018年上半年，全市生产总值6亿元。":          "2018-01-01 2018-06-30",
		"比2017年多，2018年1—9月完成投资6亿元。":    "2018-01-01 2018-09-30",
		"2018年9月30日，市统计局发布前三季度经济运行情况。": "2018-01-01 2018-12-31",
		"2018年，全市生产总值6亿元。":             "2018-01-01 2018-12-31",
	} {
		p := periodOpening([]string{"2018年上半年望舒经济", line}, "2018年上半年望舒经济", 2018)
		if got := p.Start.String() + " " + p.End.String(); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// TestYearsOfPlans holds that a report before a congress is of the year the congress is
// held in, and that one on the plan of a year tells of the year before too, also where its
// title breaks off.
func TestYearsOfPlans(t *testing.T) {
	work := func(when string) []string {
		return []string{"政府工作报告", "——" + when + "在望舒省第十四届人民代表大会第四次会议上", "2025年，生产总值增长5%。", "2025年，收入增长2%。"}
	}
	for _, tt := range []struct {
		title string
		lines []string
		year  int
	}{
		{"政府工作报告", work("2026年1月27日"), 2026},
		{"政府工作报告", work("2025年12月27日"), 2026},
		{"政府工作报告", []string{"政府工作报告", "2025年，生产总值增长5%。"}, 2025},
		{"2025年政府工作报告", work("2026年1月27日"), 2025},
		{"关于望舒市2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划（草案）的报告", nil, 2025},
		{"关于望舒市2024年国民经济和社会发展计划执行情况与", nil, 2025},
		{"关于望舒市2024年国民经济和社会发展计划执行情况的报告", nil, 2024},
	} {
		kind := kindOf(tt.title, tt.lines)
		if got := yearOf(tt.title, tt.lines, kind); got != tt.year {
			t.Errorf("%s %v: %d, want %d", tt.title, tt.lines, got, tt.year)
		}
	}
	plan := "关于望舒市2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划（草案）的报告"
	if got := toldIn(plan, schema.OtherReport, 2025); got != 2024 {
		t.Errorf("the plan tells of %d", got)
	}
}

// TestAims holds that a heading over the year in hand of a report on work or on a plan
// heads aims, and one over what was reached, or in another report, does not.
func TestAims(t *testing.T) {
	work := Frame{Kind: schema.WorkReport, Title: "政府工作报告", Year: 2026, Territorial: true}
	plan := Frame{Kind: schema.OtherReport, Title: "关于望舒市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告", Year: 2026, Told: 2025, Territorial: true}
	for _, f := range []Frame{work, plan} {
		for title, want := range map[string]schema.Measure{
			"三、2026年工作安排": schema.Target, "二、2026年经济社会发展主要目标": schema.Target, "今年重点工作": schema.Target,
			"一、2025年国民经济和社会发展计划执行情况": schema.Executed, "一、2026年上半年计划执行情况": schema.Executed, "2026年政府工作报告": schema.Budget, "坚持创新": "",
		} {
			if got := f.Under(Heading{}, title).Measure; got != want && (want == schema.Target) != (got == schema.Target) {
				t.Errorf("%s: %s heads %q, want %q", f.Title, title, got, want)
			}
		}
		for title, want := range map[string]schema.Measure{"主要预期目标": schema.Target, "（一）主要预期指标": schema.Target, "主要预期目标完成情况": schema.Executed} {
			if got := f.Under(Heading{}, title).Measure; got != want {
				t.Errorf("%s: %s heads %q, want %q", f.Title, title, got, want)
			}
		}
		if got := f.Under(Heading{}, "三、2026年工作安排").Measure; got != schema.Target {
			t.Errorf("%s: %q", f.Title, got)
		}
	}
	budget := Frame{Kind: schema.BudgetReport, Title: "望舒市2025年预算执行情况和2026年预算草案的报告", Year: 2026, Told: 2025, Territorial: true}
	if got := budget.Under(Heading{}, "三、2026年财政工作安排").Measure; got == schema.Target {
		t.Errorf("a budget has aims: %q", got)
	}
}

// TestNotice settles the phase of a notice on the transfers or the debt of a year, and of a page without a title, by what
// it says beside its figures, and tells the page of a government by what only its accounts have.
func TestNotice(t *testing.T) {
	for _, tt := range []struct {
		name, text  string
		title       string
		measure     schema.Measure
		territorial bool
	}{
		{"of a year that is over", "听澜区2022年转移支付情况说明\n2022年，本级对千山镇转移支付5亿元，比上年减少3亿元。", "听澜区2022年转移支付情况说明", schema.Executed, true},
		{"of a year ahead", "听澜区2023年转移支付情况说明\n2023年，预计转移支付收入5亿元，预计专项转移支付3亿元。", "听澜区2023年转移支付情况说明", schema.BudgetInitial, true},
		{"of accounts", "听澜区关于2022年度对下转移支付情况的说明\n一般性转移支付决算数为5亿元。", "听澜区关于2022年度对下转移支付情况的说明", schema.Final, true},
		{"without a year in its title", "转移支付情况说明\n预计一般性转移支付收入5亿元，按上级提前告知数安排。", "转移支付情况说明", schema.BudgetInitial, true},
		{"without a title", "一、收入情况\n1-5月，全县完成财政总收入4亿元，占年初预算9亿元的44%，同比下降6.5%。完成税收收入3亿元，占年初预算6亿元的50%，同比下降5%。", "", schema.Executed, true},
		{"without a title or all of a place", "一、截至8月底，累计完成公共财政预算收入4亿元，为年初预算61%。\n二、累计完成税收收入3亿元，为年初预算60%。", "", schema.Executed, true},
		{"of all of a place", "1-3月份，全省地方财政收入完成4亿元，增长13%；财政支出完成7亿元，同比增长13%。", "", schema.Executed, true},
		{"of an office too", "一、收入情况\n财政支出4亿元，占年初预算9亿元的44%，同比下降6.5%。", "", "", false},
		{"of an office", "一、收入情况\n完成露营收入4亿元，占年初预算9亿元的44%，同比下降6.5%。", "", schema.BudgetInitial, false},
	} {
		doc := &extract.Document{}
		for line := range strings.SplitSeq(tt.text, "\n") {
			doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: line}})
		}
		f := Of(doc, schema.Document{})
		if f.Title != tt.title || f.Territorial != tt.territorial || f.Territorial && f.Measure != tt.measure {
			t.Errorf("%s: %q %q %v, want %q %q %v", tt.name, f.Title, f.Measure, f.Territorial, tt.title, tt.measure, tt.territorial)
		}
	}
}

// TestZone takes a zone whose committee reports on its accounts to a congress for a territory, and leaves the committee an
// office in its own accounts.
func TestZone(t *testing.T) {
	for title, want := range map[string]string{
		"望舒新区管委会关于2021年决算的报告":                "望舒新区",
		"望舒高新区管理委员会关于2021年预算执行情况和2022年预算的报告": "望舒高新区",
		"望舒高新区管理委员会2021年度部门决算情况说明":           "",
		"望舒高新区管理委员会2021年度决算公开":               "",
	} {
		if got := zoneOf(title, entityOf(title, extract.Meta{}, nil, false)); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}
