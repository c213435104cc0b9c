package reconcile

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// A text that tells a few of many parts leaves out a sum as crooked as its parts. Where a
// list would make up its whole to the last digit if one digit of one figure were another,
// what is left out would have to be as round as 20.00 among figures like 145.68: that is
// evidence of a slip, of a list in full and of one scope, whatever the words around it say.

// How round a difference is, in zeros, for chance hardly to make it. What is missing may be
// a part that is itself round; that parts make more than their whole needs a second cause.
const (
	zerosMissing = 3
	zerosTooMuch = 2
)

// misprinted reports a sum told in full that another digit of one figure, not the last, makes hold: of 827 documents
// none of the sums that fail by what their report leaves out, or because they are misread, is off by as much.
func (e *evaluator) misprinted(total *schema.Fact, parts, weights []int, o outcome) bool {
	return total.Value.Abs().Shift(e.lastPlace(total, parts)).GreaterThanOrEqual(hundred) && e.zerosOff(total, parts, weights, o) > 0
}

// judgeByDigit judges a sum that was left open, as incomplete or of unlike scopes, where it is misprinted. A list may
// tell some of its members, and be short by any of them.
func (e *evaluator) judgeByDigit(rule *schema.Rule, o *outcome, ops []operand) {
	open := o.verdict == schema.Incomplete || o.verdict == schema.NotApplicable || o.verdict == schema.Ambiguous
	if !open || rule.Family != schema.SumFamily || len(ops) < 3 && o.weights == nil || ops[0].role != schema.TotalRole {
		return
	}
	total, parts := &e.facts[ops[0].fact], partsOf(ops)
	if parts == nil || total.SourceKind != schema.Narrative || rule.ID == schema.RuleListSum && !o.difference.IsNegative() || !e.misprinted(total, parts, o.weights, *o) || !e.noneTwice(total, parts, *o) {
		return
	}
	o.verdict, o.oneScope = schema.Inconsistent, true
}

// partsOf are the parts of a total, nil where something else is among the operands of its check.
func partsOf(ops []operand) (parts []int) {
	for _, x := range ops[1:] {
		if x.role != schema.PartRole {
			return nil
		}
		parts = append(parts, x.fact)
	}
	return parts
}

// oneDigitOff reports a sum that misses by one wrong digit: whose parts make too much, or, of
// what is counted and measured, too little. In the accounts a part that is not told may be
// as round as that, but where the list goes on to what is left.
func (e *evaluator) oneDigitOff(total *schema.Fact, parts, weights []int, o outcome) bool {
	if len(parts) < 2 || e.endsInWhole(total, parts) {
		return false
	}
	if o.difference.IsNegative() {
		return e.misprinted(total, parts, weights, o) && (e.zerosOff(total, parts, weights, o) >= zerosTooMuch || e.noneTwice(total, parts, o))
	}
	return (e.facts[parts[len(parts)-1]].Said.Remainder || e.measured(total, parts)) && e.zerosOff(total, parts, weights, o) >= zerosMissing
}

// noneTwice reports parts told in the paragraph of their whole, none of which is part of another, that make it up neither
// without one of them nor without the last ones.
func (e *evaluator) noneTwice(total *schema.Fact, parts []int, o outcome) bool {
	nested := func(k int) bool {
		return slices.ContainsFunc(parts, func(p int) bool { return e.partOfOther(k, p) })
	}
	return e.inParagraphOf(total, parts) && !e.holdsBefore(total, parts) && !e.oneTooMany(parts, o.difference) && !slices.ContainsFunc(parts, nested)
}

