package schema

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"gongkai/schema/pattern"
)

// The canonical units of level facts (see numbers: money is kept in 元).
const (
	UnitYuan   = "元"
	unitItems  = "个"
	unitPeople = "人"
	unitCars   = "辆"
)

// The units of other figures that readers ask for.
const (
	UnitPoint        = "分"
	UnitTimes        = "倍"
	UnitPercentPoint = "个百分点"
)

// Concepts returns every concept in the order of the published vocabulary.
// The slice is the caller's own, the synonyms within it are shared: read only.
func Concepts() []Concept { return slices.Clone(conceptTable().all) }

// ConceptByID returns the concept with an id, and false for an unknown id.
func ConceptByID(id ConceptID) (Concept, bool) {
	t := conceptTable()
	i, ok := t.byID[id]
	if !ok {
		return Concept{}, false
	}
	return t.all[i], true
}

// FundNamed returns the fund a concept names by itself, empty where it names
// none: 三公经费 are paid from 财政拨款, revenue or expenditure of one fund says
// which, and 税收收入 and 非税收入 are the two halves of 一般公共预算收入.
func FundNamed(id ConceptID) FundSource {
	switch id {
	case RevenueGeneralPublicBudget, ExpenditureGeneralPublicBudget, RevenueTax, RevenueNonTax:
		return GeneralPublicBudget
	case RevenueGovernmentFund, ExpenditureGovernmentFund:
		return GovernmentFund
	case RevenueStateCapital, ExpenditureStateCapital:
		return StateCapital
	case RevenueFiscal, ExpenditureFiscal:
		return FiscalFunds
	case RevenueSocialInsurance, ExpenditureSocialInsurance:
		return SocialInsurance
	}
	if OfInsuranceItem(id) {
		return SocialInsurance
	}
	if AccountOf(id) == ThreePublicAccount {
		return FiscalFunds
	}
	return ""
}

// OfOneFund reports revenue or expenditure of one fund, or of all fiscal
// appropriation, by the concept itself.
func OfOneFund(id ConceptID) bool {
	return FundNamed(id) != "" && AccountOf(id) != ThreePublicAccount
}

// AccountOf returns the account a concept belongs to, empty for an unknown id.
func AccountOf(id ConceptID) Account {
	t := conceptTable()
	if i, ok := t.byID[id]; ok {
		return t.all[i].Account
	}
	return ""
}

// Wordings yields the concept's label and then what its synonyms stand for: every
// string that names it, once. Wordings carry no quotation marks (“三公”经费 is written
// 三公经费) and use full-width brackets, so a reader folds its text the same
// way before it looks for them.
func (c Concept) Wordings() iter.Seq[string] {
	return func(yield func(string) bool) {
		label := labelWording(c.Label)
		if !yield(label) {
			return
		}
		seen := map[string]bool{label: true}
		for _, p := range c.Synonyms {
			for w := range pattern.Expand(p) {
				if !seen[w] && !yield(w) {
					return
				}
				seen[w] = true
			}
		}
	}
}

// Patterns are the concept's label and its synonyms, which together stand for its wordings.
func (c Concept) Patterns() []pattern.Pattern {
	out := []pattern.Pattern{pattern.Literal(labelWording(c.Label))}
	for _, p := range c.Synonyms {
		out = append(out, pattern.Parse(p))
	}
	return out
}

// labelWording is the part of a standard label that stands in a text: without
// the remark in brackets that says which dimension settles a member, and
// without quotation marks.
func labelWording(label string) string {
	if i := strings.Index(label, "（"); i >= 0 && strings.Contains(label[i:], "定") {
		label = label[:i]
	}
	return strings.NewReplacer("“", "", "”", "").Replace(label)
}

type concepts struct {
	all  []Concept
	byID map[ConceptID]int
}

var conceptTable = sync.OnceValue(func() concepts {
	t := concepts{byID: make(map[ConceptID]int)}
	for _, part := range []struct {
		account  Account
		concepts []Concept
	}{
		{RevenueAccount, revenueConcepts()}, {RevenueAccount, governmentRevenue()}, {RevenueAccount, insuranceRevenue()},
		{ExpenditureAccount, expenditureConcepts()}, {ExpenditureAccount, governmentExpenditure()},
		{BalanceAccount, balanceConcepts()}, {AdjustmentAccount, adjustmentConcepts()}, {DebtAccount, debtConcepts()},
		{ThreePublicAccount, threePublicConcepts()}, {AgencyAccount, agencyConcepts()},
		{ProcurementAccount, procurementConcepts()}, {AssetAccount, assetConcepts()},
		{PerformanceAccount, performanceConcepts()}, {BodyAccount, bodyConcepts()},
	} {
		for _, c := range part.concepts {
			c.Account = part.account
			t.all = append(t.all, c)
		}
	}
	for i, c := range t.all {
		t.byID[c.ID] = i
	}
	return t
})

// amount is a quantity of money over a period, in 元.
func amount(id ConceptID, label, synonyms, basis, example string) Concept {
	return Concept{ID: id, Label: label, Kind: Amount, Unit: UnitYuan,
		Synonyms: words(synonyms), Basis: basis, Example: example}
}

// balance is a quantity of money at a date, in 元.
func balance(id ConceptID, label, synonyms, basis, example string) Concept {
	c := amount(id, label, synonyms, basis, example)
	c.Instant = true
	return c
}

// count is a number of things over a period.
func count(id ConceptID, label, unit, synonyms, basis, example string) Concept {
	return Concept{ID: id, Label: label, Kind: Count, Unit: unit,
		Synonyms: words(synonyms), Basis: basis, Example: example}
}

// stock is a number of things at a date.
func stock(id ConceptID, label, unit, synonyms, basis, example string) Concept {
	c := count(id, label, unit, synonyms, basis, example)
	c.Instant = true
	return c
}

// words splits a list of patterns of wordings with "|" between them.
func words(list string) []string {
	if list == "" {
		return nil
	}
	return pattern.Split(list)
}
