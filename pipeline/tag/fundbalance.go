package tag

import (
	"gongkai/schema"
	"strings"
)

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
