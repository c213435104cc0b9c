package schema

import "strings"

// Where the concepts of performance, staff and organisation are defined.
const (
	basisPerformance  = "《关于全面实施预算绩效管理的意见》（中发〔2018〕34号）；《地方预决算公开操作规程》（财预〔2016〕143号）"
	basisEvaluation   = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"
	basisStaff        = "《地方各级人民政府机构设置和编制管理条例》（国务院令第486号）；部门决算报表《机构人员情况表》"
	basisOrganization = "《地方预决算公开操作规程》（财预〔2016〕143号）部门基本情况；部门决算单位构成"
	basisEconomy      = "国家统计局统计报表制度；部门年度工作目标任务"
)

func performanceConcepts() []Concept {
	return append(performanceCounts(), performanceAmounts()...)
}

func performanceCounts() []Concept {
	return []Concept{
		count(PerformanceProjectsExAnte, "事前绩效评估项目数", unitItems,
			"事前绩效评估|事前评估|开展事前绩效评估|事前绩效评估的项目|事前评估项目|开展预算事前绩效评估|事前绩效评估项目|预算事前绩效评估",
			basisPerformance, "对5个项目开展了预算事前绩效评估。"),
		count(PerformanceProjectsTarget, "编制绩效目标项目数", unitItems,
			"编报绩效目标的项目|编制绩效目标|编制了绩效目标|编报绩效目标|设置绩效目标的项目|填报绩效目标的项目|实行绩效目标管理的项目|实行绩效目标管理|绩效目标管理项目|纳入绩效目标管理的项目|编制绩效目标的项目|绩效目标批复的项目|设定绩效目标|申报绩效目标的项目|项目绩效目标编报",
			basisPerformance, "对5个项目编制了绩效目标。"),
		count(PerformanceProjectsMonitored, "绩效监控项目数", unitItems,
			"绩效跟踪评价的项目|绩效监控|绩效运行监控|绩效跟踪|绩效跟踪评价|绩效跟踪的项目|开展绩效监控|绩效运行监控项目|绩效监控的项目|绩效跟踪监控|绩效运行跟踪监控",
			basisPerformance, "选取5个项目开展绩效监控。"),
		count(PerformanceProjectsEvaluated, "绩效自评项目数", unitItems,
			"绩效自评|绩效自评的项目|开展绩效自评|绩效自评项目|项目绩效自评|绩效目标完成情况自评|绩效目标自评|绩效评价的项目|绩效评价项目|开展绩效评价|实施绩效评价|重点绩效评价项目|开展项目绩效评价|绩效后评价项目|绩效自评价|自评项目|项目支出绩效自评",
			basisEvaluation, "对5个项目开展绩效自评。"),
		count(PerformanceProjectsByGrade, "分等级项目数（grade 定等级）", unitItems,
			"评价等级|(评价结果|评价等级|绩效评级|[绩效] 自评 [结果|等级]|评级|等级|评) 为 (优秀|优|良好|良|中|合格|不合格|差) [[的] 项目]",
			basisEvaluation, "平均得分94.2分，绩效评级为优的项目3个，绩效评级为良的项目2个。"),
		count(PerformanceProjectsDisclosed, "反映绩效目标完成情况的项目数", unitItems,
			"绩效目标实际完成情况的项目|绩效目标实际完成情况|反映绩效目标实际完成情况|项目绩效目标完成情况|在部门决算中反映|公开绩效自评结果的项目|项目绩效目标实际完成情况|反映的项目绩效自评结果|绩效自评结果公开",
			basisPerformance, "本部门在2020年度部门决算中反映绩效目标实际完成情况的项目共2个。"),
	}
}

