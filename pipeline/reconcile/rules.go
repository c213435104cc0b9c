package reconcile

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// rule evaluates one entry of the rules table wherever its total is stated.
func (e *evaluator) rule(r schema.Rule) {
	switch rel := r.Relation.(type) {
	case schema.Sum:
		e.sumRule(r, rel)
	case schema.NotAbove:
		e.notAbove(r, rel)
	case schema.Children:
		e.children(r, rel)
	}
}

// aspect is what the facts bound to one identity must share.
type aspect struct {
	measure schema.Measure
	year    int
	fund    schema.FundSource
	section schema.SectionID
	table   bool // tables and narrative are bound apart, so each statement is checked on its own
}

func aspectOf(f *schema.Fact) aspect {
	return aspect{f.Measure, f.Period.End.Year(), f.Dimensions.FundSource, f.Section, f.SourceKind == schema.TableSource}
}

// sumRule evaluates Total = Σ Parts once per aspect in which a total is stated.
func (e *evaluator) sumRule(r schema.Rule, s schema.Sum) {
	seen := map[aspect]bool{}
	for _, k := range e.figs.Of(s.Total.Concept) {
		f := &e.facts[k]
		a := aspectOf(f)
		if !figures.Plain(f) || !fits(s.Total, f) || seen[a] || s.FiscalOnly && !e.fiscalOnly(f) {
			continue
		}
		k = e.mostPrecise(k, a)
		anywhere := aspect{measure: a.measure, year: a.year, fund: a.fund}
		e.bindSum(r, s, k, !seen[anywhere])
		seen[a], seen[anywhere] = true, true
	}
}

// mostPrecise picks the finest statement of a total within its aspect.
func (e *evaluator) mostPrecise(k int, a aspect) int {
	f := &e.facts[k]
	finer := func(g, than *schema.Fact) bool { return e.figs.Scale.Quantum(g) > e.figs.Scale.Quantum(than) }
	best := e.figs.Find(&figures.Query{From: f, Concept: f.Concept, Section: f.Section, Body: true, Prefer: finer,
		Where: func(g *schema.Fact) bool { return aspectOf(g) == a }})
	if best >= 0 && finer(&e.facts[best], f) {
		return best
	}
	return k
}

// fits reports whether a fact can stand at a term.
func fits(t schema.Term, f *schema.Fact) bool {
	return (t.Fund == "" || f.Dimensions.FundSource == t.Fund) && (t.Measure == "" || f.Measure == t.Measure)
}

// bindSum finds the parts of one stated total and judges the sum. Optional
// parts that are not stated count as zero only when the identity then holds:
// otherwise the check is incomplete, for the missing part may explain it.
func (e *evaluator) bindSum(r schema.Rule, s schema.Sum, total int, first bool) {
	f := &e.facts[total]
	var parts, weights []int
	missing, omitted := 0, map[int]bool{}
	for _, t := range s.Parts {
		k := e.bind(t, f)
		switch {
		case k >= 0:
			parts = append(parts, k)
			weights = append(weights, cmp.Or(t.Weight, 1))
		case t.Optional:
			omitted[cmp.Or(t.Weight, 1)] = true
		default:
			missing++
		}
	}
	if len(parts) == 0 || missing > 0 && len(parts)+missing > 1 && len(parts) == 0 {
		return
	}
	ops := roles(total, "total", parts, "part")
	if !first && !e.allIn(parts, f.Section) {
		return // said elsewhere; repeating it with borrowed parts adds nothing
	}
	if missing > 0 {
		e.add(r.ID, outcome{verdict: schema.Incomplete}, r.Title+"："+e.name(f)+" "+e.figure(f)+"，缺少其余各项", ops...)
		return
	}
	o := e.judge.linear(f, e.pick(parts), weights)
	if o.verdict == schema.Inconsistent {
		switch {
		case e.vague(f, parts):
			o.verdict = schema.Ambiguous
		case omitted[cmp.Or(o.difference.Sign(), 1)] && !e.nothingLeft(f):
			o.verdict = schema.Incomplete
		}
	}
	e.add(r.ID, o, e.sumFormula(total, parts, weights, o), ops...)
}

