package extract

import (
	"math"

	"gongkai/extract/internal/layout"
)

// pdfMatrix maps (x, y) to (ax+cy+e, bx+dy+f), ISO 32000-1, 8.3.3.
type pdfMatrix struct{ a, b, c, d, e, f float64 }

var pdfIdentity = pdfMatrix{a: 1, d: 1}

// then returns the matrix that applies m and then n.
func (m pdfMatrix) then(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// apply maps a point.
func (m pdfMatrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

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

// pdfPen follows a path and collects the rules it draws.
type pdfPen struct {
	stroke         bool
	m              pdfMatrix
	place          pdfPlacement
	rules          []layout.Box
	sx, sy, x, y   float64    // start of the subpath and current point
	bounds         layout.Box // of the subpath
	started, bends bool
}

// move starts a subpath.
func (p *pdfPen) move(x, y float64) {
	p.end()
	p.x, p.y = p.place.point(p.m.apply(x, y))
	p.sx, p.sy = p.x, p.y
	p.bounds, p.started, p.bends = layout.Box{X0: p.x, Y0: p.y, X1: p.x, Y1: p.y}, true, false
}

// line draws to a point.
func (p *pdfPen) line(x, y float64) { p.to(p.place.point(p.m.apply(x, y))) }

// curve moves to the end of a curve, which draws no rule.
func (p *pdfPen) curve(x, y float64) {
	p.x, p.y = p.place.point(p.m.apply(x, y))
	p.bends = true
}

// close draws back to the start of the subpath.
func (p *pdfPen) close() {
	if p.started {
		p.to(p.sx, p.sy)
	}
}

// to draws a straight line to a point as seen.
func (p *pdfPen) to(x, y float64) {
	seg := layout.Box{X0: min(p.x, x), Y0: min(p.y, y), X1: max(p.x, x), Y1: max(p.y, y)}
	p.x, p.y = x, y
	p.bounds = p.bounds.Union(seg)
	if p.stroke && pdfStraight(seg) {
		p.rules = append(p.rules, seg)
	}
}

// end finishes a subpath: a filled one that is thin is a rule.
func (p *pdfPen) end() {
	if p.started && !p.stroke && !p.bends && pdfStraight(p.bounds) {
		p.rules = append(p.rules, p.bounds)
	}
	p.started = false
}

// pdfStraight reports whether a box is a horizontal or vertical line.
func pdfStraight(b layout.Box) bool {
	w, h := b.X1-b.X0, b.Y1-b.Y0
	finite := !math.IsNaN(w+h) && !math.IsInf(w+h, 0)
	return finite && min(w, h) <= pdfThin && max(w, h) > 0
}
