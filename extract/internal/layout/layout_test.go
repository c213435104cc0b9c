package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// sketch draws pages for the tests, in points from the upper left.
type sketch struct{ pages []Page }

// page begins a page of A4.
func (s *sketch) page() *sketch {
	s.pages = append(s.pages, Page{Number: len(s.pages) + 1, Width: 595, Height: 842})
	return s
}

// put sets text with its left edge at x and its top at y; Han are one em wide,
// the rest half an em, and '_' leaves half an em free.
func (s *sketch) put(x, y, em float64, text string) *sketch {
	p := &s.pages[len(s.pages)-1]
	for _, r := range text {
		w := em / 2
		if r > 0x2000 {
			w = em
		}
		if r != '_' {
			p.Glyphs = append(p.Glyphs, Glyph{r, Box{x, y, x + w, y + em}})
		}
		x += w
	}
	return s
}

// right sets text with its right edge at x.
func (s *sketch) right(x, y, em float64, text string) *sketch {
	w := 0.0
	for _, r := range text {
		w += em / 2
		if r > 0x2000 {
			w += em / 2
		}
	}
	return s.put(x-w, y, em, text)
}

// grid rules the lines of a table.
func (s *sketch) grid(xs, ys []float64) *sketch {
	for _, x := range xs {
		s.rule(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		s.rule(xs[0], y, xs[len(xs)-1], y)
	}
	return s
}

func (s *sketch) rule(x0, y0, x1, y1 float64) *sketch {
	p := &s.pages[len(s.pages)-1]
	p.Rules = append(p.Rules, Box{x0, y0, x1, y1})
	return s
}

// reverse turns the order of drawing round.
func (s *sketch) reverse() *sketch {
	for _, p := range s.pages {
		g := p.Glyphs
		for i, j := 0, len(g)-1; i < j; i, j = i+1, j-1 {
			g[i], g[j] = g[j], g[i]
		}
	}
	return s
}

// read lays the pages out and prints the blocks, one a line: tables as
// rows of cells, '<' and '^' where a merged cell goes on.
func (s *sketch) read() string {
	blocks, warnings, _ := Analyze(s.pages, free)
	var b strings.Builder
	for _, k := range blocks {
		switch k.Kind {
		case Heading:
			fmt.Fprintf(&b, "#%d %s\n", k.Level, k.Text)
		case Paragraph:
			fmt.Fprintf(&b, "%s\n", k.Text)
		case TableKind:
			b.WriteString(tsv(k.Table))
		}
	}
	for _, w := range warnings {
		fmt.Fprintf(&b, "!%d p%d %s\n", w.Block, w.Page, w.Detail)
	}
	return b.String()
}

// free accounts for nothing.
func free(int) error { return nil }

func tsv(t *Table) string {
	var b strings.Builder
	m := make([][]string, t.Rows)
	for r := range m {
		m[r] = make([]string, t.Cols)
	}
	for _, c := range t.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				switch {
				case r > c.Row:
					m[r][k] = "^"
				case k > c.Col:
					m[r][k] = "<"
				default:
					m[r][k] = strings.ReplaceAll(c.Text, "\n", "⏎")
				}
			}
		}
	}
	for i, r := range m {
		mark := "|"
		if i < t.Header {
			mark = "‖"
		}
		b.WriteString(mark + strings.Join(r, "|") + "\n")
	}
	return b.String()
}

const (
	full = "区委区政府有关工作要求在履行职责过程中坚持和加强集中统一领导"
	em   = 14.0
)

// body sets three full lines, so that the margins are known: 80 to 80+30 em.
func body(s *sketch) *sketch {
	for i := range 3 {
		s.put(80, 80+24*float64(i), em, full)
	}
	return s
}

