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
	unit := ""
	if r.Out.GivenUp() { // the numbers of a million cells have been found
		return
	}
	if isDisclosure(g) {
		r.disclosure(i, g)
		return
	}
	for _, part := range g.annexes() {
		about := r.topicOf(i, part, section)
		if part.first > 0 && about.unit == "" && !about.unstated {
			about.unit = unit
		}
		unit = about.unit
		first := len(r.Out.Facts)
		r.readOne(i, part, about)
		rateColumns(r.Out.Facts[first:])
		for k := range part.ms {
			r.Out.Record(part.loc(i, k), part.ms[k])
		}
	}
}

// readOne reads a grid that is one table.
func (r *Reader) readOne(i int, g *grid, about topic) {
	switch {
	case r.Doc.Blocks[i].Kind == extract.ChartBlock:
		r.chart(i, g)
	case !about.isStandard() && (isPerformance(g) || about.indicators && listsIndicators(g)):
		r.performance(i, g, about)
	default:
		r.statement(i, g, about)
	}
}
