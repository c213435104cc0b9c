package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// nounPhrase reads the subject that begins at lexeme i: a run of fund, head,
// concept, total and phase words with nothing but connective characters
// between them. It returns the lexeme after the run.
func (d *discourse) nounPhrase(p *clause.Paragraph, ctx *clause.Context, i int) (clause.Subject, int) {
	ph, j, end, named := phraseAt(p, i)
	if j == i {
		return clause.Subject{}, i
	}
	j, end, named = behindRemark(p, &ph, j, end, named)
	d.yearOfBudget(p, ctx, i, &ph)
	if ph.Named == nil && ph.Fund == "" && ctx.Frame.Territorial && clause.Specific(d.topic.fund) && strings.HasPrefix(p.Text[p.Lexemes[i].Start:], words.FundWord.Word()) {
		ph.Fund = schema.GovernmentFund // 公共财政预算支出9亿元，基金支出3亿元
	}
	if d.takesFund(ctx, &ph) {
		ph.Fund, ph.Member = d.topic.fund, d.topic.member
	} else if fund := d.fundOfRevenue(&ph); fund != "" {
		ph.Fund = fund
	}
	if ph.Named == nil && strings.HasPrefix(p.Text[p.Lexemes[i].Start:], words.FundWord.Word()) && ph.Fund != schema.SocialInsurance && ph.Fund != schema.GovernmentFund {
		return clause.Subject{}, i // 基金收入 of a fund that nobody has named
	}
	s := ph.Resolve(d.section.id, ctx)
	d.fundOfWhole(ctx, &ph, &s)
	d.partOfBudget(ctx, &ph, &s)
	d.ofNewLimit(&s)
	s.Start, s.End = p.Lexemes[i].Start, end
	d.listedClass(p, ctx, &ph, &s)
	d.totalOfBudget(p, ctx, &ph, &s)
	if clause.IsInsurance(s.Concept) && ph.Named != nil && !clause.IsInsurance(ph.Named.Concept) && words.LastYearLeft.Labels().Say(d.at(p).SinceSentence(s.Start)) {
		s.Concept, s.Outside = "", true // 加上年结余64亿元，收入合计130.1亿元
	}
	class := ph.Named != nil && (ph.Named.Function && s.Dims.FuncCode != "" || ph.Named.Economic && s.Dims.EconCode != "")
	if class && ph.Named.Code == "" && s.Concept != "" && d.at(p).Substance(d.sinceListed(p, s.Start), s.Start) != "" {
		return clause.Subject{}, j // 社区办公费: the class name is the end of a longer phrase
	}
	if ph.BareSide() && words.PartOfSide.Labels().Say(strings.TrimSuffix(strings.TrimRight(d.at(p).SinceSegment(s.Start), " "), words.BudgetWord.Word())) {
		name := strings.TrimSpace(d.at(p).SinceSegment(end))
		return clause.Subject{Label: name, Start: s.Start, End: end, Outside: true}, j // 专项债券收入安排的支出: what is spent of that alone
	}
	if s.Concept == schema.RevenueSuperiorSubsidy && words.Striving.Labels().Say(strings.TrimRight(d.at(p).SinceSegment(s.Start), " ")) {
		return clause.Subject{Label: p.Text[s.Start:named], Start: s.Start, End: end, Outside: true}, j // 争取上级转移支付资金9亿元: a deed, and no line of the accounts
	}
	if s.Concept == schema.RevenueSuperiorSubsidy && d.section.ofProjects() && (setAside(p.Text[end:]) || d.listsProject()) {
		return clause.Subject{}, j // 中央补助资金: who pays for the project
	}
	d.itemOfHalf(ctx, &ph, &s)
	if ph.Named != nil && ph.Named.Function && s.Dims.FuncCode != "" {
		if !d.isFunction(ctx, &ph, &s, p.Text[end:]) {
			return clause.Subject{}, j
		}
		if ph.Named.Code == "" && ph.Side == schema.NoSide && !schema.DefaultOf(d.section.id).Function && !strings.HasSuffix(ph.Named.Surface, words.ExpenditureWord.Word()) {
			s.Bare = true // 城乡, 教育: a class only where a figure or a change follows
		}
	}
	if s.Concept == schema.ProcurementTotal && ph.Named != nil && words.TitleConcept.Labels().Is(ph.Named.Surface) && !figureAt(p, j, end) {
		return clause.Subject{}, j // 面向中小企业预留的政府采购项目中, 政府采购节约资金: no more than what it is about
	}
	d.projectSubject(p, &s, &ph)
	if s.Bare && s.Concept == schema.ExpenditureYear && !ctx.Frame.Territorial && words.Arrived.Labels().Say(d.at(p).SinceSentence(s.Start), "word") {
		return clause.Subject{Label: p.Text[s.Start:s.End], Start: s.Start, End: s.End, Outside: true}, j // 项目资金到位325万元；支出318万元: of that money
	}
	if ph.Bare() && words.PutIn.Labels().Of(strings.TrimLeft(p.Text[s.End:], " ")) != nil {
		return clause.Subject{Label: p.Text[s.Start:s.End], Start: s.Start, End: s.End, Outside: true}, j // 一般公共预算投入9亿元 is no revenue
	}
	if d.spentOfNamed(p, &ph, &s) && !ctx.Frame.Territorial {
		return clause.Subject{Label: p.Text[s.Start:s.End], Start: s.Start, End: s.End, Outside: true}, j
	}
	nameSubject(&s, &ph, p.Text[s.Start:named])
	return s, j
}

