package table

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A table of a government's debt says once what its figures are, 发行, 还本, 付息, 余额 or
// 限额, in its title, in a column or in the numbered row above, and then lists kinds of
// debt that name nothing by themselves: 一般债券, 再融资专项债券, 其中：专项债务.

// debtKind is what the name of a row or column says that is a kind of debt and no more.
type debtKind struct {
	bare bool
	part string // which part of it: new, refinancing or exchange; "" for all
	// under is what the numbered row above a row of a kind says its figures are.
	under schema.ConceptID
	again bool // the second row of its name under none: they are single bonds
}

// ofDebt is the title of a table of a government's debt.
var ofDebt = compiled(`{debt noun}`)

// ofGovernmentDebt is the title of a table that says whose the debt is.
var ofGovernmentDebt = compiled(`{debt subject}(?:{debt general_public_budget government_fund})?{debt noun}`)

// bondsOf is what the title of a table says was issued that names one part of the bonds and
// nothing that is done with them: 再融资政府债券分地区明细表.
func bondsOf(title string) schema.ConceptID {
	m := partOfBonds().FindStringSubmatch(title)
	if m == nil || debtAction(title) != "" {
		return ""
	}
	return ofPart(words.DebtPart.Labels().Meaning(m[1]), schema.DebtIssued)
}

var partOfBonds = compiled(`({debt_part}){debt subject}?(?:{debt general_public_budget government_fund})?{debt noun}`)

// debtIn is what alone the title of a table of debt says its figures are, "" where it
// names none or several.
func debtIn(title string) (only schema.ConceptID) {
	for _, l := range words.DebtAction.Labels() {
		c := schema.ConceptID(l.Means)
		switch {
		case !strings.Contains(title, l.Text) || within(title, l.Text):
		case only != "" && only != c:
			return ""
		default:
			only = c
		}
	}
	return only
}

// within reports a word that stands in the title only inside a longer one that means
// something else: 还本 in 还本付息.
func within(title, word string) bool {
	for _, l := range words.DebtAction.Labels() {
		if len(l.Text) > len(word) && strings.Contains(l.Text, word) {
			title = strings.ReplaceAll(title, l.Text, "")
		}
	}
	return !strings.Contains(title, word)
}

// debtAction is what words that the lexicon does not know say of debts, 付息 in
// 2026年付息预算数, "" unless they are all of one doing.
func debtAction(unread string) (c schema.ConceptID) {
	rest := ofDebts().ReplaceAllString(unread, "")
	for rest != "" {
		l := words.DebtAction.Labels().Of(rest)
		if l == nil || !strings.HasPrefix(rest, l.Text) || c != "" && c != schema.ConceptID(l.Means) {
			return ""
		}
		c, rest = schema.ConceptID(l.Means), rest[len(l.Text):]
	}
	return c
}

// insideAction reports words that stand in a heading only inside an action of debt of which
// the lexicon knows the rest: 举债 in 新增举债额度.
func insideAction(heading, unread string) bool {
	for _, l := range words.DebtAction.Labels() {
		if strings.Contains(heading, l.Text) && strings.Contains(l.Text, unread) && len(l.Text) > len(unread) {
			return true
		}
	}
	return false
}

// saysDebt is a heading that names a quantity of debt.
var saysDebt = compiled(`{debt noun}(?:{debt_part}|{year_letter})*{debt_action}`)

// paidIn is which of the two a column under 还本付息 is of: 本金 or 利息.
func paidIn(heading string) schema.ConceptID {
	last := lastHead(heading)
	if debtIn(strings.TrimSuffix(heading, last)) == "" {
		return ""
	}
	return schema.ConceptID(words.DebtPaid.Labels().Meaning(last))
}

// saysOnly is a heading of nothing but a quantity of debt and its year: 2025年末余额.
var saysOnly = compiled(`^(?:20[0-9]{2}年?(?:年?[末底]|度)?)?{debt_action}$`)

var ofDebts = compiled(`{debt subject}?{debt noun}`)

// bareDebt reads a heading of whose cells each is a kind of debt and nothing else, the
// last of them the narrowest. A cell that sums up those beside it says nothing.
func bareDebt(heading string) (kind debtKind, fund schema.FundSource) {
	for _, cell := range strings.Fields(nlp.Unnumbered(heading)) {
		if kind.bare && sumOfKinds().MatchString(cell) {
			continue
		}
		m := bareDebtName().FindStringSubmatch(cell)
		if m == nil || m[1]+m[2]+m[3]+m[4] == "" {
			return debtKind{}, ""
		}
		kind = debtKind{bare: true, part: words.DebtPart.Labels().Meaning(m[1] + m[3])}
		fund = cmp.Or(schema.FundSource(words.DebtHead.Labels().Meaning(m[2])), fund)
	}
	return kind, fund
}

