package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
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
	n.moneyInList(m)
	f := n.readRange(i, m)
	inside := n.d.budgetInside(&n.p, i, &f)
	if inside {
		f.Measure, f.Period, f.Rule = n.d.clause.predicate.budget, n.ctx.Frame.Period, "completion_base" // a budget is of the year, whatever month its execution is told for
	}
	k := n.out.Fact(n.d.paragraph.loc, m, f)
	n.listing(k, m)
	n.residue(k, m)
	if n.d.clause.predicate.contradicted != "" {
		n.out.Contradiction(k, n.d.clause.predicate.contradicted)
		n.d.clause.predicate.contradicted = ""
	}
	n.remember(k, m)
	if n.d.clause.each || len(n.d.topic.subjects) > 1 {
		n.d.topic.turn++
	}
	n.d.sentence.untaken = false
	n.d.pastNumber(m.End, n.p.Run(i) > 1 || inside)
}

// budgetInside reports the budget that a completion names before its ratio:
// 完成年初预算数60999万元的40.4%.
func (d *discourse) budgetInside(p *clause.Paragraph, i int, f *schema.Fact) bool {
	if d.clause.predicate.role != clause.CompletionWord || !d.clause.predicate.budget.IsBudget() || f.Kind != schema.Amount || f.Form != schema.Level || f.Concept == "" || i+1 >= len(p.Lexemes) {
		return false
	}
	next := &p.Lexemes[i+1]
	return next.Kind == clause.Number && p.Mentions[next.Mention].Kind == nlp.Ratio && strings.TrimSpace(p.Text[p.Lexemes[i].End:next.Start]) == "的"
}

// moneyInList settles 70.00万 in a list of amounts: the members of a list are of
// the kind of its whole.
func (n *prose) moneyInList(m *nlp.Mention) {
	k := len(n.d.topic.lists) - 1
	if !m.Elided || m.Kind != nlp.Count || k < 0 || n.d.topic.lists[k].fact < 0 || n.out.Facts[n.d.topic.lists[k].fact].Kind != schema.Amount {
		return
	}
	m.Kind, m.Unit = nlp.Amount, "元"
}

// readRange reads the upper end of a range, 4.5%—5%, as its lower end was read,
// and every other number for itself.
func (n *prose) readRange(i int, m *nlp.Mention) schema.Fact {
	last := len(n.out.Facts) - 1
	if i == 0 || last < n.d.paragraph.first || n.p.Lexemes[i-1].Kind != clause.Number || !isRangeMark(n.p.Text[n.p.Lexemes[i-1].End:m.Start]) ||
		n.out.Facts[last].Kind != schema.Kind(m.Kind) || n.out.Facts[last].Unit != m.Unit || n.out.Ends[last] != n.p.Lexemes[i-1].End {
		return n.read(i, m)
	}
	f := n.out.Facts[last]
	f.Value, f.Rule = m.Value, "range"
	if f.Form == schema.Delta || f.Form == schema.PctChange {
		if n.out.Facts[last].Value.IsNegative() && f.Value.IsPositive() {
			f.Value = f.Value.Neg()
		}
	}
	return f
}

// isRangeMark reports what stands between the two ends of a range.
func isRangeMark(s string) bool {
	switch strings.Trim(s, " ") {
	case "-", "—", "——", "–", "－", "~", "～", "至", "到":
		return true
	}
	return false
}

