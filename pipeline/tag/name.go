package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The label of a figure without a concept is its meaning. The package comment says the grammar of such a name; each
// step of it is a function here, those that look behind the figure in name_behind.go, those that look at what was
// told before in name_told.go.

// named is the name of the figure at lexeme i.
func (n *prose) named(i int, f *schema.Fact) string {
	if name := n.inRun(i, f); name != "" {
		return quoted(n.p.Text, name)
	}
	own := n.ownHead(i, f)
	name := own
	switch {
	case words.SumNoun.Labels().Say(n.ownWords(i), "closing"):
		return n.ownWords(i) // of many, and not of the last
	case f.Form == schema.Level && isCounted(f) && (!n.isHead(own) || n.leadsBehind(i, f) || clause.IsBody(own)):
		name = cmp.Or(n.headBehind(i), n.headOr(own, n.deedOf(i, own)))
	case f.Form == schema.Level && f.Kind == schema.Amount && (!n.isHead(own) || n.isBareSum(own) && !n.belongsBehind(i)):
		name = cmp.Or(n.d.at(&n.p).PurposeAfter(i), n.moneyFor(i, true), n.headOr(own, n.withDeed(own)))
	case !n.isHead(own) || f.Form != schema.Level && n.isBareSum(own):
		name = cmp.Or(n.shareBehind(i, f), n.toldLast())
	}
	if name = cmp.Or(name, own); name == "" && f.Form == schema.Level {
		own := strings.TrimPrefix(n.ownWords(i), words.OfThem)
		name = cmp.Or(clause.TrimFunction(own), own, n.toldLast()) // 代编预算9万元，其中5万元至年底仍未分配
	}
	name = n.withAge(i, withoutDefinition(n.withOwner(i, name)))
	if listed := strings.TrimSuffix(name, words.AndSoOn); nlp.HanCount(listed) > 1 && !clause.EndsKept(name) {
		name = listed
	}
	if !mayName(name) {
		return ""
	}
	return quoted(n.p.Text, name)
}

// withoutDefinition is a name without a bracket that only says what it takes in: 财政性教育经费（包括教育事业费，基建经费）.
func withoutDefinition(name string) string {
	open := strings.Index(name, "（")
	if open <= 0 {
		return name
	}
	inside, rest, shut := strings.Cut(name[open+len("（"):], "）")
	if !shut || !words.Defines.Labels().Say(inside) || nlp.HanCount(name[:open]) < 2 {
		return name
	}
	return name[:open] + rest
}

// mayName reports words that may be a name: those of Chinese, or one of letters, GDP; no year and no sentence of
// another language.
func mayName(s string) bool {
	return nlp.HanCount(s) > 0 || strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsSpace)
}

// headOr is a head, or where it is none what stands for it.
func (n *prose) headOr(head, other string) string {
	if n.isHead(head) {
		return head
	}
	return other
}

// isCounted reports a figure that counts or measures things.
func isCounted(f *schema.Fact) bool {
	return f.Kind == schema.Count || f.Kind == schema.MeasureKind || f.Kind == schema.Kind(nlp.Number)
}

// isBareSum reports a name of money that says no more than that it is some: 统筹资金.
func (n *prose) isBareSum(name string) bool {
	if words.LabelTail.Labels().Of(name) != nil && clause.OnlyLeads(name) {
		return true // 足额安排
	}
	return slices.ContainsFunc(words.BareSum.Labels(), func(sum words.Label) bool {
		verb, is := strings.CutSuffix(name, sum.Text)
		return is && (verb == "" || clause.OnlyLeads(verb) || words.LabelTail.Labels().Is(verb))
	})
}

// isHead reports a name that is none of a place alone.
func (n *prose) isHead(name string) bool {
	if words.RankWord.Labels().Is(name) || words.Aspect.Labels().Is(name) || words.BareSum.Labels().Is(name) {
		return true // of what was told before
	}
	first, _ := utf8.DecodeRuneInString(name)
	place := clause.IsScope(name) || clause.IsPlacesBelow(name) || schema.IsDivision(name) || nlp.HanCount(name) <= longestPlace && clause.IsPlace(name)
	return n.isName(name) && !strings.ContainsRune(words.Copulas, first) && !place
}

