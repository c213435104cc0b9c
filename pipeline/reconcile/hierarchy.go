package reconcile

import (
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// laneKey is what the rows of a hierarchy share: one column of figures of one table.
type laneKey struct {
	section schema.SectionID
	table   int
	col     int
	concept schema.ConceptID
	measure schema.Measure
	period  schema.Period
	fund    schema.FundSource
	place   place
}

func laneOf(f *schema.Fact) laneKey {
	return laneKey{f.Section, f.Source.Table, f.Source.Col, f.Concept, f.Measure, f.Period, f.Dimensions.FundSource, placeOf(f)}
}

// lane is the rows of a hierarchy, one of each code, and the codes that two rows
// carry.
type lane struct {
	key      laneKey
	rows     []int
	repeated map[string]bool
}

// classDigits is the length of the code of a class, the highest level.
const classDigits = 3

// lanes groups table facts that carry a code by their column.
func (e *evaluator) lanes(axis schema.Axis) (lanes []lane) {
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (laneKey, bool) {
		if codeOf(f, axis) == "" || !inColumn(f) {
			return laneKey{}, false
		}
		return laneOf(f), true
	}) {
		l, of := lane{key: laneOf(&e.facts[group[0]]), repeated: make(map[string]bool)}, make(map[string]int)
		for _, i := range group {
			code := codeOf(&e.facts[i], axis)
			if k, twice := of[code]; !twice {
				of[code], l.rows = i, append(l.rows, i)
			} else if !e.facts[k].Value.Equal(e.facts[i].Value) {
				l.repeated[code] = true
			}
		}
		lanes = append(lanes, l)
	}
	return lanes
}

// twice reports rows of which one's code another row carries as well: one of the
// two was read wrongly.
func (e *evaluator) twice(l lane, facts []int, axis schema.Axis) bool {
	return slices.ContainsFunc(facts, func(k int) bool { return l.repeated[codeOf(&e.facts[k], axis)] })
}

// inColumn reports an amount of a table that keeps its columns.
func inColumn(f *schema.Fact) bool {
	return f.Form == schema.Level && f.SourceKind == schema.TableSource && f.Kind == schema.Amount && !f.Said.NoColumns
}

func codeOf(f *schema.Fact, axis schema.Axis) string {
	if axis == schema.EconomicAxis {
		return f.Dimensions.EconCode
	}
	return f.Dimensions.FuncCode
}

// hierarchy checks each class against its items inside one column: the rows
// below it, up to the next of its level.
func (e *evaluator) hierarchy(r schema.Rule, axis schema.Axis) {
	columns, firsts := e.columns(), e.firstRows(axis)
	var sums []columnSum
	for _, l := range e.lanes(axis) {
		for n, k := range l.rows {
			parts, others, end := e.itemsOf(l.rows, n, axis)
			if len(parts) == 0 {
				continue
			}
			last, next := math.MaxInt, -1
			if end < len(l.rows) {
				next = l.rows[end]
				last = e.facts[next].Source.Row
			}
			others = append(others, e.foreign(columns, &l, axis, e.facts[k].Source.Row, last)...)
			sums = append(sums, columnSum{k, parts, others, next, e.twice(l, append(parts, k), axis), next < 0 && e.goesOn(k, firsts, axis)})
		}
	}
	e.addColumns(r.ID, sums)
}

// firstRows are the rows that open the tables with codes, by their tables.
func (e *evaluator) firstRows(axis schema.Axis) (out []int) {
	for i := range e.facts {
		f := &e.facts[i]
		if !inColumn(f) || codeOf(f, axis) == "" {
			continue
		}
		switch last := len(out) - 1; {
		case last < 0 || e.facts[out[last]].Source.Table < f.Source.Table:
			out = append(out, i)
		case e.facts[out[last]].Source.Table == f.Source.Table && f.Source.Row < e.facts[out[last]].Source.Row:
			out[last] = i
		}
	}
	return out
}

