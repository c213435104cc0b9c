package layout

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// article sets n lines of running text in a column; every line names its column and
// its place in it, so that what is read shows the order.
func (s *sketch) article(x, y float64, name string, from, n int) *sketch {
	for k := range n {
		s.put(x, y+float64(k)*12, 9, fmt.Sprintf("%s栏第%s行收入安排完成若干", name, string([]rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")[from+k])))
	}
	return s
}

// order reduces what is read to the columns in the order of their lines.
func order(text string) string {
	var b strings.Builder
	last := ""
	for rest := []rune(text); len(rest) > 1; rest = rest[1:] {
		if rest[1] != '栏' {
			continue
		}
		if name := string(rest[0]); name != last {
			b.WriteString(name)
			last = name
		}
	}
	return b.String()
}

func TestNewspaper(t *testing.T) {
	const a, b, c, d = 40, 170, 300, 430
	tests := []struct {
		name  string
		page  *sketch
		order string
		reads string // in what is read
	}{
		{"three columns below a headline", new(sketch).page().put(100, 60, 24, "东县预算执行情况的报告全文").
			article(a, 120, "东", 0, 12).article(b, 123, "南", 0, 12).article(c, 120, "西", 0, 12), "东南西", "东县预算执行情况的报告全文"},
		{"a last column of few lines", new(sketch).page().
			article(a, 120, "东", 0, 12).article(b, 120, "南", 0, 12).article(c, 120, "西", 0, 12).article(d, 120, "北", 0, 2), "东南西北", ""},
		{"a picture above two columns", new(sketch).page().
			article(a, 120, "东", 0, 16).article(b, 180, "南", 5, 11).article(c, 180, "西", 5, 11), "东南西", ""},
		{"a headline over three of four columns", new(sketch).page().put(120, 118, 20, "三县财政收入增长").
			article(a, 150, "东", 0, 12).article(b, 150, "南", 0, 12).article(c, 150, "西", 0, 12).article(d, 120, "北", 0, 14), "东南西北", "三县财政收入增长"},
		{"a headline between two bands", new(sketch).page().
			article(a, 120, "东", 0, 10).article(b, 120, "南", 0, 10).article(c, 120, "西", 0, 10).put(60, 260, 24, "下一篇报告的题目横贯全页").
			article(a, 300, "子", 0, 10).article(b, 300, "丑", 0, 10).article(c, 300, "寅", 0, 10), "东南西子丑寅", "下一篇报告的题目横贯全页"},
		{"a headline in the midst of columns is not read", new(sketch).page().
			article(a, 120, "东", 0, 20).article(b, 120, "南", 0, 8).article(c, 120, "西", 0, 8).put(180, 222, 20, "另一篇题目占两个栏").
			article(b, 252, "南", 8, 9).article(c, 252, "西", 8, 9), "", "columns whose order is not certain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, tt.page.pages)
			for _, s := range []*sketch{tt.page, tt.page.reverse()} {
				got := s.read()
				if o := order(got); o != tt.order || !strings.Contains(got, tt.reads) {
					t.Errorf("order %s, want %s, with %q:\n%s", o, tt.order, tt.reads, got)
				}
			}
		})
	}
}

// TestNoNewspaper holds what stands in columns and is no running text.
func TestNoNewspaper(t *testing.T) {
	labels := new(sketch).page()
	words := new(sketch).page()
	widths := new(sketch).page()
	for k := range 12 {
		y := 100 + float64(k)*14
		labels.put(40, y, 9, "一般公共服务支出项目").right(220, y, 9, fmt.Sprint(100+k)).put(260, y, 9, "社会保障和就业支出").right(440, y, 9, fmt.Sprint(200+k))
		words.put(40, y, 9, "东栏收入").put(170, y, 9, "南栏支出").put(300, y, 9, "西栏结余")
		widths.put(40, y, 9, "东栏一句话写在这里占").put(150, y, 9, "南栏一句话写在这里占得比别人宽得多").put(330, y, 9, "西栏一句话写在这里比别人宽")
	}
	for name, s := range map[string]*sketch{"labels and numbers": labels, "short cells": words, "columns of unlike widths": widths} {
		ls := lines(s.pages[0].Glyphs, 1)
		segs := segments(ls)
		for i := range ls {
			if end, _ := newspaperFrom(ls, segs, i, patienceFor(ls)); end > i {
				t.Errorf("%s: lines %d to %d are taken for a newspaper", name, i, end)
			}
		}
	}
}

// TestWithout: what a line covers is taken out of free stretches as if each of its
// segments were by itself.
func TestWithout(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9))
	for range 2000 {
		free, want := everywhere(), everywhere()
		for range 4 {
			var segs []span
			for x := random.Float64() * 30; x < 100 && len(segs) < 6; x += random.Float64() * 12 {
				from := x
				x += random.Float64() * 20
				segs = append(segs, span{from: from, to: x})
			}
			free = without(free, segs, 3)
			for _, s := range segs {
				want = without(want, []span{s}, 3)
			}
		}
		if !slices.Equal(free, want) {
			t.Fatalf("got %v, want %v", free, want)
		}
	}
}

// TestPatience: trying columns from each line of a page costs no more than its glyphs
// allow, whatever lines there are.
func TestPatience(t *testing.T) {
	s := new(sketch).page()
	random := rand.New(rand.NewPCG(3, 10))
	for row := range 300 {
		for column := range 8 {
			s.put(20+70*float64(column)+15*random.Float64(), 810-2.5*float64(row), 1.6, strings.Repeat("支出", 2+random.IntN(3)))
		}
	}
	ls := lines(s.pages[0].Glyphs, 1)
	segs, p := segments(ls), patienceFor(ls)
	for i := range ls {
		newspaperFrom(ls, segs, i, p)
		columnsFrom(ls, i, p)
	}
	if p.glyphs > 0 {
		t.Errorf("%d glyphs are left: the page is not as hard as it should be", p.glyphs)
	}
}
