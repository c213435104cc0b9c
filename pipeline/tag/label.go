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

// The label of a figure without a concept is its meaning. The segmenter finds the noun
// beside the number; what follows here makes the noun phrase whole.

// relabel makes whole the label of a figure that has no concept. Of one that has, the
// words are known; only the sign that opens the quote before them is put back.
func (n *prose) relabel(i int, f *schema.Fact) {
	if f.Concept != "" || f.Form == schema.Threshold {
		if clause.IsEconomy(f.Concept) {
			f.Label = n.toItsEnd(i, cutWord(f.Label, words.ReachedBy, strings.CutSuffix))
		}
		f.Label = quoted(n.p.Text, f.Label)
		return
	}
	at := n.d.at(&n.p)
	f.Label = tidy(f.Label)
	if k := len(n.out.Facts) - 1; f.Form == schema.ScoreForm && nlp.HanCount(f.Label) < 2 && k >= n.d.paragraph.first && n.out.Facts[k].Form == schema.ScoreForm {
		f.Label = n.out.Facts[k].Label // 决策指标15分，得14.5分
		return
	}
	if name := at.ListName(i); name != "" && f.Kind == schema.Amount {
		f.Label = name
	} else if together := n.d.clause.named && len(n.d.topic.subjects) > 1; f.Form == schema.Level && !together {
		f.Label = n.wholeNoun(i, f.Label)
	} else if f.Form == schema.Level && f.Rule == "subject" && f.Kind == schema.Amount && n.p.Run(i) == 1 && n.d.topic.turn == 0 && !n.d.clause.each {
		f.Label = n.together(i, f.Label)
	}
	if name := cmp.Or(at.WholeName(i), n.lastPart(i)); f.Kind == schema.Ratio && nlp.HanCount(f.Label) == 1 && strings.HasSuffix(name, f.Label) {
		f.Label = name // 群众举报问题办结率, whose verb is a part of it
	}
	if words.Aspect.Labels().Is(f.Label) {
		f.Label = n.figures().ofThing(n.d.sentence.start) + f.Label
	}
	if f.Kind == schema.Count || f.Kind == schema.Kind(nlp.Number) && f.Form == schema.Level {
		f.Label = ofListed(n.countedNoun(i, f.Label, f))
	}
	f.Label = n.withJoined(i, n.moreThanSum(i, tidy(f.Label)))
	f.Label = quoted(n.p.Text, n.toItsEnd(i, n.withoutEntity(n.mended(i, f))))
	f.Label = n.ownName(i, f)
	switch {
	case f.Kind == schema.Count && f.Form == schema.Level:
		f.Label = n.amongMany(i, n.listBehind(i, n.unmeasured(i, f.Label)))
	case f.Form == schema.ScoreForm:
		f.Label, _ = words.LabelCut.Labels().Cut(f.Label, strings.CutSuffix, "points") // 决策类指标得18分
	}
}

// moreThanSum gives a label that only says that it is a sum, 资金 or 人数, the words before it:
// 资助资金, 接待参观人数.
func (n *prose) moreThanSum(i int, label string) string {
	if !words.BareSum.Labels().Is(label) {
		return label
	}
	at := n.p.Lexemes[i].Start
	before := n.p.Between(min(n.d.clause.start, at), at)
	end := strings.LastIndex(before, label)
	if end < 0 {
		return label
	}
	start := runStart(before[:end])
	if name := clause.TrimName(before[start:end]) + label; clause.Balanced(name) {
		if name = clause.WithoutScope(name); nlp.HanCount(name) > nlp.HanCount(label) && nlp.HanCount(name) <= longestThing {
			return name
		}
	}
	return label
}

// runStart is where the run of words begins that a text ends with, behind its last mark.
func runStart(s string) int { return len(strings.TrimRightFunc(s, clause.IsWordRune)) }

// together is the name of what one figure is of that its clause names several for, label where
// it is not whole: 契税及耕地占用税收入13万元.
func (n *prose) together(i int, label string) string {
	name := n.d.at(&n.p).WholeName(i)
	for k := range n.d.topic.subjects {
		if !strings.Contains(name, n.d.topic.subjects[k].Label) {
			return label
		}
	}
	name, _ = words.LabelCut.Labels().Cut(name, strings.CutPrefix, "added")
	return name
}

