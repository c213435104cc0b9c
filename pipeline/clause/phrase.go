package clause

import (
	"cmp"
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// Dependent reports noun phrases that begin with a word of relation, so that
// what stands before them is part of the name: 革命老区转移支付支出, 国家公园项目预算数.
func Dependent(s *Subject) bool {
	return s.Bare || words.RelationNoun.Labels().Say(s.Label)
}

// BothSubjects splits 收入支出总计 into its two sides.
func BothSubjects(s Subject) []Subject {
	r, e := s, s
	r.Both, e.Both = false, false
	e.Concept = OtherSide(r.Concept)
	return []Subject{r, e}
}

// AreBothSides reports the two sides of one budget that one noun names: 政府性基金预算收支.
func AreBothSides(of []Subject) bool {
	return len(of) == 2 && of[0].Start == of[1].Start && of[1].Concept == OtherSide(of[0].Concept) && Specific(schema.FundNamed(of[0].Concept))
}

// TotalOfBoth is what one figure for both sides of a budget tells: a budget whose two sides
// are one size is balanced, with all that is carried over and handed on.
func TotalOfBoth(s Subject) Subject {
	s.Dims.FundSource, s.Concept = schema.FundNamed(s.Concept), schema.RevenueTotal
	return s
}

// OtherSide returns the expenditure concept that mirrors a revenue concept.
func OtherSide(c schema.ConceptID) schema.ConceptID {
	return schema.ConceptID(strings.Replace(string(c), "revenue.", "expenditure.", 1))
}

// SplitsClass reports the two halves of any class's expenditure.
func SplitsClass(c schema.ConceptID) bool {
	return c == schema.ExpenditureBasic || c == schema.ExpenditureProject
}

// ParentOf is the total a concept is a part of by the structure of the accounts.
func ParentOf(c schema.ConceptID, section schema.SectionID) schema.ConceptID {
	id := string(c)
	switch {
	case strings.HasPrefix(id, "three_public."):
		return schema.ThreePublicTotal
	case strings.HasPrefix(id, "procurement."):
		return schema.ProcurementTotal
	case c == schema.ExpenditureByFunction:
		if h := schema.DefaultOf(section); h.Concept != "" {
			return h.Concept
		}
		return schema.ExpenditureYear
	case strings.HasPrefix(id, "revenue."):
		return schema.RevenueYear
	case c == schema.ExpenditurePersonnel || c == schema.ExpenditurePublicUse || c == schema.ExpenditureByEconomic:
		return schema.ExpenditureBasic
	case strings.HasPrefix(id, "expenditure."):
		return schema.ExpenditureYear
	}
	return ""
}

// BareSide reports a phrase that names a side of the accounts and no item:
// 收入, 本级支出, 支出预算.
func (p *Phrase) BareSide() bool {
	if p.Named == nil {
		return p.Side == schema.RevenueSide || p.Side == schema.ExpenditureSide
	}
	switch p.Named.Concept {
	case schema.RevenueYear, schema.ExpenditureYear:
		return !p.Named.Function && !p.Named.Economic && !words.WholeNoun.Labels().Say(p.Named.Surface)
	}
	return false
}

// Bare reports the name of a budget or of its funds and nothing more.
func (p *Phrase) Bare() bool {
	return p.Named == nil && p.Side == schema.NoSide && !p.Total && (Specific(p.Fund) || p.Fund == schema.FiscalFunds)
}

// Grand reports a phrase that ends in a word for the grand total: 支出总计, 一般公共预算收入总量.
func (p *Phrase) Grand() bool { return p.Total && words.GrandSum.Labels().Say(p.totalAs) }

// WholeSide reports a phrase that names all of one side and nothing more: 总收入.
func (p *Phrase) WholeSide() bool {
	if p.Named == nil {
		return p.Side == schema.RevenueSide || p.Side == schema.ExpenditureSide
	}
	return p.namedSide() != schema.NoSide
}

// namedSide is the side of the accounts whose whole a word names: 总收入, 本年支出合计,
// 社会保险基金收入. 收入总计 has the balance brought forward in it.
func (p *Phrase) namedSide() schema.Side {
	if p.Named == nil || strings.HasSuffix(p.Named.Surface, words.GrandTotalEnd.Word()) || p.totalAs == words.GrandTotalEnd.Word() {
		return schema.NoSide
	}
	switch p.Named.Concept {
	case schema.RevenueTotal, schema.RevenueYear, schema.ExpenditureTotal, schema.ExpenditureYear, schema.RevenueSocialInsurance, schema.ExpenditureSocialInsurance:
		return sideOf(p.Named.Concept)
	}
	return schema.NoSide
}

// ofFund reports the whole of a year after the fund that it is of, of which there is a
// concept: 政府性基金本年支出合计, 财政拨款本年度收入.
func (p *Phrase) ofFund() bool {
	if !p.led || p.Named.Function || p.Named.Economic || !Specific(p.Fund) && p.Fund != schema.FiscalFunds {
		return false
	}
	return p.Named.Concept == schema.RevenueYear || p.Named.Concept == schema.ExpenditureYear
}

// sideOf is the side of the accounts a concept of revenue or expenditure is on.
func sideOf(c schema.ConceptID) schema.Side {
	if strings.HasPrefix(string(c), "revenue.") {
		return schema.RevenueSide
	}
	return schema.ExpenditureSide
}

// Specific reports one of the budgets a government keeps apart.
func Specific(f schema.FundSource) bool {
	return f == schema.GeneralPublicBudget || f == schema.GovernmentFund || f == schema.StateCapital
}

// Connective reports text that does not end a noun phrase.
func Connective(s string) bool {
	s = strings.Trim(s, " \t\u00a0\u3000“”\"")
	return s == "" || words.Joint.Labels().Say(s)
}

// Phrase accumulates the words of one noun phrase.
type Phrase struct {
	Named   *Entry // the first word that names a concept outright
	Fund    schema.FundSource
	Member  string // the insurance fund
	led     bool   // the fund stands before the noun: 政府性基金本年支出
	Side    schema.Side
	Total   bool
	totalAs string // 总计, 合计 …: 总计 and 总额 mean the grand total
	Year    bool   // 本年
	Yearly  bool   // 本年, not 本级
	Measure schema.Measure
	words   int
}

// Takes reports whether an entry can stand inside a noun phrase after what was read.
func (p *Phrase) Takes(e *Entry) bool {
	switch e.Role {
	case ConceptWord:
		return p.Named == nil && p.Side == schema.NoSide && !p.Total || p.headed(e) || p.beforeBalance(e) || p.leftOfFund(e)
	case FundWord:
		return p.Fund == "" || p.Named != nil
	case HeadWord:
		return p.Side == schema.NoSide
	case TotalWord, QualifierWord:
		return true
	case PhaseWord:
		// A phase word opens no phrase: 年初预算为 leaves the subject as it was.
		return p.words > 0 && p.Measure == ""
	}
	return false
}

// headed reports 支出预算 and its like after a concept: the head noun of
// 一般公共预算“三公”经费支出预算, and no subject of its own.
func (p *Phrase) headed(e *Entry) bool {
	if p.Named == nil || p.Side != schema.NoSide || p.Total || p.Named.Function || p.Named.Economic {
		return false
	}
	if IsExpense(p.Named.Concept) {
		switch e.Concept {
		case schema.ExpenditureFiscal, schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital:
			return true // “三公”经费公共财政拨款支出: what it was paid from
		}
	}
	switch e.Concept {
	case schema.ExpenditureYear, schema.ExpenditureTotal:
		return strings.HasPrefix(e.Surface, words.ExpenditureWord.Word()) && !strings.HasPrefix(string(p.Named.Concept), "revenue.")
	case schema.RevenueYear, schema.RevenueTotal:
		return strings.HasPrefix(e.Surface, words.RevenueWord.Word()) && strings.HasPrefix(string(p.Named.Concept), "revenue.")
	}
	return false
}

// beforeBalance reports a balance right after the money of a budget that it is of:
// 政府性基金预算财政拨款收入年初结转和结余.
func (p *Phrase) beforeBalance(e *Entry) bool {
	if p.Total || !OfBalance(e.Concept) {
		return false
	}
	if p.Named == nil {
		return p.Fund != "" && p.Side == schema.RevenueSide
	}
	return schema.FundNamed(p.Named.Concept) != "" && sideOf(p.Named.Concept) == schema.RevenueSide
}

// leftOfFund reports the revenue of a budget right after a balance, which is what was left of it:
// 上年结转结余的一般公共预算收入.
func (p *Phrase) leftOfFund(e *Entry) bool {
	return p.Named != nil && OfBalance(p.Named.Concept) && p.Fund == "" && Specific(schema.FundNamed(e.Concept)) && sideOf(e.Concept) == schema.RevenueSide
}

// IsExpense reports one of the expenses of an office that reports name apart from
// the statements: 三公 expenses, 机关运行经费, 会议费, 培训费.
func IsExpense(c schema.ConceptID) bool {
	return strings.HasPrefix(string(c), "three_public.") || strings.HasPrefix(string(c), "agency.")
}

func (p *Phrase) Add(e *Entry) {
	p.words++
	switch e.Role {
	case ConceptWord:
		if p.Named != nil && p.beforeBalance(e) {
			p.Fund, p.Named = cmp.Or(p.Fund, schema.FundNamed(p.Named.Concept)), e
			return
		}
		if p.Named != nil {
			if p.leftOfFund(e) {
				p.Fund = schema.FundNamed(e.Concept)
			}
			p.Measure = cmp.Or(e.Measure, p.Measure)
			return
		}
		p.Named = e
		p.Fund = cmp.Or(p.Fund, e.Fund)
		if e.Fund == schema.SocialInsurance {
			p.Member = cmp.Or(p.Member, e.Member)
		}
	case FundWord:
		if p.Fund == "" {
			p.Fund, p.Member, p.led = e.Fund, e.Member, p.Named == nil
		}
	case HeadWord:
		p.Side = e.side
		if words.TotalMark.Labels().Say(e.Surface) {
			p.Total, p.totalAs = true, words.GrandTotalEnd.Word()
		}
	case TotalWord:
		p.Total, p.totalAs = true, e.Surface
	case QualifierWord:
		p.Year = true
		p.Yearly = p.Yearly || !words.OfOwn.Labels().Say(e.Surface)
	case PhaseWord:
		p.Measure = e.Measure
		if p.Named == nil && p.Side == schema.NoSide {
			p.Side = e.side // 政府性基金拨款支出决算
		}
	}
}

// Resolve settles which concept the phrase names, given the section it stands in.
func (p *Phrase) Resolve(section schema.SectionID, ctx *Context) Subject {
	s := p.ResolveAt(schema.DefaultOf(section), ctx)
	if f := &s.Dims.FundSource; s.Dims.FuncCode != "" && (*f == schema.AllFunds || *f == schema.FiscalFunds) {
		*f = cmp.Or(schema.FundOfFunction(s.Dims.FuncCode), *f)
	}
	return s
}

// ResolveAt is resolve for a place that takes def for granted.
func (p *Phrase) ResolveAt(def schema.SectionDefault, ctx *Context) Subject {
	s := Subject{Measure: p.Measure}
	if p.Named != nil && p.Named.Code != "" {
		s.Concept, s.Dims.FuncCode, s.Partial = schema.ExpenditureByFunction, p.Named.Code, p.Named.partial
		s.Dims.FundSource = p.FundOf(s.Concept, def)
		return s
	}
	p.takeFund(&s, def)
	if p.Fund == schema.SocialInsurance || p.Named != nil && IsInsurance(p.Named.Concept) {
		return p.insured(s.Measure, cmp.Or(p.Side, p.namedSide(), def.Side))
	}
	if code := p.debtClass(); code != "" {
		s.Concept, s.Dims.FuncCode, s.Dims.FundSource = schema.ExpenditureByFunction, code, cmp.Or(p.Fund, def.Fund)
		return s
	}
	if p.Named != nil && p.Named.Concept == schema.RevenueByClass && p.Side == schema.ExpenditureSide {
		s.Outside = true // 城市基础设施配套费支出: what is spent of it
		return s
	}
	if p.Named != nil {
		p.resolveNamed(&s, def, ctx)
		return s
	}
	return p.resolveSide(s, def)
}

// takeFund settles the fund of a phrase that leaves it to its place, and reads a noun
// of a fund as the side of it.
func (p *Phrase) takeFund(s *Subject, def schema.SectionDefault) {
	if p.Fund == "" && def.Fund == schema.SocialInsurance && (p.WholeSide() || p.Named != nil && OfBalance(p.Named.Concept)) {
		p.Fund = schema.SocialInsurance
	}
	if p.Named != nil && p.Fund == "" && Specific(def.HeadFund) && p.BareSide() && !p.Yearly {
		p.Fund = def.HeadFund // 支出预算 in the part on one budget, as 支出
	}
	if p.Named != nil && (p.Fund != "" && p.BareSide() && (Specific(p.Fund) || p.Fund == schema.SocialInsurance) || p.ofFund()) {
		s.Measure = cmp.Or(s.Measure, p.Named.Measure)
		p.Side, p.Named = sideOf(p.Named.Concept), nil
	}
}

// TransferToGeneral is what 调入一般公共预算 is in the accounts of a budget, and of which: an
// expenditure of the one that gives, 政府性基金支出125亿元，调入一般公共预算10亿元, and a revenue of the
// general budget where the name itself says who gives, 从政府性基金预算调入一般公共预算.
func TransferToGeneral(of schema.FundSource, named bool) (schema.ConceptID, schema.FundSource) {
	switch {
	case named:
		return schema.RevenueTransferredIn, schema.GeneralPublicBudget
	case of == schema.GovernmentFund || of == schema.StateCapital:
		return schema.ExpenditureTransferredOut, of
	}
	return schema.RevenueTransferredIn, of
}

// EndsInGeneralBudget reports the name of a transfer that ends with who gets it.
func EndsInGeneralBudget(name string) bool {
	return strings.HasSuffix(name, words.GeneralBudget.Word())
}

// resolveNamed settles a phrase that holds the name of a concept or class.
func (p *Phrase) resolveNamed(s *Subject, def schema.SectionDefault, ctx *Context) {
	s.Concept = p.Named.Concept
	if s.Measure == "" {
		s.Measure = p.Named.Measure
	}
	s.Both = NamesBothSides(s.Concept, p.Named.Surface)
	memberNamed(s, p.Named)
	if p.Named.Member == words.StateCapitalRevenue.Word() && (def.HeadFund == schema.StateCapital || !ctx.Frame.Territorial) {
		s.Concept, s.Dims.Indicator = schema.RevenueStateCapital, ""
	}
	switch {
	case p.Named.Function && !p.itemElsewhere(ctx, def) && (s.Concept == "" || def.Function && def.Classes):
		if code := ctx.FunctionCode(p.Named.Surface, ""); code != "" {
			s.Concept, s.Dims.FuncCode = schema.ExpenditureByFunction, code
		}
	case p.Named.Economic && s.Concept == "":
		if code := ctx.EconomicCode(p.Named.Surface); code != "" {
			s.Concept, s.Dims.EconCode = schema.ExpenditureByEconomic, code
		}
	}
	if def.Fund == schema.FiscalFunds && p.Fund == "" && !def.Function {
		s.Concept = FiscalYear(s.Concept)
	}
	s.Dims.FundSource = p.FundOf(s.Concept, def)
	if s.Concept == schema.RevenueTransferredIn && EndsInGeneralBudget(p.Named.Surface) {
		s.Concept, s.Dims.FundSource = TransferToGeneral(s.Dims.FundSource, p.led)
	}
	s.Concept = p.upgradeTotal(s.Concept)
	if s.Both && s.Concept == schema.RevenueFiscal {
		s.Concept = schema.RevenueTotal
	}
}

// itemElsewhere reports the name of an economic class that an item of the state capital budget
// has too, outside of the parts on classes by function: 资本性支出.
func (p *Phrase) itemElsewhere(ctx *Context, def schema.SectionDefault) bool {
	return p.Named.Economic && !def.Function && p.Fund != schema.StateCapital && len(ctx.EconomicCode(p.Named.Surface)) == len("310") &&
		len(ctx.FunctionCode(p.Named.Surface, "")) == len("2230401")
}

// resolveSide settles a phrase that names a side of the accounts or a fund only.
func (p *Phrase) resolveSide(s Subject, def schema.SectionDefault) Subject {
	if p.Side == schema.NoSide && p.Fund == "" {
		return s // 合计 or 本年 alone name nothing
	}
	side := p.Side
	if side == schema.NoSide {
		side = def.Side
	}
	if p.Fund == schema.OtherFunds {
		if side == schema.RevenueSide {
			s.Concept = schema.RevenueOther
		}
		return s // what is spent of 其他资金 has no concept of its own
	}
	s.Both = side == schema.BothSides
	s.Bare = p.Fund == "" && !p.Total && !p.Year
	s.Concept = SideConcept(side, p, def)
	s.Dims.FundSource = p.FundOf(s.Concept, def)
	return s
}

// upgradeTotal turns 财政拨款收入 followed by 总计 into the grand total.
func (p *Phrase) upgradeTotal(c schema.ConceptID) schema.ConceptID {
	if !(p.Total && p.totalAs == words.GrandTotalEnd.Word()) && !words.SumNoun.Labels().Say(p.Named.Surface, "grand") {
		return c
	}
	switch c {
	case schema.RevenueFiscal:
		return schema.RevenueTotal
	case schema.ExpenditureFiscal:
		return schema.ExpenditureTotal
	}
	return c
}

// FiscalYear reads 本年收入 and 本年支出 in the fiscal-appropriation statement as
// the appropriation's.
func FiscalYear(c schema.ConceptID) schema.ConceptID {
	switch c {
	case schema.RevenueYear:
		return schema.RevenueFiscal
	case schema.ExpenditureYear:
		return schema.ExpenditureFiscal
	}
	return c
}

// NamesBothSides reports wordings that name revenue and expenditure at once:
// 收、支总计, 收入支出总计.
func NamesBothSides(c schema.ConceptID, surface string) bool {
	return strings.HasPrefix(string(c), "revenue.") && words.SideMark.Labels().Say(surface, "revenue") && words.SideMark.Labels().Say(strings.ReplaceAll(surface, words.PaidOver.Word(), ""), "expenditure")
}

// SideConcept names the revenue or expenditure a head noun stands for.
func SideConcept(sd schema.Side, p *Phrase, def schema.SectionDefault) schema.ConceptID {
	fund := p.Fund
	if fund == "" && !p.Total && !p.Year {
		fund = def.HeadFund
	}
	grand := p.Total && words.SumNoun.Labels().Say(p.totalAs, "whole")
	if !p.Total && !p.Year && fund == "" {
		grand = def.Grand || sd == schema.BothSides
	}
	revenue := sd != schema.ExpenditureSide
	switch {
	case grand && (fund == "" || fund == schema.FiscalFunds):
		return OnSide(revenue, schema.RevenueTotal, schema.ExpenditureTotal)
	case fund == schema.GeneralPublicBudget:
		return OnSide(revenue, schema.RevenueGeneralPublicBudget, schema.ExpenditureGeneralPublicBudget)
	case fund == schema.GovernmentFund:
		return OnSide(revenue, schema.RevenueGovernmentFund, schema.ExpenditureGovernmentFund)
	case fund == schema.StateCapital:
		return OnSide(revenue, schema.RevenueStateCapital, schema.ExpenditureStateCapital)
	case fund == schema.FiscalFunds, fund == "" && p.Year && def.Fund == schema.FiscalFunds:
		return OnSide(revenue, schema.RevenueFiscal, schema.ExpenditureFiscal)
	case def.Concept != "" && !p.Total && !p.Year && (!revenue || sideOf(def.Concept) == schema.RevenueSide):
		return def.Concept
	}
	return OnSide(revenue, schema.RevenueYear, schema.ExpenditureYear)
}

func OnSide(revenue bool, a, b schema.ConceptID) schema.ConceptID {
	if revenue {
		return a
	}
	return b
}

// FundOf gives the fund dimension of a concept: named in the phrase, implied by
// the section, or none where the concept itself names it.
func (p *Phrase) FundOf(c schema.ConceptID, def schema.SectionDefault) schema.FundSource {
	id := string(c)
	if named := schema.FundNamed(c); named != "" && !(strings.HasPrefix(id, "three_public.") && Specific(p.Fund)) {
		return named
	}
	switch {
	case strings.HasPrefix(id, "three_public."):
		return p.Fund // 政府性基金“三公”经费
	case strings.HasPrefix(id, "debt."):
		return p.Fund // 专项债务限额
	case !strings.HasPrefix(id, "revenue.") && !strings.HasPrefix(id, "expenditure.") && !strings.HasPrefix(id, "balance."):
		return ""
	case p.Fund != "":
		return p.Fund
	}
	return def.Fund
}

// SamePeriod reports words for the same months of another year: 同比, 去年同期.
func SamePeriod(e *Entry) bool {
	return words.SamePeriod.Labels().Say(e.Surface)
}

// InYear is a period of some months in another year, the whole of it for any other
// period.
func InYear(p schema.Period, year int) schema.Period {
	if !p.Known() || p.IsInstant() || p.Start.Year() != p.End.Year() {
		return schema.YearPeriod(year)
	}
	start, end := p.Start.Time(), p.End.Time()
	if end.AddDate(0, 0, 1).Day() == 1 {
		return schema.Period{Start: schema.DateOf(year, start.Month(), start.Day()), End: schema.DateOf(year, end.Month()+1, 0)}
	}
	return schema.Period{Start: schema.DateOf(year, start.Month(), start.Day()), End: schema.DateOf(year, end.Month(), end.Day())}
}

// FitPeriod makes a period an instant where the concept is one and a duration
// where it is not. An opening balance stands on the first day of the year it
// opens: 2019年结转资金 in the 2020 report opens 2020.
func FitPeriod(c schema.ConceptID, p schema.Period, year int) schema.Period {
	concept, known := schema.ConceptByID(c)
	switch {
	case c == schema.BalanceOpening:
		y := p.End.Year()
		if y == year-1 {
			y = year
		}
		return schema.Instant(schema.DateOf(y, 1, 1))
	case known && concept.Instant:
		return schema.Instant(p.End)
	case p.IsInstant():
		return schema.Period{Start: schema.DateOf(p.End.Year(), 1, 1), End: p.End}
	}
	return p
}

// Insured is what a bare side names in a table of the social insurance funds.
func (p *Phrase) Insured(sd schema.Side) Subject { return p.insured("", sd) }

// insured settles a phrase about the social insurance funds: their revenue,
// their expenditure, or a balance of theirs. What else is said of them, 其他收入 or
// 收入总计 with the balance brought forward, has no concept.
func (p *Phrase) insured(measure schema.Measure, sd schema.Side) Subject {
	of := Subject{Measure: measure, Outside: true}
	of.Dims.FundSource = schema.SocialInsurance
	if p.Member != SomeFund {
		of.Dims.Indicator = p.Member
	}
	switch {
	case p.Member == SomeFund:
	case p.Named != nil && OfBalance(p.Named.Concept):
		of.Concept, of.Outside = p.Named.Concept, false
	case p.Named != nil && p.namedSide() == schema.NoSide:
	case sd == schema.RevenueSide, sd == schema.BothSides:
		of.Concept, of.Both, of.Outside = schema.RevenueSocialInsurance, sd == schema.BothSides, false
	case sd == schema.ExpenditureSide:
		of.Concept, of.Outside = schema.ExpenditureSocialInsurance, false
	}
	return of
}

// SomeFund is the insurance fund of a sentence after one that told of single funds:
// what it says may be of the last of them or of all.
const SomeFund = "?"

// debtClass is the class of expenditure that 支出 makes of what is paid for debt:
// 一般债务还本支出.
func (p *Phrase) debtClass() string {
	if p.Named == nil || p.Side != schema.ExpenditureSide {
		return ""
	}
	return schema.ClassOfDebt(p.Named.Concept)
}
