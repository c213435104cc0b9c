package generate

import (
	"fmt"

	"gongkai/schema"
)

// econRow is one line of the basic-spending table: a class or an item.
type econRow struct {
	code, name string
	slot       *Slot
}

// econLane lists the classes with their items and relates them.
func (b *builder) econLane(classes ...string) (rows []econRow, heads []*Slot) {
	for _, class := range classes {
		if b.econTotal(class) == 0 {
			continue
		}
		f := withFund(schema.GeneralPublicBudget)
		head := b.amountCell("expenditure.by_economic", b.econTotal(class), f, withEcon(class))
		heads = append(heads, head)
		rows = append(rows, econRow{class, economicClass(class), head})
		var parts []*Slot
		for _, e := range b.econ {
			if e.code[:3] == class {
				s := b.amountCell("expenditure.by_economic", e.amount, f, withEcon(e.code))
				parts = append(parts, s)
				rows = append(rows, econRow{e.code, e.name, s})
			}
		}
		b.relate("经济类=Σ款", schema.SumFamily, head, parts...)
	}
	return rows, heads
}

func (b *builder) basicTable() {
	f := withFund(schema.GeneralPublicBudget)
	left, peopleParts := b.econLane("301", "303")
	right, publicParts := b.econLane("302", "310")
	people, public := b.amountCell("expenditure.personnel", b.personnel(), f), b.amountCell("expenditure.public_use", b.publicUse(), f)
	b.relate("人员经费=301+303", schema.SumFamily, people, peopleParts...)
	b.relate("公用经费=302+310", schema.SumFamily, public, publicParts...)
	header := headRows(6, []headCell{wide("人员经费", 3), wide("公用经费", 3)},
		[]headCell{h("科目编码"), h("科目名称"), h("决算数"), h("科目编码"), h("科目名称"), h("决算数")})
	t := &table{unit: b.unitLine(), header: len(header), rows: header, cols: 6}
	for i := range max(len(left), len(right)) {
		t.rows = append(t.rows, append(econCells(left, i), econCells(right, i)...))
	}
	t.rows = append(t.rows, spanCells(spanned("人员经费合计", 2), slotCell(people), spanned("公用经费合计", 2), slotCell(public)))
	if !b.style.totalLast {
		basic := b.amountCell("expenditure.basic", b.personnel()+b.publicUse(), f)
		b.relate("基本支出=人员+公用", schema.SumFamily, basic, people, public)
		t.rows = append(t.rows, spanCells(spanned("基本支出合计", 5), slotCell(basic)))
	}
	b.grid(t)
}

func econCells(lane []econRow, i int) []cell {
	if i >= len(lane) {
		return []cell{textCell(""), textCell(""), textCell("")}
	}
	return []cell{textCell(lane[i].code), textCell(lane[i].name), slotCell(lane[i].slot)}
}

// threePublicTable has one data row: budget and final figure of six items,
// alternating or in two blocks.
func (b *builder) threePublicTable() {
	plan := b.threePublicCells(b.budget3, schema.Budget)
	final := b.threePublicCells(b.final3, schema.Final)
	var slots []*Slot
	header := headRows(12, []headCell{wide("预算数", 6), wide("决算数", 6)},
		[]headCell{tall("合计", 2), tall("因公出国（境）费", 2), wide("公务用车购置及运行维护费", 3), tall("公务接待费", 2),
			tall("合计", 2), tall("因公出国（境）费", 2), wide("公务用车购置及运行维护费", 3), tall("公务接待费", 2)},
		[]headCell{h("小计"), h("公务用车购置费"), h("公务用车运行维护费"), h("小计"), h("公务用车购置费"), h("公务用车运行维护费")})
	if b.style.alternating {
		header = alternatingHeader()
		for i := range plan {
			slots = append(slots, plan[i], final[i])
		}
	} else {
		slots = append(plan, final...)
	}
	var row []cell
	for _, s := range slots {
		if s == nil {
			row = append(row, textCell(""))
			continue
		}
		row = append(row, slotCell(s))
	}
	b.grid(&table{unit: b.unitLine(), header: len(header), rows: append(header, row), cols: 12})
}

func alternatingHeader() [][]cell {
	var last []headCell
	for range 6 {
		last = append(last, h("预算数"), h("决算数"))
	}
	return headRows(12, []headCell{big("合计", 2, 2), big("因公出国（境）费", 2, 2), wide("公务用车购置及运行维护费", 6), big("公务接待费", 2, 2)},
		[]headCell{wide("小计", 2), wide("公务用车购置费", 2), wide("公务用车运行维护费", 2)}, last)
}

