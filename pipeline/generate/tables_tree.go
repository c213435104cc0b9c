package generate

import (
	"fmt"

	"gongkai/schema"
)

// treeColumn is one amount column of a table by functional class.
type treeColumn struct {
	title  string
	detail schema.ConceptID // concept of a 类, 款 or 项 row
	total  schema.ConceptID // concept of the 合计 row
	fund   schema.FundSource
	period schema.Period // zero: the year
	value  func(it spending) Amount
}

// treeRow is one row of such a table; code is "" for 合计.
type treeRow struct {
	code, name string
	slots      []*Slot
}

// tree builds the rows 合计, 类, 款, 项 for the items, with all their sums.
// firstIsSum says that the first column is the sum of the others.
func (b *builder) tree(items []spending, cols []treeColumn, firstIsSum bool) []treeRow {
	total := b.treeRow(items, cols, "", "合计")
	rows := []treeRow{total}
	var classes, sections, leaves []treeRow
	for _, it := range items {
		if c := it.code[:3]; len(classes) == 0 || classes[len(classes)-1].code != c {
			classes = append(classes, b.treeRow(items, cols, c, it.class))
			rows = append(rows, classes[len(classes)-1])
		}
		if c := it.code[:5]; len(sections) == 0 || sections[len(sections)-1].code != c {
			sections = append(sections, b.treeRow(items, cols, c, it.section))
			rows = append(rows, sections[len(sections)-1])
		}
		leaves = append(leaves, b.treeRow(items, cols, it.code, it.item))
		rows = append(rows, leaves[len(leaves)-1])
	}
	b.adds("合计=Σ类", []treeRow{total}, classes)
	b.adds("类=Σ款", classes, sections)
	b.adds("款=Σ项", sections, leaves)
	if firstIsSum {
		for _, r := range rows {
			b.relate("行合计", schema.SumFamily, r.slots[0], r.slots[1:]...)
		}
	}
	if b.style.totalLast {
		rows = append(rows[1:], total)
	}
	return rows
}

// adds relates every parent to its children, column by column.
func (b *builder) adds(id string, parents, children []treeRow) {
	for _, p := range parents {
		for col := range p.slots {
			var parts []*Slot
			for _, c := range children {
				if c.code[:len(p.code)] == p.code {
					parts = append(parts, c.slots[col])
				}
			}
			b.relate(id, schema.SumFamily, p.slots[col], parts...)
		}
	}
}

func (b *builder) treeRow(items []spending, cols []treeColumn, code, name string) treeRow {
	r := treeRow{code: code, name: name}
	for _, c := range cols {
		var a Amount
		for _, it := range items {
			if it.code[:len(code)] == code {
				a += c.value(it)
			}
		}
		concept := c.detail
		if code == "" {
			concept = c.total
		}
		s := b.amountCell(concept, a, withFund(c.fund), withFunc(code))
		if s != nil && c.period.Known() {
			s.Period = c.period
		}
		r.slots = append(r.slots, s)
	}
	return r
}

