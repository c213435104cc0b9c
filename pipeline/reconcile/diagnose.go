package reconcile

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// A document with many failing checks is explained up to these bounds, so that
// the work stays linear in its size.
const (
	maxSuspects = 4096 // facts
	maxUses     = 256  // checks of one fact
	maxReadings = 8    // values one fact may have meant
)

// maxChance is how likely a coincidence may be for a cause to be named.
const maxChance = 0.1

// diagnose names for each failing check the slip that explains it, if one
// does. It never says which figure is right.
//
// A slip is in one figure, and that figure stands in several checks. So every
// operand of a failing check is a suspect: the values it would need for the
// check to hold are the spans of its checks, and a reading is a value that
// several of them share. The suspects that mend the most checks and upset the
// fewest that hold explain a check best; a cause is named only if one of those
// has one, and if so close a fit would hardly arise by chance.
func (e *evaluator) diagnose() {
	failing := e.failing()
	if len(failing) == 0 {
		return
	}
	d := diagnosis{evaluator: e, uses: e.usesOf(failing), best: make(map[int]explanation)}
	for _, group := range e.suspects(failing, d.uses) {
		for _, r := range d.readings(group) {
			d.offer(r)
		}
	}
	for _, c := range failing {
		e.checks[c].Diagnosis = d.verdict(d.best[c].readings)
	}
}

// verdict is the likeliest cause of the readings that explain a check best. A
// copy is named last: a total without one of two items is equal to the other.
func (d *diagnosis) verdict(readings []*reading) schema.Diagnosis {
	best, least, limit := schema.NoDiagnosis, 1.0, maxChance/float64(max(len(readings), 1))
	for _, r := range readings {
		if !r.traced {
			r.cause, r.chance = d.cause(r.fact, r.meant)
			r.traced = true
		}
		better := r.chance < least
		if copied := r.cause == schema.NeighbourCopied; best != schema.NoDiagnosis && copied != (best == schema.NeighbourCopied) {
			better = !copied
		}
		if better && r.chance < limit {
			best, least = r.cause, r.chance
		}
	}
	return best
}

// diagnosis is the search for the causes of one report.
type diagnosis struct {
	*evaluator
	uses   map[int][]use
	best   map[int]explanation // of each failing check
	wholes []int               // facts some check takes for a whole, found when first needed
}

// use is one place of a fact in a check.
type use struct{ check, at int }

// explanation is the readings that explain one check best, and equally well.
type explanation struct {
	score    int
	readings []*reading
}

// reading is a value that a suspect may have meant.
type reading struct {
	fact   int
	meant  span
	mended []int // the failing checks that would hold
	score  int

	traced bool // whether its cause was looked for
	cause  schema.Diagnosis
	chance float64
}

func (e *evaluator) failing() (out []int) {
	for i := range e.checks {
		if c := &e.checks[i]; c.Verdict == schema.Inconsistent && c.Rule != schema.RuleResidue {
			out = append(out, i)
		}
	}
	return out
}

// usesOf lists the checks of every operand of the failing checks and of every
// fact that states the same.
func (e *evaluator) usesOf(failing []int) map[int][]use {
	uses := make(map[int][]use)
	for _, c := range failing {
		for _, o := range e.relations[c].ops {
			uses[o.fact] = nil
		}
	}
	for c := range e.relations {
		if e.agreement(c) && slices.ContainsFunc(e.relations[c].ops, func(o operand) bool { _, ok := uses[o.fact]; return ok }) {
			for _, o := range e.relations[c].ops {
				uses[o.fact] = nil
			}
		}
	}
	for c := range e.relations {
		for at, o := range e.relations[c].ops {
			if have, ok := uses[o.fact]; ok && len(have) < maxUses {
				uses[o.fact] = append(have, use{c, at})
			}
		}
	}
	return uses
}

// agreement reports a check that finds one fact stated alike in several places.
func (e *evaluator) agreement(check int) bool {
	c := &e.checks[check]
	return c.Rule == schema.RuleDuplicate && c.Verdict == schema.ExactVerdict
}

// suspects are the operands of failing checks, each alone and then, where a
// figure stands in several places, all its statements: a slip may be copied.
func (e *evaluator) suspects(failing []int, uses map[int][]use) (out [][]int) {
	seen, together := map[int]bool{}, map[int]bool{}
	for _, c := range failing {
		for _, o := range e.relations[c].ops {
			if seen[o.fact] || len(seen) >= maxSuspects {
				continue
			}
			seen[o.fact] = true
			out = append(out, []int{o.fact})
			for _, u := range uses[o.fact] {
				if e.agreement(u.check) && !together[u.check] {
					together[u.check] = true
					out = append(out, e.stated(u.check))
				}
			}
		}
	}
	return out
}

