package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"gongkai/schema"
	"gongkai/schema/words"
)

// What figures of one sentence make together is claimed here whatever they are of: a total
// behind them, two lists told in turn, so much a head, a rate by the name of a deed. Such a
// claim is read from the order of figures more than from their names, so it fails only where
// one slip explains it (schema.Claim.Slip).

// percent is the unit of rates; births and deaths are told of a thousand, of the people in the middle of a year.
const percent = "%"

// told claims what the sentences say of their figures together.
func (w *wordings) told() {
	lists, about, members := w.listClaims(), make(map[int]int), make(map[int]bool)
	for i := range w.out.Claims {
		about[w.out.Claims[i].Result] = i + 1
		for _, k := range w.out.Claims[i].Operands {
			members[k] = members[k] || w.out.Claims[i].Rule == schema.RuleListSum
		}
	}
	for k := range w.out.Facts {
		f := &w.out.Facts[k]
		if f.SourceKind != schema.Narrative || f.Approx != schema.Exact {
			continue
		}
		switch {
		case f.Kind == schema.Ratio && f.Form == schema.Delta:
			w.fromTo(k)
		case f.Kind == schema.Ratio:
			if about[k] == 0 {
				w.rateByName(k)
			}
			w.shareOfWhole(k, about[k]-1)
			w.shareOfNamed(k, about[k]-1)
		case f.Form == schema.Delta:
			w.remainder(k)
			w.unnamedChange(k)
			w.reasons(k)
			w.adjusted(k)
			w.fromTo(k)
		case f.Form == schema.Level || f.Form == schema.ScoreForm:
			if !members[k] && about[k] == 0 {
				w.closing(k)
			}
			if about[k] == 0 {
				w.remainder(k)
			}
			w.perHead(k)
			w.bracketOfParts(k)
			w.partsInTurn(k)
			w.adjusted(k)
			w.inTurn(k, lists)
			w.balance(k)
		}
	}
	w.beyond()
	w.counted()
	w.outlined()
}

// listClaims are the claims of lists by their whole.
func (w *wordings) listClaims() map[int]int {
	lists := make(map[int]int)
	for i := range w.out.Claims {
		if c := &w.out.Claims[i]; c.Rule == schema.RuleListSum && c.Weights == nil {
			lists[c.Result] = i
		}
	}
	return lists
}

// sumUp claims a sum that fails only by a slip.
func (w *wordings) sumUp(total int, parts, weights []int) {
	w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: total, Operands: parts, Weights: weights, Listed: -1, Rule: schema.RuleSubtotal, Slip: true})
}

// sumsOf are the claims of sums that make up a figure. Claims are added and never taken back.
func (w *wordings) sumsOf(whole int) []int {
	for ; w.indexed < len(w.out.Claims); w.indexed++ {
		if c := &w.out.Claims[w.indexed]; c.Family == schema.SumFamily {
			w.sums[c.Result] = append(w.sums[c.Result], w.indexed)
		}
	}
	return w.sums[whole]
}

// reachOfTold is how many figures before one are looked at for what it is made of.
const reachOfTold = 12

// ofOneKind reports figures that can be added.
func ofOneKind(a, b *schema.Fact) bool {
	return a.Kind == b.Kind && a.Unit == b.Unit && a.Form == b.Form && b.Approx == schema.Exact && !b.Said.InBrackets
}

// lastClause are the words of the clause that a figure stands in, before it.
func lastClause(s string) string { return strings.TrimSpace(s[clauseStart(s):]) }

