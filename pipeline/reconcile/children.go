package reconcile

import (
	"cmp"
	"slices"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// children evaluates sums along one axis. The parts of a total are the facts with
// its key (one table, column, row or passage), one of each member.
func (e *evaluator) children(r schema.Rule, c schema.Children) {
	switch c.Axis {
	case schema.FunctionAxis, schema.EconomicAxis:
		if c.Total == "" {
			e.hierarchy(r, c.Axis)
		} else {
			e.classTotals(r, c.Axis)
		}
	case schema.NatureAxis:
		e.natures(r)
	case schema.FundColumnAxis:
		e.fundColumns(r)
	case schema.FlowAxis:
		if c.Total == "" {
			e.fundFlow(r)
		} else {
			e.fundTotals(r, c.Total)
		}
	default:
		e.memberSums(r, memberAxes[c.Axis])
	}
}

// memberAxis is how the members of a total are told along one axis.
type memberAxis struct {
	totals  []schema.ConceptID
	part    schema.ConceptID                 // of the members; "" is that of the total
	total   func(f *schema.Fact) bool        // which facts are totals
	of      func(total, g *schema.Fact) bool // which facts are members of one
	key     func(g *schema.Fact) string      // what tells members apart; "" is no member
	or      func(g *schema.Fact) string      // what does in a second reading, nil for none
	after   bool                             // members stand after their total
	partial bool                             // not every member need be told
	count   schema.ConceptID                 // of how many members the passage of the total says there are; "" where none does
}

var projectMoney = []schema.ConceptID{schema.PerformanceProjectBudget, schema.PerformanceProjectSpent}

var memberAxes = map[schema.Axis]memberAxis{
	// Grades that no project got are often left out, never the others.
	schema.GradeAxis: {totals: []schema.ConceptID{schema.PerformanceProjectsEvaluated}, part: schema.PerformanceProjectsByGrade, total: figures.Plain, of: figures.Near, after: true,
		key: func(g *schema.Fact) string { return "grade " + g.Dimensions.Grade }},
	schema.VehicleAxis: {totals: []schema.ConceptID{schema.AssetVehicles}, part: schema.AssetVehiclesByKind, total: figures.Plain, of: figures.Near, after: true,
		key: func(g *schema.Fact) string { return "kind " + g.Dimensions.VehicleKind }},
	// A section may not describe every project.
	schema.ProjectAxis: {totals: projectMoney, total: figures.Plain, after: true, partial: true,
		of: func(f, g *schema.Fact) bool {
			return g.Section == f.Section && g.Measure == f.Measure && g.Dimensions.FundSource == "" && g.Dimensions.Subordinate == "" && !figures.Near(f, g)
		},
		key: func(g *schema.Fact) string { return g.Dimensions.Project }},
	// The tables of all the projects: as many as the sentence of the amount counts.
	schema.EvaluatedAxis: {totals: []schema.ConceptID{schema.PerformanceAmountCovered}, part: schema.PerformanceProjectBudget, count: schema.PerformanceProjectsTarget, total: figures.Plain, after: true,
		of: func(f, g *schema.Fact) bool {
			return g.SourceKind == schema.PerformanceTable && g.Dimensions.FundSource == "" && g.Period == f.Period
		},
		key: func(g *schema.Fact) string { return g.Dimensions.Project }},
	schema.FundAxis: {totals: projectMoney,
		total: func(f *schema.Fact) bool {
			return f.SourceKind == schema.PerformanceTable && f.Dimensions.FundSource == "" && f.Form == schema.Level && f.Kind == schema.Amount
		},
		of: func(f, g *schema.Fact) bool {
			return g.Dimensions.FundSource != schema.GeneralPublicBudget && g.Source.Table == f.Source.Table && figures.Near(f, g) && g.Measure == f.Measure && g.Kind == f.Kind
		},
		key: func(g *schema.Fact) string {
			if g.Dimensions.FundSource == "" {
				return ""
			}
			return string(g.Dimensions.FundSource) + " " + g.Label // 中央资金 and 省级资金 are both fiscal
		},
		or: func(g *schema.Fact) string { return string(g.Dimensions.FundSource) }},
}

// memberSums checks totals against the members told with them.
func (e *evaluator) memberSums(r schema.Rule, axis memberAxis) {
	for _, concept := range axis.totals {
		for _, k := range e.figs.Of(concept) {
			if !axis.total(&e.facts[k]) {
				continue
			}
			parts := e.members(k, axis)
			if len(parts) < 2 {
				continue
			}
			o := e.judge.linear(&e.facts[k], e.pick(parts), nil)
			if axis.or != nil && o.verdict == schema.Inconsistent {
				parts, o = e.otherwise(k, axis, parts, o)
			}
			if o.verdict == schema.Inconsistent && (axis.partial || axis.count != "" && !e.counted(k, axis.count, len(parts))) {
				o.verdict = schema.Incomplete
			}
			if o.verdict == schema.Inconsistent && axis.count != "" && slices.ContainsFunc(parts, e.toldOtherwise) {
				o.verdict = schema.Ambiguous
			}
			e.recordSum(r.ID, o, k, parts)
		}
	}
}

// otherwise tells the members of a total apart in the second way and takes those where they
// make it up: 中央财政资金 stands below 财政资金, or beside it.
func (e *evaluator) otherwise(k int, axis memberAxis, parts []int, o outcome) ([]int, outcome) {
	axis.key = axis.or
	others := e.members(k, axis)
	if len(others) < 2 || len(others) == len(parts) {
		return parts, o
	}
	if second := e.judge.linear(&e.facts[k], e.pick(others), nil); second.verdict != schema.Inconsistent {
		return others, second
	}
	return parts, o
}

// counted reports that the sentence of a total says how many members it has, and
// that so many are told.
func (e *evaluator) counted(total int, c schema.ConceptID, members int) bool {
	f := &e.facts[total]
	return slices.ContainsFunc(e.figs.Of(c), func(k int) bool {
		g := &e.facts[k]
		return figures.SameSentence(f, g) && g.Value.IsInteger() && g.Value.IntPart() == int64(members)
	})
}

// toldOtherwise reports a figure of a table of which the same table gives another
// value: that of the whole project beside that of the year.
func (e *evaluator) toldOtherwise(k int) bool {
	f := &e.facts[k]
	return slices.ContainsFunc(e.figs.Alike(f), func(j int) bool {
		g := &e.facts[j]
		return figures.Near(f, g) && g.Form == schema.Level && g.Kind == f.Kind && g.Measure == f.Measure && !g.Value.Equal(f.Value)
	})
}

// members are the first statements of each member of a total.
func (e *evaluator) members(k int, axis memberAxis) (parts []int) {
	f, seen := &e.facts[k], make(map[string]bool)
	for _, j := range around(e.figs.Of(cmp.Or(axis.part, f.Concept)), k) {
		g := &e.facts[j]
		if key := axis.key(g); g.Form == schema.Level && key != "" && !seen[key] && (j > k || !axis.after) && axis.of(f, g) {
			seen[key] = true
			parts = append(parts, j)
		}
	}
	if len(parts) > mostMembers {
		return nil
	}
	return parts
}

// mostMembers is how many members a total has at most. A report with as many
// totals as members would be checked to no end.
const mostMembers = 512

// around are the facts of a list that are tried as members of fact k: those nearest.
func around(facts []int, k int) []int {
	at, _ := slices.BinarySearch(facts, k)
	return facts[max(0, at-figures.Most):min(len(facts), at+figures.Most)]
}

// recordSum records a judged total = Σ parts.
func (e *evaluator) recordSum(id schema.RuleID, o outcome, total int, parts []int) {
	e.add(id, o, e.sumFormula(total, parts, o.weights, o), roles(total, schema.TotalRole, parts, schema.PartRole)...)
}

// addSum judges and records total = Σ parts.
func (e *evaluator) addSum(id schema.RuleID, total int, parts []int) {
	e.recordSum(id, e.judge.linear(&e.facts[total], e.pick(parts), nil), total, parts)
}

// natures checks each row of a table: the class against its columns.
func (e *evaluator) natures(r schema.Rule) {
	type row struct {
		table, row int
		fund       schema.FundSource // 合计 of all funds may stand beside the parts of one
		measure    schema.Measure    // and what was executed beside what is budgeted
		period     schema.Period
	}
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (row, bool) {
		return row{f.Source.Table, f.Source.Row, f.Dimensions.FundSource, f.Measure, f.Period}, f.SourceKind == schema.TableSource && !f.Said.NoColumns && f.Dimensions.FuncCode != "" && f.Form == schema.Level
	}) {
		n := natureParts{total: -1}
		for _, k := range group {
			n.add(k, e.facts[k].Concept)
		}
		if parts := n.parts(); n.total >= 0 && len(parts) > 0 {
			e.addSum(r.ID, n.total, parts)
		}
	}
}

