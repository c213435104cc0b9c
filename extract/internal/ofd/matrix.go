package ofd

import (
	"math"
	"strconv"
	"strings"

	"gongkai/extract/internal/layout"
)

// pointsPerMM turns the unit of OFD, the millimetre, into that of layout.
const pointsPerMM = 72 / 25.4

// matrix maps (x, y) to (ax+cy+e, bx+dy+f), as GB/T 33190 writes a CTM.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then returns the matrix that applies m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// apply maps a point.
func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box maps a rectangle to the box around what becomes of it.
func (m matrix) box(x0, y0, x1, y1 float64) layout.Box {
	ax, ay := m.apply(x0, y0)
	b := layout.Box{X0: ax, Y0: ay, X1: ax, Y1: ay}
	for _, p := range [...][2]float64{{x1, y0}, {x0, y1}, {x1, y1}} {
		x, y := m.apply(p[0], p[1])
		b = b.Union(layout.Box{X0: x, Y0: y, X1: x, Y1: y})
	}
	return b
}

// turnedBy is the matrix that turns clockwise as seen, y running down.
func turnedBy(degrees float64) matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return matrix{a: cos, b: sin, c: -sin, d: cos}
}

// movedTo is the matrix that puts the origin at a point.
func movedTo(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }

// numbers reads a list of numbers; none when one of them is no number.
func numbers(s string) []float64 {
	var out []float64
	for field := range strings.FieldsSeq(s) {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// number reads one number, or returns def.
func number(s string, def float64) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		return def
	}
	return v
}
