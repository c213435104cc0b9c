package extract

import (
	"fmt"
	"math"
	"slices"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
)

// A turn is how far text is turned against the page as seen, in quarters
// counter-clockwise: 0 is upright, 1 reads upwards, 3 downwards. Text at a slant,
// as a watermark is, has none.
type pdfTurn int

const pdfSlant pdfTurn = -1

// pdfLean is how far, in degrees, a line may lean and still belong to its quarter.
const pdfLean = 10

// turnOf returns the turn of text with a matrix on the page.
func (p pdfPlacement) turnOf(m draw.Matrix) pdfTurn {
	degrees := math.Atan2(m.B, m.A)*180/math.Pi - 90*float64(p.turn)
	quarters := math.Round(degrees / 90)
	if math.IsNaN(degrees) {
		return 0
	}
	if math.Abs(degrees-90*quarters) > pdfLean {
		return pdfSlant
	}
	return pdfTurn(((int(quarters) % 4) + 4) % 4)
}

// climbs reports that a character stands next to the one before it and clearly
// higher or lower, or left of it, as on a slanted or turned line. It only says that a page is worth the
// dearer question which way its characters are turned.
func climbs(chars []pdfChar) bool {
	for i := 1; i < len(chars); i++ {
		a, b := chars[i-1].Box, chars[i].Box
		size := max(a.Y1-a.Y0, a.X1-a.X0)
		dx, dy := b.X0-a.X0, math.Abs(b.Y0-a.Y0)
		up := dx > -0.2*size && dy > 0.15*size
		back := dx < -0.2*size && dy < 0.15*size
		if (up || back) && math.Hypot(dx, dy) < 2*size {
			return true
		}
	}
	return false
}

// charTurn returns the turn of character i.
func (p *pdfPage) charTurn(text references.FPDF_TEXTPAGE, i int) pdfTurn {
	m, err := p.pdf.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return 0
	}
	return p.place.turnOf(draw.Matrix{A: float64(m.Matrix.A), B: float64(m.Matrix.B)})
}

// turned returns a box of a page of a size as it is seen when the page is turned
// clockwise by quarters.
func turned(b layout.Box, w, h float64, quarters pdfTurn) layout.Box {
	for range quarters {
		b = layout.Box{X0: h - b.Y1, Y0: b.X0, X1: h - b.Y0, Y1: b.X1}
		w, h = h, w
	}
	return b
}

// layers splits a page with turned text into pages of upright text. The turn of
// most of the text leads. Turned text with a part of the page for itself is a
// page of its own, turned text between the lines of the others stays where it is,
// and what lies across them is a mark on the page and none of its text.
func (p *pdfPage) layers() []layout.Page {
	chars := p.chars
	runs := pdfRuns(chars)
	lead := leadingTurn(chars)
	byTurn := map[pdfTurn]*pdfLayer{lead: {turn: lead}}
	for _, r := range runs {
		if r.turn == lead {
			byTurn[lead].add(r)
		}
	}
	if len(byTurn[lead].chars) == 0 {
		p.slanted = len(chars)
		return []layout.Page{{Number: p.out.Number, Width: p.out.Width, Height: p.out.Height}}
	}
	marked := false
	slanted := 0
	for _, r := range runs {
		switch {
		case r.turn == lead:
		case r.crosses(byTurn[lead]):
			marked = marked || r.turn == pdfSlant
		case r.turn == pdfSlant:
			slanted += len(r.chars)
		case byTurn[r.turn] == nil:
			byTurn[r.turn] = &pdfLayer{turn: r.turn, chars: r.chars, area: r.area}
		default:
			byTurn[r.turn].add(r)
		}
	}
	if !marked { // beside a mark that crosses lines the others are copies of it
		p.slanted = slanted
	}
	p.keepBetween(byTurn, lead)
	var out []layout.Page
	for _, turn := range pdfQuarters {
		if l := byTurn[turn]; l != nil {
			out = append(out, p.upright(l, lead, byTurn))
		}
	}
	return out
}

var pdfQuarters = [...]pdfTurn{0, 1, 2, 3}

// keepBetween gives words whose area holds lines of the leading text, such as
// the turned headings of a table, to those lines. What reads upwards is put the
// other way round, so that its characters follow one another. Words close to
// other text, and numbers, would become part of it: they stay apart.
func (p *pdfPage) keepBetween(byTurn map[pdfTurn]*pdfLayer, lead pdfTurn) {
	for _, turn := range pdfQuarters {
		l, lines := byTurn[turn], byTurn[lead]
		if l == nil || turn == lead || !l.crosses(lines) {
			continue
		}
		apart := &pdfLayer{turn: turn}
		for _, r := range pdfRuns(l.chars) {
			if slices.ContainsFunc(r.chars, func(c pdfChar) bool { return unicode.IsDigit(c.R) }) || r.closeTo(lines) {
				apart.add(r)
				continue
			}
			for _, c := range r.chars {
				if turn == (lead+1)%4 {
					c.Box = mirrored(c.Box, r.area, lead)
				}
				lines.chars = append(lines.chars, c)
			}
		}
		if byTurn[turn] = apart; len(apart.chars) == 0 {
			delete(byTurn, turn)
		}
	}
}

