package outline_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/nlp/outline"

	"pgregory.net/rapid"
)

func ExampleMark() {
	level, n := outline.Mark("（二）支出决算情况")
	fmt.Println(level, "（二）支出决算情况"[n:])
	// Output: 3 支出决算情况
}

func TestMark(t *testing.T) {
	for _, c := range []struct {
		text, mark string
		level      int
	}{
		{"第一部分 概况", "第一部分", outline.Part},
		{"第12章", "第12章", outline.Part},
		{"第三届会议", "", 0},
		{"第部分", "", 0},
		{"一、收入", "一、", outline.Chapter},
		{"十一．收入", "十一．", outline.Chapter},
		{"一是", "", 0},
		{"（十二）支出", "（十二）", outline.Section},
		{"(二)支出", "(二)", outline.Section},
		{"（二", "", 0},
		{"（2023年）", "", 0},
		{"1、项目", "1、", outline.Point},
		{"12. 项目", "12.", outline.Point},
		{"１．项目", "１．", outline.Point},
		{"1.2020年", "1.", outline.Point},
		{"3.14亿元", "", 0},
		{"2020.", "", 0},
		{"（1）项目", "（1）", outline.Item},
		{"(1).项目", "(1).", outline.Item},
		{"1）项目", "1）", outline.Item},
		{"③、项目", "③、", outline.Circled},
		{"", "", 0},
		{"\xff一、", "", 0},
	} {
		level, n := outline.Mark(c.text)
		if level != c.level || c.text[:n] != c.mark {
			t.Errorf("Mark(%q) = %d, %q, want %d, %q", c.text, level, c.text[:n], c.level, c.mark)
		}
	}
}

var forms = []struct {
	level int
	form  *regexp.Regexp
}{
	{outline.Part, regexp.MustCompile(`^(第[一二三四五六七八九十百0-9０-９]{1,3}(?:部分|篇|章))`)},
	{outline.Chapter, regexp.MustCompile(`^([一二三四五六七八九十]{1,3}[、．.，])`)},
	{outline.Section, regexp.MustCompile(`^([（(][一二三四五六七八九十]{1,3}[）)])`)},
	{outline.Point, regexp.MustCompile(`^([0-9０-９]{1,2}[ \t\n\f\r]?[、．.﹒])(?:$|[^0-9０-９.]|[0-9０-９]{4}年)`)},
	{outline.Item, regexp.MustCompile(`^([（(][0-9０-９]{1,2}[）)][.、]?|[0-9０-９]{1,2}[）)])`)},
	{outline.Circled, regexp.MustCompile(`^([①-⑳][.、]?)`)},
}

// Mark reads as the patterns it stands for.
func TestMarkIsItsForms(t *testing.T) {
	words := []string{"第", "一", "十", "百", "2", "12", "３", "2021年", "部分", "篇", "章", "、", "．", ".", "，", "﹒", "（", "(", "）", ")", "①", "⑳", "甲", " ", "\t", "\n", "\xff", "\xe4\xb8"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "text"), "")
		level, length := 0, 0
		for _, m := range forms {
			if at := m.form.FindStringSubmatchIndex(s); at != nil {
				level, length = m.level, at[3]
				break
			}
		}
		if gotLevel, gotLength := outline.Mark(s); gotLevel != level || gotLength != length {
			t.Fatalf("Mark(%q) = %d, %d, want %d, %d", s, gotLevel, gotLength, level, length)
		}
	})
}

func TestSkip(t *testing.T) {
	for _, c := range [][2]string{
		{"一、 （二） 3. 支出", "支出"},
		{"1.2 支出", "支出"},
		{"④支出", "支出"},
		{"第五部分 附件", "附件"},
		{"2020年", "2020年"},
		{"三公经费", "三公经费"},
		{"十四五", "十四五"},
		{"1.", ""},
	} {
		if got := c[0][outline.Skip(c[0]):]; got != c[1] {
			t.Errorf("Skip(%q) leaves %q, want %q", c[0], got, c[1])
		}
	}
}

// A number is made of whole characters, ends within the text, and what Skip leaves
// carries no number that Mark or Skip would find.
func FuzzMark(f *testing.F) {
	for _, s := range []string{"第一部分", "（一）", "1.2020年", "①.", "1.2.3 项目", "\xff（", "（十", strings.Repeat("1.", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		level, n := outline.Mark(s)
		if n < 0 || n > len(s) || (n == 0) != (level == 0) || level > outline.Levels {
			t.Fatalf("Mark(%q) = %d, %d", s, level, n)
		}
		if utf8.ValidString(s) && !utf8.ValidString(s[:n]) {
			t.Fatalf("Mark(%q) ends inside a character", s)
		}
		rest := s[outline.Skip(s):]
		if outline.Skip(rest) != 0 {
			t.Fatalf("Skip(%q) leaves %q", s, rest)
		}
	})
}