func performanceAmounts() []Concept {
	return []Concept{
		amount(PerformanceAmountCovered, "绩效管理涉及金额",
			"涉及预算金额|涉及资金|涉及金额|涉及预算资金|涉及财政资金|涉及预算单位资金|涉及一般公共预算资金|涉及项目资金|覆盖资金|涉及预算|涉及项目预算金额|共涉及资金",
			basisPerformance, "编报绩效目标的项目12个，涉及预算金额1245.6万元。"),
		amount(PerformanceProjectBudget, "项目预算数（project 定项目）",
			"项目全年预算[数]|项目(年初|全年)预算(数|金额)|项目年初预算|批复项目资金|资金计划|项目预算|项目预算金额|项目资金预算|项目经费|项目总预算|预算安排资金|计划投入资金|年度资金总额|项目资金总额|项目年度预算|项目预算总额|当年项目预算|项目预算资金|项目总投资",
			basisEvaluation, "项目全年预算数4万元，执行数为4万元。"),
		amount(PerformanceProjectSpent, "项目执行数（project 定项目）",
			"执行数|全年执行数|项目资金共支出|年末共计支出|项目支出执行数|项目预算执行数|预算执行数|项目实际支出|资金执行数|项目资金执行数|项目资金支出|实际执行数|实际支出金额|全年支出数|共计支出|实际使用资金",
			basisEvaluation, "项目全年预算数4万元，执行数为4万元，完成预算的100%。"),
		{ID: PerformanceScore, Label: "绩效评价得分", Kind: Score, Unit: UnitPoint,
			Synonyms: words("评价得分|综合评分|平均得分|自评得分|绩效自评得分|绩效得分|综合得分|评价总得分|自评总分|自评分|[绩效] (自评|评价) (平均|综合|总体|最终) (得分|评分|分数|总分) | 项目 [支出] [绩效] (自评|评价) [平均|综合|总体|最终] (得分|评分|总分) | 平均自评得分|(自评|绩效自评|综合评价) 得|绩效自评总分|[部门|单位] 整体 [支出] 绩效 [自评|评价] (得分|评分|总分)|整体评价得分|项目整体评价得分|最终得分|绩效评分|自评平均分|项目得分|综合评价得分|绩效评价总得分|评价总分"),
			Basis:    basisEvaluation, Example: "项目整体评价得分92分。"},
		{ID: PerformanceIndicator, Label: "绩效指标值（indicator 定三级指标）",
			Synonyms: words("绩效指标|指标值|年度指标值|三级指标|全年实际值|实际完成值|预期指标值|实际完成指标值|数量指标|质量指标|时效指标|成本指标|经济成本指标|社会成本指标|生态环境成本指标|经济效益指标|社会效益指标|生态效益指标|可持续影响指标|满意度指标|服务对象满意度指标|服务对象满意度|群众满意度|受益群众满意度"),
			Basis:    basisEvaluation, Example: "满意度指标：群众满意度≥95%。"},
	}
}

