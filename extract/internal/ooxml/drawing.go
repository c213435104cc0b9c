package ooxml

// drawing reads what hangs in a run: text boxes and shapes give notes, charts
// chart blocks, diagrams notes. Pictures give nothing.
func (d *word) drawing() {
	if !d.visible() || d.attached == nil {
		return
	}
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "w:txbxContent":
			d.attach(asNotes(d.story())...)
		case "a:txBody":
			d.shapeText()
		case "c:chart":
			id, _ := d.s.Attr("r:id")
			d.chart(d.rels[id])
		case "cx:chart":
			d.warn("a chart of a kind newer than ECMA-376 is not read")
		case "dgm:relIds":
			id, _ := d.s.Attr("r:dm")
			d.diagram(d.rels[id])
		case "o:OLEObject":
			if prog, ok := d.s.Attr("ProgID"); ok {
				d.warn("an embedded object is not read: " + prog)
			}
		case "a:blip", "v:imagedata":
			d.out.Pictures++
		case "v:textpath":
			if text, _ := d.s.Attr("string"); text != "" {
				d.attach(Block{Kind: NoteBlock, Text: text})
			}
		case "mc:AlternateContent":
			d.alternate(d.drawing)
		default:
			d.drawing()
		}
	}
}

// attach places blocks behind the paragraph being read.
func (d *word) attach(blocks ...Block) {
	*d.attached = append(*d.attached, blocks...)
}

// shapeText reads the paragraphs of a DrawingML shape.
func (d *word) shapeText() {
	for range d.s.Children() {
		if string(d.s.Name()) != "a:p" {
			continue
		}
		if text := drawingText(d.s, nil); len(text) > 0 {
			d.attach(Block{Kind: NoteBlock, Text: string(text)})
		}
	}
}

// drawingText appends the text of a DrawingML paragraph or rich text.
func drawingText(s *Scanner, dst []byte) []byte {
	for range s.Children() {
		switch string(s.Name()) {
		case "a:t":
			dst = s.AppendContent(dst)
		case "a:br":
			dst = append(dst, '\n')
		default:
			dst = drawingText(s, dst)
		}
	}
	return dst
}

// diagram reads the texts of a SmartArt diagram, one note per shape. Offices
// draw their organisation charts so.
func (d *word) diagram(r Relation) {
	xml, err := d.pkg.Part(r.Target)
	if err != nil || xml == nil {
		d.warn("a diagram's data could not be read")
		return
	}
	s := NewScanner(xml, d.pkg.limits)
	s.Root()
	for range s.Children() {
		if string(s.Name()) != "dgm:ptLst" {
			continue
		}
		for range s.Children() {
			if text := drawingText(s, nil); len(text) > 0 {
				d.attach(Block{Kind: NoteBlock, Text: string(text)})
			}
		}
	}
	if s.Err() != nil {
		d.warn("a diagram's data could not be read")
	}
}
