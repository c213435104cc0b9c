package ooxml

import "strings"

// maxRepeat bounds how often a repeated row or cell is written out; sheets and
// tables pad themselves to their full size by repetition.
const maxRepeat = 256

// odf is the state of reading an OpenDocument file (ODF 1.2 part 1).
type odf struct {
	s        *Scanner
	limits   Limits
	buf      []byte
	attached []Block
	hidden   map[string]bool // styles of texts and of sheets that show nothing
	depth    int
}

// ReadODF reads the content of an OpenDocument file. Of a text these are the
// paragraphs, headings, tables, text boxes and notes, without automatic numbers; of
// a spreadsheet its sheets. The other of the two results is nil.
func ReadODF(p *Package) (*Word, *Workbook, error) {
	if encrypted, err := odfEncrypted(p); err != nil {
		return nil, nil, err
	} else if encrypted {
		return nil, nil, errorf(Encrypted, "the content is encrypted")
	}
	xml, err := p.Part("content.xml")
	if err != nil {
		return nil, nil, err
	}
	return readODF(xml, p.limits, "office:document-content")
}

// ReadFlatODF is ReadODF of a file that is one XML and no zip.
func ReadFlatODF(xml []byte, lim Limits) (*Word, *Workbook, error) {
	return readODF(xml, lim, "office:document")
}

// readODF reads XML whose root element is as given.
func readODF(xml []byte, lim Limits, want string) (*Word, *Workbook, error) {
	d := &odf{s: NewScanner(xml, lim), limits: lim}
	var book *Workbook
	out := &Word{}
	if root := d.s.Root(); root != want && d.s.Err() == nil {
		return nil, nil, errorf(Unsupported, "the root is %q", root)
	}
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "office:automatic-styles":
			d.styles()
			continue
		case "office:body":
		default:
			continue
		}
		for range d.s.Children() {
			switch name := string(d.s.Name()); name {
			case "office:text":
				d.blocks(&out.Blocks)
			case "office:spreadsheet":
				book = d.spreadsheet()
			default:
				return nil, nil, errorf(Unsupported, "an OpenDocument file of kind %s", strings.TrimPrefix(name, "office:"))
			}
		}
	}
	if err := d.s.Err(); err != nil {
		return nil, nil, err
	}
	if book != nil {
		return nil, book, nil
	}
	return out, nil, nil
}

// styles notes the styles of texts and tables that hide (text:display and
// table:display, ODF 1.2, 20.416 and 20.346).
func (d *odf) styles() {
	d.hidden = map[string]bool{}
	for range d.s.Children() {
		if string(d.s.Name()) != "style:style" {
			continue
		}
		name, _ := d.s.Attr("style:name")
		for range d.s.Children() {
			if display, _ := d.s.Attr("text:display"); display == "none" {
				d.hidden[name] = true
			}
			if display, _ := d.s.Attr("table:display"); display == "false" {
				d.hidden[name] = true
			}
		}
	}
}

// odfEncrypted looks for encryption data in the manifest.
func odfEncrypted(p *Package) (bool, error) {
	xml, err := p.Part("META-INF/manifest.xml")
	if err != nil || xml == nil {
		return false, err
	}
	return strings.Contains(string(xml), ":encryption-data"), nil
}

// blocks reads block content; sections, lists and indexes are looked through.
func (d *odf) blocks(dst *[]Block) {
	if d.depth++; d.depth > d.limits.Depth {
		d.s.Fail(errorf(TooDeep, "nested more than %d deep", d.limits.Depth))
	}
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "text:p", "text:h":
			d.paragraph(dst)
		case "table:table":
			d.table(dst)
		case "text:tracked-changes", "office:annotation", "office:forms", "text:sequence-decls":
		default:
			d.blocks(dst)
		}
	}
	d.depth--
}

func (d *odf) paragraph(dst *[]Block) {
	if err := d.limits.Cell(1); err != nil {
		d.s.Fail(err)
		return
	}
	b := Block{}
	if string(d.s.Name()) == "text:h" {
		b.Level = min(max(d.s.Int("text:outline-level", 1), 1), 9)
	}
	outer, start := d.attached, len(d.buf)
	d.attached = nil
	d.inline()
	b.Text = string(d.buf[start:])
	d.buf = d.buf[:start]
	if b.Text != "" {
		*dst = append(*dst, b)
	}
	*dst = append(*dst, d.attached...)
	d.attached = outer
}

