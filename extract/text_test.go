package extract

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

func TestReadTextShapes(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs and headings", "第一部分 部门概况\n\n一、基本职能\n（一）主要职能。\n1.执行决议，服务群众。\n1.项目主要内容。\n2020年支出4.1万元。\n",
			`heading1 第一部分 部门概况
heading2 一、基本职能
heading3 （一）主要职能。
paragraph 1.执行决议，服务群众。
heading4 1.项目主要内容。
paragraph 2020年支出4.1万元。
`},
		{"bookmark without its heading", "[bookmark: _Toc1][bookmark: _Toc2]\n八、政府性基金预算支出决算情况说明\n正文。\n",
			"heading2 [bookmark: _Toc1][bookmark: _Toc2]八、政府性基金预算支出决算情况说明\nparagraph 正文。\n"},
		{"bookmark broken over lines", "[bookmark: _Toc15\n396610]八、基金预算\n正文。\n", "heading2 [bookmark: _Toc15396610]八、基金预算\nparagraph 正文。\n"},
		{"mark without its heading", "（一）\n总体情况\n1,000\n", "heading3 （一）总体情况\nparagraph 1,000\n"},
		{"number parted from its unit", "本年支出合计19,044.27万元，其中基本支出14,206 万\n元，占比很高，项目支出4,838.27\n万元。\n",
			"paragraph 本年支出合计19,044.27万元，其中基本支出14,206 万元，占比很高，项目支出4,838.27万元。\n"},
		{"rows of a flattened page table stay apart", "2080505 545.85 504.39 41.46\n险缴费支出\n总计 19,044.27 总计 19,044.27\n二、政府性基金预算财政拨款收入 二、外交支出\n",
			"paragraph 2080505 545.85 504.39 41.46\nparagraph 险缴费支出\nparagraph 总计 19,044.27 总计 19,044.27\nparagraph 二、政府性基金预算财政拨款收入 二、外交支出\n"},
		{"flattened table", "\t绩效表\n(2020年度)\n\n\t项目名称\n\t专项经费\n\n\t执行情况\n\t预算数:\n\t4\n\t执行数:\n\t4\n\n\t\n\t其中-拨款:\n\t4\n\t其中-拨款:\n\t4\n\n\t\n\t服务对象\n满意度指标\n\t\n\t95%\n\t95%\n",
			`table
  [绩效表⏎(2020年度)|1x5]
  [项目名称] [专项经费|1x4]
  [执行情况] [预算数:] [4] [执行数:] [4]
  [] [其中-拨款:] [4] [其中-拨款:] [4]
  [] [服务对象满意度指标] [] [95%] [95%]
`},
		{"empty paragraph in a flattened cell", "\t年目标\n\t预期目标\n\t实际目标\n\n\t\n\t满足运行需要\n\n\t较好完成\n\n\t类别\n\t甲\n\t乙\n",
			"table\n  [年目标] [预期目标] [实际目标]\n  [] [满足运行需要] [较好完成]\n  [类别] [甲] [乙]\n"},
		{"paragraphs behind tabs are no table", "\t一、基本情况\n\t2020年收入444.71万元。\n\n\t二、支出情况\n\t支出483.15万元。\n\n\t三、其他\n\t无其他情况。\n",
			"heading2 一、基本情况\nparagraph 2020年收入444.71万元。\nheading2 二、支出情况\nparagraph 支出483.15万元。\nheading2 三、其他\nparagraph 无其他情况。\n"},
		{"chart with a series name and categories twice", "收支表\t2019收入\t2020收入\t482.02\t444.71\t2019收入\t2020收入\t\n",
			"chart\n  [] [2019收入] [2020收入]\n  [收支表] [482.02] [444.71]\nparagraph 2019收入\t2020收入\n"},
		{"chart without a name", "基本支出\t项目支出\t416.72\t66.42\t\n", "chart\n  [] [基本支出] [项目支出]\n  [] [416.72] [66.42]\n"},
		{"chart with a series a line", " 2019\t\n财政拨款\t544.01\t2020\t\n财政拨款\t471.26\t\n", "chart\n  [] [2019] [2020]\n  [财政拨款] [544.01]\n  [财政拨款] [] [471.26]\n"},
		{"chart of percentages", "支出结构\n基本支出\n86.3%\n项目支出\n13.7%\n", "chart 支出结构\n  [] [基本支出] [项目支出]\n  [] [86.3%] [13.7%]\n"},
		{"chart that does not pair", "甲\t乙\t丙\t1.5\t2.5\t\n丁\n", "chart\n  [] [乙] [丙]\n  [甲] [1.5] [2.5]\nparagraph 丁\n"},
		{"values without enough labels", "甲\t1.5\t2.5\t3.5\t\n", "paragraph 甲\t1.5\t2.5\t3.5\n"},
		{"fields between tabs", "科目\t预算数\t决算数\n基本支出\t400\t416.72\n项目支出\t\t66.42\n", "table\n  [科目] [预算数] [决算数]\n  [基本支出] [400] [416.72]\n  [项目支出] [] [66.42]\n"},
		{"headings over groups of columns", "公务用车费\t公务接待费\n预算数\t决算数\t预算数\t决算数\n30\t19.56\t8\t0.3\n", "table\n  [公务用车费|1x2] [公务接待费|1x2]\n  [预算数] [决算数] [预算数] [决算数]\n  [30] [19.56] [8] [0.3]\n"},
		{"table of contents", "第一部分 概况\t1\n一、职能\t2\n二、机构\t3\n", "paragraph 第一部分 概况\t1\nparagraph 一、职能\t2\nparagraph 二、机构\t3\n"},
		{"markdown", "| 项目 | 决算数 |\n|------|-------:|\n| 基本支出 | 416.72 |\n| 项目支出 | 66.42 |\n", "table\n  [项目] [决算数]\n  [基本支出] [416.72]\n  [项目支出] [66.42]\n"},
		{"pandoc grid", "+------+------+\n| 项目 | 金额 |\n+======+======+\n| 一般公共 | 4.1 |\n| 服务支出 |     |\n+------+------+\n| 其他 | 5 |\n+------+------+\n", "table\n  [项目] [金额]\n  [一般公共服务支出] [4.1]\n  [其他] [5]\n"},
		{"pipes between cells", "项目 | 预算数 |\n公务接待费 | 7.5 |\n公务用车购置 | |\n会议费 | 3 |\n", "table\n  [项目] [预算数]\n  [公务接待费] [7.5]\n  [公务用车购置] []\n  [会议费] [3]\n"},
		{"pipes between words", "首页 | 公开 | 服务\n新闻 | 图片 | 视频\n邮箱 | 论坛 | 地图\n", "paragraph 首页 | 公开 | 服务\nparagraph 新闻 | 图片 | 视频\nparagraph 邮箱 | 论坛 | 地图\n"},
		{"antiword", "|项目                    |决算数      |\n|一般公共预算财政拨款收  |19,044.27   |\n|入                      |            |\n|其他收入                |0           |\n", "table\n  [项目] [决算数]\n  [一般公共预算财政拨款收入] [19,044.27]\n  [其他收入] [0]\n"},
		{"columns by characters", "   项目      预算数    决算数\n基本支出    400.00  416.72\n项目支出             66.42\n合计      400.00  483.14\n", "table\n  [项目] [预算数] [决算数]\n  [基本支出] [400.00] [416.72]\n  [项目支出] [] [66.42]\n  [合计] [400.00] [483.14]\n"},
		{"a figure of few digits beside its column", "   项目         预算数        决算数\n基本支出        124,960       145,732\n项目支出        119,825       144,282\n其他支出             18              22\n补助支出                              5\n上缴支出         15,037        16,348\n合计          259,840       306,389\n", "table\n  [项目] [预算数] [决算数]\n  [基本支出] [124,960] [145,732]\n  [项目支出] [119,825] [144,282]\n  [其他支出] [18] [22]\n  [补助支出] [] [5]\n  [上缴支出] [15,037] [16,348]\n  [合计] [259,840] [306,389]\n"},
		{"columns by width", "项目            决算数\n基本支出        416.72\n项目支出一项     66.42\n合计            483.14\n", "table\n  [项目] [决算数]\n  [基本支出] [416.72]\n  [项目支出一项] [66.42]\n  [合计] [483.14]\n"},
		{"labels broken around figures", "201      一般公共服务      306.90\n       机关事业单位养老\n20805                545.85\n       保险缴费\n208      社会保障支出      100.00\n", "table\n  [201] [一般公共服务] [306.90]\n  [20805] [机关事业单位养老保险缴费] [545.85]\n  [208] [社会保障支出] [100.00]\n"},
		{"figures that drift are no table", "甲   12.5\n乙      7.25     3\n丙 丁  88    9.5\n", "paragraph 甲   12.5\nparagraph 乙      7.25     3\nparagraph 丙 丁  88    9.5\n"},
		{"line separators", "第一行\u2028第二行\f第三行\r第四行\r\n第五行", "paragraph 第一行\nparagraph 第二行\nparagraph 第三行\nparagraph 第四行\nparagraph 第五行\n"},
	} {
		// The text reader itself: some of these are tables of values as well.
		doc, err := readText(&input{ctx: t.Context(), data: []byte(tt.in), limits: DefaultLimits()})
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, summary(doc)); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, diff)
		}
		if doc.Format == "txt" { // a table of values (csv) is located by row and column
			checkLocate(t, doc, []byte(tt.in), rand.New(rand.NewPCG(1, 2)))
		}
	}
}