// leavesOutNoneSoRound reports a list, which for all that its words say may tell only some of its
// members, of figures so long that what it would leave out hardly is as round as it is: of 827
// documents none leaves out 20.00 of 131.49, and three lists of counts leave out 100 or 10,000.
func (e *evaluator) leavesOutNoneSoRound(c *schema.Claim, parts, weights []int, o outcome) bool {
	total := &e.facts[c.Result]
	tooMuch := func(k int) bool { // 会议费200万元，增减相抵后164万元: less this item, it holds
		return e.facts[k].Value.Equal(total.Value) || e.facts[k].Value.Equal(o.difference.Neg())
	}
	if c.Word != "" || len(parts) < 2 || slices.ContainsFunc(parts, tooMuch) || len(c.Whole) > manyParts && e.someMakeUp(total, parts) {
		return false
	}
	least := zerosMissing
	if o.difference.IsNegative() || total.Kind == schema.Amount && !total.Measure.IsBudget() {
		least = zerosTooMuch
	}
	zeros := e.zerosOff(total, parts, weights, o)
	if zeros < least || !e.oneDigitByNoChance(total, parts, weights, o) {
		return false
	}
	return !e.leavesOutARoundPart(total, parts, o)
}

// leavesOutARoundPart reports a list that falls short by as round an amount as one of its parts is: 465.36 of which
// 185.36 and 80.00 are told may leave out 200.00.
func (e *evaluator) leavesOutARoundPart(total *schema.Fact, parts []int, o outcome) bool {
	place := e.lastPlace(total, parts)
	asRound := func(v decimal.Decimal) bool {
		figure := v.Shift(place).Round(0).String()
		return len(figure)-len(strings.TrimRight(figure, "0")) >= zerosTooMuch
	}
	return o.difference.IsPositive() && asRound(o.difference) && slices.ContainsFunc(parts, func(k int) bool { return !e.facts[k].Value.IsZero() && asRound(e.facts[k].Value) })
}

// measured reports a list of statistics, or of what no concept has, that is no plan and told
// with decimals throughout.
func (e *evaluator) measured(total *schema.Fact, parts []int) bool {
	if total.Concept != "" && !ofStatistics(total) || total.Measure.IsBudget() || !total.Said.Pointed {
		return false
	}
	return !slices.ContainsFunc(parts, func(k int) bool { return !e.facts[k].Said.Pointed })
}

// oneScopeByDigit reports a sum of a text that one other digit would make hold, or a share that one slip would: so
// figures of different scopes hardly ever stand.
func (e *evaluator) oneScopeByDigit(o *outcome, ops []operand) bool {
	if len(ops) == 3 && ops[0].role == schema.NumeratorRole && ops[1].role == schema.DenominatorRole && ops[2].role == schema.RatioRole {
		num, den, ratio := &e.facts[ops[0].fact], &e.facts[ops[1].fact], &e.facts[ops[2].fact]
		return ratio.Form == schema.Share && figures.SameSentence(num, ratio) && figures.Near(num, den) && ratio.Source.Table < 0 && e.quotientBySlip(schema.ShareFamily, ratio, num, den, false)
	}
	total, parts := &e.facts[ops[0].fact], partsOf(ops)
	if ops[0].role != schema.TotalRole || len(parts) < 2 || total.Source.Table >= 0 || !e.inParagraphOf(total, parts) {
		return false
	}
	elsewhere := func(k int) bool {
		f := &e.facts[k]
		return placeOf(f) != placeOf(total) || otherLevel(f, total) || !f.Said.OwnSubject && !f.Said.OwnName
	}
	return e.misprinted(total, parts, o.weights, *o) ||
		len(parts) >= manyParts && !slices.ContainsFunc(parts, elsewhere) && !e.oneTooMany(parts, o.difference) && !e.holdsBefore(total, parts) && e.slip(ops[0].fact, parts, o.weights, *o)
}

// oneTooMany reports a list that holds without one of its members: 采购491万元，中标金额473万元，劳务费9万元.
func (e *evaluator) oneTooMany(parts []int, difference decimal.Decimal) bool {
	return slices.ContainsFunc(parts, func(k int) bool { return e.facts[k].Value.Equal(difference.Neg()) })
}

