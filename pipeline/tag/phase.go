package tag

import (
	"gongkai/nlp"
	"gongkai/schema"
)

// measureOf is the phase of a fact: named in the clause, or the one its
// document and section imply.
func (n *narrator) measureOf(f *schema.Fact) schema.Measure {
	switch f.Concept {
	case "", schema.BalanceClosing, schema.BalanceAllocation, schema.BalanceUseNonFiscal:
		switch {
		case n.ctx.kind == schema.BudgetReport && (n.measure == "" || n.measure == schema.Budget):
			if f.Kind == schema.Amount && n.completionAhead() {
				return schema.Executed
			}
			return n.ctx.measure
		case n.ctx.kind == schema.BudgetReport || f.Concept == "":
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
		return n.ctx.measure
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
		if n.measure.IsBudget() && n.ctx.kind != schema.BudgetReport {
			return schema.Final
		}
	}
	switch {
	case n.measure == schema.Budget && n.ctx.kind == schema.BudgetReport:
		return n.ctx.measure // a budget's own figures are the year's initial budget
	case n.measure != "":
		return n.measure
	case n.ctx.kind == schema.BudgetReport && (f.Form == schema.Completion || n.completionAhead()):
		return schema.Executed // 收入630.5亿元，完成预算的100.1%: the report looks back
	}
	return n.ctx.measure
}

// completionAhead reports that a completion follows the number being read,
// before the next amount and the end of the sentence.
func (n *narrator) completionAhead() bool {
	for i := range n.lx {
		x := &n.lx[i]
		switch {
		case x.start <= n.current:
		case x.kind == lexWord && x.entry.role == rCompletion:
			return true
		case x.kind == lexNumber && n.ms[x.mention].Kind == nlp.Amount, x.kind == lexMark && (x.mark == '.' || x.mark == ';'):
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
