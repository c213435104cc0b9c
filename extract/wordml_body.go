package extract

import (
	"encoding/xml"
	"strconv"
)

// block reads what stands between paragraphs.
func (w *wordML) block(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return w.paragraph(e)
	case "tbl":
		return w.table(e)
	case "sectPr":
		return w.children(e, w.section)
	case "sect", "sub-section", "pBdrGroup", "annotation", "content", "cfChunk", "smartTag":
		if deletion(e) {
			return w.dec.Skip()
		}
		return w.children(e, w.block)
	}
	if e.Name.Space != wordMLSpace && e.Name.Local != "AlternateContent" {
		return w.children(e, w.block) // custom XML around paragraphs
	}
	return w.dec.Skip()
}

// deletion tells whether an annotation is a tracked deletion.
func deletion(e xml.StartElement) bool {
	t := xmlAttr(e, "type")
	return e.Name.Local == "annotation" && (t == "Word.Deletion" || t == "Word.Comment")
}

// section reads the page headers of a section.
func (w *wordML) section(e xml.StartElement) error {
	if e.Name.Local != "hdr" {
		return w.dec.Skip()
	}
	return w.apart(e, &w.headers)
}

// apart reads blocks into another part, in the middle of a paragraph.
func (w *wordML) apart(e xml.StartElement, to *mlSink) error {
	out, para, depth, fields := w.out, w.para, w.depth, w.fields
	w.out, w.para, w.depth, w.fields = to, mlPara{}, 0, nil
	err := w.children(e, w.block)
	w.out, w.para, w.depth, w.fields = out, para, depth, fields
	return err
}

// paragraph reads w:p.
func (w *wordML) paragraph(e xml.StartElement) error {
	w.para = mlPara{}
	if err := w.children(e, w.inline); err != nil {
		return err
	}
	text := string(w.para.text)
	if trimText(text) != "" {
		text = w.para.number + text
	}
	w.out.paras = append(w.out.paras, flowPara{text: text, level: w.para.level, depth: w.depth})
	return nil
}

// inline reads what stands in a paragraph.
func (w *wordML) inline(e xml.StartElement) error {
	switch e.Name.Local {
	case "pPr":
		return w.children(e, w.paragraphProperty)
	case "r":
		w.para.hidden = false
		return w.children(e, w.run)
	case "tbl":
		return w.inlineTable(e)
	}
	if deletion(e) {
		return w.dec.Skip()
	}
	return w.children(e, w.inline)
}

// inlineTable reads a table that stands inside a paragraph, against the
// schema but seen: the paragraph's text so far comes before it.
func (w *wordML) inlineTable(e xml.StartElement) error {
	para := w.para
	if len(para.text) > 0 {
		w.out.paras = append(w.out.paras, flowPara{text: string(para.text), level: para.level, depth: w.depth})
	}
	err := w.table(e)
	w.para = mlPara{level: para.level}
	return err
}

// paragraphProperty reads a child of w:pPr.
func (w *wordML) paragraphProperty(e xml.StartElement) error {
	switch e.Name.Local {
	case "pStyle":
		w.para.level = w.styleLevel(xmlAttr(e, "val"))
	case "outlineLvl":
		w.para.level = outlineLevel(e)
	case "listPr":
		return w.children(e, func(e xml.StartElement) error {
			if e.Name.Local == "t" { // wx:t, the number as Word showed it
				if number := listNumber([]byte(xmlAttr(e, "val"))); len(number) > 0 {
					w.para.number = string(number) + "\t"
				}
			}
			return w.dec.Skip()
		})
	case "sectPr":
		return w.children(e, w.section)
	}
	return w.dec.Skip()
}

// run reads a child of w:r.
func (w *wordML) run(e xml.StartElement) error {
	switch e.Name.Local {
	case "rPr":
		return w.children(e, func(e xml.StartElement) error {
			if e.Name.Local == "vanish" {
				w.para.hidden = on(e)
			}
			return w.dec.Skip()
		})
	case "t":
		return w.text()
	case "tab":
		w.write("\t")
	case "br", "cr":
		w.write("\n")
	case "noBreakHyphen":
		w.write("-")
	case "fldChar":
		w.field(xmlAttr(e, "fldCharType"))
	case "footnote", "endnote":
		return w.apart(e, &w.notes)
	case "pict":
		return w.children(e, w.picture)
	}
	return w.dec.Skip()
}

