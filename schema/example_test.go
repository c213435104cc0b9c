package schema_test

import (
	"fmt"

	"gongkai/schema"
)

// What a fact is broken down by, under the names people see.
func ExampleAllDimensions() {
	d := schema.Dimensions{FuncCode: "201", Project: "办公楼维修"}
	for _, dimension := range schema.AllDimensions() {
		if value := dimension.Of(&d); value != "" {
			fmt.Println(dimension.Name, dimension.Title, value)
		}
	}
	// Output:
	// func_code 功能分类 201
	// project 项目 办公楼维修
}
