package trie

import (
	"slices"
	"testing"
)

func TestEdges(t *testing.T) {
	var begin, end Edges
	for _, w := range []string{"年末", "年", "上年", "𠀀字"} {
		begin.Begin(w)
		end.End(w)
	}
	for text, want := range map[string]string{"年末余额": "年末", "年初": "年", "上年末": "上年", "今年": "", "": "", "𠀀字典": "𠀀字"} {
		if got := begin.Prefix(text); got != want {
			t.Errorf("%s begins with %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"至年末": "年末", "上年": "年", "上年度": "", "": "", "文𠀀字": "𠀀字"} {
		if got := end.Suffix(text); got != want {
			t.Errorf("%s ends with %q, want %q", text, got, want)
		}
	}
	if got := begin.Of('年'); !slices.Equal(got, []string{"年末", "年"}) {
		t.Errorf("by their first character: %v", got)
	}
	if got := end.Of('上'); got != nil {
		t.Errorf("none ends so: %v", got)
	}
	if got := new(Edges).Prefix("年"); got != "" {
		t.Errorf("of no words %q", got)
	}
}

func TestCharactersIn(t *testing.T) {
	var c Characters
	for _, r := range "年𠀀" {
		c.Add(r)
	}
	for text, want := range map[string]bool{"2020年": true, "文𠀀": true, "2020": false, "": false, "\xff": false, "\xff年": true} {
		if got := c.In(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
