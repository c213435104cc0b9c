package reconcile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/diagnose"
	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// claims evaluates the statements that tagging read from the structure of sentences.
func (e *evaluator) claims() {
	for i := range e.report.Claims {
		c := &e.report.Claims[i]
		if c.Roles != nil || c.Family == schema.DifferenceFamily {
			e.claim[c.Result] = c
		}
		if k := c.Operand(schema.ChangeRole); k >= 0 {
			e.rated[k] = true
		}
	}
	for i := range e.report.Claims {
		if e.givenUp() {
			return
		}
		e.evaluate(&e.report.Claims[i])
	}
}

// named is the operand of a role that the claim about fact i names, -1 for none.
func (e *evaluator) named(i int, r schema.Role) int {
	if c := e.claim[i]; c != nil {
		return c.Operand(r)
	}
	return -1
}

func (e *evaluator) evaluate(c *schema.Claim) {
	if c.Slip && c.Family != schema.SumFamily {
		e.quotient(c)
		return
	}
	switch c.Family {
	case schema.SumFamily:
		if e.facts[c.Result].Form == schema.Delta && c.Weights == nil {
			e.addSum(c.Rule, c.Result, c.Operands)
		} else {
			e.listSum(*c)
		}
	case schema.ComparisonFamily:
		if schema.StatedBy(c.Rule).Words {
			e.residue(c)
		} else {
			e.comparisonWord(c)
		}
	case schema.DirectionFamily:
		e.flat(c)
	case schema.CountFamily:
		e.count(c)
	case schema.DifferenceFamily:
		e.delta(c.Result)
	case schema.PctChangeFamily:
		e.pctChange(c)
	case schema.ShareFamily:
		e.share(c.Result)
	case schema.ShareSumFamily:
		e.shareSum(c.Operands)
	case schema.CompletionFamily:
		e.completion(c)
	case schema.PartWholeFamily:
		e.used(c)
	}
}

// listSum evaluates 合计A，其中：B、C. A member that equals the sum of the
// members before it is a subtotal. A list may be partial, or break its whole
// down twice, so it is called inconsistent only where its members are known
// to be exhaustive or it misses by what a slip would explain.
func (e *evaluator) listSum(c schema.Claim) {
	total := &e.facts[c.Result]
	if of := schema.StatedBy(c.Rule); c.Weights == nil && (of.Partial || of.PartialUnnamed) { // what is added up names all it adds
		c.Operands = e.ofTheWhole(total, c.Operands)
	}
	if len(c.Operands) == 0 {
		return
	}
	parts, weights, o := e.readList(&c)
	if c.Slip && o.verdict == schema.Inconsistent {
		if last := e.endsOfList(total, parts); weights == nil && last != nil {
			parts, o = last, e.judge.linear(total, e.pick(last), nil)
		}
	}
	if k := e.wholeBefore(&c, parts, o); k >= 0 {
		c.Result, total = k, &e.facts[k]
		o = e.judge.linear(total, e.pick(parts), nil)
	}
	switch {
	case o.verdict != schema.Inconsistent:
	case c.Slip:
		if o.oneScope = true; !e.bySlip(&c, total, parts, weights, o) {
			o.verdict = schema.NotApplicable
		}
	case e.twinHolds(&c), c.Counted && len(parts) == len(c.Operands) && e.bySlip(&c, total, parts, weights, o):
		o.oneScope = true // neither leaves any out
	default:
		o.oneScope = c.Numbered || c.Together && e.ofOnePlace(total, parts) && !e.holdsBefore(total, parts) && e.bySlip(&c, total, parts, weights, o) || (ofStatistics(total) || total.Concept == "" && e.report.Document.ReportKind == schema.Bulletin) && sameMembers(c.Whole, parts) && e.inParagraphOf(total, parts)
		if off := e.oneDigitOff(total, parts, weights, o); off && (c.Word == "" || o.difference.IsNegative()) || e.unitOff(total, parts, weights, o) || e.inFullForOthers(&c, parts, weights, o) {
			o.oneScope = true
		} else if e.byLevel(total, parts) {
			if o.oneScope = true; e.zerosOff(total, parts, weights, o) < 0 {
				o.verdict = schema.NotApplicable // a zone beside both may be left out
			}
		} else if e.tellsSome(&c, parts, weights, o) {
			if o.oneScope = e.leavesOutNoneSoRound(&c, parts, weights, o); !o.oneScope {
				o.verdict = schema.NotApplicable
			}
		}
	}
	if o.verdict.Evaluated() && o.verdict != schema.Inconsistent && weights == nil && len(parts) > 1 {
		e.budgetColumn(c.Result, parts)
		for _, p := range parts {
			e.listed[p] = c.Result
		}
	}
	e.add(c.Rule, o, e.sumFormula(c.Result, parts, weights, o), roles(c.Result, schema.TotalRole, parts, schema.PartRole)...)
}

