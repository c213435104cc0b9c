package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"golang.org/x/text/unicode/norm"

	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
)

const (
	pdfPageChars    = 200_000 // characters of one page; a dense A3 table has 10 000
	pdfPageObjects  = 100_000 // drawing operations of one page
	pdfPageSegments = 200_000 // path segments of one page
	pdfFormDepth    = 8       // forms drawn inside forms
)

// pdfPage reads the glyphs and rules of one page.
type pdfPage struct {
	pdf      pdfium.Pdfium
	in       *input
	page     requests.Page
	place    pdfPlacement
	out      layout.Page
	objects  int
	segments int
	images   int           // image objects seen
	texts    int           // text objects seen
	over     bool          // text is drawn past the edge of the page
	turns    bool          // some text may be turned against the page
	chars    []pdfChar     // of a page with turned text
	parts    []layout.Page // what there is to lay out, each upright
	slanted  int           // characters at a slant that are left out
	fonts    *pdfFonts     // of the file
	handles  int           // asked for
}

// hold takes account of handles that are asked for.
func (p *pdfPage) hold(n int) error {
	if p.handles += n; p.handles > pdfPageHandles {
		return refuse(TooLarge, "page %d draws and clips more than %d things", p.out.Number, pdfPageHandles)
	}
	return nil
}

// readPDFPage reads page i (0-based). clipped says to look up the clip of every
// character, which is dear.
func (r *pdfReading) readPDFPage(pdf pdfium.Pdfium, in *input, doc references.FPDF_DOCUMENT, i int, clipped bool) (*pdfPage, error) {
	p := &pdfPage{pdf: pdf, in: in, fonts: &r.fonts, page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}}
	p.out.Number = i + 1
	defer func() { r.held += p.handles }()
	if err := p.measure(); err != nil {
		return nil, err
	}
	if err := p.glyphs(clipped); err != nil {
		return nil, err
	}
	n, err := pdf.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: p.page})
	if err != nil {
		return nil, err
	}
	get := func(k int) (references.FPDF_PAGEOBJECT, error) {
		o, err := pdf.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: p.page, Index: k})
		if err != nil {
			return "", err
		}
		return o.PageObject, nil
	}
	if err := p.walk(n.Count, get, draw.Identity(), 0); err != nil {
		return nil, err
	}
	p.parts = []layout.Page{p.out}
	if p.turns {
		p.parts = p.layers()
	}
	return p, nil
}

// measure finds the page's box and rotation.
func (p *pdfPage) measure() error {
	box, err := p.pdf.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: p.page})
	if err != nil {
		return err
	}
	rot, err := p.pdf.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: p.page})
	if err != nil {
		return err
	}
	p.place = pdfPlacement{
		x0: float64(box.Rect.Left), y0: float64(box.Rect.Bottom),
		w: float64(box.Rect.Right - box.Rect.Left), h: float64(box.Rect.Top - box.Rect.Bottom),
		turn: int(rot.PageRotation),
	}
	p.out.Width, p.out.Height = p.place.size()
	p.turns = p.place.turn != 0
	return nil
}

// glyphs reads the characters. Blanks are left out: what a blank means is told
// by distance, and engines invent blanks inside numbers.
func (p *pdfPage) glyphs(clipped bool) error {
	tp, err := p.pdf.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: p.page})
	if err != nil {
		return err
	}
	defer p.pdf.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: tp.TextPage})
	n, err := p.pdf.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: tp.TextPage})
	if err != nil {
		return err
	}
	if n.Count > pdfPageChars {
		return refuse(TooLarge, "page %d has %d characters", p.out.Number, n.Count)
	}
	seen, err := p.visible(tp.TextPage, n.Count)
	if err != nil {
		return err
	}
	p.turns = p.turns || climbs(seen)
	clips := pdfClips{p, tp.TextPage}
	var cs layout.Glyphs
	for _, c := range seen {
		if clipped || p.over {
			if shown, err := clips.shows(c.index, c.Box); err != nil {
				return err
			} else if !shown {
				continue
			}
		}
		cs.Add(c.R, c.Box)
		if p.turns {
			c.turn = p.charTurn(tp.TextPage, c.index)
			p.chars = append(p.chars, c)
		}
	}
	p.out.Glyphs = cs.List()
	return nil
}

// visible reads the first n characters of a page that have a place on it and are no blanks.
func (p *pdfPage) visible(page references.FPDF_TEXTPAGE, n int) (seen []pdfChar, err error) {
	text := p.units(page, n)
	seen = make([]pdfChar, 0, n)
	var half rune // the first of two units that are one character
	for i := range n {
		if i&0xff == 0 {
			if err := p.in.check(); err != nil {
				return nil, err
			}
		}
		r, err := p.char(page, text, i)
		if err != nil {
			return nil, err
		}
		if utf16.IsSurrogate(r) {
			pair := utf16.DecodeRune(half, r)
			half = r
			if pair == unicode.ReplacementChar {
				continue
			}
			r = pair
		}
		if r = pdfUnified(r); !layout.Visible(r) {
			continue
		}
		b, ok := p.charBox(page, i, r)
		if !ok {
			continue // a character without a place is not on the page
		}
		if !p.holds(b) {
			p.over = true
			continue
		}
		seen = append(seen, pdfChar{Glyph: layout.Glyph{R: r, Box: b}, index: i})
	}
	return seen, nil
}

