package table

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/extract"
)

// TestPieces: what a reader of pages cut off a table goes on under its header, and where
// no header says what tells the columns apart the figures have no concept.
func TestPieces(t *testing.T) {
	head := tableOf("2026年市级一般公共预算支出表（单位：万元）", rows("项目|2024年决算数|2025年预算数", "农林水支出|11|12")...)
	piece := tableOf("", rows("交通运输支出|21|22", "金融支出|31|32")...)
	for name, tt := range map[string]struct {
		blocks []extract.Block
		want   []string
	}{
		"below the name of a row": {[]extract.Block{head, line("其中：国家重大水利工程建设支出"), piece},
			[]string{"11 213 final 2024", "12 213 budget_initial 2025", "21 214 final 2024", "22 214 budget_initial 2025", "31 217 final 2024", "32 217 budget_initial 2025"}},
		"below another title": {[]extract.Block{head, line("2026年市级政府性基金预算支出表"), line("单位：万元"), piece},
			[]string{"11 213 final 2024", "12 213 budget_initial 2025", "21   ", "22   ", "31   ", "32   "}},
		"below a sentence": {[]extract.Block{head, line("以上支出已经市人民代表大会审议通过。"), piece},
			[]string{"11 213 final 2024", "12 213 budget_initial 2025", "21   ", "22   ", "31   ", "32   "}},
		"one column needs no name": {[]extract.Block{tableOf("2026年一般公共预算支出表（单位：万元）", rows("农林水支出|11", "交通运输支出|21")...)},
			[]string{"11 213 budget_initial 2026", "21 214 budget_initial 2026"}},
	} {
		out := readAll("关于某市2025年预算执行情况和2026年预算草案的报告", tt.blocks...)
		var got []string
		for i := range out.Facts {
			f := &out.Facts[i]
			s := f.Raw + "   "
			if f.Concept != "" {
				s = fmt.Sprint(f.Raw, " ", f.Dimensions.FuncCode, " ", f.Measure, " ", f.Period.End.Year())
			}
			got = append(got, s)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, tt.want)
		}
	}
}

// TestUnitLost: a line 单位： that lost its unit lends a table that of no other.
func TestUnitLost(t *testing.T) {
	first := tableOf("一般公共预算支出表（单位：万元）", rows("项目|决算数", "农林水支出|11")...)
	second := tableOf("", rows("项目|决算数", "农林水支出|12")...)
	for above, want := range map[string]int{"单位：": 1, "单位：亿元": 2, "": 2} {
		if out := readAll("某市2024年度财政决算", first, line("债务限额余额表"), line(above), second); len(out.Facts) != want {
			t.Errorf("%q: %d facts, want %d", above, len(out.Facts), want)
		}
	}
}
