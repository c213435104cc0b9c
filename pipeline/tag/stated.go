package tag

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/schema"
	"gongkai/schema/words"
)

// figures are the facts that one paragraph has given so far, from fact first on,
// in the order of its text. What the text says of several of them together is
// claimed here.
type figures struct {
	p     *clause.Paragraph
	out   *facts.Builder
	first int
}

// plusTotals claims the sums that reports of execution state by adding up:
// 收入完成147.1亿元。加上转移性收入49.2亿元，收入合计196.3亿元.
func (s figures) plusTotals() {
	plus := words.Plus.Word()
	_, last := utf8.DecodeLastRuneInString(plus)
	for to, from := range s.places(plus) {
		if words.LastYearLeft.Labels().Of(s.p.Text[from-last:]) != nil { // only 加 is before it
			if from -= last; strings.Contains(s.p.Text[s.sentenceStart(to):to], plus) {
				continue // 加上年结转: the last of what is added
			}
		}
		s.plusTotal(to, from)
	}
	for to, from := range s.places(words.AddedList.Word("plain")) {
		if s.opensAddedFlow(to, from) {
			s.plusTotal(to, from)
		}
	}
}

// opensAddedFlow reports a clause that adds a flow of the account to what its sentence is about by the shorter word:
// 支出182亿元，加调出资金23亿元、结转下年80亿元，支出总计285亿元.
func (s figures) opensAddedFlow(to, from int) bool {
	before := strings.TrimRight(s.p.Text[:to], " ")
	if _, size := utf8.DecodeLastRuneInString(before); before == "" || !strings.ContainsAny(before[len(before)-size:], "，,。；;") ||
		strings.Contains(s.p.Text[s.sentenceStart(to):s.sentenceEnd(from)], words.Plus.Word()) {
		return false
	}
	k := s.first
	for k < len(s.out.Facts) && s.out.Ends[k] <= from {
		k++
	}
	if k >= len(s.out.Facts) {
		return false
	}
	f := &s.out.Facts[k]
	start := s.out.Ends[k] - len(f.Raw)
	flow := schema.AccountOf(f.Concept) != "" && schema.FundNamed(f.Concept) == "" || start > from && words.FlowNoun.Labels().Say(strings.TrimSuffix(s.p.Text[from:start], words.AndSoOn), "in", "out")
	return start >= from && start < s.sentenceEnd(from) && flow && exactAmount(f)
}

// mostPlaces is how many sums of one wording a paragraph is asked for.
const mostPlaces = 64

// places are where a word stands in the text, and the byte after it, in turn.
func (s figures) places(word string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for at, n := 0, 0; n < mostPlaces; n++ {
			k := strings.Index(s.p.Text[at:], word)
			if k < 0 {
				return
			}
			if at += k + len(word); !yield(at-len(word), at) {
				return
			}
		}
	}
}

// plusTotal claims one sum: what is added stands from byte from on, what it is
// added to before the word at byte to. A thing added without its amount makes
// it no claim.
func (s figures) plusTotal(to, from int) {
	end := s.sentenceEnd(from)
	base := s.main(to)
	if base >= 0 && s.withoutFigure(to) {
		base = s.toldBefore(to)
	}
	if base < 0 {
		return
	}
	operands, at := append([]int{base}, s.alreadyAdded(base, to)...), from
	for k := base + 1; k < len(s.out.Facts); k++ {
		f := &s.out.Facts[k]
		start := s.out.Ends[k] - len(f.Raw)
		if start < from {
			continue
		}
		if start >= end || !exactAmount(f) {
			return
		}
		names := strings.Trim(strings.TrimPrefix(s.p.Text[at:start], words.Afterwards.Word()), "，,、 \u3000"+words.Joiners)
		parts := strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("，,、", r) })
		switch total := words.SumNoun.Labels().Say(names, "sum"); {
		case len(parts) > 1 && !strings.HasSuffix(names, words.AndSoOn):
			return // a name without its amount
		case total && otherFlow(s.out.Facts[base].Concept, f.Concept):
			return // the base of the sum has no figure: 支出加上转移性支出5万元，支出总计9万元
		case total && len(operands) > 1:
			if operands[0] = s.addedTo(base, k); operands[0] < 0 {
				return
			}
			s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: operands, Listed: -1, Rule: schema.RuleSubtotal})
			return
		case total:
			return
		}
		operands, at = append(operands, k), s.out.Ends[k]
	}
}

