package tag

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/schema"
)

// statement reads a comparison without a number, 决算数大于预算数 or 与2019年持平,
// and keeps it as a claim about the figures of the current subject.
func (n *narrator) statement(i int) {
	e := n.lx[i].entry
	budget := n.base.Measure.IsBudget() || n.measureNear(i)
	word := compareWord(e)
	if strings.HasPrefix(e.surface, "未超") {
		word = "<="
		budget = budget || strings.HasPrefix(n.text[n.lx[i].end:], "预算")
	}
	if len(n.subjects) == 0 && n.last < 0 || n.section == schema.SectionGlossary {
		return
	}
	s := subject{}
	if len(n.subjects) > 0 {
		s = n.subjects[len(n.subjects)-1]
	} else {
		f := &n.out.facts[n.last]
		s = subject{concept: f.Concept, dims: f.Dimensions}
	}
	if !s.known() {
		return
	}
	ops := n.figuresOf(s, budget)
	if len(ops) == 0 {
		return
	}
	family, rule := schema.ComparisonFamily, schema.RuleComparisonWord
	if !budget {
		family, rule = schema.DirectionFamily, schema.RuleFlat
		if !n.base.Period.Known() || e.role == rCompare {
			return
		}
	}
	n.out.claims = append(n.out.claims, schema.Claim{Family: family, Result: -1, Operands: ops, Word: word, Listed: -1, Rule: rule})
}

// compareWord gives the sign a comparison word asserts.
func compareWord(e *entry) string {
	switch {
	case e.role == rFlat || e.sign == 0:
		return "="
	case e.sign > 0:
		return ">"
	}
	return "<"
}

// measureNear reports a budget phase right after a comparison word.
func (n *narrator) measureNear(i int) bool {
	if i+1 >= len(n.lx) {
		return false
	}
	x := &n.lx[i+1]
	return x.kind == lexWord && x.entry.role == rMeasure && x.entry.measure.IsBudget() && hanCount(n.text[n.lx[i].end:x.start]) <= 2
}

// figuresOf returns the figures this paragraph gives for a subject that a
// statement about it can be held against.
func (n *narrator) figuresOf(s subject, budget bool) []int {
	var ops []int
	for k := n.firstFact; k < len(n.out.facts); k++ {
		f := &n.out.facts[k]
		if f.Concept != s.concept || f.Dimensions.FuncCode != s.dims.FuncCode || f.Dimensions.EconCode != s.dims.EconCode {
			continue
		}
		if f.Form == schema.Level || budget && f.Form == schema.Completion {
			ops = append(ops, k)
		}
	}
	if len(ops) > 4 {
		ops = ops[len(ops)-4:]
	}
	return ops
}

// bare settles a number written without a unit: zero money, or a figure whose
// neighbours share its unit. It reports whether it could.
func (n *narrator) bare(i int, m *nlp.Mention) bool {
	s, ok := n.subjectFor(i)
	if !ok {
		if h := homeOf(n.section); h.concept != "" {
			s, ok = subject{concept: h.concept}, true
		}
	}
	c, known := schema.ConceptByID(s.concept)
	if !ok || !known || c.Kind != schema.Amount || !m.Value.IsZero() && n.form != rShare {
		return false
	}
	if n.form == rShare {
		return false // 占76.23: the sign of a percentage is not ours to add
	}
	m.Kind, m.Unit, m.Value = nlp.Amount, "元", decimal.Zero
	return true
}

// project reads an unknown phrase with a verb of granting, in the sections
// about projects, as the budget of the project it names.
func (n *narrator) project(f *schema.Fact, phrase string) bool {
	if f.Kind != schema.Amount || f.Form != schema.Level || !strings.HasPrefix(string(n.section), "annex.") {
		return false
	}
	name, granted := n.grantedName(phrase)
	if !granted && !isProjectName(name) {
		return false
	}
	f.Concept, f.Rule, f.Label = schema.PerformanceProjectBudget, "project", name
	f.Dimensions.Project = projectName(name)
	return true
}

// grantedName cuts a phrase at the last verb of granting: 区财政下拨社区办公费.
func (n *narrator) grantedName(phrase string) (string, bool) {
	granted := n.granted
	for _, w := range []string{"下拨", "下达", "拨付", "批复", "安排", "到位", "投入", "用于", "项目资金"} {
		if k := strings.LastIndex(phrase, w); k >= 0 {
			if rest := trimFunction(phrase[k+len(w):]); isPhrase(rest) {
				phrase, granted = rest, true
			}
		}
	}
	return phrase, granted
}

// projectPhase turns a bare 支出 about a project into what was spent on it.
func (n *narrator) projectPhase(f *schema.Fact, s subject) {
	if !n.projectContext() || n.topic.dims.Project == "" {
		return
	}
	switch f.Concept {
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		if f.Dimensions.Project == "" {
			f.Dimensions.Project = n.topic.dims.Project
		}
	}
}