// spentOfNamed reports a bare 支出 behind money that its sentence has named and no table knows: 中央资金200万元，支出180万元 is
// spent of that alone.
func (d *discourse) spentOfNamed(p *clause.Paragraph, ph *clause.Phrase, s *clause.Subject) bool {
	k := len(d.topic.subjects) - 1
	if k < 0 || !ph.BareSide() || ph.Side != schema.ExpenditureSide || s.Concept == "" || p.Text[s.Start:s.End] != words.ExpenditureWord.Word() {
		return false
	}
	last := &d.topic.subjects[k]
	switch {
	case last.End <= d.sentence.start:
		return false
	case last.Concept == schema.RevenueSuperiorSubsidy || last.Outside && last.Label == words.ExpenditureWord.Word():
		return true // 中央补助9万元，支出8万元; 省级9万元，支出8万元 behind another such
	case last.Concept != "":
		return false
	}
	arrived, ok := words.Arrived.Labels().Cut(last.Label, strings.CutPrefix, "word")
	return clause.IsPayer(arrived) || !ok && strings.HasSuffix(last.Label, words.MoneyWord.Word())
}

// sinceListed is the byte from which words belong to the noun phrase that stands at a byte: where the clause goes on, or
// behind the one before it in a list, 教育支出、科学技术支出.
func (d *discourse) sinceListed(p *clause.Paragraph, at int) int {
	if k := len(d.topic.subjects); d.clause.named && k > 0 && p.Listed(d.topic.subjects[k-1].End, at) {
		return max(d.clause.segment, d.topic.subjects[k-1].End)
	}
	return d.clause.segment
}

// figureAt reports a number at lexeme j, right behind what ends at a byte.
func figureAt(p *clause.Paragraph, j, end int) bool {
	return j < len(p.Lexemes) && p.Lexemes[j].Kind == clause.Number && clause.TrimFunction(p.Text[end:p.Lexemes[j].Start]) == ""
}

// itemOfHalf takes the name that a class by function and one by what is bought have for the second, in a
// list of what the halves of the basic expenditure are spent on: 人员经费9万元，主要包括住房公积金2万元.
func (d *discourse) itemOfHalf(ctx *clause.Context, ph *clause.Phrase, s *clause.Subject) {
	if ph.Named == nil || !ph.Named.Function || !ph.Named.Economic || s.Dims.FuncCode == "" {
		return
	}
	whole := schema.ConceptID("")
	if l := d.topic.innermost(); l != nil {
		whole = l.whole.Concept
	}
	if whole == "" && !ctx.Frame.Territorial && ph.Fund != schema.StateCapital && strings.HasPrefix(s.Dims.FuncCode, capitalClass) || whole == schema.ExpenditureProject && strings.HasPrefix(s.Dims.FuncCode, capitalClass) {
		whole = schema.ExpenditureByEconomic // 项目支出9万元，其中资本性支出3万元: no class of the budget of state capital
	}
	switch whole {
	case schema.ExpenditureBasic, schema.ExpenditurePersonnel, schema.ExpenditurePublicUse, schema.ExpenditureByEconomic:
		s.Concept, s.Dims.FuncCode, s.Dims.EconCode = schema.ExpenditureByEconomic, "", ctx.EconomicCode(ph.Named.Surface)
	}
}