// natureParts are the figures of one row of a table by class.
type natureParts struct {
	total        int
	basic        []int
	split, other []int // split: 人员经费 and 公用经费 where no column of their sum is printed
}

func (n *natureParts) add(i int, c schema.ConceptID) {
	switch c {
	case schema.ExpenditureByFunction:
		if n.total < 0 {
			n.total = i
		}
	case schema.ExpenditureBasic:
		n.basic = append(n.basic, i)
	case schema.ExpenditurePersonnel, schema.ExpenditurePublicUse:
		n.split = append(n.split, i)
	case schema.ExpenditureProject, schema.ExpenditureRemitUp, schema.ExpenditureOperating, schema.ExpenditureSubordinateSubsidy:
		n.other = append(n.other, i)
	}
}

// parts are what makes up the total: basic expenditure, or its two halves where
// the table prints those alone.
func (n *natureParts) parts() []int {
	halves := n.basic
	if len(halves) == 0 {
		halves = n.split
	}
	return slices.Sorted(slices.Values(slices.Concat(halves, n.other)))
}

// fundColumns checks the figure of all fiscal appropriation in a table against
// those of its funds, which stand beside it or below it. A fund whose cell is
// blank leaves the check incomplete where it could explain the difference.
func (e *evaluator) fundColumns(r schema.Rule) {
	type quantity struct {
		table   int
		number  int // whatever the fund
		measure schema.Measure
		period  schema.Period
	}
	whole := e.anyFund()
	for _, group := range groupBy(e.facts, func(i int, f *schema.Fact) (quantity, bool) {
		if f.Concept == "" || !inColumn(f) {
			return quantity{}, false
		}
		return quantity{f.Source.Table, whole[e.figs.Quantity(i)], f.Measure, f.Period}, true
	}) {
		of := make(map[schema.FundSource]int)
		for _, k := range group {
			if fund := e.facts[k].Dimensions.FundSource; of[fund] == 0 {
				of[fund] = k + 1 // 0 is none
			}
		}
		if total := of[schema.FiscalFunds]; total > 0 {
			e.sumOfFunds(r, total-1, of)
		}
	}
}

