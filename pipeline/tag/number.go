package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// number gives the number at lexeme i its meaning and ends the segment.
func (n *prose) number(i int) {
	m := &n.p.Mentions[n.p.Lexemes[i].Mention]
	n.d.number = numberState{start: m.Start}
	unread := n.out.Glued(n.d.paragraph.loc, m)
	if !unread && m.Kind == nlp.Number && !n.bare(i, m) && !n.d.bareScore(&n.p, m) {
		n.out.Issue(n.d.paragraph.loc, m.Start, m.End, schema.IssueUnit, "a number without a unit in running text")
		unread = true
	}
	if unread {
		n.d.pastUnread(m.End)
		return
	}
	if f, paced := n.paced(m); paced {
		n.out.Fact(n.d.paragraph.loc, m, f)
		n.d.pastNumber(m.End, false)
		return
	}
	if f, whole := n.wholeOfShare(i, m); whole {
		n.out.Fact(n.d.paragraph.loc, m, f)
		n.d.pastNumber(m.End, true)
		return
	}
	n.moneyInList(m)
	n.comparesWhole(i, m)
	f := n.readRange(i, m)
	from, dated := n.p.ChangesFrom(i)
	if from && (f.Form == schema.Level || f.Form == schema.Share) {
		n.changedFrom(i, dated, &f)
	}
	if f.Form == schema.Level && f.Concept != "" && words.LeftUndone.Labels().Say(strings.TrimLeft(n.p.Text[m.End:], " ")) {
		withoutConcept(&f, "left_undone") // 非税收入12万元未及时缴库: some of it
	}
	inside := n.d.budgetInside(&n.p, i, &f)
	if inside {
		n.isBudget(&f)
	}
	if p := f.Period; f.Measure.IsBudget() && n.ctx.Frame.Territorial && f.Concept != "" && p.Known() && !p.IsInstant() && p.Start.Year() == p.End.Year() {
		f.Period = schema.YearPeriod(p.End.Year()) // 2025年12月，收入由9亿元调整为8亿元: a budget is of a year
	}
	n.outOfProcurement(&f)
	n.spokenAs(m, f.Label)
	k := n.out.Fact(n.d.paragraph.loc, m, f)
	n.ofAllLevels(k)
	n.actualOfPosts(k)
	n.figures().countsNames(k, m, n.d.clause.segment)
	n.figures().residue(k, m)
	if n.d.clause.predicate.contradicted != "" {
		n.out.Contradiction(k, n.d.clause.predicate.contradicted)
		n.d.clause.predicate.contradicted = ""
	}
	aside := n.aside(i, k)
	if !aside {
		n.remember(k, m)
	}
	if n.d.clause.each || len(n.d.topic.subjects) > 1 {
		n.d.topic.turn++
	}
	n.d.sentence.untaken = false
	if dated || aside || ofMultiple(&n.p, i) {
		n.d.sentence.comeBack()
	}
	changing := n.d.clause.predicate
	n.d.pastNumber(m.End, n.p.Run(i) > 1 || inside || from)
	if n.changesNext(i, k) {
		n.d.clause.predicate = changing
	}
}

// changesNext reports a list of changes by one verb that stands before the name of the first, 调增上级补助收入9亿元、债务转贷收入8亿元:
// the next item has no word but its name.
func (n *prose) changesNext(i, k int) bool {
	p, last := &n.p, len(n.d.topic.subjects)-1
	if f := &n.out.Facts[k]; f.Form != schema.Delta || f.Kind != schema.Amount || last < 0 || !strings.HasPrefix(p.Text[p.Lexemes[i].End:], clause.ListMark) {
		return false
	}
	verb := p.LexemeAt(n.d.topic.subjects[last].Start) - 1
	if verb < 0 || p.Lexemes[verb].Kind != clause.Word || p.Lexemes[verb].Entry.Role != clause.ChangeWord {
		return false
	}
	next := i + 1
	if next < len(p.Lexemes) && p.Lexemes[next].Kind == clause.Mark {
		next++
	}
	_, end, _, _ := phraseAt(p, min(next, len(p.Lexemes)))
	return end > next && end < len(p.Lexemes) && p.Lexemes[end].Kind == clause.Number && p.Mentions[p.Lexemes[end].Mention].Kind == nlp.Amount
}