// wholeBefore is the figure of the sentence that the members of a list make up to the last digit, where
// the one that they follow, what was left of it, is told behind it: 支出17万元，结余1万元。其中：…. It is -1
// for none, and where the list adds up.
func (e *evaluator) wholeBefore(c *schema.Claim, parts []int, o outcome) int {
	if o.verdict != schema.Inconsistent || c.Rule != schema.RuleListSum || c.Weights != nil || len(c.Whole) > 0 || len(parts) < 2 || c.Slip || c.Twins != nil {
		return -1
	}
	total := &e.facts[c.Result]
	if total.Concept != "" {
		return -1
	}
	for k := c.Result - 1; k >= 0 && k >= c.Result-reachOfWhole && figures.SameSentence(total, &e.facts[k]); k-- {
		g := &e.facts[k]
		if g.Kind != total.Kind || g.Unit != total.Unit || g.Form != total.Form || g.Approx != schema.Exact {
			continue
		}
		sum := e.judge.linear(g, e.pick(parts), nil)
		if sum.verdict == schema.ExactVerdict || o.difference.IsNegative() && sum.verdict == schema.Inconsistent && e.oneDigitByNoChance(g, parts, nil, sum) && !e.oneDigitByNoChance(total, parts, nil, o) {
			return k
		}
	}
	return -1
}

// ofOnePlace reports a list of which no member names another place or level than its whole.
func (e *evaluator) ofOnePlace(total *schema.Fact, parts []int) bool {
	return !slices.ContainsFunc(parts, func(k int) bool {
		f := &e.facts[k]
		return placeOf(f) != placeOf(total) || otherLevel(f, total)
	})
}

// reachOfWhole is how many figures may stand between a list and its whole.
const reachOfWhole = 3

// twinHolds reports that a list which is told in turn with a list adds up.
func (e *evaluator) twinHolds(c *schema.Claim) bool {
	return slices.ContainsFunc(c.Twins, func(twin []int) bool {
		return e.judge.linear(&e.facts[twin[0]], e.pick(twin[1:]), nil).verdict == schema.ExactVerdict
	})
}

// byLevel reports parts that are the figures of a government itself and of the places below it, of
// what their whole is for the territory.
func (e *evaluator) byLevel(total *schema.Fact, parts []int) bool {
	if total.Dimensions.EntityScope != schema.Summary || len(parts) != 2 {
		return false
	}
	own, below := &e.facts[parts[0]], &e.facts[parts[1]]
	return own.Dimensions.EntityScope == schema.Self && below.Dimensions.EntityScope == schema.Subordinate && own.Concept == total.Concept && below.Concept == total.Concept
}

// readList takes the members of a list as the reading of its sentence that holds, or as they
// stand where none does: without subtotals, without what breaks a member down, as far as they
// make up the whole.
func (e *evaluator) readList(c *schema.Claim) (parts, weights []int, o outcome) {
	total := &e.facts[c.Result]
	parts, weights = e.withoutSubtotals(c)
	o = e.judge.linear(total, e.pick(parts), weights)
	if o.verdict == schema.Inconsistent {
		if flat := e.withoutNested(parts); len(flat) < len(parts) {
			parts, weights = flat, nil
			o = e.judge.linear(total, e.pick(parts), nil)
		}
	}
	if whole := c.Whole; o.verdict == schema.Inconsistent && len(whole) > 0 && len(whole) < len(parts) && sameMembers(whole, parts[:len(whole)]) {
		parts, weights = parts[:len(whole)], nil // the sentence goes on after what makes up the whole
		o = e.judge.linear(total, e.pick(parts), nil)
	}
	if whole := c.Whole; o.verdict == schema.Inconsistent && len(whole) > 1 && len(whole) < len(parts) && e.othersBehind(whole, parts) {
		parts, weights = whole, nil
		o = e.judge.linear(total, e.pick(parts), nil)
	}
	if halves := e.halvesIn(total, parts); o.verdict == schema.Inconsistent && halves != nil {
		parts, weights = halves, nil
		o = e.judge.linear(total, e.pick(parts), nil)
	}
	if o.verdict == schema.Inconsistent {
		if k := e.madeUpBy(c.Result, parts); weights == nil && k > 0 && !e.exhaustive(c, parts) {
			parts = parts[:k]
			o = e.judge.linear(total, e.pick(parts), nil)
		}
	}
	return parts, weights, o
}

