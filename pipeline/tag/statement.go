package tag

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// statement reads a comparison without a number, 决算数大于预算数 or 与2019年持平,
// and keeps it as a claim about the figures of the current subject.
func (n *prose) statement(i int) {
	if n.d.item.reason || n.p.Alternative(n.p.Lexemes[i].End) {
		return
	}
	e := n.p.Lexemes[i].Entry
	budget := n.d.sentence.compared.Base.Measure.IsBudget() || n.p.MeasureNear(i)
	word := clause.ComparisonSign(e)
	if strings.HasPrefix(e.Surface, "未超") {
		word = "<="
		budget = budget || strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], "预算")
	}
	if len(n.d.topic.subjects) == 0 && n.d.topic.last < 0 || n.d.section.id == schema.SectionGlossary {
		return
	}
	s := clause.Subject{}
	if len(n.d.topic.subjects) > 0 {
		s = n.d.topic.subjects[len(n.d.topic.subjects)-1]
	} else {
		f := &n.out.Facts[n.d.topic.last]
		s = clause.Subject{Concept: f.Concept, Dims: f.Dimensions}
	}
	if !s.Known() {
		return
	}
	ops := n.figuresOf(s, budget)
	if len(ops) == 0 {
		return
	}
	if w, ok := n.p.Contradicts(i); ok {
		n.out.Contradiction(ops[len(ops)-1], w)
		return
	}
	family, rule := schema.ComparisonFamily, schema.RuleComparisonWord
	if !budget {
		family, rule = schema.DirectionFamily, schema.RuleFlat
		if !n.d.sentence.compared.Base.Period.Known() || e.Role == clause.CompareWord {
			return
		}
	}
	n.out.Claims = append(n.out.Claims, schema.Claim{Family: family, Result: -1, Operands: ops, Word: word, Listed: -1, Rule: rule})
}

// differs takes a comparison word with the amount it differs by, 小于上年预算数
// 40.05万元, for a change.
func (d *discourse) differs(p *clause.Paragraph, ctx *clause.Context, i int) bool {
	base, change := p.Differs(i, d.calendar(ctx))
	if base.Known() {
		d.sentence.compared.Base.Period = base
	}
	if change {
		d.clause.predicate.role, d.clause.predicate.sign = clause.ChangeWord, p.Lexemes[i].Entry.Sign
	}
	return change
}

