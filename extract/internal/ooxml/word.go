package ooxml

import (
	"strings"
)

// BlockKind says what a Block is.
type BlockKind uint8

// The kinds of blocks.
const (
	ParaBlock  BlockKind = iota
	NoteBlock            // paragraph of a footnote, endnote, text box or diagram
	TableBlock           // Table is set
	ChartBlock           // Chart is set
	ChunkBlock           // Chunk is set
)

// Block is a paragraph, a table or a chart, in document order. What is
// anchored in a paragraph (text boxes, charts, notes) follows it.
type Block struct {
	Kind     BlockKind
	Text     string // tracked insertions in, deletions and hidden text out
	Number   string // resolved automatic number with its separator
	Level    int    // outline level 1–9, 0 body text
	Contents bool   // line of a table of contents
	Table    *Table
	Chart    *Chart
	Chunk    string // part that holds a file to be read in this place (w:altChunk)
}

// Table is a table as its rows state it, merged cells not yet resolved.
type Table struct {
	Caption string // w:tblCaption
	Rows    []Row
}

// Row is one table row.
type Row struct {
	Header, Hidden bool
	Cells          []Cell
}

// Cell is one w:tc at grid column Col.
type Cell struct {
	Col, Span int
	Continues bool // continues the cell above it (w:vMerge)
	Blocks    []Block
}

// Word is a WordprocessingML document.
type Word struct {
	Title    string // dc:title of the package's properties
	Blocks   []Block
	Headers  []string // texts of page headers, in order of reference
	Pictures int      // pictures shown in the body
	Warnings []string
}

// word is the state of reading one document.
type word struct {
	pkg      *Package
	rels     map[string]Relation
	styles   *styles
	lists    *numbering
	notes    map[string]map[string][]Block // by element name of the reference, then id
	out      *Word
	s        *Scanner
	buf      []byte // texts of the open paragraphs, innermost last
	fields   []field
	hidden   bool
	depth    int
	headers  []string // parts
	attached *[]Block // where what is anchored goes
	carry    []byte   // text of a paragraph whose mark is deleted
	warned   map[string]bool
	part     string
}

// ReadWord reads the document whose main part is given.
func ReadWord(p *Package, main string) (*Word, error) {
	d := &word{pkg: p, out: &Word{}, notes: map[string]map[string][]Block{}, warned: map[string]bool{}}
	xml, err := p.Part(main)
	if err != nil {
		return nil, err
	}
	if err := d.enter(main, xml); err != nil {
		return nil, err
	}
	if err := d.readDefinitions(); err != nil {
		return nil, err
	}
	if err := d.readMain(); err != nil {
		return nil, err
	}
	d.readHeaders()
	d.out.Title = coreTitle(p)
	return d.out, nil
}

// enter makes a part the one being scanned.
func (d *word) enter(part string, xml []byte) error {
	rels, err := d.pkg.Relations(part)
	if err != nil {
		return err
	}
	d.part, d.rels = part, make(map[string]Relation, len(rels))
	for _, r := range rels {
		d.rels[r.ID] = r
	}
	d.s = NewScanner(xml, d.pkg.limits)
	return nil
}

// readDefinitions reads styles, numbering and notes.
func (d *word) readDefinitions() error {
	xml, err := d.related("styles")
	if err == nil {
		d.styles, err = readStyles(xml, d.pkg.limits)
	}
	if err != nil {
		return err
	}
	if xml, err = d.related("numbering"); err == nil {
		d.lists, err = readNumbering(xml, d.pkg.limits)
	}
	if err != nil {
		return err
	}
	d.linkListStyles()
	for _, kind := range []string{"footnote", "endnote"} {
		if err := d.readNotes(kind); err != nil {
			return err
		}
	}
	return nil
}

// linkListStyles resolves lists defined by a numbering style (w:numStyleLink).
func (d *word) linkListStyles() {
	for _, l := range d.lists.lists {
		if l.abstract == nil || l.abstract.style == "" {
			continue
		}
		if s := d.styles.byID[l.abstract.style]; s != nil {
			if to := d.lists.lists[s.props.list]; to != nil && to.abstract != nil {
				l.abstract = to.abstract
			}
		}
	}
}

// related unpacks the part of a type of relationship; nil when there is none.
func (d *word) related(kind string) ([]byte, error) {
	r, ok := d.relation(kind)
	if !ok {
		return nil, nil
	}
	return d.pkg.Part(r.Target)
}

func (d *word) relation(kind string) (Relation, bool) {
	var found Relation
	for _, r := range d.rels {
		if r.Type == kind && !r.External && (found.ID == "" || r.ID < found.ID) {
			found = r
		}
	}
	return found, found.ID != ""
}

// readNotes reads footnotes or endnotes, to be placed where they are referred
// to; separators are no notes.
func (d *word) readNotes(kind string) error {
	r, ok := d.relation(kind + "s")
	if !ok {
		return nil
	}
	xml, err := d.pkg.Part(r.Target)
	if err != nil || xml == nil {
		return err
	}
	main, rels, part := d.s, d.rels, d.part
	defer func() { d.s, d.rels, d.part = main, rels, part }()
	if err := d.enter(r.Target, xml); err != nil {
		return err
	}
	byID := map[string][]Block{}
	d.s.Root()
	for range d.s.Children() {
		id, _ := d.s.Attr("w:id")
		sort, _ := d.s.Attr("w:type")
		if string(d.s.Name()) != "w:"+kind || sort != "" && sort != "normal" {
			continue
		}
		note := asNotes(d.story())
		if len(note) > 0 {
			note[0].Text = strings.TrimLeft(note[0].Text, " \t") // what parts it from its number
		}
		byID[id] = note
	}
	d.notes[kind] = byID
	return d.s.Err()
}

