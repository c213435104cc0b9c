package tag

import (
	"cmp"
	"strings"

	"gongkai/schema"
)

// subject is what a clause speaks about: a concept with the dimensions its noun
// phrase names. A subject without a concept is a phrase the tables do not know.
type subject struct {
	concept    schema.ConceptID
	dims       schema.Dimensions
	measure    schema.Measure // a phase named inside the phrase: 收入决算总额
	both       bool           // 收入支出总计: one figure for both sides, or a pair
	partial    bool           // a class of which only the levels above are known
	bare       bool           // only a head noun: 支出
	outside    bool           // of the social insurance funds, and nothing that has a concept
	label      string
	start, end int
}

func (s *subject) known() bool { return s.concept != "" }

// nounPhrase reads the subject that begins at lexeme i: a run of fund, head,
// concept, total and phase words with nothing but connective characters
// between them. It returns the lexeme after the run.
func (n *narrator) nounPhrase(i int) (subject, int) {
	var p phrase
	j, end, named := i, n.lx[i].start, 0
	for ; j < len(n.lx) && n.lx[j].kind == lexWord && p.takes(n.lx[j].entry); j++ {
		if j > i && !connective(n.text[end:n.lx[j].start]) {
			break
		}
		p.add(n.lx[j].entry)
		end = n.lx[j].end
		if n.lx[j].entry.role != rMeasure {
			named = end // the phase after it may change while the subject stays
		}
	}
	if j == i {
		return subject{}, i
	}
	if n.takesFund(&p) {
		p.fund, p.member = n.fund, n.fundMember
	}
	s := p.resolve(n.section, n.ctx)
	s.start, s.end = n.lx[i].start, end
	if isInsurance(s.concept) && p.named != nil && strings.HasSuffix(p.named.surface, "合计") && strings.Contains(n.sinceSentence(s.start), "上年结") {
		s.concept, s.outside = "", true // 加上年结余64亿元，收入合计130.1亿元
	}
	class := p.named != nil && (p.named.function && s.dims.FuncCode != "" || p.named.economic && s.dims.EconCode != "")
	if class && p.named.code == "" && s.concept != "" && n.substance(n.segment, s.start) != "" {
		return subject{}, j // 社区办公费: the class name is the end of a longer phrase
	}
	if p.named != nil && p.named.function && s.dims.FuncCode != "" && n.listsRevenue() {
		return subject{}, j // 上级补助收入…，其中：专项转移支付…: an item of revenue, whatever expenditure has the name
	}
	if p.named != nil && p.named.function && p.named.code == "" && len(s.dims.FuncCode) > 3 && !homeOf(n.section).function {
		return subject{}, j // a 项 name in running text is an ordinary word
	}
	if p.named != nil && p.named.function && s.dims.FuncCode != "" && (p.side == revenueSide || n.ctx.frame.Territorial && s.dims.FuncCode == "209") {
		return subject{}, j // 社会保险基金预算收入 is no class of expenditure, nor is the whole fund's 支出
	}
	if p.named != nil && p.named.function && p.named.code == "" && p.side == noSide && s.dims.FuncCode != "" &&
		!homeOf(n.section).function && !strings.HasSuffix(p.named.surface, "支出") {
		s.bare = true // 城乡, 教育: a class only where a figure or a change follows
	}
	n.projectSubject(&s, &p)
	s.label = strings.TrimSpace(n.text[s.start:named])
	return s, j
}

// listsRevenue reports a list whose whole is a revenue.
func (n *narrator) listsRevenue() bool {
	k := len(n.lists) - 1
	return k >= 0 && strings.HasPrefix(string(n.lists[k].whole.concept), "revenue.")
}

