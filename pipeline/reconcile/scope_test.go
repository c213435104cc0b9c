package reconcile

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// level is a figure of a sentence of its own, in 万元.
func level(block int, value string) schema.Fact {
	return schema.Fact{Concept: schema.RevenueGeneralPublicBudget, Label: "一般公共预算收入", Kind: schema.Amount, Unit: "元", Form: schema.Level,
		Value: decimal.RequireFromString(value).Shift(4), Decimals: -2, Approx: schema.Exact, Measure: schema.Final, Period: schema.YearPeriod(2023),
		Dimensions: schema.Dimensions{FundSource: schema.GeneralPublicBudget}, SourceKind: schema.Narrative, Raw: value,
		Said: schema.Wording{Sentence: block, OwnSubject: true, Name: "一般公共预算收入"}, Source: schema.Provenance{Block: block, Table: -1, Row: -1, Col: -1, Start: 24}}
}

// TestApart names the dimension in which two figures are not known to be alike.
// In the second column the report speaks of one place, in the third of several.
func TestApart(t *testing.T) {
	in := func(scope schema.EntityScope) func(a, b *schema.Fact) {
		return func(a, b *schema.Fact) { a.Dimensions.EntityScope, b.Dimensions.EntityScope = scope, scope }
	}
	tests := []struct {
		name         string
		change       func(a, b *schema.Fact)
		one, several string
	}{
		{"no place", func(a, b *schema.Fact) {}, "", "范围"},
		{"one place", in(schema.Summary), "", ""},
		{"two places", func(a, b *schema.Fact) {
			a.Dimensions.EntityScope, b.Dimensions.EntityScope = schema.Summary, schema.Self
		}, "", "范围"},
		{"two members", func(a, b *schema.Fact) {
			in(schema.Subordinate)(a, b)
			a.Dimensions.Subordinate, b.Dimensions.Subordinate = "甲县", "乙县"
		}, "", "范围"},
		{"two words for the government's own accounts", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			a.Said.Level, b.Said.Level = "级", "直"
		}, "范围", "范围"},
		{"one word for them", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			a.Said.Level, b.Said.Level = "直", "直"
		}, "", ""},
		{"one sentence", func(a, b *schema.Fact) { b.Said.Sentence, b.Source.Block = a.Said.Sentence, a.Source.Block }, "", ""},
		{"a month and a year", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			b.Period = schema.Period{Start: schema.DateOf(2023, 1, 1), End: schema.DateOf(2023, 8, 31)}
		}, "期间", "期间"},
		{"no period", func(a, b *schema.Fact) { in(schema.Self)(a, b); b.Period = schema.Period{} }, "期间", "期间"},
		{"no phase", func(a, b *schema.Fact) { in(schema.Self)(a, b); a.Measure, b.Measure = "", "" }, "阶段", "阶段"},
		{"a table without a known title", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			b.Source.Table, b.SourceKind, b.Section = 3, schema.TableSource, schema.SectionBudgetTableExtra
		}, "表的口径", "表的口径"},
		{"a table of the templates", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			b.Source.Table, b.SourceKind, b.Section = 3, schema.TableSource, schema.SectionTable5
		}, "", "表的口径"},
		{"one table", func(a, b *schema.Fact) {
			a.Source.Table, b.Source.Table, a.SourceKind, b.SourceKind = 3, 3, schema.TableSource, schema.TableSource
		}, "", ""},
		{"the rest of a sentence that stands elsewhere", func(a, b *schema.Fact) {
			in(schema.Self)(a, b)
			b.Said.OwnSubject, b.Said.CutOff = false, true
		}, "名称", "名称"},
		{"a subject that goes on", func(a, b *schema.Fact) { in(schema.Self)(a, b); b.Said.OwnSubject = false }, "", "名称"},
		{"another name", func(a, b *schema.Fact) { in(schema.Self)(a, b); b.Said.Name = "地方一般公共预算收入" }, "", "名称"},
		{"all funds", func(a, b *schema.Fact) { in(schema.Self)(a, b); b.Dimensions.FundSource = schema.AllFunds }, "", "资金"},
		{"another base", func(a, b *schema.Fact) { in(schema.Self)(a, b); b.Said.OtherBase = true }, "统计口径", "统计口径"},
	}
	for _, tt := range tests {
		a, b := level(1, "30.50"), level(2, "35.00")
		tt.change(&a, &b)
		for _, of := range []struct {
			several bool
			want    string
		}{{false, tt.one}, {true, tt.several}} {
			e := &evaluator{several: of.several}
			if got := e.apart(&a, &b); got != of.want {
				t.Errorf("%s, several places %v: %q, want %q", tt.name, of.several, got, of.want)
			}
			if there, back := e.apart(&a, &b), e.apart(&b, &a); (there == "") != (back == "") {
				t.Errorf("%s: %q one way, %q the other", tt.name, there, back)
			}
		}
	}
}

