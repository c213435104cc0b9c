package word97

import (
	"fmt"
	"sort"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// piece is one run of the piece table: characters [cp,end) stored at fc of the
// WordDocument stream.
type piece struct {
	cp, end    int
	fc         int
	compressed bool   // one byte a character
	grpprl     []byte // property modifier of a fast-saved file
}

// width is the size of the piece's characters in bytes.
func (p *piece) width() int {
	if p.compressed {
		return 1
	}
	return 2
}

// parsePieces reads the Clx ([MS-DOC] 2.9.38).
func parsePieces(f *fib, mainSize int) ([]piece, error) {
	clx := f.part(pairClx)
	var prcs [][]byte
	for len(clx) >= 3 && clx[0] == 1 {
		n := u16(clx, 1)
		prc := slice(clx, 3, n)
		if prc == nil {
			break
		}
		prcs = append(prcs, prc)
		clx = clx[3+n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil, fmt.Errorf("%w: no piece table", ErrCorrupt)
	}
	plc := clx[5:]
	plc = plc[:min(len(plc), int(u32(clx, 1)))]
	n := (len(plc) - 4) / 12
	var pieces []piece
	total := 0
	for i := range n {
		p := piece{cp: int(u32(plc, 4*i)), end: int(u32(plc, 4*i+4))}
		pcd := plc[4*(n+1)+8*i:]
		fc := u32(pcd, 2)
		p.fc, p.grpprl = int(fc&0x3fffffff), essential(modifier(u16(pcd, 6), prcs))
		if fc&0x40000000 != 0 {
			p.fc, p.compressed = p.fc/2, true
		}
		if p.end < p.cp || p.cp != total {
			return pieces, fmt.Errorf("%w: piece table out of order", ErrCorrupt)
		}
		if p.end-p.cp > (mainSize-p.fc)/p.width() {
			p.end = p.cp + max(0, (mainSize-p.fc)/p.width()) // the file was cut
		}
		if total = p.end; total > mainSize {
			return pieces, fmt.Errorf("%w: more characters than bytes", ErrCorrupt)
		}
		pieces = append(pieces, p)
		if p.end != int(u32(plc, 4*i+4)) {
			break
		}
	}
	return pieces, nil
}

// modifier returns the grpprl of a Prm ([MS-DOC] 2.9.214): an index into the
// Prcs, or one of the modifiers packed into the number itself.
func modifier(prm int, prcs [][]byte) []byte {
	if prm&1 != 0 {
		if i := prm >> 1; i < len(prcs) {
			return prcs[i]
		}
		return nil
	}
	op := 0
	switch prm >> 1 & 0x7f { // isprm, table of [MS-DOC] 2.9.215
	case 0x18:
		op = sprmPFInTable
	case 0x19:
		op = sprmPFTtp
	case 0x0C:
		op = sprmPIlvl
	case 0x41:
		op = sprmCFRMarkDel
	case 0x5C:
		op = sprmCFVanish
	default:
		return nil
	}
	return []byte{byte(op), byte(op >> 8), byte(prm >> 8)}
}

// fcOf returns the file position of a character, and its piece.
func fcOf(pieces []piece, cp int) (fc int, p *piece) {
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].end > cp })
	if i == len(pieces) {
		return -1, nil
	}
	p = &pieces[i]
	return p.fc + (cp-p.cp)*p.width(), p
}

// essential keeps the last of each modifier that is read, so that applying a
// piece's modifiers to each of its runs stays cheap.
func essential(grpprl []byte) []byte {
	last := map[int][]byte{}
	var order []int
	eachSprm(grpprl, func(op int, arg []byte) {
		switch op {
		case sprmPFInTable, sprmPFTtp, sprmPIlvl, sprmPIlfo, sprmPOutLvl, sprmPItap, sprmCFRMarkDel, sprmCFVanish, sprmPFInnerCell, sprmPFInnerTtp:
			if last[op] == nil {
				order = append(order, op)
			}
			last[op] = arg
		}
	})
	var out []byte
	for _, op := range order {
		out = append(append(out, byte(op), byte(op>>8)), last[op]...)
	}
	return out
}

// compressedHigh are the characters a compressed piece keeps in the bytes
// 0x80-0x9F ([MS-DOC] 2.9.73); the rest are the byte's own number.
const compressedHigh = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
	"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178"

// skip stands for the second byte of a two-byte character, which counts as a
// character of its own in the numbering of characters.
const skip = 0

// readText decodes the characters of all pieces into UTF-16 units, one for
// each character position.
func readText(main []byte, pieces []piece, lid int) []uint16 {
	high := []rune(compressedHigh)
	var units []uint16
	for i := range pieces {
		p := &pieces[i]
		raw := slice(main, p.fc, (p.end-p.cp)*p.width())
		switch {
		case !p.compressed:
			for at := 0; at+1 < len(raw); at += 2 {
				units = append(units, uint16(raw[at])|uint16(raw[at+1])<<8)
			}
		case lid == lidChinese && looksGBK(raw):
			units = appendGBK(units, raw)
		default:
			for _, c := range raw {
				if c >= 0x80 && c < 0xa0 {
					units = append(units, uint16(high[c-0x80]))
					continue
				}
				units = append(units, uint16(c))
			}
		}
	}
	return units
}

// looksGBK tells code page 936 from the specified Latin bytes: every byte over
// 0xA0 has a partner, and there are many. Older Kingsoft converters wrote so.
func looksGBK(raw []byte) bool {
	pairs := 0
	for i := 0; i < len(raw); i++ {
		if raw[i] < 0x80 {
			continue
		}
		if raw[i] < 0xa1 || i+1 == len(raw) || raw[i+1] < 0xa1 {
			return false
		}
		pairs++
		i++
	}
	return pairs >= 4
}

// appendGBK decodes code page 936 keeping one unit for each byte.
func appendGBK(units []uint16, raw []byte) []uint16 {
	dec := simplifiedchinese.GBK.NewDecoder()
	for i := 0; i < len(raw); i++ {
		if raw[i] < 0x80 || i+1 == len(raw) {
			units = append(units, uint16(raw[i]))
			continue
		}
		s, err := dec.Bytes(raw[i : i+2])
		u := utf16.Encode([]rune(string(s)))
		if err != nil || len(u) != 1 {
			u = []uint16{0xfffd}
		}
		units = append(units, u[0], skip)
		i++
	}
	return units
}
