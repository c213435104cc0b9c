package table

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/nlp/outline"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The accounts of the social insurance funds (社会保险基金预算) list under each fund the
// items of its revenue and expenditure, 利息收入 and 待遇支出, which are no part of the
// accounts of a government: 其他收入 in them is another. The fund is named in the row, in
// the column, in a row above or in the title.

// insuredAbove is what the rows above a row, or the title, say of it.
type insuredAbove struct {
	fund      string           // the fund last named, "" for all of them
	fundDepth int              // of the numbering of its row
	of        schema.ConceptID // the side or balance last named of no fund
	ofDepth   int
	funds     int                // named since the last row of all of them
	said      []schema.ConceptID // of the fund last named, by rows that name it
	lost      bool               // a fund that nothing knows was named last
}

// insuranceTitle is the line that says that a table is of the funds: one of its own lines
// that names them all or is a title, or a title right above; "" where it is of other things,
// as under another title: 国有资本经营预算补充社保基金支出 is a row of that budget.
func insuranceTitle(own, above []string) string {
	for _, s := range own {
		if titlesInsurance(s) {
			return s
		}
	}
	for _, s := range above[:min(len(above), nearLines)] {
		if titlesInsurance(s) {
			return s
		}
	}
	if slices.ContainsFunc(own, isTitle) || slices.ContainsFunc(above[:min(len(above), nearLines)], isTitle) {
		return ""
	}
	for _, s := range own {
		if ofInsurance().MatchString(s) && labelled(s, words.Insurance, "all") {
			return s
		}
	}
	return ""
}

// insuredTitle is what the title of a table says: the one fund and the one side it is of.
func insuredTitle(title string) (above insuredAbove) {
	if !isTitle(title) {
		return above
	}
	if fund, rest := fundIn(title); fund != "" {
		if other, _ := fundIn(rest); other == "" {
			above.fund = fund
		}
	}
	revenue, expenditure := labelled(title, words.InsuredSide, "revenue"), labelled(title, words.InsuredSide, "expenditure")
	switch both := labelled(title, words.InsuredSide, "both"); {
	case both || revenue == expenditure:
	case revenue:
		above.of = schema.RevenueSocialInsurance
	default:
		above.of = schema.ExpenditureSocialInsurance
	}
	return above
}

// fundIn finds the fund that a text names, by its longest wording, and what is left of it.
func fundIn(s string) (fund, rest string) {
	for _, w := range fundWordings() {
		if before, after, ok := strings.Cut(s, w.text); ok {
			return w.fund, before + after
		}
	}
	return "", s
}

// fundAhead splits the fund from the name of an item: 工伤保险待遇支出.
func fundAhead(s string) (fund, rest string) {
	for _, w := range fundWordings() {
		if rest, ok := strings.CutPrefix(s, w.text); ok {
			return w.fund, strings.TrimPrefix(rest, words.FundWord.Word())
		}
		if rest, ok := strings.CutPrefix(s, strings.TrimSuffix(w.text, words.FundWord.Word())); ok && !w.several {
			return w.fund, rest
		}
	}
	return "", s
}

type fundWording struct {
	text, fund string
	several    bool // it ends the name of another fund: 基本医疗保险待遇支出 is an item of 城乡居民基本医疗保险基金 too
}

// fundWordings are the names of the funds, the longest first.
var fundWordings = sync.OnceValue(func() (out []fundWording) {
	for m := range schema.Members() {
		if m.Concept == schema.RevenueSocialInsurance {
			for _, w := range append([]string{m.Name}, m.Synonyms...) {
				out = append(out, fundWording{text: w, fund: m.Name})
			}
		}
	}
	for i := range out {
		out[i].several = slices.ContainsFunc(out, func(w fundWording) bool { return w.fund != out[i].fund && strings.HasSuffix(w.text, out[i].text) })
	}
	slices.SortStableFunc(out, func(a, b fundWording) int { return cmp.Compare(len(b.text), len(a.text)) })
	return out
})

