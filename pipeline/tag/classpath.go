package tag

import (
	"strings"

	"gongkai/schema"
)

// projectSubject settles subjects in the parts about projects: a bare 支出 is
// what was spent on the project in hand, and a budget's phase stands in its name.
func (n *narrator) projectSubject(s *subject, p *phrase) {
	if p.named != nil && strings.HasPrefix(string(s.concept), "performance.project_") {
		switch {
		case strings.Contains(p.named.surface, "年初预算"):
			s.measure = schema.BudgetInitial
		case strings.Contains(p.named.surface, "全年预算"), strings.Contains(p.named.surface, "调整预算"):
			s.measure = schema.BudgetAdjusted
		}
		s.dims.Project = n.topic.dims.Project
		return
	}
	if !n.projectContext() || !(s.bare && p.side == expenditureSide) {
		return
	}
	previous := len(n.subjects) > 0 && strings.HasPrefix(string(n.subjects[len(n.subjects)-1].concept), "performance.project_")
	if n.topic.dims.Project != "" || previous || n.section == schema.SectionProjectEvaluation {
		*s = subject{concept: schema.PerformanceProjectSpent, measure: schema.Executed, bare: true}
		s.dims.Project = n.topic.dims.Project
	}
}

// projectPhaseSubject lets 预算数 and 执行数 speak for the project in hand.
func (n *narrator) projectPhaseSubject(m schema.Measure, x *lexeme) {
	if !n.projectContext() || n.named || n.form == rCompletion {
		return
	}
	about := len(n.subjects) == 0 || strings.HasPrefix(string(n.subjects[len(n.subjects)-1].concept), "performance.project")
	if n.topic.dims.Project == "" && !about {
		return
	}
	c := schema.PerformanceProjectBudget
	if m == schema.Executed || m == schema.Used {
		c = schema.PerformanceProjectSpent
	} else if !m.IsBudget() {
		return
	}
	s := subject{concept: c, label: n.p.text[x.start:x.end], start: x.start, end: x.end}
	s.dims.Project = n.topic.dims.Project
	n.subjects, n.named, n.turn = []subject{s}, true, 0
}
