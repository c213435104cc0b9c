package tag

import (
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"strings"
)

// nounPhrase reads the subject that begins at lexeme i: a run of fund, head,
// concept, total and phase words with nothing but connective characters
// between them. It returns the lexeme after the run.
func (n *narrator) nounPhrase(i int) (clause.Subject, int) {
	var p clause.Phrase
	j, end, named := i, n.p.Lexemes[i].Start, 0
	for ; j < len(n.p.Lexemes) && n.p.Lexemes[j].Kind == clause.Word && p.Takes(n.p.Lexemes[j].Entry); j++ {
		if j > i && !clause.Connective(n.p.Text[end:n.p.Lexemes[j].Start]) {
			break
		}
		p.Add(n.p.Lexemes[j].Entry)
		end = n.p.Lexemes[j].End
		if n.p.Lexemes[j].Entry.Role != clause.PhaseWord {
			named = end // the phase after it may change while the subject stays
		}
	}
	if j == i {
		return clause.Subject{}, i
	}
	if n.takesFund(&p) {
		p.Fund, p.Member = n.fund, n.fundMember
	}
	s := p.Resolve(n.section, n.ctx)
	s.Start, s.End = n.p.Lexemes[i].Start, end
	if clause.IsInsurance(s.Concept) && p.Named != nil && strings.HasSuffix(p.Named.Surface, "合计") && strings.Contains(n.sinceSentence(s.Start), "上年结") {
		s.Concept, s.Outside = "", true // 加上年结余64亿元，收入合计130.1亿元
	}
	class := p.Named != nil && (p.Named.Function && s.Dims.FuncCode != "" || p.Named.Economic && s.Dims.EconCode != "")
	if class && p.Named.Code == "" && s.Concept != "" && n.substance(n.segment, s.Start) != "" {
		return clause.Subject{}, j // 社区办公费: the class name is the end of a longer phrase
	}
	if p.Named != nil && p.Named.Function && s.Dims.FuncCode != "" && n.listsRevenue() {
		return clause.Subject{}, j // 上级补助收入…，其中：专项转移支付…: an item of revenue, whatever expenditure has the name
	}
	if p.Named != nil && p.Named.Function && p.Named.Code == "" && len(s.Dims.FuncCode) > 3 && !clause.DefaultOf(n.section).Function {
		return clause.Subject{}, j // a 项 name in running text is an ordinary word
	}
	if p.Named != nil && p.Named.Function && s.Dims.FuncCode != "" && (p.Side == clause.RevenueSide || n.ctx.Frame.Territorial && s.Dims.FuncCode == "209") {
		return clause.Subject{}, j // 社会保险基金预算收入 is no class of expenditure, nor is the whole fund's 支出
	}
	if p.Named != nil && p.Named.Function && p.Named.Code == "" && p.Side == clause.NoSide && s.Dims.FuncCode != "" &&
		!clause.DefaultOf(n.section).Function && !strings.HasSuffix(p.Named.Surface, "支出") {
		s.Bare = true // 城乡, 教育: a class only where a figure or a change follows
	}
	n.projectSubject(&s, &p)
	s.Label = strings.TrimSpace(n.p.Text[s.Start:named])
	return s, j
}

// listsRevenue reports a list whose whole is a revenue.
func (n *narrator) listsRevenue() bool {
	k := len(n.lists) - 1
	return k >= 0 && strings.HasPrefix(string(n.lists[k].whole.Concept), "revenue.")
}

// takesFund reports 收入 or 支出 in a report on a territory that leaves out the
// budget it is of, which is the one the paragraph has named: 全市一般公共预算收入…；支出….
func (n *narrator) takesFund(p *clause.Phrase) bool {
	return n.ctx.Frame.Territorial && n.fund != "" && p.Fund == "" && (clause.DefaultOf(n.section).HeadFund == "" || n.fund == schema.SocialInsurance) &&
		(p.BareSide() && !p.Total && !p.Yearly || p.Named != nil && clause.OfOneBudget(p.Named.Concept) || n.fund == schema.SocialInsurance && p.WholeSide())
}
