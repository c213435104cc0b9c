package tag

import (
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestLocality reads whose figures a report on a territory tells: all of it, the
// government's own, or those of a place inside it.
func TestLocality(t *testing.T) {
	tests := []struct {
		text string
		want string // of each figure, separated by blanks; a member by its name, - for none
	}{
		{"2024年，全市一般公共预算收入30亿元，增长5%。", "summary summary"},
		{"市本级一般公共预算收入12亿元，占全市的40%。", "self self"},
		{"全市一般公共预算收入30亿元，高于全省平均水平2个百分点。", "summary summary"},
		{"全市收入30亿元。各县区：甲县8亿元、乙县7亿元；丙区3亿元。", "summary 甲县 乙县 丙区"},
		{"高新技术开发区一般公共预算收入完成3亿元，增长2%。市级完成12亿元。", "高新技术开发区 高新技术开发区 self"},
		{"城乡一体化示范区一般公共预算收入完成3亿元，增长2%。各开发区收入4亿元。", "城乡一体化示范区 城乡一体化示范区 -"},
		{"一般公共预算收入30亿元。", "-"},
		{"地区生产总值300亿元。城乡社区支出3亿元。上解省级支出2亿元。", "- - -"},
		{"全市上下共同努力。财政收入30亿元。", "-"},
		{"区级一般公共预算收入18亿元。", "区级"},
		{"望舒市一般公共预算收入30亿元。", "-"},
	}
	tagger := New()
	for _, tt := range tests {
		doc := &extract.Document{Blocks: paragraphs("望舒市2024年预算执行情况和2025年预算草案的报告", tt.text, "全市、全市、全市。")}
		r := tagger.Tag(doc, schema.Document{ID: "x"})
		var got []string
		for i := range r.Facts {
			switch d := r.Facts[i].Dimensions; {
			case d.Subordinate != "":
				got = append(got, d.Subordinate)
			case d.EntityScope != "":
				got = append(got, string(d.EntityScope))
			default:
				got = append(got, "-")
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v, want %s", tt.text, got, tt.want)
		}
	}
}

func paragraphs(texts ...string) (blocks []extract.Block) {
	for _, s := range texts {
		blocks = append(blocks, extract.Block{Text: extract.Text{S: s}})
	}
	return blocks
}

// TestTitledPlaces: the title of a table says whose its figures are, in a report that
// speaks of no 全市 too. A row that begins like the name of a level is none.
func TestTitledPlaces(t *testing.T) {
	tagger := New()
	for title, want := range map[string]string{
		"2025年望舒市一般公共预算支出情况表":     "summary",
		"2025年望舒市市本级一般公共预算支出情况表":  "self",
		"2025年市级一般公共预算支出情况表":      "self",
		"2025年望舒市对下一般公共预算转移支付预算表": "",
		"2025年一般公共预算支出情况表":        "",
		"2025年全市一般公共预算支出情况表":      "summary",
	} {
		doc := &extract.Document{Blocks: append(paragraphs("望舒市2025年预算执行情况和2026年预算草案"), paragraphs(title, "单位：万元")...)}
		doc.Blocks = append(doc.Blocks, tableOf("", []string{"项目", "执行数"}, []string{"教育支出", "610.5"}, []string{"乡镇卫生院", "71.2"}))
		r := tagger.Tag(doc, schema.Document{ID: "x"})
		if len(r.Facts) != 2 {
			t.Fatalf("%s: %d facts", title, len(r.Facts))
		}
		for i := range r.Facts {
			if got := string(r.Facts[i].Dimensions.EntityScope); got != want || r.Facts[i].Dimensions.Subordinate != "" {
				t.Errorf("%s: %s is %q of %q, want %q", title, r.Facts[i].Label, got, r.Facts[i].Dimensions.Subordinate, want)
			}
		}
	}
}