// aside reports a level told only of an earlier year than the level before it, of the same: 投资366.9亿元，上年为
// 380.4亿元，下降3.5%，其中…. What follows is of the year before the aside again.
func (n *prose) aside(i, k int) bool {
	if k <= n.d.paragraph.first || !n.p.ToldOfYear(i) && !n.againOfYear(i, k) {
		return false
	}
	f, g := &n.out.Facts[k], &n.out.Facts[k-1]
	return n.out.Ends[k-1] > n.d.sentence.start && f.Form == schema.Level && g.Form == schema.Level && f.Unit == g.Unit && f.Kind == g.Kind &&
		f.Period.Known() && g.Period.Known() && f.Period.End.Year() < g.Period.End.Year() && (n.d.sentence.before == g.Period || !n.d.sentence.before.Known())
}

// againOfYear reports a level of what the one before is of, told under its name again, behind which only a comparison
// follows: 2016年接待费预算8万元，2015年接待费预算12万元，与上年对比减少4万元.
func (n *prose) againOfYear(i, k int) bool {
	if i+2 >= len(n.p.Lexemes) || !n.p.Lexemes[i+1].PartsClauses() || n.out.Facts[k].Concept == "" || !alike(&n.out.Facts[k], &n.out.Facts[k-1]) {
		return false
	}
	next := &n.p.Lexemes[i+2]
	return next.Kind == clause.Word && (next.Entry.Role == clause.PairWord || next.Entry.Role == clause.CompareWord || next.Entry.Role == clause.ChangeWord)
}

// isBudget makes a figure inside of a completion the budget, which is of the year, whatever month
// its execution is told for.
func (n *prose) isBudget(f *schema.Fact) {
	year := n.ctx.Frame.Period
	if f.Period.Known() {
		year = schema.YearPeriod(f.Period.End.Year())
	}
	f.MeasureSource = schema.FromSentence
	if f.Concept != schema.EconomyTarget {
		f.Measure = n.d.clause.predicate.budget
	}
	f.Period, f.Rule = year, completionBase
}

// changedFrom reads the level that something has come from: what was budgeted first, 收入由9亿元
// 调整为8亿元, or what it was, 从80户增加到810户, which is no figure of the year.
func (n *prose) changedFrom(i int, dated bool, f *schema.Fact) {
	switch {
	case n.adjustsBudget(i+1) && f.Concept != "" && !clause.IsEconomy(f.Concept):
		if !f.Measure.IsBudget() || f.Measure == schema.BudgetAdjusted && !n.phaseInClause(i) {
			f.Measure, f.MeasureSource = schema.BudgetInitial, schema.FromSentence
		}
		f.Rule = "from"
	case !dated && !n.d.wasBefore(f):
		withoutConcept(f, "from")
	}
}

// phaseInClause reports a phase that the clause of the number at lexeme i names itself.
func (n *prose) phaseInClause(i int) bool {
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Start >= n.d.clause.start; k-- {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && x.Entry.Role == clause.PhaseWord {
			return true
		}
	}
	return false
}

// spokenAs lets what is said of a figure without a concept be of its whole name, as it is
// known in the end: 棚户区等保障性住房投入69亿元，增长13.7%.
func (n *prose) spokenAs(m *nlp.Mention, label string) {
	if len(n.d.topic.subjects) != 1 || n.d.topic.subjects[0].Concept != "" || n.d.topic.subjects[0].Start != m.Start {
		return
	}
	s := &n.d.topic.subjects[0]
	tail, begins := strings.CutPrefix(label, s.Label)
	if strings.HasSuffix(label, tidy(s.Label)) && !strings.HasPrefix(label, words.Every) || begins && s.Label != "" && !words.BudgetWord.Labels().Say(tail) {
		s.Label = label
	}
}

