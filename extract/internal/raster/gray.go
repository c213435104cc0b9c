package raster

import (
	"image"
	"image/color"
	"image/draw"
)

// Gray returns a picture in shades of grey, on white where it is transparent. What
// the red of a seal covers is shown as if the seal were not there: red ink is bright
// in red light, black ink is not.
func Gray(src image.Image) *image.Gray {
	at := src.Bounds()
	rgba, ok := src.(*image.RGBA)
	if gray, same := src.(*image.Gray); same && at.Min == (image.Point{}) {
		return gray
	}
	if !ok || at.Min != (image.Point{}) {
		rgba = image.NewRGBA(image.Rect(0, 0, at.Dx(), at.Dy()))
		draw.Draw(rgba, rgba.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(rgba, rgba.Rect, src, at.Min, draw.Over)
	}
	out := image.NewGray(rgba.Rect)
	for y := range rgba.Rect.Dy() {
		row := rgba.Pix[y*rgba.Stride:]
		for x := range rgba.Rect.Dx() {
			p := row[4*x : 4*x+4]
			out.Pix[y*out.Stride+x] = color.GrayModel.Convert(color.RGBA{p[0], p[1], p[2], 255}).(color.Gray).Y
		}
	}
	for _, s := range seals(rgba) {
		takeOut(rgba, out, s)
	}
	return out
}

// takeOut shows what is red in an area in red light, in which the ink itself is made as
// bright as paper.
func takeOut(m *image.RGBA, out *image.Gray, area image.Rectangle) {
	var shades [256]int
	each := func(do func(red uint8, at *uint8)) {
		for y := area.Min.Y; y < area.Max.Y; y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				if i := y*m.Stride + 4*x; red(m.Pix[i : i+4]) {
					do(m.Pix[i], &out.Pix[y*out.Stride+x])
				}
			}
		}
	}
	n := 0
	each(func(red uint8, _ *uint8) { shades[red]++; n++ })
	ink := 0
	for seen := 0; ink < 255; ink++ {
		if seen += shades[ink]; 2*seen > n {
			break
		}
	}
	const paper = 250
	each(func(red uint8, at *uint8) { *at = uint8(min(int(red)*paper/max(ink, 1), 255)) })
}

// Clean returns a picture without the specks of scanning: pixels of ink with paper all
// around. The smallest point that is printed is larger.
func Clean(m *image.Gray) *image.Gray {
	const paper = 185
	out := image.NewGray(m.Rect)
	copy(out.Pix, m.Pix)
	around := [...]int{-m.Stride - 1, -m.Stride, -m.Stride + 1, -1, 1, m.Stride - 1, m.Stride, m.Stride + 1}
	for y := 1; y < m.Rect.Dy()-1; y++ {
		for x := 1; x < m.Rect.Dx()-1; x++ {
			i := y*m.Stride + x
			if m.Pix[i] >= paper {
				continue
			}
			darkest := uint8(255)
			for _, d := range around {
				darkest = min(darkest, m.Pix[i+d])
			}
			if darkest >= paper {
				out.Pix[i] = darkest
			}
		}
	}
	return out
}

// red reports whether a pixel is printed in red, however faint.
func red(p []uint8) bool {
	const clearly = 40
	return int(p[0]) > int(max(p[1], p[2]))+clearly
}

// Seals are looked for in cells of a page: a hundredth of its shorter side.
const (
	cellsAcross = 100
	inkedPart   = 12 // of the pixels of a cell, one in so many is red
)

// seals returns where red seals stand: red that hangs together, about as high as it is
// wide, of three to seven centimetres on a page of A4. A line of red type is no seal.
func seals(m *image.RGBA) (out []image.Rectangle) {
	size := max(min(m.Rect.Dx(), m.Rect.Dy())/cellsAcross, 4)
	cols, rows := m.Rect.Dx()/size, m.Rect.Dy()/size
	inked := make([]bool, cols*rows)
	for i := range inked {
		inked[i] = redPixels(m, i%cols*size, i/cols*size, size)*inkedPart >= size*size
	}
	for i := range inked {
		if !inked[i] {
			continue
		}
		blob := spread(inked, cols, rows, i)
		w, h := blob.Dx(), blob.Dy()
		const smallest, largest = 12, 36 // hundredths of the shorter side
		if min(w, h) >= smallest && max(w, h) <= largest && 3*min(w, h) >= 2*max(w, h) {
			out = append(out, image.Rect((blob.Min.X-1)*size, (blob.Min.Y-1)*size, (blob.Max.X+1)*size, (blob.Max.Y+1)*size).Intersect(m.Rect))
		}
	}
	return out
}

func redPixels(m *image.RGBA, x0, y0, size int) (n int) {
	for y := y0; y < y0+size; y++ {
		for x := x0; x < x0+size; x++ {
			if i := y*m.Stride + 4*x; red(m.Pix[i : i+4]) {
				n++
			}
		}
	}
	return n
}

// spread takes out the cells that hang together with one, over gaps of two, and
// returns their bounds: the rim of a seal, its star and its characters stand apart.
func spread(inked []bool, cols, rows, from int) image.Rectangle {
	const gap = 3
	bounds := image.Rectangle{}
	inked[from] = false
	for todo := []int{from}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		x, y := i%cols, i/cols
		bounds = bounds.Union(image.Rect(x, y, x+1, y+1))
		for v := max(y-gap, 0); v <= min(y+gap, rows-1); v++ {
			for u := max(x-gap, 0); u <= min(x+gap, cols-1); u++ {
				if k := v*cols + u; inked[k] {
					inked[k] = false
					todo = append(todo, k)
				}
			}
		}
	}
	return bounds
}

// Fit returns a picture that is at most so wide: each pixel the mean of those in its place.
func Fit(m *image.Gray, width int) *image.Gray {
	if m.Rect.Dx() <= width {
		return m
	}
	by := float64(m.Rect.Dx()) / float64(width)
	out := image.NewGray(image.Rect(0, 0, width, max(int(float64(m.Rect.Dy())/by), 1)))
	for y := range out.Rect.Dy() {
		from, to := int(float64(y)*by), min(int(float64(y+1)*by), m.Rect.Dy())
		for x := range width {
			left, right := int(float64(x)*by), min(int(float64(x+1)*by), m.Rect.Dx())
			sum, n := 0, 0
			for v := from; v < to; v++ {
				for _, shade := range m.Pix[v*m.Stride+left : v*m.Stride+right] {
					sum, n = sum+int(shade), n+1
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / max(n, 1))
		}
	}
	return out
}
