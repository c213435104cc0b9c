package frame_test

import (
	"context"
	"fmt"

	"gongkai/extract"
	"gongkai/pipeline/frame"
	"gongkai/schema"
)

// What a document says of itself as a whole.
func ExampleOf() {
	text := "某街道2023年度部门决算\n2023年度收入总计444.71万元。\n"
	doc, err := extract.Read(context.Background(), []byte(text), extract.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	f := frame.Of(doc, schema.Document{})
	fmt.Println(f.Year, f.Entity, f.Kind)
	// Output:
	// 2023 某街道 final_accounts
}
