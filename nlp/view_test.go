package nlp

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestView(t *testing.T) {
	for _, tt := range []struct {
		text, all, title, number string
		level                    int
	}{
		{"（一）收入情况", "（一）收入情况", "收入情况", "（一）", 3},
		{"3. 支出", "3. 支出", "支出", "3", 4},
		{"④公用经费", "④公用经费", "公用经费", "④", 6},
		{"(2)公用经费", "(2)公用经费", "公用经费", "(2)", 5},
		{"2）公用经费", "2）公用经费", "公用经费", "2）", 5},
		{"第五部分 附件", "第五部分 附件", "附件", "第五部分", 1},
		{"第三章 附件", "第三章 附件", "第三章 附件", "", 1},
		{"第三产业增加值", "第三产业增加值", "第三产业增加值", "", 0},
		{"一、2025年预算", "一、2025年预算", "2025年预算", "一", 2},
		{"2025年预算", "2025年预算", "2025年预算", "", 0},
		{"一般公共预算", "一般公共预算", "一般公共预算", "", 0},
		{"三公经费", "三公经费", "三公经费", "", 0},
		{"（本级）预算", "（本级）预算", "（本级）预算", "", 0},
		{"一、（二）收入", "一、（二）收入", "收入", "一、（二）", 2},
		{"[bookmark: _Toc1]一、[bookmark: _Toc2]收入", "一、收入", "收入", "一", 2},
		{" [bookmark:x1] 2. 收入\u00a0支出 ", "2. 收入 支出", "收入 支出", "2", 4},
		{"一、收入\tPAGEREF _Toc1 \\h 3", "一、收入", "收入", "一", 2},
		{"## 一、收入", "一、收入", "收入", "一", 2},
		{"# 清溪县", "清溪县", "清溪县", "", 0},
		{"#清溪县", "#清溪县", "#清溪县", "", 0},                            // no heading of Markdown
		{"[bookmark: 收入", "[bookmark: 收入", "[bookmark: 收入", "", 0}, // never shut
		{"一、", "一、", "", "一", 2},
		{"", "", "", "", 0},
	} {
		v := ViewOf(tt.text)
		if got := v.All(); got != tt.all {
			t.Errorf("%q: all is %q, want %q", tt.text, got, tt.all)
		}
		if got := v.Title(); got != tt.title {
			t.Errorf("%q: title is %q, want %q", tt.text, got, tt.title)
		}
		if got := v.Number(); got != tt.number {
			t.Errorf("%q: number is %q, want %q", tt.text, got, tt.number)
		}
		if got := v.Level(); got != tt.level {
			t.Errorf("%q: level is %d, want %d", tt.text, got, tt.level)
		}
	}
}

// TestViewParts holds that a text is its residue and its words, whatever stands in it:
// all bytes are of the text, and two halves have what the whole has.
func TestViewParts(t *testing.T) {
	pieces := []string{"[bookmark: _Toc1]", "[bookmark:_a]", "[bookmark:", "]", "_", " ", "\u00a0", "PAGEREF _T1 \\h 3", "TOC \\o \"1-3\"", "一、", "（二）", "③", "甲", "a", "（", "\xff"}
	blank := strings.NewReplacer(" ", "", "\u00a0", "")
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
		v := ViewOf(s)
		at := 0
		var words strings.Builder
		for at < len(s) {
			end := v.ResidueEnd(at)
			if end < at || end > len(s) {
				t.Fatalf("%q: residue from %d to %d", s, at, end)
			}
			if end == at {
				words.WriteByte(s[at])
				end++
			}
			at = end
		}
		if got, want := blank.Replace(v.All()), blank.Replace(words.String()); got != want {
			t.Fatalf("%q: all is %q, want %q", s, got, want)
		}
		k := rapid.IntRange(0, len(s)).Draw(t, "cut")
		if got, want := blank.Replace(v.Plain(0, k)+v.Plain(k, len(s))), blank.Replace(v.All()); got != want {
			t.Fatalf("%q cut at %d: %q, want %q", s, k, got, want)
		}
		if v.Start > len(s) || strings.TrimSpace(v.Title()) != v.Title() {
			t.Fatalf("%q: title %q from %d", s, v.Title(), v.Start)
		}
	})
}
