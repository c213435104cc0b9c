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
