package place

import (
	"regexp"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
)

// outlineMarks are the ways headings are numbered, the highest level first.
var outlineMarks = []*regexp.Regexp{
	regexp.MustCompile(`^第[一二三四五六七八九十0-9]+(部分|章|篇)`),
	regexp.MustCompile(`^[一二三四五六七八九十]+[、.．]`),
	regexp.MustCompile(`^[（(][一二三四五六七八九十]+[）)]`),
	regexp.MustCompile(`^[0-9０-９]+[、.．]`),
	regexp.MustCompile(`^[（(][0-9０-９]+[）)]|^[0-9０-９]+[）)]`),
	regexp.MustCompile(`^[①-⑳]`),
}

// outlineLevel is the level that the numbering of a heading shows, 1 the highest;
// 0 for one without a number.
func outlineLevel(heading string) int {
	heading = nlp.Squeeze(nlp.StripResidue(heading))
	for i, mark := range outlineMarks {
		if mark.MatchString(heading) {
			return i + 1
		}
	}
	return 0
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
	all, named := make([]locality, len(doc.Blocks)), make([]locality, len(outlineMarks)+1)
	for i := range doc.Blocks {
		if title, ok := frame.HeadingText(&doc.Blocks[i]); ok && doc.Blocks[i].Table == nil && !figures[i] {
			level := outlineLevel(doc.Blocks[i].Text.S)
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
