package clause_test

import (
	"slices"
	"testing"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// subject reads the noun phrase at the beginning of a text in a section.
func subject(t *testing.T, text string, section schema.SectionID) clause.Subject {
	t.Helper()
	p := paragraph(t, text)
	ctx := clause.NewContext(document(t, "青禾街道办事处2020年度部门决算\n"), schema.Document{})
	var ph clause.Phrase
	for i := range p.Lexemes {
		x := &p.Lexemes[i]
		if x.Kind != clause.Word || !ph.Takes(x.Entry) {
			break
		}
		ph.Add(x.Entry)
	}
	return ph.Resolve(section, ctx)
}

// TestSubjects reads noun phrases where the section decides and where it must not.
func TestSubjects(t *testing.T) {
	for _, tt := range []struct {
		text    string
		section schema.SectionID
		concept schema.ConceptID
		fund    schema.FundSource
	}{
		{"支出", schema.SectionFinalGeneralBudget, schema.ExpenditureGeneralPublicBudget, schema.GeneralPublicBudget},
		{"支出", schema.SectionFinalGovernmentFund, schema.ExpenditureGovernmentFund, schema.GovernmentFund},
		{"支出", schema.SectionFinalStateCapital, schema.ExpenditureStateCapital, schema.StateCapital},
		{"支出总计", schema.SectionFinalTotal, schema.ExpenditureTotal, schema.AllFunds},
		{"收入总计", schema.SectionFinalTotal, schema.RevenueTotal, schema.AllFunds},
		{"本年收入合计", schema.SectionFinalRevenue, schema.RevenueYear, schema.AllFunds},
		{"本年支出合计", schema.SectionFinalExpenditure, schema.ExpenditureYear, schema.AllFunds},
		{"基本支出", schema.SectionFinalExpenditure, schema.ExpenditureBasic, schema.AllFunds},
		{"一般公共预算财政拨款支出", schema.SectionFinalTotal, schema.ExpenditureGeneralPublicBudget, schema.GeneralPublicBudget},
		{"政府性基金预算财政拨款支出", schema.SectionFinalGeneralBudget, schema.ExpenditureGovernmentFund, schema.GovernmentFund},
		{"培训费", schema.SectionFinalTotal, schema.AgencyTraining, ""},
		{"“三公”经费", schema.SectionFinalThreePublic, schema.ThreePublicTotal, schema.FiscalFunds},
		{"公务接待费", schema.SectionFinalThreePublic, schema.ThreePublicReception, schema.FiscalFunds},
	} {
		s := subject(t, tt.text, tt.section)
		if s.Concept != tt.concept || tt.fund != "" && s.Dims.FundSource != tt.fund {
			t.Errorf("%s in %s: %s of %s, want %s of %s", tt.text, tt.section, s.Concept, s.Dims.FundSource, tt.concept, tt.fund)
		}
	}
}

// TestBothSides holds that one phrase for both sides gives both subjects.
func TestBothSides(t *testing.T) {
	s := subject(t, "收、支总计", schema.SectionFinalTotal)
	if !s.Both {
		s = subject(t, "收入支出总计", schema.SectionFinalTotal)
	}
	both := clause.BothSubjects(s)
	if len(both) != 2 || both[0].Concept != schema.RevenueTotal || both[1].Concept != schema.ExpenditureTotal {
		t.Errorf("both sides: %+v", both)
	}
}

// TestSectionDefaults holds that no section lends another fund than its own.
func TestSectionDefaults(t *testing.T) {
	for section, fund := range map[schema.SectionID]schema.FundSource{
		schema.SectionFinalTotal: schema.AllFunds, schema.SectionFinalRevenue: schema.AllFunds, schema.SectionFinalExpenditure: schema.AllFunds,
		schema.SectionFinalFiscal: schema.FiscalFunds, schema.SectionFinalBasic: schema.GeneralPublicBudget,
		schema.SectionBudgetSocialInsurance: schema.SocialInsurance, schema.SectionChart: schema.AllFunds,
		schema.SectionOtherProcurement: "", schema.SectionOtherAgencyOperating: "", schema.SectionGlossary: schema.AllFunds,
	} {
		if got := schema.DefaultOf(section).Fund; got != fund {
			t.Errorf("%s: fund %q, want %q", section, got, fund)
		}
	}
}

func TestParents(t *testing.T) {
	for part, whole := range map[schema.ConceptID]schema.ConceptID{
		schema.ThreePublicReception: schema.ThreePublicTotal, schema.ProcurementGoods: schema.ProcurementTotal, schema.RevenueTotal: schema.RevenueTotal,
	} {
		got := clause.ParentOf(part, schema.SectionFinalTotal)
		if part != whole && got != whole {
			t.Errorf("%s is of %q, want %s", part, got, whole)
		}
	}
}

// TestPeriods fits periods to concepts.
func TestPeriods(t *testing.T) {
	year := schema.YearPeriod(2020)
	for _, tt := range []struct {
		concept    schema.ConceptID
		said, want schema.Period
	}{
		{schema.AgencyTraining, year, year},
		{schema.AgencyTraining, schema.Instant(schema.DateOf(2020, 12, 31)), year},
		{schema.BalanceClosing, year, schema.Instant(schema.DateOf(2020, 12, 31))},
		{schema.BalanceOpening, schema.YearPeriod(2019), schema.Instant(schema.DateOf(2020, 1, 1))},
		{schema.BalanceOpening, year, schema.Instant(schema.DateOf(2020, 1, 1))},
	} {
		if got := clause.FitPeriod(tt.concept, tt.said, 2020); got != tt.want {
			t.Errorf("%s of %+v: %+v, want %+v", tt.concept, tt.said, got, tt.want)
		}
	}
	half := schema.Period{Start: schema.DateOf(2020, 1, 1), End: schema.DateOf(2020, 2, 29)}
	if got := clause.InYear(half, 2019); got.End != schema.DateOf(2019, 2, 28) {
		t.Errorf("January and February a year before end on %v", got.End)
	}
	days := schema.Period{Start: schema.DateOf(2020, 3, 2), End: schema.DateOf(2020, 3, 9)}
	if got := clause.InYear(days, 2019); got.Start != schema.DateOf(2019, 3, 2) || got.End != schema.DateOf(2019, 3, 9) {
		t.Errorf("some days a year before: %+v", got)
	}
	if got := clause.InYear(schema.Period{}, 2019); got != schema.YearPeriod(2019) {
		t.Errorf("no period a year before: %+v", got)
	}
}

func TestNamesOfKinds(t *testing.T) {
	for _, tt := range []struct{ name, got, want string }{
		{"vehicle", clause.VehicleKind("其中：机要通信用车"), "机要通信用车"},
		{"unknown vehicle", clause.VehicleKind("洒水车"), "洒水车"},
		{"asset", clause.AssetKind("土地房屋及构筑物"), "土地、房屋及构筑物"},
		{"asset value", clause.AssetKind("通用设备原值"), "通用设备"},
		{"project", clause.ProjectName("其中：露营场地维护专项资金"), "露营场地维护"},
		{"project of a short name", clause.ProjectName("“两新”支出"), "两新”支出"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	for name, want := range map[string]bool{"社区办公经费": true, "经费": false, "露营场地": false, "河道整治工程": true} {
		if clause.IsFundName(name) != want {
			t.Errorf("%s is a name of a fund: %v", name, !want)
		}
	}
}

// TestPrintedCodes reads a class by the code beside it.
func TestPrintedCodes(t *testing.T) {
	for text, code := range map[string]string{
		"行政运行（2010301）5万元": "2010301", "行政运行(科目编码：2010301)5万元": "2010301", "行政运行（9910301）5万元": "", "行政运行（2010301元）5万元": "",
	} {
		got := ""
		for _, x := range paragraph(t, text).Lexemes {
			if x.Kind == clause.Word && x.Entry.Code != "" {
				got = x.Entry.Code
			}
		}
		if got != code {
			t.Errorf("%s: code %q, want %q", text, got, code)
		}
	}
}

// TestWhatWordsShow asks each question of a paragraph where it holds and where it
// does not.
func TestWhatWordsShow(t *testing.T) {
	type asked func(p *clause.Paragraph, i int) bool
	for _, tt := range []struct {
		name    string
		ask     asked
		word    string
		yes, no string
	}{
		{"of the budget", (*clause.Paragraph).OfBudget, "完成", "完成年初预算的98%", "完成支出的98%"},
		{"ratio of", (*clause.Paragraph).RatioOf, "预算", "预算的98%", "预算5万元"},
		{"share is a completion", func(p *clause.Paragraph, i int) bool { return p.ShareOrCompletion(i) == clause.CompletionWord }, "占", "占年初预算的94.59%", "占总支出的94.59%"},
		{"opens a predicate", (*clause.Paragraph).OpensPredicate, "比", "比上年增加5万元", "比着增加5万元"},
		{"heads", func(p *clause.Paragraph, i int) bool { return p.Heads(i + 1) }, "支出", "支出5万元", "支出相应安排5万元"},
		{"clause ends", func(p *clause.Paragraph, i int) bool { return p.ClauseEnds(i + 1) }, "支出", "支出。", "支出5万元"},
		{"number ahead", (*clause.Paragraph).NumberAhead, "支出", "支出5万元", "支出。人员5万元"},
		{"measure near", (*clause.Paragraph).MeasureNear, "大于", "大于预算数", "大于上年"},
		{"alternative", func(p *clause.Paragraph, i int) bool { return p.Alternative(p.Lexemes[i].End) }, "小于", "小于（或与预算数持平）", "小于预算数"},
		{"budget follows", (*clause.Paragraph).BudgetFollows, "支出", "支出年初预算", "支出5万元"},
	} {
		for text, want := range map[string]bool{tt.yes: true, tt.no: false} {
			p := paragraph(t, text)
			i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Word && p.Text[x.Start:x.End] == tt.word })
			if i < 0 {
				if want {
					t.Errorf("%s: %s has no word %s", tt.name, text, tt.word)
				}
				continue
			}
			if got := tt.ask(p, i); got != want {
				t.Errorf("%s: %s is %v", tt.name, text, got)
			}
		}
	}
}

// TestClauseShows asks each question of a clause where it holds and where it does
// not.
func TestClauseShows(t *testing.T) {
	for _, tt := range []struct {
		name    string
		ask     func(c clause.Clause, i int) bool
		raw     string
		yes, no string
	}{
		{"attributed", clause.Clause.Attributed, "5亿元", "新增贷款5亿元", "贷款5亿元"},
		{"as of", func(c clause.Clause, i int) bool { return c.AsOf(c.P.Lexemes[i].Start) }, "5亿元", "截至5亿元", "债券5亿元"},
		{"opens", func(c clause.Clause, i int) bool { return c.Opens(c.P.Lexemes[i].Start) }, "5亿元", "（一）5亿元", "债券5亿元"},
		{"totals", func(c clause.Clause, i int) bool { return c.Totals(&c.P.Mentions[c.P.Lexemes[i].Mention]) }, "5亿元", "甲1亿元，合计为5亿元", "甲1亿元，乙5亿元"},
		{"words before", func(c clause.Clause, i int) bool { return c.WordsBefore(i) > 0 }, "5亿元", "培训费5亿元", "露营5亿元"},
	} {
		for text, want := range map[string]bool{tt.yes: true, tt.no: false} {
			p := paragraph(t, text)
			i := numberAt(t, p, tt.raw)
			if got := tt.ask(clauseOf(p, i), i); got != want {
				t.Errorf("%s: %s is %v", tt.name, text, got)
			}
		}
	}
}

// TestLabels reads the names of figures that no concept fits.
func TestLabels(t *testing.T) {
	p := paragraph(t, "民生露营支出415亿元，占支出的比重为80.3%")
	i := numberAt(t, p, "415亿元")
	c := clauseOf(p, i)
	seg := nlp.NewSegmenter(lexicon.Nouns())
	if got := c.WholeLabel(i, "x"); got != "民生露营支出" {
		t.Errorf("whole label %q", got)
	}
	if got := c.Label(i, "民生露营支出", seg); got == "" {
		t.Error("no label")
	}
	k := numberAt(t, p, "80.3%")
	c = clauseOf(p, k)
	c.Subjects, c.Predicate = []clause.Subject{{Label: "民生露营支出"}}, clause.ShareWord
	if got := c.RelationLabel(k); got != "民生露营支出" {
		t.Errorf("relation label %q", got)
	}
	if got := c.PhraseBeforePredicate(); got != "" {
		t.Errorf("phrase before the predicate %q", got)
	}
}

// TestKindsOfSubjects tells subjects apart by their concept.
func TestKindsOfSubjects(t *testing.T) {
	for c, want := range map[schema.ConceptID]bool{schema.ExpenditureBasic: true, schema.AgencyTraining: false} {
		if clause.SplitsClass(c) != want {
			t.Errorf("%s splits a class: %v", c, !want)
		}
	}
	for fund, want := range map[schema.FundSource]bool{schema.GeneralPublicBudget: true, schema.GovernmentFund: true, schema.StateCapital: true, schema.AllFunds: false, schema.FiscalFunds: false} {
		if clause.Specific(fund) != want {
			t.Errorf("%s is one budget: %v", fund, !want)
		}
	}
	for between, want := range map[string]bool{"的": true, " ": true, "“": true, "年度": true, "露营": false, "，": false} {
		if clause.Connective(between) != want {
			t.Errorf("%q goes on with a phrase: %v", between, !want)
		}
	}
	for _, tt := range []struct {
		kind nlp.Kind
		role clause.Role
		want bool
	}{{nlp.Ratio, clause.ShareWord, true}, {nlp.Ratio, clause.NoRole, false}, {nlp.Amount, clause.ChangeWord, true}, {nlp.Amount, clause.ShareWord, false}} {
		if got := clause.Relates(tt.kind, tt.role); got != tt.want {
			t.Errorf("%v with %v relates: %v", tt.kind, tt.role, got)
		}
	}
	if !paragraph(t, "行政运行（2010301）").PrintsClass() || paragraph(t, "行政运行").PrintsClass() {
		t.Error("a class is printed with its code, or not")
	}
}

// TestSides chooses between the two sides of the accounts.
func TestSides(t *testing.T) {
	if got := clause.OnSide(true, schema.RevenueTotal, schema.ExpenditureTotal); got != schema.RevenueTotal {
		t.Errorf("on the side of revenue: %s", got)
	}
	if got := clause.OnSide(false, schema.RevenueTotal, schema.ExpenditureTotal); got != schema.ExpenditureTotal {
		t.Errorf("on the side of expenditure: %s", got)
	}
	for code, want := range map[string]bool{"30201": true, "302": true, "99999": false, "2010301": false} {
		if clause.IsEconomicCode(code) != want {
			t.Errorf("%s is a code of the economic classification: %v", code, !want)
		}
	}
	point := clause.Calendar{Year: 2020}
	if got := point.Point(&clause.Entry{Year: -1}); got != schema.Instant(schema.DateOf(2019, 12, 31)) {
		t.Errorf("上年末 is %+v", got)
	}
	bare := clause.Phrase{Side: schema.RevenueSide}
	if !bare.BareSide() || (&clause.Phrase{}).BareSide() {
		t.Error("收入 is a side and nothing is none")
	}
}

// TestLettersOfNames: letters right before a word are part of a name, and others are marks.
func TestLettersOfNames(t *testing.T) {
	for s, want := range map[string]string{"#4G": "", "4G移动": "G移动", "A=B+C": "", "（GDP）": "", "PPP某某": "PPP某某", "3=2-1": ""} {
		if got := clause.UnreadIn(s); got != want {
			t.Errorf("%s: %q is unread, want %q", s, got, want)
		}
	}
}
