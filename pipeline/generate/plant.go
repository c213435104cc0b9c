package generate

import (
	"fmt"
	"strings"

	"gongkai/schema"

	"github.com/shopspring/decimal"
)

// ErrorKind names a kind of mistake that Plant makes.
type ErrorKind string

// The kinds of planted error.
const (
	UnitSlip         ErrorKind = "unit_slip"          // 元 printed for 万元
	DigitSwap        ErrorKind = "digit_swap"         // two neighbouring digits transposed
	DigitLost        ErrorKind = "digit_lost"         // a digit dropped
	NeighbourCopied  ErrorKind = "neighbour_copied"   // the figure listed before printed again
	StaleYear        ErrorKind = "stale_year"         // last year's figure printed as this year's
	SignWord         ErrorKind = "sign_word"          // 增加 for 减少, the percentage still right
	WrongBase        ErrorKind = "wrong_base"         // a share of another whole
	StalePercent     ErrorKind = "stale_percent"      // a percentage change not recomputed
	SumShort         ErrorKind = "sum_short"          // a total without one of its items
	TableCell        ErrorKind = "table_cell"         // a cell changed inside a table
	NarrativeTable   ErrorKind = "narrative_table"    // prose and table differ
	ComparisonWord   ErrorKind = "comparison_word"    // 大于 for 小于
	CompletionWrong  ErrorKind = "completion_wrong"   // 完成…% does not follow from its amounts
	PerformanceTable ErrorKind = "performance_table"  // performance table and prose differ
	VehicleKinds     ErrorKind = "vehicle_kinds"      // vehicles are not the sum of their kinds
	ProcurementSum   ErrorKind = "procurement_sum"    // procurement is not goods + works + services
	ThreePublicSum   ErrorKind = "three_public_sum"   // the three public expenses do not add up
	ClassSections    ErrorKind = "class_sections"     // a 类 is not the sum of its 款
	TotalsUnequal    ErrorKind = "totals_unequal"     // 收入总计 differs from 支出总计
	CountList        ErrorKind = "count_list"         // a count differs from the names listed
	StaffKinds       ErrorKind = "staff_kinds"        // staff are not the sum of their kinds
	EconomicSum      ErrorKind = "economic_class_sum" // an economic 类 is not the sum of its 款
)

// Planted says what Plant did.
type Planted struct {
	Kind      ErrorKind
	Diagnosis schema.Diagnosis // what a reader of the numbers can conclude, "" when only that they differ
	Slot      int              // index of the slot the changed number or word belongs to
	Relation  int              // index of the relation the kind is about
	Breaks    []int            // indexes of all relations that held before and no longer do, Relation among them
	Before    string           // the number or word as it was
	After     string           // as it is printed now
}

// recipe is how a kind is planted: in which relations, on which of their slots,
// by what change.
type recipe struct {
	kind      ErrorKind
	diagnosis schema.Diagnosis
	fits      func(o *Office, r *relation) bool
	targets   func(r *relation) []*Slot
	change    func(p planting) (string, bool)
}

// planting is one attempt: the relation, the slot to change and what to draw from.
type planting struct {
	o      *Office
	r      *relation
	target *Slot
	s      source
}

func recipes() []recipe {
	return []recipe{
		{UnitSlip, schema.UnitSlip, proseSum, everySlot, nil},
		{DigitSwap, schema.DigitSwap, proseSum, everySlot, planting.swapDigits},
		{DigitLost, schema.DigitLost, proseSum, everySlot, planting.loseDigit},
		{NeighbourCopied, schema.NeighbourCopied, proseSum, laterOperands, planting.copyNeighbour},
		{StaleYear, schema.StaleYear, family(schema.PctChangeFamily), firstOperand, planting.lastYears},
		{SignWord, schema.SignWord, family(schema.DirectionFamily), resultSlot, nil},
		{WrongBase, schema.WrongBase, family(schema.ShareFamily), resultSlot, planting.otherBase},
		{StalePercent, schema.NoDiagnosis, family(schema.PctChangeFamily), resultSlot, planting.shiftPercent},
		{SumShort, schema.ItemMissing, proseSum, resultSlot, planting.dropItem},
		{TableCell, schema.NoDiagnosis, tableSum, operandSlots, planting.shiftAmount},
		{NarrativeTable, schema.NoDiagnosis, acrossSources, narrativeSide, planting.shiftAmount},
		{ComparisonWord, schema.NoDiagnosis, family(schema.ComparisonFamily), resultSlot, nil},
		{CompletionWrong, schema.NoDiagnosis, family(schema.CompletionFamily), resultSlot, planting.shiftPercent},
		{PerformanceTable, schema.NoDiagnosis, named("绩效表"), resultSlot, planting.shiftAmount},
		{VehicleKinds, schema.NoDiagnosis, named("车辆=Σ类"), resultSlot, planting.countMore},
		{ProcurementSum, schema.NoDiagnosis, named("采购="), operandSlots, planting.shiftAmount},
		{ThreePublicSum, schema.NoDiagnosis, named("三公"), resultSlot, planting.shiftAmount},
		{ClassSections, schema.NoDiagnosis, named("类=Σ款"), resultSlot, planting.shiftAmount},
		{TotalsUnequal, schema.NoDiagnosis, named("收入总计=支出总计"), operandSlots, planting.shiftAmount},
		{CountList, schema.NoDiagnosis, family(schema.CountFamily), resultSlot, planting.countMore},
		{StaffKinds, schema.NoDiagnosis, named("staff.total"), resultSlot, planting.countMore},
		{EconomicSum, schema.NoDiagnosis, named("经济类=Σ款"), operandSlots, planting.shiftAmount},
	}
}

