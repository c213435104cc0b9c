package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/pipeline"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// The zero Options are those of the command line without flags.
func ExampleProcess() {
	text := "某街道2023年度部门决算\n2023年度收入总计444.71万元，其中：财政拨款收入438.61万元，占89.63%；其他收入6.1万元。\n"
	r := pipeline.Process(context.Background(), tag.New(), pipeline.Source{Path: "report.txt", Data: []byte(text)}, pipeline.Options{})
	fmt.Println(r.Document.Status, r.Document.FiscalYear, r.Facts[0].Concept, r.Facts[0].Value)
	for _, c := range r.Checks {
		if c.Verdict == schema.Inconsistent {
			fmt.Println(c.Rule, c.Diagnosis, "reported", c.Reported.Decimal)
		}
	}
	// Output:
	// read 2023 revenue.total 4447100
	// text.share digit_swap reported 89.63
}

// A folder of reports becomes a dataset.
func ExampleRun() {
	out, err := os.MkdirTemp("", "dataset")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(out)
	sum, err := pipeline.Run(context.Background(), pipeline.Config{Paths: []string{filepath.Join("..", "samples", "*.txt")}, Out: out})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sum.Files, "files,", sum.Statuses[schema.Read], "read")
	// Output:
	// 2 files, 2 read
}
