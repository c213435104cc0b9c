package extract

import (
	"errors"
	"fmt"
	"strings"

	"gongkai/extract/internal/ooxml"
)

// matchOOXML recognises a zip container.
func matchOOXML(data []byte) bool {
	s := string(data[:min(len(data), 4)])
	return s == "PK\x03\x04" || s == "PK\x05\x06"
}

// readOOXML reads a zip container by what its main part is: a Word document
// (docx, docm, dotx, dotm), a workbook (xlsx, xlsm, xlsb) or an OpenDocument text
// or spreadsheet.
func readOOXML(in *input) (*Document, error) {
	pkg, err := ooxml.Open(in.data, ooxmlLimits(in))
	if err != nil {
		return nil, ooxmlRefusal("zip", err)
	}
	main, err := pkg.Main()
	if err != nil {
		return nil, ooxmlRefusal("ooxml", err)
	}
	root := ""
	if main != "" && !strings.HasPrefix(main, "word/") && !strings.HasPrefix(main, "xl/") {
		if root, err = pkg.Root(main); err != nil { // of a writer that calls its parts otherwise
			return nil, ooxmlRefusal("ooxml", err)
		}
	}
	var doc *Document
	switch {
	case strings.HasPrefix(main, "xl/"), root == "x:workbook":
		doc, err = readXLSX(in, pkg, main)
	case root == "p:presentation":
		return nil, &Refusal{"ooxml", Unsupported, "a PowerPoint presentation"}
	case main != "":
		doc, err = readDOCX(in, pkg, main)
	case pkg.Has("content.xml"):
		doc, err = readODF(in, pkg)
	case pkg.Repaired:
		return nil, &Refusal{"zip", Corrupt, "the zip's directory is broken and no document was found in it"}
	default:
		return nil, &Refusal{"zip", Unsupported, "a zip without a document part"}
	}
	if err == nil && pkg.Repaired {
		doc.Warnings = append(doc.Warnings, Warning{-1, "the zip's directory is broken; parts were found by their own headers"})
	}
	return doc, err
}

// ooxmlLimits hands the account of an input to the package reader.
func ooxmlLimits(in *input) ooxml.Limits {
	return ooxml.Limits{Expand: in.expand, Cell: in.cell, Check: in.check, Depth: in.limits.Depth}
}

// ooxmlRefusal gives an error of the package reader its reason.
func ooxmlRefusal(format string, err error) error {
	var own *ooxml.Error
	if !errors.As(err, &own) {
		return err // a refusal by the limits
	}
	reason := Corrupt
	switch own.Kind {
	case ooxml.Truncated:
		reason = Truncated
	case ooxml.Encrypted:
		reason = Encrypted
	case ooxml.TooDeep, ooxml.TooMany:
		reason = TooLarge
	case ooxml.Unsupported:
		reason = Unsupported
	}
	return &Refusal{format, reason, own.Detail}
}

// readDOCX maps a Word document to blocks.
func readDOCX(in *input, pkg *ooxml.Package, main string) (*Document, error) {
	w, err := ooxml.ReadWord(pkg, main)
	if err != nil {
		return nil, ooxmlRefusal("docx", err)
	}
	m := &docxMapper{in: in, pkg: pkg, doc: &Document{Format: "docx", Meta: Meta{Title: w.Title}}}
	if title := headerTitle(w); title != "" {
		m.doc.Blocks = append(m.doc.Blocks, Block{Kind: Paragraph, Text: Text{S: title}})
	}
	if err := m.blocks(w.Blocks); err != nil {
		return nil, err
	}
	if len(m.doc.Blocks) == 0 {
		if w.Pictures > 0 {
			return nil, &Refusal{"docx", ImageOnly, fmt.Sprintf("%d pictures and no text", w.Pictures)}
		}
		return nil, &Refusal{"docx", Empty, "no text and no table"}
	}
	for _, detail := range w.Warnings {
		m.doc.Warnings = append(m.doc.Warnings, Warning{-1, detail})
	}
	return m.doc, nil
}

// docxMapper builds a Document.
type docxMapper struct {
	in  *input
	pkg *ooxml.Package
	doc *Document
}