// wasBefore gives the quantity that something changed from over a span of years the
// year before the first of them: “十四五”时期，高新技术企业从2.2万家增加到4.9万家. It reports
// whether there is such a span.
func (d *discourse) wasBefore(f *schema.Fact) bool {
	span := d.years()
	if f.Concept == "" || !span.Known() {
		return false
	}
	f.Period, f.Rule = fitPeriod(f, schema.YearPeriod(span.Start.Year()-1), span.End.Year()), "from"
	return true
}

// fitPeriod is the period of a figure's own kind in a time, its last day where the figure is of what there is on a day.
func fitPeriod(f *schema.Fact, told schema.Period, year int) schema.Period {
	p := clause.FitPeriod(f.Concept, told, year)
	if m, _ := schema.MemberByName(f.Concept, f.Dimensions.Indicator); m.Instant {
		p = schema.Instant(p.End)
	}
	return p
}

// baseStated is the rule of the figure that a comparison names before the change.
const baseStated = "base"

// completionBase is the rule of the budget that a completion names.
const completionBase = "completion_base"

// budgetInside reports the budget that a completion names before its ratio:
// 完成年初预算数60999万元的40.4%.
func (d *discourse) budgetInside(p *clause.Paragraph, i int, f *schema.Fact) bool {
	if d.clause.predicate.role != clause.CompletionWord || !d.clause.predicate.budget.IsPlanned() || f.Kind != schema.Amount || f.Form != schema.Level {
		return false
	}
	return ratioOf(p, i)
}

// wholeOfShare reads the amount or count of the whole of a share that stands between its name and the ratio: 占一般公共预算
// 支出6457亿元的18.02%. The sentence goes on with the part.
func (n *prose) wholeOfShare(i int, m *nlp.Mention) (schema.Fact, bool) {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Level, Rule: shareWhole,
		Section: n.d.section.id, SourceKind: schema.Narrative, Context: n.p.SentenceAt(m.Start)}
	if n.d.clause.predicate.role != clause.ShareWord || m.Kind == nlp.Ratio || !ratioOf(&n.p, i) {
		return f, false
	}
	said := n.p.Text[min(n.d.clause.start, m.Start):m.Start]
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Start >= n.d.clause.start; k-- {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && x.Entry.Role == clause.ShareWord {
			said = n.p.Text[x.End:m.Start]
			break
		}
	}
	f.Label = clause.TrimFunction(nlp.Squeeze(said))
	if whole := n.d.clause.predicate.whole; whole.Known() && whole.Takes(f.Kind, f.Unit) && clause.EmptyWords().Covers(nlp.Squeeze(strings.Replace(said, whole.Label, "", 1))) {
		n.d.assign(&f, whole, shareWhole)
		n.indicator(&f, m)
	}
	f.Measure, f.MeasureSource = n.measureOf(&f)
	f.Period, f.PeriodSource = n.d.periodOf(&n.p, n.ctx, f.Concept, f.Form)
	return f, true
}

// shareWhole is the rule of the whole of a share that is told inside of it.
const shareWhole = "share_whole"

// ratioOf reports the ratio of the number at lexeme i right behind it: 60999万元的40.4%.
func ratioOf(p *clause.Paragraph, i int) bool {
	if i+1 >= len(p.Lexemes) {
		return false
	}
	next := &p.Lexemes[i+1]
	return next.Kind == clause.Number && p.Mentions[next.Mention].Kind == nlp.Ratio && strings.TrimSpace(p.Text[p.Lexemes[i].End:next.Start]) == words.Of
}

// readRange reads the upper end of a range, 4.5%—5%, as its lower end was read,
// and every other number for itself.
func (n *prose) readRange(i int, m *nlp.Mention) schema.Fact {
	last := len(n.out.Facts) - 1
	if i == 0 || last < n.d.paragraph.first || n.p.Lexemes[i-1].Kind != clause.Number || !clause.IsRangeMark(n.p.Text[n.p.Lexemes[i-1].End:m.Start]) ||
		n.out.Facts[last].Kind != schema.Kind(m.Kind) || n.out.Facts[last].Unit != m.Unit || n.out.Ends[last] != n.p.Lexemes[i-1].End {
		return n.read(i, m)
	}
	f := n.out.Facts[last]
	f.Value, f.Rule = m.Value, rangeEnd
	if f.Form == schema.Delta || f.Form == schema.PctChange {
		if n.out.Facts[last].Value.IsNegative() && f.Value.IsPositive() {
			f.Value = f.Value.Neg()
		}
	}
	return f
}

