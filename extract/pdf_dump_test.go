package extract

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestDump(t *testing.T) {
	f := os.Getenv("PDF")
	if f == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(f)
	startPDFEngine()
	t0 := time.Now()
	d, err := Read(context.Background(), data, DefaultLimits())
	fmt.Println(time.Since(t0), err)
	if err != nil {
		return
	}
	for _, w := range d.Warnings {
		fmt.Println("WARN", w)
	}
	for i, b := range d.Blocks {
		if b.Table == nil {
			fmt.Printf("%d p%d %s%d %s\n", i, b.Page, b.Kind, b.Level, b.Text.S)
			continue
		}
		fmt.Printf("%d p%d TABLE %dx%d header %d\n", i, b.Page, b.Table.Rows, b.Table.Cols, b.Table.Header)
		g := make([][]string, b.Table.Rows)
		for r := range g {
			g[r] = make([]string, b.Table.Cols)
		}
		for _, c := range b.Table.Cells {
			g[c.Row][c.Col] = strings.ReplaceAll(c.Text.S, "\n", "⏎")
			for r := c.Row; r < c.Row+c.RowSpan; r++ {
				for k := c.Col; k < c.Col+c.ColSpan; k++ {
					if r != c.Row {
						g[r][k] = "^"
					} else if k != c.Col {
						g[r][k] = "<"
					}
				}
			}
		}
		for _, r := range g {
			fmt.Println("\t" + strings.Join(r, "\t"))
		}
	}
}
