package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The label that a sentence is read with is often only what stands beside the number. What the figure is
// called in the end is a noun phrase with two good ends; where the label is none, what the sentence tells
// of before or behind it. Nothing is read with these names.

// called is the whole name of the figure at lexeme i.
func (n *prose) called(i int, f *schema.Fact) string {
	if f.Form == schema.Threshold {
		return ""
	}
	if f.Concept != "" {
		if member := f.Dimensions.Indicator; clause.IsEconomy(f.Concept) && member != "" && nlp.HanCount(f.Label) < shortestOwn && n.allVerbs(f.Label) && !words.DeedNoun.Labels().Say(f.Label) && !words.AccountNoun.Labels().Say(f.Label) {
			return member // 秋粮产量172.69万吨，减产0.67万吨
		}
		if Labelled(f.Label).Generic {
			name := clause.NameOfConcept(f, n.ctx.Frame.Territorial)
			if clause.IsInsurance(f.Concept) && f.Dimensions.Indicator != "" {
				name += f.Label
			}
			return name // 失业保险基金收入5亿元，支出4亿元
		}
		return ""
	}
	if name := cmp.Or(n.rateName(i, f), n.scoredName(i, f), n.countedAgain(i, f), n.ownDeed(i, f), n.shareOfWhole(f)); name != "" {
		return name
	}
	label := n.betweenEnds(i, f.Label)
	if row, in := n.rowName(i); in && strings.HasSuffix(row, label) {
		return row
	}
	if n.isName(label) {
		if f.Kind == schema.Amount && n.allVerbs(label) {
			return cmp.Or(n.moneyFor(i, false), label) // 投资2亿元建设露营地
		}
		return n.withOwner(i, label)
	}
	if f.Form != schema.Level && nlp.HanCount(label) < 2 || f.Rule == "base" || n.p.IsPhase(label) {
		if name := n.toldLast(); name != "" {
			return name
		}
	}
	if f.Kind == schema.Amount && clause.IsPhrase(label) {
		return cmp.Or(n.moneyFor(i, true), label)
	}
	row, _ := n.rowName(i)
	return cmp.Or(n.deedOn(i, f, label), row, label)
}

// rateName is the name of a rate right before the number at lexeme i, whole, of which a verb is a part:
// 露营问题整改完成率. It is empty for other figures.
func (n *prose) rateName(i int, f *schema.Fact) string {
	if f.Kind != schema.Ratio || f.Form == schema.PctChange || f.Form == schema.Delta {
		return ""
	}
	own := tidy(n.ownWords(i))
	name := strings.TrimPrefix(own[runStart(own):], words.OfThem)
	if whole := clause.TrimName(clause.WithoutScope(name)); strings.HasSuffix(whole, words.RateEnd.Word()) && nlp.HanCount(whole) >= shortestWhole {
		name = whole // 全年晴雨预报准确率, but 资金支付及时率
	}
	if !strings.HasSuffix(name, words.RateEnd.Word()) || nlp.HanCount(name) < shortestWhole || nlp.HanCount(name) > longestThing || n.p.Run(i) > 1 {
		return ""
	}
	if strings.HasSuffix(own, f.Label) && len(name) <= len(f.Label) {
		return ""
	}
	return name
}

// scoredName is what the points at lexeme i are of, without the marks there are, 投入指标（15分）得14分, which
// are of the same. It is empty for other figures.
func (n *prose) scoredName(i int, f *schema.Fact) string {
	if f.Form != schema.ScoreForm {
		return ""
	}
	said := n.p.Between(n.d.sentence.start, n.p.Lexemes[i].Start)
	if open := strings.LastIndexAny(said, "（("); open > strings.LastIndexAny(said, "）)") {
		said = said[:open]
	}
	said = clause.DropBrackets(said)
	said = said[runStart(said):]
	name, _ := words.LabelCut.Labels().Cut(tidy(strings.TrimPrefix(said, words.OfThem)), strings.CutSuffix, "points")
	switch {
	case name == "":
		return n.toldLast() // 露营指标20分，得分18分
	case nlp.HanCount(name) < shortestOwn || nlp.HanCount(name) > longestThing || strings.ContainsAny(name, arabic):
		return ""
	}
	return name
}

// countedAgain is what the count at lexeme i counts once more, in another unit, right behind the count before
// it: 巡逻队15支180人. It is empty for other figures.
func (n *prose) countedAgain(i int, f *schema.Fact) string {
	k := len(n.out.Facts) - 1
	if f.Kind != schema.Count || f.Form != schema.Level || k < n.d.paragraph.first || n.out.Facts[k].Kind != schema.Count || n.out.Facts[k].Unit == f.Unit {
		return ""
	}
	x := &n.p.Lexemes[i]
	between := strings.TrimSpace(n.p.Between(n.out.Ends[k], x.Start))
	if between != "" && !words.CountAdverb.Labels().Is(between) || upToMark(n.p.Text[x.End:], longestDeed) != "" {
		return ""
	}
	return n.toldLast()
}