// fiscalOnly reports a year whose revenue is all fiscal appropriation and whose
// basic expenditure is all of the general public budget.
func (e *evaluator) fiscalOnly(f *schema.Fact) bool {
	revenue := e.bind(schema.Term{Concept: schema.RevenueYear}, f)
	if revenue < 0 {
		return false
	}
	sum := zero
	for _, c := range []schema.ConceptID{schema.RevenueGeneralPublicBudget, schema.RevenueGovernmentFund, schema.RevenueStateCapital} {
		if k := e.bind(schema.Term{Concept: c}, f); k >= 0 {
			sum = sum.Add(e.facts[k].Value)
		}
	}
	all := e.bind(schema.Term{Concept: schema.ExpenditureBasic, Fund: schema.AllFunds}, f)
	gpb := e.bind(schema.Term{Concept: schema.ExpenditureBasic, Fund: schema.GeneralPublicBudget}, f)
	return sum.Equal(e.facts[revenue].Value) && all >= 0 && gpb >= 0 && e.facts[all].Value.Equal(e.facts[gpb].Value)
}

// allIn reports parts that all stand in one section.
func (e *evaluator) allIn(parts []int, s schema.SectionID) bool {
	for _, p := range parts {
		if e.facts[p].Section != s {
			return false
		}
	}
	return true
}

// nothingLeft reports a grand total equal to the year's own total: no balance is
// carried in or out, so an omitted one is zero.
func (e *evaluator) nothingLeft(f *schema.Fact) bool {
	year := map[schema.ConceptID]schema.ConceptID{schema.RevenueTotal: schema.RevenueYear, schema.ExpenditureTotal: schema.ExpenditureYear}[f.Concept]
	for _, k := range e.figs.Of(year) {
		if g := &e.facts[k]; figures.Plain(g) && g.Measure == f.Measure && g.Period.End.Year() == f.Period.End.Year() && g.Value.Equal(f.Value) {
			return true
		}
	}
	return false
}

// vague reports a grand total that neither side calls one: 收入100万元、支出90万元
// states two flows, not two sides of one balance.
func (e *evaluator) vague(f *schema.Fact, parts []int) bool {
	if f.Concept != schema.RevenueTotal && f.Concept != schema.ExpenditureTotal || f.SourceKind == schema.TableSource {
		return false
	}
	return !f.Said.GrandTotal && !slices.ContainsFunc(parts, func(p int) bool { return e.facts[p].Said.GrandTotal })
}

// bind finds the fact at a term for a total: same measure and year, the term's
// fund or the total's, from the same kind of source first, then the same
// section, then the most precise.
func (e *evaluator) bind(t schema.Term, total *schema.Fact) int {
	closer := e.figs.Closer(total.Section)
	return e.figs.Find(&figures.Query{From: total, Concept: t.Concept, Measures: measuresOf(t, total), Year: total.Period.End.Year(), Body: true,
		Where: func(g *schema.Fact) bool { return ofFund(t, g, total) },
		Prefer: func(g, than *schema.Fact) bool {
			if a, b := g.SourceKind == total.SourceKind, than.SourceKind == total.SourceKind; a != b {
				return a
			}
			return closer(g, than)
		}})
}

// measuresOf are the phases in which a term's figure may stand beside a total: a
// balance has often none, and in final accounts any.
func measuresOf(t schema.Term, total *schema.Fact) []schema.Measure {
	switch balance := schema.AccountOf(t.Concept) == schema.BalanceAccount; {
	case balance && total.Measure == schema.Final:
		return nil
	case balance:
		return []schema.Measure{cmp.Or(t.Measure, total.Measure), ""}
	}
	return []schema.Measure{cmp.Or(t.Measure, total.Measure)}
}

// ofFund reports a figure of the fund of a term, or else of its total. The three
// public expenses are of whichever fund the text says.
func ofFund(t schema.Term, g, total *schema.Fact) bool {
	fund, of := cmp.Or(t.Fund, total.Dimensions.FundSource), g.Dimensions.FundSource
	return fund == "" || of == fund || of == "" || schema.OfOneFund(g.Concept) && (fund == schema.AllFunds || fund == schema.FiscalFunds) || threePublic(total)
}

