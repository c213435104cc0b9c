package word97

// The property modifiers read ([MS-DOC] 2.6).
const (
	sprmCFRMarkDel   = 0x0800
	sprmCFVanish     = 0x083C
	sprmCSymbol      = 0x6A09
	sprmCIstd        = 0x4A30
	sprmPIstd        = 0x4600
	sprmPOutLvl      = 0x2640
	sprmPIlvl        = 0x260A
	sprmPIlfo        = 0x460B
	sprmPFInTable    = 0x2416
	sprmPFTtp        = 0x2417
	sprmPItap        = 0x6649
	sprmPDtap        = 0x664A
	sprmPFInnerCell  = 0x244B
	sprmPFInnerTtp   = 0x244C
	sprmPHugePapx    = 0x6646
	sprmPHugePapxOld = 0x6645
	sprmPTableProps  = 0x646B
	sprmPChgTabs     = 0xC615
	sprmTDefTable    = 0xD608
	sprmTDefTable10  = 0xD606
	sprmTDxaLeft     = 0x9601
	sprmTDxaGapHalf  = 0x9602
	sprmTTableHeader = 0x3404
	sprmTInsert      = 0x7621
	sprmTDelete      = 0x5622
	sprmTDxaCol      = 0x7623
	sprmTMerge       = 0x5624
	sprmTSplit       = 0x5625
	sprmTVertMerge   = 0xD62B
	maxCells         = 64
)

// eachSprm calls f for every modifier of a grpprl until the bytes run out.
func eachSprm(grpprl []byte, f func(op int, arg []byte)) {
	for b := grpprl; len(b) >= 2; {
		op := u16(b, 0)
		b = b[2:]
		n, skip := sprmLength(op, b)
		if n < 0 || skip+n > len(b) {
			return
		}
		f(op, b[skip:skip+n])
		b = b[skip+n:]
	}
}

// sprmLength returns the size of a modifier's operand and of the length prefix
// in front of it ([MS-DOC] 2.2.5.1, spra).
func sprmLength(op int, b []byte) (n, prefix int) {
	switch op >> 13 {
	case 0, 1:
		return 1, 0
	case 2, 4, 5:
		return 2, 0
	case 3:
		return 4, 0
	case 7:
		return 3, 0
	}
	if len(b) == 0 {
		return -1, 0
	}
	switch {
	case op == sprmTDefTable || op == sprmTDefTable10:
		return u16(b, 0) - 1, 2
	case op == sprmPChgTabs && b[0] == 255:
		return changedTabs(b), 1
	}
	return int(b[0]), 1
}

// changedTabs is the size of a sprmPChgTabs operand too long for one byte.
func changedTabs(b []byte) int {
	if len(b) < 2 {
		return -1
	}
	deleted := int(b[1])
	at := 2 + 4*deleted
	if at >= len(b) {
		return -1
	}
	return 1 + 4*deleted + 1 + 3*int(b[at])
}

// toggle applies a ToggleOperand ([MS-DOC] 2.9.330) over a style's value.
func toggle(arg byte, style bool) bool {
	switch arg {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return arg != 0
}
