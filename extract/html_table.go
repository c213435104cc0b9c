package extract

import (
	"iter"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The spans a page may ask for (the HTML standard clips them so too), and the
// most columns a table may have; cells beyond are left out.
const (
	maxColSpan = 1000
	maxRowSpan = 65534
	maxColumns = 1024
)

// rowsOf returns the rows of a table, those of tables inside it left out, and
// how many of them the page marks as header.
func (p *page) rowsOf(table *html.Node) (rows []*html.Node, header int) {
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || p.dropped(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom == atom.Tr && !p.dropped(r) {
					rows = append(rows, r)
				}
			}
			if c.DataAtom == atom.Thead {
				header = len(rows)
			}
		}
	}
	if header == 0 {
		for header < len(rows) && p.allHeader(rows[header]) {
			header++
		}
	}
	return rows, header
}

// cellsOf yields the cells of a row.
func (p *page) cellsOf(row *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := row.FirstChild; c != nil; c = c.NextSibling {
			if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && !p.dropped(c) && !yield(c) {
				return
			}
		}
	}
}

// allHeader reports a row of th cells.
func (p *page) allHeader(row *html.Node) bool {
	some := false
	for c := range p.cellsOf(row) {
		if c.DataAtom != atom.Th {
			return false
		}
		some = true
	}
	return some
}

// table emits a table and, after it, the tables inside its cells.
func (p *page) table(n *html.Node) {
	if p.depth++; p.depth > p.in.limits.Depth {
		p.failed = refuse(TooLarge, "tables nested more than %d deep", p.in.limits.Depth)
	}
	defer func() { p.depth-- }()
	if p.failed != nil || p.isRecord(n) {
		return
	}
	rows, header := p.rowsOf(n)
	t := &Table{Rows: len(rows), Header: header}
	p.layOut(t, rows)
	if p.failed != nil {
		return
	}
	if block := (Block{Kind: TableBlock, Text: Text{S: p.caption(n)}, Table: t}); !p.emptyTable(t) || block.Text.S != "" {
		p.doc.Blocks = append(p.doc.Blocks, block)
	}
	for _, r := range rows {
		for c := range p.cellsOf(r) {
			p.nested(c)
		}
	}
}

// layOut gives every cell its place: each takes the first slot of its row that
// no cell above reaches into.
func (p *page) layOut(t *Table, rows []*html.Node) {
	t.Cells = make([]Cell, 0, p.countCells(rows))
	var until []int // per column, the row up to which a cell above covers it
	for y, r := range rows {
		x := 0
		for c := range p.cellsOf(r) {
			for x < len(until) && until[x] > y {
				x++
			}
			if x >= maxColumns {
				break
			}
			cell := Cell{Row: y, Col: x, RowSpan: spanOf(c, "rowspan", maxRowSpan), ColSpan: spanOf(c, "colspan", min(maxColSpan, maxColumns-x))}
			if cell.RowSpan = min(cell.RowSpan, len(rows)-y); cell.RowSpan == 0 {
				cell.RowSpan = len(rows) - y // rowspan=0 reaches to the end
			}
			for k := 1; k < cell.ColSpan; k++ { // a cell above cuts the span short
				if x+k < len(until) && until[x+k] > y {
					cell.ColSpan = k
				}
			}
			cell.Text = Text{S: p.textOf(c, false)}
			for len(until) < x+cell.ColSpan {
				until = append(until, 0)
			}
			for k := range cell.ColSpan {
				until[x+k] = y + cell.RowSpan
			}
			x += cell.ColSpan
			t.Cells = append(t.Cells, cell)
			if p.failed = p.in.cell(1 + cell.ColSpan/16); p.failed != nil {
				return
			}
		}
	}
	t.Cols = len(until)
}

// countCells counts the cells of rows, no more than may be read.
func (p *page) countCells(rows []*html.Node) (n int) {
	for _, r := range rows {
		for range p.cellsOf(r) {
			n++
		}
	}
	return min(n, p.in.cellsLeft())
}

// spanOf reads a span attribute; 1 when it is absent or no number.
func spanOf(n *html.Node, name string, limit int) int {
	value := attr(n, name)
	if value == "" {
		return 1
	}
	v, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || v < 0 || v == 0 && name == "colspan" {
		return 1
	}
	return min(v, limit)
}

// emptyTable reports a table without text.
func (p *page) emptyTable(t *Table) bool {
	for i := range t.Cells {
		if t.Cells[i].Text.S != "" {
			return false
		}
	}
	return true
}

// caption returns a table's caption.
func (p *page) caption(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			return strings.ReplaceAll(p.textOf(c, false), "\n", " ")
		}
	}
	return ""
}

// nested emits the tables directly inside n.
func (p *page) nested(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode || p.dropped(c):
		case c.DataAtom == atom.Table:
			p.table(c)
		default:
			p.nested(c)
		}
	}
}

// isLayout reports a table that only arranges the page: most of its text is in
// one cell of paragraphs, or in tables inside it.
func (p *page) isLayout(table *html.Node) bool {
	rows, _ := p.rowsOf(table)
	all := p.weightOf(table).text
	for _, r := range rows {
		for c := range p.cellsOf(r) {
			w := p.weightOf(c)
			if w.text*10 >= all*6 && (w.blocks >= 4 && w.text > 200 || w.tables > 0 && w.tableText*2 > w.text) {
				return true
			}
		}
	}
	return false
}