// othersBehind reports a list whose members each open a paragraph of their own, in which they are followed by what they are made of.
func (e *evaluator) othersBehind(members, parts []int) bool {
	last := -1
	for _, k := range parts {
		f := &e.facts[k]
		if slices.Contains(members, k) {
			if last >= 0 && figures.Near(f, &e.facts[last]) {
				return false
			}
			last = k
		} else if last < 0 || !figures.Near(f, &e.facts[last]) {
			return false
		}
	}
	return true
}

// tellsSome reports a list that fails because it tells only some of the members, or the whole
// broken down twice, for all that its words and its figures say.
func (e *evaluator) tellsSome(c *schema.Claim, parts, weights []int, o outcome) bool {
	total, of := &e.facts[c.Result], schema.StatedBy(c.Rule)
	above := (c.Numbered || e.apartInKind(parts)) && len(parts) >= manyParts && o.difference.IsNegative() // items side by side make no more than their whole
	switch {
	case o.difference.IsPositive() && (c.Word != "" || (ofStatistics(total) || ofTaxes(total)) && !e.exhaustive(c, parts)):
		return true // …等
	case len(c.Whole) > manyParts && e.someMakeUp(total, parts):
		return true // 保费收入13亿元。其中，寿险8亿元；健康险2亿元；财产险5亿元: one is within another
	case c.Weights == nil && o.difference.IsNegative() && !e.exhaustive(c, parts) && (e.holdsBefore(total, parts) || (total.Concept == "" || ofStatistics(total) && len(parts) > 2) && e.oneTooMany(parts, o.difference)):
		return true // in what rounding allows: the sentence goes on behind what makes up the whole
	case len(parts) == 1 && c.Weights == nil || e.allOfIt(total, parts) || e.endsInWhole(total, parts):
		return true
	case above || !of.Partial && !(of.PartialUnnamed && total.Concept == ""):
		return false
	}
	return !e.exhaustive(c, parts) && (!e.slip(c.Result, parts, weights, o) || e.leavesOutARoundPart(total, parts, o)) && !e.miswritten(total, parts, o)
}

// endsInWhole reports a list that ends with its whole, under a name that no concept has: 支出164万元，会议费200万元，
// 增减相抵后164万元.
func (e *evaluator) endsInWhole(total *schema.Fact, parts []int) bool {
	last := &e.facts[parts[len(parts)-1]]
	return len(parts) > 1 && total.Kind == schema.Amount && last.Concept == "" && last.Value.Equal(total.Value) && !total.Value.IsZero()
}

// allOfIt reports a list whose first member is all of the whole, so that the others are no
// more of it: 余额13亿元，其中有追保理13亿元。正向保理11亿元.
func (e *evaluator) allOfIt(total *schema.Fact, parts []int) bool {
	return total.Concept == "" && total.Kind == schema.Amount && e.facts[parts[0]].Value.Equal(total.Value) && !total.Value.IsZero()
}

// ofTheWhole drops members that cannot be of the whole: expenditure after a list of
// revenue, another place's figure after the list of one.
func (e *evaluator) ofTheWhole(total *schema.Fact, parts []int) (out []int) {
	elsewhere := total.Dimensions.EntityScope != schema.Summary && placed(total) && !e.ofBothLevels(parts)
	for _, p := range parts {
		f := &e.facts[p]
		if flow(total.Concept)*flow(f.Concept) < 0 && !total.Said.BothSides && len(out) > 0 {
			break // 收入9亿元，其中保险费收入8亿元；支出7亿元，当年结余2亿元: the sentence goes on with the other side
		}
		if flow(total.Concept)*flow(f.Concept) < 0 && !total.Said.BothSides || partOfThreePublic[total.Concept] && partOfThreePublic[f.Concept] || elsewhere && placeOf(f) != placeOf(total) && placed(f) {
			continue
		}
		out = append(out, p)
	}
	if all := allOf[total.Concept]; all != nil && len(out) > len(all) && e.hasConcepts(out, all...) {
		out = slices.DeleteFunc(out, func(p int) bool { return !slices.Contains(all, e.facts[p].Concept) }) // what tells an item in detail is none of them
	}
	return out
}

