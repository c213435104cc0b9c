// Package draw follows what a page draws, whatever the format that describes it:
// where a matrix puts a point, and which straight lines a path leaves.
package draw

import (
	"math"

	"gongkai/extract/internal/layout"
)

// Matrix maps (x, y) to (Ax+Cy+E, Bx+Dy+F), as ISO 32000-1, 8.3.3 and the CTM of
// GB/T 33190 write it.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity is the matrix that leaves every point where it is.
func Identity() Matrix { return Matrix{A: 1, D: 1} }

// MovedTo is the matrix that puts the origin at a point.
func MovedTo(x, y float64) Matrix { return Matrix{A: 1, D: 1, E: x, F: y} }

// TurnedBy is the matrix that turns clockwise as seen, y running down.
func TurnedBy(degrees float64) Matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Matrix{A: cos, B: sin, C: -sin, D: cos}
}

// Then returns the matrix that applies m and then n.
func (m Matrix) Then(n Matrix) Matrix {
	return Matrix{
		m.A*n.A + m.B*n.C, m.A*n.B + m.B*n.D,
		m.C*n.A + m.D*n.C, m.C*n.B + m.D*n.D,
		m.E*n.A + m.F*n.C + n.E, m.E*n.B + m.F*n.D + n.F,
	}
}

// Apply maps a point.
func (m Matrix) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// Box maps a rectangle to the box around what becomes of it.
func (m Matrix) Box(x0, y0, x1, y1 float64) layout.Box {
	ax, ay := m.Apply(x0, y0)
	b := layout.Box{X0: ax, Y0: ay, X1: ax, Y1: ay}
	for _, p := range [...][2]float64{{x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.Apply(p[0], p[1])
		b = b.Union(layout.Box{X0: x, Y0: y, X1: x, Y1: y})
	}
	return b
}

// Pen follows a path and collects the rules it draws: stroked straight segments,
// and filled boxes too thin to be anything else.
type Pen struct {
	Stroke bool                                      // else the path is filled
	Thin   float64                                   // how wide a filled box may be to be a drawn line
	Place  func(x, y float64) (seenX, seenY float64) // from the path to the page as seen
	Rules  []layout.Box

	sx, sy, x, y   float64    // start of the subpath and current point, as seen
	bounds         layout.Box // of the subpath
	started, bends bool
}

// Move starts a subpath.
func (p *Pen) Move(x, y float64) {
	p.End()
	p.x, p.y = p.Place(x, y)
	p.sx, p.sy = p.x, p.y
	p.bounds, p.started, p.bends = layout.Box{X0: p.x, Y0: p.y, X1: p.x, Y1: p.y}, true, false
}

// Line draws to a point.
func (p *Pen) Line(x, y float64) { p.to(p.Place(x, y)) }

// Curve moves to the end of a curve, which draws no rule.
func (p *Pen) Curve(x, y float64) {
	p.x, p.y = p.Place(x, y)
	p.bends = true
}

// Close draws back to the start of the subpath.
func (p *Pen) Close() {
	if p.started {
		p.to(p.sx, p.sy)
	}
}

// to draws a straight line to a point as seen.
func (p *Pen) to(x, y float64) {
	seg := layout.Box{X0: min(p.x, x), Y0: min(p.y, y), X1: max(p.x, x), Y1: max(p.y, y)}
	p.x, p.y = x, y
	p.bounds = p.bounds.Union(seg)
	if p.Stroke && Straight(seg, p.Thin) {
		p.Rules = append(p.Rules, seg)
	}
}

// End finishes a subpath: a filled one that is thin is a rule.
func (p *Pen) End() {
	if p.started && !p.Stroke && !p.bends && Straight(p.bounds, p.Thin) {
		p.Rules = append(p.Rules, p.bounds)
	}
	p.started = false
}

// Straight reports whether a box is a horizontal or vertical line no wider than
// thin.
func Straight(b layout.Box, thin float64) bool {
	w, h := b.X1-b.X0, b.Y1-b.Y0
	finite := !math.IsNaN(w+h) && !math.IsInf(w+h, 0)
	return finite && min(w, h) <= thin && max(w, h) > 0
}
