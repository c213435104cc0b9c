package reconcile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// figure prints a fact's value as a reader of the report knows it: money in
// 万元 where the document writes 万元, with its sign.
func (e *evaluator) figure(f *schema.Fact) string { return e.print(f, f.Value) }

// print prints a value in the unit and style of a fact.
func (e *evaluator) print(like *schema.Fact, v decimal.Decimal) string {
	if like.Kind == schema.Amount && e.figs.Scale.Money < 0 {
		return v.Shift(-4).String() + "万元"
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
	return "；相差 " + e.print(like, o.difference)
}

// ratioFormula spells a percentage out.
func (e *evaluator) ratioFormula(what string, num, den string, reported *schema.Fact, o outcome) string {
	s := what + ": " + num + " / " + den + " = " + o.computed.Round(4).String() + "%；报告 " + e.figure(reported)
	if o.verdict == schema.Inconsistent {
		s += "；相差 " + o.difference.Round(4).String() + "个百分点"
	}
	return s
}