// closing claims a total that closes what its sentence has told, 上缴4亿元，归还2亿元，共计6亿元, or the
// one before: 上述三类问题金额合计9万元. A number of things in its words says how many they are.
func (w *wordings) closing(k int) {
	f, before := &w.out.Facts[k], w.before(k)
	begin := max(0, len(before)-longestClause)
	begin += clauseStart(before[begin:])
	clause := strings.TrimSpace(before[begin:])
	if clause == "" || words.ClosingTotal.Labels().Meaning(clause) != "sum" {
		return
	}
	from, things := k-1, 0
	for ; from >= 0 && near(f, &w.out.Facts[from]) && w.out.Ends[from] > begin; from-- {
		if g := &w.out.Facts[from]; g.Kind == schema.Count && g.Value.IsInteger() {
			things = int(g.Value.IntPart()) // 上述三类问题金额合计
		}
	}
	if from < 0 || !near(f, &w.out.Facts[from]) || !w.oneStop(from, k) && !words.ToldBefore.Labels().Say(clause) {
		return
	}
	var parts []int
	for j := from; j >= 0 && j >= k-2*reachOfTold && near(f, &w.out.Facts[j]) && (j == from || w.oneStop(j, from)); j-- {
		if g := &w.out.Facts[j]; ofOneKind(f, g) && !w.bracketed(j, k) && (things < 2 || len(parts) < things) {
			parts = append(parts, j)
		}
	}
	least := 2
	if words.FlowNoun.Labels().Say(clause, "in", "out") {
		least = longList // 收入100万元，其中…，支出合计90万元: a total of its own
	}
	if slices.Reverse(parts); len(parts) >= least-1 {
		parts = w.withYearsOwn(k, parts, clause)
	}
	if len(parts) >= least {
		w.sumUp(k, parts, nil)
		w.out.Claims[len(w.out.Claims)-1].Counted = things == len(parts)
	}
}

// withYearsOwn puts before the parts of a total of one side that only some transfer opens the figure of that side which the
// sentence before ends with, unless they make up the total by themselves: 当年完成收入12万元。上级补助收入6万元、…，收入合计20万元.
func (w *wordings) withYearsOwn(k int, parts []int, clause string) []int {
	side, f := words.AccountSide.Labels().Meaning(clause), &w.out.Facts[k]
	if side == "" || !words.TransferNoun.Labels().Say(lastClause(w.wordsBefore(parts[0]))) {
		return parts
	}
	sum := decimal.Zero
	for _, p := range parts {
		sum = sum.Add(w.out.Facts[p].Value)
	}
	for j := parts[0] - 1; j >= 0 && j >= parts[0]-reachOfChange && near(f, &w.out.Facts[j]) && !sum.Equal(f.Value) && strings.Count(w.between(j, parts[0]), "。") < 2; j-- {
		if g := &w.out.Facts[j]; ofOneKind(f, g) && words.AccountSide.Labels().Meaning(lastClause(w.wordsBefore(j))) == side {
			return append([]int{j}, parts...)
		}
	}
	return parts
}

// between is the text between two figures of one paragraph or cell, "" where they are of two.
func (w *wordings) between(a, b int) string {
	if w.out.At[a] != w.out.At[b] || w.out.Ends[a] > w.start(b) {
		return ""
	}
	return w.doc.Text(w.out.At[a]).S[w.out.Ends[a]:w.start(b)]
}

// longestClause bounds in bytes what is looked at of the clause before a total.
const longestClause = 192

// longList is how many figures stand before the total of a side of an account at least that are its parts.
const longList = 4

// bracketed reports a figure of a bracket that ends before another figure.
func (w *wordings) bracketed(k, before int) bool {
	between := w.between(k, before)
	return strings.Count(between, "）")+strings.Count(between, ")") > strings.Count(between, "（")+strings.Count(between, "(")
}

// fromTo claims the change from one figure to another that a sentence tells before it: 合格率由91.2%提高
// 到93.6%，提高2.4个百分点.
func (w *wordings) fromTo(k int) {
	f := &w.out.Facts[k]
	if k < 2 || !w.oneStop(k-2, k) {
		return
	}
	first, then := &w.out.Facts[k-2], &w.out.Facts[k-1]
	for _, g := range [2]*schema.Fact{first, then} {
		if g.Form != schema.Level && g.Form != schema.Share || g.Kind != f.Kind || g.Approx != schema.Exact || f.Kind != schema.Ratio && g.Unit != f.Unit {
			return
		}
	}
	reached := words.Reached.Labels()
	if text := w.between(k-2, k-1); !reached.Say(strings.TrimSpace(text)) || strings.ContainsAny(text, "，,；;") || utf8.RuneCountInString(w.wordsBefore(k)) > longestVerb {
		return // 比上年提高0.2个百分点: from another figure
	}
	w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: []int{k - 1, k - 2}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleDifference})
}