// withoutFigure reports that what is added to has no figure of its own: 支出，加上转移性支出5
// 万元，支出总计9万元.
func (s figures) withoutFigure(to int) bool {
	begin := strings.LastIndexAny(s.p.Text[:to], "。；;")
	for k := s.first; k < len(s.out.Facts) && s.out.Ends[k] <= to; k++ {
		begin = max(begin, s.out.Ends[k]-1)
	}
	return words.FlowNoun.Labels().Say(s.p.Text[begin+1:to], "in", "out")
}

// toldBefore is the figure that the paragraph tells last of what a sentence names without one: 收入34亿元，增长5%。其中，…。
// 一般公共预算收入，加转移支付收入等49亿元，收入共计83亿元. It is -1 for none, or where the name is shorter than that of
// a budget.
func (s figures) toldBefore(to int) int {
	begin := s.sentenceStart(to)
	name := strings.Trim(s.p.Text[begin:to], "，, ")
	for k := len(s.out.Facts) - 1; k >= s.first && name != ""; k-- {
		f := &s.out.Facts[k]
		if s.out.Ends[k] <= begin && exactAmount(f) && schema.FundNamed(f.Concept) != "" && strings.HasSuffix(name, f.Label) && !s.ofYearBefore(k) {
			return k
		}
	}
	return -1
}

// alreadyAdded are the amounts of the sentence of base up to a byte that are no part of it
// and stand beside it in the accounts: 支出13万元，补助下级支出5万元，加上债务还本支出3万元，支出总计21万元.
func (s figures) alreadyAdded(base, to int) (out []int) {
	whole := &s.out.Facts[base]
	for k := base + 1; k < len(s.out.Facts) && s.out.Ends[k] <= to; k++ {
		f := &s.out.Facts[k]
		if exactAmount(f) && sameSentence(whole, f) && f.Concept != whole.Concept && schema.AccountOf(f.Concept) == schema.AccountOf(whole.Concept) &&
			f.Dimensions.FuncCode == "" && schema.FundNamed(f.Concept) == "" && !itemOfRevenue(f.Concept) && f.Measure == whole.Measure && schema.FundNamed(whole.Concept) != "" {
			out = append(out, k)
		}
	}
	return out
}

// sentenceEnd is the byte where the sentence or item ends that byte from stands in.
func (s figures) sentenceEnd(from int) int {
	if k := strings.IndexAny(s.p.Text[from:], "。；;"); k >= 0 {
		return from + k
	}
	return len(s.p.Text)
}

// sentenceStart is the byte where the sentence or item begins that a byte stands in.
func (s figures) sentenceStart(at int) int {
	k := strings.LastIndexAny(s.p.Text[:at], "。；;")
	if k < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s.p.Text[k:])
	return k + size
}

// exactAmount reports an amount of money that is stated as it is, and no change.
func exactAmount(f *schema.Fact) bool {
	return f.Kind == schema.Amount && f.Form == schema.Level && f.Approx == schema.Exact
}

// minusTotals claims what a total leaves when its uses are taken from it: 收入总量为9万元。支出
// 5万元。收入总量减去支出5万元、补充基金1万元后，结转3万元.
func (s figures) minusTotals() {
	for to, from := range s.places(words.Minus.Word()) {
		s.minusTotal(to, from)
	}
}

// minusTotal claims one remainder: what is taken away stands from byte from on, after the
// name of the total that ends at byte to. The sentence names what is left, or it is none.
func (s figures) minusTotal(to, from int) {
	begin := clauseStart(s.p.Text[:to])
	end := s.sentenceEnd(from)
	if s.p.Text[begin:to] == "" && s.means(to, from, end) {
		return
	}
	total := s.totalBefore(len(s.out.Facts), begin, "in")
	if total < 0 || !words.SumNoun.Labels().Say(s.p.Text[begin:to], "sum") && !s.rightBehind(total, to) {
		return
	}
	operands, weights := []int{total}, []int{1}
	for k := total + 1; k < len(s.out.Facts); k++ {
		f := &s.out.Facts[k]
		start := s.out.Ends[k] - len(f.Raw)
		if start < from {
			continue
		}
		if start >= end || !exactAmount(f) {
			return
		}
		if len(operands) > 1 && words.FlowNoun.Labels().Say(s.textBefore(k), "left") {
			s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: operands, Weights: weights, Listed: -1, Rule: schema.RuleSubtotal})
			return
		}
		operands, weights = append(operands, k), append(weights, -1)
	}
}

