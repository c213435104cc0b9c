package clause_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

func TestNamesBesideCounts(t *testing.T) {
	for _, tt := range []struct {
		text          string
		after, quoted []string
	}{
		{"包括2个社区：沿江社区、小宝鼎社区。", []string{"沿江社区", "小宝鼎社区"}, nil},
		{"共有2个社区，分别为沿江社区、小宝鼎社区；", []string{"沿江社区", "小宝鼎社区"}, nil},
		{"“甲项目”“乙项目”等2个项目", nil, []string{"甲项目", "乙项目等"}},
		{"“甲项目”、“乙项目”2个项目", nil, []string{"甲项目", "乙项目"}},
		{"共2个项目", nil, nil},
	} {
		k := strings.Index(tt.text, "2个")
		p := clause.Paragraph{Text: tt.text}
		if got := p.NamesAfter(k + len("2个")); !slices.Equal(got, tt.after) {
			t.Errorf("%s: after %q", tt.text, got)
		}
		if got := p.QuotedBefore(k); !slices.Equal(got, tt.quoted) {
			t.Errorf("%s: quoted %q", tt.text, got)
		}
	}
}

// TestRuns counts numbers that only list marks separate, and joins the comma
// between two that share a unit.
func TestRuns(t *testing.T) {
	for text, want := range map[string]int{"减少5万元、6万元": 2, "减少5万元和6万元、7万元": 3, "减少5万元，增长6%": 1, "减少5万元，支出6万元": 1, "减少5万元": 1} {
		p := paragraph(t, text)
		if got := p.Run(numberAt(t, p, "5万元")); got != want {
			t.Errorf("%s: a run of %d, want %d", text, got, want)
		}
	}
	p := paragraph(t, "各是4125.49,4143.91万元")
	joined := false
	for i := range p.Lexemes {
		joined = joined || p.Lexemes[i].Kind == clause.Mark && p.Joins(i)
	}
	if !joined {
		t.Error("a comma between two numbers with one unit does not join them")
	}
}

func TestSentenceAt(t *testing.T) {
	p := clause.Paragraph{Text: "甲一。乙 二；丙三"}
	for word, want := range map[string]string{"甲": "甲一", "二": "乙 二", "丙": "丙三"} {
		if got := p.SentenceAt(strings.Index(p.Text, word)); got != want {
			t.Errorf("the sentence at %s is %q", word, got)
		}
	}
}

// TestSentenceAtIsBounded: of a text without marks a figure has what is around it.
func TestSentenceAtIsBounded(t *testing.T) {
	p := clause.Paragraph{Text: strings.Repeat("收入一二", 10_000) + "甲" + strings.Repeat("支出三四", 10_000)}
	got := p.SentenceAt(strings.Index(p.Text, "甲"))
	if len(got) > 3*4096 || !strings.Contains(got, "二甲支") || !utf8.ValidString(got) {
		t.Errorf("%d bytes", len(got))
	}
}

func TestListed(t *testing.T) {
	p := clause.Paragraph{Text: "甲、乙“和”丙，丁"}
	at := func(s string) int { return strings.Index(p.Text, s) }
	for _, tt := range []struct {
		from, to string
		want     bool
	}{{"甲", "乙", true}, {"乙", "丙", true}, {"丙", "丁", false}, {"丁", "甲", false}} {
		if got := p.Listed(at(tt.from)+len(tt.from), at(tt.to)); got != tt.want {
			t.Errorf("%s and %s are listed: %v", tt.from, tt.to, got)
		}
	}
}

func TestContradictions(t *testing.T) {
	for _, tt := range []struct{ text, word, want string }{
		{"决算数大小于预算数", "小于", "大小于"}, {"比上年减增加20万元", "增加", "减增加"}, {"决算数小于预算数", "小于", ""},
	} {
		p := paragraph(t, tt.text)
		i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool {
			return x.Kind == clause.Word && strings.HasPrefix(p.Text[x.Start:x.End], tt.word)
		})
		if i < 0 {
			t.Errorf("%s: no word %s", tt.text, tt.word)
			continue
		}
		got, found := p.Contradicts(i)
		if found != (tt.want != "") || found && !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q", tt.text, got)
		}
	}
}