// read builds the fact of a number: the rule that fires is named in Rule.
func (n *prose) read(i int, m *nlp.Mention) schema.Fact {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Level,
		Section: n.d.section.id, SourceKind: schema.Narrative, Context: n.p.SentenceAt(m.Start)}
	phrase := n.d.at(&n.p).PhraseBefore(m.Start)
	f.Label = n.d.at(&n.p).Label(i, phrase, n.t.seg)
	if n.d.threshold(&n.p, m) {
		f.Form, f.Rule, f.Label = schema.Threshold, "threshold", cmp.Or(phrase, f.Label)
		n.settle(i, m, &f)
		if f.Label != "" && !n.d.item.reason {
			n.d.topic.subjects = []clause.Subject{{Label: f.Label, Start: m.Start, End: m.Start}} // 补助标准由490元提高至520元: the same standard
		}
		return f
	}
	switch m.Kind {
	case nlp.Count, nlp.Measure:
		n.readCount(i, m, &f)
	case nlp.Score:
		n.d.readScore(&n.p, &f)
	case nlp.Ratio:
		n.readRatio(i, m, &f, phrase)
	default:
		n.readAmount(i, m, &f, phrase)
	}
	if n.d.item.reason && f.Concept != "" {
		f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{}, schema.Base{}, "reason"
	}
	if n.d.at(&n.p).Attributed(i) && f.Form == schema.Level {
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, "attribute"
		f.Label = n.d.at(&n.p).WholeLabel(i, f.Label)
	}
	if f.Concept == "" && clause.Relates(m.Kind, n.d.clause.predicate.role) {
		f.Label = cmp.Or(n.d.at(&n.p).RelationLabel(i), f.Label)
	}
	n.d.indicator(&n.p, n.ctx, &f)
	n.settle(i, m, &f)
	n.sameUnnamed(&f)
	if f.Form == schema.PctChange && strings.Contains(n.p.Text[n.d.clause.start:m.Start], perYear) {
		f.Rule = "annual_average"
	}
	f.Period = n.d.periodOf(&n.p, n.ctx, f.Concept, f.Form)
	if n.d.at(&n.p).StatesBase(i, &f) {
		f.Rule = "base"
		if n.d.sentence.compared.Base.Measure != "" {
			f.Measure = n.d.sentence.compared.Base.Measure
		}
		if n.d.sentence.compared.Base.Period.Known() {
			f.Period = clause.FitPeriod(f.Concept, n.d.sentence.compared.Base.Period, n.ctx.Frame.Year)
		}
	}
	return f
}

// sameUnnamed gives a rate whose clause names nothing the name of the figure before
// it in the sentence, where no concept names that: 社保基金收入90亿元，占预算的101%.
func (n *prose) sameUnnamed(f *schema.Fact) {
	last := len(n.out.Facts) - 1
	if f.Concept != "" || f.Kind != schema.Ratio || f.Form == schema.Level || f.Label != "" && !n.p.IsPhase(f.Label) ||
		last < n.d.paragraph.first || n.out.Ends[last] <= n.d.sentence.start || n.out.Facts[last].Concept != "" {
		return
	}
	f.Label = n.out.Facts[last].Label
}

// perYear makes a rate of change one of every year of a span.
const perYear = "年均"

// threshold reports numbers that are a standard or limit: 单价50万元以上,
// 超过2000元需审批, 1万元及以上.
func (d *discourse) threshold(p *clause.Paragraph, m *nlp.Mention) bool {
	if m.Kind != nlp.Amount {
		return false
	}
	if d.clause.limit {
		return true
	}
	open := m.Approx == nlp.AtLeast || m.Approx == nlp.MoreThan || m.Approx == nlp.AtMost || m.Approx == nlp.LessThan
	before := d.at(p).SinceSegment(m.Start)
	after := p.Text[m.End:min(len(p.Text), m.End+24)]
	return open && (strings.Contains(before, "金额") && d.topic.last < 0 || strings.HasPrefix(after, "需") || strings.HasPrefix(after, "须") ||
		strings.HasPrefix(after, "的") && strings.ContainsAny(before, "凡对每单"))
}

// subjectFor picks the subject of the next number: by turn where several are
// listed, else the nearest.
func (d *discourse) subjectFor(p *clause.Paragraph, i int) (clause.Subject, bool) {
	k := len(d.topic.subjects)
	switch {
	case k == 0:
		return clause.Subject{}, false
	case k == 1:
		return d.topic.subjects[0], true
	case d.topic.turn < k && (d.clause.each || p.Run(i)+d.topic.turn == k):
		return d.topic.subjects[d.topic.turn], true
	case p.Run(i) == 1 && d.topic.turn == 0 && d.topic.subjects[0].Concept == schema.RevenueTotal:
		return d.topic.subjects[0], true // 收入支出总计100万元: one figure for both sides
	case p.Run(i) == 1 && d.topic.turn == 0:
		return clause.Subject{}, false // 会议费、培训费支出下降17.8%: of all of them together
	}
	return d.topic.subjects[k-1], true
}

