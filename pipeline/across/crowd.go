package across

import (
	"fmt"
	"maps"
	"slices"

	"gongkai/schema"
)

// mostAlike is how many documents of one body, year and kind are held against
// others. An office publishes a handful of files a year; where there are more, a
// name is shared by files it does not belong to, and comparing each with
// each would say nothing and take for ever.
const mostAlike = 64

// bodyYear is a body in a year, with a kind of report.
type bodyYear struct {
	entity string
	year   int
	kind   schema.ReportKind
}

func (d *Document) bodyYear() bodyYear { return bodyYear{d.Entity, d.Year, d.Kind} }

func sameReport(a, b Document) bool { return a.bodyYear() == b.bodyYear() }

// takeCrowds takes out the documents of bodies that have more than mostAlike of
// them.
func (c *Collection) takeCrowds() {
	for alike := range runs(c.sorted, sameReport) {
		if len(alike) <= mostAlike {
			continue
		}
		c.crowds = append(c.crowds, slices.Clone(alike))
		c.crowded[alike[0].bodyYear()] = true
	}
	crowd := func(d Document) bool { return c.crowded[d.bodyYear()] }
	c.sorted = slices.DeleteFunc(c.sorted, crowd)
	maps.DeleteFunc(c.documents, func(_ string, d Document) bool { return crowd(d) })
}

// noteCrowds notes at each document of a crowd that it was not compared.
func (c *Collection) noteCrowds(out Output) {
	for _, alike := range c.crowds {
		for _, d := range alike {
			out.Issue(d.ID, ofDocument(schema.IssueCrowded, schema.Warning,
				fmt.Sprintf("%s %d: %d documents name this body, year and kind, more than %d; none is compared with another", d.Entity, d.Year, len(alike), mostAlike)))
		}
	}
}