// units returns the characters of a page in one call, or nil where they cannot
// be matched with their indexes: where some have no code.
func (p *pdfPage) units(text references.FPDF_TEXTPAGE, n int) []rune {
	t, err := p.pdf.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: text, StartIndex: 0, Count: n})
	if err != nil {
		return nil
	}
	rs := []rune(strings.TrimSuffix(t.Text, "\x00"))
	for _, r := range rs {
		if r > 0xffff || r == unicode.ReplacementChar || r < ' ' && r != '\r' && r != '\n' {
			return nil
		}
	}
	if len(rs) != n {
		return nil
	}
	return rs
}

// pdfUnified returns the character meant by a Kangxi radical: some fonts draw 一 and
// ⼀ with one glyph and their tables then name the radical (UAX 38, 3.2). Every
// radical decomposes to one character.
func pdfUnified(r rune) rune {
	if r < 0x2f00 || r > 0x2fd5 {
		return r
	}
	c, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
	return c
}

// char returns character i.
func (p *pdfPage) char(page references.FPDF_TEXTPAGE, text []rune, i int) (rune, error) {
	var r rune
	if text != nil {
		r = text[i]
	} else {
		u, err := p.pdf.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return 0, err
		}
		r = rune(uint32(u.Unicode))
	}
	m, err := p.pdf.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: page, Index: i})
	lost := err == nil && m.HasUnicodeMapError
	if lost || p.fonts.told && fromRight(r) {
		if r, err = p.fonts.char(p, page, i, r); err != nil {
			return 0, err
		}
	}
	if r < ' ' && r != '\r' && r != '\n' && r != '\t' {
		r = unicode.ReplacementChar // a glyph the font gives no character for
	}
	return r, nil
}

// fromRight reports a character of the scripts that run from right to left: the engine
// forgets of these that they are codes without a character.
func fromRight(r rune) bool { return r >= 0x590 && r < 0x900 }

// charBox returns the place of character i: its advance wide, from descent to
// ascent tall. The engine computes that for upright text only; turned text is
// measured from its origin and matrix.
func (p *pdfPage) charBox(text references.FPDF_TEXTPAGE, i int, r rune) (layout.Box, bool) {
	loose, err := p.pdf.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return layout.Box{}, false
	}
	if q := loose.Rect; q.Right-q.Left > 0.1 && q.Top-q.Bottom > 0.1 {
		return p.place.box(float64(q.Left), float64(q.Bottom), float64(q.Right), float64(q.Top)), true
	}
	p.turns = true
	m, err := p.pdf.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return layout.Box{}, false
	}
	size, err := p.pdf.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i})
	if err != nil {
		return layout.Box{}, false
	}
	at, err := p.pdf.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return layout.Box{}, false
	}
	em, advance := size.FontSize, 0.5
	if unicode.Is(unicode.Han, r) || r > 0x2e80 {
		advance = 1
	}
	q := m.Matrix
	turn := draw.Matrix{A: em * float64(q.A), B: em * float64(q.B), C: em * float64(q.C), D: em * float64(q.D), E: at.X, F: at.Y}
	x0, y0 := turn.Apply(0, -0.12)
	x1, y1 := turn.Apply(advance, 0.88)
	return p.place.box(x0, y0, x1, y1), true
}

// pdfChar is a character and its index in the engine's text of the page.
type pdfChar struct {
	layout.Glyph
	index int
	turn  pdfTurn
}

// holds reports whether the middle of a box is on the page.
func (p *pdfPage) holds(b layout.Box) bool {
	x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	return x >= 0 && x <= p.out.Width && y >= 0 && y <= p.out.Height
}

// walk reads the drawing operations of a page or form.
func (p *pdfPage) walk(n int, get func(int) (references.FPDF_PAGEOBJECT, error), m draw.Matrix, depth int) error {
	for k := range n {
		if p.objects++; p.objects > pdfPageObjects {
			return refuse(TooLarge, "page %d draws more than %d objects", p.out.Number, pdfPageObjects)
		}
		if k&0xff == 0 {
			if err := p.in.check(); err != nil {
				return err
			}
		}
		o, err := get(k)
		if err = cmp.Or(err, p.hold(1)); err != nil {
			return err
		}
		t, err := p.pdf.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
		if err != nil {
			return err
		}
		switch t.Type {
		case enums.FPDF_PAGEOBJ_IMAGE:
			p.images++
		case enums.FPDF_PAGEOBJ_TEXT:
			p.texts++
		case enums.FPDF_PAGEOBJ_PATH:
			err = p.path(o, m)
		case enums.FPDF_PAGEOBJ_FORM:
			err = p.form(o, m, depth)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// form walks the objects of a form, placed by its matrix.
func (p *pdfPage) form(o references.FPDF_PAGEOBJECT, m draw.Matrix, depth int) error {
	if depth >= pdfFormDepth {
		return nil
	}
	own, err := p.matrix(o)
	if err != nil {
		return err
	}
	n, err := p.pdf.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil {
		return err
	}
	get := func(k int) (references.FPDF_PAGEOBJECT, error) {
		c, err := p.pdf.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(k)})
		if err != nil {
			return "", err
		}
		return c.PageObject, nil
	}
	return p.walk(n.Count, get, own.Then(m), depth+1)
}

// matrix returns an object's own matrix.
func (p *pdfPage) matrix(o references.FPDF_PAGEOBJECT) (draw.Matrix, error) {
	r, err := p.pdf.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return draw.Identity(), err
	}
	a := r.Matrix
	return draw.Matrix{A: float64(a.A), B: float64(a.B), C: float64(a.C), D: float64(a.D), E: float64(a.E), F: float64(a.F)}, nil
}

