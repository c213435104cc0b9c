package clause_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// lexicon reads every text of these tests.
var lexicon = clause.NewLexicon()

// document reads lines as a report.
func document(t *testing.T, text string) *extract.Document {
	t.Helper()
	doc, err := extract.Read(context.Background(), []byte(text), extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// paragraph reads a text of a department's final accounts of 2020.
func paragraph(t *testing.T, text string) *clause.Paragraph {
	t.Helper()
	ctx := clause.NewContext(document(t, "青禾街道办事处2020年度部门决算\n"), schema.Document{})
	p, _ := lexicon.Read(text, nlp.Scan(text, nlp.ScanOptions{Year: 2020}), ctx, clause.Carried{}, nil)
	return &p
}

// numberAt is the lexeme of the number written as raw.
func numberAt(t *testing.T, p *clause.Paragraph, raw string) int {
	t.Helper()
	i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Number && p.Text[x.Start:x.End] == raw })
	if i < 0 {
		t.Fatalf("%s: no number %s", p.Text, raw)
	}
	return i
}

// wordAt is the lexeme of the word written as text.
func wordAt(t *testing.T, p *clause.Paragraph, text string) int {
	t.Helper()
	i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Word && p.Text[x.Start:x.End] == text })
	if i < 0 {
		t.Fatalf("%s: no word %s", p.Text, text)
	}
	return i
}

// clauseOf is the clause of the number at lexeme i, from the mark or number before
// it on.
func clauseOf(p *clause.Paragraph, i int) clause.Clause {
	c := clause.Clause{P: p, Number: p.Lexemes[i].Start}
	for k := range p.Lexemes[:i] {
		if x := &p.Lexemes[k]; x.Kind == clause.Number || x.Kind == clause.Mark && x.Mark != '(' && x.Mark != ')' {
			c.Start, c.Segment = x.End, x.End
		}
	}
	return c
}