// means claims the means that a sentence lists, takes from and names: 一般公共预算收入26亿元，一般性
// 转移支付收入18亿元，减去上解支出4亿元，可用财力40亿元. What is added stands before the word at byte
// to, what is taken away from byte from on.
func (s figures) means(to, from, end int) bool {
	begin := s.sentenceStart(to)
	var operands, weights []int
	for k := s.first; k < len(s.out.Facts); k++ {
		f := &s.out.Facts[k]
		start := s.out.Ends[k] - len(f.Raw)
		if start < begin {
			continue
		}
		if start >= end || !exactAmount(f) {
			return false
		}
		switch name := s.ownWords(k); {
		case start < to:
			if isTotal(name) {
				return false // what is taken away is taken from that
			}
			operands, weights = append(operands, k), append(weights, 1)
		case len(operands) > 1 && slices.Contains(weights, -1) && words.AccountSide.Labels().Say(name, "means"):
			s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: operands, Weights: weights, Listed: -1, Rule: schema.RuleSubtotal})
			return true
		default:
			operands, weights = append(operands, k), append(weights, -1)
		}
	}
	return false
}

// rightBehind reports a word at a byte that only a mark parts from a figure.
func (s figures) rightBehind(k, at int) bool {
	return s.out.Ends[k] <= at && strings.Trim(s.p.Text[s.out.Ends[k]:at], "，, ") == ""
}

// totalBefore is the last total of a side, before fact k and byte at, -1 for none; side is a meaning of [words.AccountSide].
func (s figures) totalBefore(k, at int, side string) int {
	for k--; k >= s.first; k-- {
		if s.out.Ends[k] <= at && s.isTotalOf(k, side) {
			return k
		}
	}
	return -1
}

// isTotalOf reports the total of a side.
func (s figures) isTotalOf(k int, side string) bool {
	if !exactAmount(&s.out.Facts[k]) {
		return false
	}
	name := s.ownWords(k)
	return isTotal(name) && words.AccountSide.Labels().Say(name, side)
}

// ownWords are the words of the clause before a figure.
func (s figures) ownWords(k int) string {
	before := s.textBefore(k)
	return before[clauseStart(before):]
}

// clauseStart is the byte where the last clause of a text begins, after its mark.
func clauseStart(s string) int {
	k := strings.LastIndexFunc(s, endsClause)
	if k < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[k:])
	return k + size
}

func endsClause(r rune) bool {
	switch r {
	case '。', '；', ';', '，', ',':
		return true
	}
	return false
}

func isTotal(name string) bool { return words.SumNoun.Labels().Say(name, "sum") }

// addedTo is the figure of a fund's whole, up to base, that a total of the same side
// adds to: the sentence between may tell its items, 税收收入8万元；非税收入2万元。加上…,
// or what is left of another account. -1 where only those are told.
func (s figures) addedTo(base, total int) int {
	side := schema.AccountOf(s.out.Facts[total].Concept)
	if s.behindOwnFlow(base) {
		return -1
	}
	if own := s.ownRevenueBehind(base, total); own >= 0 {
		return own
	}
	if f := &s.out.Facts[base]; f.Dimensions.FuncCode == "" && !itemOfRevenue(f.Concept) && !ofBalance(f.Concept) {
		return base
	}
	for k := base; k >= s.first; k-- {
		f := &s.out.Facts[k]
		if f.Measure.IsBudget() && !s.out.Facts[total].Measure.IsBudget() || s.ofYearBefore(k) {
			continue // 完成103万元，为年初预算100万元的103%: what it is held against
		}
		if schema.AccountOf(f.Concept) == side && f.Form == schema.Level && f.Approx == schema.Exact && f.Dimensions.FuncCode == "" && !itemOfRevenue(f.Concept) && schema.FundNamed(f.Concept) != "" {
			return k
		}
	}
	return -1
}

