package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
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
	if words.Comparing.Labels().Say(e.Surface, "within") {
		word = "<="
		budget = budget || strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], words.BudgetWord.Word())
	}
	if e.Role == clause.FlatWord && !words.Comparing.Labels().Say(e.Surface, "about") && n.asLastYear(budget) {
		return
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
	ops := n.figures().ofSubject(s, budget)
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

// asLastYear keeps, of an item that no concept has, that it is what it was in a year
// before: 税收返还预算数为506,679万元，与2021年预算数一致. Its change is nothing, beside those
// of the other items.
func (n *prose) asLastYear(budget bool) bool {
	k := len(n.out.Facts) - 1
	base := n.d.sentence.compared.Base
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || !base.Period.Known() {
		return false
	}
	f := &n.out.Facts[k]
	if f.Concept != "" || f.Form != schema.Level || f.Kind != schema.Amount || !f.Period.Known() || base.Period.End.Year() >= f.Period.End.Year() || budget && !f.Measure.IsBudget() {
		return false
	}
	n.out.Claims = append(n.out.Claims, schema.Claim{Family: schema.DirectionFamily, Result: -1, Operands: []int{k}, Word: "=", Listed: -1, Rule: schema.RuleFlat})
	return true
}

// differs takes a comparison word with the amount it differs by, 小于上年预算数
// 40.05万元, for a change.
func (d *discourse) differs(p *clause.Paragraph, ctx *clause.Context, i int) bool {
	base, phase, end := p.Differs(i, d.calendar(ctx))
	change := end > 0
	if change && phase.IsBudget() && i > 0 && p.Lexemes[i-1].Entry != nil && p.Lexemes[i-1].Entry.Measure == schema.Final {
		d.sentence.compared.Base, d.clause.framed = schema.Base{Measure: phase}, end // 决算数大于预算数3万元: of what was spent
	}
	if base.Known() {
		d.sentence.compared.Base.Period = base
	}
	if change {
		d.clause.predicate.role, d.clause.predicate.sign = clause.ChangeWord, p.Lexemes[i].Entry.Sign
	}
	return change
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
	if !ok || c.Kind != schema.Amount || s.Bare || n.instructs(i, &s) || !n.p.ClauseEnds(next) || strings.HasPrefix(n.p.Text[s.End:], words.Of) {
		return i + 1 // 无财政拨款开支的公务用车: no cars
	}
	x := &n.p.Lexemes[i]
	n.d.number = numberState{start: x.Start}
	m := nlp.Mention{Start: x.Start, End: s.End, Kind: nlp.Amount, Unit: schema.UnitYuan, Approx: nlp.Exact}
	f := schema.Fact{Kind: schema.Amount, Unit: schema.UnitYuan, Form: schema.Level, Section: n.d.section.id, SourceKind: schema.Narrative,
		Context: n.p.SentenceAt(x.Start), Label: s.Label, Rule: "none_statement", Concept: s.Concept, Dimensions: s.Dims}
	f.Measure, f.MeasureSource = n.ctx.Frame.Measure, schema.FromDocument
	f.Period, f.PeriodSource = n.d.periodOf(&n.p, n.ctx, s.Concept, schema.Level)
	n.out.Fact(n.d.paragraph.loc, &m, f)
	return next
}

// instructs reports 无 of what a template tells those to do who have none, which says nothing of this
// body: 无“三公”经费财政拨款支出的部门，作下述说明; 若无政府性基金预算支出，请说明.
func (n *prose) instructs(i int, s *clause.Subject) bool {
	named := nlp.Squeeze(n.p.Text[s.Start:s.End])
	before := nlp.Squeeze(n.p.Text[n.d.clause.start:n.p.Lexemes[i].Start])
	return words.Instructed.Labels().Say(named, "whom") || words.Instructed.Labels().Say(before, "if")
}

// changes reports whether the verb at lexeme i is in force: those of one
// character need a base, a named subject or a clause of their own with a rate, 收入12亿元，增2.4%, else they are
// a word nobody knows.
func (d *discourse) changes(p *clause.Paragraph, i int) bool {
	alone := strings.TrimSpace(p.Text[min(d.clause.start, p.Lexemes[i].Start):p.Lexemes[i].Start]) == "" &&
		i+1 < len(p.Lexemes) && p.Lexemes[i+1].Kind == clause.Number && p.Mentions[p.Lexemes[i+1].Mention].Kind == nlp.Ratio
	if !p.Briefly(i) || alone || d.clause.named || d.sentence.compared.Base != (schema.Base{}) {
		return true
	}
	p.Lexemes[i].Entry = &clause.NotBrief
	return false
}

// ofWholeAgain lets a comparison that begins the item behind a list go on with the whole, where the
// members are parted by commas: 收入总计26万元，其中：本年收入25万元，年初结转1万元；比上年减少2万元.
func (n *prose) ofWholeAgain(i int) {
	l, before := n.d.topic.innermost(), strings.TrimRight(n.p.Text[:n.d.clause.start], " ")
	told := strings.TrimRight(before, "；;")
	if l == nil || l.fact < n.d.paragraph.first || len(l.members) < 2 || n.p.Lexemes[i].Start != n.d.clause.start || told == before ||
		n.out.Ends[l.fact] > len(told) || strings.ContainsAny(told[n.out.Ends[l.fact]:], "；;。") {
		return
	}
	whole := l.whole
	n.closeList()
	n.d.topic.speak(whole)
}

// resumes lets a comparison that begins a clause go on with what was told before a reason that
// names nothing of its own: 接待费2.5万元，主要原因是厉行节约，与上年相比减少0.5万元.
func (d *discourse) resumes(p *clause.Paragraph, i int) {
	k := len(d.topic.subjects) - 1
	if !d.item.reason || d.clause.start <= d.item.reasonAt || k < 0 || d.topic.subjects[k].Start >= d.item.reasonAt {
		return
	}
	if clause.EmptyWords().Covers(nlp.Squeeze(p.Text[d.clause.start:p.Lexemes[i].Start])) {
		d.item.reason = false
	}
}
