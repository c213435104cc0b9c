package diagnose

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

// verdict is the likeliest cause of the readings that explain a check best. A
// copy is named last: a total without one of two items is equal to the other.
func (d *search) verdict(readings []*reading) schema.Diagnosis {
	best, least, limit := schema.NoDiagnosis, 1.0, maxChance/float64(max(len(readings), 1))
	for _, r := range readings {
		if !r.traced {
			r.cause, r.chance = d.cause(r.fact, r.meant)
			r.traced = true
		}
		better, most := r.chance < least, limit
		if r.cause == schema.DigitLost {
			most *= rare // it comes after others, and is no less sure
		}
		if copied := r.cause == schema.NeighbourCopied; best != schema.NoDiagnosis && copied != (best == schema.NeighbourCopied) {
			better = !copied
		}
		if better && r.chance < most {
			best, least = r.cause, r.chance
		}
	}
	if best == schema.DigitLost && d.otherDigit(readings, limit) {
		return schema.NoDiagnosis
	}
	return best
}

// otherDigit reports a figure that one other digit explains as well: 1433.76 printed 3433.76, beside a part that
// would have lost its first digit. That has no name, for it is of no known slip.
func (d *search) otherDigit(readings []*reading, limit float64) bool {
	return slices.ContainsFunc(readings, func(r *reading) bool {
		f := &d.facts[r.fact]
		return f.Kind != schema.Ratio && len(digits(f)) <= mostDigits && fit(f, r.meant, redigited(f)) < limit
	})
}

// use is one place of a fact in a check.
type use struct{ check, at int }

// explanation is the readings that explain one check best, and equally well.
type explanation struct {
	score    int
	readings []*reading
}

// widest is the reading that mends most, nil where none mends more than this check
// and more than it breaks.
func (x *explanation) widest() (best *reading) {
	for _, r := range x.readings {
		if len(r.mended) > 1 && r.score > 0 && (best == nil || len(r.mended) > len(best.mended)) {
			best = r
		}
	}
	return best
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

func (d *search) failing() (out []int) {
	for i := range d.checks {
		if c := &d.checks[i]; c.Verdict == schema.Inconsistent && c.Diagnosis == schema.NoDiagnosis && !schema.StatedBy(c.Rule).Words {
			out = append(out, i)
		}
	}
	return out
}

// usesOf lists the checks of every operand of the failing checks and of every
// fact that states the same.
func (d *search) usesOf(failing []int) map[int][]use {
	uses := make(map[int][]use)
	for _, c := range failing {
		for _, o := range d.relations[c].Operands {
			uses[o.Fact] = nil
		}
	}
	for c := range d.relations {
		if d.agreement(c) && slices.ContainsFunc(d.relations[c].Operands, func(o Operand) bool { _, ok := uses[o.Fact]; return ok }) {
			for _, o := range d.relations[c].Operands {
				uses[o.Fact] = nil
			}
		}
	}
	for c := range d.relations {
		for at, o := range d.relations[c].Operands {
			if have, ok := uses[o.Fact]; ok && len(have) < maxUses {
				uses[o.Fact] = append(have, use{c, at})
			}
		}
	}
	return uses
}

// agreement reports a check that finds one fact stated alike in several places.
func (d *search) agreement(check int) bool {
	c := &d.checks[check]
	return c.Rule == schema.RuleDuplicate && c.Verdict == schema.ExactVerdict
}

// suspects are the operands of failing checks, each alone and then, where a
// figure stands in several places, all its statements: a slip may be copied.
func (d *search) suspects(failing []int, uses map[int][]use) (out [][]int) {
	seen, together := map[int]bool{}, map[int]bool{}
	for _, c := range failing {
		for _, o := range d.relations[c].Operands {
			if seen[o.Fact] || len(seen) >= maxSuspects {
				continue
			}
			seen[o.Fact] = true
			out = append(out, []int{o.Fact})
			for _, u := range uses[o.Fact] {
				if d.agreement(u.check) && !together[u.check] {
					together[u.check] = true
					out = append(out, d.stated(u.check))
				}
			}
		}
	}
	return out
}

func (d *search) stated(check int) (facts []int) {
	for _, o := range d.relations[check].Operands {
		facts = append(facts, o.Fact)
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
func (d *search) readings(group []int) (out []*reading) {
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
func (d *search) demands(group []int) (out []demand) {
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
func (d *search) offer(r *reading) {
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

// signed adds v to a sum, or takes it away.
func signed(sum decimal.Decimal, sign int, v decimal.Decimal) decimal.Decimal {
	if sign < 0 {
		return sum.Sub(v)
	}
	return sum.Add(v)
}
