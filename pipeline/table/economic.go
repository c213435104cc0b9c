package table

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The budget of a government is listed by its own economic classification (政府预算支出
// 经济分类, codes 501 to 599), that of a body by another (部门预算支出经济分类, 301 to 399).
// They share names, 会议费 and 资本性支出, and a table is of the one that most of its other
// names are of.

// governmentTally counts names and codes that only one of the two classifications has.
type governmentTally struct{ ours, theirs int }

// governmentColumns tells by column whether its names, codes or figures are of rows of the
// classification of governments. What stands left of some figures is one list of names and
// codes, and a table may print several side by side: 湖南's 收支总表 has the classes of a body
// and those of governments.
func governmentColumns(g *grid, cols *columns, h *headings) []bool {
	var (
		of     = make([]bool, len(cols.kinds))
		list   governmentTally
		first  int  // column of the list
		closed bool // by the figures of the list
	)
	settle := func(end int) {
		for c := first; c < end; c++ {
			of[c] = list.government()
		}
	}
	for c, kind := range cols.kinds {
		switch kind {
		case valueColumn:
			closed = true
		case nameColumn, codeColumn:
			if closed {
				settle(c)
				list, first, closed = governmentTally{}, c, false
			}
			for r := g.header; r < g.end; r++ {
				if s := g.text(r, c); s != "" && g.begins(r, c) {
					list.add(s, kind, h)
				}
			}
		}
	}
	settle(len(cols.kinds))
	return of
}

func (t *governmentTally) government() bool { return t.ours > 2 && t.ours > t.theirs }

// add counts a cell.
func (t *governmentTally) add(s string, kind columnKind, h *headings) {
	if kind == codeColumn {
		switch {
		case clause.IsGovernmentEconomicCode(s):
			t.ours++
		case clause.IsCode(s):
			t.theirs++
		}
		return
	}
	name := nlp.Unnumbered(s)
	own, other := governmentClass(s) != nil, schema.EconomicCodes(name) != nil
	switch {
	case own == other, schema.FunctionCodes(name, h.ctx.Frame.Year) != nil: // 预备费, 债务还本支出
	case own:
		t.ours++
	default:
		t.theirs++
	}
}

// governmentClass is the codes that a name has among the classes of governments.
func governmentClass(name string) []string {
	name = nlp.Unnumbered(name)
	if codes := schema.GovernmentEconomicCodes(name); codes != nil {
		return codes
	}
	return schema.GovernmentEconomicCodes(strings.ReplaceAll(name, words.Of, ""))
}

// economic reads a row by its code, or by its name and the class of the row above, as one
// of the classes of governments, and reports whether the table is of these. What is none of
// them for certain is nothing else either: 公务用车购置 is of 503 or 504, and no 三公.
func (n *rowNames) economic(a *axis, name, code string, col int) bool {
	if col >= len(n.government) || !n.government[col] || a.total {
		return false
	}
	a.government = true
	if !clause.IsGovernmentEconomicCode(code) {
		code = classNear(governmentClass(name), n.class)
	}
	switch {
	case code == "" && (isYearTotal(a.concept) || strings.HasPrefix(string(a.concept), balances)):
		return false // 本年支出合计 below the list
	case code == "":
		a.unnamed()
		a.unread = cmp.Or(a.unread, a.label, name)
		return true
	}
	n.class = code
	a.concept, a.unread = schema.ExpenditureByEconomic, ""
	a.dims = schema.Dimensions{EconCode: code, FundSource: a.dims.FundSource, EntityScope: a.dims.EntityScope, Subordinate: a.dims.Subordinate}
	return true
}

// balances begins the concepts of what is left over.
const balances = "balance."

// classNear is the one of the codes of a name that follows a class in a list that goes
// down the classification: a child or a sibling of it, or the next 类; "" where several do.
func classNear(codes []string, above string) (near string) {
	if len(codes) == 1 {
		return codes[0]
	}
	for _, code := range codes {
		if len(code) == 5 && len(above) >= 3 && code[:3] == above[:3] && code > above {
			return code
		}
	}
	for _, code := range codes {
		if len(code) == 3 && code > above {
			return code
		}
	}
	return ""
}
