package word97

import "context"

// paraProps are the paragraph properties read.
type paraProps struct {
	outline           int // 1..9, 0 body text
	ilfo, ilvl        int
	inTable, rowEnd   bool
	depth             int
	innerCell, innerR bool
	row               *Row
}

// charProps are the character properties read.
type charProps struct {
	hidden, deleted bool
	symbol          rune
}

// document is the state of one Parse.
type document struct {
	ctx        context.Context
	main, data []byte
	fib        *fib
	pieces     []piece
	units      []uint16 // one UTF-16 unit for each character position
	chpx, papx spans
	styles     []style
	styleProps []paraProps
	styleChars []charProps
	lists      *lists
}

// resolveStyles folds every style's ancestors once.
func (d *document) resolveStyles() {
	d.styleProps = make([]paraProps, len(d.styles))
	d.styleChars = make([]charProps, len(d.styles))
	for i := range d.styles {
		p, c := &d.styleProps[i], &d.styleChars[i]
		chain(d.styles, i, func(s *style) {
			if h := s.headingLevel(); h > 0 {
				p.outline = h
			}
			eachSprm(s.papx, p.apply)
			eachSprm(s.chpx, c.apply)
		})
		p.row = nil
	}
}

// apply applies a modifier to the paragraph.
func (p *paraProps) apply(op int, arg []byte) {
	switch op {
	case sprmPOutLvl:
		if p.outline = int(arg[0]) + 1; p.outline > 9 {
			p.outline = 0
		}
	case sprmPIlvl:
		p.ilvl = int(arg[0])
	case sprmPIlfo:
		p.ilfo = i16(arg, 0)
	case sprmPFInTable:
		p.inTable = arg[0] != 0
	case sprmPFTtp:
		p.rowEnd = arg[0] != 0
	case sprmPItap:
		p.depth = int(int32(u32(arg, 0)))
	case sprmPDtap:
		p.depth += int(int32(u32(arg, 0)))
	case sprmPFInnerCell:
		p.innerCell = arg[0] != 0
	case sprmPFInnerTtp:
		p.innerR = arg[0] != 0
	default:
		if op>>10&7 == 5 { // sgc 5: table
			if p.row == nil {
				p.row = &Row{}
			}
			p.row.apply(op, arg)
		}
	}
}

// apply applies a modifier to the characters.
func (c *charProps) apply(op int, arg []byte) {
	switch op {
	case sprmCFVanish:
		c.hidden = toggle(arg[0], c.hidden)
	case sprmCFRMarkDel:
		c.deleted = arg[0] != 0 && arg[0] != 0x80
	case sprmCSymbol:
		c.symbol = rune(u16(arg, 2))
	}
}

// paragraph returns the properties of the paragraph that character cp ends.
func (d *document) paragraph(cp int) paraProps {
	fc, piece := fcOf(d.pieces, cp)
	run := d.papx.at(fc)
	p := paraProps{}
	if run == nil {
		if len(d.styleProps) > 0 {
			p = d.styleProps[0]
		}
	} else {
		istd := run.istd
		eachSprm(run.grpprl, func(op int, arg []byte) {
			if op == sprmPIstd {
				istd = u16(arg, 0)
			}
		})
		if istd < len(d.styleProps) {
			p = d.styleProps[istd]
		}
		d.applyParagraph(&p, run.grpprl)
	}
	if piece != nil {
		eachSprm(piece.grpprl, p.apply)
	}
	if p.inTable && p.depth < 1 {
		p.depth = 1
	}
	if !p.inTable && p.depth == 1 && run == nil {
		p.depth = 0
	}
	return p
}

// applyParagraph applies a grpprl and the one in the Data stream that stands
// for more when it did not fit ([MS-DOC] 2.9.181 PrcData).
func (d *document) applyParagraph(p *paraProps, grpprl []byte) {
	eachSprm(grpprl, func(op int, arg []byte) {
		if op == sprmPHugePapx || op == sprmPHugePapxOld || op == sprmPTableProps {
			at := int(u32(arg, 0))
			eachSprm(slice(d.data, at+2, u16(d.data, at)), p.apply)
			return
		}
		p.apply(op, arg)
	})
}

// characters returns the character properties of a run under a paragraph
// style, with the modifier of the piece.
func (d *document) characters(run *span, p *piece, istd int) charProps {
	var c charProps
	if istd >= 0 && istd < len(d.styleChars) {
		c = d.styleChars[istd]
	}
	base := c
	if run != nil {
		eachSprm(run.grpprl, func(op int, arg []byte) {
			if op == sprmCIstd {
				if i := u16(arg, 0); i < len(d.styleChars) && d.styleChars[i].hidden {
					base.hidden = true
					c.hidden = true
				}
				return
			}
			if op == sprmCFVanish {
				c.hidden = toggle(arg[0], base.hidden)
				return
			}
			c.apply(op, arg)
		})
	}
	eachSprm(p.grpprl, c.apply)
	return c
}
