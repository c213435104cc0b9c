package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"testing"
)

// scale is the pixels of a point of the pictures here.
const scale = 150.0 / 72

// page draws a table of three rows and two columns, with strokes like those of text in
// its cells.
func page() *image.Gray {
	m := image.NewGray(image.Rect(0, 0, 900, 1200))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	fill := func(x0, y0, x1, y1 int) {
		draw.Draw(m, image.Rect(x0, y0, x1, y1), image.Black, image.Point{}, draw.Src)
	}
	for _, y := range []int{200, 250, 300, 350} {
		fill(100, y, 800, y+2)
	}
	for _, x := range []int{100, 500, 799} {
		fill(x, 200, x+2, 352)
	}
	for y := 215; y < 350; y += 50 {
		for x := 120; x < 300; x += 24 {
			fill(x, y, x+20, y+2)
			fill(x+9, y-8, x+11, y+14)
		}
	}
	return m
}

func TestRules(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	noisy := page()
	speck := image.Pt(50, 50)
	noisy.Pix[speck.Y*noisy.Stride+speck.X] = 0
	if Clean(noisy).GrayAt(speck.X, speck.Y).Y != 255 || Clean(noisy).GrayAt(101, 201).Y != 0 {
		t.Error("a speck stays, or a line goes")
	}
	for range 20_000 {
		noisy.Pix[rng.IntN(len(noisy.Pix))] = uint8(rng.IntN(256))
	}
	for name, m := range map[string]*image.Gray{"clean": page(), "noisy": noisy} {
		across, down := map[int]int{}, map[int]int{}
		for _, r := range Rules(m, scale) {
			if r.Dx() > r.Dy() {
				across[(r.Min.Y+10)/50] += r.Dx()
			} else {
				down[(r.Min.X+10)/100] += r.Dy()
			}
		}
		for _, y := range []int{4, 5, 6, 7} {
			if across[y] < 650 {
				t.Errorf("%s: at height %d there are %d pixels of a rule of 700", name, y*50, across[y])
			}
		}
		for _, x := range []int{1, 5, 8} {
			if down[x] < 140 {
				t.Errorf("%s: at %d there are %d pixels of a rule of 150", name, x*100, down[x])
			}
		}
		if len(across) != 4 || len(down) != 3 {
			t.Errorf("%s: rules %v and %v: text is taken for one", name, across, down)
		}
	}
}

// TestSkew turns a page and asks by how much it was turned.
func TestSkew(t *testing.T) {
	for _, degrees := range []float64{0, 0.3, -1.2, 2, -2} {
		turned := Turn(page(), -degrees)
		got := Skew(turned)
		if math.Abs(got-degrees) > 0.05 {
			t.Errorf("%v degrees are taken for %v", degrees, got)
		}
		if left := Skew(Turn(turned, got)); math.Abs(left) > 0.05 {
			t.Errorf("turned back from %v degrees, %v are left", degrees, left)
		}
	}
	if got := Skew(image.NewGray(image.Rect(0, 0, 5, 5))); got != 0 {
		t.Errorf("a page too small is turned by %v", got)
	}
}

// TestSeal: a ring of red goes and the black below it stays; a line of red type stays.
func TestSeal(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 900, 1200))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	ink := color.RGBA{220, 40, 50, 255}
	for y := range 1200 {
		for x := range 900 {
			if r := math.Hypot(float64(x-600), float64(y-800)); r > 80 && r < 92 {
				m.SetRGBA(x, y, ink)
			}
		}
	}
	draw.Draw(m, image.Rect(200, 100, 700, 140), image.NewUniform(ink), image.Point{}, draw.Src)
	draw.Draw(m, image.Rect(500, 795, 700, 800), image.Black, image.Point{}, draw.Src)
	g := Gray(m)
	for _, tt := range []struct {
		what  string
		x, y  int
		below bool
	}{{"the seal", 600, 800 - 86, false}, {"its rim", 600 + 86, 800, false}, {"text under the seal", 600 - 86, 797, true}, {"red type", 400, 120, true}, {"paper", 10, 10, false}} {
		if is := g.GrayAt(tt.x, tt.y).Y < dark; is != tt.below {
			t.Errorf("%s: ink %v, shade %d", tt.what, is, g.GrayAt(tt.x, tt.y).Y)
		}
	}
}

// TestGray: what is transparent is white, and pictures may begin anywhere.
func TestGray(t *testing.T) {
	m := image.NewNRGBA(image.Rect(7, 9, 27, 29))
	m.SetNRGBA(8, 9, color.NRGBA{0, 0, 0, 255})
	g := Gray(m)
	if g.Rect != image.Rect(0, 0, 20, 20) || g.GrayAt(0, 0).Y != 255 || g.GrayAt(1, 0).Y != 0 {
		t.Errorf("%v: %d, %d", g.Rect, g.GrayAt(0, 0).Y, g.GrayAt(1, 0).Y)
	}
}

// TestSmall: no size of a picture is too small.
func TestSmall(t *testing.T) {
	for _, size := range []image.Rectangle{image.Rect(0, 0, 0, 0), image.Rect(0, 0, 1, 1), image.Rect(0, 0, 3, 200)} {
		g := Gray(image.NewRGBA(size))
		_ = Rules(Turn(Clean(g), Skew(g)), scale)
	}
}

func TestFit(t *testing.T) {
	m := page()
	for _, width := range []int{900, 450, 333, 1} {
		g := Fit(m, width)
		if g.Rect.Dx() != width || g.Rect.Dy() != max(1200*width/900, 1) {
			t.Errorf("%d wide: %v", width, g.Rect)
		}
		if width == 450 && (g.GrayAt(50, 100).Y > dark || g.GrayAt(20, 20).Y != 255) {
			t.Errorf("shades %d and %d", g.GrayAt(50, 100).Y, g.GrayAt(20, 20).Y)
		}
	}
	if Fit(m, 2000) != m {
		t.Error("a picture grows")
	}
}
