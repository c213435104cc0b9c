package tag

import (
	"gongkai/nlp"
	"gongkai/schema/words"
	"strings"
	"sync"
)

// attributeVerbs are the verbs of the table of attributes.
var attributeVerbs = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, w := range words.Load().Attributes {
		set[w.Text] = true
	}
	return set
})

// attribute is the entry of such a verb where it is an attribute.
var attribute = entry{role: rAttribute}

// attributes marks the verbs that are attributes of the noun after them.
func attributes(text string, lx []lexeme) []lexeme {
	for i := range lx {
		x := &lx[i]
		if x.kind == lexWord && attributeVerbs()[x.entry.surface] && leadsNoun(text, lx, i) && !compared(lx[:i]) {
			x.entry = &attribute
		}
	}
	return lx
}

// leadsNoun reports a verb at lexeme i with a noun after it: words that are not
// empty, in front of the number or the end of the clause.
func leadsNoun(text string, lx []lexeme, i int) bool {
	from := lx[i].end
	for k := i + 1; k < len(lx); k++ {
		x := &lx[k]
		if !emptyWords().covers(nlp.Squeeze(strings.Trim(text[from:x.start], "“”\""))) {
			return true
		}
		switch {
		case x.kind == lexWord && (x.entry.role == rConcept || x.entry.role == rFund || x.entry.role == rHead || x.entry.role == rSkip):
			return true
		case x.kind != lexClassed:
			return false
		}
		from = x.end
	}
	return nlp.HanCount(trimFunction(text[from:])) > 0
}

// compared reports a comparison in the clause that ends with these lexemes.
func compared(lx []lexeme) bool {
	for k := len(lx) - 1; k >= 0 && lx[k].kind != lexMark && lx[k].kind != lexNumber; k-- {
		if x := &lx[k]; x.kind == lexWord && (x.entry.role == rYear || x.entry.role == rPairEnd) {
			return true
		}
	}
	return false
}
