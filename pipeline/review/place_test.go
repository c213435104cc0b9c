package review

import (
	"strings"
	"testing"

	"gongkai/pipeline/sink"
)

// FuzzCut marks numbers at any place, and asks for the text back: nothing of a
// report is lost or said twice, whatever the places and cells claim.
func FuzzCut(f *testing.F) {
	f.Add("2021年收入1.5万元，支出1.5万元", "1.5万元", int32(7), int32(0), int32(0), int32(12))
	f.Add("项目\t数\n甲\t12", "12", int32(0), int32(1), int32(5), int32(99))
	f.Add("", "", int32(-1), int32(-5), int32(-1), int32(-1))
	f.Fuzz(func(t *testing.T, body, raw string, start, row, from, to int32) {
		b := &sink.BlockRow{Text: body, Cells: []sink.CellRow{{Row: row, Start: from, End: to, ColSpan: row}}, Lines: []sink.LineRow{{Line: 1, Column: row, Start: from}}}
		text := []rune(body)
		var quotes []quote
		for _, at := range []sink.Locator{{Start: start}, {Start: start, Row: &row, Col: of(int32(0))}, {Start: start, Line: of(int32(1))}} {
			if s, e, ok := locate(b, text, &at, raw); ok {
				if string(text[s:e]) != string([]rune(raw)) {
					t.Fatalf("%q at %d:%d reads %q", raw, s, e, string(text[s:e]))
				}
				quotes = append(quotes, quote{s, e, &factView{Raw: raw}})
			}
		}
		sortQuotes(quotes)
		if got := read(faint(cut(text, 0, len(text), quotes))); got != string(text) {
			t.Errorf("%q became %q", string(text), got)
		}
		title, rows := grid(b, text, quotes)
		if len(rows) > maxGrid+1 || len(read(title)) > len(body)*3 {
			t.Errorf("%d rows", len(rows))
		}
	})
}

func read(pieces []piece) string {
	var s strings.Builder
	for _, p := range pieces {
		s.WriteString(p.Text)
	}
	return s.String()
}
