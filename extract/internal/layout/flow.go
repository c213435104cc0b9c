package layout

import (
	"cmp"
	"gongkai/nlp/outline"
	"slices"
	"strings"
)

// Kind says what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	TableKind
)

// Block is one paragraph, heading or table of the document, in reading order.
type Block struct {
	Kind  Kind
	Level int // of a heading: 1 第一部分, 2 一、, 3 （一）
	Page  int // 1-based, of the first line
	Text  string
	Table *Table
}

// Warning is a table that did not resolve, its lines are paragraphs; or text of a
// page that is left out.
type Warning struct {
	Block  int // index of the first of them, -1 when there is none
	Page   int
	Detail string
	Unread bool // the text of the page is left out
}

// item is a line or a table at its place on a page.
type item struct {
	line  *line
	table *table
	top   float64
}

// sheet is a page taken apart: tables, and the lines outside them.
type sheet struct {
	page  Page
	items []item // top to bottom
	warn  []trouble
	torn  bool // its text stands in columns whose order is not certain
}

// trouble is a table that did not resolve, at its place.
type trouble struct {
	top, bottom float64
	detail      string
}

// Analyze reads pages into blocks. It calls account for every page and table
// with the number of cells it is about to keep, and gives up with the error
// account returns: that bounds memory and time.
func Analyze(pages []Page, account func(cells int) error) ([]Block, []Warning, error) {
	sheets := make([]*sheet, len(pages))
	for i := range pages {
		var err error
		if sheets[i], err = open(pages[i], account); err != nil {
			return nil, nil, err
		}
	}
	dropFurniture(sheets)
	for _, s := range sheets {
		if err := account(0); err != nil {
			return nil, nil, err
		}
		s.arrange()
	}
	joinTables(sheets)
	blocks, warnings := assemble(sheets)
	return blocks, warnings, nil
}

// maxRules bounds the joined rules of a page whose frames are looked for; a
// page beyond it is a drawing. maxGrids bounds the frames likewise.
const (
	maxRules = 4000
	maxGrids = 200
)

// open finds the ruled tables of a page and the lines outside them.
func open(p Page, account func(cells int) error) (*sheet, error) {
	s := &sheet{page: p}
	r := newRuling(p.Rules)
	free, err := p.Glyphs, account(0)
	if len(r.h)+len(r.v) <= maxRules {
		free, err = s.ruled(r, free, account)
	} else {
		s.warn = append(s.warn, trouble{0, 0, "too many rules to tell tables from drawing"})
	}
	if err != nil {
		return nil, err
	}
	for _, l := range lines(free, p.Number) {
		for _, w := range s.warn {
			l.alone = l.alone || l.midY() > w.top && l.midY() < w.bottom
		}
		s.items = append(s.items, item{line: &l, top: l.Y0})
	}
	return s, nil
}

// ruled takes the glyphs inside ruled frames, inner frames first, and returns
// the others.
func (s *sheet) ruled(r ruling, free []Glyph, account func(cells int) error) ([]Glyph, error) {
	var grids []*grid
	for _, f := range r.frames() {
		if g := newGrid(f, s.page.Number); g != nil && len(grids) < maxGrids {
			grids = append(grids, g)
		}
	}
	slices.SortStableFunc(grids, func(a, b *grid) int {
		return cmp.Compare(a.width()*a.height(), b.width()*b.height())
	})
	for _, g := range grids {
		if err := account(len(g.areas)); err != nil {
			return nil, err
		}
		in, out := partition(free, g.Box)
		if len(in) == 0 {
			continue
		}
		t, problem := g.fill(in)
		switch {
		case t.filled() < 2:
			continue
		case problem != "":
			s.warn = append(s.warn, trouble{g.Y0, g.Y1, problem})
			continue
		}
		s.items = append(s.items, item{table: t, top: t.Y0})
		free = out
	}
	return free, nil
}

// partition splits glyphs by whether their run lies in a box; what stands
// together goes together, so that no number is cut by the border.
func partition(gs []Glyph, b Box) (in, out []Glyph) {
	var level []Glyph // at the height of the box
	for _, g := range gs {
		if g.Y1 < b.Y0 || g.Y0 > b.Y1 {
			out = append(out, g)
		} else {
			level = append(level, g)
		}
	}
	for _, l := range lines(level, 0) {
		start := 0
		for i := 1; i <= len(l.glyphs); i++ {
			if i < len(l.glyphs) && !borders(l.glyphs[i-1], l.glyphs[i], b, l.em) {
				continue
			}
			run := newLine(slices.Clone(l.glyphs[start:i]), 0)
			if x, y := run.midX(), run.midY(); x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 {
				in = append(in, run.glyphs...)
			} else {
				out = append(out, run.glyphs...)
			}
			start = i
		}
	}
	return in, out
}

// borders reports whether neighbours in a line are apart, or the side of a box
// runs between them.
func borders(a, b Glyph, box Box, em float64) bool {
	gap := b.X0 - a.X1
	if gap > 0.6*em {
		return true
	}
	if figure(a.R) && figure(b.R) && gap < 0.1*em {
		return false
	}
	for _, x := range []float64{box.X0, box.X1} {
		if a.X1 <= x+0.2*em && b.X0 >= x-0.2*em {
			return true
		}
	}
	return false
}

