package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A wrong figure breaks every check it stands in. Those checks are one finding: the
// plainest of them leads it, the others are its witnesses.

// findings says of each failing check how grave it is, which finding it belongs to
// and how many checks hold with either side. together are failing checks that one
// other value of one figure would mend.
func (e *evaluator) findings(together [][]int) {
	var failing []int
	for i := range e.checks {
		if e.checks[i].Verdict == schema.Inconsistent {
			failing = append(failing, i)
			e.checks[i].Severity = e.severity(i)
		}
	}
	if len(failing) == 0 {
		return
	}
	sets := newSets(len(e.checks))
	for _, group := range together {
		for _, c := range group[1:] {
			sets.join(group[0], c)
		}
	}
	e.joinAlike(sets, failing)
	e.joinKinds(sets, failing)
	witnesses := e.witnesses()
	leads := make(map[int]int)
	for _, c := range failing {
		if lead, ok := leads[sets.of(c)]; !ok || e.plainer(c, lead) {
			leads[sets.of(c)] = c
		}
	}
	for _, c := range failing {
		check := &e.checks[c]
		check.Finding = e.checks[leads[sets.of(c)]].ID
		check.ForReported, check.ForComputed = e.sides(c, witnesses)
	}
}

// joinAlike joins the failing checks of one rule that print the same numbers, and
// those that have two figures in common: both are the same two sides told again.
func (e *evaluator) joinAlike(sets *sets, failing []int) {
	printed, pairs := make(map[string]int), make(map[[2]int]int)
	for _, c := range failing {
		ops := e.figuresOf(c)
		values := []string{string(e.checks[c].Rule)}
		for _, o := range e.checks[c].Operands {
			values = append(values, o.Fact.Value.String())
		}
		joinFirst(sets, printed, strings.Join(values, "|"), c)
		for i := range ops[:min(len(ops), manyFigures)] {
			for j := range i {
				if ops[i] != ops[j] {
					joinFirst(sets, pairs, [2]int{min(ops[i], ops[j]), max(ops[i], ops[j])}, c)
				}
			}
		}
	}
}

// joinFirst joins a check to the first of its key.
func joinFirst[K comparable](sets *sets, first map[K]int, key K, check int) {
	if k, ok := first[key]; ok {
		sets.join(k, check)
		return
	}
	first[key] = check
}

// joinKinds joins what one kind of a quantity breaks with what the whole of it breaks by
// the same rule, of one place and day: 一般债务余额 above its limit, and 债务余额 above
// its own.
func (e *evaluator) joinKinds(sets *sets, failing []int) {
	type at struct {
		rule schema.RuleID
		place
		end schema.Date
	}
	var kinds []int
	wholes := make(map[at][]int)
	of := func(c int) (at, schema.FundSource) {
		f := &e.facts[e.relations[c].Operands[0].Fact]
		return at{e.checks[c].Rule, placeOf(f), f.Period.End}, f.Dimensions.FundSource
	}
	for _, c := range failing {
		if e.checks[c].Family != schema.PartWholeFamily || len(e.relations[c].Operands) == 0 {
			continue
		}
		if k, fund := of(c); fund == "" || fund == schema.AllFunds {
			wholes[k] = append(wholes[k], c)
		} else {
			kinds = append(kinds, c)
		}
	}
	for _, c := range kinds {
		k, _ := of(c)
		for _, w := range wholes[k] {
			sets.join(w, c)
		}
	}
}

// manyFigures is up to how many figures of a check pairs are formed: a long list
// shares its whole and a member with another check among the first.
const manyFigures = 40

// figuresOf are the operands of a check as numbers of figures.
func (e *evaluator) figuresOf(check int) []int {
	ops := e.relations[check].Operands
	out := make([]int, len(ops))
	for i, o := range ops {
		out[i] = e.figureNumber(o.Fact)
	}
	return out
}

// statement is what two statements of one figure have in common.
type statement struct {
	quantity int
	measure  schema.Measure
	form     schema.Form
	period   schema.Period
	value    string
}

// figureNumber numbers the figures: two statements of one have the same number, and a fact
// without a concept has its own.
func (e *evaluator) figureNumber(fact int) int {
	if e.numbers == nil {
		e.numbers, e.statements = make([]int, len(e.facts)), make(map[statement]int)
	}
	f := &e.facts[fact]
	if f.Concept == "" {
		return -1 - fact
	}
	if e.numbers[fact] == 0 {
		k := statement{e.figs.Quantity(fact), f.Measure, f.Form, f.Period, schema.DecimalText(f.Value)}
		if e.statements[k] == 0 {
			e.statements[k] = 1 + len(e.statements)
		}
		e.numbers[fact] = e.statements[k]
	}
	return e.numbers[fact]
}

