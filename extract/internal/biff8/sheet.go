package biff8

// sheet reads the substream of one worksheet.
func (r *reader) sheet(b bound) error {
	recs := &records{b: r.b, at: b.at}
	kind, data, ok := recs.next()
	if !ok || kind != recBOF {
		r.warn("sheet " + b.name + " is missing")
		return nil
	}
	if u16(data, 2) != bofWorksheet {
		r.warn("sheet " + b.name + " is not read: it is no worksheet")
		return nil
	}
	r.out.Sheets = append(r.out.Sheets, Sheet{Name: b.name, Hidden: b.hidden, HiddenRows: map[int]bool{}})
	s := &r.out.Sheets[len(r.out.Sheets)-1]
	defer func() { r.scanned += recs.at - b.at }()
	depth := 1 // embedded charts are substreams inside
	for {
		kind, data, ok := recs.next()
		if !ok {
			r.warn("sheet " + b.name + " ends early")
			return nil
		}
		switch {
		case kind == recBOF:
			depth++
		case kind == recEOF:
			if depth--; depth == 0 {
				return nil
			}
		case depth == 1:
			r.record(s, kind, data, recs)
		}
		if r.cells > r.maxCells {
			return ErrTooLarge
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
}

// record takes one record of a worksheet.
func (r *reader) record(s *Sheet, kind int, data []byte, recs *records) {
	switch kind {
	case recRow:
		if len(data) >= 14 && data[12]&0x20 != 0 {
			s.HiddenRows[u16(data, 0)] = true
		}
	case recColInfo:
		if u16(data, 8)&1 != 0 {
			for col := u16(data, 0); col <= min(u16(data, 2), maxCol); col++ {
				s.HiddenCols[col] = true
			}
		}
	case recMergedCells:
		s.merge(data)
	case recLabelSST:
		if i := int(u32(data, 6)); len(data) >= 10 && i < len(r.sst) {
			r.add(s, data, r.sst[i])
		}
	case recLabel, recRString:
		r.add(s, data, r.label(data))
	case recNumber:
		r.number(s, data, f64(data, 6))
	case recRK:
		r.number(s, data, RK(u32(data, 6)))
	case recMulRk:
		for i := 4; i+6 <= len(data)-2; i += 6 {
			r.numberAt(s, u16(data, 0), u16(data, 2)+(i-4)/6, u16(data, i), RK(u32(data, i+2)))
		}
	case recBoolErr:
		if len(data) >= 8 {
			r.add(s, data, boolErr(data[6], data[7] != 0))
		}
	case recFormula:
		r.formula(s, data, recs)
	case recObj:
		r.object(s, data)
	case recTxO:
		r.textBox(s, data, recs)
	}
}

// The kinds of drawn objects ([MS-XLS] 2.5.143).
const (
	objectText    = 0x06
	objectComment = 0x19
)

// object reads an OBJ record: what the text that may follow belongs to. Excel 5
// keeps the text in the record itself, in a form that is not read.
func (r *reader) object(s *Sheet, data []byte) {
	if r.old {
		if u16(data, 4) == objectText {
			r.warn("a text box of sheet " + s.Name + " is not read")
		}
		return
	}
	s.object = u16(data, 4) // behind the head of the first part, FtCmo
}

// textBox reads a TXO record and its continuations. A comment on a cell has one
// too, and is no text of the sheet.
func (r *reader) textBox(s *Sheet, data []byte, recs *records) {
	c := newChunked(nil, recs)
	if s.object == objectComment {
		r.warn("the comments of sheet " + s.Name + " are not read")
		return
	}
	if text := c.plain(u16(data, 10)); text != "" {
		r.cells++
		s.Notes = append(s.Notes, text)
	}
}

// merge reads a MERGEDCELLS record.
func (s *Sheet) merge(data []byte) {
	for i := 2; i+8 <= len(data) && (i-2)/8 < u16(data, 0); i += 8 {
		m := Range{Row1: u16(data, i), Row2: u16(data, i+2), Col1: u16(data, i+4), Col2: u16(data, i+6)}
		if m.Row1 <= m.Row2 && m.Col1 <= m.Col2 && m.Col2 <= maxCol && (m.Row1 != m.Row2 || m.Col1 != m.Col2) {
			s.Merges = append(s.Merges, m)
		}
	}
}

// formula adds the cached result of a FORMULA record.
func (r *reader) formula(s *Sheet, data []byte, recs *records) {
	if len(data) < 14 {
		return
	}
	if u16(data, 12) != 0xffff {
		r.number(s, data, f64(data, 6))
		return
	}
	switch data[6] {
	case 0:
		r.add(s, data, r.result(recs))
	case 1, 2:
		r.add(s, data, boolErr(data[8], data[6] == 2))
	}
}

// result reads the STRING record behind a formula; shared formulas and arrays
// may stand between.
func (r *reader) result(recs *records) string {
	look := *recs
	for range 3 {
		kind, data, ok := look.next()
		if !ok {
			return ""
		}
		if kind == recArray || kind == recTable || kind == recShrFmla {
			continue
		}
		if kind != recString {
			return ""
		}
		if r.old {
			return r.bytes(data[min(2, len(data)):], u16(data, 0))
		}
		s, _ := newChunked(data, &look).text(2)
		return s
	}
	return ""
}

// label reads the string of a LABEL or RSTRING record.
func (r *reader) label(data []byte) string {
	if len(data) < 8 {
		return ""
	}
	if r.old {
		return r.bytes(data[8:], u16(data, 6))
	}
	s, _ := (&chunked{b: data[6:]}).text(2)
	return s
}

// number adds a number at the place a record begins with.
func (r *reader) number(s *Sheet, data []byte, v float64) {
	if len(data) >= 10 {
		r.numberAt(s, u16(data, 0), u16(data, 2), u16(data, 4), v)
	}
}

// numberAt adds a number in the format of its XF.
func (r *reader) numberAt(s *Sheet, row, col, xf int, v float64) {
	f := r.numFormat(xf)
	if col <= maxCol {
		r.cells++
		s.Cells = append(s.Cells, Cell{row, col, f.show(v, r.epoch1904), f.hidden})
	}
}

// add adds a text at the place a record begins with.
func (r *reader) add(s *Sheet, data []byte, text string) {
	if row, col := u16(data, 0), u16(data, 2); text != "" && col <= maxCol {
		r.cells++
		s.Cells = append(s.Cells, Cell{row, col, text, r.numFormat(u16(data, 4)).hidden})
	}
}

// boolErr writes a Bes ([MS-XLS] 2.5.10).
func boolErr(v byte, isError bool) string {
	switch {
	case isError:
		return ErrorText(v)
	case v != 0:
		return "TRUE"
	}
	return "FALSE"
}

// ErrorText is how an error value is shown ([MS-XLS] 2.5.10).
func ErrorText(v byte) string {
	switch v {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}