// arrange puts the items of a sheet in reading order and finds the tables
// drawn without rules.
func (s *sheet) arrange() {
	slices.SortStableFunc(s.items, func(a, b item) int { return cmp.Compare(a.top, b.top) })
	var out []item
	for i := 0; i < len(s.items); {
		if s.items[i].table != nil {
			out = append(out, s.items[i])
			i++
			continue
		}
		var ls []line
		for ; i < len(s.items) && s.items[i].table == nil; i++ {
			ls = append(ls, *s.items[i].line)
		}
		out = append(out, s.text(ls)...)
	}
	if s.torn {
		out = slices.DeleteFunc(out, func(it item) bool { return it.line != nil })
	}
	s.items = out
}

// text reads a stretch of lines between tables.
func (s *sheet) text(ls []line) []item {
	var out []item
	for _, stretch := range unweave(ls) {
		s.torn = s.torn || stretch.torn
		if stretch.prose {
			out = append(out, lineItems(stretch.lines)...)
			continue
		}
		items, warn := unruled(stretch.lines)
		out = append(out, items...)
		s.warn = append(s.warn, warn...)
	}
	return out
}

func lineItems(ls []line) []item {
	out := make([]item, len(ls))
	for i := range ls {
		out[i] = item{line: &ls[i], top: ls[i].Y0}
	}
	return out
}

// assembly joins lines to paragraphs and puts out blocks.
type assembly struct {
	blocks   []Block
	warnings []Warning
	open     *paragraph
}

// assemble puts the blocks of all sheets together.
func assemble(sheets []*sheet) ([]Block, []Warning) {
	margins := measure(sheets)
	var a assembly
	for _, s := range sheets {
		warn := s.warn
		for _, it := range s.items {
			if len(warn) > 0 && it.top >= warn[0].top {
				a.flush()
			}
			for len(warn) > 0 && it.top >= warn[0].top {
				a.warnings = append(a.warnings, Warning{Block: len(a.blocks), Page: s.page.Number, Detail: warn[0].detail})
				warn = warn[1:]
			}
			a.item(it, s, margins)
		}
		for _, w := range warn {
			a.warnings = append(a.warnings, Warning{Block: -1, Page: s.page.Number, Detail: w.detail})
		}
		if s.torn {
			a.warnings = append(a.warnings, Warning{Block: -1, Page: s.page.Number, Detail: "columns whose order is not certain", Unread: true})
		}
	}
	a.flush()
	markHeadings(a.blocks)
	return a.blocks, a.warnings
}

// item adds a line or table.
func (a *assembly) item(it item, s *sheet, margins margins) {
	if it.table != nil {
		a.flush()
		a.blocks = append(a.blocks, Block{Kind: TableKind, Page: it.table.page, Table: it.table.export()})
		return
	}
	m := margins.of(s.page, *it.line)
	if a.open == nil || !a.open.continues(*it.line, m) {
		a.flush()
		a.open = &paragraph{}
	}
	a.open.add(*it.line, m)
}

// flush ends the open paragraph.
func (a *assembly) flush() {
	if a.open != nil {
		a.blocks = append(a.blocks, a.open.block())
		a.open = nil
	}
}

// markHeadings marks headings by their numbering. A table of contents repeats every
// heading, so its lines stay paragraphs; so do the cover, and the title and unit
// lines right above a table.
func markHeadings(blocks []Block) {
	from, to := contents(blocks)
	for i := range blocks {
		b := &blocks[i]
		switch n := headingLevel(b.Text); {
		case b.Kind == TableKind:
			titleLines(blocks[:i])
		case i >= from && i < to || b.Page == 1 && blocks[len(blocks)-1].Page > 1:
			b.Kind, b.Level = Paragraph, 0
		case n > 0:
			b.Kind, b.Level = Heading, n
		}
	}
}

// titleLines unmarks what stands above a table up to its title, the line that
// ends in 表.
func titleLines(above []Block) {
	for k := len(above) - 1; k >= 0 && k >= len(above)-3 && above[k].Kind != TableKind; k-- {
		if strings.HasSuffix(strings.TrimRight(above[k].Text, "）) 续"), "表") {
			above[k].Kind, above[k].Level = Paragraph, 0
		}
	}
}

// contents finds the table of contents: from the block 目录 to the first that
// repeats one of its entries, or is no entry: a sentence, or on a later page a
// line without number.
func contents(blocks []Block) (from, to int) {
	for from < len(blocks) && entryText(blocks[from].Text) != "目录" && entryText(blocks[from].Text) != "目次" {
		from++
	}
	seen := map[string]bool{}
	for to = from; to < len(blocks); to++ {
		b := blocks[to]
		e, overleaf := entryText(b.Text), b.Page > blocks[from].Page
		if b.Kind == TableKind || seen[e] || strings.ContainsAny(b.Text, "。；") || overleaf && !itemStart(b.Text) {
			break
		}
		seen[e] = true
	}
	return from, to
}

// entryText is the text of a line of a table of contents without numbering, blanks,
// dot leaders and page number.
func entryText(s string) string {
	if level, n := outline.Mark(s); level <= outline.Section {
		s = s[n:]
	}
	s = strings.TrimRight(s, "0123456789 ")
	s = strings.TrimRight(s, " .·…．")
	return strings.ReplaceAll(s, " ", "")
}
