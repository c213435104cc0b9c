package extract

import (
	"strings"
	"testing"
)

// TestReadHead: what saved pages and crawlers write above a text is known of it,
// and stays in it.
func TestReadHead(t *testing.T) {
	body := "2023年度收入总计482.02万元，支出总计482.02万元。\n发布时间: 2001-01-01\n"
	for _, tt := range []struct{ name, head, published, issuer string }{
		{"crawler", "标题: 某镇2023年度部门决算\n发布时间: 2024-09-01\n来源: 某镇人民政府\n链接: http://example.gov.cn/t20240901_1.html\n正文:\n", "2024-09-01", "某镇人民政府"},
		{"saved page", "某镇2023年度部门决算\n发布日期：2024年9月1日 10:30 来源：某镇人民政府 字号：大 中 小\n", "2024年9月1日 10:30", "某镇人民政府"},
		{"brackets", "【发布时间：2024-09-01】【来源：某镇】\n", "2024-09-01", "某镇"},
		{"a bare label among others", "标题: 某镇决算\n时间: 2024-09-01\n", "2024-09-01", ""},
		{"a bare label alone", "时间: 2024-09-01\n", "", ""},
		{"no date", "标题: 某镇决算\n发布时间: 近日\n", "", ""},
		{"date of the tables", "填报日期：2024-09-01\n", "", ""},
		{"nothing", "", "", ""},
		{"far down", strings.Repeat("目录\n", 12) + "发布时间: 2024-09-01\n", "", ""},
		{"behind a sentence", "各位代表：现在报告，请审议。\n发布时间: 2024-09-01\n", "", ""},
	} {
		doc := mustRead(t, []byte(tt.head+body))
		if doc.Meta.Published != tt.published || doc.Meta.Issuer != tt.issuer {
			t.Errorf("%s: %q, %q, want %q, %q", tt.name, doc.Meta.Published, doc.Meta.Issuer, tt.published, tt.issuer)
		}
		all := ""
		for _, s := range doc.Texts() {
			all += s.S
		}
		if got, want := strings.Count(all, "20"), strings.Count(tt.head+body, "20"); got != want {
			t.Errorf("%s: %d of %d years are left", tt.name, got, want)
		}
	}
}
