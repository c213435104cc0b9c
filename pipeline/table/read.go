package table

import (
	"gongkai/extract"
	"gongkai/schema"
)

// Read reads the table or chart of block i. The section is that of the text around
// it; the table's own title may name another.
func (r *Reader) Read(i int, section schema.SectionID) {
	b := &r.Doc.Blocks[i]
	g := newGrid(b.Table)
	if g == nil {
		r.Out.Issue(extract.Loc{Block: i, Cell: -1}, 0, 0, schema.IssueTableShape, "empty or oversized table")
		return
	}
	about := r.topicOf(i, g, section)
	switch {
	case b.Kind == extract.ChartBlock:
		r.chart(i, g)
	case !about.isStandard() && isPerformance(g):
		r.performance(i, g, about)
	default:
		r.statement(i, g, about)
	}
	for k := range g.ms {
		r.Out.Record(extract.Loc{Block: i, Cell: k}, g.ms[k])
	}
}
