package reconcile

import (
	"strings"

	"gongkai/schema"
)

// sameKey is what two statements of one fact share. The section is not part of
// it: that the same figure stands in prose, table and chart is the point.
type sameKey struct {
	concept schema.ConceptID
	dims    schema.Dimensions
	measure schema.Measure
	period  schema.Period
	form    schema.Form
	base    schema.Base
	unit    string
}

// duplicates compares all statements of one fact. Equal ones make one exact
// check; each deviating value is checked against the most precise one.
func (e *evaluator) duplicates() {
	groups := map[sameKey][]int{}
	var order []sameKey
	for i := range e.facts {
		f := &e.facts[i]
		if !comparable(f) {
			continue
		}
		k := sameKey{f.Concept, f.Dimensions, f.Measure, f.Period, f.Form, f.Base, f.Unit}
		if f.Form == schema.Completion {
			k.base = schema.Base{}
		}
		if len(groups[k]) == 0 {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range order {
		if len(groups[k]) > 1 {
			e.sameFact(groups[k])
		}
	}
}

// comparable reports facts whose dimensions are complete enough to say that two
// of them are the same fact.
func comparable(f *schema.Fact) bool {
	if f.Concept == "" || f.Form == schema.Threshold || f.Approx != schema.Exact || isGloss(f) || f.Rule == "function_partial" {
		return false
	}
	switch f.Concept {
	case schema.PerformanceAmountCovered, schema.PerformanceScore, schema.PerformanceProjectBudget, schema.PerformanceProjectSpent, schema.BudgetAddition, schema.BudgetReduction:
		return f.Dimensions.Project != "" || f.Concept == schema.BudgetAddition
	case schema.PerformanceIndicator:
		return f.Dimensions.Project != "" && f.Dimensions.Indicator != ""
	case schema.EconomyTarget, schema.EconomyActual:
		return f.Dimensions.Indicator != ""
	case schema.ExpenditureByFunction:
		return f.Dimensions.FuncCode != ""
	case schema.ExpenditureByEconomic:
		return f.Dimensions.EconCode != ""
	}
	return true
}

// sameFact checks the members of one group.
func (e *evaluator) sameFact(group []int) {
	best := group[0]
	for _, k := range group[1:] {
		if e.facts[k].Decimals > e.facts[best].Decimals {
			best = k
		}
	}
	ref := &e.facts[best]
	var equal []int
	for _, k := range group {
		if e.facts[k].Value.Equal(ref.Value) {
			equal = append(equal, k)
		}
	}
	if len(equal) > 1 {
		o := outcome{verdict: schema.ExactVerdict, reported: ref.Value, computed: ref.Value}
		e.add(schema.RuleDuplicate, o, e.name(ref)+": "+e.places(equal), schema.NoDiagnosis, members(equal)...)
	}
	for _, k := range group {
		f := &e.facts[k]
		if f.Value.Equal(ref.Value) {
			continue
		}
		o := e.twice(ref, f)
		ops := append(members(equal[:1]), operand{k, "deviating"})
		e.add(schema.RuleDuplicate, o, e.name(ref)+": "+e.places([]int{equal[0], k})+e.gap(ref, o), e.diagnosePair(ref, f, o), ops...)
	}
}

// twice judges two statements of one fact: equal at the document's quantum, or
// one rounded or cut from the other.
func (e *evaluator) twice(a, b *schema.Fact) outcome {
	o := outcome{reported: b.Value, computed: a.Value, difference: b.Value.Sub(a.Value)}
	coarse := min(a.Decimals, b.Decimals)
	o.tolerance = half(coarse)
	switch diff := o.difference.Abs(); {
	case diff.IsZero():
		o.verdict = schema.ExactVerdict
	case a.Kind != schema.Amount && a.Kind != schema.Ratio:
		o.verdict = schema.Inconsistent
	case a.Decimals != b.Decimals && diff.LessThanOrEqual(half(coarse)):
		o.verdict = schema.Literal
	case a.Decimals != b.Decimals && diff.LessThan(unit(coarse)):
		o.verdict, o.tolerance = schema.Truncation, unit(coarse)
	default:
		o.verdict = schema.Inconsistent
	}
	return o
}

func members(ids []int) []operand {
	out := make([]operand, len(ids))
	for i, k := range ids {
		out[i] = operand{k, "member"}
	}
	return out
}

// places lists where the members of a group stand.
func (e *evaluator) places(ids []int) string {
	var parts []string
	for _, k := range ids {
		f := &e.facts[k]
		parts = append(parts, e.figure(f)+"（"+string(f.Section)+"）")
	}
	return strings.Join(parts, " = ")
}

// repeats compares passages that stand twice in a report, as when an annex
// copies the work report: the same sentence with the same words carries the
// same numbers.
func (e *evaluator) repeats() {
	byContext := map[string][]int{}
	var order []string
	for i := range e.facts {
		f := &e.facts[i]
		if f.Concept != "" || f.Form == schema.Threshold || len(f.Context) < 24 {
			continue
		}
		key := string(f.Kind) + f.Unit + "|" + f.Label + "|" + skeleton(f.Context)
		if len(byContext[key]) == 0 {
			order = append(order, key)
		}
		byContext[key] = append(byContext[key], i)
	}
	for _, key := range order {
		e.repeated(byContext[key])
	}
}

// repeated pairs the n-th number of one passage with the n-th of the other.
func (e *evaluator) repeated(group []int) {
	first := []int{group[0]}
	var second []int
	for _, k := range group[1:] {
		if e.facts[k].Source.Block == e.facts[group[0]].Source.Block {
			first = append(first, k)
		} else if len(second) == 0 || e.facts[k].Source.Block == e.facts[second[0]].Source.Block {
			second = append(second, k)
		}
	}
	if len(first) != len(second) {
		return
	}
	for i := range first {
		a, b := &e.facts[first[i]], &e.facts[second[i]]
		o := outcome{verdict: schema.ExactVerdict, reported: b.Value, computed: a.Value, difference: b.Value.Sub(a.Value)}
		if !o.difference.IsZero() {
			o.verdict = schema.Inconsistent
		}
		e.add(schema.RuleRepeat, o, e.name(a)+": "+e.places([]int{first[i], second[i]})+e.gap(a, o), schema.NoDiagnosis, members([]int{first[i], second[i]})...)
	}
}

// skeleton reduces a sentence to its words: digits and marks are dropped, so
// copies that differ in a comma or a number still match. A long sentence is
// known by its beginning and its length, for copies often differ at the edges.
func skeleton(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if r < 0x4e00 || r > 0x9fff {
			continue
		}
		b.WriteRune(r)
		if n++; n == 24 {
			break
		}
	}
	return b.String()
}
