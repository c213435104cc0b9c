package place

import (
	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
)

// arabic is the first level of the outline that Arabic numbers open.
const arabic = 4

// outlineLevel is the level that the numbering of a text shows, 0 for one without.
func outlineLevel(text string) int {
	v := nlp.ViewOf(text)
	return v.Level()
}

// headings is the locality that the headings above each block name, the nearest
// first: 1.一般公共预算 under （二）市本级收支情况 is of the 市本级. A heading ends what
// those of its level and below it named. One without a number ends all others and
// speaks up to the next alone: the title of a report names more than one place.
func (p *report) headings(doc *extract.Document, out *facts.Builder) []locality {
	figures := make(map[int]bool)
	for k := range out.At {
		figures[out.At[k].Block] = true
	}
	all, named := make([]locality, len(doc.Blocks)), make([]locality, nlp.Levels+1)
	for i := range doc.Blocks {
		v := nlp.ViewOf(doc.Blocks[i].Text.S)
		if title, ok := frame.HeadingText(&v); ok && doc.Blocks[i].Table == nil && !figures[i] {
			level := v.Level()
			clear(named[level:])
			named[0] = locality{}
			named[level] = p.headed(title)
		}
		for _, at := range named {
			if at.known() {
				all[i] = at
			}
		}
	}
	return all
}

// headed is the place that a heading speaks of.
func (p *report) headed(title string) locality {
	if at, ok := p.level(title); ok {
		return at
	}
	at, _ := p.inside(title)
	return at
}