// rangeEnd is the rule of the upper end of a range.
const rangeEnd = "range"

// ofOneBody reports, in a text on the economy of a place, what only a single body has in its
// accounts: what a worded count of staff is, and the revenue of its year.
func (n *prose) ofOneBody(c schema.ConceptID) bool {
	if !n.ofPlace() {
		return false
	}
	if n.ofWork() && (c == schema.BudgetReduction || c == schema.BudgetAddition) {
		return true // 整改后收回资金5亿元, of many bodies
	}
	return schema.HeldByBody(c) || c == schema.RevenueYear || c == schema.ExpenditureYear || n.ofWork() && c == schema.ExpenditureByEconomic // 发放奖金19300元
}

// ofWork reports what a government has done in a year, or what an audit found of that.
func (n *prose) ofWork() bool {
	return n.ctx.Frame.Kind == schema.WorkReport || n.ctx.Frame.Audits()
}

// ofPlace reports a text on the economy of a place: a bulletin, a report on work or on the plan.
func (n *prose) ofPlace() bool {
	f := &n.ctx.Frame
	return f.Kind == schema.Bulletin || n.ofWork() || f.Territorial && words.PlanReport.Labels().Say(f.Title)
}

// read builds the fact of a number: the rule that fires is named in Rule.
func (n *prose) read(i int, m *nlp.Mention) schema.Fact {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Level,
		Section: n.d.section.id, SourceKind: schema.Narrative, Context: n.p.SentenceAt(m.Start)}
	n.d.leaveAside()
	phrase := cmp.Or(n.d.at(&n.p).PhraseBefore(m.Start), n.partBehind(i, m))
	f.Label = n.d.at(&n.p).Label(i, phrase, n.g.seg)
	if n.bounds(i, m, phrase, &f) {
		return f
	}
	switch m.Kind {
	case nlp.Count, nlp.Measure:
		n.readCount(i, m, &f, phrase)
	case nlp.Score:
		n.readPoints(i, m, &f)
	case nlp.Ratio:
		n.readRatio(i, m, &f, phrase)
	default:
		n.readAmount(i, m, &f, phrase)
	}
	term := n.ofTerm(i)
	n.ofOther(i, m, &f, term != "")
	n.indicator(&f, m)
	n.settle(i, m, &f)
	if f.Concept == "" && f.Kind == schema.Amount && f.Form == schema.Level && (f.Rule == forUse || clause.OnlyLeads(f.Label) && n.ownMoney(i) == "") {
		f.Label = cmp.Or(n.d.at(&n.p).PurposeAfter(i), f.Label)
	}
	n.intend(&f)
	based := n.d.at(&n.p).StatesBase(i, &f)
	if based {
		f.Rule = baseStated
	}
	n.figures().sharedLabel(&f, n.d.sentence.start)
	n.relabel(i, &f)
	f.Label = cmp.Or(strings.TrimPrefix(f.Label, words.OfThem), f.Label)
	if f.Rule == "of_term" {
		f.Label = term
	}
	if f.Rule == partScore && words.PointsGot.Labels().Of(f.Label) != nil && n.pointsOfItem() {
		f.Label = n.out.Facts[len(n.out.Facts)-1].Label // 社会满意度10分，自评得9分
	}
	if f.Rule == partScore && f.Label != "" {
		f.Concept, f.Dimensions.Indicator = schema.PerformanceScore, f.Label // as the points of a row in a table
	}
	n.ofTitle(&f)
	n.timed(i, m, &f, based)
	n.ofUnit(m, &f)
	n.overYears(m, &f)
	f.Called = n.called(&f)
	return f
}

