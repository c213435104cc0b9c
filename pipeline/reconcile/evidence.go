package reconcile

import (
	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// evidence is what the sums of tables say of one another. In the accounts of a
// government, items that make less than their class are the usual thing: what is
// secret is left out of what is published (预算法 art. 14), a row may be lost
// between two pages. Only a list that adds up in another column of the table is
// known to be whole there. A list of this year says nothing of items that ended
// with the last. And a column in which sums fail again and again is read wrongly, or its
// rows are, whoever's it is.
type evidence struct {
	rows    map[tableRow][]int         // of the sums, those of one row, in order
	columns map[figures.Column]*counts // of the sums of one column
	sums    []columnSum
	judged  []columnVerdict

	government bool // whose accounts they are
}

type tableRow struct{ table, row int }

// counts are how many sums hold and how many do not.
type counts struct{ hold, fail int }

func (e *evaluator) evidence(sums []columnSum, judged []columnVerdict) *evidence {
	s := &evidence{rows: make(map[tableRow][]int), columns: make(map[figures.Column]*counts), sums: sums, judged: judged, government: e.government}
	for i := range sums {
		f := &e.facts[sums[i].total]
		row := tableRow{f.Source.Table, f.Source.Row}
		s.rows[row] = append(s.rows[row], i)
		c := s.columns[figures.ColumnOf(f)]
		if c == nil {
			c = new(counts)
			s.columns[figures.ColumnOf(f)] = c
		}
		if judged[i].verdict == schema.Inconsistent {
			c.fail++
		} else {
			c.hold++
		}
	}
	return s
}

// manyFail is from how many failing sums on a column with a third of them failing is
// called misread, though its rows add up beside it; one slip hardly makes so many.
const manyFail = 5

// doubt says why a failing sum is no contradiction of the table, "" where it is one.
func (s *evidence) doubt(e *evaluator, c *columnSum, v *columnVerdict) string {
	f := &e.facts[c.total]
	column, whole := s.columns[figures.ColumnOf(f)], e.nonZero(v.parts) > 0 && s.whole(e, c)
	switch {
	case e.headless(f):
		return "；" + sayTableScope + sayUnknown
	case column.fail*2 > column.hold && column.fail >= manyFail:
		return sayColumnFails
	case v.difference.IsPositive() && f.Period.End.Year() < e.report.Document.FiscalYear:
		return sayWithheld // an item that ended is not in this year's list
	case whole || !s.government:
		return ""
	case v.difference.IsPositive():
		return sayWithheld
	case len(v.parts) == 1 || column.fail >= column.hold:
		return sayColumnFails
	}
	return ""
}

// headless reports a column that has no head to say its year and phase, in a table whose other
// columns have: what a sheet computes beside its table.
func (e *evaluator) headless(f *schema.Fact) bool {
	own := func(g *schema.Fact) bool {
		return g.PeriodSource == schema.FromColumn || g.MeasureSource == schema.FromColumn
	}
	if own(f) {
		return false
	}
	if e.headed == nil {
		e.headed = make(map[int]bool)
		for i := range e.facts {
			if g := &e.facts[i]; inColumn(g) && own(g) {
				e.headed[g.Source.Table] = true
			}
		}
	}
	return e.headed[f.Source.Table]
}

// governmentClasses is how many classes of expenditure a government has at least; an
// office has its own and those that every office has, though its tables name all.
const governmentClasses = 15

// ofGovernment reports the accounts of a government, by whose they are said to be or by
// their classes.
func (e *evaluator) ofGovernment() bool {
	if e.report.Document.EntityLevel == schema.Government {
		return true
	}
	classes := make(map[string]bool)
	for i := range e.facts {
		if code := e.facts[i].Dimensions.FuncCode; len(code) >= classDigits && !e.facts[i].Value.IsZero() {
			classes[code[:classDigits]] = true
		}
	}
	return len(classes) >= governmentClasses
}

// whole reports that the rows of a sum add up in another column of their table,
// with other figures, and fall short in no more columns than that: a row that is left out may
// be zero in one of many.
func (s *evidence) whole(e *evaluator, c *columnSum) bool {
	f := &e.facts[c.total]
	hold, short := 0, 0
	for _, i := range s.rows[tableRow{f.Source.Table, f.Source.Row}] {
		g := &e.facts[s.sums[i].total]
		if c.total != s.sums[i].total && f.Measure.IsBudget() && !g.Measure.IsBudget() {
			continue // a table of final accounts has the rows that were spent on: a budget of another was never in it
		}
		if otherFund(f, g) {
			continue // the classes of one fund are not those of another
		}
		if v := &s.judged[i]; v.verdict.Evaluated() && v.verdict != schema.Inconsistent && !g.Value.IsZero() && !g.Value.Equal(f.Value) && e.nonZero(v.parts) > 1 {
			hold++
		} else if (v.verdict == schema.Inconsistent || v.verdict == schema.Ambiguous) && v.difference.IsPositive() {
			short++
		}
	}
	return hold > 0 && hold >= short
}

// nonZero counts the parts that add something.
func (e *evaluator) nonZero(parts []int) (n int) {
	for _, k := range parts {
		if !e.facts[k].Value.IsZero() {
			n++
		}
	}
	return n
}
