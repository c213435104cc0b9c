package tag

import (
	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// sections assigns each block the canonical section it stands in, by what the
// headings say, never by their numbers, whose style varies inside one file.
func sections(doc *extract.Document, ctx *clause.Context) []schema.SectionID {
	out := make([]schema.SectionID, len(doc.Blocks))
	var current schema.SectionID
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			v := nlp.ViewOf(b.Text.S)
			if title, ok := frame.HeadingText(&v); ok {
				if s, ok := schema.SectionOf(title, current, ctx.Frame.Kind); ok {
					current = s
				} else if s, ok := schema.FundSection(v.All(), ctx.Frame.Kind); ok && ctx.Frame.Territorial {
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