// ofBothLevels reports a list of what a government has itself and of what those below it have, whose whole is of
// both though it names no place: 评价5688个，其中，地区本级752个，县市4936个.
func (e *evaluator) ofBothLevels(parts []int) bool {
	of := func(s schema.EntityScope) bool {
		return slices.ContainsFunc(parts, func(k int) bool { return e.facts[k].Dimensions.EntityScope == s })
	}
	return len(parts) == 2 && of(schema.Self) && of(schema.Subordinate)
}

// allOf names the quantities that are all there is of another, by the structure of the accounts.
var allOf = map[schema.ConceptID][]schema.ConceptID{
	schema.ThreePublicTotal:   {schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicReception},
	schema.ThreePublicVehicle: {schema.ThreePublicVehiclePurchase, schema.ThreePublicVehicleOperation},
	schema.ProcurementTotal:   {schema.ProcurementGoods, schema.ProcurementWorks, schema.ProcurementServices},
}

// partOfThreePublic are the three public expenses, of which none is part of another.
var partOfThreePublic = map[schema.ConceptID]bool{schema.ThreePublicAbroad: true, schema.ThreePublicVehicle: true, schema.ThreePublicReception: true}

// apartInKind reports vehicles of which each is of another kind, so that none is
// counted twice.
func (e *evaluator) apartInKind(parts []int) bool {
	seen := make(map[string]bool)
	for _, p := range parts {
		kind := e.facts[p].Dimensions.VehicleKind
		if kind == "" || seen[kind] {
			return false
		}
		seen[kind] = true
	}
	return true
}

// flow is 1 for what comes in and -1 for what goes out, 0 for what may be either.
func flow(c schema.ConceptID) int {
	switch schema.AccountOf(c) {
	case schema.RevenueAccount:
		return 1
	case schema.ExpenditureAccount:
		return -1
	}
	return 0
}

// slip reports whether one slip explains why a sum fails, by the sum alone.
func (e *evaluator) slip(total int, parts, weights []int, o outcome) bool {
	r := diagnose.Relation{Operands: related(roles(total, schema.TotalRole, parts, schema.PartRole)), Weights: weights}
	return diagnose.Slip(e.facts, &r, o.difference, o.tolerance)
}

// miswritten reports a whole with one digit that is not that of the sum of its parts, each
// of which bears its name: 共同财政事权转移支付, 教育共同财政事权转移支付. Of other lists a
// part that is not told may be as round as the difference.
func (e *evaluator) miswritten(total *schema.Fact, parts []int, o outcome) bool {
	name := total.Said.Name
	unlike := func(p int) bool { own := e.facts[p].Said.Name; return own == name || !strings.HasSuffix(own, name) }
	return name != "" && len(parts) >= manyParts && !slices.ContainsFunc(parts, unlike) && diagnose.OneDigit(total, o.computed)
}

// madeUpBy returns how many of the first members make up the whole, 0 when none
// do: 教职工62人，其中高级4人、中级25人、初级33人，退休28人. A sentence runs on after its
// list, and that the beginning adds up to the last digit is no chance.
func (e *evaluator) madeUpBy(whole int, parts []int) int {
	sums := e.running(parts)
	for k := 2; k < len(parts); k++ {
		if !e.facts[parts[k-1]].Value.IsZero() && sums.verdict(&e.facts[whole], sums.sum(0, k)) == schema.ExactVerdict {
			return k
		}
	}
	return 0
}

// withoutNested drops members that are part of another member by the structure
// of the accounts: 公务用车运行费 beside 公务用车购置及运行费. Where basic and
// project expenditure make up the whole, the classes beside them are another
// breakdown.
func (e *evaluator) withoutNested(parts []int) []int {
	has := map[schema.ConceptID]bool{}
	for _, p := range parts {
		if f := &e.facts[p]; f.Dimensions.FuncCode == "" && f.Dimensions.EconCode == "" {
			has[f.Concept] = true
		}
	}
	var out []int
	for _, p := range parts {
		f := &e.facts[p]
		if parent := partOfConcept[f.Concept]; parent != "" && has[parent] || f.Dimensions.FuncCode != "" && has[schema.ExpenditureBasic] && has[schema.ExpenditureProject] {
			continue
		}
		out = append(out, p)
	}
	return out
}

