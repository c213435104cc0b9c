package pipeline

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestTableAlarms is TestAlarms of tables, each in 万元.
func TestTableAlarms(t *testing.T) {
	for name, tt := range map[string]struct {
		rows []string
		want []schema.RuleID
	}{
		"growth from below zero":                     {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,-1,15,1600", "卫生健康支出,-20,-30,50"}, nil},
		"growth from below zero, by the base itself": {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,-1,15,-1600"}, nil},
		"growth from below zero that is off":         {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,-100,1500,1700"}, []schema.RuleID{schema.RulePctChange}},
		"changes under 增、减":                          {[]string{"项目,2023年决算数,2024年执行数,比上年增、减金额,比上年增、减幅度", "教育支出,3407,3375,-32,-0.94%", "卫生健康支出,435,539,104,23.91%"}, nil},
		"a change of this year's own figure":         {[]string{"项目,2023年决算数,2024年执行数,比上年增、减金额,比上年增、减幅度", "教育支出,435,539,104,19.29%"}, []schema.RuleID{schema.RulePctChange}},
		"rates on an estimate that is not printed":   {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,2666,3918,3.1", "卫生健康支出,435,539,4.2", "交通运输支出,500,700,2", "农林水支出,300,330,10"}, nil},
		"a rate that is off among others":            {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,2666,3918,3.1", "卫生健康支出,400,500,25", "农林水支出,300,330,10"}, []schema.RuleID{schema.RulePctChange}},
		"a row that is left out":                     {[]string{"项目,小计,望舒县,青禾县,云泽县", "教育支出,1007,607,400,0", "教育管理事务,103,63,40,0", "普通教育,854,494,360,0"}, nil},
		"a row that is off":                          {[]string{"项目,小计,望舒县,青禾县,云泽县", "教育支出,1007,607,340,60", "教育管理事务,103,63,30,10", "普通教育,894,544,310,50"}, []schema.RuleID{"table.function_hierarchy"}},
		"two rows of one name":                       {[]string{"项目,2023年决算数,2024年执行数,比2023年决算数增长%", "教育支出,2666,3918,47.0", "教育支出,20,,-100"}, nil},
	} {
		text := "<html><body><h1>某市2024年预算执行情况</h1><p>2024年全市一般公共预算支出执行情况表</p><p>单位：万元</p><table>"
		for _, row := range tt.rows {
			text += "<tr><td>" + strings.ReplaceAll(row, ",", "</td><td>") + "</td></tr>"
		}
		text += "</table></body></html>"
		r := Process(context.Background(), tagger(), Source{Data: []byte(text)}, Options{Limits: extract.DefaultLimits()})
		var got []schema.RuleID
		judged := 0
		for _, c := range r.Checks {
			if c.Verdict.Evaluated() {
				judged++
			}
			if c.Verdict == schema.Inconsistent {
				got = append(got, c.Rule)
			}
		}
		if !slices.Equal(got, tt.want) || judged == 0 {
			t.Errorf("%s: %v of %d judged, want %v", name, got, judged, tt.want)
		}
	}
}

// TestOutlinedRows holds the numbered rows of a table to the numbered row above them, where the table shows that
// it tells all of them.
func TestOutlinedRows(t *testing.T) {
	t.Parallel()
	rows := []string{"（一）累计支出,万元,354423.1", "1.社会福利,万元,40788.2", "2.社会救助,万元,292398.2", "3.其他,万元,21236.7", "二、机构,,",
		"1.机构数,个,942", "（1）养老机构,个,837", "（2）儿童机构,个,105", "2.床位数,张,90106", "（1）养老床位,张,81895", "（2）儿童床位,张,8211", "3.收养人数,人,33237", "（1）养老人数,人,29075", "（2）儿童人数,人,4162"}
	read := func(was, is string) (failing int) {
		text := "<html><body><h1>望舒市民政事业统计季报表</h1><table><tr><td>指标名称</td><td>单位</td><td>数量</td></tr>"
		for _, row := range rows {
			text += "<tr><td>" + strings.ReplaceAll(strings.ReplaceAll(row, was, is), ",", "</td><td>") + "</td></tr>"
		}
		r := Process(context.Background(), tagger(), Source{Data: []byte(text + "</table></body></html>")}, Options{Limits: extract.DefaultLimits()})
		for _, c := range r.Checks {
			if c.Verdict == schema.Inconsistent {
				failing++
			}
		}
		return failing
	}
	for _, tt := range []struct {
		name, was, is string
		want          int
	}{
		{"as they are", "x", "x", 0},
		{"a digit of a row", "292398.2", "242398.2", 1},
		{"a digit of a total", "354423.1", "384423.1", 1},
		{"another amount", "292398.2", "281154.2", 0},
		{"a row that is left out", "3.其他,万元,21236.7", "其他,万元,", 0},
	} {
		if got := read(tt.was, tt.is); got != tt.want {
			t.Errorf("%s: %d checks fail, want %d", tt.name, got, tt.want)
		}
	}
}

// TestAlarms holds invented passages in the manner of real ones against what is
// wrong in them: the rules that must find it, or none for what only looks wrong.
func TestAlarms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []schema.RuleID
	}{
		{"a sentence runs on after its list", "某园2017年度部门决算\n一、部门概况\n在职人员62人，其中副高级4人，中级25人，初级33人，退休28人。", nil},
		{"a bracket repeats a flow for a part of the place", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n市本级政府性基金预算支出8.6亿元（不含云中开发区10.4亿元），同比下降16.9%。加上调出资金0.7亿元，补助下级支出4.8亿元，债务还本支出9.3亿元，结转下年支出2.4亿元，支出总计为25.8亿元。", nil},
		{"parts of a list that is not called complete make too much", "望舒市2025年国民经济和社会发展统计公报\n一、外经\n全年发制品出口172.3亿元，比上年增长4.9%。其中，成品出口161.6亿元，半成品出口17.7亿元。", []schema.RuleID{schema.RuleListSum}},
		{"some of a whole that the paragraph before tells", "2024年望舒市国民经济和社会发展统计公报\n全年油料产量15.93万吨，增长2.1%。\n其中，花生产量15.87万吨，增长2.0%；油菜籽产量0.04万吨，下降3.1%。", nil},
		{"a list that falls short", "某街道2023年度部门决算\n一、部门概况\n街道共有工作人员73人，其中行政编制25人、参公编制20人、事业编制26人。", []schema.RuleID{schema.RuleListSum}},
		{"shares forced to 100%", "某院2018年部门预算\n二、收入预算情况说明\n本年收入预算合计3000.00万元，其中：一般公共预算收入1000.00万元，占33.34%；事业收入1000.00万元，占33.33%；其他资金1000.00万元，占33.33%。", nil},
		{"shares that make 100% as they are", "某院2018年部门预算\n二、收入预算情况说明\n本年收入预算合计21955.35万元，其中：一般公共预算收入21940.96万元，占99.94%；其他资金14.39万元，占0.06%。", []schema.RuleID{schema.RuleShare}},
		{"a share that is off", "某院2018年部门预算\n二、收入预算情况说明\n本年收入预算合计21955.35万元，其中：一般公共预算收入21940.96万元，占98.94%；其他资金14.39万元，占0.06%。", []schema.RuleID{schema.RuleShare}},
		{"a rate on another base", "某局2021年部门预算\n一般公共预算收入1536.9万元，比2020年减少264.9万元，下降12.9%（与2020年完成数同口径相比）。", nil},
		{"the economic classes of projects", "某园2022年单位预算\n1.基本支出预算90万元。其中：\n工资福利支出预算72万元。\n商品和服务支出预算18万元，同比减少2万元，下降10%。\n" +
			"2.项目支出预算3万元。其中：\n商品和服务支出预算3万元，同比减少1万元，下降25%。", nil},
		{"a choice of the template", "某中心2022年度部门决算\n七、财政拨款“三公”经费支出决算情况说明\n“三公”经费支出决算为3.46万元，完成预算100%，决算数小于预算数（或与预算数持平）的主要原因是厉行节约。", nil},
		{"the figures of two levels and two funds", "某镇2023年财政决算\n（一）一般公共预算\n上年结余60万元。\n（二）政府性基金预算\n上年结余188万元。", nil},
		{"a rate against its own base", "某站2023年部门预算\n培训费2023年预算2万元，较2022年预算1.5万元增长75%。", []schema.RuleID{schema.RulePctChange}},
		{"a rate of something no concept names", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，比2020年预算数增加5038万元，增长21.9%。", []schema.RuleID{schema.RulePctChange}},
		{"a rate that holds", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，比2020年预算数增加5038万元，增长18%。", nil},
		{"a change of another thing", "某省2021年预算说明\n5.边远地区助力计划补助预算数为33038万元，山区培训计划比2020年预算数增加38万元，增长21.9%。", nil},
		{"the completion of something no concept names", "某街道2022年度部门决算\n十、预算绩效情况说明\n全年预算安排道旁绿化资金30万元，实际支出28万元，执行率83.33%。", []schema.RuleID{schema.RuleCompletion}},
		{"a completion that holds", "某街道2022年度部门决算\n十、预算绩效情况说明\n全年预算安排道旁绿化资金30万元，实际支出28万元，执行率93.33%。", nil},
		{"what is added up", "某区2021年预算执行情况的报告\n2021年政府性基金预算收入完成130.2亿元，同比增长8.3%。其中：土地出让收入完成125.6亿元。加上转移性收入33.8亿元，收入合计164.0亿元。", nil},
		{"what is added to two items told apart", "某区2026年预算草案的报告\n2026年全区一般公共预算收入安排195.56亿元，增长3%，其中：税收收入94.85亿元，增长5.2%；非税收入100.71亿元，增长1.03%。加上上级补助收入471.83亿元，收入合计667.39亿元。", nil},
		{"what is added to two items and is off", "某区2026年预算草案的报告\n2026年全区一般公共预算收入安排195.56亿元，增长3%，其中：税收收入94.85亿元，增长5.2%；非税收入100.71亿元，增长1.03%。加上上级补助收入471.83亿元，收入合计677.39亿元。", []schema.RuleID{schema.RuleSubtotal}},
		{"what the revenue has grown by before its items", "某州2026年预算草案的报告\n（1）全州地方一般公共预算收入拟安排157亿元，同比增长2%，增收3.1亿元，其中：税收收入拟安排94.8亿元，同比增长4.7%，增收4.3亿元；非税收入拟安排62.2亿元，同比下降1.8%，减收1.2亿元。", nil},
		{"items with a level mark", "某厅2017年度部门预算\n八、财政拨款基本支出预算情况说明\n2017年度财政拨款基本支出预算130.00万元，其中：\n（二）公用经费130.00万元。主要包括：\n商品和服务支出（类）130.00万元。\n（1）办公费（款）支出110.00万元。\n（2）印刷费（款）支出20.00万元。", nil},
		{"a share stated as a bound", "云梦市2025年预算执行情况的报告\n全市一般公共预算支出273.53亿元，其中民生领域支出236.3亿元，占一般公共预算支出的比重保持在80%以上。", nil},
		{"the list of 三公 goes on with another item", "云梦市青禾区某局2025年部门预算\n“三公”经费预算数37.91万元，其中：因公出国（境）费0万元，公务用车购置及运行费36.56万元，公务接待费1.35万元，机关运行经费464.64万元。", nil},
		{"a share below its bound", "云梦市2025年预算执行情况的报告\n全市一般公共预算支出273.53亿元，其中民生领域支出206.3亿元，占一般公共预算支出的比重保持在80%以上。", []schema.RuleID{schema.RuleShare}},
		{"what is added to the execution, not to its budget", "云梦市2025年预算执行情况的报告\n全市一般公共预算收入完成51.54亿元，为年初预算51.3亿元的100.47%，其中：税收收入25.35亿元；非税收入26.19亿元。加上上级补助收入204.46亿元，上年结转36.34亿元，收入总计292.34亿元。", nil},
		{"items before what is added", "云梦市2025年预算执行情况的报告\n市本级政府性基金预算支出13.4亿元，增长296.9%，补助下级支出5.24亿元，债务转贷支出15.98亿元，加上债务还本支出、结余结转等5.47亿元，支出总计40.09亿元。", nil},
		{"what is added to has no figure", "云梦省2022年财政决算的报告\n加上中央转移支付补助、地方政府一般债务收入、上年结转等6179.3亿元，收入总计7469.9亿元。全省一般公共预算支出，加上上解中央支出、债务还本支出等835.7亿元，支出总计6287.7亿元。", nil},
		{"the base that the sentence states", "云梦省2026年预算草案的报告\n2025年省本级一般公共预算支出预算数为1564.19亿元。\n2026年省本级一般公共预算支出预算1653.18亿元，比2025年年初预算数（下同）1561.03亿元增加92.15亿元。", nil},
		{"a sum that is off", "某局2021年度部门决算\n2021年本年收入合计100.5万元。加上年初结转和结余20.2万元，收入总计130.7万元。", []schema.RuleID{schema.RuleSubtotal}},
		{"a sum told after what it adds", "云梦市2026年财政预算报告\n2026年市级国有资本经营预算支出1.65亿元，加上向一般公共预算调出0.71亿元后，总支出2.36元。", []schema.RuleID{schema.RuleSubtotal}},
		{"a sum after what it adds that holds", "云梦市2026年财政预算报告\n2026年市级国有资本经营预算支出1.65亿元，加上向一般公共预算调出0.71亿元后，总支出2.36亿元。", nil},
		{"kinds of vehicles above their whole", "云梦市青禾区某局2025年部门预算\n2025年部门预算安排购置车辆1辆，其中：机要通信用车1辆、应急保障用车1辆、执法执勤用车1辆。", []schema.RuleID{schema.RuleListSum}},
		{"kinds of vehicles that fall short", "云梦市青禾区某局2025年部门预算\n2025年部门预算安排购置车辆9辆，其中：机要通信用车1辆、应急保障用车1辆、执法执勤用车1辆。", nil},
		{"what was done, with its make-up in brackets", "云梦市2018年预算执行情况的报告\n市级政府性基金支出预算调整为39.7亿元（其中：市本级32.9亿元，开发区6.8亿元），实际完成37.6亿元（市本级31.4亿元，开发区6.2亿元），为调整预算的94.8%。", nil},
		{"a rate on one of two statements of its base", "云梦市2018年预算执行情况和2019年预算草案的报告\n年初市级一般公共预算支出70.8亿元，支出预算调整为79.4亿元。实际完成74.2亿元，为调整预算的93.5%。\n2019年市级一般公共预算支出86.2亿元，比上年预算执行数增长16.1%。", nil},
		{"added without its amount", "某镇2023年预算执行情况的报告\n全镇一般公共预算收入38.69亿元。加上调入资金、上年结转结余后，一般公共预算总收入43.84亿元。", nil},
		{"the total that closes a list", "某委2025年部门预算\n三、项目支出情况说明\n2025年度项目总预算410.00万，其中支持甲品牌340.00万，支持乙商业70.00万，合计410.00万。", nil},
		{"two sums of rounded figures", "某局2021年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）236.63万元。\n教育支出（类）236.64万元，用于幼儿园。", nil},
		{"two copies of a figure", "某局2021年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）236.63万元。\n教育支出（类）236.68万元，用于幼儿园。", []schema.RuleID{schema.RuleDuplicate}},
		{"a list of which one name is a concept", "某市2024年度部门决算\n2024年转移性支出共计5000万元，其中：返还性支出200万元，一般性转移支付支出3500万元，专项转移支付支出900万元。", []schema.RuleID{schema.RuleListSum}},
		{"a bracket with a list of its own", "某局2024年度部门决算\n在职人员经费300万元（包括基本工资180万元，社会保险缴费60万元，绩效工资40万元，取暖费20万元）。", nil},
		{"a list of some members", "某局2024年部门预算\n项目支出40万元，其中：印刷费4万元、会议费2万元等。", nil},
		{"the changes of parts", "某局2024年度部门决算\n七、“三公”经费支出决算情况说明\n“三公”经费比2023年度减少2.40万元，其中：公务用车购置及运行维护费减少2.40万元；公务接待费增加0.60万元。", []schema.RuleID{schema.RuleListSum}},
		{"the changes of parts that hold", "某局2024年度部门决算\n七、“三公”经费支出决算情况说明\n“三公”经费比2023年度减少1.80万元，其中：公务用车购置及运行维护费减少2.40万元；公务接待费增加0.60万元。", nil},
		{"a comparison that says both", "某局2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n教育支出（类）年初预算为20万元，支出决算为22万元，决算数大小于预算数。", []schema.RuleID{schema.RuleResidue}},
		{"a change that says both", "某局2024年度部门决算\n七、“三公”经费支出决算情况说明\n“三公”经费支出决算22万元，比上年减增加2万元，增长10%。", []schema.RuleID{schema.RuleResidue}},
		{"a word of change inside another", "某局2024年度部门决算\n七、“三公”经费支出决算情况说明\n“三公”经费支出决算22万元，比上年增加2万元，增长10%。", nil},
		{"a share without its sign", "某局2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出2000.00万元，其中：教育支出（类）500.00万元，占25.00%；城乡社区支出（类）1500.00万元，占65.00。", []schema.RuleID{schema.RuleShare}},
		{"two completions of one budget", "石桥区2018年1-8月财政预算执行情况分析\n1-8月份，一般公共预算收入200,000万元，完成年初预算250,000万元的80.0%。\n一般公共预算收入累计完成200,000万元，完成年初预算的101.5%。", []schema.RuleID{schema.RuleCompletion}},
		{"what is left of a balance", "石桥乡2018年财政收支平衡情况\n2019年可用财力1140万元，财政支出1134万元，收支相抵结余16万元。", []schema.RuleID{schema.RuleSubtotal}},
		{"a balance that holds", "石桥乡2018年财政收支平衡情况\n2019年可用财力1140万元，财政支出1134万元，收支相抵结余6万元。", nil},
		{"the places of a territory", "云梦省2023年财政预算执行情况的报告\n2023年，全省一般公共预算收入3000亿元，增长5.0%。各市：甲市1717亿元、乙市535亿元、丙市300亿元。\n省本级一般公共预算收入700亿元，增长4.0%。\n一般公共预算收入90亿元。", nil},
		{"one quantity of one place told twice", "云梦市2023年财政预算执行情况的报告\n全市一般公共预算收入30.5亿元，比上年增长5.0%。\n市本级一般公共预算收入7亿元。\n回顾全年，全市一般公共预算收入35.0亿元，比上年增长5.0%。", []schema.RuleID{schema.RuleDuplicate}},
		{"more than the budget", "云梦市2023年财政预算执行情况的报告\n全市一般公共预算收入预算28亿元，执行数30亿元。", nil},
		{"the items of an addition", "云梦市2023年财政预算执行情况的报告\n全市一般公共预算支出安排380.9亿元。主要支出项目：农林水支出45.8亿元。加上上解上级支出9.3亿元，支出总计390.2亿元。", nil},
		{"both kinds of debt", "云梦市2023年财政预算执行情况的报告\n全市政府债务余额100.00亿元，其中：一般债务40.00亿元，专项债务65.00亿元。", []schema.RuleID{schema.RuleListSum}},
		{"a grand total", "云梦市2023年财政预算执行情况的报告\n市本级政府性基金收入总计20.00亿元，其中：本年收入8.00亿元、上级补助收入5.00亿元、动用预算稳定调节基金6.00亿元、上年结转2.00亿元。", []schema.RuleID{schema.RuleListSum}},
		{"a grand total that holds", "云梦市2023年财政预算执行情况的报告\n市本级政府性基金收入总计21.00亿元，其中：本年收入8.00亿元、上级补助收入5.00亿元、动用预算稳定调节基金6.00亿元、上年结转2.00亿元。", nil},
		{"a grand total of some parts", "云梦市2023年财政预算执行情况的报告\n市本级政府性基金收入总计21.00亿元，其中：本年收入8.00亿元、上级补助收入5.00亿元、上年结转2.00亿元等。", nil},
		{"the balance of insurance funds", "云梦市2023年财政预算执行情况的报告\n全市社会保险基金收入50.00亿元，支出45.00亿元，本年收支结余6.00亿元，年末滚存结余80.00亿元。", []schema.RuleID{schema.RuleSubtotal}},
		{"growth in constant prices", "云梦市2024年国民经济和社会发展统计公报\n全市地区生产总值2106.17亿元，比上年增长5.6%。上年全市地区生产总值2025.40亿元。", nil},
		{"tons told in 万", "云梦市2024年国民经济和社会发展统计公报\n全市油料产量8.57万吨，比上年增加0.12万吨，增产1.5%。", nil},
		{"tons that are off", "云梦市2024年国民经济和社会发展统计公报\n全市油料产量8.57万吨，比上年增加0.12万吨，增产2.5%。", []schema.RuleID{schema.RulePctChange}},
		{"a bracket that a member has within", "云梦市2024年国民经济和社会发展统计公报\n基本医疗参保人数464.91万人，其中，参保职工78.64万人（含参保退休人员29.31万人），城乡居民参保人数386.27万人。", nil},
		{"the budget of a zone and that of the city", "云梦市2024年预算执行情况和2025年预算草案的报告\n2024年市级一般公共预算收入年初预算为80.8亿元。全市、全市。\n" +
			"一是市级一般公共预算收入预期完成84.4亿元，同比增长4%。二是城乡一体化示范区一般公共预算收入预期完成21.1亿元，同比增长10%。", nil},
		{"what other projects bought", "某局2024年度部门决算\n十二、政府采购支出情况说明\n面向小微企业预留政府采购项目预算金额0万元。在面向小微企业预留政府采购项目中，由小微企业供应商中标的，采购金额0万元；在其他政府采购项目中，由中小企业供应商中标的，采购金额4.79万元。", nil},
		{"the budget that a completion names is not what changed", "青禾县4月份财政收支完成情况\n4月，政府性基金预算收入累计完成2246万元，完成年初预算数25300万元的8.9%，比上年增收377万元，增长20.2%。", nil},
		{"a change from the budget that a completion names", "青禾县4月份财政收支完成情况\n4月，政府性基金预算收入累计完成2246万元，完成年初预算数25300万元的8.9%，比上年增收377万元，增长25.2%。", []schema.RuleID{schema.RulePctChange}},
		{"the parts of an item that no concept has", "青禾区某站2023年单位预算\n五、一般公共预算支出情况说明\n一般公共预算支出1393924.6元，其中：基本支出1340224.6元，项目支出53700元。\n站点运转1000910.5元，其中：基本支出1000910.5元，项目支出0元。", nil},
		{"the other part is told beside", "1-6月政府性基金收支情况\n1—6月累计，全国政府性基金收入25978亿元，增长23.3%。其中，中央政府性基金收入1781亿元，增长6.3%；地方政府性基金收入（本级）24197亿元，增长24.8%。", nil},
		{"both ends of a change are read of one year", "青禾区第七次人口普查公报\n全区常住人口为579201人，与2010年第六次人口普查的442954人相比，十年共增加136247人，增长30.76%。", nil},
		{"the three public expenses of another fund", "关于2024年青禾省省本级“三公”经费汇总情况的说明\n2024年一般公共预算“三公”经费支出22618.9万元。其中：因公出国（境）经费5011.8万元；公务用车购置费2345.4万元；公务用车运行费8672.1万元；公务接待费6589.6万元。2024年政府性基金“三公”经费支出322万元。", nil},
		{"all taxes and those that are not handed up", "2024年青禾区8月财政收支情况\n1-8月，地方一般公共预算收入14亿元，同比下降0.4%。其中，地方级税收收入12.51亿元，同比增长4.2%；非税收入1.49亿元，同比下降39.1%。\n从收入质量看，1-8月税收19.99亿元，占比为93%。", nil},
		{"shares told in turn", "2021年青禾市政府采购情况\n2021年政府采购规模为36399亿元，比上年减少571.6亿元。货物、工程、服务采购规模分别为9399.2亿元、16961.2亿元和10038.6亿元，占政府采购规模比例为25.8%、46.6%和27.6%。", nil},
		{"two rates on two bases", "前2个月财政收入\n1至2月份，一般公共预算收入41805亿元，同比增长18.7%。与前年同期相比，一般公共预算收入增长7%。", nil},
		{"the shares of two with what is within one", "青禾区人口普查公报\n常住人口中，0-14岁人口为17689人，占13.21%；15-59岁人口为85089人，占63.53%；60岁及以上人口为31162人，占23.27%，其中65岁及以上人口为22263人，占16.62%。", nil},
		{"a change of the whole behind what it includes", "青禾局2013年部门预算\n青禾局2013年收支总预算4471.22万元，含山庄管理处经费250万元，机关幼儿园经费537.31万元；比2012年预算增加755.18万元，增长20.32%。", nil},
		{"a change above what is left of its whole", "青禾局2013年部门预算\n青禾局2013年收支总预算4471.22万元，含山庄管理处经费250万元，机关幼儿园经费537.31万元，比2012年预算增加55.18万元，增长20.32%。", []schema.RuleID{schema.RulePctChange}},
		{"revenue and what it is spent on", "云梦市2023年财政预算执行情况的报告\n全市国有资本经营预算收入总计0.54亿元，其中：国有资本经营预算收入0.13亿元、上年结转0.30亿元、上级补助收入0.11亿元；全市国有资本经营预算支出总计0.54亿元，其中：国有资本经营预算支出0.07亿元，调出资金0.12亿元，结转下年0.35亿元。", nil},
	}
	tagger := tagger()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Process(context.Background(), tagger, Source{Data: []byte(tt.text)}, Options{Limits: extract.DefaultLimits()})
			var got []schema.RuleID
			for _, c := range r.Checks {
				if c.Verdict == schema.Inconsistent {
					got = append(got, c.Rule)
					if len(tt.want) == 0 {
						t.Errorf("%s: %s", c.Rule, c.Formula)
					}
				}
			}
			for _, want := range tt.want {
				if !slices.Contains(got, want) {
					t.Errorf("%s is not found among %v", want, got)
				}
			}
		})
	}
}

// TestUnknownWordsAccuseNobody holds that a verb or a noun the reader does not
// know makes no check inconsistent, however the figures stand to each other.
func TestUnknownWordsAccuseNobody(t *testing.T) {
	const head = "青禾街道办事处2020年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n"
	tagger := tag.New()
	for _, sentence := range []string{
		"教育支出50万元，较上年腾挪11.17万元，腾挪5.3%。教育支出50万元。",
		"教育支出50万元，较上年盘活了11.17万元。", "教育支出50万元，比上年略有摊薄60万元。",
		"教育支出50万元，其中：露营费80万元。", "露营教育支出20万元，教育支出50万元。",
		"人均一般公共预算支出2万元，一般公共预算支出50万元。", "社保基金支出2万元，政府性基金支出50万元。",
		"教育支出50万元，占露营总支出的3%。",
	} {
		r := Process(context.Background(), tagger, Source{Data: []byte(head + sentence)}, Options{Limits: extract.DefaultLimits()})
		for _, c := range r.Checks {
			if c.Verdict == schema.Inconsistent {
				t.Errorf("%s: %s: %s", sentence, c.Rule, c.Formula)
			}
		}
	}
}

// TestShareOfOneKind holds that money is a share of money: what else has the concept of the whole is another quantity.
func TestShareOfOneKind(t *testing.T) {
	text := "<html><body><h1>清溪县2024年国民经济和社会发展统计公报</h1><table><tr><td>产品名称</td><td>单位</td><td>产量</td></tr><tr><td>油料</td><td>吨</td><td>8316</td></tr></table>" +
		"<p>表2 地区生产总值</p><table><tr><td>指标</td><td>绝对数（亿元）</td><td>占GDP比重（%）</td></tr><tr><td>第一产业</td><td>32.81</td><td>17.6</td></tr></table></body></html>"
	r := Process(context.Background(), tagger(), Source{Data: []byte(text)}, Options{Limits: extract.DefaultLimits()})
	shares := 0
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Rule == schema.RuleShare {
			if shares++; c.Verdict != schema.Incomplete {
				t.Errorf("%s: %s", c.Verdict, c.Formula)
			}
		}
	}
	if shares != 1 {
		t.Errorf("%d shares, want 1", shares)
	}
}