func (e *evaluator) stated(check int) (facts []int) {
	for _, o := range e.relations[check].ops {
		facts = append(facts, o.fact)
	}
	return facts
}

// demand is what one check asks of a suspect.
type demand struct {
	span
	check   int
	failing bool
}

// readings are the values a suspect may have meant: those that the spans of its
// failing checks share, the narrowest first.
func (d *diagnosis) readings(group []int) (out []*reading) {
	demands := d.demands(group)
	open := make(map[int]bool)
	for i := range demands {
		open[i] = demands[i].failing
	}
	for i := range demands {
		if !open[i] || len(out) == maxReadings {
			continue
		}
		r, meant := &reading{fact: group[0]}, demands[i].span
		for j := range demands {
			switch {
			case demands[j].failing && open[j] && meant.meets(demands[j].span):
				meant = meant.and(demands[j].span)
				r.mended, open[j] = append(r.mended, demands[j].check), false
				r.score++
			case !demands[j].failing && !meant.meets(demands[j].span):
				r.score -= 2
			}
		}
		r.meant = meant
		out = append(out, r)
	}
	return out
}

// demands are the spans of a suspect's checks, failing ones first and of these
// the narrowest. A check that holds is no reason against the value printed. A
// group's own agreement asks nothing of it.
func (d *diagnosis) demands(group []int) (out []demand) {
	for _, k := range group {
		for _, u := range d.uses[k] {
			if len(group) > 1 && d.agreement(u.check) {
				continue
			}
			s, ok := d.spanOf(u.check, u.at)
			if !ok || impossible(&d.facts[k], s) {
				continue
			}
			failing := d.checks[u.check].Verdict == schema.Inconsistent
			if !failing {
				s = s.with(d.facts[k].Value)
			}
			out = append(out, demand{s, u.check, failing})
		}
	}
	slices.SortStableFunc(out, func(a, b demand) int {
		return cmp.Or(later(!a.failing, !b.failing), later(!a.bounded(), !b.bounded()), a.width().Cmp(b.width()))
	})
	return out
}

// impossible reports a span below zero of what cannot be: an amount is not
// negative unless it is printed so, or a change.
func impossible(f *schema.Fact, s span) bool {
	signed := f.Form == schema.Delta || f.Form == schema.PctChange || f.Value.IsNegative()
	return !signed && !s.openTop && s.hi.IsNegative()
}

// later orders false before true.
func later(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// offer holds a reading against the best so far of each check it mends.
func (d *diagnosis) offer(r *reading) {
	for _, c := range r.mended {
		x, known := d.best[c]
		switch {
		case !known || r.score > x.score:
			d.best[c] = explanation{r.score, []*reading{r}}
		case r.score == x.score:
			x.readings = append(x.readings, r)
			d.best[c] = x
		}
	}
}

// slip reports whether one slip explains why a sum fails, by the sum alone. It
// tells a list that should add up from one that is only partial.
func (e *evaluator) slip(total int, parts, weights []int, o outcome) bool {
	r := relation{ops: roles(total, "total", parts, "part"), weights: weights}
	for at := range r.ops {
		f := &e.facts[r.ops[at].fact]
		if f.Value.IsZero() {
			continue
		}
		meant := around(f.Value.Sub(signed(zero, r.sign(at), o.difference)), o.tolerance)
		if at > 0 && r.sign(at) < 0 && o.difference.Add(f.Value).Abs().LessThanOrEqual(o.tolerance) {
			return true // short by this item
		}
		slips := [][]decimal.Decimal{rescaled(f), reswapped(f), completed(f, meant)}
		if at > 0 && f.Value.Abs().GreaterThan(e.facts[total].Value.Abs()) {
			slips = slips[:2] // greater than its whole, it is rather no part than one with a digit too many
		}
		for _, variants := range slips {
			if fit(f, meant, variants)*float64(len(r.ops)) < maxChance {
				return true
			}
		}
	}
	return false
}

// signed adds v to a sum, or takes it away.
func signed(sum decimal.Decimal, sign int, v decimal.Decimal) decimal.Decimal {
	if sign < 0 {
		return sum.Sub(v)
	}
	return sum.Add(v)
}
