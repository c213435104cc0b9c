package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"
)

// otherMatters writes 其他重要事项, with performance inside it unless the style
// gives performance a part of its own.
func (b *builder) otherMatters() {
	if b.style.perf == gradedPerf {
		b.head(2, "预算绩效管理情况")
		b.performance()
	}
	b.head(2, "其他重要事项的情况说明")
	b.head(3, pick(b.s, []string{"机关运行经费支出情况", "机关运行经费情况"}))
	b.operatingCost()
	if b.style.conferences {
		b.head(3, "一般性支出情况")
		b.conferences()
	}
	b.head(3, "政府采购支出情况")
	b.procurementStatement()
	b.head(3, pick(b.s, []string{"国有资产占有使用情况", "国有资产占用情况"}))
	b.assets()
	if b.style.perf == countsPerf || b.style.perf == scoredPerf && !b.ownPerformancePart() {
		b.head(3, "预算绩效管理情况")
		b.performance()
	}
}

func (b *builder) ownPerformancePart() bool {
	for _, p := range b.style.parts {
		if p == performancePart {
			return true
		}
	}
	return false
}

func (b *builder) operatingCost() {
	b.section = "other.agency_operating"
	s := b.money("agency.operating_cost", b.publicUse())
	b.p(fmt.Sprintf("%d年度", b.year), b.entity.short(), "机关运行经费支出", s, "，", fmt.Sprintf("比%d年度", b.year-1),
		b.moved(s, b.publicUse(), b.priorRun), "。主要原因是", b.because(b.publicUse(), b.priorRun), "。")
}

func (b *builder) conferences() {
	meeting, training := b.econTotal("30215"), b.econTotal("30216")
	b.section = "other.general_expense"
	b.p(fmt.Sprintf("%d年度", b.year), "会议费支出", b.money("agency.conference", meeting), "，培训费支出", b.money("agency.training", training), "。")
}

func (b *builder) procurementStatement() {
	b.section = "other.procurement"
	if b.style.contracts {
		b.contractsSigned()
		return
	}
	total := b.money("procurement.total", b.procurement())
	goods, works, services := b.money("procurement.goods", b.goods), b.money("procurement.works", b.works), b.money("procurement.services", b.services)
	sme, small := b.money("procurement.sme", b.sme), b.money("procurement.small", b.small)
	b.relate("采购=货物+工程+服务", schema.SumFamily, total, goods, works, services)
	b.relate("中小企业≤采购总额", schema.PartWholeFamily, sme, total)
	b.relate("小微企业≤中小企业", schema.PartWholeFamily, small, sme)
	share := b.share(sme, total, b.sme, b.procurement())
	b.p(fmt.Sprintf("%d年度", b.year), "政府采购支出总额", total, "，其中：政府采购货物支出", goods, "、政府采购工程支出", works, "、政府采购服务支出", services,
		"。授予中小企业合同金额", sme, "，占政府采购支出总额的", share, "，其中：授予小微企业合同金额", small, "。")
}

// contractsSigned states procurement by contracts signed, and what was reserved
// for small and medium enterprises in the budget.
func (b *builder) contractsSigned() {
	total := b.money("procurement.total", b.procurement())
	goods, works, services := b.money("procurement.goods", b.goods), b.money("procurement.works", b.works), b.money("procurement.services", b.services)
	b.relate("采购=货物+工程+服务", schema.SumFamily, total, goods, works, services)
	reserved := []mod{withMeasure(schema.Budget), orMeasure(schema.Final)}
	sme, small := b.money("procurement.sme_reserved", b.sme, reserved...), b.money("procurement.small_reserved", b.small, reserved...)
	b.relate("预留小微≤预留中小", schema.PartWholeFamily, small, sme)
	b.p(b.entity.short(), fmt.Sprintf("%d年度", b.year), "政府采购金额（以合同签订为准）为", total, "，其中：货物采购金额", goods, "、工程采购金额", works, "、服务采购金额", services, "。")
	b.p("面向中小企业预留政府采购项目预算金额", sme, "，面向小微企业预留政府采购项目预算金额", small, "。")
}

func (b *builder) assets() {
	b.section = "other.assets"
	end := atPeriod(b.yearEnd())
	total := b.count("asset.vehicles", b.vehicleCount(), "辆", end)
	var parts []*Slot
	var said [][]any
	for _, kind := range b.style.kinds {
		s := b.count("asset.vehicles_by_kind", b.vehicles[kind], "辆", end, func(s *Slot) { s.VehicleKind = kind })
		parts = append(parts, s)
		said = append(said, []any{kind, s})
	}
	b.relate("车辆=Σ类", schema.SumFamily, total, parts...)
	limit := pick(b.s, []string{"以上", "（含）以上"})
	b.p(fmt.Sprintf("截至%d年12月31日，", b.year), b.entity.short(), "共有车辆", total, "，其中：", joined(said, "、", ""),
		"；单价", b.threshold(50, limit), "通用设备", b.count("asset.equipment_500k", b.equipment500k, "台（套）", end),
		"，单价", b.threshold(100, limit), "专用设备", b.count("asset.equipment_1m", b.equip1m, "台（套）", end), "。")
}

func (b *builder) performance() {
	b.section = "other.performance"
	switch b.style.perf {
	case gradedPerf:
		b.gradedPerformance()
	case countsPerf:
		b.countedPerformance()
	default:
		b.scoredPerformance()
	}
}

