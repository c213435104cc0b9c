package clause_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// The reports that the texts of these tests stand in.
const (
	office   = "青禾街道办事处2020年度部门决算\n"
	bulletin = "望舒市2020年国民经济和社会发展统计公报\n"
	draft    = "关于望舒市2020年预算执行情况和2021年预算草案的报告\n"
)

// paragraphIn reads a text of a report with that title.
func paragraphIn(t *testing.T, report, text string) (*clause.Paragraph, *clause.Context) {
	t.Helper()
	ctx := clause.NewContext(document(t, report), schema.Document{})
	p, _ := lexicon.Read(text, nlp.Scan(text, nlp.ScanOptions{Year: 2020}), ctx, clause.Carried{}, nil)
	return &p, ctx
}

// membersOf are the members that the words of a text name, with * after one that the
// text writes a part of.
func membersOf(p *clause.Paragraph) string {
	var out []string
	for _, x := range p.Lexemes {
		if x.Kind != clause.Word || x.Entry.Concept != schema.EconomyActual {
			continue
		}
		name := x.Entry.Member
		if x.Entry.Unsaid {
			name += "*"
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

// TestUnsaid holds which parts of a member's name a text may leave out, and that no
// other noun, no other unit and no other report lends one.
func TestUnsaid(t *testing.T) {
	for _, tt := range []struct{ report, text, want string }{
		{bulletin, "普通高中招生4.1万人，在校生12.3万人，毕业生3.2万人。", "普通高中招生 普通高中在校生* 普通高中毕业生*"},
		{bulletin, "普通高中招生4.1万人，在校生12.3万元。", "普通高中招生"},                              // money is no count of pupils
		{bulletin, "普通高中招生4.1万人。露营学校12所，在校生2.3万人。", "普通高中招生"},                       // of the schools nobody knows
		{bulletin, "普通高中招生4.1万人，露营发展迅速，在校生2.3万人。", "普通高中招生"},                        // unread words since
		{office, "普通高中招生4.1万人，在校生12.3万人。", "普通高中招生"},                                // an office counts its own
		{bulletin, "普通高中招生4.1万人（在校生12.3万人）。", "普通高中招生"},                             // a remark
		{bulletin, "年末有医院12个，露营医院3个，医院8万元。", "医院"},                                  // an unknown noun, a wrong unit
		{bulletin, "规模以上工业增加值增长5.4%，其中采矿业增长3.1%，露营业增长2.2%。", "规模以上工业增加值 采矿业增加值*"},   // a kind nobody knows
		{bulletin, "规模以上工业增加值增长5.4%，高于全国1.5个百分点。其中制造业增长3.1%。", "规模以上工业增加值 制造业增加值*"}, // what it differs by says nothing new
		{bulletin, "制造业增长6.3%。", ""}, // of nothing that was named
		{bulletin, "居民消费价格上涨0.5%，其中衣 着类下降0.2%。", "居民消费价格 衣着价格*"}, // layout inside a word
		{bulletin, "完成公路货运量5.1亿吨，货物周转量2.3亿吨公里。", "公路货运量 公路货物周转量*"},
		{bulletin, "普通高中招生4.1万人、在校生12.3万人、毕业生3.2万人。", "普通高中招生 普通高中在校生* 普通高中毕业生*"}, // a list of counts
		{bulletin, "居民消费价格上涨0.5%，其中衣着类下降0.2%、居住类上涨1%。", "居民消费价格 衣着价格* 居住价格*"},
		{bulletin, "有医院12个、露营医院3个、医院8万元。", "医院"},
	} {
		p, _ := paragraphIn(t, tt.report, tt.text)
		if got := membersOf(p); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
	for pair, want := range map[[2]string]bool{
		{"普通高中招生", "普通高中在校生"}: true, {"普通高中招生", "医院"}: false, {"露营", "露营"}: false,
	} {
		if got := clause.OfOneKind(pair[0], pair[1]); got != want {
			t.Errorf("%s are of one kind: %v", pair, got)
		}
	}
}

// TestOfAnother: what is told of one kind is no part of what is told of another.
func TestOfAnother(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"农村居民人均可支配收入", "城镇居民人均财产净收入"}: true, {"农村居民人均可支配收入", "农村居民人均财产净收入"}: false,
		{"居民人均可支配收入", "城镇居民人均可支配收入"}: false, {"农村居民人均可支配收入", "医院"}: false,
	} {
		if got := clause.OfAnother(pair[0], pair[1]); got != want {
			t.Errorf("%s are of another kind: %v", pair, got)
		}
	}
}

// TestDebtBalance: what is left after the limit of debt is debt, unless another noun
// says what is left of.
func TestDebtBalance(t *testing.T) {
	for text, want := range map[string]bool{
		"专项债务限额5亿元，余额4亿元。":       true,
		"专项债务限额5亿元，余额为4亿元。":      true,
		"专项债务限额5亿元，露营余额4亿元。":     false,
		"专项债务限额5亿元。余额4亿元。":       false,
		"专项债务限额5亿元，一般债务余额4亿元。":   true, // in full
		"专项债务限额5亿元，培训费1亿元余额4亿元。": false,
	} {
		p, _ := paragraphIn(t, draft, text)
		got := slices.ContainsFunc(p.Lexemes, func(x clause.Lexeme) bool {
			return x.Kind == clause.Word && x.Entry.Concept == schema.DebtBalance
		})
		if got != want {
			t.Errorf("%s: a balance of debt is read: %v", text, got)
		}
	}
}

// subjectIn reads the noun phrase a text begins with as a place that grants def does.
func subjectIn(t *testing.T, report, text string, def schema.SectionDefault) clause.Subject {
	t.Helper()
	p, ctx := paragraphIn(t, report, text)
	var ph clause.Phrase
	for i := range p.Lexemes {
		x := &p.Lexemes[i]
		if x.Kind != clause.Word || !ph.Takes(x.Entry) {
			break
		}
		ph.Add(x.Entry)
	}
	return ph.ResolveAt(def, ctx)
}

// TestPhrases reads noun phrases of every kind that a production makes a subject of,
// and those that it must not.
func TestPhrases(t *testing.T) {
	all := schema.SectionDefault{Fund: schema.AllFunds}
	general := schema.DefaultOf(schema.SectionFinalGeneralBudget)
	insurance := schema.DefaultOf(schema.SectionBudgetSocialInsurance)
	for _, tt := range []struct {
		report, text string
		def          schema.SectionDefault
		want         string // concept/fund/indicator, class or kind
	}{
		// social insurance: a side, a balance, one fund, and what has no concept
		{draft, "社会保险基金收入", all, "revenue.social_insurance/social_insurance/"},
		{draft, "失业保险基金支出", all, "expenditure.social_insurance/social_insurance/失业保险基金"},
		{draft, "社会保险基金年末滚存结余", all, "balance.closing/social_insurance/"},
		{draft, "社会保险基金其他收入", all, "revenue.insurance_other/social_insurance/"},
		{draft, "总收入", insurance, "revenue.social_insurance/social_insurance/"},
		{draft, "收入总计", insurance, "revenue.total/social_insurance/"},
		// debt: paying it is a class of expenditure only as an expenditure
		{draft, "一般债务还本支出", all, "expenditure.by_function/general_public_budget/231"},
		{draft, "债务付息支出", all, "expenditure.by_function/all/232"},
		{draft, "债务还本", all, "debt.repaid//"},
		{draft, "专项债务限额", all, "debt.limit/government_fund/"},
		// a class of revenue, and what is spent of it
		{draft, "增值税", all, "revenue.by_class/general_public_budget/增值税"},
		{draft, "城市基础设施配套费支出", all, "//"},
		// a fund with a side, one of its own, and others
		{office, "财政拨款收入总计", all, "revenue.total/fiscal/"},
		{office, "财政拨款支出总计", all, "expenditure.total/fiscal/"},
		{office, "政府性基金本年支出合计", all, "expenditure.government_fund/government_fund/"},
		{office, "国有资本经营预算财政拨款收入", all, "revenue.state_capital/state_capital/"},
		{office, "支出预算", general, "expenditure.general_public_budget/general_public_budget/"},
		{office, "本年支出合计", general, "expenditure.year/general_public_budget/"},
		{office, "本年收入", schema.DefaultOf(schema.SectionFinalFiscal), "revenue.fiscal/fiscal/"},
		{office, "合计", all, "//"},
		// expenses of an office keep their own fund
		{office, "“三公”经费支出预算", general, "three_public.total/fiscal/"},
		{office, "机关运行经费财政拨款支出", all, "agency.operating_cost//"},
		// classes
		{office, "教育支出", general, "expenditure.by_function/general_public_budget/205"},
		{office, "办公费", general, "expenditure.by_economic/general_public_budget/30201"},
	} {
		s := subjectIn(t, tt.report, tt.text, tt.def)
		got := string(s.Concept) + "/" + string(s.Dims.FundSource) + "/" + s.Dims.Indicator + s.Dims.FuncCode + s.Dims.EconCode
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestParts names the whole that a concept is a part of in the accounts.
func TestParts(t *testing.T) {
	for _, tt := range []struct {
		part    schema.ConceptID
		section schema.SectionID
		whole   schema.ConceptID
	}{
		{schema.ThreePublicReception, schema.SectionFinalTotal, schema.ThreePublicTotal},
		{schema.ProcurementGoods, schema.SectionFinalTotal, schema.ProcurementTotal},
		{schema.ExpenditureByFunction, schema.SectionFinalGovernmentFund, schema.ExpenditureGovernmentFund},
		{schema.ExpenditureByFunction, schema.SectionFinalTotal, schema.ExpenditureYear},
		{schema.RevenueOther, schema.SectionFinalRevenue, schema.RevenueYear},
		{schema.ExpenditurePersonnel, schema.SectionFinalBasic, schema.ExpenditureBasic},
		{schema.ExpenditureByEconomic, schema.SectionFinalBasic, schema.ExpenditureBasic},
		{schema.ExpenditureProject, schema.SectionFinalExpenditure, schema.ExpenditureYear},
		{schema.AgencyTraining, schema.SectionFinalTotal, ""},
	} {
		if got := clause.ParentOf(tt.part, tt.section); got != tt.whole {
			t.Errorf("%s in %s is a part of %q, want %q", tt.part, tt.section, got, tt.whole)
		}
	}
	for label, want := range map[string]bool{"支出决算": true, "收入": true, "项目预算数": true, "露营支出": false, "培训费": false} {
		if got := clause.Dependent(&clause.Subject{Label: label}); got != want {
			t.Errorf("%s depends on what stands before it: %v", label, got)
		}
	}
	if !clause.Dependent(&clause.Subject{Bare: true, Label: "露营"}) {
		t.Error("a bare noun depends on what stands before it")
	}
}

// TestSubjectTakes holds which figures can state a subject.
func TestSubjectTakes(t *testing.T) {
	member := func(name string) clause.Subject {
		return clause.Subject{Concept: schema.EconomyActual, Dims: schema.Dimensions{Indicator: name}}
	}
	for _, tt := range []struct {
		of   clause.Subject
		kind schema.Kind
		unit string
		want bool
	}{
		{member("地区生产总值"), schema.Amount, "元", true},
		{member("地区生产总值"), schema.Count, "人", false},
		{member("地区生产总值"), schema.Ratio, "%", true}, // a change of it
		{member("常住人口"), schema.Count, "人", true},
		{member("露营"), schema.Count, "人", false},
		{member("露营"), schema.Amount, "元", true},
		{clause.Subject{Concept: schema.AgencyTraining}, schema.Amount, "元", true},
		{clause.Subject{Concept: schema.AgencyTraining}, schema.Count, "人", false},
		{clause.Subject{Concept: schema.AgencyTraining}, schema.Ratio, "%", true},
		{clause.Subject{}, schema.Count, "人", true},
	} {
		if got := tt.of.Takes(tt.kind, tt.unit); got != tt.want {
			t.Errorf("%s %s takes a %s in %s: %v", tt.of.Concept, tt.of.Dims.Indicator, tt.kind, tt.unit, got)
		}
	}
}

// TestSettleMember gives a figure the form and the period of its member, and takes the
// concept from one that cannot be of it.
func TestSettleMember(t *testing.T) {
	year := schema.YearPeriod(2020)
	for _, tt := range []struct {
		member, unit string
		kind         schema.Kind
		form         schema.Form
		bare         bool
		source       schema.SourceKind
		measure      schema.Measure
		want         string // concept, form and whether at a date
	}{
		{"地区生产总值", "元", schema.Amount, schema.Level, false, schema.Narrative, "", "economy.actual level over"},
		{"地区生产总值", "人", schema.Count, schema.Level, false, schema.Narrative, "", " level over"},
		{"地区生产总值", "%", schema.Ratio, schema.Share, true, schema.Narrative, "", " share over"},
		{"城镇登记失业率", "%", schema.Ratio, schema.Share, true, schema.Narrative, "", "economy.actual level at"},
		{"城镇登记失业率", "个百分点", schema.Ratio, schema.Delta, false, schema.Narrative, "", "economy.actual delta at"},
		{"常住人口", "人", schema.Count, schema.Level, false, schema.Narrative, "", "economy.actual level at"},
		{"常住人口", "%", schema.Ratio, schema.PctChange, false, schema.Narrative, "", "economy.actual pct_change at"},
		{"地区生产总值", "元", schema.Amount, schema.Level, false, schema.TableSource, schema.Target, "economy.target level over"},
		{"地区生产总值", "元", schema.Amount, schema.Level, false, schema.TableSource, schema.Final, "economy.actual level over"},
		{"露营", "人", schema.Count, schema.Level, false, schema.Narrative, "", "economy.actual level over"},
	} {
		f := schema.Fact{Concept: schema.EconomyActual, Kind: tt.kind, Form: tt.form, Unit: tt.unit, Period: year, SourceKind: tt.source, Measure: tt.measure}
		f.Dimensions.Indicator = tt.member
		clause.SettleMember(&f, tt.bare)
		got := string(f.Concept) + " " + string(f.Form) + " over"
		if f.Period.IsInstant() {
			got = string(f.Concept) + " " + string(f.Form) + " at"
		}
		if got != tt.want {
			t.Errorf("%s in %s: %s, want %s", tt.member, tt.unit, got, tt.want)
		}
	}
}

// TestGroupsOfConcepts holds which concepts a rule about a group of them is about.
func TestGroupsOfConcepts(t *testing.T) {
	for _, tt := range []struct {
		name    string
		is      func(schema.ConceptID) bool
		yes, no schema.ConceptID
	}{
		{"of one budget", clause.OfOneBudget, schema.RevenueTransferredIn, schema.RevenueTax},
		{"of one budget", clause.OfOneBudget, schema.BalanceClosing, schema.BalanceYear},
		{"of a government", clause.OfGovernment, schema.RevenueTax, schema.AgencyTraining},
		{"of a government", clause.OfGovernment, schema.DebtLimit, schema.ExpenditureBasic},
		{"of a government", clause.OfGovernment, schema.EconomyTarget, ""},
		{"a balance", clause.OfBalance, schema.BalanceYear, schema.BalanceStabilizationFund},
		{"of debt", clause.OfDebt, schema.DebtLimit, schema.RevenueDebt},
		{"an expense", clause.IsExpense, schema.ThreePublicReception, schema.ExpenditureBasic},
		{"of insurance", clause.IsInsurance, schema.RevenueSocialInsurance, schema.RevenueTax},
	} {
		if !tt.is(tt.yes) || tt.is(tt.no) {
			t.Errorf("%s: %s is %v, %s is %v", tt.name, tt.yes, tt.is(tt.yes), tt.no, tt.is(tt.no))
		}
	}
}

// TestClassesInLists resolves a name that several classes have by its place in a list,
// and names the class of revenue that a heading has beside another item.
func TestClassesInLists(t *testing.T) {
	_, ctx := paragraphIn(t, office, "")
	for _, tt := range []struct{ before, name, want string }{
		{"20101", "行政运行", "2010101"},       // its first child
		{"2010301", "一般行政管理事务", "2010302"}, // the next of its siblings
		{"2010302", "行政运行", ""},            // too late in this list
		{"2010301", "教育支出", ""},            // of one class only
		{"2010301", "露营事务", ""},            // of none
	} {
		if got := ctx.ClassAfter(tt.before, tt.name); got != tt.want {
			t.Errorf("%s after %s is %q, want %q", tt.name, tt.before, got, tt.want)
		}
	}
	for text, want := range map[string]string{
		"国有土地使用权出让收入债务转贷支出": "国有土地使用权出让收入", "国有土地使用权出让收入": "", "债务转贷支出": "", "露营": "",
	} {
		p, _ := paragraphIn(t, draft, text)
		if got := p.ClassBeside(); got != want {
			t.Errorf("%s: beside %q, want %q", text, got, want)
		}
	}
}

// TestPrintedClasses finds classes by their codes and level marks, and no class in what
// only looks like one.
func TestPrintedClasses(t *testing.T) {
	for text, want := range map[string]string{
		"科目编码2010301-行政运行5万元":                 "2010301 科目编码2010301-行政运行",
		"科目编码2010301-行政运行共5万元":                "2010301 科目编码2010301-行政运行", // 共 only connects
		"行政运行（2010301）5万元":                    "2010301 行政运行（2010301）",
		"科目编码2010301，5万元":                     "2010301 科目编码2010301",
		"（2010301）5万元":                        "",
		"教育支出（类）普通教育（款）学前教育（项）5万元":            "2050201 教育支出（类）普通教育（款）学前教育（项）",
		"教育支出(类)普通教育(款)露营教育(项)5万元":            "20502 教育支出(类)普通教育(款)露营教育(项)",
		"一般公共服务支出（201类）人大事务（01款）行政运行（01项）5万元": "2010101 一般公共服务支出（201类）人大事务（01款）行政运行（01项）",
		"教育支出（类）支出决算5万元":                      "205 教育支出（类）",
		"教育支出（类）支出5万元":                        "205 教育支出（类）支出",
		"露营支出（类）5万元":                          "",
	} {
		p, _ := paragraphIn(t, office, text)
		got := ""
		for _, x := range p.Lexemes {
			if x.Kind == clause.Word && x.Entry.Code != "" {
				got = x.Entry.Code + " " + p.Text[x.Start:x.End]
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestAroundNumbers asks what stands around the last number of a text.
func TestAroundNumbers(t *testing.T) {
	for _, tt := range []struct {
		name string
		ask  func(c clause.Clause, i int) string
		text string
		want string
	}{
		{"purpose", purpose, "统筹84亿元，支持重点露营建设", "重点露营建设"},
		{"purpose", purpose, "筹措84亿元实施露营工程。", "露营工程"},
		{"purpose", purpose, "筹措84亿元，露营工程开工。", ""},
		{"purpose", purpose, "筹措84亿元，支持" + strings.Repeat("露营", 30), ""},
		{"purpose", purpose, "筹措84亿元。", ""},
		{"since the verb", sinceVerb, "支出增加露营费5万元", "露营费"},
		{"since the verb", sinceVerb, "支出增加5万元", ""},
		{"since the verb", sinceVerb, "露营费5万元", ""},
		{"bounds the change", boundsChange, "较上年超过5万元", "yes"},
		{"bounds the change", boundsChange, "较上年增加5万元", ""},
		{"bounds the change", boundsChange, "露营费超过5万元", ""},
		{"without names", withoutNames, "人均预期寿命5岁", " 5岁"},
		{"without names", withoutNames, "培训费预期5万元", " 预期5万元"},
	} {
		p, _ := paragraphIn(t, office, tt.text)
		i := len(p.Lexemes) - 1
		for i > 0 && p.Lexemes[i].Kind != clause.Number {
			i--
		}
		if got := tt.ask(clauseOf(p, i), i); got != tt.want {
			t.Errorf("%s: %s: %q, want %q", tt.text, tt.name, got, tt.want)
		}
	}
}

func purpose(c clause.Clause, i int) string { return c.PurposeAfter(i) }

func sinceVerb(c clause.Clause, i int) string {
	c.Predicate = clause.ChangeWord
	return c.PhraseSinceVerb(c.P.Lexemes[i].Start)
}

func boundsChange(c clause.Clause, i int) string {
	if k := slices.IndexFunc(c.P.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Word && x.Entry.Role == clause.PairWord }); k >= 0 {
		c.Start, c.Sentence = -1, 0
		c.Compared, _ = c.P.Comparison(k, clause.Calendar{Document: 2020, Year: 2020}, false)
	}
	if c.BoundsChange(&c.P.Mentions[c.P.Lexemes[i].Mention]) {
		return "yes"
	}
	return ""
}

func withoutNames(c clause.Clause, i int) string { return c.P.WithoutNames(0, c.P.Lexemes[i].End) }

// TestSmallQuestions asks what single words and marks show.
func TestSmallQuestions(t *testing.T) {
	for phrase, want := range map[string]bool{"统筹": true, "累计筹措": true, "统筹露营": false, "露营": false} {
		if got := clause.OnlyLeads(phrase); got != want {
			t.Errorf("%s is nothing but a verb of an office: %v", phrase, got)
		}
	}
	for text, want := range map[string]bool{"从培训费中计提的露营资金5万元": true, "培训费中露营资金5万元": false, "从培训费计提5万元": false} {
		p, _ := paragraphIn(t, office, text)
		x := p.Lexemes[wordAt(t, p, "培训费")]
		if got := p.TakenFrom(&clause.Subject{Start: x.Start, End: x.End}); got != want {
			t.Errorf("%s: taken from: %v", text, got)
		}
	}
	for text, want := range map[string]bool{"支出较上年增5万元": true, "支出较上年增加5万元": false} {
		p, _ := paragraphIn(t, office, text)
		i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool {
			return x.Kind == clause.Word && (x.Entry.Role == clause.ChangeWord || x.Entry.Role == clause.RateWord)
		})
		if i < 0 || p.Briefly(i) != want {
			t.Errorf("%s: lexeme %d is a verb of one character: %v", text, i, !want)
		}
	}
	for text, want := range map[string]int{"三次产业结构为10.5:31.1:58.4": 3, "三次产业结构为10.5∶31.1∶58.4": 3, "占比10.5%:31.1%": 1} {
		p, _ := paragraphIn(t, bulletin, text)
		i := slices.IndexFunc(p.Lexemes, func(x clause.Lexeme) bool { return x.Kind == clause.Number })
		if got := p.Run(i); got != want {
			t.Errorf("%s: a run of %d, want %d", text, got, want)
		}
	}
	p := clause.Paragraph{Text: "甲露营乙、丙的丁。戊"}
	at := func(s string) int { return strings.Index(p.Text, s) }
	for _, tt := range []struct {
		from, to string
		want     bool
	}{{"甲", "乙", true}, {"乙", "丙", false}, {"丙", "丁", false}, {"丁", "戊", false}, {"乙", "甲", false}} {
		if got := p.Continues(at(tt.from)+len(tt.from), at(tt.to)); got != tt.want {
			t.Errorf("from %s to %s goes on with a name: %v", tt.from, tt.to, got)
		}
	}
	if got := p.After(at("戊")); got != "戊" {
		t.Errorf("after: %q", got)
	}
}

// TestReports resolves what several classes or funds share by what the report says.
func TestReports(t *testing.T) {
	for phrase, want := range map[string]schema.FundSource{"专项债务": schema.GovernmentFund, "地方政府一般债券": schema.GeneralPublicBudget, "专项债务余额": "", "露营债务": ""} {
		if got, ok := clause.FundOfDebt(phrase); got != want || ok != (want != "") {
			t.Errorf("%s is paid from %q", phrase, got)
		}
	}
	for phrase, want := range map[string]bool{"政府性基金": true, "财政拨款": true, "政府性基金支出": false, "支出": false, "培训费": false} {
		p, _ := paragraphIn(t, office, phrase)
		var ph clause.Phrase
		for i := range p.Lexemes {
			ph.Add(p.Lexemes[i].Entry)
		}
		if got := ph.Bare(); got != want {
			t.Errorf("%s is a fund and nothing more: %v", phrase, got)
		}
	}
	for phrase, want := range map[string]bool{"总收入": true, "支出": true, "本年支出合计": true, "收入总计": false, "培训费": false} {
		p, _ := paragraphIn(t, office, phrase)
		var ph clause.Phrase
		for i := range p.Lexemes {
			if ph.Takes(p.Lexemes[i].Entry) {
				ph.Add(p.Lexemes[i].Entry)
			}
		}
		if got := ph.WholeSide(); got != want {
			t.Errorf("%s is all of one side: %v", phrase, got)
		}
	}
}