// withoutEntity drops from a name the body that reports: 某某县数据中心实施项目.
func (n *prose) withoutEntity(label string) string {
	if rest, of := strings.CutPrefix(label, n.ctx.Frame.Entity); of && clause.IsBody(n.ctx.Frame.Entity) && nlp.HanCount(rest) > 1 && clause.IsWordRune([]rune(rest)[0]) {
		return rest
	}
	return label
}

// cutWord drops a word of a use from the beginning or the end of a name: 力争工业投资,
// 粮食总产量达到.
func cutWord(label string, use words.Use, cut func(s, word string) (string, bool)) string {
	for _, w := range use.Labels() {
		if rest, ok := cut(label, w.Text); ok && nlp.HanCount(rest) > 1 {
			return rest
		}
	}
	return label
}

// lastPart is what a name too long to be one ends with, after its last 的.
func (n *prose) lastPart(i int) string {
	name := clause.TrimFunction(n.p.Text[n.d.clause.start:n.p.Lexemes[i].Start])
	if _, after, found := cutLast(name, words.Of); found {
		name = after
	}
	if nlp.HanCount(name) > clause.LongestName {
		return ""
	}
	return name
}

// withJoined gives a label that begins with the second of two verbs the first one too,
// which is cut off before the word that joins them.
func (n *prose) withJoined(i int, label string) string {
	joiner := words.VerbJoiner.Labels().First(label)
	if joiner == nil {
		return label
	}
	rest := strings.TrimPrefix(label, joiner.Text)
	if joiner.In(clause.TrimFunction(label)) {
		return label // 和美乡村, 并网装机容量
	}
	at := strings.LastIndex(n.p.Text[:n.p.Lexemes[i].Start], label)
	if at < 0 {
		return label
	}
	first := runStart(n.p.Text[:at])
	run := n.p.Text[min(max(first, n.d.clause.start), at):at]
	before := n.g.seg.Segment(run)
	if len(before) == 0 {
		return rest
	}
	return run[before[len(before)-1].Start:] + label
}

// tidy drops from the ends of a name what is no part of it: 专项支出安排 is 专项支出, and
// 每千人口托位数达 is 每千人口托位数.
func tidy(label string) string {
	label = strings.TrimPrefix(label, words.Of)
	if rest, without := words.LabelCut.Labels().Cut(label, afterLast, "less"); without && nlp.HanCount(rest) > 1 {
		label = rest // 剔除减税降费因素后总财力
	}
	if open := strings.LastIndex(label, "（"); open >= 0 && words.RanksEnd(label+"）", open) > len(label) {
		label += "）" // 分配县（市、区）
	}
	for tail := words.LabelTail.Labels().Of(label); tail != nil && !clause.EndsKept(label); tail = words.LabelTail.Labels().Of(label) {
		rest := strings.TrimSuffix(label, tail.Text)
		if nlp.HanCount(rest) <= nlp.HanCount(tail.Text) || strings.HasSuffix(rest, words.Of) {
			break // 教育方面的投入
		}
		label = rest
	}
	return label
}

// countedNoun is the noun behind the count at lexeme i where a mark ends it, whole:
// 全国重点实验室, not 全国, and without a verb that follows, 3家高新区位列全国50强. It is label
// where the noun stands before the count.
func (n *prose) countedNoun(i int, label string, f *schema.Fact) string {
	name := n.nounBehind(i)
	if noun := beforeVerb(label); nlp.HanCount(noun) > 1 && strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], label) {
		label = noun // 208家企业纳入市级
	}
	first := n.g.seg.Segment(name)
	switch behind := strings.HasPrefix(n.p.Text[n.p.Lexemes[i].End:], label) && label != ""; {
	case len(first) == 0:
		return label
	case behind && endsBehind(label, name):
		return label // 15个乡镇均已完成
	case behind && (nlp.HanCount(label) <= shortestWhole || len(name) < len(label)):
		return name
	case behind:
		return label // 万亿级产业基地提质升级
	case strings.ContainsAny(first[0].POS[:1], "cpu"):
		return label
	case (f.Form == schema.Delta || f.Rule == "attribute" || first[0].POS == "v") && nlp.HanCount(name) > nlp.HanCount(name[:first[0].End]) || f.Form == schema.Delta && first[0].POS == "n":
		return name // 新增甲、乙4个千亿县, 出台69项支持政策
	}
	return label
}