func TestLinesAndColumns(t *testing.T) {
	doc := mustRead(t, []byte("\ufeff　　甲乙\r\n\r\n丙\u2028丁\r戊"))
	var got []Line
	for _, text := range doc.Texts() {
		got = append(got, text.Lines...)
	}
	want := []Line{{0, 1, 2}, {0, 3, 0}, {0, 3, 2}, {0, 4, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestEncodingsReadAlike holds that the encoding of a file changes nothing.
func TestEncodingsReadAlike(t *testing.T) {
	_, data := mustReadFile(t, sharedFile(t, "corpus", "000_87676b5426a20651.txt"))
	want := mustRead(t, data)
	le := encodeAs(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), string(data))
	for name, in := range map[string][]byte{
		"utf-8 with mark":  append([]byte("\ufeff"), data...),
		"gb18030":          encodeAs(t, simplifiedchinese.GB18030, string(data)),
		"utf-16":           le,
		"utf-16 with mark": append([]byte("\xff\xfe"), le...),
		"crlf":             bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")),
		"cr":               bytes.ReplaceAll(data, []byte("\n"), []byte("\r")),
	} {
		if diff := cmp.Diff(want, mustRead(t, in), cmpopts.IgnoreUnexported(Document{})); diff != "" {
			t.Errorf("%s: %.600s", name, diff)
		}
	}
}

// TestReferenceDocument checks the shapes of the reference document: where it
// is joined, its two performance tables and its six charts.
func TestReferenceDocument(t *testing.T) {
	doc, data := mustReadFile(t, sharedFile(t, "corpus", "000_87676b5426a20651.txt"))
	checkLocate(t, doc, data, rand.New(rand.NewPCG(3, 4)))
	var joined []int
	count := map[BlockKind]int{}
	for _, b := range doc.Blocks {
		count[b.Kind]++
		if len(b.Text.Lines) > 1 {
			joined = append(joined, b.Text.Lines[0].Number)
		}
	}
	if diff := cmp.Diff([]int{72, 379, 382}, joined); diff != "" {
		t.Errorf("joined lines: %s", diff)
	}
	if count[TableBlock] != 2 || count[ChartBlock] != 8 {
		t.Errorf("%d tables, %d charts", count[TableBlock], count[ChartBlock])
	}
	text := summary(doc)
	for _, want := range []string{
		"  [预决算执行情况(万元)] [预算数:] [4] [执行数:] [4|1x2]\n",
		"  [] [满意度指标] [服务对象满意度指标] [群众满意度] [95%] [95%]\n",
		"  [项目支出绩效目标完成情况表⏎(2020年度)|1x6]\n",
		"  [2019、2020收支表] [482.02] [549.14] [444.71] [483.15]\n",
		"  [] [438.61] [6.09]\n", "  [] [98.63%] [1.37%]\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q", want)
		}
	}
	checkNothingLost(t, doc, data)
}