func TestComparisonSigns(t *testing.T) {
	for text, want := range map[string]string{"大于预算数": ">", "小于预算数": "<", "与上年持平": "="} {
		p := paragraph(t, text)
		i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool {
			return x.Kind == clause.Word && (x.Entry.Role == clause.CompareWord || x.Entry.Role == clause.FlatWord)
		})
		if i < 0 {
			t.Fatalf("%s compares nothing", text)
		}
		if got := clause.ComparisonSign(p.Lexemes[i].Entry); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// TestStatesBase tells the figure that is compared with from the change.
func TestStatesBase(t *testing.T) {
	for text, want := range map[string]bool{
		"较2019年预算1.5万元增长75%":     true,
		"较2019年（1.5万元）增长75%":     true,
		"较2019年预算培训1.5万元增长75%":   false,
		"比2019年的1.5万元，增加1.2万元":   true,
		"比2019年的1.5万元，增加的是培训费":   false,
		"比2019年，收入1.5万元，增长75%":   false,
		"较2019年预算1.5万元，支出比重为75%": false,
		"较2019年（1.5万元）的支出增加75%":  false,
	} {
		p := paragraph(t, text)
		open := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Word && x.Entry.Role == clause.PairWord })
		i := numberAt(t, p, "1.5万元")
		c := clause.Clause{P: p, Sentence: -1}
		c.Compared, _ = p.Comparison(open, clause.Calendar{Document: 2020, Year: 2020}, false)
		if got := c.StatesBase(i, &schema.Fact{Kind: schema.Amount, Form: schema.Level}); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestUnnamed drops the words of a name that a rule has read.
func TestUnnamed(t *testing.T) {
	p := clause.Paragraph{Text: "“甲项目”“乙项目”等2个项目"}
	m := &nlp.Mention{Start: strings.Index(p.Text, "2个")}
	for _, tt := range []struct {
		fact schema.Fact
		want string
	}{
		{schema.Fact{Rule: "count"}, "露营"},
		{schema.Fact{Rule: "member", Label: "露营地"}, "甲项目 等"},
		{schema.Fact{Rule: "subject", Label: "露营地"}, "甲项目 露营 等"},
	} {
		if got := strings.Join(p.Unnamed([]string{"甲项目", "露营", "等"}, m, &tt.fact), " "); got != tt.want {
			t.Errorf("%s: %q is unread, want %q", tt.fact.Rule, got, tt.want)
		}
	}
	if got := clause.WordsIn([]string{"露营"}); got != 1 {
		t.Errorf("露营 is %d words", got)
	}
}

// TestMentions classes the numbers of a text that states no facts.
func TestMentions(t *testing.T) {
	ms := nlp.Scan("2020年支出5万元", nlp.ScanOptions{Year: 2020})
	if !clause.StatesFact(ms) {
		t.Error("an amount is no fact")
	}
	clause.Classify(ms, nlp.Noise)
	if clause.StatesFact(ms) {
		t.Error("an amount is a fact though it was classed as noise")
	}
}

func TestAnnouncesParts(t *testing.T) {
	for text, want := range map[string]bool{"支出5万元，其中：": true, "支出5万元。具体情况如下：": false, "支出5万元，其中：甲3万元": false} {
		if got := paragraph(t, text).AnnouncesParts(); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	p := paragraph(t, "为预算的102%")
	if !p.IsPhase("预算") || p.IsPhase("支出") {
		t.Error("预算 is a phase and 支出 none")
	}
	for text, want := range map[string]bool{"12月止": true, "12月底止": true, "12月支出": false} {
		p := clause.Paragraph{Text: text}
		if p.UpTo(len("12月")) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

// TestRemarks skips a bracket without a figure behind the subject.
func TestRemarks(t *testing.T) {
	for text, want := range map[string]string{
		"培训费（预计露营数，下同）为5万元":    "",
		"培训费（预计露营数，下同）露营地为5万元": "露营地",
	} {
		p := paragraph(t, text)
		w, i := wordAt(t, p, "培训费"), numberAt(t, p, "5万元")
		c := clause.Clause{P: p, Named: true, Subjects: []clause.Subject{{Concept: schema.AgencyTraining, End: p.Lexemes[w].End}}}
		if got := c.PhraseBefore(p.Lexemes[i].Start); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		c.Subjects[0].Start = p.Lexemes[w].Start
		if got := c.WholePhrase(p.Lexemes[i].Start, "露营地"); want == "" && got != "露营地" {
			t.Errorf("%s: whole phrase %q", text, got)
		}
	}
	p := paragraph(t, "培训费露营补助5万元")
	w, i := wordAt(t, p, "培训费"), numberAt(t, p, "5万元")
	c := clause.Clause{P: p, Named: true, Subjects: []clause.Subject{{Start: p.Lexemes[w].Start, End: p.Lexemes[w].End}}}
	if got := c.WholePhrase(p.Lexemes[i].Start, "露营补助"); got != "培训费露营补助" {
		t.Errorf("whole phrase %q", got)
	}
}

// TestHeadings keeps the words of a heading that nothing accounts for.
func TestHeadings(t *testing.T) {
	for text, want := range map[string]string{"培训费支出情况": "", "培训费露营情况": "露营"} {
		if got := paragraph(t, text).UnreadHeading(); got != want {
			t.Errorf("%s: %q is unread", text, got)
		}
	}
}

// TestContext resolves names against what a report says of itself.
func TestContext(t *testing.T) {
	ctx := clause.NewContext(document(t, "青禾街道办事处2020年度部门决算\n"), schema.Document{})
	if ctx.Year() != 2020 {
		t.Errorf("the year is %d", ctx.Year())
	}
	ctx.Heading.Period = schema.YearPeriod(2021)
	if ctx.Year() != 2021 {
		t.Errorf("under a heading on 2021 the year is %d", ctx.Year())
	}
	for _, tt := range []struct{ name, prefix, want string }{
		{"教育支出", "", "205"}, {"行政运行", "20103", "2010301"}, {"行政运行", "", ""}, {"露营支出", "", ""},
	} {
		if got := ctx.FunctionCode(tt.name, tt.prefix); got != tt.want {
			t.Errorf("class %s under %q: %q, want %q", tt.name, tt.prefix, got, tt.want)
		}
	}
	if !ctx.IsBodyOrPlace("青禾街道办事处") || ctx.IsBodyOrPlace("露营") {
		t.Error("the body that reports is one, 露营 is none")
	}
	for code, want := range map[string]bool{"2010301": true, "201": true, "20103012": false, "2010a": false, "2": false} {
		if clause.IsCode(code) != want {
			t.Errorf("%s is a code: %v", code, !want)
		}
	}
}
