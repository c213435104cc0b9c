package reconcile

import (
	"cmp"
	"slices"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// rule evaluates one entry of the rules table wherever its total is stated.
func (e *evaluator) rule(r schema.Rule) {
	switch rel := r.Relation.(type) {
	case schema.Sum:
		if rel.Beside {
			e.sumBeside(r, rel)
			return
		}
		e.sumRule(r, rel)
	case schema.NotAbove:
		if rel.Beside {
			e.notAboveBeside(r, rel)
			return
		}
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
	for _, k := range e.totalsOf(s.Total.Concept) {
		f := &e.facts[k]
		a := aspectOf(f)
		if !figures.Plain(f) || !fits(s.Total, f) || seen[a] || s.FiscalOnly && !e.fiscalOnly(f) || e.partByFund(f) {
			continue
		}
		k = e.mostPrecise(k, a)
		anywhere := aspect{measure: a.measure, year: a.year, fund: a.fund}
		e.bindSum(r, s, k, !seen[anywhere])
		seen[a], seen[anywhere] = true, true
	}
}

// partByFund reports what a sentence says one fund pays of all that is bought: the kinds of it, told
// of no fund, are parts of all.
func (e *evaluator) partByFund(f *schema.Fact) bool {
	return f.Concept == schema.ProcurementTotal && f.Dimensions.FundSource != "" && f.SourceKind == schema.Narrative &&
		slices.ContainsFunc(e.figs.Of(f.Concept), func(k int) bool {
			g := &e.facts[k]
			return g.Dimensions.FundSource == "" && g.Form == schema.Level && g.Measure == f.Measure && g.Period == f.Period
		})
}

// totalsOf are the figures of a concept, and those that tell the total of spending together with
// that of revenue: 收、支总计均为50万元.
func (e *evaluator) totalsOf(c schema.ConceptID) []int {
	totals := e.figs.Of(c)
	if c != schema.ExpenditureTotal {
		return totals
	}
	totals = slices.Clone(totals)
	for _, k := range e.figs.Of(schema.RevenueTotal) {
		if e.facts[k].Said.BothSides {
			totals = append(totals, k)
		}
	}
	return totals
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
		bound := e.bindWholeOrParts(t, f)
		for range bound {
			weights = append(weights, cmp.Or(t.Weight, 1))
		}
		switch parts = append(parts, bound...); {
		case len(bound) > 0:
		case t.Optional:
			omitted[cmp.Or(t.Weight, 1)] = true
		default:
			missing++
		}
	}
	if len(parts) == 0 || missing > 0 && len(parts)+missing > 1 && len(parts) == 0 {
		return
	}
	ops := roles(total, schema.TotalRole, parts, schema.PartRole)
	if !first && !e.allIn(parts, f.Section) {
		return // said elsewhere; repeating it with borrowed parts adds nothing
	}
	if missing > 0 {
		e.add(r.ID, outcome{verdict: schema.Incomplete}, r.Title+"："+e.name(f)+" "+e.figure(f)+sayPartsMissing, ops...)
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

// bindWholeOrParts finds the fact at a term, or else all that make it up, where the report tells only those:
// 公务用车购置费 and 公务用车运行维护费. It is empty where neither is there.
func (e *evaluator) bindWholeOrParts(t schema.Term, total *schema.Fact) (bound []int) {
	if k := e.bind(t, total); k >= 0 {
		return []int{k}
	}
	for _, c := range allOf[t.Concept] {
		of := t
		of.Concept = c
		k := e.bind(of, total)
		if k < 0 {
			return nil
		}
		bound = append(bound, k)
	}
	return bound
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
	return e.figs.Find(&figures.Query{From: f, Concept: year, Measures: []schema.Measure{f.Measure}, Year: f.Period.End.Year(), Body: true,
		Where: func(g *schema.Fact) bool { return g.Value.Equal(f.Value) }}) >= 0
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
// public expenses are of whichever fund the text says, but for those of a fund beside the general budget.
func ofFund(t schema.Term, g, total *schema.Fact) bool {
	fund, of := cmp.Or(t.Fund, total.Dimensions.FundSource), g.Dimensions.FundSource
	return fund == "" || of == fund || of == "" && !besideFunds(g, total) || schema.OfOneFund(g.Concept) && (fund == schema.AllFunds || fund == schema.FiscalFunds) || threePublic(total) && fund != schema.GovernmentFund && fund != schema.StateCapital
}

// besideFunds reports a figure without a fund in the same table as a total of one: the columns
// of the table tell the funds apart.
func besideFunds(g, total *schema.Fact) bool {
	return total.SourceKind == schema.TableSource && g.Source.Table == total.Source.Table && total.Dimensions.FundSource != ""
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
		if !figures.PlainOf(f, s.Part.EconCode) || !fits(s.Part, f) || seen[a] {
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
	e.add(r.ID, o, formula+e.gap(f, o), roles(part, schema.PartRole, parts, schema.WholeRole)...)
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
