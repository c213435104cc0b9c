package extract

import (
	"context"
	"image"
	"image/color"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/layout"
)

// Framed is a text that is framed on the picture of a page: Text as it stands
// there, Around the words that stand around it where it was read, which tell it from
// the same text elsewhere on the page.
type Framed struct{ Text, Around string }

// PagePicture is a page of a PDF as it looks.
type PagePicture struct {
	Image  image.Image
	Frames []image.Rectangle // of the texts that were found, in the picture
}

// The resolution of pictures of pages, and the most points they have.
const (
	pictureDPI    = 144
	picturePixels = 24 << 20
)

// DrawPage draws a page of a PDF, the first is 1, and frames texts on it. Its
// figures are found by the characters that the page draws; a scan has none, and no
// frames.
func DrawPage(ctx context.Context, data []byte, number int, framed []Framed, lim Limits) (*PagePicture, error) {
	in := &input{ctx: ctx, data: data, limits: lim}
	if !matchPDF(data) {
		return nil, refuse(Unsupported, "only pages of PDFs are drawn")
	}
	engine, err := startPDFEngine()
	if err != nil {
		return nil, refuse(Unsupported, "the PDF engine did not start: %v", err)
	}
	room := int64(0) // no limit
	if lim.Memory > 0 {
		room = lim.Memory / 8 * 5 // as for reading
	}
	engine.memory.limit.Store(room)
	var out *PagePicture
	err = engine.use(ctx, func(pdf pdfium.Pdfium) (err error) {
		out, err = drawPDFPage(pdf, in, number, framed)
		return err
	})
	if cut := in.check(); cut != nil {
		return nil, cut
	}
	return out, err
}

func drawPDFPage(pdf pdfium.Pdfium, in *input, number int, framed []Framed) (*PagePicture, error) {
	opened, err := pdf.OpenDocument(&requests.OpenDocument{File: &in.data})
	if err != nil {
		return nil, pdfOpenError(err)
	}
	doc := opened.Document
	defer pdf.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc})
	n, err := pdf.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return nil, err
	}
	if number < 1 || number > n.PageCount {
		return nil, refuse(Corrupt, "there is no page %d of %d", number, n.PageCount)
	}
	r := new(pdfReading)
	p, err := r.readPDFPage(pdf, in, doc, number-1, false)
	if err != nil {
		return nil, err
	}
	dpi := pictureDPI
	for p.out.Width*p.out.Height*float64(dpi*dpi)/(72*72) > picturePixels {
		dpi /= 2
	}
	if dpi == 0 {
		return nil, refuse(TooLarge, "page %d is too large to be drawn", number)
	}
	drawn, err := pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: p.page, DPI: dpi, Document: &doc})
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	out := &PagePicture{Image: copyOf(drawn.Result.RenderedImage)}
	for _, f := range framed {
		for _, b := range placesOf(p.out.Glyphs, f) {
			out.Frames = append(out.Frames, scaled(b, float64(dpi)/72))
		}
	}
	return out, nil
}

// copyOf is a picture of its own: that of the engine is gone when the engine is.
func copyOf(from image.Image) *image.RGBA {
	b := from.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if rgba, ok := from.(*image.RGBA); ok {
		for y := range b.Dy() {
			copy(out.Pix[y*out.Stride:(y+1)*out.Stride], rgba.Pix[y*rgba.Stride:])
		}
		return out
	}
	for y := range b.Dy() {
		for x := range b.Dx() {
			out.Set(x, y, color.RGBAModel.Convert(from.At(b.Min.X+x, b.Min.Y+y)))
		}
	}
	return out
}

func scaled(b layout.Box, by float64) image.Rectangle {
	const margin = 3
	return image.Rect(int(math.Floor(b.X0*by))-margin, int(math.Floor(b.Y0*by))-margin, int(math.Ceil(b.X1*by))+margin, int(math.Ceil(b.Y1*by))+margin)
}

// placesOf are where a text stands on a page: of several places those whose
// neighbours are most like what stands around it, all of them where that does not tell.
func placesOf(glyphs []layout.Glyph, f Framed) (places []layout.Box) {
	want := drawnRunes(f.Text)
	if len(want) == 0 {
		return nil
	}
	around := drawnRunes(f.Around)
	best := 0
	for i := 0; i+len(want) <= len(glyphs); i++ {
		if !glyphsRead(glyphs[i:], want) || insideNumber(glyphs, i, i+len(want)) {
			continue
		}
		box := glyphs[i].Box
		for _, g := range glyphs[i+1 : i+len(want)] {
			box = box.Union(g.Box)
		}
		switch alike := likeAround(glyphs, i, i+len(want), around, want); {
		case alike > best:
			best, places = alike, []layout.Box{box}
		case alike == best:
			places = append(places, box)
		}
	}
	return places
}

// drawnRunes are the characters of a text that a page draws.
func drawnRunes(s string) (runes []rune) {
	for _, r := range s {
		if !unicode.IsSpace(r) && layout.Visible(r) {
			runes = append(runes, r)
		}
	}
	return runes
}

func glyphsRead(glyphs []layout.Glyph, want []rune) bool {
	for k, r := range want {
		if glyphs[k].R != r {
			return false
		}
	}
	return true
}

// insideNumber reports whether glyphs[from:to) are cut out of a longer number that
// stands on the same line.
func insideNumber(glyphs []layout.Glyph, from, to int) bool {
	digit := func(r rune) bool { return '0' <= r && r <= '9' || r == '.' }
	joined := func(a, b layout.Glyph) bool {
		return digit(a.R) && digit(b.R) && b.X0-a.X1 < (a.X1-a.X0)/2 && b.X0 >= a.X0 && b.Y0 < a.Y1 && a.Y0 < b.Y1
	}
	return from > 0 && joined(glyphs[from-1], glyphs[from]) || to < len(glyphs) && joined(glyphs[to-1], glyphs[to])
}

// likeAround is how many characters before and behind a place are those around one
// of the places where the text stands in its context.
func likeAround(glyphs []layout.Glyph, from, to int, around, want []rune) (best int) {
	for k := 0; k+len(want) <= len(around); k++ {
		n := 0
		for n < len(want) && around[k+n] == want[n] {
			n++
		}
		if n < len(want) {
			continue
		}
		alike := 0
		for i, j := from-1, k-1; i >= 0 && j >= 0 && glyphs[i].R == around[j]; i, j = i-1, j-1 {
			alike++
		}
		for i, j := to, k+len(want); i < len(glyphs) && j < len(around) && glyphs[i].R == around[j]; i, j = i+1, j+1 {
			alike++
		}
		best = max(best, alike)
	}
	return best
}
