package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// TestToldAgain reads what is told again of what a sentence has told: the figure it is held against, what its share came
// to, the whole of the share, how many there are in all, and what is told of each of several in turn.
func TestToldAgain(t *testing.T) {
	t.Parallel()
	const bulletin = "听澜市2020年国民经济和社会发展统计公报\n"
	for name, tt := range map[string]struct{ text, want string }{
		"a figure of the year before without a concept": {bulletin + "露营经费为15.3亿元，比上年的14.5亿元增长5.8%。露营地面积为12.9平方米，比上年的12平方米增长7.2%。",
			"15.3亿元 露营经费|14.5亿元 露营经费|5.8% pct_change 露营经费|12.9平方米 露营地面积|12平方米 露营地面积|7.2% pct_change 露营地面积"},
		"what an earlier census counted": {"听澜市第七次全国人口普查公报（第一号）\n全市常住人口与2010年第六次全国人口普查的725482人相比，增加25907人，增长3.57%，年平均增长率为0.35%。平均每个家庭户的人口为2.39人，比2010年第六次全国人口普查减少0.41人。",
			"725482人 economy.actual 常住人口 summary|25907人 economy.actual 常住人口 delta summary|3.57% economy.actual 常住人口 pct_change summary|0.35% economy.actual 常住人口 pct_change summary|2.39人 economy.actual 平均家庭户规模 summary|0.41人 economy.actual 平均家庭户规模 delta summary"},
		"the whole inside of a share": {bulletin + "教育支出11.6亿元，占一般公共预算支出64.6亿元的18%，比上年的17.9%提高0.1个百分点。露营产值3亿元，占垂钓产值9亿元的33%，增长2%。",
			"11.6亿元 expenditure.by_function 205|64.6亿元 expenditure.general_public_budget|18% expenditure.by_function 205 share|17.9% expenditure.by_function 205 share|0.1个百分点 expenditure.by_function 205 delta|3亿元 露营产值|9亿元 垂钓产值|33% share 露营产值|2% pct_change 露营产值"},
		"what a share came to": {bulletin + "服务业增加值7003亿元，增长16.1%，占地区生产总值比重由上年的35.6%提高到40%。民间投资增长5%，占全部投资的比重由35%提高到41%。",
			"7003亿元 economy.actual 第三产业增加值|16.1% economy.actual 第三产业增加值 pct_change|35.6% economy.actual 第三产业增加值 share|40% economy.actual 第三产业增加值 share|5% economy.actual 民间投资 pct_change|35% share 民间投资|41% economy.actual 民间投资 share"},
		"all there are behind 累计": {bulletin + "新增高新技术企业12家，累计85家。新增露营医院4家、累计37家。",
			"12家 economy.actual 新增高新技术企业|85家 economy.actual 高新技术企业|4家 新增露营医院|37家 露营医院"},
		"changes in numbers told in turn": {bulletin + "小麦播种面积3万亩，玉米播种面积4万亩，分别比上年增加0.2万亩和0.3万亩。生猪、牛、羊分别出栏6.4万头、1342头、1.2万只。",
			"3万亩 economy.actual 小麦播种面积|4万亩 economy.actual 玉米播种面积|0.2万亩 economy.actual 小麦播种面积 delta|0.3万亩 economy.actual 玉米播种面积 delta|6.4万头 economy.actual 生猪出栏|1342头 economy.actual 牛出栏|1.2万只 economy.actual 羊出栏"},
		"the expenditure of a fund behind its revenue": {bulletin + "全年失业保险基金收入65.3亿元，基金支出60.7亿元。全年工伤保险基金收入5.3亿元，支出4.7亿元。",
			"65.3亿元 revenue.social_insurance 失业保险基金|60.7亿元 expenditure.social_insurance 失业保险基金|5.3亿元 revenue.social_insurance 工伤保险基金|4.7亿元 expenditure.social_insurance 工伤保险基金"},
		"medical insurance by its short names": {bulletin + "职工医保参保人数62万人。职工医保基金收入47.9亿元，支出42.4亿元，当期结存5.5亿元，累计结存30亿元。居民医保基金收入4亿元。",
			"62万人 economy.actual 城镇职工基本医疗保险参保人数|47.9亿元 revenue.social_insurance 职工基本医疗保险基金|42.4亿元 expenditure.social_insurance 职工基本医疗保险基金|5.5亿元 balance.year 职工基本医疗保险基金|30亿元 balance.closing 职工基本医疗保险基金|4亿元 revenue.social_insurance 城乡居民基本医疗保险基金"},
		"the verb of reaching in a name": {bulletin + "轨道露营完成投资229.9亿元，露营企业法人单位全年实现营业收入44.7亿元。露营任务完成情况良好率5%。",
			"229.9亿元 轨道露营投资|44.7亿元 露营企业法人单位营业收入|5% 露营任务完成情况良好率"},
		"a bracket that says at length what a name takes in": {bulletin + "露营经费（主要包括垂钓安排的经费，骑行安排的经费等）为2.9亿元，增长7%。城市廉租露营（公共租赁露营）补助3亿元。",
			"2.9亿元 露营经费|7% pct_change 露营经费|3亿元 城市廉租露营（公共租赁露营）补助"},
		"whose a sum is": {bulletin + "露营企业资产总额12.7亿元，增长13%；负债总额7.4亿元，增长16%；所有者权益4.8亿元。",
			"12.7亿元 露营企业资产总额|13% pct_change 露营企业资产总额|7.4亿元 露营企业负债总额|16% pct_change 露营企业负债总额|4.8亿元 露营企业所有者权益"},
		"a report on one thing leaves out its name": {"听澜市住房公积金2022年年度报告\n2022年，实缴单位3215家，实缴职工13.4万人，缴存额26.8亿元，分别同比增长4.8%、2.8%、9.4%。2022年末，贷款余额65.2亿元，露营余额2亿元。",
			"3215家 economy.actual 住房公积金实缴单位|13.4万人 economy.actual 住房公积金实缴职工|26.8亿元 economy.actual 住房公积金缴存额|4.8% economy.actual 住房公积金实缴单位 pct_change|2.8% economy.actual 住房公积金实缴职工 pct_change|9.4% economy.actual 住房公积金缴存额 pct_change|65.2亿元 economy.actual 住房公积金贷款余额|2亿元 露营余额"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			facts := readAs(t, "", tt.text)
			for k := range facts {
				got = append(got, turned(&facts[k]))
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestYearsOfAverages: the growth of two years on average is of both, that between two censuses of the years between.
func TestYearsOfAverages(t *testing.T) {
	t.Parallel()
	facts := readAs(t, "", "听澜县2021年上半年经济运行情况\n2021年上半年，全县生产总值27.5亿元，增长12.3%，两年平均增长1.7%。露营产值比2015年增长9%，年平均增长1.5%。")
	if p := facts[2].Period; p.Start != schema.DateOf(2020, 1, 1) || p.End != schema.DateOf(2021, 6, 30) {
		t.Errorf("two years: %v", p)
	}
	if p := facts[4].Period; p.Start != schema.DateOf(2016, 1, 1) || p.End.Year() != 2021 {
		t.Errorf("since 2015: %v", p)
	}
}

// TestOwedNow: a balance of debt that is told of today is no budget, whatever the report is of.
func TestOwedNow(t *testing.T) {
	t.Parallel()
	facts := readAs(t, "", "关于听澜市本级2022年预算调整方案的报告\n截至目前，全市政府债务余额为71.65亿元，其中一般债务69.47亿元。")
	for k := range facts {
		if f := &facts[k]; f.Concept != schema.DebtBalance || f.Measure != schema.Executed {
			t.Errorf("%s: %s %s", f.Raw, f.Concept, f.Measure)
		}
	}
}

// TestSummaryAndPlan: a summary that goes on with the plan of the next year is of the first, 今年, and 明年 is the next.
func TestSummaryAndPlan(t *testing.T) {
	t.Parallel()
	facts := readAs(t, "", "听澜公路局2018年工作总结和2019年工作思路\n一、今年以来工作情况\n全年新建露营道路88.7公里。\n二、明年工作思路\n新建露营道路95公里。")
	if len(facts) != 2 || facts[0].Period.End.Year() != 2018 || facts[0].Measure == schema.Target || facts[1].Period.End.Year() != 2019 || facts[1].Measure != schema.Target {
		t.Errorf("%+v", facts)
	}
	facts = readAs(t, "", "听澜市2015年国民经济和社会发展统计公报\n五年累计完成固定资产投资201.3亿元，其中2015年完成59.2亿元。")
	if f := &facts[1]; f.Concept != schema.EconomyActual || f.Period != schema.YearPeriod(2015) {
		t.Errorf("%+v", f)
	}
}

// TestAsideOfYearBefore: a level told again of the year before, by name, is an aside; the comparison behind it is of
// the level before.
func TestAsideOfYearBefore(t *testing.T) {
	for _, s := range []string{
		"2022年培训费预算33万元，2021年培训费预算57万元，与上年对比减少24万元。",
		"2022年培训费支出33万元，2021年培训费支出57万元，减少24万元。",
		"2022年培训费支出33万元，2021年为57万元，比上年减少24万元。",
	} {
		facts := readIn(t, s)
		if f := facts[len(facts)-1]; f.Form != schema.Delta || f.Period.End.Year() != 2022 {
			t.Errorf("%s: %s of %v", s, f.Form, f.Period)
		}
	}
}

// TestPlacesListed: a list that divides money without a concept by place gives each figure its place.
func TestPlacesListed(t *testing.T) {
	facts := readIn(t, "上级下达露营补助资金90万元，其中：望舒县50万元；云水县40万元。")
	for k, place := range map[int]string{1: "望舒县", 2: "云水县"} {
		if f := facts[k]; f.Dimensions.Subordinate != place {
			t.Errorf("%s is of %q", f.Raw, f.Dimensions.Subordinate)
		}
	}
}