// inRun is the name of a figure that shares one with those beside it: one of each of as many figures, classes of
// what is counted next, once more what was counted, what it was before. It is empty for others.
func (n *prose) inRun(i int, f *schema.Fact) string {
	if n.d.clause.named && len(n.d.topic.subjects) > 1 {
		if list := n.d.at(&n.p).ListName(i); list != "" && f.Kind == schema.Amount {
			return list
		}
		if f.Form == schema.Level && f.Kind == schema.Amount && n.p.Run(i) == 1 && n.d.topic.turn == 0 && !n.d.clause.each {
			return n.together(i, f.Label)
		}
		return f.Label
	}
	if f.Rule == allOfNew {
		return f.Label
	}
	if f.Rule == baseStated || n.reachedFrom(i) || n.holdsAgainst(i, f) {
		return n.toldLast()
	}
	if name := n.graded(i); name != "" {
		return name
	}
	if from, to := n.ownSpan(i); n.p.RunBefore(i) > 0 && strings.Trim(n.p.Text[from:to], listMarks) == "" {
		if name := n.dealtTo(i, f); name != "" {
			return name
		}
		if clause.IsPhrase(f.Label) && !words.LabelTail.Labels().Is(f.Label) {
			return f.Label // 进出口额分别增长1%、2%
		}
		return n.toldLast() // 从645元、4318元提高到
	}
	return cmp.Or(n.dealtTo(i, f), n.classed(i, f), n.scoredName(i, f), n.countedAgain(i, f))
}

// graded is what the bound of a grade is of, which the paragraph tells before: 满意率90%以上为优，80—90%为良. It is empty for
// other figures.
func (n *prose) graded(i int) string {
	behind, of := strings.CutPrefix(n.p.Text[n.p.Lexemes[i].End:], words.Is)
	if from, to := n.ownSpan(i); !of || strings.TrimSpace(n.p.Text[from:to]) != "" || !slices.ContainsFunc(words.Load().Grades, func(g words.Word) bool { return strings.HasPrefix(behind, g.Text) }) {
		return ""
	}
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first; k-- {
		if name := n.out.Facts[k].Label; n.isHead(name) {
			return name
		}
	}
	return ""
}

// holdsAgainst reports a difference in points, or a multiple, whose clause has no more than what it holds the figure before
// against: 增长8%，高于全省1.2个百分点; 95亿元，是“十五”期末的1.9倍.
func (n *prose) holdsAgainst(i int, f *schema.Fact) bool {
	if n.d.clause.named || f.Form != schema.Delta && f.Unit != schema.UnitTimes || f.Unit != schema.UnitPercentPoint && f.Unit != schema.UnitTimes {
		return false
	}
	for k := n.p.LexemeAt(n.d.clause.start); k < i; k++ {
		if x := &n.p.Lexemes[k]; x.Kind == clause.Word && (x.Entry.Role == clause.CompareWord || x.Entry.Role == clause.PairWord) || multipleOf(&n.p, k) {
			return true
		}
	}
	said := strings.TrimLeft(n.p.Text[n.d.clause.start:n.p.Lexemes[i].Start], listMarks)
	first, _ := utf8.DecodeRuneInString(said)
	return strings.HasPrefix(said, words.Than) || words.HigherThan.Labels().Say(said) || f.Unit == schema.UnitTimes && strings.ContainsRune(words.Copulas, first)
}

// ownHead is what the clause of the figure at lexeme i says it is of: what stands before the predicate of a share,
// a completion or a rate, and behind the verb of a change: 投资增长5%, 增加投资5亿元.
func (n *prose) ownHead(i int, f *schema.Fact) string {
	if name := n.d.at(&n.p).ListName(i); name != "" && f.Kind == schema.Amount {
		return name
	}
	if name := n.rateName(i, f); nlp.HanCount(name) == shortestOwn && n.p.IsPhase(name) {
		return n.toldLast() + name // 预算安排30万元，执行率93%
	} else if name != "" {
		return name
	}
	from, to := n.ownSpan(i)
	from = n.pastCounted(from, to, f)
	relates := f.Form != schema.Level && f.Form != schema.ScoreForm || f.Kind == schema.Ratio
	first, last := n.predicate(i, from, to, relates)
	if first < 0 {
		name := n.nameIn(from, to)
		if isCounted(f) {
			name = ofListed(name)
		}
		if row, in := n.rowName(i); in && !n.isHead(name) {
			return row
		}
		return name
	}
	verb := n.p.Lexemes[first]
	before, after := n.nameIn(from, verb.Start), n.nameIn(n.p.Lexemes[last].End, to)
	if done := n.p.Text[verb.Start:verb.End]; words.EachOne.Labels().Of(before) != nil || before != "" && words.NameEnd.Labels().Is(done) || words.PullVerb.Labels().Say(before) {
		return before + done // 农民人均增收, 拉动工业增长
	}
	switch {
	case f.Form == schema.Share || f.Form == schema.Completion || !changes(n.p.Lexemes[last].Entry):
		after = ""
	case f.Form == schema.Delta || !relates:
		before, after = after, before
	}
	return n.headOr(before, n.headOr(after, ""))
}

