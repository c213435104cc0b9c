package tag

import (
	"strings"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// measureOf is the phase of a fact: named in the clause, or the one its
// document and section imply.
func (n *narrator) measureOf(f *schema.Fact) schema.Measure {
	switch f.Concept {
	case "", schema.BalanceClosing, schema.BalanceAllocation, schema.BalanceUseNonFiscal:
		switch {
		case n.ctx.Frame.Kind == schema.BudgetReport && (n.measure == "" || n.measure == schema.Budget):
			if f.Kind == schema.Amount && n.completionAhead() || f.Form == schema.Completion {
				return schema.Executed
			}
			if n.ctx.Heading.Measure == schema.Executed && !n.ofAccounts(f) {
				return "" // 争取专项债券12亿元: a deed, not a line of the accounts
			}
			return n.phase()
		case n.ctx.Frame.Kind == schema.BudgetReport || f.Concept == "":
			return n.measure
		}
		return schema.Final
	case schema.EconomyTarget:
		return schema.Target
	case schema.EconomyActual:
		return schema.Actual
	case schema.PerformanceProjectSpent:
		if n.measure == schema.Used {
			return schema.Used
		}
		return schema.Executed
	case schema.PerformanceProjectBudget:
		return n.budgetPhase()
	case schema.BalanceOpening:
		if n.measure == schema.Used {
			return schema.Used
		}
		return n.phase()
	case schema.BudgetAddition, schema.BudgetReduction:
		if n.measure == schema.Used {
			return schema.Used
		}
		return ""
	case schema.PerformanceAmountCovered, schema.PerformanceIndicator, schema.PerformanceScore:
		return ""
	case schema.ProcurementSMEReserved, schema.ProcurementSmallReserved:
		return schema.Budget
	}
	if f.Form == schema.Completion || f.Form == schema.Share || f.Form == schema.PctChange {
		if n.measure.IsBudget() && n.ctx.Frame.Kind != schema.BudgetReport {
			return schema.Final
		}
	}
	switch {
	case n.ctx.Frame.Kind == schema.BudgetReport && (n.measure == "" || n.measure == schema.Budget) && (f.Form == schema.Completion || n.completionAhead()):
		return schema.Executed // 预算收入630.5亿元，完成预算的100.1%: the report looks back
	case n.measure == schema.Budget && n.ctx.Frame.Kind == schema.BudgetReport:
		if m := n.phase(); m != schema.Executed {
			return m // a budget's own figures are the year's initial budget
		}
		return schema.BudgetInitial // 收入预算250亿元，实际完成…: what the execution is told of
	case n.measure == schema.Actual && n.ctx.Frame.Territorial:
		return schema.Executed // 实际完成90万元: accounts have an execution, indicators an actual value
	case n.measure != "":
		return n.measure
	}
	return n.phase()
}

// adjusts takes a budget that is said to have been changed, 支出预算调整为, for the
// adjusted one.
func (n *narrator) adjusts(i int) {
	if n.measure.IsBudget() && strings.HasPrefix(n.p.Lexemes[i].Entry.Surface, adjusted) {
		n.measure, n.phased = schema.BudgetAdjusted, true
	}
}

// adjusted is the verb by which a budget becomes another.
const adjusted = "调整"

// phase is the phase of figures that name none: that of their heading, else
// that of the document. A year after the one whose execution is told is planned.
func (n *narrator) phase() schema.Measure {
	if m := n.ctx.Heading.Measure; m != "" {
		if told := n.ctx.Year(); m == schema.Executed && n.ctx.Frame.Kind == schema.BudgetReport && told > 0 && n.period.Known() && n.period.Start.Year() > told {
			return schema.BudgetInitial
		}
		return m
	}
	return n.ctx.Frame.Measure
}

// ofAccounts reports a figure whose words are those of revenue, expenditure or
// a fund, or a change or share of such a figure.
func (n *narrator) ofAccounts(f *schema.Fact) bool {
	if f.Form != schema.Level && n.last >= 0 {
		return n.out.Facts[n.last].Measure != ""
	}
	if k := len(n.lists) - 1; k >= 0 && n.lists[k].fact >= 0 && n.out.Facts[n.lists[k].fact].Measure != "" {
		return true // a part of a line of the accounts
	}
	return f.Concept != "" || nlp.ContainsAny(f.Label, []string{"收入", "支出", "预算", "基金", "税", "结余", "结转", "补助", "调入资金", "调出资金"})
}

// completionAhead reports that a completion follows the number being read,
// before the next amount and the end of the sentence. 完成643.1亿元 is none.
func (n *narrator) completionAhead() bool {
	completed, changed := false, false
	for i := range n.p.Lexemes {
		x := &n.p.Lexemes[i]
		switch {
		case x.Start <= n.current:
		case x.Kind == clause.Word && (x.Entry.Role == clause.ChangeWord || x.Entry.Role == clause.RateWord):
			changed = true
		case x.Kind == clause.Number && changed:
			changed = false // 同比增收2亿元，为预算的52%: the change between them is of the same figure
		case x.Kind == clause.Word && (x.Entry.Role == clause.CompletionWord || x.Entry.Role == clause.PhaseWord && n.p.RatioOf(i)):
			completed = true
		case x.Kind == clause.Number && n.p.Mentions[x.Mention].Kind == nlp.Ratio && completed:
			return true
		case x.Kind == clause.Number && n.p.Mentions[x.Mention].Kind == nlp.Amount, x.Kind == clause.Mark && (x.Mark == '.' || x.Mark == ';'):
			return false
		}
	}
	return false
}

// budgetPhase is the phase of a project budget.
func (n *narrator) budgetPhase() schema.Measure {
	if n.measure.IsBudget() {
		return n.measure
	}
	return schema.Budget
}