// remainder claims what is left of one figure of a sentence when another is taken from it: 送审金额
// 29亿元，审定金额26亿元，核减3亿元. Of several the two that fit are meant, or else the first two.
func (w *wordings) remainder(k int) {
	f := &w.out.Facts[k]
	if said := lastClause(w.wordsBefore(k)); !words.LeftOver.Labels().Say(said) || words.StockFlow.Labels().Meaning(said) == "begin" || words.LastYearLeft.Labels().Say(said) {
		return // 上年结转结余资金2万元 is left of another year
	}
	like := *f
	like.Form = schema.Level
	if f.Form == schema.ScoreForm {
		like.Form = f.Form
	}
	var before []int
	for j := k - 1; j >= 0 && j >= k-reachOfTold && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		if ofOneKind(&like, &w.out.Facts[j]) {
			before = append(before, j)
		}
	}
	if len(before) < 2 {
		w.leftOfSentenceBefore(k, &like)
		return
	}
	slices.Reverse(before)
	sign, last := 1, len(before)-1
	if f.Value.IsNegative() {
		sign = -1 // 核减3亿元: told as a change
	}
	pairs := [][2]int{{before[0], before[1]}, {before[0], before[last]}}
	for i, a := range before {
		for _, b := range before[i+1:] {
			if w.out.Facts[a].Value.Sub(w.out.Facts[b].Value).Equal(f.Value.Abs()) {
				pairs = [][2]int{{a, b}}
			}
		}
	}
	for _, p := range slices.Compact(pairs) {
		w.sumUp(k, p[:], []int{sign, -sign})
	}
	if f.Form == schema.ScoreForm && words.Quotient.Labels().Say(lastClause(w.wordsBefore(before[last-1])), "plan") && words.PointsGot.Labels().Say(lastClause(w.wordsBefore(before[last]))) {
		c := &w.out.Claims[len(w.out.Claims)-1]
		c.Operands, c.Slip = before[last-1:], false // 权重分15分，得13.5分，扣1.5分
	}
}

// leftOfSentenceBefore claims what the spending told last leaves of what came in, up to the sentence before: 本级收入21亿元，
// 本级支出19亿元。年末结余2亿元.
func (w *wordings) leftOfSentenceBefore(k int, like *schema.Fact) {
	if !words.LeftOver.Labels().Say(lastClause(w.wordsBefore(k)), "balance") {
		return
	}
	side := func(j int, of ...string) bool {
		return words.AccountSide.Labels().Say(lastClause(w.wordsBefore(j)), of...)
	}
	in, out := -1, -1
	for j := k - 1; j >= 0 && j >= k-reachOfBudget && near(like, &w.out.Facts[j]) && strings.Count(w.between(j, k), "。") < 2; j-- {
		g := &w.out.Facts[j]
		switch {
		case !ofOneKind(like, g) || w.bracketed(j, k):
		case out < 0 && !side(j, "out"):
			return
		case out < 0:
			out = j
		case side(j, "in", "means") && (in < 0 && !strings.Contains(w.wordsBefore(j), words.OfThem) || g.Value.Sub(w.out.Facts[out].Value).Equal(like.Value)):
			in = j // 收入46亿元，其中：保险费收入45亿元。支出16亿元
		}
	}
	if in >= 0 && like.Value.IsPositive() {
		w.sumUp(k, []int{in, out}, []int{1, -1})
	}
}

// unnamedChange claims a change of what no concept names, from a figure that its comparison names to
// the one before it: 存量资金2.86亿元，较年初3.42亿元减少0.56亿元.
func (w *wordings) unnamedChange(k int) {
	f := &w.out.Facts[k]
	if f.Concept != "" || k < 2 {
		return
	}
	level, base := &w.out.Facts[k-2], &w.out.Facts[k-1]
	if base.Rule != baseStated || level.Form != schema.Level || level.Kind != f.Kind || base.Kind != f.Kind || level.Unit != f.Unit || base.Unit != f.Unit || level.Approx != schema.Exact || base.Approx != schema.Exact || !w.oneStop(k-2, k) {
		return
	}
	w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: []int{k - 2, k - 1}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleDifference})
}

