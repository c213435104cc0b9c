package ooxml

// maxColumn bounds a cell's grid column; Word itself allows 63.
const maxColumn = 1 << 12

// table reads w:tbl.
func (d *word) table(dst *[]Block) {
	t := &Table{}
	d.rows(t)
	*dst = append(*dst, Block{Kind: TableBlock, Text: t.Caption, Table: t})
}

// rows reads the rows of a table; wrappers are looked through.
func (d *word) rows(t *Table) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:tblPr":
			for range d.s.Children() {
				if string(d.s.Name()) == "w:tblCaption" {
					t.Caption = d.s.Val()
				}
			}
		case "w:tr":
			d.row(t)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			d.rows(t)
		case "mc:AlternateContent":
			d.alternate(func() { d.rows(t) })
		}
	}
}

// row reads w:tr; a deleted row is left out.
func (d *word) row(t *Table) {
	if err := d.pkg.limits.Cell(1); err != nil { // one without cells takes room too
		d.s.Fail(err)
		return
	}
	var r Row
	column, deleted := 0, false
	d.cells(&r, &column, &deleted)
	if !deleted {
		t.Rows = append(t.Rows, r)
	}
}

// cells reads the properties and cells of a row; wrappers are looked through.
func (d *word) cells(r *Row, column *int, deleted *bool) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:trPr":
			d.rowProps(r, column, deleted)
		case "w:tc":
			d.cell(r, column)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			d.cells(r, column, deleted)
		case "mc:AlternateContent":
			d.alternate(func() { d.cells(r, column, deleted) })
		}
	}
}

// rowProps reads w:trPr.
func (d *word) rowProps(r *Row, column *int, deleted *bool) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:tblHeader":
			r.Header = d.s.On()
		case "w:hidden":
			r.Hidden = d.s.On()
		case "w:gridBefore":
			*column = clampColumn(d.s.Int("w:val", 0))
		case "w:del":
			*deleted = true
		}
	}
}

// cellProps is what w:tcPr says.
type cellProps struct {
	span              int
	continues, merged bool // w:vMerge, w:hMerge continue
	deleted           bool
}

// cell reads w:tc. A horizontally continued cell (w:hMerge, which old
// converters write) widens the one before it.
func (d *word) cell(r *Row, column *int) {
	if err := d.pkg.limits.Cell(1); err != nil {
		d.s.Fail(err)
		return
	}
	p := cellProps{span: 1}
	blocks := d.separately(func(dst *[]Block) { d.cellContent(&p, dst) })
	if p.deleted {
		blocks = nil
	}
	if n := len(r.Cells); p.merged && n > 0 {
		r.Cells[n-1].Span += p.span
	} else {
		r.Cells = append(r.Cells, Cell{Col: *column, Span: p.span, Continues: p.continues, Blocks: blocks})
	}
	*column = clampColumn(*column + p.span)
}

// cellContent reads the children of a cell.
func (d *word) cellContent(p *cellProps, dst *[]Block) {
	for range d.s.Children() {
		if string(d.s.Name()) == "w:tcPr" {
			d.cellProps(p)
			continue
		}
		d.block(dst)
	}
}

// cellProps reads w:tcPr. Merging without a value continues (17.4.84).
func (d *word) cellProps(p *cellProps) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:gridSpan":
			p.span = max(1, clampColumn(d.s.Int("w:val", 1)))
		case "w:vMerge":
			p.continues = d.s.Val() != "restart"
		case "w:hMerge":
			p.merged = d.s.Val() != "restart"
		case "w:cellDel":
			p.deleted = true
		}
	}
}

func clampColumn(n int) int { return min(max(n, 0), maxColumn) }
