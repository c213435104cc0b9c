package layout

import (
	"gongkai/nlp/outline"
	"slices"
	"strings"
)

// margin is where the text of a column starts and ends, and the size of its type;
// on which paper, unless it is that of a column.
type margin struct {
	left, right, em float64
	paper           paper
}

// paper is the key under which margins are measured: pages of one size share theirs.
type paper struct{ w, h int }

func paperOf(p Page) paper { return paper{int(p.Width + 0.5), int(p.Height + 0.5)} }

// margins holds the margin of every page with much running text, and that of every
// paper for the others.
type margins struct {
	pages  map[int]margin
	papers map[paper]margin
}

// parted is the gap, in em, that no line of running text has: the line above a
// table with the filing body at its left end and the unit at its right has it.
const parted = 3

// manyLines is how many long lines show the margin of a page by themselves.
const manyLines = 10

// setting is what the pages of one paper that are set alike share.
type setting struct {
	paper paper
	first margin // of its first page
	long  []line
	pages []int
}

// takes reports a page that is set like the first of the setting.
func (s *setting) takes(p paper, m margin) bool {
	return s.paper == p && abs(s.first.left-m.left) < 0.5*m.em && abs(s.first.em-m.em) < 0.15*m.em
}

// measure finds the margins from the long lines of all pages of one size. Pages
// of running text that begin their lines elsewhere have their own: the lists and
// tables behind a report are often set wider than its text.
func measure(sheets []*sheet) margins {
	all := map[paper][]line{}
	var settings []*setting
	var last *setting // of the page before
	for _, s := range sheets {
		var long []line
		for _, it := range s.items {
			if l := it.line; l != nil && len(l.glyphs) >= 12 && l.column == (margin{}) && len(l.split(parted)) == 1 {
				long = append(long, *l)
			}
		}
		k := paperOf(s.page)
		all[k] = append(all[k], long...)
		if last = settingOf(&settings, last, k, long); last != nil {
			last.pages = append(last.pages, s.page.Number)
		}
	}
	return marginsOf(settings, all)
}

// settingOf finds the setting of the next page by its long lines, or begins one.
// A page of few lines is set like the one before if all of them begin right of
// its margin; else nobody knows how it is set.
func settingOf(settings *[]*setting, last *setting, k paper, long []line) *setting {
	if len(long) < manyLines {
		if last == nil || last.paper != k || slices.ContainsFunc(long, func(l line) bool { return l.X0 < last.first.left-0.5*l.em }) {
			return nil
		}
		return last
	}
	m := marginOf(long)
	i := slices.IndexFunc(*settings, func(s *setting) bool { return s.takes(k, m) })
	if i < 0 {
		i, *settings = len(*settings), append(*settings, &setting{paper: k, first: m})
	}
	(*settings)[i].long = append((*settings)[i].long, long...)
	return (*settings)[i]
}

// marginsOf measures the settings, and the papers as a whole.
func marginsOf(settings []*setting, all map[paper][]line) margins {
	out := margins{pages: map[int]margin{}, papers: map[paper]margin{}}
	for k, ls := range all {
		if len(ls) > 0 {
			out.papers[k] = marginOf(ls).on(k)
		}
	}
	for _, s := range settings {
		m := marginOf(s.long).on(s.paper)
		for _, page := range s.pages {
			out.pages[page] = m
		}
	}
	return out
}

// marginOf finds the margin of lines of running text: the right edge nearly
// all lines keep, and the leftmost start that is no exception.
func marginOf(ls []line) margin {
	var left, right, em []float64
	for _, l := range ls {
		right = append(right, l.X1)
		em = append(em, l.em)
	}
	m := margin{em: median(em)}
	slices.Sort(right)
	m.right = right[(len(right)-1)*95/100]
	for _, l := range ls {
		if l.X1 > m.right-2*m.em {
			left = append(left, l.X0)
		}
	}
	slices.Sort(left)
	m.left = left[len(left)/20]
	return m
}

// of returns the margin that holds for a line.
func (ms margins) of(p Page, l line) margin {
	if l.column != (margin{}) {
		return l.column
	}
	if m, ok := ms.pages[p.Number]; ok {
		return m
	}
	if m, ok := ms.papers[paperOf(p)]; ok {
		return m
	}
	return margin{left: l.X0, right: p.Width, em: l.em}.on(paperOf(p))
}