// TestSettings joins the lines of a report whose lists are set wider than its text.
func TestSettings(t *testing.T) {
	wide, narrow := full+full[:6*len("区")], full[:26*len("区")]
	s := new(sketch).page()
	for y := range 10 {
		s.put(110, 80+24*float64(y), em, narrow)
	}
	s.put(110+2*em, 320, em, narrow[:24*len("区")]).put(110, 344, em, "直到末尾。")
	s.page().put(110, 80, em, "下一页。")
	for range 3 {
		s.page()
		for y := range 20 {
			s.put(40, 80+24*float64(y), em, wide)
		}
	}
	got := strings.SplitN(s.read(), "\n", 4)
	want := []string{strings.Repeat(narrow, 10), narrow[:24*len("区")] + "直到末尾。", "下一页。"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("paragraph %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// TestParagraphs reads text as a person would.
func TestParagraphs(t *testing.T) {
	two := func(s *sketch) {
		for i := range 8 {
			s.put(60, 100+24*float64(i), em, "左栏的文字排到本栏边上为止")
			s.put(320, 108+24*float64(i), em, "右栏的文字也排到边上为止了")
		}
	}
	for _, c := range []struct {
		name string
		draw func(s *sketch)
		want string
	}{
		{"a word broken over lines", func(s *sketch) {
			body(s).right(80+em*float64(utf8.RuneCountInString(full)), 160, em, "本年收入合计307.82万元，与上年相比增长，因为部门决")
			s.put(80, 184, em, "算口径有变，为14,206").put(80, 208, em, "万元。")
		}, full + full + full + "\n本年收入合计307.82万元，与上年相比增长，因为部门决算口径有变，为14,206\n万元。\n"},
		{"drawn out of order", func(s *sketch) {
			body(s).put(80+5*em, 160, em, "2940.05万元，其中")
			s.put(80, 160, em, "本年支出合计")
			s.reverse()
		}, full + full + full + "本年支出合计2940.05万元，其中\n"},
		{"a number with a blank drawn inside", func(s *sketch) {
			s.put(80, 100, em, "收入14,206.5").put(80+6*em+4, 100, em, "1万元")
		}, "收入14,206.51万元\n"},
		{"two columns", two, strings.Repeat("左栏的文字排到本栏边上为止", 8) + strings.Repeat("右栏的文字也排到边上为止了", 8) + "\n"},
		{"marks below the characters", func(s *sketch) {
			s.put(80, 100, em, "一__一般公共预算收入__类__444.71万元").put(80+em, 108, em, "、").put(80+10*em, 109, em, "（").put(80+12*em, 109, em, "）")
		}, "#2 一、一般公共预算收入（类）444.71万元\n"},
		{"marks above the characters", func(s *sketch) {
			s.put(80, 100, em, "二__政府性基金__").put(80+em, 91, em, "、").put(80+7*em, 91, em, "。").put(80, 130, em, "无。")
		}, "二、政府性基金。\n无。\n"},
		{"marks as tall as their ink", func(s *sketch) {
			s.put(80, 100, em, "本年支出合计2940.05万元__其中__基本支出2336.91万元")
			p := &s.pages[len(s.pages)-1]
			for x, r := range map[float64]rune{80 + 11.5*em: '，', 80 + 14.5*em: '：'} {
				p.Glyphs = append(p.Glyphs, Glyph{r, Box{x, 100 + 0.85*em, x + em, 100 + 1.15*em}})
			}
		}, "本年支出合计2940.05万元，其中：基本支出2336.91万元\n"},
		{"marks in a line of their own", func(s *sketch) {
			s.put(80, 100, em, "收入").put(80, 112, em, "，").put(80, 130, em, "支出")
		}, "收入\n，\n支出\n"},
		{"letters spread out", func(s *sketch) { s.put(200, 100, em, "目__录") }, "目录\n"},
		{"page numbers and running heads", func(s *sketch) {
			for i := range 4 {
				if i > 0 {
					s.page()
				}
				s.put(200, 40, 9, "普陀区部门决算")
				s.put(80, 100, em, "第"+string("一二三四"[3*i:3*i+3])+"页正文。")
				s.put(290, 800, 9, fmt.Sprintf("-%d-", i+1))
			}
		}, "第一页正文。\n第二页正文。\n第三页正文。\n第四页正文。\n"},
		{"a number at the foot that is no page number", func(s *sketch) {
			s.put(80, 100, em, "正文。").put(290, 800, 9, "95")
		}, "正文。\n95\n"},
		{"headings", func(s *sketch) {
			body(s).put(108, 170, em, "一、收入决算情况说明").put(108, 194, em, "（一）总体情况").put(108, 218, em, "二、收入，共三项。")
		}, full + full + full + "\n#2 一、收入决算情况说明\n#3 （一）总体情况\n二、收入，共三项。\n"},
		{"a paragraph over two pages", func(s *sketch) {
			body(s)
			s.page().put(80, 80, em, "直到末尾。")
		}, full + full + full + "直到末尾。\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := new(sketch).page()
			c.draw(s)
			if got := s.read(); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestTables reads tables with and without rules.
func TestTables(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(s *sketch)
		want string
	}{
		{"merged cells, cells over lines, the code in the middle", func(s *sketch) {
			s.rule(60, 100, 400, 100).rule(60, 120, 240, 120).rule(60, 160, 400, 160).rule(60, 200, 400, 200).rule(60, 220, 400, 220)
			s.rule(60, 100, 60, 220).rule(120, 120, 120, 200).rule(240, 100, 240, 220).rule(320, 100, 320, 220).rule(400, 100, 400, 220)
			s.put(130, 104, 10, "项目").put(250, 118, 10, "本年支出").put(265, 130, 10, "合计").put(335, 124, 10, "基本支出")
			s.put(70, 124, 10, "功能分类").put(70, 136, 10, "科目编码").put(150, 130, 10, "科目名称")
			s.put(65, 175, 10, "2080505").put(122, 168, 10, "机关事业单位基本养老保").put(122, 182, 10, "险缴费支出")
			s.right(318, 175, 10, "6.18").right(398, 175, 10, "6.18")
			s.put(130, 205, 10, "合__计").right(318, 205, 10, "307.82")
		}, "|项目|<|本年支出合计|基本支出\n|功能分类科目编码|科目名称|^|^\n|2080505|机关事业单位基本养老保险缴费支出|6.18|6.18\n|合计|<|307.82|\n"},
		{"the same form for another on the next page", func(s *sketch) {
			for i, name := range []string{"甲项目", "乙项目"} {
				if i > 0 {
					s.page()
				}
				s.put(130, 80, 10, "绩效自评表").grid([]float64{60, 160, 260}, []float64{100, 120, 140})
				s.put(62, 104, 10, "项目名称").put(162, 104, 10, name).put(62, 124, 10, "预算数").right(258, 124, 10, "1.50")
			}
		}, "绩效自评表\n|项目名称|甲项目\n|预算数|1.50\n绩效自评表\n|项目名称|乙项目\n|预算数|1.50\n"},
		{"amounts tight against the next column", func(s *sketch) {
			s.grid([]float64{60, 160, 260}, []float64{100, 120, 140})
			s.put(62, 104, 10, "收入").put(162, 104, 10, "项目")
			s.right(160, 124, 10, "164,978,640").put(160.5, 124, 10, "一、教育")
		}, "|收入|项目\n|164,978,640|一、教育\n"},
		{"without rules, a line set tight, a heading over groups", func(s *sketch) {
			s.put(60, 80, 10, "地区").put(200, 80, 10, "2021").put(270, 80, 10, "2022")
			s.put(60, 100, 10, "全市").right(235, 100, 10, "12,345,678").right(295, 100, 10, "12,345,678")
			for i := range 12 {
				y := 120 + 20*float64(i)
				if i == 6 {
					s.put(205, y, 10, "其中：市本级")
					continue
				}
				s.put(60, y, 10, "区县").right(235, y, 10, "1,234.5").right(295, y, 10, "2,345.6")
			}
		}, "|地区|2021|2022\n|全市|12,345,678|12,345,678\n" + strings.Repeat("|区县|1,234.5|2,345.6\n", 6) + "|其中：市本级|<|<\n" + strings.Repeat("|区县|1,234.5|2,345.6\n", 5)},
		{"a number across a rule", func(s *sketch) {
			s.grid([]float64{60, 160, 260}, []float64{100, 120, 140})
			s.put(62, 104, 10, "收入").put(162, 104, 10, "支出").put(142, 124, 10, "164978640")
		}, "收入 支出\n164978640\n!0 p1 the number 164978640 stands across a column rule\n"},
		{"continued with its title and header repeated", func(s *sketch) {
			for i := range 2 {
				if i > 0 {
					s.page()
				}
				s.put(200, 80, 12, "收入决算表").grid([]float64{60, 160, 260}, []float64{100, 120, 140})
				s.put(62, 104, 10, "科目").put(162, 104, 10, "合计").put(62, 124, 10, "20"+string("15"[i])).right(258, 124, 10, "1.50")
			}
		}, "收入决算表\n‖科目|合计\n|201|1.50\n|205|1.50\n"},
		{"a title at the head of each page of its table", func(s *sketch) {
			for i := range 3 {
				if i > 0 {
					s.page()
				}
				s.put(200, 40, 12, "收入决算表").grid([]float64{60, 160, 260}, []float64{100, 120, 140})
				s.put(62, 104, 10, "科目").put(162, 104, 10, "合计").put(62, 124, 10, "20"+string("158"[i])).right(258, 124, 10, "1.50")
			}
		}, "收入决算表\n‖科目|合计\n|201|1.50\n|205|1.50\n|208|1.50\n"},
		{"continued without header", func(s *sketch) {
			s.grid([]float64{60, 160, 260}, []float64{100, 120, 140}).put(62, 104, 10, "科目").put(162, 104, 10, "合计").put(62, 124, 10, "201").right(258, 124, 10, "1.50")
			s.page().grid([]float64{60, 160, 260}, []float64{60, 80}).put(62, 64, 10, "205").right(258, 64, 10, "2.50")
		}, "|科目|合计\n|201|1.50\n|205|2.50\n"},
		{"a row broken over two pages", func(s *sketch) {
			s.grid([]float64{60, 160, 260}, []float64{100, 120, 140}).put(62, 104, 10, "科目").put(162, 104, 10, "合计").put(62, 124, 10, "十四、资源勘探信息")
			s.page().grid([]float64{60, 160, 260}, []float64{60, 80, 100}).put(62, 64, 10, "等支出").put(62, 84, 10, "十五、金融")
		}, "|科目|合计\n|十四、资源勘探信息等支出|\n|十五、金融|\n"},
		{"another table on the next page", func(s *sketch) {
			s.grid([]float64{60, 160, 260}, []float64{100, 120, 140}).put(62, 104, 10, "科目").put(162, 104, 10, "合计").put(62, 124, 10, "201")
			s.page().put(200, 40, 12, "支出决算表").grid([]float64{60, 160, 260}, []float64{60, 80}).put(62, 64, 10, "科目").put(162, 64, 10, "合计")
		}, "|科目|合计\n|201|\n支出决算表\n|科目|合计\n"},
		{"columns ruled, rows not", func(s *sketch) {
			s.grid([]float64{60, 200, 260, 320}, []float64{100, 120, 200})
			s.put(62, 104, 10, "项目").put(202, 104, 10, "合计").put(262, 104, 10, "基本")
			for i, n := range []string{"公共安全", "教育", "卫生健康"} {
				y := 124 + 24*float64(i)
				s.put(62, y, 10, n).right(258, y, 10, fmt.Sprintf("%d.10", i+1)).right(318, y, 10, fmt.Sprintf("%d.20", i+1))
			}
		}, "|项目|合计|基本\n|公共安全|1.10|1.20\n|教育|2.10|2.20\n|卫生健康|3.10|3.20\n"},
		{"rules under the header only, marks for nothing", func(s *sketch) {
			s.rule(60, 100, 320, 100).rule(60, 120, 320, 120).rule(60, 300, 320, 300)
			s.rule(60, 100, 60, 300).rule(200, 100, 200, 300).rule(260, 100, 260, 300).rule(320, 100, 320, 300)
			s.put(62, 104, 10, "项目").put(202, 104, 10, "合计").put(262, 104, 10, "基本")
			for i, row := range []struct{ name, a, b string }{{"公共安全", "1.10", "—"}, {"教育", "1,002.10", "7"}, {"卫生健康", "—", "3.20"}, {"农林水", "4.00", "4.00"}, {"合计", "1,007.20", "14.20"}} {
				y := 124 + 24*float64(i)
				s.put(62, y, 10, row.name).right(258, y, 10, row.a).right(318, y, 10, row.b)
			}
		}, "|项目|合计|基本\n|公共安全|1.10|—\n|教育|1,002.10|7\n|卫生健康|—|3.20\n|农林水|4.00|4.00\n|合计|1,007.20|14.20\n"},
		{"rules under the header only, one column of amounts", func(s *sketch) {
			s.grid([]float64{60, 200, 300}, []float64{100, 120, 240})
			s.put(62, 104, 10, "项目").put(202, 104, 10, "金额")
			for i, n := range []string{"工资福利支出", "办公费", "差旅费", "会议费"} {
				s.put(62, 124+24*float64(i), 10, n).right(298, 124+24*float64(i), 10, fmt.Sprintf("%d1.50", i+1))
			}
		}, "|项目|金额\n|工资福利支出|11.50\n|办公费|21.50\n|差旅费|31.50\n|会议费|41.50\n"},
		{"columns ruled in the header only", func(s *sketch) {
			s.grid([]float64{60, 200, 260, 320}, []float64{100, 120}).rule(60, 120, 60, 240).rule(320, 120, 320, 240).rule(60, 240, 320, 240)
			s.put(62, 104, 10, "项目").put(202, 104, 10, "合计").put(262, 104, 10, "基本")
			for i, n := range []string{"公共安全", "教育", "卫生健康"} {
				y := 124 + 24*float64(i)
				s.put(62, y, 10, n).right(258, y, 10, fmt.Sprintf("%d.10", i+1)).right(318, y, 10, fmt.Sprintf("%d.20", i+1))
			}
		}, "|项目|合计|基本\n|公共安全|1.10|1.20\n|教育|2.10|2.20\n|卫生健康|3.10|3.20\n"},
		{"columns ruled in the header only, every second row framed", func(s *sketch) {
			s.grid([]float64{60, 200, 260, 320}, []float64{100, 120}).rule(60, 120, 60, 200).rule(320, 120, 320, 200)
			s.put(62, 104, 10, "项目").put(202, 104, 10, "合计").put(262, 104, 10, "基本")
			for i, n := range []string{"公共安全", "教育", "卫生健康", "其他"} {
				y := 124 + 20*float64(i)
				s.rule(60, y+16, 320, y+16)
				s.put(62, y, 10, n).right(258, y, 10, fmt.Sprintf("%d.10", i+1)).right(318, y, 10, fmt.Sprintf("%d.20", i+1))
			}
		}, "|项目|合计|基本\n|公共安全|1.10|1.20\n|教育|2.10|2.20\n|卫生健康|3.10|3.20\n|其他|4.10|4.20\n"},
		{"a merged cell of words with numbers", func(s *sketch) {
			s.grid([]float64{60, 200, 320}, []float64{100, 120}).rule(60, 120, 60, 190).rule(320, 120, 320, 190).rule(60, 190, 320, 190)
			s.put(62, 104, 10, "项目").put(202, 104, 10, "合计")
			for i := range 3 {
				s.put(62, 124+16*float64(i), 10, "全年安排资金12.50万元用于")
			}
		}, "|项目|合计\n|全年安排资金12.50万元用于全年安排资金12.50万元用于全年安排资金12.50万元用于|<\n"},
		{"no rules, headings set apart from their amounts", func(s *sketch) {
			s.put(62, 100, 10, "项目").put(202, 100, 10, "预算数").put(262, 100, 10, "完成率")
			for i := range 4 {
				y := 124 + 20*float64(i)
				s.put(62, y, 10, "教育支出").right(250, y, 10, "26.80").right(330, y, 10, "6.3")
			}
		}, "|项目|预算数|完成率\n|教育支出|26.80|6.3\n|教育支出|26.80|6.3\n|教育支出|26.80|6.3\n|教育支出|26.80|6.3\n"},
		{"a number broken over lines is no list", func(s *sketch) {
			s.grid([]float64{60, 200, 240}, []float64{100, 120, 160})
			s.put(62, 104, 10, "项目").put(202, 104, 10, "金额")
			s.put(62, 124, 10, "国有资源有偿使用").put(62, 138, 10, "收入").put(202, 124, 10, "1234567").put(202, 138, 10, "8.50")
		}, "|项目|金额\n|国有资源有偿使用收入|1234567⏎8.50\n"},
		{"a frame around text is no table", func(s *sketch) {
			s.grid([]float64{60, 260}, []float64{100, 140}).put(70, 110, 10, "说明：本表无数据。")
		}, "说明：本表无数据。\n"},
		{"no rules", func(s *sketch) {
			s.put(250, 70, 12, "支出决算表")
			s.put(70, 100, 10, "科目编码").put(140, 100, 10, "科目名称").put(265, 100, 10, "合计").put(330, 100, 10, "基本支出")
			s.put(70, 124, 10, "201").put(140, 124, 10, "一般公共服务支出").right(300, 124, 10, "264.87").right(370, 124, 10, "62.63")
			s.put(140, 144, 10, "机关事业单位养老").put(70, 150, 10, "2080505").right(300, 150, 10, "6.18").put(140, 156, 10, "缴费支出")
			s.put(70, 174, 10, "2013999").put(140, 174, 10, "其他支出").right(300, 174, 10, "202.24")
			s.put(70, 198, 10, "221").put(140, 198, 10, "住房保障支出").right(300, 198, 10, "29.42").right(370, 198, 10, "29.42")
		}, "支出决算表\n|科目编码|科目名称|合计|基本支出\n|201|一般公共服务支出|264.87|62.63\n|2080505|机关事业单位养老缴费支出|6.18|\n|2013999|其他支出|202.24|\n|221|住房保障支出|29.42|29.42\n"},
		{"no rules, a number under two columns", func(s *sketch) {
			for i := range 3 {
				y := 100 + 24*float64(i)
				s.put(70, y, 10, "教育支出").right(240, y, 10, "264.87").right(300, y, 10, "62.63")
			}
			s.put(70, 172, 10, "卫生").put(215, 172, 10, "123456789.12345")
		}, "教育支出 264.87 62.63\n教育支出 264.87 62.63\n教育支出 264.87 62.63\n卫生 123456789.12345\n!0 p1 columns without rules overlap\n"},
		{"a table of contents is no table", func(s *sketch) {
			s.put(250, 70, 12, "目录")
			for i, entry := range []string{"一、收入决算表", "二、支出决算表", "三、名词解释", "四、附件"} {
				s.put(70, 100+24*float64(i), 10, entry).right(500, 100+24*float64(i), 10, fmt.Sprint(3+i))
			}
		}, "目录\n一、收入决算表 3\n二、支出决算表 4\n三、名词解释 5\n四、附件 6\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := new(sketch).page()
			c.draw(s)
			if got := s.reverse().read(); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// check reports what no layout may do: lose or invent a character, let cells
// overlap or leave units of the grid uncovered.
func check(t *testing.T, pages []Page) {
	t.Helper()
	blocks, warnings, _ := Analyze(pages, free)
	drawn, read := 0, 0
	for _, p := range pages {
		drawn += len(p.Glyphs)
	}
	for _, b := range blocks {
		read += utf8.RuneCountInString(b.Text)
		if b.Table == nil {
			continue
		}
		covered := make([]int, b.Table.Rows*b.Table.Cols)
		for _, c := range b.Table.Cells {
			read += utf8.RuneCountInString(c.Text)
			for r := c.Row; r < c.Row+c.RowSpan; r++ {
				for k := c.Col; k < c.Col+c.ColSpan; k++ {
					if r >= b.Table.Rows || k >= b.Table.Cols {
						t.Fatalf("cell %+v outside %d×%d", c, b.Table.Rows, b.Table.Cols)
					}
					covered[r*b.Table.Cols+k]++
				}
			}
		}
		for u, n := range covered {
			if n != 1 {
				t.Fatalf("unit %d of %d×%d is in %d cells", u, b.Table.Rows, b.Table.Cols, n)
			}
		}
	}
	if read > 2*drawn+len(blocks) {
		t.Fatalf("%d characters read of %d drawn", read, drawn)
	}
	for _, w := range warnings {
		if w.Block >= len(blocks) || w.Detail == "" {
			t.Fatalf("warning %+v of %d blocks", w, len(blocks))
		}
	}
}

// FuzzAnalyze throws glyphs and rules at the layout: four bytes each, a kind and
// a coarse place, so that they line up often.
// TestLongParagraph: each line of a paragraph is looked at once, however many there are.
func TestLongParagraph(t *testing.T) {
	allocated := func(lines int) float64 {
		p := Page{Width: 600, Height: 1e6, Number: 1}
		for i := range lines {
			for x, r := range []rune("收入支出决算总体情况说明收入支出") {
				left, top := 50+float64(x)*10, 50+float64(i)*12
				p.Glyphs = append(p.Glyphs, Glyph{R: r, Box: Box{left, top, left + 10, top + 10}})
			}
		}
		return testing.AllocsPerRun(1, func() {
			if blocks, _, err := Analyze([]Page{p}, func(int) error { return nil }); err != nil || len(blocks) != 1 {
				t.Fatalf("%d blocks: %v", len(blocks), err)
			}
		})
	}
	if small, large := allocated(500), allocated(2000); large > 6*small {
		t.Errorf("%.0f allocations for 2000 lines, %.0f for 500", large, small)
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0, 1, 1, 9, 0, 1, 5, 9, 1, 1, 1, 9, 1, 9, 1, 9, 2, 2, 2, 0, 3, 3, 3, 1})
	f.Add([]byte("0110051009110911920910201330133022103310422042204310531"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		s := new(sketch).page()
		for ; len(data) >= 4; data = data[4:] {
			kind, x, y, n := data[0], float64(data[1])*2.5, float64(data[2])*3.3, float64(data[3])
			switch kind % 8 {
			case 0:
				s.rule(x, y, x+n*2, y)
			case 1:
				s.rule(x, y, x, y+n*2)
			case 2:
				s.put(x, y, 4+n/16, "264.87")
			case 3:
				s.put(x, y, 4+n/16, "一、收入支出")
			case 4:
				s.put(x, y, 10, string(rune('0'+data[3]%10)))
			case 5:
				s.put(x, y, 10, "合计")
			case 6:
				s.page()
			case 7:
				s.rule(math.Inf(1), y, math.NaN(), n)
				s.pages[len(s.pages)-1].Glyphs = append(s.pages[len(s.pages)-1].Glyphs, Glyph{'a', Box{x, y, x, y + 1}})
			}
		}
		check(t, s.pages)
	})
}

// BenchmarkAnalyze lays out a page with one ruled table of 40 rows and 5 columns.
func BenchmarkAnalyze(b *testing.B) {
	s := new(sketch).page()
	xs := []float64{60, 130, 300, 380, 460, 540}
	var ys []float64
	for r := range 41 {
		ys = append(ys, 60+18*float64(r))
	}
	s.grid(xs, ys)
	for _, y := range ys[:40] {
		s.put(62, y+4, 10, "2080505").put(132, y+4, 10, "机关事业单位基本养老保险")
		for _, x := range xs[3:] {
			s.right(x-2, y+4, 10, "164,978.64")
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(s.pages[0].Glyphs)))
	for b.Loop() {
		Analyze(s.pages, free)
	}
}

// TestBrokenNumbers: numbers that are too long for their cells go on in its next line, and
// are no rows of their own; whole numbers below one another are.
func TestBrokenNumbers(t *testing.T) {
	for name, tt := range map[string]struct {
		right      float64 // end of the columns of numbers
		upper, low string
		want       string
	}{
		"a digit left over":        {0, "1,321.1", "8", "1,321.18"},
		"both decimals":            {0, "12,321.", "18", "12,321.18"},
		"a narrow number":          {40, "321.1", "8", "321.1|8"},
		"numbers of their own":     {0, "1,321.10", "8.00", "1,321.10|8.00"},
		"decimals enough":          {0, "1,321.18", "4", "1,321.18|4"},
		"a number without a point": {0, "1,321", "18", "1,321|18"},
	} {
		s := new(sketch).page()
		width := 10*0.5*float64(len(tt.upper)) + 12 + tt.right
		s.grid([]float64{60, 160, 160 + width, 160 + 2*width, 160 + 3*width}, []float64{100, 120, 155, 175})
		s.put(66, 106, 10, "项目").put(166, 106, 10, "合计").put(166+width, 106, 10, "基本").put(166+2*width, 106, 10, "项目")
		s.put(66, 125, 10, "合计").put(166, 125, 10, tt.upper).put(166+width, 125, 10, tt.upper).put(166+2*width, 125, 10, "7.96")
		s.put(166, 139, 10, tt.low).put(166+width, 139, 10, tt.low)
		s.put(66, 160, 10, "教育").put(166, 160, 10, "1.00").put(166+width, 160, 10, "1.00").put(166+2*width, 160, 10, "0.00")
		got := s.read()
		if whole := strings.Contains(got, strings.ReplaceAll(tt.want, "|", "")); whole == strings.Contains(tt.want, "|") {
			t.Errorf("%s: read as\n%s", name, got)
		}
	}
}
