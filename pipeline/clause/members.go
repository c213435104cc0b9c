package clause

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Some concepts are reported for many things of one kind, each under its own name:
// indicators of the economy, classes of a government's revenue, social insurance
// funds. The dimension indicator says which, and what a figure of it can be
// measured in tells a level of it from another thing with the same words.

// members enters the names of the tables of schema. A fund of social insurance is
// what revenue, expenditure or a balance is of, like the funds of the budget.
func (l *Lexicon) members() {
	for m := range schema.Members() {
		if m.Counted {
			continue // an ordinary noun, which leftUnsaid takes where it is the whole name
		}
		if m.Concept == schema.RevenueSocialInsurance {
			l.insuranceFund(&m)
			continue
		}
		e := Entry{Role: ConceptWord, Concept: m.Concept, Member: m.Name, Fund: m.Fund}
		l.add(e, m.Name)
		l.add(e, m.Synonyms...)
	}
}

// insuranceFund enters the names of a fund of social insurance, and those of the class of
// expenditure (209) that is called so.
func (l *Lexicon) insuranceFund(m *schema.Member) {
	fund := Entry{Role: FundWord, Fund: schema.SocialInsurance, Member: m.Name}
	spent := Entry{Role: ConceptWord, Concept: schema.ExpenditureSocialInsurance, Fund: schema.SocialInsurance, Member: m.Name}
	for _, w := range append([]string{m.Name}, m.Synonyms...) {
		l.add(fund, w)
		l.add(spent, w+words.ExpenditureWord.Word())
	}
}

// indicatorNamed is the indicator that words of the local economy name: a wording
// of the table, perhaps with the word that makes it an aim, else the words.
func indicatorNamed(surface string) string {
	name := surface
	if aim := words.Aim.Labels().Of(surface); aim != nil {
		name = strings.TrimSuffix(surface, aim.Text)
	}
	for _, w := range [2]string{surface, name} {
		if m, ok := schema.MemberByName(schema.EconomyActual, w); ok {
			return m.Name
		}
	}
	return surface
}

// Takes reports whether a figure can state the subject: money is no count of
// communities, and people are no gross product.
func (s *Subject) Takes(kind schema.Kind, unit string) bool {
	if m, ok := schema.MemberByName(s.Concept, s.Dims.Indicator); ok && kind != schema.Ratio {
		return m.Measured(unit)
	}
	if IsEconomy(s.Concept) && kind != schema.Ratio {
		return kind == schema.Amount
	}
	return compatible(s.Concept, kind) && (kind != schema.Count || countedIn(s.Concept, unit))
}

// countedIn reports a unit that a concept may be counted in: its own, or one of the rows of
// the table of counts. Of a concept without such a row any unit may be one.
func countedIn(c schema.ConceptID, unit string) bool {
	concept, _ := schema.ConceptByID(c)
	units := countUnits()[string(c)]
	return len(units) == 0 || unit == concept.Unit || slices.Contains(units, unit)
}

// countUnits lists the units of the table of counts by concept.
var countUnits = sync.OnceValue(func() map[string][]string {
	units := make(map[string][]string)
	for i := range words.Load().Counts {
		c := &words.Load().Counts[i]
		units[c.Concept] = append(units[c.Concept], c.Units...)
	}
	return units
})

// ToldBy reports an indicator that the institutions of a name tell: one of its wordings
// begins with what the name ends in, 资质以上建筑业企业完成建筑业总产值.
func ToldBy(indicator, institutions string) bool {
	m, _ := schema.MemberByName(schema.EconomyActual, indicator)
	return slices.ContainsFunc(m.Synonyms, func(w string) bool {
		for at := range institutions {
			if rest := institutions[at:]; nlp.HanCount(rest) >= shortestInstitution && strings.HasPrefix(w, rest) {
				return true
			}
		}
		return false
	})
}

// shortestInstitution is how many characters of an institution say what it does: 保险公司.
const shortestInstitution = 4

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
		return m.Measured(f.Unit) || f.Unit == schema.UnitPercentPoint && m.Measured("%")
	}
	return f.Kind == schema.Ratio
}