// partOfConcept names the quantity a concept is always a part of.
var partOfConcept = map[schema.ConceptID]schema.ConceptID{
	schema.ThreePublicVehiclePurchase:  schema.ThreePublicVehicle,
	schema.ThreePublicVehicleOperation: schema.ThreePublicVehicle,
	schema.ExpenditurePersonnel:        schema.ExpenditureBasic,
	schema.ExpenditurePublicUse:        schema.ExpenditureBasic,
	schema.ProcurementSmall:            schema.ProcurementSME,
	schema.ProcurementSmallReserved:    schema.ProcurementSMEReserved,
}

// withoutSubtotals folds a subtotal's own parts into it, checking it on the way.
func (e *evaluator) withoutSubtotals(c *schema.Claim) ([]int, []int) {
	parts, weights := c.Operands, c.Weights
	if weights != nil || len(parts) < 2 {
		return parts, weights
	}
	if o := e.judge.linear(&e.facts[c.Result], e.pick(parts), nil); o.verdict != schema.Inconsistent {
		return parts, weights
	}
	sums := e.running(parts)
	for k := 2; k < len(parts); k++ {
		whole := &e.facts[parts[k]]
		if whole.Value.IsZero() || sums.verdict(whole, sums.sum(0, k)) == schema.Inconsistent || sums.verdict(&e.facts[c.Result], sums.sum(k, len(parts))) == schema.Inconsistent {
			continue
		}
		o := e.judge.linear(whole, e.pick(parts[:k]), nil)
		e.add(schema.RuleSubtotal, o, e.sumFormula(parts[k], parts[:k], nil, o), roles(parts[k], schema.TotalRole, parts[:k], schema.PartRole)...)
		return parts[k:], nil
	}
	return e.withoutBrokenDown(c.Result, parts), weights
}

// mostNested bounds how many members of a list are taken to break down the one
// before them.
const mostNested = 64

// withoutBrokenDown drops the members that break down the member before them, where
// the whole is made up without them: 收入100万元，包括财政拨款90万元（其中一般公共预算90万元）、其他10万元.
func (e *evaluator) withoutBrokenDown(whole int, parts []int) []int {
	sums := e.running(parts)
	for k := range parts {
		if e.facts[parts[k]].Value.IsZero() {
			continue
		}
		for end := k + 2; end <= min(len(parts), k+1+mostNested); end++ {
			rest := sums.sum(0, k+1).plus(sums.sum(end, len(parts)))
			if sums.verdict(&e.facts[parts[k]], sums.sum(k+1, end)) != schema.Inconsistent && sums.verdict(&e.facts[whole], rest) != schema.Inconsistent {
				return slices.Concat(parts[:k+1], parts[end:])
			}
		}
	}
	return parts
}

// exhaustive reports lists whose members make up the whole, by the structure of the
// accounts or by their names, so that a shortfall is an error and not an omission.
func (e *evaluator) exhaustive(c *schema.Claim, parts []int) bool {
	total := &e.facts[c.Result]
	if len(parts) >= manyParts && (inFull[total.Concept] && !e.byTitle(parts) || total.Said.WholeSide) || e.vehiclesToTheRest(total, parts) {
		return true
	}
	if halves := halvesOf[total.Concept]; halves != nil {
		return e.hasConcepts(parts, halves...)
	}
	if e.sourcesToOther(total, parts) || e.itemsOfAllClasses(total, parts) || e.toTheRest(c, parts) || e.toOtherThings(c, parts) || e.inFullAsOthers(c, parts) || e.inFullElsewhere(c, parts) {
		return true
	}
	return sameMembers(c.Whole, parts)
}

// byTitle reports people told by their titles, of whom a list may tell some: 在编教师98人，其中高级教师16人.
func (e *evaluator) byTitle(parts []int) bool {
	return slices.ContainsFunc(parts, func(k int) bool { return e.facts[k].Said.ByTitle })
}

// revenueSources are where the revenue of an office comes from, each beside the others, the last of them what comes from
// anywhere else.
var revenueSources = []schema.ConceptID{schema.RevenueFiscal, schema.RevenueSuperiorSubsidy, schema.RevenueInstitution, schema.RevenueOperating, schema.RevenueSubordinate, schema.RevenueOther}

// sourcesToOther reports the revenue of a year by its sources, each once, up to the other revenue.
func (e *evaluator) sourcesToOther(total *schema.Fact, parts []int) bool {
	if total.Concept != schema.RevenueYear || len(parts) < manyParts || e.facts[parts[len(parts)-1]].Concept != schema.RevenueOther {
		return false
	}
	seen := make(map[schema.ConceptID]bool)
	for _, k := range parts {
		c := e.facts[k].Concept
		if seen[c] || !slices.Contains(revenueSources, c) {
			return false
		}
		seen[c] = true
	}
	return true
}

