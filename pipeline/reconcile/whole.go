package reconcile

import "gongkai/schema"

// wholes finds the amount a share is of. A report may have thousands of shares of
// one whole that it states thousands of times; so amounts are put together by
// what all of a whole's shares ask for, and each place of a report is answered once.
type wholes struct {
	stated map[wholeKey][]int // in document order; nil until the first question
	known  map[placedWhole]int
}

// wholeKey is what a share asks for.
type wholeKey struct {
	concept schema.ConceptID
	measure schema.Measure
	period  schema.Period
	block   int // in a report that speaks of several places, else 0
}

// placedWhole is a question with the place that decides between several answers.
type placedWhole struct {
	wholeKey
	section schema.SectionID
}

func (e *evaluator) wholeKey(concept schema.ConceptID, f *schema.Fact) wholeKey {
	k := wholeKey{concept: concept, measure: f.Measure, period: f.Period}
	if e.several {
		k.block = f.Source.Block
	}
	return k
}

// wholeOf finds the amount a share is of: the base concept with the fund the
// part has, all funds, or none stated.
func (e *evaluator) wholeOf(f *schema.Fact) int {
	w := &e.wholes
	if w.stated == nil {
		w.stated, w.known = e.statedWholes(), make(map[placedWhole]int)
	}
	k := placedWhole{e.wholeKey(f.Base.Concept, f), f.Section}
	best, ok := w.known[k]
	if ok {
		return best
	}
	best = -1
	closer := e.figs.Closer(f.Section)
	for _, i := range w.stated[k.wholeKey] {
		if best < 0 || closer(&e.facts[i], &e.facts[best]) {
			best = i
		}
	}
	w.known[k] = best
	return best
}

// statedWholes are the amounts that stand for all of something.
func (e *evaluator) statedWholes() map[wholeKey][]int {
	stated := make(map[wholeKey][]int)
	for i := range e.facts {
		f := &e.facts[i]
		d := &f.Dimensions
		if f.Concept == "" || f.Form != schema.Level || f.Kind == schema.Ratio || f.Approx != schema.Exact ||
			d.FuncCode != "" || d.EconCode != "" || d.Project != "" || d.Subordinate != "" || f.Said.InBrackets {
			continue
		}
		k := e.wholeKey(f.Concept, f)
		stated[k] = append(stated[k], i)
	}
	return stated
}
