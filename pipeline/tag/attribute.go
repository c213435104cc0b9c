package tag

// Some verbs of change stand before a noun as its attribute: 新增债券102.54亿元 is
// an amount of new bonds, and no bond has changed by it. Behind a subject, or in
// a comparison, the same verb tells a change: 城镇就业人员新增5.2万人.

// attributed reports an attribute in the clause of the number being read, so that
// the noun it names is another than the one without: 新增建设用地.
func (n *narrator) attributed(i int) bool {
	for k := i - 1; k >= 0 && n.p.lx[k].start >= n.clause; k-- {
		if n.p.lx[k].kind == lexWord && n.p.lx[k].entry.role == rAttribute {
			return true
		}
	}
	return false
}

// relationLabel is the name of what the share, completion or change at lexeme i is
// of: the noun before the first predicate of its clause, else what the text
// speaks of. 民生支出415亿元，占支出的比重为80.3%: 民生支出.
func (n *narrator) relationLabel(i int) string {
	for k := range n.p.lx[:i] {
		if n.p.lx[k].start < n.clause || !n.p.opensPredicate(k) {
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