// figuresOf returns the figures this paragraph gives for a subject that a
// statement about it can be held against.
func (n *prose) figuresOf(s clause.Subject, budget bool) []int {
	var ops []int
	for k := n.d.paragraph.first; k < len(n.out.Facts); k++ {
		f := &n.out.Facts[k]
		if f.Concept != s.Concept || f.Dimensions.FuncCode != s.Dims.FuncCode || f.Dimensions.EconCode != s.Dims.EconCode {
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
func (n *prose) bare(i int, m *nlp.Mention) bool {
	s, ok := n.d.subjectFor(&n.p, i)
	if !ok {
		if h := clause.DefaultOf(n.d.section.id); h.Concept != "" {
			s, ok = clause.Subject{Concept: h.Concept}, true
		}
	}
	c, known := schema.ConceptByID(s.Concept)
	if !ok || !known || c.Kind != schema.Amount {
		return false
	}
	if n.d.clause.predicate.role == clause.ShareWord {
		return n.bareShare(m)
	}
	if !m.Value.IsZero() {
		return false
	}
	m.Kind, m.Unit, m.Value = nlp.Amount, "元", decimal.Zero
	return true
}

// bareScore settles a number without a unit after a word for a score: 自评得分97.
func (d *discourse) bareScore(p *clause.Paragraph, m *nlp.Mention) bool {
	before := strings.TrimRight(nlp.Squeeze(p.Text[d.sentence.start:m.Start]), "：:为是")
	for _, w := range scoreWords {
		if strings.HasSuffix(before, w) {
			m.Kind, m.Unit = nlp.Score, "分"
			return true
		}
	}
	return false
}

// scoreWords are what a score is called.
var scoreWords = []string{"得分", "评分", "总分", "自评分", "评价分", "综合分"}

// bareShare reads 占76.23: the sign that a share was printed without is supplied,
// and said to be.
func (n *prose) bareShare(m *nlp.Mention) bool {
	rest := strings.TrimLeft(n.p.Text[m.End:], " ")
	if m.Value.IsNegative() || m.Value.GreaterThan(decimal.NewFromInt(100)) || rest != "" && strings.IndexAny(rest, "，。；、,;）)") != 0 &&
		!strings.HasPrefix(rest, "，") && !strings.HasPrefix(rest, "。") && !strings.HasPrefix(rest, "；") && !strings.HasPrefix(rest, "、") {
		return false
	}
	m.Kind, m.Unit = nlp.Ratio, "%"
	n.out.Issue(n.d.paragraph.loc, m.Start, m.End, schema.IssueUnit, "a share without its percent sign")
	return true
}

// project reads an unknown phrase with a verb of granting, in the sections
// about projects, as the budget of the project it names.
func (d *discourse) project(f *schema.Fact, phrase string) bool {
	if f.Kind != schema.Amount || f.Form != schema.Level || !strings.HasPrefix(string(d.section.id), "annex.") {
		return false
	}
	name, granted := d.grantedName(phrase)
	if !clause.IsFundName(name) && !(granted && d.section.id == schema.SectionProjectEvaluation) {
		return false
	}
	f.Concept, f.Rule, f.Label = schema.PerformanceProjectBudget, "project", name
	f.Dimensions.Project = clause.ProjectName(name)
	return true
}

// grantedName cuts a phrase at the last verb of granting: 区财政下拨社区办公费.
func (d *discourse) grantedName(phrase string) (string, bool) {
	granted := d.clause.granted
	for _, w := range []string{"下拨", "下达", "拨付", "批复", "安排", "到位", "投入", "用于", "项目资金"} {
		if k := strings.LastIndex(phrase, w); k >= 0 {
			if rest := clause.TrimFunction(phrase[k+len(w):]); clause.IsPhrase(rest) {
				phrase, granted = rest, true
			}
		}
	}
	return phrase, granted
}

// projectPhase turns a bare 支出 about a project into what was spent on it.
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

// none reads 无国有资本经营预算拨款支出: a statement that a quantity does not
// occur, kept as a fact with value zero and marked as stated in words.
func (n *prose) none(i int) int {
	j := i + 1
	if n.d.item.reason || j >= len(n.p.Lexemes) || n.p.Lexemes[j].Kind != clause.Word || nlp.HanCount(n.p.Text[n.p.Lexemes[i].End:n.p.Lexemes[j].Start]) > 3 {
		return i + 1
	}
	s, next := n.d.nounPhrase(&n.p, n.ctx, j)
	c, ok := schema.ConceptByID(s.Concept)
	if !ok || c.Kind != schema.Amount || s.Bare || !n.p.ClauseEnds(next) {
		return i + 1
	}
	x := &n.p.Lexemes[i]
	n.d.number = numberState{start: x.Start}
	m := nlp.Mention{Start: x.Start, End: s.End, Kind: nlp.Amount, Unit: "元", Approx: nlp.Exact}
	f := schema.Fact{Kind: schema.Amount, Unit: "元", Form: schema.Level, Section: n.d.section.id, SourceKind: schema.Narrative,
		Context: n.p.SentenceAt(x.Start), Label: s.Label, Rule: "none_statement", Concept: s.Concept, Dimensions: s.Dims}
	f.Measure, f.Period = n.ctx.Frame.Measure, n.d.periodOf(&n.p, n.ctx, s.Concept, schema.Level)
	n.out.Fact(n.d.paragraph.loc, &m, f)
	return next
}
