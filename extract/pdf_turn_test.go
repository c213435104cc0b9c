package extract

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gongkai/extract/internal/layout"
)

// pdfTurned draws content turned counter-clockwise by degrees about the middle of
// an A4 page.
func pdfTurned(degrees float64, content string) string {
	s, c := math.Sincos(degrees * math.Pi / 180)
	const x, y = 297.5, 421
	return fmt.Sprintf("q %.6f %.6f %.6f %.6f %.4f %.4f cm\n%sQ\n", c, s, -s, c, x-c*x+s*y, y-s*x-c*y, content)
}

// pdfSmallTable is a ruled table of three rows and three columns with its title.
// Every text has a digit in it: the engine knows no glyph of the font, and what is
// turned and has no extent it leaves out.
func pdfSmallTable() string {
	var b strings.Builder
	b.WriteString(pdfText(180, 560, 12, "2021年度支出决算表") + pdfText(360, 540, 10, "单位：100元"))
	for i := range 4 {
		b.WriteString(pdfLine(120, 530-20*float64(i), 420, 530-20*float64(i)) + pdfLine(120+100*float64(i), 470, 120+100*float64(i), 530))
	}
	for r, row := range [][3]string{{"项目3", "预算数1", "决算数2"}, {"人员经费1", "100.00", "95.50"}, {"公用经费2", "20.00", "18.25"}} {
		for c, s := range row {
			b.WriteString(pdfText(125+100*float64(c), 515-20*float64(r), 10, s))
		}
	}
	return b.String()
}

const pdfSmallTableText = "2021年度支出决算表\n单位：100元\n项目3|预算数1|决算数2\n人员经费1|100.00|95.50\n公用经费2|20.00|18.25\n"

// pdfSpell prints the blocks of a PDF of one page, and its warnings.
func pdfSpell(t *testing.T, content string, page ...string) string {
	t.Helper()
	f := pdfFile{pages: []string{content}}
	data := string(f.bytes())
	if len(page) > 0 {
		data = strings.Replace(data, "/MediaBox", page[0]+"/MediaBox", 1)
	}
	d, err := Read(t.Context(), []byte(data), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Table == nil {
			b.WriteString(block.Text.S + "\n")
			continue
		}
		for i, c := range block.Table.Cells {
			if i > 0 && c.Col > 0 {
				b.WriteByte('|')
			} else if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(c.Text.S)
		}
		b.WriteByte('\n')
	}
	for _, w := range d.Warnings {
		b.WriteString("!" + w.Detail + "\n")
	}
	return b.String()
}

// TestPDFTurns reads pages whose text is turned, whole or in part.
func TestPDFTurns(t *testing.T) {
	table := pdfSmallTable()
	prose := pdfText(90, 800, 10, "下表为某街道办事处当年支出。")
	for _, c := range []struct{ name, content, page, want string }{
		{"upright", table, "", pdfSmallTableText},
		{"upwards", pdfTurned(90, table), "", pdfSmallTableText},
		{"downwards", pdfTurned(-90, table), "", pdfSmallTableText},
		{"upside down", pdfTurned(180, table), "", pdfSmallTableText},
		{"the page turned and its text not", table, "/Rotate 90", pdfSmallTableText},
		{"the page turned and its text against it", pdfTurned(90, table), "/Rotate 90", pdfSmallTableText},
		{"a leaning scan", pdfTurned(0.3, table), "", pdfSmallTableText},
		{"a turned table under upright prose", prose + pdfTurned(90, table), "", "下表为某街道办事处当年支出。\n" + pdfSmallTableText},
		{"a mark across the lines", table + pdfTurned(45, pdfText(200, 480, 40, "内部资料1")), "", pdfSmallTableText},
		{"a mark across turned lines", pdfTurned(90, table+pdfTurned(30, pdfText(200, 480, 40, "资料1"))), "", pdfSmallTableText},
		{"copies of a mark beside the lines", table + pdfTurned(45, pdfText(200, 480, 40, "内部资料1")+pdfText(200, 100, 40, "内部资料1")), "", pdfSmallTableText},
		{"a slant beside the lines", table + pdfTurned(40, pdfText(100, 200, 10, "1季度")), "", pdfSmallTableText + "!page 1: 3 characters at a slant are left out\n"},
		{"a turned word at each side", table + pdfTurned(90, pdfText(360, 700, 10, "左1")+pdfText(360, 300, 10, "右2")), "", pdfSmallTableText + "左1\n右2\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var page []string
			if c.page != "" {
				page = []string{c.page}
			}
			if got := pdfSpell(t, c.content, page...); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestPDFSlanted: a file of nothing but slanted text has no text to read.
func TestPDFSlanted(t *testing.T) {
	_, err := Read(t.Context(), pdfFile{pages: []string{pdfTurned(45, pdfText(150, 421, 60, "内部资料1"))}}.bytes(), DefaultLimits())
	var r *Refusal
	if !errors.As(err, &r) || r.Reason != Empty {
		t.Errorf("%v, want a refusal for no text", err)
	}
}

// TestTurnedBoxes holds that four quarters are none, and that a box stays on the
// page.
func TestTurnedBoxes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, from, to int) float64 { return float64(rapid.IntRange(from, to).Draw(t, name)) }
		w, h := draw("w", 1, 900), draw("h", 1, 900)
		b := layout.Box{X0: draw("x0", 0, int(w)), Y0: draw("y0", 0, int(h))}
		b.X1, b.Y1 = draw("x1", int(b.X0), int(w)), draw("y1", int(b.Y0), int(h))
		if got := turned(b, w, h, 4); got != b {
			t.Fatalf("%+v turned round is %+v", b, got)
		}
		for q := pdfTurn(0); q < 4; q++ {
			got, tw, th := turned(b, w, h, q), w, h
			if q%2 == 1 {
				tw, th = h, w
			}
			if got.X0 < 0 || got.Y0 < 0 || got.X1 > tw || got.Y1 > th {
				t.Fatalf("%+v turned by %d is %+v, off the page %g × %g", b, q, got, tw, th)
			}
		}
	})
}