// inline reads paragraph content. White space collapses (ODF 1.2, 6.1.2);
// text:s stands for what does not.
func (d *odf) inline() {
	for depth := len(d.s.open); len(d.s.open) >= depth; {
		switch d.s.Next() {
		case EOF:
			return
		case Chars:
			d.characters()
		case Start:
			inside := len(d.s.open)
			d.element()
			d.s.leave(inside - 1)
		}
	}
}

// characters appends text with runs of white space as one space.
func (d *odf) characters() {
	for _, c := range d.s.appendText(nil) {
		if isSpace(c) {
			if n := len(d.buf); n > 0 && d.buf[n-1] == ' ' {
				continue
			}
			c = ' '
		}
		d.buf = append(d.buf, c)
	}
}

// element reads one element of a paragraph.
func (d *odf) element() {
	switch string(d.s.Name()) {
	case "text:s":
		d.buf = append(d.buf, strings.Repeat(" ", min(max(d.s.Int("text:c", 1), 1), maxRepeat))...)
	case "text:tab":
		d.buf = append(d.buf, '\t')
	case "text:line-break":
		d.buf = append(d.buf, '\n')
	case "text:note-body", "draw:text-box":
		d.buf = d.apart(d.buf)
	case "text:note-citation", "office:annotation", "text:ruby-text":
	case "text:span":
		if style, _ := d.s.Attr("text:style-name"); !d.hidden[style] {
			d.inline()
		}
	case "draw:custom-shape", "draw:rect": // a shape with text in it
		d.buf = d.apart(d.buf)
	default:
		d.inline()
	}
}

// apart reads the blocks of a note, text box or shape, which follow the
// paragraph, and returns the text of that unchanged.
func (d *odf) apart(text []byte) []byte {
	var inner []Block
	d.buf = nil
	d.blocks(&inner)
	d.attached = append(d.attached, asNotes(inner)...)
	return text
}

// table reads table:table.
func (d *odf) table(dst *[]Block) {
	t := &Table{}
	d.rows(t, false)
	*dst = append(*dst, Block{Kind: TableBlock, Table: t})
}

// rows reads rows; header and row groups are looked through.
func (d *odf) rows(t *Table, header bool) {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "table:table-row":
			t.Rows = append(t.Rows, d.row(header))
		case "table:table-header-rows":
			d.rows(t, true)
		case "table:table-rows", "table:table-row-group":
			d.rows(t, header)
		}
	}
}

// row reads the cells of a row. A covered cell continues the one above when it
// is covered from there, and is part of its neighbour's span otherwise.
func (d *odf) row(header bool) Row {
	r := Row{Header: header}
	column := 0
	for range d.s.Children() {
		name := string(d.s.Name())
		if name != "table:table-cell" && name != "table:covered-table-cell" {
			continue
		}
		if err := d.limits.Cell(1); err != nil {
			d.s.Fail(err)
			break
		}
		repeat := min(max(d.s.Int("table:number-columns-repeated", 1), 1), maxRepeat)
		span := max(1, clampColumn(d.s.Int("table:number-columns-spanned", 1)))
		if name == "table:covered-table-cell" {
			column = d.covered(&r, column, repeat)
			continue
		}
		var blocks []Block
		d.blocks(&blocks)
		for range repeat {
			r.Cells = append(r.Cells, Cell{Col: column, Span: span, Blocks: blocks})
			column = clampColumn(column + 1)
			blocks = nil
		}
	}
	return r
}

// covered passes over covered cells: those under the span of the cell to the
// left belong to it, others continue the row above.
func (d *odf) covered(r *Row, column, repeat int) int {
	for range repeat {
		n := len(r.Cells)
		if n == 0 || r.Cells[n-1].Col+r.Cells[n-1].Span <= column {
			r.Cells = append(r.Cells, Cell{Col: column, Span: 1, Continues: true})
		}
		column = clampColumn(column + 1)
	}
	return column
}
