package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPageNotes: the mark of a footnote is no text, and the note follows the
// paragraph or table its mark stands in.
func TestPageNotes(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"Word", `<p>增长3.85%<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>。</p><p>后文。</p><div><p><a href="#_ftnref1" name="_ftn1">[1]</a> 上年950.00万元。</p></div>`,
			"paragraph 增长3.85%。\nnote 上年950.00万元。\nparagraph 后文。\n"},
		{"LibreOffice", `<p>增长3.85%<a href="#sdfootnote1sym" name="sdfootnote1anc"><sup>1</sup></a>。</p><p>后文。</p><div id="sdfootnote1"><p><a href="#sdfootnote1anc">1</a> 上年950.00万元。</p></div>`,
			"paragraph 增长3.85%。\nnote 上年950.00万元。\nparagraph 后文。\n"},
		{"in a cell", `<table><tr><td>12.50<a href="#_ftn2">[2]</a><td>3.00</table><p>后文。</p><p><a href="#_ftnref2">[2]</a>含结转。</p>`,
			"table\n  [12.50] [3.00]\nnote 含结转。\nparagraph 后文。\n"},
		{"a link with words", `<p>见<a href="#_ftn1">附表</a>。</p>`, "paragraph 见附表。\n"},
		{"a mark without its note", `<p>增长3.85%<a href="#_ftn1">1</a>。</p>`, "paragraph 增长3.85%。\n"},
		{"a note without its mark", `<p>前文。</p><p><a href="#_ftnref1">1</a>含结转。</p>`, "paragraph 前文。\nparagraph 含结转。\n"},
	} {
		doc := mustRead(t, []byte("<html><body>"+tt.in+"</body></html>"))
		if diff := cmp.Diff(tt.want, summary(doc)); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, diff)
		}
	}
}
