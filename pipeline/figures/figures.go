package figures

import (
	"slices"

	"gongkai/schema"
)

// Set is the facts of one report with their index. Facts without concept and
// thresholds are in Facts alone.
type Set struct {
	Facts []schema.Fact
	Scale Scale

	by       map[schema.ConceptID][]int // facts of each concept, in document order
	alike    [][]int                    // the same by quantity
	number   map[quantity]int           // of each quantity
	quantity []int                      // of each fact
	levels   map[levelKey]*levels       // found when first needed; see Level
}

// quantity is what the figures of one thing at different times share.
type quantity struct {
	concept schema.ConceptID
	dims    schema.Dimensions
}

// New indexes the facts of a report, which must not change afterwards.
func New(facts []schema.Fact, scale Scale) *Set {
	s := &Set{Facts: facts, Scale: scale, by: make(map[schema.ConceptID][]int), number: make(map[quantity]int), quantity: make([]int, len(facts))}
	for i := range facts {
		f := &facts[i]
		if f.Concept == "" || f.Form == schema.Threshold {
			continue
		}
		s.by[f.Concept] = append(s.by[f.Concept], i)
		k := quantity{f.Concept, f.Dimensions}
		n, ok := s.number[k]
		if !ok {
			n = len(s.alike)
			s.number[k], s.alike = n, append(s.alike, nil)
		}
		s.quantity[i], s.alike[n] = n, append(s.alike[n], i)
	}
	s.Scale.finer = &finer{s.finest()}
	return s
}

// finest gives the amounts that the report states again with more digits, and the
// same value, the digits of that statement.
func (s *Set) finest() map[*schema.Fact]int {
	type statement struct {
		quantity int
		measure  schema.Measure
		period   schema.Period
		value    string
	}
	best := make(map[statement]int)
	amounts := func(each func(f *schema.Fact, k statement)) {
		for q, facts := range s.alike {
			if s.alikeDigits(facts) {
				continue
			}
			for _, i := range facts {
				if f := &s.Facts[i]; f.Kind == schema.Amount && ExactLevel(f) && f.Period.Known() && !f.Value.IsZero() {
					each(f, statement{q, f.Measure, f.Period, schema.DecimalText(f.Value)})
				}
			}
		}
	}
	amounts(func(f *schema.Fact, k statement) {
		if d, ok := best[k]; !ok || f.Decimals > d {
			best[k] = f.Decimals
		}
	})
	finer := make(map[*schema.Fact]int)
	amounts(func(f *schema.Fact, k statement) {
		if d := best[k]; d > f.Decimals {
			finer[f] = d
		}
	})
	return finer
}

// alikeDigits reports facts that were all written to the same place, so that none is
// finer than another.
func (s *Set) alikeDigits(facts []int) bool {
	for _, i := range facts {
		if s.Facts[i].Decimals != s.Facts[facts[0]].Decimals {
			return false
		}
	}
	return true
}

// Of lists the facts of a concept, in document order.
func (s *Set) Of(c schema.ConceptID) []int { return s.by[c] }

// Alike lists the facts about the quantity of a fact, in document order.
func (s *Set) Alike(f *schema.Fact) []int { return s.about(f.Concept, f.Dimensions) }

func (s *Set) about(c schema.ConceptID, d schema.Dimensions) []int {
	if n, ok := s.number[quantity{c, d}]; ok {
		return s.alike[n]
	}
	return nil
}

// Number is the number of a quantity, false where the report has no figure of it.
func (s *Set) Number(c schema.ConceptID, d schema.Dimensions) (int, bool) {
	n, ok := s.number[quantity{c, d}]
	return n, ok
}

// Quantity is the number of the quantity of fact i. It is 0 for a fact without one.
func (s *Set) Quantity(i int) int { return s.quantity[i] }

// Quantities lists the facts of each quantity by its number.
func (s *Set) Quantities() [][]int { return s.alike }

// Column is a column of a table.
type Column struct {
	Kind       schema.SourceKind
	Table, Col int
}

// ColumnOf is the column a fact stands in.
func ColumnOf(f *schema.Fact) Column {
	return Column{f.SourceKind, f.Source.Table, f.Source.Col}
}