// capitalClass begins the codes of what the budget of state capital spends.
const capitalClass = "223"

// nameSubject gives a subject the name that its phrase is written with, or the one that the
// lexicon has for it.
func nameSubject(s *clause.Subject, ph *clause.Phrase, written string) {
	s.Label = strings.TrimSpace(strings.TrimLeft(written, " ）)")) // 普通教育(20502)初中教育(2050203)
	switch named := ph.Named; {
	case named == nil:
	case named.Name != "":
		s.Label, s.Next, s.Outside = named.Name, named.Next, s.Concept == ""
	case named.Unsaid:
		s.Label = named.Member
	}
}

// phraseAt reads the words of the noun phrase at lexeme i. It returns the lexeme after them and
// where they end, with a phase behind the name and without, which may change while the subject stays.
func phraseAt(p *clause.Paragraph, i int) (ph clause.Phrase, j, end, named int) {
	if i == len(p.Lexemes) {
		return ph, i, len(p.Text), 0
	}
	j, end = i, p.Lexemes[i].Start
	for ; j < len(p.Lexemes) && p.Lexemes[j].Kind == clause.Word && ph.Takes(p.Lexemes[j].Entry); j++ {
		if j > i && !clause.Connective(p.Text[end:p.Lexemes[j].Start]) {
			break
		}
		ph.Add(p.Lexemes[j].Entry)
		end = p.Lexemes[j].End
		if p.Lexemes[j].Entry.Role != clause.PhaseWord {
			named = end
		}
	}
	return ph, j, end, named
}

// isFunction reports a name of a functional class that is of expenditure of that class, by
// what stands around it and follows.
func (d *discourse) isFunction(ctx *clause.Context, ph *clause.Phrase, s *clause.Subject, rest string) bool {
	spoken := ph.Named.Code == ""
	switch {
	case spoken && ctx.Frame.Territorial && setAside(rest): // 公共安全资金: money for some of it
	case d.listsRevenue(): // 上级补助收入…，其中：专项转移支付…: an item of revenue, whatever expenditure has the name
	case spoken && len(s.Dims.FuncCode) > 3 && !schema.DefaultOf(d.section.id).Function && !ofOneBudget(s.Dims.FuncCode, ph.Named.Surface) &&
		!(strings.HasPrefix(s.Dims.FuncCode, transferClass) && words.TitleGives.Labels().Say(ctx.Frame.Title)): // a 项 name in running text is an ordinary word
	case ph.Side == schema.RevenueSide || ctx.Frame.Territorial && s.Dims.FuncCode == "209": // 社会保险基金预算收入 is no class of expenditure, nor is the whole fund's 支出
	default:
		return true
	}
	return false
}

// ofOneBudget reports the name of a class that one budget alone has and that says so at length, which is no ordinary word
// wherever it stands: 国有土地使用权出让收入安排的支出.
func ofOneBudget(code, name string) bool {
	const shortest = 8
	return nlp.HanCount(name) >= shortest && strings.HasSuffix(name, words.ExpenditureWord.Word()) && schema.FundOfFunction(code) != ""
}

