package reconcile

import (
	"strings"
	"unicode/utf8"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A list is told again with two of its items in one: 其他支出1,889.87万元，转移性支出9,838.50万元,
// and a page on 其他支出和转移性支出11,833.37万元. The joined item is the sum of the two.

// scopeOf is what the items of a list and their retelling share.
type scopeOf struct {
	at      place
	measure schema.Measure
	period  schema.Period
	unit    string
	section schema.SectionID
}

func scopeIn(f *schema.Fact) scopeOf {
	return scopeOf{placeOf(f), f.Measure, f.Period, f.Unit, f.Section}
}

// joinedItems checks the items that join the names of two neighbours of a list that adds up.
func (e *evaluator) joinedItems() {
	pairs := e.neighbours()
	for i := range e.facts {
		f := &e.facts[i]
		if f.Concept != "" || !ownItem(f) {
			continue
		}
		for _, p := range pairs[scopeIn(f)] {
			if figures.Near(f, &e.facts[p[0]]) || !joins(f.Said.Name, e.facts[p[0]].Said.Name, e.facts[p[1]].Said.Name) {
				continue
			}
			o := e.judge.linear(f, e.pick(p[:]), nil)
			if o.verdict == schema.Inconsistent && !e.retells(f, e.listed[p[0]]) {
				continue // two lists may well have items of these names
			}
			o.oneScope = true
			e.recordSum(schema.RuleJoined, o, i, p[:])
		}
	}
}

// neighbours are the items of lists that add up, each with the next of its list.
func (e *evaluator) neighbours() map[scopeOf][][2]int {
	out := make(map[scopeOf][][2]int)
	last := make(map[int]int) // of each list, by its whole: its last item, counted from 1
	for i := range e.facts {
		whole, ok := e.listed[i]
		if !ok || !ownItem(&e.facts[i]) {
			continue
		}
		scope := scopeIn(&e.facts[i])
		if k := last[whole] - 1; k >= 0 && scopeIn(&e.facts[k]) == scope {
			out[scope] = append(out[scope], [2]int{k, i})
		}
		last[whole] = i + 1
	}
	return out
}

// ownItem reports an exact amount of a text that its own clause names.
func ownItem(f *schema.Fact) bool {
	return f.SourceKind == schema.Narrative && f.Kind == schema.Amount && figures.ExactLevel(f) && f.Said.Name != "" && !f.Said.Generic && (f.Said.OwnSubject || f.Said.OwnName)
}

// joins reports a name that is two others with one character between them: 甲和乙, 甲、乙.
func joins(name, first, second string) bool {
	rest, ok := strings.CutPrefix(name, first)
	if !ok || first == "" || second == "" {
		return false
	}
	between, ok := strings.CutSuffix(rest, second)
	return ok && utf8.RuneCountInString(between) == 1
}

// retells reports that the paragraph of a figure gives an item of a list its amount again,
// so that it tells of the same list.
func (e *evaluator) retells(f *schema.Fact, whole int) bool {
	for k, of := range e.listed {
		if g := &e.facts[k]; of == whole && significant(g) && e.toldNear(f, g) {
			return true
		}
	}
	return false
}

// toldNear reports an item that the paragraph of a figure has under the same name and with
// the same amount.
func (e *evaluator) toldNear(f, item *schema.Fact) bool {
	for i := range e.facts {
		if g := &e.facts[i]; figures.Near(f, g) && ownItem(g) && g.Said.Name == item.Said.Name && g.Value.Equal(item.Value) {
			return true
		}
	}
	return false
}

// namesakes checks the figures that a paragraph tells after one of their name, each with
// more before it: 共同财政事权转移支付143万元，主要是…。其中，公安共同财政事权转移支付74万元、…. No word
// need say that they are its parts, so they fail only by one digit of the whole.
func (e *evaluator) namesakes() {
	for i := range e.facts {
		f := &e.facts[i]
		if !ownItem(f) || utf8.RuneCountInString(f.Said.Name) < fewestRunes {
			continue
		}
		parts := e.namedAfter(i)
		if len(parts) < manyParts {
			continue
		}
		o := e.judge.linear(f, e.pick(parts), nil)
		if o.verdict == schema.Inconsistent && !e.miswritten(f, parts, o) {
			continue
		}
		o.oneScope = true // one paragraph on one thing
		e.recordSum(schema.RuleListSum, o, i, parts)
	}
}

// fewestRunes is how long the name of a whole is at least that its parts are known by.
const fewestRunes = 4

// namedAfter are the items of a paragraph after figure i whose names end with its own, up to
// mostNested figures on.
func (e *evaluator) namedAfter(i int) (parts []int) {
	f := &e.facts[i]
	for k := i + 1; k < min(len(e.facts), i+1+mostNested) && figures.Near(f, &e.facts[k]); k++ {
		if g := &e.facts[k]; ownItem(g) && scopeIn(g) == scopeIn(f) && g.Said.Name != f.Said.Name && strings.HasSuffix(g.Said.Name, f.Said.Name) {
			parts = append(parts, k)
		}
	}
	return parts
}
