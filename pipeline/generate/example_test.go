package generate_test

import (
	"fmt"

	"gongkai/pipeline/generate"
)

// A report is consistent until an error is planted in it.
func Example() {
	office := generate.New(8, generate.Styles()[1])
	planted, err := office.Plant(generate.DigitSwap)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, _, truth := office.Render(generate.Docx)
	relation := office.Relations()[planted.Relation]
	fmt.Println(truth[planted.Slot].Raw == planted.After, relation.Family, relation.Holds(truth), planted.Diagnosis)
	// Output: true sum false digit_swap
}