// ownDeed is what the clause of the money at lexeme i says for itself, where nothing names that and the figure
// was taken for one of what the text spoke of: 整改金额5亿元，其中上缴财政3亿元，财政局2亿元. Of a clause that only says that it
// is money, the clause before tells: 往来款长期未清理，金额2万元. It is empty for other figures.
func (n *prose) ownDeed(i int, f *schema.Fact) string {
	own := strings.TrimPrefix(n.ownWords(i), words.OfThem)
	if f.Kind != schema.Amount || f.Form != schema.Level || f.Rule != "inherited" && f.Label != own {
		return ""
	}
	if words.OwnAmount.Labels().Is(own) {
		from := n.d.sentence.start
		if k := len(n.out.Facts) - 1; k >= n.d.paragraph.first {
			from = max(from, n.out.Ends[k])
		}
		if before := strings.Trim(n.p.Between(min(from, n.d.clause.start), n.d.clause.start), listMarks+"："); nlp.HanCount(before) > shortestOwn && nlp.HanCount(before) <= longestDeed && upToMark(before, longestDeed) == before {
			return before + own
		}
		if told := n.toldLast(); told != "" && nlp.HanCount(told) <= longestThing && !strings.HasSuffix(told, own) {
			return told + own // 涉及项目43个、资金5亿元
		}
		return ""
	}
	own = clause.TrimFunction(own)
	parts := n.g.general.Segment(own)
	if len(parts) < 2 || strings.Contains(f.Label, own) || strings.ContainsAny(own, arabic) || words.LabelLead.Labels().Say(own) || !n.isName(own) {
		return ""
	}
	if deed := parts[0].POS == "v" && strings.HasPrefix(parts[len(parts)-1].POS, "n"); deed || clause.IsBody(own) {
		return own
	}
	return ""
}

// shareOfWhole is what a share is of that only its whole was found for: 代编预算未细化，占支出的13%.
func (n *prose) shareOfWhole(f *schema.Fact) string {
	if f.Form == schema.Share && n.d.clause.predicate.role == clause.ShareWord && n.d.clause.predicate.whole.Label == f.Label {
		return n.toldLast()
	}
	return ""
}

// isName reports a label that has a noun in it, and is not only the word for a phase: 基金收入, but not
// 比上, 稳定 or 预算.
func (n *prose) isName(label string) bool {
	if nlp.HanCount(label) < 2 {
		return words.PlaceNoun.Labels().Is(label) || strings.ContainsFunc(label, func(r rune) bool { return r >= 'A' && r <= 'Z' }) // CPI
	}
	if n.p.IsPhase(label) {
		return false
	}
	for _, part := range n.g.general.Segment(label) {
		if part.POS == verbalNoun || !strings.ContainsAny(part.POS[:min(1, len(part.POS))], "vdpcafu") {
			return true
		}
	}
	return words.DeedNoun.Labels().Say(label) || words.AccountNoun.Labels().Say(label)
}

// allVerbs reports a label of verbs alone, and of what stands before verbs: 累计建成.
func (n *prose) allVerbs(label string) bool {
	for _, part := range n.g.general.Segment(label) {
		if part.POS != "d" && !strings.HasPrefix(part.POS, "v") {
			return false
		}
	}
	return clause.IsPhrase(label)
}

// verbalNoun is the part of speech of a verb that is as often a noun, 活动.
const verbalNoun = "vn"

// betweenEnds is a label without what only leads from it to the number, and with the beginning and the end
// of its noun where these were taken for other words: 加上级补助收入等, 56个全域土地综合整治项目.
func (n *prose) betweenEnds(i int, label string) string {
	x := &n.p.Lexemes[i]
	if at := strings.LastIndex(n.p.Text[:x.Start], label); label != "" && at > 0 && words.FromAbove.Labels().Say(label) {
		if above := nlp.LastRunes(n.p.Text[:at], 1); above == words.Above {
			label = above + label
		}
	}
	if behind, ok := strings.CutPrefix(n.p.Text[x.End:], label); ok && label != "" {
		for k := i + 1; k < len(n.p.Lexemes) && n.p.Lexemes[k].Start < x.End+len(label); k++ {
			if rate := &n.p.Lexemes[k]; rate.Kind == clause.Word && rate.Entry.Role == clause.CompletionWord && nlp.HanCount(n.p.Text[x.End:rate.Start]) > 1 {
				return n.p.Text[x.End:rate.Start] // 3个露营项目执行率低于80%
			}
		}
		label = strings.TrimSuffix(label, words.Of) // 102项重大工程的285个项目
		return label + n.restOfNoun(behind)
	}
	label = n.fromWord(x.Start, quoted(n.p.Text, label+n.restOfMoney(x.Start, label)))
	label = n.withoutTail(i, strings.TrimSuffix(label, words.AndSoOn))
	label = n.afterAdverb(label)
	if parts := n.g.general.Segment(label); len(parts) > 1 && label[:parts[0].End] == words.Have && nlp.HanCount(label[parts[0].End:]) > 1 && !strings.Contains(label[parts[0].End:], words.Have) {
		label = label[parts[0].End:] // 全市有露营公园
	}
	for parts := n.g.general.Segment(label); len(parts) > 1; parts = parts[:len(parts)-1] {
		last := parts[len(parts)-1]
		if !strings.ContainsAny(last.POS[:min(1, len(last.POS))], "dc") || nlp.HanCount(label[:last.Start]) < 2 || clause.EndsKept(label) {
			break
		}
		label = label[:last.Start]
	}
	return label
}