// ErrorKinds returns the kinds in a fixed order.
func ErrorKinds() []ErrorKind {
	var out []ErrorKind
	for _, r := range recipes() {
		out = append(out, r.kind)
	}
	return out
}

// Plant makes one mistake of a kind in the report. The slots and the rendered
// bytes change with it; the slot tells what is printed, not what was true. It
// returns an error when the report has no place for the kind, e.g. no
// performance table.
func (o *Office) Plant(kind ErrorKind) (Planted, error) {
	for i, rec := range recipes() {
		if rec.kind == kind {
			return o.plant(rec, newSource(o.Seed, 100+uint64(i)))
		}
	}
	return Planted{}, fmt.Errorf("generate: unknown error kind %q", kind)
}

func (o *Office) plant(rec recipe, s source) (Planted, error) {
	var tries []planting
	for _, r := range o.relations {
		if !rec.fits(o, r) {
			continue
		}
		for _, target := range rec.targets(r) {
			tries = append(tries, planting{o, r, target, s})
		}
	}
	for _, i := range s.Perm(len(tries)) {
		if planted, ok := tries[i].make(rec); ok {
			return planted, nil
		}
	}
	return Planted{}, fmt.Errorf("generate: %s report %d has no place for %s", o.Style, o.Seed, rec.kind)
}

// make applies the change and keeps it if the relation then fails by more than
// any rounding could explain.
func (p planting) make(rec recipe) (Planted, bool) {
	out := Planted{Kind: rec.kind, Diagnosis: rec.diagnosis, Slot: p.target.index}
	earlier := p.o.broken()
	undo, ok := p.apply(rec, &out)
	if !ok {
		undo()
		return out, false
	}
	for _, i := range p.o.broken() {
		if !oneOf(i, earlier) {
			out.Breaks = append(out.Breaks, i)
		}
	}
	for _, i := range out.Breaks {
		if p.o.relations[i] == p.r {
			out.Relation = i
			return out, true
		}
	}
	undo()
	return out, false
}

// apply turns a word round or prints another number, and returns how to undo it.
// It reports false when the change is too small to notice.
func (p planting) apply(rec recipe, out *Planted) (undo func(), ok bool) {
	if rec.kind == SignWord || rec.kind == ComparisonWord {
		w := p.o.wordOf(p.r)
		if w == nil {
			return func() {}, false
		}
		out.Before, out.After = w.text, w.opposite
		w.turn()
		return w.turn, true
	}
	old := *p.target
	if rec.kind == UnitSlip {
		p.target.slip()
	} else if number, found := rec.change(p); found {
		p.target.reprint(number)
	}
	out.Before, out.After = old.Raw, p.target.Raw
	return func() { *p.target = old }, noticeable(old, *p.target)
}

// noticeable reports whether a change exceeds rounding: one 万元, half a
// percentage point, one thing.
func noticeable(old, now Slot) bool {
	least := map[schema.Kind]decimal.Decimal{
		schema.Amount: decimal.New(10000, 0), schema.Ratio: decimal.New(5, -1), schema.Count: decimal.New(1, 0),
	}[old.Kind]
	return old.Raw != now.Raw && old.Value.Sub(now.Value).Abs().Cmp(least) >= 0
}

// broken lists the relations that do not hold now.
func (o *Office) broken() []int {
	slots := o.Slots()
	var out []int
	for i, r := range o.relations {
		if !r.Holds(slots) {
			out = append(out, i)
		}
	}
	return out
}

// wordOf finds the word that states a relation.
func (o *Office) wordOf(r *relation) *word {
	for _, b := range o.blocks {
		for _, run := range b.runs {
			if run.word != nil && run.word.rel == r {
				return run.word
			}
		}
	}
	return nil
}

// turn replaces the word by its opposite, in the text and in what it means.
func (w *word) turn() {
	w.text, w.opposite = w.opposite, w.text
	if w.change != nil {
		w.change.Value = w.change.Value.Neg()
		return
	}
	w.rel.Word = w.text
}

// slip prints 元 where 万元 belongs.
func (s *Slot) slip() {
	if !strings.HasSuffix(s.tail, "万元") {
		return
	}
	number := s.number()
	s.tail, s.scale = strings.Replace(s.tail, "万元", "元", 1), 0
	s.reprint(number)
}

// reprint prints another number in the slot and reads its value from it.
func (s *Slot) reprint(number string) {
	s.print(number)
	v := readNumber(number, s.scale)
	if s.Value.Sign() < 0 {
		v = v.Neg()
	}
	s.Value = v
}

// readNumber parses a printed number at a scale of a power of ten.
func readNumber(text string, scale int32) decimal.Decimal {
	d, err := decimal.NewFromString(strings.ReplaceAll(text, ",", ""))
	if err != nil {
		return decimal.Zero
	}
	return d.Shift(scale)
}
