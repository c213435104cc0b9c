package pipeline

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestNoticed reads a passage that holds, in which nothing fails, and the passage with one figure
// changed, in which the rule fails that the passage states.
func TestNoticed(t *testing.T) {
	t.Parallel()
	const (
		office    = "青禾县水务局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n"
		budget    = "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n"
		city      = "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n"
		project   = "望舒区教育局2023年度校舍改造项目支出绩效自评报告\n\n一、项目资金情况\n"
		audit     = "关于望舒市2022年度市级预算执行和其他财政收支的审计工作报告\n\n一、审计情况\n"
		statistic = "望舒县2023年国民经济和社会发展统计公报\n\n一、综合\n"
	)
	for name, tt := range map[string]struct {
		title, text, was, is string
		rule                 schema.RuleID
	}{
		"a base before 相比":                 {office, "2023年度收、支总计均为5842.36万元。与2022年度5120.48万元相比，收、支总计各增加721.88万元，增长14.10%。", "5120.48", "5420.48", schema.RuleDifference},
		"the staff":                        {office, "截至2023年末，实有人员118人，其中在职人员79人，离休人员1人，退休人员38人。", "79人", "72人", schema.RuleListSum},
		"the posts, with brackets":         {office, "2023年末实有人员编制83人。其中：行政编制34人（含行政工勤编制2人），事业编制49人（含参公管理事业编制3人）。", "83人", "84人", schema.RuleListSum},
		"the bodies":                       {office, "县水务局下属二级单位3个，其中行政单位1个，参照公务员法管理的事业单位0个，其他事业单位2个。", "单位2个", "单位4个", schema.RuleListSum},
		"the assets":                       {office, "截至2023年12月31日，资产总额90.00万元，其中：流动资产20.40万元、固定资产30.10万元、在建工程29.30万元、无形资产10.20万元。", "20.40", "21.40", schema.RuleListSum},
		"changes of parts":                 {office, "2023年度收入合计2684.52万元。其中：财政拨款收入2412.38万元；其他收入272.14万元。与上年相比，收入合计增加318.46万元，增长13.46%。其中：财政拨款收入增加264.20万元，增长12.30%；其他收入增加54.26万元，增长24.90%。", "12.30%", "15.30%", schema.RulePctChange},
		"shares of 总收入":                    {office, "2023年度收入合计2684.52万元。其中：财政拨款收入2412.38万元，占总收入的89.86%；其他收入272.14万元，占总收入的10.14%。", "89.86", "86.86", schema.RuleShare},
		"both sides at once":               {office, "2023年度收、支总计均为5842.36万元。\n本年支出合计5704.18万元。年末结转和结余138.18万元。", "138.18", "158.18", "final.expenditure_total"},
		"lists of each side":               {budget, "2024年部门收入总预算6284.36万元，支出总预算6284.36万元。收入包括：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。支出包括：社会保障和就业支出5426.38万元、卫生健康支出86.42万元、住房保障支出148.36万元、其他支出623.20万元。", "623.20", "693.20", schema.RuleListSum},
		"a list behind its base":           {budget, "2024年部门收入预算6284.36万元，比上年5946.28万元增加338.08万元，增长5.69%。其中：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。", "320.00", "390.00", schema.RuleListSum},
		"what is taken from a total":       {city, "全市政府性基金收入总量为148.36亿元，减去支出92.46亿元、调出资金15.80亿元、债务还本支出28.60亿元，结转下年11.50亿元。", "11.50", "14.50", schema.RuleSubtotal},
		"the means":                        {city, "市本级财力安排情况：一般公共预算收入25.63亿元，返还性收入2.86亿元，一般性转移支付收入18.42亿元，调入资金6.50亿元，减去上解支出4.28亿元，市本级可用财力49.13亿元。", "4.28", "2.28", schema.RuleSubtotal},
		"加 before 上年结转":                    {city, "全市国有资本经营预算收入完成3.24亿元，加上年结转0.38亿元，收入总计3.62亿元。", "0.38", "0.58", schema.RuleSubtotal},
		"the uses of a total":              {city, "全市国有资本经营预算收入完成3.24亿元，加上年结转0.38亿元，收入总计3.62亿元；支出完成2.06亿元，调出资金1.20亿元，结转下年0.36亿元。", "1.20", "2.20", schema.RuleGovernmentTotal},
		"a rate before its change":         {city, "全市政府性基金收入完成64.28亿元，下降18.6%，减收14.69亿元。", "14.69", "24.69", schema.RulePctChange},
		"both sides make the same":         {city, "市本级政府性基金收入安排28.40亿元，支出安排28.40亿元，收支平衡。", "支出安排28", "支出安排26", schema.RuleSubtotal},
		"what the totals leave":            {city, "2023年市级一般公共预算总收入186.42亿元，总支出178.26亿元，年终结转8.16亿元。", "8.16", "8.66", schema.RuleSubtotal},
		"money that came":                  {project, "2023年预算安排资金4860万元，截至2023年12月31日，实际到位资金4532万元，资金到位率93.25%。", "93.25", "92.25", schema.RuleCompletion},
		"work done of a plan":              {project, "计划改造校舍面积38600平方米，实际完成37428平方米，完成率96.96%。", "37428", "34428", schema.RuleCompletion},
		"deeds of what the list begins":    {project, "年初安排项目42个，已开工38个，开工率90.48%；已完工15个，完工率35.71%。", "35.71", "39.71", schema.RuleCompletion},
		"a changed budget":                 {project, "2023年度预算批复资金8460万元，年中调减1260万元，调整后预算7200万元。", "7200", "7500", schema.RuleSubtotal},
		"the score":                        {project, "本次自评总分94.6分，其中：决策指标18分，过程指标19.2分，产出指标33.4分，效益指标24分。", "19.2", "19.7", schema.RuleListSum},
		"shares without a whole":           {project, "项目支出中，校舍维修支出2618.40万元，占62.08%；教学设备支出1126.80万元，占26.72%；食堂建设支出472.40万元，占11.20%。", "26.72", "27.72", schema.RuleShare},
		"the shares of a list told":        {statistic, "全年地区生产总值186.42亿元。其中，第一产业增加值32.18亿元；第二产业增加值68.36亿元；第三产业增加值85.88亿元。三次产业结构比为17.3：36.7：46.0。", "36.7", "38.7", schema.RuleShare},
		"vehicles to the others":           {office, "截至2023年12月31日，共有车辆3辆，其中：应急保障用车1辆，其他用车2辆。", "车辆3辆", "车辆5辆", schema.RuleListSum},
		"vehicles in use":                  {office, "截至2023年12月底，单位共有公务用车4辆，其中：轿车1辆、越野车2辆、载客汽车1辆。", "车2辆", "车6辆", schema.RuleListSum},
		"the budget of its own year":       {office, "2023年“三公”经费财政拨款决算数186.42万元，比2023年“三公”经费财政拨款年初预算210.00万元减少23.58万元。", "23.58", "93.58", schema.RuleDifference},
		"the flow of a fund":               {office, "2023年度政府性基金预算财政拨款年初结转和结余12.00万元，本年收入227.65万元，本年支出219.65万元，年末结转和结余20.00万元。", "219.65", "219.95", "final.fund_flow"},
		"figures done of projects":         {office, "本部门共组织5个项目自评，涉及资金655.76万元。全年预算数680.00万元，执行数655.76万元，完成预算的96.44%。", "96.44", "92.44", schema.RuleCompletion},
		"money that came of a list":        {project, "2023年度项目预算安排资金3860.00万元，其中：中央资金1240.00万元，省级资金860.00万元，县级资金1760.00万元。实际到位资金3700.00万元，资金到位率95.85%。", "95.85", "92.85", schema.RuleCompletion},
		"points got of those there are":    {project, "该指标分值32分，得分28.40分，得分率88.75%。", "28.40", "23.40", schema.RuleCompletion},
		"principal and interest":           {city, "全市偿还政府债券本息52.36亿元，其中本金34.18亿元、利息18.18亿元。", "34.18", "24.18", schema.RuleListSum},
		"a territory by its levels":        {city, "全市一般公共预算支出完成428.64亿元，增长3.0%。其中：市本级支出108.32亿元，县（市、区）支出320.32亿元。", "108.32", "118.32", schema.RuleListSum},
		"both totals in sentences":         {city, "全市政府性基金预算收入完成64280万元，加上级补助收入4260万元、上年结余6840万元，收入总计75380万元。政府性基金预算支出完成58640万元，加上债务还本支出8800万元，支出总计67440万元，结转下年7940万元。", "7940", "7240", schema.RuleSubtotal},
		"a surplus of trade":               {statistic, "全年货物进出口总额86.42亿元，增长12.6%。其中，出口62.18亿元，增长14.2%；进口24.24亿元，增长8.6%。进出口相抵，顺差37.94亿元。", "37.94", "38.94", schema.RuleSubtotal},
		"items of all classes":             {office, "一般公共预算财政拨款支出1152.36万元，主要用于以下方面：公共安全支出886.24万元；社会保障和就业支出142.18万元；卫生健康支出48.64万元；住房保障支出75.30万元。\n一般公共预算财政拨款支出决算数为1152.36万元。其中：\n1.公共安全支出（类）司法（款）行政运行（项）：支出决算为717.82万元。\n2.公共安全支出（类）司法（款）基层司法业务（项）：支出决算为168.42万元。\n3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：支出决算为142.18万元。\n4.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为48.64万元。\n5.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为75.30万元。", "168.42", "128.42", schema.RuleListSum},
		"ten thousand left out":            {city, "各级投入29396万元持续推进专项行动。其中：投入10563万元用于水污染防治，水环境质量稳步提升；投入10079万元用于城乡环境整治，卫生条件显著改善；投入8754万元用于大气污染防治，空气质量持续向好。", "8754万元", "8754元", schema.RuleListSum},
		"insurance by its kinds":           {statistic, "全年财寿险保费收入30.84亿元，增长4.8%，其中，财险保费收入6.19亿元，增长2.5%；寿险保费收入24.65亿元，增长5.3%；全年寿险赔付支出10.77亿元。", "6.19", "6.99", schema.RuleListSum},
		"a total behind its items":         {audit, "通过整改，上缴财政4.26亿元，归还原渠道资金1.84亿元，规范账务处理6.42亿元，共计12.52亿元。", "1.84", "1.34", schema.RuleSubtotal},
		"a total of the sentence before":   {audit, "（一）预算管理方面。6个部门虚列支出1864.20万元；4个部门未及时清理存量资金2468.60万元；3个部门超预算支出486.30万元。上述三类问题金额合计4819.10万元。", "2468.60", "2768.60", schema.RuleSubtotal},
		"what an audit takes off":          {audit, "审计政府投资项目42个，送审金额28.64亿元，审定金额26.35亿元，核减2.29亿元，核减率8.00%。", "26.35", "26.85", schema.RuleSubtotal},
		"two lists in turn":                {audit, "23项专项资金6.42亿元未在规定时间内下达，其中15项4.26亿元超过30天，8项2.16亿元超过60天。", "15项", "16项", schema.RuleListSum},
		"two lists in a sentence each":     {office, "评价项目12个，占部门项目总数的60.00%，涉及金额624.99万元。其中，普通程序评价2个，涉及金额186.20万元；简易程序评价10个，涉及金额438.79万元。", "438.79", "468.79", schema.RuleListSum},
		"as many members as are told":      {audit, "有2家施工单位工程款共计365.40万元未按合同约定支付，其中甲公司214.20万元、乙公司151.20万元。", "151.20", "131.20", schema.RuleListSum},
		"a rate by its deed":               {audit, "上年审计查出的286个问题，已整改274个，整改率95.80%。", "274", "244", schema.RuleShare},
		"what stands empty":                {audit, "应分配公租房4200套，已分配3864套，空置336套，空置率8.00%。", "336", "386", schema.RuleShare},
		"assets, debts and their rate":     {audit, "截至2022年底，市属国有企业资产总额862.40亿元，负债总额560.56亿元，所有者权益301.84亿元，平均资产负债率65.00%。", "301.84", "321.84", schema.RuleSubtotal},
		"a rate of debts":                  {audit, "截至2022年底，市属国有企业资产总额862.40亿元，负债总额560.56亿元，平均资产负债率65.00%。", "65.00", "62.00", schema.RuleShare},
		"to each pupil":                    {project, "2023年全县资助家庭经济困难学生8642人次，发放资助金864.20万元，人均1000元。", "1000元", "1200元", schema.RuleAverage},
		"to each car of a sentence before": {office, "公务用车运行维护费15.80万元，主要用于燃油、维修。2023年公务用车保有量5辆，车均运行维护费3.16万元。", "3.16", "3.76", schema.RuleAverage},
		"points lost":                      {project, "（一）决策指标。权重分15分，得13.5分，扣1.5分。", "13.5", "13.7", schema.RuleSubtotal},
		"points of a hundred":              {project, "自评总分97.5分。其中：预算执行（10分）得9.6分；产出指标（50分）得49分；效益指标（30分）得29.4分；满意度指标（10分）得9.5分。", "29.4", "28.4", schema.RuleListSum},
		"from one rate to another":         {project, "合格率由上年的91.2%提高到93.6%，提高2.4个百分点。", "2.4", "2.9", schema.RuleDifference},
		"a change of what has no name":     {city, "2023年底市级财政存量资金28640万元，较年初34200万元减少5560万元，下降16.26%。", "5560", "5960", schema.RuleDifference},
		"a fund from its beginning":        {city, "年初余额12460万元，当年动用8600万元，当年补充9800万元，年末余额13660万元。", "9800", "9300", schema.RuleSubtotal},
		"a list behind what is left":       {project, "全年实际支出17529600元，预算执行率96.00%，结余730400元。其中：春季学期支出8640000元，秋季学期支出8889600元。", "8640000", "8940000", schema.RuleListSum},
		"a list behind an average":         {statistic, "全年粮食总产量18.74万吨，增长1.2%；粮食平均亩产440公斤。其中夏粮产量3.86万吨，秋粮产量14.88万吨。", "14.88", "16.88", schema.RuleListSum},
		"a share of the whole before":      {office, "年末在岗职工1248人，其中卫生技术人员1046人，占比83.81%。", "83.81", "86.81", schema.RuleShare},
		"what a plan was to do":            {project, "计划完成田间道路86公里，实际完成81.7公里，完成率95.00%。", "81.7", "83.7", schema.RuleCompletion},
		"use of cars by item":              {office, "公务用车运行维护费2023年决算数15.80万元，其中：公务用车加油4.20万元，公务用车维修6.40万元，公务用车保险3.10万元，公务用车其他支出2.10万元。", "6.40", "6.80", schema.RuleListSum},
		"funds by their names":             {office, "八、政府性基金预算收入支出决算情况\n2023年度政府性基金预算财政拨款收入84.12万元；年初结转和结余0万元；支出76.12万元；年末结转和结余8.00万元。", "76.12", "76.52", "final.fund_flow_by_name"},
		"what evaluations cover":           {office, "2023年度支出合计3756.49万元，其中：基本支出2318.64万元；项目支出1437.85万元。\n组织对2023年度项目支出全面开展绩效自评，共涉及项目12个，资金1083.51万元，占项目支出总额的75.36%。", "1083.51", "1063.51", schema.RuleShare},
		"towns of the people":              {statistic, "年末全县常住人口44.80万人，其中城镇人口24.64万人，乡村人口20.16万人，城镇化率为55.00%。", "55.00", "58.00", schema.RuleShare},
		"three lists in turn":              {office, "全县共保障城乡低保对象8642户14286人，发放低保金6482.36万元，其中城市低保1246户1862人，发放资金1186.24万元；农村低保7396户12424人，发放资金5296.12万元。", "1862", "1892", schema.RuleListSum},
		"by function and by nature":        {budget, "2024年一般公共预算支出11286.20万元，比上年预算数增加486.20万元，增长4.50%。按功能科目分：社会保障和就业支出986.40万元、卫生健康支出9642.20万元、住房保障支出657.60万元。按支出性质分：基本支出6842.20万元、项目支出4444.00万元。", "657.60", "687.60", schema.RuleListSum},
		"flows in brackets":                {city, "收支平衡情况：收入方面，一般公共预算收入286420万元，上级补助收入642860万元，债券转贷收入86400万元（其中新增一般债券32400万元、再融资债券54000万元），上年结转收入28640万元，调入资金42680万元，动用预算稳定调节基金18000万元，收入合计1105000万元。", "642860", "642360", schema.RuleSubtotal},
		"a share of a named figure":        {project, "2023年实施水利项目26个，概算总投资12.86亿元，累计完成投资8.36亿元，占概算总投资的65.01%。", "8.36", "8.86", schema.RuleShare},
		"a share of the figure inside":     {project, "2023年当年完成3.86亿元，为年度计划4.00亿元的96.50%。", "96.50", "93.50", schema.RuleShare},
		"how many they are":                {office, "增值税2.86亿元；企业所得税1.24亿元；个人所得税0.32亿元；土地增值税0.68亿元；契税0.86亿元。上述五项合计5.96亿元。", "0.68", "0.78", schema.RuleSubtotal},
		"parts of a change of the three":   {office, "三、“三公”经费\n“三公”经费支出合计28.64万元，其中：公务接待费4.26万元，公务用车运行费24.38万元。比上年减少2.36万元，降幅7.61%，其中公务接待费减少0.74万元，公务用车运行费减少1.62万元。", "0.74", "0.94", schema.RuleListSum},
		"what buying has saved":            {office, "全年政府采购计划金额3842.60万元，实际采购金额3658.42万元，节约资金184.18万元，资金节约率4.79%。", "184.18", "194.18", schema.RuleSubtotal},
		"marks right before the points":    {project, "整体支出绩效自评得分93.6分，其中：投入（15分）14分，过程（30分）28.6分，产出（30分）28分，效果（25分）23分。", "28.6", "26.6", schema.RuleListSum},
		"money of a place in items":        {project, "项目预算资金9600.00万元，其中：中央财政资金5760.00万元，占比60.00%；省级财政资金2880.00万元，占比30.00%；县级配套资金960.00万元，占比10.00%。涉及全县6个乡镇28个村，其中县城2个。", "2880.00", "2808.00", schema.RuleShare},
		"an amount and how many it is for": {city, "新增专项债券55.82亿元用于86个项目，其中：市政基础设施28个项目22.46亿元，保障性安居工程18个项目14.28亿元，社会事业40个项目19.08亿元。", "14.28", "14.38", schema.RuleListSum},
		"from one year to another":         {project, "培训合格率由2021年的88.2%提高到2022年的92.6%，提高4.4个百分点。", "4.4", "4.9", schema.RuleDifference},
		"the first points of a list":       {project, "评价指标得分情况：决策指标满分15分，得分13分，得分率86.67%；过程指标满分20分，得分16.60分，得分率83.00%。", "86.67", "82.67", schema.RuleCompletion},
		"those who are content":            {project, "电话回访样本600人，有效样本480人，满意456人，满意率95.00%。", "95.00", "92.00", schema.RuleShare},
		"a list by districts":              {city, "全市债券发行112.86亿元。按期限分，5年期12.40亿元、7年期18.60亿元、10年期42.86亿元、15年期22.40亿元、20年期16.60亿元。", "22.40", "27.40", schema.RuleListSum},
		"a list to the others":             {statistic, "工程造价共4862万元，其中建筑工程3146万元，安装工程1284万元，其他工程432万元。", "1284", "1264", schema.RuleListSum},
		"a list divided by a place":        {statistic, "全年社会消费品零售总额200.41亿元，比上年增长4.5%。按经营地统计，城镇消费品零售额176.60亿元，增长4.4%；乡村消费品零售额23.81亿元，增长4.7%。按消费类型统计，商品零售额161.01亿元，增长4.0%；餐饮消费额39.40亿元，增长6.5%。", "39.40", "39.80", schema.RuleListSum},
		"a list by what makes it up":       {statistic, "全年城镇居民人均可支配收入55811元，比上年增长3.0%。从主要收入构成看，工资性收入39763元，增长2.6%；经营净收入6674元，增长5.4%；财产净收入2083元，增长2.5%；转移净收入7291元，增长3.3%。", "2083", "2983", schema.RuleListSum},
		"members by their nature":          {statistic, "全年水产品总产量20.11万吨，比上年增长4.5%。其中，淡水产品产量1.89万吨，增长3.6%；海水产品产量18.22万吨，增长4.5%。", "1.89", "1.29", schema.RuleListSum},
		"a list that another follows":      {statistic, "高中阶段招生11.32万人，其中普通高中8.03万人、中等职业学校2.69万人、技工学校0.60万人；在校生32.06万人。", "8.03", "8.73", schema.RuleListSum},
		"a member in the next sentence":    {statistic, "全年保费收入20.67亿元，比上年增长7.4%。其中，财产险保费收入8.20亿元，比上年增长5.6%。人身险保费收入12.47亿元，比上年增长8.5%。", "12.47", "12.87", schema.RuleListSum},
		"a list behind how long":           {statistic, "全年粮食总产量96.1万吨，比上年增长0.4%，连续六年增产，其中夏粮产量27.8万吨，秋粮产量68.3万吨。", "27.8", "37.8", schema.RuleListSum},
		"a bracket of what no concept has": {statistic, "年末拥有“两品一标”463个（绿色食品417个，农产品42个，地理标志产品4个）。", "463", "453", schema.RuleSubtotal},
		"a rate of people in town":         {statistic, "年末全县常住人口75.64万人，其中城镇常住人口38.35万人，乡村常住人口37.29万人；常住人口城镇化率为50.70%，比上年末提高0.77个百分点。", "50.70", "55.70", schema.RuleShare},
		"what both sides leave":            {city, "全市社会保险基金收入210.71亿元，支出194.86亿元。本级收入110.71亿元，本级支出94.86亿元。年末新增结余15.85亿元。", "15.85", "45.85", schema.RuleSubtotal},
		"a total beside the other side's":  {city, "全市国有资本经营预算收入31.73亿元，增长19.3%，加上转移性收入0.41亿元，收入总计32.14亿元。全市国有资本经营预算支出11.51亿元，增长24.4%，加上调出资金20.63亿元，支出总计32.14亿元。", "收入总计32.14", "收入总计52.14", schema.RuleSubtotal},
		"the share of a fund":              {city, "全市一般公共预算支出516.72亿元，下降9.4%。其中，民生支出415.05亿元，占一般公共预算支出的比重为80.3%。", "415.05", "115.05", schema.RuleShare},
		"the share of a level":             {city, "年末全市政府债务余额582.40亿元，按级次划分，市本级212.10亿元、占36.4%，旗县区370.30亿元、占63.6%。", "36.4", "26.4", schema.RuleShare},
		"what a change is due to":          {office, "2023年公用经费支出268.46万元，比上年增加46.21万元，主要原因是办公费增加28.63万元，差旅费增加25.41万元，印刷费减少7.83万元。", "25.41", "95.41", schema.RuleListSum},
		"a change of the next sentence":    {budget, "2024年单位预留机动经费预算数为2557.89万元。与上年相比增加872.17万元，增长51.74%。", "51.74", "31.74", schema.RulePctChange},
		"a list of no names":               {city, "全年争取特别国债资金131.49亿元，其中：城市更新81.65亿元，水利设施49.84亿元。", "49.84", "19.84", schema.RuleListSum},
		"groups of people in turn":         {statistic, "年末全县户籍人口为86234人。其中，城镇人口36114人，乡村人口50120人；男性人口44351人，女性人口41883人；0-17岁、18-59岁、60岁及以上户籍人口分别为15891人、49749人和20594人。", "15891", "15791", schema.RuleSubtotal},
		"men and women behind a list":      {statistic, "年末全县户籍人口为86234人。其中，城镇人口36114人，乡村人口50120人；男性人口44351人，女性人口41883人。", "41883", "41383", schema.RuleListSum},
		"a total of two sentences":         {audit, "当年完成收入86234万元，较上年增长1.1%。当年上级补助收入35789万元、调入资金8619万元、上年结余资金4143万元，收入合计134785万元。", "86234", "86284", schema.RuleSubtotal},
		"a unit in a total of two":         {audit, "当年支出95223万元，较上年增长8.72%。当年上解上级支出11403万元，债务还本支出2475万元，安排预算稳定调节基金319万元，支出合计109420万元。", "319万元", "319元", schema.RuleSubtotal},
		"a revenue that is adjusted":       {city, "将全市一般公共预算收入225800万元拟调整为213891万元，调减11909万元。", "11909", "12909", schema.RuleSubtotal},
		"a list in paragraphs of its own":  {city, "全市一般公共预算收入完成113891万元。其中：\n税收收入76750万元，增长2.1%。主要税种为：增值税33999万元；企业所得税5034万元。\n非税收入37141万元，增长1.2%。主要项目为：国有资源有偿使用收入27273万元。", "37141", "37841", schema.RuleListSum},
	} {
		if !strings.Contains(tt.text, tt.was) {
			t.Fatalf("%s: no %s", name, tt.was)
		}
		for rule, formula := range failingRules(t, tt.title+tt.text) {
			t.Errorf("%s: %s fails in what holds: %s", name, rule, formula)
		}
		if _, fails := failingRules(t, tt.title+strings.Replace(tt.text, tt.was, tt.is, 1))[tt.rule]; !fails {
			t.Errorf("%s: %s holds with %s for %s", name, tt.rule, tt.is, tt.was)
		}
	}
}

