package tag

import (
	"slices"
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// How far before a change, a share or a completion a sentence has the figures that
// it speaks of, in numbers.
const (
	reachOfChange = 3
	reachOfShare  = 2
	reachOfBudget = 6
	// reachOfMembers is how many figures behind a list are looked at for the others of a row of whole.tsv, more than any has.
	reachOfMembers = 48
	// reachOfBracket also steps over the make-up in brackets of what was done.
	reachOfBracket = 3
)

// state claims what every change, share, completion and use says, with the
// operands that stand beside it. An operand that the passage does not have is left
// to the checks, which look for it elsewhere.
func (w *wordings) state() {
	for i := range w.out.Claims {
		w.wholeOf(&w.out.Claims[i])
	}
	w.out.Claims = append(slices.Grow(w.out.Claims, len(w.more)+len(w.out.Facts)/2), w.more...) // a claim for each second figure, as of dense prose
	w.changes()
	w.shares()
	w.quotients()
	w.byLevel()
	w.trade()
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		switch {
		case f.Form == schema.Completion && (f.Concept != "" || !w.doneOfPlan(i, f)):
			w.completion(i, f)
		case f.Concept != "" && f.Form == schema.Level && (f.Measure == schema.Used || f.SourceKind != schema.TableSource && f.Measure == schema.Executed && f.Concept == schema.PerformanceProjectSpent):
			w.use(i, f) // the columns 预算数 and 执行数 of a table claim nothing: a budget is often exceeded
		}
	}
	w.told()
}

// claim adds a claim about fact i. Operands that are -1 are not in the passage.
func (w *wordings) claim(family schema.Family, rule schema.RuleID, i int, roles []schema.Role, operands ...int) {
	c := schema.Claim{Family: family, Result: i, Listed: -1, Rule: rule}
	for n, k := range operands {
		if k >= 0 {
			c.Operands, c.Roles = append(c.Operands, k), append(c.Roles, roles[n])
		}
	}
	w.out.Claims = append(w.out.Claims, c)
}

var (
	changeRoles = []schema.Role{schema.ChangeRole, schema.CurrentRole}
	shareRoles  = []schema.Role{schema.PartRole, schema.WholeRole}
	beyondRoles = []schema.Role{schema.PartRole, schema.ChangeRole}
)

// wholeOf notes the operands of a sum that by their names are all that makes up
// its result, by the row of most names. Where its list has not all of a row, but the passage goes
// on with the others of it, 其中，财产险8亿元。人身险12亿元, these are its operands too.
func (w *wordings) wholeOf(c *schema.Claim) {
	if c.Family != schema.SumFamily || c.Result < 0 {
		return
	}
	total := w.out.Facts[c.Result].Label
	if words.Averaged.Labels().Say(total) {
		return // 粮食亩产491公斤，其中：夏粮亩产379公斤、秋粮亩产586公斤
	}
	pool, named := w.membersBehind(c), []int(nil)
	operands, behind := w.figuresOf(c.Operands), w.figuresOf(pool)
	for _, whole := range words.Load().Wholes {
		if !whole.Any && !strings.Contains(total, whole.Text) || whole.Beside != "" && w.tells(whole.Beside) {
			continue
		}
		if members := namedAs(whole.Members, operands); !whole.Any && len(members) == len(whole.Members) && (len(members) > len(c.Whole) || len(members) == len(c.Whole) && members[0] < c.Whole[0]) {
			c.Whole = members // of two rows the one that the list begins with: 男性5万人，女性6万人；城镇人口4万人，乡村人口7万人
		}
		if members := namedAs(whole.Members, behind); len(members) == len(whole.Members) && leaveOutNone(members, pool, c.Operands) && len(members) > len(named) {
			named = members
		}
	}
	if named != nil && len(c.Whole) == 0 {
		c.Operands, c.Counted = named, true
	}
	w.dividedByNature(c, pool)
}

