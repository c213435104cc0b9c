package extract

import (
	"context"
	"fmt"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"os"
	"sort"
	"strconv"
	"testing"
	"time"
)

func TestDump(t *testing.T) {
	f := os.Getenv("PDF")
	if f == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(f)
	t0 := time.Now()
	e, err := startPDFEngine()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("start", time.Since(t0))
	pg, _ := strconv.Atoi(os.Getenv("PG"))
	for k := 0; k < 2; k++ {
		t0 = time.Now()
		e.use(context.Background(), func(p pdfium.Pdfium) error {
			d, err := p.OpenDocument(&requests.OpenDocument{File: &data})
			if err != nil {
				t.Fatal(err)
			}
			n, _ := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.Document})
			in := &input{ctx: context.Background(), limits: DefaultLimits()}
			for i := 0; i < n.PageCount; i++ {
				pp, im, err := readPDFPage(p, in, d.Document, i)
				if err != nil {
					t.Fatal(err)
				}
				if k == 1 && pg == 0 {
					fmt.Println(i+1, pp.Width, pp.Height, len(pp.Glyphs), len(pp.Rules), im)
				}
				if k == 1 && pg == i+1 {
					g := pp.Glyphs
					for _, x := range g {
						fmt.Printf("%c %.1f-%.1f %.1f-%.1f\n", x.R, x.X0, x.X1, x.Y0, x.Y1)
					}
					r := pp.Rules
					sort.Slice(r, func(a, b int) bool { return r[a].Y0 < r[b].Y0 })
					for _, x := range r {
						fmt.Printf("R x %.1f-%.1f y %.1f-%.1f\n", x.X0, x.X1, x.Y0, x.Y1)
					}
				}
			}
			return nil
		})
		fmt.Println("read", time.Since(t0))
	}
}
