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
	if n.reason || n.p.alternative(n.p.lx[i].end) {
		return
	}
	e := n.p.lx[i].entry
	budget := n.base.Measure.IsBudget() || n.p.measureNear(i)
	word := compareWord(e)
	if strings.HasPrefix(e.surface, "未超") {
		word = "<="
		budget = budget || strings.HasPrefix(n.p.text[n.p.lx[i].end:], "预算")
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
	if w, ok := n.p.contradicts(i); ok {
		n.out.contradiction(ops[len(ops)-1], w)
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

// differs reads 小于上年预算数40.05万元: a comparison word with the amount it
// differs by is a change.
func (n *narrator) differs(i int) bool {
	for j := i + 1; j < len(n.p.lx); j++ {
		x := &n.p.lx[j]
		switch {
		case x.kind == lexNumber && n.p.ms[x.mention].Kind == nlp.Amount:
			n.form, n.sign = rDelta, n.p.lx[i].entry.sign
			return true
		case x.kind == lexWord && x.entry.role == rYear:
			n.base.Period = schema.YearPeriod(n.thisYear() + x.entry.year)
		case x.kind == lexWord && x.entry.role == rMeasure, x.kind == lexDate:
		default:
			return false
		}
	}
	return false
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
	if !ok || !known || c.Kind != schema.Amount {
		return false
	}
	if n.form == rShare {
		return n.bareShare(m)
	}
	if !m.Value.IsZero() {
		return false
	}
	m.Kind, m.Unit, m.Value = nlp.Amount, "元", decimal.Zero
	return true
}

// bareScore settles a number without a unit after a word for a score: 自评得分97.
func (n *narrator) bareScore(m *nlp.Mention) bool {
	before := strings.TrimRight(nlp.Squeeze(n.p.text[n.sentence:m.Start]), "：:为是")
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
func (n *narrator) bareShare(m *nlp.Mention) bool {
	rest := strings.TrimLeft(n.p.text[m.End:], " ")
	if m.Value.IsNegative() || m.Value.GreaterThan(decimal.NewFromInt(100)) || rest != "" && strings.IndexAny(rest, "，。；、,;）)") != 0 &&
		!strings.HasPrefix(rest, "，") && !strings.HasPrefix(rest, "。") && !strings.HasPrefix(rest, "；") && !strings.HasPrefix(rest, "、") {
		return false
	}
	m.Kind, m.Unit = nlp.Ratio, "%"
	n.out.issue(n.loc, m.Start, m.End, schema.IssueUnit, "a share without its percent sign")
	return true
}

// project reads an unknown phrase with a verb of granting, in the sections
// about projects, as the budget of the project it names.
func (n *narrator) project(f *schema.Fact, phrase string) bool {
	if f.Kind != schema.Amount || f.Form != schema.Level || !strings.HasPrefix(string(n.section), "annex.") {
		return false
	}
	name, granted := n.grantedName(phrase)
	if !isFundName(name) && !(granted && n.section == schema.SectionProjectEvaluation) {
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

// wholePhrase returns the noun phrase a number belongs to when known words are
// only its beginning: 社会养老服务体系建设市级补助资金.
func (n *narrator) wholePhrase(at int, tail string) string {
	s := &n.subjects[len(n.subjects)-1]
	if k := strings.LastIndex(n.p.text[:at], tail); k >= s.end && nlp.HanCount(n.p.text[s.end:k]) == 0 {
		return trimFunction(n.p.text[max(n.segment, s.start) : k+len(tail)])
	}
	return tail
}

// none reads 无国有资本经营预算拨款支出: a statement that a quantity does not
// occur, kept as a fact with value zero and marked as stated in words.
func (n *narrator) none(i int) int {
	j := i + 1
	if n.reason || j >= len(n.p.lx) || n.p.lx[j].kind != lexWord || nlp.HanCount(n.p.text[n.p.lx[i].end:n.p.lx[j].start]) > 3 {
		return i + 1
	}
	s, next := n.nounPhrase(j)
	c, ok := schema.ConceptByID(s.concept)
	if !ok || c.Kind != schema.Amount || s.bare || !n.p.clauseEnds(next) {
		return i + 1
	}
	x := &n.p.lx[i]
	m := nlp.Mention{Start: x.start, End: s.end, Kind: nlp.Amount, Unit: "元", Approx: nlp.Exact}
	f := schema.Fact{Kind: schema.Amount, Unit: "元", Form: schema.Level, Section: n.section, SourceKind: schema.Narrative,
		Context: n.p.sentenceAt(x.start), Label: s.label, Rule: "none_statement", Concept: s.concept, Dimensions: s.dims}
	f.Measure, f.Period = n.ctx.frame.Measure, n.periodOf(s.concept, schema.Level)
	n.out.fact(n.loc, &m, f)
	return next
}