// takesFund reports 收入 or 支出 in a report on a territory that leaves out the
// budget it is of, which is the one the paragraph has named: 全市一般公共预算收入…；支出….
func (n *narrator) takesFund(p *phrase) bool {
	return n.ctx.frame.Territorial && n.fund != "" && p.fund == "" && (homeOf(n.section).headFund == "" || n.fund == schema.SocialInsurance) &&
		(p.bareSide() && !p.total && !p.yearly || p.named != nil && ofOneBudget(p.named.concept) || n.fund == schema.SocialInsurance && p.wholeSide())
}

// bareSide reports a phrase that names a side of the accounts and no item:
// 收入, 本级支出, 支出预算.
func (p *phrase) bareSide() bool {
	if p.named == nil {
		return p.side == revenueSide || p.side == expenditureSide
	}
	switch p.named.concept {
	case schema.RevenueYear, schema.ExpenditureYear:
		return !p.named.function && !p.named.economic && !containsAny(p.named.surface, wholeWords)
	}
	return false
}

// wholeSide reports a phrase that names all of one side and nothing more: 总收入.
func (p *phrase) wholeSide() bool {
	if p.named == nil {
		return p.side == revenueSide || p.side == expenditureSide
	}
	return p.namedSide() != noSide
}

// namedSide is the side of the accounts whose whole a word names: 总收入, 本年支出合计,
// 社会保险基金收入. 收入总计 has the balance brought forward in it.
func (p *phrase) namedSide() side {
	if p.named == nil || strings.HasSuffix(p.named.surface, "总计") || p.totalAs == "总计" {
		return noSide
	}
	switch p.named.concept {
	case schema.RevenueTotal, schema.RevenueYear, schema.ExpenditureTotal, schema.ExpenditureYear, schema.RevenueSocialInsurance, schema.ExpenditureSocialInsurance:
		return sideOf(p.named.concept)
	}
	return noSide
}

// wholeWords make 收入 and 支出 the name of a whole that no fund need be added to.
var wholeWords = []string{"合计", "总", "小计", "本年", "当年", "年度"}

// sideOf is the side of the accounts a concept of revenue or expenditure is on.
func sideOf(c schema.ConceptID) side {
	if strings.HasPrefix(string(c), "revenue.") {
		return revenueSide
	}
	return expenditureSide
}

// specific reports one of the budgets a government keeps apart.
func specific(f schema.FundSource) bool {
	return f == schema.GeneralPublicBudget || f == schema.GovernmentFund || f == schema.StateCapital
}

// connective reports text that does not end a noun phrase.
func connective(s string) bool {
	switch strings.Trim(s, " \t\u00a0\u3000“”\"") {
	case "", "的", "度", "年度", "总", "及", "类", "当年":
		return true
	}
	return false
}

// phrase accumulates the words of one noun phrase.
type phrase struct {
	named   *entry // the first word that names a concept outright
	fund    schema.FundSource
	member  string // the insurance fund
	side    side
	total   bool
	totalAs string // 总计, 合计 …: 总计 and 总额 mean the grand total
	year    bool   // 本年
	yearly  bool   // 本年, not 本级
	measure schema.Measure
	words   int
}

// takes reports whether an entry can stand inside a noun phrase after what was read.
func (p *phrase) takes(e *entry) bool {
	switch e.role {
	case rConcept:
		return p.named == nil && p.side == noSide && !p.total || p.headed(e)
	case rFund:
		return p.fund == "" || p.named != nil
	case rHead:
		return p.side == noSide
	case rTotal, rQualifier:
		return true
	case rMeasure:
		// A phase word opens no phrase: 年初预算为 leaves the subject as it was.
		return p.words > 0 && p.measure == ""
	}
	return false
}

