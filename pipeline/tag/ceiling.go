package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
	"gongkai/schema/words"
)

var (
	ceilingBefore = words.Compiled(`{ceiling noun}{ceiling reach}?$`)
	ceilingBehind = words.Compiled(`^{ceiling kind}*{ceiling noun}`)
)

// ceilingOfDebt reads what a government may owe where the clause has no more of its name than
// 限额, behind what it owes: 债务余额32亿元，控制在限额34亿元以内, 控制在34亿元法定限额以内.
func (n *prose) ceilingOfDebt(m *nlp.Mention, f *schema.Fact, named bool) bool {
	if f.Form != schema.Level || f.Kind != schema.Amount {
		return false
	}
	before := strings.TrimRight(n.d.at(&n.p).SinceSegment(m.Start), " ")
	behind := ceilingBehind().FindString(n.p.Text[m.End:])
	if behind == "" && !ceilingBefore().MatchString(before) {
		return false
	}
	k := n.owed()
	if k < 0 {
		return false
	}
	owed := &n.out.Facts[k]
	if words.Ceiling.Labels().Say(before, "below") && f.Value.LessThan(owed.Value) {
		f.Rule, f.Label = "unknown_subject", words.Ceiling.Word("noun") // 低于限额1.5亿元: how far
		return true
	}
	if named {
		return false // 核定我县政府债务限额34亿元
	}
	f.Concept, f.Rule, f.Label, f.Dimensions = schema.DebtLimit, "wording", words.Ceiling.Word("noun"), owed.Dimensions
	for _, of := range [...]string{before, behind} {
		if fund := schema.FundSource(words.DebtKind.Labels().Meaning(of)); fund != "" {
			f.Dimensions.FundSource = fund
		}
	}
	n.d.topic.speak(clause.Subject{Concept: f.Concept, Dims: f.Dimensions, Label: f.Label, Start: m.Start, End: m.Start})
	return true
}

// owed is the balance of debt that the sentence told last, -1 for none: the whole behind the parts of
// it, 债务余额32亿元，其中一般债务18亿元、专项债务14亿元.
func (n *prose) owed() int {
	last := -1
	for k := len(n.out.Facts) - 1; k >= 0 && n.out.At[k].Block == n.d.paragraph.loc.Block && n.out.Ends[k] > n.d.sentence.start; k-- {
		f := &n.out.Facts[k]
		switch {
		case f.Concept == schema.DebtLimit && last >= 0:
			return last
		case f.Concept != schema.DebtBalance || f.Form != schema.Level:
		case last < 0:
			last = k
		case f.Dimensions.FundSource == n.out.Facts[last].Dimensions.FundSource:
			return last
		case f.Dimensions.FundSource == "":
			return k
		}
	}
	return last
}