// checkNothingLost checks that every visible character of a text file is in
// the document, as often as in the file, page numbers aside.
func checkNothingLost(t *testing.T, doc *Document, data []byte) {
	t.Helper()
	cs, bom := detectCharset(data)
	content, _ := decode(data[bom:], cs)
	count := map[rune]int{}
	for _, r := range content {
		count[r]++
	}
	for _, text := range doc.Texts() {
		for _, r := range text.S {
			count[r]--
		}
	}
	for r, n := range count {
		if n != 0 && !isSpace(r) && !strings.ContainsRune("|+-=:", r) {
			t.Errorf("%q: %d too few", r, n)
		}
	}
}

// TestWrappedPageText checks that the sentences of wrapped page text are whole
// and its table rows apart.
func TestWrappedPageText(t *testing.T) {
	files := sharedGlob(t, "corpus", "real", "石泉路*.txt")
	doc, data := mustReadFile(t, files[0])
	checkLocate(t, doc, data, rand.New(rand.NewPCG(5, 6)))
	checkNothingLost(t, doc, data)
	text := summary(doc)
	for _, want := range []string{
		"收入支出总计 19,044.27 万元。与 2024 年度相比，收入支出总计增加100.46 万元，增长 0.53%。",
		"其中：基本支出 14,206 万元，占 74.59%；项目支出 4,838.27 万元，占 25.41%。\n",
		"死亡抚恤（项）”177.17 万元，主要用于：发放机关事业单位干部死亡抚恤金。年初预算为 0 元，支出决算为 177.17 万元。",
		"绩效自评的2025年度项目48个，涉及预算金额4,974.93万元，平均得分99.22分（其中",
		"heading1 第三部分 上海市普陀区人民政府石泉路街道办事处 2025 年度部门决算情况说明\n",
		"paragraph 2080505 545.85 504.39 41.46\n", "paragraph 四、上级补助收入 四、公共安全支出 350.56\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q", want)
		}
	}
	for _, b := range doc.Blocks {
		if s := b.Text.S; len(s) > 90 && strings.ContainsAny(s, "，。") && !endsPiece(s) {
			t.Errorf("sentence not whole: %q", s)
		}
	}
}

