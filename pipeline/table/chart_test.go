package table

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai/nlp"
	"gongkai/pipeline/facts"
	"gongkai/schema"
)

func amounts(values ...string) (facts []schema.Fact) {
	for _, v := range values {
		facts = append(facts, schema.Fact{Kind: schema.Amount, Value: decimal.RequireFromString(v)})
	}
	return facts
}

func TestScaleInText(t *testing.T) {
	known := amounts("4447100.00", "-36", "12", "120000", "5000", "700000000")
	known = append(known, schema.Fact{Kind: schema.Ratio, Value: decimal.NewFromInt(8)},
		schema.Fact{Kind: schema.Amount, SourceKind: schema.ChartSource, Value: decimal.NewFromInt(9)})
	for value, want := range map[string]int{
		"444.71": 4, "-444.710": 4, // whatever the sign and the zeros
		"36": 0, "12": 0, // in 元 first, for that fact comes first
		"5": 3, "7": 8,
		"8": -1, "9": -1, "444.7": -1, "0": -1,
	} {
		r := &Reader{Out: &facts.Builder{Facts: known}}
		scale, ok := r.scaleInText(&nlp.Mention{Value: decimal.RequireFromString(value)})
		if !ok {
			scale = -1
		}
		if scale != want {
			t.Errorf("%s: scale %d, want %d", value, scale, want)
		}
	}
}

// TestAmountIndexLooksOnce changes facts that were looked at: the index does not see it.
func TestAmountIndexLooksOnce(t *testing.T) {
	var x amountIndex
	known := amounts("1", "2", "2")
	x.upTo(known[:2])
	known[0].Value = decimal.NewFromInt(7)
	first := x.upTo(known)
	if len(first) != 2 || first["1"] != 0 || first["2"] != 1 {
		t.Errorf("%v", first)
	}
}
