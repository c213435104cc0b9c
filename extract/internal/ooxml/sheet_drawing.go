package ooxml

import "fmt"

// readRelated reads what hangs on a sheet beside its cells: the text boxes of
// its drawing. What is not read is noted. What only looks (pictures, settings of
// a printer) or repeats cells (tables, pivots) is neither.
func (b *book) readRelated(sheet *Sheet, part string) error {
	rels, err := b.pkg.Relations(part)
	if err != nil {
		return err
	}
	for _, r := range rels {
		if r.External {
			continue
		}
		switch r.Type {
		case "drawing":
			if err := b.readDrawing(sheet, r.Target); err != nil {
				return err
			}
		case "comments", "threadedComment":
			b.warn(fmt.Sprintf("the comments of sheet %q are not read", sheet.Name))
		case "oleObject", "package":
			b.warn(fmt.Sprintf("an object embedded in sheet %q is not read", sheet.Name))
		}
	}
	return nil
}

// readDrawing reads a drawing part. One that is damaged is noted: the cells of
// the sheet are sound.
func (b *book) readDrawing(sheet *Sheet, part string) error {
	unread := fmt.Sprintf("the drawing of sheet %q could not be read", sheet.Name)
	xml, err := b.pkg.Part(part)
	if err == nil && xml == nil {
		b.warn(unread)
		return nil
	}
	if err == nil {
		d := &sheetDrawing{book: b, s: NewScanner(xml, b.limits), sheet: sheet}
		d.s.Root()
		d.shapes()
		err = d.s.Err()
	}
	if _, own := err.(*Error); own {
		b.warn(unread)
		return nil
	}
	return err
}

// sheetDrawing is the state of reading a drawing.
type sheetDrawing struct {
	*book
	s     *Scanner
	sheet *Sheet
}

// shapes reads the shapes below the current element.
func (d *sheetDrawing) shapes() {
	for range d.s.Children() {
		switch string(d.s.Name()) {
		case "xdr:txBody", "a:txBody":
			d.textBox()
		case "c:chart", "cx:chart":
			d.warn(fmt.Sprintf("a chart of sheet %q is not read", d.sheet.Name))
		case "dgm:relIds":
			d.warn(fmt.Sprintf("a diagram of sheet %q is not read", d.sheet.Name))
		case "a:blip":
			d.out.Pictures++
		case "mc:AlternateContent":
			d.s.alternate(d.shapes)
		default:
			d.shapes()
		}
	}
}

// textBox reads the paragraphs of a shape.
func (d *sheetDrawing) textBox() {
	for range d.s.Children() {
		if string(d.s.Name()) != "a:p" {
			continue
		}
		if err := d.limits.Cell(1); err != nil {
			d.s.Fail(err)
			return
		}
		if text := drawingText(d.s, nil); len(text) > 0 {
			d.sheet.Notes = append(d.sheet.Notes, string(text))
		}
	}
}