// goesOn reports a class at the end of its table that the next one with codes opens with
// an item of: a page ends between them.
func (e *evaluator) goesOn(class int, firsts []int, axis schema.Axis) bool {
	f := &e.facts[class]
	k := slices.IndexFunc(firsts, func(k int) bool { return e.facts[k].Source.Table > f.Source.Table })
	if k < 0 {
		return false
	}
	code, next := codeOf(f, axis), codeOf(&e.facts[firsts[k]], axis)
	return len(next) > len(code) && strings.HasPrefix(next, code)
}

// itemsOf are the items of row n, the rows among them of another class, and the
// row with which the class ends.
func (e *evaluator) itemsOf(rows []int, n int, axis schema.Axis) (parts, others []int, end int) {
	code := codeOf(&e.facts[rows[n]], axis)
	for end = n + 1; end < len(rows) && !closes(codeOf(&e.facts[rows[end]], axis), code); end++ {
		switch c := codeOf(&e.facts[rows[end]], axis); {
		case len(c) == len(code)+2 && strings.HasPrefix(c, code):
			parts = append(parts, rows[end])
		case len(parts) > 0 && strings.HasPrefix(c, codeOf(&e.facts[parts[len(parts)-1]], axis)):
		default:
			others = append(others, rows[end]) // of another class, or of one whose own row is not there
		}
	}
	return parts, others, end
}

// closes reports the row with which a class ends: one of its own level beside it,
// or any class. A lower level of another class stands where it does not belong.
func closes(c, class string) bool {
	return len(c) <= len(class) && (len(c) == classDigits || c[:classDigits] == class[:classDigits])
}

// columns are the amounts of each column of the tables, but zero.
func (e *evaluator) columns() map[figures.Column][]int {
	out := make(map[figures.Column][]int)
	for i := range e.facts {
		if f := &e.facts[i]; inColumn(f) && !f.Value.IsZero() {
			c := figures.ColumnOf(f)
			out[c] = append(out[c], i)
		}
	}
	return out
}

// foreign are the amounts between two rows of a lane's column that are not of
// the lane: rows of which no class is known, rows that were read as something
// else, and rows of a class that stands above already, so that one of the two
// was read wrongly.
func (e *evaluator) foreign(columns map[figures.Column][]int, l *lane, axis schema.Axis, after, before int) (out []int) {
	for _, k := range columns[figures.Column{Kind: schema.TableSource, Table: l.key.table, Col: l.key.col}] {
		f := &e.facts[k]
		switch row := f.Source.Row; {
		case row <= after:
		case row >= before, f.Said.SumRow:
			return out
		case codeOf(f, axis) == "" || laneOf(f) != l.key || l.repeated[codeOf(f, axis)] && !slices.Contains(l.rows, k):
			out = append(out, k)
		}
	}
	return out
}

// columnSum is a total of a column with the rows that should make it up.
type columnSum struct {
	total  int
	parts  []int
	others []int // rows among them that have no class, or one from elsewhere
	next   int   // the row after the last, -1 for none
	twice  bool  // one of the codes stands in two rows
	goesOn bool  // the next table opens with another of the parts
}

// addColumns judges total = Σ parts down the columns of tables.
func (e *evaluator) addColumns(id schema.RuleID, sums []columnSum) {
	judged := make([]columnVerdict, len(sums))
	for i := range sums {
		judged[i] = e.judgeColumn(&sums[i])
	}
	shown := e.evidence(sums, judged)
	for i := range sums {
		c, v := &sums[i], &judged[i]
		open := ""
		if v.verdict == schema.Inconsistent {
			if open = e.openSum(c, v); open == "" {
				open = shown.doubt(e, c, v)
			}
			if open != "" {
				v.verdict = schema.Ambiguous
			}
		}
		e.add(id, v.outcome, e.sumFormula(c.total, v.parts, nil, v.outcome)+open, roles(c.total, schema.TotalRole, v.parts, schema.PartRole)...)
	}
}

// columnVerdict is how a sum came out, and with which parts.
type columnVerdict struct {
	outcome
	parts []int
}