func bodyConcepts() []Concept {
	return []Concept{
		stock(StaffTotal, "在职人员总数", unitPeople,
			"在岗职工人员共计|在岗职工人员|在岗职工|在职人员|在职职工|在编人员|实有人员|实有人数|在职人数|实有在编人数|在职在编人员|年末实有人数|年末在职人员|在编在岗人员|现有在职人员|职工总数|年末在职人数|在职干部职工|现有职工|在编在职人员|在册职工|财政供养人员|在职教职工|在岗教职工|在编教职工|[实有] 在编职工|[实有|现有] 在职 (干警|教师|职员|干部) [人数] | [实有|现有] 干警 [人数]",
			basisStaff, "2020年末在岗职工人员共计67人。"),
		stock(StaffByKind, "分类人员数（staff_kind 定类）", unitPeople,
			"(行政|事业|工勤|参公|参照公务员法管理的事业) 编制人数|离休人数|退休人数|离退休人数|行政编制|行政编制人员|行政人员|公务员|参照公务员法管理人员|参公人员|参公编制|事业编制|事业编制人员|事业人员|工勤编制|工勤人员|机关工勤 [编制|人员编制]|后勤 [服务] [人员] 编制|(全额|差额) [拨款] 事业编制|临聘岗位|临聘人员|聘用人员|编外人员|编外聘用人员|政府购买服务人员|劳务派遣人员|社区干部|村干部|公益岗位|公益性岗位|离休人员|退休人员|离退休人员|离退休|遗属人员|[离] 退休 (教师|教职工|干警|干部|职工)|遗属补助人员|非在编人员|社区工作者",
			basisStaff, "其中：行政编制7人、事业编制10人、临聘岗位5人。"),
		stock(StaffQuota, "编制数", unitPeople,
			"核定编制|编制总数|人员编制|核定编制数|编制人数|行政编制数|事业编制数|核定行政编制|核定事业编制|核定人员编制|编制合计|总编制|机关编制|批准编制|[核定] 政法 [专项] 编制 [数]",
			basisStaff, "核定编制35名，其中行政编制20名。"),
		stock(OrganizationUnits, "决算单位数", unitItems,
			"决算编制范围的单位|纳入部门决算编制范围的单位|纳入决算编制范围的单位|独立编制决算的单位|部门决算单位|决算单位|预算单位|纳入部门预算编制范围的单位|预算单位构成|二级预算单位|独立核算单位|部门决算汇总单位|纳入决算汇编范围的独立核算单位",
			basisOrganization, "纳入2020年度部门决算编制范围的单位共3个。"),
		stock(OrganizationOffices, "内设机构数", unitItems,
			"内设机构|内设科室|内设处室|内设股室|内设部门|职能科室|内设机构共|内设办公室|内设职能机构|综合性办事机构|职能处室",
			basisOrganization, "内设机构6个，包括：党政办公室、财政所。"),
		stock(OrganizationInstitutions, "下属事业单位数", unitItems,
			"下属事业单位|直属事业单位|所属事业单位|事业单位|公益一类事业单位|公益二类事业单位|下属单位|所属单位|直属单位|下设事业单位|下属二级单位|二级单位|下属二级预算单位",
			basisOrganization, "下属事业单位3个，均为公益一类事业单位。"),
		stock(OrganizationCommunities, "社区（村）数", unitItems,
			"社区（村）|下辖社区|社区居委会|社区居民委员会|社区|辖社区|居委会|居民委员会|村委会|村民委员会|行政村|下辖村|村（社区）|村居|下辖村（社区）|所辖社区|居民区",
			"《城市居民委员会组织法》、《村民委员会组织法》；部门基本情况", "下辖社区2个：沿江社区、小宝鼎社区。"),
		{ID: EconomyTarget, Label: "经济指标目标（indicator 定指标）",
			Synonyms: words("全年目标任务|年度目标任务|目标任务数|全年目标|年度目标|计划目标|固定资产投资全年目标任务|招商引资全年目标任务|工业投资全年目标任务|技改投资全年目标任务|固定资产投资|招商引资|工业投资|技改投资|固定资产投资目标|招商引资目标"),
			Basis:    basisEconomy, Example: "固定资产投资全年目标任务4.5亿元。"},
		{ID: EconomyActual, Label: "经济指标实际（indicator 定指标）",
			Synonyms: words("社会消费品零售总额|固定资产投资完成|固定资产投资|招商引资|工业投资|技改投资|招商引资到位资金|到位资金|规模以上工业总产值|工业总产值|规上工业增加值|地区生产总值|财政收入|全口径税收|限上社会消费品零售额|招商引资完成|技术改造投资"),
			Basis:    basisEconomy, Example: "完成社会消费品零售总额436万元。"},
	}
}

// HeldByBody reports a quantity that is counted in one body: its staff, cars and units, and
// what it did with its cars and guests.
func HeldByBody(c ConceptID) bool {
	concept, ok := ConceptByID(c)
	return ok && concept.Kind == Count && !strings.HasPrefix(string(c), "economy.") && !strings.HasPrefix(string(c), "performance.")
}
