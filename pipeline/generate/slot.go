package generate

import (
	"gongkai/schema"

	"github.com/shopspring/decimal"
)

// Slot is one printed number and what it means. Slots stand in the order in
// which their Raw strings stand in the rendered text.
type Slot struct {
	Concept schema.ConceptID   // "" for a number of the work report
	Alt     []schema.ConceptID // other concepts the same words name
	Label   string             // the subject, for slots without concept
	Kind    schema.Kind
	Form    schema.Form
	Measure schema.Measure
	// AltMeasure lists other measures the same words may mean: 预算数 alone does
	// not say which budget.
	AltMeasure []schema.Measure
	Period     schema.Period // an instant where the concept is one
	schema.Dimensions
	Base    schema.Base
	Value   decimal.Decimal // signed; 元 for amounts, % for ratios
	Unit    string          // 元, %, 分 or the measure word
	Raw     string          // the number as printed, with its unit where prose prints one
	Section schema.SectionID
	Source  schema.SourceKind
	Where   string // the words before the number, or the row and column it stands in

	scale int32 // power of ten from the printed number to Value: 4 in 万元, 0 elsewhere
	tail  string
	index int
}

// PeriodStart and PeriodEnd return the slot's period as ISO dates.
func (s *Slot) PeriodStart() string { return s.Period.Start.String() }

// PeriodEnd returns the last day of the slot's period as an ISO date.
func (s *Slot) PeriodEnd() string { return s.Period.End.String() }

// key identifies the quantity a slot states; two slots with one key must agree.
type key struct {
	concept schema.ConceptID
	form    schema.Form
	measure schema.Measure
	period  schema.Period
	dims    schema.Dimensions
	base    schema.Base
}

func (s *Slot) key() key {
	return key{s.Concept, s.Form, s.Measure, s.Period, s.Dimensions, s.Base}
}

// print sets Raw from a number already written, e.g. "444.71".
func (s *Slot) print(number string) { s.Raw = number + s.tail }

// space sets the unit off from its number, as reports typed in Word often do.
func (s *Slot) space() {
	number := s.number()
	if s.tail != "" {
		s.tail = " " + s.tail
	}
	s.print(number)
}

// number returns Raw without its unit.
func (s *Slot) number() string { return s.Raw[:len(s.Raw)-len(s.tail)] }

// Relation is an arithmetic statement the report makes among its slots.
type Relation struct {
	ID       string // what it says, e.g. "revenue.year = Σ sources"
	Family   schema.Family
	Result   int   // index of the stated slot
	Operands []int // indexes of the slots it follows from
	Word     string
	Listed   int // count relations: how many names the text lists
}

// Holds reports whether the relation is exact among the printed values: sums,
// differences and restatements without remainder, percentages half up to the
// printed place.
func (r Relation) Holds(slots []Slot) bool {
	result := slots[r.Result].Value
	at := func(i int) decimal.Decimal { return slots[r.Operands[i]].Value }
	switch r.Family {
	case schema.SumFamily:
		total := decimal.Zero
		for i := range r.Operands {
			total = total.Add(at(i))
		}
		return total.Equal(result)
	case schema.DifferenceFamily:
		return at(0).Sub(at(1)).Equal(result)
	case schema.DuplicateFamily:
		return at(0).Equal(result)
	case schema.ShareFamily, schema.CompletionFamily:
		return ratioIs(result, at(0), at(1))
	case schema.PctChangeFamily: // level, change: the base is their difference
		return ratioIs(result, at(1), at(0).Sub(at(1)))
	case schema.DirectionFamily:
		return result.IsZero() || at(0).Sign() == result.Sign() // a rate may be too small to be printed: 0%
	case schema.ComparisonFamily:
		return comparison(result.Cmp(at(0))) == r.Word
	case schema.PartWholeFamily:
		return result.Cmp(at(0)) <= 0
	case schema.CountFamily:
		return result.Equal(decimal.New(int64(r.Listed), 0))
	}
	return false
}

// ratioIs reports whether stated is part/whole in percent, half up to 0.01.
func ratioIs(stated, part, whole decimal.Decimal) bool {
	if whole.IsZero() {
		return false
	}
	return part.Mul(decimal.New(100, 0)).DivRound(whole, 2).Equal(stated)
}

// comparison is the word for a final figure against its budget.
func comparison(cmp int) string {
	return [...]string{"小于", "等于", "大于"}[cmp+1]
}
