package reconcile

import (
	"slices"
	"strings"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// sameKey is what two statements of one fact share. The section is not part of
// it: that the same figure stands in prose, table and chart is the point.
type sameKey struct {
	quantity int // number of the concept with its dimensions
	measure  schema.Measure
	period   schema.Period
	form     schema.Form
	base     schema.Base
	unit     string
	part     schema.ConceptID // of a list that breaks down this half of the expenditure
	remark   string           // on what is in it
	label    string           // where the report speaks of several places, and so of many like things
}

// duplicates compares all statements of one fact. Equal ones make one exact
// check; each deviating value is checked against the most precise one.
func (e *evaluator) duplicates() {
	half := e.halves()
	groups := groupBy(e.facts, func(i int, f *schema.Fact) (sameKey, bool) {
		k := sameKey{quantity: e.figs.Quantity(i), measure: f.Measure, period: f.Period, form: f.Form, base: f.Base, unit: f.Unit, remark: f.Said.Remark}
		if f.Form == schema.Completion {
			k.base = schema.Base{}
		}
		if f.Concept == schema.ExpenditureByEconomic {
			k.part = half[i]
			if k.part == "" && f.SourceKind == schema.Narrative && (f.Section == schema.SectionFinalGeneralBudget || f.Section == schema.SectionBudgetGeneralBudget) {
				k.part = schema.ExpenditureGeneralPublicBudget // of the basic and the project expenditure together
			}
		}
		if e.several {
			k.label = f.Said.Name
		}
		return k, delimited(f) && !looselyNamed(f) && !f.Said.Assumed
	})
	e.agree, e.retelling = e.agreementsOf(groups)
	for _, group := range groups {
		if e.givenUp() {
			return
		}
		for _, same := range e.ofOneLevel(group) {
			if len(same) > 1 {
				e.sameFact(same)
			}
		}
	}
}

// ofOneLevel parts statements of the accounts of a government itself where they say under
// which of two words: what is told of 市级 is no statement of 市本级. One that says neither
// may be of each.
func (e *evaluator) ofOneLevel(group []int) (parts [][]int) {
	var levels []string
	for _, k := range group {
		if l := e.facts[k].Said.Level; l != "" && !slices.Contains(levels, l) {
			levels = append(levels, l)
		}
	}
	if len(levels) < 2 {
		return [][]int{group}
	}
	for _, l := range levels {
		other := func(k int) bool { own := e.facts[k].Said.Level; return own != "" && own != l }
		parts = append(parts, slices.DeleteFunc(slices.Clone(group), other))
	}
	return parts
}

// halves tells which figures stand in a list that breaks down the project
// expenditure, and so do not restate those of the basic expenditure: a change or
// a share belongs to the figure it follows.
func (e *evaluator) halves() map[int]schema.ConceptID {
	of := make(map[int]schema.ConceptID)
	for _, c := range e.report.Claims {
		if c.Family != schema.SumFamily || c.Result < 0 || e.facts[c.Result].Concept != schema.ExpenditureProject {
			continue
		}
		for _, k := range c.Operands {
			of[k] = schema.ExpenditureProject
			for j := k + 1; j < len(e.facts) && e.facts[j].Form != schema.Level && figures.Near(&e.facts[k], &e.facts[j]); j++ {
				of[j] = schema.ExpenditureProject
			}
		}
	}
	return of
}

// delimited reports facts whose dimensions are complete enough to say that two
// of them are the same fact.
func delimited(f *schema.Fact) bool {
	if f.Concept == "" || f.Form == schema.Threshold || f.Approx != schema.Exact && f.Concept != schema.PerformanceIndicator || f.Said.InBrackets || f.Said.PartOfClass {
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
		return f.Dimensions.FuncCode != "" && !schema.NamesBelow(f.Label, f.Dimensions.FuncCode)
	case schema.ExpenditureByEconomic:
		return f.Dimensions.EconCode != ""
	}
	return true
}

// looselyNamed reports facts whose words do not say exactly what is counted:
// offices of a body and of its units, assets of several statements, projects in
// a budget's list. Equal figures are reported, unequal ones are no conflict.
func looselyNamed(f *schema.Fact) bool {
	switch f.Concept {
	case schema.OrganizationUnits, schema.OrganizationOffices, schema.OrganizationInstitutions, schema.OrganizationCommunities, schema.AssetFixed, schema.AssetFixedByKind, schema.PerformanceProjectsEvaluated:
		return true
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
		return f.Section.InBudget()
	}
	return false
}

// sameFact checks the members of one group. Three statements or more of which no two
// agree are of as many things: only their name is the same.
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
		e.add(schema.RuleDuplicate, o, e.name(ref)+": "+e.places(equal), members(equal)...)
	}
	deviating := e.deviating(group, ref)
	unlike := len(equal) == 1 && len(deviating) > 1 && len(deviating)+1 == len(group)
	once := e.onceInTables(group)
	for _, same := range deviating {
		stated, other, twice := e.twiceListed(once, equal, same)
		f := &e.facts[other]
		o := e.restates(ref, f)
		copied := miscopied(ref, f) && !e.refuted(stated, other) && !e.ofOtherLevels(stated, other) && (!e.several || e.confirmed(stated, other))
		o.oneScope = o.oneScope || twice || copied
		formula := e.name(ref) + ": " + e.places([]int{stated, other}) + e.gap(ref, o)
		open := !copied && (unlike || e.refuted(stated, other) || e.ofOtherLevels(stated, other) || e.several && !e.confirmed(stated, other) || e.loose(&e.facts[stated], f) || e.partOfOther(stated, other) || e.partsApart(stated, other) || e.namesTotal(&e.facts[stated], f))
		if open && !twice && o.verdict == schema.Inconsistent && e.otherThings(&e.facts[stated], f) {
			continue
		}
		if o.verdict == schema.Inconsistent && (open && !twice || figures.SameSentence(ref, f) && !copied) {
			o.verdict, formula = schema.Ambiguous, formula+sayOnlyName
		}
		ops := members([]int{stated})
		for _, k := range same {
			ops = append(ops, operand{k, schema.DeviatingRole})
		}
		e.add(schema.RuleDuplicate, o, formula, ops...)
	}
}

