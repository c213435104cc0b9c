package reconcile

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/diagnose"
	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A table shows by its rows how its columns hang together, whatever their heads say: 结余 is 预算 less 支出,
// 增减率 is 增减额 on 上年, 占比 is of the row that has 100%. What holds in all other rows holds in each, and so it is the
// other way round where the columns of a table are few and its rows are what hangs together.

// Bounds of what is tried in a table.
const (
	mostLanes     = 12 // columns, or rows the other way round
	fewestHolding = 3  // lines in which a law holds
	holdingToOne  = 3  // lines in which it holds for each in which it fails
)

// lattice is a table as lanes that are held against each other line by line: columns by rows, or rows by columns.
type lattice [][]int // facts by lane and line, -1 for none

// law is one relation between lanes: what the figure of the first is, by those of the others.
type law struct {
	lanes   []int // the result and what it is made of
	weights []int // of a sum; nil for a quotient
	growth  bool  // of a quotient: of the difference of the two
	whole   int   // of a share: the one figure it is of, -1 where each line has its own
}

// columnLaws checks every table against what most of its own lines show. They fail only by one slip.
func (e *evaluator) columnLaws() {
	e.failed = e.failedTogether()
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) ([2]int, bool) {
		cell := listed(f) && f.SourceKind == schema.TableSource && !f.Said.NoColumns && f.Source.Row >= 0 && f.Source.Col >= 0
		return [2]int{f.Source.Block, f.Source.Table}, cell
	}) {
		if e.givenUp() {
			return
		}
		row, col := func(f *schema.Fact) int { return f.Source.Row }, func(f *schema.Fact) int { return f.Source.Col }
		for _, t := range []lattice{e.latticeOf(group, col, row), e.latticeOf(group, row, col)} {
			for _, l := range e.lawsTried(t) {
				e.holdToLaw(t, &l)
			}
		}
	}
}

// failedTogether are the figures of failing checks of tables, each with the others of its check.
func (e *evaluator) failedTogether() map[int][]int {
	out := make(map[int][]int)
	for i := range e.checks {
		ops := e.relations[i].Operands
		if e.checks[i].Verdict != schema.Inconsistent || len(ops) > mostLanes {
			continue
		}
		for _, a := range ops {
			for _, b := range ops {
				if a.Fact != b.Fact {
					out[a.Fact] = append(out[a.Fact], b.Fact)
				}
			}
		}
	}
	return out
}

// latticeOf lays the figures of a table out, nil where it has too many lanes or too few lines.
func (e *evaluator) latticeOf(group []int, lane, line func(*schema.Fact) int) lattice {
	number := func(of func(*schema.Fact) int) map[int]int {
		seen := make(map[int]int)
		for _, k := range group {
			seen[of(&e.facts[k])] = 0
		}
		for i, at := range slices.Sorted(maps.Keys(seen)) {
			seen[at] = i
		}
		return seen
	}
	lanes, lines := number(lane), number(line)
	if len(lanes) > mostLanes || len(lanes) < 2 || len(lines) <= fewestHolding {
		return nil
	}
	t := make(lattice, len(lanes))
	for i := range t {
		t[i] = slices.Repeat([]int{-1}, len(lines))
	}
	for _, k := range group {
		f := &e.facts[k]
		cell := &t[lanes[lane(f)]][lines[line(f)]]
		if *cell >= 0 || f.Approx != schema.Exact || f.Form == schema.Threshold || f.Said.OtherBase || marked(f) {
			k = -1 // a cell of several figures is a sentence
		}
		*cell = k
	}
	return t
}

