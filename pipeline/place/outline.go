package place

import (
	"strings"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/nlp/outline"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
	"gongkai/schema/words"
)

// headings is the locality that the headings above each block name, the nearest
// first: 1.一般公共预算 under （二）市本级收支情况 is of the 市本级. A heading ends what
// those of its level and below it named. One without a number ends all others and
// speaks up to the next alone: the title of a report names more than one place.
func (p *report) headings(doc *extract.Document, out *facts.Builder) []locality {
	figures := make(map[int]bool)
	for k := range out.At {
		figures[out.At[k].Block] = true
	}
	all, named := make([]locality, len(doc.Blocks)), make([]locality, outline.Levels+1)
	told := make([]spoken, outline.Levels+1)
	for i := range doc.Blocks {
		v := nlp.ViewOf(doc.Blocks[i].Text.S)
		title, heads := frame.HeadingText(&v)
		heads = heads && doc.Blocks[i].Table == nil && !figures[i]
		if heads {
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
		switch text := v.All(); {
		case doc.Blocks[i].Table != nil || strings.TrimSpace(text) == "":
		case figures[i]:
			all[i] = p.listed(told, v.Level(), text, all[i])
		case heads && !named[v.Level()].known() && (v.Level() >= numberedItem || opensItems(text)):
		default:
			clear(told)
		}
	}
	return all
}

// numberedItem is the level of items of a list: 1.
const numberedItem = 4

// listed is the place of a paragraph of a level. An item of a list has that of the
// paragraph with figures which it stands under, where this speaks of one place
// alone: 2026年市直支出109亿元，分项情况如下：1.教育支出9亿元. told keeps what the
// paragraphs above have spoken of.
func (p *report) listed(told []spoken, level int, text string, heading locality) locality {
	at := heading
	for k := 0; k < level && tellsFirst(text); k++ {
		if k == 0 && level < numberedItem {
			continue
		}
		if of := p.spokenOf(&told[k]); of.known() {
			at = of
		}
	}
	clear(told[level:])
	told[level].text = text
	return at
}

// spoken is a paragraph and the level that it speaks of alone, which only the items
// under it ask for.
type spoken struct {
	text string // "" once it was read
	only locality
}

// spokenOf is the level that a paragraph speaks of alone, unknown for none or more.
func (p *report) spokenOf(s *spoken) locality {
	if s.text != "" {
		if only, one := p.only(s.text); one {
			s.only = only
		}
		s.text = ""
	}
	return s.only
}

// only is the level that all of a text speaks of, and whether it is one.
func (p *report) only(text string) (only locality, one bool) {
	for clause := range clausesOf(text) {
		if _, in := p.inside(clause); in {
			return locality{}, false
		}
		at, named := p.level(clause)
		if named && one && (at.scope != only.scope || at.member != only.member) {
			return locality{}, false
		}
		if named {
			only, one = at, true
		}
	}
	return only, one
}

// opensItems reports a line that only announces the items below it.
func opensItems(text string) bool {
	return words.OpensItems.Labels().Say(strings.TrimRight(text, " 　。"))
}

// tellsFirst reports an item that tells its figure first, as a list of accounts does:
// 1.教育支出9亿元, and not 1.支持产业发展，安排资金3亿元.
func tellsFirst(text string) bool {
	text = nlp.Unnumbered(text)
	figure := strings.IndexAny(text, "0123456789")
	return figure < 0 || !strings.Contains(text[:figure], "，")
}

// headed is the place that a heading speaks of.
func (p *report) headed(title string) locality {
	if at, ok := p.level(title); ok {
		return at
	}
	at, _ := p.inside(title)
	return at
}
