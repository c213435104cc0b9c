package tag

import "gongkai/pipeline/clause"

// Some verbs of change stand before a noun as its attribute: 新增债券102.54亿元 is
// an amount of new bonds, and no bond has changed by it. Behind a subject, or in
// a comparison, the same verb tells a change: 城镇就业人员新增5.2万人.

// attributed reports an attribute in the clause of the number being read, so that
// the noun it names is another than the one without: 新增建设用地.
func (n *narrator) attributed(i int) bool {
	for k := i - 1; k >= 0 && n.p.Lexemes[k].Start >= n.clause; k-- {
		if n.p.Lexemes[k].Kind == clause.Word && n.p.Lexemes[k].Entry.Role == clause.AttributeWord {
			return true
		}
	}
	return false
}

// relationLabel is the name of what the share, completion or change at lexeme i is
// of: the noun before the first predicate of its clause, else what the text
// speaks of. 民生支出415亿元，占支出的比重为80.3%: 民生支出.
func (n *narrator) relationLabel(i int) string {
	for k := range n.p.Lexemes[:i] {
		if n.p.Lexemes[k].Start < n.clause || !n.p.OpensPredicate(k) {
			continue
		}
		if name := n.wholeLabel(k, ""); clause.IsPhrase(name) {
			return name
		}
		break
	}
	if k := len(n.subjects); k > 0 {
		return n.subjects[min(n.turn, k-1)].Label
	}
	return ""
}
