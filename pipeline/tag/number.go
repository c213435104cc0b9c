package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// number gives the number at lexeme i its meaning and ends the segment.
func (n *narrator) number(i int) {
	m := &n.ms[n.lx[i].mention]
	n.current, n.wording = m.Start, nil
	unread := n.out.glued(n.loc, m)
	if !unread && m.Kind == nlp.Number && !n.bare(i, m) && !n.bareScore(m) {
		n.out.issue(n.loc, m.Start, m.End, schema.IssueUnit, "a number without a unit in running text")
		unread = true
	}
	if unread {
		n.segment, n.clause, n.named, n.form = m.End, m.End, false, rNone
		return
	}
	n.moneyInList(m)
	f := n.readRange(i, m)
	inside := n.budgetInside(i, &f)
	if inside {
		f.Measure, f.Period, f.Rule = n.against, n.ctx.frame.Period, "completion_base" // a budget is of the year, whatever month its execution is told for
	}
	k := n.out.fact(n.loc, m, f)
	n.listing(k, m)
	n.residue(k, m)
	if n.contradicted != "" {
		n.out.contradiction(k, n.contradicted)
		n.contradicted = ""
	}
	n.remember(k, m)
	n.segment, n.clause, n.refused, n.limit, n.phased = m.End, m.End, "", false, false
	if n.each || len(n.subjects) > 1 {
		n.turn++
	}
	if n.run(i) > 1 || inside {
		return // 各减少A、B万元: the predicate holds for the whole run
	}
	n.named, n.form, n.sign, n.shareOf = false, rNone, 0, subject{}
}

// budgetInside reports the budget that a completion names before its ratio:
// 完成年初预算数60999万元的40.4%.
func (n *narrator) budgetInside(i int, f *schema.Fact) bool {
	if n.form != rCompletion || !n.against.IsBudget() || f.Kind != schema.Amount || f.Form != schema.Level || f.Concept == "" || i+1 >= len(n.lx) {
		return false
	}
	next := &n.lx[i+1]
	return next.kind == lexNumber && n.ms[next.mention].Kind == nlp.Ratio && strings.TrimSpace(n.text[n.lx[i].end:next.start]) == "的"
}

// moneyInList settles 70.00万 in a list of amounts: the members of a list are of
// the kind of its whole.
func (n *narrator) moneyInList(m *nlp.Mention) {
	k := len(n.lists) - 1
	if !m.Elided || m.Kind != nlp.Count || k < 0 || n.lists[k].fact < 0 || n.out.facts[n.lists[k].fact].Kind != schema.Amount {
		return
	}
	m.Kind, m.Unit = nlp.Amount, "元"
}