// picture looks for text boxes.
func (w *wordML) picture(e xml.StartElement) error {
	switch e.Name.Local {
	case "txbxContent":
		return w.apart(e, &w.notes)
	case "binData":
		return w.dec.Skip()
	}
	return w.children(e, w.picture)
}

// text reads the character data of w:t.
func (w *wordML) text() error {
	for {
		tok, err := w.dec.Token()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.CharData:
			w.write(string(t))
		case xml.StartElement:
			if err := w.dec.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// write adds shown text to the paragraph.
func (w *wordML) write(s string) {
	if w.para.hidden {
		return
	}
	for _, state := range w.fields {
		if state == 1 {
			return
		}
	}
	w.para.text = append(w.para.text, s...)
}

// field keeps track of the parts of fields.
func (w *wordML) field(kind string) {
	n := len(w.fields)
	switch {
	case kind == "begin" && n < w.in.limits.Depth:
		w.fields = append(w.fields, 1)
	case kind == "separate" && n > 0:
		w.fields[n-1] = 2
	case kind == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// mlRow is the row being read; columns count from 0.
type mlRow struct {
	row  gridRow
	next int
}

// gridUnit is the width given to a grid column, over any edgeTolerance.
const gridUnit = 1000

// table reads w:tbl.
func (w *wordML) table(e xml.StartElement) error {
	if w.depth++; w.depth > w.in.limits.Depth {
		return refuse(TooLarge, "tables nested more than %d deep", w.in.limits.Depth)
	}
	defer func() { w.depth-- }()
	return w.children(e, w.tableChild)
}

// tableChild reads rows, also inside annotations.
func (w *wordML) tableChild(e xml.StartElement) error {
	switch {
	case e.Name.Local == "tr":
		r := &mlRow{}
		r.row.edges = []int{0}
		if err := w.children(e, func(e xml.StartElement) error { return w.rowChild(e, r) }); err != nil {
			return err
		}
		w.out.paras = append(w.out.paras, flowPara{depth: w.depth, rowEnd: true, row: r.row})
		return nil
	case e.Name.Local == "tblPr", e.Name.Local == "tblGrid", deletion(e):
		return w.dec.Skip()
	}
	return w.children(e, w.tableChild)
}

// rowChild reads a cell or the properties of a row.
func (w *wordML) rowChild(e xml.StartElement, r *mlRow) error {
	switch {
	case e.Name.Local == "tc":
		return w.cell(e, r)
	case e.Name.Local == "trPr":
		return w.children(e, func(e xml.StartElement) error {
			switch e.Name.Local {
			case "tblHeader":
				r.row.header = on(e)
			case "gridBefore":
				r.next = wordSpan(e)
				r.row.edges[0] = r.next * gridUnit
			}
			return w.dec.Skip()
		})
	case deletion(e):
		return w.dec.Skip()
	}
	return w.children(e, func(e xml.StartElement) error { return w.rowChild(e, r) })
}

// wordSpan reads a number of columns.
func wordSpan(e xml.StartElement) int {
	n, _ := strconv.Atoi(xmlAttr(e, "val"))
	return max(1, min(n, maxGridColumns))
}

// cell reads w:tc.
func (w *wordML) cell(e xml.StartElement, r *mlRow) error {
	c, span := gridCell{}, 1
	from := len(w.out.paras)
	err := w.children(e, func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return w.block(e)
		}
		return w.children(e, func(e xml.StartElement) error {
			first := xmlAttr(e, "val") == "restart"
			switch e.Name.Local {
			case "gridSpan":
				span = wordSpan(e)
			case "vmerge", "vMerge":
				c.vertFirst, c.vertNext = first, !first
			case "hmerge", "hMerge":
				c.mergeFirst, c.mergeNext = first, !first
			}
			return w.dec.Skip()
		})
	})
	if n := len(w.out.paras); n > from && w.out.paras[n-1].depth == w.depth && !w.out.paras[n-1].rowEnd {
		w.out.paras[n-1].cellEnd = true
	} else {
		w.out.paras = append(w.out.paras, flowPara{depth: w.depth, cellEnd: true})
	}
	r.next += span
	r.row.edges = append(r.row.edges, r.next*gridUnit)
	r.row.cells = append(r.row.cells, c)
	return err
}
