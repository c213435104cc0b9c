package across_test

import (
	"context"
	"fmt"

	"gongkai/pipeline"
	"gongkai/pipeline/across"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

// Accounts of two years, which lie in one folder, are read, and last year's revenue is held against what
// the accounts of that year said.
func Example() {
	var documents []across.Document
	facts := make(map[int32][]sink.FactRow)
	for _, text := range []string{
		"某街道2022年度部门决算\n2022年度收入总计444.71万元。\n",
		"某街道2023年度部门决算\n2023年度收入总计500.00万元。2022年度收入总计447.41万元。\n",
	} {
		r, err := pipeline.Read(context.Background(), []byte(text), pipeline.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		d := &r.Document
		documents = append(documents, across.Document{ID: d.ID, Entity: d.Entity, Year: d.FiscalYear, Kind: d.ReportKind,
			Shares: []string{"某街道的报告"}})
		for _, f := range sink.FromReport(r, "").Facts {
			facts[f.FiscalYear] = append(facts[f.FiscalYear], f)
		}
	}
	out := across.Output{
		Check:   func(c schema.Check) { fmt.Println(c.Rule, c.Verdict, c.Diagnosis) },
		Issue:   func(string, schema.Issue) {},
		Balance: func(sink.FactRow) {},
	}
	for _, task := range across.New(documents).Tasks(across.Years(2022, 2023)) {
		rows := facts[task.Year]
		sink.Sort(rows, sink.CompareFacts())
		err := task.Run(func(yield func(*sink.FactRow, error) bool) {
			for i := range rows {
				if !yield(&rows[i], nil) {
					return
				}
			}
		}, out)
		if err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// across.prior_year inconsistent digit_swap
}