// behindOwnFlow reports a flow beside that of the budget itself, which a sentence before tells: 国有资本
// 经营预算收入2.7亿元。上级补助收入0.1亿元，加上年结转…. The total adds up both.
func (s figures) behindOwnFlow(base int) bool {
	f := &s.out.Facts[base]
	if schema.FundNamed(f.Concept) != "" || f.Concept == "" {
		return false
	}
	for k := s.first; k < base; k++ {
		if g := &s.out.Facts[k]; g.Form == schema.Level && schema.FundNamed(g.Concept) != "" && schema.AccountOf(g.Concept) == schema.AccountOf(f.Concept) && g.Measure == f.Measure && !itemOfRevenue(f.Concept) && f.Dimensions.FuncCode == "" {
			return true
		}
	}
	return false
}

// ownRevenueBehind is the revenue of the budget itself that the sentence of what is collected for all levels goes on
// with, to which the flows up to a total are added: 财政总收入9亿元，其中一般公共预算收入6亿元；加上…，收入合计11亿元.
func (s figures) ownRevenueBehind(base, total int) int {
	for k := base + 1; clause.IsEconomy(s.out.Facts[base].Concept) && k < total && s.out.Facts[k].Context == s.out.Facts[base].Context; k++ {
		if f := &s.out.Facts[k]; exactAmount(f) && f.Concept == schema.RevenueGeneralPublicBudget {
			return k
		}
	}
	return -1
}

// itemOfRevenue reports what is always a part of the revenue of a fund.
func itemOfRevenue(c schema.ConceptID) bool {
	switch c {
	case schema.RevenueTax, schema.RevenueNonTax, schema.RevenueByClass:
		return true
	}
	return false
}

// ofBalance reports what is left of an account, which a total of another adds nothing to.
func ofBalance(c schema.ConceptID) bool {
	return c == schema.BalanceClosing || c == schema.BalanceYear
}

// balances claims what sentences state to be left: 可用财力1140万元，财政支出1134万元，
// 收支相抵结余6万元.
func (s figures) balances() {
	flows := words.FlowNoun.Labels()
	for k := s.first + 2; k < len(s.out.Facts); k++ {
		spent, come := k-1, k-2
		if s.out.Facts[k].Concept == schema.BalanceOpening {
			continue // 上年结转结余资金12万元 is left of another year
		}
		all := s.totalsApart(come, spent) || flows.Say(s.textBefore(come), "whole") // 财力 is all that can be spent
		if !flows.Say(s.textBefore(k), "net") && !(flows.Say(s.textBefore(k), "left") && all) {
			continue
		}
		inRow := words.AccountSide.Labels().Say(s.textBefore(spent), "out") && endsInComing(s.textBefore(come))
		if !inRow {
			if spent, come = s.bothTotals(k); come < 0 {
				continue
			}
		}
		left, out, in := &s.out.Facts[k], &s.out.Facts[spent], &s.out.Facts[come]
		exact := !otherFlow(in.Concept, schema.RevenueTotal) && !otherFlow(out.Concept, schema.ExpenditureTotal)
		for _, f := range []*schema.Fact{left, out, in} {
			exact = exact && exactAmount(f)
			exact = exact && (!inRow || f.Context == left.Context) // 收入145亿元，其中财政补助61亿元；支出138亿元，结余7亿元: not the part
		}
		if exact && !strings.Contains(s.p.Text[s.out.Ends[come]:s.out.Ends[k]], "。") {
			s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: []int{come, spent}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleSubtotal})
		}
	}
}

// leftOfTotals claims what the totals of both sides of one budget leave, where a paragraph tells them
// in sentences of their own: 收入总计86亿元。…支出总计83亿元，结转下年3亿元.
func (s figures) leftOfTotals() {
	for k := s.first + 2; k < len(s.out.Facts); k++ {
		if !exactAmount(&s.out.Facts[k]) || !words.FlowNoun.Labels().Say(s.textBefore(k), "net", "left") {
			continue
		}
		spent, come := s.bothTotals(k)
		if come < 0 || !s.totalsApart(come, spent) {
			continue
		}
		in, out := &s.out.Facts[come], &s.out.Facts[spent]
		stated := func(c schema.Claim) bool { return c.Result == k && c.Rule == schema.RuleSubtotal }
		if !clause.Specific(in.Dimensions.FundSource) || in.Dimensions != out.Dimensions || in.Measure != out.Measure || in.Period != out.Period || slices.ContainsFunc(s.out.Claims, stated) {
			continue
		}
		s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: []int{come, spent}, Weights: []int{1, -1}, Listed: -1, Rule: schema.RuleSubtotal})
	}
}

