package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// What the segmenter finds beside a number is at times no name: a verb between two
// figures of a change, a rank whose noun is told before or behind, or, where a count opens
// its clause, the noun of the clause before. Here such a label is replaced by the noun that
// a reader would take.

// afterOwn is a label without the noun of the count before it, which it takes in where nothing
// but a mark of a list stands between: 3家收购站、发放通知书12份.
func (n *prose) afterOwn(label string) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Kind != schema.Count {
		return label
	}
	own := n.out.Facts[k].Label
	if rest, found := strings.CutPrefix(label, own); found && nlp.HanCount(own) > 1 && nlp.HanCount(rest) > shortestOwn && strings.HasPrefix(n.p.Text[n.out.Ends[k]:], label) && n.verbOrJoiner(rest) {
		if joiner := words.VerbJoiner.Labels().First(rest); joiner != nil {
			rest = strings.TrimPrefix(rest, joiner.Text)
		}
		return rest // 380名委员联系群众4200人, 16个展区以及拼接屏168台
	}
	if rest, found := strings.CutPrefix(label, own+"、"); found && !strings.Contains(rest, words.AndSoOn) && nlp.HanCount(own) >= shortestOwn && !strings.ContainsAny(nlp.LastRunes(own, 1), words.Numerals) && strings.HasPrefix(n.p.Text[n.out.Ends[k]:], label) && nlp.HanCount(rest) > 1 {
		return rest
	}
	return label
}

// verbOrJoiner reports words that go on from a noun with a verb or with a word that joins another to it.
func (n *prose) verbOrJoiner(s string) bool {
	parts := n.g.seg.Segment(s)
	stops := func(l words.Label) bool { return strings.HasPrefix(s, l.Text) }
	return words.VerbJoiner.Labels().First(s) != nil || len(parts) > 1 && parts[0].POS == "v" || slices.ContainsFunc(words.LabelStop.Labels(), stops)
}

// shortestOwn is how many characters the noun of a count has at least that ends before a list
// mark: 国控 in 32个国控、省控断面 does not. One that ends in a numeral does not either, 一、二类水质.
const shortestOwn = 3

// mended is the label of the figure at lexeme i, or the noun that it leaves out.
func (n *prose) mended(i int, f *schema.Fact) string {
	label := cutWord(f.Label, words.LabelLead, strings.CutPrefix)
	if f.Kind == schema.Count || f.Kind == schema.MeasureKind {
		label = n.afterOwn(label)
	}
	if name := n.ownMoney(i); name != "" && f.Kind == schema.Amount && f.Form == schema.Level && !n.d.clause.named {
		return name
	}
	counted := !words.DurationUnit.Labels().Is(f.Unit) && (f.Kind == schema.Count || f.Kind == schema.MeasureKind || f.Kind == schema.Kind(nlp.Number))
	if m := &n.p.Mentions[n.p.Lexemes[i].Mention]; f.Form == schema.Level && (n.countsNew(i, m) || counted && n.improves(i, m)) {
		return n.namedBehind(i)
	}
	if counted && f.Form == schema.Level && n.opensClause(i) && !strings.Contains(label, "“") {
		if name := n.namedBehind(i); name != "" && (!strings.Contains(name, label) || strings.HasPrefix(name, label) && nlp.HanCount(label) <= shortestWhole && !endsBehind(label, name)) {
			label = name
		}
	}
	if n.holdsAgainst(i, f) {
		return n.comparedTo(label)
	}
	if name := n.toldBehind(i, f, label, counted); name != "" {
		return name
	}
	if name := n.shareBehind(i, f); name != "" {
		return name
	}
	if onlyYear(label) {
		if name := n.clauseHead(i); name != label && !onlyYear(name) && nlp.HanCount(name) > 1 && n.changesOn(n.lastOfRun(i)) {
			return name // 平均标准从2020年的645元提高到800元
		}
		return n.comparedThing(label)
	}
	if name := n.dealtTo(i, f); name != "" {
		return name
	}
	if rank := words.RankWord.Labels(); rank.Is(label) && strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], label+openQuote) && n.namedBehind(i) != "" {
		label = n.namedBehind(i) // 10个省级“双微”提升点
	} else if rank.Is(label) {
		label += n.rankedThing(i)
	}
	if f.Form == schema.Delta && words.Standard.Labels().Is(label) {
		return n.comparedThing(label)
	}
	if !n.onlyVerbs(label) || f.Form == schema.Completion || f.Kind == schema.Amount && !n.ctx.Frame.Territorial {
		return label // 预算安排30万元: of accounts the verb is the name
	}
	if name := n.namedBehind(i); counted && name != "" {
		return name
	}
	if name := n.clauseHead(i); name != "" && !n.onlyVerbs(name) {
		return name
	}
	return label
}

