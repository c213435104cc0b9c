package reconcile

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// The words of formulas, which stand in formula.tsv: all that this package says in
// Chinese.
var (
	sayReportOf        = schema.Formula("report_of")
	sayText            = schema.Formula("text")
	sayBodyUnknown     = schema.Formula("body_unknown")
	sayTable           = schema.Formula("table")
	sayDepartment      = schema.Formula("department")
	sayUnlisted        = schema.Formula("unlisted")
	sayTransfers       = schema.Formula("transfers")
	sayEliminated      = schema.Formula("eliminated")
	sayUnitsMissing    = schema.Formula("units_missing")
	sayChange          = schema.Formula("change")
	sayNoLevels        = schema.Formula("no_levels")
	sayReported        = schema.Formula("reported")
	sayDecrease        = schema.Formula("decrease")
	sayIncrease        = schema.Formula("increase")
	saySignOf          = schema.Formula("sign_of")
	sayAgainst         = schema.Formula("against")
	sayRate            = schema.Formula("rate")
	sayNoBase          = schema.Formula("no_base")
	sayAmountOf        = schema.Formula("amount_of")
	sayAndRate         = schema.Formula("and_rate")
	saySameWay         = schema.Formula("same_way")
	sayRateOf          = schema.Formula("rate_of")
	sayOtherBase       = schema.Formula("other_base")
	sayRealTerms       = schema.Formula("real_terms")
	sayZeroBase        = schema.Formula("zero_base")
	sayMeaningless     = schema.Formula("meaningless")
	sayBudget          = schema.Formula("budget")
	sayCompletes       = schema.Formula("completes")
	sayFinal           = schema.Formula("final")
	sayNoBudget        = schema.Formula("no_budget")
	sayBudgetAs        = schema.Formula("budget_as")
	sayYetWritten      = schema.Formula("yet_written")
	sayFlatNoBase      = schema.Formula("flat_no_base")
	sayAnd             = schema.Formula("and")
	sayFlat            = schema.Formula("flat")
	sayListed          = schema.Formula("listed")
	sayItems           = schema.Formula("items")
	sayOnlyName        = schema.Formula("only_name")
	sayTerritory       = schema.Formula("territory")
	sayWan             = schema.Formula("wan")
	sayGap             = schema.Formula("gap")
	sayPercentReported = schema.Formula("percent_reported")
	sayPoints          = schema.Formula("points")
	sayPartsMissing    = schema.Formula("parts_missing")
	sayTwice           = schema.Formula("twice")
	sayUnreadRows      = schema.Formula("unread_rows")
	sayGoesOn          = schema.Formula("goes_on")
	sayOtherLines      = schema.Formula("other_lines")
	sayNextRow         = schema.Formula("next_row")
	sayWithheld        = schema.Formula("withheld")
	sayColumnFails     = schema.Formula("column_fails")
	sayPairingFails    = schema.Formula("pairing_fails")
	sayPartial         = schema.Formula("partial")
	sayRemainderOnly   = schema.Formula("remainder_only")
	sayUnknown         = schema.Formula("unknown")
	sayAlso            = schema.Formula("also")
	sayPeriod          = schema.Formula("period")
	sayBasis           = schema.Formula("basis")
	sayTableScope      = schema.Formula("table_scope")
	sayName            = schema.Formula("name")
	sayPhase           = schema.Formula("phase")
	sayPlace           = schema.Formula("place")
	sayFund            = schema.Formula("fund")
	times              = schema.Formula("multiple") // the unit of a ratio told as one: 增长9.51倍
	sayTimes           = schema.Formula("times")
	sayLineOrder       = schema.Formula("line_order")
	sayLetters         = schema.Formula("letters")
	sayShown           = schema.Formula("shown")
	sayWith            = schema.Formula("with")
	sayWithout         = schema.Formula("without")
	sayShare           = schema.Formula("share")
	sayNoAmounts       = schema.Formula("no_amounts")
	sayShareOf         = schema.Formula("share_of")
	sayShouldBe        = schema.Formula("should_be")
	sayDone            = schema.Formula("done")
	sayNoPlan          = schema.Formula("no_plan")
	sayZeroBudget      = schema.Formula("zero_budget")
	sayCompletionOf    = schema.Formula("completion_of")
)

// figure prints a fact's value as a reader of the report knows it: money in
// 万元 where the document writes 万元, with its sign.
func (e *evaluator) figure(f *schema.Fact) string { return e.print(f, f.Value) }

// print prints a value in the unit and style of a fact.
func (e *evaluator) print(like *schema.Fact, v decimal.Decimal) string {
	if like.Kind == schema.Amount && e.figs.Scale.Money < 0 {
		return schema.DecimalText(v.Shift(-4)) + sayWan
	}
	return schema.DecimalText(v) + like.Unit
}

// name is how a formula calls a fact: its label, with the year when it is not
// the document's.
func (e *evaluator) name(f *schema.Fact) string {
	label := cmp.Or(f.Called, f.Label)
	if c, ok := schema.ConceptByID(f.Concept); ok && f.Said.Generic {
		label = c.Label
	} else if label == "" {
		label = string(f.Concept)
	}
	if y := f.Period.End.Year(); f.Period.Known() && y != e.report.Document.FiscalYear {
		return label + "(" + f.Period.End.String()[:4] + ")"
	}
	return label
}

// sumFormula spells a sum out: 合计 16万元 = A 4万元 + B 12万元 = 16万元.
func (e *evaluator) sumFormula(total int, parts []int, weights []int, o outcome) string {
	var b strings.Builder
	t := &e.facts[total]
	b.WriteString(e.name(t) + " " + e.figure(t) + " = ")
	for i, p := range parts {
		f := &e.facts[p]
		switch {
		case weightOf(weights, i) < 0:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(e.name(f) + " " + e.figure(f))
	}
	if len(parts) > 1 {
		b.WriteString(" = " + e.print(t, o.computed))
	}
	return b.String() + e.gap(t, o)
}

// gap says by how much a check fails.
func (e *evaluator) gap(like *schema.Fact, o outcome) string {
	if o.verdict != schema.Inconsistent {
		return ""
	}
	return sayGap + e.print(like, o.difference)
}

// ratioWord is how a formula calls a percentage of two figures.
func ratioWord(f *schema.Fact) string {
	switch f.Form {
	case schema.PctChange:
		return sayRateOf
	case schema.Completion:
		return sayCompletionOf
	}
	return sayShareOf
}

// averageFormula spells out what comes to each: 人均 = 864.2万元 / 8642人次 = 1000元；报告 1200元.
func (e *evaluator) averageFormula(num, den, reported *schema.Fact, o outcome) string {
	s := e.name(reported) + " = " + e.figure(num) + " / " + e.name(den) + " " + e.figure(den) + " = " + schema.DecimalText(o.computed.Round(2)) + reported.Unit + sayReported + schema.DecimalText(reported.Value) + reported.Unit
	if o.verdict == schema.Inconsistent {
		s += sayGap + schema.DecimalText(o.difference.Round(2)) + reported.Unit
	}
	return s
}

// ratioFormula spells a percentage out.
func (e *evaluator) ratioFormula(what string, num, den string, reported *schema.Fact, o outcome) string {
	s := what + ": " + num + " / " + den + " = " + o.computed.Round(4).String() + sayPercentReported + e.figure(reported)
	if o.verdict == schema.Inconsistent {
		s += sayGap + o.difference.Round(4).String() + sayPoints
	}
	return s
}
