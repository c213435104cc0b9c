package tag

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The parts of a report about single projects say of each by name what it was given, what was
// spent on it and how it was rated. The name stands in a heading, before a colon or before the
// noun, and holds until another one is named.

// projectSubject settles subjects in the parts about projects: a bare 支出 is
// what was spent on the project in hand, and a budget's phase stands in its name.
func (d *discourse) projectSubject(p *clause.Paragraph, s *clause.Subject, ph *clause.Phrase) {
	if s.Concept == schema.PerformanceAmountCovered && (d.section.id == schema.SectionProjectEvaluation || !d.section.ofProjects() && !words.ScoreWord.Labels().Say(p.Text[:s.End])) {
		*s = clause.Subject{} // 资金拨付不及时，涉及金额69万元: of what was found, not of what is evaluated
		d.topic.subjects = nil
		return
	}
	if s.Concept == schema.PerformanceScore {
		d.projectScored(p, s)
		return
	}
	if ph.Named != nil && strings.HasPrefix(string(s.Concept), "performance.project_") {
		if !d.section.ofProjects() && !saysProject(ph.Named.Surface) {
			*s = clause.Subject{} // 国内公务接待42批次，共计支出3.5万元
			return
		}
		switch {
		case strings.Contains(ph.Named.Surface, words.YearBegins.Word()+words.BudgetWord.Word()):
			s.Measure = schema.BudgetInitial
		case words.AdjustedBudget.Labels().Say(ph.Named.Surface):
			s.Measure = schema.BudgetAdjusted
		}
		d.projectBefore(p, s)
		s.Dims.Project = d.section.subject.Dims.Project
		return
	}
	yearly := ph.BareSide() && s.Concept == schema.ExpenditureYear && d.section.subject.Dims.Project != "" // 全年支出98万元
	if !d.section.ofProjects() || !yearly && !(s.Bare && ph.Side == schema.ExpenditureSide) {
		return
	}
	previous := len(d.topic.subjects) > 0 && strings.HasPrefix(string(d.topic.subjects[len(d.topic.subjects)-1].Concept), "performance.project_")
	arrived := words.Arrived.Labels().Say(d.at(p).SinceSentence(s.Start), "word") // 项目资金到位325万元；支出318万元
	if d.section.subject.Dims.Project != "" || previous || arrived || d.section.id == schema.SectionProjectEvaluation {
		*s = clause.Subject{Concept: schema.PerformanceProjectSpent, Measure: schema.Executed, Bare: true, Start: s.Start, End: s.End}
		s.Dims.Project = d.section.subject.Dims.Project
	}
}

// saysProject reports words that are of a project wherever they stand: 项目全年预算数, 全年执行数.
// Of others, 共计支出, the part on projects alone makes such.
func saysProject(surface string) bool {
	return words.ProjectWord.Labels().Say(surface) || words.FigureWord.Labels().Say(surface)
}

// projectBefore takes the project that is named right before the noun of a subject, which
// begins with it: “食品抽检”项目全年预算数.
func (d *discourse) projectBefore(p *clause.Paragraph, s *clause.Subject) {
	if !d.section.ofProjects() || !strings.HasPrefix(p.Text[s.Start:], words.ProjectWord.Word()) {
		return
	}
	d.takeProject(s, d.at(p).SinceSegment(s.Start))
}

// projectScored takes the project that is named right before its score: 食品抽检项目自评得分.
func (d *discourse) projectScored(p *clause.Paragraph, s *clause.Subject) {
	before := d.at(p).SinceSegment(s.Start)
	if noun := words.ProjectWord.Word(); d.section.ofProjects() && (strings.HasSuffix(before, noun) || strings.HasPrefix(p.Text[s.Start:], noun)) {
		d.takeProject(s, before)
	}
}

// takeProject makes the name that the words before a subject end with the project in hand.
func (d *discourse) takeProject(s *clause.Subject, before string) {
	name := projectIn(clause.TrimFunction(before))
	if words.NoProject.Labels().Say(name) || words.UsedFor.Labels().Say(name) {
		return // 调整后项目预算, 用于工程项目预算编制
	}
	if !clause.IsPhrase(name) || clause.IsBody(name) || nlp.HanCount(name) > longestProject || clause.IsPayer(name) {
		return
	}
	s.Start -= len(before) - strings.Index(before, name)
	if bare := strings.TrimSuffix(name, words.ProjectWord.Word()); nlp.HanCount(bare) > 2 {
		name = bare
	}
	d.section.subject = ofProject(name)
}