// TestWholeParagraphFiles checks that nothing is joined where each line is a
// paragraph.
func TestWholeParagraphFiles(t *testing.T) {
	for _, path := range sharedGlob(t, "corpus", "real", "2026*.txt") {
		doc, data := mustReadFile(t, path)
		checkNothingLost(t, doc, data)
		checkLocate(t, doc, data, rand.New(rand.NewPCG(7, 8)))
		for _, b := range doc.Blocks {
			if len(b.Text.Lines) > 1 {
				t.Errorf("%s: joined %+v", filepath.Base(path), b.Text.Lines)
			}
		}
	}
}

// TestInvariantsOfAnyText puts pieces of reports together at random.
func TestInvariantsOfAnyText(t *testing.T) {
	pieces := []string{"一、", "（一）", "1.", "预算数", "416.72", "1,234", "万元", "2020", "年", "%", "，", "。", "、", "：", "\n", "\n\n", "\n\n\n\n", "\t", "\n\t",
		" ", "   ", "　", "\r\n", "\f", "\u2028", "|", "|---|", "+--+", "[bookmark: _Toc1]", "[bookmark:", "注：", "总计", "86.3%", "本年支出合计其中基本支出项目支出", "abc", "合计 12.5 7.5", "\ufeff", "𠮷"}
	rapid.Check(t, func(rt *rapid.T) {
		in := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 120).Draw(rt, "pieces"), ""))
		doc, err := Read(t.Context(), in, DefaultLimits())
		if err != nil {
			return
		}
		checkDocument(t, doc)
		if doc.Format == "txt" {
			checkLocate(t, doc, in, rand.New(rand.NewPCG(9, uint64(len(in)))))
		}
		if t.Failed() {
			rt.Fatalf("input %q", in)
		}
	})
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"一、收入\n2020年收入1万元。\n", "\ta\n\tb\n\n\tc\n\td\n\n\te\n\tf\n", "|a|b|\n|-|-|\n|1|2|\n", "a\tb\t1\t2\ta\tb\t\n", "甲  1.5  2\n乙  3.5  4\n丙  5.5  6\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !matchText(data) {
			return
		}
		doc, err := readText(&input{ctx: t.Context(), data: data, limits: fuzzLimits()})
		if err != nil {
			return
		}
		checkDocument(t, doc)
		checkLocate(t, doc, data, rand.New(rand.NewPCG(11, uint64(len(data)))))
	})
}

func BenchmarkReadText(b *testing.B) {
	for name, path := range map[string]string{
		"reference": sharedFile(b, "corpus", "000_87676b5426a20651.txt"),
		"wrapped":   sharedGlob(b, "corpus", "real", "石泉路*.txt")[0],
	} {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(b.Context(), data, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
