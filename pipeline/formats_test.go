package pipeline

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/pipeline/generate"
)

// TestDrawnReportInEveryFormat holds that a drawn report means the same as a Word
// file, laid out on pages as PDF and OFD, and as a workbook. The writers are here:
// they know nothing of the readers but what a page and a sheet are. (Of one report
// there are files of independent writers, see TestOneReportInManyFormats.)
func TestDrawnReportInEveryFormat(t *testing.T) {
	t.Parallel()
	for i, style := range generate.Styles() {
		_, data, _ := generate.New(uint64(i+1), style).Render(generate.Docx)
		want := factBag(processed(t, "report.docx", data))
		doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		pages := drawPages(doc)
		for name, data := range map[string][]byte{"pdf": pagesPDF(pages), "ofd": pagesOFD(t, pages), "xlsx": bookXLSX(t, doc)} {
			t.Run(style.ID+"/"+name, func(t *testing.T) {
				got := processed(t, "report."+name, data)
				t.Logf("%d facts on %d pages", len(got.Facts), len(pages))
				same(t, "fact", want, factBag(got))
			})
		}
	}
}

// drawnPage is a page of A4: runs of text by their baseline, and lines, in points
// from the upper left.
type drawnPage struct {
	runs  []drawnRun
	lines [][4]float64
}

type drawnRun struct {
	x, y, size float64
	text       string
}

const (
	pageWidth, pageHeight = 842.0, 595.0 // on its side: the tables are wide
	pageMargin            = 40.0
	lineSize, cellSize    = 12.0, 7.0
)

// pageMaker lays a report out from top to bottom.
type pageMaker struct {
	pages []drawnPage
	y     float64 // where the next line goes
}

// drawPages sets paragraphs as lines, indented and broken, and tables in frames.
func drawPages(doc *extract.Document) []drawnPage {
	m := &pageMaker{pages: make([]drawnPage, 1), y: pageMargin}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table != nil {
			m.y += lineSize
			m.table(b.Table)
			m.y += lineSize
			continue
		}
		lines := brokenLines(b.Text.S, lineSize, pageWidth-2*pageMargin, 2*lineSize)
		for k, line := range lines {
			x := pageMargin
			if k == 0 {
				x += 2 * lineSize
			}
			m.room(1.8 * lineSize)
			m.page().runs = append(m.page().runs, drawnRun{x, m.y + lineSize, lineSize, line})
			m.y += 1.8 * lineSize
		}
		m.y += 0.4 * lineSize
	}
	return m.pages
}

func (m *pageMaker) page() *drawnPage { return &m.pages[len(m.pages)-1] }

// room begins a page where h is more than is left of this one.
func (m *pageMaker) room(h float64) {
	if m.y+h > pageHeight-pageMargin {
		m.pages, m.y = append(m.pages, drawnPage{}), pageMargin
	}
}

// table draws a table, its columns as wide as their longest texts want.
func (m *pageMaker) table(t *extract.Table) {
	edges, at := columnEdges(t), make(map[[2]int]*extract.Cell)
	heights := make([]float64, t.Rows)
	for i := range t.Cells {
		c := &t.Cells[i]
		at[[2]int{c.Row, c.Col}] = c
		need := (float64(len(cellLines(c, edges)))*1.3 + 1) * cellSize
		heights[c.Row+c.RowSpan-1] = max(heights[c.Row+c.RowSpan-1], need-float64(c.RowSpan-1)*2.3*cellSize, 2.3*cellSize)
	}
	for y := range t.Rows {
		group := heights[y] // a cell over rows does not go over pages
		for x := range t.Cols {
			if c := at[[2]int{y, x}]; c != nil && c.RowSpan > 1 {
				group = max(group, sum(heights[y:y+c.RowSpan]))
			}
		}
		m.room(group)
		for x := range t.Cols {
			if c := at[[2]int{y, x}]; c != nil {
				m.cell(c, edges, sum(heights[y:y+c.RowSpan]))
			}
		}
		m.y += heights[y]
	}
}

// cell draws the frame of a cell and its text.
func (m *pageMaker) cell(c *extract.Cell, edges []float64, height float64) {
	p, x0, x1, y0, y1 := m.page(), edges[c.Col], edges[c.Col+c.ColSpan], m.y, m.y+height
	p.lines = append(p.lines, [4]float64{x0, y0, x1, y0}, [4]float64{x0, y1, x1, y1}, [4]float64{x0, y0, x0, y1}, [4]float64{x1, y0, x1, y1})
	for k, line := range cellLines(c, edges) {
		p.runs = append(p.runs, drawnRun{x0 + 2, y0 + (1.3*float64(k)+1.4)*cellSize, cellSize, line})
	}
}