// ofProject is the subject of what is said of a project.
func ofProject(name string) clause.Subject {
	return clause.Subject{Label: name, Dims: schema.Dimensions{Project: name}}
}

// evaluatedProject is the project that a title or lead says an evaluation of follows:
// 食品抽检项目绩效自评综述. It is empty for any other.
func evaluatedProject(title string) string {
	end := words.ProjectReport.Labels().Of(title)
	if end == nil {
		return ""
	}
	name := strings.TrimSuffix(title, end.Text)
	if !clause.IsPhrase(name) || name == words.ProjectWord.Word() || words.FundNoun.Labels().Say(name, "generic") || clause.EmptyWords().Covers(name) {
		return ""
	}
	return projectIn(name)
}

// longestProject bounds the name of a project, in Han characters.
const longestProject = 30

// projectIn is the name of a project in a phrase, without its quotation marks: “食品抽检”项目.
func projectIn(phrase string) string {
	if quoted, ok := strings.CutPrefix(phrase, "“"); ok {
		if name, after, shut := strings.Cut(quoted, "”"); shut && (after == "" || after == words.ProjectWord.Word()) {
			return name
		}
	}
	return clause.ProjectName(phrase)
}

// projectPhaseSubject lets 预算数 and 执行数 speak for the project in hand.
func (d *discourse) projectPhaseSubject(p *clause.Paragraph, m schema.Measure, x *clause.Lexeme) {
	if !d.section.ofProjects() || d.clause.named || d.clause.predicate.role == clause.CompletionWord || d.clause.predicate.role == clause.ShareWord {
		return
	}
	if payer := strings.TrimSpace(d.at(p).SinceSegment(x.Start)); clause.IsPayer(payer) {
		s := clause.Subject{Label: payer + p.Text[x.Start:x.End], Start: x.Start - len(payer), End: x.End, Outside: true}
		d.topic.subjects, d.clause.named, d.topic.turn = []clause.Subject{s}, true, 0 // 省级补助200万元，县级预算安排350万元
		return
	}
	last := clause.Subject{}
	if k := len(d.topic.subjects) - 1; k >= 0 {
		last = d.topic.subjects[k]
	}
	if l := d.topic.innermost(); l != nil && p.IsPhase(l.whole.Label) && d.section.id == schema.SectionDepartmentEvaluation {
		last = l.whole // 年初预算9万元，其中基本支出5万元、项目支出4万元；调整后预算10万元
	}
	unknown := last.Concept == "" && last.Label != "" && last.End > d.sentence.start // 采购预算9万元，实际采购8万元: of what the sentence names
	changed := last.Concept == schema.BudgetAddition || last.Concept == schema.BudgetReduction
	ofAll := d.section.id == schema.SectionDepartmentEvaluation && d.section.subject.Dims.Project == "" && (ofWholeBudget(last.Concept) && !unknown || changed && m.IsBudget()) // 追加9万元，已使用6万元: of it
	about := last.Concept == "" && last.Label == "" || strings.HasPrefix(string(last.Concept), "performance.") ||
		last.Concept == "" && words.Arrived.Labels().Say(last.Label, "word") // 实际到位资金82万元，实际支出79万元
	if d.section.subject.Dims.Project == "" && !about && !ofAll {
		return
	}
	c := schema.PerformanceProjectBudget
	switch {
	case ofAll && (m.IsBudget() || m == schema.Executed || m == schema.Final || m == schema.Used):
		c = schema.ExpenditureYear // of the whole department
	case m == schema.Executed || m == schema.Used:
		c = schema.PerformanceProjectSpent
	case !m.IsBudget():
		return
	}
	s := clause.Subject{Concept: c, Label: p.Text[x.Start:x.End], Start: x.Start, End: x.End}
	if s.Dims.Project = d.section.subject.Dims.Project; c == schema.ExpenditureYear {
		s.Dims.FundSource = schema.AllFunds
	}
	d.topic.subjects, d.clause.named, d.topic.turn = []clause.Subject{s}, true, 0
}

// projectPhase gives a figure of a project the name of the one in hand.
func (d *discourse) projectPhase(f *schema.Fact, s clause.Subject) {
	if !d.section.ofProjects() || d.section.subject.Dims.Project == "" {
		return
	}
	switch f.Concept {
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		if f.Dimensions.Project == "" {
			f.Dimensions.Project = d.section.subject.Dims.Project
		}
	}
}

