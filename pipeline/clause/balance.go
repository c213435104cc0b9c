package clause

import (
	"gongkai/schema"
	"gongkai/schema/words"
)

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
	for _, when := range words.BalanceWhen.Labels() {
		if !when.In(text[:fund.Start]) {
			continue
		}
		concept := schema.BalanceClosing
		if when.Means == "opening" {
			concept = schema.BalanceOpening
		}
		if rest := words.CarriedOver.Labels().Of(text[fund.End:]); rest != nil {
			return Lexeme{Start: fund.Start - len(when.Text), End: fund.End + len(rest.Text), Kind: Word,
				Entry: &Entry{Role: ConceptWord, Concept: concept, Fund: fund.Entry.Fund, Surface: when.Text + rest.Text}}, true
		}
	}
	return Lexeme{}, false
}