// itemsOfAllClasses reports items of functional classes that make up, class by class, what the report
// tells of each class elsewhere, but for one at most: such a list leaves none out.
func (e *evaluator) itemsOfAllClasses(total *schema.Fact, parts []int) bool {
	sums := make(map[string]decimal.Decimal)
	for _, p := range parts {
		code := e.facts[p].Dimensions.FuncCode
		if len(code) <= classDigits {
			return false
		}
		sums[code[:classDigits]] = sums[code[:classDigits]].Add(e.facts[p].Value)
	}
	hold, fail := 0, 0
	for class, sum := range sums {
		dims := e.facts[parts[0]].Dimensions
		dims.FuncCode = class
		k := e.figs.Find(&figures.Query{From: total, Concept: schema.ExpenditureByFunction, Dims: &dims, Measures: []schema.Measure{total.Measure}, Period: total.Period})
		switch {
		case k >= 0 && e.facts[k].Value.Equal(sum):
			hold++
		default:
			fail++
		}
	}
	return hold > 1 && fail <= 1
}

// sameMembers reports that a list has the members that make up its whole, and no others.
func sameMembers(whole, parts []int) bool {
	return len(whole) > 0 && len(parts) == len(whole) && !slices.ContainsFunc(whole, func(k int) bool { return !slices.Contains(parts, k) })
}

// someMakeUp reports that two or more of a few members, and not all, make up their whole to
// the last digit.
func (e *evaluator) someMakeUp(total *schema.Fact, parts []int) bool {
	const most = 8
	for set := 1; len(parts) <= most && set < 1<<len(parts)-1; set++ {
		sum, n := zero, 0
		for i, k := range parts {
			if set>>i&1 == 1 {
				sum, n = sum.Add(e.facts[k].Value), n+1
			}
		}
		if n > 1 && sum.Equal(total.Value) {
			return true
		}
	}
	return false
}

// inParagraphOf reports parts told in the paragraph of their whole.
func (e *evaluator) inParagraphOf(total *schema.Fact, parts []int) bool {
	return !slices.ContainsFunc(parts, func(k int) bool { return !figures.Near(total, &e.facts[k]) })
}

// toTheRest reports a list of numbered items up to what is left: 1.…。2.…。3.其他支出….
func (e *evaluator) toTheRest(c *schema.Claim, parts []int) bool {
	return c.Numbered && len(parts) >= manyParts && e.facts[parts[len(parts)-1]].Said.Remainder
}

// vehiclesToTheRest reports vehicles by their kinds, up to the others of them, as the statements ask
// for: 共有车辆3辆，其中：应急保障用车1辆、其他用车2辆.
func (e *evaluator) vehiclesToTheRest(total *schema.Fact, parts []int) bool {
	return total.Concept == schema.AssetVehicles && len(parts) > 1 && e.facts[parts[len(parts)-1]].Said.Remainder && e.apartInKind(parts)
}

// toOtherThings reports a list of things that no concept names which ends with the others of them:
// 建筑工程31万元，安装工程13万元，其他4万元. The name of a class may begin so too: 其他支出.
func (e *evaluator) toOtherThings(c *schema.Claim, parts []int) bool {
	last := &e.facts[parts[len(parts)-1]]
	above := func(k int) bool { return e.facts[k].Value.GreaterThan(e.facts[c.Result].Value) }
	if slices.ContainsFunc(parts, above) {
		return false // 货币资金24亿元，其中受限资金1亿元；存货26亿元；…；其他非流动资产47亿元: beside it
	}
	return c.Word == "" && len(parts) >= manyParts && last.Said.Remainder && last.Concept == "" && len(parts) == len(c.Operands)
}

// inFullAsOthers reports a long list of numbered items in a report another numbered list of
// which adds up to its whole: such a report tells all items, one by one.
func (e *evaluator) inFullAsOthers(c *schema.Claim, parts []int) bool {
	if !c.Numbered || len(parts) < longNumbered || len(parts) != len(c.Operands) {
		return false
	}
	return slices.ContainsFunc(e.report.Claims, func(other schema.Claim) bool {
		return other.Numbered && other.Family == schema.SumFamily && other.Result != c.Result && len(other.Operands) >= longNumbered && other.Weights == nil &&
			e.judge.linear(&e.facts[other.Result], e.pick(other.Operands), nil).verdict == schema.ExactVerdict
	})
}

