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

// wholeOfAnyPhase finds the amount that a share is of which itself has no phase, as what evaluations
// cover has none: 涉及资金1084万元，占项目支出总额的75.36%. Of several the one that fits is meant, or
// else the one of few that is off by a slip.
func (e *evaluator) wholeOfAnyPhase(f *schema.Fact, part int) int {
	if f.Measure != "" || f.Base.Concept == "" {
		return -1
	}
	const most = 3
	only, slips, values := -1, 0, 0
	for _, phase := range [...]schema.Measure{schema.Final, schema.Executed, schema.Budget, schema.BudgetInitial, schema.BudgetAdjusted} {
		k := e.wholeKey(f.Base.Concept, f)
		k.measure = phase
		for _, i := range e.wholes.stated[k] {
			if o, ok := e.judge.ratio(f, &e.facts[part], &e.facts[i]); ok && o.verdict != schema.Inconsistent {
				return i
			}
			if values++; values <= most && (only < 0 || !e.facts[i].Value.Equal(e.facts[only].Value)) && e.quotientBySlip(schema.ShareFamily, f, &e.facts[part], &e.facts[i], false) {
				only, slips = i, slips+1
			}
		}
	}
	if slips != 1 || values > most {
		return -1
	}
	return only
}

// wholeBeside is the figure that share i follows as a part of, which its claim names. It is -1 for none,
// and where it does not fit for more than a slip.
func (e *evaluator) wholeBeside(i, part int) int {
	whole := e.named(i, schema.WholeRole)
	if whole < 0 {
		return -1
	}
	f, p, w := &e.facts[i], &e.facts[part], &e.facts[whole]
	if o, ok := e.judge.ratio(f, p, w); !ok || o.verdict == schema.Inconsistent && !e.quotientBySlip(schema.ShareFamily, f, p, w, false) {
		return -1
	}
	return whole
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