// miscopied reports two amounts of which one is the other with one digit another, or two that stand side by side
// exchanged, and all others alike, which two figures of one thing seldom are by chance. Of two tables one is of all and one
// of a part, which may leave out a round amount.
func miscopied(a, b *schema.Fact) bool {
	const alike = 4
	if a.SourceKind != schema.Narrative && b.SourceKind != schema.Narrative || a.Kind != schema.Amount || a.Form != schema.Level || a.Value.Sign()*b.Value.Sign() <= 0 {
		return false
	}
	place := int32(max(a.Decimals, b.Decimals, 0))
	x, y := a.Value.Abs().Shift(place).String(), b.Value.Abs().Shift(place).String()
	if len(x) != len(y) {
		return false
	}
	end := max(len(strings.TrimRight(x, "0")), len(strings.TrimRight(y, "0")))
	var unlike []int
	for i := range end {
		if x[i] != y[i] {
			unlike = append(unlike, i)
		}
	}
	switch last := len(unlike) - 1; {
	case last < 0 || last > 1 || end-len(unlike) < alike || end-1-unlike[last] < alike/2:
		return false // figures that grow slowly differ in their last digits
	case last == 0:
		return true
	default:
		i, k := unlike[0], unlike[1]
		return k == i+1 && x[i] == y[k] && x[k] == y[i]
	}
}

// partOfOther reports two figures of which one is told as a part of the other.
func (e *evaluator) partOfOther(a, b int) bool {
	if e.facts[a].Form == schema.Delta { // 比上年末增加26万人。其中，甲、乙分别增加21万人和5万人
		if f, g := e.named(a, schema.CurrentRole), e.named(b, schema.CurrentRole); f >= 0 && g >= 0 {
			a, b = f, g
		}
	}
	if e.parts == nil {
		e.parts = make(map[[2]int]bool)
		for i := range e.report.Claims {
			if c := &e.report.Claims[i]; c.Family == schema.SumFamily {
				for _, part := range c.Operands {
					e.parts[[2]int{c.Result, part}] = true
				}
			}
		}
	}
	return e.parts[[2]int{a, b}] || e.parts[[2]int{b, a}]
}

// partsApart reports two figures that only their name makes one: the one is told as a part of something that no concept
// names, 机构运行110万元，其中：基本支出110万元, or what they differ by is told beside them, as the other part of the one.
func (e *evaluator) partsApart(a, b int) bool {
	return e.partOfUnnamed(a) != e.partOfUnnamed(b) || e.differenceTold(a, b) || e.onOtherBases(a, b)
}

