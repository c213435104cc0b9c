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

// namesGovernment reports a table whose rows are of the classification of governments.
func namesGovernment(g *grid, cols *columns, h *headings) bool {
	ours, theirs := 0, 0
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			s := g.text(r, c)
			if s == "" || !g.begins(r, c) {
				continue
			}
			switch {
			case kind == codeColumn && clause.IsGovernmentEconomicCode(s):
				ours++
			case kind == codeColumn && clause.IsCode(s):
				theirs++
			case kind == nameColumn:
				name := nlp.Unnumbered(s)
				own, other := governmentClass(s) != nil, schema.EconomicCodes(name) != nil
				switch {
				case schema.FunctionCodes(name, h.ctx.Frame.Year) != nil: // 预备费, 债务还本支出
				case own && !other:
					ours++
				case other && !own:
					theirs++
				}
			}
		}
	}
	return ours > 2 && ours > theirs
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
func (n *rowNames) economic(a *axis, name, code string) bool {
	if !n.government || a.total {
		return false
	}
	if !clause.IsGovernmentEconomicCode(code) {
		code = classNear(governmentClass(name), n.class)
	}
	if code == "" {
		a.unnamed()
		a.unread = cmp.Or(a.unread, a.label, name)
		return true
	}
	n.class = code
	a.concept, a.unread = schema.ExpenditureByEconomic, ""
	a.dims = schema.Dimensions{EconCode: code, FundSource: a.dims.FundSource, EntityScope: a.dims.EntityScope, Subordinate: a.dims.Subordinate}
	return true
}

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