// insuredAxis reads a heading of a table of the funds: an item of their accounts, or what
// the lexicon knows of it, which has the names of the funds in full.
func (h *headings) insuredAxis(s string) axis {
	last := lastHead(s)
	fund, rest := fundAhead(itemName(last))
	item := schema.ConceptID(words.InsuredItem.Labels().Meaning(rest))
	if item == "" {
		fund, item = "", schema.ConceptID(words.InsuredItem.Labels().Meaning(itemName(last)))
	}
	if item != "" {
		a := axis{}
		if head := strings.TrimSpace(strings.TrimSuffix(s, last)); head != "" {
			a = h.insuredAxis(head)
		}
		if a.label, a.concept, a.total = s, item, false; clause.OfBalance(item) {
			a.unread = "" // 结余 over 本年收支结余 and 年末滚存结余
		}
		a.dims.FundSource, a.dims.Indicator = schema.SocialInsurance, cmp.Or(fund, a.dims.Indicator)
		return a
	}
	a := h.general(s)
	if full := shortFund().ReplaceAllString(s, "${1}"+words.FundWord.Word()+"$2"); a.opaque() && full != s {
		if b := h.general(full); !b.opaque() {
			b.label = s
			return b
		}
	}
	return a
}

// itemName drops from the name of an item its number and what says that it is one of several.
func itemName(s string) string {
	return nlp.Unnumbered(placeLead().ReplaceAllString(nlp.Unnumbered(s), ""))
}

// shortFund is the name of a fund that leaves out that it is one.
var shortFund = compiled(`({insured_risk}(?:[（(][^（）()]*[）)])?)({insured_side}|$)`)

// insuredRow lets a row of the accounts go on with what the rows above it say.
func (n *rowNames) insuredRow(a *axis, name string) {
	n.insuredClass(a, name)
	above, depth := &n.insured, depthOf(name)
	said := insuredAs(a.concept)
	whole := said != "" && !schema.OfInsuranceItem(said)
	all := ofAllFunds().MatchString(name) || above.funds > 1 && (sumOfRows().MatchString(name) || slices.Contains(above.said, said))
	switch {
	case a.opaque():
		a.insured.fund = above.fund
		if labelled(name, words.Insurance, "fund") {
			above.fund, above.lost = "", true
		}
	case a.dims.Indicator != "":
		if a.dims.Indicator != above.fund {
			above.funds, above.said = above.funds+1, nil
		}
		above.said = append(above.said, said)
		above.fund, above.fundDepth, above.lost = a.dims.Indicator, depth, false
		if above.of != "" && depth >= above.ofDepth {
			a.insured.of = above.of
		}
	case schema.OfInsuranceItem(a.concept):
		a.insured.fund, a.insured.lost = above.fund, above.lost
	case whole && above.fund != "" && depth > above.fundDepth && depth < outline.Levels+1 && !all, whole && above.fund != "" && above.fund == n.h.title.fund:
		a.insured.fund = above.fund
	case whole && (above.fund != "" || above.lost) && depth == outline.Levels+1 && !all:
		a.insured.lost = true // of the fund above, or of all
	case whole || a.total:
		if above.fund != n.h.title.fund {
			above.fund, above.fundDepth, above.funds, above.said = "", 0, 0, nil
		}
		a.insured.fund, a.insured.of, above.lost = above.fund, n.h.title.of, false
		if whole {
			above.of, above.ofDepth = said, depth
		}
	}
}

// insuredClass reads a row that is named by a class of what a fund pays, 劳动能力鉴定支出 or
// 2090402-劳动能力鉴定支出. What the funds call alike, 丧葬抚恤补助, is of the fund above.
func (n *rowNames) insuredClass(a *axis, name string) {
	plain := itemName(name)
	plain = clause.TrimClassName(strings.TrimLeft(plain, "0123456789"))
	item := schema.ConceptID(words.InsuredItem.Labels().Meaning(plain))
	plain = cmp.Or(words.InsuredClass.Labels().Meaning(plain), plain)
	switch code := a.dims.FuncCode; {
	case schema.OfInsuranceItem(a.concept):
	case item != "" && strings.HasPrefix(code, insuredClasses):
		a.concept, a.dims.FuncCode, a.dims.FundSource = item, "", schema.SocialInsurance
		a.insured.fund = fundOfClass(code)
	case len(code) == itemDigits && strings.HasPrefix(code, insuredClasses):
		a.insuredAs(code)
	default:
		codes := slices.DeleteFunc(schema.FunctionCodes(plain, n.h.ctx.Frame.Year), func(code string) bool {
			return len(code) != itemDigits || !strings.HasPrefix(code, insuredClasses) || n.insured.fund != "" && fundOfClass(code) != n.insured.fund
		})
		if len(codes) == 1 {
			a.insuredAs(codes[0])
		}
	}
}

