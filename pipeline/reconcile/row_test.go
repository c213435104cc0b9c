package reconcile

import (
	"testing"

	"gongkai/schema"
)

// TestBaseInRow takes the base of a rate of a table from its row, whatever phase it is of,
// before that of the same phase in another table; not where the column of the rate has lost
// its head, and not where the row tells two.
func TestBaseInRow(t *testing.T) {
	row := func(rate string, of schema.Measure, levels ...schema.Fact) (facts []schema.Fact) {
		facts = append(facts, amount(schema.RevenueTax, "900", cell(1, 1, 1), in(2019), phase(schema.BudgetInitial)))
		for i, f := range levels {
			f.Source = schema.Provenance{Block: 102, Table: 2, Row: 1, Col: i + 1}
			facts = append(facts, f)
		}
		return append(facts, percent(schema.RevenueTax, schema.PctChange, rate, cell(2, 1, 9), on(2019), phase(of)))
	}
	before := amount(schema.RevenueTax, "1000", cell(2, 1, 1), in(2019), phase(schema.Executed))
	budget := amount(schema.RevenueTax, "1100", cell(2, 1, 2), phase(schema.BudgetInitial))
	done := amount(schema.RevenueTax, "1050", cell(2, 1, 3), phase(schema.Executed))
	claims := func(n int) []schema.Claim {
		return []schema.Claim{{Family: schema.PctChangeFamily, Rule: schema.RulePctChange, Result: n, Listed: -1}}
	}
	run(t, []evaluation{
		{"in the row", schema.RulePctChange, row("10", schema.BudgetInitial, before, budget), claims(3), "exact"},
		{"wrong", schema.RulePctChange, row("12", schema.BudgetInitial, before, budget), claims(3), "inconsistent"},
		{"as a percentage of it", schema.RulePctChange, row("110", schema.BudgetInitial, before, budget), claims(3), "ambiguous"},
		{"of what was done", schema.RulePctChange, row("5", schema.Executed, before, budget, done), claims(4), "exact"},
	})
}

// TestInFullElsewhere takes a list for full where the report tells it of another year in full.
func TestInFullElsewhere(t *testing.T) {
	list := func(block, year int, whole string, parts ...string) (facts []schema.Fact) {
		names := []string{"返还性收入", "上解收入", "调入资金"}
		tell := func(name, v string) {
			facts = append(facts, amount("", v, in(year), sentence(block, block), said(func(w *schema.Wording) { w.Name = name })))
		}
		tell("转移性收入", whole)
		for i, v := range parts {
			tell(names[i], v)
		}
		return facts
	}
	claims := []schema.Claim{sumOf(0, 1, 2, 3), sumOf(4, 5, 6, 7)}
	this := list(1, 2020, "61.53", "10.11", "20.22", "30.33") // makes 60.66
	run(t, []evaluation{
		{"adds up there", schema.RuleListSum, append(this, list(2, 2019, "63.66", "11.11", "21.22", "31.33")...), claims, "inconsistent exact"},
		{"there neither", schema.RuleListSum, append(this, list(2, 2019, "65.69", "11.11", "21.22", "31.33")...), claims, "not_applicable not_applicable"},
	})
}

// TestBudgetOnWhatWasDone takes for the base of a budget's rate what was done the year before
// where the rate holds on it, and says nothing where it does not.
func TestBudgetOnWhatWasDone(t *testing.T) {
	report := func(rate string) []schema.Fact {
		return []schema.Fact{
			amount(schema.RevenueTax, "1000", sentence(1, 1), in(2019), phase(schema.Executed)),
			amount(schema.RevenueTax, "1020", sentence(2, 2), phase(schema.BudgetInitial)),
			percent(schema.RevenueTax, schema.PctChange, rate, sentence(2, 2), on(2019), phase(schema.BudgetInitial)),
		}
	}
	claims := []schema.Claim{claim(schema.PctChangeFamily, 2, beside{schema.CurrentRole: 1})}
	claims[0].Rule = schema.RulePctChange
	run(t, []evaluation{
		{"holds", schema.RulePctChange, report("2"), claims, "exact"},
		{"does not", schema.RulePctChange, report("5"), claims, "incomplete"},
	})
}

// TestLevelsApart holds no figure of 市级 against one of 市本级, and each against its own.
func TestLevelsApart(t *testing.T) {
	told := func(level, v string, n int) schema.Fact {
		return amount(schema.RevenueTax, v, sentence(n, n), said(func(w *schema.Wording) { w.Level = level }))
	}
	run(t, []evaluation{
		{"two levels", schema.RuleDuplicate, []schema.Fact{told("级", "300", 1), told("本级", "200", 2)}, nil, ""},
		{"each its own", schema.RuleDuplicate, []schema.Fact{told("级", "300", 1), told("本级", "200", 2), told("级", "310", 3), told("本级", "200", 4)}, nil, "inconsistent exact"},
		{"one level", schema.RuleDuplicate, []schema.Fact{told("级", "300", 1), told("级", "310", 2)}, nil, "inconsistent"},
	})
}