// SettleMember gives a figure of a member the form and period that the member has,
// and Takes the concept from one that cannot be of it.
func SettleMember(f *schema.Fact, bare bool) {
	if f.SourceKind == schema.TableSource && IsEconomy(f.Concept) {
		f.Concept, f.Measure = economyAs(f.Measure)
		f.MeasureSource = cmp.Or(f.MeasureSource, schema.FromConcept)
	}
	m, ok := schema.MemberByName(f.Concept, f.Dimensions.Indicator)
	if !ok {
		return
	}
	ratio := bare && f.Form == schema.Share // which nothing says is a share of anything
	switch {
	case ratio && m.Measured(f.Unit) && words.ShareName.Labels().Say(m.Name):
		ratio = false // 优良水体比例95%: the name says that it is a share
	case ratio && m.Measured(f.Unit):
		f.Form, f.Base, ratio = schema.Level, schema.Base{}, false
	}
	if ratio && len(m.Units) == 0 && f.Unit == "%" && f.SourceKind != schema.TableSource {
		f.Form, f.Base, ratio = schema.PctChange, schema.Base{}, false // 居民消费价格涨幅控制在3%左右: only changes of it are told
	}
	if ratio || !fitsMember(f) {
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

// IsEconomy reports the two concepts of the local economy.
func IsEconomy(c schema.ConceptID) bool {
	return c == schema.EconomyActual || c == schema.EconomyTarget
}

func IsInsurance(c schema.ConceptID) bool {
	return c == schema.RevenueSocialInsurance || c == schema.ExpenditureSocialInsurance
}

// OfBalance reports what is left at the end or the beginning of a year, or of its revenue.
func OfBalance(c schema.ConceptID) bool {
	return c == schema.BalanceOpening || c == schema.BalanceClosing || c == schema.BalanceYear
}

// OfOneBudget reports items that each of a government's budgets has of its own, so
// that they are of the one the paragraph speaks of.
func OfOneBudget(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueTransfers, schema.RevenueRemitted, schema.RevenueTransferredIn, schema.RevenueDebt, schema.RevenueDebtOnlent,
		schema.RevenueSuperiorSubsidy, schema.RevenueTaxReturn, schema.RevenueGeneralTransfer, schema.RevenueSpecialTransfer, schema.RevenueStabilizationFund,
		schema.ExpenditureSubsidies, schema.ExpenditureTransferredOut, schema.ExpenditureDebtOnlent, schema.ExpenditureRemitUp, schema.ExpenditureStabilizationFund,
		schema.BalanceOpening, schema.BalanceClosing:
		return true
	}
	return false
}

// ClassBeside is a class of revenue that a heading names beside another item: what
// is spent of it, 国有土地使用权出让金债务转贷支出, is neither of the two.
func (n *Paragraph) ClassBeside() string {
	class, others := "", 0
	for i := range n.Lexemes {
		switch x := &n.Lexemes[i]; {
		case x.Kind != Word:
		case x.Entry.Concept == schema.RevenueByClass && class == "":
			class = x.Entry.Surface
		case x.Entry.Role == ConceptWord && x.Entry.Measure == "" || x.Entry.Role == HeadWord && x.Entry.side != schema.RevenueSide:
			others++
		}
	}
	if others == 0 {
		return ""
	}
	return class
}

// FundOfTransfer is the budget that a class of transfers to other governments belongs to:
// 23001 to 23003 are of the general public budget, 23004 and 23005 of the two others. It is "" for another class.
func FundOfTransfer(code string) schema.FundSource {
	if len(code) < len("23001") {
		return ""
	}
	switch code[:len("23001")] {
	case "23001", "23002", "23003":
		return schema.GeneralPublicBudget
	case "23004":
		return schema.GovernmentFund
	case "23005":
		return schema.StateCapital
	}
	return ""
}

// OfDebt reports the concepts of a government's debt.
func OfDebt(c schema.ConceptID) bool { return strings.HasPrefix(string(c), "debt.") }

// OfGovernment reports the concepts of a government's own accounts. In a table they
// are of rows that are known or are places: what a project got of the bonds is no
// figure of all bonds.
func OfGovernment(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueTax, schema.RevenueNonTax, schema.RevenueByClass, schema.BalanceYear, schema.BalanceStabilizationFund:
		return true
	}
	return OfDebt(c) || IsEconomy(c) || IsInsurance(c) || OfOneBudget(c)
}

// compatible reports whether a number of a kind can state a concept: money is
// no count of communities. Ratios relate to any concept.
func compatible(c schema.ConceptID, k schema.Kind) bool {
	concept, ok := schema.ConceptByID(c)
	return !ok || concept.Kind == "" || k == schema.Ratio || concept.Kind == k
}

// memberNamed sets the member a concept's own wording names: 其他用车 is the
// class of vehicles called so.
func memberNamed(s *Subject, e *Entry) {
	surface := e.Surface
	switch s.Concept {
	case schema.AssetVehiclesByKind:
		s.Dims.VehicleKind = VehicleKind(surface)
	case schema.AssetFixedByKind:
		s.Dims.AssetKind = AssetKind(surface)
	case schema.StaffByKind:
		s.Dims.StaffKind = surface
	case schema.EconomyTarget, schema.EconomyActual:
		s.Dims.Indicator = cmp.Or(e.Member, indicatorNamed(surface))
	case schema.RevenueByClass:
		s.Dims.Indicator = e.Member
	}
}
