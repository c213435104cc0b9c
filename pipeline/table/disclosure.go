package table

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The three tables of the yearly report on the disclosure of information have one form
// in the whole country: what was published, what was asked for and how it was answered,
// what was contested. They tell no accounts, so their figures have no concept; each is
// named by its row and its column, and is a number of files but where the heading states money.

// isDisclosure recognises one of the three by two of the labels printed in it.
func isDisclosure(g *grid) bool {
	found := 0
	for k := range g.t.Cells {
		if labelled(nlp.Squeeze(g.t.Cells[k].Text.S), words.DisclosureMark) {
			if found++; found >= 2 {
				return true
			}
		}
	}
	return false
}

// disclosure reads one of the three tables.
func (r *Reader) disclosure(block int, g *grid) {
	from, to := 0, 0 // the rows of the header of what is read
	for row := range g.at {
		if !g.hasFigure(row) {
			if to < row {
				from = row
			}
			to = row + 1
			continue
		}
		for c, k := range g.at[row] {
			if k >= 0 && g.begins(row, c) && g.figure[k] {
				r.disclosed(block, g, k, disclosedName(g, row), g.disclosedHead(from, to, c))
			}
		}
	}
	for k := range g.ms {
		for i := range g.ms[k] {
			if !g.figure[k] {
				g.ms[k][i].Kind = nlp.Noise // 第二十条, 三类内部事务信息: parts of names
			}
		}
		r.Out.Record(g.loc(block, k), g.ms[k])
	}
}

// hasFigure reports a row with a figure.
func (g *grid) hasFigure(row int) bool {
	return slices.ContainsFunc(g.at[row], func(k int) bool { return k >= 0 && g.figure[k] })
}

// disclosed reads one figure.
func (r *Reader) disclosed(block int, g *grid, k int, name, head string) {
	m := &g.ms[k][0]
	loc := g.loc(block, k)
	if r.Out.Glued(loc, m) {
		return
	}
	if m.Kind == nlp.Number {
		if unit := moneyIn(head); unit != "" {
			scaleMoney(m, unitScale(unit))
		} else {
			m.Kind, m.Unit = nlp.Count, words.FiledUnit.Word()
		}
	}
	head = clause.DropBrackets(head)
	r.Out.Fact(loc, m, schema.Fact{Form: schema.Level, SourceKind: schema.TableSource, Rule: "disclosure", Section: schema.SectionTableExtra,
		Label: strings.TrimSpace(name + " " + head), Context: strings.TrimSpace(name + " × " + head),
		Period: r.Ctx.Frame.Period, PeriodSource: schema.FromDocument,
		Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit})
}

// disclosedName is what the cells left of a row's first figure say, from the widest to the
// narrowest: 本年度办理结果 不予公开 属于国家秘密.
func disclosedName(g *grid, row int) string {
	var parts []string
	for c, k := range g.at[row] {
		if k >= 0 && g.figure[k] {
			break
		}
		parts = appendNew(parts, nlp.Unnumbered(clause.DropBrackets(g.text(row, c))))
	}
	return strings.Join(parts, " ")
}

// disclosedHead is what the header says over a column, from top to bottom. A line over the
// whole table is the clause of the law that the part is about.
func (g *grid) disclosedHead(from, to, c int) string {
	var parts []string
	for row := from; row < to; row++ {
		if s := g.text(row, c); (to-from == 1 || !g.ofOne(row)) && !labelled(s, words.DisclosureMark, "frame") {
			parts = appendNew(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// ofOne reports a row that says one thing over the whole table.
func (g *grid) ofOne(row int) bool {
	var parts []string
	for c := range g.at[row] {
		parts = appendNew(parts, g.text(row, c))
	}
	return len(parts) < 2
}

// appendNew adds a part of a name that is not there yet.
func appendNew(parts []string, s string) []string {
	if cmp.Or(s, " ") == " " || slices.Contains(parts, s) {
		return parts
	}
	return append(parts, s)
}