// cellLines are the lines of a cell.
func cellLines(c *extract.Cell, edges []float64) (lines []string) {
	for text := range strings.SplitSeq(c.Text.S, "\n") {
		lines = append(lines, brokenLines(text, cellSize, edges[c.Col+c.ColSpan]-edges[c.Col]-4, 0)...)
	}
	return lines
}

// columnEdges are the edges of the columns, from margin to margin.
func columnEdges(t *extract.Table) []float64 {
	wants, all := make([]float64, t.Cols), 0.0
	for i := range wants {
		wants[i] = 5
	}
	for _, c := range t.Cells {
		if c.ColSpan == 1 {
			wants[c.Col] = max(wants[c.Col], min(widthOf(c.Text.S, 1), 16))
		}
	}
	for _, w := range wants {
		all += w
	}
	edges := []float64{pageMargin}
	for _, w := range wants {
		edges = append(edges, edges[len(edges)-1]+w/all*(pageWidth-2*pageMargin))
	}
	return edges
}

// brokenLines breaks a text so that no number is cut and no mark begins a line.
func brokenLines(text string, size, width, indent float64) (lines []string) {
	line, used := "", indent
	for text != "" {
		n := wordLength(text)
		if w := widthOf(text[:n], size); used+w > width && line != "" {
			lines, line, used = append(lines, line), "", 0
		}
		line, used, text = line+text[:n], used+widthOf(text[:n], size), text[n:]
	}
	return append(lines, line)
}

// wordLength is how many bytes stay together: a number or word, or a character, with
// the marks behind it.
func wordLength(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !strings.ContainsRune("，。、；：）”》％%", r) && !(r < utf8.RuneSelf && text[n-1] < utf8.RuneSelf) {
			break
		}
		n += size
	}
	return n
}

// widthOf is the width of a text: an em for a character, half of one for a letter.
func widthOf(text string, size float64) (w float64) {
	for _, r := range text {
		w += size / 2
		if r >= utf8.RuneSelf {
			w += size / 2
		}
	}
	return w
}

func sum(of []float64) (all float64) {
	for _, f := range of {
		all += f
	}
	return all
}

// pagesPDF writes pages as PDF with a font that is not embedded (ISO 32000-1, 9.7.5).
func pagesPDF(pages []drawnPage) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light" +
			"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4" +
			"/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"}
	kids := ""
	for _, p := range pages {
		var content strings.Builder
		for _, l := range p.lines {
			fmt.Fprintf(&content, "%.2f %.2f m %.2f %.2f l S\n", l[0], pageHeight-l[1], l[2], pageHeight-l[3])
		}
		for _, r := range p.runs {
			fmt.Fprintf(&content, "BT /F %g Tf %.2f %.2f Td <", r.size, r.x, pageHeight-r.y)
			for _, u := range utf16.Encode([]rune(r.text)) {
				fmt.Fprintf(&content, "%04X", u)
			}
			content.WriteString("> Tj ET\n")
		}
		n := len(objects) + 1
		kids += fmt.Sprintf("%d 0 R ", n+1)
		objects = append(objects, fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", content.Len(), content.String()),
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>", pageWidth, pageHeight, n))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids)
	var b, table bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table.String(), len(objects)+1, at)
	return b.Bytes()
}

