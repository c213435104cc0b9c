package extract

import (
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/layout"
)

// recognise has a page drawn and read as a picture, where there is an engine for it.
// What is found takes the place of what the page draws.
func (p *pdfPage) recognise(doc references.FPDF_DOCUMENT) (read bool, err error) {
	if !p.in.scans.on() {
		return false, nil
	}
	dpi := scanDPI
	for p.out.Width*p.out.Height*float64(dpi*dpi)/(72*72) > scanPixels {
		if dpi /= 2; dpi < scanDPI/4 {
			return false, nil // no type of that size is legible
		}
	}
	drawn, err := p.pdf.RenderPageInDPI(&requests.RenderPageInDPI{Page: p.page, DPI: dpi, Document: &doc})
	if err != nil {
		return false, p.in.check()
	}
	page, read, err := p.in.scans.page(p.in, drawn.Result.RenderedImage, p.out.Number, p.out.Width)
	drawn.Cleanup()
	if read {
		p.out, p.parts = page, []layout.Page{page}
	}
	return read, err
}