// balance claims what is there at the end of a period, where its sentence tells what was there at the
// beginning and then all that came and went: 年初余额12万元，当年动用9万元，当年补充10万元，年末余额13万元.
func (w *wordings) balance(k int) {
	f, flows := &w.out.Facts[k], words.StockFlow.Labels()
	if flows.Meaning(lastClause(w.wordsBefore(k))) != "end" {
		return
	}
	var parts, weights []int
	for j := k - 1; j >= 0 && j >= k-reachOfTold && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		g, sign := &w.out.Facts[j], 1
		if g.Kind == schema.Ratio {
			continue
		}
		means := flows.Meaning(lastClause(w.wordsBefore(j)))
		if means == "out" {
			sign = -1
		}
		if means == "" || means == "end" || g.Kind != f.Kind || g.Unit != f.Unit || g.Form != schema.Level || g.Approx != schema.Exact {
			return
		}
		parts, weights = append(parts, j), append(weights, sign)
		if means == "begin" {
			break
		}
	}
	if len(parts) < 2 || flows.Meaning(lastClause(w.wordsBefore(parts[len(parts)-1]))) != "begin" {
		return
	}
	slices.Reverse(parts)
	slices.Reverse(weights)
	w.sumUp(k, parts, weights)
}

// inTurn claims the sums of lists that are told in turn, the parts of a number of things each with
// its amount: 23项资金6.42亿元未下达，其中15项4.26亿元超过30天，8项2.16亿元超过60天.
func (w *wordings) inTurn(k int, lists map[int]int) {
	next := k + 1
	for next < len(w.out.Facts) && next <= k+mostInTurn && near(&w.out.Facts[k], &w.out.Facts[next]) && w.besideParts(next) {
		next++
	}
	if next >= len(w.out.Facts) || !near(&w.out.Facts[k], &w.out.Facts[next]) || !w.partsOpen(k, next) {
		return
	}
	wholes := w.wholesTogether(k)
	for ; len(wholes) > 1; wholes = wholes[1:] {
		last := wholes[len(wholes)-1]
		members := w.membersInTurn(wholes, last)
		if len(members[0]) < 2 && len(wholes) == 2 { // 55.82亿元用于86个项目，其中：28个项目22.46亿元
			wholes = []int{wholes[1], wholes[0]}
			members = w.membersInTurn(wholes, last)
		}
		if len(members[0]) < 2 || !w.partsOpen(k, members[0][0]) {
			continue
		}
		for n, whole := range wholes {
			var twins [][]int
			for m := range wholes {
				if m != n {
					twins = append(twins, append([]int{wholes[m]}, members[m]...))
				}
			}
			w.sumOfOne(lists, whole, members[n], twins)
		}
		return
	}
}

// besideParts reports a figure between a whole and its parts that is neither: a rate, or what comes to
// each of the whole.
func (w *wordings) besideParts(k int) bool {
	return w.out.Facts[k].Kind == schema.Ratio || words.PerHead.Labels().Say(lastClause(w.wordsBefore(k)))
}

// mostInTurn is how many figures are told of each of the parts: 1246户1862人，资金1186.24万元.
const mostInTurn = 3

// mostToldInTurn is how many figures behind such wholes are looked at for their parts.
const mostToldInTurn = 48

// wholesTogether are the figures of different units that are told together up to fact k, with no more
// than rates between them: 项目12个，占60%，涉及金额625万元.
func (w *wordings) wholesTogether(k int) []int {
	wholes := []int{k}
	for j := k - 1; j >= 0 && len(wholes) < mostInTurn && near(&w.out.Facts[k], &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		g := &w.out.Facts[j]
		if g.Kind == schema.Ratio {
			continue
		}
		alike := func(i int) bool { return w.out.Facts[i].Unit == g.Unit }
		if g.Form != schema.Level || g.Approx != schema.Exact || slices.ContainsFunc(wholes, alike) {
			break
		}
		wholes = append(wholes, j)
	}
	slices.Reverse(wholes)
	return wholes
}

