package reconcile

import (
	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// Which columns of a table belong together, and whether two tables list the same
// thing, is read from heads that may say too little: 比上年增减% beside a budget and
// an estimate of last year, a table of 省级 and one of 省本级. The rows themselves are
// the evidence. A pairing that fails in most of them is a wrong pairing, not many errors.

// vote counts one row of a pairing.
func (c *counts) vote(holds bool) {
	if holds {
		c.hold++
	} else {
		c.fail++
	}
}

// rateColumns are the columns that a rate of a table is read from: the figure, what it
// is measured on, the rate.
type rateColumns struct {
	rule schema.RuleID
	of   [3]figures.Column
}

// manyRows is from how many failing rows on a pairing is doubted: a short table may well
// have two errors, and two tables share a total and little else.
const manyRows = 3

// doubtPairings leaves open the failing checks whose columns or tables fail in most
// of the rows that they share.
func (e *evaluator) doubtPairings() {
	rates := make(map[rateColumns]*counts)
	for i := range e.checks {
		c := &e.checks[i]
		if k, ok := e.rateColumns(i); ok && (c.Verdict.Evaluated() || c.Verdict == schema.Ambiguous) {
			if rates[k] == nil {
				rates[k] = new(counts)
			}
			rates[k].vote(c.Verdict.Evaluated() && c.Verdict != schema.Inconsistent)
		}
	}
	for i := range e.checks {
		c := &e.checks[i]
		if c.Verdict != schema.Inconsistent {
			continue
		}
		if k, ok := e.rateColumns(i); ok && mostFail(rates[k], manyRows) {
			leaveOpen(c, sayPairingFails)
		}
		if k, ok := tablesOf(c); ok && e.unlikeTables(k) {
			leaveOpen(c, "；"+sayTableScope+sayUnknown)
		}
	}
}

// leaveOpen takes back the verdict of a check that was judged, and says why.
func leaveOpen(c *schema.Check, why string) {
	c.Verdict, c.Formula, c.Diagnosis = schema.Ambiguous, c.Formula+why, schema.NoDiagnosis
	c.Reported, c.Computed, c.Difference, c.Tolerance = decimal.NullDecimal{}, decimal.NullDecimal{}, decimal.NullDecimal{}, decimal.NullDecimal{}
}

func mostFail(c *counts, least int) bool { return c != nil && c.fail >= least && c.fail > c.hold }

// unlikeTables reports two tables that do not list the same thing: a third of the rows
// they share fails, or these are few and most of what the one shares with all
// others fails.
func (e *evaluator) unlikeTables(k tablePair) bool {
	c := e.agree[k]
	return c != nil && (c.all.fail >= manyRows && c.all.fail*2 > c.all.hold || mostFail(&c.all, 1) && mostFail(e.retelling[k.b], manyRows))
}

// rateColumns are the columns of a check of a rate that stands in one table.
func (e *evaluator) rateColumns(check int) (k rateColumns, ok bool) {
	ops := e.relations[check].Operands
	if len(ops) != len(k.of) || ops[2].Role != schema.RatioRole {
		return k, false
	}
	k.rule = e.checks[check].Rule
	for i, o := range ops {
		f := &e.facts[o.Fact]
		if f.SourceKind != schema.TableSource || f.Source.Table != e.facts[ops[0].Fact].Source.Table {
			return k, false
		}
		k.of[i] = figures.ColumnOf(f)
	}
	return k, true
}

// tablesOf are the tables of two statements of one fact.
func tablesOf(c *schema.Check) (tablePair, bool) {
	if c.Rule != schema.RuleDuplicate {
		return tablePair{}, false
	}
	a, b := c.Operands[0].Fact.Source.Table, c.Operands[1].Fact.Source.Table
	return tablePair{min(a, b), max(a, b)}, a >= 0 && b >= 0
}