// inFullElsewhere reports a list that the report tells of another place, year or phase too, of
// the same members, and there it adds up to the last digit.
func (e *evaluator) inFullElsewhere(c *schema.Claim, parts []int) bool {
	whole, names := e.facts[c.Result].Said.Name, e.namesOf(parts)
	return c.Word == "" && len(parts) >= manyParts && whole != "" && names != "" && e.toldInFull()[whole+"="+names]
}

// inFullForOthers reports a list whose members, under the same names, make up another whole of the report to the last
// digit: 第一批60亿元，其中市本级49亿元，区级11亿元。第二批15亿元，其中市本级13亿元，区级1亿元. A list of two may be told of
// others in part, so that one digit must explain what it is off by.
func (e *evaluator) inFullForOthers(c *schema.Claim, parts, weights []int, o outcome) bool {
	total, names := &e.facts[c.Result], e.namesOf(parts)
	return c.Word == "" && len(parts) > 1 && names != "" && e.toldInFull()[names] && e.noneTwice(total, parts, o) && e.misprinted(total, parts, weights, o)
}

// toldInFull are the lists of the report that add up to the last digit, by the names of their members, alone and with
// that of their whole.
func (e *evaluator) toldInFull() map[string]bool {
	if e.inFull != nil {
		return e.inFull
	}
	e.inFull = make(map[string]bool)
	for i := range e.report.Claims {
		l := &e.report.Claims[i]
		if l.Family != schema.SumFamily || l.Weights != nil || len(l.Operands) < 2 || e.judge.linear(&e.facts[l.Result], e.pick(l.Operands), nil).verdict != schema.ExactVerdict {
			continue
		}
		if names := e.namesOf(l.Operands); names != "" {
			e.inFull[names], e.inFull[e.facts[l.Result].Said.Name+"="+names] = true, true
		}
	}
	return e.inFull
}

// namesOf are the names of the members of a list, in any order, "" where one has none.
func (e *evaluator) namesOf(parts []int) string {
	names := make([]string, len(parts))
	for i, k := range parts {
		names[i] = cmp.Or(e.facts[k].Said.Name, e.facts[k].Label)
	}
	if slices.Sort(names); names[0] == "" {
		return ""
	}
	return strings.Join(names, "+")
}

// longNumbered is how many numbered items a list has that is hardly one of the main ones.
const longNumbered = 10

// manyParts is how many members a list has that is told in full.
const manyParts = 3

// inFull are the quantities of which a list of members is all of them.
var inFull = map[schema.ConceptID]bool{
	schema.ThreePublicTotal: true, schema.ProcurementTotal: true, schema.AssetVehicles: true, schema.StaffTotal: true, schema.AssetFixed: true,
	schema.PerformanceProjectBudget: true, schema.PerformanceProjectSpent: true, schema.BalanceOpening: true, schema.ThreePublicVehiclesHeld: true,
}

// halvesOf names the two quantities that make up a third.
var halvesOf = map[schema.ConceptID][]schema.ConceptID{
	schema.ExpenditureYear:  {schema.ExpenditureBasic, schema.ExpenditureProject},
	schema.ExpenditureBasic: {schema.ExpenditurePersonnel, schema.ExpenditurePublicUse},

	schema.ExpenditureGovernmentFund: {schema.ExpenditureBasic, schema.ExpenditureProject},
	schema.ThreePublicVehicle:        {schema.ThreePublicVehiclePurchase, schema.ThreePublicVehicleOperation},
}

// halvesIn are the two members of a list that make up its whole by the structure of the
// accounts, nil where they do not: an outline tells the items of each half after it.
func (e *evaluator) halvesIn(total *schema.Fact, parts []int) (halves []int) {
	for _, p := range parts {
		if slices.Contains(halvesOf[total.Concept], e.facts[p].Concept) {
			halves = append(halves, p)
		}
	}
	if len(halves) != 2 || e.judge.linear(total, e.pick(halves), nil).verdict == schema.Inconsistent {
		return nil
	}
	return halves
}

// ofStatistics reports an aggregate of statistics. The text picks some of its
// parts: 地区生产总值500亿元。其中，金融业增加值40亿元.
func ofStatistics(total *schema.Fact) bool {
	return total.Concept == schema.EconomyActual || total.Concept == schema.EconomyTarget
}