// membersInTurn are the members of each of the wholes behind the last figure of these, told in their order.
func (w *wordings) membersInTurn(wholes []int, last int) [][]int {
	members, n := make([][]int, len(wholes)), 0
	first := -1
	for j := last + 1; j < len(w.out.Facts) && j <= last+mostToldInTurn && near(&w.out.Facts[last], &w.out.Facts[j]); j++ {
		g := &w.out.Facts[j]
		if !w.oneStop(last, j) && (first < 0 && !strings.HasPrefix(g.Context, words.OfThem) || first >= 0 && first != j && !w.oneStop(first, j)) {
			break
		}
		if first < 0 && w.besideParts(j) || g.Kind == schema.Ratio || g.Form == schema.Threshold || g.Approx != schema.Exact && n == 0 {
			continue // more than 30 days
		}
		if !ofOneKind(&w.out.Facts[wholes[n]], g) {
			break
		}
		if first < 0 {
			first = j
		}
		members[n] = append(members[n], j)
		n = (n + 1) % len(wholes)
	}
	if n != 0 {
		members[0] = nil // one is not told in full
	}
	return members
}

// sumOfOne claims one of the lists that are told in turn, beside the others.
func (w *wordings) sumOfOne(lists map[int]int, total int, parts []int, twins [][]int) {
	i, known := lists[total]
	switch {
	case !known:
		w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: total, Operands: parts, Listed: -1, Rule: schema.RuleListSum, Twins: twins})
	case w.out.Claims[i].Word == "": // what was read of one list may have figures of the others
		w.out.Claims[i].Operands, w.out.Claims[i].Twins = parts, twins
	}
}

// dividedBetween reports a clause between two figures that says by what the one is divided: 余额1582亿元，按级次划分，
// 市本级1212亿元.
func (w *wordings) dividedBetween(whole, member int) bool {
	for clause := range strings.FieldsFuncSeq(w.between(whole, member), func(r rune) bool { return strings.ContainsRune("，,；;。", r) }) {
		if words.DivisionEnd.Labels().Say(clause) && words.Division.Labels().Say(clause) {
			return true
		}
	}
	return false
}

// partsOpen reports that a list opens between two figures.
func (w *wordings) partsOpen(whole, member int) bool {
	return strings.Contains(w.between(whole, member), words.OfThem)
}

// counted notes the lists that 其中 opens, and those of as many members as their sentence counts before it opens them: 2家单位
// 工程款365万元未支付，其中甲公司214万元、乙公司151万元.
func (w *wordings) counted() {
	for i := range w.out.Claims {
		c := &w.out.Claims[i]
		if c.Rule != schema.RuleListSum || c.Weights != nil || c.Word != "" || len(c.Operands) < 2 || c.Twins != nil {
			continue
		}
		c.Some = strings.Contains(w.wordsBefore(c.Operands[0]), words.OfThem)
		if w.ofAllMarks(c.Operands) {
			c.Whole = c.Operands
		}
		for j := c.Result - 1; j >= 0 && j >= c.Result-reachOfChange && near(&w.out.Facts[c.Result], &w.out.Facts[j]) && w.oneStop(j, c.Result); j-- {
			g := &w.out.Facts[j]
			if g.Kind == schema.Count && g.Unit != w.out.Facts[c.Result].Unit && g.Form == schema.Level && g.Value.IsInteger() && g.Value.IntPart() == int64(len(c.Operands)) && words.CountedBody.Labels().Say(g.Unit) {
				c.Counted = true
			}
		}
	}
}

// perHead claims how much of an amount comes to each of a number of persons or things, where its
// sentence has one of both: 资助学生8642人次，发放资助金864.20万元，人均1000元.
func (w *wordings) perHead(k int) {
	f, clause := &w.out.Facts[k], lastClause(w.wordsBefore(k))
	heads := words.PerHead.Labels().Of(clause)
	if heads == nil || k == 0 || f.Kind != schema.Amount || f.Form != schema.Level || strings.HasPrefix(string(f.Concept), "economy.") {
		return
	}
	amount, number := -1, -1
	for j := k - 1; j >= 0 && j >= k-reachOfTold && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		g := &w.out.Facts[j]
		if g.Form != schema.Level || g.Approx != schema.Exact {
			continue
		}
		if words.PerHead.Labels().Say(lastClause(w.wordsBefore(j))) {
			break // what is told before is of another
		}
		switch {
		case g.Kind == schema.Amount && g.Value.GreaterThan(f.Value):
			if amount >= 0 && !g.Value.Equal(w.out.Facts[amount].Value) {
				return
			}
			amount = j
		case words.HeadUnit.Labels().Meaning(g.Unit) == heads.Means:
			if number >= 0 {
				return
			}
			number = j
		}
	}
	if amount < 0 && number >= 0 {
		amount = w.amountNamed(number, clause[strings.Index(clause, heads.Text)+len(heads.Text):])
	}
	if next := k + 1; amount < 0 && number >= 0 && next < len(w.out.Facts) && near(f, &w.out.Facts[next]) && w.oneStop(k, next) && exactAmount(&w.out.Facts[next]) && words.ClosingTotal.Labels().Say(lastClause(w.wordsBefore(next)), "sum") {
		amount = next // 补助280人，人均1200元，共计33.60万元
	}
	if amount < 0 || number < 0 || w.out.Facts[number].Value.IsZero() {
		return
	}
	w.ratio(schema.AverageFamily, schema.RuleAverage, k, amount, number)
}

