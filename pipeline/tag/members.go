package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/schema"
)

// Some concepts are reported for many things of one kind, each under its own name:
// indicators of the economy, classes of a government's revenue, social insurance
// funds. The dimension indicator says which, and what a figure of it can be
// measured in tells a level of it from another thing with the same words.

// members enters the names of the tables of schema. A fund of social insurance is
// what revenue, expenditure or a balance is of, like the funds of the budget.
func (l *lexicon) members() {
	for _, m := range schema.Members() {
		e := entry{role: rConcept, concept: m.Concept, member: m.Name, fund: m.Fund}
		if m.Concept == schema.RevenueSocialInsurance {
			e = entry{role: rFund, fund: schema.SocialInsurance, member: m.Name}
		}
		for _, w := range append([]string{m.Name}, m.Synonyms...) {
			l.add(w, e)
			if e.role == rFund { // also the name of a class of expenditure, 209
				l.add(w+"支出", entry{role: rConcept, concept: schema.ExpenditureSocialInsurance, fund: e.fund, member: m.Name})
			}
		}
	}
}

// indicatorNamed is the indicator that words of the local economy name: a wording
// of the table, perhaps with the word that makes it an aim, else the words.
func indicatorNamed(surface string) string {
	for _, w := range []string{"", "全年目标任务", "目标任务", "目标"} {
		if m, ok := schema.MemberByName(schema.EconomyActual, strings.TrimSuffix(surface, w)); ok {
			return m.Name
		}
	}
	return surface
}

// takes reports whether a figure can state the subject: money is no count of
// communities, and people are no gross product.
func (s *subject) takes(kind schema.Kind, unit string) bool {
	if m, ok := schema.MemberByName(s.concept, s.dims.Indicator); ok && kind != schema.Ratio {
		return m.Measured(unit)
	}
	if isEconomy(s.concept) && kind != schema.Ratio {
		return kind == schema.Amount
	}
	return compatible(s.concept, kind)
}

// fitsMember reports whether a figure can be of the member it was read as: 城镇登记失业率
// 3.1% is a level of it, and 地区生产总值 has no level in percent.
func fitsMember(f *schema.Fact) bool {
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	if !ok {
		return true
	}
	switch f.Form {
	case schema.Level:
		return m.Measured(f.Unit)
	case schema.Delta:
		return m.Measured(f.Unit) || f.Unit == "个百分点" && m.Measured("%")
	}
	return f.Kind == schema.Ratio
}

// settleMember gives a figure of a member the form and period that the member has,
// and takes the concept from one that cannot be of it.
func settleMember(f *schema.Fact, bare bool) {
	if f.SourceKind == schema.TableSource && isEconomy(f.Concept) {
		f.Concept, f.Measure = economyAs(f.Measure)
	}
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	if !ok {
		return
	}
	if bare && f.Form == schema.Share {
		f.Form, f.Base = schema.Level, schema.Base{} // a ratio that nothing says is a share of anything
	}
	if !fitsMember(f) {
		f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{EntityScope: f.Dimensions.EntityScope, Subordinate: f.Dimensions.Subordinate}, schema.Base{}, "no_measure_of_member"
		return
	}
	if m.Instant && f.Period.Known() {
		f.Period = schema.Instant(f.Period.End)
	}
}

// economyAs is what a column of a phase says of an indicator: an aim, or what was
// reached.
func economyAs(phase schema.Measure) (schema.ConceptID, schema.Measure) {
	if phase == schema.Target {
		return schema.EconomyTarget, schema.Target
	}
	return schema.EconomyActual, schema.Actual
}

// isEconomy reports the two concepts of the local economy.
func isEconomy(c schema.ConceptID) bool {
	return c == schema.EconomyActual || c == schema.EconomyTarget
}

// insured settles a phrase about the social insurance funds: their revenue,
// their expenditure, or a balance of theirs. What else is said of them, 其他收入 or
// 收入总计 with the balance brought forward, has no concept.
func (p *phrase) insured(s subject, sd side) subject {
	of := subject{measure: s.measure, outside: true}
	of.dims.FundSource = schema.SocialInsurance
	if p.member != someFund {
		of.dims.Indicator = p.member
	}
	switch {
	case p.member == someFund:
	case p.named != nil && ofBalance(p.named.concept):
		of.concept, of.outside = p.named.concept, false
	case p.named != nil && p.namedSide() == noSide:
	case sd == revenueSide, sd == bothSides:
		of.concept, of.both, of.outside = schema.RevenueSocialInsurance, sd == bothSides, false
	case sd == expenditureSide:
		of.concept, of.outside = schema.ExpenditureSocialInsurance, false
	}
	return of
}

// someFund is the insurance fund of a sentence after one that told of single funds:
// what it says may be of the last of them or of all.
const someFund = "?"

func isInsurance(c schema.ConceptID) bool {
	return c == schema.RevenueSocialInsurance || c == schema.ExpenditureSocialInsurance
}

// ofBalance reports what is left at the end or the beginning of a year, or of its revenue.
func ofBalance(c schema.ConceptID) bool {
	return c == schema.BalanceOpening || c == schema.BalanceClosing || c == schema.BalanceYear
}

