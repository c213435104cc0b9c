package tag

import (
	"fmt"
	"slices"
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// tableOf is a table block of rows of cells.
func tableOf(title string, rows ...[]string) extract.Block {
	t := &extract.Table{Rows: len(rows), Cols: len(rows[0])}
	for r, row := range rows {
		for c, s := range row {
			t.Cells = append(t.Cells, extract.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: extract.Text{S: s}})
		}
	}
	return extract.Block{Kind: extract.TableBlock, Text: extract.Text{S: title}, Table: t}
}

// TestSentencesInCells: a cell of sentences is read, a name with a number in it
// is a name, and neither changes what the figures beside it mean.
func TestSentencesInCells(t *testing.T) {
	doc := &extract.Document{Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: extract.Text{S: "某市某区柳溪街道办事处2022年度部门决算"}},
		tableOf("收入决算表（单位：万元）",
			[]string{"项目", "决算数", "说明"},
			[]string{"本年收入合计", "120.50", "其中财政拨款收入110.50万元，比上年增加3.20万元。其余10.00万元为利息收入。"},
			[]string{"80岁以上老人补贴", "2.00", "按月发放"},
		),
	}}
	r := New().Tag(doc, schema.Document{})
	got := map[string]schema.Fact{}
	for _, f := range r.Facts {
		got[f.Raw] = f
	}
	for raw, want := range map[string]struct {
		concept schema.ConceptID
		form    schema.Form
		source  schema.SourceKind
	}{
		"120.50":   {schema.RevenueYear, schema.Level, schema.TableSource},
		"110.50万元": {schema.RevenueFiscal, schema.Level, schema.Narrative},
		"3.20万元":   {schema.RevenueFiscal, schema.Delta, schema.Narrative},
	} {
		f, ok := got[raw]
		if !ok || f.Concept != want.concept || f.Form != want.form || f.SourceKind != want.source {
			t.Errorf("%s is %s %s of %s (%v), want %+v", raw, f.Concept, f.Form, f.SourceKind, ok, want)
		}
	}
	if f, ok := got["80岁以上"]; ok {
		t.Errorf("a name with a number is a fact: %+v", f)
	}
}

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
	r := New().Tag(&extract.Document{Format: "xlsx", Blocks: []extract.Block{block}}, schema.Document{})
	var got []string
	for _, f := range r.Facts {
		got = append(got, f.Raw+" "+f.Value.String())
	}
	if want := []string{"2.50 250000000", "1.25 125000000"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if r.Document.FiscalYear != 2020 {
		t.Errorf("year %d of %q", r.Document.FiscalYear, r.Document.Title)
	}
}

// TestUnitsOfCount: figures are counted in what their column or their row says,
// and a rate of change is of the year the report is about.
func TestUnitsOfCount(t *testing.T) {
	doc := &extract.Document{Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: extract.Text{S: "某市2025年国民经济和社会发展统计公报"}},
		tableOf("表1 人口", []string{"指标", "年末数（万人）", "比重（%）"}, []string{"常住人口", "60.5", "100.0"}),
		tableOf("表2 产量", []string{"产品名称", "单位", "产量", "比上年±%"}, []string{"原煤", "万吨", "525.01", "-1.3"}, []string{"汽车", "辆", "300", "2.0"}),
	}}
	var got []string
	for _, f := range New().Tag(doc, schema.Document{}).Facts {
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
