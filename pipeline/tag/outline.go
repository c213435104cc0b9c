package tag

import (
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/pipeline/section"
	"gongkai/schema"
)

// sections assigns each block the canonical section it stands in, by what the
// headings say, never by their numbers, whose style varies inside one file.
func sections(doc *extract.Document, ctx *clause.Context, givenUp func() bool) []schema.SectionID {
	out := make([]schema.SectionID, len(doc.Blocks))
	var o headings
	for i := range doc.Blocks {
		if givenUp() {
			break
		}
		if ctx.Enter(i) {
			o = headings{}
		}
		b := &doc.Blocks[i]
		if b.Table == nil {
			o.block(&b.Text, behind(doc, i), ctx)
		}
		out[i] = o.current
		if b.Kind == extract.ChartBlock {
			out[i] = schema.SectionChart
		}
	}
	return out
}

// headings is where the reading of headings stands.
type headings struct {
	current schema.SectionID
	rank    int // of the numbered heading that has opened current, 0 for none
	// fund is the rank of the numbered heading or item that only names the budget
	// current is of, 0 for none: its like and those above it put it away.
	fund int
	item bool             // the text of what opened it, or named the fund, follows in the same paragraph
	over schema.SectionID // the section it stands in
}

// behind is the text of the paragraph after a block, "" where a table or nothing follows.
func behind(doc *extract.Document, i int) string {
	if i+1 >= len(doc.Blocks) || doc.Blocks[i+1].Table != nil {
		return ""
	}
	return doc.Blocks[i+1].Text.S
}

// block reads a paragraph that may open or end a section, and the one behind it.
func (o *headings) block(text *extract.Text, behind string, ctx *clause.Context) {
	v := nlp.ViewOf(text.S)
	rank := v.Level()
	if ctx.Frame.Territorial {
		o.ends(rank, v.All())
	}
	_, heading := frame.HeadingText(&v)
	if heading {
		s, ok := section.Of(&v, o.current, ctx.Frame.Kind)
		if !ok && !ctx.Frame.Territorial {
			s, ok = section.Over(&v, behind, o.current, ctx.Frame.Kind)
		}
		if ok {
			if ctx.Frame.Territorial && (o.sideOfFund(s, rank) || ofBodies(s)) {
				return
			}
			*o = headings{current: s, rank: rank}
			return
		}
	}
	if !heading && rank == 0 {
		return
	}
	unknown := heading && rank > 0 && rank <= o.rank // a heading of its rank that no row knows
	if !ctx.Frame.Territorial {
		if unknown && schema.DefaultOf(o.current).Concept != "" {
			*o = headings{current: otherMatters(o.current)}
		} else if !heading {
			o.runIn(&v, rank, ctx.Frame.Kind)
		}
		return
	}
	opening := v
	if !heading {
		first, _, _ := strings.Cut(v.All(), "。")
		opening = nlp.ViewOf(first)
	}
	if s, ok := section.Fund(&opening, ctx.Frame.Kind); ok {
		if o.fund == 0 {
			o.over = o.current
		}
		*o = headings{current: s, fund: rank, item: !heading, over: o.over}
	} else if unknown {
		*o = headings{current: section.Part(o.current)}
	}
}

// runIn reads the heading that the text of a numbered paragraph follows at once. The part that one has
// opened ends at the next of its rank, whatever that tells of.
func (o *headings) runIn(v *nlp.View, rank int, kind schema.ReportKind) {
	if s, ok := section.RunIn(v, o.current, kind); ok {
		*o = headings{current: s, rank: rank, item: true}
	} else if o.item && rank <= o.rank {
		*o = headings{current: section.Part(o.current)}
	}
}

// otherMatters is the section of a heading that no row knows behind one that takes its subject for granted:
// 六、其他 behind 五、“三公”经费.
func otherMatters(behind schema.SectionID) schema.SectionID {
	if section.Part(behind) == schema.SectionBudget {
		return schema.SectionBudgetOther
	}
	return schema.SectionOther
}

// ofBodies reports the part on what a body was appropriated, which no report on a territory
// has: 财政收支情况 there is of all its budgets.
func ofBodies(s schema.SectionID) bool {
	return s == schema.SectionFinalFiscal || s == schema.SectionBudgetFiscal
}

// sideOfFund reports a heading below that of a fund which only names a side of its accounts:
// 1.收入决算情况 under （一）一般公共预算收支决算情况 is of that budget.
func (o *headings) sideOfFund(s schema.SectionID, rank int) bool {
	above := max(o.rank, o.fund)
	d := schema.DefaultOf(s)
	return above > 0 && rank > above && d.Fund == schema.AllFunds && d.Concept == "" && schema.DefaultOf(o.current).HeadFund != "" && s != section.Part(s)
}

// ends puts the budget away that a heading or item has named, at the next of its
// rank or of one above it. What an item opens with holds for its sentences and the
// items below it alone.
func (o *headings) ends(rank int, text string) {
	if o.fund == 0 || strings.TrimSpace(text) == "" || rank > o.fund || rank == 0 && !o.item {
		return
	}
	*o = headings{current: o.over}
}
