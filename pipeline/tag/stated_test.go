package tag_test

import (
	"context"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// TestTotals reads the sums that sentences state by adding to a total and by taking from
// one.
func TestTotals(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string
	}{
		{"things added with one amount", "2025年全市一般公共预算收入750.55亿元，加上转移性收入、上年结转等692.70亿元，收入决算结果1443.25亿元。",
			"sum text.subtotal: 1443.25亿元 + 750.55亿元 + 692.70亿元 "},
		{"a name without its amount", "2025年全市一般公共预算收入750.55亿元，加上转移性收入、上年结转692.70亿元，收入合计1443.25亿元。", ""},
		{"uses taken from a total", "收入总量为1442421万元。全市政府性基金预算支出1031677万元。收入总量减去预算支出、债务还本支出等1034251万元，补充基金100000万元后，结转308170万元下年继续使用。",
			"sum text.subtotal: 308170万元 + 1442421万元 + 1034251万元 + 100000万元 "},
		{"uses taken from what has no figure", "全市政府性基金预算支出1031677万元。收入总量减去预算支出1034251万元后，结转308170万元。", ""},
		{"something else taken away", "收入总量为9万元。培训费支出减去2万元后，结转1万元。", ""},
		{"what both totals leave", "收入总计9亿元；支出5亿元，上解支出1亿元，支出总计6亿元；收支相抵年终结余3亿元。",
			"sum text.subtotal: 3亿元 + 9亿元 + 6亿元 "},
		{"what a budget became", "一般公共预算支出年初预算数9亿元，调整预算数8亿元，决算数7亿元，增长2%。加上解上级支出2亿元后，支出总计9亿元。",
			"sum text.subtotal: 9亿元 + 7亿元 + 2亿元 "},
		{"totals of another sentence", "收入总计9亿元。支出5亿元，支出总计6亿元；收支相抵年终结余3亿元。", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := extract.Read(context.Background(), []byte("望舒市2025年财政决算报告\n"+tt.text), extract.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			r := tag.New().Tag(doc, schema.Document{ID: "d"})
			var got []string
			for i := range r.Claims {
				got = append(got, claimed(r, &r.Claims[i]))
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}