// isProjectName reports titles that name a project or a fund for one.
func isProjectName(s string) bool {
	if nlp.HanCount(s) < 4 {
		return false
	}
	nouns := words.FundNoun.Labels()
	return !nouns.Say(s, "generic") && (clause.IsFundName(clause.DropBrackets(s)) || nouns.Say(s, "grant"))
}

// longerName gives what stands behind a colon the name before it, where that is of money for
// something and the subject that was read in it only a part: 义务教育公用经费补助：安排3万元.
func (n *prose) longerName(name string, end int) {
	k := len(n.d.topic.subjects) - 1
	start := n.d.clause.segment + strings.Index(n.p.Text[n.d.clause.segment:end], name)
	if k < 0 || !n.d.clause.named || !isProjectName(name) || start < n.d.clause.segment {
		return
	}
	if s := &n.d.topic.subjects[k]; s.Start > start || s.End < start+len(name) && s.Start == start {
		n.d.topic.speak(clause.Subject{Label: name, Start: start, End: end, Outside: true})
	}
}

// colon lets an unknown phrase before a colon head what follows it.
func (n *prose) colon(x *clause.Lexeme) {
	p := clause.TrimName(n.d.at(&n.p).SinceSegment(x.Start))
	if !clause.IsPhrase(p) {
		return
	}
	if !n.d.section.ofProjects() {
		n.longerName(p, x.Start)
		return
	}
	if name := evaluatedProject(p); name != "" {
		n.d.section.subject = ofProject(name)
		n.d.topic.speak(n.d.section.subject)
		return
	}
	if k := n.figures().ofProject(clause.ProjectName(p)); k >= 0 {
		// 社区办公费：沿江社区10万元…: the parts of a project named before.
		f := &n.out.Facts[k]
		if j := len(n.d.topic.lists) - 1; j >= 0 && len(n.d.topic.lists[j].members) == 0 && n.d.section.list == nil {
			n.d.topic.lists = n.d.topic.lists[:j] // 其中，社区办公费： opens the parts of what it names, not of the figure before
		}
		n.d.topic.lists = append(n.d.topic.lists, list{whole: clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label}, fact: k})
		return
	}
	if named := n.d.clause.named && !n.d.namesMore(&n.p, x.Start); named || !clause.IsFundName(p) {
		return
	}
	project := ofProject(clause.ProjectName(p))
	project.Start, project.End = n.d.clause.segment, x.Start
	switch {
	case n.d.at(&n.p).Opens(n.d.clause.segment) && isProjectName(p):
		n.d.section.subject = ofProject(project.Dims.Project) // an item about it
		n.d.topic.speak(project)
	case n.d.section.subject.Dims.Project == "":
		n.d.topic.speak(project)
	}
}

// leadsProject takes the project that the clause which ends at a comma names in quotation marks and
// says nothing else of: “食品抽检”项目，全年预算数50万元.
func (n *prose) leadsProject(x *clause.Lexeme) {
	said := strings.TrimSpace(n.d.at(&n.p).SinceSegment(x.Start))
	quoted, opens := strings.CutPrefix(said, openQuote)
	name, after, shut := strings.Cut(quoted, "”")
	if !opens || !shut || !n.d.section.ofProjects() || n.d.clause.segment != n.d.clause.start || !strings.HasPrefix(after, words.ProjectWord.Word()) || clause.TrimFunction(strings.TrimPrefix(after, words.ProjectWord.Word())) != "" {
		return
	}
	n.d.section.subject = ofProject(name)
	n.d.topic.speak(n.d.section.subject)
}

// project reads an unknown phrase with a verb of granting, in the sections
// about projects, as the budget of the project it names.
func (d *discourse) project(f *schema.Fact, phrase string) bool {
	if f.Kind != schema.Amount || f.Form != schema.Level || !strings.HasPrefix(string(d.section.id), "annex.") {
		return false
	}
	name, granted := d.grantedName(phrase)
	if l := d.topic.innermost(); l != nil && (d.section.subject.Dims.Project != "" || l.whole.Concept == schema.ExpenditureProject) {
		return false // 涉农资金303万元，其中项目管理费3万元: a part of what the one project spends, or of what all do
	}
	if strings.HasPrefix(name, words.ProjectWord.Word()) {
		return false // 项目管理费: of the project in hand, and the name of none
	}
	if !clause.IsFundName(name) && !(granted && d.section.id == schema.SectionProjectEvaluation) || clause.IsPayer(strings.TrimSuffix(name, words.MoneyWord.Word())) || clause.IsPlacesBelow(name) || arePlaces(name) {
		return false
	}
	f.Concept, f.Rule, f.Label = schema.PerformanceProjectBudget, "project", name
	if f.Dimensions.Project = clause.ProjectName(name); words.BareSum.Labels().Is(name) {
		f.Dimensions.Project = d.section.subject.Dims.Project // 批复总投资1260万元
	}
	return true
}