// treeTable lays the rows out under two or three header rows: codes in one
// column or split into 类, 款, 项.
func (b *builder) treeTable(header [][]cell, rows []treeRow) *table {
	t := &table{unit: b.unitLine(), header: len(header), rows: header, cols: len(header[0])}
	for _, r := range rows {
		var row []cell
		switch {
		case r.code == "" && b.style.splitCodes:
			row = spanCells(spanned(r.name, 4))
		case r.code == "":
			row = spanCells(spanned(r.name, 2))
		case b.style.splitCodes:
			row = append(splitCode(r.code), textCell(r.name))
		default:
			row = []cell{textCell(r.code), textCell(r.name)}
		}
		for _, s := range r.slots {
			if s == nil {
				row = append(row, textCell(""))
			} else {
				row = append(row, slotCell(s))
			}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func splitCode(code string) []cell {
	out := []cell{textCell(code[:3]), textCell(""), textCell("")}
	if len(code) > 3 {
		out[1] = textCell(code[3:5])
	}
	if len(code) > 5 {
		out[2] = textCell(code[5:])
	}
	return out
}

// treeHeader is 项目 over code and name, beside the columns; a group of three
// columns may share a heading.
func (b *builder) treeHeader(columns []headCell, second []headCell, count int) [][]cell {
	if b.style.splitCodes {
		first := append([]headCell{wide("项目", 4)}, deepen(columns, 3)...)
		line := append([]headCell{big("功能分类科目编码", 3, 1), tall("科目名称", 2)}, deepen(second, 2)...)
		return headRows(count+4, first, line, []headCell{h("类"), h("款"), h("项")})
	}
	first := append([]headCell{wide("项目", 2)}, deepen(columns, 2)...)
	return headRows(count+2, first, append([]headCell{h("科目编码"), h("科目名称")}, second...))
}

// deepen makes single columns as tall as the header; a heading over several
// columns keeps one row.
func deepen(columns []headCell, rows int) []headCell {
	out := make([]headCell, len(columns))
	for i, c := range columns {
		if c.cols == 1 {
			c.rows = rows
		}
		out[i] = c
	}
	return out
}

func titles(cols []treeColumn) []headCell {
	var out []headCell
	for _, c := range cols {
		out = append(out, h(c.title))
	}
	return out
}

// absorb returns for each item the part of an amount per fund that its fund's
// largest item takes; the others take none.
func (b *builder) absorb(it spending, amounts perFund) Amount {
	largest := it
	for _, o := range b.of(it.fund) {
		if o.total() > largest.total() {
			largest = o
		}
	}
	if largest.code != it.code {
		return 0
	}
	return amounts[it.fund]
}

// earned is the revenue booked under an item: what it spends and the change of
// its carry-over.
func (b *builder) earned(it spending) Amount {
	return it.total() + b.absorb(it, b.closing) - b.absorb(it, b.open)
}

func (b *builder) revenueTable() {
	fiscal := func(it spending) Amount {
		if it.fund == other {
			return 0
		}
		return b.earned(it)
	}
	none := func(spending) Amount { return 0 }
	cols := []treeColumn{
		{"本年收入合计", "revenue.year", "revenue.year", schema.AllFunds, schema.Period{}, b.earned},
		{"财政拨款收入", "revenue.fiscal", "revenue.fiscal", schema.FiscalFunds, schema.Period{}, fiscal},
		{"上级补助收入", "revenue.superior_subsidy", "revenue.superior_subsidy", "", schema.Period{}, none},
		{"事业收入", "revenue.institution", "revenue.institution", "", schema.Period{}, none},
		{"经营收入", "revenue.operating", "revenue.operating", "", schema.Period{}, none},
		{"附属单位上缴收入", "revenue.subordinate", "revenue.subordinate", "", schema.Period{}, none},
		{"其他收入", "revenue.other", "revenue.other", "", schema.Period{}, func(it spending) Amount { return b.earned(it) - fiscal(it) }},
	}
	b.grid(b.treeTable(b.treeHeader(titles(cols), nil, len(cols)), b.tree(b.items, cols, true)))
}

func (b *builder) spendingTable() {
	none := func(spending) Amount { return 0 }
	cols := append(natureColumns("本年支出合计", "expenditure.year", schema.AllFunds),
		treeColumn{"上缴上级支出", "expenditure.remit_up", "expenditure.remit_up", schema.AllFunds, schema.Period{}, none},
		treeColumn{"经营支出", "expenditure.operating", "expenditure.operating", schema.AllFunds, schema.Period{}, none},
		treeColumn{"对附属单位补助支出", "expenditure.subordinate_subsidy", "expenditure.subordinate_subsidy", schema.AllFunds, schema.Period{}, none})
	b.grid(b.treeTable(b.treeHeader(titles(cols), nil, len(cols)), b.tree(b.items, cols, true)))
}

// natureColumns are a sum and its parts 基本支出 and 项目支出.
func natureColumns(title string, total schema.ConceptID, f schema.FundSource) []treeColumn {
	return []treeColumn{
		{title, "expenditure.by_function", total, f, schema.Period{}, spending.total},
		{"基本支出", "expenditure.basic", "expenditure.basic", f, schema.Period{}, func(it spending) Amount { return it.basic }},
		{"项目支出", "expenditure.project", "expenditure.project", f, schema.Period{}, func(it spending) Amount { return it.project }},
	}
}

func (b *builder) generalBudgetTable() {
	cols := natureColumns("合计", "expenditure.general_public_budget", schema.GeneralPublicBudget)
	header := b.treeHeader([]headCell{wide("本年支出", 3)}, []headCell{h("合计"), h("基本支出"), h("项目支出")}, 3)
	b.grid(b.treeTable(header, b.tree(b.of(gpb), cols, true)))
}

func (b *builder) governmentFundTable() {
	items := b.of(fund)
	f := schema.GovernmentFund
	open := treeColumn{"年初结转和结余", "balance.opening", "balance.opening", f, b.yearStart(), func(it spending) Amount { return b.absorb(it, b.open) }}
	earn := treeColumn{"本年收入", "revenue.government_fund", "revenue.government_fund", f, schema.Period{}, b.earned}
	closing := treeColumn{"年末结转和结余", "balance.closing", "balance.closing", f, b.yearEnd(), func(it spending) Amount { return b.absorb(it, b.closing) }}
	cols := append([]treeColumn{open, earn}, append(natureColumns("合计", "expenditure.government_fund", f), closing)...)
	header := b.treeHeader([]headCell{h("年初结转和结余"), h("本年收入"), wide("本年支出", 3), h("年末结转和结余")},
		[]headCell{h("合计"), h("基本支出"), h("项目支出")}, 6)
	if len(items) == 0 {
		b.emptyTable(header, "政府性基金预算财政拨款收入和支出")
		return
	}
	rows := b.tree(items, cols, false)
	for _, r := range rows {
		b.relate("支出=基本+项目", schema.SumFamily, r.slots[2], r.slots[3], r.slots[4])
	}
	b.grid(b.treeTable(header, rows))
}

func (b *builder) capitalTable() {
	items := b.of(soe)
	header := b.treeHeader([]headCell{wide("本年支出", 3)}, []headCell{h("合计"), h("基本支出"), h("项目支出")}, 3)
	if len(items) == 0 {
		b.emptyTable(header, "国有资本经营预算财政拨款支出")
		return
	}
	cols := natureColumns("合计", "expenditure.state_capital", schema.StateCapital)
	b.grid(b.treeTable(header, b.tree(items, cols, true)))
}

// emptyTable is a table with header, one blank row and the note that says why.
func (b *builder) emptyTable(header [][]cell, what string) {
	blank := make([]cell, len(header[0]))
	for i := range blank {
		blank[i] = textCell("")
	}
	b.grid(&table{unit: b.unitLine(), header: len(header), rows: append(header, blank), cols: len(blank)})
	b.p(fmt.Sprintf("注：%s%d年度没有%s，故本表无数据。", b.entity.short(), b.year, what))
}