// judgeColumn judges one sum. Rows from elsewhere belong to it where it then holds.
func (e *evaluator) judgeColumn(c *columnSum) columnVerdict {
	f := &e.facts[c.total]
	o := e.judge.linear(f, e.pick(c.parts), nil)
	if o.verdict == schema.Inconsistent && len(c.others) > 0 {
		all := slices.Sorted(slices.Values(slices.Concat(c.parts, c.others)))
		if with := e.judge.linear(f, e.pick(all), nil); with.verdict != schema.Inconsistent {
			return columnVerdict{with, all}
		}
	}
	return columnVerdict{o, c.parts}
}

// openSum says what of its own rows leaves a failing sum open, "" where nothing does: a
// code read twice, rows from elsewhere, a row below that would make it hold, a list of only
// some parts (其中).
func (e *evaluator) openSum(c *columnSum, v *columnVerdict) string {
	f := &e.facts[c.total]
	switch {
	case c.twice:
		return sayTwice
	case c.goesOn:
		return sayGoesOn
	case len(c.others) > 0 || e.unreadCell(f, v.parts):
		return sayUnreadRows
	case c.next >= 0 && e.judge.linear(f, e.pick(append(slices.Clone(v.parts), c.next)), nil).verdict != schema.Inconsistent:
		return sayNextRow + e.name(&e.facts[c.next])
	case v.difference.IsPositive() && (e.fallsShort(v.outcome, v.parts) || slices.ContainsFunc(v.parts, func(k int) bool { return e.facts[k].Said.OfWhich })):
		return sayPartial
	case e.withoutReserve(f, v.parts):
		return sayPartial
	case v.difference.IsPositive() && len(v.parts) == 1 && e.facts[v.parts[0]].Said.Remainder:
		return sayRemainderOnly
	}
	return ""
}

// reserve is the class of the reserve fund (预备费), which a budget counts among the
// expenditure of its classes or sets beside it.
const reserve = "227"

// withoutReserve reports a total that its classes make up without the reserve fund.
func (e *evaluator) withoutReserve(total *schema.Fact, parts []int) bool {
	rest := slices.DeleteFunc(slices.Clone(parts), func(k int) bool { return e.facts[k].Dimensions.FuncCode == reserve })
	return len(rest) > 1 && len(rest) < len(parts) && e.judge.linear(total, e.pick(rest), nil).verdict != schema.Inconsistent
}

// fallsShort reports a long list that makes up less than three fifths of its total: a slip
// in one of many seldom does that, and offices leave out whole classes that they do not
// publish (纪检监察, 公共安全). A negative part takes away as much by its sign alone.
func (e *evaluator) fallsShort(o outcome, parts []int) bool {
	negative := slices.ContainsFunc(parts, func(k int) bool { return e.facts[k].Value.IsNegative() })
	return len(parts) >= longList && !negative && o.computed.Mul(decimal.NewFromInt(5)).LessThan(o.reported.Mul(decimal.NewFromInt(3)))
}

// longList is how many parts a list has at least that one slip hardly brings down.
const longList = 6

// unreadCell reports a cell among the parts of a column's total that could not be
// read.
func (e *evaluator) unreadCell(total *schema.Fact, parts []int) bool {
	first, last := total.Source.Row, total.Source.Row
	for _, p := range parts {
		first, last = min(first, e.facts[p].Source.Row), max(last, e.facts[p].Source.Row)
	}
	return slices.ContainsFunc(e.report.Issues, func(i schema.Issue) bool {
		s := i.Source
		return s.Table >= 0 && s.Table == total.Source.Table && s.Col == total.Source.Col && s.Row >= first && s.Row <= last
	})
}

