package tag_test

import (
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// FuzzTag tags paragraphs and a table of whatever words: nothing panics, and every
// fact lies in the text it quotes.
func FuzzTag(f *testing.F) {
	for _, s := range []string{
		"2020年度收、支总计444.71万元。与2019年相比，收、支总计各减少37.31万元，下降7.74%。",
		"地区生产总值500.00亿元，比上年增长5.0%。其中，第一产业增加值50.00亿元，增长3.0%；城乡居民收入比2.1∶1。",
		"营业收入比", "城乡居民收入比", "比", "增", "其中：", "（（）", "占", "完成预算的", "较“十三五”时期（299亿元）增加113亿元，增长37.83%",
		"一般公共服务（类）人大事务（款）行政运行（项）12万元，完成年初预算的", "[bookmark: _Toc1]1、负3.2万元",
	} {
		f.Add(s, s)
	}
	tagger := tag.New()
	f.Fuzz(func(t *testing.T, text, cell string) {
		if len(text)+len(cell) > 2000 {
			return
		}
		doc := &extract.Document{}
		for _, line := range []string{"关于某市2025年预算执行情况和2026年预算草案的报告", "一、2025年预算执行情况", text} {
			doc.Blocks = append(doc.Blocks, extract.Block{Text: extract.Text{S: strings.ToValidUTF8(line, "?")}})
		}
		cells := []string{"项目", "预算数", "完成数", strings.ToValidUTF8(cell, "?"), "12.5", "11.0"}
		table := &extract.Table{Rows: 2, Cols: 3}
		for k, s := range cells {
			table.Cells = append(table.Cells, extract.Cell{Row: k / 3, Col: k % 3, RowSpan: 1, ColSpan: 1, Text: extract.Text{S: s}})
		}
		doc.Blocks = append(doc.Blocks, extract.Block{Kind: extract.TableBlock, Table: table})
		r := tagger.Tag(doc, schema.Document{})
		for i := range r.Facts {
			if fact := &r.Facts[i]; fact.Raw == "" || fact.Source.Start >= fact.Source.End {
				t.Errorf("%q stands nowhere: %+v", fact.Raw, fact.Source)
			}
		}
	})
}
