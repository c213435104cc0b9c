package tag

import (
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
	label := withoutPer(n.withoutHaving(f.Label))
	if f.Kind != schema.Amount || f.Form != schema.Level || n.d.clause.named || f.Concept != "" {
		return label
	}
	own := strings.Trim(nlp.Squeeze(n.p.Between(min(n.d.clause.start, n.p.Lexemes[i].Start), n.p.Lexemes[i].Start)), listMarks)
	name := words.OwnAmount.Labels().Of(own)
	if name == nil || strings.HasSuffix(label, name.Text) {
		return label
	}
	if thing := n.figures().ofThing(n.d.sentence.start); thing != "" && !strings.HasSuffix(thing, name.Text) {
		return thing + name.Text
	}
	return name.Text
}

// withoutHaving drops a verb of having that a name begins with, where the segmenter takes it for a
// word of its own: 设临床科室, but 设备购置.
func (n *prose) withoutHaving(label string) string {
	parts := n.g.seg.Segment(label)
	if len(parts) < 2 || !words.HavingVerb.Labels().Is(label[:parts[0].End]) || nlp.HanCount(label[parts[0].End:]) < 2 {
		return label
	}
	return label[parts[0].End:]
}

// withoutPer drops from the end of a name for whom and for what time one of it is: 补助标准每生每天.
func withoutPer(label string) string {
	at := strings.Index(label, per)
	if at <= 0 {
		return label
	}
	for _, one := range strings.Split(label[at+len(per):], per) {
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

// per begins for whom or what time a rate is, and longestOne is how many characters that has: 每生每学期.
const (
	per        = "每"
	longestOne = 2
)
