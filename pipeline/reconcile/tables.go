package reconcile

import (
	"slices"
	"strings"

	"gongkai/schema"
)

// Reports have tables that list the same classes for the same place, phase and year: the
// expenditure of a city by class and the balance of its revenue and expenditure.
// Where two tables agree in nearly all they share, they are two statements of one list,
// and a figure in which they differ is stated twice with two values.

// agreement counts the figures that two tables share and have alike, or not.
type agreement struct{ alike, unlike int }

// fewestAlike is how many figures two statements of one list have alike at least, and
// alikeToOne how many for each in which they differ.
const (
	fewestAlike = 6
	alikeToOne  = 6
)

// mostTables bounds the tables that one quantity is looked for in.
const mostTables = 12

// pairsOfTables counts for every two tables the quantities that both state.
func (e *evaluator) pairsOfTables(groups [][]int) map[tablePair]agreement {
	out := make(map[tablePair]agreement)
	for _, group := range groups {
		in := e.onceInTables(group)
		for i, k := range in {
			for _, j := range in[i+1:] {
				pair := tablePair{e.facts[k].Source.Table, e.facts[j].Source.Table}
				n := out[pair]
				if e.facts[k].Value.Equal(e.facts[j].Value) {
					n.alike++
				} else {
					n.unlike++
				}
				out[pair] = n
			}
		}
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
// once, or the first of each and false.
func (e *evaluator) twiceListed(group, these, those []int) (a, b int, ok bool) {
	once := e.onceInTables(group)
	for _, a := range once {
		for _, b := range once {
			if slices.Contains(these, a) && slices.Contains(those, b) && e.sameList(a, b) {
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
	if f.Source.Table == g.Source.Table || !oneName(f, g) {
		return false
	}
	if g.Source.Table < f.Source.Table {
		f, g = g, f
	}
	n := e.lists[tablePair{f.Source.Table, g.Source.Table}]
	return n.alike >= fewestAlike && n.alike >= alikeToOne*n.unlike
}

// oneName reports rows of one name but for the number before it.
func oneName(f, g *schema.Fact) bool {
	a, b := schema.NormalizeClassName(f.Label), schema.NormalizeClassName(g.Label)
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a)
}
