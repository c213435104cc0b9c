package tag_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/tag"
	"gongkai/schema"
	"gongkai/schema/words"
)

// wordsTagger reads every sentence of the tests of words.
var wordsTagger = tag.New()

// readIn returns the facts of a sentence in a department's final accounts.
func readIn(t *testing.T, sentence string) []schema.Fact {
	t.Helper()
	return readAs(t, "青禾街道办事处2020年度部门决算\n", sentence)
}

// readAs returns the facts of a sentence below a head.
func readAs(t *testing.T, head, sentence string) []schema.Fact {
	t.Helper()
	return reportOn(t, head, sentence).Facts
}

// reportOn reads a sentence below a head and returns what is of the sentence.
func reportOn(t *testing.T, head, sentence string) *schema.Report {
	t.Helper()
	doc, err := extract.Read(context.Background(), []byte(head+sentence+"\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	r := wordsTagger.Tag(doc, schema.Document{ID: "d"})
	lines := strings.Count(head, "\n")
	for _, f := range r.Facts {
		if f.Source.Line <= lines {
			t.Fatalf("%s is a fact of the head", f.Raw)
		}
	}
	return r
}

// isChange reports a change of 培训费 of the direction of sign, of either where that is 0.
func isChange(f *schema.Fact, sign int) bool {
	return f.Concept == schema.AgencyTraining && (f.Form == schema.Delta || f.Form == schema.PctChange) && (sign == 0 || f.Value.Sign() == sign)
}

// TestChangeRows reads the example and the counter-example of every verb of
// change, alone and with each adverb and ending, of amounts and ratios, after a
// noun and in a clause of its own.
func TestChangeRows(t *testing.T) {
	tables := words.Load()
	for _, c := range tables.Changes {
		var forms []string
		if c.Sign != 0 {
			forms = append(forms, c.Stem)
		}
		for _, e := range tables.Endings {
			if !e.Level && (e.AfterOne || !c.Brief()) && (e.Noun || c.Sign != 0) {
				forms = append(forms, c.Stem+e.Text)
			}
		}
		for _, form := range forms {
			for _, sentence := range []string{
				"培训费支出较上年%s1.17万元。", "培训费支出5万元，较上年%s1.17万元。", "培训费支出5万元，比上年%s5.3%%。",
				"培训费支出5万元，比上年决算数%s1.17万元，%[1]s5.3%%。", "培训费支出5万元。较2019年度%s1.17万元。",
			} {
				s := fmt.Sprintf(sentence, form)
				for _, f := range readIn(t, s) {
					if f.Raw != "5万元" && !isChange(&f, c.Sign) {
						t.Errorf("%s:%d: %s: %s is %s %s %s (%s)", c.File, c.Line, s, f.Raw, f.Concept, f.Form, f.Value, f.Rule)
					}
				}
			}
		}
		if facts := readIn(t, c.Example); len(facts) != 1 || !isChange(&facts[0], c.Sign) {
			t.Errorf("%s:%d: the example is no change: %s", c.File, c.Line, c.Example)
		}
		for _, f := range readIn(t, c.Counter) {
			if f.Form == schema.Delta || f.Form == schema.PctChange {
				t.Errorf("%s:%d: the counter-example is a change: %s", c.File, c.Line, c.Counter)
			}
		}
	}
}

// TestAdverbRows puts every adverb before verbs of both directions.
func TestAdverbRows(t *testing.T) {
	for _, a := range words.Load().Adverbs {
		for verb, sign := range map[string]int{"减少": -1, "增": 1, "提升": 1} {
			s := "培训费支出5万元，较上年" + a.Text + verb + "1.17万元。"
			facts := readIn(t, s)
			if len(facts) != 2 || !isChange(&facts[1], sign) {
				t.Errorf("%s:%d: no change: %s", a.File, a.Line, s)
			}
		}
		if facts := readIn(t, a.Example); len(facts) != 1 || !isChange(&facts[0], -1) {
			t.Errorf("%s:%d: the example is no change: %s", a.File, a.Line, a.Example)
		}
	}
}

// TestEndingRows reads the examples of endings: those of a level leave a level.
func TestEndingRows(t *testing.T) {
	for _, e := range words.Load().Endings {
		facts := readIn(t, e.Example)
		if len(facts) == 0 {
			t.Errorf("%s:%d: no fact: %s", e.File, e.Line, e.Example)
			continue
		}
		f := &facts[len(facts)-1]
		if e.Level && f.Form != schema.Level || !e.Level && !isChange(f, -1) {
			t.Errorf("%s:%d: %s %s: %s", e.File, e.Line, f.Concept, f.Form, e.Example)
		}
		for _, f := range readIn(t, e.Counter) {
			if f.Form == schema.Delta || f.Form == schema.PctChange {
				t.Errorf("%s:%d: the counter-example is a change: %s", e.File, e.Line, e.Counter)
			}
		}
	}
}

// TestEmptyRows holds that an empty word and a frame leave a figure what it is, and that what is for each of
// many is not the whole.
func TestEmptyRows(t *testing.T) {
	check := func(r words.Row) {
		facts, want := readIn(t, r.Example), schema.AgencyTraining
		if words.PerHead.Labels().Say(r.Example) {
			want = ""
		}
		if len(facts) != 1 || facts[0].Concept != want || facts[0].Form != schema.Level {
			t.Errorf("%s:%d: not a level of %q: %s", r.File, r.Line, want, r.Example)
		}
	}
	for _, e := range words.Load().Empty {
		check(e.Row)
	}
	for _, f := range words.Load().Frames {
		check(f.Row)
	}
	for _, b := range words.Load().Bodies {
		check(b.Row)
	}
}

// TestNounRows holds that a noun that contains a verb of change is no change, and
// that the quantity it names has no concept.
func TestNounRows(t *testing.T) {
	for _, w := range words.Load().Nouns {
		for _, f := range readIn(t, w.Example) {
			if f.Concept != "" || f.Form != schema.Level {
				t.Errorf("%s:%d: %s %s: %s", w.File, w.Line, f.Concept, f.Form, w.Example)
			}
		}
	}
}

// TestKeptRows holds that a name is not cut inside a word.
func TestKeptRows(t *testing.T) {
	for _, w := range words.Load().Kept {
		facts := readAs(t, "望舒市2025年政府工作报告\n", w.Example)
		if len(facts) != 1 || !strings.Contains(facts[0].Label, w.Text) {
			t.Errorf("%s:%d: %s is cut: %+v", w.File, w.Line, w.Example, labelsOf(facts))
		}
	}
}

// labelsOf are the labels of facts.
func labelsOf(facts []schema.Fact) (out []string) {
	for i := range facts {
		out = append(out, facts[i].Label)
	}
	return out
}

// TestAttributeRows holds that a verb of change before a noun is part of its name,
// and in a comparison a change.
func TestAttributeRows(t *testing.T) {
	for _, v := range words.Load().Attributes {
		facts := readIn(t, v.Example)
		if len(facts) != 1 || facts[0].Form != schema.Level || facts[0].Concept != "" || facts[0].Label != v.Text+"露营奖励资金" {
			t.Errorf("%s:%d: no level of the whole name: %+v", v.File, v.Line, facts)
		}
		facts = readIn(t, "露营奖励资金较上年"+v.Text+"1.17万元。")
		if len(facts) != 1 || facts[0].Form != schema.Delta {
			t.Errorf("%s:%d: no change in a comparison", v.File, v.Line)
		}
	}
}

// TestLeadRows holds that a verb that leads a noun is no part of its name.
func TestLeadRows(t *testing.T) {
	for _, v := range words.Load().Leads {
		facts := readIn(t, v.Example)
		if len(facts) != 1 || facts[0].Label != "露营奖励资金" {
			t.Errorf("%s:%d: %s: %+v", v.File, v.Line, v.Example, facts)
		}
	}
}

// TestCueRows holds that a sentence says whether its figures are aims.
func TestCueRows(t *testing.T) {
	for _, c := range words.Load().Cues {
		want := schema.EconomyActual
		if c.Target {
			want = schema.EconomyTarget
		}
		facts := readAs(t, "望舒市2025年政府工作报告\n", c.Example)
		if len(facts) != 1 || facts[0].Concept != want {
			t.Errorf("%s:%d: not %s: %s", c.File, c.Line, want, c.Example)
		}
	}
}

// TestUnknownVerbs holds the first law of the reader: after a comparison, a verb
// that is in no table makes a number neither a level nor a change of the subject.
func TestUnknownVerbs(t *testing.T) {
	verbs := strings.Fields("腾挪 归拢 盘活 翻转 拨正 挤占 抹平 摊薄 抽离 补足 打磨 兜住 收束 熨平 撬动 蓄积 漂移 震荡 徘徊 盘整 企稳 承压 破局 筑底 换挡 增辉 减缓期 降临 升格 涨停")
	for _, verb := range verbs {
		for _, sentence := range []string{"培训费支出5万元，较上年%s1.17万元。", "培训费支出5万元，较上年%s了1.17万元。", "培训费支出5万元，比上年%s5.3%%。",
			"培训费支出5万元，较上年略有%s1.17万元。", "培训费支出较上年%s1.17万元。"} {
			s := fmt.Sprintf(sentence, verb)
			for _, f := range readIn(t, s) {
				if f.Raw != "5万元" && (f.Concept != "" || f.Form == schema.Level) {
					t.Errorf("%s: %s is %s %s (%s)", s, f.Raw, f.Concept, f.Form, f.Rule)
				}
			}
		}
	}
}

// TestUnknownNouns holds that a noun that is in no table never lends its number
// the concept of what was spoken of before, nor that of a word inside it.
func TestUnknownNouns(t *testing.T) {
	for _, tt := range []struct{ sentence, raw, label string }{
		{"培训费支出5万元，其中：露营费1.17万元。", "1.17万元", "露营费"},
		{"培训费支出5万元，其中，线上课程开发1.17万元。", "1.17万元", "线上课程开发"},
		{"“三公”经费支出5万元，其中：游轮租赁1.17万元，公务接待费3.83万元。", "1.17万元", "游轮租赁"},
		{"露营总收入1.17万元。", "1.17万元", "露营总收入"},
		{"人均露营生产总值1.17万元。", "1.17万元", "人均露营生产总值"},
		{"其中，露营地产业增加值1.17万元。", "1.17万元", "露营地产业增加值"},
		{"露营金融业增加值1.17万元。", "1.17万元", "露营金融业增加值"},
		{"露营居民人均可支配收入1.17万元。", "1.17万元", "露营居民人均可支配收入"},
		{"全市社保基金预算转移收入完成1.17万元。", "1.17万元", ""},
		{"年末民用汽车保有量30.5万辆。", "30.5万辆", ""},
		{"年末露营贷款余额1.17亿元。", "1.17亿元", "露营贷款余额"},
		{"粮食种植面积30.5公顷，露营转移净收入1.17万元。", "1.17万元", "露营转移净收入"},
		{"新能源汽车保有量30.5万辆。", "30.5万辆", "新能源汽车保有量"},
	} {
		for _, f := range readIn(t, tt.sentence) {
			if f.Raw == tt.raw && (f.Concept != "" || f.Form != schema.Level || tt.label != "" && f.Label != tt.label) {
				t.Errorf("%s: %s is %s %s %q (%s)", tt.sentence, f.Raw, f.Concept, f.Form, f.Label, f.Rule)
			}
		}
	}
}

// TestCoverage holds that the words of a clause are counted as read or quoted as
// unread.
func TestCoverage(t *testing.T) {
	doc, err := extract.Read(context.Background(), []byte("青禾街道办事处2020年度部门决算\n培训费支出5万元，较上年腾挪1万元。\n"), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	r := wordsTagger.Tag(doc, schema.Document{ID: "d"})
	if len(r.Issues) != 1 || r.Issues[0].Code != schema.IssueUnreadWords || r.Issues[0].Detail != "腾挪" || r.Issues[0].Raw != "1万元" {
		t.Errorf("issues %+v", r.Issues)
	}
	if r.Document.Words != r.Document.WordsRead+1 || r.Document.WordsRead == 0 {
		t.Errorf("%d of %d words read", r.Document.WordsRead, r.Document.Words)
	}
}

// TestSamePeriod holds that 同比 in a report on some months compares with the same
// months of the year before, and 上年 with all of it.
func TestSamePeriod(t *testing.T) {
	const sentence = "2024年1-2月，一般公共预算收入20亿元，同比增长10%，比上年增长3%。"
	facts := readAs(t, "望舒市2024年财政收支情况\n", sentence)
	var got []string
	for _, f := range facts {
		if f.Base.Period.Known() {
			got = append(got, fmt.Sprint(f.Base.Period.Start, " ", f.Base.Period.End))
		}
	}
	if want := []string{"2023-01-01 2023-02-28", "2023-01-01 2023-12-31"}; !slices.Equal(got, want) {
		t.Errorf("bases %v, want %v", got, want)
	}
}

// TestFundInFront holds that the fund in front of a balance is that of its sentence.
func TestFundInFront(t *testing.T) {
	for _, f := range readIn(t, "公共预算财政拨款年初结转结余50万元，本年收入1200万元，本年支出1225万元，年末公共预算财政拨款结转结余25万元。") {
		if f.Concept == "" || f.Dimensions.FundSource != schema.GeneralPublicBudget {
			t.Errorf("%s: %s of %s", f.Raw, f.Concept, f.Dimensions.FundSource)
		}
	}
}

// TestPrintedCodes reads classes by the codes printed with them.
func TestPrintedCodes(t *testing.T) {
	for sentence, codes := range map[string][]string{
		"一般公共服务支出（科目编码201）620万元。":                                {"201"},
		"行政运行（科目代码2010301）500万元，住房公积金（科目代码：2210201）180万元。":       {"2010301", "2210201"},
		"行政运行（2010301）500万元。":                                    {"2010301"},
		"“教育支出(类）-普通教育（款）-初中教育（项）”支出40万元。":                       {"2050203"},
		"“教育支出（类）—普通教育（款）—小学教育（项）”支出40万元。":                       {"2050202"},
		"教育支出（类）－普通教育（款）－小学教育（项）40万元。":                           {"2050202"},
		"其中，科目编码2010301-行政运行的金额为580万元，科目编码2010601-行政运行的金额为40万元。": {"2010301", "2010601"},
	} {
		var got []string
		for _, f := range readIn(t, sentence) {
			got = append(got, f.Dimensions.FuncCode)
		}
		if !slices.Equal(got, codes) {
			t.Errorf("%s: classes %v, want %v", sentence, got, codes)
		}
	}
}
