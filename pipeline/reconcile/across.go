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
	return between(rule, year, ambiguous,
		party{restated, "restated", fmt.Sprintf("%d年报告", year)}, party{original, "original", fmt.Sprintf("%d年报告", year-1)})
}

// Filed judges a figure in the text of one file against the tables of another
// of the same filing (across.filing), as Across does.
func Filed(year int, said, printed *schema.Fact, ambiguous bool) schema.Check {
	return between(schema.RuleFiling, year, ambiguous, party{said, "text", "正文"}, party{printed, "table", "表"})
}

// party is a figure of one of two documents, its role and how the formula calls
// its document.
type party struct {
	fact         *schema.Fact
	role, source string
}

// between judges a = b; the check is of a's document.
func between(rule schema.RuleID, year int, ambiguous bool, a, b party) schema.Check {
	e := &evaluator{
		report: &schema.Report{Document: schema.Document{ID: a.fact.Document, FiscalYear: year}},
		facts:  []schema.Fact{*a.fact, *b.fact}, scale: scale{money: -2, percent: 2},
		done: map[string]bool{},
	}
	e.index()
	o := e.scale.linear(a.fact, []*schema.Fact{b.fact}, nil)
	formula := fmt.Sprintf("%s %s %s = %s %s %s", a.source, e.name(a.fact), e.figure(a.fact), b.source, e.name(b.fact), e.figure(b.fact))
	switch {
	case ambiguous:
		o.verdict = schema.Ambiguous
	case o.verdict == schema.Inconsistent:
		formula += e.gap(a.fact, o)
	}
	e.add(rule, o, formula, schema.NoDiagnosis, operand{0, a.role}, operand{1, b.role})
	e.diagnose()
	return e.checks[0]
}