// holdsBefore reports a list of which the first members make up the whole, within what their rounding allows.
func (e *evaluator) holdsBefore(total *schema.Fact, parts []int) bool {
	sums := e.running(parts)
	for k := 2; k < len(parts); k++ {
		if sums.verdict(total, sums.sum(0, k)) != schema.Inconsistent {
			return true
		}
	}
	return false
}

// tenThousand is what 万 is of, the unit that is left out or written too much.
var tenThousand = decimal.NewFromInt(10000)

// unitOff reports a sum that holds to the last digit if one amount is of ten thousand times its
// unit: 29396万元 = 10563万元 + 10079万元 + 8754元.
func (e *evaluator) unitOff(total *schema.Fact, parts, weights []int, o outcome) bool {
	if len(parts) < 2 || total.Kind != schema.Amount {
		return false
	}
	for i, k := range parts {
		f := &e.facts[k]
		grown := f.Value.Mul(tenThousand).Sub(f.Value).Mul(decimal.NewFromInt(int64(weightOf(weights, i))))
		if significant(f) && grown.Equal(o.difference) && f.Approx == schema.Exact {
			return true
		}
	}
	return false
}

// zerosOff counts the zeros behind the one digit that a sum is off by, in units of the last
// place that its figures have in common. It is -1 where no figure could have that digit, or
// one is not told exactly.
func (e *evaluator) zerosOff(total *schema.Fact, parts, weights []int, o outcome) int {
	inexact := func(f *schema.Fact) bool { return f.Approx != schema.Exact }
	if inexact(total) || slices.ContainsFunc(parts, func(k int) bool { return inexact(&e.facts[k]) }) {
		return -1
	}
	place := e.lastPlace(total, parts)
	off := o.difference.Shift(place)
	if near := off.Round(-int32(zerosMissing)); off.IsNegative() && !near.IsZero() && off.Sub(near).Abs().Equal(decimal.NewFromInt(1)) {
		off = near // a sum of rounded figures is off by one in the last place
	}
	figure := strings.TrimPrefix(off.String(), "-")
	digit := strings.TrimRight(figure, "0")
	if !off.IsInteger() || len(digit) != 1 {
		return -1
	}
	takes := func(f *schema.Fact, add decimal.Decimal) bool {
		return otherDigit(f.Value.Shift(place), add, len(figure))
	}
	if takes(total, off.Neg()) {
		return len(figure) - 1
	}
	for i, k := range parts {
		if add := off; takes(&e.facts[k], add.Mul(decimal.NewFromInt(int64(weightOf(weights, i))))) {
			return len(figure) - 1
		}
	}
	return -1
}

// lastPlace is how many decimals the figures of a sum are told with, the zeros left out in
// which all of them end. One with fewer decimals has lost its zeros: if it is rounded, no sum
// misses by one digit.
func (e *evaluator) lastPlace(total *schema.Fact, parts []int) int32 {
	figures := append(e.pick(parts), total)
	finest := int32(slices.MaxFunc(figures, func(f, g *schema.Fact) int { return f.Decimals - g.Decimals }).Decimals)
	round := -1
	for _, f := range figures {
		if text := f.Value.Shift(finest).String(); !f.Value.IsZero() {
			zeros := len(text) - len(strings.TrimRight(text, "0"))
			if round < 0 || zeros < round {
				round = zeros
			}
		}
	}
	return finest - int32(max(round, 0))
}

// otherDigit reports a figure that has so many digits or more, of which one can be another
// so that it grows by an amount: no digit is carried, and the first does not become zero.
func otherDigit(figure, by decimal.Decimal, length int) bool {
	if figure.IsNegative() {
		figure, by = figure.Neg(), by.Neg()
	}
	unit := decimal.New(1, int32(length-1))
	digit := figure.Div(unit).Floor().Mod(decimal.NewFromInt(10)).Add(by.Div(unit))
	first := figure.LessThan(unit.Shift(1))
	return figure.GreaterThanOrEqual(unit) && digit.LessThan(decimal.NewFromInt(10)) && (digit.IsPositive() || digit.IsZero() && !first)
}
