package figures_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/figures"
	"gongkai/schema"
)

// The precision that most figures of a report are printed with is its scale.
func ExampleScaleOf() {
	var facts []schema.Fact
	for _, v := range []int64{4447100, 4831500, 30000} {
		facts = append(facts, schema.Fact{Kind: schema.Amount, Form: schema.Level, Value: decimal.NewFromInt(v), Unit: "元", Decimals: -2})
	}
	facts[2].Decimals = -4 // 3万元
	fmt.Println(figures.ScaleOf(facts).Money)
	// Output:
	// -2
}