// ofOneBudget reports items that each of a government's budgets has of its own, so
// that they are of the one the paragraph speaks of.
func ofOneBudget(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueTransfers, schema.RevenueSuperiorSubsidy, schema.RevenueRemitted, schema.RevenueTransferredIn, schema.RevenueDebt, schema.RevenueDebtOnlent,
		schema.ExpenditureSubsidies, schema.ExpenditureRemitUp, schema.ExpenditureTransferredOut, schema.ExpenditureDebtOnlent:
		return true
	}
	return ofBalance(c)
}

// insuredCross settles a figure of a table of the social insurance funds, with the
// place it has: the row or the column names revenue, expenditure or a balance, and
// either may name the fund.
func insuredCross(row, col axis, d schema.Dimensions) (schema.ConceptID, schema.Dimensions) {
	for _, a := range []axis{row, col} {
		c := insuredAs(a.concept)
		if c == "" || row.opaque() || col.opaque() {
			continue
		}
		place := d
		d.FundSource, d.Indicator = schema.SocialInsurance, cmp.Or(row.dims.Indicator, col.dims.Indicator)
		if other := insuredAs(col.concept); a.label == row.label && other != "" && other != c {
			return "", place // 收入 in a row against 支出 in a column
		}
		return c, d
	}
	return "", d
}

// insuredAs is what the whole of a side, or a balance, is in a table of the funds.
func insuredAs(c schema.ConceptID) schema.ConceptID {
	switch {
	case isInsurance(c), ofBalance(c):
		return c
	case c == schema.RevenueYear:
		return schema.RevenueSocialInsurance
	case c == schema.ExpenditureYear:
		return schema.ExpenditureSocialInsurance
	}
	return ""
}

// debtClass is the class of expenditure that 支出 makes of what is paid for debt:
// 一般债务还本支出.
func (p *phrase) debtClass() string {
	switch {
	case p.named == nil || p.side != expenditureSide:
	case p.named.concept == schema.DebtRepaid:
		return "231"
	case p.named.concept == schema.DebtInterest:
		return "232"
	}
	return ""
}

// classBeside is a class of revenue that a heading names beside another item: what
// is spent of it, 国有土地使用权出让金债务转贷支出, is neither of the two.
func (n *narrator) classBeside() string {
	class, others := "", 0
	for i := range n.lx {
		switch x := &n.lx[i]; {
		case x.kind != lexWord:
		case x.entry.concept == schema.RevenueByClass && class == "":
			class = x.entry.surface
		case x.entry.role == rConcept && x.entry.measure == "" || x.entry.role == rHead && x.entry.side != revenueSide:
			others++
		}
	}
	if others == 0 {
		return ""
	}
	return class
}

// ofGovernment reports the concepts of a government's own accounts. In a table they
// are of rows that are known or are places: what a project got of the bonds is no
// figure of all bonds.
func ofGovernment(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueTax, schema.RevenueNonTax, schema.RevenueByClass, schema.BalanceYear, schema.BalanceStabilizationFund:
		return true
	}
	return strings.HasPrefix(string(c), "debt.") || isEconomy(c) || isInsurance(c) || ofOneBudget(c) && !ofBalance(c) && c != schema.RevenueSuperiorSubsidy && c != schema.ExpenditureRemitUp
}

// stateCapitalRevenue is a class of the general public budget's revenue (10306), and
// in the part on the state capital budget all of that budget's.
const stateCapitalRevenue = "国有资本经营收入"

// inTurn is the figure that the next of several changes is of, where only one
// subject is in force: 接待游客2亿人次，旅游总收入2227亿元，分别增长10.4%和9.1%. The levels of
// the sentence have them in turn if there are as many.
func (n *narrator) inTurn(i int) (subject, bool) {
	if n.named && n.turn == 0 {
		return subject{}, false // 城乡居民收入分别增长4.4%、5.6%: of two that one word names
	}
	changes := n.turn + n.run(i)
	var levels []int
	for k := n.firstFact; k < len(n.out.facts); k++ {
		if f := &n.out.facts[k]; n.out.ends[k] > n.sentence && f.Form == schema.Level && f.Kind != schema.Ratio {
			levels = append(levels, k)
		}
	}
	if len(levels) < changes {
		return subject{}, false
	}
	f := &n.out.facts[levels[len(levels)-changes+n.turn]]
	return subject{concept: f.Concept, dims: f.Dimensions, label: f.Label}, f.Concept != ""
}

// ofInstitution reports people or beds in a sentence that began with another kind of
// institution: 疾病预防控制中心13个，卫生技术人员674人 are not all there are.
func (n *narrator) ofInstitution(f *schema.Fact) bool {
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	if !ok || !m.Instant || !m.Measured("人") && !m.Measured("张") {
		return false
	}
	for k := n.firstFact; k < len(n.out.facts); k++ {
		if first := &n.out.facts[k]; n.out.ends[k] > n.sentence {
			return first.Concept == "" && slices.Contains([]string{"个", "家", "所"}, first.Unit)
		}
	}
	return false
}
