package raster

import (
	"image"
	"image/draw"
	"testing"
)

// BenchmarkPage does all that is done to a picture of a page.
func BenchmarkPage(b *testing.B) {
	m := image.NewRGBA(image.Rect(0, 0, 1240, 1754))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(m, page().Rect, Turn(page(), 1.3), image.Point{}, draw.Src)
	for b.Loop() {
		g := Clean(Gray(m))
		_ = Rules(Turn(g, Skew(g)), scale)
	}
}
