package extract

import (
	"errors"
	"image"
	"testing"

	"gongkai/extract/internal/layout"
)

// TestDrawPage draws a page and frames a figure where it stands: what is dark in the
// frame is there, and no frame is drawn about part of a longer number.
func TestDrawPage(t *testing.T) {
	data := pdfFile{pages: []string{pdfText(90, 700, 16, pdfSample), pdfText(90, 700, 16, "收入12.5万元") + pdfText(300, 500, 16, "支出112.5万元")}}.bytes()
	got, err := DrawPage(t.Context(), data, 2, []Framed{{"12.5万元", "收入12.5万元"}, {"支出", ""}, {"没有", ""}}, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if size := got.Image.Bounds().Size(); size != image.Pt(1190, 1684) {
		t.Errorf("the page is %v", size)
	}
	// Twice the points, from the upper edge: the line stands 142 points below it.
	near := image.Rect(2*(90+16), 2*(142-24), 2*(90+16*9), 2*(142+8))
	if len(got.Frames) != 2 || !got.Frames[0].In(near) || got.Frames[1].Min.X < 2*300-8 || got.Frames[1].Min.Y < 2*(342-24) {
		t.Errorf("frames %v, want the first in %v", got.Frames, near)
	}
	var refusal *Refusal
	if _, err := DrawPage(t.Context(), data, 9999, nil, DefaultLimits()); !errors.As(err, &refusal) {
		t.Errorf("a page that is not there: %v", err)
	}
	if _, err := DrawPage(t.Context(), []byte("text"), 1, nil, DefaultLimits()); !errors.As(err, &refusal) {
		t.Errorf("a file that is no PDF: %v", err)
	}
}

// glyphRow lays characters out on a line, ten points each.
func glyphRow(text string, y float64) (glyphs []layout.Glyph) {
	for i, r := range []rune(text) {
		if r != ' ' {
			glyphs = append(glyphs, layout.Glyph{R: r, Box: layout.Box{X0: 10 * float64(i), Y0: y, X1: 10*float64(i) + 9, Y1: y + 10}})
		}
	}
	return glyphs
}

func TestPlacesOf(t *testing.T) {
	glyphs := append(glyphRow("本年收入 12.5万元，支出 12.5万元", 0), glyphRow("其中 112.5万元  12.5", 20)...)
	for _, c := range []struct {
		name string
		f    Framed
		want []layout.Box
	}{
		{"by what stands around", Framed{"12.5万元", "收入12.5万元，支出 12.5万元。"}, []layout.Box{{X0: 50, Y0: 0, X1: 109, Y1: 10}, {X0: 150, Y0: 0, X1: 209, Y1: 10}}},
		{"the second", Framed{"12.5万元", "支出12.5万元"}, []layout.Box{{X0: 150, Y0: 0, X1: 209, Y1: 10}}},
		{"over blanks", Framed{"收入 12.5", ""}, []layout.Box{{X0: 20, Y0: 0, X1: 89, Y1: 10}}},
		{"not within a number", Framed{"2.5", ""}, nil},
		{"nowhere", Framed{"999", ""}, nil},
		{"nothing", Framed{" ", "x"}, nil},
	} {
		got := placesOf(glyphs, c.f)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", c.name, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", c.name, got[i], c.want[i])
			}
		}
	}
	if r := scaled(layout.Box{X0: 1, Y0: 2, X1: 3, Y1: 4}, 2); r != image.Rect(-1, 1, 9, 11) {
		t.Error(r)
	}
}