// holdsAgainst reports a difference in points, or a multiple, whose clause has no more than what the figure before it is
// held against: 增长8%，高于全省1.2个百分点; 95亿元，是“十五”期末的1.9倍.
func (n *prose) holdsAgainst(i int, f *schema.Fact) bool {
	if n.d.clause.named || f.Form != schema.Delta && f.Unit != schema.UnitTimes || f.Unit != schema.UnitPercentPoint && f.Unit != schema.UnitTimes {
		return false
	}
	for k := n.p.LexemeAt(n.d.clause.start); k < i; k++ {
		x := &n.p.Lexemes[k]
		if x.Kind == clause.Word && (x.Entry.Role == clause.CompareWord || x.Entry.Role == clause.PairWord) || multipleOf(&n.p, k) {
			return true
		}
	}
	clause := strings.TrimLeft(n.p.Text[n.d.clause.start:], "，, ")
	first, _ := utf8.DecodeRuneInString(clause)
	return strings.HasPrefix(clause, words.Than) || words.HigherThan.Labels().Say(clause) || f.Unit == schema.UnitTimes && strings.ContainsRune(words.Copulas, first)
}

// comparedTo is what the sentence has told last, the label where it has told nothing.
func (n *prose) comparedTo(label string) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Label == "" {
		return label
	}
	return n.out.Facts[k].Label
}

// shareBehind is what the ratio at lexeme i is a share of, where its clause begins with it: 90%的
// 煤矿达到一级标准, 每年70%以上财政支出用于民生. It is empty for others.
func (n *prose) shareBehind(i int, f *schema.Fact) string {
	x := &n.p.Lexemes[i]
	if f.Kind != schema.Ratio || strings.TrimPrefix(clause.TrimFunction(n.p.Text[min(n.d.clause.start, x.Start):x.Start]), words.Per) != "" {
		return ""
	}
	if strings.HasPrefix(n.p.Text[x.End:], words.Of) {
		return n.namedBehind(i)
	}
	behind := nlp.FirstRunes(n.p.Text[x.End:], longestBehind)
	for _, verb := range words.UsedFor.Labels() {
		if name, _, used := strings.Cut(behind, verb.Text); used && clause.IsPhrase(name) {
			return name
		}
	}
	return ""
}

// toldBehind is the name that stands behind the figure at lexeme i, or with a figure beside it,
// where the label before it is none. It is empty where there is none.
func (n *prose) toldBehind(i int, f *schema.Fact, label string, counted bool) string {
	if name := n.classed(i, f); name != "" {
		return name
	}
	if name := n.changedLabel(i, f, label); name != "" {
		return name
	}
	if name := n.namedBehind(i); counted && f.Form == schema.Level && name != "" && n.ofLast(i, label) {
		return name
	}
	if name := n.countedTwice(i, label); counted && name != "" {
		return name
	}
	if counted && f.Form == schema.Level && n.leadsTo(i, label) {
		if name := n.namedBehind(i); name != "" {
			return name
		}
	}
	return ""
}

// comparedThing is what the sentence has told a change or rate of last: 投资增长5%、高于
// 全国1个百分点. It is the label where it has told none.
func (n *prose) comparedThing(label string) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start {
		return label
	}
	last := &n.out.Facts[k]
	if onlyYear(label) {
		for _, from := range words.ChangedFrom.Labels() {
			if name, _, found := strings.Cut(last.Label, from.Text); found && nlp.HanCount(name) > 1 {
				return name
			}
		}
		return last.Label
	}
	if last.Kind == schema.Ratio && last.Label != "" {
		return last.Label
	}
	return label
}

