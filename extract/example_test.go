package extract_test

import (
	"context"
	"fmt"

	"gongkai/extract"
)

// A page becomes blocks; a table keeps where its cells stand.
func ExampleRead() {
	page := "<html><body><h1>收入决算表</h1><table><tr><td>科目</td><td>金额</td></tr><tr><td>合计</td><td>444.71</td></tr></table></body></html>"
	doc, err := extract.Read(context.Background(), []byte(page), extract.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			fmt.Println(b.Kind, b.Text.S)
		} else {
			fmt.Println(b.Kind)
			for _, c := range b.Table.Cells {
				fmt.Println(c.Row, c.Col, c.Text.S)
			}
		}
	}
	// Output:
	// heading 收入决算表
	// table
	// 0 0 科目
	// 0 1 金额
	// 1 0 合计
	// 1 1 444.71
}