// headed reports 支出预算 and its like after a concept: the head noun of
// 一般公共预算“三公”经费支出预算, and no subject of its own.
func (p *phrase) headed(e *entry) bool {
	if p.named == nil || p.side != noSide || p.total || p.named.function || p.named.economic {
		return false
	}
	if named := string(p.named.concept); strings.HasPrefix(named, "three_public.") || strings.HasPrefix(named, "agency.") {
		switch e.concept {
		case schema.ExpenditureFiscal, schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital:
			return true // “三公”经费公共财政拨款支出: what it was paid from
		}
	}
	switch e.concept {
	case schema.ExpenditureYear, schema.ExpenditureTotal:
		return strings.HasPrefix(e.surface, "支出") && !strings.HasPrefix(string(p.named.concept), "revenue.")
	case schema.RevenueYear, schema.RevenueTotal:
		return strings.HasPrefix(e.surface, "收入") && strings.HasPrefix(string(p.named.concept), "revenue.")
	}
	return false
}

func (p *phrase) add(e *entry) {
	p.words++
	switch e.role {
	case rConcept:
		if p.named != nil {
			p.measure = cmp.Or(e.measure, p.measure)
			return
		}
		p.named = e
		p.fund = cmp.Or(p.fund, e.fund)
		if e.fund == schema.SocialInsurance {
			p.member = cmp.Or(p.member, e.member)
		}
	case rFund:
		if p.fund == "" {
			p.fund, p.member = e.fund, e.member
		}
	case rHead:
		p.side = e.side
		if strings.Contains(e.surface, "总") {
			p.total, p.totalAs = true, "总计"
		}
	case rTotal:
		p.total, p.totalAs = true, e.surface
	case rQualifier:
		p.year = true
		p.yearly = p.yearly || e.surface != "本级" && e.surface != "部门"
	case rMeasure:
		p.measure = e.measure
	}
}

// resolve settles which concept the phrase names, given the section it stands in.
func (p *phrase) resolve(section schema.SectionID, ctx *context) subject {
	return p.resolveAt(homeOf(section), ctx)
}

// resolveAt is resolve for a place that takes home for granted.
func (p *phrase) resolveAt(home home, ctx *context) subject {
	s := subject{measure: p.measure}
	if p.named != nil && p.named.code != "" {
		s.concept, s.dims.FuncCode, s.partial = schema.ExpenditureByFunction, p.named.code, p.named.partial
		s.dims.FundSource = p.fundOf(s.concept, home)
		return s
	}
	if p.fund == "" && home.fund == schema.SocialInsurance && (p.wholeSide() || p.named != nil && ofBalance(p.named.concept)) {
		p.fund = schema.SocialInsurance
	}
	if p.named != nil && p.fund == "" && specific(home.headFund) && p.bareSide() && !p.yearly {
		p.fund = home.headFund // 支出预算 in the part on one budget, as 支出
	}
	if p.named != nil && p.fund != "" && p.bareSide() && (specific(p.fund) || p.fund == schema.SocialInsurance) {
		s.measure = cmp.Or(s.measure, p.named.measure)
		p.side, p.named = sideOf(p.named.concept), nil
	}
	if p.fund == schema.SocialInsurance || p.named != nil && isInsurance(p.named.concept) {
		return p.insured(s, cmp.Or(p.side, p.namedSide(), home.side))
	}
	if code := p.debtClass(); code != "" {
		s.concept, s.dims.FuncCode, s.dims.FundSource = schema.ExpenditureByFunction, code, cmp.Or(p.fund, home.fund)
		return s
	}
	if p.named != nil {
		s.concept = p.named.concept
		if s.measure == "" {
			s.measure = p.named.measure
		}
		s.both = namesBothSides(s.concept, p.named.surface)
		memberNamed(&s, p.named)
		if p.named.member == stateCapitalRevenue && home.headFund == schema.StateCapital {
			s.concept, s.dims.Indicator = schema.RevenueStateCapital, ""
		}
		switch {
		case p.named.function && (s.concept == "" || home.function && home.classes):
			if code := ctx.functionCode(p.named.surface, ""); code != "" {
				s.concept, s.dims.FuncCode = schema.ExpenditureByFunction, code
			}
		case p.named.economic && s.concept == "":
			if code := ctx.economicCode(p.named.surface); code != "" {
				s.concept, s.dims.EconCode = schema.ExpenditureByEconomic, code
			}
		}
		if home.fund == schema.FiscalFunds && p.fund == "" && !home.function {
			s.concept = fiscalYear(s.concept)
		}
		s.dims.FundSource = p.fundOf(s.concept, home)
		s.concept = p.upgradeTotal(s.concept)
		if s.both && s.concept == schema.RevenueFiscal {
			s.concept = schema.RevenueTotal
		}
		return s
	}
	if p.side == noSide && p.fund == "" {
		return s // 合计 or 本年 alone name nothing
	}
	side := p.side
	if side == noSide {
		side = home.side
	}
	if p.fund == schema.OtherFunds {
		if side == revenueSide {
			s.concept = schema.RevenueOther
		}
		return s // what is spent of 其他资金 has no concept of its own
	}
	s.both = side == bothSides
	s.bare = p.fund == "" && !p.total && !p.year
	s.concept = sideConcept(side, p, home)
	s.dims.FundSource = p.fundOf(s.concept, home)
	return s
}