// dividedByNature claims the other parts that a passage divides its whole into, by the nature of what they are, behind
// those of a row: 其中，城镇人口5万人，乡村人口6万人；男性人口6万人，女性人口5万人.
func (w *wordings) dividedByNature(c *schema.Claim, pool []int) {
	first := c.Whole
	if len(first) == 0 && c.Counted {
		first = c.Operands
	}
	if len(first) == 0 {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(pool), func(k int) bool { return k <= slices.Max(first) })
	behind := w.figuresOf(rest)
	for _, whole := range words.Load().Wholes {
		if members := namedAs(whole.Members, behind); whole.Any && len(members) == len(whole.Members) && leaveOutNone(members, rest, nil) {
			w.more = append(w.more, schema.Claim{Family: schema.SumFamily, Result: c.Result, Operands: members, Listed: -1, Rule: schema.RuleListSum, Counted: true, Slip: true})
			return
		}
	}
}

// membersBehind are the figures that may be parts of the result of a sum by what they count or measure, from it
// to the end of the sentence behind its last operand.
func (w *wordings) membersBehind(c *schema.Claim) (out []int) {
	total, last := &w.out.Facts[c.Result], c.Operands[len(c.Operands)-1]
	if c.Weights != nil || c.Result > c.Operands[0] || total.SourceKind != schema.Narrative || !near(total, &w.out.Facts[last]) {
		return nil
	}
	stops := 0
	for k := c.Result + 1; k < len(w.out.Facts) && k <= last+reachOfMembers && near(total, &w.out.Facts[k]); k++ {
		if k > last {
			stops += strings.Count(w.between(k-1, k), "。")
		}
		if stops > 1 {
			break
		}
		if g := &w.out.Facts[k]; g.Kind == total.Kind && g.Unit == total.Unit && g.Form == total.Form && g.Approx == schema.Exact {
			out = append(out, k)
		}
	}
	return out
}

// leaveOutNone reports members that are all that a list has, and all that stands between them.
func leaveOutNone(members, pool, list []int) bool {
	first, last := slices.Min(members), slices.Max(members)
	other := func(k int) bool { return !slices.Contains(members, k) }
	between := func(k int) bool { return k >= first && k <= last && other(k) }
	return !slices.ContainsFunc(pool, between) && !slices.ContainsFunc(list, other)
}

// figure is a fact with the words that may name it: its label, and the clause before it.
type figure struct {
	fact         int
	label, words string
}

func (w *wordings) figuresOf(list []int) (out []figure) {
	for _, k := range list {
		out = append(out, figure{k, w.out.Facts[k].Label, lastClause(w.wordsBefore(k))})
	}
	return out
}

// namedAs are the figures of a list that have these names, one each, as far as it has them.
func namedAs(names []string, list []figure) (members []int) {
	for _, name := range names {
		k := slices.IndexFunc(list, func(f figure) bool {
			return (strings.Contains(f.label, name) || strings.Contains(f.words, name)) && !slices.Contains(members, f.fact)
		})
		if k < 0 {
			break
		}
		members = append(members, list[k].fact)
	}
	return members
}

// tells reports a figure of the report whose label has a word. Labels stay while claims are looked through.
func (w *wordings) tells(word string) bool {
	tells, asked := w.telling[word]
	if !asked {
		for i := range w.out.Facts {
			tells = tells || strings.Contains(w.out.Facts[i].Label, word)
		}
		if w.telling == nil {
			w.telling = make(map[string]bool)
		}
		w.telling[word] = tells
	}
	return tells
}

// beside finds the nearest fact before i that is wanted, among so many.
func (w *wordings) beside(i, reach int, wanted func(g *schema.Fact) bool) int {
	f := &w.out.Facts[i]
	for k := i - 1; k >= 0 && k >= i-reach; k-- {
		if g := &w.out.Facts[k]; near(f, g) && !otherRow(f, g) && wanted(g) {
			return k
		}
	}
	return -1
}

func near(a, b *schema.Fact) bool { return a.Source.Block == b.Source.Block }

func otherRow(f, g *schema.Fact) bool {
	return f.SourceKind == schema.TableSource && g.SourceKind == schema.TableSource && f.Source.Table == g.Source.Table && f.Source.Row != g.Source.Row
}

