package extract

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// report is a text of enough characters to tell how they stand.
const report = "成都市青羊区某街道办事处2023年度部门决算\n\n一、收入支出决算总体情况说明\n" +
	"2023年度收入总计482.02万元，支出总计482.02万元。与2022年度相比，收入支出总计各增加37.31万元，增长8.39%，主要变动原因是人员经费增加，项目支出按照工作进度安排。\n" +
	"二、财政拨款收入支出决算总体情况说明\n财政拨款收入总计444.71万元，其中：一般公共预算财政拨款收入444.71万元，占100%。\n"

// spread puts a blank behind each character of a line that is wanted.
func spread(text string, wanted func(r, next rune) bool) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		runes := []rune(line)
		for i, r := range runes {
			b.WriteRune(r)
			if i+1 < len(runes) && runes[i+1] != '\n' && wanted(r, runes[i+1]) {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}

func everyRune(rune, rune) bool { return true }

func besideHan(r, next rune) bool { return unicode.Is(unicode.Han, r) && unicode.Is(unicode.Han, next) }

// TestSpaced: a text whose letters stand apart says the same as one whose do not,
// and each part of it is quoted as the file has it.
func TestSpaced(t *testing.T) {
	for name, wanted := range map[string]func(r, next rune) bool{"all": everyRune, "Chinese": besideHan} {
		plain, text := mustRead(t, []byte(report)), spread(report, wanted)
		doc := mustRead(t, []byte(text))
		checkDocument(t, doc)
		if got, want := sketch(doc), sketch(plain); got != want {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
		}
		lines := strings.Split(text, "\n")
		for _, part := range []string{"482.02万元", "决算", "人员经费增加", "100%"} {
			for loc, s := range doc.Texts() {
				i := strings.Index(s.S, part)
				if i < 0 {
					continue
				}
				p, quote := doc.Locate(loc, i, i+len(part))
				if got := string([]rune(lines[p.Line-1])[p.Start:p.End]); got != quote || strings.ReplaceAll(quote, " ", "") != part {
					t.Errorf("%s: %s is quoted %q, and %q stands there", name, part, quote, got)
				}
			}
		}
	}
}

// TestSpacedColumns: where only Chinese characters stand apart, a blank beside a
// figure parts two of them.
func TestSpacedColumns(t *testing.T) {
	text := strings.Repeat(spread(report, besideHan), 3) + "收 入 合 计 482.02 444.71\n"
	doc := mustRead(t, []byte(text))
	last := doc.Blocks[len(doc.Blocks)-1].Text.S
	if !strings.HasSuffix(last, "收入合计 482.02 444.71") {
		t.Errorf("%q", last)
	}
	if got := closeUp("收 入   合 计  4 8\n  7 1", allApart).text; got != "收入 合计 48\n 71" {
		t.Errorf("%q", got)
	}
}

// TestNotSpaced: what has blanks between a few words is left as it is.
func TestNotSpaced(t *testing.T) {
	for _, text := range []string{report, report + strings.Repeat("单 位：万 元\n", 20), strings.Repeat("项 目\n", 40), "a b c d\n1 2 3 4\n" + report, ""} {
		if how := spacingOf(text); how != closed {
			t.Errorf("%q stands apart: %d", text, how)
		}
	}
}

// TestCloseUpKeepsPlaces: whatever the text, each character that is left knows
// the column it had.
func TestCloseUpKeepsPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.SampledFrom([]rune("收入 12.\t\n\r\v 年　"))).Draw(t, "text"))
		how := rapid.SampledFrom([]spacing{hanApart, allApart}).Draw(t, "how")
		c := closeUp(text, how)
		before, after := splitRows(text), splitRows(c.text)
		if len(before) != len(after) || len(c.cols) != before[len(before)-1].num {
			t.Fatalf("%d rows became %d of %d lines", len(before), len(after), len(c.cols))
		}
		ends := strings.NewReplacer("\r\n", "\n", "\r", "\n")
		lines, left := strings.Split(ends.Replace(text), "\n"), strings.Split(ends.Replace(c.text), "\n")
		for i := range lines {
			was, is := []rune(lines[i]), []rune(left[i])
			if len(is) != len(c.cols[i]) || !slices.IsSorted(c.cols[i]) {
				t.Fatalf("line %d: %d characters at %v", i, len(is), c.cols[i])
			}
			for k, r := range is {
				if was[c.cols[i][k]] != r {
					t.Fatalf("line %q: %q is not at %d of %q", left[i], r, c.cols[i][k], lines[i])
				}
			}
		}
	})
}