// fiscalFunds are the funds that fiscal appropriation is made of.
var fiscalFunds = []schema.FundSource{schema.GeneralPublicBudget, schema.GovernmentFund, schema.StateCapital}

func (e *evaluator) sumOfFunds(r schema.Rule, total int, of map[schema.FundSource]int) {
	var parts []int
	for _, fund := range fiscalFunds {
		if k := of[fund]; k > 0 {
			parts = append(parts, k-1)
		}
	}
	if len(parts) < 2 {
		return
	}
	o := e.judge.linear(&e.facts[total], e.pick(parts), nil)
	if o.verdict == schema.Inconsistent && len(parts) < len(fiscalFunds) && o.difference.IsPositive() {
		o.verdict = schema.Incomplete
	}
	e.recordSum(r.ID, o, total, parts)
}

// fundFlow checks each row of a fund's own table: what was there at the
// beginning and came in, less what was spent, is left at the end.
func (e *evaluator) fundFlow(r schema.Rule) {
	type row struct {
		table, row int
		code       string
		fund       schema.FundSource
	}
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (row, bool) {
		fund := f.Dimensions.FundSource
		return row{f.Source.Table, f.Source.Row, f.Dimensions.FuncCode, fund}, f.SourceKind == schema.TableSource && f.Form == schema.Level && f.Kind == schema.Amount &&
			(fund == schema.GovernmentFund || fund == schema.StateCapital)
	}) {
		opening, revenue, spent, closing := -1, -1, -1, -1
		for _, k := range group {
			switch e.facts[k].Concept {
			case schema.BalanceOpening:
				opening = k
			case schema.RevenueGovernmentFund, schema.RevenueStateCapital:
				revenue = k
			case schema.ExpenditureByFunction, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital:
				spent = k
			case schema.BalanceClosing:
				closing = k
			}
		}
		if opening >= 0 && revenue >= 0 && spent >= 0 && closing >= 0 {
			parts := []int{opening, revenue, spent}
			e.recordSum(r.ID, e.judge.linear(&e.facts[closing], e.pick(parts), []int{1, 1, -1}), closing, parts)
		}
	}
}