// adjusts claims what a budget is once it was changed: 年初预算85万元，年中追加5万元，调减18万元，调整后
// 预算72万元.
func (s figures) adjusts() {
	means := words.Adjusting.Labels()
	for k := s.first; k < len(s.out.Facts); k++ {
		if !exactAmount(&s.out.Facts[k]) || !means.Say(s.ownWords(k), "first") || means.Say(s.ownWords(k), "up", "down", "total") {
			continue
		}
		operands, weights := []int{k}, []int{1}
		for j := k + 1; j < len(s.out.Facts) && s.sentenceStart(s.out.Ends[j]) == s.sentenceStart(s.out.Ends[k]); j++ {
			f, name := &s.out.Facts[j], s.ownWords(j)
			up, down := means.Say(name, "up"), means.Say(name, "down")
			if f.Kind != schema.Amount || f.Approx != schema.Exact || f.Form != schema.Level && f.Form != schema.Delta || f.Value.IsNegative() && !down {
				break
			}
			if len(operands) > 1 && means.Say(name, "total") && f.Form == schema.Level {
				s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: j, Operands: operands, Weights: weights, Listed: -1, Rule: schema.RuleSubtotal})
				break
			}
			if up == down {
				break
			}
			weight := 1
			if down && !f.Value.IsNegative() {
				weight = -1
			}
			operands, weights = append(operands, j), append(weights, weight)
		}
	}
}

// evens claims that what comes in is what is spent where a sentence says so right behind the two:
// 基金收入安排28亿元，支出安排28亿元，收支平衡.
func (s figures) evens() {
	for from, at := range s.places(words.Balanced.Word()) {
		spent := len(s.out.Facts) - 1
		for spent >= s.first && s.out.Ends[spent] > from {
			spent--
		}
		if spent <= s.first || strings.Trim(s.p.Text[s.out.Ends[spent]:from], "，, ") != "" {
			continue
		}
		in, out := &s.out.Facts[spent-1], &s.out.Facts[spent]
		if exactAmount(in) && exactAmount(out) && in.Measure == out.Measure && s.out.Ends[spent-1] > s.sentenceStart(at) &&
			words.AccountSide.Labels().Say(s.ownWords(spent), "out") && endsInComing(s.ownWords(spent-1)) && !otherFlow(in.Concept, schema.RevenueTotal) {
			s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.SumFamily, Result: spent, Operands: []int{spent - 1}, Listed: -1, Weights: []int{1}, Rule: schema.RuleSubtotal})
		}
	}
}

// totalsApart reports the totals of both sides right behind each other that do not make the same, so
// that what is left is in neither: 总收入186亿元，总支出178亿元，年终结转8亿元.
func (s figures) totalsApart(come, spent int) bool {
	in, out := &s.out.Facts[come], &s.out.Facts[spent]
	return in.Concept == schema.RevenueTotal && out.Concept == schema.ExpenditureTotal && !in.Value.Equal(out.Value)
}

// bothTotals are the totals of both sides that are told before fact k, the one of the
// spending right before it; come is -1 where there are none.
func (s figures) bothTotals(k int) (spent, come int) {
	if spent = k - 1; !s.isTotalOf(spent, "out") {
		return -1, -1
	}
	return spent, s.totalBefore(spent, len(s.p.Text), "in")
}

// endsInComing reports words of what comes in that name no spending after it.
func endsInComing(text string) bool {
	in, out := -1, -1
	for _, side := range words.AccountSide.Labels() {
		if k := strings.LastIndex(text, side.Text); side.Means == "out" {
			out = max(out, k)
		} else {
			in = max(in, k)
		}
	}
	return in > out
}

// textBefore are the words between a figure and the one before it.
func (s figures) textBefore(k int) string {
	from := 0
	if k > s.first {
		from = s.out.Ends[k-1]
	}
	to := s.out.Ends[k] - len(s.out.Facts[k].Raw)
	if from > to || to > len(s.p.Text) {
		return ""
	}
	return s.p.Text[from:to]
}