var sumOfKinds = compiled(`^{row subtotal sum}$`)

var bareDebtName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(words.Expand(`^(?:{place_lead among}[:：]?)?({debt_part})?{debt subject}?({debt general_public_budget government_fund})?({debt_part})?({debt noun})?{amount_end}?$`))
})

// debt reads a heading of a table of debt, once its words are read; said is what those of
// them that the lexicon knows name.
func (h *headings) debt(a *axis, said schema.ConceptID) {
	if !h.debts {
		return
	}
	kind, fund := bareDebt(a.label)
	switch {
	case kind.bare:
		a.kind, a.unread = kind, ""
		a.unnamed()
		a.dims.FundSource = cmp.Or(fund, a.dims.FundSource)
	case a.concept == schema.ExpenditureByFunction && schema.DebtOfClass(a.dims.FuncCode) != "":
		a.concept, a.dims.FuncCode = schema.DebtOfClass(a.dims.FuncCode), "" // 三、2023年还本支出, called like the class
	case a.concept == "" && labelled(lastHead(a.label), words.BondAmount):
		a.concept, a.unread = schema.DebtIssued, ""
	case paidIn(a.label) != "":
		a.concept, a.unread = paidIn(a.label), ""
	case a.concept == "" && h.underDebt(a):
	case a.concept == "" && saysOnly().MatchString(lastHead(a.label)):
		a.concept, a.unread = debtIn(a.label), ""
	case !a.opaque() && a.concept == "" && saysDebt().MatchString(a.label):
		a.concept = debtIn(a.label) // 债务限额, which elsewhere may be of anybody
	case a.opaque() && a.concept == "" && insideAction(a.label, a.unread):
		a.concept, a.unread = debtIn(a.label), ""
	case a.opaque() && a.concept == "":
		if c := debtAction(a.unread); c != "" && (said == "" || clause.OfDebt(said) && strings.HasPrefix(string(said), string(c))) {
			a.concept, a.unread = cmp.Or(said, c), "" // 发行新增政府债券 is of the new ones
		}
	}
	switch { // what is owed when a year begins was owed when the last one ended
	case a.concept != schema.DebtBalance:
	case a.year > 0 && opensYear().MatchString(a.label):
		a.year--
	case a.year == 0 && a.shift == 0 && opensAny().MatchString(nlp.Unnumbered(a.label)):
		a.shift = -1
	}
}

// ofItsParts lets a column of a sum be of what the columns right of it under the same head
// are: 债务限额 合计 over 新增一般债务限额 and 新增专项债务限额 is of the new limits alone.
func (cols *columns) ofItsParts(heads []string) {
	for c := range cols.axes {
		a := &cols.axes[c]
		last := lastHead(heads[c])
		if a.concept != schema.DebtLimit || last == heads[c] || !labelled(last, words.RowName, "sum", "subtotal") {
			continue
		}
		over, parts := strings.TrimSuffix(heads[c], last), 0
		for d := c + 1; d < len(heads) && strings.HasPrefix(heads[d], over) && cols.axes[d].concept == schema.DebtLimitNew; d++ {
			parts++
		}
		if parts > 1 {
			a.concept = schema.DebtLimitNew
		}
	}
}

// underDebt reads 一般 alone under 债务限额 as that of the general debt.
func (h *headings) underDebt(a *axis) bool {
	last := lastHead(a.label)
	over := strings.TrimSpace(strings.TrimSuffix(a.label, last))
	kind, fund := bareDebt(last)
	if over == "" || !kind.bare || kind.part != "" || fund == "" {
		return false
	}
	b := h.axis(over)
	if b.opaque() || !clause.OfDebt(b.concept) {
		return false
	}
	a.concept, a.dims, a.measure, a.unread = b.concept, b.dims, cmp.Or(a.measure, b.measure), ""
	a.dims.FundSource = fund
	return true
}

var (
	opensYear = compiled(`20[0-9]{2}年?年?{debt_when opening}`)
	opensAny  = compiled(`^{debt_when opening}`)
)

