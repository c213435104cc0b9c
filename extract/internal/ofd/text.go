package ofd

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"gongkai/extract/internal/draw"
	"gongkai/extract/internal/layout"
)

// text is a text object.
type text struct {
	object
	font      *font
	size      float64
	stretch   float64 // HScale
	read      float64 // the way lines run, in degrees clockwise
	turn      float64 // the turn of each character, likewise
	glyphs    map[int]int
	lastX     float64
	lastY     float64
	invisible bool
}

// text reads a text object.
func (c *canvas) text() {
	t := text{object: c.object(true, false), font: c.r.fonts[attr(c.s, "Font")], glyphs: map[int]int{}}
	t.size = number(attr(c.s, "Size"), number(attr(c.s, "size"), 0)) // a writer has it in small letters
	t.stretch = number(attr(c.s, "HScale"), 1)
	t.read = number(attr(c.s, "ReadDirection"), 0)
	t.turn = number(attr(c.s, "CharDirection"), 0)
	t.invisible = !t.fill && !t.stroke
	for range c.s.Children() {
		switch local(c.s) {
		case "FillColor":
			t.invisible = t.invisible || attr(c.s, "Alpha") == "0"
		case "CGTransform":
			c.transform(&t)
		case "TextCode":
			if err := c.code(&t); err != nil {
				c.s.Fail(err)
				return
			}
			clear(t.glyphs)
		}
	}
}

// transform notes which glyphs the font draws for the codes of the text that
// follows, where one stands for one.
func (c *canvas) transform(t *text) {
	at := c.s.Int("CodePosition", 0)
	codes, glyphs := c.s.Int("CodeCount", 1), c.s.Int("GlyphCount", 1)
	for range c.s.Children() {
		if local(c.s) != "Glyphs" || codes != glyphs {
			continue
		}
		for i, g := range numbers(c.s.Content()) {
			if i >= codes || len(t.glyphs) > maxChars {
				break
			}
			t.glyphs[at+i] = int(g)
		}
	}
}

// code places the characters of a TextCode: the first at X, Y, each of the
// others by the next deltas from the one before. What is left out of X and Y is
// that of the TextCode before.
func (c *canvas) code(t *text) error {
	x, y := number(attr(c.s, "X"), t.lastX), number(attr(c.s, "Y"), t.lastY)
	t.lastX, t.lastY = x, y
	dx, dy := attr(c.s, "DeltaX"), attr(c.s, "DeltaY")
	runes := []rune(c.s.Content())
	if len(c.Glyphs)+len(runes) > maxChars {
		return tooMany("a page has more than %d characters", maxChars)
	}
	if err := c.r.lim.Expand(int64(len(runes)) * glyphBytes); err != nil {
		return err
	}
	if t.invisible {
		return nil
	}
	right, down := deltas(dx, len(runes)-1), deltas(dy, len(runes)-1)
	sin, cos := math.Sincos(t.read * math.Pi / 180)
	for i, r := range runes {
		step := t.width(r)
		if i < len(right) && right[i] != 0 {
			step = t.fit(step, math.Abs(right[i]))
		}
		c.glyph(t, t.meant(c.r, r, i), x, y, step)
		if i < len(right) {
			x += right[i]
		}
		if i < len(down) {
			y += down[i]
		}
		if len(right) == 0 && len(down) == 0 {
			x, y = x+cos*step, y+sin*step
		}
	}
	return nil
}

// glyph adds one character whose baseline begins at x, y.
func (c *canvas) glyph(t *text, r rune, x, y, wide float64) {
	if !layout.Visible(r) {
		return
	}
	const ascent, descent = 0.88, 0.12 // of the size, as Chinese type is cut
	m := draw.TurnedBy(t.turn).Then(draw.MovedTo(x, y)).Then(t.m)
	g := Glyph{Angle: math.Atan2(-m.B, m.A) * 180 / math.Pi}
	g.R, g.Box = r, m.Box(0, -ascent*t.size, wide, descent*t.size)
	c.Glyphs = append(c.Glyphs, g)
}

// width is the advance of a character where the text does not state it: the
// size of the type for what is set on a square, half of it for the rest.
func (t *text) width(r rune) float64 {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return t.size * t.stretch
	}
	return t.size * t.stretch / 2
}

// fit takes the distance to the next character as the width of one, where it is
// about that of a character and no gap.
func (t *text) fit(usual, delta float64) float64 {
	if delta <= max(usual*1.5, 0.3*t.size) {
		return delta
	}
	return usual
}

// deltas reads up to n distances; "g 3 5" stands for three of five. Where fewer
// are given the last goes on.
func deltas(s string, n int) []float64 {
	if n <= 0 || strings.TrimSpace(s) == "" {
		return nil
	}
	var out []float64
	repeat, state := 0, 0 // state: 1 the count is due, 2 the value
	for field := range strings.FieldsSeq(s) {
		if len(out) >= n {
			break
		}
		switch {
		case field == "g":
			state = 1
		case state == 1:
			repeat, state = int(min(max(number(field, 0), 0), float64(n))), 2
		case state == 2:
			for v := number(field, 0); repeat > 0 && len(out) < n; repeat-- {
				out = append(out, v)
			}
			state = 0
		default:
			out = append(out, number(field, 0))
		}
	}
	for len(out) > 0 && len(out) < n {
		out = append(out, out[len(out)-1])
	}
	return out
}

// meant is the character that is drawn for the code at i. Writers that embed a
// part of a font may write any sign and say only which glyph it is: then the
// font's own table of characters tells, if it names one for that glyph.
func (t *text) meant(rd *reader, r rune, i int) rune {
	glyph, mapped := t.glyphs[i]
	if !mapped || !(r == '¤' || r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || unicode.IsControl(r)) {
		return r
	}
	if t.font == nil {
		return unicode.ReplacementChar
	}
	if told := t.font.char(rd, glyph); told != 0 {
		return told
	}
	return unicode.ReplacementChar
}