// main is the first level of the last sentence before a byte that has one
// and tells no parts, in this paragraph; -1 where there is none. An item of the sentence that tells the other side
// of the account has a first of its own: 收入9亿元，加上…，收入合计12亿元；支出8亿元，加上….
func (s figures) main(to int) int {
	best, item := -1, s.sentenceStart(to)
	for k := s.first; k < len(s.out.Facts) && s.out.Ends[k] <= to; k++ {
		f := &s.out.Facts[k]
		if exactAmount(f) && !strings.HasPrefix(f.Context, words.OfThem) && !s.ofYearBefore(k) &&
			(best < 0 || f.Context != s.out.Facts[best].Context || s.out.Ends[best] <= item && s.out.Ends[k] > item && otherFlow(s.out.Facts[best].Concept, f.Concept)) {
			best = k
		}
	}
	return s.becameOf(best, to)
}

// becameOf is what the sentence of a budget, up to a byte, tells of it in the end: 支出年初预算数9万元，调整预算数10万元，
// 决算数8万元. A figure of which it tells nothing more is itself.
func (s figures) becameOf(k, to int) int {
	if k < 0 || !s.out.Facts[k].Measure.IsBudget() {
		return k
	}
	budget := &s.out.Facts[k]
	for j := k + 1; j < len(s.out.Facts) && s.out.Ends[j] <= to && s.out.Facts[j].Context == budget.Context; j++ {
		if f := &s.out.Facts[j]; exactAmount(f) && f.Concept == budget.Concept && f.Dimensions == budget.Dimensions && f.Measure != "" && !f.Measure.IsBudget() {
			return j
		}
	}
	return k
}

// ofYearBefore reports a level told beside that of a later year, of the same: 收入311亿元，比上年的316亿元下降1.7%.
func (s figures) ofYearBefore(k int) bool {
	const reachOfYears = 24 // figures
	f := &s.out.Facts[k]
	for j := k - 1; j >= max(s.first, k-reachOfYears) && sameSentence(f, &s.out.Facts[j]); j-- {
		g := &s.out.Facts[j]
		if g.Form == schema.Level && g.Concept == f.Concept && g.Concept != "" && g.Period.Known() && f.Period.Known() && g.Period.End.Year() > f.Period.End.Year() {
			return true
		}
	}
	return false
}

// ofProject finds the figure this paragraph gave for a project.
func (s figures) ofProject(name string) int {
	for k := s.first; k < len(s.out.Facts); k++ {
		if f := &s.out.Facts[k]; f.Dimensions.Project == name && f.Form == schema.Level {
			return k
		}
	}
	return -1
}

// ofSubject returns the figures this paragraph gives for a subject that a
// statement about it can be held against.
func (s figures) ofSubject(about clause.Subject, budget bool) []int {
	var ops []int
	for k := s.first; k < len(s.out.Facts); k++ {
		f := &s.out.Facts[k]
		if f.Concept != about.Concept || f.Dimensions.FuncCode != about.Dims.FuncCode || f.Dimensions.EconCode != about.Dims.EconCode {
			continue
		}
		if f.Form == schema.Level || budget && f.Form == schema.Completion {
			ops = append(ops, k)
		}
	}
	if len(ops) > 4 {
		ops = ops[len(ops)-4:]
	}
	return ops
}

// partial reports a list that says it names only some members: A 3万元、B 2万元等.
func (s figures) partial(l *list) bool {
	return s.cutOff() || s.mainly(l) || slices.ContainsFunc(l.members, func(k int) bool {
		return k >= s.first && s.out.Ends[k] <= len(s.p.Text) && strings.HasPrefix(s.p.Text[s.out.Ends[k]:], words.AndSoOn)
	})
}

// mainly reports a list of no more than the main members: 支出总计5万元，主要是：A 3万元、B 1万元.
func (s figures) mainly(l *list) bool {
	if len(l.members) == 0 || l.fact < s.first || s.out.Ends[l.fact] > s.out.Ends[l.members[0]] {
		return false
	}
	_, after, found := strings.Cut(s.p.Text[s.out.Ends[l.fact]:s.out.Ends[l.members[0]]], words.MainlyThese.Word())
	return found && !strings.Contains(after, "。")
}