// amountNamed is the last amount of the paragraph before a fact whose name ends with a name, as that of what
// comes to each does: 公务用车运行维护费16万元…。保有量5辆，车均运行维护费3.2万元. It is -1 for none.
func (w *wordings) amountNamed(before int, name string) int {
	const least = 3 * oneHan // 接待费
	for j := before - 1; j >= 0 && j >= before-reachOfTold && near(&w.out.Facts[before], &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; exactAmount(g) && len(name) >= least && strings.HasSuffix(g.Label, name) {
			return j
		}
	}
	return -1
}

// ratio claims a quotient that fails only by a slip.
func (w *wordings) ratio(family schema.Family, rule schema.RuleID, k, part, whole int) {
	w.claim(family, rule, k, shareRoles, part, whole)
	w.out.Claims[len(w.out.Claims)-1].Slip = true
}

// rateByName claims a rate by what it is called: the deed that the figure before it is of, over
// the largest figure of its sentence of that unit: 发现问题286个，已整改274个，整改率95.80%.
func (w *wordings) rateByName(k int) {
	f := &w.out.Facts[k]
	if f.Form == schema.PctChange || f.Form == schema.Delta || f.Form == schema.Completion || f.Value.IsZero() || f.Unit != percent || f.Value.GreaterThan(all) {
		return
	}
	said := strings.TrimRight(lastClause(w.wordsBefore(k)), "为达到是")
	if w.rateOfTwo(k, said) {
		return
	}
	name, isRate := strings.CutSuffix(said, words.RateEnd.Word())
	deed := []rune(name)
	if !isRate || len(deed) < 2 {
		return
	}
	parts, stem := w.doneBy(k, deed)
	if len(parts) == 0 {
		return
	}
	part := parts[0]
	whole, nearest := -1, -1
	for _, p := range parts {
		if j := w.wholeThatFits(k, p); j >= 0 {
			part, whole, nearest = p, j, j
			break
		}
	}
	fits := whole >= 0
	for j := part - 1; !fits && j >= 0 && j >= part-reachOfBudget && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		g := &w.out.Facts[j]
		if !ofOneKind(&w.out.Facts[part], g) || g.Value.IsZero() || strings.Contains(w.saidOf(j, k), stem) {
			continue // the same deed of another thing
		}
		if nearest < 0 {
			nearest = j
		}
		if whole < 0 || g.Value.GreaterThan(w.out.Facts[whole].Value) {
			whole = j
		}
	}
	for j := part - 1; whole < 0 && j >= 0 && j >= part-reachOfTold && near(f, &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; ofOneKind(&w.out.Facts[part], g) && !w.oneStop(j, k) && !strings.Contains(w.before(j), words.OfThem) {
			whole, nearest = j, j // 发现问题金额18亿元，其中：…。已整改16亿元，整改率90%
		}
	}
	if whole >= 0 {
		w.ratio(schema.ShareFamily, schema.RuleShare, k, part, whole)
	}
	if nearest != whole {
		w.ratio(schema.ShareFamily, schema.RuleShare, k, part, nearest) // 样本600人，有效样本480人，满意456人，满意率95%
	}
}

