package raster

import "image"

// What a ruling line is, in points: a run of ink that long and not thicker, with next
// to nothing beside it.
const (
	shortest = 20.0
	thickest = 4.0
)

// faint is the shade below which a pixel may be part of a line: a hairline is grey
// where it falls between two rows of pixels.
const faint = 190

// Rules finds the horizontal and vertical lines of a page with so many pixels to a
// point.
func Rules(m *image.Gray, scale float64) []image.Rectangle {
	out := horizontals(m, scale)
	for _, r := range horizontals(transposed(m), scale) {
		out = append(out, image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X))
	}
	return out
}

func transposed(m *image.Gray) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, m.Rect.Dy(), m.Rect.Dx()))
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			out.Pix[x*out.Stride+y] = m.Pix[y*m.Stride+x]
		}
	}
	return out
}

// horizontals joins the runs of rows that lie on each other to lines.
func horizontals(m *image.Gray, scale float64) (out []image.Rectangle) {
	var open []image.Rectangle // ends in the row before
	for y := range m.Rect.Dy() {
		var now []image.Rectangle
		for _, run := range runs(m, y, int(shortest*scale)) {
			for i, o := range open {
				if run.Min.X < o.Max.X && o.Min.X < run.Max.X {
					run = run.Union(o)
					open[i] = image.Rectangle{}
				}
			}
			now = append(now, run)
		}
		out = append(out, closed(m, open, scale)...)
		open = now
	}
	return append(out, closed(m, open, scale)...)
}

// closed returns those of the areas that are lines.
func closed(m *image.Gray, areas []image.Rectangle, scale float64) (out []image.Rectangle) {
	for _, a := range areas {
		if !a.Empty() && float64(a.Dy()) <= thickest*scale && alone(m, a) {
			out = append(out, a)
		}
	}
	return out
}

// runs returns the stretches of ink of a row, over gaps of a few pixels.
func runs(m *image.Gray, y, least int) (out []image.Rectangle) {
	const gap, whole = 3, 0.85
	row := m.Pix[y*m.Stride : y*m.Stride+m.Rect.Dx()]
	from, last, inked := -1, -1, 0
	end := func() {
		if from >= 0 && last+1-from >= least && float64(inked) >= whole*float64(last+1-from) {
			out = append(out, image.Rect(from, y, last+1, y+1))
		}
		from, inked = -1, 0
	}
	for x, shade := range row {
		if shade >= faint {
			continue
		}
		if from >= 0 && x-last > gap+1 {
			end()
		}
		if from < 0 {
			from = x
		}
		last, inked = x, inked+1
	}
	end()
	return out
}

// alone reports whether there is little ink above and below an area: the strokes of
// characters that make a run have others across them.
func alone(m *image.Gray, a image.Rectangle) bool {
	const off, part = 3, 4 // pixels away; at most one in four is ink
	for _, y := range []int{a.Min.Y - off, a.Max.Y - 1 + off} {
		if y < 0 || y >= m.Rect.Dy() {
			continue
		}
		n := 0
		for x := a.Min.X; x < a.Max.X; x++ {
			if m.Pix[y*m.Stride+x] < dark {
				n++
			}
		}
		if n*part > a.Dx() {
			return false
		}
	}
	return true
}