// cutOff reports a paragraph that ends in the middle of its sentence: its list goes on
// in another, over the end of a page.
func (s figures) cutOff() bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(s.p.Text))
	return strings.ContainsRune("；;，,、", last)
}

// countsNames claims that a count agrees with the names the text lists beside it, in front of
// it from a byte on:
// 2个社区：沿江社区、小宝鼎社区; 下设甲中心、乙中心、丙中心3个事业单位; “甲”“乙”等2个项目.
func (s figures) countsNames(k int, m *nlp.Mention, from int) {
	f := &s.out.Facts[k]
	if f.Kind != schema.Count || m.Approx != nlp.Exact || !words.NamedUnit.Labels().Is(m.Unit) || !m.Value.IsInteger() || m.Value.IntPart() < 2 || m.Value.IntPart() > 40 {
		return
	}
	want := int(m.Value.IntPart())
	for _, names := range [][]string{s.p.NamesAfter(m.End), clause.Clause{P: s.p, Segment: from}.NamesBefore(m.Start), s.p.QuotedBefore(m.Start)} {
		if len(names) < 2 {
			continue
		}
		open := strings.HasSuffix(names[len(names)-1], words.AndSoOn)
		if open && len(names) != want {
			continue // 甲、乙等5个: only some are named
		}
		if len(names)+1 == want && clause.MayBeTwo(names[len(names)-1]) {
			continue // 甲、乙和丙: the last may be two
		}
		if len(names) < want && strings.HasSuffix(strings.TrimSpace(s.p.Text), names[len(names)-1]) {
			continue // a line that no mark ends: the list may go on in the next
		}
		s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.CountFamily, Result: k, Listed: len(names), Word: strings.Join(names, "、"), Rule: schema.RuleCount})
		return
	}
}

// residue claims that a class counted as none is not spoken of as in use:
// 其他用车0辆，其他用车主要是用于一般公务 is a sentence left from a template.
func (s figures) residue(k int, m *nlp.Mention) {
	f := &s.out.Facts[k]
	if f.Kind != schema.Count || !m.Value.IsZero() || !clause.IsPhrase(f.Label) {
		return
	}
	rest := strings.TrimLeft(s.p.Text[m.End:], "，、； ")
	if strings.HasPrefix(rest, f.Label+words.Mainly.Word()) {
		s.out.Claims = append(s.out.Claims, schema.Claim{Family: schema.ComparisonFamily, Result: k, Operands: []int{k}, Word: f.Label + words.Mainly.Word() + "…", Listed: -1, Rule: schema.RuleResidue})
	}
}

// defines reports a clause at a byte that says what the last figure before it in
// its sentence is, without a
// figure of its own: 上级补助收入8.38万元，为事业单位开展业务活动取得的收入。
func (s figures) defines(last, sentence, at int) bool {
	if last < 0 || s.out.Ends[last] > at || s.out.Ends[last] < sentence {
		return false
	}
	rest := strings.TrimLeft(s.p.Text[at:], " ")
	if !words.Defining.Labels().Say(rest) {
		return false
	}
	first := s.p.LexemeAt(at)
	for i := first; i < min(len(s.p.Lexemes), first+clause.Reach); i++ {
		switch x := &s.p.Lexemes[i]; {
		case x.Kind == clause.Number:
			return false
		case x.Kind == clause.Mark && (x.Mark == '.' || x.Mark == ';'):
			return true
		}
	}
	return true
}

// sharedLabel gives a rate whose clause names nothing the name of the figure before
// it in the sentence, where no concept names that: 社保基金收入90亿元，占预算的101%.
func (s figures) sharedLabel(f *schema.Fact, sentence int) {
	last := len(s.out.Facts) - 1
	if f.Concept != "" || f.Kind != schema.Ratio || f.Form == schema.Level || f.Label != "" && !s.p.IsPhase(f.Label) ||
		last < s.first || s.out.Ends[last] <= sentence || s.out.Facts[last].Concept != "" {
		return
	}
	f.Label = s.out.Facts[last].Label
}

// otherFlow reports a revenue against an expenditure.
func otherFlow(a, b schema.ConceptID) bool {
	side := func(c schema.ConceptID) string {
		s, _, _ := strings.Cut(string(c), ".")
		return s
	}
	x, y := side(a), side(b)
	return x == "revenue" && y == "expenditure" || x == "expenditure" && y == "revenue"
}
