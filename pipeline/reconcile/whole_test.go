package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// looked counts how many amounts a report of n shares of one whole, which it
// states n times, has the evaluator look at.
func looked(n int, several bool) (work int) {
	r := &schema.Report{Territorial: several}
	period := schema.YearPeriod(2020)
	for i := range n {
		at := schema.Provenance{Block: i}
		r.Facts = append(r.Facts,
			schema.Fact{Concept: schema.RevenueYear, Kind: schema.Amount, Form: schema.Level, Value: decimal.NewFromInt(100), Approx: schema.Exact, Period: period, Source: at},
			schema.Fact{Concept: schema.RevenueOther, Kind: schema.Ratio, Form: schema.Share, Value: decimal.NewFromInt(1), Approx: schema.Exact, Period: period, Source: at,
				Base: schema.Base{Concept: schema.RevenueYear}})
	}
	e := newEvaluator(r, r.Facts, figures.ScaleOf(r.Facts))
	e.several = several
	for i := range r.Facts {
		if f := &r.Facts[i]; f.Form == schema.Share {
			if k := e.wholeOf(f); k < 0 || several && k != i-1 || !several && k != 0 {
				panic("not the amount a share is of")
			}
		}
	}
	for k := range e.wholes.known {
		work += len(e.wholes.stated[k.wholeKey])
	}
	return work
}

// TestWholeWork holds that finding wholes grows with a report, not with its square.
func TestWholeWork(t *testing.T) {
	for _, several := range []bool{false, true} {
		few, many := looked(100, several), looked(1000, several)
		if few == 0 || many > 10*few {
			t.Errorf("several %v: %d amounts looked at for 100 shares, %d for 1000", several, few, many)
		}
	}
}
