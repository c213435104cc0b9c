package layout

import (
	"unicode"
)

// Box is a rectangle in points, origin at the upper left of the page, y down.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Union returns the smallest box around both.
func (b Box) Union(o Box) Box {
	return Box{min(b.X0, o.X0), min(b.Y0, o.Y0), max(b.X1, o.X1), max(b.Y1, o.Y1)}
}

// width, height and the middle of a box.
func (b Box) width() float64  { return b.X1 - b.X0 }
func (b Box) height() float64 { return b.Y1 - b.Y0 }
func (b Box) midX() float64   { return (b.X0 + b.X1) / 2 }
func (b Box) midY() float64   { return (b.Y0 + b.Y1) / 2 }

// Glyph is one visible character. Its box is the advance wide and from descent
// to ascent tall, so that neighbours in a line have the same top and bottom.
type Glyph struct {
	R rune
	Box
}

// Page is what is drawn on one page. A rule is a horizontal or vertical line
// given by its bounds.
type Page struct {
	Number        int // 1-based
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Box
}

// Visible reports whether a character leaves a mark.
func Visible(r rune) bool {
	return r > ' ' && !unicode.IsSpace(r) && !unicode.IsControl(r) && r != '\u200b' && r != '\ufeff' && r != '\u00ad' && r != '\ufffe'
}

// Glyphs collects the glyphs of a page, leaving out a character drawn again
// over itself (bold by double printing).
type Glyphs struct {
	list []Glyph
	// Which glyphs begin in a cell of the page is told by chains: heads has by the hash
	// of a character and a cell the last glyph of a chain, next the one before each. Both
	// are numbers of glyphs + 1, 0 for none.
	heads, next []int32
}

// glyphCell is the side of a cell in points; larger than the shift of a double print.
const glyphCell = 8

// cellOf is the cell that a box begins in.
func cellOf(b *Box) (x, y int) { return int(b.X0 / glyphCell), int(b.Y0 / glyphCell) }

// chain is where the chain of a character and a cell begins.
func (g *Glyphs) chain(r rune, x, y int) *int32 {
	h := (uint32(r)*0x9e3779b1 ^ uint32(x)*0x85ebca6b ^ uint32(y)*0xc2b2ae35) * 0x9e3779b1
	return &g.heads[h>>8&uint32(len(g.heads)-1)]
}

// Add adds a character unless it repeats one at the same place.
func (g *Glyphs) Add(r rune, b Box) {
	if !sane(b) {
		return
	}
	if len(g.list) >= len(g.heads) {
		g.grow()
	}
	x, y := cellOf(&b)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if g.drawn(r, &b, x+dx, y+dy) {
				return
			}
		}
	}
	g.list = append(g.list, Glyph{r, b})
	g.link(len(g.list))
}

// drawn reports whether a character drawn before, in a cell, is the same print as a box.
func (g *Glyphs) drawn(r rune, b *Box, x, y int) bool {
	for i := *g.chain(r, x, y); i != 0; i = g.next[i-1] {
		of := &g.list[i-1]
		if of.R != r || !doubled(of.Box, *b) {
			continue
		}
		if cx, cy := cellOf(&of.Box); cx == x && cy == y {
			return true
		}
	}
	return false
}

// link puts glyph number n - 1 at the end of its chain.
func (g *Glyphs) link(n int) {
	of := &g.list[n-1]
	x, y := cellOf(&of.Box)
	head := g.chain(of.R, x, y)
	g.next = append(g.next, *head)
	*head = int32(n)
}

// grow doubles the chains.
func (g *Glyphs) grow() {
	const first = 1024
	g.heads, g.next = make([]int32, max(first, 2*len(g.heads))), make([]int32, 0, max(first, 2*len(g.heads)))
	for n := range g.list {
		g.link(n + 1)
	}
}

// List returns the glyphs added.
func (g *Glyphs) List() []Glyph { return g.list }

// doubled reports whether two boxes of one character are the same print.
func doubled(a, b Box) bool {
	t := 0.2 * max(min(a.width(), b.width()), 1)
	return abs(a.X0-b.X0) < t && abs(a.Y0-b.Y0) < t
}

// sane reports whether a box may be computed with: finite, on a page of any
// printable size, of some height.
func sane(b Box) bool {
	const far = 20_000                                        // points; PDF pages end at 14 400
	in := func(v float64) bool { return v > -far && v < far } // false for NaN
	return in(b.X0) && in(b.Y0) && in(b.X1) && in(b.Y1) && b.X1 >= b.X0 && b.Y1 > b.Y0
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}
