package tag

import (
	"cmp"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// number gives the number at lexeme i its meaning and ends the segment.
func (n *narrator) number(i int) {
	m := &n.p.Mentions[n.p.Lexemes[i].Mention]
	n.current, n.wording = m.Start, nil
	unread := n.out.Glued(n.loc, m)
	if !unread && m.Kind == nlp.Number && !n.bare(i, m) && !n.bareScore(m) {
		n.out.Issue(n.loc, m.Start, m.End, schema.IssueUnit, "a number without a unit in running text")
		unread = true
	}
	if unread {
		n.segment, n.clause, n.named, n.form = m.End, m.End, false, clause.NoRole
		return
	}
	n.moneyInList(m)
	f := n.readRange(i, m)
	inside := n.budgetInside(i, &f)
	if inside {
		f.Measure, f.Period, f.Rule = n.against, n.ctx.Frame.Period, "completion_base" // a budget is of the year, whatever month its execution is told for
	}
	k := n.out.Fact(n.loc, m, f)
	n.listing(k, m)
	n.residue(k, m)
	if n.contradicted != "" {
		n.out.Contradiction(k, n.contradicted)
		n.contradicted = ""
	}
	n.remember(k, m)
	n.segment, n.clause, n.refused, n.limit, n.phased = m.End, m.End, "", false, false
	if n.each || len(n.subjects) > 1 {
		n.turn++
	}
	if n.p.Run(i) > 1 || inside {
		return // 各减少A、B万元: the predicate holds for the whole run
	}
	n.named, n.form, n.sign, n.shareOf = false, clause.NoRole, 0, clause.Subject{}
}

// budgetInside reports the budget that a completion names before its ratio:
// 完成年初预算数60999万元的40.4%.
func (n *narrator) budgetInside(i int, f *schema.Fact) bool {
	if n.form != clause.CompletionWord || !n.against.IsBudget() || f.Kind != schema.Amount || f.Form != schema.Level || f.Concept == "" || i+1 >= len(n.p.Lexemes) {
		return false
	}
	next := &n.p.Lexemes[i+1]
	return next.Kind == clause.Number && n.p.Mentions[next.Mention].Kind == nlp.Ratio && strings.TrimSpace(n.p.Text[n.p.Lexemes[i].End:next.Start]) == "的"
}

// moneyInList settles 70.00万 in a list of amounts: the members of a list are of
// the kind of its whole.
func (n *narrator) moneyInList(m *nlp.Mention) {
	k := len(n.lists) - 1
	if !m.Elided || m.Kind != nlp.Count || k < 0 || n.lists[k].fact < 0 || n.out.Facts[n.lists[k].fact].Kind != schema.Amount {
		return
	}
	m.Kind, m.Unit = nlp.Amount, "元"
}

// readRange reads the upper end of a range, 4.5%—5%, as its lower end was read,
// and every other number for itself.
func (n *narrator) readRange(i int, m *nlp.Mention) schema.Fact {
	last := len(n.out.Facts) - 1
	if i == 0 || last < n.firstFact || n.p.Lexemes[i-1].Kind != clause.Number || !isRangeMark(n.p.Text[n.p.Lexemes[i-1].End:m.Start]) ||
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
func (n *narrator) read(i int, m *nlp.Mention) schema.Fact {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Level,
		Section: n.section, SourceKind: schema.Narrative, Context: n.p.SentenceAt(m.Start)}
	phrase := n.phraseBefore(m.Start)
	f.Label = n.label(i, phrase)
	if n.threshold(m) {
		f.Form, f.Rule, f.Label = schema.Threshold, "threshold", cmp.Or(phrase, f.Label)
		n.settle(i, m, &f)
		if f.Label != "" && !n.reason {
			n.subjects = []clause.Subject{{Label: f.Label, Start: m.Start, End: m.Start}} // 补助标准由490元提高至520元: the same standard
		}
		return f
	}
	switch m.Kind {
	case nlp.Count, nlp.Measure:
		n.readCount(i, m, &f)
	case nlp.Score:
		n.readScore(&f)
	case nlp.Ratio:
		n.readRatio(i, m, &f, phrase)
	default:
		n.readAmount(i, m, &f, phrase)
	}
	if n.reason && f.Concept != "" {
		f.Concept, f.Dimensions, f.Base, f.Rule = "", schema.Dimensions{}, schema.Base{}, "reason"
	}
	if n.attributed(i) && f.Form == schema.Level {
		f.Concept, f.Dimensions, f.Rule = "", schema.Dimensions{}, "attribute"
		f.Label = n.wholeLabel(i, f.Label)
	}
	if f.Concept == "" && clause.Relates(m.Kind, n.form) {
		f.Label = cmp.Or(n.relationLabel(i), f.Label)
	}
	n.indicator(&f)
	n.settle(i, m, &f)
	n.sameUnnamed(&f)
	if f.Form == schema.PctChange && strings.Contains(n.p.Text[n.clause:m.Start], perYear) {
		f.Rule = "annual_average"
	}
	f.Period = n.periodOf(f.Concept, f.Form)
	clause.SettleMember(&f, n.form == clause.NoRole)
	if n.statesBase(i, &f) {
		f.Rule = "base"
		if n.base.Measure != "" {
			f.Measure = n.base.Measure
		}
		if n.base.Period.Known() {
			f.Period = clause.FitPeriod(f.Concept, n.base.Period, n.ctx.Frame.Year)
		}
	}
	return f
}

// sameUnnamed gives a rate whose clause names nothing the name of the figure before
// it in the sentence, where no concept names that: 社保基金收入90亿元，占预算的101%.
func (n *narrator) sameUnnamed(f *schema.Fact) {
	last := len(n.out.Facts) - 1
	if f.Concept != "" || f.Kind != schema.Ratio || f.Form == schema.Level || f.Label != "" && !n.p.IsPhase(f.Label) ||
		last < n.firstFact || n.out.Ends[last] <= n.sentence || n.out.Facts[last].Concept != "" {
		return
	}
	f.Label = n.out.Facts[last].Label
}

// perYear makes a rate of change one of every year of a span.
const perYear = "年均"

// statesBase reports the figure a comparison names before the change: 较2022年
// 预算1.50万元增长75%, 较“十三五”时期（299亿元）增加113亿元. It stands right after
// the words of the comparison, perhaps in brackets.
func (n *narrator) statesBase(i int, f *schema.Fact) bool {
	x := &n.p.Lexemes[i]
	if f.Kind != schema.Amount || f.Form != schema.Level || n.base == (schema.Base{}) || n.baseEnd <= n.sentence || n.baseEnd > x.Start || i+1 >= len(n.p.Lexemes) {
		return false
	}
	between, bracket := strings.CutSuffix(strings.NewReplacer("(", "（", "时期", "", "期间", "").Replace(n.p.Text[n.baseEnd:x.Start]), "（")
	if nlp.HanCount(clause.TrimFunction(between)) > 0 {
		return false
	}
	next := &n.p.Lexemes[i+1]
	if bracket {
		if next.Mark != ')' || i+2 >= len(n.p.Lexemes) {
			return false
		}
		x, next = next, &n.p.Lexemes[i+2]
	}
	return next.Kind == clause.Word && (next.Entry.Role == clause.ChangeWord || next.Entry.Role == clause.RateWord) && nlp.HanCount(n.p.Text[x.End:next.Start]) <= 1
}

// threshold reports numbers that are a standard or limit: 单价50万元以上,
// 超过2000元需审批, 1万元及以上.
func (n *narrator) threshold(m *nlp.Mention) bool {
	if m.Kind != nlp.Amount {
		return false
	}
	if n.limit {
		return true
	}
	open := m.Approx == nlp.AtLeast || m.Approx == nlp.MoreThan || m.Approx == nlp.AtMost || m.Approx == nlp.LessThan
	before := n.sinceSegment(m.Start)
	after := n.p.Text[m.End:min(len(n.p.Text), m.End+24)]
	return open && (strings.Contains(before, "金额") && n.last < 0 || strings.HasPrefix(after, "需") || strings.HasPrefix(after, "须") ||
		strings.HasPrefix(after, "的") && strings.ContainsAny(before, "凡对每单"))
}

// subjectFor picks the subject of the next number: by turn where several are
// listed, else the nearest.
func (n *narrator) subjectFor(i int) (clause.Subject, bool) {
	k := len(n.subjects)
	switch {
	case k == 0:
		return clause.Subject{}, false
	case k == 1 && n.each && (n.form == clause.RateWord || n.form == clause.ChangeWord) && n.turn+n.p.Run(i) > 1:
		return n.inTurn(i)
	case k == 1:
		return n.subjects[0], true
	case n.turn < k && (n.each || n.p.Run(i)+n.turn == k):
		return n.subjects[n.turn], true
	case n.p.Run(i) == 1 && n.turn == 0 && n.subjects[0].Concept == schema.RevenueTotal:
		return n.subjects[0], true // 收入支出总计100万元: one figure for both sides
	case n.p.Run(i) == 1 && n.turn == 0:
		return clause.Subject{}, false // 会议费、培训费支出下降17.8%: of all of them together
	}
	return n.subjects[k-1], true
}

// readAmount settles money: a level or a change of the subject, or of a member
// of the list it stands in.
func (n *narrator) readAmount(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	named := (n.named || n.turn > 0) && phrase == "" && s.Takes(schema.Amount, f.Unit)
	if c := n.worded(i, m); c != "" && f.Form == schema.Level {
		f.Concept, f.Rule = c, "wording"
		f.Measure = n.measureOf(f)
		return
	}
	if n.named && phrase != "" {
		phrase = n.wholePhrase(m.Start, phrase)
	}
	if !clause.Balanced(phrase) {
		phrase = cmp.Or(n.wholeName(i), phrase) // 社会管理专项经费（包含人民防空等）4万元
	}
	if n.form == clause.ChangeWord || n.form == clause.RateWord && (n.named || n.base != (schema.Base{})) {
		n.change(f, schema.Delta)
		phrase = n.phraseBeforePredicate()
		named = (n.named || n.turn > 0) && phrase == ""
	}
	switch {
	case named:
		n.assign(f, s, "subject")
	case phrase == "" && n.named && !s.Takes(f.Kind, f.Unit) && n.memberOfProject(f, clause.TrimFunction(n.sinceSegment(m.Start))):
	case phrase == "" && n.forPurpose(i, m):
		f.Rule = "purpose"
	case phrase == "" && ok:
		n.assign(f, s, "inherited")
	case phrase == "" && n.defaultSubject(f):
	case f.Form == schema.Level && n.member(f, phrase):
	case n.project(f, phrase):
	default:
		f.Rule = "unknown_subject"
		if phrase != "" && f.Form == schema.Level {
			// What follows about it stays unknown: a name that begins like a
			// concept must not lend it to the next clause.
			n.subjects = []clause.Subject{{Label: phrase, Start: m.Start, End: m.Start}}
		}
	}
	f.Measure = n.measureOf(f)
}

// forPurpose reports money that is given for what follows it, 安排6.46亿元重点保障
// …: a part of what the sentence is about, and no figure of the whole.
func (n *narrator) forPurpose(i int, m *nlp.Mention) bool {
	if n.form != clause.NoRole || n.base != (schema.Base{}) || !n.ctx.Frame.Territorial {
		return false
	}
	given := false
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Start >= n.clause; k-- {
		given = given || n.p.Lexemes[k].Kind == clause.Word && n.p.Lexemes[k].Entry.Role == clause.GrantWord
	}
	return given && nlp.HanCount(nlp.FirstRunes(nlp.Squeeze(n.p.Text[m.End:]), 2)) == 2
}

// assign gives the fact a subject's meaning.
func (n *narrator) assign(f *schema.Fact, s clause.Subject, rule string) {
	if !s.Takes(f.Kind, f.Unit) {
		f.Rule = "unknown_subject"
		return
	}
	f.Concept, f.Rule = s.Concept, rule
	if s.Partial {
		f.Rule = "function_partial"
	}
	inherited := f.Dimensions
	f.Dimensions = s.Dims
	if k := len(n.lists); k > 0 && strings.HasPrefix(string(s.Concept), "three_public.") && clause.Specific(n.lists[k-1].whole.Dims.FundSource) {
		f.Dimensions.FundSource = n.lists[k-1].whole.Dims.FundSource // its parts are of the budget that the 三公 total names
	}
	n.inScope(f)
	if f.Concept == schema.ExpenditureByFunction && n.announced != "" && f.Dimensions.FundSource == schema.AllFunds {
		f.Dimensions.FundSource = n.announced
	}
	if k := len(n.lists); k > 0 && f.Dimensions.FuncCode == "" && clause.SplitsClass(s.Concept) {
		f.Dimensions.FuncCode = n.lists[k-1].whole.Dims.FuncCode // 初中教育支出206万元，其中：基本支出…
	}
	if inherited.Project != "" && f.Dimensions.Project == "" {
		f.Dimensions.Project = inherited.Project
	}
	if s.Label != "" && rule != "subject" {
		f.Label = s.Label
	}
	n.projectPhase(f, s)
}

// defaultSubject lets a section speak for a figure without any subject.
func (n *narrator) defaultSubject(f *schema.Fact) bool {
	h := clause.DefaultOf(n.section)
	if h.Concept == "" {
		return false
	}
	f.Concept, f.Rule = h.Concept, "section"
	f.Dimensions.FundSource = (&clause.Phrase{}).FundOf(h.Concept, h)
	return true
}

// change marks the fact as a change against a base.
func (n *narrator) change(f *schema.Fact, form schema.Form) {
	f.Form = form
	if n.sign < 0 && f.Value.IsPositive() {
		f.Value = f.Value.Neg()
	}
	f.Base = n.base
}
