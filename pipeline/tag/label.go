package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/schema"
)

// The label of a figure without a concept is its meaning. The segmenter finds the noun
// beside the number; what follows here makes the noun phrase whole.

// relabel makes whole the label of a figure that has no concept.
func (n *prose) relabel(i int, f *schema.Fact) {
	if f.Concept != "" || f.Form == schema.Threshold {
		return
	}
	at := n.d.at(&n.p)
	if name := at.ListName(i); name != "" && f.Kind == schema.Amount {
		f.Label = name
	} else if f.Form == schema.Level && !(n.d.clause.named && len(n.d.topic.subjects) > 1) {
		f.Label = n.wholeNoun(i, f.Label)
	}
	if slices.Contains(aspects, f.Label) {
		f.Label = n.figures().ofThing(n.d.sentence.start) + f.Label
	}
	f.Label = quoted(n.p.Text, f.Label)
}

// wholeNoun is the noun phrase before the number at lexeme i that ends in a label,
// without a verb that it begins with: 环湾建成区面积, not 区面积.
func (n *prose) wholeNoun(i int, label string) string {
	name := n.d.at(&n.p).WholeLabel(i, "")
	before, ok := strings.CutSuffix(name, label)
	if !ok || before == "" || label == "" {
		return label
	}
	words := n.g.seg.Segment(name)
	switch {
	case len(words) < 2:
		return label
	case strings.HasSuffix(before, ofWhich):
		return name // 获得最低生活保障的城镇居民
	case words[0].POS == "v":
		if name = name[words[0].End:]; !strings.HasSuffix(name, label) {
			return label
		}
	}
	return strings.TrimLeft(name, listMarks)
}

// listMarks part the elements of a list.
const listMarks = "、，, "

// aspects are nouns and verbs that name something of a thing and not the thing.
var aspects = []string{"面积", "死亡", "受伤", "总数", "总投资", "总面积", "直接经济损失", "产值", "总产值"}

// ofThing is what the last figure of the sentence is called, "" where that has a
// concept or is an aspect itself.
func (s figures) ofThing(sentence int) string {
	for k := len(s.out.Facts) - 1; k >= s.first && s.out.Ends[k] > sentence; k-- {
		f := &s.out.Facts[k]
		if f.Form != schema.Level {
			continue // 事故14起、上升16.7%，死亡17人
		}
		if f.Concept != "" || nlp.ContainsAny(f.Label, aspects) || nlp.HanCount(f.Label) > longestThing {
			return ""
		}
		return f.Label
	}
	return ""
}

// longestThing bounds the name of a thing that an aspect is added to.
const longestThing = 12

// quoted gives a label the quotation mark that the text opens it with.
func quoted(text, label string) string {
	const open, shut = "“", "”"
	if strings.Count(label, shut) <= strings.Count(label, open) {
		return label
	}
	k := strings.Index(text, label)
	if k < 0 {
		return label
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:k]); r != []rune(open)[0] {
		return label
	}
	return open + label
}
