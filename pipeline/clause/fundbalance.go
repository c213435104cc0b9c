package clause

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
func fundBalances(text string, lx []Lexeme) []Lexeme {
	for i := 0; i < len(lx); i++ {
		x := lx[i]
		if x.Kind != Word || x.Entry.Role != FundWord {
			continue
		}
		for _, b := range balances {
			for _, rest := range carriedOver {
				if strings.HasSuffix(text[:x.Start], b.when) && strings.HasPrefix(text[x.End:], rest) {
					lx = splice(lx, Lexeme{Start: x.Start - len(b.when), End: x.End + len(rest), Kind: Word,
						Entry: &Entry{Role: ConceptWord, Concept: b.concept, Fund: x.Entry.Fund, Surface: b.when + rest}})
				}
			}
		}
	}
	return lx
}