// on is the margin on a paper.
func (m margin) on(k paper) margin {
	m.paper = k
	return m
}

// paragraph gathers the lines of one paragraph.
type paragraph struct {
	lines  []line
	margin margin
}

func (p *paragraph) add(l line, m margin) {
	p.lines = append(p.lines, l)
	p.margin = m
}

// continues reports whether a line goes on with the paragraph: the line before
// had no room for its first word, and it starts at the margin of a
// continuation.
func (p *paragraph) continues(l line, m margin) bool {
	prev := p.lines[len(p.lines)-1]
	if l.alone || prev.alone {
		return false
	}
	if m.paper != p.margin.paper && prev.column == l.column || abs(prev.em-l.em) > 0.15*prev.em || p.apart(prev, l) {
		return false
	}
	if p.title(prev, l, m) {
		return true
	}
	right, text := max(p.margin.right, prev.X1), prev.text()
	if room := right - prev.X1; room > l.firstWord()+0.6*l.em && !p.turned(room, text, l, m) {
		return false
	}
	claim := p.heads()
	if itemStart(l.text()) && (claim || sentenceEnd(text) || l.X0 > m.left+l.em) {
		return false
	}
	hanging := len(p.lines) > 1 && abs(l.X0-prev.X0) < 0.5*l.em
	block := len(p.lines) == 1 && abs(l.X0-prev.X0) < 0.5*l.em && !sentenceEnd(text) && !claim
	return l.X0 < m.left+l.em || hanging || block
}

// heads reports whether the paragraph so far is a heading. Its lines may be many, and
// each asks for those before it.
func (p *paragraph) heads() bool {
	glyphs := 0
	for _, l := range p.lines {
		if glyphs += len(l.glyphs); glyphs > longestHeading {
			return false
		}
	}
	return headingLevel(p.text()) > 0
}

// turned reports whether a sentence goes on over the turn of a page although its
// last line was not full: some producers lay out the two pages apart.
func (p *paragraph) turned(room float64, text string, l line, m margin) bool {
	prev := p.lines[len(p.lines)-1]
	return prev.page+1 == l.page && room < (m.right-m.left)/4 && abs(l.X0-m.left) < l.em &&
		!sentenceEnd(text) && !strings.ContainsRune("：:）", lastRune(text)) && !itemStart(l.text()) && !p.heads()
}

// apart reports whether more than a line's distance lies between two lines.
func (p *paragraph) apart(a, b line) bool {
	if a.page != b.page || b.Y0 < a.Y0 {
		return false // the next page or column: distance tells nothing
	}
	pitch := b.midY() - a.midY()
	if n := len(p.lines); n > 1 && p.lines[n-2].page == a.page {
		if before := a.midY() - p.lines[n-2].midY(); before > 0 {
			return pitch > 1.5*before
		}
	}
	return pitch > 3*a.em
}

// title reports whether a centred line goes on with a title broken over lines.
func (p *paragraph) title(a, b line, m margin) bool {
	if a.page != b.page || !centred(b, m) || b.midY()-a.midY() > 2.4*a.em {
		return false
	}
	big := a.em > 1.2*m.em && len(a.glyphs) > 3 && centred(a, m)
	level, _ := outline.Mark(p.lines[0].text())
	wraps := level == outline.Part && m.right-a.X1 < 3*a.em
	return (big || wraps) && !itemStart(b.text()) && !strings.ContainsRune(closes, lastRune(a.text()))
}

// centred reports whether a line stands in the middle with room on both sides.
func centred(l line, m margin) bool {
	a, b := l.X0-m.left, m.right-l.X1
	em := min(l.em, m.em)
	return a > 2*em && b > 2*em && abs(a-b) < 2*em
}

// text joins the lines: nothing comes between them but a blank between words.
func (p *paragraph) text() string {
	var b strings.Builder
	prev := ""
	for _, l := range p.lines {
		s := l.text()
		if wordGap(prev, s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		prev = s
	}
	return b.String()
}

// block returns the paragraph. One in larger type, centred and without a full
// stop heads what follows.
func (p *paragraph) block() Block {
	b := Block{Kind: Paragraph, Page: p.lines[0].page, Text: p.text()}
	if l := p.lines[0]; l.em > 1.15*p.margin.em && centred(l, p.margin) && len(p.lines) < 3 && !sentenceEnd(b.Text) {
		b.Kind, b.Level = Heading, 1
	}
	return b
}