// bounds reads a number that is a standard or an age, and no quantity of the body.
func (n *prose) bounds(i int, m *nlp.Mention, phrase string, f *schema.Fact) bool {
	if age := n.agesNoun(i); age >= 0 {
		f.Form, f.Rule, f.Label = schema.Threshold, "threshold", cmp.Or(strings.TrimRight(n.namedBehind(age), words.Copulas), f.Label)
		n.settle(i, m, f)
		return true
	}
	if !n.d.threshold(&n.p, m) {
		return false
	}
	f.Form, f.Rule, f.Label = schema.Threshold, "threshold", cmp.Or(phrase, f.Label)
	n.settle(i, m, f)
	f.Label = withoutPer(f.Label)
	if f.Label != "" && !n.d.item.reason {
		n.d.topic.speak(clause.Subject{Label: f.Label, Start: m.Start, End: m.Start}) // 补助标准由490元提高至520元: the same standard
	}
	return true
}

// timed gives a figure its period, and that of the base it states.
func (n *prose) timed(i int, m *nlp.Mention, f *schema.Fact, based bool) {
	rate := n.p.Text[n.d.clause.start:m.Start]
	if f.Form == schema.PctChange && (words.YearlyRate.Labels().Say(rate) || n.averagedToo(m)) {
		f.Rule = "annual_average"
	}
	f.Period, f.PeriodSource = n.d.periodOf(&n.p, n.ctx, f.Concept, f.Form)
	if f.Rule == "annual_average" {
		n.d.averaged(n.ctx, f, words.YearlyRate.Labels().Meaning(rate) == "two")
	}
	n.atBeginning(m, f)
	n.onTheYearBefore(m, f)
	clause.SettleMember(f, n.d.clause.predicate.role == clause.NoRole && !n.saysShare(i))
	if based {
		n.statesBase(f)
	}
	n.withinYear(f)
}

// amountsBefore is the second of the two amounts right before a change in its sentence that are of what
// has changed, past other changes of it. It is -1 where there are none.
func (n *prose) amountsBefore(change *schema.Fact) int {
	k := len(n.out.Facts) - 1
	for k > n.d.paragraph.first && n.out.Facts[k].Form == schema.Delta {
		k--
	}
	if k <= n.d.paragraph.first || n.out.Ends[k-1] <= n.d.sentence.start {
		return -1
	}
	first, second := &n.out.Facts[k-1], &n.out.Facts[k]
	if !exactAmount(first) || !exactAmount(second) || !alike(first, change) || !alike(second, change) {
		return -1
	}
	return k
}

// overYears measures a change that names no base by the figures of two years before it, of which the
// later year is told first: 2025年预算300万元，2024年执行数280万元，增加20万元，增长7.14%.
func (n *prose) overYears(m *nlp.Mention, f *schema.Fact) {
	if f.Form != schema.Delta && f.Form != schema.PctChange || f.Concept == "" || f.Base.Measure != "" || f.Base.Period.Known() {
		return
	}
	k := n.amountsBefore(f)
	if k < 0 {
		return
	}
	now, before := &n.out.Facts[k-1], &n.out.Facts[k]
	if !now.Period.Known() || !before.Period.Known() || before.Period.End.Year()+1 != now.Period.End.Year() {
		return
	}
	for j := n.p.LexemeAt(n.out.Ends[k]); j < len(n.p.Lexemes) && n.p.Lexemes[j].Start < m.Start; j++ {
		if n.p.Lexemes[j].Kind == clause.Date {
			return // the change has a time of its own
		}
	}
	f.Period, f.PeriodSource = now.Period, now.PeriodSource
	f.Measure, f.MeasureSource = now.Measure, now.MeasureSource
	f.Base.Measure, f.Base.Period = before.Measure, before.Period
}

// readPoints reads points: a score, or the bound of one, the marks there are or a part of it.
func (n *prose) readPoints(i int, m *nlp.Mention, f *schema.Fact) {
	n.d.readScore(&n.p, f)
	switch {
	case n.boundsScores(i):
		f.Form, f.Concept, f.Dimensions, f.Rule = schema.Threshold, "", schema.Dimensions{}, "threshold"
	case n.fullMarks(m):
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, fullMarks
	case n.partOfScore(), n.pointsOfItem():
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, partScore
	}
}