// behindRemark goes on with a noun phrase behind a remark in brackets that stands
// between the budget and the side of it: 社会保险基金预算（包括…，下同）收入. It returns the
// lexeme after the phrase, its end and the end of its name.
func behindRemark(p *clause.Paragraph, ph *clause.Phrase, j, end, named int) (int, int, int) {
	k := p.RemarkEnd(j)
	if ph.Fund == "" || ph.Side != schema.NoSide || ph.Named != nil || k <= j || k+1 >= len(p.Lexemes) || strings.TrimSpace(p.Text[end:p.Lexemes[j].Start]) != "" {
		return j, end, named
	}
	head := &p.Lexemes[k+1]
	if head.Kind != clause.Word || head.Entry.Role != clause.HeadWord || strings.TrimSpace(p.Text[p.Lexemes[k].End:head.Start]) != "" {
		return j, end, named
	}
	ph.Add(head.Entry)
	return k + 2, head.End, head.End
}

// totalOfBudget takes the whole of a year for the grand total where the sentence has
// added what else there is, 收入5亿元，加转移性收入3亿元，收入共计8亿元, and a total for that of
// the budget the paragraph speaks of.
func (d *discourse) totalOfBudget(p *clause.Paragraph, ctx *clause.Context, ph *clause.Phrase, s *clause.Subject) {
	if !ctx.Frame.Territorial {
		return
	}
	if ph.Named != nil && (words.Adding.Labels().Say(d.at(p).SinceSentence(s.Start)) || words.SumNoun.Labels().Say(ph.Named.Surface, "sum") && !words.ThisYear.Labels().Say(ph.Named.Surface) && d.toldFlow(p, s)) {
		switch s.Concept {
		case schema.RevenueYear:
			s.Concept = schema.RevenueTotal
		case schema.ExpenditureYear:
			s.Concept = schema.ExpenditureTotal
		}
	}
	if ph.Grand() {
		s.Concept = grandTotalOf(s.Concept)
	}
	told := ctx.Frame.Kind == schema.Bulletin || words.WorkReportTitle.Labels().Say(ctx.Frame.Title)
	if told && s.Concept == schema.RevenueTotal && s.Dims.FundSource == schema.GeneralPublicBudget {
		all, _ := schema.MemberByName(schema.EconomyActual, words.AllRevenue.Word())
		s.Concept, s.Dims = schema.EconomyActual, schema.Dimensions{Indicator: all.Name} // 一般公共预算总收入 with what goes to the governments above
		return
	}
	total := s.Concept == schema.RevenueTotal || s.Concept == schema.ExpenditureTotal
	if total && s.Dims.FundSource == schema.AllFunds && clause.Specific(d.topic.fund) {
		s.Dims.FundSource = d.topic.fund
	}
}

// toldFlow reports what a budget takes in or hands on beside its own revenue and expenditure, told before a total of the
// same side in its sentence: 支出8亿元，上解支出2亿元，支出合计10亿元.
func (d *discourse) toldFlow(p *clause.Paragraph, s *clause.Subject) bool {
	for k := p.LexemeAt(d.sentence.start); k < len(p.Lexemes) && p.Lexemes[k].End <= s.Start; k++ {
		if x := &p.Lexemes[k]; x.Kind == clause.Word && x.Entry.Role == clause.ConceptWord && schema.AccountOf(x.Entry.Concept) == schema.AccountOf(s.Concept) && besideBudget(x.Entry.Concept) {
			return true
		}
	}
	return false
}

// besideBudget reports the flows of a budget that are none of its own revenue or expenditure.
func besideBudget(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueSuperiorSubsidy, schema.RevenueTransfers, schema.RevenueTransferredIn, schema.RevenueDebtOnlent, schema.RevenueStabilizationFund, schema.RevenueRemitted,
		schema.ExpenditureRemitUp, schema.ExpenditureTransferredOut, schema.ExpenditureStabilizationFund, schema.ExpenditureSubsidies, schema.ExpenditureDebtOnlent:
		return true
	}
	return false
}

// grandTotalOf is the grand total that the revenue or expenditure of one budget is a
// part of: 政府性基金收入总计 has in it what was added.
func grandTotalOf(c schema.ConceptID) schema.ConceptID {
	switch c {
	case schema.RevenueGeneralPublicBudget, schema.RevenueGovernmentFund, schema.RevenueStateCapital:
		return schema.RevenueTotal
	case schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital:
		return schema.ExpenditureTotal
	}
	return c
}