// Query says which level is sought. What is left at zero asks nothing.
type Query struct {
	From     *schema.Fact       // the figure that asks; it is no answer
	Concept  schema.ConceptID   // of the answer; required
	Dims     *schema.Dimensions // all of its dimensions
	Measures []schema.Measure   // one of these phases
	Year     int                // in which its period ends
	Period   schema.Period
	Section  schema.SectionID
	Column   *Column
	// Before limits it to so many facts before fact At, in the block of that fact;
	// the nearest is taken first.
	At, Before int
	Body       bool // it stands for the filing body as a whole: Plain
	OwnRow     bool // in the table of From, only its row
	Where      func(g *schema.Fact) bool
	// Prefer reports that g is a better answer than another; nil takes the first.
	Prefer func(g, than *schema.Fact) bool
}

// Find returns the exact level that a query asks for, -1 where there is none. A
// percentage is no level, and a figure in brackets is a part of the one before it.
func (s *Set) Find(q *Query) int {
	best := -1
	for _, k := range s.candidates(q) {
		g := &s.Facts[k]
		if !q.admits(g) {
			continue
		}
		if q.Prefer == nil {
			return k
		}
		if best < 0 || q.Prefer(g, &s.Facts[best]) {
			best = k
		}
	}
	return best
}

// candidates are the facts of a query's concept, and dimensions if it names them, in
// the order they are tried.
func (s *Set) candidates(q *Query) (facts []int) {
	switch {
	case q.Before > 0:
		for k := q.At - 1; k >= max(0, q.At-q.Before) && Near(&s.Facts[q.At], &s.Facts[k]); k-- {
			if g := &s.Facts[k]; g.Concept == q.Concept && (q.Dims == nil || g.Dimensions == *q.Dims) {
				facts = append(facts, k)
			}
		}
		return facts
	case q.Dims != nil:
		all := s.about(q.Concept, *q.Dims)
		return all[:min(len(all), Most)]
	}
	return s.by[q.Concept]
}

// Most is how many statements of one quantity are tried as the answer to a
// question. No report known has as many; where each of them asks for another,
// there must be an end.
const Most = 2048

// admits reports a fact that is all a query asks.
func (q *Query) admits(g *schema.Fact) bool {
	switch {
	case g == q.From, !ExactLevel(g), q.Body && !Plain(g):
		return false
	case q.Measures != nil && !slices.Contains(q.Measures, g.Measure):
		return false
	case q.Year != 0 && (!g.Period.Known() || g.Period.End.Year() != q.Year), q.Period.Known() && g.Period != q.Period:
		return false
	case q.Section != "" && g.Section != q.Section, q.Column != nil && ColumnOf(g) != *q.Column, q.OwnRow && OtherRow(q.From, g):
		return false
	}
	return q.Where == nil || q.Where(g)
}

// ExactLevel reports a level that is neither rounded in words nor part of a bracket.
func ExactLevel(f *schema.Fact) bool {
	return f.Form == schema.Level && f.Kind != schema.Ratio && f.Approx == schema.Exact && !f.Said.InBrackets
}

// Closer prefers, for a figure of a section, one that is printed to one stated in
// words, then one of the same section, then the more precise.
func (s *Set) Closer(section schema.SectionID) func(g, than *schema.Fact) bool {
	return func(g, than *schema.Fact) bool {
		if g.Said.InWords != than.Said.InWords {
			return than.Said.InWords
		}
		if a, b := g.Section == section, than.Section == section; a != b {
			return a
		}
		return s.Scale.Quantum(g) > s.Scale.Quantum(than)
	}
}

// Plain reports an exact level that stands for the filing body as a whole.
func Plain(f *schema.Fact) bool { return PlainOf(f, "") }

// PlainOf is Plain of the figures of an economic class, "" for none.
func PlainOf(f *schema.Fact, economic string) bool {
	d := &f.Dimensions
	return ExactLevel(f) && f.Period.Known() && d.FuncCode == "" && d.EconCode == economic && d.Project == "" && d.Subordinate == "" && d.Indicator == "" &&
		f.SourceKind != schema.ChartSource
}

// Near reports two facts of one paragraph or table.
func Near(a, b *schema.Fact) bool { return a.Source.Block == b.Source.Block }

// SameSentence reports two facts of one sentence.
func SameSentence(a, b *schema.Fact) bool { return Near(a, b) && a.Said.Sentence == b.Said.Sentence }

// OtherRow reports two rows of one table, which are two things by whatever name.
func OtherRow(f, g *schema.Fact) bool {
	return f.SourceKind == schema.TableSource && g.SourceKind == schema.TableSource && f.Source.Table == g.Source.Table && f.Source.Row != g.Source.Row
}
