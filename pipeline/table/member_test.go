package table

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/schema"
)

// TestMembers: a kind and an aspect of a group of indicators, wherever in a table of a
// bulletin they are named, are one indicator, and words that are no whole name are none.
func TestMembers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		title string
		table [][]string
		want  []string
	}{
		"kinds × aspects": {"2025年各类学校学生情况", rows("指标|招生数（人）|在校学生数（人）", "普通高中|36698|106682"), []string{"普通高中招生 36698 level", "普通高中在校生 106682 level"}},
		"aspects × kinds": {"2025年学生情况", rows("指标|普通高中|普通小学", "招生数（人）|3|4"), []string{"普通高中招生 3 level", "普通小学招生 4 level"}},
		"under a row":     {"2025年客货运输情况", rows("指标|单位|绝对数|比上年增长（%）", "旅客运输总量|万人次|1894|60.2", "公路|万人次|1527|83.3", "货物运输总量|万吨|2837|-6.6", "公路|万吨|2804|-6.0"), []string{"客运量 18940000 level", "客运量 60.2 pct_change", "公路客运量 15270000 level", "公路客运量 83.3 pct_change", "货运量 28370000 level", "货运量 -6.6 pct_change", "公路货运量 28040000 level", "公路货运量 -6 pct_change"}},
		"under a member":  {"2025年主要农产品", rows("产品名称|产量（万吨）|比上年增长（%）", "粮食|211|-0.4", "#夏粮|110|1.2"), []string{"粮食产量 2110000 level", "粮食产量 -0.4 pct_change", "夏粮产量 1100000 level", "夏粮产量 1.2 pct_change"}},
		"under the title": {"2025年居民消费价格涨跌幅度", rows("指标|比上年涨跌（%）", "居民消费价格|0.2", "其中：食品烟酒|-1.3", "柳溪特产|5.5"), []string{"居民消费价格 0.2 pct_change", "食品烟酒价格 -1.3 pct_change", " 5.5 pct_change"}},
		"whole nouns":     {"2025年货物进出口总额", rows("指标|金额（亿元）|比上年增长（%）", "出口|161.0|20.9", "机电产品|56.3|35.9"), []string{"出口总额 16100000000 level", "出口总额 20.9 pct_change", " 5630000000 level", " 35.9 pct_change"}},
		"places, below what the columns are about": {"2025年各市主要指标", rows("地区|社会保障主要指标（一）（人）|社会保障主要指标（一）（人）", "地区|失业保险参保人数|柳溪参保人数", "听澜市|3|4", "云梦市|5|6"), []string{"失业保险参保人数 3 level", " 4 level", "失业保险参保人数 5 level", " 6 level"}},
		"places, a kind below its aspect":          {"2025年各市主要指标", rows("地区|在校学生数（二）（人）|在校学生数（二）（人）", "地区|普通中学|柳溪学校", "听澜市|3|4", "云梦市|5|6"), []string{"普通中学在校生 3 level", " 4 level", "普通中学在校生 5 level", " 6 level"}},
		"places, kinds of what the title names":    {"2025年各县区主要农产品产量", rows("地区|粮食（吨）|肉类（吨）|猪肉（吨）", "听澜区|3|4|2", "云梦县|5|6|3"), []string{"粮食产量 3 level", "肉类产量 4 level", "猪肉产量 2 level", "粮食产量 5 level", "肉类产量 6 level", "猪肉产量 3 level"}},
		"an unknown column":                        {"2025年学生情况", rows("指标|柳溪数（人）", "普通高中|3"), []string{" 3 level"}},
		"another unit":                             {"2025年各类学校情况", rows("指标|招生数（亩）", "普通高中|3"), []string{" 3 level"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := tagged("柳溪市2025年国民经济和社会发展统计公报", tableOf(tt.title, tt.table...), func(f *schema.Fact) string {
				return fmt.Sprint(f.Dimensions.Indicator, " ", f.Value, " ", f.Form)
			})
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
