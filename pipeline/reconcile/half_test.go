package reconcile

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestHalf holds the table of halves against its definition, past both ends.
func TestHalf(t *testing.T) {
	for d := -15; d <= 15; d++ {
		if want := decimal.New(5, int32(-d-1)); !half(d).Equal(want) || half(d).Exponent() != want.Exponent() {
			t.Errorf("half(%d) = %v, want %v", d, half(d), want)
		}
	}
}
