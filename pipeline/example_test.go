package pipeline_test

import (
	"context"
	"errors"
	"fmt"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/tag"
	"gongkai/schema"
)

// A report's figures, and what its text says of them that is not so.
func ExampleRead() {
	text := "某街道2023年度部门决算\n2023年度收入总计444.71万元，其中：财政拨款收入438.61万元，占89.63%；其他收入6.1万元。\n"
	report, err := pipeline.Read(context.Background(), []byte(text), pipeline.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range report.Facts[:2] {
		fmt.Println(f.Concept, f.Value, f.Unit, f.Period.End.Year())
	}
	for _, c := range report.Checks {
		if c.Verdict == schema.Inconsistent {
			fmt.Println(c.Rule, c.Diagnosis, "reported", c.Reported.Decimal)
		}
	}
	// Output:
	// revenue.total 4447100 元 2023
	// revenue.fiscal 4386100 元 2023
	// text.share digit_swap reported 89.63
}

// A file that cannot be read says why, and what to do about it.
func ExampleRead_refused() {
	_, err := pipeline.Read(context.Background(), []byte("PK\x03\x04 and no more"), pipeline.Options{})
	var refusal *extract.Refusal
	if errors.As(err, &refusal) {
		fmt.Println(refusal.Reason)
		fmt.Println(refusal.Reason.Advice())
	}
	// Output:
	// truncated
	// The download stopped early: fetch the file again.
}

// Process gives a refused file a document row like any other.
func ExampleProcess() {
	tagger := tag.New() // for all files
	r := pipeline.Process(context.Background(), tagger, pipeline.Source{Path: "report.doc", Data: []byte("PK\x03\x04 and no more")}, pipeline.Options{})
	fmt.Println(r.Document.Path, r.Document.Status, r.Document.Reason)
	// Output:
	// report.doc refused truncated
}