func TestUnread(t *testing.T) {
	for _, tt := range []struct {
		text, raw string
		known     string
		want      string
	}{
		{"培训费支出5万元", "5万元", "", ""},
		{"培训费支出腾挪5万元", "5万元", "", "腾挪"},
		{"培训费支出腾挪5万元", "5万元", "腾挪", ""},
		{"甲乙丙，培训费支出5万元", "5万元", "", ""},
		{"培训费支出（以下简称露营）5万元", "5万元", "", ""},
		{"露营，较上年腾挪1万元", "1万元", "", "腾挪"},
		{"柳溪区财政局培训费支出5万元", "5万元", "", ""},
	} {
		p := paragraph(t, tt.text)
		i := numberAt(t, p, tt.raw)
		got := strings.Join(clauseOf(p, i).Unread(i, schema.AgencyTraining, func(w string) bool { return w == tt.known }), "、")
		if got != tt.want {
			t.Errorf("%s: unread %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestDangles holds that a name right before the subject, and no part of it, is
// unread: both together name a third thing.
func TestDangles(t *testing.T) {
	p := paragraph(t, "公务接待费培训费5万元")
	i, w := numberAt(t, p, "5万元"), wordAt(t, p, "培训费")
	c := clauseOf(p, i)
	c.Named, c.Subjects = true, []clause.Subject{{Concept: schema.AgencyTraining, Start: p.Lexemes[w].Start, End: p.Lexemes[w].End}}
	if got := c.Unread(i, schema.AgencyTraining, func(string) bool { return false }); len(got) != 1 || got[0] != "公务接待费" {
		t.Errorf("unread %q", got)
	}
	c.Subjects[0].Start = 0
	if got := c.Unread(i, schema.AgencyTraining, func(string) bool { return false }); len(got) != 0 {
		t.Errorf("unread %q inside the subject", got)
	}
}

func TestOfOthers(t *testing.T) {
	for text, want := range map[string]bool{
		"预留项目10万元；在其他项目中，采购金额5万元": true,
		"预留项目10万元；其它采购金额5万元":      true,
		"预留项目10万元；采购金额5万元":        false,
	} {
		p := paragraph(t, text)
		i := numberAt(t, p, "5万元")
		if got := clauseOf(p, i).OfOthers(p.Lexemes[i].Start); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestNounBefore(t *testing.T) {
	for _, tt := range []struct{ text, raw, phrase, whole string }{
		{"露营费支出5万元", "5万元", "露营费", "露营费支出"},
		{"争取上级露营资金5万元", "5万元", "争取上级露营", "争取上级露营资金"},
		{"共5万元", "5万元", "", ""},
		{"甲费1万元，露营费为5万元", "5万元", "露营费", "露营费"},
		{"社会露营专项经费（含人防）4万元", "4万元", "社会露营专项经费（含人防）", "社会露营专项经费（含人防）"},
	} {
		p := paragraph(t, tt.text)
		i := numberAt(t, p, tt.raw)
		c := clauseOf(p, i)
		if got := c.PhraseBefore(p.Lexemes[i].Start); got != tt.phrase {
			t.Errorf("%s: phrase %q, want %q", tt.text, got, tt.phrase)
		}
		if got := c.WholeName(i); got != tt.whole {
			t.Errorf("%s: whole name %q, want %q", tt.text, got, tt.whole)
		}
	}
}

func TestCompletionAhead(t *testing.T) {
	for text, want := range map[string]bool{
		"预算收入5万元，完成预算的98%":        true,
		"预算收入5万元，同比增收2亿元，为预算的52%": true,
		"预算收入5万元，支出3万元，完成预算的98%":  false,
		"预算收入5万元。完成预算的98%":        false,
		"预算收入5万元，比上年增长3%":         false,
	} {
		p := paragraph(t, text)
		if got := clauseOf(p, numberAt(t, p, "5万元")).CompletionAhead(); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestAround(t *testing.T) {
	for _, tt := range []struct{ text, raw, left, right string }{
		{"本年 购置车辆3辆用于执法，另有2台", "3辆", "本年购置车辆", "辆用于执法"},
		{"出国团组1个、累计2人次", "2人次", "出国团组1个、累计", "人次"},
		{"单价50万元以上设备4台", "4台", "50万元以上设备", "台"},
	} {
		p := paragraph(t, tt.text)
		i := numberAt(t, p, tt.raw)
		limit := func(x *clause.Lexeme) bool { return strings.HasPrefix(p.Text[x.Start:x.End], "50万元") }
		if left, right := clauseOf(p, i).Around(i, limit); left != tt.left || right != tt.right {
			t.Errorf("%s: %q and %q", tt.text, left, right)
		}
	}
}

func TestComparison(t *testing.T) {
	calendar := clause.Calendar{Document: 2020, Year: 2020, Period: schema.Period{Start: schema.DateOf(2020, 1, 1), End: schema.DateOf(2020, 6, 30)}}
	for _, tt := range []struct {
		text, word string
		base       schema.Base
		rest       string
	}{
		{"与2019年相比，减少3万元", "与", schema.Base{Period: schema.YearPeriod(2019)}, "，减少3万元"},
		{"比上年减少3万元", "比", schema.Base{Period: schema.YearPeriod(2019)}, "减少3万元"},
		{"较年初预算减少3万元", "较", schema.Base{Measure: schema.BudgetInitial}, "减少3万元"},
		{"比上年支出决算数减少3万元", "比", schema.Base{Period: schema.YearPeriod(2019), Measure: schema.Final}, "减少3万元"},
		{"比年初增加3万元", "比", schema.Base{Period: schema.Instant(schema.DateOf(2020, 1, 1))}, "增加3万元"},
		{"比去年同期增加3万元", "比", schema.Base{Period: schema.Period{Start: schema.DateOf(2019, 1, 1), End: schema.DateOf(2019, 6, 30)}}, "增加3万元"},
		{"与财政局一起减少3万元", "与", schema.Base{}, ""},
	} {
		p := paragraph(t, tt.text)
		i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Word && x.Entry.Role == clause.PairWord })
		if i < 0 {
			if tt.base != (schema.Base{}) {
				t.Errorf("%s: no word opens a comparison", tt.text)
			}
			continue
		}
		got, next := p.Comparison(i, calendar, false)
		if got.Base != tt.base {
			t.Errorf("%s: base %+v, want %+v", tt.text, got.Base, tt.base)
		}
		if tt.rest == "" {
			if got.End != 0 || next != i+1 {
				t.Errorf("%s: no comparison, but it ends at %d and lexeme %d", tt.text, got.End, next)
			}
		} else if p.Text[got.End:] != tt.rest {
			t.Errorf("%s: %q is left, want %q", tt.text, p.Text[got.End:], tt.rest)
		}
	}
}

func TestDiffers(t *testing.T) {
	for text, want := range map[string]bool{"小于上年预算数40.05万元": true, "小于预算数40.05万元": true, "小于预算数，主要原因是少支40.05万元": false} {
		p := paragraph(t, text)
		if _, _, at := p.Differs(wordAt(t, p, "小于"), clause.Calendar{Document: 2020, Year: 2020}); at > 0 != want {
			t.Errorf("%s: %v", text, at > 0)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"甲中心、乙中心和丙中心", []string{"甲中心", "乙中心", "丙中心"}},
		{"沿江社区、小宝鼎社区", []string{"沿江社区", "小宝鼎社区"}},
		{"图书馆、卫生和计划生育局", []string{"图书馆", "卫生和计划生育局"}},
		{"按照规定、甲中心", nil},
	} {
		if got := clause.NameList(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q", tt.text, got)
		}
	}
	p := paragraph(t, "下设甲中心、乙中心2个事业单位")
	i := numberAt(t, p, "2个")
	if got := (clause.Clause{P: p}).NamesBefore(p.Lexemes[i].Start); !slices.Equal(got, []string{"甲中心", "乙中心"}) {
		t.Errorf("names before a count: %q", got)
	}
}

// sameLexeme compares what lexemes are; two readings make entries of their own for
// classes.
func sameLexeme(a, b clause.Lexeme) bool {
	same := a.Entry == b.Entry || a.Entry != nil && b.Entry != nil && *a.Entry == *b.Entry
	a.Entry, b.Entry = nil, nil
	return same && a == b
}

// TestReadLaws holds over every line of the sample reports that lexemes are in
// order and inside the text, that a buffer used again changes nothing, and that
// unread words stand in the clause.
func TestReadLaws(t *testing.T) {
	paths, err := filepath.Glob("../../samples/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var buffer []clause.Lexeme
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := document(t, string(data))
		ctx := clause.NewContext(doc, schema.Document{})
		for b := range doc.Blocks {
			text := doc.Blocks[b].Text.S
			ms := nlp.Scan(text, nlp.ScanOptions{Year: ctx.Year()})
			p, last := lexicon.Read(text, ms, ctx, clause.Carried{}, nil)
			again, class := lexicon.Read(text, ms, ctx, clause.Carried{}, buffer[:0])
			buffer = again.Lexemes
			if last != class || !slices.EqualFunc(p.Lexemes, again.Lexemes, sameLexeme) {
				t.Errorf("%s: read again it has other lexemes", text)
			}
			end := 0
			for i := range p.Lexemes {
				x := &p.Lexemes[i]
				if x.Start < end || x.End <= x.Start || x.End > len(text) {
					t.Fatalf("%s: lexeme %d at %d to %d", text, i, x.Start, x.End)
				}
				end = x.End
				if x.Kind != clause.Number {
					continue
				}
				c := clauseOf(&p, i)
				before := nlp.Squeeze(p.View.Plain(c.Start, x.Start))
				for _, w := range c.Unread(i, "", func(string) bool { return false }) {
					if !strings.Contains(before, w) {
						t.Errorf("%s: unread %q does not stand before %s", text, w, text[x.Start:x.End])
					}
				}
				if name := c.WholeName(i); name != "" && !clause.Balanced(name) {
					t.Errorf("%s: name %q", text, name)
				}
			}
		}
	}
}
