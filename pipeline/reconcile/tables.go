package reconcile

import (
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// Reports have tables that list the same classes for the same place, phase and year: the
// expenditure of a city by class and the balance of its revenue and expenditure.
// Where two tables agree in nearly all they share, they are two statements of one list,
// and a figure in which they differ is stated twice with two values.

// agreement is how far two tables agree: in all that both state, as far as their digits go,
// and in the amounts of the classes that both list once, to the last digit.
type agreement struct{ all, classes counts }

// fewestAlike is how many figures two statements of one list have alike at least, and
// alikeToOne how many for each in which they differ.
const (
	fewestAlike = 6
	alikeToOne  = 6
)

// mostTables bounds the tables that one quantity is looked for in.
const mostTables = 12

// tablePair is two tables that state the same quantities, the earlier first.
type tablePair struct{ a, b int }

func pairOf(f, g *schema.Fact) tablePair {
	return tablePair{min(f.Source.Table, g.Source.Table), max(f.Source.Table, g.Source.Table)}
}

// agreementsOf counts for every two tables how far they agree, by the groups of statements
// of one fact, and for every table how far it agrees with all others.
func (e *evaluator) agreementsOf(groups [][]int) (pairs map[tablePair]*agreement, of map[int]*counts) {
	pairs, of = make(map[tablePair]*agreement), make(map[int]*counts)
	parts := e.tablesOfParts(groups)
	for _, group := range groups {
		e.eachPair(e.inTables(group), func(f, g *schema.Fact) {
			holds := e.restates(f, g).verdict != schema.Inconsistent
			agreed(pairs, f, g).all.vote(holds)
			for _, t := range [2]int{f.Source.Table, g.Source.Table} {
				if of[t] == nil {
					of[t] = new(counts)
				}
				of[t].vote(holds)
			}
		})
		once := slices.DeleteFunc(e.onceInTables(group), func(k int) bool { return parts[e.facts[k].Source.Table] })
		e.eachPair(once, func(f, g *schema.Fact) { agreed(pairs, f, g).classes.vote(f.Value.Equal(g.Value)) })
	}
	return pairs, of
}

func agreed(pairs map[tablePair]*agreement, f, g *schema.Fact) *agreement {
	k := pairOf(f, g)
	if pairs[k] == nil {
		pairs[k] = new(agreement)
	}
	return pairs[k]
}

// eachPair yields every two of some facts that stand in two tables.
func (e *evaluator) eachPair(facts []int, yield func(f, g *schema.Fact)) {
	for i, k := range facts {
		for _, j := range facts[i+1:] {
			if f, g := &e.facts[k], &e.facts[j]; f.Source.Table != g.Source.Table {
				yield(f, g)
			}
		}
	}
}

// inTables are the members of a group that stand in tables.
func (e *evaluator) inTables(group []int) (out []int) {
	for _, k := range group {
		if e.facts[k].Source.Table >= 0 && len(out) < mostTables {
			out = append(out, k)
		}
	}
	return out
}

// tablesOfParts are the tables that list classes again and again, each time of another part:
// 本级支出 and below it 转移支付. What the class above them is of, no other table need have.
func (e *evaluator) tablesOfParts(groups [][]int) map[int]bool {
	again, out := make(map[int]int), make(map[int]bool)
	for _, group := range groups {
		seen := make(map[int]bool)
		for _, k := range group {
			if f := &e.facts[k]; e.classInTable(f) {
				if t := f.Source.Table; seen[t] {
					again[t]++
				} else {
					seen[t] = true
				}
			}
		}
	}
	for t, n := range again {
		out[t] = n >= manyRows
	}
	return out
}

// onceInTables are the members of a group that stand in tables which state the quantity
// once, in the order of the tables, without blanks.
func (e *evaluator) onceInTables(group []int) (out []int) {
	count := make(map[int]int)
	for _, k := range group {
		if f := &e.facts[k]; e.classInTable(f) {
			count[f.Source.Table]++
		}
	}
	for _, k := range group {
		if f := &e.facts[k]; e.classInTable(f) && count[f.Source.Table] == 1 && len(out) < mostTables {
			out = append(out, k)
		}
	}
	return out
}

// classInTable reports the amount of a class in a table of which the fund is known and, in
// a report of several places, the place.
func (e *evaluator) classInTable(f *schema.Fact) bool {
	d := &f.Dimensions
	return f.SourceKind == schema.TableSource && f.Source.Table >= 0 && f.Form == schema.Level && f.Kind == schema.Amount && !f.Value.IsZero() &&
		d.FundSource != "" && (d.EntityScope != "" || !e.several) && (d.FuncCode != "" || d.EconCode != "" || d.Indicator != "")
}

// twiceListed is a figure of each of two parts of a group whose tables state one list, each
// once, or the first of each and false. once are the members of the group that its tables
// state once.
func (e *evaluator) twiceListed(once, these, those []int) (a, b int, ok bool) {
	for _, a := range once {
		for _, b := range once {
			if slices.Contains(those, b) && slices.Contains(these, a) && e.sameList(a, b) {
				return a, b, true
			}
		}
	}
	return these[0], those[0], false
}

// sameList reports the amounts of one class, by its name too, in two tables that are two
// statements of one list.
func (e *evaluator) sameList(a, b int) bool {
	f, g := &e.facts[a], &e.facts[b]
	if f.Source.Table == g.Source.Table || !oneName(f, g) || e.inTwoRows(f) || e.inTwoRows(g) {
		return false
	}
	n := e.agree[pairOf(f, g)]
	return n != nil && n.classes.hold >= fewestAlike && n.classes.hold >= alikeToOne*n.classes.fail
}

// otherThings reports figures of two tables that differ in nearly all they share: those of
// a city itself and of its districts list the same classes, and neither restates the other.
func (e *evaluator) otherThings(f, g *schema.Fact) bool {
	if f.Source.Table < 0 || g.Source.Table < 0 || f.Source.Table == g.Source.Table {
		return false
	}
	n := e.agree[pairOf(f, g)]
	return n != nil && n.all.fail >= fewestAlike && n.all.fail >= alikeToOne*n.all.hold
}

// inTwoRows reports a class that its table lists in another row of its column as well: once
// for itself and once among what one kind of bonds paid for.
func (e *evaluator) inTwoRows(f *schema.Fact) bool {
	return slices.ContainsFunc(e.figs.Alike(f), func(k int) bool {
		g := &e.facts[k]
		return g.SourceKind == f.SourceKind && figures.ColumnOf(g) == figures.ColumnOf(f) && g.Source.Row != f.Source.Row && g.Form == f.Form
	})
}

// oneName reports rows of one name but for the number before it.
func oneName(f, g *schema.Fact) bool {
	a, b := schema.NormalizeClassName(f.Label), schema.NormalizeClassName(g.Label)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}