// endsBehind reports a noun at the beginning of what stands behind its count that an adverb
// follows, or a second noun that the number does not count: 92栋楼房及周边平房.
func endsBehind(noun, run string) bool {
	rest, behind := strings.CutPrefix(run, noun)
	switch {
	case !behind:
		return false
	case strings.ContainsAny(nlp.FirstRunes(rest, 1), words.Joiners):
		return true
	}
	return words.NounAdverb.Labels().Say(rest, "before") && !words.NoAdverb.Labels().Say(rest)
}

// listBehind is a label behind the count at lexeme i that is only the first of the words of a list
// before one noun, with the rest of it: 7个市控、县控监测断面.
func (n *prose) listBehind(i int, label string) string {
	rest, behind := strings.CutPrefix(n.p.Text[n.p.Lexemes[i].End:], label+"、")
	if !behind || !words.HalfNoun.Labels().Say(label) {
		return label
	}
	run := nlp.FirstRunes(rest, longestBehind)
	end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) })
	if end < 0 || strings.ContainsAny(run[:min(end+1, len(run))], arabic) {
		return label
	}
	if noun := beforeVerb(run[:end]); nlp.HanCount(noun) >= shortestWhole {
		return label + "、" + noun
	}
	return label
}

// unmeasured is the noun behind the count at lexeme i without what the next figure measures
// of it: 12家露营企业总产值5亿元.
func (n *prose) unmeasured(i int, label string) string {
	from := n.p.Lexemes[i].End
	if !strings.HasPrefix(n.p.Text[from:], label) {
		return label
	}
	if k := n.p.LexemeAt(from + len(label)); k < len(n.p.Lexemes) && n.p.Lexemes[k].Kind == clause.Number && n.p.Lexemes[k].Start == from+len(label) {
		return clause.WithoutMeasure(label)
	}
	return label
}

// shortestWhole is how many characters a noun may have that is only the beginning of one.
const shortestWhole = 4

// nounBehind is the text behind the count at lexeme i up to a verb or the next mark,
// where that is a name: 5项支持政策，.
func (n *prose) nounBehind(i int) string {
	from := n.p.Lexemes[i].End
	run := nlp.FirstRunes(n.p.Text[from:], longestThing)
	end := strings.IndexFunc(run, func(r rune) bool { return !clause.IsWordRune(r) })
	if end < 0 {
		return "" // a sentence goes on
	}
	run = run[:end]
	run, _ = words.LabelCut.Labels().Cut(run, afterFirst, "aspects") // 4个方面的保障措施
	for k := i + 1; k < len(n.p.Lexemes) && n.p.Lexemes[k].Start < from+end; k++ {
		if x := &n.p.Lexemes[k]; x.Kind != clause.Word || clause.Predicates(x.Entry.Role) {
			return ""
		}
	}
	run = beforeVerb(run)
	for _, w := range words.VerbJoiner.Labels() {
		run = strings.TrimSuffix(run, w.Text) // 15个方面的重点任务和4个方面的保障措施
	}
	if nlp.HanCount(run) < 2 {
		return ""
	}
	return run
}

// beforeVerb is a noun up to the first verb behind it: 项目建成投产.
func beforeVerb(run string) string {
	end := len(run)
	for _, stop := range words.LabelStop.Labels() {
		if k := strings.Index(run, stop.Text); k >= 0 && (k == 0 || !words.NoStop.Labels().Say(run[k+len(stop.Text):])) {
			end = min(end, k)
		}
	}
	return strings.TrimSuffix(run[:end], words.AndSoOn)
}

// ofListed is what a list of names in a label is an example of: 甲、乙等专业合作社.
func ofListed(label string) string {
	if _, thing, found := cutLast(label, words.AndSoOn); found && strings.Contains(label, "、") && nlp.HanCount(thing) >= shortestWhole {
		return thing
	}
	return label
}

// cutLast cuts a text at the last of a word.
func cutLast(s, word string) (before, after string, found bool) {
	k := strings.LastIndex(s, word)
	if k < 0 {
		return s, "", false
	}
	return s[:k], s[k+len(word):], true
}

// afterLast cuts off a text up to the last of a word, afterFirst up to the first.
func afterLast(s, word string) (string, bool) {
	_, rest, found := cutLast(s, word)
	return rest, found
}

func afterFirst(s, word string) (string, bool) {
	_, rest, found := strings.Cut(s, word)
	return rest, found
}

