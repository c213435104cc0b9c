package reconcile

import (
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A list that tells each part with its share says by itself what they are shares of: A 26万元，占
// 62%；B 11万元，占27%；C 5万元，占11%. So does a list that adds up, of which the shares of all members
// are told after it: 三次产业结构比为17：37：46.

// sharedPart is a part and what it is of its whole, by their facts.
type sharedPart struct{ part, share int }

// listedShares checks the shares of which no word names a whole that the report states.
func (e *evaluator) listedShares() {
	for i := range e.report.Claims {
		c := &e.report.Claims[i]
		if e.givenUp() {
			return
		}
		if c.Family == schema.SumFamily && len(c.Whole) >= manyParts && c.Weights == nil && e.judge.linear(&e.facts[c.Result], e.pick(c.Whole), nil).verdict != schema.Inconsistent {
			e.sharesAfter(c)
		}
	}
	for at := 0; at < len(e.facts); at++ {
		group := e.sharedFrom(at)
		if len(group) == 0 {
			continue
		}
		at = group[len(group)-1].share
		for n := len(group); n > max(1, len(group)-mostBehind) && !e.sharesOf(group[:n], nil); n-- { // what a sentence goes on with may be of one of them: 其中65岁及以上5万人，占9%
		}
	}
}

// mostBehind is how many parts behind those of a list are left out to find the list, and mostShared how many parts it has.
const (
	mostBehind = 32
	mostShared = 512
)

// sharesAfter checks every run of shares behind a list that tells those of all its members.
func (e *evaluator) sharesAfter(c *schema.Claim) {
	total := &e.facts[c.Result]
	var group []sharedPart
	for k := c.Result + 1; k < len(e.facts) && figures.Near(total, &e.facts[k]); k++ {
		f := &e.facts[k]
		if f.Form != schema.Share || f.Kind != schema.Ratio || f.Approx != schema.Exact || f.Base.Concept != "" {
			continue
		}
		p := c.Whole[len(group)]
		if g := &e.facts[p]; p > k || g.Concept != f.Concept || g.Dimensions != f.Dimensions || g.Period != f.Period {
			group = nil
			continue
		}
		if group = append(group, sharedPart{p, k}); len(group) == len(c.Whole) {
			e.sharesOf(group, &c.Result)
			group = nil
		}
	}
}

// mayBePart reports a figure of prose that may be told with its share of something.
func mayBePart(f *schema.Fact) bool {
	return figures.ExactLevel(f) && f.Kind != schema.Ratio && f.SourceKind == schema.Narrative && f.Source.Table < 0 && f.Label != "" && !f.Said.InBrackets
}

// isShareOf reports the share that a part of something is, by its name.
func isShareOf(s, part *schema.Fact) bool {
	return s.Form == schema.Share && s.Kind == schema.Ratio && s.Approx == schema.Exact && s.Label == part.Label && s.Concept == part.Concept && s.Dimensions == part.Dimensions
}

// sharedFrom is the parts, each with its share right behind it, that one paragraph tells from a
// fact on, of a whole that the report does not state.
func (e *evaluator) sharedFrom(at int) (group []sharedPart) {
	for k := at; k+1 < len(e.facts) && len(group) < mostShared; k += 2 {
		for len(group) > 0 && k+2 < len(e.facts) && e.facts[k].Form == schema.Threshold && figures.Near(&e.facts[at], &e.facts[k]) {
			k++ // 0-14岁人口
		}
		p, s := &e.facts[k], &e.facts[k+1]
		if !mayBePart(p) || !isShareOf(s, p) || !figures.Near(p, s) {
			return group
		}
		if s.Base.Concept != "" && e.wholeOfShare(s, k) >= 0 {
			return group // judged by what its words name
		}
		if len(group) > 0 {
			if first := &e.facts[group[0].part]; !figures.Near(first, p) || first.Kind != p.Kind || first.Unit != p.Unit || first.Period != p.Period {
				return group
			}
		}
		group = append(group, sharedPart{k, k + 1})
	}
	return group
}

// sharesOf judges the shares of one list by its total, or by what its parts make where none is
// told. They are its shares where they make 100%, or where all but one hold; it reports whether they are. Of two the shares
// must be as exact as is no chance.
func (e *evaluator) sharesOf(group []sharedPart, total *int) bool {
	whole := schema.Fact{Kind: e.facts[group[0].part].Kind, Decimals: e.facts[group[0].part].Decimals}
	shares, slack := zero, zero
	names := make([]string, len(group))
	for i, x := range group {
		whole.Value = whole.Value.Add(e.facts[x.part].Value)
		whole.Decimals = max(whole.Decimals, e.facts[x.part].Decimals)
		shares, slack = shares.Add(e.facts[x.share].Value), slack.Add(figures.Half(e.facts[x.share].Decimals))
		names[i] = e.figure(&e.facts[x.part])
	}
	said := "（" + strings.Join(names, " + ") + "）"
	if total != nil {
		whole, said = e.facts[*total], e.figure(&e.facts[*total])
	}
	outcomes, hold := make([]outcome, len(group)), 0
	for i, x := range group {
		o, ok := e.judge.ratio(&e.facts[x.share], &e.facts[x.part], &whole)
		if !ok {
			return false
		}
		outcomes[i] = o
		if o.verdict != schema.Inconsistent || o.difference.Abs().LessThanOrEqual(figures.Unit(e.facts[x.share].Decimals)) {
			hold++ // one may be moved by a last digit so that all make 100%
		}
	}
	makeAll, most := shares.Sub(hundred).Abs().LessThanOrEqual(slack), len(group)-1
	if len(group) < manyParts && (e.facts[group[0].share].Decimals < exactShare || slices.ContainsFunc(group, func(x sharedPart) bool { return e.facts[x.part].Value.IsZero() })) {
		return false // one of two, or the two together, may be so by chance
	}
	if !makeAll && hold < most {
		return false
	}
	for i, x := range group {
		outcomes[i].oneScope = total == nil || hold >= len(group)-1 // the others hold: they are of one scope
		e.listedShare(x, group, total, outcomes[i], said)
	}
	return true
}

// exactShare is how many decimals the shares of two parts have at least that tell by themselves what they are of.
const exactShare = 2

// listedShare records one of them.
func (e *evaluator) listedShare(x sharedPart, group []sharedPart, total *int, o outcome, whole string) {
	f := &e.facts[x.share]
	if last := figures.Unit(f.Decimals); o.verdict == schema.Inconsistent && o.difference.Abs().LessThanOrEqual(last) {
		o.verdict, o.tolerance, o.cause = schema.Rounding, last, schema.ForcedShare
	}
	ops := []operand{{x.part, schema.NumeratorRole}}
	if total != nil {
		ops = append(ops, operand{*total, schema.DenominatorRole})
	} else {
		for _, other := range group {
			if other != x {
				ops = append(ops, operand{other.part, schema.PartRole})
			}
		}
	}
	e.add(schema.RuleShare, o, e.ratioFormula(e.name(f)+sayShareOf, e.figure(&e.facts[x.part]), whole, f, o), append(ops, operand{x.share, schema.RatioRole})...)
}
