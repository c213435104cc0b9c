package table

import (
	"cmp"
	"slices"
	"testing"

	"gongkai/schema"
)

// TestCalled: a figure is called by its row, without number, mark and unit; by the column or the concept where
// the row is only a place, a sum, a sign or a unit; and by the whole indicator where the row is a part of its name.
func TestCalled(t *testing.T) {
	say := func(f *schema.Fact) string { return cmp.Or(f.Called, f.Label) }
	for _, c := range []struct {
		report, title string
		rows          []string
		want          []string
	}{
		{"望舒市2025年预算执行情况", "2025年一般公共预算收入执行情况表", []string{"单位：万元|", "项目|执行数", "一、税收收入|3.30", "其中：增值税|1.10", "#契税|1.20", "合计|3.30"},
			[]string{"税收收入", "增值税", "契税", "一般公共预算收入"}},
		{"望舒市2025年预算执行情况", "2025年各区一般公共预算收支表", []string{"单位：万元||", "地区|一般公共预算收入|非税收入 增幅%", "甲露区|3.30|1.1", "市本级|1.30|2.1"},
			[]string{"一般公共预算收入", "非税收入", "一般公共预算收入", "非税收入"}},
		{"望舒市2025年国民经济和社会发展统计公报", "2025年主要工业产品产量", []string{"产品|单位|产量|比上年增长（%）", "原煤|万吨|525.01|-1.3", "露营椅（把）|万把|3.5|2.0"},
			[]string{"原煤产量", "原煤产量", "露营椅", "露营椅"}},
		{"望舒市2025年部门预算", "项目支出表", []string{"单位：万元|||||", "单位名称|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位|本年权重", "望舒市露营局|露营培训人次|≥|3561|人次|5", "望舒市露营局|露营场次|≥|12|场|6"},
			[]string{"露营培训人次", "露营培训人次—本年权重", "露营场次", "露营场次—本年权重"}},
		{"望舒市2025年预算执行情况", "2025年望舒市预备费安排情况表", []string{"单位：万元|", "项目|金额", "合计|9.9", "露营场应急|9.9"}, []string{"望舒市预备费", "露营场应急"}},
		{"望舒市2025年预算执行情况", "2025年望舒市政府债券使用情况表", []string{"单位：万元|||||", "项目名称|发行金额|发行日期|债券利率|债券期限|露营批次", "甲河治理|50|2025/4/17|2.25%|10|4", "乙桥改造|60|2025/4/18|2.35%|15|3"},
			[]string{"甲河治理", "债券利率", "债券期限", "露营批次", "乙桥改造", "债券利率", "债券期限", "露营批次"}},
		{"中国2020年城市数据统计公报", "", []string{"城 市|City|2-7 地区生产总值|2-7 地区生产总值|水资源总量（万立方米）Total Water Resources|绿地面积（公顷）|其他", "||地区生产总值（当年价格）（亿元）|地区生产总值（当年价格）（亿元）|||", "||Gross Regional Product|Gross Regional Product|||", "||全市 Total City|市辖区 Districts under City|||", "甲露市|Jialu|9.1|5.2|7.3|4|3", "乙泽市|Yize|8.1|4.2|6.3|4|3"},
			[]string{"地区生产总值（当年价格）", "地区生产总值（当年价格）—市辖区", "水资源总量", "绿地面积", "地区生产总值（当年价格）", "地区生产总值（当年价格）—市辖区", "水资源总量", "绿地面积"}},
	} {
		if got, _ := tagged(c.report, tableOf(c.title, rows(c.rows...)...), say); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.title, got, c.want)
		}
	}
}
