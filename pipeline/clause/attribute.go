package clause

import (
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// attributeVerbs are the verbs of the table of attributes.
var attributeVerbs = sync.OnceValue(func() (verbs []string) {
	for i := range words.Load().Attributes {
		verbs = append(verbs, words.Load().Attributes[i].Text)
	}
	return verbs
})

// attribute is the entry of such a verb where it is an attribute.
var attribute = Entry{Role: AttributeWord}

// attributes marks the verbs that are attributes of the noun after them.
func attributes(text string, lx []Lexeme) []Lexeme {
	for i := range lx {
		if IsAttribute(text, lx, i) {
			lx[i].Entry = &attribute
		}
	}
	return lx
}

// IsAttribute reports a verb of change at lexeme i that is part of the name after it:
// 新增债券.
func IsAttribute(text string, lx []Lexeme, i int) bool {
	x := &lx[i]
	return x.Kind == Word && slices.Contains(attributeVerbs(), x.Entry.Surface) && leadsNoun(text, lx, i) && !compared(lx[:i])
}

// leadsNoun reports a verb at lexeme i with a noun after it: words that are not
// empty, in front of the number or the end of the clause.
func leadsNoun(text string, lx []Lexeme, i int) bool {
	from := lx[i].End
	for k := i + 1; k < len(lx); k++ {
		x := &lx[k]
		if !EmptyWords().Covers(nlp.Squeeze(strings.Trim(text[from:x.Start], "“”\""))) {
			return true
		}
		switch {
		case x.Kind == Word && (x.Entry.Role == ConceptWord || x.Entry.Role == FundWord || x.Entry.Role == HeadWord || x.Entry.Role == SkipWord):
			return true
		case x.Kind != Classed:
			return false
		}
		from = x.End
	}
	return nlp.HanCount(TrimFunction(text[from:])) > 0
}

// compared reports a comparison in the clause that ends with these lexemes.
func compared(lx []Lexeme) bool {
	for k := len(lx) - 1; k >= 0 && lx[k].Kind != Mark && lx[k].Kind != Number; k-- {
		if x := &lx[k]; x.Kind == Word && (x.Entry.Role == YearWord || x.Entry.Role == PairEndWord) {
			return true
		}
	}
	return false
}