// insuredAs lets a row be of one class of what a fund pays.
func (a *axis) insuredAs(code string) {
	a.unnamed()
	a.concept, a.unread, a.total = schema.ExpenditureByFunction, "", false
	a.dims.FuncCode, a.dims.FundSource = code, schema.SocialInsurance
	a.insured.fund = fundOfClass(code)
}

const (
	insuredClasses = "209" // 社会保险基金支出
	itemDigits     = 7     // of a 项
)

// fundOfClass is the fund whose expenditure a class is of: the revenue of each has the same
// number within the revenue of all.
func fundOfClass(code string) string {
	for m := range schema.Members() {
		if m.Concept == schema.RevenueSocialInsurance && len(m.Code) == 5 && m.Code[3:] == code[3:5] {
			return m.Name
		}
	}
	return ""
}

// ofAllFunds is what says that a row is of all funds.
var (
	ofAllFunds = compiled(`{insurance all}|{row sum}`)
	sumOfRows  = compiled(`{row subtotal}`)
)

// depthOf is how deep the numbering of a name lies, the deeper the larger.
func depthOf(name string) int {
	if level, _ := outline.Mark(name); level > 0 {
		return level
	}
	return outline.Levels + 1
}

// insuredCross settles a figure of a table of the social insurance funds, with the
// place it has: the row or the column names what of their accounts it is, and either, the
// rows above or the title the fund.
func insuredCross(row, col *axis, d schema.Dimensions) (schema.ConceptID, schema.Dimensions) {
	if strings.HasPrefix(row.dims.FuncCode, insuredClasses) && row.insured.fund != "" {
		if side := insuredAs(col.concept); col.opaque() || side != "" && side != schema.ExpenditureSocialInsurance || col.dims.Indicator != "" && col.dims.Indicator != row.insured.fund {
			return "", d
		}
		d.FundSource, d.Indicator, d.FuncCode = schema.SocialInsurance, row.insured.fund, row.dims.FuncCode
		return row.concept, d
	}
	c := ofBoth(insuredAs(row.concept), insuredAs(col.concept))
	if insuredAs(row.concept) == "" && insuredAs(col.concept) == "" {
		c = cmp.Or(row.insured.of, col.insured.of)
	}
	fund := cmp.Or(col.dims.Indicator, row.dims.Indicator)
	differ := row.dims.Indicator != "" && fund != row.dims.Indicator
	if c == "" || row.opaque() || col.opaque() || differ || fund == "" && row.insured.lost {
		return "", d
	}
	d.FundSource, d.Indicator = schema.SocialInsurance, cmp.Or(fund, row.insured.fund)
	return c, d
}

// ofBoth is what a row and a column name together: of a side and an item of it the item,
// and nothing of 收入 in the one against 支出 in the other.
func ofBoth(row, col schema.ConceptID) schema.ConceptID {
	side := func(c schema.ConceptID) string { s, _, _ := strings.Cut(string(c), "."); return s }
	switch {
	case row == "" || row == col:
		return col
	case col == "":
		return row
	case side(row) != side(col) || clause.OfBalance(row):
		return ""
	case schema.OfInsuranceItem(row) && schema.OfInsuranceItem(col):
		return ""
	case schema.OfInsuranceItem(row):
		return row
	}
	return col
}

// insuredAs is what the whole of a side, or a balance, is in a table of the funds.
func insuredAs(c schema.ConceptID) schema.ConceptID {
	switch {
	case clause.IsInsurance(c), clause.OfBalance(c), schema.OfInsuranceItem(c), c == schema.RevenueTotal, c == schema.ExpenditureTotal:
		return c
	case c == schema.RevenueYear:
		return schema.RevenueSocialInsurance
	case c == schema.ExpenditureYear:
		return schema.ExpenditureSocialInsurance
	}
	return ""
}
