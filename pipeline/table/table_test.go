package table

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/extract"
)

// TestHiddenCells: the keys that a treasury's system hides before a table are no
// part of it, while a hidden row among the items is one of them.
func TestHiddenCells(t *testing.T) {
	block := tableOf("债务表",
		[]string{"0", "YB_KEY#46", "", ""},
		[]string{"0", "", "某市2020年债务情况表", ""},
		[]string{"0", "", "单位：亿元", ""},
		[]string{"0", "", "地区", "2020年债务限额"},
		[]string{"VALID#4", "", "市本级", "2.50"},
		[]string{"VALID#5", "", "某县", "1.25"},
	)
	for k := range block.Table.Cells {
		c := &block.Table.Cells[k]
		c.Hidden = c.Row == 0 || c.Row == 4 || c.Col < 2
	}
	r := readDoc(&extract.Document{Format: "xlsx", Blocks: []extract.Block{block}})
	var got []string
	for _, f := range r.Out.Facts {
		got = append(got, f.Raw+" "+f.Value.String())
	}
	if want := []string{"2.50 250000000", "1.25 125000000"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if r.Ctx.Frame.Year != 2020 {
		t.Errorf("year %d of %q", r.Ctx.Frame.Year, r.Ctx.Frame.Title)
	}
}

// TestUnitsOfCount: figures are counted in what their column or their row says,
// and a rate of change is of the year the report is about.
func TestUnitsOfCount(t *testing.T) {
	out := readAll("某市2025年国民经济和社会发展统计公报",
		tableOf("表1 人口", []string{"指标", "年末数（万人）", "比重（%）"}, []string{"常住人口", "60.5", "100.0"}),
		tableOf("表2 产量", []string{"产品名称", "单位", "产量", "比上年±%"}, []string{"原煤", "万吨", "525.01", "-1.3"}, []string{"汽车", "辆", "300", "2.0"}),
	)
	var got []string
	for _, f := range out.Facts {
		got = append(got, fmt.Sprint(f.Label, " ", f.Value, f.Unit, " ", f.Form, " ", f.Period.End.Year(), " ", f.Base.Period.Known()))
	}
	want := []string{
		"常住人口 605000人 level 2025 false", "常住人口 100% share 2025 false",
		"原煤 5250100吨 level 2025 false", "原煤 -1.3% pct_change 2025 true",
		"汽车 300辆 level 2025 false", "汽车 2% pct_change 2025 true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}
