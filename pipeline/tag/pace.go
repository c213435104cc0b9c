package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

// paced reads how far what the sentence speaks of is ahead of the schedule of its year or
// behind it, 较序时进度快2.9个百分点, 超序时进度3.5个百分点. That is of no line of the accounts, and
// the sentence goes on with what it speaks of. It reports whether the figure is one.
func (n *prose) paced(m *nlp.Mention) (schema.Fact, bool) {
	f := schema.Fact{Kind: schema.Kind(m.Kind), Value: m.Value, Unit: m.Unit, Form: schema.Delta, Rule: "pace",
		Section: n.d.section.id, SourceKind: schema.Narrative}
	if m.Kind != nlp.Ratio {
		return f, false
	}
	said, named := n.p.Text[min(n.d.clause.start, m.Start):m.Start], words.PaceName.Labels()
	pace := named.Of(said)
	if pace == nil {
		return f, false
	}
	verb := words.PaceVerb.Labels().Of(strings.Replace(said, pace.Text, "", 1))
	if verb == nil {
		return f, false
	}
	if verb.Means == behindPace {
		f.Value = f.Value.Neg()
	}
	f.Label, f.Context = words.Than+pace.Text, n.p.SentenceAt(m.Start)
	f.Period, f.PeriodSource = n.d.periodOf(&n.p, n.ctx, f.Concept, f.Form)
	return f, true
}

// behindPace is what a verb of the table means that says that less was done than the schedule asks.
const behindPace = "behind"