// doneBy are the figures of the sentence before a rate whose words say the deed that the rate is named after, the
// nearest first, and the two letters by which the first says it.
func (w *wordings) doneBy(k int, deed []rune) (parts []int, stem string) {
	f := &w.out.Facts[k]
	says := func(clause string) string {
		for i := len(deed) - 2; i >= 0; i-- {
			if s := string(deed[i : i+2]); strings.Contains(clause, s) && !words.CommonStem.Labels().Is(s) {
				return s
			}
		}
		return ""
	}
	for j := k - 1; j >= 0 && j >= k-reachOfShare && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		g := &w.out.Facts[j]
		if g.Kind == schema.Ratio || g.Form != schema.Level || g.Approx != schema.Exact {
			continue
		}
		if s := says(w.saidOf(j, k)); s != "" {
			if parts = append(parts, j); stem == "" {
				stem = s
			}
		}
	}
	return parts, stem
}

// saidOf are the words of the clause of a figure before a rate: those before it, or where it opens its clause those behind
// it, 82个项目完工, unless the rate stands in that clause.
func (w *wordings) saidOf(j, rate int) string {
	if before := w.before(j); before != "" && !strings.ContainsAny(before[max(0, len(before)-oneHan):], "，；。：") {
		return lastClause(w.wordsBefore(j))
	}
	behind := w.between(j, rate)
	if end := strings.IndexAny(behind, "，；。"+arabic); end > 0 {
		return behind[:end]
	}
	return ""
}

// wholeThatFits is the figure before a part in the paragraph that makes a rate of the two to its last digit, -1 for none.
func (w *wordings) wholeThatFits(k, part int) int {
	f := &w.out.Facts[k]
	for j := part - 1; j >= 0 && j >= part-reachOfBudget && near(f, &w.out.Facts[j]); j-- {
		g := &w.out.Facts[j]
		if ofOneKind(&w.out.Facts[part], g) && !g.Value.IsZero() && w.out.Facts[part].Value.Mul(all).DivRound(g.Value, int32(max(f.Decimals, 0))).Equal(f.Value) {
			return j
		}
	}
	return -1
}

// rateOfTwo claims a rate whose name says what it is of what: 城镇化率 of 城镇人口 and 常住人口, where its
// paragraph tells one of both before it. It reports whether the name does.
func (w *wordings) rateOfTwo(k int, name string) bool {
	of := words.RatePart.Labels()
	rate := ""
	for i := range of {
		if strings.HasSuffix(name, of[i].Means) && len(of[i].Means) > len(rate) {
			rate = of[i].Means
		}
	}
	if rate == "" {
		return false
	}
	part, whole := w.lastNamed(k, of, rate), w.lastNamed(k, words.RateWhole.Labels(), rate)
	for j := whole - 1; j >= 0 && j >= k-2*reachOfTold && w.oneStop(j, whole); j-- {
		if g := &w.out.Facts[j]; whole >= 0 && ofOneKind(&w.out.Facts[whole], g) && g.Value.GreaterThan(w.out.Facts[whole].Value) && words.RateWhole.Labels().Say(lastClause(w.wordsBefore(j)), rate) {
			whole = j // 常住人口756万人，其中城镇常住人口384万人，乡村常住人口372万人
		}
	}
	if part >= 0 && whole >= 0 && part != whole {
		w.ratio(schema.ShareFamily, schema.RuleShare, k, part, whole)
	}
	return true
}

// lastNamed is the last figure of the paragraph before fact k whose clause has a word that a use
// lists under a meaning, -1 for none.
func (w *wordings) lastNamed(k int, of words.Labels, means string) int {
	f := &w.out.Facts[k]
	for j := k - 1; j >= 0 && j >= k-2*reachOfTold && near(f, &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; g.Form == schema.Level && g.Kind != schema.Ratio && g.Approx == schema.Exact && of.Say(lastClause(w.wordsBefore(j)), means) {
			return j
		}
	}
	return -1
}

// ofAllMarks reports points that items got of a hundred, each behind those that there are of it: 产出指标（50分）
// 得49分；效益指标（50分）得48分.
func (w *wordings) ofAllMarks(items []int) bool {
	sum := decimal.Zero
	for _, k := range items {
		if k == 0 || w.out.Facts[k-1].Rule != fullMarks {
			return false
		}
		sum = sum.Add(w.out.Facts[k-1].Value)
	}
	return sum.Equal(all)
}

