package extract

import (
	"runtime"
	"strings"
	"testing"
)

// TestUnwrap: a table that frames a text is paragraphs, other tables stay.
func TestUnwrap(t *testing.T) {
	cell := func(texts ...string) string {
		var b strings.Builder
		for _, s := range texts {
			b.WriteString(p(s))
		}
		return "<w:tc>" + b.String() + "</w:tc>"
	}
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	report := []string{"2021年度部门决算说明", "一、收入总计10.5万元。", "二、支出总计10.5万元。", "三、年末结转0元。", "四、无其他事项。", "特此说明。"}
	for _, tt := range []struct{ name, body, want string }{
		{"a report in one cell", row(cell(report...)), strings.Join(report, " / ")},
		{"and blank cells", row(cell(""), cell(report...), cell("")), strings.Join(report, " / ")},
		{"and its number beside it", row(cell("附件1"), cell(report...)), "附件1 / " + strings.Join(report, " / ")},
		{"blank lines", row(cell("2021年度部门决算说明", "", "支出1元。")), "2021年度部门决算说明 / 支出1元。"},
		{"a table with a long note", row(cell("收入"), cell("1.00")) + row(cell("备注"), cell("收入较多。")), "table{ 0,0=收入 0,1=1.00 1,0=备注 1,1=收入较多。}"},
		{"a column of sentences", row(cell("一、收入"), cell("")) + row(cell("收入总计10.5万元。"), cell("")), "一、收入 / 收入总计10.5万元。"},
		{"a column of names", row(cell("收入")) + row(cell("支出")), "table{ 0,0=收入 1,0=支出}"},
		{"a short cell", row(cell("甲")), "table{ 0,0=甲}"},
	} {
		doc := mustRead(t, docx(t, "<w:tbl>"+tt.body+"</w:tbl>"))
		if got := sketch(doc); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestUnwrapLines: the paragraphs of a frame in plain text keep their lines.
func TestUnwrapLines(t *testing.T) {
	text := Text{S: "甲乙丙\n丁戊己庚辛", Lines: []Line{{0, 3, 2}, {len("甲乙丙\n丁"), 5, 1}}}
	got := unwrap([]Block{{Kind: TableBlock, Table: &Table{Rows: 1, Cols: 1, Cells: []Cell{{RowSpan: 1, ColSpan: 1, Text: text}}}}})
	if len(got) != 2 || got[0].Text.S != "甲乙丙" || got[1].Text.S != "丁戊己庚辛" {
		t.Fatalf("%+v", got)
	}
	if l := got[1].Text.Lines; len(l) != 2 || l[0] != (Line{0, 3, 6}) || l[1] != (Line{len("丁"), 5, 1}) {
		t.Errorf("%+v", l)
	}
}

// TestUnwrapGrowth: a frame of four times as many paragraphs takes four times as much, but for
// room that grows by steps; by the square it would be sixteen times.
func TestUnwrapGrowth(t *testing.T) {
	allocated := func(n int) uint64 {
		text := Text{S: strings.Repeat("支出1元。\n", n)}
		for i := range n {
			text.Lines = append(text.Lines, Line{i * len("支出1元。\n"), i + 1, 1})
		}
		table := []Block{{Kind: TableBlock, Table: &Table{Rows: 1, Cols: 1, Cells: []Cell{{RowSpan: 1, ColSpan: 1, Text: text}}}}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if got := unwrap(table); len(got) != n || len(got[n-1].Text.Lines) != 1 {
			t.Fatalf("%d paragraphs of %d", len(got), n)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if small, large := allocated(1000), allocated(4000); large > 8*small {
		t.Errorf("%d bytes for four times as many as took %d", large, small)
	}
}
