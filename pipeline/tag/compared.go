package tag

import (
	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// comparesWhole ends the lists before an amount that a whole is compared with and no member
// can be: 收入433万元，其中：返还7万元、专项45万元，比上年425万元增加8万元. The change that is stated
// behind it is the whole's.
func (n *prose) comparesWhole(i int, m *nlp.Mention) {
	k, last := len(n.d.topic.lists)-1, len(n.out.Facts)-1
	by := n.changedBy(i)
	if k < 0 || by == nil || m.Kind != nlp.Amount || n.d.clause.named || n.d.sentence.compared.End <= n.d.clause.start || last < n.d.paragraph.first || !n.out.Facts[last].Value.IsPositive() {
		return
	}
	differs := func(of decimal.Decimal) bool {
		return of.Sub(m.Value).Abs().Sub(by.Value.Abs()).Abs().GreaterThan(decimal.New(2, int32(by.Decimals)))
	}
	if f := &n.out.Facts[last]; f.Form != schema.Level || !differs(f.Value) {
		return
	}
	for ; k >= 0; k-- {
		l := &n.d.topic.lists[k]
		if l.fact < 0 || n.out.Facts[l.fact].Kind != schema.Amount || differs(n.out.Facts[l.fact].Value) {
			continue
		}
		whole := l.whole
		for len(n.d.topic.lists) > k {
			n.closeList()
		}
		n.d.topic.speak(whole)
		return
	}
}

// changedBy is the amount of the change told right behind the amount at lexeme i, nil for none:
// 比上年425万元增加8万元.
func (n *prose) changedBy(i int) *nlp.Mention {
	if i+2 >= len(n.p.Lexemes) {
		return nil
	}
	verb, by := &n.p.Lexemes[i+1], &n.p.Lexemes[i+2]
	if verb.Kind != clause.Word || verb.Entry.Role != clause.ChangeWord || by.Kind != clause.Number || n.p.Mentions[by.Mention].Kind != nlp.Amount {
		return nil
	}
	return &n.p.Mentions[by.Mention]
}
