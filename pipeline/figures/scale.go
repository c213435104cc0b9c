package figures

import (
	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Unit returns the weight of the last digit of a number with so many decimals.
func Unit(decimals int) decimal.Decimal { return decimal.New(1, int32(-decimals)) }

// Half returns half of a unit: how far a rounded number may be from what it stands for.
func Half(decimals int) decimal.Decimal {
	if k := decimals + len(halves)/2; k >= 0 && k < len(halves) {
		return halves[k]
	}
	return decimal.New(5, int32(-decimals-1))
}

// halves are the values of Half for the decimals in use, -10 to 10.
var halves = func() (all [21]decimal.Decimal) {
	for k := range all {
		all[k] = decimal.New(5, int32(len(all)/2-k-1))
	}
	return all
}()

// Scale is the accuracy of a document: the decimals most of its money and most
// of its percentages are printed with. Trailing zeros are dropped in prose
// ("3万", "2.5"), so a number with fewer digits than its neighbours is first
// taken at the document's quantum and only then at its own.
type Scale struct {
	Money   int // decimals in 元: -2 for figures in 0.01万元
	Percent int
	// finer holds the decimals of figures that another place of the report prints
	// finer; see known.
	finer *finer
	// whole are the tables whose amounts all end in as many zeros as they have decimals:
	// 2,133,944.00 throughout is told in whole units.
	whole *wholeUnits
}

type wholeUnits struct{ tables map[int]bool }

type finer struct{ decimals map[*schema.Fact]int }

// known is the decimals a fact is known to: those of the finest place that states
// the same figure. 110万元 beside a table with 110.00 stands for no other value.
func (s Scale) known(f *schema.Fact) int {
	if s.whole != nil && s.whole.tables[f.Source.Table] && f.Kind == schema.Amount && f.SourceKind == schema.TableSource {
		return f.Decimals - idleDecimals
	}
	if s.finer != nil {
		if d, ok := s.finer.decimals[f]; ok {
			return d
		}
	}
	return f.Decimals
}

// Printed is the scale of the templates: 0.01万元 and 0.01%.
var Printed = Scale{Money: -2, Percent: 2}

// A table of at least manyWhole amounts that all end in two zeros is told without them.
const (
	manyWhole    = 20
	idleDecimals = 2
)

// wholeTables are the tables whose amounts are printed with two digits more than they are
// told in, which are always zero.
func wholeTables(facts []schema.Fact) map[int]bool {
	amounts, broken := make(map[int]int), make(map[int]bool)
	for i := range facts {
		f := &facts[i]
		if f.SourceKind != schema.TableSource || f.Kind != schema.Amount || f.Value.IsZero() {
			continue
		}
		amounts[f.Source.Table]++
		if !broken[f.Source.Table] && !f.Value.Mod(Unit(f.Decimals-idleDecimals)).IsZero() {
			broken[f.Source.Table] = true
		}
	}
	for t, n := range amounts {
		if n < manyWhole || broken[t] {
			delete(amounts, t)
		}
	}
	out := make(map[int]bool, len(amounts))
	for t := range amounts {
		out[t] = true
	}
	return out
}

// ScaleOf measures a report's facts.
func ScaleOf(facts []schema.Fact) Scale {
	money, percent := map[int]int{}, map[int]int{}
	var s Scale
	if whole := wholeTables(facts); len(whole) > 0 {
		s.whole = &wholeUnits{whole}
	}
	for i := range facts {
		f := &facts[i]
		switch {
		case f.Form == schema.Threshold || f.Value.IsZero():
		case f.Kind == schema.Amount:
			money[s.known(f)]++
		case f.Kind == schema.Ratio:
			percent[f.Decimals]++
		}
	}
	s.Money, s.Percent = mode(money, Printed.Money), max(mode(percent, Printed.Percent), Printed.Percent)
	return s
}

// mode returns the most frequent key, the finer one of a tie.
func mode(counts map[int]int, otherwise int) int {
	best, most := otherwise, 0
	for d, n := range counts {
		if n > most || n == most && d > best {
			best, most = d, n
		}
	}
	return best
}

// Quantum is the decimals a fact is taken at in the first pass: the document's,
// or its own where it is printed finer. Counts are exact.
func (s Scale) Quantum(f *schema.Fact) int {
	switch f.Kind {
	case schema.Amount:
		return max(s.Money, s.known(f))
	case schema.Ratio:
		return max(s.Percent, f.Decimals)
	}
	return f.Decimals
}

// Slack is the half-width of a fact's interval. A count is exact unless it is told
// in a unit of many, as 0.9万吨, and so is a zero; at its own digits it is as fine as
// the document, for who writes 0万元 among figures in 0.01万元 does not mean 0.4.
func (s Scale) Slack(f *schema.Fact, literal bool) decimal.Decimal {
	switch {
	case f.Kind != schema.Amount && f.Kind != schema.Ratio:
		if f.Decimals == 0 || f.Value.IsZero() {
			return decimal.Zero
		}
		return Half(f.Decimals)
	case f.Value.IsZero() && !literal:
		return decimal.Zero
	case literal && !f.Value.IsZero():
		return Half(s.known(f))
	}
	return Half(s.Quantum(f))
}
