package word97

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Document is the text of a file by its parts.
type Document struct {
	Body, Headers []Paragraph
	Notes         []Note // in the order they are stored: footnotes, endnotes, text boxes

	Pictures int // inline and floating, in the body
}

// Paragraph is one paragraph, cell paragraph or row end.
type Paragraph struct {
	Text    string // with its number; soft line breaks as '\n'
	Level   int    // outline level 1..9, 0 for body text
	Depth   int    // tables it is nested in
	CellEnd bool   // the last paragraph of a cell
	RowEnd  bool   // the mark that ends a row; it has no text
	Row     *Row   // at a RowEnd
	Deleted bool   // the row is a tracked deletion

	end int // the position behind its mark
}

// Parse reads the streams of a document. Errors wrap ErrEncrypted, ErrOld or
// ErrCorrupt, or are ctx's.
func Parse(ctx context.Context, s *Streams) (*Document, error) {
	f, err := parseFIB(s)
	if err != nil {
		return nil, err
	}
	if f.table == nil {
		return nil, fmt.Errorf("%w: no table stream", ErrCorrupt)
	}
	pieces, err := parsePieces(f, len(s.Main))
	if err != nil {
		return nil, err
	}
	d := &document{ctx: ctx, main: s.Main, data: s.Data, fib: f, pieces: pieces}
	d.units = readText(s.Main, pieces, f.lid)
	if len(d.units) == 0 {
		return nil, fmt.Errorf("%w: the text lies outside the file", ErrCorrupt)
	}
	d.chpx = readSpans(f.part(pairBteChpx), s.Main, readChpxPage)
	d.papx = readSpans(f.part(pairBtePapx), s.Main, readPapxPage)
	d.styles = parseStyles(f.part(pairStshf))
	d.resolveStyles()
	d.lists = parseLists(f)
	return d.stories()
}

// stories cuts the text into its parts, and those into paragraphs.
func (d *document) stories() (*Document, error) {
	hidden := d.hide()
	out := &Document{}
	at := 0
	for i, n := range d.fib.ccp {
		end := min(at+n, len(d.units))
		if end < at {
			break
		}
		switch story(i) {
		case storyBody:
			out.Body = d.paragraphs(at, end, hidden)
			out.Pictures = countPictures(d.units[at:end])
		case storyFootnotes:
			d.notes(out, at, end, hidden, d.anchors(pairPlcffndRef), d.fib.part(pairPlcffndTxt))
		case storyEndnotes:
			d.notes(out, at, end, hidden, d.anchors(pairPlcfendRef), d.fib.part(pairPlcfendTxt))
		case storyTextboxes:
			d.notes(out, at, end, hidden, d.boxAnchors(), d.fib.part(pairPlcftxbxTxt))
		case storyHeaders:
			out.Headers = d.headers(at, end, hidden)
		}
		if err := d.ctx.Err(); err != nil {
			return nil, err
		}
		at = end
	}
	return out, nil
}

// headers returns the page headers of the sections; PlcfHdd ([MS-DOC] 2.8.10)
// holds six separators of notes, then six parts for each section of which the
// first two and the fifth are headers, the others footers.
func (d *document) headers(from, to int, hidden []bool) []Paragraph {
	plc := d.fib.part(pairPlcfHdd)
	var out []Paragraph
	for i := 6; i+1 < len(plc)/4 && i < maxHeaderParts; i++ {
		if k := i % 6; k != 0 && k != 1 && k != 4 {
			continue
		}
		a, b := from+int(u32(plc, 4*i)), from+int(u32(plc, 4*i+4))
		if a >= from && a < b && b <= to {
			out = append(out, d.paragraphs(a, b, hidden)...)
		}
	}
	return out
}

// paragraphs cuts characters [from,to) at the marks that end a paragraph.
func (d *document) paragraphs(from, to int, hidden []bool) []Paragraph {
	var out []Paragraph
	var text []uint16
	shown := false
	for cp := from; cp < to; cp++ {
		u := d.units[cp]
		switch {
		case u == charParagraph && hidden[cp]:
			if p := d.paragraph(cp); p.depth == 0 {
				continue // a hidden mark joins the paragraphs
			}
		case u != charParagraph && u != charCellEnd && u != charPageBreak:
			if !hidden[cp] {
				text, shown = appendShown(text, u), true
			}
			continue
		}
		if len(out)&0xff == 0xff && d.ctx.Err() != nil {
			return nil // the caller gives the error
		}
		p := d.paragraph(cp)
		done := d.finish(p, u, text, hidden[cp])
		done.end = cp + 1
		out = append(out, done)
		text, shown = text[:0], false
	}
	if shown {
		out = append(out, Paragraph{Text: string(utf16.Decode(text)), end: to})
	}
	return out
}

// finish makes a paragraph of its text and the properties of its mark.
func (d *document) finish(p paraProps, mark uint16, text []uint16, hidden bool) Paragraph {
	depth := max(0, p.depth)
	out := Paragraph{Text: string(utf16.Decode(text)), Level: p.outline, Depth: depth}
	switch {
	case depth == 0:
	case depth == 1 && p.rowEnd, depth > 1 && p.innerR:
		out.RowEnd, out.Row, out.Text, out.Deleted = true, p.row, "", hidden
		return out
	default:
		out.CellEnd = mark == charCellEnd || depth > 1 && p.innerCell
	}
	if strings.TrimSpace(out.Text) != "" {
		out.Text = d.lists.number(p.ilfo, p.ilvl) + out.Text
	}
	return out
}

// appendShown appends what character u shows as.
func appendShown(text []uint16, u uint16) []uint16 {
	switch {
	case u == charTab:
		return append(text, '\t')
	case u == charLineBreak || u == charColumn:
		return append(text, '\n')
	case u == charHyphen:
		return append(text, '-')
	case u < 0x20, u == 0xfffe, u == 0xffff: // anchors, fields, pictures, skip
		return text
	}
	return append(text, u)
}

// countPictures counts the anchors of inline (01) and floating (08) pictures.
func countPictures(units []uint16) int {
	n := 0
	for _, u := range units {
		if u == 1 || u == 8 {
			n++
		}
	}
	return n
}
