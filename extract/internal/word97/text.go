package word97

import "sort"

// The characters with a meaning of their own ([MS-DOC] 2.4.2, 2.8.25).
const (
	charCellEnd    = 0x07
	charTab        = 0x09
	charLineBreak  = 0x0B
	charPageBreak  = 0x0C
	charParagraph  = 0x0D
	charColumn     = 0x0E
	charFieldBegin = 0x13
	charFieldSep   = 0x14
	charFieldEnd   = 0x15
	charHyphen     = 0x1E
	charSymbol     = 0x28
	maxFieldDepth  = 32 // deeper ones are hidden by those around them
)

// hide marks the characters that are not shown as text: hidden and deleted
// ones, and the instructions of fields. Symbols are put in their places.
func (d *document) hide() []bool {
	hidden := make([]bool, len(d.units))
	for i := range d.pieces {
		d.hidePiece(&d.pieces[i], hidden)
	}
	at := 0
	for _, n := range d.fib.ccp {
		end := min(at+n, len(d.units))
		d.hideInstructions(at, end, hidden)
		at = end
	}
	return hidden
}

// hidePiece applies the character runs of one piece.
func (d *document) hidePiece(p *piece, hidden []bool) {
	lim := p.fc + (p.end-p.cp)*p.width()
	for fc, n := p.fc, 0; fc < lim; n++ {
		if n&0xff == 0xff && d.ctx.Err() != nil {
			return // the caller gives the error
		}
		end := lim
		run := d.chpx.at(fc)
		if run != nil {
			end = min(lim, run.end)
		} else if i := d.chpx.after(fc); i < len(d.chpx) {
			end = min(lim, d.chpx[i].fc)
		}
		istd := -1
		if para := d.papx.at(fc); para != nil {
			istd = para.istd
			if istd < len(d.styleChars) && d.styleChars[istd].hidden {
				end = min(end, para.end) // the style matters, go by paragraphs
			} else {
				istd = -1
			}
		}
		d.mark(p, fc, max(end, fc+1), d.characters(run, p, istd), hidden)
		fc = max(end, fc+1)
	}
}

// mark applies the properties c to the characters stored at [fc,end).
func (d *document) mark(p *piece, fc, end int, c charProps, hidden []bool) {
	if !c.hidden && !c.deleted && c.symbol == 0 {
		return
	}
	w := p.width()
	for cp := p.cp + (fc-p.fc)/w; cp < p.cp+(end-p.fc+w-1)/w && cp < len(d.units); cp++ {
		hidden[cp] = c.hidden || c.deleted
		if c.symbol != 0 && d.units[cp] == charSymbol {
			d.units[cp] = uint16(symbol(c.symbol))
		}
	}
}

// after returns the index of the first run that begins behind fc.
func (s spans) after(fc int) int {
	return sort.Search(len(s), func(i int) bool { return s[i].fc > fc })
}

// symbol replaces the glyphs of Wingdings that forms use as boxes and ticks.
func symbol(r rune) rune {
	switch r {
	case 0xf0fe, 0xf052:
		return '☑'
	case 0xf0fc, 0xf050:
		return '✓'
	case 0xf0a8, 0xf06f, 0xf0a3:
		return '□'
	case 0xf0fd:
		return '☒'
	}
	return r
}

// hideInstructions hides what stands between the begin of a field and its
// separator, or its end where it has no result. A field that is never closed
// hides nothing.
func (d *document) hideInstructions(from, to int, hidden []bool) {
	type field struct{ begin, sep int }
	var open []field
	instruction := func(begin, end int) {
		for i := begin; i < end; i++ {
			hidden[i] = true
		}
	}
	for i := from; i < to; i++ {
		switch d.units[i] {
		case charFieldBegin:
			open = append(open, field{i, -1})
		case charFieldSep:
			if n := len(open); n > 0 && open[n-1].sep < 0 {
				open[n-1].sep = i
			}
		case charFieldEnd:
			n := len(open)
			if n == 0 {
				continue
			}
			f := open[n-1]
			open = open[:n-1]
			if f.sep < 0 {
				f.sep = i
			}
			if len(open) < maxFieldDepth {
				instruction(f.begin, f.sep)
			}
		}
	}
}
