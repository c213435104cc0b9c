package reconcile

import (
	"cmp"
	"slices"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// Rules of what one passage says: their terms are bound inside one paragraph or
// table, to figures alike in every dimension, so that in a report of many places no
// scope has to be guessed. A term with two values there binds none.

// sumBeside evaluates Total = Σ Parts in every passage that states them all. A part that
// may be left out is told after the others; it belongs to the sum where that does not hold
// without it, and where it is not told the sum is open.
func (e *evaluator) sumBeside(r schema.Rule, s schema.Sum) {
	for _, k := range e.figs.Of(s.Total.Concept) {
		parts, weights, rest, ok := e.partsBeside(k, s)
		if !ok || !fits(s.Total, &e.facts[k]) || !e.only(k) {
			continue
		}
		f := &e.facts[k]
		o := e.judge.linear(f, e.pick(parts), weights)
		if o.verdict == schema.Inconsistent && len(rest.parts) > 0 {
			parts, weights = append(parts, rest.parts...), append(weights, rest.weights...)
			o = e.judge.linear(f, e.pick(parts), weights)
		}
		switch untold := len(rest.parts) < rest.may; {
		case o.verdict != schema.Inconsistent:
		case e.addsUpWithMore(k, parts):
			o.verdict = schema.Ambiguous
		case len(parts) == 1 && miscopied(f, &e.facts[parts[0]]):
			o.oneScope = true // what is carried over is hardly as round as one digit
		case untold || s.Open && !e.slip(k, parts, weights, o):
			o.verdict = schema.Incomplete
		}
		e.add(r.ID, o, e.sumFormula(k, parts, weights, o), roles(k, schema.TotalRole, parts, schema.PartRole)...)
	}
}

// addsUpWithMore reports a total whose own list holds the parts and others, and adds up with them:
// 一般公共预算收入75亿元，其中：税收收入12亿元，非税收入2亿元，上级补助收入61亿元.
func (e *evaluator) addsUpWithMore(k int, parts []int) bool {
	members := 0
	for _, whole := range e.listed {
		if whole == k {
			members++
		}
	}
	return members > len(parts) && !slices.ContainsFunc(parts, func(p int) bool {
		whole, listed := e.listed[p]
		return !listed || whole != k
	})
}

// optional are the parts of a sum that may be left out, of those there may be.
type optional struct {
	parts, weights []int
	may            int
}

// partsBeside binds the terms of a sum beside its total k; ok is false where one is not
// there.
func (e *evaluator) partsBeside(k int, s schema.Sum) (parts, weights []int, rest optional, ok bool) {
	for _, t := range s.Parts {
		var p int
		if t.YearBefore {
			p = e.ofYearBefore(k, t)
		} else {
			p = e.beside(k, t)
		}
		if f := &e.facts[k]; p < 0 && s.Next && f.Source.Table < 0 {
			p = e.inPassage(k, t, f.Source.Block+1)
		}
		switch {
		case t.Optional:
			rest.may++
			if p > k && (len(parts) == 0 || p > slices.Max(parts)) {
				rest.parts, rest.weights = append(rest.parts, p), append(rest.weights, cmp.Or(t.Weight, 1))
			}
		case p < 0:
			return nil, nil, rest, false
		default:
			parts, weights = append(parts, p), append(weights, cmp.Or(t.Weight, 1))
		}
	}
	return parts, weights, rest, true
}

// ofYearBefore finds the figure of the year before that is alike in all dimensions, -1 where
// the report states none or several values.
func (e *evaluator) ofYearBefore(k int, t schema.Term) int {
	f := &e.facts[k]
	if !f.Period.Known() || t.Concept != f.Concept {
		return -1
	}
	found := -1
	for _, j := range e.figs.Alike(f) {
		g := &e.facts[j]
		switch {
		case !figures.ExactLevel(g) || !g.Period.Known() || g.Period.End.Year() != f.Period.End.Year()-1 || g.Kind != f.Kind || !sameLength(f, g) || g.Measure.IsBudget():
		case found < 0:
			found = j
		case !g.Value.Equal(e.facts[found].Value):
			return -1
		}
	}
	return found
}

// notAboveBeside evaluates Part ≤ Whole in every passage that states both.
func (e *evaluator) notAboveBeside(r schema.Rule, s schema.NotAbove) {
	for _, k := range e.figs.Of(s.Part.Concept) {
		if !fits(s.Part, &e.facts[k]) || !e.only(k) {
			continue
		}
		if whole := e.beside(k, s.Whole); whole >= 0 && whole != k {
			e.atMost(r.ID, k, whole)
		}
	}
}

// only reports an exact level that its passage gives no other value of.
func (e *evaluator) only(k int) bool {
	f := &e.facts[k]
	return figures.ExactLevel(f) && e.beside(k, schema.Term{Concept: f.Concept, Fund: f.Dimensions.FundSource}) >= 0
}

// passage is what a paragraph or table says of one quantity.
type passage struct{ block, quantity int }

// beside finds the level of a term in the passage of fact k, alike in all
// dimensions, -1 where there is none or more than one value.
func (e *evaluator) beside(k int, t schema.Term) int {
	return e.inPassage(k, t, e.facts[k].Source.Block)
}

// inPassage finds it in a paragraph or table.
func (e *evaluator) inPassage(k int, t schema.Term, block int) int {
	f := &e.facts[k]
	dims := f.Dimensions
	dims.FundSource = cmp.Or(t.Fund, dims.FundSource)
	quantity, ok := e.figs.Number(t.Concept, dims)
	if !ok || !f.Period.Known() {
		return -1
	}
	if e.passages == nil {
		e.passages = e.statedPassages()
	}
	found, measures := -1, measuresOf(t, f)
	for _, j := range e.passages[passage{block, quantity}] {
		g := &e.facts[j]
		switch {
		case f.Source.Table >= 0 && g.Source.Col != f.Source.Col && g.Source.Row != f.Source.Row:
		case g.Kind != f.Kind || g.Period.End.Year() != f.Period.End.Year() || !sameLength(f, g) || measures != nil && !slices.Contains(measures, g.Measure):
		case found < 0:
			found = j
		case !g.Value.Equal(e.facts[found].Value):
			return -1
		}
	}
	return found
}

// statedPassages collects the exact levels of every passage by quantity.
func (e *evaluator) statedPassages() map[passage][]int {
	stated := make(map[passage][]int)
	for q, facts := range e.figs.Quantities() {
		for _, k := range facts {
			if f := &e.facts[k]; figures.ExactLevel(f) && f.Period.Known() {
				p := passage{f.Source.Block, q}
				stated[p] = append(stated[p], k)
			}
		}
	}
	return stated
}