// goesOn lets a row of a kind of debt, or of a level of government alone, go on with what
// the row above that names an item of debt says: the item, its year and its phase.
func (n *rowNames) goesOn(a *axis) {
	switch {
	case n.partOfAbove(a):
		n.ofKindAbove(a)
	case clause.OfDebt(a.concept):
		b := *a
		n.debt, n.kindFund = &b, a.dims.FundSource
		return
	case a.kind.bare && n.debt == nil:
		a.kind.again = n.kinds[a.label]
		n.kinds[a.label] = true
		return
	case a.kind.bare:
		a.kind.under = n.debt.concept
		n.ofKindAbove(a)
	case n.debt != nil && a.concept == "" && !a.opaque() && a.dims.EntityScope != "" && !a.total:
		a.concept, a.dims.FundSource = n.debt.concept, cmp.Or(a.dims.FundSource, n.debt.dims.FundSource)
	default:
		n.debt = nil
		return
	}
	a.year, a.shift, a.measure = cmp.Or(a.year, n.debt.year), cmp.Or(a.shift, n.debt.shift), cmp.Or(a.measure, n.debt.measure)
}

// ofKindAbove gives a part of the kind of debt above it, 其中：再融资债券 below （一）一般债券, the fund of that.
func (n *rowNames) ofKindAbove(a *axis) {
	if a.isPart() {
		a.dims.FundSource = cmp.Or(a.dims.FundSource, n.kindFund)
		return
	}
	n.kindFund = a.dims.FundSource
}

// partOfAbove reports a row without a number, year and phase of its own that names a part
// of what the numbered row above does: 新增一般债券发行额 below 三、2024年债务发行决算数.
func (n *rowNames) partOfAbove(a *axis) bool {
	return n.debt != nil && strings.HasPrefix(string(a.concept), string(n.debt.concept)+"_") && a.year == 0 && a.measure == "" &&
		nlp.Unnumbered(a.label) == a.label && nlp.Unnumbered(n.debt.label) != n.debt.label
}

// withLeft lets the name of a row go on with the kind of debt or the place that stands left
// of it in the row, or in the rows above where that cell is blank: 一般债券 | 合计.
func (rr *rowReader) withLeft(a, left *axis) *axis {
	if !rr.names.h.debts || left == nil {
		return a
	}
	if a.dims.Subordinate == "" && a.dims.EntityScope == "" {
		a.dims.Subordinate, a.dims.EntityScope = left.dims.Subordinate, left.dims.EntityScope
	}
	switch {
	case !left.kind.bare:
	case a.total && a.concept == "" && !a.opaque():
		a.kind, a.dims.FundSource = debtKind{bare: true, part: left.kind.part}, left.dims.FundSource
	case a.kind.bare:
		a.dims.FundSource, a.kind.part = cmp.Or(a.dims.FundSource, left.dims.FundSource), cmp.Or(a.kind.part, left.kind.part)
		name := left.label + " " + a.label
		a.kind.again = rr.names.kinds[name]
		rr.names.kinds[name] = true
	}
	return a
}

// kindOfDebt is what a figure is of where a row or a column names a kind of debt: what the
// other of them, the row above or the title says, of that kind.
func (x *crossing) kindOfDebt(row, col *axis) schema.ConceptID {
	c := x.about.debt
	if c == "" && x.about.bonds {
		c = schema.DebtIssued // 专项债券额度 of projects
	}
	for _, of := range [...]schema.ConceptID{row.kind.under, col.concept, row.concept} {
		if clause.OfDebt(of) {
			c = of
		}
	}
	part := cmp.Or(row.kind.part, col.kind.part)
	switch {
	case row.kind.again || row.namesOther() || row.opaque() || col.opaque() || row.concept != "" && !clause.OfDebt(row.concept) || col.concept != "" && !clause.OfDebt(col.concept):
		return ""
	case part == "":
		return c
	}
	return ofPart(part, c)
}

// ofPart is what c is of a part of the debt, "" where there is no concept for it, as for
// the balance and the interest of one part.
func ofPart(part string, c schema.ConceptID) schema.ConceptID {
	switch {
	case part == "new" && (c == schema.DebtIssued || c == schema.DebtIssuedNew):
		return schema.DebtIssuedNew
	case part == "refinancing" && (c == schema.DebtIssued || c == schema.DebtIssuedRefinancing):
		return schema.DebtIssuedRefinancing
	}
	return ""
}