// toItsEnd gives a label the last characters of the name before the figure at lexeme i
// where they were taken for words that only lead to the figure: 旅居人数增长, 新签合同额12亿元.
func (n *prose) toItsEnd(i int, label string) string {
	start := n.p.Lexemes[i].Start
	before := n.p.Between(min(n.d.sentence.start, start), start)
	at := strings.LastIndex(before, label)
	if label == "" || at < 0 {
		return label
	}
	end := start - len(before) + at + len(label)
	for _, w := range words.NameEnd.Labels() {
		if !strings.HasPrefix(n.p.Text[end:], w.Text) || w.Means == ofShort && nlp.HanCount(label) >= shortestWhole || w.Means == ofOne && nlp.HanCount(label) > 1 {
			continue
		}
		after := end + len(w.Text)
		if next := n.p.LexemeAt(after); next < len(n.p.Lexemes) && n.p.Lexemes[next].Start == after {
			if x := &n.p.Lexemes[next]; x.Kind != clause.Word || clause.Predicates(x.Entry.Role) {
				return label + w.Text
			}
		}
	}
	return label
}

// opensClause reports a number before which its clause has nothing but whose it is: 全市16个区.
func (n *prose) opensClause(i int) bool {
	at := n.p.Lexemes[i].Start
	before := n.p.Text[min(n.d.clause.start, at):at]
	lead := clause.WithoutScope(clause.TrimFunction(before))
	return !strings.Contains(before, "“") && (lead == "" || schema.IsDivision(lead) || frame.IsPlace(lead) || words.ToWhom.Labels().Say(strings.TrimRight(before, " ")))
}

// classed is what the classes are of that the count at lexeme i tells, where the count right
// behind it tells the things: 10类42项实事.
func (n *prose) classed(i int, f *schema.Fact) string {
	if i+1 >= len(n.p.Lexemes) {
		return ""
	}
	next := &n.p.Lexemes[i+1]
	between := n.p.Text[n.p.Lexemes[i].End:next.Start]
	if class := words.ClassUnit.Labels(); !(class.Is(f.Unit) && between == "" || class.Is(between)) {
		return "" // 4个方面20个问题
	}
	if next.Kind != clause.Number || n.p.Mentions[next.Mention].Kind != nlp.Count {
		return ""
	}
	return n.namedBehind(i + 1)
}

// ofLast reports a label that is the noun of the count before, with nothing but a list mark
// behind it: 16个镇街、7个重点部门.
func (n *prose) ofLast(i int, label string) bool {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || n.out.Facts[k].Kind != schema.Count {
		return false
	}
	between := n.p.Between(n.out.Ends[k], n.p.Lexemes[i].Start)
	rest, found := strings.CutPrefix(between, label)
	return found && label != "" && (rest != "" || !strings.Contains(label, "、")) && strings.Trim(rest, listMarks+words.Joiners) == ""
}

// changedLabel is what the figure at lexeme i is of that something changed from or to:
// 不诉率从2018年7.7%升至26.3%. It is empty for no change.
func (n *prose) changedLabel(i int, f *schema.Fact, label string) string {
	if f.Concept != "" {
		return ""
	}
	k := len(n.out.Facts) - 1
	if last := k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start; last && n.reachedFrom(i) && !strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], label) {
		return n.out.Facts[k].Label
	}
	if n.changesOn(i) {
		for _, w := range words.ChangedFrom.Labels() {
			if name, _, _ := cutLast(label, w.Text); nlp.HanCount(name) > 1 && name != label {
				return name
			}
		}
	}
	return ""
}

// changesOn reports a figure right before a verb of what it changed to: 由成立之初的1400件增长到.
func (n *prose) changesOn(i int) bool {
	if i+1 >= len(n.p.Lexemes) {
		return false
	}
	x, next := &n.p.Lexemes[i], &n.p.Lexemes[i+1]
	return x.Kind == clause.Number && next.Kind == clause.Word && next.Entry.Role == clause.ReachWord && nlp.HanCount(n.p.Text[x.End:next.Start]) <= 2
}

