package table

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// Some indicators of the economy are told for kinds of one thing by aspects of it
// (schema.Groups), and a table of a bulletin has the kinds in its rows and the aspects in
// its columns, or the other way round, or the aspect in its title or in a row above.

// partOf is a kind or an aspect of a group.
type partOf struct {
	group int
	part  *schema.Part
}

// memberWords are the words of the groups, and the ordinary nouns that name a member where
// they are the whole name of a row.
type memberWords struct {
	kinds, aspects map[string][]partOf
	whole          map[string]string
}

var memberParts = sync.OnceValue(func() *memberWords {
	w := &memberWords{kinds: make(map[string][]partOf), aspects: make(map[string][]partOf), whole: make(map[string]string)}
	put := func(to map[string][]partOf, group int, parts []schema.Part) {
		for i := range parts {
			for _, word := range parts[i].Words {
				to[word] = append(to[word], partOf{group, &parts[i]})
			}
		}
	}
	for g, group := range schema.Groups() {
		put(w.kinds, g, group.Kinds)
		put(w.aspects, g, group.Aspects)
	}
	for m := range schema.Members() {
		nouns := m.Whole
		if m.Counted {
			nouns = append([]string{m.Name}, m.Synonyms...)
		}
		for _, word := range nouns {
			w.whole[word] = m.Name
		}
	}
	return w
})

// pair is the indicator that a row and a column name together, a kind of something and an aspect of it, "" where
// they name none or several.
func pair(row, col *axis) string {
	w, name, head := memberParts(), bareName(row.label), headTelling(col)
	return cmp.Or(joinedParts(w.kinds[name], w.aspects[head]), joinedParts(w.kinds[head], w.aspects[name]))
}

// headTelling is what a column says that its figures, or those that they are changes of, are.
func headTelling(col *axis) string {
	if r, ok := relationIn(col.label); ok {
		return bareName(lastHead(cmp.Or(r.left, col.levels)))
	}
	if col.form != "" {
		return ""
	}
	return bareName(lastTelling(col.label))
}

// namesPart reports the name of a kind or an aspect of a group, or of a member.
func namesPart(label string) bool {
	w, name := memberParts(), bareName(label)
	return w.kinds[name] != nil || w.aspects[name] != nil || w.whole[name] != ""
}

// member is the indicator that a row and a column of a table of the economy name together, perhaps with the title
// or a row above, "" where they name none or several.
func (x *crossing) member(row, col *axis) string {
	if m := pair(row, col); m != "" {
		return m
	}
	w, name, head := memberParts(), bareName(row.label), headTelling(col)
	if m := w.whole[name]; m != "" && head != "" && strings.HasSuffix(m, head) {
		return m // 水泥 × 产量
	}
	if m := x.ofHeads(row, col); m != "" {
		return m
	}
	if col.opaque() || col.concept != "" {
		return ""
	}
	above := x.about.aspects
	if row.aspect.part != nil {
		above = []partOf{row.aspect}
	}
	if m := joinedParts(w.kinds[name], above); m != "" {
		return m
	}
	return w.whole[name]
}

// ofHeads is the indicator that the heading of a column alone names, where the rows are places: below a cell that
// only says what some columns are about (社会保障主要指标（一） 失业保险参保人数), or a kind and an aspect in two
// cells (在校学生数（二） 普通小学) or in one and the title (各县主要农产品产量 × 粮食).
func (x *crossing) ofHeads(row, col *axis) string {
	if row.dims.Subordinate == "" && row.dims.EntityScope == "" || col.form != "" && col.form != schema.Level || x.heads == nil {
		return ""
	}
	heads := strings.Fields(col.label)
	for k := len(heads) - 1; k > 0 && x.heads.placed(heads[k]).EntityScope != ""; k-- {
		heads = heads[:k]
	}
	if len(heads) == 0 {
		return ""
	}
	w, name, above := memberParts(), bareName(heads[len(heads)-1]), ""
	if len(heads) > 1 {
		above = bareName(withoutPart(heads[len(heads)-2]))
	}
	for _, m := range [...]string{joinedParts(w.kinds[name], w.aspects[above]), joinedParts(w.kinds[above], w.aspects[name])} {
		if m != "" {
			return m
		}
	}
	if above == "" {
		return joinedParts(w.kinds[name], x.about.aspects)
	}
	if !labelled(above, words.HeadTopic) {
		return ""
	}
	if a := x.heads.general(heads[len(heads)-1]); !a.opaque() && clause.IsEconomy(a.concept) {
		return a.dims.Indicator
	}
	return w.whole[name]
}

// withoutPart is a head without the number of the part of a table that it heads: 学校数（二）.
func withoutPart(head string) string { return partOfTable().ReplaceAllString(head, "") }

var partOfTable = compiled(`[（(](?:[` + words.Numerals + `]|{level_head whole})[）)]`)

// lastTelling is the lowest header cell of a column that says what its figures are: 招生 of
// 招生 绝对量.
func lastTelling(heading string) string {
	for {
		last := lastHead(heading)
		if last == heading || clause.UnreadIn(last) != "" {
			return last
		}
		heading = strings.TrimRight(heading[:len(heading)-len(last)], " ")
	}
}

// bareName is the name of a row or column without its number, its unit and what says that
// it is one of several.
func bareName(s string) string {
	return strings.TrimLeft(withoutUnit(itemName(s)), "#＃")
}

// joinedParts is the member of a kind and an aspect of one group, "" where there is none or
// more than one.
func joinedParts(kinds, aspects []partOf) (member string) {
	for _, k := range kinds {
		for _, a := range aspects {
			if k.group != a.group {
				continue
			}
			m := schema.MemberOf(k.part, a.part)
			if member != "" && m != member {
				return ""
			}
			member = m
		}
	}
	return member
}

// aspectBelow is the aspect that the rows below a row tell: the one that the row is the
// whole of, 旅客运输量, or that of its member, 粮食产量, and none below a row that is no
// kind of what the aspect is told of.
func aspectBelow(above partOf, a *axis) partOf {
	w, name := memberParts(), bareName(a.label)
	if told := w.aspects[name]; len(told) == 1 && told[0].part.Name != "" {
		return told[0]
	}
	for _, k := range w.kinds[name] {
		if k.group == above.group && above.part != nil {
			return above
		}
	}
	for g, group := range schema.Groups() {
		for i := range group.Aspects {
			aspect := &group.Aspects[i]
			if kind, ok := strings.CutSuffix(name, aspect.Name); ok && aspect.Name != "" && slices.ContainsFunc(w.kinds[kind], func(k partOf) bool { return k.group == g }) {
				return partOf{g, aspect}
			}
		}
	}
	return partOf{}
}

// aspectsIn are the aspects that a title names, of each group the longest.
func aspectsIn(title string) (out []partOf) {
	title = nlp.Squeeze(title)
	for g, group := range schema.Groups() {
		best := ""
		var found *schema.Part
		several := false
		for i := range group.Aspects {
			for _, word := range group.Aspects[i].Words {
				switch {
				case nlp.HanCount(word) < 2 || !strings.Contains(title, word):
				case len(word) > len(best):
					several = found != nil && found != &group.Aspects[i] && !strings.Contains(word, best)
					best, found = word, &group.Aspects[i]
				case found != &group.Aspects[i] && !strings.Contains(best, word):
					several = true
				}
			}
		}
		if found != nil && !several {
			out = append(out, partOf{g, found})
		}
	}
	return out
}
