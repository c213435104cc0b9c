package sink

import (
	"errors"
	"iter"
	"math"

	"github.com/shopspring/decimal"
)

// The statuses of an observation, as XBRL calls duplicate facts.
const (
	StatusComplete     = "complete"     // one fact, or all alike to the last digit
	StatusConsistent   = "consistent"   // alike as far as each was written
	StatusInconsistent = "inconsistent" // not alike; no side is taken and the value is null
)

// Observe settles facts that state the same quantity. facts must come in the
// order of CompareFacts. Facts without a concept state no known quantity and
// are passed over.
func Observe(facts iter.Seq2[*FactRow, error]) iter.Seq2[*ObservationRow, error] {
	return func(yield func(*ObservationRow, error) bool) {
		stopped := errors.New("nobody wants more")
		add := func(o *ObservationRow) error {
			if !yield(o, nil) {
				return stopped
			}
			return nil
		}
		for _, err := range Observing(facts, add) {
			if err != nil {
				if !errors.Is(err, stopped) {
					yield(nil, err)
				}
				return
			}
		}
	}
}

// Observing yields facts as they come and gives what Observe makes of them to add, so
// that both tables are written in one pass. An error of add ends it.
func Observing(facts iter.Seq2[*FactRow, error], add func(*ObservationRow) error) iter.Seq2[*FactRow, error] {
	return func(yield func(*FactRow, error) bool) {
		same := aspects()
		var group []FactRow
		flush := func() error {
			if len(group) == 0 {
				return nil
			}
			err := add(settle(group))
			group = group[:0]
			return err
		}
		for f, err := range facts {
			if err == nil && f.Concept != nil {
				if len(group) > 0 && same(&group[0], f) != 0 {
					err = flush()
				}
				group = append(group, *f)
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
		if err := flush(); err != nil {
			yield(nil, err)
		}
	}
}

// settle makes the observation of facts that state one quantity.
func settle(group []FactRow) *ObservationRow {
	first, best := &group[0], Precisest(group)
	row := &ObservationRow{
		Entity: first.Entity, Concept: *first.Concept, Kind: first.Kind, Unit: first.Unit,
		ValueForm: first.ValueForm, Measure: first.Measure, PeriodStart: first.PeriodStart, PeriodEnd: first.PeriodEnd,
		Dimensions: first.Dimensions, Base: first.Base, Status: StatusComplete,
		ValueMin: math.MaxInt64, ValueMax: math.MinInt64, Count: int32(len(group)), FiscalYear: first.FiscalYear,
	}
	for i := range group {
		f := &group[i]
		row.ValueMin, row.ValueMax = min(row.ValueMin, f.Value), max(row.ValueMax, f.Value)
		row.Members = append(row.Members, f.FactID)
		if i == 0 || f.DocumentID != group[i-1].DocumentID {
			row.Documents++
		}
		if f.Value == best.Value && f.Decimals == best.Decimals && f.Approx == best.Approx {
			continue
		}
		if !Agree(best, f) {
			row.Status = StatusInconsistent
		} else if row.Status == StatusComplete {
			row.Status = StatusConsistent
		}
	}
	if row.Status != StatusInconsistent {
		value, approx, decimals := best.Value, best.Approx, best.Decimals
		row.Value, row.Approx, row.Decimals = &value, &approx, &decimals
	}
	return row
}

// Precisest returns the fact written with most digits, one written as exact
// before an approximate one, the first of equals.
func Precisest(group []FactRow) *FactRow {
	best := &group[0]
	for i := range group[1:] {
		f := &group[i+1]
		exact, was := f.Approx == "exact", best.Approx == "exact"
		if exact && !was || exact == was && f.Decimals > best.Decimals {
			best = f
		}
	}
	return best
}

// Agree reports whether a fact says the same as the most precise one: they
// differ by at most half a unit of the last place of the coarser, or, for a
// fact that states a bound, the value keeps to it.
func Agree(best, f *FactRow) bool {
	a, b := Unscaled(best.Value), Unscaled(f.Value)
	half := decimal.New(5, -min(best.Decimals, f.Decimals)-1)
	if best.Approx == "exact" || best.Approx == "about" {
		switch f.Approx {
		case "more_than", "at_least":
			return a.GreaterThanOrEqual(b.Sub(half))
		case "less_than", "at_most":
			return a.LessThanOrEqual(b.Add(half))
		}
	}
	return a.Sub(b).Abs().LessThanOrEqual(half)
}
