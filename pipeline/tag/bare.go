package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"

	"github.com/shopspring/decimal"
)

// bare settles a number written without a unit: zero money, or a figure whose
// neighbours share its unit. It reports whether it could.
func (n *prose) bare(i int, m *nlp.Mention) bool {
	s, ok := n.subjectFor(i)
	if !ok {
		if h := schema.DefaultOf(n.d.section.id); h.Concept != "" {
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
	m.Kind, m.Unit, m.Value = nlp.Amount, schema.UnitYuan, decimal.Zero
	return true
}

// bareScore settles a number without a unit after a word for a score: 自评得分97.
func (d *discourse) bareScore(p *clause.Paragraph, m *nlp.Mention) bool {
	const reach = 64 // bytes, more than the longest of them with blanks between
	before := strings.TrimRight(nlp.Squeeze(p.Between(max(d.sentence.start, m.Start-reach), m.Start)), "：:"+words.Copulas)
	if !words.ScoreName.Labels().Say(before) {
		return false
	}
	m.Kind, m.Unit = nlp.Score, schema.UnitPoint
	return true
}

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
