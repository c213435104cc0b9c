package generate

import (
	"strconv"

	"gongkai/schema"
)

// laneRow is one line of one side of a two-lane table: a label and its amounts.
type laneRow struct {
	label string
	slots []*Slot // nil for a blank cell
}

// laneTable lays two lanes side by side; the last tail rows of each lane are
// aligned at the bottom.
func (b *builder) laneTable(header [][]cell, left, right []laneRow, leftCols, rightCols, tail int) *table {
	lines := b.style.lineNumbers
	body := max(len(left), len(right)) - tail
	t := &table{unit: b.unitLine(), header: len(header), rows: header, cols: len(header[0])}
	for i := range body + tail {
		var row []cell
		row = append(row, laneCells(laneAt(left, i, body, tail), leftCols, i+1, lines)...)
		row = append(row, laneCells(laneAt(right, i, body, tail), rightCols, body+tail+i+1, lines)...)
		t.rows = append(t.rows, row)
	}
	return t
}

// laneAt returns the lane's row i: from the top for the body, from the bottom
// for the tail.
func laneAt(lane []laneRow, i, body, tail int) laneRow {
	if i >= body {
		return lane[len(lane)-tail+i-body]
	}
	if i < len(lane)-tail {
		return lane[i]
	}
	return laneRow{}
}

func laneCells(r laneRow, cols, line int, lines bool) []cell {
	out := []cell{textCell(r.label)}
	if lines {
		out = append(out, textCell(strconv.Itoa(line)))
	}
	for i := range cols {
		if i < len(r.slots) && r.slots[i] != nil {
			out = append(out, slotCell(r.slots[i]))
		} else {
			out = append(out, textCell(""))
		}
	}
	return out
}

func (b *builder) generalTable() {
	all := withFund(schema.AllFunds)
	rev := b.revenue()
	m := func(c schema.ConceptID, a Amount, mods ...mod) *Slot { return b.amountCell(c, a, mods...) }
	sources := []laneRow{
		{"一、一般公共预算财政拨款收入", []*Slot{m("revenue.general_public_budget", rev[gpb])}},
		{"二、政府性基金预算财政拨款收入", []*Slot{m("revenue.government_fund", rev[fund])}},
		{"三、国有资本经营预算财政拨款收入", []*Slot{m("revenue.state_capital", rev[soe])}},
		{"四、上级补助收入", []*Slot{m("revenue.superior_subsidy", 0)}},
		{"五、事业收入", []*Slot{m("revenue.institution", 0)}},
		{"六、经营收入", []*Slot{m("revenue.operating", 0)}},
		{"七、附属单位上缴收入", []*Slot{m("revenue.subordinate", 0)}},
		{"八、其他收入", []*Slot{m("revenue.other", rev[other])}},
	}
	year, open, total := m("revenue.year", rev.total(), all), m("balance.opening", b.open.total(), all, atPeriod(b.yearStart())), m("revenue.total", b.total(), all)
	use := m("balance.use_non_fiscal", 0)
	b.relate("本年收入=Σ来源", schema.SumFamily, year, slotsOf(sources)...)
	b.relate("收入总计=本年收入+使用结余+年初结转", schema.SumFamily, total, year, use, open)
	left := append(sources, laneRow{"本年收入合计", []*Slot{year}}, laneRow{"使用非财政拨款结余", []*Slot{use}},
		laneRow{"年初结转和结余", []*Slot{open}}, laneRow{"总计", []*Slot{total}})

	classes := b.classLane(schema.AllFunds, func(spending) bool { return true })
	spentYear, closing := m("expenditure.year", b.spent().total(), all), m("balance.closing", b.closing.total(), all, atPeriod(b.yearEnd()))
	spentTotal, allocation := m("expenditure.total", b.total(), all), m("balance.allocation", 0)
	b.relate("本年支出=Σ类", schema.SumFamily, spentYear, slotsOf(classes)...)
	b.relate("支出总计=本年支出+结余分配+年末结转", schema.SumFamily, spentTotal, spentYear, allocation, closing)
	b.relate("收入总计=支出总计", schema.SumFamily, total, spentTotal)
	right := append(classes, laneRow{"本年支出合计", []*Slot{spentYear}}, laneRow{"结余分配", []*Slot{allocation}},
		laneRow{"年末结转和结余", []*Slot{closing}}, laneRow{"总计", []*Slot{spentTotal}})
	b.grid(b.laneTable(b.generalHeader(), left, right, 1, 1, 4))
}

func (b *builder) generalHeader() [][]cell {
	if b.style.lineNumbers {
		return headRows(6, []headCell{wide("收入", 3), wide("支出", 3)},
			[]headCell{h("项目"), h("行次"), h("金额"), h("项目"), h("行次"), h("金额")},
			[]headCell{h("栏次"), h(""), h("1"), h("栏次"), h(""), h("2")})
	}
	return headRows(4, []headCell{wide("收入", 2), wide("支出", 2)}, []headCell{h("项目"), h("决算数"), h("项目"), h("决算数")})
}

// classLane lists every 类 with the spending of the items kept, in one column.
func (b *builder) classLane(f schema.FundSource, keep func(spending) bool) []laneRow {
	var out []laneRow
	for i, c := range classNames() {
		basic, project := b.where(func(it spending) bool { return it.classCode() == c.code && keep(it) })
		s := b.amountCell("expenditure.by_function", basic+project, withFund(f), withFunc(c.code))
		out = append(out, laneRow{chinese(i+1) + "、" + c.name, []*Slot{s}})
	}
	return out
}

