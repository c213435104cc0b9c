package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/place"
	"gongkai/schema"
	"gongkai/schema/words"
)

// worded reads an amount by the words of its clause.
func (n *prose) worded(i int, m *nlp.Mention) schema.ConceptID {
	said := n.coveredBefore(m)
	ofProjects := n.fundsProjects(m)
	for k := range n.g.amountings {
		c := &n.g.amountings[k]
		if slices.Contains(c.Units, m.Unit) && (c.matches(said, string(n.d.section.id)) || ofProjects && schema.ConceptID(c.Concept) == schema.PerformanceAmountCovered) {
			n.d.number.wording = c
			return schema.ConceptID(c.Concept)
		}
	}
	return ""
}

// fundsProjects reports an amount that only says it is money, right behind the number of projects
// with aims or evaluations: 纳入绩效目标管理的项目9个，资金650万元.
func (n *prose) fundsProjects(m *nlp.Mention) bool {
	last := len(n.out.Facts) - 1
	if last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start {
		return false
	}
	f := &n.out.Facts[last]
	said := strings.Trim(nlp.Squeeze(n.p.Text[n.out.Ends[last]:m.Start]), "，,、")
	return f.Kind == schema.Count && schema.AccountOf(f.Concept) == schema.PerformanceAccount && said != "" && clause.IsTally(said)
}

// coveredBefore is what the clause of an amount says before it. Where it says no more than that
// it is money, it is of what the sentence spoke of: 共涉及项目12个，资金310万元.
func (n *prose) coveredBefore(m *nlp.Mention) string {
	said := nlp.Squeeze(n.d.at(&n.p).SinceSegment(m.Start))
	if bare := strings.TrimLeft(said, "，,、"); bare != "" && clause.IsTally(bare) {
		return nlp.Squeeze(n.d.at(&n.p).SinceItem(m.Start))
	}
	return said
}

// coversToo reports the expenditure of a further budget that an evaluation covers: 涉及一般公共预算
// 支出120万元，政府性基金预算支出5万元.
func (n *prose) coversToo(s *clause.Subject, f *schema.Fact) bool {
	last := len(n.out.Facts) - 1
	if last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start || n.out.Facts[last].Concept != schema.PerformanceAmountCovered || n.out.Facts[last].Form != schema.Level ||
		f.Form != schema.Level || n.d.clause.predicate.role != clause.NoRole {
		return false
	}
	switch s.Concept {
	case schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital,
		schema.RevenueGeneralPublicBudget, schema.RevenueGovernmentFund, schema.RevenueStateCapital, schema.RevenueFiscal:
		f.Concept, f.Rule, f.Label = schema.PerformanceAmountCovered, "subject", s.Label
		f.Dimensions.FundSource = s.Dims.FundSource
		return true
	}
	return false
}

// amountOfRate takes an amount alone in a bracket right behind the rate of a change for how much that was: 增长31.4%（189万元）.
func (n *prose) amountOfRate(m *nlp.Mention, f *schema.Fact) {
	k := len(n.out.Facts) - 1
	if n.d.around() == nil || k < n.d.paragraph.first || n.out.Facts[k].Form != schema.PctChange || f.Form != schema.Level ||
		strings.Trim(n.p.Text[min(n.out.Ends[k], m.Start):m.Start], "（( ") != "" || strings.IndexAny(strings.TrimLeft(n.p.After(m.End), " "), "）)") != 0 {
		return
	}
	f.Form, f.Base = schema.Delta, n.out.Facts[k].Base
	turnLike(f, &n.out.Facts[k])
}