// partScore is the rule of points that a score is made of.
const partScore = "part_of_score"

// withoutConcept takes the concept from a figure, with all that was known of it, for a reason.
func withoutConcept(f *schema.Fact, reason string) {
	f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{}, schema.Base{}, reason
}

// ofOther takes the concept from a figure that is of something else than the subject: of a
// reason, of what only a single body has, of an attribute, of a part that is due after a term.
func (n *prose) ofOther(i int, m *nlp.Mention, f *schema.Fact, ofTerm bool) {
	if n.ofOneBody(f.Concept) {
		withoutConcept(f, "of_another")
	}
	if n.d.item.reason && f.Concept != "" {
		withoutConcept(f, "reason")
	}
	if n.d.at(&n.p).Attributed(i) && f.Form == schema.Level {
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, "attribute"
		f.Label = n.d.at(&n.p).WholeLabel(i, f.Label)
	}
	if f.Concept == "" && f.Rule != ofMany && f.Rule != ofSaving && clause.Relates(m.Kind, n.d.clause.predicate.role) {
		f.Label = cmp.Or(n.d.at(&n.p).RelationLabel(i), f.Label)
	}
	if ofTerm && f.Form == schema.Level {
		withoutConcept(f, "of_term")
	}
	if n.partFor(i, m, f) {
		withoutConcept(f, forUse)
	}
	if n.d.theOthers(f) {
		withoutConcept(f, "the_others")
	}
	if head := n.forEach(m, f); head != "" {
		withoutConcept(f, "for_each")
		f.Label = cmp.Or(n.d.at(&n.p).PurposeAfter(i), head+strings.TrimPrefix(f.Label, head))
	}
}

// partFor reports a part of an amount told before it, by what it is for: 预算资金90万元，30万元用于设备购置.
func (n *prose) partFor(i int, m *nlp.Mention, f *schema.Fact) bool {
	k := n.d.topic.last
	for k > n.d.paragraph.first && n.out.Facts[k].Rule == forUse {
		k--
	}
	return f.Concept != "" && f.Kind == schema.Amount && f.Form == schema.Level && !n.d.clause.named && k >= n.d.paragraph.first && n.out.Facts[k].Concept == f.Concept &&
		words.UsedFor.Labels().Say(nlp.FirstRunes(n.p.After(m.End), mostUsedFor)) && n.d.at(&n.p).PurposeAfter(i) != ""
}

// forUse is the rule of an amount that is told by what it is for.
const forUse = "purpose"

// mostUsedFor is how many characters the verb of using has at most: 用于.
const mostUsedFor = 2

// forEach is the word by which money is for each of many, and no amount of what its clause names: 每人 of
// 公用经费支出12万元，每人每年1200元. It is empty for other figures, and those that are measured so, 人均可支配收入.
func (n *prose) forEach(m *nlp.Mention, f *schema.Fact) string {
	if f.Kind != schema.Amount || f.Form != schema.Level || f.Concept == "" || clause.IsEconomy(f.Concept) {
		return ""
	}
	if head := words.PerHead.Labels().Of(n.d.at(&n.p).SinceSegment(m.Start)); head != nil {
		return head.Text
	}
	return ""
}

// theOthers reports what is left of a thing behind parts of it, 其他公务接待2万元, and the money by which
// the parts of what an evaluation covers are paid: 涉及资金56万元，其中：事业收入7万元.
func (d *discourse) theOthers(f *schema.Fact) bool {
	l := d.topic.innermost()
	if l != nil && f.Form == schema.Level && strings.HasPrefix(string(l.whole.Concept), performancePrefix) && schema.AccountOf(f.Concept) == schema.RevenueAccount {
		return true
	}
	switch f.Concept {
	case schema.ThreePublicReception, schema.ThreePublicVehicle, schema.ThreePublicVehicleOperation, schema.ProcurementTotal:
		return f.Form == schema.Level && Labelled(f.Label).Remainder
	}
	return false
}