// TestUnknownScopeIsNoError holds that a check that fails on figures of unknown
// scope is left open, whatever the rule, and says what is missing.
func TestUnknownScopeIsNoError(t *testing.T) {
	a, b := level(1, "30.50"), level(2, "35.00")
	a.ID, b.ID = "a", "b"
	for _, several := range []bool{false, true} {
		for _, id := range []schema.RuleID{schema.RuleDuplicate, schema.RuleListSum, schema.RulePctChange, "final.balanced"} {
			e := newEvaluator(&schema.Report{}, []schema.Fact{a, b}, figures.Printed)
			e.several = several
			e.add(id, e.restates(&e.facts[0], &e.facts[1]), "a = b", operand{0, schema.TotalRole}, operand{1, schema.PartRole})
			switch c := e.checks[0]; {
			case several && (c.Verdict != schema.Ambiguous || !strings.Contains(c.Formula, "范围")):
				t.Errorf("%s: %s %s", id, c.Verdict, c.Formula)
			case !several && c.Verdict != schema.Inconsistent:
				t.Errorf("%s in a report of one place: %s", id, c.Verdict)
			}
		}
	}
}

// TestHiddenFigures holds that nothing is accused that who opens the file does not see.
func TestHiddenFigures(t *testing.T) {
	a, b := level(1, "30.50"), level(2, "35.00")
	a.ID, b.ID = "a", "b"
	for _, hidden := range []bool{false, true} {
		b.Said.Hidden = hidden
		e := newEvaluator(&schema.Report{}, []schema.Fact{a, b}, figures.Printed)
		o := e.restates(&e.facts[0], &e.facts[1])
		o.oneScope = true
		e.add(schema.RuleDuplicate, o, "a = b", operand{0, schema.MemberRole}, operand{1, schema.DeviatingRole})
		if c := e.checks[0]; (c.Verdict == schema.Ambiguous) != hidden || (c.Verdict == schema.Inconsistent) == hidden {
			t.Errorf("hidden %v: %s %s", hidden, c.Verdict, c.Formula)
		}
	}
}

// TestRestates judges two statements of one fact by the digits they are printed with.
func TestRestates(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want schema.Verdict
	}{
		{"236.63", "236.63", schema.ExactVerdict},
		{"236.63", "236.64", schema.Rounding}, // two sums of rounded figures
		{"236.63", "236.65", schema.Inconsistent},
		{"236.63", "236.6", schema.Literal},
		{"236.68", "236.6", schema.Truncation},
		{"236.63", "236.8", schema.Inconsistent},
	} {
		a, b := money(t, tt.a), money(t, tt.b)
		if o := (&evaluator{}).restates(a, b); o.verdict != tt.want {
			t.Errorf("%s and %s: %s, want %s", tt.a, tt.b, o.verdict, tt.want)
		}
	}
}

// TestSecondReading holds that a check is left open where another reading of its
// sentence holds, and only there.
func TestSecondReading(t *testing.T) {
	for _, tt := range []struct {
		name    string
		figures [][2]string
		parts   []int
		want    schema.Verdict
	}{
		{"a list that goes on", [][2]string{{"a", "731.46"}, {"b", "412.38"}, {"c", "219.08"}, {"d", "100.00"}}, []int{1, 2}, schema.Ambiguous},
		{"a list that is off", [][2]string{{"a", "731.46"}, {"b", "412.38"}, {"c", "219.08"}, {"d", "99.00"}}, []int{1, 2}, schema.Inconsistent},
		{"a list without one of its items", [][2]string{{"a", "631.46"}, {"b", "412.38"}, {"c", "219.08"}, {"d", "100.00"}}, []int{1, 2, 3}, schema.Inconsistent},
		{"a figure so small that any would fit", [][2]string{{"a", "631.48"}, {"b", "412.38"}, {"c", "219.00"}, {"d", "0.10"}}, []int{1, 2}, schema.Inconsistent},
	} {
		facts := make([]schema.Fact, len(tt.figures))
		for i, x := range tt.figures {
			facts[i] = *money(t, x[1])
			facts[i].Concept, facts[i].Form, facts[i].Period, facts[i].ID = schema.ConceptID(x[0]), schema.Level, schema.YearPeriod(2020), x[0]
			facts[i].Source.Table = -1
		}
		e := newEvaluator(&schema.Report{}, facts, figures.Printed)
		e.addSum(schema.RuleListSum, 0, tt.parts)
		if got := e.checks[0]; got.Verdict != tt.want {
			t.Errorf("%s: %s, want %s: %s", tt.name, got.Verdict, tt.want, got.Formula)
		}
	}
}
