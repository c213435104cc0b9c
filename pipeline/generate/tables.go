package generate

import (
	"fmt"

	"gongkai/schema"
)

// tableID names one of the nine tables of final accounts.
type tableID uint8

const (
	t1 tableID = iota + 1 // 收入支出决算总表
	t2                    // 收入决算表
	t3                    // 支出决算表
	t4                    // 财政拨款收入支出决算总表
	t5                    // 一般公共预算财政拨款支出决算表
	t6                    // 一般公共预算财政拨款基本支出决算表
	t7                    // “三公”经费支出决算表
	t8                    // 政府性基金预算财政拨款收入支出决算表
	t9                    // 国有资本经营预算财政拨款支出决算表
)

func tableTitle(id tableID) string {
	return [...]string{"", "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表",
		"一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表",
		"政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"}[id]
}

func (b *builder) allTables() {
	narrative := b.source
	b.source = schema.TableSource
	for n, id := range b.style.tables {
		b.section = schema.SectionID(fmt.Sprintf("table.T%d", id))
		b.title(2, tableTitle(id))
		if b.style.tableCodes {
			b.p(fmt.Sprintf("公开%02d表", n+1))
		}
		b.table(id)
	}
	b.source = narrative
}

func (b *builder) table(id tableID) {
	switch id {
	case t1:
		b.generalTable()
	case t2:
		b.revenueTable()
	case t3:
		b.spendingTable()
	case t4:
		b.fiscalTable()
	case t5:
		b.generalBudgetTable()
	case t6:
		b.basicTable()
	case t7:
		b.threePublicTable()
	case t8:
		b.governmentFundTable()
	case t9:
		b.capitalTable()
	}
}

// unitLine is the line above a table that says in what its amounts are.
func (b *builder) unitLine() string {
	if b.style.yuanTables {
		return "单位：元"
	}
	return "单位：万元"
}

// amountCell prints an amount in the unit of the table. A zero is blank where
// the style leaves zeros blank; then there is no slot.
func (b *builder) amountCell(c schema.ConceptID, a Amount, mods ...mod) *Slot {
	if a == 0 && b.style.blankZero {
		return nil
	}
	s := b.money(c, a, mods...)
	s.tail = ""
	if b.style.yuanTables {
		s.scale = 0
		s.print(a.yuan(b.style.groupTables))
	} else {
		s.print(a.wan(false, b.style.groupTables))
	}
	return s
}

func textCell(text string) cell { return cell{run: run{text: text}, colSpan: 1, rowSpan: 1} }

func slotCell(s *Slot) cell { return cell{run: run{slot: s}, colSpan: 1, rowSpan: 1} }

// headRows lays header cells out over a grid; a position that a cell to the left
// or above spans is skipped.
func headRows(cols int, lines ...[]headCell) [][]cell {
	rows := make([][]cell, len(lines))
	for r := range rows {
		rows[r] = make([]cell, cols)
	}
	for r, line := range lines {
		c := 0
		for _, head := range line {
			for rows[r][c].covered {
				c++
			}
			place(rows, r, c, head)
			c += head.cols
		}
	}
	return rows
}

// headCell is a header cell and how many columns and rows it spans.
type headCell struct {
	text       string
	cols, rows int
}

func h(text string) headCell             { return headCell{text, 1, 1} }
func wide(text string, n int) headCell   { return headCell{text, n, 1} }
func tall(text string, n int) headCell   { return headCell{text, 1, n} }
func big(text string, c, r int) headCell { return headCell{text, c, r} }

// place puts a header cell at its upper left and marks what it covers.
func place(rows [][]cell, r, c int, h headCell) {
	for i := r; i < r+h.rows; i++ {
		for j := c; j < c+h.cols; j++ {
			rows[i][j].covered = true
		}
	}
	rows[r][c] = cell{run: run{text: h.text}, colSpan: h.cols, rowSpan: h.rows}
}

// spanCells makes one row from cells with column spans, filling covered ones.
func spanCells(cells ...cell) []cell {
	var out []cell
	for _, c := range cells {
		out = append(out, c)
		for range c.colSpan - 1 {
			out = append(out, cell{covered: true})
		}
	}
	return out
}

func spanned(text string, cols int) cell {
	return cell{run: run{text: text}, colSpan: cols, rowSpan: 1}
}
