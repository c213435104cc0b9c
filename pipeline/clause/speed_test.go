package clause

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"gongkai/schema"
	"gongkai/schema/words"
)

// pieces are what the fast paths look for, and what breaks them.
var pieces = []string{"[bookmark: _Toc1]", "[bookmark:_a]", "[bookmark:", "[bookmark: x]", "]", "_", " ", "\u00a0", "PAGEREF _T1 \\h 3", "甲", "乙", "a", "市", "区", "东城",
	"街道办事处", "财政局", "局", "教育", "服务中心", "中心", "实验学校", "厅", "人民政府", "镇人民政府", "委员会", "，", "的", "为", "共计", "（", "）", ")", "其中", "\xff", "卫生健康", "大学", "第", "1000", "三", "其他", "计划生育", "中卫市", "系数", "中学", "101", "2021年", "医院", "团"}

func drawPieces(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), "")
}

// TestFastPaths holds what is written by hand against the pattern or the
// plain loop it stands for.
func TestFastPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPieces(t)
		if got, want := affixes().Trim(s), trimPlainly(s); got != want {
			t.Fatalf("trim(%q) = %q, want %q", s, got, want)
		}
	})
}

// trimPlainly tries all words in turn: those that end or begin a text, unless a
// longer one that is kept whole does.
func trimPlainly(s string) string {
	for _, w := range Connectives() {
		if t, ok := strings.CutSuffix(s, w); ok && !keptPlainly(s, w, true) {
			s = t
			break
		}
	}
	for _, w := range Connectives() {
		if t, ok := strings.CutPrefix(s, w); ok && !keptPlainly(s, w, false) {
			return t
		}
	}
	return s
}

func keptPlainly(s, empty string, ends bool) bool {
	t := words.Load()
	for _, k := range t.Kept {
		if k.Ends == ends && (ends && strings.HasSuffix(s, k.Text) || !ends && strings.HasPrefix(s, k.Text) && len(k.Text) > len(empty)) {
			return true
		}
	}
	if !ends && slices.ContainsFunc(t.Empty, func(e words.Empty) bool {
		return e.Kind == words.Scope && len(e.Text) > len(empty) && strings.HasPrefix(s, e.Text)
	}) {
		return true
	}
	if !ends {
		_, start, _, ok := schema.FirstDivision(s)
		return ok && start == 0 && utf8.RuneCountInString(empty) == 1
	}
	return slices.ContainsFunc(t.Terms, func(w words.Term) bool { return w.Role == words.Fixed && strings.HasSuffix(s, w.Text) })
}

// TestSurfaces finds the longest of a set of surfaces as trying them all does.
func TestSurfaces(t *testing.T) {
	surface := rapid.StringOfN(rapid.RuneFrom([]rune("收入支出a1𠀀")), 1, 5, -1)
	rapid.Check(t, func(t *rapid.T) {
		surfaces := rapid.SliceOfNDistinct(surface, 1, 40, rapid.ID).Draw(t, "surfaces")
		text := rapid.StringOfN(rapid.RuneFrom([]rune("收入支出a1𠀀")), 1, 30, -1).Draw(t, "text")
		tr := newSurfaces(100)
		for i, s := range surfaces {
			if _, fresh := addSurface(tr, s, int32(i)); !fresh {
				t.Fatalf("%q is not new", s)
			}
		}
		for i := range text {
			want, length := int32(-1), 0
			for k, s := range surfaces {
				// A surface outside the basic plane is never looked for.
				if first, _ := utf8.DecodeRuneInString(s); first < 1<<16 && strings.HasPrefix(text[i:], s) && len(s) > length {
					want, length = int32(k), len(s)
				}
			}
			if got, end := tr.Longest(text, i, len(text)); got != want || end != i+length {
				t.Fatalf("longest(%q) in %q = %d to %d, want %d to %d", text[i:], surfaces, got, end, want, i+length)
			}
		}
	})
}
