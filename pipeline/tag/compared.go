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
	if k < 0 || m.Kind != nlp.Amount || n.d.clause.named || last < n.d.paragraph.first || !n.out.Facts[last].Value.IsPositive() {
		return
	}
	differs := n.fitsNone(i, m)
	if differs == nil {
		return
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

// fitsNone reports for an amount whether it cannot be the one that the comparison at lexeme i
// speaks of: its base and the change behind it, or the change and its rate, are another's. It is
// nil where the comparison says too little.
func (n *prose) fitsNone(i int, m *nlp.Mention) func(of decimal.Decimal) bool {
	if by := n.changedBy(i); by != nil && n.d.sentence.compared.End > n.d.clause.start {
		return func(of decimal.Decimal) bool {
			return of.Sub(m.Value).Abs().Sub(by.Value.Abs()).Abs().GreaterThan(decimal.New(2, int32(by.Decimals)))
		}
	}
	rate := n.rateBehind(i)
	if rate == nil || n.d.clause.predicate.role != clause.ChangeWord && n.d.clause.predicate.role != clause.RateWord {
		return nil
	}
	return func(of decimal.Decimal) bool {
		base := of.Sub(m.Value.Abs())
		if n.d.clause.predicate.sign < 0 {
			base = of.Add(m.Value.Abs())
		}
		if !base.IsPositive() {
			return true
		}
		off := m.Value.Abs().Mul(hundred).DivRound(base, 6).Sub(rate.Value.Abs()).Abs()
		return off.GreaterThan(decimal.New(1, int32(rate.Decimals)))
	}
}

var hundred = decimal.New(100, 0)

// rateBehind is the rate told right behind the change at lexeme i, nil for none: 增加8万元，增长1.9%.
func (n *prose) rateBehind(i int) *nlp.Mention {
	if i+3 >= len(n.p.Lexemes) {
		return nil
	}
	mark, verb, rate := &n.p.Lexemes[i+1], &n.p.Lexemes[i+2], &n.p.Lexemes[i+3]
	if mark.Kind != clause.Mark || verb.Kind != clause.Word || verb.Entry.Role != clause.RateWord && verb.Entry.Role != clause.ChangeWord ||
		rate.Kind != clause.Number || n.p.Mentions[rate.Mention].Kind != nlp.Ratio || n.p.Mentions[rate.Mention].Unit == schema.UnitPercentPoint {
		return nil
	}
	return &n.p.Mentions[rate.Mention]
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
