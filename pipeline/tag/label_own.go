package tag

import (
	"slices"
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

// What a small office writes beside a figure is short: the verb of having, 设临床科室28个, for whom a
// rate is, 补助标准每生每天5元, or only that it is money, 购置吸粪车14辆，投入资金168万元. The name of
// the figure has the thing in it, and nothing of the others.

// ownName is the label of a level without the verb of having before it and without what one of
// it is for; where its clause names only an amount, the thing before it with that.
func (n *prose) ownName(i int, f *schema.Fact) string {
	if f.Kind == schema.Count && f.Form == schema.Level {
		if label := n.amongLast(i, f); label != "" {
			return label
		}
	}
	if f.Form == schema.Delta && f.Concept == "" {
		if own := n.ownWords(i); words.EachOne.Labels().First(own) != nil && nlp.HanCount(own) <= shortestWhole+1 {
			return own // 带动就业1260人，人均增收2300元
		}
	}
	label := withoutPer(n.withoutHaving(f.Label, f.Kind == schema.Count || f.Kind == schema.MeasureKind))
	if f.Kind != schema.Amount || f.Form != schema.Level || n.d.clause.named || f.Concept != "" {
		return label
	}
	own := n.ownWords(i)
	name := words.OwnAmount.Labels().Of(own)
	if name == nil || strings.HasSuffix(label, name.Text) {
		return label
	}
	if thing := n.figures().ofThing(n.d.sentence.start); thing != "" && thing == label {
		return thing + name.Text
	}
	return label
}

// amongMany is a noun behind the count at lexeme i without the word that speaks of some of them: 12个项目
// 中，…, but 3所初中.
func (n *prose) amongMany(i int, label string) string {
	after, behind := strings.CutPrefix(n.p.Text[n.p.Lexemes[i].End:], label)
	if thing, among := strings.CutSuffix(label, words.Within); among && behind && nlp.HanCount(thing) > 1 && !clause.EndsKept(label) && strings.HasPrefix(after, "，") {
		return thing
	}
	return label
}

// ownWords is what the clause of the figure at lexeme i says before it.
func (n *prose) ownWords(i int) string {
	at := n.p.Lexemes[i].Start
	return strings.Trim(nlp.Squeeze(n.p.Between(min(n.d.clause.start, at), at)), listMarks)
}

// amongLast is what the count at lexeme i counts some of, where it follows 其中 in the unit of the count
// before and a verb says what happened to those: 调研报告11篇，其中3篇获得批示. It is empty elsewhere.
func (n *prose) amongLast(i int, f *schema.Fact) string {
	k := len(n.out.Facts) - 1
	if k < n.d.paragraph.first || n.out.Ends[k] <= n.d.sentence.start || strings.TrimPrefix(n.ownWords(i), words.OfThem) != "" || i == 0 || n.p.Lexemes[i-1].Kind != clause.Word || n.p.Lexemes[i-1].Entry.Role != clause.PartWord {
		return ""
	}
	last := &n.out.Facts[k]
	behind := n.g.seg.Segment(nlp.FirstRunes(n.p.Text[n.p.Lexemes[i].End:], shortestWhole))
	if last.Kind != f.Kind || last.Unit != f.Unit || last.Form != schema.Level || len(behind) == 0 || behind[0].POS != "v" {
		return ""
	}
	return last.Label
}

// withoutHaving drops a verb of having that a name begins with, where the segmenter takes it for a
// word of its own: 设临床科室, but 设备购置; of what is counted also who has it, 镇机关内设办事机构.
func (n *prose) withoutHaving(label string, counted bool) string {
	having := words.HavingVerb.Labels()
	if having.Of(label) == nil {
		return label // as most
	}
	parts := n.g.seg.Segment(label)
	for k, part := range slices.Backward(parts) {
		for _, start := range []int{part.Start, parts[max(0, k-1)].Start} { // 建有 may be two words
			verb, thing := label[start:part.End], label[part.End:]
			if having.Is(verb) && !beginsNoun(label[start:], len(verb)) && nlp.HanCount(thing) > 1 && clause.Balanced(thing) && (start == 0 || counted && nlp.HanCount(verb) > 1) {
				return thing
			}
		}
	}
	return label
}

// withoutPer drops from the end of a name for whom and for what time one of it is: 补助标准每生每天.
func withoutPer(label string) string {
	at := strings.Index(label, words.Per)
	if at <= 0 {
		return label
	}
	for _, one := range strings.Split(label[at+len(words.Per):], words.Per) {
		if nlp.HanCount(one) > longestOne {
			return label
		}
	}
	name := label[:at]
	if before := words.PerLead.Labels().Of(name); before != nil {
		name = strings.TrimSuffix(name, before.Text)
	}
	if nlp.HanCount(name) < 2 || !clause.Balanced(name) {
		return label
	}
	return name
}

// longestOne is how many characters say for whom or what time a rate is: 每生每学期.
const longestOne = 2