// path turns a drawn path into rules: stroked straight segments, and filled
// boxes too thin to be anything else. The edge of a filled area is no rule: it
// is shading, drawn to any size.
func (p *pdfPage) path(o references.FPDF_PAGEOBJECT, m draw.Matrix) error {
	n, err := p.pdf.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil {
		return err
	}
	mode, err := p.pdf.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return err
	}
	if !mode.Stroke && mode.FillMode == enums.FPDF_FILLMODE_NONE {
		return nil // a clip
	}
	if p.segments += n.Count; p.segments > pdfPageSegments {
		return refuse(TooLarge, "page %d draws more than %d lines", p.out.Number, pdfPageSegments)
	}
	var rules []layout.Box
	box, known := p.bounds(o, m, n.Count)
	switch {
	case known && draw.Straight(box, pdfThin):
		rules = []layout.Box{box}
	case known && !mode.Stroke:
		return nil // a filled area
	default:
		if rules, err = p.follow(o, m, mode.Stroke, n.Count); err != nil {
			return err
		}
	}
	if len(rules) > 0 && !mode.Stroke && p.pale(o) {
		return nil
	}
	p.out.Rules = append(p.out.Rules, rules...)
	return nil
}

// bounds returns where a path of a single line or box stands, which tells all
// about it at a tenth of the cost of following it; a call into the engine has
// a price of its own. known is false for longer paths.
func (p *pdfPage) bounds(o references.FPDF_PAGEOBJECT, m draw.Matrix, segments int) (box layout.Box, known bool) {
	const lineTo, closedBox = 2, 5 // segments; four may be two lines with a gap
	if segments != lineTo && segments != closedBox {
		return box, false
	}
	b, err := p.pdf.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return box, false
	}
	x0, y0 := m.Apply(float64(b.Left), float64(b.Bottom))
	x1, y1 := m.Apply(float64(b.Right), float64(b.Top))
	return p.place.box(x0, y0, x1, y1), true
}

// follow collects the rules of a path segment by segment.
func (p *pdfPage) follow(o references.FPDF_PAGEOBJECT, m draw.Matrix, stroke bool, segments int) ([]layout.Box, error) {
	own, err := p.matrix(o)
	if err != nil {
		return nil, err
	}
	m = own.Then(m)
	pen := draw.Pen{Stroke: stroke, Thin: pdfThin, Place: func(x, y float64) (float64, float64) { return p.place.point(m.Apply(x, y)) }}
	for k := range segments {
		if k&0xff == 0 {
			if err := p.in.check(); err != nil {
				return nil, err
			}
		}
		if err := p.segment(o, k, &pen); err != nil {
			return nil, err
		}
	}
	pen.End()
	return pen.Rules, nil
}

// pale reports whether an object is filled so lightly that it is shading, or
// nothing, and no line: word processors fill cells in strips.
func (p *pdfPage) pale(o references.FPDF_PAGEOBJECT) bool {
	const light = 215 // of 255; borders are black or some grey or colour, shading is lighter
	c, err := p.pdf.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o})
	return err == nil && c.FillColor.R >= light && c.FillColor.G >= light && c.FillColor.B >= light
}

// segment feeds one path segment to the pen.
func (p *pdfPage) segment(o references.FPDF_PAGEOBJECT, k int, pen *draw.Pen) error {
	s, err := p.pdf.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: k})
	if err = cmp.Or(err, p.hold(1)); err != nil {
		return err
	}
	t, err := p.pdf.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s.PathSegment})
	if err != nil {
		return err
	}
	at, err := p.pdf.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
	if err != nil {
		return err
	}
	closes, err := p.pdf.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s.PathSegment})
	if err != nil {
		return err
	}
	x, y := float64(at.X), float64(at.Y)
	switch t.Type {
	case enums.FPDF_SEGMENT_MOVETO:
		pen.Move(x, y)
	case enums.FPDF_SEGMENT_LINETO:
		pen.Line(x, y)
	default:
		pen.Curve(x, y)
	}
	if closes.IsClose {
		pen.Close()
	}
	return nil
}
