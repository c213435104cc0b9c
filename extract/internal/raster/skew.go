package raster

import (
	"image"
	"math"
)

// dark is the shade below which a pixel is ink.
const dark = 140

// Skew returns by how many degrees the lines of a page fall to the right, up to 2.5
// either way: the angle along which its ink lies in the sharpest rows.
func Skew(m *image.Gray) float64 {
	var xs, ys []float64
	const step = 3 // of columns; rules are as thin as a row
	for y := range m.Rect.Dy() {
		for x := 0; x < m.Rect.Dx(); x += step {
			if m.Pix[y*m.Stride+x] < dark {
				xs, ys = append(xs, float64(x)), append(ys, float64(y))
			}
		}
	}
	const few = 200
	if len(xs) < few {
		return 0
	}
	best := sharpest(xs, ys, m.Rect, 0, 2.5, 0.1)
	return sharpest(xs, ys, m.Rect, best, 0.1, 0.02)
}

// sharpest tries the angles around one.
func sharpest(xs, ys []float64, page image.Rectangle, around, reach, step float64) float64 {
	const binned = 1 // pixels of a row of the histogram
	n := int(math.Round(reach / step))
	slide := math.Tan((math.Abs(around)+reach)*math.Pi/180) * float64(page.Dx())
	rows := make([]float64, int((float64(page.Dy())+2*slide)/binned)+2)
	best, most := around, -1.0
	for k := -n; k <= n; k++ {
		angle := around + float64(k)*step
		slope := math.Tan(angle * math.Pi / 180)
		clear(rows)
		for i := range xs {
			rows[int((ys[i]-xs[i]*slope+slide)/binned)]++
		}
		sharp := 0.0
		for i := 1; i < len(rows); i++ {
			sharp += (rows[i] - rows[i-1]) * (rows[i] - rows[i-1])
		}
		if sharp > most {
			best, most = angle, sharp
		}
	}
	return best
}

// Turn returns a picture turned back by a small angle about its middle.
func Turn(m *image.Gray, degrees float64) *image.Gray {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	out := image.NewGray(m.Rect)
	cx, cy := float64(m.Rect.Dx())/2, float64(m.Rect.Dy())/2
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			out.Pix[y*out.Stride+x] = between(m, cx+dx*cos-dy*sin, cy+dx*sin+dy*cos)
		}
	}
	return out
}

// between returns the shade at a place between pixels, white outside.
func between(m *image.Gray, x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	fx, fy := x-float64(x0), y-float64(y0)
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= m.Rect.Dx() || y >= m.Rect.Dy() {
			return 255
		}
		return float64(m.Pix[y*m.Stride+x])
	}
	top := at(x0, y0)*(1-fx) + at(x0+1, y0)*fx
	bottom := at(x0, y0+1)*(1-fx) + at(x0+1, y0+1)*fx
	return uint8(top*(1-fy) + bottom*fy + 0.5)
}