// pagesOFD writes pages as OFD (GB/T 33190), in millimetres.
func pagesOFD(t *testing.T, pages []drawnPage) []byte {
	const mm, ns = 25.4 / 72, `xmlns:ofd="http://www.ofdspec.org/2016"`
	parts := map[string]string{
		"OFD.xml":             `<ofd:OFD ` + ns + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/PublicRes.xml": `<ofd:Res ` + ns + `><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts></ofd:Res>`,
	}
	list := ""
	for i, p := range pages {
		var content strings.Builder
		for _, l := range p.lines {
			fmt.Fprintf(&content, `<ofd:PathObject ID="2" Boundary="0 0 %.2f %.2f" LineWidth="0.2"><ofd:AbbreviatedData>M %.3f %.3f L %.3f %.3f</ofd:AbbreviatedData></ofd:PathObject>`,
				pageWidth*mm, pageHeight*mm, l[0]*mm, l[1]*mm, l[2]*mm, l[3]*mm)
		}
		for _, r := range p.runs {
			var steps []string
			for _, c := range r.text {
				steps = append(steps, fmt.Sprintf("%.3f", widthOf(string(c), r.size)*mm))
			}
			fmt.Fprintf(&content, `<ofd:TextObject ID="3" Boundary="%.3f %.3f %.3f %.3f" Font="1" Size="%.3f"><ofd:TextCode X="0" Y="%.3f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
				r.x*mm, (r.y-r.size)*mm, widthOf(r.text, r.size)*mm+1, 1.3*r.size*mm, r.size*mm, r.size*mm, strings.Join(steps[:max(len(steps)-1, 0)], " "), html.EscapeString(r.text))
		}
		name := fmt.Sprintf("Pages/Page_%d/Content.xml", i)
		list += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="%s"/>`, 10+i, name)
		parts["Doc_0/"+name] = `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer ID="9">` + content.String() + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	parts["Doc_0/Document.xml"] = fmt.Sprintf(`<ofd:Document %s><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 %.2f %.2f</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>%s</ofd:Pages></ofd:Document>`,
		ns, pageWidth*mm, pageHeight*mm, list)
	return zipOf(t, parts)
}

// bookXLSX writes a report as a workbook, as offices do: the pages of text on sheets of
// their own, a paragraph in each row, and tables that follow one another below one
// another on one sheet, each with its title and unit (ECMA-376, part 1, 18).
func bookXLSX(t *testing.T, doc *extract.Document) []byte {
	const ns, office = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	const rel = `<Relationship Id="r%d" Type="` + office + `/%s" Target="%s"/>`
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         fmt.Sprintf(rels, fmt.Sprintf(rel, 1, "officeDocument", "xl/workbook.xml")),
	}
	var list, links strings.Builder
	for from, n := 0, 1; from < len(doc.Blocks); n++ {
		to := from + 1
		for to < len(doc.Blocks) && belongsToTable(doc, to) == belongsToTable(doc, from) {
			to++
		}
		name := fmt.Sprintf("worksheets/sheet%d.xml", n)
		parts["xl/"+name] = `<worksheet ` + ns + `>` + sheetOf(doc.Blocks[from:to]) + `</worksheet>`
		fmt.Fprintf(&list, `<sheet name="Sheet%d" sheetId="%d" r:id="r%d"/>`, n, n, n)
		fmt.Fprintf(&links, rel, n, "worksheet", name)
		from = to
	}
	parts["xl/workbook.xml"] = `<workbook ` + ns + ` xmlns:r="` + office + `"><sheets>` + list.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = fmt.Sprintf(rels, links.String())
	return zipOf(t, parts)
}

// belongsToTable reports a table, its title and unit above it, and a note below.
func belongsToTable(doc *extract.Document, i int) bool {
	is := func(k int) bool { return k >= 0 && k < len(doc.Blocks) && doc.Blocks[k].Table != nil }
	return is(i) || is(i+1) || is(i+2) && strings.HasSuffix(doc.Blocks[i].Text.S, "表") || is(i-1) && strings.HasPrefix(doc.Blocks[i].Text.S, "注")
}

// sheetOf writes blocks below one another.
func sheetOf(blocks []extract.Block) string {
	var rows, merged strings.Builder
	y := 0
	cell := func(x int, text string) {
		fmt.Fprintf(&rows, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, columnName(x), y, html.EscapeString(text))
	}
	for i := range blocks {
		table := blocks[i].Table
		if table == nil {
			y++
			fmt.Fprintf(&rows, `<row r="%d">`, y)
			cell(0, blocks[i].Text.S)
			rows.WriteString("</row>")
			continue
		}
		for row, k, top := 0, 0, y+1; row < table.Rows; row++ {
			y++
			fmt.Fprintf(&rows, `<row r="%d">`, y)
			for ; k < len(table.Cells) && table.Cells[k].Row == row; k++ {
				c := &table.Cells[k]
				cell(c.Col, c.Text.S)
				if c.RowSpan > 1 || c.ColSpan > 1 {
					fmt.Fprintf(&merged, `<mergeCell ref="%s%d:%s%d"/>`, columnName(c.Col), top+c.Row, columnName(c.Col+c.ColSpan-1), top+c.Row+c.RowSpan-1)
				}
			}
			rows.WriteString("</row>")
		}
		y++ // an empty row
	}
	return `<sheetData>` + rows.String() + `</sheetData><mergeCells>` + merged.String() + `</mergeCells>`
}

// columnName is the letters of a column.
func columnName(x int) string {
	if x >= 26 {
		return columnName(x/26-1) + columnName(x%26)
	}
	return string(rune('A' + x))
}

func zipOf(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, body := range parts {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