// readAmount settles money: a level or a change of the subject, or of a member
// of the list it stands in.
func (n *prose) readAmount(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	named := (n.d.clause.named || n.d.topic.turn > 0) && phrase == "" && s.Takes(schema.Amount, f.Unit)
	if n.wordedAmount(i, m, f, named, &s) || n.insuredItem(i, f) || n.ceilingOfDebt(m, f, named && s.Concept == schema.DebtLimit) {
		f.Measure, f.MeasureSource = n.measureOf(f)
		return
	}
	if n.d.clause.named && phrase != "" {
		phrase = n.d.at(&n.p).WholePhrase(m.Start, phrase)
	}
	if !clause.Balanced(phrase) {
		phrase = cmp.Or(n.d.at(&n.p).WholeName(i), phrase) // 社会管理专项经费（包含人民防空等）4万元
	}
	if n.d.clause.predicate.role == clause.ChangeWord || n.d.clause.predicate.role == clause.RateWord && (n.d.clause.named || n.d.sentence.compared.Base != (schema.Base{})) {
		n.d.change(f, schema.Delta)
		phrase = n.d.at(&n.p).PhraseBeforePredicate()
		named = (n.d.clause.named || n.d.topic.turn > 0) && phrase == ""
	}
	n.amountOfRate(m, f)
	switch {
	case n.spentOnGuests(f, clause.TrimFunction(nlp.Squeeze(n.p.Text[min(n.d.clause.start, m.Start):m.Start]))): // 公务接待24批次，210人次，支出2.05万元
	case named && n.paidBy(&s, m.Start) != "":
		f.Rule, f.Label = "unknown_subject", n.paidBy(&s, m.Start)
	case n.d.clause.named && n.handedOn(i, &s, f), named && n.coversToo(&s, f):
	case named:
		n.d.assign(f, s, "subject")
		f.Concept = n.d.narrowed(&n.p, f, m.Start)
	case phrase == "" && n.d.clause.named && !s.Takes(f.Kind, f.Unit) && n.d.memberOfProject(n.ctx, f, clause.TrimFunction(n.d.at(&n.p).SinceSegment(m.Start))):
	case phrase == "" && (n.d.forPurpose(&n.p, n.ctx, i, m) || n.d.partFor(&n.p, n.ctx, i)):
		f.Rule = "purpose"
	case phrase == "" && n.d.underTopic(&n.p, n.ctx, f):
		f.Rule = "of_topic"
	case phrase == "" && n.d.otherMoney(&n.p, n.ctx, &s, m.Start):
		f.Rule, f.Label = "unknown_subject", n.d.at(&n.p).WholeName(i)
	case phrase == "" && f.Form == schema.Level && !n.d.clause.named && n.ownMoney(i) != "":
		f.Rule, f.Label = "unknown_subject", n.ownMoney(i) // 中央资金50万元、省级资金20万元: no more of the first
	case phrase == "" && ok && !s.Takes(f.Kind, f.Unit) && n.d.section.subject.Known() && n.d.section.subject.Takes(f.Kind, f.Unit):
		n.d.assign(f, n.d.section.subject, "section") // 公务接待费支出情况。公务接待15批次，128人次，预算为2万元
	case phrase == "" && n.d.clause.refused != "" && s.Concept == "" && s.Label != "" && s.End <= n.d.clause.start && f.Form == schema.Level:
		f.Label = cmp.Or(n.d.at(&n.p).WholeName(i), nlp.Squeeze(n.d.clause.refused)) // 可用财力安排70万元，财政支出安排69万元
		n.ofUnknown(m, &s, f, f.Label)
	case phrase == "" && ok && n.ofPhase(i, m, &s, f):
	case phrase == "" && ok && n.placeOfWhole(m, f):
	case phrase == "" && ok && !named && f.Form == schema.Level && s.Concept == schema.PerformanceProjectBudget && words.Arrived.Labels().Say(n.d.at(&n.p).SinceSegment(m.Start), "word"):
		f.Rule, f.Label = "unknown_subject", cmp.Or(n.ownWords(i), words.Arrived.Word("word")) // 年初预算60万元，实际到位52万元
	case phrase == "" && ok && !named && n.spendsNone(&s, m.Start):
		f.Rule, f.Label = "unknown_subject", words.SpentInFact.Word()
	case ok && f.Form == schema.Level && n.d.around() != nil && placeWithin(phrase) != "":
		n.d.assign(f, s, "inherited")
		f.Dimensions.EntityScope, f.Dimensions.Subordinate = schema.Subordinate, placeWithin(phrase)
	case phrase == "" && ok, ok && f.Form == schema.Level && (n.d.around() != nil || s.End > n.d.sentence.start && s.Takes(f.Kind, f.Unit)) && place.Is(phrase):
		n.d.assign(f, s, "inherited") // 收入126亿元（县本级99亿元，高新区27亿元）
	case phrase == "" && n.d.defaultSubject(n.ctx, f):
	case n.transfer(i, f), n.classGivenOn(m, f), n.classListed(i, f):
	case f.Form == schema.Level && n.kindsOfDebt(phrase) && n.d.member(n.ctx, f, phrase):
	case f.Form == schema.Level && n.d.member(n.ctx, f, phrase):
	case n.debtBeside(f, phrase), n.carsBeside(f, phrase), n.allAtHome(f, phrase):
	case !n.ofPartOfProject(f, phrase) && !n.listedOfSpending(m.Start) && n.d.project(f, phrase):
	default:
		n.ofUnknown(m, &s, f, phrase)
	}
	n.phaseOfAmount(f)
}