// lastOfRun is the last number of the run at lexeme i: 从645元、4318元提高到.
func (n *prose) lastOfRun(i int) int {
	for k := i; k+1 < len(n.p.Lexemes); k++ {
		x, next := &n.p.Lexemes[k], &n.p.Lexemes[k+1]
		if next.Kind == clause.Number && strings.Trim(n.p.Text[x.End:next.Start], listMarks+words.Joiners) == "" {
			i = k + 1
		} else if next.Kind != clause.Mark {
			break
		}
	}
	return i
}

// reachedFrom reports the figure that one before it changed to.
func (n *prose) reachedFrom(i int) bool {
	for k := i - 2; k >= max(0, i-3); k-- {
		if n.p.Lexemes[k].Kind == clause.Number {
			return n.changesOn(k)
		}
	}
	return false
}

// countedTwice is what is told behind the count right behind that at lexeme i, where nothing
// but whose it is stands before: 全市14035户25559人享受城乡低保. It is empty for no such pair.
func (n *prose) countedTwice(i int, label string) string {
	if i+1 >= len(n.p.Lexemes) || !n.opensClause(i) || label != "" && !strings.HasSuffix(n.p.Text[:n.p.Lexemes[i].Start], label) {
		return ""
	}
	next := &n.p.Lexemes[i+1]
	if next.Kind != clause.Number || next.Start != n.p.Lexemes[i].End {
		return ""
	}
	run := nlp.FirstRunes(n.p.Text[next.End:], longestBehind)
	if end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) }); end > 0 && nlp.HanCount(run[:end]) > 1 {
		return run[:end]
	}
	return ""
}

// leadsTo reports a label right before the count at lexeme i that only leads to the noun
// behind it: 试点组建4个特聘专家团, “1+9”行动和12个稳增长方案, 张掖等11个市.
func (n *prose) leadsTo(i int, label string) bool {
	if label == "" || !strings.HasSuffix(strings.TrimRight(n.p.Text[:n.p.Lexemes[i].Start], " "), label) {
		return false
	}
	if words.VerbJoiner.Labels().Is(nlp.LastRunes(label, 1)) || strings.HasSuffix(label, words.AndSoOn) || words.HavingVerb.Labels().Is(label) {
		return true
	}
	parts := n.g.seg.Segment(label)
	return len(parts) > 0 && (strings.HasPrefix(parts[len(parts)-1].POS, "v") || clause.OnlyLeads(label)) && !words.DeedNoun.Labels().Say(label)
}

// dealtTo is what the change at lexeme i is of, one of a run that tells one of each of as many
// figures of the clause before: 受理810件，审结760件，分别增长8%和9%. It is empty for no such run.
func (n *prose) dealtTo(i int, f *schema.Fact) string {
	if f.Form != schema.PctChange && !(f.Form == schema.Share && n.d.clause.each) || f.Concept != "" || n.d.clause.named {
		return ""
	}
	turn := n.p.RunBefore(i)
	run := turn + n.p.Run(i)
	if run < 2 || n.namesOwn(i, turn) {
		return ""
	}
	var names []string
	for k := len(n.out.Facts) - 1 - turn; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start && n.out.Facts[k].Form == schema.Level; k-- {
		names = append([]string{n.out.Facts[k].Label}, names...)
	}
	if len(names) != run || slices.Contains(names, "") {
		return ""
	}
	return names[turn]
}

// namesOwn reports a run of figures whose clause has a noun of its own before the first of them,
// which stands turn figures before lexeme i.
func (n *prose) namesOwn(i, turn int) bool {
	for ; turn > 0; i-- {
		if n.p.Lexemes[i-1].Kind == clause.Number {
			turn--
		}
	}
	k := i
	for k > 0 && !n.p.Lexemes[k-1].PartsClauses() && n.p.Lexemes[k-1].Start >= n.d.sentence.start {
		k--
	}
	from := n.d.sentence.start
	if k > 0 {
		from = max(from, n.p.Lexemes[k-1].End)
	}
	return n.d.at(&n.p).Substance(from, n.p.Lexemes[i].Start) != ""
}

