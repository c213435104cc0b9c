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
	parts := e.tablesOfParts(groups)
	for _, group := range groups {
		in := e.onceInTables(group)
		in = slices.DeleteFunc(in, func(k int) bool { return parts[e.facts[k].Source.Table] })
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
	if f.Source.Table == g.Source.Table || !oneName(f, g) || e.inTwoRows(f) || e.inTwoRows(g) {
		return false
	}
	if g.Source.Table < f.Source.Table {
		f, g = g, f
	}
	n := e.lists[tablePair{f.Source.Table, g.Source.Table}]
	return n.alike >= fewestAlike && n.alike >= alikeToOne*n.unlike
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