// withoutTail is a label without the verb that leads from it to the number at lexeme i, whole: 露营产量 for
// 产量保持.
func (n *prose) withoutTail(i int, label string) string {
	tail := words.LabelTail.Labels().Of(label)
	if tail == nil || words.NameEnd.Labels().Is(tail.Text) || clause.EndsKept(label) {
		return label
	}
	noun := strings.TrimSuffix(label, tail.Text)
	if !n.isName(noun) || clause.WithoutScope(noun) == "" {
		return label
	}
	if name := tidy(n.d.at(&n.p).WholeLabel(i, "")); strings.HasSuffix(name, noun) {
		return name
	}
	return noun
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

// restOfNoun is what a noun goes on with behind a verb or an adverb that is a part of it: 整治项目, 重点露营室.
func (n *prose) restOfNoun(behind string) string {
	for _, deed := range slices.Concat(words.DeedNoun.Labels(), words.NounGoesOn.Labels()) {
		rest, of := strings.CutPrefix(behind, deed.Text)
		if !of {
			continue
		}
		rest = nlp.FirstRunes(rest, shortestWhole)
		if parts := n.g.general.Segment(rest); len(parts) > 0 && strings.HasPrefix(parts[0].POS, "n") && nlp.HanCount(rest[:parts[0].End]) > 1 {
			return deed.Text + rest[:parts[0].End]
		}
	}
	return ""
}

// fromWord is a label before the number at a byte from the beginning of the word that it begins within:
// 会计人员 for 计人员.
func (n *prose) fromWord(to int, label string) string {
	at := strings.LastIndex(n.p.Text[:to], label)
	own := n.g.general.Segment(label)
	if at < n.d.clause.start || len(own) == 0 || nlp.HanCount(label[:own[0].End]) != 1 {
		return label
	}
	start := max(n.d.clause.start, runStart(n.p.Text[:at]))
	for _, part := range n.g.general.Segment(n.p.Text[start : at+len(label)]) {
		word := n.p.Text[part.Start+start : part.End+start]
		if part.Start+start < at && at < part.End+start && part.POS != "ns" && clause.TrimFunction(word) != "" { // 其中国保单位, 加上解上级支出
			return n.p.Text[part.Start+start : at+len(label)]
		}
	}
	return label
}

// restOfMoney is what the name of money goes on with, up to the number at a byte that it stands before, behind a
// verb that is a part of it: 示范项目资金 in 争取露营能力提升示范项目资金5亿元.
func (n *prose) restOfMoney(to int, label string) string {
	at := strings.LastIndex(n.p.Text[:to], label)
	if at < n.d.clause.start || label == "" {
		return ""
	}
	rest := n.p.Text[at+len(label) : to]
	sum := words.OwnAmount.Labels().Of(rest)
	if sum == nil || rest == sum.Text && !strings.HasSuffix(label, "”") || !clause.IsPhrase(rest) || nlp.HanCount(label+rest) > clause.LongestName {
		return ""
	}
	return rest
}

// withOwner is a label that only says which sum it is of the thing behind its number, with that, 总投资20亿元
// 的露营项目, or with the verb before it, and one that only says what is measured with the thing of the figure before, 露营面积3亩，产量5吨.
func (n *prose) withOwner(i int, label string) string {
	if slices.ContainsFunc(words.Load().Measured, func(w words.Word) bool { return w.Text == label }) {
		return n.thingBefore(i, label) + label
	}
	if !words.BareSum.Labels().Is(label) {
		return label
	}
	if strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], words.Of) {
		return n.namedBehind(i) + label
	}
	own := n.ownWords(i)
	if parts := n.g.general.Segment(own); len(parts) > 1 && own[parts[len(parts)-1].Start:] == label && parts[len(parts)-2].POS == "v" {
		return own[parts[len(parts)-2].Start:] // 投入资金5亿元
	}
	return label
}

