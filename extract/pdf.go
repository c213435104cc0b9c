package extract

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/layout"
)

// pdfPages bounds the pages of one file; the longest report seen had 900.
const pdfPages = 5000

// matchPDF looks for the header, which may follow other bytes (ISO 32000-1,
// Annex H: within the first 1024).
func matchPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// readPDF reads a PDF with a text layer. Where things stand on the page decides
// what is a line, a paragraph, a table; see package layout. A page without text
// but with an image is a scan: it is read by the engine for pictures, and left out
// with a warning where there is none.
func readPDF(in *input) (*Document, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	engine, err := startPDFEngine()
	if err != nil {
		return nil, refuse(Unsupported, "the PDF engine did not start: %v", err)
	}
	// The rest is the program's, and for what is made of the pages: some 220 MB where files
	// came before. The engine has the file a second time.
	room := int64(0) // no limit
	if in.limits.Memory > 0 {
		room = max(min(in.limits.Memory/16*9, in.room()-in.spent), 1)
	}
	refused := engine.memory.refused.Load()
	engine.memory.limit.Store(room)
	r := pdfReading{cut: pdfCutShort(in.data)}
	read := func(in *input) error { return r.readAll(engine, in) }
	if r.cut {
		err = r.readCut(in, read)
	} else {
		err = read(in)
	}
	if err == nil && in.scans.on() && r.foreign() {
		r = pdfReading{cut: r.cut, drawn: true}
		err = read(in)
	}
	if cut := in.check(); cut != nil {
		return nil, cut // whatever a killed engine says
	}
	if (err != nil || len(r.broken) > 0) && engine.memory.refused.Load() != refused {
		return nil, refuse(TooLarge, "the PDF engine asked for more than %d bytes of memory", room)
	}
	if err != nil {
		return nil, r.cutOff(err)
	}
	return r.document(in)
}

// pdfReading is what was read from one file.
type pdfReading struct {
	title  string
	pages  []layout.Page
	scans  []int // pages with images and no text
	lost   []int // pages whose fonts do not say what they draw
	broken []int // pages the engine could not load
	cut    bool  // the end of the file is missing
	drawn  bool  // what the pages show counts, not what their fonts say of it
	over   bool  // the last page read draws past its edge
	turns  []Warning
	fonts  pdfFonts
	next   int // page to be read
	of     int // pages there are, once the file is open
	held   int // handles that the engine's driver holds
}

// How many handles of objects may be held when a page is begun, and how many one page may
// ask for. Each takes some 130 bytes, and the driver gives none of them back before it closes:
// the file is then opened again for the pages that are left.
const (
	pdfHandles     = 250_000
	pdfPageHandles = 500_000
)

// readAll reads every page.
func (r *pdfReading) readAll(engine *pdfEngine, in *input) error {
	for r.next, r.of = 0, 1; r.next < r.of; {
		r.held = 0
		if err := engine.use(in.ctx, func(pdf pdfium.Pdfium) error { return r.read(pdf, in) }); err != nil {
			return err
		}
	}
	return nil
}

// read reads the pages from the next on, until too much is held. The document is closed
// whatever happens.
func (r *pdfReading) read(pdf pdfium.Pdfium, in *input) error {
	opened, err := pdf.OpenDocument(&requests.OpenDocument{File: &in.data})
	if err != nil {
		return pdfOpenError(err)
	}
	doc := opened.Document
	defer pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc})
	n, err := pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return err
	}
	switch {
	case n.PageCount <= 0:
		return refuse(Corrupt, "the file has no pages")
	case n.PageCount > pdfPages:
		return refuse(TooLarge, "%d pages, the limit is %d", n.PageCount, pdfPages)
	}
	if t, err := pdf.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: "Title"}); err == nil {
		r.title = strings.TrimSpace(strings.ToValidUTF8(t.Value, ""))
	}
	for r.of = n.PageCount; r.next < r.of && r.held <= pdfHandles; r.next++ {
		if err := r.readPage(pdf, in, doc, r.next); err != nil {
			return err
		}
	}
	return nil
}

// readPage reads page i. A page that cannot be read does not stop the others.
// One that draws past its edge sends the reader back to the page before.
func (r *pdfReading) readPage(pdf pdfium.Pdfium, in *input, doc references.FPDF_DOCUMENT, i int) error {
	if err := in.check(); err != nil {
		return err
	}
	p, err := r.readPDFPage(pdf, in, doc, i, r.over)
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return err
	case err != nil:
		r.broken = append(r.broken, i+1)
		return nil
	}
	if p.scanned() || p.lost() || r.drawn {
		read, err := p.recognise(doc)
		switch {
		case err != nil:
			return err
		case read:
		case p.scanned():
			r.scans = append(r.scans, i+1)
		default:
			r.lost = append(r.lost, i+1)
			if r.drawn {
				p.parts = nil // what its fonts say of it is wrong
			}
		}
	}
	if last := len(r.pages) - 1; !r.drawn && p.over && !r.over && last >= 0 && r.pages[last].Number == i {
		if before, err := r.readPDFPage(pdf, in, doc, i-1, true); err == nil {
			r.pages = slices.DeleteFunc(r.pages, func(q layout.Page) bool { return q.Number == i })
			r.pages = append(r.pages, before.parts...)
		}
	}
	r.over = p.over
	if err := in.expand(int64(len(p.out.Glyphs))*pdfGlyphBytes + int64(len(p.out.Rules))*32); err != nil {
		return err
	}
	r.turns = append(r.turns, p.turnWarnings()...)
	r.pages = append(r.pages, p.parts...)
	return nil
}

