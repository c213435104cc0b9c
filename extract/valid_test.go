package extract

import (
	"testing"
	"unicode/utf8"
)

func TestMakeValid(t *testing.T) {
	doc := &Document{
		Meta:     Meta{Title: "决\xff算", Issuer: "\xb2\xc6", Published: "2021"},
		Warnings: []Warning{{-1, "entity &\xe5\x86; unknown"}},
		Blocks: []Block{
			{Text: Text{S: "a\xffb\xfe决\n3万元", Lines: []Line{{0, 1, 0}, {len("a\xffb\xfe决"), 2, 0}}}},
			{Kind: TableBlock, Table: &Table{Rows: 1, Cols: 1, Cells: []Cell{{RowSpan: 1, ColSpan: 1, Text: Text{S: "1\xe5\x86"}}}}},
			{Text: Text{S: "如常"}},
		},
	}
	loc := Loc{Block: 0, Cell: -1}
	s := doc.Text(loc).S
	at := len(s) - len("3万元")
	before, raw := doc.Locate(loc, at, len(s))
	doc.makeValid()
	s = doc.Text(loc).S
	after, now := doc.Locate(loc, len(s)-len("3万元"), len(s))
	if before != after || raw != now {
		t.Errorf("%q at %+v, before %q at %+v", now, after, raw, before)
	}
	for loc, text := range doc.Texts() {
		if !utf8.ValidString(text.S) {
			t.Errorf("%+v %q", loc, text.S)
		}
	}
	if got := doc.Blocks[1].Table.Cells[0].Text.S; got != "1\ufffd\ufffd" {
		t.Errorf("%q", got)
	}
	if doc.Blocks[2].Text.S != "如常" || doc.Meta != (Meta{"决\ufffd算", "\ufffd\ufffd", "2021"}) || doc.Warnings[0].Detail != "entity &\ufffd\ufffd; unknown" {
		t.Errorf("%+v", doc)
	}
}
