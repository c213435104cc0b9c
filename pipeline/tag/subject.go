package tag

import (
	"strings"
)

// nounPhrase reads the subject that begins at lexeme i: a run of fund, head,
// concept, total and phase words with nothing but connective characters
// between them. It returns the lexeme after the run.
func (n *narrator) nounPhrase(i int) (subject, int) {
	var p phrase
	j, end, named := i, n.p.lx[i].start, 0
	for ; j < len(n.p.lx) && n.p.lx[j].kind == lexWord && p.takes(n.p.lx[j].entry); j++ {
		if j > i && !connective(n.p.text[end:n.p.lx[j].start]) {
			break
		}
		p.add(n.p.lx[j].entry)
		end = n.p.lx[j].end
		if n.p.lx[j].entry.role != rMeasure {
			named = end // the phase after it may change while the subject stays
		}
	}
	if j == i {
		return subject{}, i
	}
	if n.takesFund(&p) {
		p.fund = n.fund
	}
	s := p.resolve(n.section, n.ctx)
	s.start, s.end = n.p.lx[i].start, end
	class := p.named != nil && (p.named.function && s.dims.FuncCode != "" || p.named.economic && s.dims.EconCode != "")
	if class && p.named.code == "" && s.concept != "" && n.substance(n.segment, s.start) != "" {
		return subject{}, j // 社区办公费: the class name is the end of a longer phrase
	}
	if p.named != nil && p.named.function && s.dims.FuncCode != "" && n.listsRevenue() {
		return subject{}, j // 上级补助收入…，其中：专项转移支付…: an item of revenue, whatever expenditure has the name
	}
	if p.named != nil && p.named.function && p.named.code == "" && len(s.dims.FuncCode) > 3 && !homeOf(n.section).function {
		return subject{}, j // a 项 name in running text is an ordinary word
	}
	if p.named != nil && p.named.function && s.dims.FuncCode != "" && (p.side == revenueSide || n.ctx.frame.Territorial && s.dims.FuncCode == "209") {
		return subject{}, j // 社会保险基金预算收入 is no class of expenditure, nor is the whole fund's 支出
	}
	if p.named != nil && p.named.function && p.named.code == "" && p.side == noSide && s.dims.FuncCode != "" &&
		!homeOf(n.section).function && !strings.HasSuffix(p.named.surface, "支出") {
		s.bare = true // 城乡, 教育: a class only where a figure or a change follows
	}
	n.projectSubject(&s, &p)
	s.label = strings.TrimSpace(n.p.text[s.start:named])
	return s, j
}

// listsRevenue reports a list whose whole is a revenue.
func (n *narrator) listsRevenue() bool {
	k := len(n.lists) - 1
	return k >= 0 && strings.HasPrefix(string(n.lists[k].whole.concept), "revenue.")
}

// takesFund reports 收入 or 支出 in a report on a territory that leaves out the
// budget it is of, which is the one the paragraph has named: 全市一般公共预算收入…；支出….
func (n *narrator) takesFund(p *phrase) bool {
	return n.ctx.frame.Territorial && n.fund != "" && p.fund == "" && homeOf(n.section).headFund == "" &&
		p.bareSide() && !p.total && !p.yearly
}
