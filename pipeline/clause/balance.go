package clause

import (
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// balances are the words for a balance that a fund may stand inside of:
// 年末公共预算财政拨款结转结余.
var balances = []struct {
	when    string
	concept schema.ConceptID
}{
	{"年初", schema.BalanceOpening}, {"期初", schema.BalanceOpening}, {"上年", schema.BalanceOpening},
	{"年末", schema.BalanceClosing}, {"期末", schema.BalanceClosing}, {"年终", schema.BalanceClosing},
}

// fundBalances puts one word in place of a balance with its fund inside.
func fundBalances(text string, lx []Lexeme) []Lexeme {
	var put []Lexeme
	for i := range lx {
		if lx[i].Kind != Word || lx[i].Entry.Role != FundWord {
			continue
		}
		if word, ok := balanceAround(text, &lx[i]); ok {
			put = append(put, word)
		}
	}
	return splice(lx, put...)
}

// balanceAround is the balance that a fund stands inside of, if it stands in one.
func balanceAround(text string, fund *Lexeme) (Lexeme, bool) {
	for _, b := range balances {
		if !strings.HasSuffix(text[:fund.Start], b.when) {
			continue
		}
		if rest := words.CarriedOver.Labels().Of(text[fund.End:]); rest != nil {
			return Lexeme{Start: fund.Start - len(b.when), End: fund.End + len(rest.Text), Kind: Word,
				Entry: &Entry{Role: ConceptWord, Concept: b.concept, Fund: fund.Entry.Fund, Surface: b.when + rest.Text}}, true
		}
	}
	return Lexeme{}, false
}