// lawsTried are the relations that the lanes of a table may have.
func (e *evaluator) lawsTried(t lattice) (out []law) {
	var amounts, ratios, changes []int
	for i, lane := range t {
		switch f := e.firstOf(lane); {
		case f == nil:
		case f.Kind == schema.Ratio:
			ratios = append(ratios, i)
		default:
			amounts = append(amounts, i)
			if f.Form == schema.Delta {
				changes = append(changes, i)
			}
		}
	}
	for i, a := range amounts {
		for j, b := range amounts[i+1:] {
			for _, c := range amounts[i+j+2:] {
				out = append(out, sumLaws(a, b, c)...)
			}
		}
	}
	if len(amounts) > fewestHolding {
		for _, total := range []int{amounts[0], amounts[len(amounts)-1]} {
			others := slices.DeleteFunc(slices.Clone(amounts), func(i int) bool { return i == total })
			out = append(out, law{append([]int{total}, others...), slices.Repeat([]int{1}, len(others)), false, -1})
		}
	}
	for _, r := range ratios {
		change := e.firstOf(t[r]).Form == schema.PctChange
		for _, a := range amounts {
			if whole := e.hundred(t, r, a); whole >= 0 && !change {
				out = append(out, law{lanes: []int{r, a}, whole: whole})
			}
			for _, b := range amounts {
				if a != b {
					out = append(out, law{lanes: []int{r, a, b}, growth: change && !slices.Contains(changes, a), whole: -1})
				}
			}
		}
	}
	return out
}

// sumLaws are the ways in which one of three lanes is the sum of the others; a difference is one of them.
func sumLaws(a, b, c int) []law {
	plus := []int{1, 1}
	return []law{{[]int{a, b, c}, plus, false, -1}, {[]int{b, a, c}, plus, false, -1}, {[]int{c, a, b}, plus, false, -1}}
}

// firstOf is the first figure of a lane, nil where it has none.
func (e *evaluator) firstOf(lane []int) *schema.Fact {
	for _, k := range lane {
		if k >= 0 {
			return &e.facts[k]
		}
	}
	return nil
}

// hundred is the figure of lane a in the one line that has 100 in lane r, -1 where not one has.
func (e *evaluator) hundred(t lattice, r, a int) int {
	found := -1
	for line, k := range t[r] {
		if k < 0 || !e.facts[k].Value.Equal(hundred) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = line
	}
	if found < 0 {
		return -1
	}
	return t[a][found]
}

// holdToLaw records the lines that break a law which the others keep.
func (e *evaluator) holdToLaw(t lattice, l *law) {
	holds := 0
	var broken [][]int
	for line := range t[0] {
		facts := l.at(t, line)
		if facts == nil || !e.oneUnit(facts, l) {
			continue
		}
		o, ok := e.byLaw(e.pick(facts), l)
		switch {
		case !ok:
		case o.verdict == schema.Inconsistent:
			if broken = append(broken, facts); len(broken) > holdingToOne && holds < len(broken)*holdingToOne {
				return
			}
		case e.tellingly(facts, o):
			holds++
		}
	}
	if holds < fewestHolding || holds < len(broken)*holdingToOne {
		return
	}
	for _, facts := range broken {
		e.breach(t, l, facts)
	}
}

// at are the figures of a law in one line, nil where one is not there.
func (l *law) at(t lattice, line int) (facts []int) {
	for _, lane := range l.lanes {
		k := t[lane][line]
		if k < 0 || k == l.whole {
			return nil
		}
		facts = append(facts, k)
	}
	if l.whole >= 0 {
		facts = append(facts, l.whole)
	}
	return facts
}

// oneUnit reports figures of one kind and unit, but for the percentage of a quotient.
func (e *evaluator) oneUnit(facts []int, l *law) bool {
	if l.weights == nil {
		if e.facts[facts[0]].Kind != schema.Ratio {
			return false
		}
		facts = facts[1:]
	}
	first := &e.facts[facts[0]]
	return first.Kind != schema.Ratio && !slices.ContainsFunc(facts, func(k int) bool {
		return e.facts[k].Kind != first.Kind || e.facts[k].Unit != first.Unit
	})
}

// byLaw judges the figures of a line; ok is false where there is nothing to judge.
func (e *evaluator) byLaw(fs []*schema.Fact, l *law) (outcome, bool) {
	switch {
	case l.weights != nil:
		return e.judge.linear(fs[0], fs[1:], l.weights), true
	case !fs[2].Value.IsPositive():
		return outcome{}, false
	case l.growth:
		return e.fromLevels(fs[0], fs[1], fs[2])
	}
	return e.judge.ratio(fs[0], fs[1], fs[2])
}

