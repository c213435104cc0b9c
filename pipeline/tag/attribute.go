package tag

import (
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/schema/words"
)

// Some verbs of change stand before a noun as its attribute: 新增债券102.54亿元 is
// an amount of new bonds, and no bond has changed by it. Behind a subject, or in
// a comparison, the same verb tells a change: 城镇就业人员新增5.2万人.

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

// attributed reports an attribute in the clause of the number being read, so that
// the noun it names is another than the one without: 新增建设用地.
func (n *narrator) attributed(i int) bool {
	for k := i - 1; k >= 0 && n.lx[k].start >= n.clause; k-- {
		if n.lx[k].kind == lexWord && n.lx[k].entry.role == rAttribute {
			return true
		}
	}
	return false
}

// relationLabel is the name of what the share, completion or change at lexeme i is
// of: the noun before the first predicate of its clause, else what the text
// speaks of. 民生支出415亿元，占支出的比重为80.3%: 民生支出.
func (n *narrator) relationLabel(i int) string {
	for k := range n.lx[:i] {
		if n.lx[k].start < n.clause || !n.opensPredicate(k) {
			continue
		}
		if name := n.wholeLabel(k, ""); isPhrase(name) {
			return name
		}
		break
	}
	if k := len(n.subjects); k > 0 {
		return n.subjects[min(n.turn, k-1)].label
	}
	return ""
}

// opensPredicate reports the lexeme at k when it begins what is said of a noun:
// 占, 完成, 增长, 比上年.
func (n *narrator) opensPredicate(k int) bool {
	x := &n.lx[k]
	if x.kind != lexWord {
		return false
	}
	switch x.entry.role {
	case rShare, rCompletion, rDelta, rPct, rReach, rYear:
		return true
	case rPair:
		if k+1 == len(n.lx) || n.lx[k+1].start != x.end {
			return false
		}
		next := &n.lx[k+1]
		return next.kind == lexDate || next.kind == lexWord && (next.entry.role == rYear || next.entry.role == rMeasure || next.entry.role == rPoint || next.entry.role == rSpan)
	}
	return false
}

// relates reports the forms that say something of a quantity beside it.
func relates(k nlp.Kind, f role) bool {
	return k == nlp.Ratio && f != rNone || f == rDelta || f == rPct
}