// onTheYearBefore takes from a rate the comparison with what was executed that a clause before makes for an
// amount, 比执行数增加12万元，增长6.2%: final accounts part from the execution by little, and grow on the year
// before.
func (n *prose) onTheYearBefore(m *nlp.Mention, f *schema.Fact) {
	if f.Form == schema.PctChange && f.Base.Measure == schema.Executed && !f.Base.Period.Known() && !words.BasePart.Labels().Say(lastClause(n.p.Text[:m.Start]), "than") {
		f.Base = schema.Base{}
	}
}

// performancePrefix begins the concepts of evaluations.
const performancePrefix = "performance."

// atBeginning takes what is there of debt for that of the first day of its year, where its name says so: 年初
// 债务余额9万元.
func (n *prose) atBeginning(m *nlp.Mention, f *schema.Fact) {
	if f.Concept != schema.DebtBalance || f.Form != schema.Level || words.StockFlow.Labels().Meaning(lastClause(n.p.Text[:m.Start])) != "begin" {
		return
	}
	year := n.ctx.Frame.Year
	if f.Period.Known() {
		year = f.Period.End.Year()
	}
	f.Period, f.PeriodSource = schema.Instant(schema.YearPeriod(year).Start), schema.FromSentence
}

// statesBase makes a figure the base that a comparison names before its change, with the phase
// and the time that the comparison says.
func (n *prose) statesBase(f *schema.Fact) {
	n.baseOfBoth(f)
	base := &n.d.sentence.compared.Base
	if base.Measure != "" {
		f.Measure, f.MeasureSource = base.Measure, schema.FromSentence
	} else if told := schema.PhaseNamed(n.p.Text[n.d.clause.start:n.d.number.start]); told == schema.Final && f.Concept != "" {
		f.Measure, f.MeasureSource = told, schema.FromSentence // 比上年决算数9亿元增长3%
	}
	if base.Period.Known() {
		f.Period, f.PeriodSource = fitPeriod(f, base.Period, 0), schema.FromSentence // 上年结转5万元，比2023年3万元增加: as that year began
	}
}

// withinYear measures a change against the budget of its own year that stands right before it:
// 2023年决算数186万元，比2023年“三公”经费年初预算210万元减少24万元.
func (n *prose) withinYear(f *schema.Fact) {
	if f.Form != schema.Delta && f.Form != schema.PctChange || f.Concept == "" || f.Base.Measure != "" || !f.Period.Known() || f.Base.Period != f.Period {
		return
	}
	k := n.amountsBefore(f)
	if k < 0 {
		return
	}
	budget, done := &n.out.Facts[k], &n.out.Facts[k-1]
	if budget.Measure.IsBudget() && done.Measure != "" && !done.Measure.IsBudget() {
		f.Base.Measure, f.Measure, f.MeasureSource = budget.Measure, done.Measure, done.MeasureSource
	}
}

// baseOfBoth gives the base of subjects told with one figure, 收、支总计均为58万元，与2022年51万元
// 相比，各增加7万元, that of the figure: the turn of the next comes with a figure of its own.
func (n *prose) baseOfBoth(f *schema.Fact) {
	if last := n.d.topic.last; len(n.d.topic.subjects) > 1 && last >= n.d.paragraph.first && f.Concept != "" {
		f.Concept, f.Dimensions = n.out.Facts[last].Concept, n.out.Facts[last].Dimensions
	}
}

// saysShare reports a ratio whose clause, up to the mark before it, says that it is a share
// of a whole: 占投资的比重从17.9%提升到35.5%.
func (n *prose) saysShare(i int) bool {
	for k := i - 1; k >= max(0, i-clause.Reach) && !(n.p.Lexemes[k].Kind == clause.Mark && n.p.Lexemes[k].Mark != '|'); k-- {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && x.Entry.Role == clause.ShareWord {
			return true
		}
	}
	return false
}