// onlyYear reports a label that is a year and no more.
func onlyYear(label string) bool {
	digits, found := strings.CutSuffix(label, words.YearMark)
	return found && len(digits) == 4 && strings.Trim(digits, arabic) == ""
}

// onlyVerbs reports a label that names nothing: 增至, 提高, 滚动实施, 全市.
func (n *prose) onlyVerbs(label string) bool {
	if clause.WithoutScope(label) == "" {
		return true
	}
	for _, part := range n.g.seg.Segment(label) {
		if !strings.ContainsAny(part.POS[:min(1, len(part.POS))], "vdpc") {
			return false
		}
	}
	for _, w := range words.VerbJoiner.Labels() {
		if first, second, joined := strings.Cut(label, w.Text); joined && first != "" && second != "" {
			return true // 新建和改造, of 新建和改造提升农村公路
		}
	}
	return !words.DeedNoun.Labels().Say(label) && !words.AccountNoun.Labels().Say(label)
}

// longestBehind is how many characters behind a count are looked at for what it counts.
const longestBehind = 16

// namedBehind is the noun behind the count at lexeme i, whole, up to a verb that tells
// what happened to it or the next mark: 10所省级“双高建设计划”院校、…. It is empty where
// none ends in time.
func (n *prose) namedBehind(i int) string {
	from := n.p.Lexemes[i].End
	run := strings.TrimPrefix(strings.TrimPrefix(nlp.FirstRunes(n.p.Text[from:], longestBehind), words.Of), words.AndSoOn)
	end, quoted := len(run), false
	ended := utf8.RuneCountInString(run) < longestBehind-1
	for k, r := range run {
		if r == '“' || r == '”' {
			quoted = r == '“'
			continue
		}
		if rank := words.RanksEnd(run, k); rank > 0 {
			return run[:rank]
		}
		if !clause.IsWordRune(r) && !quoted {
			end, ended = k, true
			break
		}
	}
	run = run[:end]
	if digit := strings.IndexAny(run, arabic); digit > 0 && words.VerbJoiner.Labels().Is(nlp.LastRunes(run[:digit], 1)) {
		run, ended = run[:digit], true // 2次动态管理及3次清洗
	}
	if first, size := utf8.DecodeRuneInString(run); words.PlaceNoun.Labels().Is(string(first)) && words.NounBehind.Labels().Say(run[size:]) {
		return string(first) // 11个市和两当县
	}
	if stop := firstStop(run); stop >= 0 {
		run, ended = words.NounAdverb.Labels().CutAll(run[:stop], strings.CutSuffix, "behind"), true
	}
	for _, w := range words.VerbJoiner.Labels() {
		run = strings.TrimSuffix(run, w.Text)
	}
	switch {
	case !ended || strings.Count(run, "“") != strings.Count(run, "”") || strings.ContainsAny(run, arabic):
		return ""
	case n.onlyVerbs(run):
		return ""
	case nlp.HanCount(run) < 2 && !words.PlaceNoun.Labels().Is(run):
		return ""
	}
	return run
}

// arabic are the digits that numbers are printed with.
const arabic = "0123456789"

// firstStop is where the first verb stands in a run that tells what happened to what it
// begins with, -1 for nowhere.
func firstStop(run string) int {
	first := -1
	for _, stops := range []words.Labels{words.LabelStop.Labels(), words.LabelEnd.Labels()} {
		for _, stop := range stops {
			if k := strings.Index(run, stop.Text); k > 0 && (first < 0 || k < first) {
				first = k
			}
		}
	}
	return first
}