// readAmount settles money: a level or a change of the subject, or of a member
// of the list it stands in.
func (n *prose) readAmount(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.d.subjectFor(&n.p, i)
	named := (n.d.clause.named || n.d.topic.turn > 0) && phrase == "" && compatible(s.Concept, schema.Amount)
	if c := n.worded(i, m); c != "" && f.Form == schema.Level {
		f.Concept, f.Rule = c, "wording"
		f.Measure = n.measureOf(f)
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
	switch {
	case named:
		n.d.assign(f, s, "subject")
	case phrase == "" && n.d.clause.named && !compatible(s.Concept, f.Kind) && n.d.memberOfProject(n.ctx, f, clause.TrimFunction(n.d.at(&n.p).SinceSegment(m.Start))):
	case phrase == "" && n.d.forPurpose(&n.p, n.ctx, i, m):
		f.Rule = "purpose"
	case phrase == "" && ok:
		n.d.assign(f, s, "inherited")
	case phrase == "" && n.d.defaultSubject(f):
	case f.Form == schema.Level && n.d.member(n.ctx, f, phrase):
	case n.d.project(f, phrase):
	default:
		f.Rule = "unknown_subject"
		if phrase != "" && f.Form == schema.Level {
			// What follows about it stays unknown: a name that begins like a
			// concept must not lend it to the next clause.
			n.d.topic.subjects = []clause.Subject{{Label: phrase, Start: m.Start, End: m.Start}}
		}
	}
	f.Measure = n.measureOf(f)
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
	return given && nlp.HanCount(nlp.FirstRunes(nlp.Squeeze(p.Text[m.End:]), 2)) == 2
}

// assign gives the fact a subject's meaning.
func (d *discourse) assign(f *schema.Fact, s clause.Subject, rule string) {
	if !compatible(s.Concept, f.Kind) {
		f.Rule = "unknown_subject"
		return
	}
	f.Concept, f.Rule = s.Concept, rule
	if s.Partial {
		f.Rule = "function_partial"
	}
	inherited := f.Dimensions
	f.Dimensions = s.Dims
	if k := len(d.topic.lists); k > 0 && strings.HasPrefix(string(s.Concept), "three_public.") && clause.Specific(d.topic.lists[k-1].whole.Dims.FundSource) {
		f.Dimensions.FundSource = d.topic.lists[k-1].whole.Dims.FundSource // its parts are of the budget that the 三公 total names
	}
	d.inScope(f)
	if f.Concept == schema.ExpenditureByFunction && d.section.fund != "" && f.Dimensions.FundSource == schema.AllFunds {
		f.Dimensions.FundSource = d.section.fund
	}
	if k := len(d.topic.lists); k > 0 && f.Dimensions.FuncCode == "" && clause.SplitsClass(s.Concept) {
		f.Dimensions.FuncCode = d.topic.lists[k-1].whole.Dims.FuncCode // 初中教育支出206万元，其中：基本支出…
	}
	if inherited.Project != "" && f.Dimensions.Project == "" {
		f.Dimensions.Project = inherited.Project
	}
	if s.Label != "" && rule != "subject" {
		f.Label = s.Label
	}
	d.projectPhase(f, s)
}

// compatible reports whether a number of a kind can state a concept: money is
// no count of communities. Ratios relate to any concept.
func compatible(c schema.ConceptID, k schema.Kind) bool {
	concept, ok := schema.ConceptByID(c)
	return !ok || concept.Kind == "" || k == schema.Ratio || concept.Kind == k
}

// defaultSubject lets a section speak for a figure without any subject.
func (d *discourse) defaultSubject(f *schema.Fact) bool {
	h := clause.DefaultOf(d.section.id)
	if h.Concept == "" {
		return false
	}
	f.Concept, f.Rule = h.Concept, "section"
	f.Dimensions.FundSource = (&clause.Phrase{}).FundOf(h.Concept, h)
	return true
}

// change marks the fact as a change against a base.
func (d *discourse) change(f *schema.Fact, form schema.Form) {
	f.Form = form
	if d.clause.predicate.sign < 0 && f.Value.IsPositive() {
		f.Value = f.Value.Neg()
	}
	f.Base = d.sentence.compared.Base
}
