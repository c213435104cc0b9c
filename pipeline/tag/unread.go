package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/nlp/outline"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// A number has a meaning only if the reader understood its whole clause. This
// file says which words of a clause were not understood: those that are in no
// lexeme, no empty word and no name of a body or place.

// readable reports a word of the wording that was found for the number, or a
// name.
func (n *prose) readable(piece string) bool {
	if project := n.d.section.subject.Dims.Project; project != "" && (piece == project || nlp.HanCount(piece) >= shortestWhole && strings.Contains(project, piece)) {
		return true
	}
	if k := len(n.d.topic.subjects) - 1; k >= 0 && n.d.topic.subjects[k].Start == n.d.number.start && words.TheRest.Labels().Is(piece) {
		return true // 其余20万元为其他收入
	}
	return n.d.number.wording != nil && n.d.number.wording.says(piece) || n.ctx.IsBodyOrPlace(piece) || outline.IsNumeral(piece)
}

// settle holds a reading against the words of its clause. Where some of them are
// unread, the number is a figure of what the text says and no more: no concept,
// and after a comparison no value form either, for the verb is not known.
func (n *prose) settle(i int, m *nlp.Mention, f *schema.Fact) {
	if n.sumsUp(m, f) {
		withoutConcept(f, "sums_up")
		f.Label = strings.Trim(n.d.at(&n.p).SinceSegment(m.Start), " ")
	}
	unread := n.p.Unnamed(n.d.at(&n.p).Unread(i, f.Concept, n.readable), m, f)
	unread = slices.DeleteFunc(unread, func(w string) bool { return strings.HasPrefix(n.d.clause.predicate.contradicted, w) }) // 比上年减增加: left from a choice
	if examples := n.examplesBefore(m, f); examples != "" {
		unread = slices.DeleteFunc(unread, func(w string) bool { return strings.Contains(examples, w) })
	}
	if f.Rule == countedBehind || f.Rule == ofPeople {
		unread = nil // the verb and the noun are one wording
	}
	if f.Concept != "" && f.Rule == "inherited" && n.d.clause.refused != "" {
		unread = append(unread, nlp.Squeeze(n.d.clause.refused)) // a noun of its own: the clause speaks of something else
	}
	if f.Concept != "" && f.Rule == "inherited" && n.d.at(&n.p).OfOthers(m.Start) {
		unread = append(unread, words.AlsoOthers.Word())
	}
	if n.spentOf(f) || n.spendsInAll(m, f) {
		unread = append(unread, words.ExpenditureWord.Word())
	}
	if f.Concept != "" && n.headingsBefore(m) {
		unread = append(unread, nlp.Squeeze(n.p.Text[n.d.clause.start:m.Start]))
	}
	if f.Form == schema.Level && n.d.at(&n.p).BoundsChange(m) {
		unread = append(unread, m.Modifier)
	}
	n.out.Words(n.d.at(&n.p).WordsBefore(i), clause.WordsIn(unread))
	if len(unread) == 0 {
		return
	}
	n.out.Issue(n.d.paragraph.loc, m.Start, m.End, schema.IssueUnreadWords, strings.Join(unread, "、"))
	if f.Concept != "" {
		withoutConcept(f, "unread_words")
	}
	f.Label = n.unreadLabel(i, m, f)
	if n.d.topic.fund == schema.SocialInsurance && words.InsuranceNoun.Labels().Say(f.Label) {
		n.d.topic.member = clause.SomeFund // of a fund that nobody knows, and so is what follows
	}
	if !n.d.item.reason {
		n.d.topic.speak(clause.Subject{Label: f.Label, Start: m.Start, End: m.Start}) // nor do the clauses after it speak of what it is not
	}
	if f.Form == schema.Level && n.d.sentence.compared.End > n.d.clause.start {
		f.Form = schema.UnknownForm
	}
}

// spendsInAll reports an amount that a clause without a subject says was spent, behind what came in: 上级补助9万元；
// 共支出8万元. Of a body it is all it has spent, and has that concept; of a project it is none of what came in.
func (n *prose) spendsInAll(m *nlp.Mention, f *schema.Fact) bool {
	if f.Rule != "inherited" || f.Form != schema.Level || schema.AccountOf(f.Concept) != schema.RevenueAccount || n.ctx.Frame.Territorial ||
		!strings.Contains(n.p.Text[n.d.clause.start:m.Start], words.ExpenditureWord.Word()) {
		return false
	}
	if n.d.section.ofProjects() || n.ctx.Frame.Kind != schema.FinalAccounts && n.ctx.Frame.Kind != schema.BudgetReport {
		return true
	}
	f.Concept, f.Dimensions, f.Label = schema.ExpenditureYear, schema.Dimensions{FundSource: schema.AllFunds}, words.ExpenditureWord.Word()
	n.d.topic.speak(clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label, Start: m.Start, End: m.Start})
	return false
}