// ofPartOfProject reports money that no more than its kind names, 平桥乡收到补助资金96万元, where the
// budget of the one project in hand has been told: it is what somebody got of it.
func (n *prose) ofPartOfProject(f *schema.Fact, phrase string) bool {
	project := n.d.section.subject.Dims.Project
	if project == "" || f.Form != schema.Level || words.BareSum.Labels().Meaning(phrase) == "whole" {
		return false
	}
	if name, granted := n.d.grantedName(phrase); granted && !words.BareSum.Labels().Is(name) && clause.IsFundName(name) || words.BareSum.Labels().Meaning(name) == "whole" {
		return false
	}
	return slices.ContainsFunc(n.out.Facts, func(told schema.Fact) bool {
		return told.Concept == schema.PerformanceProjectBudget && told.Dimensions.Project == project
	})
}

// listedOfSpending reports a list that the sentence opens with what is spent: 项目支出包括办公经费6万元、执法经费9万元
// are parts of the spending, and no budgets of projects.
func (n *prose) listedOfSpending(at int) bool {
	return words.SpendingListed.Labels().Say(n.d.at(&n.p).SinceSentence(at))
}

// arePlaces reports names of places alone, to which money was given: 清溪县和云水市.
func arePlaces(name string) bool {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(listMarks+words.Joiners, r) }) {
		if !frame.IsPlace(part) {
			return false
		}
	}
	return true
}

// grantedName cuts a phrase at the last verb of granting: 区财政下拨社区办公费.
func (d *discourse) grantedName(phrase string) (string, bool) {
	granted := d.clause.granted
	for _, w := range words.Granting.Labels() {
		if k := strings.LastIndex(phrase, w.Text); k >= 0 {
			if rest := clause.TrimFunction(phrase[k+len(w.Text):]); clause.IsPhrase(rest) {
				phrase, granted = rest, true
			}
		}
	}
	return phrase, granted
}

// memberOfProject reads a name that no amount can be of as one of those a
// project's money was shared out among: 社区办公费：沿江社区10万元.
func (d *discourse) memberOfProject(ctx *clause.Context, f *schema.Fact, phrase string) bool {
	k := len(d.topic.lists) - 1
	return k >= 0 && d.topic.lists[k].whole.Dims.Project != "" && f.Form == schema.Level && clause.IsPhrase(phrase) && d.member(ctx, f, phrase)
}

// projectOnLine is the project that the line of a score names by its label:
// 项目名称：初中公用经费　主管部门：….
func (d *discourse) projectOnLine(p *clause.Paragraph) string {
	m := labelledProject().FindStringSubmatch(p.Text[:d.number.start])
	if m == nil {
		return ""
	}
	return clause.ProjectName(m[1])
}

// ofWholeBudget reports what an evaluation of a whole department may have spoken of before it
// goes on with all it has: nothing yet, its revenue and expenditure, what it is.
func ofWholeBudget(c schema.ConceptID) bool {
	switch c {
	case "", schema.ExpenditureYear, schema.ExpenditureTotal, schema.ExpenditureFiscal, schema.RevenueYear, schema.StaffTotal, schema.StaffByKind, schema.StaffQuota,
		schema.OrganizationInstitutions, schema.OrganizationOffices:
		return true
	}
	return false
}

// namesMore reports words behind the subject of a clause, up to a byte, that make it a part of
// another name: 特种设备安全监管项目：.
func (d *discourse) namesMore(p *clause.Paragraph, to int) bool {
	return clause.IsPhrase(d.at(p).Substance(d.topic.subjects[len(d.topic.subjects)-1].End, to))
}

var labelledProject = words.Compiled(`{project_label}[：:]\s*([^\s\x{3000}，,；;。]{2,60})`)
