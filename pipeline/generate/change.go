package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"

	"github.com/shopspring/decimal"
)

func family(f schema.Family) func(*Office, *relation) bool {
	return func(_ *Office, r *relation) bool { return r.Family == f }
}

// named keeps the relations whose id starts with a prefix.
func named(prefix string) func(*Office, *relation) bool {
	return func(_ *Office, r *relation) bool { return strings.HasPrefix(r.ID, prefix) }
}

// proseSum keeps sums of amounts that a sentence states.
func proseSum(_ *Office, r *relation) bool {
	return r.Family == schema.SumFamily && len(r.operands) > 1 && r.result.Kind == schema.Amount && r.result.Source == schema.Narrative
}

func tableSum(_ *Office, r *relation) bool {
	return r.Family == schema.SumFamily && len(r.operands) > 1 && r.result.Source == schema.TableSource
}

// acrossSources keeps restatements of an amount in prose and in a table.
func acrossSources(_ *Office, r *relation) bool {
	return r.Family == schema.DuplicateFamily && r.result.Kind == schema.Amount && r.result.Source != r.operands[0].Source
}

func everySlot(r *relation) []*Slot     { return append([]*Slot{r.result}, r.operands...) }
func resultSlot(r *relation) []*Slot    { return []*Slot{r.result} }
func operandSlots(r *relation) []*Slot  { return r.operands }
func firstOperand(r *relation) []*Slot  { return r.operands[:1] }
func laterOperands(r *relation) []*Slot { return r.operands[1:] }

func narrativeSide(r *relation) []*Slot {
	if r.result.Source == schema.Narrative {
		return []*Slot{r.result}
	}
	return r.operands[:1]
}

// written writes a value the way the target prints its numbers.
func (p planting) written(v decimal.Decimal) string {
	t, style := p.target, p.o.Style
	if t.Kind == schema.Count {
		return v.Abs().String()
	}
	trim := style.trimProse && t.Source != schema.TableSource
	group := style.groupProse && t.Source == schema.Narrative || style.groupTables && t.Source == schema.TableSource
	return fixed(v.Abs().Shift(2-t.scale).Round(0).IntPart(), 2, trim, group && t.Kind == schema.Amount)
}

func (p planting) swapDigits() (string, bool) {
	digits := []byte(p.target.number())
	for _, i := range p.s.Perm(len(digits) - 1) {
		a, b := digits[i], digits[i+1]
		if a != b && isDigit(a) && isDigit(b) && (i > 0 || b != '0') {
			digits[i], digits[i+1] = b, a
			return string(digits), true
		}
	}
	return "", false
}

func (p planting) loseDigit() (string, bool) {
	number := p.target.number()
	whole, _, _ := strings.Cut(number, ".")
	if len(whole) < 3 || strings.Contains(number, ",") {
		return "", false
	}
	i := p.s.between(1, len(whole)-1)
	return number[:i] + number[i+1:], true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (p planting) copyNeighbour() (string, bool) {
	for i, o := range p.r.operands[1:] {
		if o == p.target {
			before := p.r.operands[i]
			return before.number(), before.tail == p.target.tail && !before.Value.IsZero()
		}
	}
	return "", false
}

// lastYears prints level - change, which is last year's figure.
func (p planting) lastYears() (string, bool) {
	return p.written(p.target.Value.Sub(p.r.operands[1].Value)), true
}

// otherBase recomputes a share over another amount of the report.
func (p planting) otherBase() (string, bool) {
	part, whole := p.r.operands[0].Value, p.r.operands[1]
	bases := []schema.ConceptID{"expenditure.total", "revenue.total", "expenditure.general_public_budget", "expenditure.year", "expenditure.basic"}
	for _, i := range p.s.Perm(len(p.o.slots)) {
		base := p.o.slots[i]
		if base.Form != schema.Level || base.Measure != schema.Final || base.FuncCode != "" || !oneOf(base.Concept, bases) ||
			base.Value.Sign() <= 0 || base.Value.Cmp(part) < 0 || base.Value.Equal(whole.Value) || base.Value.Equal(part) || base.Period != whole.Period {
			continue
		}
		return p.written(part.Shift(2).DivRound(base.Value, 2)), true
	}
	return "", false
}

func oneOf[T comparable](v T, list []T) bool {
	for _, m := range list {
		if m == v {
			return true
		}
	}
	return false
}

// shiftPercent moves a percentage by one to nine points, away from zero.
func (p planting) shiftPercent() (string, bool) {
	by := decimal.New(int64(p.s.between(100, 900)), -2)
	return p.written(p.target.Value.Abs().Add(by)), true
}

// shiftAmount raises an amount by 1 to 90 万元.
func (p planting) shiftAmount() (string, bool) {
	by := Amount(p.s.between(101, 8999)).Yuan()
	return p.written(p.target.Value.Abs().Add(by)), true
}

// dropItem subtracts one listed item from its total.
func (p planting) dropItem() (string, bool) {
	item := pick(p.s, p.r.operands)
	rest := p.target.Value.Sub(item.Value)
	return p.written(rest), rest.Sign() > 0
}

func (p planting) countMore() (string, bool) {
	return fmt.Sprint(p.target.Value.IntPart() + int64(p.s.between(1, 2))), true
}
