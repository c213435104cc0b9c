package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/diagnose"
	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// Evaluate returns the checks of a report, in a fixed order: what the text
// states, then the identities of the rules table. It changes nothing but the
// report's obligation counts.
func Evaluate(r *schema.Report) []schema.Check { return EvaluateUntil(never, r) }

func never() bool { return false }

// EvaluateUntil is Evaluate until the checks are wanted no more, which givenUp
// reports. They are cut short then, and of no use.
func EvaluateUntil(givenUp func() bool, r *schema.Report) []schema.Check {
	e := newEvaluator(r, r.Facts, figures.ScaleOf(r.Facts))
	e.several, e.government, e.oneBody, e.givenUp = severalPlaces(r), e.ofGovernment(), !r.Territorial, givenUp
	for _, step := range []func(){e.claims, e.listedShares, e.namesakes, e.flows, e.changesOfLists, e.repeats, e.duplicates, e.items, e.classLists, e.joinedItems, e.restated, e.territory} {
		if step(); e.givenUp() {
			return nil
		}
	}
	for _, rule := range ruleTable().order {
		if e.givenUp() {
			return nil
		}
		if r.Territorial && rule.Governments || !r.Territorial && !rule.GovernmentsOnly {
			e.rule(rule)
		}
	}
	e.columnLaws()
	e.doubtPairings()
	e.diagnose()
	r.Document.Obligations, r.Document.Evaluated = obligations(e.checks)
	return e.checks
}

// evaluator holds one report while it is checked.
type evaluator struct {
	report   *schema.Report
	facts    []schema.Fact
	figs     *figures.Set // the same, to be found
	judge    arithmetic
	claim    map[int]*schema.Claim // of each change, by its fact
	rated    map[int]bool          // changes that a rate is stated of
	forced   map[printedShare]bool
	whole    []int // of each quantity, whatever the fund; see anyFund
	wholes   wholes
	outlines map[[3]int]int  // of each column of a table, by how many more of its outlines hold than fail; see outlinesHold
	listed   map[int]int     // the members of lists that add up, with their whole
	parts    map[[2]int]bool // the results of sums with each of their parts, nil until asked; see partOfOther
	inFull   map[string]bool // the lists that add up by their names, nil until asked; see toldInFull
	// passages are the levels of each passage, nil until a rule asks; see beside.
	passages map[passage][]int
	// agree is how far each two tables agree, and retelling each table with all others.
	agree     map[tablePair]*agreement
	retelling map[int]*counts
	// several says that the report speaks of more than one place, so that figures
	// without one are not known to be of the same.
	several bool
	// oneBody says that the report is no government's, so that its paragraphs are of one place each.
	oneBody bool
	// government says that the accounts are a government's.
	government bool
	headed     map[int]bool    // the tables of which a column says its year or phase, nil until asked
	givenUp    func() bool     // the checks are wanted no more
	joined     bool            // the figures are of several reports, chosen by all that their scope is known by
	done       map[string]bool // arithmetic already stated, so that nothing is said twice
	judged     map[string]int  // how many checks a rule has of a figure, by the two
	checks     []schema.Check
	relations  []diagnose.Relation // of each check
	failed     map[int][]int       // the figures of failing checks with the others of their check; see columnLaws
	numbers    []int               // of the figure of each fact, 0 until asked; see figureNumber
	statements map[statement]int
}

func newEvaluator(r *schema.Report, facts []schema.Fact, scale figures.Scale) *evaluator {
	figs, many := figures.New(facts, scale), len(facts)+len(facts)/16 // a dense report has as many checks as figures
	return &evaluator{report: r, facts: facts, figs: figs, judge: arithmetic{figs.Scale},
		claim: make(map[int]*schema.Claim), rated: make(map[int]bool), done: make(map[string]bool), judged: make(map[string]int), listed: make(map[int]int),
		checks: make([]schema.Check, 0, many), relations: make([]diagnose.Relation, 0, many), givenUp: never}
}

// diagnose names the slips that explain the failing checks, and says which of them
// are one contradiction.
func (e *evaluator) diagnose() {
	causes, together := diagnose.Causes(&diagnose.Report{Figures: e.figs, Checks: e.checks, Relations: e.relations, Current: e.current, GivenUp: e.givenUp})
	for i, cause := range causes {
		if cause != schema.NoDiagnosis {
			e.checks[i].Diagnosis = cause
		}
	}
	e.findings(together)
}

// groupBy collects the facts that have a key by it, in the order the keys are first
// met: what hierarchies, tables and statements of one fact are judged along.
func groupBy[K comparable](facts []schema.Fact, key func(i int, f *schema.Fact) (K, bool)) (groups [][]int) {
	at := make(map[K]int)
	for i := range facts {
		k, ok := key(i, &facts[i])
		if !ok {
			continue
		}
		g, known := at[k]
		if !known {
			g = len(groups)
			at[k], groups = g, append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	return groups
}

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

// operand names a fact's part in a check.
type operand struct {
	fact int
	role schema.Role
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
		e.judgeByDigit(&rule, &o, ops)
		formula = e.settle(&o, formula, ops)
	}
	c := schema.Check{Document: e.report.Document.ID, Rule: id, Family: rule.Family, Formula: formula, Verdict: o.verdict,
		Severity: rule.Severity, Diagnosis: o.cause, FiscalYear: e.report.Document.FiscalYear}
	if o.verdict.Evaluated() {
		c.Reported, c.Computed = decimal.NewNullDecimal(o.reported), decimal.NewNullDecimal(o.computed)
		c.Difference, c.Tolerance = decimal.NewNullDecimal(o.difference), decimal.NewNullDecimal(o.tolerance)
	}
	c.Operands = make([]schema.Operand, len(ops))
	for k, x := range ops {
		c.Operands[k] = schema.Operand{Fact: &e.facts[x.fact], Role: x.role}
	}
	c.ID = e.checkID(&c)
	e.checks = append(e.checks, c)
	e.relations = append(e.relations, diagnose.Relation{Operands: related(ops), Weights: o.weights, Word: o.word})
}

func related(ops []operand) []diagnose.Operand {
	out := make([]diagnose.Operand, len(ops))
	for i, o := range ops {
		out[i] = diagnose.Operand{Fact: o.fact, Role: o.role}
	}
	return out
}

func operandKey(ops []operand) string {
	b := make([]byte, 0, 8*len(ops))
	for _, o := range ops {
		b = append(strconv.AppendInt(b, int64(o.fact), 10), ',')
	}
	return string(b)
}

// checkID names a check by the figure it is about and its rule, and where a rule judges one
// figure several times by a number. Across documents, where each check is made alone,
// it is a hash of the rule and the operands.
func (e *evaluator) checkID(c *schema.Check) string {
	if !e.joined && len(c.Operands) > 0 {
		id := c.Operands[0].Fact.ID + "-" + c.Rule.Anchor()
		e.judged[id]++
		if n := e.judged[id]; n > 1 {
			id += "-" + strconv.Itoa(n)
		}
		return id
	}
	key := []byte(c.Document + "|" + string(c.Rule) + "|")
	for _, o := range c.Operands {
		key = append(append(key, o.Fact.ID...), ',')
	}
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:8])
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