// placeWithin is the place whose part a phrase in brackets says is in the figure before, or left out of it:
// 收入126亿元（含高新区27亿元）. It is empty for other phrases.
func placeWithin(phrase string) string {
	if name, ok := words.PartWithin.Labels().Cut(phrase, strings.CutPrefix); ok && place.Is(name) && !place.Is(phrase) {
		return name
	}
	return "" // 含山县 is a place
}

// paidBy is who pays a part of a project, where that is all a clause says before a byte: 省级财政资金1440万元 is no
// more of the project's budget than 中央资金 beside it. It is empty for others.
func (n *prose) paidBy(s *clause.Subject, at int) string {
	if s.Concept != schema.PerformanceProjectBudget && s.Concept != schema.PerformanceProjectSpent || s.Start <= n.d.clause.start {
		return ""
	}
	if before := clause.TrimFunction(nlp.Squeeze(n.p.Text[n.d.clause.start:s.Start])); before == "" || !clause.IsPayer(before) {
		return ""
	}
	if said := clause.TrimFunction(nlp.Squeeze(n.p.Text[n.d.clause.start:at])); clause.IsPayer(said) {
		return said
	}
	return ""
}

// phaseOfAmount settles the phase of an amount, which of a project says what it is of.
func (n *prose) phaseOfAmount(f *schema.Fact) {
	f.Measure, f.MeasureSource = n.measureOf(f)
	if f.Concept == schema.PerformanceProjectBudget && f.Rule == "inherited" && f.Form == schema.Level {
		switch n.d.sentence.measure {
		case schema.Executed, schema.Used, schema.Final:
			f.Concept = schema.PerformanceProjectSpent // 运维项目年初预算120万元，全年执行118万元
			f.Measure, f.MeasureSource = n.measureOf(f)
		}
	}
	if f.Measure == schema.Executed && n.d.sentence.measure.IsBudget() && n.completed() {
		n.d.sentence.measure = schema.Executed // 预算调整为9万元，完成8万元，为调整预算的89%，增长4.8%
	}
}

// wordedAmount takes the concept that the words of the clause give an amount, and the fund of the
// subject where that is named.
func (n *prose) wordedAmount(i int, m *nlp.Mention, f *schema.Fact, named bool, s *clause.Subject) bool {
	c := n.worded(i, m)
	if c == "" || f.Form != schema.Level {
		return false
	}
	f.Concept, f.Rule = c, "wording"
	if fund := schema.FundNamed(s.Concept); named && clause.Specific(fund) {
		f.Dimensions.FundSource = fund
	}
	return true
}

// ofUnknown leaves an amount with the words of its phrase. What follows about it stays unknown: a
// name that begins like a concept must not lend it to the next clause.
func (n *prose) ofUnknown(m *nlp.Mention, s *clause.Subject, f *schema.Fact, phrase string) {
	f.Rule = "unknown_subject"
	if phrase == "" || f.Form != schema.Level {
		return
	}
	if n.d.clause.named && strings.HasPrefix(n.p.Text[s.End:], phrase) && strings.HasSuffix(n.p.Text[:s.End], words.ExpenditureWord.Word()) {
		f.Label = phrase // 全年支出救助资金1.17亿元
	}
	n.d.topic.speak(clause.Subject{Label: phrase, Start: m.Start, End: m.Start})
}

// placeOfWhole reads the part that a place has of the whole of a list, behind the semicolon that
// ends the list: 债务余额9亿元，其中一般债务5亿元，专项债务4亿元；市本级3亿元，县区6亿元.
func (n *prose) placeOfWhole(m *nlp.Mention, f *schema.Fact) bool {
	l := n.d.topic.innermost()
	if l == nil || f.Form != schema.Level || !l.whole.Known() || !l.whole.Takes(f.Kind, f.Unit) {
		return false
	}
	before := n.p.Between(n.d.sentence.start, m.Start)
	end := strings.LastIndexAny(before, "；;")
	if end < 0 || strings.ContainsAny(before[end:], "0123456789") {
		return false
	}
	_, size := utf8.DecodeRuneInString(before[end:])
	if !place.Of(nlp.Squeeze(before[end+size:])) {
		return false
	}
	n.d.topic.speak(l.whole)
	n.d.assign(f, l.whole, "inherited")
	return true
}