// classTotals checks the total of a table's column against its classes.
func (e *evaluator) classTotals(r schema.Rule, axis schema.Axis) {
	columns := e.columns()
	var sums []columnSum
	for _, l := range e.lanes(axis) {
		total := e.totalOf(l.key)
		if total < 0 {
			continue
		}
		var parts []int
		after, before := e.facts[total].Source.Row, math.MaxInt
		for _, k := range l.rows {
			if len(codeOf(&e.facts[k], axis)) != classDigits {
				continue
			}
			if row := e.facts[k].Source.Row; len(parts) == 0 && before == math.MaxInt && (row < after || e.closing(columns, total)) {
				after, before = e.totalAbove(columns, total), after // the total closes its column; what follows it is outside
			}
			if row := e.facts[k].Source.Row; row > before {
				break
			} else if row < after {
				continue
			}
			parts = append(parts, k)
		}
		if len(parts) > 0 && (axis == schema.FunctionAxis || e.allInColumn(&l, axis)) {
			others := append(e.foreign(columns, &l, axis, after, before), e.withoutClass(l.rows, axis, after, before)...)
			sums = append(sums, columnSum{total, parts, others, -1, e.twice(l, parts, axis), false})
		}
	}
	e.addColumns(r.ID, sums)
}

// allInColumn reports a table that tells no class in another column than a lane does, as one that has staff on the left
// and goods on the right.
func (e *evaluator) allInColumn(l *lane, axis schema.Axis) bool {
	rows := make(map[int]bool)
	for _, k := range l.rows {
		rows[e.facts[k].Source.Row] = true
	}
	return !slices.ContainsFunc(e.facts, func(f schema.Fact) bool {
		return f.SourceKind == schema.TableSource && f.Source.Table == l.key.table && len(codeOf(&f, axis)) == classDigits && f.Source.Col != l.key.col && (!rows[f.Source.Row] || f.Measure == l.key.measure && f.Period == l.key.period && f.Concept == l.key.concept)
	})
}

// withoutClass are the rows between two of a lane of which the class has no row itself:
// 其他转移性支出 below the classes of a government's expenditure.
func (e *evaluator) withoutClass(rows []int, axis schema.Axis, after, before int) (out []int) {
	classes := make(map[string]bool)
	for _, k := range rows {
		if c := codeOf(&e.facts[k], axis); len(c) == classDigits {
			classes[c] = true
		}
	}
	for _, k := range rows {
		f := &e.facts[k]
		if c := codeOf(f, axis); len(c) > classDigits && !classes[c[:classDigits]] && f.Source.Row > after && f.Source.Row < before && !f.Value.IsZero() {
			out = append(out, k)
		}
	}
	return out
}

// totalAbove is the row of the total before another in its column, -1 for none.
func (e *evaluator) totalAbove(columns map[figures.Column][]int, total int) int {
	row, f := -1, &e.facts[total]
	for _, k := range columns[figures.ColumnOf(f)] {
		if g := &e.facts[k]; g.Source.Row < f.Source.Row && g.Said.SumRow {
			row = g.Source.Row
		}
	}
	return row
}

// closing reports a total with amounts above it in its column.
func (e *evaluator) closing(columns map[figures.Column][]int, total int) bool {
	f := &e.facts[total]
	above := columns[figures.ColumnOf(f)]
	return len(above) > 0 && e.facts[above[0]].Source.Row < f.Source.Row
}

// totalOf finds the figure without code that heads a column of classes.
func (e *evaluator) totalOf(l laneKey) int {
	want := []schema.ConceptID{l.concept}
	if l.concept == schema.ExpenditureByFunction {
		want = []schema.ConceptID{schema.ExpenditureYear, schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital, schema.ExpenditureFiscal}
	}
	if l.concept == schema.ExpenditureByEconomic {
		want = []schema.ConceptID{schema.ExpenditureBasic}
	}
	column := figures.Column{Kind: schema.TableSource, Table: l.table, Col: l.col}
	for _, c := range want {
		k := e.figs.Find(&figures.Query{Concept: c, Measures: []schema.Measure{l.measure}, Period: l.period, Section: l.section, Column: &column, Body: true,
			Where: func(f *schema.Fact) bool {
				return f.Said.TotalRow && f.Section == l.section && f.Period == l.period && placeOf(f) == l.place &&
					(f.Dimensions.FundSource == l.fund || schema.OfOneFund(c) && l.fund == "")
			}})
		if k >= 0 {
			return k
		}
	}
	return -1
}