// closeTo reports text of another layer within the width of a character.
func (l *pdfLayer) closeTo(other *pdfLayer) bool {
	by := min(l.area.X1-l.area.X0, l.area.Y1-l.area.Y0)
	wide := pdfLayer{area: layout.Box{X0: l.area.X0 - by, Y0: l.area.Y0 - by, X1: l.area.X1 + by, Y1: l.area.Y1 + by}}
	return wide.crosses(other)
}

// mirrored returns a box of a run with the run's ends exchanged, along the line
// of text that stands upright on a line of a turn.
func mirrored(b, run layout.Box, lead pdfTurn) layout.Box {
	if lead%2 == 1 {
		return layout.Box{X0: run.X0 + run.X1 - b.X1, Y0: b.Y0, X1: run.X0 + run.X1 - b.X0, Y1: b.Y1}
	}
	return layout.Box{X0: b.X0, Y0: run.Y0 + run.Y1 - b.Y1, X1: b.X1, Y1: run.Y0 + run.Y1 - b.Y0}
}

// pdfLayer is text of one turn.
type pdfLayer struct {
	turn  pdfTurn
	chars []pdfChar
	area  layout.Box
}

// add takes the text of another layer of the same turn.
func (l *pdfLayer) add(o *pdfLayer) {
	if len(l.chars) == 0 {
		l.area = o.area
	}
	l.chars = append(l.chars, o.chars...)
	l.area = l.area.Union(o.area)
}

// pdfRuns splits text where its turn changes or the next character is far away.
func pdfRuns(chars []pdfChar) []*pdfLayer {
	const far = 2 // times the size of a character
	var runs []*pdfLayer
	for i, c := range chars {
		one := &pdfLayer{turn: c.turn, chars: chars[i : i+1 : i+1], area: c.Box}
		if k := len(runs) - 1; k >= 0 && runs[k].turn == c.turn {
			last := chars[i-1].Box
			size := max(last.X1-last.X0, last.Y1-last.Y0, c.X1-c.X0, c.Y1-c.Y0)
			if apart(last, c.Box) <= far*size {
				runs[k].add(one)
				continue
			}
		}
		runs = append(runs, one)
	}
	return runs
}

// apart is the distance of the middles of two boxes.
func apart(a, b layout.Box) float64 {
	return math.Hypot(a.X0+a.X1-b.X0-b.X1, a.Y0+a.Y1-b.Y0-b.Y1) / 2
}

// leadingTurn returns the quarter of most of the text.
func leadingTurn(chars []pdfChar) pdfTurn {
	var count [len(pdfQuarters)]int
	lead := pdfTurn(0)
	for _, c := range chars {
		if c.turn != pdfSlant {
			count[c.turn]++
		}
	}
	for _, turn := range pdfQuarters {
		if count[turn] > count[lead] {
			lead = turn
		}
	}
	return lead
}

// crosses reports that the area of a layer holds text of another.
func (l *pdfLayer) crosses(other *pdfLayer) bool {
	for _, c := range other.chars {
		if l.area.X0 < c.X1 && c.X0 < l.area.X1 && l.area.Y0 < c.Y1 && c.Y0 < l.area.Y1 {
			return true
		}
	}
	return false
}

// upright turns a layer so that its lines run from left to right. The rules go
// with the layer in whose area they are.
func (p *pdfPage) upright(l *pdfLayer, lead pdfTurn, all map[pdfTurn]*pdfLayer) layout.Page {
	out := layout.Page{Number: p.out.Number, Width: p.out.Width, Height: p.out.Height}
	if l.turn%2 == 1 {
		out.Width, out.Height = out.Height, out.Width
	}
	var cs layout.Glyphs
	for _, c := range l.chars {
		cs.Add(c.R, turned(c.Box, p.out.Width, p.out.Height, l.turn))
	}
	out.Glyphs = cs.List()
	for _, r := range p.out.Rules {
		if layerOf(r, all[lead], all) == l {
			out.Rules = append(out.Rules, turned(r, p.out.Width, p.out.Height, l.turn))
		}
	}
	return out
}

// layerOf returns the layer a rule belongs to: the one in whose area its middle
// lies, else the closest; of several the leading one.
func layerOf(r layout.Box, lead *pdfLayer, all map[pdfTurn]*pdfLayer) *pdfLayer {
	x, y := (r.X0+r.X1)/2, (r.Y0+r.Y1)/2
	distance := func(l *pdfLayer) float64 {
		return math.Hypot(max(l.area.X0-x, x-l.area.X1, 0), max(l.area.Y0-y, y-l.area.Y1, 0))
	}
	best := lead
	for _, turn := range pdfQuarters {
		if l := all[turn]; l != nil && distance(l) < distance(best) {
			best = l
		}
	}
	return best
}

// turnWarnings tells what of the turned text of a page is left out.
func (p *pdfPage) turnWarnings() []Warning {
	if p.slanted == 0 {
		return nil
	}
	return []Warning{{-1, fmt.Sprintf("page %d: %d characters at a slant are left out", p.out.Number, p.slanted)}}
}
