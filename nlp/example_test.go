package nlp_test

import (
	"fmt"

	"gongkai/nlp"
)

func ExampleScan() {
	text := "2020年培训154名党员，支出超过3.5万元，占1.37%。"
	for _, m := range nlp.Scan(text, nlp.ScanOptions{}) {
		fmt.Printf("%s %s %s%s %s\n", text[m.Start:m.End], m.Kind, m.Value, m.Unit, m.Approx)
	}
	// Output:
	// 2020年 date 0 exact
	// 154名 count 154名 exact
	// 超过3.5万元 amount 35000元 more_than
	// 1.37% ratio 1.37% exact
}

func ExampleParseHan() {
	v, ok := nlp.ParseHan("一百二十三万零五")
	fmt.Println(v, ok)
	// Output: 1230005 true
}

func ExampleSegmenter_Subject() {
	text := "组建党员志愿者服务队15支，154名党员集体宣誓"
	seg := nlp.NewSegmenter(nlp.NounsOf("一般公共预算"))
	from := 0
	for _, m := range nlp.Scan(text, nlp.ScanOptions{}) {
		start, end := seg.Subject(text, m, from)
		fmt.Println(text[m.Start:m.End], text[start:end])
		from = m.End
	}
	// Output:
	// 15支 党员志愿者服务队
	// 154名 党员
}