// thingBefore is what the figure right before is of, without what that measures, where nothing but a verb of
// reaching stands between it and a label. It is empty elsewhere.
func (n *prose) thingBefore(i int, label string) string {
	told := n.toldLast()
	if told == "" || strings.Contains(told, label) {
		return ""
	}
	between := strings.Trim(n.p.Between(n.out.Ends[len(n.out.Facts)-1], n.p.Lexemes[i].Start), listMarks+"；")
	verb, own := strings.CutSuffix(between, label)
	if thing := clause.WithoutMeasure(told); own && (verb == "" || words.LabelTail.Labels().Is(verb)) && nlp.HanCount(thing) <= longestThing && !n.allVerbs(thing) {
		return thing
	}
	return ""
}

// toldLast is what the sentence has told of last.
func (n *prose) toldLast() string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start {
		return ""
	}
	last := &n.out.Facts[k]
	if name := cmp.Or(last.Called, last.Label); n.isName(name) {
		return name
	}
	return ""
}

// moneyFor is what the money at lexeme i that a verb alone leads to is for, right behind it, 融资2亿元建设露营地,
// or in the next clause too, 筹集2亿元，完善露营体系.
func (n *prose) moneyFor(i int, next bool) string {
	rest := strings.TrimLeft(n.p.Text[n.p.Lexemes[i].End:], " ")
	after, comma := strings.CutPrefix(strings.Replace(rest, ",", "，", 1), "，")
	name := upToMark(after, longestDeed)
	first, _ := utf8.DecodeRuneInString(after[len(name):])
	if parts := n.g.general.Segment(name); len(parts) < 2 || comma && !strings.HasPrefix(parts[0].POS, "v") || strings.ContainsRune(arabic, first) || !n.isName(name) {
		return ""
	}
	if k := i + 1; comma && !next || !comma && k < len(n.p.Lexemes) && n.p.OpensPredicate(k) && n.p.Lexemes[k].Start == n.p.Lexemes[i].End {
		return "" // 由5元提高到10元
	}
	return clause.TrimName(name)
}

// deedOn is what is told behind a count that has no noun, with the word before it: 连续3年获评露营城市. A
// verb alone is a deed on what was told last: 改造小区2个，惠及90户.
func (n *prose) deedOn(i int, f *schema.Fact, label string) string {
	x := &n.p.Lexemes[i]
	if f.Kind == schema.Amount || f.Kind == schema.Ratio || f.Form != schema.Level {
		return ""
	}
	if !strings.HasSuffix(strings.TrimRight(n.p.Text[:x.Start], " "), label) {
		label = ""
	}
	if behind := upToMark(n.p.Text[x.End:], longestDeed); nlp.HanCount(behind) > 1 && !strings.ContainsAny(behind, arabic) && clause.Balanced(behind) && strings.Count(behind, "“") == strings.Count(behind, "”") {
		return label + behind
	}
	told := n.toldLast()
	if parts := n.g.general.Segment(told); len(parts) == 0 || strings.HasPrefix(parts[len(parts)-1].POS, "v") {
		return ""
	}
	if !n.allVerbs(label) || n.isName(label) {
		return ""
	}
	return told + label
}

// upToMark is what a text begins with up to its first mark, "" where that is longer than so many characters.
func upToMark(s string, most int) string {
	run := nlp.FirstRunes(s, most+1)
	end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) && !strings.ContainsRune("“”", r) })
	switch {
	case end >= 0:
		return run[:end]
	case len(run) == len(s):
		return run
	}
	return ""
}

// longestDeed is how many characters tell a deed at most.
const longestDeed = 24

// rowName is what a line begins with that goes on with figures alone, as rows of a table do in the text of a
// page: （二）露营道路 41.50 0.7%. It reports whether there is another figure before that at lexeme i.
func (n *prose) rowName(i int) (name string, in bool) {
	text := n.p.Between(min(n.d.sentence.start, n.p.Lexemes[i].Start), n.p.Lexemes[i].Start)
	text = nlp.Unnumbered(strings.TrimSpace(text))
	end := strings.IndexAny(text, arabic)
	if end < 0 {
		end = len(text)
	}
	name = strings.TrimSpace(text[:end])
	if at := strings.LastIndexAny(name, "）)"); at >= 0 && !strings.ContainsAny(name[:at], "（(") {
		name = strings.TrimLeft(name[at:], "）) ") // 二十  ）露营支出
	}
	name = clause.TrimName(name)
	if nlp.HanCount(name) > clause.LongestName || strings.ContainsAny(name, "，；：") || nlp.HanCount(text[end:]) > 0 || !n.isName(name) {
		return "", false
	}
	return name, end < len(text)
}