func (b *builder) threePublicCells(t threePublic, m schema.Measure) []*Slot {
	c := func(id schema.ConceptID, a Amount) *Slot {
		return b.amountCell(id, a, withMeasure(m), func(s *Slot) {
			if m == schema.Budget {
				s.AltMeasure = []schema.Measure{schema.BudgetInitial, schema.BudgetAdjusted}
			}
		})
	}
	total, abroad, vehicle := c("three_public.total", t.total()), c("three_public.abroad", t.abroad), c("three_public.vehicle", t.vehicle())
	buy, operate, reception := c("three_public.vehicle_purchase", t.purchase), c("three_public.vehicle_operation", t.operation), c("three_public.reception", t.reception)
	b.relate("三公表 合计=Σ三项", schema.SumFamily, total, abroad, vehicle, reception)
	b.relate("三公表 公车=购置+运行", schema.SumFamily, vehicle, buy, operate)
	return []*Slot{total, abroad, vehicle, buy, operate, reception}
}

// performanceTables prints 项目支出绩效目标完成情况表 of every project.
func (b *builder) performanceTables(budgets, outlays []*Slot) {
	section, narrative := b.section, b.source
	b.section, b.source = "performance_table", schema.PerformanceTable
	for i, p := range b.projects {
		b.title(3, "项目支出绩效目标完成情况表")
		b.p(fmt.Sprintf("（%d年度）", b.year))
		b.performanceTable(p, budgets[i], outlays[i])
	}
	b.section, b.source = section, narrative
}

func (b *builder) performanceTable(p project, budget, outlay *Slot) {
	c := func(id schema.ConceptID, a Amount, m schema.Measure, f schema.FundSource) *Slot {
		s := b.money(id, a, withProject(p.name), withMeasure(m), withFund(f))
		if m == schema.Budget {
			s.AltMeasure = []schema.Measure{schema.BudgetInitial, schema.BudgetAdjusted}
		}
		s.tail = ""
		s.print(a.wan(b.style.trimProse, false))
		return s
	}
	plan, spent := c("performance.project_budget", p.budget(), schema.Budget, ""), c("performance.project_spent", p.spent(), schema.Executed, "")
	planFiscal, spentFiscal := c("performance.project_budget", p.budgetFiscal, schema.Budget, schema.FiscalFunds), c("performance.project_spent", p.spentFiscal, schema.Executed, schema.FiscalFunds)
	planOther, spentOther := c("performance.project_budget", p.budgetOther, schema.Budget, schema.OtherFunds), c("performance.project_spent", p.spentOther, schema.Executed, schema.OtherFunds)
	b.relate("绩效表 预算数=叙述", schema.DuplicateFamily, plan, budget)
	b.relate("绩效表 执行数=叙述", schema.DuplicateFamily, spent, outlay)
	b.relate("预算数=财政+其他", schema.SumFamily, plan, planFiscal, planOther)
	b.relate("执行数=财政+其他", schema.SumFamily, spent, spentFiscal, spentOther)
	line := func(label string, a *Slot, label2 string, e *Slot) []cell {
		return []cell{{covered: true}, textCell(label), slotCell(a), textCell(label2), slotCell(e)}
	}
	first := line("预算数：", plan, "执行数：", spent)
	first[0] = cell{run: run{text: "预算执行情况（万元）"}, colSpan: 1, rowSpan: 3}
	b.grid(&table{cols: 5, rows: [][]cell{
		spanCells(textCell("项目名称"), spanned(p.name, 4)),
		spanCells(textCell("预算单位"), spanned(b.entity.full(), 4)),
		first,
		line("其中：财政拨款：", planFiscal, "其中：财政拨款：", spentFiscal),
		line("其他资金：", planOther, "其他资金：", spentOther),
		b.indicatorRow(p),
	}})
}

func (b *builder) indicatorRow(p project) []cell {
	label := "开展服务活动"
	n := func(v int, m schema.Measure) cell {
		return slotCell(b.count("performance.indicator", v, "次", withProject(p.name), withMeasure(m), func(s *Slot) { s.Indicator = label }))
	}
	return []cell{textCell("数量指标"), textCell("指标值（" + label + "）"), n(p.target, schema.Target), textCell("实际完成值"), n(p.actual, schema.Actual)}
}
