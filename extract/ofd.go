package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
	"gongkai/extract/internal/ofd"
	"gongkai/extract/internal/ooxml"
)

// matchOFD looks for a zip with an entry OFD.xml, which every package has at its
// root (GB/T 33190, 5).
func matchOFD(data []byte) bool {
	const nameOfLocal, nameOfCentral = 30, 46 // bytes of a header before the name
	if !matchOOXML(data) {
		return false
	}
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(ofd.Main))
		if i < 0 {
			return false
		}
		at += i
		if headed(data, at-nameOfLocal, "PK\x03\x04", 26) || headed(data, at-nameOfCentral, "PK\x01\x02", 28) {
			return true
		}
		at += len(ofd.Main)
	}
}

// headed reports a header of a zip at a place, whose name is as long as that of
// the main part.
func headed(data []byte, at int, magic string, length int) bool {
	return at >= 0 && bytes.HasPrefix(data[at:], []byte(magic)) &&
		int(binary.LittleEndian.Uint16(data[at+length:])) == len(ofd.Main)
}

// readOFD reads an OFD package. What stands where on a page is laid out as for
// PDF. A document of another kind that has such a package in it is read as what
// it is.
func readOFD(in *input) (*Document, error) {
	pkg, err := ooxml.Open(in.data, ooxmlLimits(in))
	if err != nil {
		return nil, ooxmlRefusal("ofd", err)
	}
	if !pkg.Has(ofd.Main) {
		return readOOXML(in)
	}
	file, err := ofd.Read(pkg, ooxmlLimits(in))
	if err != nil {
		return nil, ooxmlRefusal("ofd", err)
	}
	r := pdfReading{title: file.Title}
	composites := 0
	for i := range file.Pages {
		composites += file.Pages[i].Composites
		r.ofdPage(&file.Pages[i])
	}
	if len(file.Pages) == 0 {
		return nil, refuse(Empty, "the document has no pages")
	}
	doc, err := r.document(in)
	if err != nil {
		return nil, err
	}
	if composites > 0 {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("%d composite objects are not read", composites)})
	}
	if pkg.Repaired {
		doc.Warnings = append(doc.Warnings, Warning{-1, "the zip's directory is broken; parts were found by their own headers"})
	}
	return doc, nil
}

// ofdPage takes a page of an OFD package. Text that is turned is told from
// upright text as for PDF.
func (r *pdfReading) ofdPage(from *ofd.Page) {
	if from.Broken {
		r.broken = append(r.broken, from.Number)
		return
	}
	p := &pdfPage{images: from.Images, texts: from.Texts}
	p.out = layout.Page{Number: from.Number, Width: from.Width, Height: from.Height, Rules: from.Rules}
	var cs layout.Glyphs
	for i, g := range from.Glyphs {
		g.R = pdfUnified(g.R)
		if !p.holds(g.Box) {
			continue
		}
		turn := (pdfPlacement{}).turnOf(draw.TurnedBy(g.Angle))
		p.turns = p.turns || turn != 0
		cs.Add(g.R, g.Box)
		p.chars = append(p.chars, pdfChar{Glyph: g.Glyph, index: i, turn: turn})
	}
	p.out.Glyphs = cs.List()
	p.parts = []layout.Page{p.out}
	if p.turns {
		p.parts = p.layers()
	}
	switch {
	case p.scanned():
		r.scans = append(r.scans, from.Number)
	case p.lost():
		r.lost = append(r.lost, from.Number)
	}
	r.turns = append(r.turns, p.turnWarnings()...)
	r.pages = append(r.pages, p.parts...)
}