// onOtherBases reports two changes of one paragraph of which nothing says what they are measured on: 收入增长18.7%。与前年同期
// 相比，收入增长7%.
func (e *evaluator) onOtherBases(a, b int) bool {
	f, g := &e.facts[a], &e.facts[b]
	return (f.Form == schema.PctChange || f.Form == schema.Delta) && f.Base == (schema.Base{}) && f.SourceKind == schema.Narrative && figures.Near(f, g)
}

// partOfUnnamed reports a member of a list whose whole has no concept.
func (e *evaluator) partOfUnnamed(k int) bool {
	whole, listed := e.listed[k]
	return listed && e.facts[whole].Concept == "" && e.facts[whole].Label != ""
}

// differenceTold reports two figures of one paragraph that a third of it stands between, and makes up the one with the
// other: 政府性基金收入259亿元。其中，中央政府性基金收入17亿元；地方政府性基金收入242亿元.
func (e *evaluator) differenceTold(a, b int) bool {
	f, g := &e.facts[a], &e.facts[b]
	if f.Source.Table >= 0 || !figures.Near(f, g) || f.Form != schema.Level || max(a, b)-min(a, b) > mostBetween {
		return false
	}
	gap := f.Value.Sub(g.Value).Abs()
	for k := min(a, b) + 1; k < max(a, b); k++ {
		if h := &e.facts[k]; h.Form == schema.Level && h.Unit == f.Unit && significant(h) && h.Value.Equal(gap) {
			return true
		}
	}
	return false
}

// mostBetween is how many figures on a total may stand from the part that is called like it, so that what is looked
// through does not grow by the square.
const mostBetween = 12

// totalsWith are the totals that take in what was left of the year before beside the flows of the year.
var totalsWith = map[schema.ConceptID]schema.ConceptID{schema.RevenueYear: schema.RevenueTotal, schema.ExpenditureYear: schema.ExpenditureTotal}

// namesTotal reports a flow of a budget of which one statement is that of its total: 收入预算 is both the revenue of the year
// and that with what was left.
func (e *evaluator) namesTotal(a, b *schema.Fact) bool {
	total, ok := totalsWith[a.Concept]
	return ok && a.Measure.IsBudget() && slices.ContainsFunc(e.figs.Of(total), func(k int) bool {
		g := &e.facts[k]
		return figures.ExactLevel(g) && g.Period == a.Period && (g.Value.Equal(a.Value) || g.Value.Equal(b.Value))
	})
}

// loose reports two figures of one name that are not known to be one: of two tables of a
// government, which has one for itself and one for its whole territory; of a list of what
// basic expenditure is spent on and of the whole; of the economy of a place in a report that
// is of none; of the year in a clause that says no more than 收入; of all taxes and of those that are not handed up.
func (e *evaluator) loose(a, b *schema.Fact) bool {
	switch {
	case a.Source.Table >= 0 && b.Source.Table >= 0 && a.Source.Table != b.Source.Table && e.government:
		return true
	case ofBasic(a) != ofBasic(b) && spentOn[a.Concept], bare(a) != bare(b), a.Said.Local != b.Said.Local && flow(a.Concept) > 0:
		return true
	}
	return ofStatistics(a) && !e.report.Territorial && e.report.Document.ReportKind != schema.Bulletin
}

// bare reports a level that its clause calls by no more than its side: 收入6.2万元.
func bare(f *schema.Fact) bool {
	return f.SourceKind == schema.Narrative && f.Form == schema.Level && f.Said.Generic && f.Said.OwnSubject
}

// spentOn are what money is spent on, of basic and of project expenditure.
var spentOn = map[schema.ConceptID]bool{
	schema.ThreePublicTotal: true, schema.ThreePublicAbroad: true, schema.ThreePublicVehicle: true, schema.ThreePublicVehiclePurchase: true,
	schema.ThreePublicVehicleOperation: true, schema.ThreePublicReception: true, schema.AgencyConference: true, schema.AgencyTraining: true,
}

// ofBasic reports a figure of the part of a report on basic expenditure.
func ofBasic(f *schema.Fact) bool {
	return f.Section == schema.SectionFinalBasic || f.Section == schema.SectionBudgetBasic
}

// confirmed reports two figures that the same rate follows: in a report of many
// like figures only such a witness says that they are one.
func (e *evaluator) confirmed(a, b int) bool {
	if f, g := &e.facts[a].Source, &e.facts[b].Source; f.Block == g.Block && f.Line == g.Line {
		return false // a paragraph states nothing twice: 全市, 市级 and 市本级 follow one another
	}
	for i := a + 1; e.follows(a, i); i++ {
		for j := b + 1; e.follows(b, j); j++ {
			if f, g := &e.facts[i], &e.facts[j]; f.Form == g.Form && f.Base.Measure == g.Base.Measure && f.Value.Equal(g.Value) && !f.Value.IsZero() {
				return true
			}
		}
	}
	return false
}

