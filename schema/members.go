package schema

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"gongkai/schema/pattern"
)

// The members of the dimension indicator: one concept each for the indicators of
// the economy, the classes of a government's revenue and the social insurance
// funds, and a table each of what they are.
var (
	//go:embed indicators.tsv
	indicatorsTSV string
	//go:embed revenues.tsv
	revenuesTSV string
	//go:embed insurance.tsv
	insuranceTSV string
)

const (
	basisRevenueClass = "财政部《政府收支分类科目》收入分类（每年修订）"
	basisInsurance    = "《国务院关于试行社会保险基金预算的意见》（国发〔2010〕2号）；《预算法》第十一条"
)

// Member is a quantity that a concept is reported for under its own name: 增值税 of
// [RevenueByClass], 地区生产总值 of [EconomyActual], 失业保险基金 of
// [RevenueSocialInsurance] and its expenditure. Its name is the value of the
// dimension indicator.
type Member struct {
	Concept  ConceptID
	Name     string
	Synonyms []string   // other wordings, folded like those of concepts
	Code     string     // of 收入分类, "" for an indicator of the economy
	Fund     FundSource // the budget that a class of revenue belongs to
	Units    []string   // of its levels, % for a rate; none where only changes of it are told
	Instant  bool       // a stock: its levels are at a date
	Counted  bool       // named by an ordinary noun, and only where it is the whole noun before a number in one of the units
	Whole    []string   // other such nouns of a member that has a name of its own: 出口
	Basis    string
	Example  string
}

// Measured reports whether a level of the member may have a unit.
func (m *Member) Measured(unit string) bool { return slices.Contains(m.Units, unit) }

// Members returns all members: the indicators of the economy in the order of the
// national accounts, the classes of revenue by code, the insurance funds by code.
// What is within them is shared: read only.
func Members() iter.Seq[Member] { return slices.Values(memberTable().all) }

// MemberByName returns the member of a concept with a name or another wording of
// it, and false where the concept has none of it.
func MemberByName(c ConceptID, name string) (Member, bool) {
	t := memberTable()
	i, ok := t.byName[owner(c)][name]
	if !ok {
		return Member{}, false
	}
	return t.all[i], true
}

// owner is the concept whose members another concept has too.
func owner(c ConceptID) ConceptID {
	switch c {
	case EconomyTarget:
		return EconomyActual
	case ExpenditureSocialInsurance, BalanceOpening, BalanceClosing, BalanceYear:
		return RevenueSocialInsurance
	}
	if OfInsuranceItem(c) {
		return RevenueSocialInsurance
	}
	return c
}

// budgetOf is the budget that a class of 收入分类 is revenue of: 10301 and 10310 are
// 政府性基金, the items of 10306 国有资本经营预算, all others 一般公共预算.
func budgetOf(code string) FundSource {
	switch {
	case strings.HasPrefix(code, "10301"), strings.HasPrefix(code, "10310"):
		return GovernmentFund
	case strings.HasPrefix(code, "10306") && len(code) > len("10306"):
		return StateCapital
	}
	return GeneralPublicBudget
}

// OfInsuranceItem reports an item of the revenue or expenditure of a social insurance
// fund: 利息收入, 转移支出.
func OfInsuranceItem(c ConceptID) bool { return strings.Contains(string(c), ".insurance_") }

// members are all members, and their places by the concept that owns them and by each of
// their wordings.
type members struct {
	all    []Member
	byName map[ConceptID]map[string]int
}

// roomOfNames is for the wordings of all indicators, the most that a concept has, and a tenth more.
const roomOfNames = 18_500

var memberTable = sync.OnceValue(buildMembers)

// buildMembers reads the tables, of which an earlier one holds where two have a member.
func buildMembers() members {
	t := members{byName: map[ConceptID]map[string]int{
		EconomyActual:          make(map[string]int, roomOfNames),
		RevenueByClass:         make(map[string]int),
		RevenueSocialInsurance: make(map[string]int),
	}}
	for f := range tableRows(indicatorsTSV, 6) {
		t.add(Member{Concept: EconomyActual, Name: f[0], Synonyms: wordings(f[0], f[1]), Units: words(f[2]), Instant: f[3] == "stock", Basis: f[4], Example: f[5]})
	}
	for f := range tableRows(countedTSV, 6) {
		t.count(Member{Concept: EconomyActual, Name: f[0], Synonyms: wordings(f[0], strings.TrimPrefix(f[1], unstated)), Units: words(f[2]), Instant: f[3] == "stock", Counted: true, Basis: f[4], Example: f[5]})
	}
	t.addGroups(groups())
	for f := range tableRows(revenuesTSV, 4) {
		t.add(Member{Concept: RevenueByClass, Code: f[0], Fund: budgetOf(f[0]), Name: f[1], Synonyms: wordings(f[1], f[2]), Units: []string{UnitYuan}, Basis: basisRevenueClass, Example: f[3]})
	}
	for f := range tableRows(insuranceTSV, 4) {
		t.add(Member{Concept: RevenueSocialInsurance, Code: f[0], Fund: SocialInsurance, Name: f[1], Synonyms: wordings(f[1], f[2]), Units: []string{UnitYuan}, Basis: basisInsurance, Example: f[3]})
	}
	return t
}

func (t *members) add(m Member) {
	names := t.byName[m.Concept]
	names[m.Name] = len(t.all)
	for _, w := range m.Synonyms {
		names[w] = len(t.all)
	}
	t.all = append(t.all, m)
}

// wordings lists what a list of patterns stands for besides the name, each once.
func wordings(name, list string) (out []string) {
	if list == "" {
		return nil
	}
	seen := map[string]bool{name: true}
	pattern.Parse(list).Each(func(wording []byte) bool {
		if len(wording) > 0 && !seen[string(wording)] {
			w := string(wording)
			seen[w], out = true, append(out, w)
		}
		return true
	})
	return out
}

// count adds a thing that is counted, or to the member that has its name the ordinary
// nouns for it.
func (t *members) count(m Member) {
	if i, known := t.byName[m.Concept][m.Name]; known {
		t.all[i].Whole = m.Synonyms
		return
	}
	t.add(m)
}

// tableRows yields the cells of the rows of an embedded table with a number of
// columns; lines that begin with # are remarks.
func tableRows(text string, columns int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(text) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") || len(f) != columns {
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

// InsuranceFund is the social insurance fund that a text is the name of and nothing more,
// with or without 基金 at its end: 企业职工基本养老保险. It is "" for any other text.
func InsuranceFund(name string) string { return insuranceFunds()[name] }

var insuranceFunds = sync.OnceValue(func() map[string]string {
	funds := make(map[string]string)
	for m := range Members() {
		if m.Concept != RevenueSocialInsurance {
			continue
		}
		for _, w := range append([]string{m.Name}, m.Synonyms...) {
			funds[w], funds[strings.TrimSuffix(w, "基金")] = m.Name, m.Name
		}
	}
	return funds
})
