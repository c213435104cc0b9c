package diagnose

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// TestMends holds one figure to be twice another: what one slip printed for it would mend it, what two
// did would not.
func TestMends(t *testing.T) {
	twice := func(g []*schema.Fact) bool { return g[0].Value.Mul(two).Equal(g[1].Value) }
	for printed, want := range map[string]bool{
		"8642": true, "8742": true, "8462": true, "864.20": true, "86420": true,
		"8753": false, "8624.5": false, "-8642": false,
	} {
		half := &schema.Fact{Kind: schema.Count, Value: decimal.RequireFromString("4321")}
		whole := &schema.Fact{Kind: schema.Count, Value: decimal.RequireFromString(printed)}
		whole.Decimals = int(-min(whole.Value.Exponent(), 0))
		if got := twice([]*schema.Fact{half, whole}) || Mends([]*schema.Fact{half, whole}, twice); got != want {
			t.Errorf("%s for 8642: %v, want %v", printed, got, want)
		}
		if whole.Value.String() != decimal.RequireFromString(printed).String() {
			t.Errorf("%s was changed to %s", printed, whole.Value)
		}
	}
	if values := meantBy(&schema.Fact{Value: decimal.NewFromInt(19)}); !slices.ContainsFunc(values, decimal.NewFromInt(91).Equal) || slices.ContainsFunc(values, decimal.NewFromInt(9).Equal) {
		t.Errorf("19 may be printed for %v", values)
	}
}