// tellingly reports a line that keeps a law by no chance: no figure is zero, no two are equal, and the accuracy is fine.
func (e *evaluator) tellingly(facts []int, o outcome) bool {
	least := e.facts[facts[0]].Value.Abs()
	for i, k := range facts {
		v := e.facts[k].Value
		for _, j := range facts[:i] {
			if e.facts[j].Value.Equal(v) {
				return false
			}
		}
		if v.IsZero() {
			return false
		}
		if e.facts[k].Kind == e.facts[facts[0]].Kind {
			least = decimal.Min(least, v.Abs())
		}
	}
	if o.verdict == schema.ExactVerdict {
		return likely(1, figures.Half(e.facts[facts[0]].Decimals), least)
	}
	return likely(1, o.tolerance, least)
}

// breach records a line that breaks a law by one slip, unless its figures make another relation of the table hold.
func (e *evaluator) breach(t lattice, l *law, facts []int) {
	fs := e.pick(facts)
	keeps := func(g []*schema.Fact) bool {
		o, ok := e.byLaw(g, l)
		return ok && (o.verdict == schema.ExactVerdict || o.verdict != schema.Inconsistent && o.tolerance.LessThanOrEqual(g[0].Value.Abs().Mul(accurateLine)))
	}
	o, _ := e.byLaw(fs, l)
	if e.toldToFail(facts) || !bySlipOfAny(fs, keeps) || e.otherwiseInLine(t, l, facts, o) {
		return
	}
	o.oneScope = true
	switch {
	case l.weights != nil:
		e.add(schema.RuleColumns, o, e.sumFormula(facts[0], facts[1:], l.weights, o)+sayOtherLines, roles(facts[0], schema.TotalRole, facts[1:], schema.PartRole)...)
	default:
		num := e.figure(fs[1])
		if l.growth {
			num = "（" + num + " − " + e.figure(fs[2]) + "）"
		}
		e.add(schema.RuleColumns, o, e.ratioFormula(e.name(fs[0])+ratioWord(fs[0]), num, e.figure(fs[2]), fs[0], o)+sayOtherLines,
			operand{facts[1], schema.NumeratorRole}, operand{facts[2], schema.DenominatorRole}, operand{facts[0], schema.RatioRole})
	}
}

// toldToFail reports a result that a failing check holds against another figure of the line already.
func (e *evaluator) toldToFail(facts []int) bool {
	return slices.ContainsFunc(e.failed[facts[0]], func(other int) bool { return slices.Contains(facts[1:], other) })
}

// accurateLine is how far, in parts of itself, a figure may be off for its fit to be no chance.
var accurateLine = decimal.New(1, -2)

// bySlipOfAny reports figures of which one as it was meant, by one slip of a hand or with the other sign, keeps a law.
func bySlipOfAny(fs []*schema.Fact, keeps func([]*schema.Fact) bool) bool {
	sizes := make([]*schema.Fact, len(fs))
	for i, f := range fs {
		size := *f
		size.Value = f.Value.Abs()
		sizes[i] = &size
	}
	signed := func(turned int, g []*schema.Fact) bool {
		tried := make([]*schema.Fact, len(g))
		for i, f := range g {
			meant := *f
			if fs[i].Value.IsNegative() != (i == turned) {
				meant.Value = f.Value.Neg()
			}
			tried[i] = &meant
		}
		return keeps(tried)
	}
	for i := range fs {
		if signed(i, sizes) {
			return true
		}
	}
	return diagnose.Mends(sizes, func(g []*schema.Fact) bool { return signed(-1, g) })
}

// otherwiseInLine reports a line whose figures hang together with another figure of it: a sum that one more column makes
// hold, a rate on another column.
func (e *evaluator) otherwiseInLine(t lattice, l *law, facts []int, o outcome) bool {
	line := slices.Index(t[l.lanes[0]], facts[0])
	var beside []int
	for _, lane := range t {
		if k := lane[line]; k >= 0 && e.facts[k].Kind != schema.Ratio && !e.facts[k].Value.IsZero() {
			beside = append(beside, k)
		}
	}
	if l.weights != nil {
		return slices.ContainsFunc(beside, func(k int) bool {
			return !slices.Contains(facts, k) && o.difference.Abs().Sub(e.facts[k].Value.Abs()).Abs().LessThanOrEqual(o.tolerance)
		})
	}
	for _, a := range beside {
		for _, b := range beside {
			other := law{growth: l.growth, whole: -1}
			if fits, ok := e.byLaw(e.pick([]int{facts[0], a, b}), &other); a != b && ok && fits.verdict != schema.Inconsistent {
				return true
			}
		}
	}
	return false
}