// changes reports a word of change, behind which may stand what has changed.
func changes(e *clause.Entry) bool { return e.Role == clause.ChangeWord || e.Role == clause.RateWord }

// predicate is the first and the last word, in a clause up to the number at lexeme i, of what is said of its noun.
// Of a level only a comparison is that: in 企业新增贷款5亿元 the verb is a part of the name.
func (n *prose) predicate(i, from, to int, relates bool) (first, last int) {
	first, last = -1, -1
	depth, compared := 0, false
	for k := n.p.LexemeAt(from); k < i; k++ {
		x := &n.p.Lexemes[k]
		if x.Kind == clause.Mark {
			depth += bracket(x)
		}
		if depth > 0 || x.Kind != clause.Word {
			continue
		}
		opens := false
		switch x.Entry.Role {
		case clause.PairWord:
			opens = n.p.OpensPredicate(k)
			compared = compared || opens
		case clause.CompareWord:
			opens, compared = true, true
		case clause.ChangeWord, clause.RateWord:
			opens = relates || compared
		case clause.ShareWord, clause.FlatWord:
			opens = relates
		case clause.ReachWord, clause.CompletionWord:
			opens = relates && !n.isName(n.nameIn(x.End, to)) // 达到三类的水体比例为100%
		}
		if opens {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	return first, last
}

// bracket is 1 for a mark that opens a bracket, -1 for one that shuts it, else 0.
func bracket(x *clause.Lexeme) int {
	switch x.Mark {
	case '(':
		return 1
	case ')':
		return -1
	}
	return 0
}

// ownSpan is the clause of the figure at lexeme i up to it, from the last mark, figure or date, or word that ends
// another phrase. A bracket that stands in it belongs to it.
func (n *prose) ownSpan(i int) (from, to int) {
	to, depth := n.p.Lexemes[i].Start, 0
	for k := i - 1; k >= max(0, i-clause.Reach) && n.p.Lexemes[k].Start >= n.d.sentence.start; k-- {
		x := &n.p.Lexemes[k]
		switch depth -= bracket(x); {
		case depth == 0 && x.Mark == ':' && strings.TrimSpace(n.p.Text[x.End:to]) == "": // 省级资金：11万元
		case x.Kind == clause.Mark && depth < 0, depth == 0 && n.endsSpan(k):
			return min(x.End, to), to
		}
	}
	return min(n.d.sentence.start, to), to
}

// endsSpan reports a lexeme that no clause of a figure goes across. The date of a comparison is none: 比2019年预算数增加,
// 标准从2020年的645元提高到.
func (n *prose) endsSpan(k int) bool {
	x := &n.p.Lexemes[k]
	switch x.Kind {
	case clause.Number:
		return true
	case clause.Date:
		before := strings.TrimRight(n.p.Text[:x.Start], " ")
		return (k == 0 || n.p.Lexemes[k-1].Kind != clause.Word || n.p.Lexemes[k-1].Entry.Role != clause.PairWord) && words.ChangedFrom.Labels().Of(before) == nil
	case clause.Word:
		return x.Entry.Role == clause.PartWord || x.Entry.Role == clause.PairEndWord || x.Entry.Role == clause.ReasonWord
	}
	return x.PartsClauses()
}

// withAge gives a name how old those are whom it names, where that stands right before it: 0-14岁人口, 60岁及以上老年人.
func (n *prose) withAge(i int, name string) string {
	from, _ := n.ownSpan(i)
	k := n.p.LexemeAt(from) - 1
	if name == "" || k < 0 || n.p.Lexemes[k].End != from || n.agesNoun(k) < 0 || !strings.HasPrefix(n.p.Text[from:], name) {
		return name
	}
	start := n.p.Lexemes[k].Start
	if k > 0 && n.p.Lexemes[k-1].Kind == clause.Number && clause.IsRangeMark(n.p.Text[n.p.Lexemes[k-1].End:start]) {
		start = n.p.Lexemes[k-1].Start
	}
	return n.p.Text[start:from] + name
}

// agesNoun is where the age stands that says how old those are whom the noun right behind it names, of that age or of the
// lower bound of one at lexeme k. It is -1 for other figures.
func (n *prose) agesNoun(k int) int {
	x := &n.p.Lexemes[k]
	if x.Kind != clause.Number {
		return -1
	}
	if next := k + 1; next < len(n.p.Lexemes) && n.p.Lexemes[next].Kind == clause.Number && clause.IsRangeMark(n.p.Text[x.End:n.p.Lexemes[next].Start]) {
		k, x = next, &n.p.Lexemes[next]
	}
	behind, _ := utf8.DecodeRuneInString(n.p.Text[x.End:])
	if !words.AgeUnit.Labels().Is(n.p.Mentions[x.Mention].Unit) || !clause.IsWordRune(behind) || k+1 < len(n.p.Lexemes) && n.p.Lexemes[k+1].Start == x.End && n.p.OpensPredicate(k+1) {
		return -1
	}
	return k
}

// withoutAdverb is a name without the adverbs and joiners at its end, which lead to what it did or to its figure:
// 服务业企业全年, 国家和地区近.
func (n *prose) withoutAdverb(name string) string {
	for parts := n.g.general.Segment(name); len(parts) > 1 && !clause.EndsKept(name); parts = parts[:len(parts)-1] {
		last := parts[len(parts)-1]
		if leads := last.POS == "d" || last.POS == "c" || last.POS == countAdverb; !leads || nlp.HanCount(name[:last.Start]) < 2 {
			break
		}
		name = name[:last.Start]
	}
	return name
}

// isWord reports a word that stands at a byte of a text as a word of its own.
func (n *prose) isWord(text string, at int, word string) bool {
	return slices.ContainsFunc(n.g.general.Segment(text), func(t nlp.Token) bool { return t.Start == at && text[t.Start:t.End] == word })
}

// withoutMiddleVerb is a name without the verb of reaching, and the adverbs before it, between whose something is and what
// it is: 轨道交通完成投资, 电商企业全年实现零售额.
func (n *prose) withoutMiddleVerb(name string) string {
	parts := n.g.general.Segment(name)
	for k := 1; k+1 < len(parts); k++ {
		if !words.CompletedVerb.Labels().Is(name[parts[k].Start:parts[k].End]) {
			continue
		}
		whose, what := n.withoutAdverb(name[:parts[k].Start]), name[parts[k].End:]
		if strings.ContainsAny(name, "（(、和与及") || nlp.HanCount(whose) < 2 || nlp.HanCount(what) < 2 || n.allVerbs(whose) || !n.isName(whose) || !n.isName(what) || words.DoneTail.Labels().Say(what) ||
			strings.HasPrefix(what, words.Of) || slices.ContainsFunc(parts[:k], func(t nlp.Token) bool { return t.POS == preposition }) {
			return name // 完成情况, 通过公共网络实现零售额
		}
		return whose + what
	}
	return name
}

// preposition is the part of speech of what leads to by what something is done: 通过.
const preposition = "p"

// countAdverb is the part of speech of what leads to a number: 共, 全年.
const countAdverb = "vc"

// ofListed is what a list of names in a label is an example of: 甲、乙等专业合作社.
func ofListed(name string) string {
	if _, thing, found := cutLast(name, words.AndSoOn); found && strings.Contains(name, "、") && nlp.HanCount(thing) >= shortestWhole {
		return thing
	}
	return name
}

// pastCounted is where a clause begins behind the noun of the figure that it follows: 3家收购站、发放通知书12份.
func (n *prose) pastCounted(from, to int, f *schema.Fact) int {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] != from {
		return from
	}
	told := cmp.Or(n.out.Facts[k].Called, n.out.Facts[k].Label)
	if told == "" || !strings.HasPrefix(n.p.Text[from:to], told) {
		return from
	}
	all := n.p.Text[from+len(told) : to]
	rest := strings.TrimLeft(all, listMarks)
	for _, joiner := range words.VerbJoiner.Labels() {
		rest = strings.TrimPrefix(rest, joiner.Text)
	}
	if len(rest) == len(all) && (rest == "" || !isCounted(f)) {
		return from // 每10万人案件数下降5%, 810个重点项目完成投资
	}
	return to - len(rest)
}

// nameIn is the noun in a stretch of text, without what leads to it and from it.
func (n *prose) nameIn(from, to int) string {
	if from >= to {
		return ""
	}
	all := nlp.Squeeze(n.p.Text[from:to])
	to = n.beforePredicates(from, to)
	said := nlp.Unnumbered(nlp.Squeeze(n.p.Text[from:to]))
	if opens := strings.IndexAny(said, "（("); opens == 0 || !clause.Balanced(said) {
		said = clause.DropBrackets(said) // （下同）收入
	}
	if nlp.HanCount(said) == 0 {
		return strings.TrimSpace(n.p.Text[from:to])
	}
	said = strings.TrimLeft(withoutBasis(said), listMarks)
	name := cutWord(said, words.ReachedBy, strings.CutSuffix) // 商务楼宇发展到36座
	for last := ""; name != last; {
		last = name
		name = strings.TrimSuffix(tidy(clause.TrimName(clause.WithoutPlace(name))), words.AndSoOn)
		name, _ = n.cutLeads(name)
		name = n.withoutAdverb(n.withoutHaving(n.afterAdverb(name)))
	}
	name = n.withoutMiddleVerb(name)
	for _, w := range words.ChangedFrom.Labels() {
		if at := strings.LastIndex(name, w.Text); at > 0 && nlp.HanCount(name[at+len(w.Text):]) < shortestOwn {
			name = tidy(clause.TrimName(name[:at])) // 标准从2020年的
		}
	}
	if nlp.HanCount(name) > clause.LongestName {
		if thing := ofListed(name); thing != name && nlp.HanCount(thing) <= longestThing && n.isWord(name, len(name)-len(thing)-len(words.AndSoOn), words.AndSoOn) {
			name = thing // 教育、医疗、住房等民生资金, but 高等职业学校
		} else if _, rest, found := cutLast(name, "、"); found && nlp.HanCount(rest) >= shortestWhole && nlp.HanCount(rest) <= clause.LongestName {
			name = rest
		}
	}
	if !n.isName(name) && (words.OwnAmount.Labels().Of(said) != nil || words.BareSum.Labels().Of(said) != nil) && nlp.HanCount(said) <= clause.LongestName {
		name, _ = n.cutLeads(clause.WithoutPlace(said))
		return name // 投入资金, of which both words only lead to a figure
	}
	return n.withoutEntity(n.wholeEnds(all, name))
}

// beforePredicates is where a stretch of text ends without the words at its end that only connect it with a number.
func (n *prose) beforePredicates(from, to int) int {
	for k := n.p.LexemeAt(to) - 1; k >= 0 && n.p.Lexemes[k].Start >= from; k-- {
		x := &n.p.Lexemes[k]
		said := strings.TrimRight(n.p.Text[from:to], " ")
		if x.Kind != clause.Word || !clause.Predicates(x.Entry.Role) || x.End > to || clause.TrimFunction(n.p.Text[x.End:to]) != "" || words.OwnAmount.Labels().Of(said) != nil || clause.EndsKept(said) || clause.IsPayer(strings.TrimSpace(n.p.Text[from:x.Start])) {
			break
		}
		to = x.Start
	}
	return to
}

// wholeEnds gives a name the rest of the words that it begins and ends within, and the ends and marks that were taken for
// what leads to it or from it: 保障性住房, 旅居人数, 上级补助收入, “三保”支出.
func (n *prose) wholeEnds(said, name string) string {
	at := strings.LastIndex(said, name)
	if at < 0 || name == "" {
		return name
	}
	start, end := at, at+len(name)
	for _, w := range n.g.general.Segment(said) {
		if clause.TrimFunction(said[w.Start:w.End]) == "" || w.POS == "ns" {
			continue // 其中国保单位
		}
		if w.Start < start && start < w.End {
			start = w.Start
		}
		if w.Start < end && end < w.End && strings.Trim(said[end:w.End], words.Copulas) != "" { // 出生率为
			end = w.End
		}
	}
	if rest := said[end:]; words.OwnAmount.Labels().Of(rest) != nil && nlp.HanCount(rest) <= shortestWhole || nlp.HanCount(name) < shortestOwn && words.PlanNoun.Labels().Is(rest) {
		end = len(said) // 预算内资金, 用款计划
	} else {
		end += len(nameEnd(said[start:end], rest))
	}
	if strings.HasSuffix(said[:start], words.Above) && words.FromAbove.Labels().Say(said[start:end]) {
		start -= len(words.Above)
	}
	if strings.HasSuffix(said[:start], openQuote) && strings.HasPrefix(said[end:], shutQuote) {
		return said[start-len(openQuote) : end+len(shutQuote)]
	}
	return quoted(said, said[start:end])
}

// nameEnd is the end of a name that the text behind it begins with and that was taken for what leads to its figure: 数.
func nameEnd(name, rest string) string {
	for _, w := range words.NameEnd.Labels() {
		if strings.HasPrefix(rest, w.Text) && !words.BudgetWord.Labels().Say(name) && !(w.Means == ofShort && nlp.HanCount(name) >= shortestWhole || w.Means == ofOne && nlp.HanCount(name) > 1) {
			return w.Text
		}
	}
	return ""
}

// withoutBasis is a text without the item it is numbered as and the rule it goes by: 二是支出, 按照规定压减.
func withoutBasis(said string) string {
	if before, after, found := strings.Cut(said, strings.TrimPrefix(words.Copulas, words.Is)); found && strings.Trim(before, words.Numerals) == "" {
		said = after
	}
	opens := words.Basis.Labels().First(said)
	if opens == nil {
		return said
	}
	for _, shuts := range words.BasisEnd.Labels() {
		if at := strings.Index(said, shuts.Text); at > 0 {
			return said[at+len(shuts.Text):]
		}
	}
	return said
}

// cutLeads drops the verb of an aim or of an office that a name begins with: 力争, 争取.
func (n *prose) cutLeads(s string) (rest string, led bool) {
	var lead string
	for _, w := range words.LabelLead.Labels() {
		if strings.HasPrefix(s, w.Text) {
			lead = w.Text
		}
	}
	for i := range words.Load().Leads {
		if w := words.Load().Leads[i].Text; strings.HasPrefix(s, w) && len(w) > len(lead) {
			lead = w
		}
	}
	for _, w := range words.AddedList.Labels() {
		if strings.HasPrefix(s, w.Text) && len(w.Text) > len(lead) && n.endsWord(s, len(w.Text)) {
			lead = w.Text // 加中央返还及补助, but 加工企业 and 加上级补助
		}
	}
	if rest = s[len(lead):]; nlp.HanCount(rest) < 2 || words.BareSum.Labels().Is(rest) || lead != "" && !n.endsWord(s, len(lead)) {
		return s, false // 投入资金, 保障性住房
	}
	return s[len(lead):], lead != ""
}

// withoutHaving is a name without who has it and the verb of having, 云水镇共有露营地, but for so many who do:
// 每百户拥有露营车.
func (n *prose) withoutHaving(name string) string {
	if strings.HasPrefix(name, words.Per) {
		return name
	}
	for _, having := range words.HavingVerb.Labels() {
		at := strings.Index(name, having.Text)
		if at < 0 || at > 0 && nlp.HanCount(having.Text) < 2 {
			continue
		}
		thing := name[at+len(having.Text):]
		if at == 0 && nlp.HanCount(having.Text) == 1 && !n.endsWord(name, len(having.Text)) {
			continue // 设备
		}
		if nlp.HanCount(thing) > 1 && clause.Balanced(thing) && !strings.Contains(thing, having.Text) && n.isName(thing) { // and not 有组织有规模
			return thing
		}
	}
	return name
}

// endsWord reports a byte of a text where one of its words ends.
func (n *prose) endsWord(s string, at int) bool {
	return slices.ContainsFunc(n.g.general.Segment(s), func(w nlp.Token) bool { return w.End == at }) && !beginsNoun(s, at)
}

// leadsBehind reports a count whose noun stands behind it though one stands before it, whose that is, 全市公园3个 has
// none behind: things that are counted with a unit of their own, names that are examples, whom something is for.
func (n *prose) leadsBehind(i int, f *schema.Fact) bool {
	before := strings.TrimRight(n.p.Text[:n.p.Lexemes[i].Start], " ")
	if words.ToWhom.Labels().Of(before) != nil || strings.HasSuffix(before, words.AndSoOn) || strings.HasSuffix(before, openQuote) || words.VerbJoiner.Labels().Is(nlp.LastRunes(before, 1)) {
		return true
	}
	return f.Kind == schema.Count && !words.PlaceNoun.Labels().Is(f.Unit)
}

// headBehind is the noun right behind the count at lexeme i, or behind the next one that follows it at once. It is
// empty where a verb follows.
func (n *prose) headBehind(i int) string {
	for i+1 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Number && n.p.Lexemes[i+1].Start == n.p.Lexemes[i].End {
		i++ // 14035户25559人
	}
	x := &n.p.Lexemes[i]
	if i+1 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Start == x.End && n.p.OpensPredicate(i+1) {
		return ""
	}
	name := n.namedBehind(i)
	name, _ = words.LabelCut.Labels().Cut(name, afterFirst, "aspects") // 4个方面的保障措施
	parts := n.g.general.Segment(name)
	if len(parts) == 0 || strings.ContainsAny(parts[0].POS[:min(1, len(parts[0].POS))], "dcp") && !words.NounGoesOn.Labels().Is(name[:parts[0].End]) {
		return ""
	}
	begins := func(l words.Label) bool { return strings.HasPrefix(name, l.Text) }
	if slices.ContainsFunc(words.LabelStop.Labels(), begins) || slices.ContainsFunc(words.LabelEnd.Labels(), begins) {
		return ""
	}
	for k := i + 1; k < len(n.p.Lexemes) && n.p.Lexemes[k].Start < x.End+len(name); k++ {
		if w := &n.p.Lexemes[k]; w.Kind == clause.Word && w.Entry.Role == clause.CompletionWord && w.Start > x.End {
			name = n.p.Text[x.End:n.beforePredicates(x.End, w.Start)] // 3个露营项目执行率低于80%
		}
	}
	name = n.beforeMeasured(i, name)
	for _, w := range parts[1:] {
		if w.End <= len(name) && words.NounAdverb.Labels().Is(name[w.Start:w.End]) && !words.HalfNoun.Labels().Say(name[:w.Start]) {
			name = name[:w.Start] // 14家企业共上缴利润, 92栋楼房及周边平房, but 44条国际及地区航线
			break
		}
	}
	return n.amongMany(i, n.listBehind(i, n.unmeasured(i, n.withoutAdverb(name))))
}

// beforeMeasured is a noun behind the count at lexeme i up to the indicator or the rate of it that the next figure of its
// clause tells: 20个贫困县农村居民人均可支配收入达到1.2万元, 836个党组织达标率100%.
func (n *prose) beforeMeasured(i int, name string) string {
	x, thing := &n.p.Lexemes[i], name
	for k := i + 1; k < len(n.p.Lexemes) && !n.p.Lexemes[k].PartsClauses(); k++ {
		w := &n.p.Lexemes[k]
		if w.Kind == clause.Word && clause.IsEconomy(w.Entry.Concept) && w.Start > x.End && w.Start < x.End+len(thing) {
			thing = name[:w.Start-x.End]
		}
		if w.Kind != clause.Number {
			continue
		}
		if thing == name && w.Start == x.End+len(name) && strings.HasSuffix(name, words.RateEnd.Word()) {
			thing = n.withoutRate(name)
		}
		if nlp.HanCount(thing) > 1 && n.isName(thing) {
			return thing
		}
		break
	}
	return name
}

// withoutRate is a noun without the name of a rate of it, which is a verb and the end of such a name.
func (n *prose) withoutRate(name string) string {
	thing := strings.TrimSuffix(name, words.RateEnd.Word())
	if parts := n.g.general.Segment(thing); len(parts) > 1 {
		return thing[:parts[len(parts)-1].Start]
	}
	return name
}

// deedOf is what a count without a noun is of: what is told behind it, or a deed on what was told last.
func (n *prose) deedOf(i int, deed string) string {
	if deed == "" || clause.IsScope(deed) {
		if name := n.amongTold(i); name != "" {
			return name
		}
		deed = ""
	}
	return cmp.Or(n.deedBehind(i, deed), n.withDeed(deed), deed)
}

// amongTold is what a count right behind 其中 counts some of: 调研报告11篇，其中3篇获得批示.
func (n *prose) amongTold(i int) string {
	if i > 0 && n.p.Lexemes[i-1].Kind == clause.Word && n.p.Lexemes[i-1].Entry.Role == clause.PartWord {
		return n.toldLast()
	}
	return ""
}

// deedBehind is what is told behind the count at lexeme i up to a mark, with the word before it: 连续3年获评露营城市.
func (n *prose) deedBehind(i int, before string) string {
	for i+1 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Number && n.p.Lexemes[i+1].Start == n.p.Lexemes[i].End {
		i++
	}
	behind := upToMark(n.p.Text[n.p.Lexemes[i].End:], longestDeed)
	if nlp.HanCount(behind) < 2 || strings.ContainsAny(behind, arabic) || !clause.Balanced(behind) || strings.Count(behind, "“") != strings.Count(behind, "”") {
		return ""
	}
	return before + behind
}

// withDeed is what was told last with a deed on it, in place of its own deed: 案件受理810件，审结760件.
func (n *prose) withDeed(deed string) string {
	if n.isName(deed) && !n.isHead(deed) {
		deed = "" // of a place
	}
	told := n.figures().ofThing(n.d.sentence.start)
	if deed == "" || strings.HasSuffix(told, deed) {
		return n.toldLast()
	}
	if told == "" {
		return deed
	}
	if nlp.HanCount(deed) < 2 {
		return told // 下达5亿元, of which 达 only leads to the figure
	}
	if !n.allVerbs(deed) || nlp.HanCount(deed) > shortestWhole {
		return deed
	}
	parts := n.g.general.Segment(told)
	if last := parts[len(parts)-1]; last.POS == "v" && n.isName(told[:last.Start]) {
		told = told[:last.Start]
	}
	return told + deed
}

// belongsBehind reports a figure that what stands behind it has: 总投资20亿元的露营项目.
func (n *prose) belongsBehind(i int) bool {
	return strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], words.Of)
}

