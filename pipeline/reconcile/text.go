package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// claims evaluates the statements tagging read from the structure of sentences.
func (e *evaluator) claims() {
	for _, c := range e.report.Claims {
		switch c.Family {
		case schema.SumFamily:
			e.listSum(c)
		case schema.ComparisonFamily:
			if c.Rule == schema.RuleResidue {
				e.residue(c)
			} else {
				e.comparisonWord(c)
			}
		case schema.DirectionFamily:
			e.flat(c)
		case schema.CountFamily:
			e.count(c)
		}
	}
}

// listSum evaluates 合计A，其中：B、C. A member that equals the sum of the
// members before it is a subtotal. A list may be partial, or break its whole
// down twice, so it is called inconsistent only where its members are known
// to be exhaustive or it misses by what a slip would explain.
func (e *evaluator) listSum(c schema.Claim) {
	total := &e.facts[c.Result]
	if c.Weights == nil {
		c.Operands = e.ofTheWhole(total, c.Operands)
	}
	if len(c.Operands) == 0 {
		return
	}
	parts, weights := e.withoutSubtotals(c)
	o := e.scale.linear(total, e.pick(parts), weights)
	if o.verdict == schema.Inconsistent {
		if flat := e.withoutNested(parts); len(flat) < len(parts) {
			parts, weights = flat, nil
			o = e.scale.linear(total, e.pick(parts), nil)
		}
	}
	if o.verdict == schema.Inconsistent {
		if k := e.madeUpBy(c.Result, parts); weights == nil && k > 0 && !e.exhaustive(total, parts) {
			parts = parts[:k]
			o = e.scale.linear(total, e.pick(parts), nil)
		}
	}
	if partial := c.Word != "" || ofStatistics(total) && !e.exhaustive(total, parts); o.verdict == schema.Inconsistent && partial && o.difference.IsPositive() {
		o.verdict = schema.NotApplicable // …等: only some are named
	}
	if o.verdict == schema.Inconsistent && (c.Rule == schema.RuleListSum || c.Rule == schema.RuleGloss && total.Concept == "") && !e.exhaustive(total, parts) && !e.slip(c.Result, parts, weights, o) {
		o.verdict = schema.NotApplicable // a partial list, or several breakdowns in one
	}
	if len(parts) == 1 && o.verdict == schema.Inconsistent {
		o.verdict = schema.NotApplicable
	}
	if o.verdict.Evaluated() && o.verdict != schema.Inconsistent && weights == nil && len(parts) > 1 {
		e.budgetColumn(c.Result, parts)
	}
	e.add(c.Rule, o, e.sumFormula(c.Result, parts, weights, o), roles(c.Result, "total", parts, "part")...)
}