// wholeNoun is the noun phrase before the number at lexeme i that ends in a label,
// without a verb that it begins with: 环湾建成区面积, not 区面积.
func (n *prose) wholeNoun(i int, label string) string {
	name := n.d.at(&n.p).WholeLabel(i, "")
	before, ok := strings.CutSuffix(name, label)
	if !ok || before == "" || label == "" {
		return label
	}
	parts := n.g.seg.Segment(name)
	switch {
	case len(parts) < 2:
		return label
	case strings.HasSuffix(before, words.Of):
		return name // 获得最低生活保障的城镇居民
	case !n.ctx.Frame.Territorial && isProjectName(name) && nlp.HanCount(name) <= longestFund && !strings.HasPrefix(name, words.ExpenditureWord.Word()):
		return name // 运行维护经费: the verbs of an office that lead to money are gone
	case parts[0].POS == "v" && n.isResult(label) && nlp.HanCount(name) <= shortestWhole+1:
		return name // 验收合格, 验收合格率
	case parts[0].POS == "v" && !beginsNoun(name, parts[0].End):
		if name = name[parts[0].End:]; !strings.HasSuffix(name, label) {
			return label
		}
	}
	return strings.TrimLeft(name, listMarks)
}

// beginsNoun reports a verb at the beginning of a name, up to a byte, that is a part of a noun: 占地面积.
func beginsNoun(name string, end int) bool {
	return slices.ContainsFunc(words.Load().Nouns, func(noun words.Word) bool { return len(noun.Text) > end && strings.HasPrefix(name, noun.Text) })
}

// isResult reports a label that says how something turned out and not what: 合格, 合格率, of 验收合格率.
func (n *prose) isResult(label string) bool {
	return words.Outcome.Labels().Is(strings.TrimSuffix(label, words.RateEnd.Word()))
}

// longestFund is how many characters the name of money for something has at most.
const longestFund = 12

// listMarks part the elements of a list.
const listMarks = "、，, "

// ofThing is what the last figure of the sentence is called, "" where that is a quantity
// with a concept of its own, which is no count of things, or an aspect itself.
func (s figures) ofThing(sentence int) string {
	for k := len(s.out.Facts) - 1; k >= s.first && s.out.Ends[k] > sentence; k-- {
		f := &s.out.Facts[k]
		if f.Kind == schema.Ratio {
			continue // 开工42个小区，开工率100%；完工31个
		}
		if f.Form != schema.Level && !(f.Form == schema.Delta && f.Kind == schema.Count) {
			continue // 事故14起、上升16.7%，死亡17人, but 低保新增14户，退出17户
		}
		if thing := withoutAspect(f.Label); thing != "" && f.Concept == "" {
			return thing
		}
		if f.Concept != "" && !(clause.IsEconomy(f.Concept) && f.Kind == schema.Count) || words.Aspect.Labels().Say(f.Label) || nlp.HanCount(f.Label) > longestThing {
			return ""
		}
		return f.Label
	}
	return ""
}

// withoutAspect is the thing in a name of something of it, 建设项目 in 建设项目新建, "" for none.
func withoutAspect(label string) string {
	for _, w := range words.Aspect.Labels() {
		if thing := strings.TrimSuffix(label, w.Text); w.Where == words.Whole && thing != label && nlp.HanCount(thing) > 1 {
			return thing
		}
	}
	return ""
}

// longestThing bounds the name of a thing that an aspect is added to.
const longestThing = 12

// longestQuoteRest is how many characters of a quotation a label may leave out.
const longestQuoteRest = 5

// quoted gives a label the quotation mark that the text opens it with.
func quoted(text, label string) string {
	const open, shut = "“", "”"
	opened, closed := strings.Count(label, open), strings.Count(label, shut)
	if opened == closed {
		return label
	}
	k := strings.Index(text, label)
	if k < 0 {
		return label
	}
	if opened > closed {
		rest := nlp.FirstRunes(text[k+len(label):], longestQuoteRest)
		if at := strings.Index(rest, shut); at >= 0 && strings.IndexFunc(rest[:at], func(r rune) bool { return !clause.IsWordRune(r) }) < 0 {
			return label + rest[:at+len(shut)] // “标准地”, of which 地 is taken for a particle
		}
		return label
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:k]); r != []rune(open)[0] {
		return label
	}
	return open + label
}