// listsProject reports a list whose whole is the money of a project.
func (d *discourse) listsProject() bool {
	l := d.topic.innermost()
	return l != nil && (l.whole.Concept == schema.PerformanceProjectBudget || l.whole.Concept == schema.PerformanceProjectSpent)
}

// setAside reports text that makes the name of a class that of money set aside.
func setAside(rest string) bool {
	return words.MoneySetAside.Labels().Say(strings.TrimLeft(rest, " "))
}

// fundOfRevenue is the budget whose revenue the sentence named last, where a bare 支出 follows that
// is of it too: 政府性基金预算收入0万元，支出0万元. It is empty for any other phrase.
func (d *discourse) fundOfRevenue(ph *clause.Phrase) schema.FundSource {
	k := len(d.topic.subjects) - 1
	if k < 0 || ph.Named != nil || ph.Side != schema.ExpenditureSide || ph.Fund != "" || ph.Total || ph.Year || d.topic.subjects[k].Start < d.sentence.start || len(d.topic.lists) > 0 {
		return ""
	}
	s := &d.topic.subjects[k]
	if !strings.HasPrefix(string(s.Concept), "revenue.") || !clause.Specific(schema.FundNamed(s.Concept)) || s.Concept == schema.RevenueTax || s.Concept == schema.RevenueNonTax {
		return ""
	}
	return schema.FundNamed(s.Concept)
}

// yearOfBudget reads what came in or was spent in the year, in a report on a territory, as the
// side of the budget that its paragraph has named: 一般公共预算收入9亿元。当年支出8亿元. So is a total among the parts of
// that side, 一般公共预算支出9亿元，其中：本级支出合计2亿元.
func (d *discourse) yearOfBudget(p *clause.Paragraph, ctx *clause.Context, i int, ph *clause.Phrase) {
	if !ctx.Frame.Territorial || ph.Named == nil || ph.Fund != "" || ph.Total || !clause.Specific(d.topic.fund) || !d.partTotal(p, i, ph) && (!words.YearTold.Labels().Say(ph.Named.Surface) || len(d.topic.lists) > 0) {
		return
	}
	side := schema.ExpenditureSide
	switch ph.Named.Concept {
	case schema.RevenueYear:
		side = schema.RevenueSide
	case schema.ExpenditureYear:
	default:
		return
	}
	if ph.Measure == "" {
		ph.Measure = ph.Named.Measure
	}
	ph.Named, ph.Side, ph.Fund, ph.Member = nil, side, d.topic.fund, d.topic.member
}

// partTotal reports the total at lexeme i in a list of the parts of the same side of the budget that its paragraph has
// named, and not of all with what the sentence adds to it: 收入9万元，其中税收8万元，加上补助1万元，收入合计10万元.
func (d *discourse) partTotal(p *clause.Paragraph, i int, ph *clause.Phrase) bool {
	l := d.topic.innermost()
	return l != nil && l.whole.Dims.FundSource == d.topic.fund && schema.AccountOf(l.whole.Concept) == schema.AccountOf(ph.Named.Concept) &&
		!words.ThisYear.Labels().Say(ph.Named.Surface) && !words.Adding.Labels().Say(d.at(p).SinceSentence(p.Lexemes[i].Start))
}

// takesFund reports 收入 or 支出 in a report on a territory that leaves out the
// budget it is of, which is the one the paragraph has named: 全市一般公共预算收入…；支出….
func (d *discourse) takesFund(ctx *clause.Context, ph *clause.Phrase) bool {
	if l := d.topic.innermost(); l != nil && ph.Named != nil && clause.OfBalance(ph.Named.Concept) && d.topic.fund != l.whole.Dims.FundSource {
		return false // 收入预算5亿元，其中：公共财政拨款3亿元，上年结转2亿元: a part of all
	}
	if ph.Named != nil && ph.Named.Concept == schema.RevenueDebtOnlent && !strings.HasSuffix(ph.Named.Surface, words.RevenueWord.Word()) {
		return false // 专项债务限额9亿元。省转贷我县政府债券5亿元: of both kinds
	}
	def, insured := schema.DefaultOf(d.section.id), d.topic.fund == schema.SocialInsurance
	ofFund := insured && d.topic.member != "" // 失业保险基金收入9亿元，支出8亿元, in any report
	if !ctx.Frame.Territorial && !ofFund || d.topic.fund == "" || ph.Fund != "" || def.HeadFund != "" && def.HeadFund != d.topic.fund && !insured && !d.tellsSide() {
		return false
	}
	ofBudget := ph.Named != nil && clause.OfOneBudget(ph.Named.Concept) && def.Fund == schema.AllFunds
	ofInsurance := insured && (ph.WholeSide() || ph.Named != nil && clause.OfBalance(ph.Named.Concept))
	return ofBudget || ofInsurance || ph.BareSide() && !ph.Total && !ph.Yearly
}

