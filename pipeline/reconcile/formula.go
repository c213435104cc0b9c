package reconcile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
	"gongkai/schema/words"
)

// The words of formulas, which stand in formula.tsv: all that this package says in
// Chinese.
var (
	sayReportOf        = words.Formula("report_of")
	sayText            = words.Formula("text")
	sayTable           = words.Formula("table")
	sayDepartment      = words.Formula("department")
	sayUnlisted        = words.Formula("unlisted")
	sayTransfers       = words.Formula("transfers")
	sayEliminated      = words.Formula("eliminated")
	sayUnitsMissing    = words.Formula("units_missing")
	sayChange          = words.Formula("change")
	sayNoLevels        = words.Formula("no_levels")
	sayReported        = words.Formula("reported")
	sayDecrease        = words.Formula("decrease")
	sayIncrease        = words.Formula("increase")
	saySignOf          = words.Formula("sign_of")
	sayAgainst         = words.Formula("against")
	sayRate            = words.Formula("rate")
	sayNoBase          = words.Formula("no_base")
	sayAmountOf        = words.Formula("amount_of")
	sayAndRate         = words.Formula("and_rate")
	saySameWay         = words.Formula("same_way")
	sayRateOf          = words.Formula("rate_of")
	sayOtherBase       = words.Formula("other_base")
	sayRealTerms       = words.Formula("real_terms")
	sayZeroBase        = words.Formula("zero_base")
	sayMeaningless     = words.Formula("meaningless")
	sayBudget          = words.Formula("budget")
	sayCompletes       = words.Formula("completes")
	sayFinal           = words.Formula("final")
	sayNoBudget        = words.Formula("no_budget")
	sayBudgetAs        = words.Formula("budget_as")
	sayYetWritten      = words.Formula("yet_written")
	sayFlatNoBase      = words.Formula("flat_no_base")
	sayAnd             = words.Formula("and")
	sayFlat            = words.Formula("flat")
	sayListed          = words.Formula("listed")
	sayItems           = words.Formula("items")
	sayOnlyName        = words.Formula("only_name")
	sayTerritory       = words.Formula("territory")
	sayWan             = words.Formula("wan")
	sayGap             = words.Formula("gap")
	sayPercentReported = words.Formula("percent_reported")
	sayPoints          = words.Formula("points")
	sayPartsMissing    = words.Formula("parts_missing")
	sayTwice           = words.Formula("twice")
	sayUnreadRows      = words.Formula("unread_rows")
	sayNextRow         = words.Formula("next_row")
	sayPartial         = words.Formula("partial")
	sayRemainderOnly   = words.Formula("remainder_only")
	sayUnknown         = words.Formula("unknown")
	sayAlso            = words.Formula("also")
	sayPeriod          = words.Formula("period")
	sayBasis           = words.Formula("basis")
	sayTableScope      = words.Formula("table_scope")
	sayName            = words.Formula("name")
	sayPhase           = words.Formula("phase")
	sayPlace           = words.Formula("place")
	sayFund            = words.Formula("fund")
	sayLetters         = words.Formula("letters")
	sayWith            = words.Formula("with")
	sayShare           = words.Formula("share")
	sayNoAmounts       = words.Formula("no_amounts")
	sayShareOf         = words.Formula("share_of")
	sayShouldBe        = words.Formula("should_be")
	sayDone            = words.Formula("done")
	sayNoPlan          = words.Formula("no_plan")
	sayZeroBudget      = words.Formula("zero_budget")
	sayCompletionOf    = words.Formula("completion_of")
)

// figure prints a fact's value as a reader of the report knows it: money in
// 万元 where the document writes 万元, with its sign.
func (e *evaluator) figure(f *schema.Fact) string { return e.print(f, f.Value) }

// print prints a value in the unit and style of a fact.
func (e *evaluator) print(like *schema.Fact, v decimal.Decimal) string {
	if like.Kind == schema.Amount && e.figs.Scale.Money < 0 {
		return v.Shift(-4).String() + sayWan
	}
	return v.String() + like.Unit
}

// name is how a formula calls a fact: its label, with the year when it is not
// the document's.
func (e *evaluator) name(f *schema.Fact) string {
	label := f.Label
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

// ratioFormula spells a percentage out.
func (e *evaluator) ratioFormula(what string, num, den string, reported *schema.Fact, o outcome) string {
	s := what + ": " + num + " / " + den + " = " + o.computed.Round(4).String() + sayPercentReported + e.figure(reported)
	if o.verdict == schema.Inconsistent {
		s += sayGap + o.difference.Round(4).String() + sayPoints
	}
	return s
}
