package reconcile_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"gongkai/pipeline/reconcile"
	"gongkai/schema"
)

// Last year's revenue, restated with two digits swapped.
func ExampleAcross() {
	figure := func(document string, value float64) *schema.Fact {
		return &schema.Fact{ID: document, Document: document, Concept: schema.RevenueTotal, Label: "收入总计", Kind: schema.Amount, Form: schema.Level,
			Value: decimal.NewFromFloat(value).Shift(4), Unit: "元", Decimals: -2, Period: schema.YearPeriod(2022), Raw: fmt.Sprint(value)}
	}
	c := reconcile.Across(schema.RulePriorYear, 2023, figure("of 2023", 447.41), figure("of 2022", 444.71), reconcile.NoDoubt)
	fmt.Println(c.Verdict, c.Diagnosis)
	// Output:
	// inconsistent digit_swap
}
