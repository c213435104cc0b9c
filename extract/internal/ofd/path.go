package ofd

import (
	"math"
	"strings"

	"gongkai/extract/internal/draw"
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
	p := draw.Pen{Stroke: o.stroke, Thin: thin, Place: o.m.Apply}
	if c.segments += follow(&p, data, maxSegments-c.segments); c.segments >= maxSegments {
		c.s.Fail(tooMany("a page draws more than %d lines", maxSegments))
		return
	}
	if err := c.r.lim.Expand(int64(len(p.Rules)) * 32); err != nil {
		c.s.Fail(err)
		return
	}
	c.Rules = append(c.Rules, p.Rules...)
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

// operands is how many numbers the operators of abbreviated data take (GB/T
// 33190, 9.1); the last two are the point it ends at.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

// follow draws abbreviated data and returns the number of its steps. It stops
// after most of them, and at numbers that belong to no operator.
func follow(pen *draw.Pen, data string, most int) (steps int) {
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
			step(pen, op, have)
			steps++
			have = have[:0]
			if op == "S" || op == "M" || op == "C" {
				want = -1
			}
		}
	}
	pen.End()
	return steps
}

// step draws one operator.
func step(pen *draw.Pen, op string, v []float64) {
	if op == "C" {
		pen.Close()
		return
	}
	x, y := v[len(v)-2], v[len(v)-1]
	switch op {
	case "S", "M":
		pen.Move(x, y)
	case "L":
		pen.Line(x, y)
	default:
		pen.Curve(x, y)
	}
}
