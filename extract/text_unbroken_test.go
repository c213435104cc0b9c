package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestUnbrokenLine(t *testing.T) {
	filler := strings.Repeat("我们坚持稳中求进，经济持续回升向好。", 300)
	line := "各位代表：现在报告工作。一、工作回顾" + filler + "（一）扩大内需。" + filler + "二、三项任务" + filler
	doc, err := Read(t.Context(), []byte(line+"\n"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var begins []string
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		begins = append(begins, string([]rune(b.Text.S)[:6]))
		from := b.Text.Lines[0]
		if got := string([]rune(line)[from.Column:][:6]); from.Number != 1 || !strings.HasPrefix(b.Text.S, got) {
			t.Errorf("block %d: line %d, column %d has %q", i, from.Number, from.Column, got)
		}
	}
	if want := []string{"各位代表：现", "一、工作回顾", "（一）扩大内", "二、三项任务"}; !slices.Equal(begins, want) {
		t.Errorf("blocks begin %q, want %q", begins, want)
	}
}
