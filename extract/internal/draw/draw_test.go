package draw

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/internal/layout"
)

func TestMatrix(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    Matrix
		x, y float64
	}{
		{"identity", Identity(), 2, 3},
		{"moved", MovedTo(10, 20), 12, 23},
		{"clockwise", TurnedBy(90), -3, 2},
		{"first scaled, then moved", Matrix{A: 2, D: 2}.Then(MovedTo(1, 1)), 5, 7},
		{"first moved, then scaled", MovedTo(1, 1).Then(Matrix{A: 2, D: 2}), 6, 8},
	} {
		if x, y := tt.m.Apply(2, 3); math.Abs(x-tt.x) > 1e-9 || math.Abs(y-tt.y) > 1e-9 {
			t.Errorf("%s: %g, %g, want %g, %g", tt.name, x, y, tt.x, tt.y)
		}
	}
	if b := TurnedBy(90).Box(0, 0, 4, 1); math.Abs(b.X0+1) > 1e-9 || math.Abs(b.Y1-4) > 1e-9 {
		t.Errorf("%v", b)
	}
}

// TestThen: one matrix after another maps as their product does.
func TestThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-100, 100)
		matrix := func(name string) Matrix {
			v := rapid.SliceOfN(number, 6, 6).Draw(t, name)
			return Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		}
		m, n := matrix("m"), matrix("n")
		x, y := number.Draw(t, "x"), number.Draw(t, "y")
		wantX, wantY := n.Apply(m.Apply(x, y))
		if gotX, gotY := m.Then(n).Apply(x, y); math.Abs(gotX-wantX) > 1e-3 || math.Abs(gotY-wantY) > 1e-3 {
			t.Fatalf("%g, %g, want %g, %g", gotX, gotY, wantX, wantY)
		}
	})
}

func TestPen(t *testing.T) {
	box := func(p *Pen, w, h float64) {
		p.Move(0, 0)
		p.Line(w, 0)
		p.Line(w, h)
		p.Line(0, h)
		p.Close()
	}
	for _, tt := range []struct {
		name   string
		stroke bool
		draw   func(*Pen)
		want   []layout.Box
	}{
		{"stroked line", true, func(p *Pen) { p.Move(0, 0); p.Line(9, 0) }, []layout.Box{{X1: 9}}},
		{"slanted line", true, func(p *Pen) { p.Move(0, 0); p.Line(9, 9) }, nil},
		{"point", true, func(p *Pen) { p.Move(1, 1); p.Line(1, 1) }, nil},
		{"stroked box", true, func(p *Pen) { box(p, 9, 5) }, []layout.Box{{X1: 9}, {X0: 9, X1: 9, Y1: 5}, {X1: 9, Y0: 5, Y1: 5}, {Y1: 5}}},
		{"thin filled box", false, func(p *Pen) { box(p, 9, 1) }, []layout.Box{{X1: 9, Y1: 1}}},
		{"filled area", false, func(p *Pen) { box(p, 9, 5) }, nil},
		{"two thin boxes", false, func(p *Pen) { box(p, 9, 1); box(p, 8, 1) }, []layout.Box{{X1: 9, Y1: 1}, {X1: 8, Y1: 1}}},
		{"curve", true, func(p *Pen) { p.Move(0, 0); p.Curve(9, 0); p.Line(9, 5) }, []layout.Box{{X0: 9, X1: 9, Y1: 5}}},
		{"filled curve", false, func(p *Pen) { p.Move(0, 0); p.Curve(9, 0) }, nil},
		{"closed before it began", true, func(p *Pen) { p.Close() }, nil},
		{"no place", true, func(p *Pen) { p.Move(math.NaN(), 0); p.Line(9, 0); p.Line(math.Inf(1), 0) }, nil},
	} {
		p := &Pen{Stroke: tt.stroke, Thin: 2, Place: Identity().Apply}
		tt.draw(p)
		if p.End(); !slices.Equal(p.Rules, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, p.Rules, tt.want)
		}
	}
}
