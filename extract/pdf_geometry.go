package extract

import "gongkai/extract/internal/layout"

// pdfPlacement maps the user space of a page (origin at the lower left) to what
// the reader sees: the page turned by its /Rotate, origin at the upper left.
type pdfPlacement struct {
	x0, y0, w, h float64
	turn         int // quarter turns clockwise
}

// size is the page's size as seen.
func (p pdfPlacement) size() (w, h float64) {
	if p.turn%2 == 1 {
		return p.h, p.w
	}
	return p.w, p.h
}

// point maps one point.
func (p pdfPlacement) point(x, y float64) (float64, float64) {
	x, y = x-p.x0, y-p.y0
	switch p.turn {
	case 1:
		return y, x
	case 2:
		return p.w - x, y
	case 3:
		return p.h - y, p.w - x
	}
	return x, p.h - y
}

// box maps a rectangle.
func (p pdfPlacement) box(x0, y0, x1, y1 float64) layout.Box {
	ax, ay := p.point(x0, y0)
	bx, by := p.point(x1, y1)
	return layout.Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
}

// pdfThin is how wide, in points, a filled box may be to be a drawn line.
const pdfThin = 3.0
