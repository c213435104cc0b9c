package tag

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// headingText returns a block's text as a heading would read, without
// numbering and converter residue, and whether it may be one: short, and
// not a sentence.
func headingText(b *extract.Block) (string, bool) {
	s := nlp.StripResidue(b.Text.S)
	if s == "" || len(s) > 60*utf8.UTFMax || utf8.RuneCountInString(s) > 60 {
		return s, false
	}
	t := strings.TrimRight(s, " 。：:.　")
	if strings.ContainsAny(t, "。；") {
		return s, false
	}
	return nlp.StripNumbering(t), true
}

// sections assigns each block the canonical section it stands in, by what the
// headings say, never by their numbers, whose style varies inside one file.
func sections(doc *extract.Document, ctx *clause.Context) []schema.SectionID {
	out := make([]schema.SectionID, len(doc.Blocks))
	var current schema.SectionID
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			if title, ok := headingText(b); ok {
				if s, ok := schema.SectionOf(title, current, ctx.Frame.Kind); ok {
					current = s
				} else if s, ok := schema.FundSection(b.Text.S, ctx.Frame.Kind); ok && ctx.Frame.Territorial {
					current = s
				}
			}
		}
		out[i] = current
		if b.Kind == extract.ChartBlock {
			out[i] = schema.SectionChart
		}
	}
	return out
}