// pdfGlyphBytes is what one character costs in memory while it is laid out.
const pdfGlyphBytes = 128

// pdfOpenError tells why a document did not open.
func pdfOpenError(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return refuse(Encrypted, "needs a password")
	case errors.Is(err, pdferrors.ErrSecurity):
		return refuse(Encrypted, "unknown security handler")
	}
	return refuse(Corrupt, "%v", err)
}

// document lays the pages out and maps them to blocks.
func (r *pdfReading) document(in *input) (*Document, error) {
	if err := r.judge(); err != nil {
		return nil, in.scans.explain(r.cutOff(err))
	}
	mended, stops := mendPoints(r.pages), mendStops(r.pages)
	blocks, warnings, err := layout.Analyze(r.pages, func(cells int) error {
		if err := in.cell(cells); err != nil {
			return err
		}
		return in.check()
	})
	if err != nil {
		return nil, err
	}
	doc := &Document{Meta: Meta{Title: r.title}}
	if len(blocks) == 0 && len(warnings) > 0 && warnings[0].Unread {
		return nil, refuse(Unsupported, "%s on every page", warnings[0].Detail)
	}
	for _, b := range blocks {
		if err := in.cell(1); err != nil {
			return nil, err
		}
		doc.Blocks = append(doc.Blocks, pdfBlock(b))
	}
	for _, w := range warnings {
		what := "a table did not resolve"
		if w.Unread {
			what = "the text is not read"
		}
		doc.Warnings = append(doc.Warnings, Warning{w.Block, fmt.Sprintf("page %d: %s: %s", w.Page, what, w.Detail)})
	}
	doc.Warnings = append(append(doc.Warnings, r.turns...), in.scans.failed...)
	if r.cut {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("the end of the file is missing; of %d pages there is something left", r.written())})
	}
	if n := r.fonts.guided; n > 0 {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("fonts do not say which characters they draw: %d were told by the fonts' own tables", n)})
	}
	if mended > 0 {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("the fonts give no character for the decimal points: %d were told by where they stand", mended)})
	}
	if stops > 0 {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("the fonts call the full stop a point: %d were told by where they stand", stops)})
	}
	for _, p := range r.scans {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("page %d is an image without text", p)})
	}
	for _, p := range r.lost {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("page %d: the fonts do not say which characters they draw", p)})
	}
	for _, p := range r.broken {
		doc.Warnings = append(doc.Warnings, Warning{-1, fmt.Sprintf("page %d cannot be read", p)})
	}
	return doc, nil
}

// judge refuses what has no text to read.
func (r *pdfReading) judge() error {
	glyphs := r.count(func(rune) bool { return true })
	switch {
	case len(r.pages) == 0 && len(r.lost) == 0:
		return refuse(Corrupt, "none of %d pages can be read", len(r.broken))
	case len(r.lost)*2 > len(r.pages)-len(r.scans):
		return refuse(Unsupported, "the fonts of %d of %d pages do not say which characters they draw", len(r.lost), max(len(r.lost), len(r.pages)))
	case len(r.scans) > 0 && len(r.scans) == len(r.pages):
		return refuse(ImageOnly, "%d pages of images without text", len(r.scans))
	case glyphs == 0:
		return refuse(Empty, "no text on %d pages", len(r.pages))
	case r.foreign():
		return refuse(Unsupported, "%d characters and none is Chinese: the fonts are mapped wrongly, or it is no Chinese report", glyphs)
	}
	return nil
}

// foreign reports more characters than a page of figures may have without a word of
// Chinese.
func (r *pdfReading) foreign() bool {
	const few = 200
	return r.count(isHanGlyph) == 0 && r.count(func(rune) bool { return true }) > few
}

// count counts the glyphs of a kind on all pages.
func (r *pdfReading) count(kind func(rune) bool) int {
	n := 0
	for _, p := range r.pages {
		n += countGlyphs(p.Glyphs, kind)
	}
	return n
}

// scanned reports whether a page is an image, with a page number at most.
func (p *pdfPage) scanned() bool {
	return p.images > 0 && len(p.out.Glyphs) < 10 && countGlyphs(p.out.Glyphs, isHanGlyph) == 0
}

// lost reports whether a page draws text that stands for no known characters,
// or that the engine cannot place; a few text objects may well be blanks.
func (p *pdfPage) lost() bool {
	const blanks = 4
	if len(p.out.Glyphs) == 0 {
		return p.texts > blanks
	}
	return countGlyphs(p.out.Glyphs, isUnmappedGlyph)*2 > len(p.out.Glyphs)
}

// countGlyphs counts the glyphs whose character is of a kind.
func countGlyphs(gs []layout.Glyph, kind func(rune) bool) int {
	n := 0
	for _, g := range gs {
		if kind(g.R) {
			n++
		}
	}
	return n
}

func isHanGlyph(r rune) bool      { return unicode.Is(unicode.Han, r) }
func isUnmappedGlyph(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }

// pdfBlock maps one laid out block.
func pdfBlock(b layout.Block) Block {
	out := Block{Page: b.Page, Level: b.Level, Text: Text{S: b.Text}}
	switch b.Kind {
	case layout.Heading:
		out.Kind = Heading
	case layout.TableKind:
		out.Kind = TableBlock
		out.Table = &Table{Rows: b.Table.Rows, Cols: b.Table.Cols, Header: b.Table.Header}
		for _, c := range b.Table.Cells {
			out.Table.Cells = append(out.Table.Cells, Cell{
				Row: c.Row, Col: c.Col, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Page: c.Page, Text: Text{S: c.Text},
			})
		}
	}
	return out
}