// readMain reads the body.
func (d *word) readMain() error {
	if root := d.s.Root(); root != "w:document" && d.s.Err() == nil {
		return errorf(Unsupported, "the main part is %q, not a document", root)
	}
	for range d.s.Children() {
		if string(d.s.Name()) == "w:body" {
			d.out.Blocks = append(d.out.Blocks, d.story()...)
		}
	}
	return d.s.Err()
}

// readHeaders collects the texts of the page headers. A damaged header is no
// reason to refuse the document.
func (d *word) readHeaders() {
	rels, seen := d.rels, map[string]bool{}
	for _, id := range d.headers {
		target := rels[id].Target
		if seen[target] || rels[id].External {
			continue
		}
		seen[target] = true
		xml, err := d.pkg.Part(target)
		if err == nil && xml != nil {
			err = d.enter(target, xml)
		}
		if err != nil || xml == nil {
			d.warn("page header not read")
			continue
		}
		d.headers = nil
		d.s.Root()
		for _, b := range d.story() {
			if b.Text != "" {
				d.out.Headers = append(d.out.Headers, b.Text)
			}
		}
	}
}

// coreTitle reads the title of the package's core properties.
func coreTitle(p *Package) string {
	rels, _ := p.Relations("")
	for _, r := range rels {
		if r.Type != "core-properties" {
			continue
		}
		xml, err := p.Part(r.Target)
		if err != nil || xml == nil {
			return ""
		}
		s := NewScanner(xml, p.limits)
		s.Root()
		for range s.Children() {
			if string(s.Name()) == "dc:title" {
				return strings.TrimSpace(s.Content())
			}
		}
	}
	return ""
}

// warn notes something skipped, once.
func (d *word) warn(detail string) {
	if !d.warned[detail] {
		d.warned[detail] = true
		d.out.Warnings = append(d.out.Warnings, detail)
	}
}

// asNotes marks paragraphs as those of a note.
func asNotes(blocks []Block) []Block {
	for i := range blocks {
		if blocks[i].Kind == ParaBlock {
			blocks[i].Kind, blocks[i].Level = NoteBlock, 0
		}
	}
	return blocks
}

// story reads the block content of the current element: a body, note or text box.
func (d *word) story() []Block { return d.separately(d.blocks) }

// separately reads a story: fields and hidden text do not reach from one story
// (body, cell, note, text box) into another.
func (d *word) separately(read func(dst *[]Block)) []Block {
	if d.depth++; d.depth > d.pkg.limits.Depth {
		d.s.Fail(errorf(TooDeep, "tables and text boxes nested more than %d deep", d.pkg.limits.Depth))
	}
	fields, hidden, attached, carry := d.fields, d.hidden, d.attached, d.carry
	d.fields, d.hidden, d.carry = nil, false, nil
	var blocks []Block
	read(&blocks)
	if len(d.carry) > 0 {
		blocks = append(blocks, Block{Text: string(d.carry)})
	}
	d.fields, d.hidden, d.attached, d.carry = fields, hidden, attached, carry
	d.depth--
	return blocks
}

// blocks reads block-level content; wrappers are looked through.
func (d *word) blocks(dst *[]Block) {
	for range d.s.Children() {
		d.block(dst)
	}
}

// block reads the block-level element just started.
func (d *word) block(dst *[]Block) {
	switch string(d.s.Name()) {
	case "w:p":
		d.paragraph(dst)
	case "w:tbl":
		d.table(dst)
	case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag":
		d.blocks(dst)
	case "mc:AlternateContent":
		d.alternate(func() { d.blocks(dst) })
	case "w:altChunk":
		d.chunk(dst)
	case "w:sectPr":
		d.section()
	case "m:oMathPara", "m:oMath":
		start := len(d.buf)
		d.math()
		d.finish(dst, start, newParaProps())
	}
}

// chunk leaves the place of an embedded file to whoever reads its format.
func (d *word) chunk(dst *[]Block) {
	id, _ := d.s.Attr("r:id")
	if r := d.rels[id]; r.Target != "" && !r.External && d.pkg.Has(r.Target) {
		*dst = append(*dst, Block{Kind: ChunkBlock, Chunk: r.Target})
		return
	}
	d.warn("an embedded file (altChunk) is not there")
}

// section notes the page headers of a section.
func (d *word) section() {
	for range d.s.Children() {
		if string(d.s.Name()) == "w:headerReference" {
			if id, ok := d.s.Attr("r:id"); ok {
				d.headers = append(d.headers, id)
			}
		}
	}
}

// alternate reads mc:AlternateContent; see Scanner.alternate.
func (d *word) alternate(read func()) { d.s.alternate(read) }

// alternate reads mc:AlternateContent: the first Choice whose required
// namespaces are known here, else the Fallback (ECMA-376 part 3, 7.5).
func (s *Scanner) alternate(read func()) {
	taken := false
	for range s.Children() {
		switch name := string(s.Name()); {
		case taken:
		case name == "mc:Fallback", name == "mc:Choice" && s.usable():
			taken = true
			read()
		}
	}
}

// usable reports whether all prefixes a Choice requires are known.
func (s *Scanner) usable() bool {
	v, _ := s.Attr("Requires")
	for _, prefix := range strings.Fields(v) {
		if s.lookup([]byte(prefix)) == unknown {
			return false
		}
	}
	return true
}