// tellsSide reports a sentence that was last on a side of the budget named last, whatever its
// section is about: 政府性基金收入预算78亿元，执行中调减收入预算5亿元.
func (d *discourse) tellsSide() bool {
	k := len(d.topic.subjects) - 1
	return k >= 0 && d.topic.subjects[k].Start >= d.sentence.start && schema.FundNamed(d.topic.subjects[k].Concept) == d.topic.fund
}

// listedClass reads a name that classes share, where it opens an item, as the class that
// follows the one of the item before: 1.科学技术管理事务…；2.基础研究… is 20602.
func (d *discourse) listedClass(p *clause.Paragraph, ctx *clause.Context, ph *clause.Phrase, s *clause.Subject) {
	def := schema.DefaultOf(d.section.id)
	if ph.Named == nil || !ph.Named.Function || ph.Named.Code != "" || !d.at(p).Opens(s.Start) {
		return
	}
	if s.Concept == "" && d.section.listed != "" && def.Function {
		if code := ctx.ClassAfter(d.section.listed, ph.Named.Surface); code != "" {
			s.Concept, s.Dims.FuncCode = schema.ExpenditureByFunction, code
			s.Dims.FundSource = ph.FundOf(s.Concept, def)
		}
	}
	d.section.listed = s.Dims.FuncCode
}

// partOfBudget lets a part of the expenditure of one budget be of it, whatever the section is
// about: 一般公共预算支出5.8亿元，其中：基本支出4.3亿元 in the part on social insurance. So is what a
// budget repays or hands on beside its expenditure, 加上债务还本支出3亿元.
func (d *discourse) partOfBudget(ctx *clause.Context, ph *clause.Phrase, s *clause.Subject) {
	if ph.Fund != "" {
		return
	}
	if l := d.topic.innermost(); l != nil && clause.Specific(schema.FundNamed(l.whole.Concept)) {
		switch s.Concept {
		case schema.ExpenditureBasic, schema.ExpenditureProject, schema.ExpenditureByFunction:
			s.Dims.FundSource = schema.FundNamed(l.whole.Concept)
			return
		}
	}
	beside := s.Concept == schema.ExpenditureByFunction && (s.Dims.FuncCode == transferClass || s.Dims.FuncCode == schema.RepaymentClass)
	if beside && ctx.Frame.Territorial && clause.Specific(d.topic.fund) && schema.DefaultOf(d.section.id).Fund == schema.AllFunds {
		s.Dims.FundSource = d.topic.fund
	}
}

// ofNewLimit makes a limit of one kind of debt a part of the new limit that the bracket or the list around it is of:
// 新增债务限额7亿元（一般债务限额3亿元，专项债务限额4亿元）.
func (d *discourse) ofNewLimit(s *clause.Subject) {
	k, l := len(d.topic.subjects)-1, d.topic.innermost()
	if s.Concept != schema.DebtLimit || !clause.Specific(s.Dims.FundSource) {
		return
	}
	if len(d.brackets) > 0 && k >= 0 && d.topic.subjects[k].Concept == schema.DebtLimitNew || l != nil && l.whole.Concept == schema.DebtLimitNew {
		s.Concept = schema.DebtLimitNew
	}
}

