package reconcile

import (
	"github.com/shopspring/decimal"

	"gongkai/pipeline/diagnose"
	"gongkai/schema"
)

// A claim that is read from how figures follow each other may be read amiss: 共计 may add up more
// than its sentence has, 人均 be of others than those it counts. Misread figures are off by
// anything; those of a report in error by one slip of one figure. So such a claim fails only
// where a slip explains it, and so that chance would hardly explain it as well.

// maxSlipChance bounds how likely a difference may look like one wrong digit by chance.
const maxSlipChance = 0.03

// bySlip reports a sum of a text that one wrong digit, a unit or the like explains, and in which
// none of its members is one too many.
func (e *evaluator) bySlip(c *schema.Claim, total *schema.Fact, parts, weights []int, o outcome) bool {
	if o.difference.IsNegative() && weights == nil {
		if e.holdsBefore(total, parts) {
			return false // 在校学生132万人，其中本科生116万人、硕士生13万人、博士生3万人，专任教师7万人
		}
		if e.oneTooMany(parts, o.difference) {
			return false
		}
	}
	if c.Counted && e.zerosOff(total, parts, weights, o) >= 0 {
		return true
	}
	if c.Numbered && !e.outlinesHold(total) {
		return false
	}
	if total.Form == schema.Delta && c.Rule == schema.RuleListSum || c.Numbered { // reasons and rows often leave some out
		return e.zerosOff(total, parts, weights, o) >= zerosTooMuch && e.oneDigitByNoChance(total, parts, weights, o)
	}
	if o.difference.IsPositive() && c.Rule == schema.RuleListSum && weights == nil && c.Some && !c.Counted && len(c.Whole) == 0 {
		return e.zerosOff(total, parts, nil, o) >= zerosMissing && e.oneDigitByNoChance(total, parts, nil, o) // 油料产量15.93万吨。⏎其中，花生15.87万吨，油菜籽0.04万吨: some of them
	}
	return e.oneDigitByNoChance(total, parts, weights, o) || e.slip(c.Result, parts, weights, o)
}

// outlinesHold reports a column of a table in which more numbered rows are made up by those numbered below them than are
// not, so that it tells all of them.
func (e *evaluator) outlinesHold(total *schema.Fact) bool {
	if e.outlines == nil {
		e.outlines = make(map[[3]int]int)
		for i := range e.report.Claims {
			c := &e.report.Claims[i]
			if !c.Slip || !c.Numbered {
				continue
			}
			f, one := &e.facts[c.Result], -1
			if e.judge.linear(f, e.pick(c.Operands), nil).verdict != schema.Inconsistent {
				one = 1
			}
			e.outlines[[3]int{f.Source.Block, f.Source.Table, f.Source.Col}] += one
		}
	}
	return e.outlines[[3]int{total.Source.Block, total.Source.Table, total.Source.Col}] > 0
}

// oneDigitByNoChance reports a sum that one other digit of one figure makes hold, of figures so
// long that others hardly ever are off by as round an amount.
func (e *evaluator) oneDigitByNoChance(total *schema.Fact, parts, weights []int, o outcome) bool {
	if e.zerosOff(total, parts, weights, o) < 0 {
		return false
	}
	most := total.Value.Abs()
	for _, k := range parts {
		most = decimal.Max(most, e.facts[k].Value.Abs())
	}
	size := most.Shift(e.lastPlace(total, parts))
	tries := decimal.NewFromInt(int64(9 * len(size.Round(0).String())))
	return tries.LessThanOrEqual(size.Mul(decimal.NewFromFloat(maxSlipChance)))
}

// endsOfList are the last members of a list that make up the total that closes it, where those
// before them are of something else, nil where none do.
func (e *evaluator) endsOfList(total *schema.Fact, parts []int) []int {
	sums := e.running(parts)
	for from := 1; from+1 < len(parts); from++ {
		if sums.verdict(total, sums.sum(from, len(parts))) == schema.ExactVerdict {
			return parts[from:]
		}
	}
	return nil
}

// quotient evaluates an average, or a rate that is claimed by its name.
func (e *evaluator) quotient(c *schema.Claim) {
	part, whole := c.Operand(schema.PartRole), c.Operand(schema.WholeRole)
	f, num, den := &e.facts[c.Result], &e.facts[part], &e.facts[whole]
	o, ok := e.quotientOutcome(c.Family, f, num, den)
	if !ok {
		return
	}
	if o.verdict == schema.Inconsistent {
		if !e.quotientBySlip(c.Family, f, num, den, c.Counted) {
			if o.verdict = schema.NotApplicable; c.Family == schema.CompletionFamily {
				o.verdict = schema.Incomplete // of another plan, which there must be
			}
		}
		o.oneScope = true
	}
	formula := e.ratioFormula(e.name(f)+ratioWord(f), e.figure(num), e.figure(den), f, o)
	if c.Family == schema.AverageFamily {
		formula = e.averageFormula(num, den, f, o)
	}
	e.add(c.Rule, o, formula, operand{part, schema.NumeratorRole}, operand{whole, schema.DenominatorRole}, operand{c.Result, schema.RatioRole})
}

// quotientOutcome judges a rate in percent, or what comes to each.
func (e *evaluator) quotientOutcome(family schema.Family, f, num, den *schema.Fact) (outcome, bool) {
	if family != schema.AverageFamily {
		return e.judge.ratio(f, num, den)
	}
	each := *f
	each.Value, each.Decimals, each.Unit = f.Value.Shift(2), f.Decimals-2, "%"
	o, ok := e.judge.ratio(&each, num, den)
	o.reported, o.computed, o.difference, o.tolerance = f.Value, o.computed.Shift(-2), o.difference.Shift(-2), o.tolerance.Shift(-2)
	return o, ok
}

// accurate is how far, in parts of itself, a quotient may be off for its fit to be no chance.
var accurate = decimal.New(1, -3)

// quotientBySlip reports a quotient that holds with one digit of one of its figures another, with
// two of them exchanged, or with the point or the unit moved.
func (e *evaluator) quotientBySlip(family schema.Family, f, num, den *schema.Fact, named bool) bool {
	most := accurate
	if named {
		most = most.Add(accurate) // what it is of is told by its name
	}
	return diagnose.Mends([]*schema.Fact{f, num, den}, func(g []*schema.Fact) bool {
		o, ok := e.quotientOutcome(family, g[0], g[1], g[2])
		return ok && (o.verdict == schema.ExactVerdict || o.verdict != schema.Inconsistent && o.tolerance.LessThan(o.reported.Abs().Mul(most)))
	})
}