// ofTerm is the term that the number at lexeme i is of, whatever it is a part of: 债务余额中，
// 1年内到期50亿元、10年期200亿元. It is empty for none.
func (n *prose) ofTerm(i int) string {
	if i == 0 || n.p.Lexemes[i].Kind != clause.Number {
		return ""
	}
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Kind != clause.Mark; k-- {
		x := &n.p.Lexemes[k]
		if x.Kind != clause.Number && x.Kind != clause.Date {
			continue
		}
		after := n.p.Text[x.End:n.p.Lexemes[i].Start]
		if strings.HasSuffix(n.p.Text[:x.End], words.YearMark) && words.DebtTerm.Labels().Say(after) {
			return strings.TrimSpace(n.p.Text[x.Start:n.p.Lexemes[i].Start])
		}
		return ""
	}
	return ""
}

// averagedToo reports the next of a run of changes of every year: 年均增长5.3%、8.1%.
func (n *prose) averagedToo(m *nlp.Mention) bool {
	k := len(n.out.Facts) - 1
	return k >= n.d.paragraph.first && n.out.Facts[k].Rule == "annual_average" && n.out.Ends[k] <= m.Start &&
		strings.Trim(n.p.Text[n.out.Ends[k]:m.Start], listMarks+words.Joiners) == ""
}

// averaged gives the change of every year of a span the span, where one is told; it is
// the change of no single year.
func (d *discourse) averaged(ctx *clause.Context, f *schema.Fact, two bool) {
	if two && f.Period.Known() && !f.Period.IsInstant() && f.Period.Start.Year() == f.Period.End.Year() {
		start := f.Period.Start.Time()
		f.Period.Start, f.Base = schema.DateOf(start.Year()-1, start.Month(), start.Day()), schema.Base{} // 2021年上半年，…两年平均增长5.3%
		return
	}
	if f.Period.Known() && f.Period.Start.Year() < f.Period.End.Year() {
		return
	}
	if span := d.years(); span.Known() {
		f.Period, f.PeriodSource = span, schema.FromSentence
		return
	}
	if span := d.paragraph.years; span.Known() && f.Period.Known() && span.End.Year() == f.Period.End.Year() {
		f.Period, f.PeriodSource = span, schema.FromSentence // 2017—2021年是极不平凡的五年。2021年，…年均增长4.6%
		return
	}
	if b := f.Base.Period; b.Known() && f.Period.Known() && b.End.Year()+1 < f.Period.End.Year() {
		f.Period = schema.Period{Start: schema.DateOf(b.End.Year()+1, 1, 1), End: schema.YearPeriod(f.Period.End.Year()).End} // 与2010年相比增加8%，年平均增长0.8%
		return
	}
	if plan := ctx.Heading.Plan; plan.Known() && f.Period.Known() && plan.Start.Year() <= f.Period.Start.Year() && f.Period.End.Year() <= plan.End.Year() {
		f.Period, f.PeriodSource = plan, schema.FromHeading // 一、2025年和“十四五”时期工作回顾
		return
	}
	if f.Measure == schema.Target {
		return // 地区生产总值年均增长5%: an aim for every year, the one in hand too
	}
	f.Period, f.PeriodSource, f.Base = schema.Period{}, "", schema.Base{} // of years that nobody names
}

// threshold reports numbers that are a standard or limit: 单价50万元以上,
// 超过2000元需审批, 1万元及以上.
func (d *discourse) threshold(p *clause.Paragraph, m *nlp.Mention) bool {
	if m.Kind != nlp.Amount {
		return false
	}
	if d.clause.limit {
		return true
	}
	if p.BoundsClass(p.LexemeAt(m.Start)) {
		return true
	}
	open := m.Approx == nlp.AtLeast || m.Approx == nlp.MoreThan || m.Approx == nlp.AtMost || m.Approx == nlp.LessThan
	before := d.at(p).SinceSegment(m.Start)
	after := p.Text[m.End:min(len(p.Text), m.End+24)]
	return open && (words.LimitWord.Labels().Say(before, "amount") && d.topic.last < 0 || words.Demand.Labels().Say(after) ||
		strings.HasPrefix(after, words.Of) && (words.LimitWord.Labels().Say(before, "every") || words.SizeNoun.Labels().Say(strings.TrimRight(before, " "))))
}