func (b *builder) score(p Percent, mods ...mod) *Slot {
	s := &Slot{Concept: "performance.score", Kind: schema.Score, Form: schema.ScoreForm, Period: b.thisYear(), Value: p.Decimal(), Unit: "分", tail: "分", index: -1}
	s.print(fixed(int64(p), 2, true, false))
	return s.with(mods...)
}

func (b *builder) gradedPerformance() {
	budget, _ := b.projectSums()
	evaluated := b.count("performance.projects_evaluated", len(b.projects), "个")
	var grades []*Slot
	var said [][]any
	for _, g := range []string{"优", "良", "合格", "不合格"} {
		s := b.count("performance.projects_by_grade", b.graded(g), "个", func(s *Slot) { s.Grade = g })
		grades = append(grades, s)
		said = append(said, []any{"绩效评级为“" + g + "”的项目", s})
	}
	b.relate("自评项目=Σ等级", schema.SumFamily, evaluated, grades...)
	b.p("编报绩效目标的项目", b.count("performance.projects_target", len(b.projects), "个"), "，涉及预算金额", b.money("performance.amount_covered", budget, withMeasure("")),
		"；绩效自评的项目", evaluated, "，平均得分", b.score(b.averageScore()), "（其中，", joined(said, "；", "）。"))
}

// countedPerformance gives counts by stage and each project's budget and outlay.
func (b *builder) countedPerformance() {
	n := len(b.projects)
	c := func(id schema.ConceptID) *Slot { return b.count(id, n, "个") }
	b.p("根据预算绩效管理要求，", b.entity.short(), "在年初预算编制阶段，组织对", c("performance.projects_ex_ante"), "项目开展了预算事前绩效评估，对",
		c("performance.projects_target"), "项目编制了绩效目标，预算执行过程中，选取", c("performance.projects_monitored"),
		"项目开展绩效监控，年终执行完毕后，对", c("performance.projects_evaluated"), "项目开展了绩效目标完成情况自评。")
	var quoted []string
	for _, p := range b.projects {
		quoted = append(quoted, "“"+p.name+"”")
	}
	disclosed := c("performance.projects_disclosed")
	b.relate("计数与名单", schema.CountFamily, disclosed, disclosed).Listed = n
	totalBudget, totalSpent := b.projectSums()
	budget, spent := b.projectFigures("", totalBudget, totalSpent)
	b.p("本部门在", fmt.Sprintf("%d年度", b.year), "部门决算中反映", strings.Join(quoted, ""), "等", disclosed, "项目绩效目标实际完成情况。项目全年预算数", budget,
		"，执行数为", spent, "，完成预算的", b.completion(spent, budget, totalSpent, totalBudget, schema.BudgetAdjusted), "。")
	var budgets, outlays []*Slot
	for i, p := range b.projects {
		pb, ps := b.projectFigures(p.name, p.budget(), p.spent())
		budgets, outlays = append(budgets, pb), append(outlays, ps)
		b.p(fmt.Sprintf("（%d）", i+1), p.name, "。项目全年预算数", pb, "，执行数为", ps, "，完成预算的",
			b.completion(ps, pb, p.spent(), p.budget(), schema.BudgetAdjusted), "。通过项目实施，辖区服务水平得到提升。")
	}
	b.relate("预算数=Σ项目", schema.SumFamily, budget, budgets...)
	b.relate("执行数=Σ项目", schema.SumFamily, spent, outlays...)
	if b.style.perfTables {
		b.performanceTables(budgets, outlays)
	}
}

func (b *builder) projectFigures(name string, budget, spent Amount) (*Slot, *Slot) {
	return b.money("performance.project_budget", budget, withProject(name), withMeasure(schema.BudgetAdjusted)),
		b.money("performance.project_spent", spent, withProject(name), withMeasure(schema.Executed))
}

func (b *builder) scoredPerformance() {
	budget, spent := b.projectSums()
	pb, ps := b.projectFigures("", budget, spent)
	b.p("组织对", fmt.Sprintf("%d年度", b.year), "项目支出开展绩效自评，共涉及项目", b.count("performance.projects_evaluated", len(b.projects), "个"),
		"，全年预算数", pb, "，执行数", ps, "，执行率", b.completion(ps, pb, spent, budget, schema.BudgetAdjusted), "。")
	for i, p := range b.projects {
		b.p(fmt.Sprintf("%d.", i+1), p.name, "绩效自评综述：自评得分为", b.score(p.score, withProject(p.name)), "，评价等级为“"+p.grade+"”。")
	}
}

// annex repeats the head figures as an evaluation report does, to 0.01 万元.
func (b *builder) annex() {
	b.head(1, "附件")
	b.section = "annex.department_evaluation"
	b.title(2, fmt.Sprintf("%d年部门整体支出绩效评价报告", b.year))
	all := withFund(schema.AllFunds)
	basic, proj := b.money("expenditure.basic", b.basic(), all), b.money("expenditure.project", b.project(), all)
	b.p(fmt.Sprintf("%d年", b.year), b.entity.short(), "支出合计", b.money("expenditure.year", b.spent().total(), all), "，其中：基本支出", basic, "，项目支出", proj, "。")
	b.p("资金使用严格执行财务管理制度，未发现截留、挤占、挪用情况。")
}
