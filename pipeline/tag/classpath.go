package tag

import (
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// projectSubject settles subjects in the parts about projects: a bare 支出 is
// what was spent on the project in hand, and a budget's phase stands in its name.
func (d *discourse) projectSubject(s *clause.Subject, ph *clause.Phrase) {
	if ph.Named != nil && strings.HasPrefix(string(s.Concept), "performance.project_") {
		switch {
		case strings.Contains(ph.Named.Surface, "年初预算"):
			s.Measure = schema.BudgetInitial
		case strings.Contains(ph.Named.Surface, "全年预算"), strings.Contains(ph.Named.Surface, "调整预算"):
			s.Measure = schema.BudgetAdjusted
		}
		s.Dims.Project = d.section.subject.Dims.Project
		return
	}
	if !d.section.ofProjects() || !(s.Bare && ph.Side == clause.ExpenditureSide) {
		return
	}
	previous := len(d.topic.subjects) > 0 && strings.HasPrefix(string(d.topic.subjects[len(d.topic.subjects)-1].Concept), "performance.project_")
	if d.section.subject.Dims.Project != "" || previous || d.section.id == schema.SectionProjectEvaluation {
		*s = clause.Subject{Concept: schema.PerformanceProjectSpent, Measure: schema.Executed, Bare: true}
		s.Dims.Project = d.section.subject.Dims.Project
	}
}

// projectPhaseSubject lets 预算数 and 执行数 speak for the project in hand.
func (d *discourse) projectPhaseSubject(p *clause.Paragraph, m schema.Measure, x *clause.Lexeme) {
	if !d.section.ofProjects() || d.clause.named || d.clause.predicate.role == clause.CompletionWord {
		return
	}
	about := len(d.topic.subjects) == 0 || strings.HasPrefix(string(d.topic.subjects[len(d.topic.subjects)-1].Concept), "performance.project")
	if d.section.subject.Dims.Project == "" && !about {
		return
	}
	c := schema.PerformanceProjectBudget
	if m == schema.Executed || m == schema.Used {
		c = schema.PerformanceProjectSpent
	} else if !m.IsBudget() {
		return
	}
	s := clause.Subject{Concept: c, Label: p.Text[x.Start:x.End], Start: x.Start, End: x.End}
	s.Dims.Project = d.section.subject.Dims.Project
	d.topic.subjects, d.clause.named, d.topic.turn = []clause.Subject{s}, true, 0
}
