package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Evaluate returns the checks of a report, in a fixed order: what the text
// states, then the identities of the rules table. It changes nothing but the
// report's obligation counts.
func Evaluate(r *schema.Report) []schema.Check {
	e := &evaluator{report: r, facts: r.Facts, scale: scaleOf(r.Facts), done: map[string]bool{},
		several: severalPlaces(r)}
	e.index()
	e.claims()
	e.changes()
	e.shares()
	e.completions()
	e.repeats()
	e.duplicates()
	e.restated()
	e.territory()
	for _, rule := range ruleTable().order {
		if !r.Territorial || alongClasses(rule) {
			e.rule(rule)
		}
	}
	e.diagnose()
	r.Document.Obligations, r.Document.Evaluated = obligations(e.checks)
	return e.checks
}

// alongClasses reports the sums of the functional classification, which hold in
// any accounts. The other identities are of the accounts of one body: a government
// has other flows, and an economic classification of its own.
func alongClasses(rule schema.Rule) bool {
	c, ok := rule.Relation.(schema.Children)
	return ok && c.Axis == schema.FunctionAxis
}

// evaluator holds one report while it is checked.
type evaluator struct {
	report   *schema.Report
	facts    []schema.Fact
	scale    scale
	by       map[schema.ConceptID][]int // facts of each concept, in document order
	alike    [][]int                    // the same by quantity
	number   map[aspects]int            // of each quantity
	quantity []int                      // of each fact
	whole    []int                      // of each quantity, whatever the fund; see anyFund
	wholes   wholes
	// several says that the report speaks of more than one place, so that figures
	// without one are not known to be of the same.
	several   bool
	joined    bool            // the figures are of several reports, chosen by all that their scope is known by
	done      map[string]bool // arithmetic already stated, so that nothing is said twice
	checks    []schema.Check
	relations []relation // of each check
}

// aspects are what the figures of one thing at different times share.
type aspects struct {
	concept schema.ConceptID
	dims    schema.Dimensions
}

// sameAs lists the facts about the quantity of a fact, in document order.
func (e *evaluator) sameAs(f *schema.Fact) []int {
	if n, ok := e.number[aspectsOf(f)]; ok {
		return e.alike[n]
	}
	return nil
}

func aspectsOf(f *schema.Fact) aspects { return aspects{f.Concept, f.Dimensions} }

// ruleTable is the rules in their order and by id.
var ruleTable = sync.OnceValue(func() (t struct {
	order []schema.Rule
	byID  map[schema.RuleID]schema.Rule
}) {
	t.order = schema.Rules()
	t.byID = make(map[schema.RuleID]schema.Rule)
	for _, r := range t.order {
		t.byID[r.ID] = r
	}
	return t
})

func (e *evaluator) index() {
	e.by = make(map[schema.ConceptID][]int)
	e.number = make(map[aspects]int)
	e.quantity = make([]int, len(e.facts))
	for i := range e.facts {
		if c := e.facts[i].Concept; c != "" && e.facts[i].Form != schema.Threshold {
			e.by[c] = append(e.by[c], i)
			k := aspectsOf(&e.facts[i])
			n, ok := e.number[k]
			if !ok {
				n = len(e.alike)
				e.number[k], e.alike = n, append(e.alike, nil)
			}
			e.quantity[i], e.alike[n] = n, append(e.alike[n], i)
		}
	}
}

// operand names a fact's part in a check.
type operand struct {
	fact int
	role string
}

// add records a check.
func (e *evaluator) add(id schema.RuleID, o outcome, formula string, ops ...operand) {
	rule := ruleTable().byID[id]
	key := string(rule.Family) + "|" + operandKey(ops)
	if e.done[key] {
		return
	}
	e.done[key] = true
	if !e.joined {
		formula = e.settle(&o, formula, ops)
	}
	c := schema.Check{Document: e.report.Document.ID, Rule: id, Family: rule.Family, Formula: formula, Verdict: o.verdict,
		Severity: rule.Severity, Diagnosis: o.cause, FiscalYear: e.report.Document.FiscalYear}
	if o.verdict.Evaluated() {
		c.Reported, c.Computed = decimal.NewNullDecimal(o.reported), decimal.NewNullDecimal(o.computed)
		c.Difference, c.Tolerance = decimal.NewNullDecimal(o.difference), decimal.NewNullDecimal(o.tolerance)
	}
	for _, x := range ops {
		f := &e.facts[x.fact]
		c.Operands = append(c.Operands, schema.Operand{Fact: f.ID, Document: f.Document, Role: x.role, Value: f.Value, Raw: f.Raw, Source: f.Source})
	}
	h := sha256.Sum256([]byte(c.Document + "|" + string(id) + "|" + operandIDs(c.Operands)))
	c.ID = hex.EncodeToString(h[:8])
	e.checks = append(e.checks, c)
	e.relations = append(e.relations, relation{ops, o.weights, o.word})
}

func operandKey(ops []operand) string {
	b := make([]byte, 0, 8*len(ops))
	for _, o := range ops {
		b = append(strconv.AppendInt(b, int64(o.fact), 10), ',')
	}
	return string(b)
}

func operandIDs(ops []schema.Operand) string {
	var b strings.Builder
	for _, o := range ops {
		b.WriteString(o.Fact)
		b.WriteByte(',')
	}
	return b.String()
}

// obligations counts what should be checkable and what was checked: a check
// that could not be evaluated is an obligation not met, never a pass.
func obligations(checks []schema.Check) (all, evaluated int) {
	for i := range checks {
		if checks[i].Verdict == schema.NotApplicable {
			continue
		}
		all++
		if checks[i].Verdict.Evaluated() {
			evaluated++
		}
	}
	return all, evaluated
}
