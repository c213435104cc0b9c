package extract

import (
	"math"
	"slices"
	"strings"
)

// flowPara is a paragraph of a format that keeps tables as marked paragraphs
// in the flow of the text (doc, RTF).
type flowPara struct {
	text    string
	level   int  // outline level 1..9, 0 for body text
	depth   int  // tables around it
	cellEnd bool // ends a cell
	rowEnd  bool // ends a row, which row defines; has no text
	dropped bool // the row is a tracked deletion
	row     gridRow
}

// flow turns marked paragraphs into blocks.
type flow struct {
	in     *input
	doc    *Document
	kind   BlockKind // of paragraphs: Paragraph or Note
	levels []flowTable
}

// flowTable is a table being collected.
type flowTable struct {
	rows  []gridRow
	cells []string
	paras []string // of the cell being collected
	open  bool     // a cell has begun
	after []Block  // nested tables, to follow this one
}

// add takes the next paragraph.
func (f *flow) add(p flowPara) error {
	if err := f.in.cell(1); err != nil {
		return err
	}
	if p.depth > f.in.limits.Depth {
		return refuse(TooLarge, "tables nested more than %d deep", f.in.limits.Depth)
	}
	for len(f.levels) > p.depth {
		f.closeTable()
	}
	if p.depth == 0 {
		f.paragraph(p)
		return nil
	}
	for len(f.levels) < p.depth {
		f.levels = append(f.levels, flowTable{})
	}
	t := &f.levels[p.depth-1]
	if p.rowEnd {
		t.endRow(p)
		return nil
	}
	t.paras, t.open = append(t.paras, p.text), true
	if p.cellEnd {
		t.endCell()
	}
	return nil
}

// end closes what is still open.
func (f *flow) end() {
	for len(f.levels) > 0 {
		f.closeTable()
	}
}

// paragraph adds a block of its own; blank ones are left out.
func (f *flow) paragraph(p flowPara) {
	s := trimText(p.text)
	if f.kind == Note {
		s = strings.TrimLeft(s, " \t") // the gap behind the note's number
	}
	if s == "" {
		return
	}
	b := Block{Kind: f.kind, Text: Text{S: s}}
	if p.level > 0 && f.kind == Paragraph {
		b.Kind, b.Level = Heading, p.level
	}
	f.doc.Blocks = append(f.doc.Blocks, b)
}

// trimText takes the white space off the end, and blank lines off the front.
func trimText(s string) string {
	s = strings.TrimRight(s, " \t\r\n\u00a0\u3000\ufeff")
	return strings.TrimLeft(s, "\r\n\ufeff")
}

// endCell ends the cell being collected.
func (t *flowTable) endCell() {
	var shown []string
	for _, s := range t.paras {
		if s = strings.Trim(s, " \t\r\n\u00a0\u3000\ufeff"); s != "" {
			shown = append(shown, s)
		}
	}
	t.cells = append(t.cells, strings.Join(shown, "\n"))
	t.paras, t.open = t.paras[:0], false
}

// endRow ends the row being collected. The definition rules the merges; texts
// beyond its cells are kept as cells behind them.
func (t *flowTable) endRow(p flowPara) {
	if t.open {
		t.endCell()
	}
	cells := t.cells
	t.cells = nil
	if p.dropped || len(cells) == 0 {
		return
	}
	row := p.row
	if len(row.cells) > len(cells) {
		row.cells, row.edges = row.cells[:len(cells)], row.edges[:min(len(row.edges), len(cells)+1)]
	}
	for i := range row.cells {
		row.cells[i].text = cells[i]
	}
	for i := len(row.cells); i < len(cells); i++ {
		row.cells = append(row.cells, gridCell{text: cells[i]})
		if n := len(row.edges); n > 0 {
			row.edges = append(row.edges, row.edges[n-1]+1440)
		}
	}
	t.rows = append(t.rows, row)
}

// closeTable ends the innermost table.
func (f *flow) closeTable() {
	n := len(f.levels) - 1
	t := &f.levels[n]
	if t.open || len(t.cells) > 0 {
		t.endRow(flowPara{}) // the text ended inside a row
	}
	blocks := t.after
	if len(t.rows) > 0 {
		blocks = append([]Block{{Kind: TableBlock, Table: buildGrid(t.rows)}}, blocks...)
	}
	f.levels = f.levels[:n]
	if n == 0 {
		f.doc.Blocks = append(f.doc.Blocks, blocks...)
		return
	}
	up := &f.levels[n-1]
	up.after = append(up.after, blocks...)
}

// addFlow adds the blocks of one part of the text; its paragraphs become
// blocks of the given kind.
func addFlow(in *input, doc *Document, kind BlockKind, paras []flowPara) error {
	f := &flow{in: in, doc: doc, kind: kind}
	for i := range paras {
		if err := f.add(paras[i]); err != nil {
			return err
		}
	}
	f.end()
	return nil
}

// flowNote is a note or text box and the body paragraph its anchor stands in.
type flowNote struct {
	after int
	paras []flowPara
}

// addBody adds the paragraphs of a body, each note behind its paragraph or,
// when that is in a table, behind the table.
func addBody(in *input, doc *Document, body []flowPara, notes []flowNote) error {
	slices.SortStableFunc(notes, func(a, b flowNote) int { return a.after - b.after })
	f := &flow{in: in, doc: doc, kind: Paragraph}
	next := 0
	add := func(before int) error {
		for ; next < len(notes) && notes[next].after < before; next++ {
			if err := addFlow(in, doc, Note, notes[next].paras); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range body {
		if body[i].depth == 0 {
			f.end()
			if err := add(i); err != nil {
				return err
			}
		}
		if err := f.add(body[i]); err != nil {
			return err
		}
	}
	f.end()
	return add(math.MaxInt)
}

// flowHasTitle tells whether text comes before the first table.
func flowHasTitle(paras []flowPara) bool {
	for i := range paras {
		if trimText(paras[i].text) != "" || paras[i].depth > 0 {
			return paras[i].depth == 0
		}
	}
	return false
}

// distinctFlow drops the tables of page headers and the lines sections repeat.
func distinctFlow(paras []flowPara) []flowPara {
	seen := map[string]bool{}
	var out []flowPara
	for _, p := range paras {
		if p.depth == 0 && !seen[p.text] {
			seen[p.text] = true
			out = append(out, p)
		}
	}
	return out
}