// refuted reports two figures that are each followed by its own rate on one base, none
// of them the same: two slips at once are rarer than two things of one name.
func (e *evaluator) refuted(a, b int) bool {
	found := false
	for i := a + 1; e.follows(a, i); i++ {
		for j := b + 1; e.follows(b, j); j++ {
			if f, g := &e.facts[i], &e.facts[j]; f.Form == g.Form && f.Base.Measure == g.Base.Measure {
				if f.Value.Equal(g.Value) {
					return false
				}
				found = true
			}
		}
	}
	return found
}

// ofOtherLevels reports two rates of one name that each follow a level, not the same: two
// slips at once are rarer than two things of one name.
func (e *evaluator) ofOtherLevels(a, b int) bool {
	f, g := e.levelBefore(a), e.levelBefore(b)
	return f >= 0 && g >= 0 && e.restates(&e.facts[f], &e.facts[g]).verdict == schema.Inconsistent
}

// levelBefore is the level that a rate follows, -1 where it follows none.
func (e *evaluator) levelBefore(i int) int {
	for k := i - 1; k >= 0 && figures.SameSentence(&e.facts[k], &e.facts[i]); k-- {
		if e.facts[k].Form == schema.Level {
			if e.follows(k, i) {
				return k
			}
			return -1
		}
	}
	return -1
}

// follows reports a rate or completion of the level k that stands after it in
// its sentence, before any other level.
func (e *evaluator) follows(k, i int) bool {
	return i < len(e.facts) && e.facts[i].Form != schema.Level && e.facts[i].Kind == schema.Ratio &&
		e.facts[i].Concept == e.facts[k].Concept && figures.SameSentence(&e.facts[k], &e.facts[i])
}

// deviating groups the members that differ from the reference by their value. A row of a
// table that has the value of the reference in another row is no other statement of it:
// 其他支出 of all and of one kind of bonds.
func (e *evaluator) deviating(group []int, ref *schema.Fact) [][]int {
	having := make(map[listing]bool) // the value
	for _, k := range group {
		if g := &e.facts[k]; g.Value.Equal(ref.Value) {
			having[listingOf(g)] = true
		}
	}
	var out [][]int
	at := map[string]int{}
	for _, k := range group {
		f := &e.facts[k]
		if f.Value.Equal(ref.Value) || sameTable(f, ref) || listed(f) && having[listingOf(f)] {
			continue
		}
		key := schema.DecimalText(f.Value)
		if i, ok := at[key]; ok {
			out[i] = append(out[i], k)
			continue
		}
		at[key] = len(out)
		out = append(out, []int{k})
	}
	return out
}

// listing is a table as rows of which facts were read.
type listing struct {
	table int
	kind  schema.SourceKind
}

func listingOf(f *schema.Fact) listing { return listing{f.Source.Table, f.SourceKind} }

// listed reports a row of a table.
func listed(f *schema.Fact) bool {
	return f.Source.Table >= 0 && (f.SourceKind == schema.TableSource || f.SourceKind == schema.PerformanceTable)
}

// sameTable reports two rows of one table: a table that states one key twice
// lists items, it does not restate a fact.
func sameTable(a, b *schema.Fact) bool { return listed(a) && listingOf(a) == listingOf(b) }

// restated compares statements whose scopes differ on paper but usually hold
// the same figure: all funds and one fund, an initial and an unnamed budget.
// They are reported where they agree and never where they differ, for then the
// scopes may.
func (e *evaluator) restated() {
	whole := e.anyFund()
	for _, group := range groupBy(e.facts, func(i int, f *schema.Fact) (sameKey, bool) {
		if !delimited(f) {
			return sameKey{}, false
		}
		k := sameKey{quantity: whole[e.figs.Quantity(i)], measure: f.Measure, period: f.Period, form: f.Form, base: f.Base, unit: f.Unit}
		if f.Measure.IsBudget() {
			k.measure = schema.Budget
		}
		if f.Concept == schema.PerformanceIndicator {
			k.measure = "" // the indicator, its target and its actual value
		}
		return k, true
	}) {
		if len(group) > 1 {
			e.restatedGroup(group)
		}
	}
}

