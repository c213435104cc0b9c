package table

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A table of what a government hands on to the places inside it has a row or a column for each
// of them, and kinds of transfers along the other side. What 合计 is there its title says.

// handed is what the title of such a table says its figures are in all.
type handed struct {
	concept schema.ConceptID
	class   string            // of one kind of them
	fund    schema.FundSource // where the title names what only one budget has
}

// handedIn reads a title: all that is handed on where it names 转移支付 without a part of them, or every
// kind; the class of the one kind that it names alone; nothing where it names another, 均衡性转移支付.
func handedIn(title string) handed {
	if !labelled(title, words.TitleTransfers) || labelled(title, words.Handed, "part") {
		return handed{}
	}
	m := kindsHanded().FindStringSubmatch(title)
	if m == nil || labelled(m[2], words.TitleTransfers) || words.InsuredSide.Labels().Say(m[2], "revenue") {
		return handed{}
	}
	var kinds []string
	for rest := m[1]; rest != ""; {
		kind := oneHanded().FindStringSubmatch(rest)
		kinds, rest = append(kinds, words.Handed.Labels().Meaning(kind[1])), rest[len(kind[0]):]
	}
	switch whole := kinds[len(kinds)-1] == "all"; {
	case whole && len(kinds) <= 2, !whole && len(kinds) == 3:
		of := handed{concept: schema.ExpenditureSubsidies}
		if len(kinds) > 1 {
			of.fund = schema.GeneralPublicBudget // taxes are returned from it alone
		}
		return of
	case len(kinds) == 1:
		return handed{concept: schema.ExpenditureByFunction, class: classHanded[kinds[0]]}
	}
	return handed{}
}

var (
	kindsHanded = compiled(`(?:^|{handed before})((?:{handed returned general special all}{handed and}?)+)(.*)$`)
	oneHanded   = compiled(`^({handed returned general special all}){handed and}?`)
)

// transfer reads the class of a transfer that the heading of a table of transfers to places
// names without what makes it one of expenditure: 均衡性转移支付. Another class there, 基本建设
// 支出, is what the transfer is given for and no expenditure of who gives it.
func (h *headings) transfer(a *axis) {
	switch {
	case !h.transfers:
		return
	case a.dims.EconCode != "", a.dims.FuncCode != "" && !strings.HasPrefix(a.dims.FuncCode, transferClass):
		a.unnamed()
		a.unread = cmp.Or(a.unread, a.label)
		return
	case !a.opaque() || a.concept != "":
		return
	}
	name := strings.TrimSpace(sumHead().ReplaceAllString(a.label, ""))
	if words.Handed.Labels().Meaning(name) == "returned" {
		a.concept, a.dims.FuncCode, a.unread = schema.ExpenditureByFunction, classHanded["returned"], ""
		return
	}
	plain := *h
	plain.transfers = false
	if b := plain.general(a.label + words.ExpenditureWord.Word()); !b.opaque() && strings.HasPrefix(b.dims.FuncCode, transferClass) {
		a.concept, a.dims.FuncCode, a.unread = b.concept, b.dims.FuncCode, ""
	}
}

// transferClass begins the codes of the classes of expenditure that are transfers.
const transferClass = "230"

// classHanded are the classes of the kinds of transfers.
var classHanded = map[string]string{"returned": "23001", "general": "23002", "special": "23003"}

// sumHead is the cell of a heading that sums up those beside it.
var sumHead = compiled(`(^| ){row subtotal sum}$`)

// eachPlace ends an item that is told for each place below it: 返还性支出分地区合计：.
var eachPlace = compiled(`{column places_each}{row subtotal sum}?[:：]?$`)

// placesAgain reports a table that lists the places below each of several items.
func placesAgain(g *grid, cols *columns) bool {
	type named struct {
		col  int
		name string
	}
	seen := make(map[named]bool)
	for r := g.header; r < g.end; r++ {
		for c, kind := range cols.kinds {
			if kind != nameColumn || !g.begins(r, c) {
				continue
			}
			name := named{c, nlp.Unnumbered(g.text(r, c))}
			if seen[name] && placeIn(name.name) != "" {
				return true
			}
			seen[name] = true
		}
	}
	return false
}

// below lets the row of a place be of the item above it in a table that lists the places for each.
func (n *rowNames) below(a *axis) *axis {
	switch {
	case !n.nested:
	case n.item != nil && n.item.total && !n.item.opaque() && n.item.concept == "":
	case n.item == nil || n.item.opaque() || n.item.concept == "":
		a.group = true
	default:
		a.concept, a.dims.FuncCode = n.item.concept, n.item.dims.FuncCode
		a.dims.FundSource = n.item.dims.FundSource
	}
	return a
}
