package extract

import (
	"testing"

	"pgregory.net/rapid"
)

// TestXLSFixture reads merged cells, shown decimals and a date.
func TestXLSFixture(t *testing.T) {
	doc, err := msRead(t, "testdata/xls/sheet.xls")
	if err != nil {
		t.Fatal(err)
	}
	checkTables(t, doc)
	const want = `table 0 Sheet1
4x3
0,0 1x3 收入支出决算总表
1,0 1x1 项目
1,1 1x1 金额
1,2 1x1 比例
2,0 2x1 教育支出
2,1 1x1 1234.50
2,2 1x1 0.126
3,1 1x1 0.30
3,2 1x1 2021-02-10
`
	if got := outlineOf(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestBuildGridNeverOverlaps draws rows at random.
func TestBuildGridNeverOverlaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []gridRow
		for range rapid.IntRange(1, 8).Draw(t, "rows") {
			n := rapid.IntRange(1, 6).Draw(t, "cells")
			row := gridRow{cells: make([]gridCell, n)}
			for i := range row.cells {
				row.cells[i] = gridCell{mergeNext: rapid.Bool().Draw(t, "next"), vertNext: rapid.Bool().Draw(t, "vert")}
			}
			if rapid.Bool().Draw(t, "edges") {
				row.edges = rapid.SliceOfN(rapid.IntRange(-100, 3000), n+1, n+1).Draw(t, "edge")
			}
			rows = append(rows, row)
		}
		tab := buildGrid(rows)
		taken := map[[2]int]bool{}
		for _, c := range tab.Cells {
			for r := c.Row; r < c.Row+c.RowSpan; r++ {
				for col := c.Col; col < c.Col+c.ColSpan; col++ {
					if taken[[2]int{r, col}] || r >= tab.Rows || col >= tab.Cols {
						t.Fatalf("%+v overlaps or leaves %dx%d", c, tab.Rows, tab.Cols)
					}
					taken[[2]int{r, col}] = true
				}
			}
		}
	})
}

// TestBuildGridTolerance joins edges a drag apart, and keeps narrow cells.
func TestBuildGridTolerance(t *testing.T) {
	rows := []gridRow{
		{edges: []int{0, 1000, 2000}, cells: make([]gridCell, 2)},
		{edges: []int{5, 1030, 1500, 1990}, cells: make([]gridCell, 3)},
	}
	if tab := buildGrid(rows); tab.Cols != 3 || tab.Cells[1].ColSpan != 2 {
		t.Errorf("%+v", tab)
	}
	rows[1].edges = []int{0, 1000, 1020, 2000}
	if tab := buildGrid(rows); tab.Cols != 3 || tab.Cells[1].ColSpan != 2 {
		t.Errorf("a narrow cell is lost: %+v", tab)
	}
}