// anyFund numbers the quantities anew, whatever fund they are of and whichever
// of its usual names a project goes by.
func (e *evaluator) anyFund() []int {
	if e.whole != nil {
		return e.whole
	}
	type aspects struct {
		concept schema.ConceptID
		dims    schema.Dimensions
	}
	number := make(map[aspects]int)
	quantities := e.figs.Quantities()
	e.whole = make([]int, len(quantities))
	for q, facts := range quantities {
		f := &e.facts[facts[0]]
		k := aspects{f.Concept, f.Dimensions}
		k.dims.FundSource, k.dims.Project = "", f.Said.Project
		n, ok := number[k]
		if !ok {
			n = len(number)
			number[k] = n
		}
		e.whole[q] = n
	}
	return e.whole
}

func (e *evaluator) restatedGroup(group []int) {
	first := &e.facts[group[0]]
	for _, k := range group[1:] {
		f := &e.facts[k]
		if f.Dimensions == first.Dimensions && f.Measure == first.Measure && !looselyNamed(f) {
			continue
		}
		a, b := first, f
		if b.Decimals > a.Decimals {
			a, b = b, a
		}
		if o := e.restates(a, b); o.verdict != schema.Inconsistent {
			e.add(schema.RuleRestated, o, e.name(first)+": "+e.places([]int{group[0], k}), members([]int{group[0], k})...)
		}
	}
}

// restates judges two statements of one fact: equal, one rounded or cut from the
// other, or both of them sums of rounded figures, which may part by a last place.
func (e *evaluator) restates(a, b *schema.Fact) outcome {
	o := outcome{reported: b.Value, computed: a.Value, difference: b.Value.Sub(a.Value)}
	coarse := min(a.Decimals, b.Decimals)
	o.tolerance = figures.Half(coarse)
	switch diff := o.difference.Abs(); {
	case diff.IsZero():
		o.verdict = schema.ExactVerdict
	case a.Kind != schema.Amount && a.Kind != schema.Ratio:
		o.verdict = schema.Inconsistent
	case a.Decimals == b.Decimals && diff.Equal(figures.Unit(coarse)):
		o.verdict, o.tolerance = schema.Rounding, figures.Unit(coarse)
	case a.Decimals != b.Decimals && diff.LessThanOrEqual(figures.Half(coarse)):
		o.verdict = schema.Literal
	case a.Decimals != b.Decimals && diff.LessThan(figures.Unit(coarse)):
		o.verdict, o.tolerance = schema.Truncation, figures.Unit(coarse)
	default:
		o.verdict = schema.Inconsistent
	}
	return o
}

func members(ids []int) []operand {
	out := make([]operand, len(ids))
	for i, k := range ids {
		out[i] = operand{k, schema.MemberRole}
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
	type wording struct {
		kind        schema.Kind
		unit, label string
		words       int
	}
	var pairs [][2]int
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (wording, bool) {
		return wording{f.Kind, f.Unit, f.Label, f.Said.Words}, f.Concept == "" && f.Form != schema.Threshold && f.Said.Words != 0
	}) {
		pairs = append(pairs, e.repeated(group)...)
	}
	e.copies(pairs)
}

// copies judges the pairs of two passages together: blocks whose numbers agree
// almost everywhere are copies, and where copies differ one of them is wrong.
// Passages that agree less only share their wording.
func (e *evaluator) copies(pairs [][2]int) {
	type blocks struct{ a, b int }
	all, equal := map[blocks]int{}, map[blocks]int{}
	of := func(p [2]int) blocks { return blocks{e.facts[p[0]].Source.Block, e.facts[p[1]].Source.Block} }
	for _, p := range pairs {
		all[of(p)]++
		if e.facts[p[0]].Value.Equal(e.facts[p[1]].Value) {
			equal[of(p)]++
		}
	}
	for _, p := range pairs {
		a, b := &e.facts[p[0]], &e.facts[p[1]]
		if k := of(p); equal[k]*5 < all[k]*4 || all[k] < 3 {
			continue
		}
		o := outcome{verdict: schema.ExactVerdict, reported: b.Value, computed: a.Value, difference: b.Value.Sub(a.Value)}
		if !o.difference.IsZero() {
			o.verdict = schema.Inconsistent
		}
		e.add(schema.RuleRepeat, o, e.name(a)+": "+e.places(p[:])+e.gap(a, o), members(p[:])...)
	}
}

