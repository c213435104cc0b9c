package tag

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// toldLast is what the sentence has told of last, else what the text speaks of.
func (n *prose) toldLast() string {
	k := len(n.out.Facts) - 1
	for k >= n.d.paragraph.first && n.out.Facts[k].Rule == shareWhole {
		k-- // 占支出9亿元的8%，增长2%: the part
	}
	if k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start {
		if name := cmp.Or(n.out.Facts[k].Called, n.out.Facts[k].Label); n.isHead(name) {
			return name
		}
	}
	if k = len(n.d.topic.subjects); k > 0 && n.isName(n.d.topic.subjects[k-1].Label) {
		return n.d.topic.subjects[k-1].Label
	}
	return ""
}

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

// longestThing bounds the name of a thing that an aspect is added to.
const longestThing = 12

// withoutAspect is the thing in a name of something of it, 建设项目 in 建设项目新建, "" for none.
func withoutAspect(label string) string {
	for _, w := range words.Aspect.Labels() {
		if thing := strings.TrimSuffix(label, w.Text); w.Where == words.Whole && thing != label && nlp.HanCount(thing) > 1 {
			return thing
		}
	}
	return ""
}

// thingBefore is what the figure right before is of, without what that measures, where nothing but a verb of
// reaching stands between it and a label. It is empty elsewhere.
func (n *prose) thingBefore(i int, label string) string {
	told := n.toldLast()
	if told == "" || strings.Contains(told, label) || clause.IsMeasure(told) {
		return "" // 资产总额9亿元，负债总额5亿元: neither says whose
	}
	between := strings.Trim(n.p.Between(n.out.Ends[len(n.out.Facts)-1], n.p.Lexemes[i].Start), listMarks+"；")
	verb, own := strings.CutSuffix(between, label)
	if thing := clause.WithoutMeasure(told); own && (verb == "" || words.LabelTail.Labels().Is(verb)) && nlp.HanCount(thing) <= longestThing && !n.allVerbs(thing) {
		return thing
	}
	return ""
}

// rankedThing is the noun that a rank alone is of: the one behind the next count of the
// list, 6个国家级、20个省级临床重点专科, else what the sentence has counted last, 自然保护区32个，
// 其中国家级4个.
func (n *prose) rankedThing(i int) string {
	if i+2 < len(n.p.Lexemes) && n.p.Lexemes[i+1].Kind == clause.Mark && n.p.Lexemes[i+1].Mark == '|' && n.p.Lexemes[i+2].Kind == clause.Number {
		if thing := withoutRank(n.namedBehind(i + 2)); thing != "" {
			return thing
		}
	}
	for k := len(n.out.Facts) - 1; k >= n.d.paragraph.first && n.out.Ends[k] > n.d.sentence.start; k-- {
		if last := &n.out.Facts[k]; last.Form == schema.Level && last.Kind == schema.Count && !words.RankWord.Labels().Is(last.Label) && nlp.HanCount(last.Label) <= longestThing {
			return withoutRank(last.Label)
		}
	}
	return ""
}

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

// scoredName is what the points at lexeme i are of, without the marks there are, 投入指标（15分）得14分, which
// are of the same. It is empty for other figures.
func (n *prose) scoredName(i int, f *schema.Fact) string {
	if f.Form != schema.ScoreForm {
		return ""
	}
	from, at := n.d.sentence.start, n.p.Lexemes[i].Start
	if at-from > longestRow {
		from = n.p.Lexemes[n.p.LexemeAt(at-longestRow)].Start
	}
	said := n.p.Between(from, at)
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

// rateName is the name of a rate right before the number at lexeme i, whole, of which a verb is a part:
// 露营问题整改完成率. It is empty for other figures.
func (n *prose) rateName(i int, f *schema.Fact) string {
	if f.Kind != schema.Ratio || f.Form == schema.PctChange || f.Form == schema.Delta {
		return ""
	}
	own := tidy(n.ownWords(i))
	name := strings.TrimPrefix(own[runStart(own):], words.OfThem)
	if whole := clause.TrimName(clause.WithoutScope(name)); strings.HasSuffix(whole, words.RateEnd.Word()) && nlp.HanCount(whole) >= shortestOwn {
		name = whole // 全年晴雨预报准确率, but 资金支付及时率
	}
	if !strings.HasSuffix(name, words.RateEnd.Word()) || nlp.HanCount(name) < shortestOwn || nlp.HanCount(name) > longestThing || n.p.Run(i) > 1 {
		return ""
	}
	return name
}

// dealtTo is what the change at lexeme i is of, one of a run that tells one of each of as many
// figures of the clause before: 受理810件，审结760件，分别增长8%和9%. It is empty for no such run.
func (n *prose) dealtTo(i int, f *schema.Fact) string {
	if f.Form != schema.PctChange && !((f.Form == schema.Share || f.Form == schema.Delta) && n.d.clause.each) || f.Concept != "" || n.d.clause.named {
		return ""
	}
	turn := n.p.RunBefore(i)
	run := turn + n.p.Run(i)
	if run < 2 || n.namesOwn(i, turn) {
		return ""
	}
	var names []string
	item := n.d.sentence.start + strings.LastIndexAny(n.p.Text[n.d.sentence.start:n.p.Lexemes[i].Start], "；;") // 新开户132家；缴存5万人，缴存额9亿元，分别增长4%、7%
	for k := len(n.out.Facts) - 1 - turn; k >= n.d.paragraph.first && n.out.Ends[k] > max(n.d.sentence.start, item) && n.out.Facts[k].Form == schema.Level; k-- {
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

// reachedFrom reports the figure that one before it changed to.
func (n *prose) reachedFrom(i int) bool {
	for k := i - 2; k >= max(0, i-3); k-- {
		if n.p.Lexemes[k].Kind == clause.Number {
			return n.changesOn(k)
		}
	}
	return false
}

// changesOn reports a figure right before a verb of what it changed to: 由成立之初的1400件增长到.
func (n *prose) changesOn(i int) bool {
	if i+1 >= len(n.p.Lexemes) {
		return false
	}
	x, next := &n.p.Lexemes[i], &n.p.Lexemes[i+1]
	return x.Kind == clause.Number && next.Kind == clause.Word && next.Entry.Role == clause.ReachWord && nlp.HanCount(n.p.Text[x.End:next.Start]) <= 2
}

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