func sameSentence(a, b *schema.Fact) bool { return near(a, b) && a.Said.Sentence == b.Said.Sentence }

// alike reports two figures of one quantity.
func alike(a, b *schema.Fact) bool {
	return a.Concept == b.Concept && a.Dimensions == b.Dimensions
}

// changes claims the changes in amount and the rates of change.
func (w *wordings) changes() {
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		if !f.Base.Period.Known() && f.Base.Measure == "" {
			if f.Form == schema.Delta {
				w.changeOfParts(i, f)
			} else if change, cur := w.rateOnItsBase(i, f); cur >= 0 {
				w.claim(schema.PctChangeFamily, schema.RulePctChange, i, changeRoles, change, cur)
			}
			continue
		}
		switch {
		case f.Form == schema.Delta:
			if f.Concept != "" {
				w.claim(schema.DifferenceFamily, schema.RuleDifference, i, changeRoles, -1, w.current(i, f))
			}
			w.changeOfParts(i, f)
		case f.Form != schema.PctChange || f.Said.YearlyAverage: // 年均增长2.7%: no change from one end to the other
		case f.Concept != "":
			change := w.beside(i, reachOfChange, func(g *schema.Fact) bool {
				return g.Form == schema.Delta && alike(f, g) && g.Base.Period == f.Base.Period && g.Base.Measure == f.Base.Measure
			})
			if change >= 0 && w.besideCompletion(change) {
				change = -1
			}
			if change < 0 {
				change = w.changeAfter(i, f)
			}
			w.claim(schema.PctChangeFamily, schema.RulePctChange, i, changeRoles, change, w.current(i, f))
		case w.unnamedRate(i, f):
			current := i - 2
			if w.out.Facts[current].Rule == baseStated {
				current--
			}
			w.claim(schema.PctChangeFamily, schema.RulePctChange, i, changeRoles, i-1, current)
		}
	}
}

// current is the level just stated that a change leads to, which the budget that a completion names before it is
// not: 完成24亿元，完成年初预算60亿元的40%，比上年减收1亿元.
func (w *wordings) current(i int, f *schema.Fact) int {
	reach := reachOfChange
	if slices.ContainsFunc(w.out.Facts[max(0, i-reach):i], func(g schema.Fact) bool { return g.Rule == completionBase }) {
		reach++
	}
	return w.beside(i, reach, func(g *schema.Fact) bool {
		return g.Form == schema.Level && g.Rule != completionBase && alike(f, g) && g.Measure == f.Measure && g.Period == f.Period &&
			g.Kind != schema.Ratio && g.Approx == schema.Exact && !g.Said.InBrackets
	})
}

// unnamedRate reports the rate of a quantity that no concept names, where the
// sentence itself gives the level and the change right before it:
// 革命老区转移支付预算数为21900万元，比上年增加3200万元，增长17.1%.
func (w *wordings) unnamedRate(i int, f *schema.Fact) bool {
	if i < 2 {
		return false
	}
	at := i - 2
	if w.out.Facts[at].Rule == baseStated && at > 0 {
		at-- // 存量资金2.86亿元，较年初3.42亿元减少0.56亿元，下降16.4%
	}
	d, c := &w.out.Facts[i-1], &w.out.Facts[at]
	switch {
	case d.Form != schema.Delta || c.Form != schema.Level || d.Concept != "" || c.Concept != "" || c.Kind == schema.Ratio:
		return false
	case d.Kind != c.Kind || d.Unit != c.Unit || d.Base != f.Base || d.Dimensions != f.Dimensions || c.Dimensions != f.Dimensions || c.Period != d.Period && d.Period.Known() || c.Measure != d.Measure && !(d.Measure == "" && w.endsSentence(at)):
		return false
	case d.Approx != schema.Exact || c.Approx != schema.Exact || f.Approx != schema.Exact || !sameSentence(c, d) && !w.endsSentence(at) || !sameSentence(d, f):
		return false
	}
	return d.Label == f.Label && (oneName(c.Label, d.Label) || d.Label == "") && w.follows(at, at+1, words.ChangeFollows) && w.rateFollows(i-1, i)
}

