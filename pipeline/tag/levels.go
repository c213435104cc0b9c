package tag

import (
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Counties call 一般公共预算收入 at times what their offices have collected for every level of
// government. The parts say so: what is handed up is no revenue of the budget of a place.

// ofAllLevels takes the whole of the innermost list for 财政总收入 where fact k, a member of it,
// is handed up to a level above or is itself the revenue of the budget, and keeps the members
// of such a whole out of that budget.
func (n *prose) ofAllLevels(k int) {
	l := n.d.topic.innermost()
	if l == nil || l.fact < 0 || l.fact >= k {
		return
	}
	f := &n.out.Facts[k]
	if l.whole.Concept == schema.RevenueGeneralPublicBudget && f.Form == schema.Level && l.fact >= n.d.paragraph.first &&
		(words.HandedUp.Labels().Say(f.Label) || f.Concept == l.whole.Concept && f.Label != l.whole.Label && words.LocalRevenue.Labels().Say(f.Label) && !words.LocalRevenue.Labels().Say(l.whole.Label)) {
		of, whole := n.out.Facts, l.whole
		same := func(i int) bool {
			return of[i].Concept == whole.Concept && of[i].Label == whole.Label && of[i].Dimensions == whole.Dims
		}
		from := l.fact
		for from > n.d.paragraph.first && same(from-1) {
			from-- // its budget and how much of that was done are told first
		}
		for i := from; i < k; i++ {
			if same(i) {
				collected(&of[i])
			}
		}
		l.whole.Concept, l.whole.Dims = schema.EconomyActual, n.out.Facts[l.fact].Dimensions
	}
	if l.whole.Dims.Indicator == words.AllRevenue.Word() && f.Concept != schema.RevenueGeneralPublicBudget && strings.HasPrefix(string(f.Concept), revenuePrefix) {
		f.Dimensions.FundSource = ""
		if s := n.d.topic.subjects; len(s) == 1 && s[0].Concept == f.Concept {
			s[0].Dims.FundSource = ""
		}
	}
}

const (
	revenuePrefix = "revenue."
)

// collectedForAll takes 一般公共预算总收入 for 财政总收入 where it has the revenue of the budget as a part of it and
// none of the flows beside that, which are added later or nowhere: 一般公共预算总收入9亿元，其中地方一般公共预算收入6亿元；
// 加上级补助收入3亿元. It is that wherever the paragraphs name it so.
func (n *prose) collectedForAll() {
	of := n.out.Facts
	for k := n.d.paragraph.first; k < len(of); k++ {
		f := &of[k]
		if f.Concept != schema.RevenueTotal || f.Form != schema.Level || f.Dimensions.FundSource != schema.GeneralPublicBudget || !words.SumNoun.Labels().Say(f.Label, "grand") || strings.HasSuffix(f.Label, words.GrandTotalEnd.Word()) {
			continue
		}
		own, whole := n.ownRevenueOf(k), *f
		for i := k; i < own; i++ {
			if g := &of[i]; g.Concept == whole.Concept && g.Label == whole.Label && g.Dimensions == whole.Dimensions {
				collected(g)
			}
		}
	}
}

// ownRevenueOf is the revenue of the budget itself that the sentence of fact k goes on with as the part of it, 0 where
// it has none or another flow of the accounts beside it.
func (n *prose) ownRevenueOf(k int) (own int) {
	of := n.out.Facts
	for i := k + 1; i < len(of) && (of[i].Context == of[k].Context || strings.HasPrefix(of[i].Context, words.OfThem)); i++ {
		if said := n.p.Text[n.out.Ends[i-1]:n.out.Ends[i]]; strings.ContainsAny(said, "；;") || of[i].Form == schema.Level && words.AddedList.Labels().Say(said, "plain") {
			break
		}
		switch f := &of[i]; {
		case f.Form != schema.Level || itemOfRevenue(f.Concept) || f.Concept == of[k].Concept:
		case f.Concept == schema.RevenueGeneralPublicBudget && own == 0 && strings.Contains(n.p.Text[n.out.Ends[k]:n.out.Ends[i]], words.OfThem):
			own = i
		case schema.AccountOf(f.Concept) == schema.RevenueAccount && f.Concept != schema.RevenueGeneralPublicBudget, ofBalance(f.Concept):
			return 0
		}
	}
	return own
}

// collected makes a figure one of 财政总收入.
func collected(f *schema.Fact) {
	f.Concept, f.Measure = schema.EconomyActual, schema.Actual
	f.Dimensions.Indicator, f.Dimensions.FundSource = words.AllRevenue.Word(), ""
	switch {
	case f.Rule == completionBase:
		f.Concept, f.Measure = schema.EconomyTarget, schema.Target
	case f.Form == schema.Completion:
		f.Base.Concept, f.Base.Measure = schema.EconomyTarget, schema.Target
	}
}

// outOfProcurement takes the concept of a side of the accounts from a figure in the part on
// purchases: 按资金类型划分，一般公共预算拨款9万元 is what of them it pays for.
func (n *prose) outOfProcurement(f *schema.Fact) {
	if !n.d.section.ofPurchases() || schema.AccountOf(f.Concept) != schema.RevenueAccount && schema.AccountOf(f.Concept) != schema.ExpenditureAccount {
		return
	}
	if f.Concept != schema.ExpenditureByEconomic && clause.Specific(schema.FundNamed(f.Concept)) {
		withoutConcept(f, "of_purchases")
	}
}
