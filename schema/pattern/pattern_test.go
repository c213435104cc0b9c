package pattern

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestExpand(t *testing.T) {
	for pattern, want := range map[string]string{
		"会议费":                  "会议费",
		"会议 (费|经费) [支出]":       "会议费支出 会议费 会议经费支出 会议经费",
		"[全部] 会议费|培训费":         "全部会议费 会议费 培训费",
		"公车 (购置 [及运行] | 运行) 费": "公车购置及运行费 公车购置费 公车运行费",
		"(培训|培训) 费":            "培训费",
		"出国（境） (费|费用)":         "出国（境）费 出国（境）费用",
		"[[因公] 临时] 出国费":        "因公临时出国费 临时出国费 出国费",
	} {
		if got := strings.Join(slices.Collect(Expand(pattern)), " "); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}

// plainly lists the strings of a pattern the plain way: those of its first bracket, each
// with all that follow it.
func plainly(pattern string) (out []string) {
	for _, option := range Split(pattern) {
		open := strings.IndexAny(option, "([")
		if open < 0 {
			out = append(out, option)
			continue
		}
		shut := closing(option, open)
		middle := plainly(option[open+1 : shut])
		if option[open] == '[' {
			middle = append(middle, "")
		}
		for _, m := range middle {
			for _, r := range plainly(option[shut+1:]) {
				out = append(out, option[:open]+m+r)
			}
		}
	}
	return out
}

// TestEach writes what a pattern stands for, in the plain order.
func TestEach(t *testing.T) {
	join := func(with string) func([]string) string {
		return func(s []string) string { return strings.Join(s, with) }
	}
	option := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"公", "车", "费"}), 0, 2), join(""))
	for range 3 { // brackets in brackets
		inside := rapid.Map(rapid.SliceOfN(option, 1, 3), join("|"))
		round := rapid.Map(inside, func(s string) string { return "(" + s + ")" })
		square := rapid.Map(inside, func(s string) string { return "[" + s + "]" })
		option = rapid.Map(rapid.SliceOfN(rapid.OneOf(option, round, square), 0, 2), join(""))
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Map(rapid.SliceOfN(option, 1, 2), join("|")).Draw(t, "pattern")
		want := plainly(p)
		if len(want) > 2000 {
			t.Skip("too many")
		}
		var got, changed []string
		Parse(p).Each(func(w []byte) bool { got = append(got, string(w)); return true })
		Parse(p).Map(func(s string) string { return strings.ReplaceAll(s, "车", "辆") }).Each(func(w []byte) bool { changed = append(changed, string(w)); return true })
		if !slices.Equal(got, want) {
			t.Fatalf("%s: %q, want %q", p, got, want)
		}
		for i := range want {
			if changed[i] != strings.ReplaceAll(want[i], "车", "辆") {
				t.Fatalf("%s changed: %q of %q", p, changed[i], want[i])
			}
		}
		if Parse(p).Has("车") != strings.Contains(p, "车") {
			t.Fatalf("%s has 车: %v", p, Parse(p).Has("车"))
		}
	})
}