// upgradeTotal turns 财政拨款收入 followed by 总计 into the grand total.
func (p *phrase) upgradeTotal(c schema.ConceptID) schema.ConceptID {
	w := p.named.surface
	if !(p.total && p.totalAs == "总计") && !strings.HasSuffix(w, "总计") && !strings.HasSuffix(w, "总收入") && !strings.HasSuffix(w, "总支出") {
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

// fiscalYear reads 本年收入 and 本年支出 in the fiscal-appropriation statement as
// the appropriation's.
func fiscalYear(c schema.ConceptID) schema.ConceptID {
	switch c {
	case schema.RevenueYear:
		return schema.RevenueFiscal
	case schema.ExpenditureYear:
		return schema.ExpenditureFiscal
	}
	return c
}

// namesBothSides reports wordings that name revenue and expenditure at once:
// 收、支总计, 收入支出总计.
func namesBothSides(c schema.ConceptID, surface string) bool {
	return strings.HasPrefix(string(c), "revenue.") && strings.Contains(surface, "收") && strings.Contains(surface, "支")
}

// sideConcept names the revenue or expenditure a head noun stands for.
func sideConcept(sd side, p *phrase, home home) schema.ConceptID {
	fund := p.fund
	if fund == "" && !p.total && !p.year {
		fund = home.headFund
	}
	grand := p.total && (p.totalAs == "总计" || p.totalAs == "总额" || p.totalAs == "总量" || p.totalAs == "总体")
	if !p.total && !p.year && fund == "" {
		grand = home.grand || sd == bothSides
	}
	revenue := sd != expenditureSide
	switch {
	case grand && (fund == "" || fund == schema.FiscalFunds):
		return pick(revenue, schema.RevenueTotal, schema.ExpenditureTotal)
	case fund == schema.GeneralPublicBudget:
		return pick(revenue, schema.RevenueGeneralPublicBudget, schema.ExpenditureGeneralPublicBudget)
	case fund == schema.GovernmentFund:
		return pick(revenue, schema.RevenueGovernmentFund, schema.ExpenditureGovernmentFund)
	case fund == schema.StateCapital:
		return pick(revenue, schema.RevenueStateCapital, schema.ExpenditureStateCapital)
	case fund == schema.FiscalFunds, fund == "" && p.year && home.fund == schema.FiscalFunds:
		return pick(revenue, schema.RevenueFiscal, schema.ExpenditureFiscal)
	case home.concept != "" && !p.total && !p.year:
		return home.concept
	}
	return pick(revenue, schema.RevenueYear, schema.ExpenditureYear)
}

func pick(revenue bool, a, b schema.ConceptID) schema.ConceptID {
	if revenue {
		return a
	}
	return b
}

// fundOf gives the fund dimension of a concept: named in the phrase, implied by
// the section, or none where the concept itself names it.
func (p *phrase) fundOf(c schema.ConceptID, home home) schema.FundSource {
	id := string(c)
	if named := schema.FundNamed(c); named != "" && !(strings.HasPrefix(id, "three_public.") && specific(p.fund)) {
		return named
	}
	switch {
	case strings.HasPrefix(id, "three_public."):
		return p.fund // 政府性基金“三公”经费
	case strings.HasPrefix(id, "debt."):
		return p.fund // 专项债务限额
	case !strings.HasPrefix(id, "revenue.") && !strings.HasPrefix(id, "expenditure.") && !strings.HasPrefix(id, "balance."):
		return ""
	case p.fund != "":
		return p.fund
	}
	return home.fund
}

// home is what a section takes for granted about the figures in it.
type home struct {
	fund     schema.FundSource // of figures that name none
	headFund schema.FundSource // fund of a bare 收入 or 支出
	side     side              // of a bare fund phrase
	grand    bool              // bare 收入 and 支出 mean the grand totals
	function bool              // names are read as functional classes
	classes  bool              // names of funds that are also classes (223) are read as classes
	concept  schema.ConceptID  // of a bare head noun, and of a figure without subject
}

// homeOf returns what a section takes for granted. The order of the statements
// and what each covers follow the 部门决算 template (财政部, 部门决算公开 文本参考样式).
func homeOf(s schema.SectionID) home {
	switch s {
	case schema.SectionFinalTotal, schema.SectionBudgetTotal, schema.SectionBudgetNotes:
		return home{fund: schema.AllFunds, grand: true}
	case schema.SectionFinalRevenue, schema.SectionBudgetRevenue:
		return home{fund: schema.AllFunds, side: revenueSide}
	case schema.SectionFinalExpenditure, schema.SectionBudgetExpenditure:
		return home{fund: schema.AllFunds, side: expenditureSide}
	case schema.SectionFinalFiscal, schema.SectionBudgetFiscal:
		return home{fund: schema.FiscalFunds, grand: true}
	case schema.SectionFinalGeneralBudget, schema.SectionBudgetGeneralBudget:
		return home{fund: schema.GeneralPublicBudget, headFund: schema.GeneralPublicBudget, side: expenditureSide, function: true,
			concept: schema.ExpenditureGeneralPublicBudget}
	case schema.SectionFinalBasic, schema.SectionBudgetBasic:
		return home{fund: schema.GeneralPublicBudget, side: expenditureSide, concept: schema.ExpenditureBasic}
	case schema.SectionFinalThreePublic, schema.SectionBudgetThreePublic:
		return home{fund: schema.FiscalFunds, side: expenditureSide, concept: schema.ThreePublicTotal}
	case schema.SectionFinalGovernmentFund, schema.SectionBudgetGovernmentFund:
		return home{fund: schema.GovernmentFund, headFund: schema.GovernmentFund, side: expenditureSide, function: true,
			concept: schema.ExpenditureGovernmentFund}
	case schema.SectionFinalStateCapital, schema.SectionBudgetStateCapital:
		return home{fund: schema.StateCapital, headFund: schema.StateCapital, side: expenditureSide, function: true,
			concept: schema.ExpenditureStateCapital}
	case schema.SectionBudgetSocialInsurance:
		return home{fund: schema.SocialInsurance, headFund: schema.SocialInsurance}
	case schema.SectionChart:
		return home{fund: schema.AllFunds, grand: true, function: true}
	case schema.SectionOtherAgencyOperating, schema.SectionBudgetOperating:
		return home{concept: schema.AgencyOperatingCost, side: expenditureSide}
	case schema.SectionOtherProcurement, schema.SectionBudgetProcurement:
		return home{concept: schema.ProcurementTotal, side: expenditureSide}
	}
	return home{fund: schema.AllFunds}
}
