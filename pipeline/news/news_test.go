package news

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompare tells what came, went and changed between two states, and who has
// not published yet.
func TestCompare(t *testing.T) {
	before := &State{
		files: map[string]file{"a": {id: "1", entity: "甲局", kind: "final_accounts", status: "read", year: 2021}, "gone": {id: "2", status: "read"},
			"b": {id: "3", entity: "乙局", kind: "final_accounts", status: "read", year: 2021}, "bad": {status: "refused", reason: "empty"}},
		findings: map[string]Finding{"1x": {Path: "a", Rule: "r", Formula: "1 = 2", check: "x"}, "1y": {Path: "a", Rule: "r", Formula: "3 = 4", check: "y"}},
	}
	after := &State{
		files: map[string]file{"a": {id: "9", entity: "甲局", kind: "final_accounts", status: "read", year: 2021}, "bad": {status: "refused", reason: "empty"},
			"b":   {id: "3", entity: "乙局", kind: "final_accounts", status: "read", year: 2021},
			"new": {id: "4", entity: "乙局", kind: "final_accounts", status: "read", year: 2022}, "worse": {status: "refused", reason: "corrupt"}},
		findings: map[string]Finding{"9z": {Path: "a", Rule: "r", Formula: "1 = 2", check: "z"}, "9i": {Path: "a", Rule: "r", Severity: "info", Formula: "5 = 6", check: "i"},
			"9e": {Path: "a", Rule: "r", Severity: "error", Formula: "7 = 8", check: "e"}},
	}
	n := Compare(before, after)
	formulas := func(all []Finding) (list []string) {
		for _, f := range all {
			list = append(list, f.Formula)
		}
		return list
	}
	if d := cmp.Diff([][]string{{"7 = 8", "5 = 6"}, {"3 = 4"}}, [][]string{formulas(n.New), formulas(n.Gone)}); d != "" {
		t.Error("the same words in a file with another id are no news:", d)
	}
	if d := cmp.Diff([][]File{{{"new", "乙局 2022"}}, {{"gone", ""}}, {{"worse", "corrupt"}}, {{"a", "甲局"}}}, [][]File{n.Added, n.Removed, n.Refused, n.Republished}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]Missing{{"甲局", "final_accounts", 2022}}, n.Missing); d != "" {
		t.Error(d)
	}
	if first := Compare(nil, before); len(first.Added) != 3 || len(first.New) != 2 {
		t.Errorf("of a first run: %+v", first)
	}
}

// TestMarkdown: a text of a report stays a text.
func TestMarkdown(t *testing.T) {
	n := &News{New: []Finding{{Path: "[x](http://y)\n# z.txt", Rule: "r", Severity: "error", Formula: "<b>1</b> `2` | 3 * 4"}}}
	for range mostListed + 1 {
		n.Added = append(n.Added, File{Path: "p"})
	}
	var b strings.Builder
	if err := n.WriteMarkdown(&b, "out"); err != nil {
		t.Fatal(err)
	}
	want := "- **error** \\[x\\](http://y) \\# z.txt `r`: &lt;b&gt;1&lt;/b&gt; \\`2\\` \\| 3 \\* 4\n"
	if !strings.Contains(b.String(), want) || !strings.Contains(b.String(), "\n- … and 1 more\n") || strings.Contains(b.String(), "Nothing new") {
		t.Error(b.String())
	}
	b.Reset()
	if err := (&News{}).WriteMarkdown(&b, "out"); err != nil || !strings.Contains(b.String(), "Nothing new") {
		t.Error(b.String(), err)
	}
}