// repeated pairs the n-th number of one passage with the n-th of the other.
func (e *evaluator) repeated(group []int) [][2]int {
	first := []int{group[0]}
	var second []int
	for _, k := range group[1:] {
		if e.facts[k].Source.Block == e.facts[group[0]].Source.Block {
			first = append(first, k)
		} else if len(second) == 0 || e.facts[k].Source.Block == e.facts[second[0]].Source.Block {
			second = append(second, k)
		}
	}
	if len(second) == 0 || len(first) != len(second) {
		return nil
	}
	var out [][2]int
	for i := range first {
		out = append(out, [2]int{first[i], second[i]})
	}
	return out
}

// items compares the items that no concept names. Two passages that list the same
// items, of which they give at least one the same amount and no fewer than they
// differ in, list one thing: where they differ, one of them is wrong. The name alone
// would not say so: revenue and expenditure of the insurance funds have the same.
func (e *evaluator) items() {
	type retelling struct{ block, list int } // a passage that tells members of a list again
	told := make(map[retelling]*counts)
	var differing [][2]int
	of := func(p [2]int) retelling { return retelling{e.facts[p[1]].Source.Block, e.listed[p[0]]} }
	for _, p := range e.toldAgain() {
		if told[of(p)] == nil {
			told[of(p)] = new(counts)
		}
		switch a, b := &e.facts[p[0]], &e.facts[p[1]]; {
		case !a.Value.Equal(b.Value) && a.Concept == "":
			differing = append(differing, p)
			told[of(p)].fail++
		case a.Value.Equal(b.Value) && significant(a):
			told[of(p)].hold++
		}
	}
	for _, p := range differing {
		if c := told[of(p)]; c.hold > 0 && c.hold >= c.fail {
			a := &e.facts[p[0]]
			o := e.restates(a, &e.facts[p[1]])
			o.oneScope = true
			e.add(schema.RuleItem, o, e.name(a)+": "+e.places(p[:])+e.gap(a, o), members(p[:])...)
		}
	}
}

// toldAgain pairs the members of lists that add up with the one other passage that
// uses the name of each.
func (e *evaluator) toldAgain() (pairs [][2]int) {
	type name struct {
		name    string
		concept schema.ConceptID
		dims    schema.Dimensions
		measure schema.Measure
		period  schema.Period
		unit    string
	}
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (name, bool) {
		own := f.Said.Name != "" && (f.Said.OwnSubject || f.Said.OwnName) && !f.Said.Generic && !f.Said.Remainder
		return name{f.Said.Name, f.Concept, f.Dimensions, f.Measure, f.Period, f.Unit},
			own && f.SourceKind == schema.Narrative && figures.ExactLevel(f) && f.Kind == schema.Amount
	}) {
		if len(group) != 2 || figures.Near(&e.facts[group[0]], &e.facts[group[1]]) {
			continue
		}
		for _, p := range [][2]int{{group[0], group[1]}, {group[1], group[0]}} {
			if _, listed := e.listed[p[0]]; listed {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

// significant reports a figure that another is hardly equal to by chance: it has
// four digits before the zeros at its end.
func significant(f *schema.Fact) bool {
	digits := f.Value.Abs().Coefficient().String()
	return len(strings.TrimRight(digits, "0")) >= 4
}

// territory compares totals of one thing over the whole territory: the same
// noun counted with 辖区, 全镇 or 全区 before it is one stock.
func (e *evaluator) territory() {
	type thing struct{ label, unit string }
	for _, group := range groupBy(e.facts, func(_ int, f *schema.Fact) (thing, bool) {
		return thing{f.Label, f.Unit}, f.Concept == "" && f.Kind == schema.Count && f.Approx == schema.Exact && f.Form == schema.Level && f.Label != "" && f.Said.Territory
	}) {
		ref := &e.facts[group[0]]
		for _, other := range e.deviating(group, ref) {
			f := &e.facts[other[0]]
			o := outcome{verdict: schema.Inconsistent, reported: f.Value, computed: ref.Value, difference: f.Value.Sub(ref.Value)}
			var ops []operand
			for _, j := range group {
				if e.facts[j].Value.Equal(ref.Value) {
					ops = append(ops, operand{j, schema.MemberRole})
				}
			}
			for _, j := range other {
				ops = append(ops, operand{j, schema.DeviatingRole})
			}
			e.add(schema.RuleTerritory, o, sayTerritory+e.name(ref)+": "+e.places([]int{group[0], other[0]})+e.gap(ref, o), ops...)
		}
	}
}
