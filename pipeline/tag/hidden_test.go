package tag_test

import (
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestHiddenCellsSaySo: a figure of a hidden cell is a fact that nobody sees.
func TestHiddenCellsSaySo(t *testing.T) {
	table := &extract.Table{Rows: 3, Cols: 2}
	for row, cells := range [][]string{{"项目", "2023年决算数"}, {"教育支出", "12"}, {"农林水支出", "15"}} {
		for col, text := range cells {
			table.Cells = append(table.Cells, extract.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Hidden: row == 2, Text: extract.Text{S: text}})
		}
	}
	doc := &extract.Document{Format: "xlsx", Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: extract.Text{S: "某市2023年一般公共预算支出决算表（单位：万元）"}}, {Kind: extract.TableBlock, Table: table}}}
	seen := map[string]bool{}
	for _, f := range wordsTagger.Tag(doc, schema.Document{ID: "d"}).Facts {
		seen[f.Raw] = true
		if f.Said.Hidden != (f.Raw == "15") {
			t.Errorf("%s: hidden %v", f.Raw, f.Said.Hidden)
		}
	}
	if !seen["12"] || !seen["15"] {
		t.Errorf("read %v", seen)
	}
}

// TestNotedCellsSaySo: a rate with the mark of a note is measured as the note says.
func TestNotedCellsSaySo(t *testing.T) {
	table := &extract.Table{Rows: 4, Cols: 4}
	for row, cells := range [][]string{{"项目", "2025年预算数", "2024年预算数", "增幅"}, {"教育支出", "120", "100", "20.0%"}, {"农林水支出", "90", "100", "3.9%①"}, {"公共安全支出", "90", "100", "*3.7%"}} {
		for col, text := range cells {
			table.Cells = append(table.Cells, extract.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: 1, Text: extract.Text{S: text}})
		}
	}
	doc := &extract.Document{Format: "docx", Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: extract.Text{S: "某省2025年一般公共预算支出表（单位：万元）"}}, {Kind: extract.TableBlock, Table: table}}}
	rates := 0
	for _, f := range wordsTagger.Tag(doc, schema.Document{ID: "d"}).Facts {
		if f.Kind == schema.Ratio {
			rates++
			if f.Said.Noted != (f.Source.Row > 1) {
				t.Errorf("%s: noted %v", f.Raw, f.Said.Noted)
			}
		}
	}
	if rates != 3 {
		t.Errorf("%d rates", rates)
	}
}