// spendsNone reports what a clause says was spent, where what the text spoke of last is a balance
// or came in, and cannot be: 上年结余263万元；全年实际支出1595万元.
func (n *prose) spendsNone(s *clause.Subject, at int) bool {
	switch s.Concept {
	case schema.BalanceOpening, schema.RevenueYear, schema.RevenueTotal, schema.RevenueFiscal:
		return words.SpentInFact.Labels().Say(n.d.at(&n.p).SinceSegment(at))
	}
	return false
}

// otherMoney reports money that is named without a word of the accounts, 累计争取到上级
// 资金257.9亿元, in the report of a territory: it is not what a sentence before told of.
func (d *discourse) otherMoney(p *clause.Paragraph, ctx *clause.Context, s *clause.Subject, at int) bool {
	return ctx.Frame.Territorial && !d.clause.named && s.Known() && s.End <= d.sentence.start && d.sentence.start > 0 &&
		d.clause.predicate.role == clause.NoRole && strings.HasSuffix(strings.TrimRight(d.at(p).SinceSegment(at), " "), words.MoneyWord.Word())
}

// ofPhase leaves a figure that only its phase names without a concept, under the name of the phase.
func (n *prose) ofPhase(i int, m *nlp.Mention, s *clause.Subject, f *schema.Fact) bool {
	if !n.d.phaseOfProjects(s) {
		return false
	}
	f.Rule, f.Label = "unknown_subject", cmp.Or(n.d.at(&n.p).WholeName(i), strings.TrimLeft(nlp.Squeeze(n.d.at(&n.p).SinceSegment(m.Start)), "，,"))
	return true
}

// phaseOfProjects reports a phase that speaks for itself in a sentence behind the one on the amount
// that an evaluation covers: 涉及资金655万元。全年预算数680万元，执行数655万元.
func (d *discourse) phaseOfProjects(s *clause.Subject) bool {
	return s.Concept == schema.PerformanceAmountCovered && d.sentence.measure != "" && s.End <= d.sentence.start && d.sentence.start > 0
}

// forPurpose reports money that is given for what follows it, 安排6.46亿元重点保障
// …: a part of what the sentence is about, and no figure of the whole.
func (d *discourse) forPurpose(p *clause.Paragraph, ctx *clause.Context, i int, m *nlp.Mention) bool {
	if d.clause.predicate.role != clause.NoRole || d.sentence.compared.Base != (schema.Base{}) || !ctx.Frame.Territorial {
		return false
	}
	given := false
	for k := i - 1; k >= 0 && p.Lexemes[k].Start >= d.clause.start; k-- {
		given = given || p.Lexemes[k].Kind == clause.Word && p.Lexemes[k].Entry.Role == clause.GrantWord
	}
	return given && (nlp.HanCount(nlp.FirstRunes(nlp.Squeeze(p.After(m.End)), 2)) == 2 || d.at(p).PurposeAfter(i) != "")
}

// partFor reports a part without a name that is given for what follows it: 支出安排
// 6115万元，其中5000万元调入一般公共预算.
func (d *discourse) partFor(p *clause.Paragraph, ctx *clause.Context, i int) bool {
	if !ctx.Frame.Territorial || d.clause.named || d.clause.predicate.role != clause.NoRole || i == 0 {
		return false
	}
	before := &p.Lexemes[i-1]
	return before.Kind == clause.Word && before.Entry.Role == clause.PartWord && nlp.HanCount(nlp.FirstRunes(nlp.Squeeze(p.Text[p.Lexemes[i].End:]), 2)) == 2
}

// underTopic reports money without a noun after a clause that says what it is for, in
// the words of nobody's accounts: 支持公共服务方面，共安排2亿元 is not all there is. The
// clause names it.
func (d *discourse) underTopic(p *clause.Paragraph, ctx *clause.Context, f *schema.Fact) bool {
	k := len(d.topic.subjects) - 1
	if !ctx.Frame.Territorial || f.Form != schema.Level || d.sentence.start >= d.clause.start || k >= 0 && d.topic.subjects[k].End > d.sentence.start {
		return false
	}
	clauses := strings.FieldsFunc(p.Text[d.sentence.start:d.clause.start], func(r rune) bool { return r == '，' || r == ',' || r == '：' || r == ':' })
	if len(clauses) == 0 {
		return false
	}
	topic, led := words.LabelCut.Labels().Cut(clause.TrimFunction(nlp.Unnumbered(nlp.Squeeze(clauses[len(clauses)-1]))), strings.CutSuffix, "topic")
	if !led {
		return false
	}
	f.Label = topic
	return true
}
