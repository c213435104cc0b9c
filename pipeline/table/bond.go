package table

import (
	"gongkai/schema"
	"gongkai/schema/words"
)

// A list of bonds (地方政府债券使用情况表) has a row for each project that a bond pays for,
// with columns of words for the project, who carries it out and what kind of bond it is.
// The figures are the project's, and the kind says of which fund.

// bondColumns are the columns of a list of bonds, -1 where it has none of a sort.
type bondColumns struct {
	project, kind, when int
	times               map[string]int // rows of each project
}

// bondsIn finds the columns of a list of bonds, nil where the table is none: it has a
// column of projects and one of kinds of bonds or of their amounts.
func bondsIn(g *grid, cols *columns) *bondColumns {
	b := bondColumns{-1, -1, -1, make(map[string]int)}
	amounts := false
	for c := range g.t.Cols {
		head := lastHead(g.heading(c, nil))
		switch meaning := words.Column.Labels().Meaning(head); {
		case meaning == "project" && b.project < 0:
			b.project = c
		case meaning == "bond_kind":
			b.kind = c
		case meaning == "issued_on":
			b.when = c
		case cols.axes[c].concept == schema.DebtIssued, cols.axes[c].kind.bare && cols.kinds[c] == valueColumn:
			amounts = true
		}
	}
	if b.project < 0 || b.kind < 0 && !amounts {
		return nil
	}
	for r := g.header; r < g.end; r++ {
		b.times[g.text(r, b.project)]++
	}
	return &b
}

// bond gives the figures of a row in a list of bonds to its project. A project with several
// rows has several bonds, of which none is all that was issued for it.
func (rr *rowReader) bond(r int, slots []slot) {
	b := rr.cols.bonds
	if b == nil {
		rr.single(r, slots)
		return
	}
	name := rr.g.text(r, b.project)
	if name == "" || isFiller(name) || labelled(name, words.RowName, "sum", "subtotal") || rr.g.figure[rr.g.at[r][b.project]] {
		return
	}
	a := axis{label: name, kind: debtKind{again: b.times[name] > 1}}
	a.dims.Project = name
	if b.kind >= 0 {
		a.dims.FundSource = fundOfDebt(rr.g.text(r, b.kind))
	}
	if b.when >= 0 {
		a.year = yearIn(rr.g.text(r, b.when))
	}
	belong(slots, a)
}

// belong gives the figures of a row to what an axis is of, at the place that the row names.
func belong(slots []slot, a axis) {
	for i := range slots {
		if slots[i].role != figureSlot {
			continue
		}
		of := a
		if row := slots[i].row; row != nil {
			of.dims.Subordinate, of.dims.EntityScope = row.dims.Subordinate, row.dims.EntityScope
		}
		slots[i].row = &of
	}
}

// single gives the figures of a row in a list of bonds, each with its day, to the bond that it names. None of them is
// all that was issued.
func (rr *rowReader) single(r int, slots []slot) {
	if !rr.cols.single {
		return
	}
	name, fund := "", schema.FundSource("")
	for c, kind := range rr.cols.kinds {
		if s := rr.g.text(r, c); kind == nameColumn && len(s) > len(name) && fundOfDebt(s) != "" && yearIn(s) > 0 {
			name, fund = s, fundOfDebt(s)
		}
	}
	if name == "" {
		return
	}
	a := axis{label: name, kind: debtKind{again: true}}
	a.dims.Project, a.dims.FundSource = name, fund
	belong(slots, a)
}

// fundOfDebt is whose debt alone a text speaks of, 专项债券, "" for none or several.
func fundOfDebt(s string) schema.FundSource {
	var a axis
	a.withoutFund(s)
	return a.dims.FundSource
}
