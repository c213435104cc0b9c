package tag

import (
	"strings"

	"gongkai/schema"
)

// points are the words that a comparison measures against a day rather than a
// year: 比年初增加, 比上年末增长. Of each, the year relative to the document's,
// and whether the day is its first.
var points = []struct {
	text  string
	year  int
	first bool
}{
	{"上年年末", -1, false}, {"上年末", -1, false}, {"上年底", -1, false}, {"上年年底", -1, false}, {"去年末", -1, false},
	{"去年年末", -1, false}, {"去年底", -1, false}, {"去年年底", -1, false}, {"年初", 0, true}, {"期初", 0, true},
}

// plans are the five-year plans, whose years texts name by the plan: “十四五”期间.
var plans = []struct {
	name     string
	from, to int
}{
	{"十一五", 2006, 2010}, {"十二五", 2011, 2015}, {"十三五", 2016, 2020}, {"十四五", 2021, 2025}, {"十五五", 2026, 2030},
}

// planSpans follow the name of a plan and mean its years; planEnds its last day.
var (
	planSpans = []string{"时期", "期间", "以来", "时期以来", "五年"}
	planEnds  = []string{"末", "期末", "时期末", "收官"}
)

// spans enters the names of the years of plans.
func (l *lexicon) spans() {
	for _, p := range plans {
		years := schema.Period{Start: schema.DateOf(p.from, 1, 1), End: schema.DateOf(p.to, 12, 31)}
		for _, w := range planSpans {
			l.add(p.name+w, entry{role: rSpan, span: years})
		}
		for _, w := range planEnds {
			l.add(p.name+w, entry{role: rSpan, span: schema.Instant(years.End)})
		}
	}
}

// comparedPoints puts one word in place of a day that a comparison is made against.
func comparedPoints(text string, lx []lexeme) []lexeme {
	for i := 0; i < len(lx); i++ {
		if lx[i].kind != lexWord || lx[i].entry.role != rPair {
			continue
		}
		for k := range points {
			p := &points[k]
			start, end := lx[i].end, lx[i].end+len(p.text)
			if !strings.HasPrefix(text[start:], p.text) || i+1 < len(lx) && lx[i+1].start < end && lx[i+1].end > end {
				continue // 较年初预算
			}
			lx = splice(lx, lexeme{start: start, end: end, kind: lexWord, entry: &entry{role: rPoint, year: p.year, first: p.first}})
			break
		}
	}
	return lx
}

// point is the day a word names.
func (n *narrator) point(e *entry) schema.Period {
	year := n.thisYear() + e.year
	if e.first {
		return schema.Instant(schema.DateOf(year, 1, 1))
	}
	return schema.Instant(schema.DateOf(year, 12, 31))
}