// endsSentence reports a number that nothing follows in its sentence: 预算数为26万元。与上年相比增加9万元，增长52%.
func (w *wordings) endsSentence(k int) bool {
	return strings.HasPrefix(w.doc.Text(w.out.At[k]).S[w.out.Ends[k]:], "。")
}

// oneName reports labels of which one may be the other cut short.
func oneName(a, b string) bool {
	return a != "" && b != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// partsOf names the quantities that make up a whole, for the changes of which it is
// usual to say how they make up its own.
var partsOf = map[schema.ConceptID][]schema.ConceptID{
	schema.ThreePublicTotal: {schema.ThreePublicAbroad, schema.ThreePublicVehicle, schema.ThreePublicVehiclePurchase, schema.ThreePublicVehicleOperation, schema.ThreePublicReception},
	schema.ExpenditureYear:  {schema.ExpenditureBasic, schema.ExpenditureProject},
	schema.ExpenditureBasic: {schema.ExpenditurePersonnel, schema.ExpenditurePublicUse},
}

// ofVehicles are the parts of what is spent on vehicles.
var ofVehicles = map[schema.ConceptID]bool{schema.ThreePublicVehiclePurchase: true, schema.ThreePublicVehicleOperation: true}

// changeOfParts claims that a change is made up of those of its parts told right
// after it in the same passage and on the same base: 减少2.4万元，其中：A减少3万元，B增加0.6万元.
func (w *wordings) changeOfParts(i int, f *schema.Fact) {
	var parts []int
	for k := i + 1; k < len(w.out.Facts) && near(f, &w.out.Facts[k]); k++ {
		g := &w.out.Facts[k]
		if g.Form == schema.PctChange {
			continue
		}
		if g.Form != schema.Delta || !slices.Contains(partsOf[f.Concept], g.Concept) {
			break
		}
		if g.Base != f.Base {
			return // a part that has changed from something else
		}
		if ofVehicles[g.Concept] && slices.ContainsFunc(parts, func(p int) bool { return w.out.Facts[p].Concept == schema.ThreePublicVehicle }) {
			continue // of that
		}
		parts = append(parts, k)
	}
	if len(parts) > 1 {
		w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: i, Operands: parts, Listed: -1, Rule: schema.RuleListSum, Whole: parts})
	}
}

// shares claims every share, and what the shares of one list make up.
func (w *wordings) shares() {
	for _, list := range w.shareLists() {
		for _, i := range list {
			f := &w.out.Facts[i]
			part, inTurn := w.partInTurn(i)
			if inTurn && part < 0 {
				continue
			}
			if !inTurn {
				part = w.beside(i, reachOfShare, func(g *schema.Fact) bool {
					return g.Form == schema.Level && alike(f, g) && g.Kind != schema.Ratio && g.Period == f.Period
				})
			}
			w.claim(schema.ShareFamily, schema.RuleShare, i, shareRoles, part, -1)
		}
		if len(list) > 1 {
			w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.ShareSumFamily, Result: -1, Operands: list, Listed: -1, Rule: schema.RuleShareSum})
		}
	}
}

// shareLists groups the shares of one whole that stand together.
func (w *wordings) shareLists() (lists [][]int) {
	for i := range w.out.Facts {
		f := &w.out.Facts[i]
		if f.Form != schema.Share || f.Concept == "" || f.Base.Concept == "" || f.Kind != schema.Ratio {
			continue
		}
		if k := len(lists) - 1; k >= 0 && w.sameList(lists[k][0], lists[k][len(lists[k])-1], i) {
			lists[k] = append(lists[k], i)
			continue
		}
		if k := w.otherHalf(lists, i); k >= 0 {
			lists[k] = append(lists[k], i)
			continue
		}
		lists = append(lists, []int{i})
	}
	return lists
}