// clauseHead is the noun that the clause between two marks opens with, up to its first
// figure: 供热标准由18℃提高到20℃, 满意度连续5年保持在99%.
func (n *prose) clauseHead(i int) string {
	k, reach := i, max(0, i-clause.Reach)
	for k > reach && n.p.Lexemes[k-1].Kind != clause.Mark {
		k--
	}
	start, colon := 0, -1
	if k > 0 {
		start = n.p.Lexemes[k-1].End
		if n.p.Lexemes[k-1].Mark == ':' {
			colon = n.p.Lexemes[k-1].Start
		}
	}
	for k < i && n.p.Lexemes[k].Kind != clause.Number {
		k++
	}
	name := clause.TrimName(n.p.Text[min(start, n.p.Lexemes[k].Start):n.p.Lexemes[k].Start])
	if name == "" && colon >= 0 {
		name = n.beforeColon(colon)
	}
	for _, from := range words.ChangedFrom.Labels() {
		if at := strings.Index(name, from.Text); at > 0 && nlp.HanCount(name[at:]) <= 3 {
			name = name[:at]
		}
	}
	if tail := words.LabelTail.Labels().Of(name); tail != nil && !clause.EndsKept(name) {
		name = strings.TrimSuffix(name, tail.Text)
	}
	if len(name) > longestHead {
		return ""
	}
	parts := n.g.seg.Segment(name)
	for len(parts) > 1 && strings.ContainsAny(parts[0].POS[:min(1, len(parts[0].POS))], "vcp") && nlp.HanCount(name[parts[0].End:]) > 3 {
		name = name[parts[0].End:]
		parts = n.g.seg.Segment(name)
	}
	if nlp.HanCount(name) < 2 || nlp.HanCount(name) > clause.LongestName || !clause.Balanced(name) {
		return ""
	}
	return clause.WithoutScope(name)
}

// beforeColon is what stands before the colon at a byte, back to the mark before it:
// 1、收入:792万元.
func (n *prose) beforeColon(colon int) string {
	text := n.p.Text[min(max(n.d.sentence.start, colon-longestHead), colon):colon]
	text = strings.TrimLeftFunc(text, func(r rune) bool { return r == utf8.RuneError })
	if at := strings.LastIndexAny(text, "，。；,;）)"); at >= 0 {
		_, size := utf8.DecodeRuneInString(text[at:])
		text = text[at+size:]
	}
	return clause.TrimName(nlp.Unnumbered(strings.TrimSpace(text)))
}

// ownMoney is the money before the figure at lexeme i by whose it is, which is all that
// its clause says: 中央资金10万元、市级配套2万元. It is empty where there is none.
func (n *prose) ownMoney(i int) string {
	at := n.p.Lexemes[i].Start
	name := strings.Trim(n.p.Text[min(n.d.clause.start, at):at], listMarks)
	payer, paid := strings.CutSuffix(name, words.MoneyWord.Word())
	if !clause.IsPayer(payer) || !paid && nlp.HanCount(payer) < shortestPayer {
		return ""
	}
	return name
}

// shortestPayer is how many Han characters say who pays and that it is money: 市级配套.
const shortestPayer = 4

// longestHead is more bytes than a name has with the verbs before it.
const longestHead = 200

// rankedThing is the noun that a rank alone is of: the one behind the next count of the
// list, 6个国家级、20个省级临床重点专科, else what the sentence has counted last, 自然保护区32个，
// 其中国家级4个.
func (n *prose) rankedThing(i int) string {
	if i+2 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Mark && n.p.Lexemes[i+1].Mark == '|' && n.p.Lexemes[i+2].Kind == clause.Number {
		return withoutRank(n.namedBehind(i + 2))
	}
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start; k-- {
		if last := &n.out.Facts[k]; last.Form == schema.Level && last.Kind == schema.Count && !words.RankWord.Labels().Is(last.Label) && nlp.HanCount(last.Label) <= longestThing {
			return withoutRank(last.Label)
		}
	}
	return ""
}

// ofOne is what an end of a name means that only names of one character need: 人均, 生均.
const ofOne = "one"

// ofShort is what an end of a name means that only short names need: 工业投入, where 露营活动
// says enough.
const ofShort = "short"

// openQuote opens a quotation.
const openQuote = "“"

// withoutRank drops the rank that a noun begins with.
func withoutRank(noun string) string {
	for {
		rest := noun
		for _, w := range words.RankWord.Labels() {
			if cut := strings.TrimPrefix(rest, w.Text); nlp.HanCount(cut) > 1 {
				rest = cut
				for _, more := range words.RankMore.Labels() {
					rest = strings.TrimPrefix(rest, more.Text)
				}
			}
		}
		if rest == noun {
			return noun
		}
		noun = rest
	}
}