// ofTaxes reports the taxes or the other revenue of a government, of which a text picks the
// largest.
func ofTaxes(total *schema.Fact) bool {
	return total.Concept == schema.RevenueTax || total.Concept == schema.RevenueNonTax
}

func (e *evaluator) hasConcepts(parts []int, want ...schema.ConceptID) bool {
	for _, c := range want {
		found := false
		for _, p := range parts {
			found = found || e.facts[p].Concept == c
		}
		if !found {
			return false
		}
	}
	return true
}

func (e *evaluator) pick(ids []int) []*schema.Fact {
	out := make([]*schema.Fact, len(ids))
	for i, k := range ids {
		out[i] = &e.facts[k]
	}
	return out
}

func roles(result int, role schema.Role, parts []int, each schema.Role) []operand {
	ops := []operand{{result, role}}
	for _, p := range parts {
		ops = append(ops, operand{p, each})
	}
	return ops
}

// comparisonWord evaluates 决算数大于预算数 against the completion ratio, or
// against budget and final figures where both are stated.
func (e *evaluator) comparisonWord(c *schema.Claim) {
	var completion, budget, final = -1, -1, -1
	for _, k := range c.Operands {
		switch f := &e.facts[k]; {
		case f.Form == schema.Completion:
			completion = k
		case f.Measure.IsBudget():
			budget = k
		case f.Form == schema.Level:
			final = k
		}
	}
	var o outcome
	var ops []operand
	var detail string
	switch {
	case budget >= 0 && final >= 0:
		b, f := &e.facts[budget], &e.facts[final]
		o = e.judge.order(f, b, c.Word)
		ops = []operand{{final, schema.FinalRole}, {budget, schema.BudgetRole}}
		detail = e.name(f) + " " + e.figure(f) + sayBudget + e.figure(b)
		if completion >= 0 {
			ops = append(ops, operand{completion, schema.CompletionRole})
		}
	case completion >= 0:
		f := &e.facts[completion]
		o = e.judge.order(f, &schema.Fact{Kind: schema.Count, Value: hundred}, c.Word)
		ops = []operand{{completion, schema.CompletionRole}}
		if final >= 0 {
			ops = append(ops, operand{final, schema.FinalRole})
		}
		detail = e.name(f) + sayCompletes + e.figure(f)
	default:
		o.verdict = schema.Incomplete
		for _, k := range c.Operands {
			ops = append(ops, operand{k, schema.OperandRole})
		}
		e.add(c.Rule, o, sayFinal+c.Word+sayNoBudget, ops...)
		return
	}
	e.add(c.Rule, o, sayFinal+c.Word+sayBudgetAs+detail, ops...)
}

// residue reports words left from a template: a class counted as none and yet
// described as in use, two opposite words for one change.
func (e *evaluator) residue(c *schema.Claim) {
	f := &e.facts[c.Result]
	o := outcome{verdict: schema.Inconsistent, reported: f.Value, computed: f.Value, cause: schema.TemplateResidue}
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+sayYetWritten+c.Word+"”", operand{c.Result, schema.CountRole})
}

// flat evaluates 与2019年持平 against the earlier figure, when it is stated.
func (e *evaluator) flat(c *schema.Claim) {
	k := c.Operands[len(c.Operands)-1]
	f := &e.facts[k]
	if f.Concept == "" {
		return // a change of nothing among those of other items: which figure it was is not known
	}
	prior := e.prior(k)
	if prior < 0 {
		e.add(c.Rule, outcome{verdict: schema.Incomplete}, e.name(f)+" "+e.figure(f)+sayFlatNoBase, operand{k, schema.CurrentRole})
		return
	}
	p := &e.facts[prior]
	o := e.judge.linear(f, []*schema.Fact{p}, nil)
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+sayAnd+e.name(p)+" "+e.figure(p)+sayFlat+e.gap(f, o), operand{k, schema.CurrentRole}, operand{prior, schema.PriorRole})
}

// count evaluates a number against the names the text lists.
func (e *evaluator) count(c *schema.Claim) {
	f := &e.facts[c.Result]
	o := outcome{reported: f.Value, computed: decimal.NewFromInt(int64(c.Listed))}
	o.difference = o.reported.Sub(o.computed)
	o.verdict = judge(o.difference.Abs(), zero, zero)
	ops := roles(c.Result, schema.CountRole, c.Operands, schema.ListedRole)
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+sayListed+strconv.Itoa(c.Listed)+sayItems+strings.TrimSpace(c.Word)+"）", ops...)
}
