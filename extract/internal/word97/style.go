package word97

// style is one entry of the style sheet ([MS-DOC] 2.9.260).
type style struct {
	sti, base  int
	papx, chpx []byte
}

const (
	noStyle       = 0xFFF
	maxStyleChain = 12   // Word allows 11 ancestors
	maxStyles     = 4095 // [MS-DOC] 2.9.271 cstd
)

// parseStyles reads the STSH; a damaged entry is left empty, so that the
// numbers of the others stay right.
func parseStyles(stsh []byte) []style {
	head := u16(stsh, 0)
	count, baseSize := min(u16(stsh, 2), maxStyles), u16(stsh, 4)
	b := stsh[min(len(stsh), 2+head):]
	var out []style
	for len(out) < count && len(b) >= 2 {
		n := u16(b, 0)
		std := slice(b, 2, n)
		if std == nil {
			break
		}
		out = append(out, parseStyle(std, baseSize))
		b = b[2+n:]
	}
	return out
}

// parseStyle reads an STD.
func parseStyle(std []byte, baseSize int) style {
	if len(std) < baseSize || len(std) < 8 {
		return style{base: noStyle}
	}
	s := style{sti: u16(std, 0) & 0xfff, base: u16(std, 2) >> 4}
	kind, upxes := u16(std, 2)&15, u16(std, 4)&15
	at := baseSize + 2 + 2*u16(std, baseSize) + 2
	var upx [][]byte
	for range min(upxes, 3) {
		at += at & 1
		data := slice(std, at+2, u16(std, at))
		upx = append(upx, data)
		at += 2 + len(data)
	}
	switch {
	case kind == 1 && len(upx) >= 2:
		if len(upx[0]) >= 2 {
			s.papx = upx[0][2:]
		}
		s.chpx = upx[1]
	case kind == 2 && len(upx) >= 1:
		s.chpx = upx[0]
	}
	return s
}

// chain calls f for a style's ancestors, the eldest first, then for the style.
func chain(styles []style, istd int, f func(*style)) {
	var stack [maxStyleChain]int
	n := 0
	for ; n < maxStyleChain && istd < len(styles); n++ {
		stack[n] = istd
		if istd = styles[istd].base; istd == noStyle {
			n++
			break
		}
	}
	for n--; n >= 0; n-- {
		f(&styles[stack[n]])
	}
}

// headingLevel is the outline level of the built-in heading styles, whose sti
// is 1 to 9, when the style sheet does not spell it out.
func (s *style) headingLevel() int {
	if s.sti >= 1 && s.sti <= 9 {
		return s.sti
	}
	return 0
}
