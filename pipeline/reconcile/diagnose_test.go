package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// statement is a report of one paragraph to be diagnosed: figures in 万元, each
// about a quantity of its own, a change or a rate where the name says so.
func statement(t *testing.T, figures ...[2]string) *evaluator {
	t.Helper()
	e := &evaluator{report: &schema.Report{}, scale: cents, done: map[string]bool{}}
	for i, x := range figures {
		f := money(t, x[1])
		if x[0] == "pct" || x[0] == "share" {
			f = percentage(t, x[1])
			f.Form = schema.Form(map[string]string{"pct": "pct_change", "share": "share"}[x[0]])
		} else {
			f.Form = schema.Level
		}
		f.Concept, f.Period, f.Measure = schema.ConceptID(x[0]), schema.YearPeriod(2020), schema.Final
		if x[0] == "change" || x[0] == "pct" {
			f.Concept, f.Base.Period = "level", schema.YearPeriod(2019)
		}
		if x[0] == "change" {
			f.Form = schema.Delta
		}
		f.ID, f.Source.Table, f.Source.Start = x[0], -1, i
		e.facts = append(e.facts, *f)
	}
	e.index()
	return e
}

func (e *evaluator) sum(total int, parts ...int) {
	o := e.scale.linear(&e.facts[total], e.pick(parts), nil)
	e.add(schema.RuleListSum, o, "", roles(total, "total", parts, "part")...)
}

func (e *evaluator) same(a, b int) {
	e.add(schema.RuleDuplicate, e.twice(&e.facts[a], &e.facts[b]), "", operand{a, "member"}, operand{b, "deviating"})
}

// TestDiagnose names the slip in the first check of a statement.
func TestDiagnose(t *testing.T) {
	rate := func(e *evaluator) { // change 1 of level 0, rate 2
		o, _ := e.scale.ratioOf(&e.facts[2], e.facts[1].Value, zero, zero, e.facts[0].Value.Sub(e.facts[1].Value), zero, zero)
		e.add(schema.RulePctChange, o, "", operand{1, "numerator"}, operand{0, "current"}, operand{2, "ratio"})
	}
	for _, c := range []struct {
		name    string
		figures [][2]string
		check   func(e *evaluator)
		want    schema.Diagnosis
	}{
		{"two digits exchanged in an item", [][2]string{{"a", "731.46"}, {"b", "412.38"}, {"c", "391.08"}}, func(e *evaluator) { e.sum(0, 1, 2) }, schema.DigitSwap},
		{"two digits exchanged in the total", [][2]string{{"a", "830.46"}, {"b", "412.38"}, {"c", "391.08"}}, func(e *evaluator) { e.sum(0, 1, 2) }, schema.DigitSwap},
		{"a digit lost", [][2]string{{"a", "83.46"}, {"b", "412.38"}, {"c", "391.08"}}, func(e *evaluator) { e.sum(0, 1, 2) }, schema.DigitLost},
		{"元 for 万元", [][2]string{{"a", "803.46"}, {"b", "0.041238"}, {"c", "391.08"}}, func(e *evaluator) { e.sum(0, 1, 2) }, schema.UnitSlip},
		{"an item left out", [][2]string{{"a", "803.46"}, {"b", "412.38"}, {"c", "391.08"}, {"d", "55.13"}}, func(e *evaluator) { e.sum(0, 1, 2, 3) }, schema.ItemMissing},
		{"an item copied", [][2]string{{"a", "803.46"}, {"b", "412.38"}, {"c", "412.38"}, {"d", "17.21"}}, func(e *evaluator) { e.sum(0, 1, 2, 3) }, schema.NeighbourCopied},
		{"round figures are equal to many", [][2]string{{"a", "80"}, {"b", "20"}, {"c", "20"}, {"d", "17"}}, func(e *evaluator) { e.sum(0, 1, 2, 3) }, schema.NoDiagnosis},
		{"a difference of nothing known", [][2]string{{"a", "803.46"}, {"b", "412.38"}, {"c", "333.10"}}, func(e *evaluator) { e.sum(0, 1, 2) }, schema.NoDiagnosis},
		{"the other statement speaks for the total", [][2]string{{"a", "743.46"}, {"b", "412.38"}, {"c", "361.08"}, {"a", "773.46"}}, func(e *evaluator) { e.sum(0, 1, 2); e.same(0, 3) }, schema.NoDiagnosis},
		{"last year's level", [][2]string{{"level", "482.02"}, {"change", "-37.31"}, {"pct", "-7.74"}}, rate, schema.StaleYear},
		{"the direction turned", [][2]string{{"level", "444.71"}, {"change", "37.31"}, {"pct", "-7.74"}}, rate, schema.SignWord},
		{"a rate not computed anew", [][2]string{{"level", "444.71"}, {"change", "-37.31"}, {"pct", "-9.25"}}, rate, schema.NoDiagnosis},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := statement(t, c.figures...)
			c.check(e)
			e.diagnose()
			if got := e.checks[0]; got.Verdict != schema.Inconsistent || got.Diagnosis != c.want {
				t.Errorf("%s %q, want inconsistent %q", got.Verdict, got.Diagnosis, c.want)
			}
		})
	}
}

// TestSpanOf: a check holds exactly for the values of its spans.
func TestSpanOf(t *testing.T) {
	e := statement(t, [2]string{"a", "803.46"}, [2]string{"b", "412.38"}, [2]string{"c", "333.10"})
	e.sum(0, 1, 2)
	for at := range 3 {
		s, ok := e.spanOf(0, at)
		if !ok {
			t.Fatalf("operand %d has no span", at)
		}
		for _, v := range []struct {
			by   int64
			want schema.Verdict
		}{{0, schema.Rounding}, {-1, schema.Inconsistent}, {1, schema.Rounding}} {
			f := e.facts[at]
			f.Value = s.lo.Add(decimal.New(v.by, 2))
			facts := []*schema.Fact{&e.facts[0], &e.facts[1], &e.facts[2]}
			facts[at] = &f
			if o := e.scale.linear(facts[0], facts[1:], nil); (o.verdict == schema.Inconsistent) != (v.want == schema.Inconsistent) || s.holds(f.Value) != (v.want != schema.Inconsistent) {
				t.Errorf("operand %d at %s: %s, in the span %v", at, f.Value, o.verdict, s.holds(f.Value))
			}
		}
	}
}

// TestObligations: what was not evaluated is owed, what does not apply is not.
func TestObligations(t *testing.T) {
	var checks []schema.Check
	for _, v := range []schema.Verdict{schema.ExactVerdict, schema.Rounding, schema.Truncation, schema.Literal, schema.Inconsistent, schema.Incomplete, schema.Ambiguous, schema.NotApplicable} {
		checks = append(checks, schema.Check{Verdict: v})
	}
	if all, evaluated := obligations(checks); all != 7 || evaluated != 5 {
		t.Errorf("%d obligations, %d evaluated; want 7 and 5", all, evaluated)
	}
	r := &schema.Report{}
	if checks := Evaluate(r); len(checks) != 0 || r.Document.Obligations != 0 {
		t.Errorf("an empty report owes %d checks of %d", r.Document.Obligations, len(checks))
	}
}
