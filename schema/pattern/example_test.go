package pattern_test

import (
	"fmt"

	"gongkai/schema/pattern"
)

// A pattern stands for several wordings of one thing.
func ExampleExpand() {
	for s := range pattern.Expand("(公务用车|公车) 购置费 [支出]") {
		fmt.Println(s)
	}
	// Output:
	// 公务用车购置费支出
	// 公务用车购置费
	// 公车购置费支出
	// 公车购置费
}