// readRange reads the upper end of a range, 4.5%—5%, as its lower end was read,
// and every other number for itself.
func (n *narrator) readRange(i int, m *nlp.Mention) schema.Fact {
	last := len(n.out.facts) - 1
	if i == 0 || last < n.firstFact || n.lx[i-1].kind != lexNumber || !isRangeMark(n.text[n.lx[i-1].end:m.Start]) ||
		n.out.facts[last].Kind != schema.Kind(m.Kind) || n.out.facts[last].Unit != m.Unit || n.out.ends[last] != n.lx[i-1].end {
		return n.read(i, m)
	}
	f := n.out.facts[last]
	f.Value, f.Rule = m.Value, "range"
	if f.Form == schema.Delta || f.Form == schema.PctChange {
		if n.out.facts[last].Value.IsNegative() && f.Value.IsPositive() {
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
		Section: n.section, SourceKind: schema.Narrative, Context: n.sentenceAt(m.Start)}
	phrase := n.phraseBefore(m.Start)
	f.Label = n.label(i, phrase)
	if n.threshold(m) {
		f.Form, f.Rule, f.Label = schema.Threshold, "threshold", cmp.Or(phrase, f.Label)
		n.settle(i, m, &f)
		if f.Label != "" && !n.reason {
			n.subjects = []subject{{label: f.Label, start: m.Start, end: m.Start}} // 补助标准由490元提高至520元: the same standard
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
	if f.Concept == "" && relates(m.Kind, n.form) {
		f.Label = cmp.Or(n.relationLabel(i), f.Label)
	}
	n.indicator(&f)
	n.settle(i, m, &f)
	n.sameUnnamed(&f)
	if f.Form == schema.PctChange && strings.Contains(n.text[n.clause:m.Start], perYear) {
		f.Rule = "annual_average"
	}
	f.Period = n.periodOf(f.Concept, f.Form)
	settleMember(&f, n.form == rNone)
	if n.statesBase(i, &f) {
		f.Rule = "base"
		if n.base.Measure != "" {
			f.Measure = n.base.Measure
		}
		if n.base.Period.Known() {
			f.Period = fitPeriod(f.Concept, n.base.Period, n.ctx.frame.Year)
		}
	}
	return f
}

// sameUnnamed gives a rate whose clause names nothing the name of the figure before
// it in the sentence, where no concept names that: 社保基金收入90亿元，占预算的101%.
func (n *narrator) sameUnnamed(f *schema.Fact) {
	last := len(n.out.facts) - 1
	if f.Concept != "" || f.Kind != schema.Ratio || f.Form == schema.Level || f.Label != "" && !n.isPhase(f.Label) ||
		last < n.firstFact || n.out.ends[last] <= n.sentence || n.out.facts[last].Concept != "" {
		return
	}
	f.Label = n.out.facts[last].Label
}

// isPhase reports a word of the paragraph that only says of which phase a figure
// is: 预算, also in 为预算的102%.
func (n *narrator) isPhase(word string) bool {
	return slices.ContainsFunc(n.lx, func(x lexeme) bool {
		return x.kind == lexWord && (x.entry.role == rMeasure || x.entry.role == rCompletion) && strings.HasSuffix(n.text[x.start:x.end], word)
	})
}

// perYear makes a rate of change one of every year of a span.
const perYear = "年均"

// statesBase reports the figure a comparison names before the change: 较2022年
// 预算1.50万元增长75%, 较“十三五”时期（299亿元）增加113亿元. It stands right after
// the words of the comparison, perhaps in brackets.
func (n *narrator) statesBase(i int, f *schema.Fact) bool {
	x := &n.lx[i]
	if f.Kind != schema.Amount || f.Form != schema.Level || n.base == (schema.Base{}) || n.baseEnd <= n.sentence || n.baseEnd > x.start || i+1 >= len(n.lx) {
		return false
	}
	between, bracket := strings.CutSuffix(strings.NewReplacer("(", "（", "时期", "", "期间", "").Replace(n.text[n.baseEnd:x.start]), "（")
	if nlp.HanCount(trimFunction(between)) > 0 {
		return false
	}
	next := &n.lx[i+1]
	if bracket {
		if next.mark != ')' || i+2 >= len(n.lx) {
			return false
		}
		x, next = next, &n.lx[i+2]
	}
	return next.kind == lexWord && (next.entry.role == rDelta || next.entry.role == rPct) && nlp.HanCount(n.text[x.end:next.start]) <= 1
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
	after := n.text[m.End:min(len(n.text), m.End+24)]
	return open && (strings.Contains(before, "金额") && n.last < 0 || strings.HasPrefix(after, "需") || strings.HasPrefix(after, "须") ||
		strings.HasPrefix(after, "的") && strings.ContainsAny(before, "凡对每单"))
}

// subjectFor picks the subject of the next number: by turn where several are
// listed, else the nearest.
func (n *narrator) subjectFor(i int) (subject, bool) {
	k := len(n.subjects)
	switch {
	case k == 0:
		return subject{}, false
	case k == 1 && n.each && (n.form == rPct || n.form == rDelta) && n.turn+n.run(i) > 1:
		return n.inTurn(i)
	case k == 1:
		return n.subjects[0], true
	case n.turn < k && (n.each || n.run(i)+n.turn == k):
		return n.subjects[n.turn], true
	case n.run(i) == 1 && n.turn == 0 && n.subjects[0].concept == schema.RevenueTotal:
		return n.subjects[0], true // 收入支出总计100万元: one figure for both sides
	case n.run(i) == 1 && n.turn == 0:
		return subject{}, false // 会议费、培训费支出下降17.8%: of all of them together
	}
	return n.subjects[k-1], true
}

// run counts the numbers from lexeme i on that only list marks separate.
func (n *narrator) run(i int) int {
	count := 1
	end := n.lx[i].end
	for j := i + 1; j < len(n.lx); j++ {
		x := &n.lx[j]
		switch strings.Trim(n.text[end:x.start], " \u3000") {
		case "", "和", "及", "与":
		default:
			return count
		}
		end = x.end
		switch {
		case x.kind == lexNumber && n.ms[x.mention].Kind == n.ms[n.lx[i].mention].Kind:
			count++
		case x.kind == lexMark && (x.mark == '|' || x.mark == ','):
		default:
			return count
		}
	}
	return count
}

// readAmount settles money: a level or a change of the subject, or of a member
// of the list it stands in.
func (n *narrator) readAmount(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	named := (n.named || n.turn > 0) && phrase == "" && s.takes(schema.Amount, f.Unit)
	if c := n.worded(i, m); c != "" && f.Form == schema.Level {
		f.Concept, f.Rule = c, "wording"
		f.Measure = n.measureOf(f)
		return
	}
	if n.named && phrase != "" {
		phrase = n.wholePhrase(m.Start, phrase)
	}
	if !balanced(phrase) {
		phrase = cmp.Or(n.wholeName(i), phrase) // 社会管理专项经费（包含人民防空等）4万元
	}
	if n.form == rDelta || n.form == rPct && (n.named || n.base != (schema.Base{})) {
		n.change(f, schema.Delta)
		phrase = n.phraseBeforePredicate()
		named = (n.named || n.turn > 0) && phrase == ""
	}
	switch {
	case named:
		n.assign(f, s, "subject")
	case phrase == "" && n.named && !s.takes(f.Kind, f.Unit) && n.memberOfProject(f, trimFunction(n.sinceSegment(m.Start))):
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
			n.subjects = []subject{{label: phrase, start: m.Start, end: m.Start}}
		}
	}
	f.Measure = n.measureOf(f)
}

// forPurpose reports money that is given for what follows it, 安排6.46亿元重点保障
// …: a part of what the sentence is about, and no figure of the whole.
func (n *narrator) forPurpose(i int, m *nlp.Mention) bool {
	if n.form != rNone || n.base != (schema.Base{}) || !n.ctx.frame.Territorial {
		return false
	}
	given := false
	for k := i - 1; k >= 0 && n.lx[k].start >= n.clause; k-- {
		given = given || n.lx[k].kind == lexWord && n.lx[k].entry.role == rGrant
	}
	return given && nlp.HanCount(firstRunes(nlp.Squeeze(n.text[m.End:]), 2)) == 2
}

// assign gives the fact a subject's meaning.
func (n *narrator) assign(f *schema.Fact, s subject, rule string) {
	if !s.takes(f.Kind, f.Unit) {
		f.Rule = "unknown_subject"
		return
	}
	f.Concept, f.Rule = s.concept, rule
	if s.partial {
		f.Rule = "function_partial"
	}
	inherited := f.Dimensions
	f.Dimensions = s.dims
	if k := len(n.lists); k > 0 && strings.HasPrefix(string(s.concept), "three_public.") && specific(n.lists[k-1].whole.dims.FundSource) {
		f.Dimensions.FundSource = n.lists[k-1].whole.dims.FundSource // its parts are of the budget that the 三公 total names
	}
	n.inScope(f)
	if f.Concept == schema.ExpenditureByFunction && n.announced != "" && f.Dimensions.FundSource == schema.AllFunds {
		f.Dimensions.FundSource = n.announced
	}
	if k := len(n.lists); k > 0 && f.Dimensions.FuncCode == "" && splitsClass(s.concept) {
		f.Dimensions.FuncCode = n.lists[k-1].whole.dims.FuncCode // 初中教育支出206万元，其中：基本支出…
	}
	if inherited.Project != "" && f.Dimensions.Project == "" {
		f.Dimensions.Project = inherited.Project
	}
	if s.label != "" && rule != "subject" {
		f.Label = s.label
	}
	n.projectPhase(f, s)
}

// splitsClass reports the two halves of any class's expenditure.
func splitsClass(c schema.ConceptID) bool {
	return c == schema.ExpenditureBasic || c == schema.ExpenditureProject
}

// compatible reports whether a number of a kind can state a concept: money is
// no count of communities. Ratios relate to any concept.
func compatible(c schema.ConceptID, k schema.Kind) bool {
	concept, ok := schema.ConceptByID(c)
	return !ok || concept.Kind == "" || k == schema.Ratio || concept.Kind == k
}

// defaultSubject lets a section speak for a figure without any subject.
func (n *narrator) defaultSubject(f *schema.Fact) bool {
	h := homeOf(n.section)
	if h.concept == "" {
		return false
	}
	f.Concept, f.Rule = h.concept, "section"
	f.Dimensions.FundSource = (&phrase{}).fundOf(h.concept, h)
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

// sentenceAt returns the sentence around a byte, for the context column.
func (n *narrator) sentenceAt(at int) string {
	from := strings.LastIndexAny(n.text[:at], "。；\n")
	if from < 0 {
		from = 0
	} else {
		_, size := decode(n.text[from:])
		from += size
	}
	to := strings.IndexAny(n.text[at:], "。；\n")
	if to < 0 {
		to = len(n.text)
	} else {
		to += at
	}
	return strings.TrimSpace(n.text[from:to])
}