// TestNotNoticed reads passages whose words leave open what their figures make.
func TestNotNoticed(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a change told behind a list":      "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n2024年“三公”经费预算16.80万元，其中：公务用车运行维护费12.00万元，公务接待费4.80万元，与2023年预算18.20万元相比减少1.40万元，下降7.69%。",
		"a carry-over within the revenue":  "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n一、收支预算总体情况\n2024年部门收入总预算6284.36万元，支出总预算6284.36万元。\n二、收入预算情况\n2024年部门收入预算6284.36万元，其中：一般公共预算拨款收入5862.14万元、政府性基金预算拨款收入320.00万元、上年结转102.22万元。",
		"more done than was planned":       "望舒区教育局2023年度校舍改造项目支出绩效自评报告\n\n一、项目绩效\n计划改造校舍36间，实际完成40间，完成率100%。",
		"a bracket in a list of counts":    "望舒县2023年国民经济和社会发展统计公报\n\n一、卫生\n专业公共卫生机构33个，其中：疾病预防控制中心12个，妇幼保健机构12个（三级妇幼保健院1个），专科疾病防治机构3个，急救中心2个，采供血机构4个。",
		"a flow beside the budget's own":   "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n二、2024年预算草案\n国有资本经营预算收入拟安排2.71亿元。上级补助收入0.05亿元，加上年结转0.04亿元，收入总计2.80亿元。",
		"parts of another total":           "望舒县2024年1-5月财政收支情况\n\n一、收入情况\n1-5月，全县完成财政总收入4348万元，占年初预算10065万元的43.2%。其中：税收收入3511万元，占年初预算8465万元的41.5%；非税收入837万元，占年初预算1600万元的52.3%。完成地方一般公共预算收入1720万元，占年初预算3800万元的45.3%。",
		"the year and what was left":       "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n一、收支预算总体情况\n收入预算总计6284.36万元。包括：\n1.本年收入合计6182.14万元。\n2.上年结转结余为102.22万元。\n二、收入预算情况\n2024年收入预算合计6284.36万元，包括本年收入6182.14万元，上年结转结余102.22万元。其中：\n本年一般公共预算收入6182.14万元，占98.37%；\n上年结转结余的一般公共预算收入102.22万元，占1.63%。",
		"a part of an item in detail":      "望舒区民政局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n七、“三公”经费财政拨款决算情况\n2023年“三公”经费财政拨款决算数186.43万元，比2023年年初预算数210.00万元减少23.57万元。其中：\n1.因公出国（境）费用。2023年决算数0万元。\n2.公务接待费。2023年决算数0.62万元。\n3.公务用车购置及运行维护费。2023年决算数185.81万元。其中，公务用车购置费36.00万元。公务用车运行维护费149.81万元。2023年公务用车运行维护费中，公务用车加油62.41万元，公务用车维修87.40万元。",
		"the same of one budget":           "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n三、支出预算情况\n2024年支出合计8642.36万元，其中：基本支出6824.18万元，项目支出1818.18万元。\n2024年一般公共预算基本支出6642.18万元。",
		"an expense and its phase":         "望舒区民政局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n五、一般公共预算财政拨款支出决算情况\n一般公共预算财政拨款基本支出930.42万元。2023年“三公”经费支出年初预算9.00万元，决算支出8.12万元，完成预算的90.22%。",
		"others in a bracket":              "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n一般公共预算收入202612万元，调入资金2204万元（从政府性基金预算调入1631万元，从国有资本经营预算调入368万元，其他调入205万元），上年结转173549万元。",
		"full marks in brackets":           "望舒区教育局2023年度校舍改造项目支出绩效自评报告\n\n一、自评结论\n自评总分97.5分。其中：预算执行（10分）得9.6分；产出指标（50分）得49分；效益指标（30分）得29.4分；满意度指标（10分）得9.5分。",
		"a numbered item behind a list":    "望舒区统计局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n（二）财政拨款支出情况\n1、“一般公共服务支出”2023年度决算2016.42万元，比2023年年初预算增加216.42万元。其中：\n“统计信息事务”2023年度决算2016.42万元，比2023年年初预算增加216.42万元。\n2、“社会保障和就业支出”2023年度决算286.24万元，比2023年年初预算减少13.76万元。",
		"a change behind a list and mark":  "望舒区统计局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n2023年度收入总计2648.36万元，其中：本年收入2586.20万元，年初结转和结余62.16万元；比上年减少148.20万元，降低5.30%。",
		"a share within a share":           "望舒区统计局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n政府采购支出总额324.60万元。授予中小企业合同金额312.40万元，占政府采购支出总额的96.24%，其中：授予小微企业合同金额286.20万元，占政府采购支出总额的88.17%。",
		"the others of a thing":            "望舒区统计局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n七、“三公”经费财政拨款支出决算情况说明\n公务接待费支出6.22万元。国内公务接待支出6.22万元，具体内容包括：督查组考核接待1.86万元，学习交流接待2.14万元，其他公务接待2.22万元。",
		"economic classes of two wholes":   "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n（二）一般公共预算支出情况\n2024年一般公共预算支出7286.20万元。按经济分类分：工资福利支出2986.20万元，商品和服务支出4212.40万元，对个人和家庭的补助87.60万元。\n（三）一般公共预算基本支出情况\n2024年一般公共预算基本支出3842.20万元，其中：工资福利支出2986.20万元，商品和服务支出768.40万元，对个人和家庭的补助87.60万元。",
		"what pays for evaluated projects": "望舒区民政局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n（一）收支预算总体情况\n2024年部门收入总预算6284.36万元，其中：一般公共预算拨款5084.36万元，事业收入1200.00万元。\n（六）绩效目标情况\n2024年共有28个项目编制绩效目标，涉及资金4559.80万元，其中：一般公共预算3804.00万元、事业收入755.80万元。",
		"debt of two days":                 "望舒区林业局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n（九）债务情况。年初债务余额1286.00万元，当年新增300.00万元，当年偿还186.00万元，年末债务余额1400.00万元。",
		"what was bought of a plan":        "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n四、政府采购\n全年政府采购计划金额3842.60万元，实际采购金额3658.42万元，节约资金184.18万元。",
		"parts of a change":                "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n三、“三公”经费\n“三公”经费支出合计28.64万元，其中：公务接待费4.26万元，公务用车运行费24.38万元。比上年减少2.36万元，降幅7.61%，其中公务接待费减少0.74万元，公务用车运行费减少1.62万元。比年初预算35.00万元减少6.36万元，其中公务接待费减少1.74万元，公务用车运行费减少4.62万元。",
		"from one year, on another":        "望舒县2023年国民经济和社会发展统计公报\n\n一、林业\n森林覆盖率由2020年的62.4%提高到62.9%，比上年提高0.2个百分点。",
		"a total of its own":               "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n全年到账资金486.20万元，其他资金86.40万元，年末资金合计2186.40万元。",
		"some of those counted":            "关于望舒市2022年度市级预算执行和其他财政收支的审计工作报告\n\n一、审计情况\n抽查的3个县补助资金4862.00万元，其中甲县1842.00万元、乙县未支付1264.00万元。",
		"each of others":                   "望舒区教育局2023年度资助项目支出绩效自评报告\n\n一、项目资金情况\n全县教师3862人，培训经费支出186.42万元，人均参训4.2天，人均补助900元。",
		"another whole":                    "柳溪县2024年预算执行情况\n\n一、2024年预算执行情况\n2024年柳溪县一般公共预算收入117.17亿元。其中：税收收入105.40亿元；非税收入11.77亿元，占一般公共预算收入的10.0%。从收入看，柳溪县一般公共预算收入117.17亿元，下降42.9%。",
		"those above a size in two parts":  "望舒县2023年国民经济和社会发展统计公报\n\n一、国内贸易\n全年社会消费品零售总额310.0亿元，增长4.2%。其中，城镇消费品零售额210.3亿元；乡村消费品零售额99.7亿元。限额以上单位消费品零售额86.4亿元。分城乡看，限额以上城镇社会消费品零售额70.1亿元；限额以上乡村社会消费品零售额16.3亿元。",
		"those above a size":               "望舒县2023年国民经济和社会发展统计公报\n\n一、国内贸易\n全县社会消费品零售总额1797.8亿元，增长4.9%。分地域看，城镇社会消费品零售额（限额以上法人）526.3亿元，增长7.4%；乡村社会消费品零售额（限额以上法人）31.1亿元，增长9.6%。",
		"a rate of something else":         "关于望舒县2024年预算执行情况和2025年预算草案的报告\n\n一、2024年预算执行情况\n2024年底，全县政府债务余额864200万元（一般债务312600万元、专项债务551600万元），低于债务限额892000万元，全县政府债务率为118.6%。",
		"final accounts and execution":     "关于望舒县2022年财政决算（草案）的报告\n\n一、2022年财政决算情况\n2022年全县一般公共预算收入286420万元，比执行数增加12万元，为预算的100.8%，增长6.2%。全县一般公共预算支出486420万元，比执行数减少38万元，增长3.4%。",
		"projects of a low rate":           "望舒县公安局2023年度项目支出绩效自评情况\n\n一、绩效自评总体情况\n2023年度我局共有项目28个，预算总金额6842.00万元。全年执行6431.48万元，总体执行率94.00%。\n三、偏离绩效目标的原因\n执行率低于90%的项目3个，涉及预算1486.00万元，执行1188.80万元，平均执行率80.00%。",
		"the ends of a range":              "望舒市2023年信用评级报告\n\n一、评级方法\n对上述每个指标都设置了1～7分，其中1分代表最差情形，7分代表最佳情形。",
		"a bracket within a list":          "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n全市累计为各类市场主体减负35.79亿元，其中税收减免32.27亿元（中央级15.35亿元，地方级16.92亿元），社会保险费减免3.52亿元。",
		"a third part that is not told":    "关于望舒市2025年预算执行情况和2026年预算草案的报告\n\n一、2025年预算执行情况\n中央、省对我市一般公共预算转移支付129.87亿元，增长9.7%。其中：一般性转移支付93.42亿元，增长2.3%；专项转移支付36.23亿元，增长34.9%。",
		"an average of its parts":          "望舒县2023年国民经济和社会发展统计公报\n\n一、农业\n全年粮食亩产491.11公斤，增长0.4%。其中，夏粮亩产379.16公斤，增长0.3%；秋粮亩产586.07公斤，增长0.5%。",
		"what stands beside it":            "望舒城投2023年信用评级报告\n\n一、资产情况\n截至2023年9月末，公司货币资金23.82亿元，其中受限货币资金0.92亿元，主要为保证金；存货规模为25.60亿元，主要为房地产；其他非流动资产47.48亿元。",
		"totals that have the balance":     "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n2023年市级一般公共预算总收入186.42亿元，总支出186.42亿元，年终结转8.16亿元。",
		"kinds of insurance of four":       "望舒县2023年国民经济和社会发展统计公报\n\n一、保险\n全年保费收入133.7亿元，其中：财产险保费收入44.5亿元，寿险保费收入76.0亿元，健康险保费收入12.5亿元。",
		"some reasons of a change":         "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n2023年公用经费支出268.46万元，比上年增加46.21万元，主要原因是办公费增加28.63万元，差旅费增加5.40万元。",
		"reasons that cancel out":          "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n2023年会议费支出1469.73万元，比上年增加164.48万元，增长12.6%。主要原因是增加会议专项经费200万元，其余会议费按照规定压减10%，增减相抵后增加164.48万元。",
		"a round part that is left out":    "望舒区水利局2024年部门预算\n\n第二部分 2024年部门预算情况说明\n2024年项目支出预算465.36万元，其中：信息化建设185.36万元，宣传经费80.00万元。",
		"a sum after what it cancels out":  "望舒区水利局2023年度部门决算\n\n第二部分 2023年度部门决算情况说明\n人大会议支出164.48万元，与上年相比增加100.00万元。主要是会议专项经费200.00万元，增减相抵后为164.48万元。",
		"what came in by its kinds":        "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n长期护理保险基金收入4641万元，其中：保险费收入4591万元。基金支出1688万元。当年收支结余2953万元。",
		"what was left over years":         "关于望舒市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n全市社会保险基金收入110.71亿元，支出94.86亿元。年末滚存结余515.85亿元。",
	} {
		for rule, formula := range failingRules(t, text) {
			t.Errorf("%s: %s fails: %s", name, rule, formula)
		}
	}
}

