package tag

import (
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// projectSubject settles subjects in the parts about projects: a bare 支出 is
// what was spent on the project in hand, and a budget's phase stands in its name.
func (n *narrator) projectSubject(s *clause.Subject, p *clause.Phrase) {
	if p.Named != nil && strings.HasPrefix(string(s.Concept), "performance.project_") {
		switch {
		case strings.Contains(p.Named.Surface, "年初预算"):
			s.Measure = schema.BudgetInitial
		case strings.Contains(p.Named.Surface, "全年预算"), strings.Contains(p.Named.Surface, "调整预算"):
			s.Measure = schema.BudgetAdjusted
		}
		s.Dims.Project = n.topic.Dims.Project
		return
	}
	if !n.projectContext() || !(s.Bare && p.Side == clause.ExpenditureSide) {
		return
	}
	previous := len(n.subjects) > 0 && strings.HasPrefix(string(n.subjects[len(n.subjects)-1].Concept), "performance.project_")
	if n.topic.Dims.Project != "" || previous || n.section == schema.SectionProjectEvaluation {
		*s = clause.Subject{Concept: schema.PerformanceProjectSpent, Measure: schema.Executed, Bare: true}
		s.Dims.Project = n.topic.Dims.Project
	}
}

// projectPhaseSubject lets 预算数 and 执行数 speak for the project in hand.
func (n *narrator) projectPhaseSubject(m schema.Measure, x *clause.Lexeme) {
	if !n.projectContext() || n.named || n.form == clause.CompletionWord {
		return
	}
	about := len(n.subjects) == 0 || strings.HasPrefix(string(n.subjects[len(n.subjects)-1].Concept), "performance.project")
	if n.topic.Dims.Project == "" && !about {
		return
	}
	c := schema.PerformanceProjectBudget
	if m == schema.Executed || m == schema.Used {
		c = schema.PerformanceProjectSpent
	} else if !m.IsBudget() {
		return
	}
	s := clause.Subject{Concept: c, Label: n.p.Text[x.Start:x.End], Start: x.Start, End: x.End}
	s.Dims.Project = n.topic.Dims.Project
	n.subjects, n.named, n.turn = []clause.Subject{s}, true, 0
}
