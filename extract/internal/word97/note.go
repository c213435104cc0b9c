package word97

import "sort"

// Note is a footnote, endnote or text box, and where it belongs.
type Note struct {
	After int // index of the paragraph of Body its anchor stands in; len(Body) when that is unknown
	Paras []Paragraph
}

// Sizes of the entries of the tables of notes: a footnote's or endnote's
// reference ([MS-DOC] 2.8.15), a shape's anchor (Spa, 2.9.253) and a text
// box's text (FTXBXS, 2.9.102).
const (
	noteRefSize = 2
	spaSize     = 26
	ftxbxsSize  = 22
	ftxbxsLid   = 14
)

// plcCount is the number of entries of a PLC: n+1 positions and n entries.
func plcCount(plc []byte, size int) int { return max(0, (len(plc)-4)/(4+size)) }

// anchors is the position in the body of each footnote or endnote.
func (d *document) anchors(pair int) []int {
	plc := d.fib.part(pair)
	cps := make([]int, plcCount(plc, noteRefSize))
	for i := range cps {
		cps[i] = int(u32(plc, 4*i))
	}
	return cps
}

// boxAnchors is the position in the body of the shape of each text box.
func (d *document) boxAnchors() []int {
	shapes, boxes := d.fib.part(pairPlcSpaMom), d.fib.part(pairPlcftxbxTxt)
	at := map[uint32]int{}
	n := plcCount(shapes, spaSize)
	for i := range n {
		at[u32(shapes, 4*(n+1)+spaSize*i)] = int(u32(shapes, 4*i))
	}
	n = plcCount(boxes, ftxbxsSize)
	cps := make([]int, n)
	for i := range cps {
		cp, ok := at[u32(boxes, 4*(n+1)+ftxbxsSize*i+ftxbxsLid)]
		if cps[i] = cp; !ok {
			cps[i] = len(d.units)
		}
	}
	return cps
}

// notes cuts the story at [from,to) into its notes. The table of texts begins
// with the position of each.
func (d *document) notes(out *Document, from, to int, hidden []bool, anchors []int, texts []byte) {
	begin := from
	for i, cp := range anchors {
		end := from + int(u32(texts, 4*(i+1)))
		if 4*(i+2) > len(texts) || end < begin || end > to {
			break
		}
		d.note(out, begin, end, hidden, cp)
		begin = end
	}
	d.note(out, begin, to, hidden, len(d.units))
}

// note adds the note whose text is [from,to) and whose anchor stands at cp.
func (d *document) note(out *Document, from, to int, hidden []bool, cp int) {
	if paras := d.paragraphs(from, to, hidden); len(paras) > 0 {
		after := sort.Search(len(out.Body), func(i int) bool { return out.Body[i].end > cp })
		out.Notes = append(out.Notes, Note{after, paras})
	}
}