// ofTheWhole drops members that cannot be of the whole: expenditure after a list of
// revenue, another place's figure after the list of one.
func (e *evaluator) ofTheWhole(total *schema.Fact, parts []int) (out []int) {
	for _, p := range parts {
		f := &e.facts[p]
		if flow(total.Concept)*flow(f.Concept) < 0 || placeOf(f) != placeOf(total) && total.Dimensions.EntityScope != schema.Summary && placed(total) && placed(f) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// flow is 1 for what comes in and -1 for what goes out, 0 for what may be either.
func flow(c schema.ConceptID) int {
	switch id := string(c); {
	case strings.HasPrefix(id, "revenue."):
		return 1
	case strings.HasPrefix(id, "expenditure."):
		return -1
	}
	return 0
}

// madeUpBy returns how many of the first members make up the whole, 0 when none
// do: 教职工62人，其中高级4人、中级25人、初级33人，退休28人. A sentence runs on after its
// list, and that the beginning adds up to the last digit is no chance.
func (e *evaluator) madeUpBy(whole int, parts []int) int {
	for k := 2; k < len(parts); k++ {
		if e.facts[parts[k-1]].Value.IsZero() {
			continue
		}
		if o := e.scale.linear(&e.facts[whole], e.pick(parts[:k]), nil); o.verdict == schema.ExactVerdict {
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
func (e *evaluator) withoutSubtotals(c schema.Claim) ([]int, []int) {
	parts, weights := c.Operands, c.Weights
	if weights != nil || len(parts) < 2 {
		return parts, weights
	}
	if o := e.scale.linear(&e.facts[c.Result], e.pick(parts), nil); o.verdict != schema.Inconsistent {
		return parts, weights
	}
	for k := 2; k < len(parts); k++ {
		o := e.scale.linear(&e.facts[parts[k]], e.pick(parts[:k]), nil)
		rest := e.scale.linear(&e.facts[c.Result], e.pick(parts[k:]), nil)
		if o.verdict == schema.Inconsistent || rest.verdict == schema.Inconsistent || e.facts[parts[k]].Value.IsZero() {
			continue
		}
		e.add(schema.RuleSubtotal, o, e.sumFormula(parts[k], parts[:k], nil, o), roles(parts[k], "total", parts[:k], "part")...)
		return parts[k:], nil
	}
	return e.withoutBrokenDown(c.Result, parts), weights
}

// withoutBrokenDown drops the members that break down the member before them, where
// the whole is made up without them: 收入100万元，包括财政拨款90万元（其中一般公共预算90万元）、其他10万元.
func (e *evaluator) withoutBrokenDown(whole int, parts []int) []int {
	for k := range parts {
		if e.facts[parts[k]].Value.IsZero() {
			continue
		}
		for end := k + 2; end <= len(parts); end++ {
			inner := e.scale.linear(&e.facts[parts[k]], e.pick(parts[k+1:end]), nil)
			rest := slices.Concat(parts[:k+1], parts[end:])
			if inner.verdict != schema.Inconsistent && e.scale.linear(&e.facts[whole], e.pick(rest), nil).verdict != schema.Inconsistent {
				return rest
			}
		}
	}
	return parts
}

// exhaustive reports lists whose members make up the whole by the structure of
// the accounts, so that a shortfall is an error and not an omission.
func (e *evaluator) exhaustive(total *schema.Fact, parts []int) bool {
	switch total.Concept {
	case schema.ThreePublicTotal, schema.ProcurementTotal:
		return len(parts) >= 3
	case schema.AssetVehicles, schema.StaffTotal, schema.AssetFixed:
		return len(parts) >= 3
	case schema.ExpenditureYear:
		return e.hasConcepts(parts, schema.ExpenditureBasic, schema.ExpenditureProject)
	case schema.ExpenditureBasic:
		return e.hasConcepts(parts, schema.ExpenditurePersonnel, schema.ExpenditurePublicUse)
	case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent, schema.BalanceOpening:
		return len(parts) >= 3
	}
	return e.listed(total, parts)
}

// wholeLists are the names of members that together make up a whole.
var wholeLists = []struct {
	whole   string
	members []string
}{
	{"转移性支出", []string{"返还性支出", "一般性转移支付", "专项转移支付"}},
	{"转移支付", []string{"一般性转移支付", "专项转移支付"}},
	{"一般公共预算收入", []string{"税收收入", "非税收入"}},
	{"生产总值", []string{"第一产业", "第二产业", "第三产业"}},
	{"债务", []string{"一般债务", "专项债务"}},
	{"债券", []string{"一般债券", "专项债券"}},
}

// ofStatistics reports an aggregate of statistics. The text picks some of its
// parts: 地区生产总值500亿元。其中，金融业增加值40亿元.
func ofStatistics(total *schema.Fact) bool {
	return total.Concept == schema.EconomyActual || total.Concept == schema.EconomyTarget
}

// listed reports members that are all of a list that makes up its whole.
func (e *evaluator) listed(total *schema.Fact, parts []int) bool {
	for _, list := range wholeLists {
		missing := slices.ContainsFunc(list.members, func(name string) bool {
			return !slices.ContainsFunc(parts, func(p int) bool { return strings.HasPrefix(e.facts[p].Label, name) })
		})
		if strings.Contains(total.Label, list.whole) && len(parts) == len(list.members) && !missing {
			return true
		}
	}
	return len(parts) >= 3 && slices.ContainsFunc(grandTotals, func(w string) bool { return strings.Contains(total.Label, w) })
}

// grandTotals are the words for the sum of one side of a balance, whose list names
// all that it is made of.
var grandTotals = []string{"收入总计", "支出总计", "总收入", "总支出", "收入总量", "支出总量"}

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

func roles(result int, role string, parts []int, each string) []operand {
	ops := []operand{{result, role}}
	for _, p := range parts {
		ops = append(ops, operand{p, each})
	}
	return ops
}

// comparisonWord evaluates 决算数大于预算数 against the completion ratio, or
// against budget and final figures where both are stated.
func (e *evaluator) comparisonWord(c schema.Claim) {
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
		o.reported, o.computed = f.Value, b.Value
		ops = []operand{{final, "final"}, {budget, "budget"}}
		detail = e.name(f) + " " + e.figure(f) + "，预算 " + e.figure(b)
		if completion >= 0 {
			ops = append(ops, operand{completion, "completion"})
		}
	case completion >= 0:
		f := &e.facts[completion]
		o.reported, o.computed = f.Value, hundred
		ops = []operand{{completion, "completion"}}
		if final >= 0 {
			ops = append(ops, operand{final, "final"})
		}
		detail = e.name(f) + " 完成预算 " + e.figure(f)
	default:
		o.verdict = schema.Incomplete
		for _, k := range c.Operands {
			ops = append(ops, operand{k, "operand"})
		}
		e.add(c.Rule, o, "“决算数"+c.Word+"预算数”：没有可比的预算数", ops...)
		return
	}
	o.difference, o.word = o.reported.Sub(o.computed), c.Word
	o.verdict = schema.Inconsistent
	if agrees(o.difference.Sign(), c.Word) {
		o.verdict = schema.ExactVerdict
	}
	e.add(c.Rule, o, "“决算数"+c.Word+"预算数”："+detail, ops...)
}

// residue reports words left from a template: a class counted as none and yet
// described as in use, two opposite words for one change.
func (e *evaluator) residue(c schema.Claim) {
	f := &e.facts[c.Result]
	o := outcome{verdict: schema.Inconsistent, reported: f.Value, computed: f.Value, cause: schema.TemplateResidue}
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+"，却写“"+c.Word+"”", operand{c.Result, "count"})
}

func agrees(sign int, word string) bool {
	switch word {
	case ">":
		return sign > 0
	case "<":
		return sign < 0
	case "<=":
		return sign <= 0
	}
	return sign == 0
}

// flat evaluates 与2019年持平 against the earlier figure, when it is stated.
func (e *evaluator) flat(c schema.Claim) {
	k := c.Operands[len(c.Operands)-1]
	f := &e.facts[k]
	prior := e.prior(f)
	if prior < 0 {
		e.add(c.Rule, outcome{verdict: schema.Incomplete}, e.name(f)+" "+e.figure(f)+" 与基期持平：文中无基期数", operand{k, "current"})
		return
	}
	p := &e.facts[prior]
	o := e.scale.linear(f, []*schema.Fact{p}, nil)
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+" 与 "+e.name(p)+" "+e.figure(p)+" 持平"+e.gap(f, o), operand{k, "current"}, operand{prior, "prior"})
}

// count evaluates a number against the names the text lists.
func (e *evaluator) count(c schema.Claim) {
	f := &e.facts[c.Result]
	o := outcome{reported: f.Value, computed: decimal.NewFromInt(int64(c.Listed))}
	o.difference = o.reported.Sub(o.computed)
	o.verdict = judge(o.difference.Abs(), zero, zero)
	ops := roles(c.Result, "count", c.Operands, "listed")
	e.add(c.Rule, o, e.name(f)+" "+e.figure(f)+"，列名 "+strconv.Itoa(c.Listed)+" 个（"+strings.TrimSpace(c.Word)+"）", ops...)
}