// failingRules are the rules of arithmetic that fail in a text, with a formula of each.
func failingRules(t *testing.T, text string) map[schema.RuleID]string {
	t.Helper()
	r := Process(context.Background(), tagger(), Source{Data: []byte(text + "\n")}, Options{Limits: extract.DefaultLimits()})
	out := make(map[schema.RuleID]string)
	for _, c := range r.Checks {
		if c.Verdict == schema.Inconsistent && c.Family != schema.DisclosureFamily {
			out[c.Rule] = c.Formula
		}
	}
	return out
}

// TestMonthsOfABudget: a notice of what came in by a month is of what was done, however often it
// holds that against the budget.
func TestMonthsOfABudget(t *testing.T) {
	t.Parallel()
	r := Process(context.Background(), tagger(), Source{Data: []byte("2024年1-9月望舒市财政收支情况\n\n1-9月，全市一般公共预算收入完成62.84亿元，完成年初预算的72.3%。其中，税收收入42.18亿元；非税收入20.66亿元。\n1-9月，全市一般公共预算支出完成226.48亿元，完成预算的74.6%。\n")}, Options{Limits: extract.DefaultLimits()})
	if k := slices.IndexFunc(r.Facts, func(f schema.Fact) bool { return f.Concept == schema.RevenueTax }); k < 0 || r.Facts[k].Measure != schema.Executed {
		t.Errorf("%+v", r.Facts)
	}
}