func threePublic(f *schema.Fact) bool {
	return schema.AccountOf(f.Concept) == schema.ThreePublicAccount
}

// notAbove evaluates Part ≤ Whole wherever both are stated.
func (e *evaluator) notAbove(r schema.Rule, s schema.NotAbove) {
	seen := map[aspect]bool{}
	for _, k := range e.figs.Of(s.Part.Concept) {
		f := &e.facts[k]
		a := aspectOf(f)
		a.table, a.section = false, ""
		if !figures.Plain(f) || !fits(s.Part, f) || seen[a] {
			continue
		}
		whole := e.bindWhole(s.Whole, f)
		if whole < 0 {
			continue
		}
		seen[a] = true
		if len(s.Plus) > 0 {
			e.notAboveSum(r, s, k, whole)
			continue
		}
		e.atMost(r.ID, k, whole)
	}
}

// notAboveSum evaluates Part ≤ Whole + Plus.
func (e *evaluator) notAboveSum(r schema.Rule, s schema.NotAbove, part, whole int) {
	f := &e.facts[part]
	parts := []int{whole}
	for _, t := range s.Plus {
		k := e.bind(t, f)
		if k < 0 && !t.Optional {
			return
		}
		if k >= 0 && e.facts[k].Measure != schema.Used {
			parts = append(parts, k)
		}
	}
	o := e.judge.linear(f, e.pick(parts), nil)
	if o.verdict == schema.Inconsistent && o.difference.IsNegative() {
		o.verdict = schema.ExactVerdict
	}
	formula := e.name(f) + " " + e.figure(f) + " ≤ "
	for i, p := range parts {
		if i > 0 {
			formula += " + "
		}
		formula += e.name(&e.facts[p]) + " " + e.figure(&e.facts[p])
	}
	e.add(r.ID, o, formula+e.gap(f, o), roles(part, "part", parts, "whole")...)
}

// bindWhole finds the whole of a part. A part may be of one fund and the whole
// of all.
func (e *evaluator) bindWhole(t schema.Term, part *schema.Fact) int {
	return e.figs.Find(&figures.Query{From: part, Concept: t.Concept, Measures: []schema.Measure{part.Measure}, Year: part.Period.End.Year(), Body: true,
		Where:  func(g *schema.Fact) bool { return fits(t, g) && (t.Fund != "" || !narrower(g, part)) },
		Prefer: func(g, than *schema.Fact) bool { return g.Value.GreaterThan(than.Value) }})
}

// narrower reports a whole of a narrower fund than its part.
func narrower(whole, part *schema.Fact) bool {
	w, p := whole.Dimensions.FundSource, part.Dimensions.FundSource
	return w == schema.GeneralPublicBudget && (p == schema.AllFunds || p == schema.FiscalFunds && !threePublic(part))
}

