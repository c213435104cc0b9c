package ofd

import (
	"math"
	"strings"

	"gongkai/extract/internal/layout"
)

// thin is how wide, in millimetres, a filled box may be to be a drawn line.
const thin = 3 / pointsPerMM

// path turns a drawn path into rules: stroked straight segments, and filled
// boxes too thin to be anything else, unless they are so pale that they shade.
func (c *canvas) path() {
	o := c.object(false, true)
	pale, data := false, ""
	for range c.s.Children() {
		switch local(c.s) {
		case "FillColor":
			pale = isPale(attr(c.s, "Value"))
		case "AbbreviatedData":
			data = c.s.Content()
		}
	}
	if !o.stroke && (!o.fill || pale) {
		return
	}
	p := pen{m: o.m, stroke: o.stroke}
	if c.segments += p.follow(data, maxSegments-c.segments); c.segments >= maxSegments {
		c.s.Fail(tooMany("a page draws more than %d lines", maxSegments))
		return
	}
	if err := c.r.lim.Expand(int64(len(p.rules)) * 32); err != nil {
		c.s.Fail(err)
		return
	}
	c.Rules = append(c.Rules, p.rules...)
}

// isPale reports a colour so light that it is shading, or nothing.
func isPale(value string) bool {
	const light = 215 // of 255
	v := numbers(value)
	for _, part := range v {
		if part < light {
			return false
		}
	}
	return len(v) == 1 || len(v) == 3
}

// pen follows a path and collects the rules it draws.
type pen struct {
	m              matrix
	stroke         bool
	rules          []layout.Box
	sx, sy, x, y   float64    // start of the subpath and current point
	bounds         layout.Box // of the subpath
	started, bends bool
}

// operands is how many numbers the operators of abbreviated data take (GB/T
// 33190, 9.1); the last two are the point it ends at.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

// follow draws abbreviated data and returns the number of its steps. It stops
// after most of them, and at what it does not know.
func (p *pen) follow(data string, most int) (steps int) {
	var have []float64
	op, want := "", -1
	for field := range strings.FieldsSeq(data) {
		if steps >= most {
			return steps
		}
		if n, ok := operands[field]; ok {
			op, want, have = field, n, have[:0]
		} else if want > 0 {
			have = append(have, number(field, math.NaN()))
		} else {
			return steps
		}
		if len(have) == want {
			p.step(op, have)
			steps++
			have = have[:0]
			if op == "S" || op == "M" || op == "C" {
				want = -1
			}
		}
	}
	p.end()
	return steps
}

// step draws one operator.
func (p *pen) step(op string, v []float64) {
	if op == "C" {
		if p.started {
			p.to(p.sx, p.sy)
		}
		return
	}
	x, y := p.m.apply(v[len(v)-2], v[len(v)-1])
	switch op {
	case "S", "M":
		p.end()
		p.x, p.y, p.sx, p.sy = x, y, x, y
		p.bounds, p.started, p.bends = layout.Box{X0: x, Y0: y, X1: x, Y1: y}, true, false
	case "L":
		p.to(x, y)
	default:
		p.x, p.y, p.bends = x, y, true
	}
}

// to draws a straight line.
func (p *pen) to(x, y float64) {
	seg := layout.Box{X0: min(p.x, x), Y0: min(p.y, y), X1: max(p.x, x), Y1: max(p.y, y)}
	p.x, p.y = x, y
	p.bounds = p.bounds.Union(seg)
	if p.stroke && straight(seg) {
		p.rules = append(p.rules, seg)
	}
}

// end finishes a subpath: a filled one that is thin is a rule.
func (p *pen) end() {
	if p.started && !p.stroke && !p.bends && straight(p.bounds) {
		p.rules = append(p.rules, p.bounds)
	}
	p.started = false
}

// straight reports whether a box is a horizontal or vertical line.
func straight(b layout.Box) bool {
	w, h := b.X1-b.X0, b.Y1-b.Y0
	finite := !math.IsNaN(w+h) && !math.IsInf(w+h, 0)
	return finite && min(w, h) <= thin && max(w, h) > 0
}