// otherHalf is the list that has only the share of basic expenditure where the next is that of projects, of one whole, -1 for
// none: each half may be told with the shares of its own parts. 1．基本支出占84%，…。2．项目支出占16%.
func (w *wordings) otherHalf(lists [][]int, i int) int {
	f := &w.out.Facts[i]
	for k := len(lists) - 1; k >= 0 && f.Concept == schema.ExpenditureProject && f.SourceKind == schema.Narrative; k-- {
		a := &w.out.Facts[lists[k][0]]
		if len(lists[k]) == 1 && a.Concept == schema.ExpenditureBasic && a.Base == f.Base && a.Section == f.Section && a.SourceKind == f.SourceKind && a.Measure == f.Measure && a.Period == f.Period && a.Dimensions == f.Dimensions {
			return k
		}
	}
	return -1
}

// sameList reports shares of one whole in one list or chart.
func (w *wordings) sameList(first, last, i int) bool {
	a, f := &w.out.Facts[first], &w.out.Facts[i]
	return a.Base.Concept == f.Base.Concept && a.Section == f.Section && a.SourceKind == f.SourceKind && a.Measure == f.Measure &&
		(a.Dimensions.FundSource == f.Dimensions.FundSource || schema.OfOneFund(f.Concept) || schema.OfOneFund(a.Concept)) &&
		i-last <= 4 && len(a.Dimensions.FuncCode) == len(f.Dimensions.FuncCode) &&
		(near(f, a) || f.Source.Block-w.out.Facts[last].Source.Block <= 2)
}

// beyondPlan is by how much what was done is above or below the budget that a completion is of, told right beside it, -1
// for none: 完成52亿元，完成预算的104%，超收2亿元.
func (w *wordings) beyondPlan(i int, f *schema.Fact) int {
	for _, k := range [...]int{i + 1, i - 1} {
		if k < 0 || k >= len(w.out.Facts) {
			continue
		}
		if g := &w.out.Facts[k]; alike(f, g) && sameSentence(f, g) && f.SourceKind == schema.Narrative && w.isBeyond(k) {
			return k
		}
	}
	return -1
}

// isBeyond reports a change whose words are all of a budget.
func (w *wordings) isBeyond(k int) bool {
	g := &w.out.Facts[k]
	return g.Form == schema.Delta && g.Kind == schema.Amount && g.Approx == schema.Exact && !g.Base.Period.Known() && words.BeyondPlan.Labels().Is(w.wordsBefore(k))
}

// besideCompletion reports such a change beside the completion of the budget, which no rate on the year before is of:
// 完成预算的104%，超收2亿元，增长5.2%.
func (w *wordings) besideCompletion(k int) bool {
	return w.isBeyond(k) && (k > 0 && w.out.Facts[k-1].Form == schema.Completion || k+1 < len(w.out.Facts) && w.out.Facts[k+1].Form == schema.Completion)
}

// completion claims what was done over what was planned, by name or where the
// sentence gives both right before: 预算安排30万元，实际支出28万元，执行率93.33%.
func (w *wordings) completion(i int, f *schema.Fact) {
	if f.Concept == "" {
		if w.unnamedCompletion(i, f) {
			w.claim(schema.CompletionFamily, schema.RuleCompletion, i, shareRoles, i-1, i-2)
		} else {
			w.doneOfPlanAbove(i, f)
		}
		return
	}
	part := w.beside(i, reachOfBracket, func(g *schema.Fact) bool {
		return g.Form == schema.Level && alike(f, g) && g.Kind != schema.Ratio && g.Period == f.Period && (!g.Said.InBrackets || f.Said.InBrackets) && g.Rule != completionBase &&
			(f.Source.Row < 0 || planned(f.Measure) || !planned(g.Measure)) // where the cell of what was done is blank, it is not the budget beside it
	})
	base := f.Base.Concept
	if base == "" {
		base = f.Concept
	}
	whole := w.beside(i, reachOfBudget, func(g *schema.Fact) bool {
		return g.Concept == base && g.Form == schema.Level && planned(g.Measure) && g.Dimensions == f.Dimensions &&
			(f.Base.Measure == schema.Budget || f.Base.Measure == g.Measure || g.Measure == schema.Budget)
	})
	if (part < 0 || whole < 0) && w.doneOfPlan(i, f) {
		part, whole = i-1, i-2
	}
	if (part < 0 || whole < 0) && w.doneOfPlanAbove(i, f) {
		return
	}
	if beyond := w.beyondPlan(i, f); part >= 0 && whole < 0 && beyond >= 0 {
		w.claim(schema.CompletionFamily, schema.RuleCompletion, i, beyondRoles, part, beyond)
		return
	}
	w.claim(schema.CompletionFamily, schema.RuleCompletion, i, shareRoles, part, whole)
}

