package generate

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// renderDocx writes a WordprocessingML package (ECMA-376 part 1, clause 17) with
// the parts a word processor needs: content types, relationships, the document
// and its heading styles. The archive carries no times, so equal reports give
// equal bytes.
func renderDocx(o *Office) []byte {
	var body strings.Builder
	for _, b := range o.blocks {
		if b.table != nil {
			wordTable(&body, b.table)
			continue
		}
		wordParagraph(&body, b.runs, headingStyle(b.level))
	}
	return packDocx(body.String())
}

const (
	wordNS       = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	packageRels  = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
)

func packDocx(body string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", wordStyles()},
		{"word/document.xml", xmlHead + `<w:document ` + wordNS + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`},
	} {
		// Writing to a bytes.Buffer cannot fail.
		w, _ := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
		_, _ = w.Write([]byte(part.text))
	}
	_ = z.Close()
	return out.Bytes()
}

func wordStyles() string {
	var out strings.Builder
	out.WriteString(xmlHead + `<w:styles ` + wordNS + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for l := 1; l <= 3; l++ {
		fmt.Fprintf(&out, `<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="%d"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`, l, l, l-1)
	}
	out.WriteString(`</w:styles>`)
	return out.String()
}

func headingStyle(level int) string {
	if level == 0 {
		return ""
	}
	return fmt.Sprintf(`<w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>`, level)
}

func wordParagraph(out *strings.Builder, runs []run, properties string) {
	out.WriteString("<w:p>" + properties)
	for _, r := range runs {
		if r.slot != nil && r.slot.tail != "" {
			// Editing leaves number and unit in runs of their own.
			wordRun(out, r.slot.number())
			wordRun(out, r.slot.tail)
			continue
		}
		wordRun(out, r.String())
	}
	out.WriteString("</w:p>")
}

func wordRun(out *strings.Builder, text string) {
	if text == "" {
		return
	}
	out.WriteString(`<w:r><w:t xml:space="preserve">`)
	_ = xml.EscapeText(out, []byte(text))
	out.WriteString(`</w:t></w:r>`)
}

func wordTable(out *strings.Builder, t *table) {
	if t.unit != "" {
		wordParagraph(out, []run{{text: t.unit}}, `<w:pPr><w:jc w:val="right"/></w:pPr>`)
	}
	out.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr><w:tblGrid>`)
	for range t.cols {
		fmt.Fprintf(out, `<w:gridCol w:w="%d"/>`, 9000/t.cols)
	}
	out.WriteString(`</w:tblGrid>`)
	for r := range t.rows {
		wordRow(out, t, r)
	}
	out.WriteString(`</w:tbl><w:p/>`)
}

// wordRow writes the cells of a row; below a cell that spans rows Word wants a
// continuing cell of the same width.
func wordRow(out *strings.Builder, t *table, r int) {
	out.WriteString(`<w:tr>`)
	if r < t.header {
		out.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
	}
	for c := 0; c < len(t.rows[r]); {
		origin, merge := t.rows[r][c], ""
		switch {
		case origin.covered:
			origin, merge = t.above(r, c), `<w:vMerge/>`
			origin.run = run{}
		case origin.rowSpan > 1:
			merge = `<w:vMerge w:val="restart"/>`
		}
		out.WriteString(`<w:tc><w:tcPr>`)
		if origin.colSpan > 1 {
			fmt.Fprintf(out, `<w:gridSpan w:val="%d"/>`, origin.colSpan)
		}
		out.WriteString(merge + `</w:tcPr>`)
		wordParagraph(out, []run{origin.run}, "")
		out.WriteString(`</w:tc>`)
		c += max(1, origin.colSpan)
	}
	out.WriteString(`</w:tr>`)
}

// above finds the merged cell that starts in column c over row r.
func (t *table) above(r, c int) cell {
	for i := r - 1; i >= 0; i-- {
		if cell := t.rows[i][c]; !cell.covered {
			return cell
		}
	}
	return cell{colSpan: 1}
}