// shareOfWhole claims a share that names nothing it is of, told right behind a part of the figure before 其中:
// 在岗职工1248人，其中卫生技术人员1046人，占比83.81%.
func (w *wordings) shareOfWhole(k, claimed int) {
	f, clause := &w.out.Facts[k], lastClause(w.wordsBefore(k))
	if k < 2 || !words.ShareAlone.Labels().Is(clause) || !w.oneStop(k-1, k) || w.out.Facts[k-1].Kind == schema.Ratio {
		return
	}
	if claimed >= 0 && (w.out.Claims[claimed].Rule != schema.RuleShare || w.out.Claims[claimed].Operand(schema.WholeRole) >= 0) {
		return
	}
	part, whole := k-1, -1
	for j := part - 1; j >= 0 && j >= part-reachOfBudget && near(f, &w.out.Facts[j]) && w.oneStop(j, k); j-- {
		if g := &w.out.Facts[j]; ofOneKind(&w.out.Facts[part], g) && (whole < 0 && w.partsOpen(j, part) || w.dividedBetween(j, part)) {
			whole = j // of the figure that is divided, and none of those into which it was divided before
		}
	}
	switch {
	case whole < 0:
	case claimed < 0:
		w.ratio(schema.ShareFamily, schema.RuleShare, k, part, whole)
		w.out.Claims[len(w.out.Claims)-1].Counted = w.dividedBetween(whole, part)
	default:
		c := &w.out.Claims[claimed]
		c.Operands, c.Roles = []int{part, whole}, shareRoles // where the report has no figure of what its base is called
	}
}

// shareOfNamed claims a share of a figure that no concept names, by the name it has in its paragraph, 概算总投资
// 12.86亿元，累计完成8.36亿元，占概算总投资的65.01%, or that stands inside of what the share says: 为年度计划4亿元的96.5%.
func (w *wordings) shareOfNamed(k, claimed int) {
	f := &w.out.Facts[k]
	if k < 2 || claimed >= 0 && (f.Concept != "" || w.out.Claims[claimed].Operand(schema.WholeRole) >= 0 || w.out.Claims[claimed].Rule != schema.RuleShare && w.out.Claims[claimed].Rule != schema.RuleCompletion) {
		return
	}
	part, whole := k-1, -1
	said := w.wordsBefore(k)
	if name, ok := shareBase(lastClause(said)); ok {
		whole = w.figureNamed(part, name)
	} else if said == words.Of && words.ShareLead.Labels().Say(lastClause(w.wordsBefore(k-1))) {
		part, whole = k-2, k-1
	}
	if whole < 0 || part == whole || !w.oneStop(part, k) || !ofOneKind(&w.out.Facts[part], &w.out.Facts[whole]) || w.out.Facts[part].Kind == schema.Ratio || w.out.Facts[part].Form != schema.Level {
		return
	}
	if claimed < 0 {
		w.ratio(schema.ShareFamily, schema.RuleShare, k, part, whole)
		claimed = len(w.out.Claims) - 1
	}
	c := &w.out.Claims[claimed]
	c.Operands, c.Roles, c.Slip, c.Counted = []int{part, whole}, shareRoles, true, true
}

// shareBase is the name of what a share is of: 占概算总投资的.
func shareBase(clause string) (string, bool) {
	const least = 3 * oneHan // 总投资
	for _, l := range words.ShareLead.Labels() {
		if name, ok := strings.CutPrefix(clause, l.Text); ok {
			name, ok = strings.CutSuffix(name, words.Of)
			return name, ok && len(name) >= least
		}
	}
	return "", false
}

// figureNamed is the last figure up to one, in its paragraph, of a name that no concept has, -1 for none.
func (w *wordings) figureNamed(k int, name string) int {
	for j := k - 1; j >= 0 && j >= k-reachOfTold && near(&w.out.Facts[k], &w.out.Facts[j]); j-- {
		if g := &w.out.Facts[j]; g.Kind != schema.Ratio && g.Form == schema.Level && g.Concept == "" && strings.Contains(lastClause(w.wordsBefore(j)), name) {
			return j
		}
	}
	return -1
}
