package tag_test

import (
	"strings"
	"testing"

	"gongkai/schema"
)

// turned writes a figure with its concept, its member or code, its form where it is no level, its
// phase where it is of a budget, its place, and in the end its label where no concept fits.
func turned(f *schema.Fact) string {
	line := []string{f.Raw}
	add := func(s string) {
		if s != "" {
			line = append(line, s)
		}
	}
	add(string(f.Concept))
	add(f.Dimensions.Indicator)
	add(f.Dimensions.FuncCode)
	if f.Form != schema.Level {
		add(string(f.Form))
	}
	if f.Measure.IsBudget() {
		add(string(f.Measure))
	}
	add(string(f.Dimensions.EntityScope))
	add(f.Dimensions.Subordinate)
	if f.Concept == "" {
		add(f.Label)
	}
	return strings.Join(line, " ")
}

// TestTurns reads turns of the reports of governments.
func TestTurns(t *testing.T) {
	const work = "2026年望舒省政府工作报告\n一、2025年和“十四五”时期工作回顾\n"
	const changed = "关于听澜区2021年区级预算调整方案（草案）的报告\n"
	const audit = "关于听澜县2019年度县级预算执行和其他财政收支的审计工作报告\n"
	const done = "关于听澜州2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n（二）州本级\n"
	for name, tt := range map[string]struct{ text, want string }{
		"kinds of transfers to those below": {done + "州本级一般公共预算支出50亿元，税收返还县（市）7亿元，一般性转移支付补助县（市）120亿元，专项转移支付补助县（市）38亿元，支出总计215亿元。",
			"50亿元 expenditure.general_public_budget self|7亿元 expenditure.by_function 23001 self|120亿元 expenditure.by_function 23002 self|38亿元 expenditure.by_function 23003 self|215亿元 expenditure.total self"},
		"a budget that becomes another": {done + "2025年12月，收入总计由37亿元调整为36亿元。教育支出由年初预算的9亿元调整为8亿元。户数由80户调整为90户。",
			"37亿元 revenue.total budget_initial self|36亿元 revenue.total budget_adjusted self|9亿元 expenditure.by_function 205 budget_initial self|8亿元 expenditure.by_function 205 budget_adjusted self|80户 self 户数|90户 self 户数"},
		"debt lent on by its kinds": {done + "省财政厅转贷我州政府债券37亿元，其中：一般债券12亿元（其中新增债券5亿元，再融资债券7亿元），专项债券25亿元。",
			"37亿元 revenue.debt_onlent summary|12亿元 revenue.debt_onlent summary|5亿元 debt.issued_new summary|7亿元 debt.issued_refinancing summary|25亿元 revenue.debt_onlent summary"},
		"what is made better, and more of it": {work + "巩固提升80万亩露营基地。改造提升25个露营机构。露营基地提升25个。",
			"80万亩 露营基地|25个 露营机构|25个 delta 露营基地"},
		"three in a word": {work + "一二三产增加值分别增长3.5%、6%、5%。一二三产业增加值分别为1亿元、2亿元、3亿元。",
			"3.5% economy.actual 第一产业增加值 pct_change|6% economy.actual 第二产业增加值 pct_change|5% economy.actual 第三产业增加值 pct_change|1亿元 economy.actual 第一产业增加值|2亿元 economy.actual 第二产业增加值|3亿元 economy.actual 第三产业增加值"},
		"places of no list": {done + "松风区一般公共预算收入8亿元、增长2.1%，露营区6亿元、增长3%。一般公共预算支出中，松风区20亿元，露营区9亿元。全州一般公共预算收入14亿元，其中：松风区8亿元，露营区6亿元。",
			"8亿元 revenue.general_public_budget subordinate 松风区|2.1% revenue.general_public_budget pct_change subordinate 松风区|6亿元 revenue.general_public_budget subordinate 露营区|3% revenue.general_public_budget pct_change subordinate 露营区|20亿元 expenditure.general_public_budget subordinate 松风区|9亿元 expenditure.general_public_budget subordinate 露营区|14亿元 revenue.general_public_budget summary|8亿元 revenue.general_public_budget subordinate 松风区|6亿元 revenue.general_public_budget subordinate 露营区"},
		"the ceiling of debt by its word alone": {done + "债务余额32亿元，其中一般债务18亿元、专项债务14亿元，严格控制在省政府核定的限额34亿元以内。一般债务余额18亿元，控制在19亿元限额以内；专项债务余额14亿元，未超过限额15亿元。债务余额32亿元，低于债务限额2亿元。",
			"32亿元 debt.balance self|18亿元 debt.balance self|14亿元 debt.balance self|34亿元以内 debt.limit self|18亿元 debt.balance self|19亿元 debt.limit self|14亿元 debt.balance self|15亿元 debt.limit self|32亿元 debt.balance self|2亿元 self 债务余额"},
		"as it is, and as it compares": {done + "全州一般公共预算收入5亿元，自然口径下降20.7%，剔除留抵退税因素后同口径增长7.4%，完成调整预算的100.3%。税收收入3亿元，按自然口径计算下降2%。",
			"5亿元 revenue.general_public_budget summary|20.7% revenue.general_public_budget pct_change summary|7.4% revenue.general_public_budget pct_change summary|100.3% revenue.general_public_budget completion summary|3亿元 revenue.tax summary|2% revenue.tax pct_change summary"},
		"a share that goes to a purpose": {work + "每年70%以上财政支出用于露营。70%以上收入用于露营。",
			"70%以上 share 财政支出|70%以上 share 收入"},
		"what a run changed from": {work + "露营平均标准分别从2020年的645元/月、4318元/年提高到2025年的800元/月、6000元/年。",
			"645元/月 露营平均标准|4318元/年 露营平均标准|800元/月 露营平均标准|6000元/年 露营平均标准"},
		"the plan that changes the budget of one level": {changed + "税收收入由9亿元调减为8亿元，调减1亿元。教育支出调增2亿元，调整后为7亿元。1.调减一般公共预算收入3亿元，由年初预算的8亿元调整为5亿元。预留限额2亿元。单价50万元以上设备。",
			"9亿元 revenue.tax budget_initial self|8亿元 revenue.tax budget_adjusted self|1亿元 revenue.tax delta budget_adjusted self|2亿元 expenditure.by_function 205 delta budget_adjusted self|7亿元 expenditure.by_function 205 budget_adjusted self|3亿元 revenue.general_public_budget delta budget_adjusted self|8亿元 revenue.general_public_budget budget_initial self|5亿元 revenue.general_public_budget budget_adjusted self|2亿元 budget_adjusted self 预留限额|50万元以上 threshold self 单价"},
		"what a figure leaves out": {done + "一般公共预算收入9亿元，扣除增值税留抵退税因素后增长6.1%。剔除留抵退税后同口径下降2%。增值税留抵退税3亿元。",
			"9亿元 revenue.general_public_budget self|6.1% revenue.general_public_budget pct_change self|2% revenue.general_public_budget pct_change self|3亿元 economy.actual 留抵退税 self"},
		"the year in the accounts of an audit": {audit + "（一）一般公共预算执行情况\n县本级一般公共预算收入完成8亿元。当年支出预算为7亿元，完成支出6亿元，占调整预算的98.7%，加债务还本支出1亿元。24个项目预算执行率低于80%。",
			"8亿元 revenue.general_public_budget self|7亿元 expenditure.general_public_budget budget self|6亿元 expenditure.general_public_budget self|98.7% expenditure.general_public_budget completion self|1亿元 expenditure.by_function 231 self|24个 self 项目预算|低于80% completion budget self 项目预算执行率"},
		"so many kinds of expenditure": {done + "八项支出合计9亿元，增长6.9%。支出合计5亿元。",
			"八项 self 支出合计|9亿元 self 支出合计|6.9% pct_change self 支出合计|5亿元 expenditure.year self"},
		"own revenue of all of the place": {"关于听澜县2021年财政决算的报告\n全县政府性基金总收入5亿元，其中：政府性基金预算本级收入3亿元，上级补助收入2亿元。县本级政府性基金预算收入1亿元。上年结余2亿元（其中镇级结余1亿元）。",
			"5亿元 revenue.total summary|3亿元 revenue.government_fund summary|2亿元 revenue.superior_subsidy summary|1亿元 revenue.government_fund self|2亿元 balance.opening self|1亿元 balance.opening subordinate 镇级"},
		"what is given to a town": {"听澜区2022年转移支付情况说明\n本级对千山镇税收返还和各类转移支付支出5亿元，比上年减少3亿元。其中，税收返还1亿元；一般性转移支付3亿元。\n由省级代为发行新增债券2亿元。上解省市支出1亿元。",
			"5亿元 expenditure.subsidies self|3亿元 expenditure.subsidies delta self|1亿元 expenditure.by_function 23001 self|3亿元 expenditure.by_function 23002 self|2亿元 debt.issued_new|1亿元 expenditure.remit_up"},
		"what is to come is of its sentence alone": {work + "露营收入增长5%。未来五年将获9亿元露营授信。社会消费品零售总额增长3%。",
			"5% pct_change 露营收入|9亿元 未来五年将获|3% economy.actual 社会消费品零售总额 pct_change"},
		"the total of a budget by another word": {done + "一般公共预算收入总量为9亿元。一般公共预算支出总量8亿元。一般公共预算收入总额7亿元。",
			"9亿元 revenue.total self|8亿元 expenditure.total self|7亿元 revenue.general_public_budget self"},
		"the same in another money": {work + "人均地区生产总值7万元，按2025年平均汇率计算为1万美元。人均地区生产总值7万元，折合1万美元。露营收入增长5%，下达9万元。",
			"7万元 economy.actual 人均地区生产总值|1万美元 economy.actual 人均地区生产总值|7万元 economy.actual 人均地区生产总值|1万美元 economy.actual 人均地区生产总值|5% pct_change 露营收入|9万元 下达"},
		"all there are behind those that were added": {work + "新增高新技术企业12家，总数达85家。新增露营基地3个，总数9个。",
			"12家 economy.actual 新增高新技术企业|85家 economy.actual 高新技术企业|3个 新增露营基地|9个 露营基地"},
		"a bound of how much prices may rise": {"2026年望舒省政府工作报告\n二、2026年工作安排\n居民消费价格总水平涨幅控制在3%左右。城镇登记失业率控制在4%以内。",
			"3%左右 economy.target 居民消费价格 pct_change|4%以内 economy.target 城镇登记失业率"},
		"what was won in contests": {work + "运动员在省级以上比赛中共获得30枚金牌、12枚银牌。",
			"30枚 economy.actual 金牌|12枚 economy.actual 银牌"},
		"revenue with what goes to those above": {work + "一般公共预算总收入16亿元，一般公共预算收入9亿元。",
			"16亿元 economy.actual 财政总收入|9亿元 revenue.general_public_budget"},
		"offices of a region are no places in it": {done + "自治区财政厅转贷我州政府债券9亿元。自治区财政厅共转贷我州政府债券8亿元。转贷县（市）7亿元。",
			"9亿元 revenue.debt_onlent summary|8亿元 revenue.debt_onlent summary|7亿元 expenditure.debt_onlent summary"},
		"what two sides leave": {done + "一般公共预算收入总计9亿元，支出总计8亿元。收支相抵，结转结余1亿元。当年结转结余2亿元。",
			"9亿元 revenue.total self|8亿元 expenditure.total self|1亿元 balance.closing self|2亿元 balance.closing self"},
		"what is allotted in parts of a year": {changed + "第二批新增债务限额为18亿元，其中：一般债务限额4亿元，专项债务限额14亿元。调整后政府性基金收入总计94亿元。",
			"18亿元 debt.limit_new budget_adjusted self|4亿元 debt.limit_new budget_adjusted self|14亿元 debt.limit_new budget_adjusted self|94亿元 revenue.total budget_adjusted self"},
		"what those above give, by its kinds": {done + "中央和省补助我州9亿元，其中：返还性收入1亿元，一般性转移支付5亿元，专项转移支付3亿元。",
			"9亿元 revenue.superior_subsidy summary|1亿元 revenue.tax_return summary|5亿元 revenue.general_transfer summary|3亿元 revenue.special_transfer summary"},
		"the completion of a target": {"听澜区2023年三季度财政收支情况\n完成一般公共预算收入9亿元，为市下三季度目标8亿元的112.5%，为市下全年目标12亿元的75%。",
			"9亿元 revenue.general_public_budget|8亿元 revenue.general_public_budget|112.5% revenue.general_public_budget completion|12亿元 revenue.general_public_budget|75% revenue.general_public_budget completion"},
		"two pollutants by one word": {work + "化学需氧量和二氧化硫排放量分别下降2.3%和3.1%。",
			"2.3% economy.actual 化学需氧量排放量 pct_change|3.1% economy.actual 二氧化硫排放量 pct_change"},
		"a deed by a verb that no list has": {work + "退出露营村43个，森林覆盖率提高到61%。",
			"43个 退出露营村|61% economy.actual 森林覆盖率"},
		"a budget that changed, in other words": {done + "州本级一般公共预算支出由190亿元变动为195亿元，调增5亿元。一般公共收入预算总计82亿元，其中：一般公共收入预算33亿元。",
			"190亿元 expenditure.general_public_budget budget_initial self|195亿元 expenditure.general_public_budget budget_adjusted self|5亿元 expenditure.general_public_budget delta budget_adjusted self|82亿元 revenue.total budget_initial self|33亿元 revenue.general_public_budget budget_initial self"},
		"shares of industries": {work + "三次产业结构由上年的21:50:29优化为14﹕52﹕34。三次产业增加值占生产总值的比重分别为14.1%、52%、33.9%。三次产业比由10:60:30变为9:59:32。",
			"21 economy.actual 第一产业增加值 share|50 economy.actual 第二产业增加值 share|29 economy.actual 第三产业增加值 share|14 economy.actual 第一产业增加值 share|52 economy.actual 第二产业增加值 share|34 economy.actual 第三产业增加值 share|14.1% economy.actual 第一产业增加值 share|52% economy.actual 第二产业增加值 share|33.9% economy.actual 第三产业增加值 share|10 share 第一产业增加值|60 share 第二产业增加值|30 share 第三产业增加值|9 economy.actual 第一产业增加值 share|59 economy.actual 第二产业增加值 share|32 economy.actual 第三产业增加值 share"},
		"shares told in turn of figures before": {work + "露营协议外资2亿美元，实际利用外资1亿美元，分别占全市的63%和65%。装备制造业增加值增长22%，高技术制造业增加值增长21%，占规模以上工业增加值的比重分别为10%和11%。听澜区、松风县地区生产总值占全市的比重分别为57%、43%。",
			"2亿美元 露营协议外资|1亿美元 economy.actual 实际使用外资|63% share 露营协议外资|65% economy.actual 实际使用外资 share|22% economy.actual 装备制造业增加值 pct_change|21% economy.actual 高技术制造业增加值 pct_change|10% economy.actual 装备制造业增加值 share|11% economy.actual 高技术制造业增加值 share|57% economy.actual 地区生产总值 share|43% economy.actual 地区生产总值 share"},
		"what the enterprises have that were counted": {work + "年末规模以上工业企业120家，实现营业收入9亿元、增长5%，利润总额2亿元。医疗卫生机构12个，其中医院3个、卫生院2个；床位90张，其中医院50张。",
			"120家 economy.actual 规模以上工业企业|9亿元 economy.actual 规模以上工业企业营业收入|5% economy.actual 规模以上工业企业营业收入 pct_change|2亿元 economy.actual 规模以上工业企业利润总额|12个 economy.actual 医疗卫生机构|3个 economy.actual 医院|2个 economy.actual 乡镇卫生院|90张 economy.actual 医疗卫生机构床位|50张 economy.actual 医院床位"},
		"money for which another is told next": {work + "争取上级资金56亿元，争取专项债券12亿元。筹集16亿元，确保露营补助发放。",
			"56亿元 上级资金|12亿元 专项债券|16亿元 露营补助"},
		"a phase ends with its item": {work + "财政支出年初预算9万元，调整预算8万元，实现支出7万元；第一产业增加值增长4.5%，露营产值6万元。",
			"9万元 财政支出|8万元 budget_adjusted 财政支出|7万元 支出|4.5% economy.actual 第一产业增加值 pct_change|6万元 露营产值"},
		"what is measured of a list behind the word that deals it": {work + "第一、二、三产业分别实现增加值9亿元、8亿元、7亿元。露营、骑行、垂钓业分别实现产值6亿元、5亿元和4亿元。城乡居民分别实现人均可支配收入3万元、1万元。听澜区、松风区分别实现地区生产总值2亿元和1亿元。",
			"9亿元 economy.actual 第一产业增加值|8亿元 economy.actual 第二产业增加值|7亿元 economy.actual 第三产业增加值|6亿元 露营产值|5亿元 骑行产值|4亿元 垂钓业产值|3万元 economy.actual 城镇居民人均可支配收入|1万元 economy.actual 农村居民人均可支配收入|2亿元 economy.actual 地区生产总值|1亿元 economy.actual 地区生产总值"},
		"growth told behind its rate, and what it is held against": {work + "税收收入实现3.2%正增长，工业投资实现4%的增长。地区生产总值增长8%，高于全省1.2个百分点，比全市平均水平高0.5个百分点。露营产值9亿元，是“十五”期末的2.4倍。",
			"3.2% revenue.tax pct_change|4% economy.actual 工业投资 pct_change|8% economy.actual 地区生产总值 pct_change|1.2个百分点 delta 地区生产总值|0.5个百分点 delta 地区生产总值|9亿元 露营产值|2.4倍 share 露营产值"},
		"what two groups tell of one kind": {"听澜市2025年国民经济和社会发展统计公报\n" + "其中，第一产业增加值3亿元，增长3.2%，对GDP增长的贡献率为0.7%；第二产业增加值8亿元，增长4%，对GDP增长的贡献率为69%。居民消费价格上涨5%，其中，食品、烟酒、居住的价格分别上涨1%、2%、3%，交通和通信的价格下跌0.6%。",
			"3亿元 economy.actual 第一产业增加值|3.2% economy.actual 第一产业增加值 pct_change|0.7% economy.actual 第一产业对经济增长的贡献率|8亿元 economy.actual 第二产业增加值|4% economy.actual 第二产业增加值 pct_change|69% economy.actual 第二产业对经济增长的贡献率|5% economy.actual 居民消费价格 pct_change|1% economy.actual 食品价格 pct_change|2% economy.actual 烟酒及用品价格 pct_change|3% economy.actual 居住价格 pct_change|0.6% economy.actual 交通通信价格 pct_change"},
		"the completion of a side's own budget": {done + "全县一般公共预算支出9亿元，完成年初支出预算的95%。全县一般公共预算收入8亿元，占年度收入预算10亿元的80%，增长3%。教育支出2亿元，占支出预算的20%。完成年度总支出预算的92%。\n税务部门完成3亿元，占年初预算4亿元的75%。",
			"9亿元 expenditure.general_public_budget summary|95% expenditure.general_public_budget completion summary|8亿元 revenue.general_public_budget summary|10亿元 revenue.general_public_budget budget summary|80% revenue.general_public_budget completion summary|3% revenue.general_public_budget pct_change summary|2亿元 expenditure.by_function 205 summary|20% expenditure.by_function 205 share summary|92% expenditure.total completion summary|3亿元 self 税务部门|4亿元 budget_initial self 税务部门|75% completion self 税务部门"},
		"the phase in the name of an item of insurance": {done + "社会保险基金收入9亿元，其中：保险费收入预算数5亿元，决算数4亿元；财政补贴收入预算数3亿元。",
			"9亿元 revenue.social_insurance self|5亿元 revenue.insurance_premiums budget_initial self|4亿元 revenue.insurance_premiums self|3亿元 revenue.insurance_subsidy budget_initial self"},
		"what is given to those below, by its kinds": {"望舒县关于2022年度县级对下转移支付情况的说明\n一般性转移支付决算数为5亿元，其中：均衡性转移支付3亿元。\n县对乡镇转移支付资金9亿元。对下专项转移支付2亿元。",
			"5亿元 expenditure.by_function 23002 self|3亿元 expenditure.by_function 2300202 self|9亿元 expenditure.subsidies self|2亿元 expenditure.by_function 23003 self"},
		"the kinds of a new limit in brackets": {done + "新增地方政府债务限额7亿元（一般债务限额3亿元，专项债务限额4亿元）。政府债务限额9亿元（一般债务限额5亿元，专项债务限额4亿元）。",
			"7亿元 debt.limit_new self|3亿元 debt.limit_new self|4亿元 debt.limit_new self|9亿元 debt.limit self|5亿元 debt.limit self|4亿元 debt.limit self"},
		"an expectation that was changed": {done + "增值税9亿元，完成调整预期的95%，下降3%。", "9亿元 revenue.by_class 增值税 self|95% revenue.by_class 增值税 completion self|3% revenue.by_class 增值税 pct_change self"},
		"changes listed by one verb": {done + "调增上级补助收入9亿元、债务转贷收入8亿元。增加上级补助收入7亿元、完成债务转贷收入6亿元。",
			"9亿元 revenue.superior_subsidy delta self|8亿元 revenue.debt_onlent delta self|7亿元 revenue.superior_subsidy delta self|6亿元 revenue.debt_onlent self"},
		"deeds to come": {"2026年望舒省政府工作报告\n二、2026年工作安排\n" + "我们将新建露营学校5所。",
			"5所 新建露营学校"},
		"a rank is no place": {work + "做强省级露营基地，露营产业增加值增长15%。省级财政露营资金3亿元。露营基地12个。",
			"15% pct_change 露营产业增加值|3亿元 self 省级财政露营资金|12个 露营基地"},
	} {
		t.Run(name, func(t *testing.T) {
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

// TestMeantBudget holds the completion of 预算 to the budget that the report has said it means by the word.
func TestMeantBudget(t *testing.T) {
	for text, want := range map[string]string{
		"占预算（指调整预算，下同）的98%。\n支出8亿元，完成预算的97%。":       "budget_adjusted budget_adjusted",
		"占预算（指调整预算，下同）的98%。\n支出8亿元，完成年初预算的97%。":     "budget_adjusted budget_initial",
		"占预算(指年初预算，以下同)的98%。\n政府性基金支出8亿元，完成预算的97%。": "budget_initial budget_initial",
	} {
		var got []string
		for _, f := range readAs(t, "", "清溪县2023年财政决算的报告\n全县一般公共预算收入9亿元，"+text) {
			if f.Form == schema.Completion {
				got = append(got, string(f.Base.Measure))
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}

// TestBehindTarget gives the completion of a budget its own phase where the sentence has spoken of a target before.
func TestBehindTarget(t *testing.T) {
	for _, f := range readAs(t, "", "清溪县2023年一季度财政收支情况\n全县一般公共预算收入9亿元，高于年度目标5.6个百分点，完成年度预算的31%。") {
		if f.Form == schema.Completion && f.Measure != schema.Executed {
			t.Errorf("%s: %s", f.Raw, f.Measure)
		}
	}
}

// TestOverYears holds a change that names no base to the figures of two years before it, and the
// members of a list to the phase of their whole.
func TestOverYears(t *testing.T) {
	facts := readAs(t, "", "望舒市财政局2025年部门预算\n2025年教育支出预算300万元，上年执行数280万元，增加20万元，增长7.14%。")
	for _, f := range facts[2:] {
		if f.Period.End.Year() != 2025 || f.Measure != schema.BudgetInitial || f.Base.Measure != schema.Executed || f.Base.Period.End.Year() != 2024 {
			t.Errorf("%s: %+v", f.Raw, f)
		}
	}
	facts = readAs(t, "", "望舒市财政局2023年部门整体支出绩效自评报告\n年初预算380万元，实际支出361万元，预算执行率95%。其中基本支出180万元，项目支出181万元。“三公”经费预算35万元，实际支出28万元，控制率80%。")
	if facts[3].Measure != schema.Executed || facts[4].Measure != schema.Executed || facts[7].Form != schema.Completion || facts[7].Concept != schema.ThreePublicTotal {
		t.Errorf("%+v", facts)
	}
}

// TestHalfYear reads the report on a plan: the aim that a completion is measured on says nothing of what
// follows, and 收入 alone is that of no body.
func TestHalfYear(t *testing.T) {
	facts := readAs(t, "关于听澜市2024年1—6月国民经济和社会发展计划执行情况的报告\n", "全市完成地区生产总值4408亿元，完成全年计划目标的45.4%，增长5.7%。露营产业继续壮大，实现收入540亿元，增长21%。")
	if f := facts[2]; f.Concept != schema.EconomyActual || f.Measure != schema.Actual {
		t.Errorf("%s: %s, %s", f.Raw, f.Concept, f.Measure)
	}
	if f := facts[3]; f.Concept != "" {
		t.Errorf("%s: %s", f.Raw, f.Concept)
	}
}

// TestYearlyOfTerm gives the change of every year the years that the paragraph, or the heading over 这五年,
// names, and to the later figures of a run the last of them.
func TestYearlyOfTerm(t *testing.T) {
	const head = "青禾县政府工作报告\n——2021年1月8日在青禾县第十二届人民代表大会第一次会议上\n"
	for _, tt := range []struct {
		text  string
		fact  int
		start string
	}{
		{"一、2020年工作回顾\n2016—2020年是极不平凡的五年。2020年，地区生产总值9亿元，年均增长4.6%。", 1, "2016-01-01"},
		{"一、十三五工作回顾\n这五年，我们砥砺前行。地区生产总值年均增长4.6%。", 0, "2016-01-01"},
		{"一、“十三五”时期工作回顾\n城乡居民人均可支配收入分别达到3.6万元、1.8万元。", 1, "2020-01-01"},
		{"一、2020年工作回顾\n地区生产总值年均增长4.6%。", 0, "1970-01-01"},
	} {
		f := readAs(t, "", head+tt.text)[tt.fact]
		if got := f.Period.Start.String(); got != tt.start && !(tt.start == "1970-01-01" && !f.Period.Known()) || f.Concept != schema.EconomyActual {
			t.Errorf("%s: %s of %s", tt.text, f.Concept, got)
		}
	}
}

// TestMultiple gives the base of a multiple its own time, and what is said after it the time before.
func TestMultiple(t *testing.T) {
	facts := readAs(t, "", "关于听澜县2020年预算执行情况和2021年预算草案的报告\n一、“十三五”时期财政工作\n一般公共预算收入累计完成8亿元，是“十二五”时期4亿元的2倍，年均增长9%；一般公共预算支出9亿元。")
	for k, year := range []int{2016, 2011, 2016, 2016, 2016} {
		if got := facts[k].Period.Start.Year(); got != year {
			t.Errorf("%s is of %d, want %d", facts[k].Raw, got, year)
		}
	}
}

// TestEmptyElement holds that a list which begins with its mark is read: its first element is empty.
func TestEmptyElement(t *testing.T) {
	const text = "全县实现地区生产总值44.66亿元，同比增长8.8%，分别比全国、全省、全市高1.9、0.9、0.1个百分点。"
	if facts := readAs(t, bulletin, text); len(facts) < 2 || facts[1].Dimensions.Indicator != "地区生产总值" {
		t.Errorf("%+v", facts)
	}
}

// TestInnerYear holds that the year of what a verb is done with is not that of the deeds after it.
func TestInnerYear(t *testing.T) {
	facts := readAs(t, "", "关于望舒市2025年预算执行情况和2026年预算草案的报告\n一、2025年预算执行情况\n兑付2024年露营贴息资金9万元，争取露营补助8万元，增长5%。")
	for k, year := range []int{2024, 2025, 2025} {
		if got := facts[k].Period.End.Year(); got != year {
			t.Errorf("%s is of %d, want %d", facts[k].Raw, got, year)
		}
	}
}

// TestTerm holds the figures of a work report to the five years behind and ahead that its headings
// and sentences tell of.
func TestTerm(t *testing.T) {
	const head = "青禾区政府工作报告\n——2022年1月8日在青禾区第十二届人民代表大会第一次会议上\n"
	for _, tt := range []struct {
		text       string
		start, end string
		measure    schema.Measure
	}{
		{"一、2021年工作总结及过去五年工作回顾\n接待露营人员7人。", "2021-01-01", "2021-12-31", ""},
		{"一、过去五年工作回顾\n地区生产总值年均增长4.6%。", "2017-01-01", "2021-12-31", schema.Actual},
		{"二、今后五年总体要求和主要目标\n地区生产总值年均增长6%。", "2022-01-01", "2026-12-31", schema.Target},
		{"二、今后五年的奋斗目标和2022年主要任务\n今后五年，地区生产总值年均增长8%。", "2022-01-01", "2026-12-31", schema.Target},
	} {
		f := readAs(t, "", head+tt.text)[0]
		if got := f.Period.Start.String(); got != tt.start || f.Period.End.String() != tt.end || f.Measure != tt.measure {
			t.Errorf("%s: %s to %s, %s", tt.text, got, f.Period.End, f.Measure)
		}
	}
}

// TestFundAnnounced holds that items below a line that announces them are paid for from the fund it names, or its
// figures have.
func TestFundAnnounced(t *testing.T) {
	for _, line := range []string{
		"一般公共预算支出主要项目完成情况如下：",
		"全市一般公共预算支出162亿元，下降3.5%。主要科目情况如下：",
		"全市一般公共预算支出162亿元，主要内容如下：",
	} {
		r := reportOn(t, "望舒市2020年5月财政收支情况\n", line+"\n1.教育支出26亿元，下降3.4%。")
		for i := range r.Facts {
			if f := &r.Facts[i]; f.Concept == schema.ExpenditureByFunction && f.Dimensions.FundSource != schema.GeneralPublicBudget {
				t.Errorf("%s %s of an item is paid for from %s", line, f.Raw, f.Dimensions.FundSource)
			}
		}
	}
}