// blocks maps blocks in order; a table is followed by what its cells hold
// beside text: nested tables, charts, notes.
func (m *docxMapper) blocks(blocks []ooxml.Block) error {
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case ooxml.TableBlock:
			t, inner := docxTable(b.Table)
			if len(t.Cells) > 0 {
				m.doc.Blocks = append(m.doc.Blocks, Block{Kind: TableBlock, Text: Text{S: b.Text}, Table: t})
			}
			if err := m.blocks(inner); err != nil {
				return err
			}
		case ooxml.ChartBlock:
			t := chartTable(b.Chart)
			if err := m.in.cell(len(t.Cells)); err != nil {
				return err
			}
			m.doc.Blocks = append(m.doc.Blocks, Block{Kind: ChartBlock, Text: Text{S: b.Text}, Table: t})
		case ooxml.ChunkBlock:
			if err := m.chunk(b.Chunk); err != nil {
				return err
			}
		default:
			m.doc.Blocks = append(m.doc.Blocks, docxParagraph(b))
		}
	}
	return nil
}

// chunk reads an embedded file (a page, RTF, text, another document) in its
// place. One that cannot be read is left out with a warning, unless the whole
// file has come to a limit.
func (m *docxMapper) chunk(part string) error {
	data, err := m.pkg.Part(part)
	var doc *Document
	if err != nil {
		err = ooxmlRefusal("docx", err)
	} else {
		doc, err = readChunk(m.in, data)
	}
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Reason != TooLarge && refusal.Reason != TimedOut {
		m.doc.Warnings = append(m.doc.Warnings, Warning{len(m.doc.Blocks) - 1, "an embedded file (altChunk) is not read: " + refusal.Detail})
		return nil
	}
	if err != nil {
		return err
	}
	for _, w := range doc.Warnings {
		if w.Block >= 0 {
			w.Block += len(m.doc.Blocks)
		}
		m.doc.Warnings = append(m.doc.Warnings, w)
	}
	m.doc.Blocks = append(m.doc.Blocks, doc.Blocks...)
	return nil
}

// docxParagraph maps a paragraph; its automatic number is part of its text, as
// a reader of the page sees it.
func docxParagraph(b *ooxml.Block) Block {
	out := Block{Kind: Paragraph, Level: b.Level, Text: Text{S: b.Number + b.Text}}
	switch {
	case b.Kind == ooxml.NoteBlock:
		out.Kind, out.Level = Note, 0
	case b.Level > 0:
		out.Kind = Heading
	case !b.Contents:
		if level := headingByText(out.Text.S); level > 0 {
			out.Kind, out.Level = Heading, level
		}
	}
	return out
}

// chartTable makes a table of a chart's series: categories in row 0, names in
// column 0.
func chartTable(ch *ooxml.Chart) *Table {
	t := &Table{Rows: 1 + len(ch.Series), Cols: 1, Header: 1}
	put := func(row, col int, text string) {
		t.Cols = max(t.Cols, col+1)
		t.Cells = append(t.Cells, Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Text: Text{S: text}})
	}
	put(0, 0, "")
	for i, c := range ch.Series[0].Categories {
		put(0, i+1, c)
	}
	for i, s := range ch.Series {
		put(i+1, 0, s.Name)
		for j, v := range s.Values {
			put(i+1, j+1, v)
		}
	}
	return t
}

// mostHeaders is how many page headers are looked at for a title: each is held
// against every line.
const mostHeaders = 16

// headerTitle returns the text of a page header that carries the report's title
// where the body does not: it names the kind of report, and no line of the
// body contains it.
func headerTitle(w *ooxml.Word) string {
	for _, h := range w.Headers[:min(len(w.Headers), mostHeaders)] {
		title := squeeze(h)
		if !namesReport(title) || len([]rune(title)) > 60 {
			continue
		}
		inBody := false
		for _, b := range w.Blocks {
			inBody = inBody || strings.Contains(squeeze(b.Text), title)
		}
		if !inBody {
			return h
		}
	}
	return ""
}

// namesReport reports whether a line names a kind of disclosure report.
func namesReport(s string) bool {
	for _, kind := range []string{"决算", "预算", "绩效", "工作报告", "公报", "情况说明", "情况的说明"} {
		if strings.Contains(s, kind) {
			return true
		}
	}
	return false
}

// squeeze removes all white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
