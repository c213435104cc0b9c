package extract

import (
	"context"
	"strings"
	"testing"
)

// TestSpacedTable reads a table whose cells one blank parts, and leaves lines that only look
// like one.
func TestSpacedTable(t *testing.T) {
	const head, rows = "地区 2023年限额 2023年余额\n", "全省 78650700 76835772\n其中：省本级 4833000 -\n杭州市 12,863,000 12859903\n"
	for text, cells := range map[string]int{
		head + rows: 12,
		head + rows + "注：余额小于限额。\n":     12,
		head + "全省 1 2\n杭州市 3 4\n":      0, // too few to tell
		"地区 限额\n" + rows:                0, // a heading short
		head + "全省 1 2\n杭州市 3\n宁波市 5 6": 0,
		"编码 项目 合计 其中\n208 社会保障 9 4\n20811 残疾人 7 3\n210 卫生 2 1\n合计 11 5\n": 20, // the sum has no code
		"编码 项目 合计\n208 社会保障 9\n20811 残疾人 7\n合计 11 5\n":                    0,
		"2023年，全省 限额为 余额为\n" + rows:                                       0, // a sentence
	} {
		doc, err := Read(context.Background(), []byte("浙江省政府债务\n单位：万元\n"+text), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Table != nil {
				got += len(b.Table.Cells)
				for _, c := range b.Table.Cells {
					if strings.ContainsRune(c.Text.S, ' ') {
						t.Errorf("%q: a cell %q", text, c.Text.S)
					}
				}
			}
		}
		if got != cells {
			t.Errorf("%q: %d cells, want %d", text, got, cells)
		}
	}
}