func slotsOf(rows []laneRow) []*Slot {
	var out []*Slot
	for _, r := range rows {
		out = append(out, r.slots[0])
	}
	return out
}

// fiscalFunds pairs the three fiscal funds with their names.
func fiscalFunds() []schema.FundSource {
	return []schema.FundSource{schema.GeneralPublicBudget, schema.GovernmentFund, schema.StateCapital}
}

func fundNames() []string {
	return []string{"一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"}
}

func (b *builder) fiscalTable() {
	left := b.fiscalLeft()
	right := b.fiscalRight()
	top := []headCell{wide("收入", 2), wide("支出", 5)}
	names := []headCell{h("项目"), h("决算数"), h("项目"), h("合计"), h("一般公共预算财政拨款"), h("政府性基金预算财政拨款"), h("国有资本经营预算财政拨款")}
	cols := 7
	if b.style.lineNumbers {
		top, cols = []headCell{wide("收入", 3), wide("支出", 6)}, 9
		names = append([]headCell{h("项目"), h("行次"), h("金额"), h("项目"), h("行次")}, names[3:]...)
	}
	b.grid(b.laneTable(headRows(cols, top, names), left, right, 1, 4, 6))
}

func (b *builder) fiscalLeft() []laneRow {
	rev, fiscal := b.revenue(), withFund(schema.FiscalFunds)
	ids := []schema.ConceptID{"revenue.general_public_budget", "revenue.government_fund", "revenue.state_capital"}
	var rows []laneRow
	var parts, opens []*Slot
	for f, id := range ids {
		s := b.amountCell(id, rev[f])
		parts = append(parts, s)
		rows = append(rows, laneRow{chinese(f+1) + "、" + fundNames()[f] + "收入", []*Slot{s}})
	}
	year := b.amountCell("revenue.fiscal", rev.fiscal())
	open := b.amountCell("balance.opening", b.open.fiscal(), fiscal, atPeriod(b.yearStart()))
	total := b.amountCell("revenue.total", b.fiscalTotal(), fiscal)
	rows = append(rows, laneRow{"本年收入合计", []*Slot{year}}, laneRow{"年初财政拨款结转和结余", []*Slot{open}})
	for f, fs := range fiscalFunds() {
		s := b.amountCell("balance.opening", b.open[f], withFund(fs), atPeriod(b.yearStart()))
		opens = append(opens, s)
		rows = append(rows, laneRow{fundNames()[f], []*Slot{s}})
	}
	b.relate("财政拨款收入=Σ三项", schema.SumFamily, year, parts...)
	b.relate("年初财政结转=Σ三项", schema.SumFamily, open, opens...)
	b.relate("财政收入总计=本年+年初", schema.SumFamily, total, year, open)
	return append(rows, laneRow{"总计", []*Slot{total}})
}

// fiscalRight has four amount columns: all fiscal funds and each of the three.
func (b *builder) fiscalRight() []laneRow {
	sources := append([]schema.FundSource{schema.FiscalFunds}, fiscalFunds()...)
	var rows []laneRow
	columns := make([][]*Slot, len(sources))
	line := func(label string, f func(col int) *Slot) []*Slot {
		slots := make([]*Slot, len(sources))
		for col := range sources {
			slots[col] = f(col)
		}
		b.relate("合计=Σ三项", schema.SumFamily, slots[0], slots[1:]...)
		rows = append(rows, laneRow{label, slots})
		return slots
	}
	for i, c := range classNames() {
		slots := line(chinese(i+1)+"、"+c.name, func(col int) *Slot {
			basic, project := b.where(func(it spending) bool { return it.classCode() == c.code && inColumn(it.fund, col) })
			return b.amountCell("expenditure.by_function", basic+project, withFund(sources[col]), withFunc(c.code))
		})
		for col, s := range slots {
			columns[col] = append(columns[col], s)
		}
	}
	ids := []schema.ConceptID{"expenditure.fiscal", "expenditure.general_public_budget", "expenditure.government_fund", "expenditure.state_capital"}
	year := line("本年支出合计", func(col int) *Slot { return b.amountCell(ids[col], column(b.spent(), col)) })
	closing := line("年末财政拨款结转和结余", func(col int) *Slot {
		return b.amountCell("balance.closing", column(b.closing, col), withFund(sources[col]), atPeriod(b.yearEnd()))
	})
	rows = append(rows, laneRow{}, laneRow{}, laneRow{})
	total := line("总计", func(col int) *Slot {
		return b.amountCell("expenditure.total", column(b.spent(), col)+column(b.closing, col), withFund(sources[col]))
	})
	for col := range sources {
		b.relate("本年支出=Σ类", schema.SumFamily, year[col], columns[col]...)
		b.relate("支出总计=本年+年末", schema.SumFamily, total[col], year[col], closing[col])
	}
	return rows
}

func inColumn(f, col int) bool { return f < other && (col == 0 || f == col-1) }

func column(p perFund, col int) Amount {
	if col == 0 {
		return p.fiscal()
	}
	return p[col-1]
}