// spentByFund names the expenditure of each fund.
var spentByFund = map[schema.FundSource]schema.ConceptID{
	schema.GeneralPublicBudget: schema.ExpenditureGeneralPublicBudget,
	schema.GovernmentFund:      schema.ExpenditureGovernmentFund,
	schema.StateCapital:        schema.ExpenditureStateCapital,
}

// fundTotals checks the grand total of each fund's column against what was spent
// and what is left. A blank balance leaves the check incomplete where it could
// explain the difference.
func (e *evaluator) fundTotals(r schema.Rule, total schema.ConceptID) {
	for _, k := range e.figs.Of(total) {
		f := &e.facts[k]
		spent := e.inColumnOf(f, spentByFund[f.Dimensions.FundSource])
		if !figures.Plain(f) || f.SourceKind != schema.TableSource || spent < 0 {
			continue
		}
		parts := []int{spent}
		if closing := e.inColumnOf(f, schema.BalanceClosing); closing >= 0 {
			parts = append(parts, closing)
		}
		o := e.judge.linear(f, e.pick(parts), nil)
		if rows := e.rowsBetween(spent, k); o.verdict == schema.Inconsistent && len(rows) > len(parts)-1 {
			if all := e.judge.linear(f, e.pick(append(rows, spent)), nil); all.verdict != schema.Inconsistent {
				parts, o = append([]int{spent}, rows...), all // 调出资金 and what else a fund's money went to
			}
		}
		if o.verdict == schema.Inconsistent && len(parts) == 1 && o.difference.IsPositive() {
			o.verdict = schema.Incomplete
		}
		e.recordSum(r.ID, o, k, parts)
	}
}

// rowsBetween are the amounts of a column in the rows between two of its figures.
func (e *evaluator) rowsBetween(from, to int) (rows []int) {
	first, last := &e.facts[from], &e.facts[to]
	for k := range e.facts {
		if g := &e.facts[k]; g.Source.Row > first.Source.Row && g.Source.Row < last.Source.Row && g.Form == schema.Level && g.Kind == schema.Amount && figures.ColumnOf(g) == figures.ColumnOf(last) {
			rows = append(rows, k)
		}
	}
	return rows
}

// inColumnOf finds a concept's figure in the column of a fact, of its fund and phase.
func (e *evaluator) inColumnOf(f *schema.Fact, c schema.ConceptID) int {
	column := figures.ColumnOf(f)
	return e.figs.Find(&figures.Query{From: f, Concept: c, Measures: []schema.Measure{f.Measure}, Year: f.Period.End.Year(), Column: &column, Body: true,
		Where: func(g *schema.Fact) bool { return g.Dimensions.FundSource == f.Dimensions.FundSource }})
}

// budgetColumn checks a list that states budget and final figure of each item
// in its budgets too: where the final figures add up, the list is complete.
func (e *evaluator) budgetColumn(result int, parts []int) {
	total := e.budgetBeside(result, "")
	if total < 0 {
		return
	}
	var budgets []int
	for _, p := range parts {
		b := e.budgetBeside(p, e.facts[total].Measure)
		if b < 0 {
			return
		}
		budgets = append(budgets, b)
	}
	e.addSum(schema.RuleListSum, total, budgets)
}

// budgetBeside finds the budget stated right before a final figure: of a given
// phase, or of one that the text leaves open.
func (e *evaluator) budgetBeside(k int, phase schema.Measure) int {
	f := &e.facts[k]
	if f.Form != schema.Level || f.Measure != schema.Final {
		return -1
	}
	return e.figs.Find(&figures.Query{From: f, At: k, Before: 2, Concept: f.Concept, Dims: &f.Dimensions,
		Where: func(g *schema.Fact) bool {
			return g.Measure.IsBudget() && (phase == "" || g.Measure == phase || g.Measure == schema.Budget)
		}})
}
