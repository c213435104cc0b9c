package layout

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A character drawn again over itself, or right beside, is left out; this is told of the
// same glyphs as by looking at all that were drawn before.
func TestGlyphsAreTheFirstOfEachPrint(t *testing.T) {
	at := rapid.Custom(func(t *rapid.T) Glyph {
		x, y := float64(rapid.IntRange(-40, 400).Draw(t, "x"))/4, float64(rapid.IntRange(-40, 400).Draw(t, "y"))/4
		w := rapid.SampledFrom([]float64{2, 10, 60}).Draw(t, "w")
		return Glyph{rapid.SampledFrom([]rune("收入1")).Draw(t, "r"), Box{x, y, x + w, y + 10}}
	})
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOfN(at, 0, 1500).Draw(t, "drawn")
		var g Glyphs
		var want []Glyph
		for _, d := range drawn {
			g.Add(d.R, d.Box)
			x, y := cellOf(&d.Box)
			if !slices.ContainsFunc(want, func(of Glyph) bool {
				cx, cy := cellOf(&of.Box)
				return of.R == d.R && max(cx-x, x-cx, cy-y, y-cy) <= 1 && doubled(of.Box, d.Box)
			}) {
				want = append(want, d)
			}
		}
		if got := g.List(); !slices.Equal(got, want) {
			t.Fatalf("%d glyphs, want %d", len(got), len(want))
		}
	})
}
