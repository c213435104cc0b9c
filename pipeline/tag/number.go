package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
)

// number gives the number at lexeme i its meaning and ends the segment.
func (n *narrator) number(i int) {
	m := &n.ms[n.lx[i].mention]
	n.current = m.Start
	if m.Kind == nlp.Number && !n.bare(i, m) {
		n.out.issue(n.loc, m.Start, m.End, schema.IssueUnit, "a number without a unit in running text")
		n.segment, n.named, n.form = m.End, false, rNone
		return
	}
	f := n.read(i, m)
	k := n.out.fact(n.loc, m, f)
	n.listing(k, m)
	n.residue(k, m)
	n.remember(k, m)
	n.segment, n.limit, n.phased = m.End, false, false
	if n.each || len(n.subjects) > 1 {
		n.turn++
	}
	if n.run(i) > 1 {
		return // 各减少A、B万元: the predicate holds for the whole run
	}
	n.named, n.form, n.sign, n.shareOf = false, rNone, 0, subject{}
}

// read builds the fact of a number: the rule that fires is named in Rule.
func (n *narrator) read(i int, m *nlp.Mention) schema.Fact {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Level,
		Section: n.section, SourceKind: schema.Narrative, Context: n.sentenceAt(m.Start)}
	phrase := n.phraseBefore(m.Start)
	f.Label = n.label(i, phrase)
	if n.threshold(m) {
		f.Form, f.Rule, f.Label = schema.Threshold, "threshold", nonEmpty(phrase, f.Label)
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
	f.Period = n.periodOf(f.Concept, f.Form)
	return f
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
	case k == 1:
		return n.subjects[0], true
	case n.turn < k && (n.each || n.run(i)+n.turn == k):
		return n.subjects[n.turn], true
	case n.run(i) == 1 && n.turn == 0 && n.subjects[0].concept == schema.RevenueTotal:
		return n.subjects[0], true // 收入支出总计100万元: one figure for both sides
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
	named := (n.named || n.turn > 0) && phrase == "" && compatible(s.concept, schema.Amount)
	if c := n.worded(i, m); c != "" && f.Form == schema.Level {
		f.Concept, f.Rule = c, "wording"
		f.Measure = n.measureOf(f)
		return
	}
	if n.named && phrase != "" {
		phrase = n.wholePhrase(m.Start, phrase)
	}
	if n.form == rDelta || n.form == rPct && (n.named || n.base != (schema.Base{})) {
		n.change(f, schema.Delta)
		phrase = n.phraseBeforePredicate()
		named = (n.named || n.turn > 0) && phrase == ""
	}
	switch {
	case named:
		n.assign(f, s, "subject")
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

// assign gives the fact a subject's meaning.
func (n *narrator) assign(f *schema.Fact, s subject, rule string) {
	if !compatible(s.concept, f.Kind) {
		f.Rule = "unknown_subject"
		return
	}
	f.Concept, f.Rule = s.concept, rule
	if s.partial {
		f.Rule = "function_partial"
	}
	inherited := f.Dimensions
	f.Dimensions = s.dims
	if inherited.Project != "" && f.Dimensions.Project == "" {
		f.Dimensions.Project = inherited.Project
	}
	if s.label != "" && rule != "subject" {
		f.Label = s.label
	}
	n.projectPhase(f, s)
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

// readRatio settles percentages: share, completion, change, or a plain rate.
func (n *narrator) readRatio(i int, m *nlp.Mention, f *schema.Fact, phrase string) {
	s, ok := n.subjectFor(i)
	if n.form != rNone {
		phrase = n.phraseBeforePredicate()
	}
	known := phrase == "" && ok
	switch n.form {
	case rShare:
		f.Form = schema.Share
		if known {
			n.assign(f, s, "share")
			n.setShareBase(f)
		}
	case rCompletion:
		f.Form = schema.Completion
		n.completion(f, s, known)
	case rDelta, rPct:
		n.change(f, schema.PctChange)
		if known {
			n.assign(f, s, "pct_change")
		}
	default:
		f.Form = schema.Share
		if n.named {
			n.assign(f, s, "ratio")
		}
		if !strings.Contains(phrase, "率") && n.named {
			n.setShareBase(f)
		}
		if strings.Contains(phrase, "率") || strings.Contains(phrase, "度") {
			f.Form = schema.Level
		}
	}
	if f.Rule == "" {
		f.Rule = "unknown_subject"
	}
	f.Measure = n.measureOf(f)
}

// completion sets what was executed and against which budget.
func (n *narrator) completion(f *schema.Fact, s subject, known bool) {
	if !known && n.last >= 0 {
		if c := n.out.facts[n.last].Concept; c == schema.EconomyTarget {
			s, known = subject{concept: c, dims: n.out.facts[n.last].Dimensions, label: n.out.facts[n.last].Label}, true
		}
	}
	if !known {
		return
	}
	n.assign(f, s, "completion")
	f.Base.Concept, f.Base.Measure = f.Concept, n.against
	if f.Base.Measure == "" {
		f.Base.Measure = schema.Budget
	}
	switch f.Concept {
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		f.Concept, f.Base.Concept = schema.PerformanceProjectSpent, schema.PerformanceProjectBudget
		if n.against == "" || n.against == schema.Budget {
			f.Base.Measure = n.projectBudgetMeasure()
		}
	case schema.EconomyTarget, schema.EconomyActual:
		f.Concept, f.Base.Concept, f.Base.Measure = schema.EconomyActual, schema.EconomyTarget, schema.Target
	}
}

// projectBudgetMeasure is the phase of the project budget just stated.
func (n *narrator) projectBudgetMeasure() schema.Measure {
	for k := len(n.out.facts) - 1; k >= 0 && k >= len(n.out.facts)-4; k-- {
		if f := &n.out.facts[k]; f.Concept == schema.PerformanceProjectBudget && f.Form == schema.Level {
			return f.Measure
		}
	}
	return schema.Budget
}

// setShareBase names the whole of a share: the noun after 占, the total of the
// list the figure stands in, or what the section is about.
func (n *narrator) setShareBase(f *schema.Fact) {
	switch {
	case n.shareOf.known():
		f.Base.Concept = n.shareOf.concept
	case len(n.lists) > 0 && n.lists[len(n.lists)-1].whole.known():
		f.Base.Concept = n.lists[len(n.lists)-1].whole.concept
	default:
		f.Base.Concept = parentOf(f.Concept, n.section)
	}
	if f.Base.Concept == f.Concept && f.Dimensions.FuncCode == "" {
		f.Base.Concept = parentOf(f.Concept, n.section)
	}
}

// parentOf is the total a concept is a part of by the structure of the accounts.
func parentOf(c schema.ConceptID, section schema.SectionID) schema.ConceptID {
	id := string(c)
	switch {
	case strings.HasPrefix(id, "three_public."):
		return schema.ThreePublicTotal
	case strings.HasPrefix(id, "procurement."):
		return schema.ProcurementTotal
	case c == schema.ExpenditureByFunction:
		if h := homeOf(section); h.concept != "" {
			return h.concept
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

// readScore settles 分.
func (n *narrator) readScore(f *schema.Fact) {
	f.Form = schema.ScoreForm
	clause := n.text[n.sentence:]
	if n.named && n.subjects[len(n.subjects)-1].concept == schema.PerformanceScore || n.inPerformance() ||
		strings.Contains(clause, "评价") || strings.Contains(clause, "自评") || strings.Contains(clause, "绩效") {
		f.Concept, f.Rule = schema.PerformanceScore, "score"
		f.Dimensions.Project = n.topic.dims.Project
		return
	}
	f.Rule = "unknown_subject"
}

// member reads an unknown phrase inside a list as a member of the whole:
// 共有车辆10辆，其中：特种专业技术用车2辆.
func (n *narrator) member(f *schema.Fact, phrase string) bool {
	if len(n.lists) == 0 {
		return false
	}
	w := n.lists[len(n.lists)-1].whole
	if len(n.saved) > 0 && len(n.lists) == len(n.saved[len(n.saved)-1].lists) {
		return false // a remark in brackets belongs to no list outside
	}
	c, d, ok := memberOf(w, phrase)
	if !ok {
		return false
	}
	f.Concept, f.Dimensions, f.Rule, f.Label = c, d, "member", phrase
	return true
}

// memberOf returns the concept and dimensions of a named part of a whole.
func memberOf(w subject, phrase string) (schema.ConceptID, schema.Dimensions, bool) {
	d := w.dims
	switch w.concept {
	case schema.AssetVehicles, schema.AssetVehiclesByKind:
		d.VehicleKind = vehicleKind(phrase)
		return schema.AssetVehiclesByKind, d, strings.HasSuffix(phrase, "车") || strings.Contains(phrase, "车辆")
	case schema.AssetFixed, schema.AssetFixedByKind:
		d.AssetKind = assetKind(phrase)
		return schema.AssetFixedByKind, d, true
	case schema.StaffTotal, schema.StaffByKind:
		d.StaffKind = phrase
		return schema.StaffByKind, d, true
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		if d.Project != "" {
			d.Subordinate, d.EntityScope = phrase, schema.Subordinate
		} else {
			d.Project = projectName(phrase)
		}
		return w.concept, d, true
	case schema.BalanceOpening, schema.BalanceClosing, schema.BudgetAddition, schema.BudgetReduction:
		d.Project = projectName(phrase)
		return w.concept, d, true
	}
	return "", d, false
}

// measureOf is the phase of a fact: named in the clause, or the one its
// document and section imply.
func (n *narrator) measureOf(f *schema.Fact) schema.Measure {
	switch f.Concept {
	case "", schema.BalanceClosing, schema.BalanceAllocation, schema.BalanceUseNonFiscal:
		switch {
		case n.ctx.kind == schema.BudgetReport && (n.measure == "" || n.measure == schema.Budget):
			if f.Kind == schema.Amount && n.completionAhead() {
				return schema.Executed
			}
			return n.ctx.measure
		case n.ctx.kind == schema.BudgetReport || f.Concept == "":
			return n.measure
		}
		return schema.Final
	case schema.EconomyTarget:
		return schema.Target
	case schema.EconomyActual:
		return schema.Actual
	case schema.PerformanceProjectSpent:
		if n.measure == schema.Used {
			return schema.Used
		}
		return schema.Executed
	case schema.PerformanceProjectBudget:
		return n.budgetPhase()
	case schema.BalanceOpening:
		if n.measure == schema.Used {
			return schema.Used
		}
		return n.ctx.measure
	case schema.BudgetAddition, schema.BudgetReduction:
		if n.measure == schema.Used {
			return schema.Used
		}
		return ""
	case schema.PerformanceAmountCovered, schema.PerformanceIndicator, schema.PerformanceScore:
		return ""
	case schema.ProcurementSMEReserved, schema.ProcurementSmallReserved:
		return schema.Budget
	}
	if f.Form == schema.Completion || f.Form == schema.Share || f.Form == schema.PctChange {
		if n.measure.IsBudget() && n.ctx.kind != schema.BudgetReport {
			return schema.Final
		}
	}
	switch {
	case n.measure == schema.Budget && n.ctx.kind == schema.BudgetReport:
		return n.ctx.measure // a budget's own figures are the year's initial budget
	case n.measure != "":
		return n.measure
	case n.ctx.kind == schema.BudgetReport && (f.Form == schema.Completion || n.completionAhead()):
		return schema.Executed // 收入630.5亿元，完成预算的100.1%: the report looks back
	}
	return n.ctx.measure
}

// completionAhead reports that a completion follows the number being read,
// before the next amount and the end of the sentence.
func (n *narrator) completionAhead() bool {
	for i := range n.lx {
		x := &n.lx[i]
		switch {
		case x.start <= n.current:
		case x.kind == lexWord && x.entry.role == rCompletion:
			return true
		case x.kind == lexNumber && n.ms[x.mention].Kind == nlp.Amount, x.kind == lexMark && (x.mark == '.' || x.mark == ';'):
			return false
		}
	}
	return false
}

// budgetPhase is the phase of a project budget.
func (n *narrator) budgetPhase() schema.Measure {
	if n.measure.IsBudget() {
		return n.measure
	}
	return schema.Budget
}

// remember keeps what later clauses refer back to.
func (n *narrator) remember(k int, m *nlp.Mention) {
	f := &n.out.facts[k]
	if n.gloss(k, f) {
		return
	}
	if f.Form != schema.Level || f.Kind == schema.Ratio {
		return
	}
	if j := len(n.lists) - 1; j >= 0 && n.lists[j].fact != k {
		n.lists[j].members = append(n.lists[j].members, k)
	}
	n.last = k
	if f.Concept != "" && f.Rule != "inherited" && len(n.subjects) < 2 {
		n.subjects = []subject{{concept: f.Concept, dims: f.Dimensions, label: f.Label, start: m.Start, end: m.End}}
	}
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

func nonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// gloss marks figures in brackets that break down the figure before the bracket:
// 1.03万元（年初结转5.4万元，指标追减-4.4万元）. They take its dimensions, and
// two or more of them are claimed to make it up.
func (n *narrator) gloss(k int, f *schema.Fact) bool {
	if len(n.saved) == 0 || f.Kind != schema.Amount {
		return false
	}
	outer := &n.saved[len(n.saved)-1]
	if outer.last < 0 || outer.segment != n.out.ends[outer.last] {
		return false // the bracket does not follow a figure directly
	}
	whole := &n.out.facts[outer.last]
	if f.Dimensions.Project == "" {
		f.Dimensions.Project = whole.Dimensions.Project
	}
	if f.Concept != whole.Concept && f.Concept != schema.BudgetReduction && f.Concept != schema.BudgetAddition {
		return false
	}
	f.Rule = "gloss_" + f.Rule
	n.out.glossed(outer.last, k)
	return true
}

// residue claims that a class counted as none is not spoken of as in use:
// 其他用车0辆，其他用车主要是用于一般公务 is a sentence left from a template.
func (n *narrator) residue(k int, m *nlp.Mention) {
	f := &n.out.facts[k]
	if f.Kind != schema.Count || !m.Value.IsZero() || !isPhrase(f.Label) {
		return
	}
	rest := strings.TrimLeft(n.text[m.End:], "，、； ")
	if strings.HasPrefix(rest, f.Label+"主要") {
		n.out.claims = append(n.out.claims, schema.Claim{Family: schema.ComparisonFamily, Result: k, Operands: []int{k}, Word: f.Label + "主要…", Listed: -1, Rule: schema.RuleResidue})
	}
}
