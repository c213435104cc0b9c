package extract

// word acts on a control word.
func (r *rtf) word(name string, n int, has bool) {
	if name == "bin" {
		r.at = min(len(r.b), r.at+max(0, n))
		return
	}
	if r.skipBytes > 0 {
		r.skipBytes--
		return
	}
	if name != "u" { // the halves of a surrogate pair stay together
		r.flush()
	}
	star := r.star
	r.fresh, r.star = false, false
	switch {
	case r.destination(name), r.character(name, n, has), r.rowWord(name, n), r.property(name, n, has):
	case star:
		r.top().skip = true // an optional destination nobody knows
	}
}

// destination begins a group that is not plain text.
func (r *rtf) destination(name string) bool {
	s := r.top()
	switch name {
	case "fonttbl":
		s.dest = rtfFonts
	case "stylesheet":
		s.dest = rtfStyles
	case "footnote", "shptxt", "dptxbxtext":
		s.sink, s.inTable, s.itap, s.level = &rtfSink{}, false, 0, 0
		r.part(s.sink, r.notes)
	case "header", "headerl", "headerr", "headerf":
		s.sink, s.inTable, s.itap = &rtfSink{}, false, 0
		r.part(s.sink, r.headers)
	case "shpinst", "do", "shp", "shpgrp": // entered for the text inside
	case "listtext", "pntext":
		s.number = len(s.sink.text) + 1
	case "nesttableprops":
		outer := r.row
		s.row = &outer
	case "pict":
		r.pictures++
		s.skip = true
	case "colortbl", "info", "footer", "footerl", "footerr", "footerf", "annotation", "atnid", "atnauthor",
		"shprslt", "sp", "nonesttables", "xe", "tc", "tcn", "rxe", "txe", "fldinst", "objdata", "filetbl",
		"pntxta", "pntxtb", "pnseclvl", "pn", "listtable", "listoverridetable", "revtbl", "nonshppict",
		"themedata", "colorschememapping", "datastore", "latentstyles", "bkmkstart", "bkmkend", "generator",
		"ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "private", "template", "rsidtbl":
		s.skip = true
	default:
		return false
	}
	return true
}

// character takes the control words that stand for a character.
func (r *rtf) character(name string, n int, has bool) bool {
	switch name {
	case "u":
		if has {
			r.unit(uint16(n))
			r.skipBytes = r.top().uc
		}
	case "tab":
		r.unit('\t')
	case "line", "softline", "lbr":
		r.unit('\n')
	case "emdash":
		r.unit('—')
	case "endash":
		r.unit('–')
	case "lquote":
		r.unit('‘')
	case "rquote":
		r.unit('’')
	case "ldblquote":
		r.unit('“')
	case "rdblquote":
		r.unit('”')
	case "bullet":
		r.unit('•')
	case "emspace", "enspace", "qmspace":
		r.unit(' ')
	case "par", "sect", "page":
		r.paragraph(false)
	case "cell", "nestcell":
		r.cellEnd(name == "nestcell")
	case "row", "nestrow":
		r.rowEnd(name == "nestrow")
	default:
		return false
	}
	return true
}

// property takes character, paragraph and document properties.
func (r *rtf) property(name string, n int, has bool) bool {
	s := r.top()
	switch name {
	case "uc":
		s.uc = max(0, min(n, 8))
	case "ansicpg":
		r.page = n
	case "mac":
		r.page = 10000
	case "pc":
		r.page = 437
	case "pca":
		r.page = 850
	case "deff":
		r.defaultFont = n
	case "f":
		s.font = n
	case "fcharset":
		if s.dest == rtfFonts {
			r.charsets[s.font] = n
		}
	case "v":
		s.hidden = !has || n != 0
	case "deleted":
		s.deleted = !has || n != 0
	case "plain":
		s.hidden, s.deleted, s.font = false, false, -1
	case "pard":
		s.inTable, s.itap, s.level, s.style = false, 0, 0, 0
	case "intbl":
		s.inTable = true
	case "itap":
		s.itap = max(0, n)
	case "s":
		s.style = n
		if s.dest == rtfText {
			s.level = r.levels[n]
		}
	case "outlinelevel":
		level := n + 1
		if level < 1 || level > 9 {
			level = 0
		}
		if s.dest == rtfStyles {
			r.levels[s.style] = level
		} else {
			s.level = level
		}
	default:
		return false
	}
	return true
}

// rowWord takes the definition of a table row.
func (r *rtf) rowWord(name string, n int) bool {
	switch name {
	case "trowd":
		r.row, r.cell = gridRow{}, gridCell{}
		r.inRow = true
	case "trleft":
		r.row.edges = append(r.row.edges[:0:0], n)
	case "trhdr":
		r.row.header = true
	case "clmgf":
		r.cell.mergeFirst = true
	case "clmrg":
		r.cell.mergeNext = true
	case "clvmgf":
		r.cell.vertFirst = true
	case "clvmrg":
		r.cell.vertNext = true
	case "cellx":
		if len(r.row.edges) == 0 {
			r.row.edges = []int{min(0, n-1)}
		}
		r.row.edges = append(r.row.edges, n)
		r.row.cells = append(r.row.cells, r.cell)
		r.cell = gridCell{}
	default:
		return false
	}
	return true
}

// depth is the number of tables around the current paragraph.
func (s *rtfState) depth() int {
	if s.itap > 0 {
		return s.itap
	}
	if s.inTable {
		return 1
	}
	return 0
}

// paragraph ends a paragraph.
func (r *rtf) paragraph(cellEnd bool) {
	r.flush()
	s := r.top()
	if s.skip || s.dest != rtfText || !cellEnd && (s.hidden || s.deleted) {
		return
	}
	depth := s.depth()
	if depth == 0 && r.inRow && s.sink == r.body {
		depth = 1 // some writers leave \intbl out
	}
	s.sink.paras = append(s.sink.paras, flowPara{text: string(s.sink.text), level: s.level, depth: depth, cellEnd: cellEnd})
	s.sink.text = s.sink.text[:0]
}

// cellEnd ends a cell of the outermost or of a nested table.
func (r *rtf) cellEnd(nested bool) {
	s := r.top()
	switch {
	case nested:
		s.itap = max(s.itap, 2)
	default:
		s.inTable, s.itap = true, 1
	}
	r.paragraph(true)
}

// rowEnd ends a row as the current definition says.
func (r *rtf) rowEnd(nested bool) {
	s := r.top()
	if s.skip {
		return
	}
	depth := 1
	if nested {
		depth = max(s.itap, 2)
	} else {
		r.inRow = false
	}
	row := r.row
	row.cells = append([]gridCell{}, row.cells...)
	row.edges = append([]int{}, row.edges...)
	s.sink.paras = append(s.sink.paras, flowPara{depth: depth, rowEnd: true, row: row})
	s.sink.text = s.sink.text[:0]
}