// withOwner gives a head that needs it whose it is: a rank the thing, an aspect or a bare sum what it is of.
func (n *prose) withOwner(i int, head string) string {
	if words.RankWord.Labels().Is(head) {
		return head + n.rankedThing(i)
	}
	measured := clause.IsMeasure(head)
	sum := words.BareSum.Labels().Is(head) || words.OwnAmount.Labels().Is(head)
	aspect := words.Aspect.Labels().Is(head)
	if (sum || measured || aspect) && n.belongsBehind(i) {
		return n.namedBehind(i) + head // 总投资20亿元的露营项目
	}
	switch k := n.d.topic.last; {
	case sum && words.BareSum.Labels().Meaning(head) == "difference" && k >= 0 && n.out.Ends[k] > n.d.sentence.start:
		return n.out.Facts[k].Label + head // 接待费支出2万元，年初预算3万元，差值1万元
	case aspect || sum:
		if thing := n.figures().ofThing(n.d.sentence.start); !strings.HasSuffix(thing, head) {
			return thing + head
		}
	case measured:
		return n.thingBefore(i, head) + head
	}
	return head
}

// afterAdverb is a label without who did it and the verbs of doing it, which an adverb of counting parts:
// 露营系统共组织完成露营项目.
func (n *prose) afterAdverb(label string) string {
	parts := n.g.general.Segment(label)
	for k := 1; k < len(parts); k++ {
		if !words.CountAdverb.Labels().Is(label[parts[k].Start:parts[k].End]) {
			continue
		}
		first := k + 1
		for k++; k < min(len(parts), first+mostVerbs) && parts[k].POS == "v"; {
			k++
		}
		if k > first && k < len(parts) && nlp.HanCount(label[parts[k].Start:]) >= shortestOwn && n.isName(label[parts[k].Start:]) {
			return label[parts[k].Start:]
		}
		break
	}
	return label
}

// mostVerbs is how many verbs of doing stand before what was done: 组织完成.
const mostVerbs = 2

// ofOne is what an end of a name means that only names of one character need: 人均, 生均.
const ofOne = "one"

// ofShort is what an end of a name means that only short names need: 工业投入, where 露营活动
// says enough.
const ofShort = "short"

// longestPlace is how many characters a name has at most that is only that of a place.
const longestPlace = 5
