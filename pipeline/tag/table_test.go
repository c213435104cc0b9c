package tag

import (
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

// TestSignsInText: 负 is negative in text, and digits that make no number are an issue
// and never a fact.
func TestSignsInText(t *testing.T) {
	doc := &extract.Document{Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: extract.Text{S: "某市某区柳溪街道办事处2022年度部门决算"}},
		{Kind: extract.Paragraph, Text: extract.Text{S: "年末结转和结余为负3.2万元，上年结转1.234.567万元，为企业减负2.1亿元。"}},
	}}
	r := New().Tag(doc, schema.Document{})
	got := map[string]string{}
	for _, f := range r.Facts {
		got[f.Raw] = f.Value.String()
	}
	for raw, want := range map[string]string{"负3.2万元": "-32000", "2.1亿元": "210000000", "1.234.567万元": ""} {
		if got[raw] != want {
			t.Errorf("%s is %q, want %q", raw, got[raw], want)
		}
	}
	unread := slices.IndexFunc(r.Issues, func(i schema.Issue) bool { return i.Code == schema.IssueGluedCells })
	if unread < 0 || r.Issues[unread].Raw != "1.234.567" {
		t.Errorf("issues %+v, want 1.234.567 unread", r.Issues)
	}
}
