package tag

import (
	"strings"

	"gongkai/schema"
)

// A sentence on the balances of one fund names the fund once, in front:
// 公共预算财政拨款年初结转结余50万元，本年收入1200万元，本年支出1225万元，…. What follows
// in the sentence is of that fund.

// balances are the words for a balance that a fund may stand inside of:
// 年末公共预算财政拨款结转结余.
var balances = []struct {
	when    string
	concept schema.ConceptID
}{
	{"年初", schema.BalanceOpening}, {"期初", schema.BalanceOpening}, {"上年", schema.BalanceOpening},
	{"年末", schema.BalanceClosing}, {"期末", schema.BalanceClosing},
}

var carriedOver = []string{"结转和结余", "结转及结余", "结转结余", "结余结转", "结余"}

// fundBalances puts one word in place of a balance with its fund inside.
func fundBalances(text string, lx []lexeme) []lexeme {
	for i := 0; i < len(lx); i++ {
		x := lx[i]
		if x.kind != lexWord || x.entry.role != rFund {
			continue
		}
		for _, b := range balances {
			for _, rest := range carriedOver {
				if strings.HasSuffix(text[:x.start], b.when) && strings.HasPrefix(text[x.end:], rest) {
					lx = splice(lx, lexeme{start: x.start - len(b.when), end: x.end + len(rest), kind: lexWord,
						entry: &entry{role: rConcept, concept: b.concept, fund: x.entry.fund, surface: b.when + rest}})
				}
			}
		}
	}
	return lx
}

// opensScope lets a balance that names its fund speak for the sentence.
func (n *narrator) opensScope(s *subject) {
	if s.concept != schema.BalanceOpening && s.concept != schema.BalanceClosing || homeOf(n.section).fund != schema.AllFunds {
		return
	}
	if f := s.dims.FundSource; f != schema.AllFunds && f != "" && strings.TrimSpace(n.sinceSegment(s.start)) == "" {
		n.scope = f
	}
}

// inScope gives a figure that names no fund that of its sentence.
func (n *narrator) inScope(f *schema.Fact) {
	switch f.Concept {
	case schema.RevenueYear, schema.ExpenditureYear, schema.BalanceOpening, schema.BalanceClosing:
		if n.scope != "" && f.Dimensions.FundSource == schema.AllFunds {
			f.Dimensions.FundSource = n.scope
		}
	}
}
