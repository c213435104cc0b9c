package reconcile

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// Doubt is what keeps two figures of two documents from being one quantity.
type Doubt int

const (
	NoDoubt     Doubt = iota
	BodyUnknown       // two bodies may have the name: equal figures agree, others are ambiguous
	TwoFigures        // a document states it twice and differently: ambiguous
)

// Across judges a figure a report restates against the figure of the report it
// restates: for across.prior_year last year's level, for across.carry_over the
// opening balance against the closing one. A report is taken at 0.01万元, as
// the templates print it. year is the fiscal year of the restating report.
func Across(rule schema.RuleID, year int, restated, original *schema.Fact, doubt Doubt) schema.Check {
	return between(rule, year, doubt,
		party{restated, "restated", fmt.Sprintf(sayReportOf, year)}, party{original, "original", fmt.Sprintf(sayReportOf, year-1)})
}

// Filed judges a figure in the text of one file against the tables of another
// of the same filing (across.filing), as Across does.
func Filed(year int, said, printed *schema.Fact, doubt Doubt) schema.Check {
	return between(schema.RuleFiling, year, doubt, party{said, "text", sayText}, party{printed, "table", sayTable})
}

// party is a figure of one of two documents, its role and how the formula calls
// its document.
type party struct {
	fact   *schema.Fact
	role   schema.Role
	source string
}

// between judges a = b; the check is of a's document.
func between(rule schema.RuleID, year int, doubt Doubt, a, b party) schema.Check {
	e := newEvaluator(&schema.Report{Document: schema.Document{ID: a.fact.Document, FiscalYear: year}}, []schema.Fact{*a.fact, *b.fact}, figures.Printed)
	e.joined = true
	o := e.judge.linear(a.fact, []*schema.Fact{b.fact}, nil)
	formula := fmt.Sprintf("%s %s %s = %s %s %s", a.source, e.name(a.fact), e.figure(a.fact), b.source, e.name(b.fact), e.figure(b.fact))
	if o.verdict == schema.Inconsistent {
		formula += e.gap(a.fact, o)
		if doubt == BodyUnknown {
			o.verdict, formula = schema.Ambiguous, formula+sayBodyUnknown
		}
	}
	if doubt == TwoFigures {
		o.verdict = schema.Ambiguous
	}
	e.add(rule, o, formula, operand{0, a.role}, operand{1, b.role})
	e.diagnose()
	return e.checks[0]
}

// Units is what the reports of a department and of the units it lists say of
// one quantity.
type Units struct {
	Entity     string
	Year       int
	Department *schema.Fact
	Units      []*schema.Fact // in the order of the list; nil where a unit's report does not state it
	Names      []string       // of the units
	// Transfers are what the units say they had from or gave to each other,
	// which a consolidation leaves out of its totals; nil for a fund that is
	// not passed on within a department.
	Transfers []*schema.Fact
	Ambiguous bool // a report states several figures
}

// Department judges that a department's figure is the sum of its units'
// (across.units). A sum that is larger by no more than the transfers among
// them is not judged: what was eliminated is not disclosed.
func Department(u *Units) schema.Check {
	facts, ops, missing := []schema.Fact{*u.Department}, []operand{{0, schema.DepartmentRole}}, []string(nil)
	var stated []*schema.Fact
	var names []string
	for i, f := range u.Units {
		if f == nil {
			missing = append(missing, u.Names[i])
			continue
		}
		stated, names = append(stated, f), append(names, u.Names[i])
		ops = append(ops, operand{len(facts), schema.UnitRole})
		facts = append(facts, *f)
	}
	e := newEvaluator(&schema.Report{Document: schema.Document{ID: u.Department.Document, FiscalYear: u.Year}}, facts, figures.Printed)
	e.joined = true
	var parts []string
	for i, f := range stated {
		parts = append(parts, names[i]+" "+e.figure(f))
	}
	o := e.judge.linear(u.Department, stated, nil)
	formula := fmt.Sprintf(sayDepartment, u.Entity, u.Year, e.name(u.Department), e.figure(u.Department),
		strings.Join(parts, " + "), e.print(u.Department, o.computed))
	switch moved := total(u.Transfers); {
	case len(missing) > 0:
		o.verdict, formula = schema.Incomplete, formula+sayUnlisted+strings.Join(missing, "、")
	case u.Ambiguous:
		o.verdict = schema.Ambiguous
	case o.verdict == schema.Inconsistent && o.difference.IsNegative() && o.difference.Neg().LessThanOrEqual(moved.Add(o.tolerance)):
		o.verdict, formula = schema.Ambiguous, formula+e.gap(u.Department, o)+sayTransfers+e.print(u.Department, moved)+sayEliminated
	default:
		formula += e.gap(u.Department, o)
	}
	e.add(schema.RuleUnits, o, formula, ops...)
	e.diagnose()
	return e.checks[0]
}

func total(facts []*schema.Fact) (sum decimal.Decimal) {
	for _, f := range facts {
		sum = sum.Add(f.Value)
	}
	return sum
}

// UnitsMissing is the obligation of a department some of whose units have no
// report in the dataset.
func UnitsMissing(document, entity string, year int, listed, missing []string) schema.Check {
	e := newEvaluator(&schema.Report{Document: schema.Document{ID: document, FiscalYear: year}}, nil, figures.Printed)
	e.joined = true
	formula := fmt.Sprintf(sayUnitsMissing, entity, year, len(listed), len(missing), strings.Join(missing, "、"))
	e.add(schema.RuleUnits, outcome{verdict: schema.Incomplete}, formula)
	return e.checks[0]
}