// children evaluates sums along one axis.
func (e *evaluator) children(r schema.Rule, c schema.Children) {
	switch c.Axis {
	case schema.FunctionAxis, schema.EconomicAxis:
		if c.Total == "" {
			e.hierarchy(r, c.Axis)
		} else {
			e.classTotals(r)
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
	case schema.GradeAxis:
		e.grades(r, c.Total)
	case schema.VehicleAxis:
		e.membersOf(r, c.Total, schema.AssetVehiclesByKind)
	case schema.ProjectAxis:
		e.projects(r)
	case schema.FundAxis:
		e.projectFunds(r)
	}
}

// lane is one column of figures in one table: what the rows of a hierarchy share.
type lane struct {
	section schema.SectionID
	table   int
	col     int
	concept schema.ConceptID
	measure schema.Measure
	period  schema.Period
	fund    schema.FundSource
	place   place
}

// rows are the figures of a lane by their code, and those of a code that two
// rows carry.
type rows struct {
	of    map[string]int
	twice map[string]bool
}

// lanes groups table facts that carry a code by their column.
func (e *evaluator) lanes(axis schema.Axis) (map[lane]*rows, []lane) {
	out := map[lane]*rows{}
	var order []lane
	for i := range e.facts {
		f := &e.facts[i]
		code := codeOf(f, axis)
		if code == "" || !inColumn(f) {
			continue
		}
		l := laneOf(f)
		if out[l] == nil {
			out[l] = &rows{of: map[string]int{}, twice: map[string]bool{}}
			order = append(order, l)
		}
		if k, twice := out[l].of[code]; !twice {
			out[l].of[code] = i
		} else if !e.facts[k].Value.Equal(f.Value) {
			out[l].twice[code] = true
		}
	}
	return out, order
}

func laneOf(f *schema.Fact) lane {
	return lane{f.Section, f.Source.Table, f.Source.Col, f.Concept, f.Measure, f.Period, f.Dimensions.FundSource, placeOf(f)}
}

// inColumn reports an amount of a table that keeps its columns.
func inColumn(f *schema.Fact) bool {
	return f.Form == schema.Level && f.SourceKind == schema.TableSource && f.Kind == schema.Amount && !f.Said.NoColumns
}

// hierarchy checks each class against its items inside one column: the rows
// below it, up to the next of its level.
func (e *evaluator) hierarchy(r schema.Rule, axis schema.Axis) {
	lanes, order := e.lanes(axis)
	columns := e.columns()
	for _, l := range order {
		facts := ordered(lanes[l].of)
		for n, k := range facts {
			code := codeOf(&e.facts[k], axis)
			var parts, others []int
			end := n + 1
			for ; end < len(facts) && !closes(codeOf(&e.facts[facts[end]], axis), code); end++ {
				switch c := codeOf(&e.facts[facts[end]], axis); {
				case len(c) == len(code)+2 && strings.HasPrefix(c, code):
					parts = append(parts, facts[end])
				case len(parts) > 0 && strings.HasPrefix(c, codeOf(&e.facts[parts[len(parts)-1]], axis)):
				default:
					others = append(others, facts[end]) // of another class, or of one whose own row is not there
				}
			}
			if len(parts) == 0 {
				continue
			}
			last, next := math.MaxInt, -1
			if end < len(facts) {
				next = facts[end]
				last = e.facts[next].Source.Row
			}
			others = append(others, e.foreign(columns, l, axis, e.facts[k].Source.Row, last)...)
			e.addColumn(r.ID, columnSum{k, parts, others, next, lanes[l].repeats(e, append(parts, k), axis)})
		}
	}
}

// closes reports the row with which a class ends: one of its own level beside it,
// or any class. A lower level of another class stands where it does not belong.
func closes(c, class string) bool {
	return len(c) <= len(class) && (len(c) == 3 || c[:3] == class[:3])
}

// repeats reports rows of which one's code another row carries as well: one of
// the two was read wrongly.
func (r *rows) repeats(e *evaluator, facts []int, axis schema.Axis) bool {
	return slices.ContainsFunc(facts, func(k int) bool { return r.twice[codeOf(&e.facts[k], axis)] })
}

// column is a column of a table.
type column struct{ table, col int }

// columns are the amounts of each column of the tables, but zero.
func (e *evaluator) columns() map[column][]int {
	out := map[column][]int{}
	for i := range e.facts {
		if f := &e.facts[i]; inColumn(f) && !f.Value.IsZero() {
			c := column{f.Source.Table, f.Source.Col}
			out[c] = append(out[c], i)
		}
	}
	return out
}

// foreign are the amounts between two rows of a lane's column that are not of
// the lane: rows of which no class is known, such as 行政运行, which every 款 has,
// and rows that were read as something else.
func (e *evaluator) foreign(columns map[column][]int, l lane, axis schema.Axis, after, before int) (out []int) {
	for _, k := range columns[column{l.table, l.col}] {
		f := &e.facts[k]
		switch row := f.Source.Row; {
		case row <= after:
		case row >= before, f.Said.SumRow:
			return out
		case codeOf(f, axis) == "" || laneOf(f) != l:
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
}

// addColumn judges total = Σ parts down a column. Rows from elsewhere belong to
// it where the sum then holds; else they leave it open, as do a row below that
// would make it hold, a list of only some parts (其中) and a code read twice.
func (e *evaluator) addColumn(id schema.RuleID, c columnSum) {
	f := &e.facts[c.total]
	parts := c.parts
	o := e.judge.linear(f, e.pick(parts), nil)
	if o.verdict == schema.Inconsistent && len(c.others) > 0 {
		all := slices.Sorted(slices.Values(slices.Concat(parts, c.others)))
		if with := e.judge.linear(f, e.pick(all), nil); with.verdict != schema.Inconsistent {
			o, parts = with, all
		}
	}
	open := ""
	if o.verdict == schema.Inconsistent {
		switch {
		case c.twice:
			open = "；同一科目有两行"
		case len(c.others) > 0 || e.unreadCell(f, parts):
			open = "；有未识别科目的行"
		case c.next >= 0 && e.judge.linear(f, e.pick(append(slices.Clone(parts), c.next)), nil).verdict != schema.Inconsistent:
			open = "；可含下一行 " + e.name(&e.facts[c.next])
		case o.difference.IsPositive() && slices.ContainsFunc(parts, func(k int) bool { return e.facts[k].Said.OfWhich }):
			open = "；所列仅为其中部分"
		case o.difference.IsPositive() && len(parts) == 1 && e.facts[parts[0]].Said.Remainder:
			open = "；仅列其他"
		}
		if open != "" {
			o.verdict = schema.Ambiguous
		}
	}
	e.add(id, o, e.sumFormula(c.total, parts, nil, o)+open, roles(c.total, "total", parts, "part")...)
}

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

func codeOf(f *schema.Fact, axis schema.Axis) string {
	if axis == schema.EconomicAxis {
		return f.Dimensions.EconCode
	}
	return f.Dimensions.FuncCode
}

// ordered returns the facts of a lane in document order.
func ordered(codes map[string]int) []int { return slices.Sorted(maps.Values(codes)) }

// addSum judges and records total = Σ parts.
func (e *evaluator) addSum(id schema.RuleID, total int, parts []int) {
	f := &e.facts[total]
	o := e.judge.linear(f, e.pick(parts), nil)
	e.add(id, o, e.sumFormula(total, parts, nil, o), roles(total, "total", parts, "part")...)
}

// classTotals checks the total of a table's column against its classes.
func (e *evaluator) classTotals(r schema.Rule) {
	lanes, order := e.lanes(schema.FunctionAxis)
	columns := e.columns()
	for _, l := range order {
		total := e.totalOf(l)
		if total < 0 {
			continue
		}
		var parts []int
		after, before := e.facts[total].Source.Row, math.MaxInt
		for _, k := range ordered(lanes[l].of) {
			if len(e.facts[k].Dimensions.FuncCode) != 3 {
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
		if len(parts) > 0 {
			others := e.foreign(columns, l, schema.FunctionAxis, after, before)
			e.addColumn(r.ID, columnSum{total, parts, others, -1, lanes[l].repeats(e, parts, schema.FunctionAxis)})
		}
	}
}

// totalAbove is the row of the total before another in its column, -1 for none.
func (e *evaluator) totalAbove(columns map[column][]int, total int) int {
	row, f := -1, &e.facts[total]
	for _, k := range columns[column{f.Source.Table, f.Source.Col}] {
		if g := &e.facts[k]; g.Source.Row < f.Source.Row && g.Said.SumRow {
			row = g.Source.Row
		}
	}
	return row
}

// closing reports a total with amounts above it in its column.
func (e *evaluator) closing(columns map[column][]int, total int) bool {
	f := &e.facts[total]
	above := columns[column{f.Source.Table, f.Source.Col}]
	return len(above) > 0 && e.facts[above[0]].Source.Row < f.Source.Row
}

// totalOf finds the figure without code that heads a column of classes.
func (e *evaluator) totalOf(l lane) int {
	want := []schema.ConceptID{l.concept}
	if l.concept == schema.ExpenditureByFunction {
		want = []schema.ConceptID{schema.ExpenditureYear, schema.ExpenditureGeneralPublicBudget, schema.ExpenditureGovernmentFund, schema.ExpenditureStateCapital, schema.ExpenditureFiscal}
	}
	for _, c := range want {
		for _, k := range e.figs.Of(c) {
			f := &e.facts[k]
			if figures.Plain(f) && f.Said.TotalRow && f.Section == l.section && f.Source.Table == l.table && f.Source.Col == l.col && f.Measure == l.measure && f.Period == l.period &&
				placeOf(f) == l.place && (f.Dimensions.FundSource == l.fund || schema.OfOneFund(c) && l.fund == "") {
				return k
			}
		}
	}
	return -1
}

// natures checks each row of a table: the class against its columns.
func (e *evaluator) natures(r schema.Rule) {
	rows := map[natureRow]*natureParts{}
	var order []natureRow
	for i := range e.facts {
		f := &e.facts[i]
		if f.SourceKind != schema.TableSource || f.Said.NoColumns || f.Dimensions.FuncCode == "" || f.Form != schema.Level {
			continue
		}
		k := natureRow{f.Source.Table, f.Source.Row}
		if rows[k] == nil {
			rows[k] = &natureParts{total: -1}
			order = append(order, k)
		}
		rows[k].add(i, f.Concept)
	}
	for _, k := range order {
		if row := rows[k]; row.total >= 0 && len(row.parts()) > 0 {
			e.addSum(r.ID, row.total, row.parts())
		}
	}
}

type natureRow struct{ table, row int }

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

// membersOf checks a total against the members listed with it.
func (e *evaluator) membersOf(r schema.Rule, total, member schema.ConceptID) {
	for _, k := range e.figs.Of(total) {
		f := &e.facts[k]
		if !figures.Plain(f) {
			continue
		}
		var parts []int
		seen := map[string]bool{}
		for _, j := range e.figs.Of(member) {
			g := &e.facts[j]
			if g.Form == schema.Level && figures.Near(f, g) && j > k && !seen[g.Dimensions.VehicleKind] {
				seen[g.Dimensions.VehicleKind] = true
				parts = append(parts, j)
			}
		}
		if len(parts) > 1 {
			e.addSum(r.ID, k, parts)
		}
	}
}

// projects checks a section's project total against the projects it lists.
func (e *evaluator) projects(r schema.Rule) {
	for _, c := range []schema.ConceptID{schema.PerformanceProjectBudget, schema.PerformanceProjectSpent} {
		for _, k := range e.figs.Of(c) {
			f := &e.facts[k]
			if !figures.Plain(f) {
				continue
			}
			var parts []int
			seen := map[string]bool{}
			for _, j := range e.figs.Of(c) {
				g := &e.facts[j]
				p := g.Dimensions.Project
				if j > k && g.Form == schema.Level && g.Section == f.Section && g.Measure == f.Measure && p != "" && !seen[p] && g.Dimensions.FundSource == "" && g.Dimensions.Subordinate == "" && !figures.Near(f, g) {
					seen[p] = true
					parts = append(parts, j)
				}
			}
			if len(parts) < 2 {
				continue
			}
			o := e.judge.linear(f, e.pick(parts), nil)
			if o.verdict == schema.Inconsistent {
				o.verdict = schema.Incomplete // the section may not describe every project
			}
			e.add(r.ID, o, e.sumFormula(k, parts, nil, o), roles(k, "total", parts, "part")...)
		}
	}
}

// projectFunds checks a project's money against its funds in one performance table.
func (e *evaluator) projectFunds(r schema.Rule) {
	for _, c := range []schema.ConceptID{schema.PerformanceProjectBudget, schema.PerformanceProjectSpent} {
		for _, k := range e.figs.Of(c) {
			f := &e.facts[k]
			if f.SourceKind != schema.PerformanceTable || f.Dimensions.FundSource != "" || f.Form != schema.Level || f.Kind != schema.Amount {
				continue
			}
			var parts []int
			seen := map[schema.FundSource]bool{}
			for _, j := range e.figs.Of(c) {
				g := &e.facts[j]
				if !seen[g.Dimensions.FundSource] && g.Dimensions.FundSource != "" && g.Dimensions.FundSource != schema.GeneralPublicBudget && g.Source.Table == f.Source.Table && figures.Near(f, g) && g.Measure == f.Measure && g.Kind == f.Kind {
					seen[g.Dimensions.FundSource] = true
					parts = append(parts, j)
				}
			}
			if len(parts) > 1 {
				e.addSum(r.ID, k, parts)
			}
		}
	}
}