// spentOf reports what was spent of one of a body's own revenues: 其他收入支出5万元. Of a budget, 收入支出
// are its two sides.
func (n *prose) spentOf(f *schema.Fact) bool {
	k := len(n.d.topic.subjects) - 1
	if k < 0 || !n.d.clause.named || n.d.topic.subjects[k].Concept != f.Concept {
		return false
	}
	switch f.Concept {
	case schema.RevenueOther, schema.RevenueInstitution, schema.RevenueOperating, schema.RevenueSuperiorSubsidy, schema.RevenueSubordinate:
		s := &n.d.topic.subjects[k]
		return strings.HasSuffix(n.p.Text[s.Start:s.End], words.ExpenditureWord.Word())
	}
	return false
}

// headingsBefore reports the words of several cells before a number, parted by spaces: a table that
// a converter left on one line, and no sentence.
func (n *prose) headingsBefore(m *nlp.Mention) bool {
	cells := 0
	for piece := range strings.FieldsSeq(n.p.Text[max(n.d.clause.start, m.Start-longestRow):m.Start]) {
		if nlp.HanCount(piece) >= cellLetters {
			cells++
		}
	}
	return cells > mostPieces
}

// A piece of a sentence that a line of print has spaces in is shorter than the cells of a row, of
// which headings are many.
const (
	cellLetters = 3
	mostPieces  = 4
	longestRow  = 300 // bytes before a number that are looked at
)

// examplesBefore is the list of names that says it has more of them, whatever they are, before a
// count that the table of counts words, 对水土保持项目、河长制工作经费等6个项目开展了绩效自评, or before
// what they are items of, 基本工资、津贴补贴等人员经费支出27万元, 用餐费等公务接待费2万元, 办公室、财务股等内设机构9个.
func (n *prose) examplesBefore(m *nlp.Mention, f *schema.Fact) string {
	to := m.Start
	switch k := len(n.d.topic.subjects) - 1; {
	case n.d.number.wording != nil:
	case k >= 0 && n.d.clause.named && (f.Concept == schema.ExpenditurePersonnel || f.Concept == schema.ExpenditurePublicUse || clause.IsExpense(f.Concept) || schema.HeldByBody(f.Concept)):
		to = n.d.topic.subjects[k].Start
	default:
		return ""
	}
	list, more := strings.CutSuffix(strings.TrimRight(n.d.at(&n.p).SinceSegment(to), " "), words.AndSoOn)
	if !more || !strings.ContainsAny(list, "、”》") {
		return ""
	}
	return nlp.Squeeze(list) + words.AndSoOn
}

// sumsUp reports a figure that is only called the sum of those before it, 一般债务余额
// 652.7亿元、专项债务余额978.8亿元，合计1631.5亿元: it is none of the last of them.
func (n *prose) sumsUp(m *nlp.Mention, f *schema.Fact) bool {
	if f.Rule != "inherited" || f.Form != schema.Level || !n.d.at(&n.p).Totals(m) {
		return false
	}
	last := len(n.out.Facts) - 1
	if last-1 < n.d.paragraph.first || n.out.Ends[last-1] <= n.d.sentence.start {
		return false
	}
	a, b := &n.out.Facts[last-1], &n.out.Facts[last]
	return a.Form == schema.Level && b.Form == schema.Level && a.Kind == f.Kind && b.Kind == f.Kind && !alike(a, b)
}

// unreadLabel is the name of a figure that no concept fits: the whole phrase
// before it, or what its counter is followed by (93栋楼房). A phrase that tells a
// deed is not the name; there the noun beside the number is.
func (n *prose) unreadLabel(i int, m *nlp.Mention, f *schema.Fact) string {
	if clause.Relates(m.Kind, n.d.clause.predicate.role) {
		return cmp.Or(n.d.at(&n.p).RelationLabel(i), f.Label)
	}
	name := n.d.at(&n.p).WholeLabel(i, "")
	if f.Label != "" && len(name) > len(f.Label) && strings.HasPrefix(name, f.Label) && n.d.clause.named {
		return name // 参加工伤保险农民工
	}
	counted := f.Kind == schema.Count || f.Kind == schema.MeasureKind
	if counted && (f.Label != "" && nlp.BeginsSqueezed(n.p.After(m.End), f.Label) || nlp.HanCount(f.Label) > 2 && clause.Balanced(f.Label)) {
		return f.Label
	}
	if name == "" || nlp.HanCount(f.Label) >= 2 && clause.Balanced(f.Label) && n.tellsDeed(name) {
		return f.Label
	}
	return name
}

// tellsDeed reports a phrase that begins with a verb: 送上酒精、口罩等防护物资.
func (n *prose) tellsDeed(phrase string) bool {
	parts := n.g.seg.Segment(phrase)
	return len(parts) > 1 && parts[0].POS == "v" || strings.Contains(phrase, words.Done)
}