// paidFrom reports a purpose of an office's spending, which a list may part by the budgets that
// pay for it: “三公”经费支出20万元（其中：一般公共预算支出20万元；政府性基金预算支出0万元）.
func paidFrom(c schema.ConceptID) bool {
	switch schema.AccountOf(c) {
	case schema.ThreePublicAccount, schema.AgencyAccount, schema.ProcurementAccount, schema.PerformanceAccount:
		return true
	}
	return c == schema.ExpenditureBasic || c == schema.ExpenditureProject
}

// paying is the money that a part of such a list is of, by the revenue or expenditure that it is
// called: 项目支出100万元，包括一般公共预算拨款安排90万元，财政专户管理资金安排10万元. It is empty for others.
func paying(c schema.ConceptID) schema.FundSource {
	fund := schema.FundNamed(c)
	switch c {
	case schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital,
		schema.RevenueGeneralPublicBudget, schema.RevenueGovernmentFund, schema.RevenueStateCapital:
		return fund
	case schema.RevenueFiscal:
		return schema.FiscalFunds
	case schema.RevenueSpecialAccount:
		return schema.OtherFunds
	case schema.BalanceOpening:
		return schema.CarriedFunds
	}
	return ""
}

// fundOfWhole reads the bare name of a budget in a list as the part of the whole that
// is of it: 转移支付资金57.8亿元，其中，一般公共预算36.6亿元 is no expenditure of that budget.
func (d *discourse) fundOfWhole(ctx *clause.Context, ph *clause.Phrase, s *clause.Subject) {
	l := d.topic.innermost()
	ofOther := ph.Fund == schema.OtherFunds && ph.Named == nil && ph.Side == schema.NoSide && !ph.Total && s.Concept == "" // 其他资金10万元
	if l == nil && (ofOther || ctx.Frame.Territorial && ph.Bare()) {
		*s = clause.Subject{Measure: s.Measure, Outside: true} // 节约财政资金5亿元: neither side of the accounts
		return
	}
	if l != nil && !ctx.Frame.Territorial {
		of := strings.HasPrefix(string(s.Concept), "revenue.") && clause.OfBalance(l.whole.Concept) // 上年结转结余12万元，包括一般公共预算拨款收入12万元
		if fund := paying(s.Concept); fund != "" && (of && fund != schema.CarriedFunds || paidFrom(l.whole.Concept)) {
			s.Concept, s.Dims = l.whole.Concept, l.whole.Dims
			s.Dims.FundSource = fund
			return
		}
	}
	if l == nil || ph.Named != nil || ph.Side != schema.NoSide || ph.Total || !clause.Specific(ph.Fund) && !ofOther {
		return
	}
	switch w := l.whole.Concept; {
	case ofOther && ofRevenueSide(w):
		s.Concept, s.Dims.FundSource = schema.RevenueOther, schema.AllFunds
	case ofOther && w != "":
		s.Concept, s.Dims = w, l.whole.Dims
		s.Dims.FundSource = ph.Fund
	default:
		d.fundIn(w, ph, s)
	}
}

// ofRevenueSide reports all that comes in, or all of the appropriations in it.
func ofRevenueSide(c schema.ConceptID) bool {
	return c == schema.RevenueYear || c == schema.RevenueTotal || c == schema.RevenueFiscal
}

// fundIn settles the bare name of one of the budgets by the whole of the list that it stands in.
func (d *discourse) fundIn(w schema.ConceptID, ph *clause.Phrase, s *clause.Subject) {
	l := d.topic.innermost()
	switch w {
	case "":
		*s = clause.Subject{Measure: s.Measure, Outside: true}
	case schema.RevenueYear, schema.RevenueTotal, schema.RevenueFiscal:
		s.Concept = clause.SideConcept(schema.RevenueSide, ph, schema.DefaultOf(d.section.id))
	case schema.ExpenditureYear, schema.ExpenditureTotal, schema.ExpenditureFiscal:
		s.Concept = clause.SideConcept(schema.ExpenditureSide, ph, schema.DefaultOf(d.section.id))
	default:
		s.Concept, s.Dims = w, l.whole.Dims
		s.Dims.FundSource = ph.Fund
	}
}
