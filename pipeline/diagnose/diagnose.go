package diagnose

import (
	"slices"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// maxChance is how likely a coincidence may be for a cause to be named. That a list should add up needs more.
const (
	maxChance     = 0.2
	maxSlipChance = 0.1
)

// Operand is a fact's part in a check.
type Operand struct {
	Fact int // index in the report's facts
	Role schema.Role
}

// Relation is a check by the facts it relates.
type Relation struct {
	Operands []Operand
	Weights  []int  // of the parts of a sum, nil for all +1
	Word     string // of a comparison: >, <, <= or =
}

// Report is what a diagnosis looks at.
type Report struct {
	Figures   *figures.Set
	Checks    []schema.Check
	Relations []Relation // of each check
	// Current returns the level that change i leads to, -1 where none is stated.
	Current func(i int) int
	// GivenUp reports that the causes are wanted no more; nil is never.
	GivenUp func() bool
}

// Causes names for each failing check, by its index, the slip that explains it,
// or that there is none. It never says which figure is right. Beside them it returns
// the failing checks that would hold together with one other value of one figure.
func Causes(r *Report) (map[int]schema.Diagnosis, [][]int) {
	d := &search{figs: r.Figures, facts: r.Figures.Facts, checks: r.Checks, relations: r.Relations, current: r.Current, best: make(map[int]explanation)}
	failing := d.failing()
	if len(failing) == 0 {
		return nil, nil
	}
	d.uses = d.usesOf(failing)
	for _, group := range d.suspects(failing, d.uses) {
		if r.GivenUp != nil && r.GivenUp() {
			return nil, nil
		}
		for _, r := range d.readings(group) {
			d.offer(r)
		}
	}
	causes := make(map[int]schema.Diagnosis, len(failing))
	var together [][]int
	said := make(map[*reading]bool)
	for _, c := range failing {
		best := d.best[c]
		causes[c] = d.verdict(best.readings)
		if r := best.widest(); r != nil && !said[r] { // it mends many, each of which comes by here
			said[r] = true
			together = append(together, r.mended)
		}
	}
	return causes, together
}

// search is the search for the causes of one report.
type search struct {
	figs      *figures.Set
	facts     []schema.Fact
	checks    []schema.Check
	relations []Relation
	current   func(i int) int
	uses      map[int][]use
	best      map[int]explanation        // of each failing check
	wholes    map[like][]decimal.Decimal // values some check takes for a whole, found when first needed
	changes   map[change][]int           // stated against the year before; the same
}

// Slip reports whether one slip explains why a sum fails by a difference, by the
// sum alone. The first operand is the total. It tells a list that should add up
// from one that is only partial.
func Slip(facts []schema.Fact, r *Relation, difference, tolerance decimal.Decimal) bool {
	limit := maxSlipChance
	if total := &facts[r.Operands[0].Fact]; total.Form == schema.Level && difference.Mul(two).GreaterThan(total.Value.Abs()) {
		limit = maxSlipChance / 100 // most of the whole is not told: the list is hardly meant to add up
	}
	for at := range r.Operands {
		f := &facts[r.Operands[at].Fact]
		if f.Value.IsZero() {
			continue
		}
		meant := around(f.Value.Sub(signed(zero, r.sign(at), difference)), tolerance)
		if at > 0 && r.sign(at) < 0 && difference.Add(f.Value).Abs().LessThanOrEqual(tolerance) {
			return true // short by this item
		}
		slips := [][]decimal.Decimal{rescaled(f), reswapped(f), completed(f, meant)}
		if f.Form == schema.Delta {
			slips = append(slips, []decimal.Decimal{f.Value.Neg()}) // 减少 for 增加
		}
		if at > 0 && f.Value.Abs().GreaterThan(facts[r.Operands[0].Fact].Value.Abs()) {
			slips = slices.Delete(slips, 2, 3) // greater than its whole, it is rather no part than one with a digit too many
		}
		for _, variants := range slips {
			if fit(f, meant, variants)*float64(len(r.Operands)) < limit {
				return true
			}
		}
	}
	return false
}

// fewestDigits is from how many digits on two figures hardly are alike in all but one by
// chance.
const fewestDigits = 7

// OneDigit reports a figure that would be another value, to its last digit, if one of its
// digits were another.
func OneDigit(f *schema.Fact, meant decimal.Decimal) bool {
	printed, other := digits(f), digitsOf(meant, f.Decimals)
	if len(printed) != len(other) || len(printed) < fewestDigits || !number(other, f).Equal(meant) {
		return false
	}
	unlike := 0
	for i := range printed {
		if printed[i] != other[i] {
			unlike++
		}
	}
	return unlike == 1
}

var (
	zero    = decimal.Zero
	one     = decimal.NewFromInt(1)
	two     = decimal.NewFromInt(2)
	hundred = decimal.NewFromInt(100)
)