// TestBudgetThatWasChanged: what a budget is after a cut is no cut.
func TestBudgetThatWasChanged(t *testing.T) {
	t.Parallel()
	r := Process(context.Background(), tagger(), Source{Data: []byte("望舒区2023年度城市更新专项资金绩效评价报告\n\n一、项目资金情况\n2023年度预算批复资金8460万元，年中调减1260万元，调整后预算7200万元。\n")}, Options{Limits: extract.DefaultLimits()})
	for _, f := range r.Facts {
		if f.Raw == "7200万元" && f.Concept == schema.BudgetReduction {
			t.Errorf("%+v", f)
		}
	}
}

// TestToldAcrossCells reads cells of sentences one after the other: what one of them begins with is no
// part of what another tells.
func TestToldAcrossCells(t *testing.T) {
	t.Parallel()
	for _, cells := range [][2]string{
		{"23项专项资金6.42亿元未下达。", "其中15项4.26亿元超过30天，8项2.16亿元超过60天，两项合计6.42亿元。"},
		{"上缴财政4.26亿元，归还原渠道资金1.84亿元。", "上述两项合计6.80亿元。"},
	} {
		html := "<html><body><p>关于望舒市2022年度市级预算执行的审计工作报告</p><table><tr><td>问题</td><td>说明</td></tr><tr><td>" + cells[0] + "</td><td>" + cells[1] + "</td></tr></table></body></html>"
		r := Process(context.Background(), tagger(), Source{Data: []byte(html)}, Options{Limits: extract.DefaultLimits()})
		if len(r.Facts) == 0 {
			t.Errorf("%s %s: no figure is read: %s", cells[0], cells[1], r.Document.Detail)
		}
		for _, c := range r.Checks {
			if c.Verdict == schema.Inconsistent && c.Family != schema.DisclosureFamily {
				t.Errorf("%s fails: %s", c.Rule, c.Formula)
			}
		}
	}
}