// manyWitnesses is up to how many checks are counted for one figure.
const manyWitnesses = 256

// witnesses are the checks that hold, by the figures that take part in them.
func (e *evaluator) witnesses() map[int][]int {
	of := make(map[int][]int)
	for c := range e.checks {
		if v := e.checks[c].Verdict; !v.Evaluated() || v == schema.Inconsistent {
			continue
		}
		switch e.checks[c].Family {
		case schema.SumFamily, schema.DifferenceFamily, schema.PctChangeFamily, schema.ShareFamily, schema.CompletionFamily, schema.DuplicateFamily:
			for _, f := range e.figuresOf(c) {
				if held := of[f]; len(held) == 0 || held[len(held)-1] != c && len(held) < manyWitnesses {
					of[f] = append(held, c)
				}
			}
		}
	}
	return of
}

// sides counts the checks that hold with what a failing check reports, and with what
// that is held against. A check that has figures of both sides speaks for neither.
func (e *evaluator) sides(check int, witnesses map[int][]int) (reported, computed int) {
	side := make(map[int]int) // of each witness: 1 for what is reported, 2 for the others, 3 for both
	reports := reporting(e.checks[check].Operands)
	for i, f := range e.figuresOf(check) {
		mark := 2
		if reports(i) {
			mark = 1
		}
		for _, w := range witnesses[f] {
			side[w] |= mark
		}
	}
	for _, s := range side {
		switch s {
		case 1:
			reported++
		case 2:
			computed++
		}
	}
	return reported, computed
}

// reported is the figure that a check reports.
func (e *evaluator) reported(check int) *schema.Fact {
	ops := e.checks[check].Operands
	reports := reporting(ops)
	for i := range ops {
		if reports(i) {
			return &e.facts[e.relations[check].Operands[i].Fact]
		}
	}
	return &schema.Fact{}
}

// reporting tells which operands are what a check reports: the change, the rate, the
// deviating statement, or else the first.
func reporting(ops []schema.Operand) func(i int) bool {
	if slices.ContainsFunc(ops, func(o schema.Operand) bool { return reportedRole(o.Role) }) {
		return func(i int) bool { return reportedRole(ops[i].Role) }
	}
	return func(i int) bool { return i == 0 }
}

func reportedRole(role schema.Role) bool {
	switch role {
	case schema.ResultRole, schema.RatioRole, schema.DeviatingRole, schema.ChangeRole:
		return true
	}
	return false
}

// plainer reports a check that shows a contradiction better than another: graver,
// with fewer figures, earlier.
func (e *evaluator) plainer(c, than int) bool {
	a, b := &e.checks[c], &e.checks[than]
	return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), cmp.Compare(distinct(e.figuresOf(c)), distinct(e.figuresOf(than))), cmp.Compare(c, than)) < 0
}

func distinct(figures []int) int {
	slices.Sort(figures)
	return len(slices.Compact(figures))
}

// smallShare is the part of a figure below which a difference is no error by itself.
const smallShare = 0.01

// severity is how grave a failing check is: what its rule says, less where only a
// last digit differs, which is a habit of rounding, or where an item differs by
// little. A headline figure is as grave as its rule whatever the amount.
func (e *evaluator) severity(check int) schema.Severity {
	c, f := &e.checks[check], e.reported(check)
	switch of := ruleTable().byID[c.Rule].Severity; {
	case f.Kind != schema.Count && e.lastDigit(c, f):
		return schema.Info
	case of == schema.Error && c.Size() != 0 && c.Size() < smallShare && !(schema.Headline(f.Concept) && figures.Plain(f)):
		return schema.Warning
	default:
		return of
	}
}

// lastDigit reports a sum or rate that is off by no more than a unit in the last digit
// printed, beyond what rounding allows.
func (e *evaluator) lastDigit(c *schema.Check, f *schema.Fact) bool {
	switch c.Family {
	case schema.SumFamily, schema.DifferenceFamily, schema.PctChangeFamily, schema.ShareFamily, schema.ShareSumFamily, schema.CompletionFamily:
		last := figures.Unit(e.figs.Scale.Quantum(f))
		return c.Difference.Decimal.Abs().LessThanOrEqual(c.Tolerance.Decimal.Add(last))
	}
	return false
}

// sets are disjoint sets of numbers.
type sets struct{ parent []int }

func newSets(n int) *sets {
	s := &sets{make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

// of is the number that stands for the set of another.
func (s *sets) of(k int) int {
	for s.parent[k] != k {
		s.parent[k] = s.parent[s.parent[k]]
		k = s.parent[k]
	}
	return k
}

func (s *sets) join(a, b int) {
	a, b = s.of(a), s.of(b)
	s.parent[max(a, b)] = min(a, b)
}