// doneOfPlanAbove claims a completion that fails only by a slip: of the amount told last, but for what was left, by the plan
// before that in the paragraph. 项目总投资126.00万元，其中：…。实际支出118.24万元，结余7.76万元，执行率93.84%.
func (w *wordings) doneOfPlanAbove(i int, f *schema.Fact) bool {
	if f.Source.Table >= 0 || f.Approx != schema.Exact || f.Base.Measure != schema.Budget || f.Decimals < digitsOfNoChance {
		return false
	}
	done := -1
	for j := i - 1; j >= 0 && j >= i-reachOfBudget && near(f, &w.out.Facts[j]); j-- {
		g := &w.out.Facts[j]
		switch {
		case g.Kind != schema.Amount || g.Form != schema.Level || g.Approx != schema.Exact || g.Said.InBrackets || words.LeftOver.Labels().Say(lastClause(w.wordsBefore(j))):
		case done < 0 && (!sameSentence(f, g) || !w.tellsUse(j)):
			return false
		case done < 0:
			done = j
		case planned(g.Measure):
			w.ratio(schema.CompletionFamily, schema.RuleCompletion, i, done, j)
			return true
		}
	}
	return false
}

// tellsUse reports a figure whose clause opens with a word for what was used: 实际支出28万元.
func (w *wordings) tellsUse(k int) bool {
	clause := strings.TrimLeft(lastClause(w.wordsBefore(k)), " ")
	return slices.ContainsFunc(remarksIn(words.BetweenNumbers).rows, func(r words.Remark) bool {
		return r.Says == words.UseFollows && strings.HasPrefix(clause, r.Text)
	})
}

// digitsOfNoChance is how many decimals a percentage has at least that no two figures make by chance.
const digitsOfNoChance = 2

// planned reports a phase before execution.
func planned(m schema.Measure) bool { return m.IsBudget() || m == schema.Target }

func (w *wordings) unnamedCompletion(i int, f *schema.Fact) bool {
	if i < 2 || f.Approx != schema.Exact {
		return false
	}
	spent, budget := &w.out.Facts[i-1], &w.out.Facts[i-2]
	for _, g := range []*schema.Fact{spent, budget} {
		if g.Form != schema.Level || g.Kind != schema.Amount || g.Concept != "" || g.Approx != schema.Exact || g.Dimensions != f.Dimensions ||
			!sameSentence(f, g) || g.Period.End.Year() != f.Period.End.Year() {
			return false
		}
	}
	return planned(budget.Measure) && !planned(spent.Measure) && oneName(spent.Label, f.Label) && w.follows(i-2, i-1, words.UseFollows)
}

// use claims that what was used is no more than what was available. A year's
// execution claims nothing: revenue may exceed its budget, and what is spent an
// initial one.
func (w *wordings) use(i int, f *schema.Fact) {
	whole := -1
	if f.SourceKind != schema.TableSource {
		whole = w.beside(i, reachOfChange, func(g *schema.Fact) bool {
			available := planned(g.Measure) || (g.Measure == "" || schema.AccountOf(g.Concept) == schema.BalanceAccount && g.Measure != schema.Used) && g.Concept == f.Concept
			return available && (g.Concept == f.Concept || f.Concept == schema.PerformanceProjectSpent && g.Concept == schema.PerformanceProjectBudget) &&
				g.Period.End.Year() == f.Period.End.Year() && g.Form == schema.Level && g.Dimensions == f.Dimensions && g.Kind == f.Kind
		})
	}
	w.claim(schema.PartWholeFamily, schema.RuleUsed, i, shareRoles, -1, whole)
}
