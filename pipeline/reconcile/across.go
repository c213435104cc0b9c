package reconcile

import (
	"fmt"

	"gongkai/schema"
)

// Across judges a figure a report restates against the figure of the report it
// restates: for across.prior_year last year's level, for across.carry_over the
// opening balance against the closing one. A report is taken at 0.01万元, as
// the templates print it. year is the fiscal year of the restating report. When
// the earlier report states several figures (ambiguous) no verdict is given.
func Across(rule schema.RuleID, year int, restated, original *schema.Fact, ambiguous bool) schema.Check {
	e := &evaluator{
		report: &schema.Report{Document: schema.Document{ID: restated.Document, FiscalYear: year}},
		facts:  []schema.Fact{*restated, *original}, scale: scale{money: -2, percent: 2},
		done: map[string]bool{},
	}
	e.index()
	o := e.scale.linear(restated, []*schema.Fact{original}, nil)
	formula := fmt.Sprintf("%d年报告 %s %s = %d年报告 %s %s", year, e.name(restated), e.figure(restated),
		year-1, e.name(original), e.figure(original))
	switch {
	case ambiguous:
		o.verdict = schema.Ambiguous
	case o.verdict == schema.Inconsistent:
		formula += e.gap(restated, o)
	}
	e.add(rule, o, formula, schema.NoDiagnosis, operand{0, "restated"}, operand{1, "original"})
	e.diagnose()
	return e.checks[0]
}
